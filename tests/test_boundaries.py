"""Outlines of states and countries."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from shapely import get_num_coordinates
from shapely.geometry import Point

from geo.gazetteer.boundaries import Boundaries
from geo.gazetteer.lookup import open_gazetteer
from geo.gazetteer.municipalities import Municipalities
from geo.settings import Settings
from geo.types import Place

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def boundaries() -> Boundaries:
    return Boundaries()


@pytest.mark.parametrize(
    ("code", "name", "lat", "lon"),
    [
        ("MX.14", "Jalisco", 20.67, -103.35),
        ("MX.09", "Ciudad de México", 19.35, -99.15),
        ("MX.08", "Colima", 19.24, -103.72),
        ("US.TX", "Texas", 31, -99),
        ("GB.SCT", "Scotland", 56.8, -4),
    ],
)
def test_a_state_has_its_name_and_holds_its_middle(boundaries, code: str, name: str, lat: float, lon: float) -> None:
    area = boundaries.admin1(code)
    assert area is not None
    assert area.name == name
    assert area.geometry.contains(Point(lon, lat))
    assert area.geometry.intersects(Point(area.lon, area.lat).buffer(0.3))


def test_mexico_has_its_32_states_and_no_unnamed_one(boundaries) -> None:
    states = boundaries.admin1_of("MX")
    assert len(states) == 32
    assert all(area.name for area in states)
    codes = {area.code for area in states}
    assert codes == {place.admin1_code for place in open_gazetteer(Settings()).states("MX")}


def test_every_outline_is_valid_and_keyed_by_its_own_country(boundaries) -> None:
    areas = [area for code in ("MX", "US", "CA", "RU", "IN", "GB", "RS") for area in boundaries.admin1_of(code)]
    assert len(areas) > 200
    assert all(area.geometry.is_valid and not area.geometry.is_empty for area in areas)
    assert all(area.code.startswith(area.country) for area in areas)


def test_a_country_is_its_states_without_their_borders(boundaries) -> None:
    mexico = boundaries.country("MX")
    whole = sum(area.geometry.area for area in boundaries.admin1_of("MX"))
    assert mexico.geometry.area == pytest.approx(whole, rel=0.01)
    assert mexico.geometry.contains(boundaries.admin1("MX.01").geometry)
    assert boundaries.country("ZZ") is None
    assert boundaries.admin1("ZZ.01") is None


def test_neighbours(boundaries) -> None:
    assert boundaries.neighbours("MX") == ["BZ", "GT", "US"]
    assert boundaries.neighbours("ZZ") == []


def test_outlines_are_smaller_when_coarser(boundaries) -> None:
    fine, coarse = (boundaries.states(("MX",), tolerance) for tolerance in (0.005, 0.1))
    assert len(coarse) == 32
    points = [sum(get_num_coordinates(area.geometry) for area in areas) for areas in (fine, coarse)]
    assert points[1] < 0.6 * points[0]
    jalisco = next(area for area in coarse if area.code == "MX.14")
    assert jalisco.geometry.intersects(Point(-103.35, 20.67))


def test_the_world_is_whole_at_a_coarse_tolerance(boundaries) -> None:
    world = boundaries.countries(0.1)
    assert len(world) > 190
    assert all(area.geometry.is_valid for area in world)
    assert boundaries.countries(0.1) is world


TOLUCA = Place("1", "Toluca", 19.29, -99.65, "admin2", "MX", "México", "MX.15", "Toluca")
SQUARE = {"type": "Polygon", "coordinates": [[[20, 9], [21, 9], [21, 10], [20, 10], [20, 9]]]}
VESSIM = Place("2", "Véssim", 9.5, 20.5, "admin2", "XA")


def test_a_municipality_of_mexico_is_known_by_its_point_and_its_name(boundaries) -> None:
    outline = boundaries.municipality(TOLUCA)
    assert outline.contains(Point(TOLUCA.lon, TOLUCA.lat))
    assert 0.01 < outline.area < 0.1  # 450 km²
    assert boundaries.municipality(Place("1", "Lerma", 19.29, -99.65, "admin2", "MX")) is None
    assert boundaries.municipality(Place("1", "Lyon", 45.75, 4.85, "admin2", "FR")) is None


def test_a_folder_of_sources_brings_outlines_of_its_own(tmp_path: Path) -> None:
    collection = {"features": [{"geometry": SQUARE, "properties": {"name": "VESSIM"}}]}
    (tmp_path / "towns.geojson").write_text(json.dumps(collection), encoding="utf-8")
    known = Municipalities(tmp_path, tmp_path)
    outline = known.of(VESSIM)
    assert outline is not None
    assert outline.area == pytest.approx(1)
    assert known.faults == []
    assert Municipalities(tmp_path, tmp_path / "missing").of(VESSIM) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[" * 100_000,
        '{"features": 3}',
        '{"features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}, "properties": {"name": "x"}}]}',
        json.dumps({"features": [{"geometry": SQUARE, "properties": {}}]}),
        json.dumps(
            {"features": [{"geometry": {**SQUARE, "coordinates": [[[9e9, 1], [2, 2], [3, 1]]]}, "properties": {}}]}
        ),
    ],
)
def test_a_file_of_outlines_that_cannot_be_read_is_named_and_the_others_are_used(tmp_path: Path, text: str) -> None:
    (tmp_path / "bad.geojson").write_text(text, encoding="utf-8")
    collection = {"features": [{"geometry": SQUARE, "properties": {"name": "Vessim"}}]}
    (tmp_path / "good.geojson").write_text(json.dumps(collection), encoding="utf-8")
    known = Municipalities(tmp_path, tmp_path)
    assert known.of(VESSIM) is not None
    (fault,) = known.faults
    assert "bad.geojson" in fault
