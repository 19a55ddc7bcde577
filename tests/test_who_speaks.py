"""Who is said to speak, and for which government: whom a clause, a title, a pronoun or an office means."""

from __future__ import annotations

import pytest

from geo.language.pipeline import Models
from geo.pipeline import Pipeline
from geo.sources.reader import make_document
from tests.spanish import model


@pytest.fixture
def spanish(pipeline, monkeypatch):
    """The whole way of a Spanish document."""
    monkeypatch.setattr("geo.sources.languages.models", lambda: {"es": "json"})
    return Pipeline(Models({}, {"es": model()}), pipeline.gazetteer)


def said(pipeline, text, language="en"):
    """Each quote's speaker with the government spoken for."""
    document = make_document(text, {"published": "2024-06-10", "language": language}, name=None)
    return [(q.speaker, q.jurisdiction) for q in pipeline.extract(document).quotes]


def governments(pipeline, text, language="en"):
    document = make_document(text, {"published": "2024-06-10", "language": language}, name=None)
    return {p.name: p.jurisdiction for p in pipeline.extract(document).people}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # what somebody says begins with its own subject, before the marks
        ('In Lima, the palace spokeswoman, Carla Menn, said Peru "will answer those who planned it."', "Carla Menn"),
        ('The mayor, Ana Ruiz, said the firm "had lied."', "Ana Ruiz"),
        ("Jane Doe, who speaks for the palace, said Peru “will answer those who planned it.”", "Jane Doe"),
        ("The bridge, said the mayor, “is open.”", "mayor"),
        ("The bridge, built in 1930, said Ama Boateng, “was swept away.”", "Ama Boateng"),
        ("Smith, wrote Jane Doe, was “late.”", "Jane Doe"),
        # two titles that a hyphen makes one
        ("“We hold the bridge,” said their spokesman, Colonel-Major Idris Kount.", "Idris Kount"),
        ("“We hold the bridge,” said a spokesman, Lieutenant-Colonel Ann Petrie, on Monday.", "Ann Petrie"),
        ("“We hold the bridge,” said their spokesman, Colonel Ann Petrie.", "Ann Petrie"),
    ],
)
def test_the_one_named_with_the_verb_speaks(pipeline, text, speaker):
    assert [by for by, _ in said(pipeline, text)] == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("«No nos dicen nada», reclamó frente a la escuela la hermana de un alumno.", "hermana de un alumno"),
        ("«No nos dicen nada», gritó a las puertas del colegio la madre de un alumno.", "madre de un alumno"),
        ("«No nos dicen nada», dijo junto a la reja el abogado Pedro Lugo.", "Pedro Lugo"),
        ("«No nos dicen nada», dijo ante la puerta una vecina.", "vecina"),
        ("«No nos dicen nada», dijo cerca del río.", None),
        ("«No nos dicen nada», dijo el Frente de Vecinos del Sur.", "Frente de Vecinos del Sur"),
    ],
)
def test_no_preposition_speaks(spanish, text, speaker):
    assert [by for by, _ in said(spanish, text, "es")] == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker", "government"),
    [
        # the subject of the sentence before, named or not
        (
            (
                "“The gate was shut,” said Ashwin Verdaro, a guard. He slept. The chief minister of Kerala doubted it. "
                "Of her own people, she said, nobody had come."
            ),
            "chief minister of Kerala",
            "IN-Kerala",
        ),
        ("The minister spoke to Mr Carl Hobbs. She said the road was open.", "minister", None),
        ("The nurse ran out. “There were two of them,” she said.", "nurse", None),
        # … whom it names, or who has spoken just before
        ("Jane Doe met the mayor. She said the road was open.", "Jane Doe", None),
        ("The mayor heard it. Jane Doe came. She said the road was open.", "Jane Doe", None),
        # of the other sex
        ("A bus fell. Mrs Vera Roth saw it. “There were two of them,” he said.", None, None),
        ("The spokesman met Mrs Vera Roth. She said the road was open.", "Vera Roth", None),
        # several are no "she"
        ("The nurses met Vera Roth. She said the road was open.", "Vera Roth", None),
    ],
)
def test_a_pronoun_takes_up_the_subject_before(pipeline, text, speaker, government):
    assert said(pipeline, text)[-1] == (speaker, government)


@pytest.mark.parametrize(
    ("text", "name", "government"),
    [
        # the state told of somebody, and no country that is only named further on
        (
            (
                "A man killed four people in Trier. At her side was Anna Dahl, who governs the state of Saxony. "
                "The car had been bought in Belgium, and Belgium sent help."
            ),
            "Anna Dahl",
            "DE-Saxony",
        ),
        (
            (
                "A man killed four people in Trier on Monday. The state's premier, Petra Dahl, told them it was late. "
                "The car had been bought in Belgium."
            ),
            "Petra Dahl",
            "DE-Rhineland-Palatinate",
        ),
        ("Belgium's prime minister, Petra Dahl, came to Trier, Germany, on Monday.", "Petra Dahl", "BE"),
        (
            (
                "Inmates fled the prison of Jacmel. Gangs held Port-au-Prince. Haiti was waiting for Kenyan police. "
                "A prosecutor, Leon Dorvil, counted them."
            ),
            "Leon Dorvil",
            "HT",
        ),
        (
            (
                "Inmates fled the prison of Jacmel, Haiti, on Monday. The Kenyan police came. The police "
                "commissioner, Leon Dorvil, said they would stay."
            ),
            "Leon Dorvil",
            "KE",
        ),
        ("Six Peruvians died in Dallas, Texas, said the foreign minister, Luis Mora.", "Luis Mora", "PE"),
        ("Six people died in Dallas, Texas, said the foreign minister, Luis Mora. Peru mourned.", "Luis Mora", None),
        # in a public office of the country where it happened
        (
            "Gunmen attacked the prison of Jacmel, Haiti. A warder, Will Esteem, said they came early.",
            "Will Esteem",
            "HT",
        ),
        ("Gunmen attacked the prison of Jacmel, Haiti. A policeman, Joel Remy, said he ran.", "Joel Remy", "HT"),
        (
            "Gunmen attacked the prison of Jacmel, Haiti. A nurse, Marie Pierre, said they came early.",
            "Marie Pierre",
            None,
        ),
        (
            "Gunmen attacked the prison of Jacmel, Haiti. The baker, Marie Pierre, said it was loud.",
            "Marie Pierre",
            None,
        ),
        (
            "Soldiers took the palace in Niamey, Niger. Omar Sidi, the general commanding the guard, said no.",
            "Omar Sidi",
            "NE",
        ),
        (
            "Soldiers took the palace in Niamey, Niger. Omar Sidi, the man leading the choir, said no.",
            "Omar Sidi",
            None,
        ),
        (
            "A ferry sank near Entebbe, Uganda. The state minister for transport, Ann Okello, said no.",
            "Ann Okello",
            "UG",
        ),
        ("A bus burned in Toledo, Ohio. The state prosecutor, Ann Lamy, said no.", "Ann Lamy", "US-Ohio"),
        # of the state or town in the words of an office
        ("The mayor of Miami-Dade County, Carmen Lavin, said they would dig.", "Carmen Lavin", "US-Florida"),
        ("A Florida circuit judge, Michael Hart, said that they would be paid.", "Michael Hart", "US-Florida"),
        ("A federal judge in Florida, Michael Hart, said that they would be paid.", "Michael Hart", "US"),
        ("“The dams held,” said Roger Lenz, the interior minister of Bavaria.", "Roger Lenz", "DE-Bavaria"),
        ("Georgia's interior minister, Nino Bell, said in Tbilisi that the road was shut.", "Nino Bell", "GE"),
        ("Georgia's governor, Nino Bell, said in Atlanta that the road was shut.", "Nino Bell", "US-Georgia"),
        (
            "The state's interior minister, Roger Lenz, said the dams at Trier, Germany, held.",
            "Roger Lenz",
            "DE-Rhineland-Palatinate",
        ),
        ("The minister of state, Roger Lenz, said the dams at Trier, Germany, held.", "Roger Lenz", "DE"),
        ("“We mourn,” said Nora Bell, who governs the neighbouring state of Indiana.", "Nora Bell", "US-Indiana"),
        ("“We mourn,” said Nora Bell, who governs the country, in Bamako, Mali.", "Nora Bell", "ML"),
        ("Germany's interior minister, Roger Lenz, said the dams in Bavaria held.", "Roger Lenz", "DE"),
        ("The minister for Bavaria, Roger Lenz, said the dams held.", "Roger Lenz", "DE"),
        ("Mwanza's regional commissioner, John Masele, said that the boat was full.", "John Masele", "TZ-Mwanza"),
        ("Tanzania's transport minister, John Masele, said in Mwanza that the boat was full.", "John Masele", "TZ"),
    ],
)
def test_an_office_is_of_its_own_government(pipeline, text, name, government):
    assert governments(pipeline, text)[name] == government


@pytest.mark.parametrize(
    ("text", "name", "government"),
    [
        ("«Aguantó», dijo Roger Lenz, ministro del Interior de Baviera.", "Roger Lenz", "DE-Bavaria"),
        ("Un juez de circuito de Florida, Miguel Ruiz, dijo que no.", "Miguel Ruiz", "US-Florida"),
        ("Un juez federal de Florida, Miguel Ruiz, dijo que no.", "Miguel Ruiz", "US"),
        ("A su lado estaba Ana Ruiz, que gobierna el estado de Baviera. Ruiz dijo que no.", "Ana Ruiz", "DE-Bavaria"),
    ],
)
def test_the_same_in_spanish(spanish, text, name, government):
    assert governments(spanish, text, "es")[name] == government


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "In Washington, the Inter-American Commission on Fisheries said it was alarmed. "
                "The commission said it would not wait."
            ),
            [None, None],
        ),
        ("In Washington the Inter-American Commission said it was alarmed.", [None]),
        ("In Addis Ababa the Peace and Security Council said it was alarmed.", [None]),
        ("In Washington the State Department said it was alarmed.", ["US"]),
        ("In Lima the interior ministry said it was alarmed.", ["PE"]),
    ],
)
def test_a_body_of_many_countries_has_no_government(pipeline, text, expected):
    assert [government for _, government in said(pipeline, text)] == expected
