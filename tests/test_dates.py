"""Dates: each shape with a sentence of its own, and what must not be read as a date."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from geo import lexicons
from geo.language.dates import meanings, patterns
from geo.language.dates.calendar_days import Period, between, nearest, weekday_back
from geo.language.dates.mentions import infer_published
from geo.language.dates.patterns import find
from geo.language.text.numbers import number_pattern, number_value

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc

MONDAY = "2024-06-10"


@pytest.fixture(scope="module")
def read(nlp: Language) -> Callable[..., Doc]:
    """Text and day of publication to a Doc."""

    def parse(text: str, published: str | None = MONDAY) -> Doc:
        return nlp(text, published)

    return parse


def told(doc: Doc) -> list[tuple[str, str | None, str | None, int, str | None]]:
    return [(doc.text[d.start : d.end], d.date_start, d.date_end, d.date_prec, d.time) for d in doc._.dates]


@pytest.mark.parametrize(
    ("text", "words", "start", "end", "prec"),
    [
        ("The bridge fell on Sunday.", "Sunday", "2024-06-09", "2024-06-09", 1),
        ("The bridge fell on Monday.", "Monday", "2024-06-10", "2024-06-10", 1),
        ("The bridge fell last Monday.", "last Monday", "2024-06-03", "2024-06-03", 1),
        ("The bridge will open on Friday.", "Friday", "2024-06-14", "2024-06-14", 1),
        ("The mayor is to open it on Friday.", "Friday", "2024-06-14", "2024-06-14", 1),
        ("Rioters set fire to it on Friday.", "Friday", "2024-06-07", "2024-06-07", 1),
        ("The bridge fell on July 3.", "July 3", "2023-07-03", "2023-07-03", 1),
        ("The match was moved to July 3.", "July 3", "2024-07-03", "2024-07-03", 1),
        ("A dam killed 19 in 2015.", "2015", "2015", "2015", 4),
        ("The bridge opens next Monday.", "next Monday", "2024-06-17", "2024-06-17", 1),
        ("Saturday’s storm broke the bridge.", "Saturday", "2024-06-08", "2024-06-08", 1),
        ("He was freed last May.", "last May", "2024-05", "2024-05", 3),
        ("He was freed last August.", "last August", "2023-08", "2023-08", 3),
        ("He was freed in December.", "December", "2023-12", "2023-12", 3),
        ("He was freed in December 2019.", "December 2019", "2019-12", "2019-12", 3),
        ("He was freed on Oct. 4, 2021.", "Oct. 4, 2021", "2021-10-04", "2021-10-04", 1),
        ("He was freed early on Jun 9.", "Jun 9", "2024-06-09", "2024-06-09", 1),
        ("He was freed on 4 October 2021.", "4 October 2021", "2021-10-04", "2021-10-04", 1),
        ("He was freed on Dec. 30.", "Dec. 30", "2023-12-30", "2023-12-30", 1),
        ("He was freed last year.", "last year", "2023", "2023", 4),
        ("He was freed earlier this year.", "earlier this year", "2024", "2024", 4),
        ("He was freed in 2015.", "2015", "2015", "2015", 4),
        ("The bridge was built 500 years ago.", "500 years ago", "1524", "1524", 4),
        ("He was freed yesterday.", "yesterday", "2024-06-09", "2024-06-09", 1),
        ("He was freed two days ago.", "two days ago", "2024-06-08", "2024-06-08", 1),
        ("He was freed just over a week ago.", "just over a week ago", "2024-06-01", "2024-06-02", 2),
        ("He was freed three years ago.", "three years ago", "2021", "2021", 4),
        ("He was freed over the weekend.", "over the weekend", "2024-06-08", "2024-06-09", 2),
        ("The fair ran from June 3 to June 6.", "June 3 to June 6", "2024-06-03", "2024-06-06", 2),
        ("The fair ran on June 3-6.", "June 3-6", "2024-06-03", "2024-06-06", 2),
        ("He ruled between 1999 and 2004.", "between 1999 and 2004", "1999", "2004", 5),
    ],
)
def test_a_date_is_resolved_against_publication(
    read: Callable[..., Doc], text: str, words: str, start: str, end: str, prec: int
) -> None:
    assert told(read(text)) == [(words, start, end, prec, None)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On May 6, five days before the vote, it fell.", "2024-05-11"),
        ("It broke on May 6, 12 days after the flood.", "2024-04-24"),
        ("On Saturday it rained. It fell hours later.", "2024-06-08"),
        ("On Saturday it rained. It fell within hours.", "2024-06-08"),
    ],
)
def test_what_counts_from_the_day_told_before(read: Callable[..., Doc], text: str, day: str) -> None:
    assert read(text)._.dates[-1].date_start == day


def test_hours_take_up_no_day_to_come(read: Callable[..., Doc]) -> None:
    dates = read("The mayor will speak on Friday. The bridge fell hours later.")._.dates
    assert [d.date_start for d in dates] == ["2024-06-14"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sirens went off around 9:30 a.m. Sunday.", ("9:30 a.m. Sunday", "2024-06-09", "2024-06-09", 1, "09:30")),
        ("On Sunday at 12:15 p.m. sirens went off.", ("Sunday at 12:15 p.m.", "2024-06-09", "2024-06-09", 1, "12:15")),
        ("The road was clear by 1 p.m., police said.", ("1 p.m.", None, None, 1, "13:00")),
        ("The road was clear at noon.", ("noon", None, None, 1, "12:00")),
    ],
)
def test_a_time_of_day_is_local(read: Callable[..., Doc], text: str, expected: tuple[object, ...]) -> None:
    assert told(read(text)) == [expected]


def test_the_next_day_counts_from_the_date_before(read: Callable[..., Doc]) -> None:
    doc = read("The dam broke on March 3. The next day soldiers came. Two days later the rain stopped.")
    assert [d[1] for d in told(doc)] == ["2024-03-03", "2024-03-04", "2024-03-06"]


def test_the_next_day_without_a_day_before_is_not_guessed(read: Callable[..., Doc]) -> None:
    assert told(read("The next day soldiers came.")) == []


def test_the_next_day_and_its_date_are_one(read: Callable[..., Doc]) -> None:
    doc = read("The news broke the next day on June 4, 2024.")
    assert told(doc) == [("the next day on June 4, 2024", "2024-06-04", "2024-06-04", 1, None)]


def test_days_before_a_named_event_count_from_it(read: Callable[..., Doc]) -> None:
    doc = read("The vote on Friday was calm. Two days before the vote a depot burned.")
    assert told(doc)[1][1] == "2024-06-05"


def test_a_day_after_something_puts_it_before_the_news(read: Callable[..., Doc]) -> None:
    assert told(read("A day after soldiers seized the port, the premier resigned."))[0][1] == "2024-06-09"


def test_days_after_something_count_from_the_day_of_the_same_sentence(read: Callable[..., Doc]) -> None:
    doc = read("Sunday’s blast came two days after gunmen stormed the port.")
    assert [d[1] for d in told(doc)] == ["2024-06-09", "2024-06-07"]


def test_days_before_an_undated_event_stay_open(read: Callable[..., Doc]) -> None:
    assert told(read("Two days before the vote a depot burned.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "They may march every Sunday.",
        "He won 12 of 2015 votes.",
        "The 2026 World Cup is near.",
        "It cost $9.30.",
        "They won 2:1.",
        "“I slept well last night,” she said.",
        "He works on Sundays.",
    ],
)
def test_what_is_no_date(read: Callable[..., Doc], text: str) -> None:
    assert told(read(text)) == []


def test_relative_dates_of_an_undated_text_stay_unresolved(read: Callable[..., Doc]) -> None:
    doc = read("The bridge fell on Sunday. It had opened in 2015.", None)
    assert told(doc) == [("2015", "2015", "2015", 4, None)]
    assert infer_published(doc) == (None, None)


CAPTION = "Smoke over the harbor on June 4, 2024.\n\nThe talks on Tuesday failed, a minister said Thursday.\n"


def test_a_caption_and_weekdays_give_the_day_of_publication(read: Callable[..., Doc]) -> None:
    doc = read(CAPTION, None)
    published, reason = infer_published(doc)
    assert published == "2024-06-06"
    assert reason is not None
    assert "June 4, 2024" in reason
    assert "Thursday" in reason
    assert [d[1] for d in told(doc)] == ["2024-06-04", "2024-06-04", "2024-06-06"]


def test_a_weekday_just_before_the_caption_does_not_move_publication(read: Callable[..., Doc]) -> None:
    doc = read("Smoke over the harbor on June 4, 2024.\n\nThe fire began on Monday.\n", None)
    assert infer_published(doc)[0] == "2024-06-04"


def test_a_date_deep_in_prose_is_no_dateline(read: Callable[..., Doc]) -> None:
    text = "The club has had many members over the years. " * 3 + "It was founded on June 4, 1984. On Sunday it met."
    assert infer_published(read(text, None)) == (None, None)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("25", 25),
        ("1,000", 1000),
        ("twenty-five", 25),
        ("two dozen", 24),
        ("a hundred", 100),
        ("3.5 million", 3_500_000),
        ("two hundred and six", 206),
        ("many", None),
    ],
)
def test_number_words(words: str, number: int | None) -> None:
    assert number_value(words) == number


def test_calendar_arithmetic() -> None:
    monday = date(2024, 6, 10)
    assert weekday_back(monday, 0) == monday
    assert weekday_back(monday, 0, strictly=True) == date(2024, 6, 3)
    assert between(date(2024, 6, 3), date(2024, 6, 1)) == Period("2024-06-01", "2024-06-03", 2)
    assert nearest(2, 29, date(2024, 3, 1), future=False) == date(2024, 2, 29)
    assert nearest(12, 30, monday, future=False) == date(2023, 12, 30)
    assert nearest(12, 30, monday, future=True) == date(2024, 12, 30)


@pytest.mark.parametrize(
    "text",
    [
        "It fell 3000 years ago.",
        "It fell 9999999999999999 days ago.",
        f"It fell {'9' * 200} years ago.",
        "It fell 900 decades ago.",
        "In the past 9999999 decades it fell.",
        "It fell 700000 days ago.",
        "It falls 99999999 weeks after the vote.",
        "It fell in 9999.",
        "It fell on 9999-12-31 and on 0001-01-01.",
    ],
)
@pytest.mark.parametrize("published", [MONDAY, "2286-11-20", "1900-01-01"])
def test_what_leads_out_of_the_calendar_is_no_date(read: Callable[..., Doc], text: str, published: str) -> None:
    assert told(read(text, published)) == []


def test_a_date_in_a_far_year_does_not_make_a_text_one_of_that_year(read: Callable[..., Doc]) -> None:
    text = "May 4, {}\n\nThe bridge fell on Sunday."
    assert infer_published(read(text.format(2025), None))[0] == "2025-05-04"
    assert infer_published(read(text.format(2099), None)) == (None, None)


def test_a_language_without_words_reads_digits_alone() -> None:
    with lexicons.reading("none"):
        assert [shape for shape, _ in find("On May 5, or 2024-06-10 at 14:30, or yesterday")] == ["iso", "clock24"]
        assert (number_value("1,200"), number_value("twelve")) == (1200, None)
        assert re.fullmatch(number_pattern(), "1,200")
        assert meanings.count_of("a few") is meanings.step_of("last") is meanings.way_of("ago") is None


def test_a_language_has_shapes_and_meanings_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "dates.toml").write_text(
        """months = ["unu", "doi"]
        [numbers]
        thousands = "."
        decimal = ","
        units = ["nil", "un"]
        tens = ["dek", "triek"]
        tens_to_units = [" ka "]
        and = ["ka"]
        [units]
        tago = "day"
        [ways]
        for = { sign = -1, start = "publication" }
        [shapes]
        day_month = '@DAY \\s+ @MONTH'
        distance = '(?P<way> for ) \\s+ @COUNT \\s+ (?P<unit> tago ) j?'
        """,
        encoding="utf-8",
    )
    monkeypatch.setattr(lexicons, "FOLDER", tmp_path)
    with lexicons.reading("own"):
        shapes = [(shape, match.group()) for shape, match in find("La 5 doi; for 12 tagoj.")]
        assert shapes == [("day_month", "5 doi"), ("distance", "for 12 tagoj")]
        assert meanings.way_of("for") == meanings.Way(-1, meanings.Start.PUBLICATION)
        assert re.fullmatch(number_pattern(), "triek ka un")
        assert (number_value("1.200"), number_value("triek ka un")) == (1200, 31)


def test_a_report_is_read_against_the_day_of_its_dateline(read: Callable[..., Doc]) -> None:
    def days(text: str) -> list[str | None]:
        return [d.date_start for d in read(text, "2024-06-11")._.dates]

    assert days("LIMA, June 10 (Andes News) - The bridge burned on Monday, and was closed today.")[1:] == [
        "2024-06-10",
        "2024-06-10",
    ]
    assert days("LIMA, May 10 (Andes News) - The bridge was closed today.")[1:] == ["2024-06-11"]
    assert days("The bridge was closed today, as on June 10.")[0] == "2024-06-11"


def test_a_shape_is_tried_only_where_it_may_begin_and_misses_nothing() -> None:
    texts = (
        "On 3 May 2026, two days before the vote, at 9:30 p.m.; the next day; 2026-05-04; last week; in 2015.",
        "El 3 y 4 de mayo, la noche del martes, hace dos semanas, a las 9:30 horas, ese mismo día, en 2015.",
    )
    for language, text in zip(("en", "es"), texts, strict=True):
        with lexicons.reading(language):
            everywhere = {
                (shape, patterns.told(match), match[0])
                for shape, pattern in patterns._shapes()
                for match in pattern.finditer(text)
            }
            found = [(shape, patterns.told(match), match[0]) for shape, match in find(text)]
        assert len(found) >= 6
        assert set(found) <= everywhere
        assert all(any(at[0] < end and start < at[1] for _, at, _ in found) for _, (start, end), _ in everywhere)


@pytest.mark.parametrize(
    ("first", "day"),
    [
        ("The quake of 15 August 2007 killed 500.", None),
        ("Ica, 15 August 2007.", "2007-08-15"),
        ("The town of Ica on 15 August 2007.", "2007-08-15"),
    ],
)
def test_a_day_that_tells_which_quake_is_meant_dates_no_text(
    read: Callable[..., Doc], first: str, day: str | None
) -> None:
    text = f"{first}\n\nA blast killed 25 people in Lima, the fire brigade said. The street was closed."
    assert infer_published(read(text, None))[0] == day
