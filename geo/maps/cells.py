"""Places put together where a map would draw them over each other, for an incident of more places than it can draw.

The world is cut into squares as wide on the screen as a symbol needs at some zoom.  What the reader looks at has the
smallest squares that are not too many, what lies around it wider ones; each square says how many events it stands for.
A square says nothing of where in it something happened, and no state of which no more is known is in one.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.present.design import SYMBOLS, symbol_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.maps.view import Bounds
    from geo.types import EventType

#: Squares of the part that is looked at, and of what lies around it.
MOST_NEAR, MOST_AROUND = 500, 150
#: Pixels of a square at its zoom, and the zoom beyond which nothing is told apart: some 150 m.
SIDE, DEEPEST = 32, 15
#: How much further than the map shows the small squares reach on each side, in widths of the map: room to pan.
MARGIN = 0.5
#: A square names its places where they are no more than this: a click lists what happened there.
MOST_NAMED = 12
_TILE = 256


@dataclass(frozen=True, slots=True)
class Spot:
    """The events of one place."""

    at: tuple[float, float]
    """(lat, lon) in degrees."""
    id: str
    name: str
    n: int
    by: Mapping[EventType, int]
    """Events by type."""
    selected: bool = False
    """True: the open event is one of them."""

    def square(self) -> tuple[int, int]:
        """The smallest square that it lies in, in the projection of web maps; each holds four of the next zoom."""
        lat, lon = min(max(self.at[0], -85.05), 85.05), self.at[1]
        north = math.asinh(math.tan(math.radians(lat))) / math.pi
        squares = _TILE * 2**DEEPEST / SIDE
        return int((lon + 180) / 360 * squares), int((1 - north) / 2 * squares)


def cells(spots: Iterable[Spot], seen: Bounds) -> dict[str, Any]:
    """What the drawing script takes: the squares, and how far they tell places apart.

    ``seen`` is what the map shows.
    """
    reach = reach_of(seen)
    near: list[Spot] = []
    around: list[Spot] = []
    for spot in spots:
        (near if inside(spot.at, reach) else around).append(spot)
    zoom, squares = put_together(near, MOST_NEAR)
    outer, wider = put_together(around, MOST_AROUND)
    return {
        "cells": [_cell(held) for held in (*squares, *wider)],
        "zoom": zoom,
        "outer": outer,
        "reach": reach,
    }


def reach_of(seen: Bounds) -> Bounds:
    """What the map shows, with room to pan."""
    (south, west), (north, east) = seen
    up, right = (north - south) * MARGIN, (east - west) * MARGIN
    return (south - up, west - right), (north + up, east + right)


def inside(at: tuple[float, float], bounds: Bounds) -> bool:
    """Whether a point lies in a box."""
    (south, west), (north, east) = bounds
    return south <= at[0] <= north and west <= at[1] <= east


def put_together(spots: Sequence[Spot], most: int) -> tuple[int, list[list[Spot]]]:
    """The spots of each square, at the highest zoom at which so few squares hold them all."""
    smallest = [spot.square() for spot in spots]
    nearer = range(1, DEEPEST + 1)
    zoom = bisect_left(nearer, x=True, key=lambda zoom: len(set(_wider(smallest, zoom))) > most)
    held: dict[tuple[int, int], list[Spot]] = defaultdict(list)
    for square, spot in zip(_wider(smallest, zoom), spots, strict=True):
        held[square].append(spot)
    return zoom, list(held.values())


def _wider(squares: Sequence[tuple[int, int]], zoom: int) -> list[tuple[int, int]]:
    """The squares of a zoom in which the smallest ones lie."""
    shift = DEEPEST - zoom
    return [(x >> shift, y >> shift) for x, y in squares]


def _cell(spots: Sequence[Spot]) -> dict[str, Any]:
    """A square in short: ``by`` counts its events by symbol, ``of`` its places; ``name`` is that of its fullest."""
    by, whole = dict.fromkeys((s.key for s in SYMBOLS), 0), sum(s.n for s in spots)
    for spot in spots:
        for kind, n in spot.by.items():
            by[symbol_of(kind).key] += n
    told: dict[str, Any] = {
        "at": [round(sum(s.at[axis] * s.n for s in spots) / whole, 3) for axis in (0, 1)],
        "by": list(by.values()),
        "of": len(spots),
        "name": max(spots, key=lambda s: (s.n, s.name)).name,
    }
    if len(spots) <= MOST_NAMED:
        told["id"] = " ".join(s.id for s in spots)
    if any(s.selected for s in spots):
        told["selected"] = True
    return told
