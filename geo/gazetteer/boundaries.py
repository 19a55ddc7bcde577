"""Outlines of states and countries: Natural Earth 10 m admin-1, simplified to about 1 km with shared borders kept.

The file is TopoJSON: borders are stored once, as integer steps on a grid.  Areas are joined to the gazetteer by
GeoNames codes, which come from the crosswalk (INEGI and Natural Earth number states otherwise).  All coordinates are
WGS 84 degrees; shapely geometries and GeoJSON hold longitude before latitude.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import MultiPolygon

from geo.gazetteer.municipalities import Municipalities
from geo.gazetteer.rows import curated, label_points
from geo.gazetteer.topology import read_topology, valid
from geo.settings import DATA

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

FOLDER = DATA / "boundaries"
#: Digits behind the point in exported coordinates: 0.001° is 110 m, below the source's 1 km.
DIGITS = 3
#: Parts smaller than this share of the tolerance squared are dropped from a coarse outline: islets of a pixel.
SPECK = 0.5
#: Names that Natural Earth gives and nobody uses.
_NAMES = {"MX.09": "Ciudad de México", "US.DC": "District of Columbia"}


@dataclass(frozen=True, slots=True)
class Area:
    """A state or a country with its outline."""

    code: str
    """``MX.14`` (GeoNames) for a state, ``MX`` (ISO 3166-1 alpha-2) for a country."""
    name: str
    country: str
    lat: float
    lon: float
    """A point well inside, for a label."""
    geometry: BaseGeometry
    """Valid polygon or multi-polygon."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """One polygon of the source; several may make one state."""

    code: str
    country: str
    name: str
    geometry: BaseGeometry


class Boundaries:
    """Reads the outlines on first use (about a second) and keeps them."""

    def __init__(self, folder: Path = FOLDER, further: Path | None = None) -> None:
        """``further``: a folder of GeoJSON files with outlines that the incident brings (``municipalities``)."""
        self.folder = folder
        self._municipalities = Municipalities(folder, further)
        self.municipality = self._municipalities.of
        self.countries = lru_cache(maxsize=4)(self._countries)
        self.states = lru_cache(maxsize=16)(self._states)

    @property
    def faults(self) -> list[str]:
        """A sentence for each file of the further outlines that cannot be read."""
        return self._municipalities.faults

    # Single areas

    def admin1(self, code: str) -> Area | None:
        """The state of a GeoNames code such as ``MX.14``; None where no outline is known."""
        return self._areas.get(code)

    def outline(self, code: str) -> BaseGeometry | None:
        """Where the state of that code lies."""
        area = self.admin1(code)
        return area.geometry if area else None

    def admin1_of(self, country: str) -> list[Area]:
        """The states of a country, by name."""
        return sorted((a for a in self._areas.values() if a.country == country), key=lambda a: a.name)

    def country(self, code: str) -> Area | None:
        """The country of an ISO 3166-1 alpha-2 code, its states dissolved."""
        return self._whole.get(code)

    def _country(self, code: str, pieces: list[BaseGeometry]) -> Area:
        geometry = _dissolve(pieces)
        name, lat, lon = _country_labels().get(code, (code, None, None))
        if lat is None or lon is None:
            inside = geometry.representative_point()
            lat, lon = inside.y, inside.x
        return Area(code, name, code, lat, lon, geometry)

    # Many areas, simplified together so that neighbours still touch

    def _countries(self, tolerance: float) -> tuple[Area, ...]:
        """All countries; ``tolerance`` in degrees (0: as stored).  Takes two seconds, then comes from memory."""
        return _simplified(list(self._whole.values()), tolerance)

    def _states(self, countries: tuple[str, ...], tolerance: float) -> tuple[Area, ...]:
        """The states of those countries; ``tolerance`` in degrees."""
        return _simplified([area for code in countries for area in self.admin1_of(code)], tolerance)

    def neighbours(self, country: str) -> list[str]:
        """Codes of the countries that share a border with this one."""
        home = self.country(country)
        if home is None:
            return []
        shapely.prepare(home.geometry)
        others = [area for area in self._whole.values() if area.code != country]
        return sorted(area.code for area in others if home.geometry.intersects(area.geometry))

    # Reading

    @cached_property
    def _areas(self) -> dict[str, Area]:
        groups: dict[str, list[_Piece]] = {}
        for piece in self._pieces:
            if piece.code:
                groups.setdefault(piece.code, []).append(piece)
        points = label_points(self.folder)
        return {code: _state(code, pieces, points.get(code)) for code, pieces in groups.items()}

    @cached_property
    def _whole(self) -> dict[str, Area]:
        """Each country by its code, in order."""
        groups: dict[str, list[BaseGeometry]] = {}
        for piece in self._pieces:
            groups.setdefault(piece.country, []).append(piece.geometry)
        return {code: self._country(code, pieces) for code, pieces in sorted(groups.items())}

    @cached_property
    def _pieces(self) -> list[_Piece]:
        codes = self._crosswalk
        found = []
        for data, geometry in read_topology(self.folder / "admin1_world_1km.topojson.gz", "ne_in"):
            if data["iso"] == "MX-X01~" or len(data["c"]) != 2 or not data["c"].isalpha():
                continue
            if not geometry.is_empty:  # islets of less than the grid's step
                code, name = codes.get(data["id"], ("", data["n"]))
                found.append(_Piece(code, data["c"], _NAMES.get(code) or name or str(data["n"]), geometry))
        return found

    @cached_property
    def _crosswalk(self) -> dict[str, tuple[str, str]]:
        """Natural Earth id → GeoNames code (empty where there is none or it is another country's) and name."""
        with (self.folder / "admin1_crosswalk.csv").open(encoding="utf-8") as lines:
            rows = list(csv.DictReader(lines))
        return {row["ne_adm1_code"]: (_own_code(row), row["name_en"]) for row in rows}


def _own_code(row: dict[str, str]) -> str:
    code = row["geonames_a1"]
    return code if code[:2] == row["country"] else ""


def _dissolve(pieces: list[BaseGeometry]) -> BaseGeometry:
    """One outline of pieces that share borders exactly."""
    if len(pieces) == 1:
        return pieces[0]
    try:
        return valid(shapely.coverage_union_all(pieces))
    except shapely.GEOSException:  # a mended polygon no longer shares its border point by point
        return valid(shapely.union_all(pieces))


def _simplified(areas: list[Area], tolerance: float) -> tuple[Area, ...]:
    """The areas with shared borders simplified alike; an area that would vanish keeps its outline."""
    if tolerance <= 0 or not areas:
        return tuple(areas)
    shapes = shapely.coverage_simplify([a.geometry for a in areas], tolerance)
    kept = [_without_specks(valid(new), tolerance) for new in shapes]
    return tuple(
        Area(a.code, a.name, a.country, a.lat, a.lon, new if not new.is_empty else a.geometry)
        for a, new in zip(areas, kept, strict=True)
    )


def _without_specks(geometry: BaseGeometry, tolerance: float) -> BaseGeometry:
    parts = shapely.get_parts(geometry)
    if len(parts) < 2:
        return geometry
    sizes = shapely.area(parts)
    large = parts[(sizes >= SPECK * tolerance**2) | (sizes == sizes.max())]
    return large[0] if len(large) == 1 else MultiPolygon(list(large))


def _state(code: str, pieces: list[_Piece], point: tuple[float, float, str | None] | None) -> Area:
    first = pieces[0]
    geometry = _dissolve([piece.geometry for piece in pieces])
    name = first.name
    if len(pieces) > 1:
        name = _admin1_names().get(code, name)
    if point is None:
        inside = geometry.representative_point()
        point = (inside.y, inside.x, None)
    return Area(code, name, first.country, point[0], point[1], geometry)


@cache
def _admin1_names() -> dict[str, str]:
    """GeoNames code → name, for states that the source cuts into several pieces."""
    from geo.gazetteer.rows import subdivisions  # noqa: PLC0415 - half a second, needed by few

    names = {sub.code: sub.name for sub in subdivisions() if sub and sub.level == 1}
    return names | {row["code"]: row["name"] for row in curated("admin1")}


@cache
def _country_labels() -> dict[str, tuple[str, float | None, float | None]]:
    """ISO code → name and label point."""
    points = json.loads((FOLDER / "admin1_attributes.json").read_text(encoding="utf-8"))
    found = {}
    for row in curated("countries"):
        point = points.get(f"C:{row['code']}", {})
        found[row["code"]] = (row["name"], point.get("lat"), point.get("lon"))
    return found


__all__ = ["Area", "Boundaries"]
