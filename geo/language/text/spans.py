"""Asks for the records of a stretch of text by halving, so that a text of a thousand records costs no million looks.

All sequences are in text order, as the components leave them on the ``Doc``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from operator import attrgetter
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.types import Telling


class Stretch(Protocol):
    """Anything with a first character and one past its last."""

    @property
    def start(self) -> int:
        """The first character."""

    @property
    def end(self) -> int:
        """One past the last character."""


S = TypeVar("S", bound=Stretch)
_START, _SENTENCE = attrgetter("start"), attrgetter("sent_start")


def starting_in(records: Sequence[S], start: int, end: int) -> Sequence[S]:
    """The records that start at ``start`` or behind it and before ``end``."""
    return records[bisect_left(records, start, key=_START) : bisect_left(records, end, key=_START)]


def overlap(records: Sequence[S], start: int, end: int) -> bool:
    """Whether one of the records, none of which overlaps another, has a character of the stretch."""
    at = bisect_left(records, end, key=_START)
    return at > 0 and records[at - 1].end > start


def told_in(tellings: Sequence[Telling], start: int, end: int) -> Sequence[Telling]:
    """The tellings whose sentences start in the stretch."""
    return tellings[bisect_left(tellings, start, key=_SENTENCE) : bisect_left(tellings, end, key=_SENTENCE)]


def told_around(tellings: Sequence[Telling], at: int) -> Sequence[Telling]:
    """The tellings of the sentence in which a character stands."""
    last = bisect_right(tellings, at, key=_SENTENCE)
    if last == 0 or tellings[last - 1].sent_end <= at:
        return ()
    return tellings[bisect_left(tellings, tellings[last - 1].sent_start, key=_SENTENCE) : last]


class Cover:
    """Many stretches in text order, which may overlap, and what they cover together."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        pairs = list(stretches)
        self._starts = [start for start, _ in pairs]
        self._ends = list(accumulate((end for _, end in pairs), max))

    def first(self, start: int, end: int) -> int | None:
        """The number of the first stretch that holds all from ``start`` to ``end``; None: none does."""
        at = bisect_left(self._ends, end)  # the first that reaches so far: none before it can cover
        return at if at < len(self._starts) and self._starts[at] <= start else None

    def touches(self, start: int, end: int) -> bool:
        """Whether any of them has a character of the stretch."""
        at = bisect_left(self._starts, end)
        return at > 0 and self._ends[at - 1] > start
