"""Dates, times and numbers of Spanish news: the shapes of ``data/lexicons/es/dates.toml``, without a model."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import spacy

from geo.language.dates.mentions import read_dates
from geo.language.text.numbers import number_pattern, number_value
from geo.language.text.parsed import Doc
from geo.lexicons import reading
from tests.spanish import read

if TYPE_CHECKING:
    from geo.types import DateSpan

#: A Wednesday.
PUBLISHED = "2026-02-25"


def dates(text: str, published: str | None = PUBLISHED) -> tuple[DateSpan, ...]:
    """What a Spanish text tells, read as one sentence."""
    with reading("es"):
        doc = spacy.blank("es")(text)
        for token in doc:
            token.is_sent_start = token.i == 0
        return read_dates(Doc(doc), published)


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("El puente cayó este domingo.", "este domingo", "2026-02-22", "2026-02-22"),
        ("El puente cayó la madrugada de este domingo.", "la madrugada de este domingo", "2026-02-22", "2026-02-22"),
        ("Cayó en la noche del pasado viernes.", "la noche del pasado viernes", "2026-02-20", "2026-02-20"),
        ("Ardió el lunes 23 en Quito.", "el lunes 23", "2026-02-23", "2026-02-23"),
        ("Ardió el martes 27 en Quito.", "el martes 27", "2026-01-27", "2026-01-27"),
        ("Ardió el domingo pasado.", "el domingo pasado", "2026-02-22", "2026-02-22"),
        ("Ardió el lunes último.", "el lunes último", "2026-02-23", "2026-02-23"),
        ("Ardió el lunes de la semana pasada.", "el lunes de la semana pasada", "2026-02-16", "2026-02-16"),
        ("Ardió el lunes de esta semana.", "el lunes de esta semana", "2026-02-23", "2026-02-23"),
        ("Ardió el miércoles pasado.", "el miércoles pasado", "2026-02-18", "2026-02-18"),
        ("Habrá comicios el próximo jueves.", "el próximo jueves", "2026-02-26", "2026-02-26"),
        ("Ardió el pasado 22 de febrero.", "el pasado 22 de febrero", "2026-02-22", "2026-02-22"),
        ("Ardió el 5 de mayo del año pasado.", "el 5 de mayo del año pasado", "2025-05-05", "2025-05-05"),
        ("Ardió el 14 de enero de este año.", "el 14 de enero de este año", "2026-01-14", "2026-01-14"),
        ("Ardió el 3 de diciembre pasado.", "el 3 de diciembre pasado", "2025-12-03", "2025-12-03"),
        ("Ardió el pasado 3 de marzo.", "el pasado 3 de marzo", "2025-03-03", "2025-03-03"),
        ("Domingo 22 de febrero de 2026.", "Domingo 22 de febrero de 2026", "2026-02-22", "2026-02-22"),
        ("Ardió el primero de mayo.", "el primero de mayo", "2025-05-01", "2025-05-01"),
        ("Ardió el 1º de enero.", "el 1º de enero", "2026-01-01", "2026-01-01"),
        ("Con fecha 22/02/2026.", "22/02/2026", "2026-02-22", "2026-02-22"),
        ("Ardió del 3 al 5 de mayo de 2025.", "del 3 al 5 de mayo de 2025", "2025-05-03", "2025-05-05"),
        ("Ardió entre el lunes y el martes.", "el lunes y el martes", "2026-02-23", "2026-02-24"),
        ("Ardió antier por la noche.", "antier por la noche", "2026-02-23", "2026-02-23"),
        ("Ardió antes de ayer.", "antes de ayer", "2026-02-23", "2026-02-23"),
        ("Ardió la tarde de ayer.", "la tarde de ayer", "2026-02-24", "2026-02-24"),
        ("Ardió anoche.", "anoche", "2026-02-24", "2026-02-24"),
        ("Ardió esta mañana.", "esta mañana", "2026-02-25", "2026-02-25"),
        ("Votarán mañana.", "mañana", "2026-02-26", "2026-02-26"),
        ("Votarán pasado mañana.", "pasado mañana", "2026-02-27", "2026-02-27"),
        ("Ardió hace tres días.", "hace tres días", "2026-02-22", "2026-02-22"),
        ("Ardió hace dos semanas.", "hace dos semanas", "2026-02-08", "2026-02-14"),
        ("Ardió hace unos días.", "hace unos días", "2026-02-22", "2026-02-22"),
        ("Ardió el fin de semana.", "el fin de semana", "2026-02-21", "2026-02-22"),
        ("Ardió la semana pasada.", "la semana pasada", "2026-02-16", "2026-02-22"),
        ("Ardió en los últimos tres años.", "los últimos tres años", "2023-02-26", "2026-02-25"),
        ("Ardió el mes pasado.", "el mes pasado", "2026-01", "2026-01"),
        ("Ardió en mayo.", "mayo", "2025-05", "2025-05"),
        ("Ardió en marzo pasado.", "marzo pasado", "2025-03", "2025-03"),
        ("Ardió a finales de enero de 2024.", "enero de 2024", "2024-01", "2024-01"),
        ("Ardió en 2019.", "2019", "2019", "2019"),
        ("Ardió entre 2010 y 2015.", "entre 2010 y 2015", "2010", "2015"),
    ],
)
def test_what_words_of_time_mean(text: str, words: str, first: str, last: str) -> None:
    (found,) = dates(text)
    assert text[found.start : found.end].lower() == words.lower()
    assert (found.date_start, found.date_end) == (first, last)


@pytest.mark.parametrize(
    ("text", "day", "time"),
    [
        ("Ardió el domingo a las 9:30 horas.", "2026-02-22", "09:30"),
        ("Ardió a las 7 de la noche del domingo.", "2026-02-22", "19:00"),
        ("Ardió a las 21:45 horas del lunes.", "2026-02-23", "21:45"),
        ("Ardió el 22 de febrero, alrededor de las 14.30 horas.", "2026-02-22", "14:30"),
        ("Ardió ayer a las 3:15 p.m.", "2026-02-24", "15:15"),
        ("Ardió a las ocho de la noche del jueves.", "2026-02-19", "20:00"),
    ],
)
def test_a_time_belongs_to_its_day(text: str, day: str, time: str) -> None:
    (found,) = dates(text)
    assert (found.date_start, found.time) == (day, time)


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Ardió el 3 de febrero y cayó al día siguiente.", "2026-02-04"),
        ("Ardió el 3 de febrero y cayó dos días después.", "2026-02-05"),
        ("Ardió el 3 de febrero; la víspera hubo calma.", "2026-02-02"),
        ("Ardió el 3 de febrero y esa noche cayó.", "2026-02-03"),
        ("Ardió el 3 de febrero y cayó el viernes siguiente.", "2026-02-06"),
    ],
)
def test_the_story_goes_on(text: str, second: str) -> None:
    assert dates(text)[1].date_start == second


@pytest.mark.parametrize(
    "text",
    [
        "Abre de la mañana a la noche.",
        "Trabaja por la mañana.",
        "Cierra los lunes.",
        "Reza cada viernes.",
        "Vive en Santo Domingo.",
        "El buque estaba en mar abierto.",
        "Es así desde hace diez años.",
    ],
)
def test_words_that_tell_no_day(text: str) -> None:
    assert dates(text) == ()


def test_a_number_behind_a_weekday_may_count_people() -> None:
    text = "El domingo 25 policías llegaron."
    assert [text[d.start : d.end] for d in dates(text)] == ["El domingo"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.500", 1500),
        ("1,500", 1500),
        ("10.000", 10000),
        ("mil 200", 1200),
        ("10 mil 500", 10500),
        ("treinta y un", 31),
        ("veintiséis", 26),
        ("doscientas seis", 206),
        ("dos mil quinientos", 2500),
        ("una veintena", 20),
        ("medio centenar", 50),
        ("media docena", 6),
        ("un par", 2),
        ("un millón", 1000000),
        ("3,5 millones", 3500000),
        ("ciento veinte", 120),
    ],
)
def test_numbers(text: str, value: int) -> None:
    with reading("es"):
        assert re.fullmatch(number_pattern(), text, re.IGNORECASE)
        assert number_value(text) == value


def test_numbers_that_only_stand_side_by_side() -> None:
    with reading("es"):
        assert re.findall(number_pattern(), "una docena y tres más") == ["una docena", "tres"]
        assert number_value("decenas de miles") is None
    assert number_value("mil 200") is None  # no English number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("El convoy fue atacado la tarde del 22 en Lima.", "2026-02-22"),
        ("El día 26 fue asesinado un juez en Lima.", "2026-01-26"),
        ("El 23 de este mes ardió un mercado en Lima.", "2026-02-23"),
        ("La bomba estalló a las tres de la madrugada de ayer en Lima.", "2026-02-24"),
        ("La víspera ardió un mercado en Lima.", "2026-02-24"),
        ("El 20 por ciento de los mercados ardió en Lima.", None),
    ],
)
def test_days_of_a_month_that_is_not_told(text: str, day: str | None) -> None:
    dates = [d.date_start for d in read(text, "2026-02-25")._.dates if d.date_start]
    assert dates == ([day] if day else [])


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("Ardió la pasada noche.", "la pasada noche", "2026-02-24"),
        ("Ardió la pasada madrugada.", "la pasada madrugada", "2026-02-25"),
        ("Ardió el pasado mes de abril.", "el pasado mes de abril", "2025-04"),
        ("Con fecha 22.02.2026.", "22.02.2026", "2026-02-22"),
        ("Con fecha 22-02-2026.", "22-02-2026", "2026-02-22"),
    ],
)
def test_days_of_agencies_and_of_records(text: str, words: str, day: str) -> None:
    found = dates(text)[-1]
    assert (text[found.start : found.end], found.date_start) == (words, day)


@pytest.mark.parametrize("text", ["La víspera de la votación.", "La versión 3.14.2026b.", "Son 2.500.000 pesos."])
def test_other_words_and_numbers_are_no_days(text: str) -> None:
    assert not [d for d in dates(text) if d.date_start]
