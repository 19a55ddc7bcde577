"""The map's moving part: symbols where events are placed, hatching where only the state is known, never a false pin."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from geo.maps import ground
from geo.maps.payload import Ground, grouped, payload
from geo.maps.view import SMALLEST, bounds
from geo.present.wording import ranged
from geo.types import Place
from geo.views import mapview
from tests.invented import count, toll
from tests.makers import NORTH, SOUTH, STATE, event, incident, mention
from tests.paged import opened

if TYPE_CHECKING:
    from pathlib import Path

HOME = ((0.0, 0.0), (20.0, 40.0))
GROUND = Ground(label_points={"XA.01": (10.5, 20.5), "XA.02": (8.5, 21.5)}, home=HOME, ring_km=lambda _: 14.0)


def made(*events: object, **changes: object) -> dict:
    return payload(incident(*events, **changes), GROUND, selected=None, fit_key="k")  # type: ignore[arg-type]


def test_a_town_is_a_symbol_on_its_point() -> None:
    (place,) = made(event())["places"]
    assert (place["at"], place["symbols"], place["ring"], place["main"]) == ((10.0, 20.0), [("raid", 1)], None, True)


def test_a_municipality_is_drawn_as_wide_as_it_may_be() -> None:
    (place,) = made(event(where_prec=3))["places"]
    assert place["ring"] == 14.0
    assert not place["stem"]


def test_a_municipality_whose_outline_is_known_is_drawn_as_it_is() -> None:
    shape = [[[9.0, 20.0, 9.0, 21.0, 10.0, 21.0]]]
    known = replace(GROUND, outline=lambda _: shape)
    (place,) = payload(incident(event(where_prec=3)), known, selected=None, fit_key="k")["places"]
    assert (place["outline"], place["ring"]) == (shape, None)
    (place,) = payload(incident(event()), known, selected=None, fit_key="k")["places"]
    assert place["outline"] is None


def test_a_state_is_hatched_and_its_symbol_stands_at_the_label_point() -> None:
    shown = made(event(place=STATE, where_prec=4))
    assert shown["states"]["XA.02"]["pattern"] == "hatch"
    assert shown["places"][0]["at"] == (8.5, 21.5)


def test_so_many_kilometres_from_a_town_are_a_ring_round_it_however_wide() -> None:
    told = event(where_prec=4, radius_km=88.0)
    shown = made(told)
    (place,) = shown["places"]
    assert (place["at"], place["ring"], place["name"]) == ((10.0, 20.0), 88.0, "Torla")
    assert shown["states"]["XA.01"]["pattern"] is None  # its state is not all that is known
    (place,) = made(event("t"), told)["places"]
    assert (place["n"], place["ring"]) == (2, None)  # one of them is known to the town


@pytest.mark.parametrize("vague", [event(place=None, where_prec=None), event(where_prec=6), event(where_prec=5)])
def test_what_is_vaguer_than_a_state_gets_no_pin(vague: object) -> None:
    assert made(vague)["places"] == []
    assert grouped([vague]).tray == (vague,)  # type: ignore[list-item]


def test_states_are_shaded_by_their_number_of_events() -> None:
    shown = made(*[event(f"e{i}") for i in range(3)], event("s", place=SOUTH))
    assert {code: s["shade"] for code, s in shown["states"].items()} == {"XA.01": "c2", "XA.02": "c1"}


def test_a_state_that_is_only_named_is_dotted() -> None:
    shown = made(event(), mentions=(("d", mention(STATE)),))
    assert shown["states"]["XA.02"] == {"shade": "c0", "words": "named, nothing placed", "pattern": "dots", "n": 0}


def test_a_state_whose_events_are_filtered_out_is_not_called_empty() -> None:
    left = incident(event(), mentions=(("d", mention(STATE)),))
    states = payload(left, GROUND, selected=None, fit_key="k", hidden={"XA.02"})["states"]
    assert states["XA.02"] == {"shade": "c0", "words": "its events are filtered out", "pattern": None, "n": 0}


def test_events_of_one_place_share_a_symbol_with_counts_in_words() -> None:
    (place,) = made(event("a"), event("b", type="arson"), event("c", type="blockade"))["places"]
    assert place["symbols"] == [("arson", 2), ("raid", 1)]
    assert place["words"] == "2 events (arson, blockade), 1 event (raid)"


def test_the_symbol_of_the_main_event_says_the_toll_of_its_title_and_no_earlier_count_of_the_town() -> None:
    local = replace(toll(count(116, 116)).entries[0], covers=(NORTH,), part=True)
    whole = toll(count(116, 116), count(118, None))
    whole = replace(whole, entries=(*whole.entries, local))
    main = event("a", type="killing", main=True, says=f"{ranged(whole)} inmates killed")
    (place,) = made(main, tolls=(whole,))["places"]
    assert place["hurt"] == "116–118+ killed"
    (place,) = made(replace(main, says="Killing"), tolls=(whole,))["places"]
    assert place["hurt"] != "116–118+ killed"


def test_the_view_holds_most_events_and_lets_one_distant_go() -> None:
    near = [event(f"n{i}") for i in range(9)]
    far = event("far", place=Place("9", "Far", 60, 100, "city"))
    (south, west), (north, east) = bounds([*near, far], HOME)
    assert south < NORTH.lat < north < 20
    assert west < NORTH.lon < east < 40


def test_one_event_alone_still_shows_the_land_around_it() -> None:
    (south, west), (north, east) = bounds([event()], HOME)
    assert north - south == pytest.approx(SMALLEST)
    assert east - west == pytest.approx(SMALLEST)


FAR = Place("9", "Farhold", 30.0, 60.0, "city", "XA", "Far", "XA.03")


@pytest.mark.parametrize(("address", "far"), [({}, False), ({"kind": "said"}, True)])
def test_the_first_view_is_of_what_is_shown(address: dict[str, str], far: bool) -> None:
    said = [event(f"s{i}", type="statement", place=FAR, main=False) for i in range(6)]
    whole = incident(event(), event("e2", type="arson", main=False), *said)
    with patch.object(mapview, "payload", wraps=payload) as given, opened("situation", lambda *_: whole) as app:
        for name, value in address.items():
            app.query_params[name] = value
        app.run()
    (south, west), (north, east) = given.call_args.kwargs["fit"]
    assert (south < FAR.lat < north and west < FAR.lon < east) == far
    assert (south < NORTH.lat < north and west < NORTH.lon < east) != far


def test_nothing_placed_shows_the_home_country() -> None:
    assert bounds([event(place=None)], HOME) == HOME


def test_the_geometry_is_written_elsewhere_where_its_folder_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "build").write_text("a file, not a folder")
    monkeypatch.setattr(ground, "DATA", tmp_path)
    folder = ground.basemap_folder.__wrapped__()
    assert folder.is_dir()
    assert tmp_path not in folder.parents
    folder.rmdir()
