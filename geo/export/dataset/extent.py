"""The shape of what is known of where an event was: never a point for an area, and nothing where nothing is known."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
import shapely
from pyproj import Geod
from shapely.affinity import translate

from geo.gazetteer.boundaries import DIGITS
from geo.types import ADMIN1, ADMIN2, NEAR

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.export.ground import Outlines
    from geo.incident import IncidentEvent
    from geo.types import Place

#: ``no_outline``: its area is told, and no outline of it known here; ``wider``: than a state; ``no_place``: not told.
Kind = Literal["point", "ring", "line", "municipality", "state", "no_outline", "wider", "no_place"]
#: Levels of places that are a spot on the map of a country.
_SPOTS = frozenset({"city", "poi"})
#: Corners of a ring: 1 % of its radius from a true circle.
_CORNERS = 48
_EARTH = Geod(ellps="WGS84")
_WORLD = shapely.box(-180, -90, 180, 90)


class Extent(NamedTuple):
    """Longitude before latitude, WGS 84, outer rings anticlockwise; no geometry for the last three kinds."""

    kind: Kind
    geometry: BaseGeometry | None = None


class Extents:
    """Extents of events; an area that many share is looked up once."""

    def __init__(self, outlines: Outlines) -> None:
        self._outlines = outlines
        self._state = lru_cache(None)(self._state_of)
        self._municipality = lru_cache(None)(self._municipality_of)

    def of(self, event: IncidentEvent) -> Extent:
        """The shape of one event's place."""
        place, prec = event.place, event.where_prec
        if place is None or prec is None:
            return Extent("no_place")
        if event.other_end is not None:
            return Extent("line", line(place, event.other_end))
        if prec > ADMIN1:
            return Extent("wider")
        return self._known(place, event.drawn_prec or prec, event.radius_km)

    def _known(self, place: Place, prec: int, radius_km: float | None) -> Extent:
        """Of a place no wider than a state: the outline that its precision means, else the radius that is told."""
        if prec == ADMIN1:
            return self._state(place.admin1_code or "")
        if prec == ADMIN2 and (area := self._municipality(place)).geometry is not None:
            return area
        if prec < NEAR and place.level in _SPOTS:
            return Extent("point", shapely.Point(place.lon, place.lat))
        return _ring_of(place, radius_km)

    def _state_of(self, code: str) -> Extent:
        area = self._outlines.admin1(code)
        return Extent("state", _rounded(area.geometry, DIGITS)) if area else Extent("no_outline")

    def _municipality_of(self, place: Place) -> Extent:
        outline = self._outlines.municipality(place)
        return Extent("municipality", _rounded(outline, DIGITS + 1)) if outline is not None else Extent("no_outline")


def _ring_of(place: Place, radius_km: float | None) -> Extent:
    shape = ring(place.lat, place.lon, radius_km) if radius_km else None
    return Extent("ring", shape) if shape is not None else Extent("no_outline")


@lru_cache(1024)
def ring(lat: float, lon: float, radius_km: float) -> BaseGeometry | None:
    """The area within so many kilometres on the ellipsoid; None where a pole lies in it, which no ring goes round."""
    turns = np.linspace(0, 360, _CORNERS, endpoint=False)
    starts = np.full(_CORNERS, lon), np.full(_CORNERS, lat)
    lons, lats, _ = _EARTH.fwd(*starts, turns, np.full(_CORNERS, radius_km * 1000))
    to_pole = _EARTH.inv(lon, lat, lon, 90 if lat > 0 else -90)[2]
    if to_pole <= radius_km * 1000:
        return None
    return _cut(shapely.Polygon(np.column_stack([_near(lons, lon), lats])))


def line(start: Place, end: Place) -> BaseGeometry:
    """The stretch between two places."""
    lons = _near(np.array([start.lon, end.lon]), start.lon)
    return _cut(shapely.LineString(np.column_stack([lons, [start.lat, end.lat]])))


def _near(lons: np.ndarray[Any, Any], lon: float) -> np.ndarray[Any, Any]:
    """The same longitudes, counted on beyond 180° where that is the shorter way from ``lon``."""
    return (lons - lon + 180) % 360 - 180 + lon


def _cut(shape: BaseGeometry) -> BaseGeometry:
    """It cut at the antimeridian, as GeoJSON asks, where it crosses that."""
    west, _, east, _ = shape.bounds
    if west >= -180 and east <= 180:
        return _anticlockwise(shape)
    parts = (shapely.intersection(translate(shape, turn), _WORLD) for turn in (-360, 0, 360))
    return _anticlockwise(shapely.union_all([part for part in parts if not part.is_empty]))


def _rounded(outline: BaseGeometry, digits: int) -> BaseGeometry:
    """No finer than its source is; half the size where it is written."""
    return _anticlockwise(shapely.set_precision(outline, 10.0**-digits))


def _anticlockwise(shape: BaseGeometry) -> BaseGeometry:
    turned: BaseGeometry = shapely.orient_polygons(shape)
    return turned
