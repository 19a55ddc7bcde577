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
from geo.reconcile.events.core import ATTACKS
from geo.reconcile.events.kinds import is_nobodys, kind_called
from geo.reconcile.title import main_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geo.incident import IncidentEvent
    from geo.types import EventType, Extraction

#: What may be another incident; an arrest or a trial abroad belongs to this one.
APART: frozenset[EventType] = ATTACKS | {"arson"}
#: Days around the main event within which the same may happen in another country: attacks in two cities, a flood.
SPREAD = timedelta(days=1)


def others_marked(extractions: Sequence[Extraction], events: Sequence[IncidentEvent]) -> tuple[Extraction, ...] | None:
    """The extractions with the tellings of other incidents marked as background; None where there are none."""
    main = main_of(events)
    if main is None or main.place is None or not main.date_start or not _is_at_home(main, events):
        return None
    told = {(x.doc_id, x.start) for e in events if _is_other(e, main) for x in e.evidence}
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


def _days(event: IncidentEvent) -> tuple[date, date] | None:
    """First and last day; None where they are not known to the day."""
    start, end = calendar_day(event.date_start), calendar_day(event.date_end or event.date_start)
    return (start, end) if start and end else None


def _same_time(event: IncidentEvent, main: IncidentEvent) -> bool:
    here, there = _days(event), _days(main)
    return here is not None and there is not None and here[0] <= there[1] + SPREAD and there[0] - SPREAD <= here[1]


def _is_before(event: IncidentEvent, main: IncidentEvent) -> bool:
    """Whether it ended before the main event began, as far as the dates go."""
    end, begin = event.date_end or event.date_start, main.date_start or ""
    return end is not None and end[: len(begin)] < begin[: len(end)]


def _marked(extraction: Extraction, told: set[tuple[str, int]]) -> Extraction:
    doc_id = extraction.document.id
    if not any((doc_id, t.start) in told for t in extraction.events):
        return extraction
    events = tuple(replace(t, background=True) if (doc_id, t.start) in told else t for t in extraction.events)
    return replace(extraction, events=events)
