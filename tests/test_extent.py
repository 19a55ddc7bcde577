"""The shape of what is known of a place: never a point for an area, nothing where nothing is known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import shapely
from pyproj import Geod

from geo.export.dataset.extent import Extents, line, ring
from geo.reconcile import reconcile
from tests.invented import Squares, place
from tests.makers import NORTH, SOUTH, event, extraction, mention, telling

if TYPE_CHECKING:
    from geo.types import Place

TOWN = place("Sandport", 0.4, 1.6)
FAR = place("Beldorra City", 1.0, 3.0, "QQ.02")
STATE = place("Cavermark", 3.0, 1.0, "QQ.03", "admin1")
EXTENTS = Extents(Squares())
EARTH = Geod(ellps="WGS84")


def shape(**changes: Any) -> tuple[str, str | None]:
    found = EXTENTS.of(event(**changes))
    return found.kind, found.geometry.geom_type if found.geometry is not None else None


@pytest.mark.parametrize(
    ("changes", "kind", "geometry"),
    [
        ({"place": TOWN, "where_prec": 1}, "point", "Point"),
        ({"place": TOWN, "where_prec": 1, "radius_km": 3.0}, "point", "Point"),
        ({"place": TOWN, "where_prec": 2, "radius_km": 25.0}, "ring", "Polygon"),
        ({"place": TOWN, "where_prec": 2}, "no_outline", None),
        ({"place": TOWN, "where_prec": 2, "radius_km": 20.0, "other_end": FAR}, "line", "LineString"),
        ({"place": TOWN, "where_prec": 5, "other_end": FAR}, "line", "LineString"),
        ({"place": TOWN, "where_prec": 3}, "municipality", "Polygon"),
        ({"place": STATE, "where_prec": 4}, "state", "Polygon"),
        ({"place": TOWN, "where_prec": 4, "radius_km": 125.0}, "ring", "Polygon"),  # "100 km south of Sandport"
        ({"place": TOWN, "where_prec": 4}, "state", "Polygon"),
        ({"place": STATE, "where_prec": 1}, "no_outline", None),  # an area that is called exact is no point
        ({"place": TOWN, "where_prec": 5, "radius_km": 200.0}, "wider", None),
        ({"place": place("Quolia", 2, 2, level="country"), "where_prec": 6}, "wider", None),
        ({"place": place("Deep", 2, 2, level="region"), "where_prec": 7}, "wider", None),
        ({"place": None, "where_prec": None}, "no_place", None),
    ],
)
def test_the_shape_is_what_is_known(changes: dict[str, Any], kind: str, geometry: str | None) -> None:
    assert shape(**changes) == (kind, geometry)


def test_without_an_outline_a_municipality_is_no_point() -> None:
    class Bare(Squares):
        def municipality(self, place: Place) -> None:
            return None

    extents = Extents(Bare())
    assert extents.of(event(place=TOWN, where_prec=3)) == ("no_outline", None)
    assert extents.of(event(place=TOWN, where_prec=3, radius_km=8.0)).kind == "ring"
    assert extents.of(event(place=replace(STATE, admin1_code="QQ.99"), where_prec=4)) == ("no_outline", None)


@pytest.mark.parametrize(("lat", "lon"), [(0.0, 0.0), (20.7, -103.4), (-41.0, 174.8), (69.0, 18.0), (-16.8, 179.9)])
def test_every_corner_of_a_ring_is_its_radius_away(lat: float, lon: float) -> None:
    found = ring(lat, lon, 25.0)
    assert found is not None
    assert found.is_valid
    away = [EARTH.inv(lon, lat, x, y)[2] / 1000 for x, y in shapely.get_coordinates(found) if abs(x) < 180]
    assert max(away) == pytest.approx(25.0, rel=1e-3)
    west, _, east, _ = found.bounds
    assert -180 <= west < east <= 180


def test_a_ring_over_the_antimeridian_is_cut_and_one_around_a_pole_is_none() -> None:
    crossing = ring(-16.8, 179.9, 40.0)
    assert crossing is not None
    assert crossing.geom_type == "MultiPolygon"
    assert crossing.area < 1
    assert ring(89.9, 10.0, 100.0) is None


def test_a_line_over_the_antimeridian_takes_the_short_way() -> None:
    drawn = line(replace(TOWN, lat=-16.0, lon=179.0), replace(TOWN, lat=-17.0, lon=-179.5))
    assert drawn.geom_type == "MultiLineString"
    assert drawn.length < 3


def test_outer_rings_run_against_the_clock() -> None:
    for changes in ({"where_prec": 3}, {"where_prec": 4}, {"where_prec": 2, "radius_km": 9.0}):
        found = EXTENTS.of(event(place=TOWN, **changes)).geometry
        assert found is not None
        assert found.exterior.is_ccw


def test_an_event_of_a_stretch_is_a_line_unless_a_report_tells_the_spot() -> None:
    """From a text's mention to the shape: "between Torla and Vessim"."""
    stretch = mention(NORTH, where_prec=5, other_end=SOUTH, radius_km=78.0)
    (told,) = reconcile([extraction(events=(telling(places=(stretch,)),))]).events
    assert told.other_end == SOUTH
    assert EXTENTS.of(told) == ("line", line(NORTH, SOUTH))
    spot = telling(places=(mention(NORTH),))
    (told,) = reconcile([extraction(events=(telling(places=(stretch,)), replace(spot, start=8)))]).events
    assert told.other_end is None
    assert EXTENTS.of(told).kind == "point"
