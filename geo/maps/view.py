"""Which part of the world a map shows at first."""

from __future__ import annotations

import math
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

import shapely

from geo.types import ADMIN1

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.incident import IncidentEvent

Bounds = tuple[tuple[float, float], tuple[float, float]]
"""((south, west), (north, east)) in degrees."""

#: Share of the placed events that the first view must hold; the rest is named in tags at the map's edge.  At 0.8 the
#: view keeps the region where most happened, where 1.0 would zoom out to a continent for one distant statement.
HELD = 0.8
#: Smallest side of a view in degrees, so that one lone event still shows the land around it.
SMALLEST = 2.4


def spread(events: Sequence[IncidentEvent]) -> list[tuple[float, float]]:
    """(lat, lon) of every event with a place better known than a country."""
    placed = [(e.place, e.where_prec) for e in events if e.place]
    return [(p.lat, p.lon) for p, prec in placed if prec is not None and prec <= ADMIN1]


def bounds(events: Sequence[IncidentEvent], fallback: Bounds) -> Bounds:
    """The box around the ``HELD`` share of events nearest to the middle one; ``fallback`` where nothing is placed."""
    return around(Counter(spread(events)), fallback)


def around(points: Mapping[tuple[float, float], int], fallback: Bounds) -> Bounds:
    """The same for so many events at each (lat, lon)."""
    if not points:
        return fallback
    whole = sum(points.values())
    middle = tuple(_middle(sorted((p[axis], n) for p, n in points.items()), whole // 2) for axis in (0, 1))
    shrink = math.cos(math.radians(middle[0]))
    nearest = sorted(points, key=lambda p: math.hypot(p[0] - middle[0], (p[1] - middle[1]) * shrink))
    reached = accumulate(points[p] for p in nearest)
    kept = nearest[: 1 + sum(n < math.ceil(HELD * whole) for n in reached)]
    lats, lons = [p[0] for p in kept], [p[1] for p in kept]
    return widened((min(lats), min(lons)), (max(lats), max(lons)))


def _middle(values: Sequence[tuple[float, int]], nth: int) -> float:
    """The value of so many places on, where each stands as often as told."""
    reached = accumulate(n for _, n in values)
    return next(value for (value, _), n in zip(values, reached, strict=True) if n > nth)


def mainland(geometry: BaseGeometry) -> Bounds:
    """The box around the largest part: overseas islands would pull the view out over an ocean."""
    west, south, east, north = max(shapely.get_parts(geometry), key=lambda part: float(part.area)).bounds
    return widened((south, west), (north, east))


def widened(low: tuple[float, float], high: tuple[float, float]) -> Bounds:
    """The box grown to at least ``SMALLEST`` degrees on each side, and by a tenth for the symbols at its edge."""

    def grow(a: float, b: float) -> tuple[float, float]:
        pad = max((SMALLEST - (b - a)) / 2, (b - a) * 0.1)
        return a - pad, b + pad

    south, north = grow(low[0], high[0])
    west, east = grow(low[1], high[1])
    return (max(south, -85.0), west), (min(north, 85.0), east)
