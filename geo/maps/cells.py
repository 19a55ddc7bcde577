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
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.present.design import SYMBOLS, symbol_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy.typing as npt

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


@lru_cache(20_000)
def _square(at: tuple[float, float]) -> tuple[int, int]:
    """The smallest square that (lat, lon) lies in, in the projection of web maps; each holds four of the next zoom."""
    lat, lon = min(max(at[0], -85.05), 85.05), at[1]
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
    smallest = _smallest(spots)
    nearer = range(1, DEEPEST + 1)
    zoom = bisect_left(nearer, x=True, key=lambda zoom: len(np.unique(_wider(smallest, zoom))) > most)
    held: dict[int, list[Spot]] = defaultdict(list)
    for square, spot in zip(_wider(smallest, zoom).tolist(), spots, strict=True):
        held[square].append(spot)
    return zoom, list(held.values())


def _smallest(spots: Sequence[Spot]) -> npt.NDArray[np.int64]:
    """(x, y) of the smallest square of each, a row each."""
    return np.array([_square(spot.at) for spot in spots], dtype=np.int64).reshape(-1, 2)


def _wider(squares: npt.NDArray[np.int64], zoom: int) -> npt.NDArray[np.int64]:
    """The squares of a zoom in which the smallest ones lie, (x, y) each, as one number each."""
    wider = squares >> (DEEPEST - zoom)
    return (wider[:, 0] << DEEPEST + 4) + wider[:, 1]


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
