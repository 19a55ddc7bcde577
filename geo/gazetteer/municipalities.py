"""Outlines of municipalities, where they are known: Mexico's, and what a folder of sources brings as GeoJSON.

The world's municipalities are in no package.  Where no outline is known the map draws a ring (``geo.maps.ground``).
"""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import shape

from geo.gazetteer.folding import fold
from geo.gazetteer.topology import read_topology, valid

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geo.types import Place

    #: Outlines by their folded names, which several may bear.
    _Named = dict[str, list[BaseGeometry]]

#: Bytes of a GeoJSON file and areas in all of them; a country's municipalities take less.
MOST_BYTES, MOST_AREAS = 20_000_000, 20_000
#: Degrees within which an outline is simplified: 200 m, less than a pixel of the map of a state.
TOLERANCE = 0.002
_REMEDY = 'it takes polygons in degrees (WGS 84), a "name" for each, in at most 20 MB'


class Municipalities:
    """Reads the outlines when the first is asked for."""

    def __init__(self, folder: Path, further: Path | None = None) -> None:
        """``folder``: ``admin2_XX.topojson.gz`` of countries XX; ``further``: ``*.geojson``, or no such folder."""
        self._further = further
        self._countries = {path.name[7:9].upper(): path for path in sorted(folder.glob("admin2_??.topojson.gz"))}
        self._read: dict[str, _Named] = {}

    def of(self, place: Place) -> BaseGeometry | None:
        """The outline of a municipality: of the area that its point lies in, if that one bears its name."""
        point = shapely.Point(place.lon, place.lat)
        names = {fold(name) for name in (place.name, place.admin2) if name}
        known = (self._given, self._of_country(place.country))
        outlines = (outline for areas in known for name in names for outline in areas.get(name, ()))
        return next((outline for outline in outlines if outline.intersects(point)), None)

    def _of_country(self, code: str | None) -> _Named:
        if code not in self._countries:
            return {}
        if code not in self._read:
            found = read_topology(self._countries[code], "admin2")
            self._read[code] = _by_name((data["name"], outline) for data, outline in found)
        return self._read[code]

    @property
    def faults(self) -> list[str]:
        """A sentence for each file of the further outlines that cannot be read; the others are used."""
        return self._given_and_faults[1]

    @property
    def _given(self) -> _Named:
        return self._given_and_faults[0]

    @cached_property
    def _given_and_faults(self) -> tuple[_Named, list[str]]:
        areas: list[tuple[str, BaseGeometry]] = []
        faults = []
        for path in sorted(self._further.glob("*.geojson")) if self._further else []:
            try:
                areas += _areas(path)
            except (OSError, ValueError, LookupError, TypeError, RecursionError, AttributeError, shapely.GEOSException):
                faults.append(f"{path.name} holds no outlines that can be read and is left out: {_REMEDY}.")
        return _by_name(areas[:MOST_AREAS]), faults


def _by_name(areas: Iterable[tuple[str, BaseGeometry]]) -> _Named:
    named: _Named = {}
    for name, outline in areas:
        named.setdefault(fold(name), []).append(outline)
    return named


def _areas(path: Path) -> list[tuple[str, BaseGeometry]]:
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(path.name)
    return [_area(feature) for feature in json.loads(path.read_text(encoding="utf-8"))["features"]]


def _area(feature: dict[str, Any]) -> tuple[str, BaseGeometry]:
    outline = shape(feature["geometry"])
    west, south, east, north = outline.bounds
    if not outline.geom_type.endswith("Polygon") or not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise ValueError(outline.geom_type)
    return str(feature["properties"]["name"]), valid(outline.simplify(TOLERANCE))
