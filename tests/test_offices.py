"""For which government somebody speaks whose office names none, and who must stay without one."""

from __future__ import annotations

import pytest

from geo.sources.reader import make_document


def governments(pipeline, text):
    extraction = pipeline.extract(make_document(text, {"published": "2024-03-06", "language": "en"}, name=None))
    return {p.name: p.jurisdiction for p in extraction.people}, [(q.speaker, q.jurisdiction) for q in extraction.quotes]


@pytest.mark.parametrize(
    ("text", "name", "government"),
    [
        # of a town or state: the state of the places that its holder's sentence, paragraph or the text names
        ("AUSTIN, Texas — A bus was hit on Monday, Gov. Ana Flores said.", "Ana Flores", "US-Texas"),
        ("A bus burned in Toledo, Ohio, on Monday. Mayor Grace Lund thanked the crews.", "Grace Lund", "US-Ohio"),
        ("A bus burned in Toledo, Ohio, on Monday. Police Chief Ray Long said two men ran.", "Ray Long", "US-Ohio"),
        (
            "A school burned in Monterrey, Mexico, on Monday.\n\nThe mayor, Luis Rojas, said nobody was hurt.",
            "Luis Rojas",
            "MX-Nuevo León",
        ),
        (
            "Shops burned in Reno, Nevada, and in Toledo, Ohio.\n\nIn Reno, Mayor Grace Lund said it was late.",
            "Grace Lund",
            "US-Nevada",
        ),
        ("Dallas County's district attorney, Joe Reyes, said he would wait.", "Joe Reyes", "US-Texas"),
        ("Kerala Chief Minister Anil Nair said the dam held.", "Anil Nair", "IN-Kerala"),
        ("Queensland Premier Kate Long said the river would rise.", "Kate Long", "AU-Queensland"),
        ("The Punjab chief minister, Amir Khan, said the canal broke in Lahore.", "Amir Khan", "PK-Punjab"),
        ("Denver Police Chief Ray Long said the man had fled.", "Ray Long", "US-Colorado"),
        # of a country
        ("The U.S. attorney for the Western District of Texas, John Lee, said it was late.", "John Lee", "US"),
        ("Norway's foreign minister, Espen Dahl, said the road was open.", "Espen Dahl", "NO"),
        ("Rosa Vega, a member of Congress from Texas, said no.", "Rosa Vega", "US"),
        ("The Japanese prime minister left. Prime Minister Kenji Mori told reporters he was ill.", "Kenji Mori", "JP"),
        (
            "Kenyan troops crossed into Somalia. “We stay,” President James Kamau said in Geneva. Kenya lost ten men.",
            "James Kamau",
            "KE",
        ),
        ("“We wait,” Prime Minister Colin Reed said in London.", "Colin Reed", "GB"),
        (
            "Troops of Peru met troops of Chile. Chile's defence minister was late. Defence Minister Ana Soto said no.",
            "Ana Soto",
            "CL",
        ),
        (
            "ALGIERS — Algerian troops took it. In Rome people met. Interior Minister Omar Haddad said it was over.",
            "Omar Haddad",
            "DZ",
        ),
        (
            "A bus burned in Toledo, Ohio. Rosa Vega, who represents the district in Congress, said: “Stop it.”",
            "Rosa Vega",
            "US",
        ),
        ("A bus burned in Lima, Peru. “It was cruel,” said the presiding judge, Ana Quispe.", "Ana Quispe", "PE"),
        ("A bus burned in Lima, Peru. A defence spokesman, Luis Vega, said two men ran.", "Luis Vega", "PE"),
        ("A bus burned in Toledo, Ohio. “It is late,” Chief Constable Ray Long said.", "Ray Long", "US-Ohio"),
        ("Peru's foreign minister said the road was open. Ana Quispe told reporters she would go.", "Ana Quispe", "PE"),
        # a leader whom papers of all countries call by the title alone, in the years in office
        ("A bus burned in Lagos, Nigeria. “We grieve,” President Emmanuel Macron said.", "Emmanuel Macron", "FR"),
        ("A bus burned in Lagos, Nigeria. “We grieve,” President Barack Obama said.", "Barack Obama", "NG"),
        # "its" looks back to the state with which the sentence before opens
        (
            "A bus burned near Jaipur, Rajasthan.\n\nGujarat mourned on Friday. Its chief minister, Jane Doe, came.",
            "Jane Doe",
            "IN-Gujarat",
        ),
        (
            "A bus burned near Jaipur, Rajasthan.\n\nPeople mourned. Its chief minister, Jane Doe, said she would go.",
            "Jane Doe",
            "IN-Rajasthan",
        ),
        # a desk in the capital, and what was said there, tell no governor's state
        (
            "LIMA, Peru — Gunmen fired on a bus in Cusco.\n\nIn Lima the ministry wept.\n\n“No,” Gov. Luis Rojas said.",
            "Luis Rojas",
            "PE-Cusco",
        ),
    ],
)
def test_an_office_has_the_government_that_its_text_tells(pipeline, text, name, government):
    assert governments(pipeline, text)[0].get(name) == government


def test_a_participle_alone_makes_no_office(pipeline):
    people, _ = governments(pipeline, "A bus burned in Lima, Peru. “It was cruel,” said the weeping owner, Ana Quispe.")
    assert people["Ana Quispe"] is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A bus burned in Toledo, Ohio. U.N. envoy Jan Holm said it was late.", "Jan Holm"),
        ("A bus burned in Toledo, Ohio. NATO Secretary-General Jan Holm said it was late.", "Jan Holm"),
        ("A bus burned in Toledo, Ohio. Former mayor Grace Lund said it was late.", "Grace Lund"),
        ("A bus burned in Toledo, Ohio. Jane Doe, a teacher, said it was late.", "Jane Doe"),
        ("A bus burned in Toledo, Ohio. Club president Jane Doe said it was late.", "Jane Doe"),
    ],
)
def test_a_body_of_many_countries_and_who_holds_no_office_have_none(pipeline, text, name):
    people, quotes = governments(pipeline, text)
    assert people[name] is None
    assert quotes[-1] == (name, None)


HOME = "Bombs went off in Lyon, France, on Monday.\n\n"


@pytest.mark.parametrize(
    ("text", "name", "government"),
    [
        # where it was said; not where statesmen of all countries meet, nor in another sentence
        ("Foreign Minister Ana Soto said in Lima that it was late.", "Ana Soto", "PE"),
        ("Interior Minister Ana Soto said in Brussels that it was late.", "Ana Soto", "FR"),
        ("Interior Minister Ana Soto wept. In Lima it rained.", "Ana Soto", "FR"),
        # a country that cannot have the office
        ("King Jon of Norway's friends wept. King Jon said it was late.", "Jon", "NO"),
        ("Pope Boniface prayed.", "Boniface", "VA"),
        ("Peru sent help. “We come,” Foreign Secretary Ana Soto said in London.", "Ana Soto", "GB"),
        # whose own somebody is
        ("Lima is sending its top envoy, Ana Soto, on Monday.", "Ana Soto", "PE"),
        ("The generals wept. Their spokesman, Jon Holm, said no.", "Jon Holm", "FR"),
        ("The farmers wept. Their spokesman, Jon Holm, said no.", "Jon Holm", None),
        ("The French Rescue Agency came. “We dig,” said Ana Soto, who heads its crews.", "Ana Soto", "FR"),
        ("The choir came. “We dig,” said Ana Soto, who heads its altos.", "Ana Soto", None),
        # a country that speaks of itself
        ("“Peru stands by France,” President Ana Soto wrote.", "Ana Soto", "PE"),
        ("“Peru could not stop them,” President Ana Soto wrote.", "Ana Soto", "FR"),
        # the government of the sentence before
        ("The Peruvian ministers were late. The defence minister, Ana Soto, said no.", "Ana Soto", "PE"),
        ("One was a Dane, the embassy said in Copenhagen. Prime Minister Ana Soto wept.", "Ana Soto", "DK"),
        ("Peru confirmed two dead; Prime Minister Ana Soto wept.", "Ana Soto", "PE"),
        ("Peru lost two men; Interior Minister Ana Soto wept.", "Ana Soto", "FR"),
        ("President Ana Soto of Peru said no.", "Ana Soto", "PE"),
        ("President Ana Soto of the party of Peru's poor said no.", "Ana Soto", "FR"),
        ("President Ana Soto phoned France's president. Peru wept.", "Ana Soto", "PE"),
        # who went to another country
        ("Prime Minister Ana Soto flew to the French capital. The Danish embassy was shut.", "Ana Soto", "DK"),
        # police, as the country has them
        ("The police spokesman, Insp. Ana Soto, said no.", "Ana Soto", "FR"),
        ("A guard fell, said the spokesman of the post, Inspector Ana Soto.", "Ana Soto", "FR"),
        ("Ana Soto, the spokeswoman of the military council, said no.", "Ana Soto", "FR"),
        ("Ana Soto, the commissioner whom they sent, said no.", "Ana Soto", "FR"),
        ("Ana Soto, secretary-general of the Hill Movement, said no.", "Ana Soto", None),
        # a capital that the sentence sets out with, or behind a comma; not a place where others were
        ("In Lima, where flags hung low, President Ana Soto called it cruel.", "Ana Soto", "PE"),
        ("President Ana Soto, in Lima, said no.", "Ana Soto", "PE"),
        ("In Callao, where flags hung low, Interior Minister Ana Soto said no.", "Ana Soto", "FR"),
        # who has the same office elsewhere
        ("Peru wept. Prime Minister Ana Soto, who rang her French counterpart, said no.", "Ana Soto", "PE"),
        ("Peru wept. Interior Minister Ana Soto, who rang her French cousin, said no.", "Ana Soto", "FR"),
        # ranks, but for those who have an army of their own; fire services
        ("“The drill went well,” Col. Ana Soto said.", "Ana Soto", "FR"),
        ("“We fight on,” Col. Ana Soto of the rebels said.", "Ana Soto", None),
        ("Ana Soto, a spokeswoman for the fire brigade, said no.", "Ana Soto", "FR"),
        ("Ana Soto, a spokeswoman for the fire sale, said no.", "Ana Soto", None),
        # a mayor in another town
        ("In Reno, Nevada, no one was hurt. In Reno, Mayor Ana Soto said it was late.", "Ana Soto", "US-Nevada"),
        # the one whom a clause tells apart
        ("The judge who freed them, Ana Soto, said it was late.", "Ana Soto", "FR"),
        ("The singer who freed them, Ana Soto, said it was late.", "Ana Soto", None),
        # an office taken up or laid down; not one that somebody only looks like
        ("Ana Soto stepped down as transport minister and said no.", "Ana Soto", "FR"),
        ("Ana Soto dressed as a minister and said no.", "Ana Soto", None),
        # nothing told but the seat of a government
        ("“No,” Ana Soto said in Downing Street.", "Ana Soto", "GB"),
        ("“No,” Ana Soto said near Downing Street.", "Ana Soto", None),
    ],
)
def test_a_bare_office_is_of_the_country_that_the_text_around_it_tells(pipeline, text, name, government):
    assert governments(pipeline, HOME + text)[0].get(name) == government


def test_an_ambassador_to_a_body_of_many_countries_speaks_for_the_own_one(pipeline):
    people, _ = governments(pipeline, "Peru's ambassador to the U.N., Ana Soto, said it was late.")
    assert people["Ana Soto"] == "PE"


def test_a_country_has_one_head_of_government(pipeline):
    text = "French President Jane Doe met troops in Lyon, France. President Ana Soto said it was late."
    assert governments(pipeline, text)[0]["Ana Soto"] is None


def test_one_of_two_in_an_office_is_not_taken_for_the_unnamed_one(pipeline):
    text = (
        "Peru's foreign minister said the road was open. Jan Holm told reporters it was late. "
        "Peruvian Foreign Minister Ana Soto left."
    )
    assert governments(pipeline, text)[0]["Jan Holm"] is None


def test_what_somebody_says_has_the_same_government(pipeline):
    _, quotes = governments(pipeline, "A bus burned in Toledo, Ohio. Mayor Grace Lund said it was late.")
    assert quotes == [("Grace Lund", "US-Ohio")]


@pytest.mark.parametrize(
    ("text", "government"),
    [
        ("The mayor said it was late.", "FR-Auvergne-Rhône-Alpes"),
        ("Police said it was late.", "FR"),
        ("An official in Lima said it was late.", "PE"),
        ("The Peruvian army said it was late.", "PE"),
        ("Peru's defence minister said it was late.", "PE"),
        ("Peru's defence minister left at noon. The defence minister said it was late.", "PE"),
        ("The defence minister met Peru's defence minister. The defence minister said it was late.", "FR"),
        ("U.N. officials said it was late.", None),
        ("A farmer said it was late.", None),
        ("Union officials said it was late.", None),
        # the capital beside it, and capitals and seats that speak themselves
        ("In Lima the foreign ministry said it was late.", "PE"),
        ("In Lima the foreign ministry of Chile said it was late.", "CL"),
        ("They rang the foreign ministry, which said in Lima that it was late.", "PE"),
        ("Lima said it would help.", "PE"),
        ("A spokesman for the Kremlin said it would help.", "RU"),
        ("Prosecutors said it was late.", "FR"),
        # whose own it is: the country that the sentence is about
        ("Peru would sue the firm, its foreign minister said.", "PE"),
        ("Peru and Chile would sue the firm. It was late, its foreign minister said.", "FR"),
        ("The Inter-American Commission on Human Rights said it was late.", None),
        # "the spokeswoman" is the one told of before
        ("A police spokeswoman said two fled.\n\n“One is a witness,” the spokeswoman said.", "FR"),
        ("A spokeswoman for the mill said two fled.\n\n“One is a witness,” the spokeswoman said.", None),
    ],
)
def test_an_office_that_speaks_without_a_name_has_a_government_too(pipeline, text, government):
    assert governments(pipeline, HOME + text)[1][-1][1] == government


@pytest.mark.parametrize(
    ("text", "name", "government"),
    [
        (  # filed at home, about another country, whose officials it tells with its name
            "LIMA — A poet died in Lyon, France.\n\n“No,” President Ana Soto said.\n\nFrance's interior minister wept.",
            "Ana Soto",
            "PE",
        ),
        (  # a correspondent at work: the other country's leader needs no name of the country
            "LIMA — Troops took Lyon, France, on Monday.\n\n“I am shocked,” President Ana Soto said in Lyon.",
            "Ana Soto",
            "FR",
        ),
        # a state's chief minister takes no country's prime minister away; a premier heads a state where states have one
        (
            "A dam broke in Lahore, Pakistan. Chief minister of Punjab Amir Khan wept. Prime Minister Omar Bhatt left.",
            "Omar Bhatt",
            "PK",
        ),
        ("A dam broke in Perth, Western Australia. Premier Kate Long said no.", "Kate Long", "AU-Western Australia"),
        ("A dam broke in Palermo, Italy. Premier Kate Long said no.", "Kate Long", "IT"),
    ],
)
def test_a_leader_is_of_the_country_that_has_one(pipeline, text, name, government):
    assert governments(pipeline, text)[0].get(name) == government


#: A text about Mexico in which another president speaks first.
ANSWERED = """Gunmen shot nine in Sonora, Mexico. “The United States stands ready,” President Donald Hart tweeted.

His Mexican counterpart thanked him. “The worst is war,” said Luis Obregon."""


@pytest.mark.parametrize(
    ("text", "name", "government"),
    [
        # whose office the lead tells, and who speaks to the nation right behind
        (
            "The siege is over, Kenya's president says.\n\nTen were lost, Juma Otieno told the nation on Monday.",
            "Juma Otieno",
            "KE",
        ),
        (
            "The siege is over, Kenya's president says.\n\nTen were lost, Jane Doe told a reporter in tears.",
            "Jane Doe",
            None,
        ),
        # counterparts, in a text about one of the two countries
        (
            ANSWERED,
            "Donald Hart",
            "US",
        ),
        (
            ANSWERED,
            "Luis Obregon",
            "MX",
        ),
        ("President Ana Ruiz called her Chilean counterpart, Luis Rojas. “No,” he said.", "Luis Rojas", "CL"),
        ("The coach called her counterpart at the club, Luis Rojas. “No,” he said.", "Luis Rojas", None),
        # the minister whose words follow at once, and a witness of another paragraph
        ("A jet fell. Russia's foreign minister denied it. “No,” Sergei Ivanov said.", "Sergei Ivanov", "RU"),
        ("A jet fell. Russia's foreign minister denied it.\n\n“No,” Sergei Ivanov said.", "Sergei Ivanov", None),
        # who leads a country, and who leads a party there
        ("A mosque burned. Australia's leader, Scott Hill, said no.", "Scott Hill", "AU"),
        ("A mosque burned. Australia's opposition leader, Scott Hill, said no.", "Scott Hill", None),
        # whose people the sentence before is about
        ("Bogs froze in Oslo. Israeli soldiers dug. Their ambassador, Avi Stern, said no.", "Avi Stern", "IL"),
        # directors of what only a government does, and of what anybody may
        (
            "Two were held in Accra, Ghana. Kofi Mensah, the director of criminal investigations, said no.",
            "Kofi Mensah",
            "GH",
        ),
        ("Two were held in Accra, Ghana. Kofi Mensah, the national security adviser, said no.", "Kofi Mensah", "GH"),
        ("Two were held in Accra, Ghana. Kofi Mensah, the director of a hotel, said no.", "Kofi Mensah", None),
        # a state's judge, a country's, and one of whom the state is not clear
        ("A man shot in Toledo, Ohio. A state judge jailed him. “No,” Judge Amy Cole wrote.", "Amy Cole", "US-Ohio"),
        ("A man shot in Toledo, Ohio. A federal judge jailed him. “No,” Judge Amy Cole wrote.", "Amy Cole", "US"),
        (
            "Men shot in Toledo, Ohio, and Reno, Nevada. A state judge jailed them. “No,” Judge Amy Cole wrote.",
            "Amy Cole",
            None,
        ),
        # in a capital
        ("In Lima, the chief of staff, Juan Paz, took it back. “No,” he said.", "Juan Paz", "PE"),
        ("A bank in Lima shut. The chief of staff, Juan Paz, took it back. “No,” he said.", "Juan Paz", None),
    ],
)
def test_an_office_is_told_by_the_sentences_around(pipeline, text, name, government):
    assert governments(pipeline, text)[0].get(name) == government


@pytest.mark.parametrize(
    ("text", "government"),
    [
        ("A bridge fell in Lima, Peru. The interior ministry closed it. “It is late,” a spokesman said.", "PE"),
        ("A bridge fell in Toledo, Ohio. The state police closed it. “It is late,” a spokesman said.", "US-Ohio"),
        ("A bridge fell in Lima, Peru. The company closed it. “It is late,” a spokesman said.", None),
    ],
)
def test_a_spokesman_is_of_the_body_before(pipeline, text, government):
    assert governments(pipeline, text)[1][-1] == ("spokesman", government)
