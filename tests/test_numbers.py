"""Numbers as people write them in digits: each is read right or is no count, never a false one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.language.pipeline import Models, annotate
from geo.language.text.numbers import number_value, written_out
from geo.lexicons import reading
from geo.settings import Settings
from geo.types import Document

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="module")
def spanish() -> Language:
    return Models(Settings().models).of("es")


def counted(nlp: Language, text: str, language: str = "en") -> list[tuple[str, int | None, int | None]]:
    document = Document(id="test", title="", text=text, published="2024-06-10", language=language)
    with reading(language):
        return [(count.text, count.min, count.max) for count in annotate(nlp, document)._.casualties]


@pytest.mark.parametrize("blank", ["\u00a0", "\u2007", "\u2009", "\u202f", "'", "’"])
def test_thousands_are_parted_by_more_than_a_comma(nlp: Language, blank: str) -> None:
    written = f"12{blank}500"
    assert counted(nlp, f"At least {written} people were killed in the flood.") == [(written, 12_500, None)]


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u202f", "'", "’"])
def test_thousands_are_parted_so_in_spanish_too(spanish: Language, blank: str) -> None:
    written = f"3{blank}000"
    assert counted(spanish, f"Murieron {written} personas en la inundación.", "es") == [(written, 3000, 3000)]
    with reading("es"):
        assert number_value(f"12{'' if blank == ' ' else blank}500") == 12_500


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 000 people were killed.", [("3 000", 3000, 3000)]),
        ("At least 1,20,000 people were killed.", [("1,20,000", 120_000, None)]),
        ("In 2026 300 people were killed.", [("300", 300, 300)]),
        ("On Feb. 22 300 people were killed in the fire.", [("300", 300, 300)]),
        ("On February 22, 300 people were killed in the fire.", [("300", 300, 300)]),
        ("The blast killed 25, and 130 people were hurt.", [("25", 25, 25), ("130", 130, 130)]),
        ("Some 1.5 million people were killed.", [("1.5 million", None, None)]),
        ("The clash killed 25-30 people.", [("25-30", 25, 30)]),
    ],
)
def test_what_is_sure_is_read(nlp: Language, text: str, expected: list[tuple[str, int | None, int | None]]) -> None:
    assert counted(nlp, text) == expected


@pytest.mark.parametrize(
    "written",
    [
        "12 500",
        "1.200",
        "2\u200b5",
        "3\u00ad1",
        "1,\n200",
        "3, 000",
        "1 , 200",
        "12,5 thousand",
        "2 1/2 dozen",
        "-5",
    ],
)
def test_what_is_not_sure_is_no_count(nlp: Language, written: str) -> None:
    assert counted(nlp, f"At least {written} people were killed in the flood.") == []
    assert counted(nlp, f"The flood killed {written} people in the town.") == []


def test_a_range_goes_on_over_the_end_of_a_line(nlp: Language) -> None:
    assert counted(nlp, "The flood hurt 25-\n30 people in the town.") == [("25-\n30", 25, 30)]


def test_each_character_keeps_its_place() -> None:
    text = "On May 3, 12\u202f500 and 2\u00ad5 and 25-\r\n30 and 1 , 200 of 3 000."
    with reading("en"):
        written = written_out(text)
    assert len(written) == len(text)
    assert written == "On May 3, 12,500 and #\u00ad# and 25-  30 and # , ### of 3,000."
