"""Counts by the place that they are told for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.lexicons import Words, reading
from geo.reconcile.events.places import key_of
from geo.reconcile.tolls.ledger import value
from geo.reconcile.tolls.toll import COMPETES, tolls_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from geo.incident import LedgerEntry, Toll
    from geo.reconcile.events.places import PlaceKey
    from geo.types import Place


_CORPSES = Words("casualties", "corpses", "plural")
_TOWNS = frozenset({"city", "admin2"})


@dataclass(frozen=True, slots=True)
class LocalToll:
    """What the counts for one place, or for several told together, come to."""

    places: tuple[Place, ...]
    toll: Toll


def local_tolls(tolls: Iterable[Toll], only: Set[PlaceKey] | None = None) -> tuple[LocalToll, ...]:
    """The tolls of every place for which a count is told, in the order of the tolls; places with most counts first.

    ``only``: of single places among these alone, for whom asks for few of very many.
    Counts for a place and for another around it stay apart, and nothing is added up.
    """
    tolls = tuple(tolls)
    wholes = {toll.entries[0].toll: toll for toll in tolls}
    groups: dict[frozenset[PlaceKey], list[LedgerEntry]] = defaultdict(list)
    for entry in (e for toll in tolls for e in toll.entries if e.covers):
        groups[frozenset(key_of(p) for p in entry.covers)].append(entry)
    asked = [own for keys, own in groups.items() if only is None or (len(keys) == 1 and set(keys) <= only)]
    ordered = sorted(asked, key=lambda own: (-len(own), own[0].covers[0].name))
    return tuple(
        LocalToll(own[0].covers, toll)
        for own in ordered
        for toll in tolls_of(_at_place(e, wholes[e.toll]) for e in own)
    )


def _at_place(entry: LedgerEntry, whole: Toll) -> LedgerEntry:
    some = _is_of_some(entry, whole)
    return replace(entry, part=some, of_group=some)


def _is_of_some(entry: LedgerEntry, whole: Toll) -> bool:
    """Whether a count is no toll of its place either.

    Within its place a local count is no part: it is what the place's toll is made of.  One nation's dead are; so is
    what a greater total of the incident dwarfs, and what the first hours told of a toll that has grown since.
    """
    dwarfed = entry.relation == "other" and not entry.part and whole.best is not None
    return entry.of_group or dwarfed or _is_outgrown(entry, whole)


def _is_of_own_town(entry: LedgerEntry) -> bool:
    return entry.part and all(p.level in _TOWNS for p in entry.covers) and not _are_bodies(entry)


def _are_bodies(entry: LedgerEntry) -> bool:
    with reading(entry.language):
        return bool(set((entry.casualty.party or "").lower().split()) & _CORPSES)


def _is_outgrown(entry: LedgerEntry, whole: Toll) -> bool:
    """As in "Eleven bodies had been counted at the airport" of the first day, where later reports tell more dead.

    A town that is told apart from the scene has its own toll, the last that anybody gave.
    """
    if _is_of_own_town(entry):
        return False
    first = min((e.published for e in whole.entries if e.published), default=None)
    if first is None or whole.best is None or entry.published != first:
        return False
    told = [(e.published, value(e.casualty) or 0) for e in whole.entries if e.relation in COMPETES and not e.part]
    at_first = [number for day, number in told if day == first]
    return len(at_first) < len(told) and whole.best > max(at_first, default=0)
