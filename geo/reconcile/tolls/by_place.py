"""Counts by the place that they are told for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.reconcile.events.places import key_of
from geo.reconcile.tolls.toll import tolls_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.incident import LedgerEntry, Toll
    from geo.types import Place


@dataclass(frozen=True, slots=True)
class LocalToll:
    """What the counts for one place, or for several told together, come to."""

    places: tuple[Place, ...]
    toll: Toll


def local_tolls(tolls: Iterable[Toll]) -> tuple[LocalToll, ...]:
    """The tolls of every place for which a count is told, in the order of the tolls; places with most counts first.

    Counts for a place and for another around it stay apart, and nothing is added up.
    """
    groups: dict[frozenset[object], list[LedgerEntry]] = defaultdict(list)
    for entry in (e for toll in tolls for e in toll.entries if e.covers):
        groups[frozenset(key_of(p) for p in entry.covers)].append(entry)
    ordered = sorted(groups.values(), key=lambda own: (-len(own), own[0].covers[0].name))
    # Within its place a local count is no part: it is what the place's toll is made of; one nation's dead are.
    return tuple(
        LocalToll(own[0].covers, toll) for own in ordered for toll in tolls_of(replace(e, part=e.of_group) for e in own)
    )
