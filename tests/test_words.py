"""How numbers and dates are written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.incident import Evidence, Toll
from geo.present import key_figures, wording
from geo.present.passages import around
from geo.present.rules import printed_on
from geo.reconcile import reconcile
from tests.invented import count
from tests.makers import casualty, event, extraction

TOLL = Toll("killed", "all", 62, 62, 74, open_high=False, rule="", best_entry=None, entries=())


@pytest.mark.parametrize(
    ("iso", "told"), [("2026-02-22", "22 Feb"), ("2025-05", "May 2025"), ("2024", "2024"), (None, "n.d.")]
)
def test_days_keep_their_precision(iso: str | None, told: str) -> None:
    assert wording.day(iso) == told


def test_spans() -> None:
    assert wording.span("2026-02-22", "2026-02-24") == "22–24 Feb"
    assert wording.span("2026-02-22", "2026-03-03", year=True) == "22 Feb – 3 Mar 2026"
    assert wording.span("2025-12-30", "2026-01-02", year=True) == "30 Dec 2025 – 2 Jan 2026"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"min": 25, "max": 25}, "25"),
        ({"min": 25, "max": None}, "25+"),
        ({"min": None, "max": 60}, "≤ 60"),
        ({"min": 3, "max": 5}, "3–5"),
        ({"min": None, "max": None, "text": "scores"}, "scores"),
    ],
)
def test_counts_show_what_the_source_says(changes: dict[str, object], told: str) -> None:
    assert wording.counted(casualty(**changes)) == told


def test_ranges() -> None:
    assert wording.ranged(TOLL) == "62–74"
    assert wording.ranged(replace(TOLL, low=None, open_high=True)) == "74+"
    assert wording.ranged(replace(TOLL, low=None, high=None)) == wording.NONE
    (more,) = reconcile([extraction(casualties=(casualty(text="70", min=71, max=None),))]).tolls
    assert wording.ranged(more) == ">\u00a070"
    assert wording.ranged(replace(more, low=55)) == "55–70+"


def test_an_event_without_a_day_says_so() -> None:
    assert wording.when(event(date_start=None, date_end=None)) == "day not stated"
    assert wording.when(event(time="09:30")) == "Mon 5 May, 09:30"


def test_a_long_text_is_cut_at_a_word() -> None:
    assert wording.shortened("one two three four", 12) == "one two…"
    assert wording.shortened("short", 12) == "short"


def test_how_sure_and_how_well_known_a_place_is() -> None:
    assert wording.sure(0.934) == "93 % sure"
    assert wording.sure(0.9999) == wording.sure(1.0) == "over 99 % sure"
    assert wording.known_to(2, 25.0) == "within 25 km of the place named"
    assert wording.known_to(2, None) == "near the place named"
    assert wording.known_to(4, 44.0) == "within 44 km of the place named"
    assert wording.known_to(4, None) == "state only"
    assert wording.known_to(3, 12.0) == "municipality, drawn at its seat"
    assert wording.known_to(None, None) == "not told"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"min": 25, "max": 25, "text": "25"}, "25"),
        ({"min": 1, "max": 1, "text": "a"}, "1"),
        ({"min": 55, "max": None, "text": "55"}, "at least 55"),
        ({"min": 71, "max": None, "text": "70"}, "more than 70"),
        ({"min": None, "max": 60, "text": "60"}, "up to 60"),
        ({"min": 6, "max": 7, "text": "six or seven"}, "6 to 7"),
        ({"min": None, "max": None, "approx": 20, "text": "20"}, "about 20"),
        ({"min": None, "max": None, "text": "Dozens"}, "dozens"),
        ({"min": 15_000_000, "max": 15_000_000, "text": "$15 million"}, "$15 million"),
    ],
)
def test_counts_in_words(changes: dict[str, object], told: str) -> None:
    assert wording.said(casualty(**changes)) == told


def test_more_than_is_not_at_least() -> None:
    assert wording.counted(casualty(min=71, max=None, text="70")) == ">\u00a070"
    assert wording.counted(casualty(min=70, max=None, text="70")) == "70+"


def test_names_of_a_list_are_told_apart_by_as_little_as_does_it() -> None:
    names = {"a": "Post", "b": "Post", "c": "Herald", "d": "Post", "e": "Post · Raid"}
    labels = wording.told_apart(names, {"a": "Raid", "b": "Raid", "d": "Fire"}, {"a": "May 1", "b": "May 1"})
    assert labels == {
        "a": "Post · Raid · May 1 (1)",
        "b": "Post · Raid · May 1 (2)",
        "c": "Herald",
        "d": "Post · Fire",
        "e": "Post · Raid",
    }
    assert wording.told_apart({1: "x", 2: "x", 3: "x (1)"}) == {1: "x (2)", 2: "x (3)", 3: "x (1)"}


def test_parts_make_no_figure_and_words_are_quoted() -> None:
    (toll,) = reconcile([extraction(casualties=(casualty(text="12", min=12, max=12),))]).tolls
    parts = replace(toll, low=None, best=None, high=None, best_entry=None, entries=toll.entries * 2)
    assert key_figures.in_figures(parts) == wording.NONE
    assert key_figures.who_says(parts)[0] == "no source gives a total"
    (vague,) = reconcile([extraction(casualties=(casualty(text="scores", min=None, max=None),))]).tolls
    assert key_figures.in_figures(vague) == "“scores”"


def test_what_last_week_tells_need_not_have_filled_it() -> None:
    told = event(date_start="2031-05-05", date_end="2031-05-11", date_prec=3)
    assert wording.when(told) == "within 5–11 May"
    assert wording.days_of(told, year=True) == "within 5–11 May 2031"
    assert wording.when(replace(told, date_prec=2, date_end="2031-05-07")) == "5–7 May"
    assert wording.days_of(replace(told, date_start="2031-05", date_end="2031-05")) == "May 2031"


def test_a_count_of_somebody_elses_has_the_day_of_its_print() -> None:
    assert printed_on(count(9, 9, by="Interior Ministry")) == "published 2 Apr 2031"
    assert printed_on(count(9, 9, authority="outlet", by="The Arvania Post")) == "2 Apr 2031"
    assert printed_on(count(9, 9, by="Interior Ministry", published=None)) == "undated"


@pytest.mark.parametrize(
    ("words", "told", "title"),
    [
        ("Her body was brought to a clinic in Torla.", "was brought", "Her body was brought to a clinic in…"),
        ("Crews had taken down nine roadblocks, he said.", "taken down", "Crews had taken down nine roadblocks"),
        ("The county police and the army of the north had taken down a wall.", "taken down", "taken down a wall"),
        ("Many fled as violence broke out.", "violence", "Many fled as violence broke out"),
    ],
)
def test_what_has_no_kind_is_called_by_the_words_around_its_verb(words: str, told: str, title: str) -> None:
    at = words.index(told)
    assert around(words, Evidence("d", at, at + len(told), 0, len(words)), 40) == title
