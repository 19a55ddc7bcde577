"""Where a count stands on an axis: shared by the charts of tolls and the strip under a key figure."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10
from typing import TYPE_CHECKING, Literal

from geo.present import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.incident import LedgerEntry, Toll
    from geo.types import Casualty

MarkKind = Literal["told", "at_least", "at_most", "about"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A count on an axis."""

    low: int
    high: int
    """Equal to ``low`` but for a count that is told as a span ("70 to 72")."""
    kind: MarkKind
    """``at_least`` and ``at_most`` are open to one side; ``about`` is a number told as only about right."""
    index: int
    """Position of the entry in its toll."""
    best: bool
    part: bool = False
    """True: it counts a part of the incident and competes with no total."""


def mark(casualty: Casualty, index: int, *, best: bool = False, part: bool = False) -> Mark | None:
    """Where the count stands; None where the words hold no number ("scores")."""
    low, high = casualty.min, casualty.max
    if low is not None and high is not None:
        return Mark(low, high, "told", index, best, part)
    if low is not None:
        return Mark(low, low, "at_least", index, best, part)
    if high is not None:
        return Mark(high, high, "at_most", index, best, part)
    return None if casualty.approx is None else Mark(casualty.approx, casualty.approx, "about", index, best, part)


def marks(toll: Toll) -> list[Mark]:
    """All counts of a toll that hold a number, the best one last so that it is drawn on top."""
    found = [
        mark(e.casualty, i, best=e == toll.best_entry, part=e.part or e.relation in {"part", "other"})
        for i, e in enumerate(toll.entries)
    ]
    return sorted((m for m in found if m), key=lambda m: (m.best, m.low))


def latest(toll: Toll, found: Sequence[Mark], most: int) -> list[Mark]:
    """The ``most`` marks that were published last, in the order of ``found``; the best is always among them."""
    if len(found) <= most:
        return list(found)
    by_day = sorted(found, key=lambda m: (m.best, toll.entries[m.index].published or "", m.index), reverse=True)
    kept = {m.index for m in by_day[:most]}
    return [m for m in found if m.index in kept]


def spread(found: Sequence[Mark]) -> tuple[int, int]:
    """Lowest and highest of the counts that compete; of all, where all are parts."""
    whole = [m for m in found if not m.part] or found
    return min(m.low for m in whole), max(m.high for m in whole)


def top(values: Sequence[int]) -> int:
    """A round end for an axis from 0 that holds all values: 10, 20, 50, 80, 100, 200 …, never below 5."""
    highest = max([5, *values])
    unit = float(10 ** int(log10(highest)))
    steps = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
    return round(next(step * unit for step in steps if step * unit >= highest))


def when(entry: LedgerEntry) -> str:
    """When the count was published."""
    return wording.day(entry.published)


def told(entry: LedgerEntry) -> str:
    """A count with its party in the source's words: "25+ soldiers"."""
    party = entry.casualty.party
    return f"{wording.counted(entry.casualty)}{f' {party}' if party else ''}"
