"""Whose words they are not: false speakers, words that are the reporter's, and who gives no number."""

# ruff: noqa: E501 - a text stands on one line

from __future__ import annotations

import pytest

from tests.spanish import read


def speakers(doc) -> list[str | None]:
    return [q.speaker for q in doc._.quotes]


def said(doc) -> list[str]:
    return [q.text for q in doc._.quotes]


def asserted(doc) -> dict[str, str | None]:
    """The number of each count and other figure → who gives it."""
    return {c.text: c.attributed_to for c in (*doc._.casualties, *doc._.figures)}


# ------------------------------------------------------------------ somebody else who is named beside the words
def test_who_comes_in_under_a_nickname_holds_no_office() -> None:
    text = (
        "La brigada llegó de noche.\n\nPara detener a “El Zurdo”, jefe de la banda, salió una unidad.\n\n"
        "La Inteligencia Naval, explicó el general, ubicó en Pola a Raúl “P”, alias “El Zurdo”."
    )
    assert speakers(read(text)) == ["general"]


def test_whom_the_rest_of_the_sentence_names_is_not_who_speaks(nlp) -> None:
    text = "Jane Doe left the hall. The senator said that Doe had no time to lose."
    assert speakers(nlp(text)) == ["senator"]


def test_an_office_may_be_that_of_somebody_at_hand(nlp) -> None:
    assert speakers(nlp("Jane Doe left the hall. The senator said that it was late.")) == ["Jane Doe"]


@pytest.mark.parametrize("name", ["Corwyn Ashfield", "Adryel Wintersgill", "Delwyn Farthing"])
def test_a_name_that_nobody_knows_is_somebodys_who_lives_somewhere(name: str) -> None:
    text = (
        "Las aerolíneas cancelaron vuelos; Atlantic Lines mantuvo su horario.\n\n"
        f"{name}, residente de Boston, pensaba volver el lunes. “Fue un susto enorme”, dijo a la BBC."
    )
    assert speakers(read(text)) == [name]


def test_a_body_of_the_paragraph_before_does_not_speak_for_another() -> None:
    text = (
        "Los vuelos se cancelaron; Atlantic Lines mantuvo su horario.\n\n"
        "La noche fue larga. “Fue un susto enorme”, dijo a la BBC."
    )
    assert speakers(read(text)) == [None]


def test_a_body_speaks_under_its_whole_name() -> None:
    text = "Atlantic Lines mantuvo su horario. “Volamos como siempre”, dijo el lunes."
    assert speakers(read(text)) == ["Atlantic Lines"]


# ------------------------------------------------------------------ where what somebody says begins and ends
def test_a_list_between_dashes_is_not_cut_at_its_semicolons() -> None:
    text = (
        "A los cuatro —Luis “P”, “Bocho”; Juan “R”, “Tigre”; Óscar “M”, “Lobo”, y Raúl “S”, “Zorro”— se les "
        "decomisaron dos rifles, indicó la Fiscalía."
    )
    assert said(read(text)) == [text.partition(", indicó")[0]]


def test_a_semicolon_outside_dashes_parts_sentences() -> None:
    text = "El puerto cerró a las dos; los barcos esperan fuera, indicó la Fiscalía."
    assert said(read(text)) == ["los barcos esperan fuera"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Four miners are missing, Norsk Hydro said, and the Lima government warned families.", "Four miners are missing"),
        ("The suspect was caught at noon, the sheriff said, and is being held.", "The suspect was caught at noon and is being held"),
        ("The bridge is shut, the mayor said, and it will stay so.", "The bridge is shut and it will stay so"),
        ("Soldiers guard a road after a raid in which, officials say, rebel leader John Mott was killed.", "rebel leader John Mott was killed"),
        ("All of which, the mayor said, would help the town.", "All of which would help the town"),
        (
            "At least 12 sailors died, according to Peruvian authorities, as boats came near; the 12 deaths were the worst loss in years.",
            "At least 12 sailors died as boats came near",
        ),
        ("Ann Otieno told the BBC that they were driving friends to a ferry trip at around 8:30 a.m. local time on Sunday when it all began.", "they were driving friends to a ferry trip at around 8:30 a.m. local time on Sunday when it all began"),
        ("Citing “staff shortages,” the Health Ministry would not confirm the number of beds.", "staff shortages,"),
    ],
)  # fmt: skip
def test_what_is_said_ends_where_the_reporter_goes_on(nlp, text: str, words: str) -> None:
    assert said(nlp(text))[0] == words


def test_what_a_ministry_says_while_it_cites_a_reason(nlp) -> None:
    text = "Citing “staff shortages,” the Health Ministry said the ward was shut."
    assert said(nlp(text)) == ["staff shortages,", "the ward was shut"]


def test_a_day_is_nobody() -> None:
    assert "lunes" not in speakers(read("La Naviera zarpó. “Volamos como siempre”, dijo el lunes."))


def test_a_verb_between_commas_is_not_of_those_who_are_counted_behind_it() -> None:
    doc = read("El general Luis Ortega explicó la operación. En total, precisó, fallecieron cuatro marinos.")
    assert ("Luis Ortega", "En total fallecieron cuatro marinos") in [(q.speaker, q.text) for q in doc._.quotes]
    assert asserted(doc) == {"cuatro": "Luis Ortega"}


# ------------------------------------------------------------------ who gives a number
@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("The guards responded and three robbers died.", {"three": None}),
        ("The ministry said that two guards died and three robbers were hurt.", {"two": "The ministry", "three": "The ministry"}),
        ("The Red Valley Front set fire to dozens of buses when its boss was killed.", {"dozens": None}),
        ("Acme Group set fire to trucks in more than 60 roadblocks.", {"60": None}),
        ("Acme Group put out alerts for Lima and five more towns, and at least nine firms did the same.", {"five": None}),
        ("The minister put the dead at at least 44.", {"44": "The minister"}),
        ("On Friday its health ministry put the dead at more than 44.", {"44": "health ministry"}),
        ("The minister put the dead at 44.", {"44": "The minister"}),
        ("State radio put the dead at nine sailors.", {"nine": "State radio"}),
        ("The Interior Ministry said 21 miners died. It had put the number of miners killed at 17 on Friday.", {"21": "Interior Ministry", "17": "Interior Ministry"}),
        ("The storm passed. It had put the number of miners killed at 17.", {"17": None}),
        ("On Sunday the health ministry had spoken of four guards killed.", {"four": "the health ministry"}),
        ("The chief spoke on Sunday. Four guards were killed.", {"Four": None}),
    ],
)  # fmt: skip
def test_who_gives_a_number(nlp, text: str, by: dict[str, str | None]) -> None:
    assert asserted(nlp(text)) == by


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Los guardias respondieron y tres asaltantes, no identificados, murieron.", {"tres": None}),
        ("El balance oficial del lunes era de 18 rehenes muertos.", {"18": "El balance oficial del lunes"}),
        ("El diario Hoy Mismo reportó cuatro autobuses quemados en Pola.", {"cuatro": "El diario Hoy Mismo"}),
        ("El balance del lunes era de 18 rehenes muertos.", {"18": None}),
    ],
)
def test_who_gives_a_number_in_spanish(text: str, by: dict[str, str | None]) -> None:
    assert asserted(read(text)) == by


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("En Pola ardieron una tienda y un carro, según lo reportado hasta ahora.", []),
        ("En Pola ardieron una tienda y un carro, según lo informado por la alcaldía.", ["alcaldía"]),
        ("En Pola ardieron una tienda y un carro, según la alcaldía.", ["alcaldía"]),
        ("En Pola ardieron una tienda y un carro, según lo que informó la alcaldía.", ["alcaldía"]),
    ],
)
def test_what_was_reported_is_nobodys_word_where_nobody_is_told(text: str, by: list[str]) -> None:
    assert speakers(read(text)) == by
