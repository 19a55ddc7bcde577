"""Many places on a map: the squares that stand for them leave nothing out, count nothing twice, and make no point."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from geo.maps import cells as squares
from geo.maps.cells import MOST_AROUND, MOST_NAMED, MOST_NEAR, Spot, cells, inside, put_together, reach_of
from geo.maps.payload import MOST_NEAR_PLACES, MOST_PLACES, Ground, payload
from geo.present.design import SYMBOLS, symbol_of
from geo.present.wording import plural
from geo.types import Place
from tests.makers import STATE, event, incident

HOME = ((0.0, 0.0), (20.0, 40.0))
GROUND = Ground(label_points={"XA.01": (10.5, 20.5)}, home=HOME, ring_km=lambda _: 14.0)
LAND = ((-90.0, -180.0), (90.0, 180.0))
POINTS = st.tuples(st.floats(-89, 89), st.floats(-180, 180))
TYPES = st.sampled_from([s.types[0] for s in SYMBOLS])
SPOTS = st.lists(
    st.tuples(POINTS, st.dictionaries(TYPES, st.integers(1, 40), min_size=1, max_size=3)), max_size=80
).map(lambda told: [Spot(at, f"p{i}", f"Town {i}", sum(by.values()), by) for i, (at, by) in enumerate(told)])
BOXES = st.tuples(POINTS, POINTS).map(
    lambda c: ((min(c[0][0], c[1][0]), min(c[0][1], c[1][1])), (max(c[0][0], c[1][0]), max(c[0][1], c[1][1])))
)


@given(SPOTS, BOXES)
def test_the_squares_hold_every_event_of_every_kind_once(spots: list[Spot], seen: object) -> None:
    told = cells(spots, seen)["cells"]  # type: ignore[arg-type]
    kinds = Counter({s.key: 0 for s in SYMBOLS})
    for spot in spots:
        for kind, n in spot.by.items():
            kinds[symbol_of(kind).key] += n
    by = {s.key: sum(cell["by"][i] for cell in told) for i, s in enumerate(SYMBOLS)}
    assert by == dict(kinds)
    assert sum(cell["of"] for cell in told) == len(spots)


@given(SPOTS, BOXES)
def test_a_square_that_names_its_places_names_them_all_and_each_is_named_once(spots: list[Spot], seen: object) -> None:
    told = cells(spots, seen)["cells"]  # type: ignore[arg-type]
    assert all(("id" in cell) == (cell["of"] <= MOST_NAMED) for cell in told)
    assert all(len(cell["id"].split()) == cell["of"] for cell in told if "id" in cell)
    named = [i for cell in told for i in cell.get("id", "").split()]
    assert len(named) == len(set(named))


@given(SPOTS, st.integers(1, 30))
def test_there_are_no_more_squares_than_asked_for_and_one_zoom_nearer_would_be_too_many(
    spots: list[Spot], most: int
) -> None:
    zoom, held = put_together(spots, most)
    assert sorted(s.id for own in held for s in own) == sorted(s.id for s in spots)
    assert len(held) <= most or zoom == 0
    if zoom < squares.DEEPEST:
        nearer = set(squares._wider(squares._smallest(spots), zoom + 1).tolist())
        assert len(nearer) > most


def crowd(places: int, each: int = 2) -> list[object]:
    """Events at so many towns of a land, and one told for a state alone."""
    towns = [
        Place(f"t{i}", f"Town {i}", i % 19 + 0.5, i // 19 + 0.5, "city", "XA", "North", "XA.01") for i in range(places)
    ]
    at = [
        event(f"e{i}-{n}", place=town, main=False, type="arson" if n else "raid")
        for i, town in enumerate(towns)
        for n in range(each)
    ]
    return [*at, event("v", place=STATE, where_prec=4, main=False)]


def drawn(told: dict) -> int:
    """Events that a map's data stands for."""
    return sum(p["n"] for p in told["places"]) + sum(sum(c["by"]) for c in told.get("cells", ()))


def test_few_places_are_drawn_each_for_itself() -> None:
    told = payload(incident(*crowd(MOST_PLACES - 1)), GROUND, selected=None, fit_key="k")  # type: ignore[arg-type]
    assert "cells" not in told
    assert len(told["places"]) == MOST_PLACES


def test_many_places_are_squares_and_a_state_is_in_none() -> None:
    told = payload(incident(*crowd(600)), GROUND, selected=None, fit_key="k", seen=LAND)  # type: ignore[arg-type]
    assert [p["name"] for p in told["places"]] == ["South"]
    assert len(told["cells"]) <= MOST_NEAR + MOST_AROUND
    assert drawn(told) == 2 * 600 + 1


def test_where_the_map_comes_near_the_places_that_it_shows_stand_apart() -> None:
    seen = ((0.0, 0.0), (3.0, 3.0))
    told = payload(incident(*crowd(600)), GROUND, selected="e0-0", fit_key="k", seen=seen)  # type: ignore[arg-type]
    near = [p for p in told["places"] if p["name"] != "South"]
    assert 1 < len(near) <= MOST_NEAR_PLACES
    assert all(inside(p["at"], reach_of(seen)) for p in near)
    assert not any(inside(c["at"], seen) for c in told["cells"])
    assert [p["name"] for p in near if p["selected"]] == ["Town 0"]
    assert drawn(told) == 2 * 600 + 1


def test_the_square_of_the_open_event_is_marked() -> None:
    told = payload(incident(*crowd(600)), GROUND, selected="e7-1", fit_key="k", seen=LAND)  # type: ignore[arg-type]
    (marked,) = [c for c in told["cells"] if c.get("selected")]
    assert "t7" in marked.get("id", "t7").split()


def test_the_list_behind_the_map_has_the_fullest_places_as_the_map_says_them_and_counts_the_rest() -> None:
    full = replace(
        event("x"), id="more", place=Place("t5", "Town 5", 5.5, 0.5, "city", "XA", "North", "XA.01"), main=False
    )
    told = payload(incident(*crowd(600), full), GROUND, selected=None, fit_key="k", seen=LAND)  # type: ignore[arg-type]
    listed, more = told["listed"]
    assert (listed[0]["name"], listed[0]["n"]) == ("Town 5", 3)
    assert listed[0]["words"].startswith(plural(2, "event"))
    assert len(listed) + more == 601
