"""A part of the map around which a reader has drawn a line: a box, a lasso, or all that the map shows.

A town is in it by its point.  A state of which no more is known has no point: it is in it when its outline meets the
line or lies within.  What is wider than a state, or has no place, is in no part of a map.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, get_args

import shapely

from geo.types import ADMIN1

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from shapely.geometry.base import BaseGeometry

    from geo.types import Place

    #: Outline of a state by its code, longitude before latitude; None where none is known.
    Outline = Callable[[str], BaseGeometry | None]

How = Literal["box", "lasso", "map"]
#: Corners of a lasso at most: an address must hold them.
MOST_CORNERS = 24
_WIDER = frozenset({"country", "region"})


@dataclass(frozen=True, slots=True)
class Area:
    """What was drawn; ``among`` makes it know which places lie in it."""

    how: How
    corners: tuple[tuple[float, float], ...]
    """(lat, lon) in degrees: of a lasso all, of the others the south-western and the north-eastern one."""
    states: frozenset[str] = field(default=frozenset(), compare=False)
    """Codes of the states that it meets."""
    places: frozenset[str] = field(default=frozenset(), compare=False)
    """Ids of the places whose point is in it."""

    @classmethod
    def read(cls, told: object) -> Area | None:
        """What the map or an address tells, ``box:SOUTH,WEST,NORTH,EAST`` or ``lasso:LAT,LON,…``; None for all else."""
        word, _, rest = told.partition(":") if isinstance(told, str) else ("", "", "")
        how = next((kind for kind in get_args(How) if kind == word), None)
        numbers = _numbers(rest)
        if how is None or len(numbers) % 2:
            return None
        corners = tuple(zip(numbers[::2], numbers[1::2], strict=True))
        if not all(abs(lat) <= 90 and abs(lon) <= 180 for lat, lon in corners):
            return None
        fits = 3 <= len(corners) <= MOST_CORNERS if how == "lasso" else len(corners) == 2 and _is_box(*corners)
        return cls(how, corners) if fits else None

    def word(self) -> str:
        """The word for it in an address; ``read`` brings it back."""
        return f"{self.how}:{','.join(_written(n) for corner in self.corners for n in corner)}"

    @property
    def bounds(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """((south, west), (north, east))."""
        lats, lons = [lat for lat, _ in self.corners], [lon for _, lon in self.corners]
        return (min(lats), min(lons)), (max(lats), max(lons))

    def among(self, places: Iterable[Place], outline: Outline) -> Area:
        """The same, knowing which of the places lie in it."""
        found = {p.id: p for p in places if p.level not in _WIDER}
        shape = self._shape()
        lons, lats = [p.lon for p in found.values()], [p.lat for p in found.values()]
        inside = shapely.intersects_xy(shape, lons, lats)
        codes = {p.admin1_code for p in found.values() if p.admin1_code}
        met = (code for code in codes if (state := outline(code)) is not None and shapely.intersects(shape, state))
        return replace(
            self, states=frozenset(met), places=frozenset(i for i, is_in in zip(found, inside, strict=True) if is_in)
        )

    def holds(self, place: Place | None, prec: int | None = None) -> bool:
        """Whether a place is in it; ``prec`` is how well it is known, as UCDP counts, where that is told."""
        if place is None or place.level in _WIDER or (prec or 0) > ADMIN1:
            return False
        if place.level == "admin1" or prec == ADMIN1:
            return place.admin1_code in self.states
        return place.id in self.places

    def _shape(self) -> BaseGeometry:
        if self.how == "lasso":
            return shapely.make_valid(shapely.Polygon([(lon, lat) for lat, lon in self.corners]))
        (south, west), (north, east) = self.corners
        return shapely.box(west, south, east, north)


def _written(number: float) -> str:
    """A number as the map writes it: five digits behind the point, a metre, and no idle zero."""
    return f"{number + 0.0:.5f}".rstrip("0").rstrip(".")


def _numbers(told: str) -> list[float]:
    """The numbers between commas; none where one is none."""
    try:
        found = [float(part) for part in told.split(",")]
    except ValueError:
        return []
    return found if all(map(math.isfinite, found)) else []


def _is_box(low: tuple[float, float], high: tuple[float, float]) -> bool:
    return low[0] < high[0] and low[1] < high[1]
