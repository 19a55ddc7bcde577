"""Days that one text leaves open and the other reports of the same incident tell.

A text often names no day ("gunmen stormed a prison; a guard was killed"), because its reader knew it.  Two texts tell
one incident if they were published within two weeks of each other and share a person or a town where it happened.
Then an event without a day takes

- the one day on which the others tell the same, where it happens once (a raid, a prison break, a funeral);
- else the span from the day of the incident's main event to the text's own publication: it is told as part of what
  followed, and had happened when it was printed.  UCDP's ``date_prec`` says how wide that is.

What is said keeps its own day or none: officials speak of an incident before and after it.  An inferred day is marked
(``date_basis``), so that no reader takes it for the text's own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.daybounds import calendar_day
from geo.reconcile.events.places import inside, key_of
from geo.reconcile.events.reports import SAID, counts
from geo.reconcile.people import resolve_people

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from geo.reconcile.events.places import PlaceKey
    from geo.reconcile.people import People
    from geo.types import EventType, Extraction, Telling

#: Coverage of one incident appears within so many days; beyond, a shared name proves nothing.
LINK_DAYS = 14
#: Happens once, so that another text's day is this one's.
ONCE: frozenset[EventType] = frozenset({"raid", "prison_break", "funeral"})
#: What can be the main event whose day opens the span, the surest first.
OPENS: tuple[EventType, ...] = ("raid", "prison_break", "killing", "clash", "arrest")
#: UCDP: a span of up to six days is 2, of up to a month 3.
_WEEK, _MONTH = 6, 31


@dataclass(frozen=True, slots=True)
class _Facts:
    """What links a document to others."""

    published: date | None
    people: frozenset[str]
    towns: frozenset[PlaceKey]


def _facts(extraction: Extraction, people: People) -> _Facts:
    doc_id = extraction.document.id
    names = (people.name(doc_id, person.name) for person in extraction.people)
    towns = (
        key_of(m.place)
        for m in extraction.places
        if m.place and m.role == "event" and m.place.level in {"city", "poi", "admin2"}
    )
    return _Facts(
        calendar_day(extraction.document.published), frozenset(n for n in names if " " in n), frozenset(towns)
    )


def _linked(own: _Facts, other: _Facts) -> bool:
    near = own.published and other.published and abs((own.published - other.published).days) <= LINK_DAYS
    return bool(near) and bool(own.people & other.people or own.towns & other.towns)


def _sharp(extraction: Extraction) -> list[Telling]:
    """The happened events of the incident whose day the text itself tells."""
    own = (t for t in extraction.events if t.date_basis != "inferred")
    return [t for t in own if counts(t) and t.date_prec == 1 and t.date_start]


def _most_told(days: Mapping[str, set[str]]) -> str | None:
    """The day that most documents tell; None where two tell as much."""
    best = sorted(days, key=lambda d: (-len(days[d]), d))
    if len(best) > 1 and len(days[best[0]]) == len(days[best[1]]):
        return None
    return best[0] if best else None


def _days(extractions: Iterable[Extraction], kind: EventType, telling: Telling | None = None) -> dict[str, set[str]]:
    """For each day on which an event of the kind is told (of the place of ``telling``), who tells it."""
    days: dict[str, set[str]] = defaultdict(set)
    for extraction in extractions:
        for other in _sharp(extraction):
            if other.type == kind and other.date_start and (telling is None or _same_place(telling, other)):
                days[other.date_start].add(extraction.document.id)
    return days


def _same_place(a: Telling, b: Telling) -> bool:
    """Whether both may be of one place: equal, one around the other, or not told."""
    ours, theirs = ([key_of(m.place) for m in t.places if m.place] for t in (a, b))
    return not ours or not theirs or any(x == y or inside(x, y) or inside(y, x) for x in ours for y in theirs)


def _opening_day(own: Extraction, others: Sequence[Extraction]) -> str | None:
    """The day of the main event: as the text itself tells it, else as most of the others do."""
    for pool in ([own], others):
        for kind in OPENS:
            if day := _most_told(_days(pool, kind)):
                return day
    return None


def _precision(first: date, last: date) -> int:
    days = (last - first).days
    return 1 if days == 0 else 2 if days <= _WEEK else 3


def _since(telling: Telling, first: date | None, published: date | None) -> Telling:
    """The telling in the span from the opening day to publication; unchanged where there is no such span."""
    if first is None or published is None or not 0 <= (published - first).days <= _MONTH:
        return telling
    return replace(
        telling,
        date_start=first.isoformat(),
        date_end=published.isoformat(),
        date_prec=_precision(first, published),
        date_basis="inferred",
    )


def _with_day(telling: Telling, opening: date | None, published: date | None, others: Sequence[Extraction]) -> Telling:
    if telling.date_start or telling.type in SAID or not counts(telling):
        return telling
    if telling.type in ONCE:
        day = _most_told(_days(others, telling.type, telling))
        if day and (published is None or day <= published.isoformat()):
            return replace(telling, date_start=day, date_end=day, date_prec=1, date_basis="inferred")
    return _since(telling, opening, published)


def _dated(own: Extraction, others: Sequence[Extraction]) -> Extraction:
    opening, published = calendar_day(_opening_day(own, others)), calendar_day(own.document.published)
    return replace(own, events=tuple(_with_day(t, opening, published, others) for t in own.events))


def _is_open(extraction: Extraction) -> bool:
    return any(counts(t) and not t.date_start and t.type not in SAID for t in extraction.events)


def dated(extractions: Sequence[Extraction], people: People) -> tuple[Extraction, ...]:
    """The extractions with the days filled in that others of the same incident tell; the order stays."""
    facts = [_facts(x, people) for x in extractions]
    result: list[Extraction] = []
    for i, own in enumerate(extractions):
        others = (
            [x for j, x in enumerate(extractions) if j != i and _linked(facts[i], facts[j])] if _is_open(own) else []
        )
        result.append(_dated(own, others) if others else own)
    return tuple(result)


def dated_together(extractions: Sequence[Extraction]) -> tuple[Extraction, ...]:
    """As ``dated``, for texts that are read together without an incident around them."""
    return dated(extractions, resolve_people(extractions))
