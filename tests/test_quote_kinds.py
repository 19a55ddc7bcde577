"""Who said what, by kinds of sentences: several of each kind, and the nearest ones that are not of it."""

# ruff: noqa: E501 - a text stands on one line

from __future__ import annotations

import pytest

ANY = "*"


def check(nlp, text, expected, count):
    """``expected``: pairs of words (``*``: any) and speaker (``*``: any; ``!X``: not X; ``X|Y``: one of them)."""
    found = [(plain(q.text), q.speaker) for q in nlp(text)._.quotes]
    for words, speaker in expected:
        assert any(words in (ANY, said) or plain(words) == said for said, by in found if fits(speaker, by)), found
    assert count is None or len(found) == count, found


def plain(words):
    return words.strip(' “”".,’').lower()


def fits(wanted, speaker):
    if wanted == ANY:
        return True
    return speaker != wanted[1:] if wanted[0] == "!" else speaker in wanted.split("|")


@pytest.mark.parametrize(
    ("text", "expected", "count"),
    [
        (
            "Snow fell on the pass.\n\nREAD MORE: Ferry line cuts its staff\n\nWATCH: Crowds gather at the port\n\nTwo roads are shut.\n\nREAD MORE: Who pays for the bridge?",
            [],
            0,
        ),
        (
            "The dam broke on Friday.\n\nPhoto: Ann Otieno\n\nThe town slept.\n\nPhoto: Kofi Mensah\n\nNobody knew.\n\nPhoto: Ann Otieno",
            [],
            0,
        ),
        (
            "ALSO READ: Port shut by storm\nThe port opened on Monday.\nRELATED: Ships wait for days\nALSO READ: Storm moves north\nMORE: A week of rain",
            [],
            0,
        ),
        (
            "The vote is on Friday.\nVIDEO: Voters wait in line\nLISTEN: Our podcast on the vote\nVIDEO: The count begins\nThe polls close at eight.",
            [],
            0,
        ),
        (
            "The bill passed.\n\nBY THE NUMBERS: Who voted how\n\nFACT CHECK: The cost of the bill\n\nThe house rose.\n\nFACT CHECK: The age of the house\n\nUPDATE: The bill is law",
            [],
            0,
        ),
        ("ANCHOR: Good evening.\nREPORTER: Thank you.\nANCHOR: What happened there?", [("Good evening.", "*")], 3),
        (
            "THE PRESIDENT: We will go on.\nQUESTION: For how long?\nTHE PRESIDENT: As long as it takes.",
            [("As long as it takes.", "*")],
            3,
        ),
    ],
)
def test_what_a_site_sets_between_paragraphs_is_no_transcript(nlp, text, expected, count):
    check(nlp, text, expected, count)


@pytest.mark.parametrize(
    ("text", "expected", "count"),
    [
        (
            "Peru's Ministry of Health sent doctors to the valley.\n\n“Nobody is ill,” the ministry said.",
            [("Nobody is ill,", "Peru's Ministry of Health")],
            1,
        ),
        (
            "The Kenya Wildlife Service shut the park. The service said two lions had left it.",
            [("two lions had left it", "Kenya Wildlife Service")],
            1,
        ),
        (
            "The Lagos State Emergency Management Agency sent boats.\n\nThe agency said 30 people were saved.",
            [("30 people were saved", "Lagos State Emergency Management Agency")],
            1,
        ),
        (
            "Doctors from the University of Leiden left on Monday. “They are safe,” the university said in a statement.",
            [("They are safe,", "University of Leiden")],
            1,
        ),
        (
            "The Norwegian Refugee Council (NRC) runs the camp. “Tents are gone,” the council said.",
            [("Tents are gone,", "Norwegian Refugee Council")],
            1,
        ),
        (
            "Shares of the Orient Shipping Company fell. The company said it would pay.",
            [("it would pay", "Orient Shipping Company")],
            1,
        ),
        (
            "The Ministry of Health sent doctors. The Ministry of Transport sent buses. A ministry said nobody was ill.",
            [("nobody was ill", "!Ministry of Transport")],
            None,
        ),
        (
            "Peru's Ministry of Health sent doctors. The Chilean ministry said nobody was ill.",
            [("nobody was ill", "Chilean ministry")],
            1,
        ),
    ],
)
def test_a_body_is_called_for_short(nlp, text, expected, count):
    check(nlp, text, expected, count)


@pytest.mark.parametrize(
    ("text", "expected", "count"),
    [
        (
            "The Swiss embassy in Lima issued an alert on Friday. The alert said “stay away from the harbour.”",
            [("stay away from the harbour.", "Swiss embassy in Lima")],
            1,
        ),
        (
            "Kenya's Ministry of Health published a report on Monday. The report said nine wells were dry.",
            [("nine wells were dry", "Kenya's Ministry of Health")],
            1,
        ),
        (
            "The Red Cross put out a statement late on Sunday. “Roads are cut,” the statement said.",
            [("Roads are cut,", "Red Cross")],
            1,
        ),
        ("“Roads are cut,” the ministry's statement said.", [("Roads are cut,", "!statement")], 1),
        ("The army's statement said three men were held.", [("three men were held", "!statement")], 1),
        (
            "Amina Yusuf sent a letter to the council. The letter said the well was dry.",
            [("the well was dry", "Amina Yusuf")],
            1,
        ),
        ("A report said the well was dry.", [("the well was dry", "report")], 1),
        ("The Red Cross works in the town. A report said the well was dry.", [("the well was dry", "report")], 1),
    ],
)
def test_a_paper_speaks_for_those_who_issued_it(nlp, text, expected, count):
    check(nlp, text, expected, count)


@pytest.mark.parametrize(
    ("text", "expected", "count"),
    [
        ("The firm's letter to the owners said the plant was safe.", [("the plant was safe", "!the owners")], 1),
        (
            "A statement by the union backing the strike said the talks were over.",
            [("the talks were over", "!the strike")],
            1,
        ),
        ("The report blaming the pilot said the wing was cracked.", [("the wing was cracked", "!the pilot")], 1),
        (
            "The minister visiting the flooded town said help was near.",
            [("help was near", "minister visiting the flooded town|minister")],
            1,
        ),
        ("Residents fleeing the fire said the sky was red.", [("the sky was red", "Residents")], 1),
        ("Allowing the sale, the court said the land was public.", [("the land was public", "court")], 1),
    ],
)
def test_the_noun_beside_the_verb_is_not_always_its_subject(nlp, text, expected, count):
    check(nlp, text, expected, count)


@pytest.mark.parametrize(
    ("text", "expected", "count"),
    [
        (
            "Thandiwe Nkosi, 9, was saved on Friday. Thandiwe told nurses she had held on to a tree.",
            [("she had held on to a tree", "Thandiwe Nkosi")],
            1,
        ),
        (
            "Rosa Quispe, a baker, lost her shop. “It took a minute,” Rosa said.",
            [("It took a minute,", "Rosa Quispe")],
            1,
        ),
        (
            "Eleven-year-old Bao Tran swam to the shore. Bao said the boat had turned over at once.",
            [("the boat had turned over at once", "Bao Tran")],
            1,
        ),
        ("Rosa Quispe met Rosa Flores. Rosa said the boat was late.", [("the boat was late", "!Rosa Quispe")], 1),
        ("Milan Horvat, 17, won. Milan said he would sleep.", [("he would sleep", "Milan Horvat")], 1),
    ],
)
def test_a_given_name_alone_is_the_one_who_bears_it(nlp, text, expected, count):
    check(nlp, text, expected, count)


@pytest.mark.parametrize(
    ("text", "expected", "count"),
    [
        (
            "President Carlos Medrano flew over the town. Lupita, 24, was at work when the wall fell.\n\n“I heard a crack,” she said.",
            [("I heard a crack,", "Lupita")],
            1,
        ),
        (
            "Prime Minister Anders Holm visited the school. Fatuma, a teacher, was in class when the roof fell.\n\n“I counted them all,” she said.",
            [("I counted them all,", "Fatuma")],
            1,
        ),
        (
            "King Mswati spoke on the radio. Sipho, 40, was mending his net.\n\n“Nobody warned us,” he said.",
            [("Nobody warned us,", "Sipho")],
            1,
        ),
        (
            "The president spoke. Dina, who is 61, lives by the river.\n\n“It rose so fast,” she said.",
            [("It rose so fast,", "Dina")],
            1,
        ),
        (
            "President Joko Santoso toured the valley. Bandung, 32 miles away, was dark.\n\n“We will rebuild,” he said.",
            [("We will rebuild,", "Joko Santoso")],
            1,
        ),
    ],
)
def test_she_is_the_one_told_of_last_and_not_the_famous_one(nlp, text, expected, count):
    check(nlp, text, expected, count)


@pytest.mark.parametrize(
    ("text", "expected", "count"),
    [
        ("Smith and Rao said they would vote no.", [("they would vote no", "Smith and Rao")], 1),
        ("“We are tired,” said Maria Lopez and Juan Perez.", [("We are tired,", "Maria Lopez and Juan Perez")], 1),
        (
            "Jane Doe and Peter Brown told reporters that the road was open.",
            [("the road was open", "Jane Doe and Peter Brown")],
            1,
        ),
        (
            "The army and the police said the town was calm.",
            [("the town was calm", "army and the police|The army and the police|army and police")],
            1,
        ),
        ("“We will pay,” Otieno and Kamau said.", [("We will pay,", "Otieno and Kamau")], 1),
        ("Kamau ran and Otieno said the race was long.", [("the race was long", "Otieno")], 1),
        ("After talks with Kamau, Otieno said the race was long.", [("the race was long", "Otieno")], 1),
        ("According to Silva and Costa, the bridge is safe.", [("the bridge is safe", "Silva and Costa")], 1),
    ],
)
def test_several_speak_together(nlp, text, expected, count):
    check(nlp, text, expected, count)


@pytest.mark.parametrize(
    ("text", "expected", "count"),
    [
        (
            "The 24-year-old goalkeeper said the new ball has been hard to hold.",
            [("the new ball has been hard to hold", "*")],
            1,
        ),
        (
            "The Lima-based mining group said in its quarterly filing that it also owns two ports.",
            [("it also owns two ports", "*")],
            1,
        ),
        ("The third seed said the clay was slow after the rain.", [("the clay was slow after the rain", "*")], 1),
        (
            "The Oslo-headquartered ferry operator said in a note to investors that its boats would run on gas.",
            [("its boats would run on gas", "*")],
            1,
        ),
        ("The striker said his knee was sore.", [("his knee was sore", "*")], 1),
        ("The carmaker said on Monday it would close the plant.", [("it would close the plant", "*")], 1),
        ("The lender said profit fell by a third.", [("profit fell by a third", "*")], 1),
        ("The clock said ten.", [], 0),
    ],
)
def test_whoever_says_something_speaks(nlp, text, expected, count):
    check(nlp, text, expected, count)


@pytest.mark.parametrize(
    ("text", "expected", "count"),
    [
        ("“Leave the gate open,” barked the sergeant.", [("Leave the gate open,", "sergeant")], 1),
        ("“I never liked the sea,” sighed Mercy.\n\nThe boat left.", [("I never liked the sea,", "Mercy")], 1),
        ("“We shall see,” chuckled Peter Brown.", [("We shall see,", "Peter Brown")], 1),
        ("“They lied to us,” Amina Yusuf sobbed.", [("They lied to us,", "Amina Yusuf")], 1),
        ("“That is my seat,” snapped the senator.", [("That is my seat,", "senator")], 1),
        ("“Nobody knows,” shrugged Otieno.", [("Nobody knows,", "Otieno")], 1),
        ("Elena scolded the dog.", [], 0),
        ("The branch snapped on Monday.", [], 0),
    ],
)
def test_how_words_were_uttered_tells_whose_they_are(nlp, text, expected, count):
    check(nlp, text, expected, count)


@pytest.mark.parametrize(
    ("text", "expected", "count"),
    [
        (
            "Mr. Banda said the bridge might open soon, but he doubts the trucks will use it.",
            [("the bridge might open soon, but he doubts the trucks will use it", "*")],
            1,
        ),
        (
            "Rivera said the plan was sound, but there was no money for it.",
            [("the plan was sound, but there was no money for it", "*")],
            1,
        ),
        (
            "Ms. Lund said rates could fall, but they would not fall fast.",
            [("rates could fall, but they would not fall fast", "*")],
            1,
        ),
        (
            "The coach said the team was young and it would need time.",
            [("the team was young and it would need time", "*")],
            1,
        ),
        ("Roe says she hopes to win, but the race is hard.", [("she hopes to win", "*")], 1),
        ("Ms. Lund said rates could fall, but analysts doubt it.", [("rates could fall", "*")], 1),
    ],
)
def test_a_statement_goes_on_behind_but(nlp, text, expected, count):
    check(nlp, text, expected, count)


@pytest.mark.parametrize(
    ("text", "expected", "count"),
    [
        (
            "The bridge was swept away, said Ama Boateng, a nurse at the clinic.",
            [("The bridge was swept away", "Ama Boateng")],
            1,
        ),
        ("Nobody was told, said Pedro Rojas, head of the miners' union.", [("Nobody was told", "Pedro Rojas")], 1),
        (
            "The line would reopen within a week, said Ingrid Dahl, spokeswoman for the railway.",
            [("The line would reopen within a week", "Ingrid Dahl")],
            1,
        ),
        (
            "Prices will rise again, said John Lee, who runs a shop by the port.",
            [("Prices will rise again", "John Lee")],
            1,
        ),
        (
            "Half of the wells are dry, said Dr. Omar Farah, 52, the director of the hospital.",
            [("Half of the wells are dry", "Omar Farah")],
            1,
        ),
        ("The bridge, said Ama Boateng, was swept away.", [("*", "Ama Boateng")], 1),
        ("The bridge, said Ama Boateng, a nurse, was swept away.", [("*", "Ama Boateng")], 1),
        (
            "Most of the crop is lost, according to Peter Kamau, a farmer in Meru.",
            [("Most of the crop is lost", "Peter Kamau")],
            1,
        ),
    ],
)
def test_a_statement_ends_before_what_its_speaker_is(nlp, text, expected, count):
    check(nlp, text, expected, count)


@pytest.mark.parametrize(
    ("text", "expected", "count"),
    [
        (
            "Ms. Haddad said that the school would close, adding that the buses were sold.",
            [("the school would close", "*"), ("the buses were sold", "*")],
            2,
        ),
        (
            "Mr. Silva warned that the dam was old, noting the walls had cracked.",
            [("the dam was old", "*"), ("the walls had cracked", "*")],
            2,
        ),
        (
            "The ministry said two men were held, adding they were brothers.",
            [("two men were held", "*"), ("they were brothers", "*")],
            2,
        ),
        (
            "Rao argued the fee was unfair, pointing out that farmers pay none.",
            [("the fee was unfair", "*"), ("farmers pay none", "*")],
            2,
        ),
        (
            "Rao said the firm had lied by claiming that the well was clean.",
            [("the firm had lied by claiming that the well was clean", "*")],
            None,
        ),
    ],
)
def test_what_the_speaker_adds_is_a_statement_of_its_own(nlp, text, expected, count):
    check(nlp, text, expected, count)


@pytest.mark.parametrize(
    ("text", "expected", "count"),
    [
        ("The town has an old mill called Grey Heron.", [], 0),
        ("A storm dubbed Anton hit the coast.", [], 0),
        ("The club runs a ferry named Star of Lamu each summer.", [], 0),
        ("The children sing a song called Little Boat.", [], 0),
        ("He joined a band branded as rebels.", [], 0),
        ("The mayor called the plan a mistake.", [("*", "*")], None),
    ],
)
def test_a_name_is_no_statement(nlp, text, expected, count):
    check(nlp, text, expected, count)


@pytest.mark.parametrize(
    ("text", "expected", "count"),
    [
        (
            "Amina Yusuf said “we waited for hours,” and added: “No one came to help.”",
            [("No one came to help.", "Amina Yusuf")],
            2,
        ),
        (
            "“I am done,” Rao told reporters, and then added: “I will not come back.”",
            [("I will not come back.", "Rao")],
            2,
        ),
        (
            "Mensah called the vote “a farce” and warned: “We will not accept it.”",
            [("We will not accept it.", "Mensah")],
            2,
        ),
        ("The minister denied the claim and said: “It is a lie.”", [("It is a lie.", "minister")], None),
        ("The army said the town was calm, and added that the roads were open.", [("the roads were open", "army")], 2),
        ("Dewi said “we ran,” then added: “We did not look back.”", [("We did not look back.", "Dewi")], 2),
    ],
)
def test_a_second_verb_has_the_speaker_of_the_first(nlp, text, expected, count):
    check(nlp, text, expected, count)


@pytest.mark.parametrize(
    ("text", "expected", "count"),
    [
        (
            "Amina Yusuf wrote on Monday. What she asked, Otieno recalled, was: “Who has the key?”",
            [("Who has the key?", "Amina Yusuf")],
            None,
        ),
        ("Macron rang on Monday. What matters, Lula said, is: “Are the people safe?”", [("*", "Lula")], None),
    ],
)
def test_a_third_is_told_to_have_asked(nlp, text, expected, count):
    check(nlp, text, expected, count)


@pytest.mark.parametrize(
    ("text", "expected", "count"),
    [
        (
            "“The town will not forget this day.” -Mayor Grace Lund",
            [("The town will not forget this day.", "Grace Lund")],
            1,
        ),
        (
            "“We did our work and we did it well.” –Coach Peter Brown",
            [("We did our work and we did it well.", "Peter Brown")],
            1,
        ),
        (
            "“Her courage is an example to us all.”\n-Senator Jane Doe",
            [("Her courage is an example to us all.", "Jane Doe")],
            1,
        ),
        (
            "“It was the right thing to do.”\n\n— Ama Boateng, nurse",
            [("It was the right thing to do.", "Ama Boateng")],
            1,
        ),
        (
            '"We have lost a great friend today." ~ Kofi Mensah',
            [("We have lost a great friend today.", "Kofi Mensah")],
            1,
        ),
        (
            "“We thank every nurse who came in on her day off.” - Dr. Helen Park, chief of staff",
            [("*", "Helen Park")],
            1,
        ),
    ],
)
def test_a_name_behind_a_dash_signs(nlp, text, expected, count):
    check(nlp, text, expected, count)


@pytest.mark.parametrize(
    ("text", "expected", "count"),
    [
        (
            "Statement from Governor Ana Flores:\n\n“The road will open on Monday.”",
            [("The road will open on Monday.", "Ana Flores")],
            1,
        ),
        (
            "And this from Senator John Smith:\n\n“I will vote against the bill.”",
            [("I will vote against the bill.", "John Smith")],
            1,
        ),
        ("Mayor Grace Lund:\n\n“We will rebuild the school.”", [("We will rebuild the school.", "Grace Lund")], 1),
        ("The well-known song:\n\n“Row the boat to the shore.”", [], None),
        ("The following is a statement from CEO Jan Holm:\n\n“We will pay.”", [("*", "Jan Holm")], 1),
    ],
)
def test_a_heading_names_the_speaker(nlp, text, expected, count):
    check(nlp, text, expected, count)


@pytest.mark.parametrize(
    ("text", "expected", "count"),
    [
        ("“ We are safe , ” Amina Yusuf said .", [("We are safe ,", "Amina Yusuf")], 1),
        ('" The road is open now , " said Kofi Mensah .', [("The road is open now ,", "Kofi Mensah")], 1),
        (
            '" We are safe, " said Amina Yusuf. " Nobody is hurt. "',
            [("We are safe,", "Amina Yusuf"), ("Nobody is hurt.", "Amina Yusuf")],
            None,
        ),
    ],
)
def test_marks_may_stand_apart_from_the_words(nlp, text, expected, count):
    check(nlp, text, expected, count)


@pytest.mark.parametrize(
    ("text", "expected", "count"),
    [
        (
            "The governor of Sonora spoke on Monday. Ana Flores said the road was shut.",
            [("the road was shut", "Ana Flores")],
            1,
        ),
        (
            "The police chief spoke at noon. “We have a suspect,” Chief Ray Long said.",
            [("We have a suspect,", "Ray Long")],
            1,
        ),
        (
            "Tom Reid has led the port authority since May. “The cranes are safe,” the director said.",
            [("The cranes are safe,", "Tom Reid|director")],
            1,
        ),
        (
            "Grace Lund, the town's mayor, came at noon. Snow fell. “We are cold,” the mayor said.",
            [("We are cold,", "Grace Lund")],
            1,
        ),
        (
            "The mayor said nobody slept. Mayor Grace Lund added that the lights were out.",
            [("nobody slept", "Grace Lund"), ("the lights were out", "Grace Lund")],
            2,
        ),
        (
            "The fire chief said the roof fell first. Dan Wu, the chief, said two men were inside.",
            [("the roof fell first", "Dan Wu"), ("two men were inside", "Dan Wu")],
            2,
        ),
    ],
)
def test_an_office_in_one_sentence_and_a_name_in_another(nlp, text, expected, count):
    check(nlp, text, expected, count)
