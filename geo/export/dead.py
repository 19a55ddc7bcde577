"""The dead of one event: the numbers that the counts of that very event and place come to, for the codebooks.

A count belongs to an event where one sentence tells both, and where it is a count of the event's place.  A sentence on
a raid may count the dead of the whole country, and a report that is silent on the place is joined to one by what stands
around it: neither says how many died there.  So

- an event whose place no sentence states (``inferred``) has no dead;
- an event at a place has those of counts for that place, or for places in it; a count that names no place is of the
  incident as a whole, and belongs to the event only where all the lethal events of the incident lie at its place;
- an event that is told without a place has those of counts that name none either;
- where people died at one place on several days, a count is of one of them only where its sentence names the day;
- a state, a country or no place holds the dead of what happened in it: such an event has none beside one that lies
  there and has its own, so that no sum over the rows counts them twice.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from geo.language.text.numbers import number_value
from geo.reconcile.events.places import inside, key_of
from geo.reconcile.tolls.toll import COMPETES, tolls_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.incident import Incident, IncidentEvent, LedgerEntry, Toll
    from geo.types import Casualty, EventType, Status

    Why = Literal["", "inferred", "wider", "days", "several", "holds"]

#: In which people surely died.
_DEADLY: frozenset[EventType] = frozenset({"killing"})
#: Days on which people died at one place, from which a count must name its own.
_SEVERAL = 2
#: In which people die.  A count goes to the first of them that its sentence tells.
LETHAL: tuple[EventType, ...] = ("killing", "clash", "raid")


class Numbers(NamedTuple):
    """What a count's own words tell; None: they leave it open."""

    low: int | None
    told: int | None
    high: int | None


class Dead(NamedTuple):
    """What the counts of one event come to, by party, and why the others that its sentences tell are not its own."""

    tolls: tuple[Toll, ...] = ()
    why: Why = ""
    """``inferred``: no sentence states its place; ``wider``: they count for other places or for the whole incident;
    ``days``: they name no day, and people died there on others as well;
    ``several``: their sentences tell several such events; ``holds``: those of another event may be among them; empty:
    there are none."""


NOBODY = Dead()


def counted_in(shown: Incident, whole: Incident | None = None, status: Status = "killed") -> dict[str, Dead]:
    """For each event's id what its sentences count of the dead, or of another status; ``whole``: without filters."""
    lethal = _lethal(whole or shown)
    own: dict[str, list[LedgerEntry]] = defaultdict(list)
    why: dict[str, Why] = {}
    for entry in (e for toll in shown.tolls if toll.status == status for e in toll.entries):
        refused = {e.id: _why_not(entry, e, lethal) for e in _told_with(entry, shown.events)}
        fits = [event_id for event_id, reason in refused.items() if not reason]
        if len(fits) == 1:
            own[fits[0]].append(replace(entry, away=False))  # far from the main event, and not from this one
        why |= {event_id: reason or "several" for event_id, reason in refused.items() if fits != [event_id]}
    found = {event_id: Dead(tolls_of(own[event_id]), why.get(event_id, "")) for event_id in own.keys() | why.keys()}
    return found | _holding(shown.events, found)


def _holding(events: Sequence[IncidentEvent], found: Mapping[str, Dead]) -> dict[str, Dead]:
    """The events among whose dead those of another may be."""
    counted = [e for e in events if found.get(e.id, NOBODY).tolls]
    holding = (e for e in counted if any(_holds(e, other) for other in counted if other is not e))
    return {e.id: Dead((), "holds") for e in holding}


def _holds(event: IncidentEvent, other: IncidentEvent) -> bool:
    """Whether the dead of another event may be among those of this one: it lies in its state or country."""
    if event.place is None:
        return True
    return other.place is not None and inside(key_of(other.place), key_of(event.place))


def _lethal(incident: Incident) -> list[IncidentEvent]:
    return [e for e in incident.events if e.type in LETHAL]


def _why_not(entry: LedgerEntry, event: IncidentEvent, lethal: Sequence[IncidentEvent]) -> Why:
    """Why a count in an event's sentence is not of that event; empty: it is.  ``lethal``: all in which people died."""
    if event.place is None:
        return "wider" if entry.covers else ""
    if event.place_basis == "inferred":
        return "inferred"
    own = key_of(event.place)
    counted = {key_of(p) for p in entry.covers} or {key_of(e.place) for e in lethal if e.place}
    if not all(key == own or inside(key, own) for key in counted):
        return "wider"
    return "" if _is_of_its_day(entry, event, lethal) else "days"


def _is_of_its_day(entry: LedgerEntry, event: IncidentEvent, lethal: Sequence[IncidentEvent]) -> bool:
    """Whether a count is of the event's day, as its sentence says, or because all who were killed there were on it."""
    days = {e.date_start for e in lethal if e.type in _DEADLY and _is_at(e, event) and e.date_start}
    count = entry.casualty
    return len(days) < _SEVERAL or (count.date_basis == "told" and count.date == event.date_start)


def _is_at(event: IncidentEvent, other: IncidentEvent) -> bool:
    """Whether two events are told of one place."""
    return event.place is not None and other.place is not None and key_of(event.place) == key_of(other.place)


def _told_with(entry: LedgerEntry, events: Sequence[IncidentEvent]) -> list[IncidentEvent]:
    """The lethal events that its sentence tells, those of the kind that comes first in ``LETHAL``."""
    told = [e for e in events if e.type in LETHAL and _in_sentence(e, entry)]
    first = min((LETHAL.index(e.type) for e in told), default=None)
    return [e for e in told if LETHAL.index(e.type) == first]


def _in_sentence(event: IncidentEvent, entry: LedgerEntry) -> bool:
    here = entry.evidence
    return any((e.doc_id, e.sent_start) == (here.doc_id, here.sent_start) for e in event.evidence)


def whole_of(dead: Dead) -> Toll | None:
    """The toll of all who died, or of the only party that is counted; several parties are never added up.

    A party is no whole where the event's sentences count others too, be it for a wider place.
    """
    everyone = [t for t in dead.tolls if t.party_class == "all"]
    alone = len(dead.tolls) == 1 and not dead.why
    whole = everyone[0] if everyone else dead.tolls[0] if alone else None
    entries = [e for t in dead.tolls for e in t.entries]
    apart = whole and any(_other_dead(a, b) for a in _competing(whole) for b in entries)
    return None if apart else whole


def _competing(toll: Toll) -> list[LedgerEntry]:
    return [e for e in toll.entries if e.relation in COMPETES]


def _other_dead(a: LedgerEntry, b: LedgerEntry) -> bool:
    """Whether one sentence counts them side by side, so that neither is the number of all: "25 guards, 34 gunmen"."""
    ours, theirs = a.casualty, b.casualty
    beside = (a.doc_id, ours.sent_start, a.asserted_by) == (b.doc_id, theirs.sent_start, b.asserted_by)
    apart = beside and (ours.party, a.covers) != (theirs.party, b.covers)
    return apart and not _is_part(a) and not _is_part(b) and not _is_of_all(b, a)


def _is_of_all(entry: LedgerEntry, whole: LedgerEntry) -> bool:
    """As in "Two more people died, bringing to 22 the number killed": the two are among all who are counted."""
    return entry.of_group and not whole.of_group and whole.casualty.party is None


def _is_part(entry: LedgerEntry) -> bool:
    """Whether its own sentence gives the total that it is a part of."""
    return entry.part_of is not None and entry.part_of.sent_start == entry.casualty.sent_start


def _numbers(count: Casualty) -> Numbers:
    """The numbers that stand in the words: "more than 70" tells 70, though it means 71 or more."""
    word, low, high = number_value(count.text), count.min, count.max
    if high is None and low is not None and word == low - 1:
        low = word
    if low is None and high is not None and word == high + 1:
        high = word
    return Numbers(low, next((n for n in (low, high, count.approx) if n is not None), None), high)


def estimates(whole: Toll | None) -> Numbers:
    """Low, best and high."""
    if whole is None or whole.best_entry is None:
        return Numbers(None, None, None)
    counts = [_numbers(e.casualty) for e in _competing(whole)]
    low, high = _ends(counts)
    return Numbers(low, _numbers(whole.best_entry.casualty).told, high)


def _ends(counts: Sequence[Numbers]) -> tuple[int | None, int | None]:
    """The lowest and the highest number; an end that an open count leaves open ("at least 25") is not told."""
    told = [c.told for c in counts if c.told is not None]
    low = min((c.low for c in counts if c.low is not None), default=None)
    high = max((c.high for c in counts if c.high is not None), default=None)
    return (
        low if low is not None and low <= min(told) else None,
        high if high is not None and high >= max(told) else None,
    )
