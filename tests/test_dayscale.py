"""The scale of the date slider: what is on it, what is not, and how many bars stand over it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from geo.selection.day_scale import MOST_BARS, DayScale, latest, outside, scale_of
from tests.makers import DOCUMENT, event, incident

FIRST, LAST = date(2025, 5, 5), date(2025, 5, 8)


def dated(*days: str | None) -> dict[str, object]:
    return {"documents": tuple(replace(DOCUMENT, id=f"{i:016}", published=day) for i, day in enumerate(days))}


def test_the_scale_runs_from_the_period_to_the_last_publication() -> None:
    whole = incident(
        event(date_start="2025-05-05", date_end="2025-05-06"),
        period=("2025-05-05", "2025-05-08"),
        **dated("2025-05-10", "2025-05-01", None),
    )
    assert scale_of(whole) == DayScale(FIRST, date(2025, 5, 10))


@pytest.mark.parametrize("day", ["2100-01-01", "2286-11-20", "1601-01-01", "9999-12-31", "0000-00-00", "x" * 10])
def test_a_source_beyond_the_bounds_does_not_stretch_the_scale_and_is_counted(day: str) -> None:
    whole = incident(
        event(date_start="2025-05-05", date_end="2025-05-05"),
        period=("2025-05-05", "2025-05-08"),
        **dated("2025-05-07", day),
    )
    assert scale_of(whole) == DayScale(FIRST, LAST)
    assert outside(whole) == 1
    assert latest(whole.documents) == "2025-05-07"


def test_a_period_beyond_the_bounds_is_none() -> None:
    there = event("b", date_start="2286-11-18", date_end="2286-11-18")
    here = (
        event("c", date_start="2025-05-05", date_end="2025-05-05"),
        event("d", date_start="2025-05-08", date_end="2025-05-08"),
    )
    whole = incident(there, *here, period=("2286-11-18", "2286-11-18"), **dated("2286-11-20"))
    assert scale_of(whole) == DayScale(FIRST, LAST)
    assert scale_of(incident(there, period=("2286-11-18", "2286-11-19"), **dated("2286-11-20"))) is None


def test_history_in_a_text_is_not_on_the_scale_of_the_period() -> None:
    old = event("b", date_start="1950-01-01", date_end="1950-01-01")
    here = event("a", date_start="2025-05-05", date_end="2025-05-08")
    assert scale_of(incident(here, old, period=("2025-05-05", "2025-05-08"), **dated())) == DayScale(FIRST, LAST)


def test_no_days_make_no_scale() -> None:
    assert scale_of(incident(event(date_start=None, date_end=None), period=None, **dated(None))) is None
    month = event(date_start="2025-05", date_end="2025-05")
    assert scale_of(incident(month, period=None, **dated("2025-05-05"))) is None


@pytest.mark.parametrize("high", [date(2025, 5, 6), date(2025, 11, 20), date(2025, 11, 21), date(2027, 12, 31)])
def test_bars_are_few_and_lose_no_event(high: date) -> None:
    scale = DayScale(date(1900, 1, 1) if high.year == 2027 else FIRST, high)
    days = [scale.low, date(2025, 5, 6), scale.high]
    bars = scale.bars(Counter([*(day.isoformat() for day in days), "2286-01-01", None]))
    assert len(bars) <= MOST_BARS
    assert sum(bars) == len(days)
    assert bars[0]
    assert bars[-1]


def test_up_to_two_hundred_days_have_a_bar_each() -> None:
    assert len(DayScale(FIRST, date(2025, 11, 20)).bars({})) == MOST_BARS
