"""What the filters offer, and how a choice is made to fit it: what no widget can show is in no filter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geo.selection.filters import NOTHING, Filters
from geo.selection.offer import alike, left_of, offer_of, ticked
from geo.types import Place
from tests.makers import DOCUMENT, SOUTH, STATE, event, incident, mention

ABROAD = Place("9", "Orn", 40.0, 5.0, "city", "XB", "East", "XB.01", "Orn", 500)
DAY = {"date_start": "2025-05-05", "date_end": "2025-05-05"}
WHOLE = incident(
    event("a", **DAY),
    event("b", place=SOUTH, type="arson", **DAY),
    event("c", place=STATE, where_prec=4, type="arson", **DAY),
    event("d", place=None, where_prec=None, **DAY),
    period=("2025-05-05", "2025-05-08"),
    mentions=((DOCUMENT.id, mention(ABROAD)), (DOCUMENT.id, mention(Place("7", "Far", 1, 1, "city"), role="mention"))),
    documents=(DOCUMENT, replace(DOCUMENT, id="unread"), replace(DOCUMENT, id="later", published="2025-05-10")),
    unread=(("unread", "Spanish: not read yet"),),
)
OFFER = offer_of(WHOLE)


def test_what_is_offered() -> None:
    assert OFFER.countries() == {"XA", "XB"}
    assert OFFER.states("XA") == {"XA.01", "XA.02"}
    assert OFFER.states(None) == {"XA.01", "XA.02", "XB.01"}
    assert OFFER.towns("XA", None) == {"1", "2"}
    assert OFFER.towns(None, "XB.01") == {"9"}
    assert dict(OFFER.kinds) == {"raid": 2, "arson": 2}
    assert dict(OFFER.known) == {"point": 2, "state": 1, "wider": 1}
    assert OFFER.sources == {DOCUMENT.id, "later"}


def test_a_choice_that_fits_stays() -> None:
    chosen = Filters("XA", "XA.02", "2", "2025-05-06", "2025-05-08", ("arson",), ("point",), ("later",))
    assert OFFER.fit(chosen) == chosen
    assert OFFER.fit(Filters()) == Filters()


@pytest.mark.parametrize(
    ("asked", "fitting"),
    [
        (Filters(country="XA", state="XB.01"), Filters(country="XA")),
        (Filters(country="XB", state="XA.01", place="9"), Filters(country="XB", place="9")),
        (Filters(country="XB", state="XA.01", place="1"), Filters(country="XB")),
        (Filters(country="ZZ"), Filters(country="ZZ")),  # it finds nothing, and its chip takes it off
        (Filters(first="2001-01-01", last="2025-12-01"), Filters()),
        (Filters(first="2025-05-05", last="2025-05-06"), Filters(last="2025-05-06")),
        (Filters(first="2025-12-01"), Filters(first="2025-05-10")),
        (Filters(kinds=("prison", "raid")), Filters(kinds=("raid",))),
        (Filters(kinds=("arson", "raid")), Filters()),
        (Filters(kinds=("prison",)), Filters(kinds=(NOTHING,))),
        (Filters(known=("municipality", "wider", "state")), Filters(known=("state", "wider"))),
        (Filters(sources=("unread", "later", "gone")), Filters(sources=("later",))),
    ],
)
def test_what_no_widget_can_show_is_let_go(asked: Filters, fitting: Filters) -> None:
    assert OFFER.fit(asked) == fitting
    assert OFFER.fit(fitting) == fitting


def test_another_country_or_state_lets_go_what_lies_elsewhere() -> None:
    there = Filters("XA", "XA.02", "2", sources=("later",))
    assert OFFER.moved(there, "XB", "XA.02") == Filters("XB", sources=("later",))
    assert OFFER.moved(there, "XA", None) == replace(there, state=None)
    assert OFFER.moved(there, "XA", "XA.01") == Filters("XA", "XA.01", sources=("later",))
    assert OFFER.moved(there, None, "XA.02") == replace(there, country=None)


def test_ticks_are_a_choice_and_no_tick_is_nothing() -> None:
    told = ("raid", "arson")
    assert ticked(["raid"], told) == ("raid",)
    assert ticked(["raid", "arson"], told) == ()
    assert ticked([], told) == (NOTHING,)


def test_the_slider_stands_where_the_choice_does() -> None:
    scale = OFFER.scale
    assert scale
    assert scale.span(None, None) == (scale.low, scale.high) == (date(2025, 5, 5), date(2025, 5, 10))
    assert scale.span("2025-05-07", "2025-12-01") == (date(2025, 5, 7), scale.high)
    assert scale.choice(scale.low, date(2025, 5, 7)) == {"first": None, "last": "2025-05-07"}
    assert offer_of(incident(event(date_start=None, date_end=None), period=None)).scale is None


def test_a_number_beside_a_filter_is_what_that_filter_would_find() -> None:
    other_day = {"date_start": "2025-05-07", "date_end": "2025-05-07"}
    events = [*WHOLE.events, event("e", place=SOUTH, type="arson", **other_day)]
    told = alike(events)
    assert sorted(n for _, n in told) == [1, 1, 1, 1, 1]
    assert sorted(n for _, n in alike([*events, event("f", **DAY)])) == [1, 1, 1, 1, 2]
    whole = left_of(told, Filters())
    assert dict(whole.kinds) == {"raid": 2, "arson": 3}
    assert dict(whole.known) == {"point": 3, "state": 1, "wider": 1}
    assert dict(whole.began) == {"2025-05-05": 4, "2025-05-07": 1}
    left = left_of(told, Filters(first="2025-05-06", kinds=("arson",), known=("point",)))
    assert dict(left.kinds) == {"arson": 1}  # of the chosen days and places, whichever kinds are ticked
    assert dict(left.known) == {"point": 1}
    assert dict(left.began) == {"2025-05-05": 1, "2025-05-07": 1}
    assert dict(left_of(alike(events[:1]), Filters(kinds=(NOTHING,))).known) == {}


def test_a_chosen_place_moves_to_a_state_that_is_pointed_at() -> None:
    south = Filters(state="XA.02", kinds=("arson",))
    assert OFFER.at_state(Filters(state="XA.01", kinds=("arson",)), "XA.02") == south
    assert OFFER.at_state(Filters("XA", "XA.02", "2"), "XA.02") == Filters("XA", "XA.02")
    assert OFFER.at_state(Filters(country="XA"), "XB.01") == Filters("XB", "XB.01")
    assert OFFER.at_state(south, "XA.02") is None
    assert OFFER.at_state(Filters(kinds=("arson",)), "XA.02") is None  # no place was chosen: the click lists and keeps
    assert OFFER.at_state(south, "XA.09") is None
    assert OFFER.at_state(south, None) is None
