"""What is open, as the address says it; and what a click on the map says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.incident import Agency, EventAside, IncidentFigure, IncidentJurisdiction, IncidentQuote, SetAside
from geo.reconcile import reconcile
from geo.selection import opened
from geo.selection.opened import Opened
from geo.selection.spot import Spot
from geo.types import Figure
from tests.makers import DOCUMENT, EVIDENCE, NORTH, SOUTH, casualty, event, extraction, quote

DOC = DOCUMENT.id
BODY = Agency("Army: first", "federal", "army", "acted", ())
STATE = IncidentJurisdiction("North", "state", "XA", "North", "XA.01", True, False, 1, (BODY,), ())
COUNTRY = replace(STATE, name="Exland: all", level="federal", admin1=None, admin1_code=None)
(TOLL,) = reconcile([extraction(casualties=(casualty(party_class="civilian"),))]).tolls
FIGURE = IncidentFigure(Figure(3, 5, 0, 42, "12", 12, 12, None, "cars", None), DOC, None, None, None, EVIDENCE)


@pytest.mark.parametrize(
    ("item", "word"),
    [
        (opened.of_event(event("e7b2bffc6cb9")), "e7b2bffc6cb9"),
        (opened.of_told(EventAside("raid", None, "denied", EVIDENCE)), f"told:{DOC}:7"),
        (opened.of_count(TOLL.entries[0]), f"count:killed/civilian:{DOC}:52"),
        (opened.of_check(3), "check:3"),
        (opened.of_figure(FIGURE), f"figure:{DOC}:3"),
        (opened.of_aside(SetAside(TOLL.entries[0], "denied")), f"aside:{DOC}:52"),
        (opened.of_quote(IncidentQuote(quote(start=9), DOC, None, None, None, "Others", EVIDENCE)), f"quote:{DOC}:9"),
        (opened.of_jurisdiction(STATE), "jurisdiction:state:XA:XA.01"),
        (opened.of_jurisdiction(COUNTRY), "jurisdiction:federal:XA:Exland: all"),
        (opened.of_agency(STATE, BODY), "agency:jurisdiction:state:XA:XA.01:federal:Army: first"),
    ],
)
def test_an_address_that_was_kept_opens_what_it_did(item: Opened, word: str) -> None:
    assert item.word() == word
    assert Opened.read(word) == item


@given(st.text() | st.builds("{}:{}".format, st.sampled_from(["told", "count", "check", "event", "Count"]), st.text()))
def test_every_word_comes_back_as_it_was(word: str) -> None:
    assert Opened.read(word).word() == word


@pytest.mark.parametrize("word", ["count", "event:1", "COUNT:1", "__proto__:x", ""])
def test_a_word_of_no_known_kind_is_an_event_that_nobody_has(word: str) -> None:
    assert Opened.read(word) == Opened("event", word)


def test_only_a_count_is_of_a_toll() -> None:
    assert opened.of_count(TOLL.entries[0]).toll == "killed/civilian"
    assert Opened.read("count:").toll == ""
    assert Opened.read("figure:killed/all:3").toll is None


@pytest.mark.parametrize(
    ("told", "clicked"),
    [
        ("places:2 1", Spot(places=frozenset({"1", "2"}))),
        ("state:XA.01", Spot(state="XA.01")),
        ("places: ", None),
        ("state:", None),
        ("country:XA", None),
        ("state", None),
        (None, None),
        (7, None),
        ({"places": 1}, None),
    ],
)
def test_of_what_a_browser_sends_only_a_spot_is_taken(told: object, clicked: Spot | None) -> None:
    assert Spot.read(told) == clicked


def test_a_spot_holds_its_places_or_all_of_its_state() -> None:
    some, state = Spot(places=frozenset({"1", "9"})), Spot(state="XA.02")
    assert (some.holds(NORTH), some.holds(SOUTH), some.holds(None), some.ids) == (True, False, False, ["1", "9"])
    assert (state.holds(NORTH), state.holds(SOUTH), state.holds(None), state.ids) == (False, True, False, ["XA.02"])
    assert not Spot().holds(NORTH)
