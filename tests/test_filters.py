"""Filters: the same in the address and in the view, for events, counts and quotes together."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.design import BY_KEY
from geo.filters import KNOWN, Filters, holds_dates, in_words, narrow
from geo.reconcile import reconcile
from tests.makers import DOCUMENT, NORTH, SOUTH, STATE, casualty, event, extraction, incident, mention

CODES = st.none() | st.from_regex(r"[A-Z]{2}(\.[0-9]{2})?", fullmatch=True)
DAYS = st.none() | st.dates().map(lambda d: d.isoformat())


@given(CODES, CODES, st.none() | st.from_regex(r"[0-9]{1,8}", fullmatch=True), DAYS, DAYS,
       st.sets(st.sampled_from(sorted(BY_KEY))), st.sets(st.sampled_from(sorted(KNOWN))))
def test_an_address_says_the_whole_choice(country: str | None, state: str | None, place: str | None, a: str | None,
                                          b: str | None, kinds: set[str], known: set[str]) -> None:
    first, last = sorted([a, b]) if a and b else (a, b)
    chosen = Filters(country, state, place, first, last, tuple(sorted(kinds)), tuple(sorted(known)), ("x" * 16,))
    assert Filters.from_query_params(chosen.to_query_params()) == chosen


def test_no_choice_leaves_the_address_empty() -> None:
    assert Filters().to_query_params() == {}


@pytest.mark.parametrize("params", [{"from": "yesterday"}, {"kind": "<script>"}, {"known": "all"}, {"nonsense": "1"}])
def test_an_address_that_makes_no_sense_filters_nothing(params: dict[str, str]) -> None:
    assert Filters.from_query_params(params) == Filters()


def test_days_the_wrong_way_round_are_turned() -> None:
    chosen = Filters.from_query_params({"from": "2031-05-09", "to": "2031-05-01"})
    assert (chosen.first, chosen.last) == ("2031-05-01", "2031-05-09")


@pytest.mark.parametrize(("start", "end", "held"), [
    ("2031-05-05", None, True), ("2031-05-04", None, False), ("2031-05-01", "2031-05-05", True),
    ("2031-05", "2031-05", True), ("2031", None, True), ("2031-04", None, False), (None, None, False)])
def test_a_date_is_held_with_its_precision(start: str | None, end: str | None, held: bool) -> None:
    assert holds_dates(Filters(first="2031-05-05", last="2031-05-06"), start, end) is held


def test_a_state_keeps_its_events_only() -> None:
    whole = incident(event("a"), event("b", place=SOUTH), event("c", place=None, where_prec=None))
    assert [e.id for e in narrow(whole, Filters(country="XA", state="XA.02")).events] == ["b"]


def test_kinds_and_precision_and_source() -> None:
    whole = incident(event("a"), event("b", type="statement"), event("c", place=STATE, where_prec=4),
                     event("d", sources=("other",)))
    assert [e.id for e in narrow(whole, Filters(kinds=("said",))).events] == ["b"]
    assert [e.id for e in narrow(whole, Filters(known=("state",))).events] == ["c"]
    assert [e.id for e in narrow(whole, Filters(sources=("other",))).events] == ["d"]


def test_tolls_are_made_anew_from_the_counts_that_remain() -> None:
    there = casualty(start=50, min=3, max=3, place=mention(SOUTH, 40), date="2031-05-05", party_class="civilian")
    whole = reconcile([extraction(casualties=(casualty(), there))])
    south = narrow(whole, Filters(country="XA", state="XA.02"))
    assert [(t.party_class, t.low, t.high) for t in south.tolls] == [("civilian", 3, 3)]
    assert {t.party_class for t in whole.tolls} == {"all", "civilian"}


def test_a_count_without_a_place_holds_for_the_incidents_country() -> None:
    whole = reconcile([extraction()], home_country="XA")
    assert narrow(whole, Filters(country="XA")).tolls
    assert not narrow(whole, Filters(country="XB")).tolls
    assert not narrow(whole, Filters(country="XA", state="XA.01")).tolls


def test_dates_hold_for_counts_too() -> None:
    whole = reconcile([extraction()])
    assert narrow(whole, Filters(first="2031-05-05", last="2031-05-05")).tolls
    assert not narrow(whole, Filters(first="2031-05-06")).tolls


def test_the_choice_in_words() -> None:
    chosen = Filters(country="XA", state="XA.01", first="2031-05-05", last="2031-05-08", sources=(DOCUMENT.id,))
    told = in_words(chosen, {"XA": "Exland", "XA.01": NORTH.admin1 or ""}, {DOCUMENT.id: "The Valley Post"})
    assert told == (("country", "Exland"), ("state", "North"), ("dates", "5–8 May"), ("sources", "The Valley Post"))


def test_every_field_has_words() -> None:
    full = Filters("XA", "XA.01", "1", "2031-05-05", "2031-05-06", ("raid",), ("point",), ("d",))
    assert len(in_words(full, {}, {})) == len(fields(Filters)) - 1  # the two days are one
