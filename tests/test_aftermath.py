"""What the days after an attack or a disaster bring: visits, services, courts, arrests by many verbs, counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.language.counts.tolls import link_tolls
from geo.language.dates.mentions import read_dates
from geo.language.pipeline import annotate
from geo.lexicons import table
from geo.types import Document

if TYPE_CHECKING:
    from spacy.language import Language

    from geo.language.text.parsed import Doc

PUBLISHED = "2024-06-10"  # a Monday


def _read(nlp: Language, text: str) -> Doc:
    return annotate(nlp, Document(id="test", title="", text=text, published=PUBLISHED))


def _kinds(nlp: Language, text: str) -> list[str]:
    return [t.type for t in _read(nlp, text)._.tellings if t.reality == "happened"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The president flew over the valley near Lira on Monday.", None),
        ("The prime minister came to Lira on Monday.", "other"),
        ("The prime minister came to power on Monday.", None),
        ("The premier will come to Lira on Monday.", None),
        ("Thousands gathered for a vigil in Lira on Friday.", "other"),
        ("Thousands gathered nuts in Lira on Friday.", None),
        ("A Mass was said for the dead in Lira on Friday.", "other"),
        ("A monument to the dead was unveiled in Lira on Friday.", "other"),
        ("A plan was unveiled in Lira on Friday.", None),
        ("Hundreds walked in silence through Lira on Friday.", "other"),
        ("Hundreds walked through Lira on Friday.", None),
        ("The council put its police chief on leave on Friday.", "other"),
        ("The council named a judge to lead the inquiry on Friday.", "other"),
        ("The council named a street after a judge on Friday.", None),
        ("The president signed the bill on Friday.", "other"),
        ("The president signed a book on Friday.", None),
        ("Parliament approved the state of emergency on Friday.", "other"),
        ("Parliament approved the budget on Friday.", None),
        ("The school in Lira opened again on Friday.", "other"),
        ("The prisoner was moved to a prison near Gulu on Friday.", "other"),
        ("The files were moved to a cellar near Gulu on Friday.", None),
        ("The wounded children were flown to a hospital in Gulu on Friday.", "other"),
        ("The crowd booed the chairman on Friday.", "other"),
        ("Civilian and military leaders met in Lira on Friday.", "other"),
        ("The goals were met on Friday.", None),
        ("A judge questioned the driver on Friday.", "other"),
        ("A reader questioned the wisdom of it on Friday.", None),
        ("Human remains were found in the ruins on Friday.", "other"),
        ("A statue of the old president was pulled down in Lira on Friday.", "other"),
        ("The blinds were pulled down on Friday.", None),
        ("The government was dismissed on Friday.", "other"),
        ("Rescuers pulled a woman alive from the rubble on Friday.", "other"),
        ("Soldiers fired on a crowd in Lira on Friday.", "clash"),
        ("Soldiers fired on a row of cans on Friday.", None),
        ("At night the airport was retaken.", "clash"),
        ("At night the exam was retaken.", None),
    ],
)
def test_what_the_days_after_bring(nlp: Language, text: str, kind: str | None) -> None:
    assert _kinds(nlp, text) == ([kind] if kind else [])


@pytest.mark.parametrize(
    "text",
    [
        "Doe, the mayor of the town, was caught at the border on Friday.",
        "The mayor and his wife were caught before dawn in a house in Lira.",
        "Jane Doe, the bomber's sister, was seized in Lira on Friday.",
        "Two of them are engineers for a firm and were picked up at dawn in Lira.",
        "A helmsman was taken into custody in Lira. Four more sailors were detained on Monday.",
        "Nine men were arrested on Monday. Three further men were held in south Lira on Friday.",
    ],
)
def test_arrests_by_other_verbs(nlp: Language, text: str) -> None:
    assert set(_kinds(nlp, text)) == {"arrest"}


@pytest.mark.parametrize(
    "text",
    [
        "Drivers were caught in traffic on Friday.",
        "He was caught up in the crowd on Friday.",
        "Gunmen took over the bank. The hostages were held in the vault; none was arrested.",
        "A meeting was held in Lira on Friday.",
    ],
)
def test_what_arrests_nobody(nlp: Language, text: str) -> None:
    assert "arrest" not in _kinds(nlp, text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Forty-four of the dead are civilians and five are members of the security forces.",
            [(44, "killed", "civilian"), (5, "killed", "security_forces")],
        ),
        (
            "Twelve of those killed were police officers and three were soldiers.",
            [(12, "killed", "security_forces"), (3, "killed", "security_forces")],
        ),
        ("Twelve of those invited were police officers and three were soldiers.", []),
        ("The dead now number 68, the ministry said.", [(68, "killed", "unknown")]),
        ("The injured were counted again and number 214.", [(214, "injured", "unknown")]),
        ("He lives at number 68, the ministry said.", []),
        ("The district administration still has 43 people down as missing.", [(43, "missing", "unknown")]),
        ("Forty-three people are listed as missing.", [(43, "missing", "unknown")]),
        ("Forty-three people are listed as members.", []),
        ("The explosion cost 11 soldiers their lives.", [(11, "killed", "security_forces")]),
        ("The explosion cost 11 soldiers their jobs.", []),
        ("That year 55 suspects died for every officer killed.", []),
        ("About 900 people were arrested.\n\nThe figure of 164 was never explained.", [(None, "arrested", "unknown")]),
    ],
)
def test_counts_of_the_days_after(nlp: Language, text: str, told: list[tuple[int | None, str, str]]) -> None:
    found = link_tolls(_read(nlp, text)._.casualties, table("casualties", "vague"))
    assert [(c.min, c.status, c.party_class) for c in found] == told


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("They died in May of last year.", "2023-05"),
        ("They died on May 3 last year.", "2023-05-03"),
        ("They died on 3 April of this year.", "2024-04-03"),
        ("They died on 3 April of the second year.", "2024-04-03"),
    ],
)
def test_a_day_or_month_of_last_year(nlp: Language, text: str, day: str) -> None:
    assert [d.date_start for d in read_dates(_read(nlp, text), PUBLISHED)] == [day]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # who is only described was not killed on the day of the sentence
        ("The bodies of 42 men killed on a ranch were taken to Lira on Saturday.", [None]),
        ("Forty-two men were killed on a ranch on Saturday.", ["2024-06-08"]),
        # what was reported in a year was then, and not on the day of the news
        ("A helper recalled the town, where soldiers reported a gun battle in June 2022.", ["2022-06"]),
    ],
)
def test_days_of_what_is_told_aside(nlp: Language, text: str, days: list[str | None]) -> None:
    told = [t for t in _read(nlp, text)._.tellings if t.type in {"killing", "clash"}]
    assert [t.date_start for t in told] == days
