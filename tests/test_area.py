"""A part of the map as a choice: towns by their point, states by their outline, the address, what a chip says."""

from __future__ import annotations

import pytest
import shapely

from geo.reconcile import reconcile
from geo.selection.address import read
from geo.selection.area import MOST_CORNERS, Area
from geo.selection.filters import Filters, narrow
from geo.selection.named import in_words
from geo.types import Place
from tests.makers import DOCUMENT, NORTH, SOUTH, STATE, event, extraction, incident, mention

LAND = Place("8", "Arland", 8.0, 22.0, "country", "XA")
#: North reaches from 19 to 20.5 degrees east, South from 20.5 to 24.
OUTLINES = {"XA.01": shapely.box(19, 8, 20.5, 11), "XA.02": shapely.box(20.5, 8, 24, 11)}
WHOLE = incident(
    event("town"),
    event("other", place=SOUTH, main=False),
    event("state", place=STATE, where_prec=4, main=False),
    event("land", place=LAND, where_prec=6, main=False),
    event("nowhere", place=None, where_prec=None, main=False),
    mentions=((DOCUMENT.id, mention(NORTH)), (DOCUMENT.id, mention(SOUTH))),
)


def left(word: str) -> set[str]:
    """Ids of the events that a choice on the map leaves."""
    return {e.id for e in narrow(WHOLE, Filters(area=Area.read(word)), OUTLINES.get).events}


@pytest.mark.parametrize(
    ("word", "ids"),
    [
        ("box:9.5,19.5,10.5,20.2", {"town"}),  # the state is not met
        ("box:9.5,19.5,10.5,20.6", {"town", "state"}),  # its outline is, its label point is not
        ("map:8.5,20.8,9.05,21.05", {"other", "state"}),
        ("lasso:9,19.5,10.5,19.5,10.5,20.4", {"town"}),
        ("lasso:9.5,19.5,10.5,19.5,9.5,20.2", set()),  # the town lies beyond the slanting side
        ("lasso:9,19.5,11,20.4,9,20.4,11,19.5", {"town"}),  # a line that crosses itself
        ("box:-40,-60,-30,-50", set()),
    ],
)
def test_towns_count_by_their_point_and_states_by_their_outline(word: str, ids: set[str]) -> None:
    assert left(word) == ids


def test_a_count_without_a_place_and_a_place_elsewhere_are_in_no_box() -> None:
    whole = reconcile([extraction()], home_country="XA")
    assert narrow(whole, Filters(country="XA")).tolls
    assert not narrow(whole, Filters(country="XA", area=Area.read("box:-80,-170,80,170")), OUTLINES.get).tolls
    assert [m.place for _, m in narrow(WHOLE, Filters(area=Area.read("box:8,20.9,9.5,22")), OUTLINES.get).mentions] == [
        SOUTH
    ]


@pytest.mark.parametrize("word", ["box:9.5,19.5,10.5,20.6", "lasso:9.5,19.5,10.5,19.5,10.5,20.2", "map:-1,-2,3,4.125"])
def test_the_address_brings_the_same_back(word: str) -> None:
    area = Area.read(word)
    assert area
    assert area.word() == word
    chosen = Filters(area=area)
    assert read({k: [v] for k, v in chosen.to_query_params().items()}).filters == chosen


@pytest.mark.parametrize(
    "word",
    [
        "box:1,2,3",
        "box:3,2,1,4",
        "box:1,2,nan,4",
        "box:1,2,3,999",
        "circle:1,2,3,4",
        "lasso:1,2,3,4",
        "lasso:" + ",".join(["1", "2"] * (MOST_CORNERS + 1)),
        "box:<b>,2,3,4",
        "map:",
    ],
)
def test_what_is_no_part_of_a_map_is_left_out_and_said(word: str) -> None:
    assert Area.read(word) is None
    asked = read({"area": [word]})
    assert asked.filters == Filters()
    assert "a part of the map" in (asked.in_words() or "")


def test_the_chip_names_the_states_that_count_whole() -> None:
    box = Filters(area=Area.read("box:1,2,3,4"))
    assert in_words(box, {}, {}) == (("area", "in the box on the map"),)
    told = dict(in_words(box, {}, {}, vague=["South"]))["area"]
    assert told == "in the box on the map, with what is told by state alone: South"
    assert "4 states" in dict(in_words(box, {}, {}, vague=["A", "B", "C", "D"]))["area"]
