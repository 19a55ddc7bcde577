"""Whose words they are not: false speakers, words that are the reporter's, and who gives no number."""

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
