"""Attacks and disasters of other incidents that no word of their sentence gives away, only where and when they were.

A report on a bombing recalls another one abroad, months later or earlier: beside the event that all reports tell, it is
another incident, and so are its dead.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from geo.daybounds import calendar_day
from geo.gazetteer.folding import distance_km
from geo.lexicons import pattern, reading
from geo.reconcile.events.core import ATTACKS
from geo.reconcile.events.kinds import is_nobodys, kind_called
from geo.reconcile.events.places import inside, key_of
from geo.reconcile.title import main_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from geo.incident import Evidence, IncidentEvent
    from geo.types import Document, EventType, Extraction, Telling

#: What may be another incident; an arrest or a trial abroad belongs to this one.
APART: frozenset[EventType] = ATTACKS | {"arson"}
#: Characters at most between a sentence and the next.
_NEXT = 3
#: Kilometres from which an attack told as another one is another incident, and not the next of a series in one area.
FAR_KM = 300.0
#: Days around the main event within which the same may happen in another country: attacks in two cities, a flood.
SPREAD = timedelta(days=1)
#: What began so much earlier is told of other days, if of some that touch them: "last week the same storm hit Greece".
LONG = timedelta(days=3)


def others_marked(extractions: Sequence[Extraction], events: Sequence[IncidentEvent]) -> tuple[Extraction, ...] | None:
    """The extractions with the tellings of other incidents marked as background; None where there are none."""
    main = main_of(events)
    if main is None or main.place is None or not main.date_start or not _is_at_home(main, events):
        return None
    others = [e for e in events if _is_other(e, main) or _is_another(e, main, extractions)]
    others += [e for e in events if _is_around_others(e, main, others)]
    others += _lone_and_far(events, main)
    told = {(x.doc_id, x.start) for e in others for x in e.evidence}
    return tuple(_marked(x, told) for x in extractions) if told else None


def _is_at_home(main: IncidentEvent, events: Sequence[IncidentEvent]) -> bool:
    """Whether it lies in the country of which most is told: else it may be the one that is misplaced."""
    countries: Counter[str] = Counter()
    for event in events:
        if event.place and event.place.country:
            countries[event.place.country] += event.witnesses
    most = max(countries, key=lambda c: (countries[c], c), default=None)
    return main.place is not None and most is not None and main.place.country == most


def _may_be_other(event: IncidentEvent) -> bool:
    return event.type in APART or (event.type == "other" and is_nobodys(kind_called(event.name)))


def _is_other(event: IncidentEvent, main: IncidentEvent) -> bool:
    if event.main or not _may_be_other(event) or event.place is None or event.place_basis == "inferred":
        return False
    if main.place is None or event.witnesses > main.witnesses or _same_time(event, main):
        return False
    if event.place.country and event.place.country != main.place.country:
        return True
    states = {event.place.admin1, main.place.admin1}
    return _is_before(event, main) and len(states) == 2 and None not in states


def _is_another(event: IncidentEvent, main: IncidentEvent, extractions: Sequence[Extraction]) -> bool:
    """As in "The second attack came in Lyon", of an attack far off in another state, hours after the first."""
    if event.main or event.type not in ATTACKS or event.place_basis == "inferred" or not _is_far(event, main):
        return False
    texts = {x.document.id: x.document for x in extractions}
    return any(_calls_another(texts[v.doc_id], v) for v in event.evidence)


def _calls_another(document: Document, told: Evidence) -> bool:
    with reading(document.language):
        sentence = document.text[told.sent_start : told.sent_end].lower()
        return pattern("event_kinds", "another", "words").search(sentence) is not None


def _is_far(event: IncidentEvent, main: IncidentEvent) -> bool:
    """Whether it is told of a place in another state, and far away."""
    here, there = event.place, main.place
    if here is None or there is None or None in {here.admin1, there.admin1} or here.admin1 == there.admin1:
        return False
    return _kilometres(event, main) > FAR_KM


def _lone_and_far(events: Sequence[IncidentEvent], main: IncidentEvent) -> list[IncidentEvent]:
    """Attacks far off that one report tells of another day or country, where no fewer tell of those near the main one.

    A report recalls another shooting; violence that spreads over a country does so within days.
    """
    told = [e for e in events if _may_be_other(e) and e.place is not None and e.place_basis == "told"]
    alone = [e for e in told if e.witnesses == 1 and not e.main and not _may_have_spread(e, main)]
    far = [e for e in alone if _kilometres(e, main) > FAR_KM]
    telling, around = _sources(far), _sources(e for e in [*told, main] if _kilometres(e, main) <= FAR_KM)
    return far if len(around) >= len(telling) else []


def _may_have_spread(event: IncidentEvent, main: IncidentEvent) -> bool:
    here, there = event.place, main.place
    return bool(here and there and here.country == there.country) and _same_time(event, main)


def _sources(events: Iterable[IncidentEvent]) -> set[str]:
    return {doc_id for event in events for doc_id in event.sources}


def _kilometres(event: IncidentEvent, main: IncidentEvent) -> float:
    """From the main event's place; 0 where one is not known, or lies around it."""
    here, there = event.place, main.place
    if here is None or there is None or inside(key_of(there), key_of(here)):
        return 0.0
    return distance_km(here.lat, here.lon, there.lat, there.lon)


def _is_around_others(event: IncidentEvent, main: IncidentEvent, others: Sequence[IncidentEvent]) -> bool:
    """Whether it is told of the state around another incident's place, and not around the main event's."""
    if event in others or event.main or not _may_be_other(event) or event.place is None or main.place is None:
        return False
    own = key_of(event.place)
    if inside(key_of(main.place), own):
        return False
    return any(o.place and o.type == event.type and inside(key_of(o.place), own) for o in others)


def _days(event: IncidentEvent) -> tuple[date, date] | None:
    """First and last day; None where they are not known to the day."""
    start, end = calendar_day(event.date_start), calendar_day(event.date_end or event.date_start)
    return (start, end) if start and end else None


def _same_time(event: IncidentEvent, main: IncidentEvent) -> bool:
    here, there = _days(event), _days(main)
    if here is None or there is None or here[0] < there[0] - LONG:
        return False
    return here[0] <= there[1] + SPREAD and there[0] - SPREAD <= here[1]


def _is_before(event: IncidentEvent, main: IncidentEvent) -> bool:
    """Whether it ended before the main event began, as far as the dates go."""
    end, begin = event.date_end or event.date_start, main.date_start or ""
    return end is not None and end[: len(begin)] < begin[: len(end)]


def _marked(extraction: Extraction, told: set[tuple[str, int]]) -> Extraction:
    doc_id = extraction.document.id
    if not any((doc_id, t.start) in told for t in extraction.events):
        return extraction
    events: list[Telling] = []
    for telling in extraction.events:
        other = (doc_id, telling.start) in told or _goes_on(telling, events[-1] if events else None)
        events.append(replace(telling, background=True) if other else telling)
    return replace(extraction, events=tuple(events))


def _goes_on(telling: Telling, before: Telling | None) -> bool:
    """As in "In Lyon a man shot nine people.  Police killed him": what follows on its day, at no place of its own."""
    if before is None or not before.background or telling.date_basis != "story" or telling.type not in APART:
        return False
    placed = telling.places and telling.place_basis == "told"
    return not placed and telling.date_start == before.date_start and 0 <= telling.sent_start - before.sent_end <= _NEXT
