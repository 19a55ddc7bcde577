"""Counts and events that the texts tell and that are none of the incident: each with the reason; nothing is lost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo.daybounds import days_between
from geo.incident import EventAside
from geo.messages import message
from geo.reconcile.events.core import ATTACKS
from geo.reconcile.events.kinds import is_attack, kind_called
from geo.reconcile.events.reports import counts
from geo.reconcile.passages import passage
from geo.reconcile.title import main_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.incident import IncidentEvent
    from geo.types import Casualty, DayKnown, EventType, Extraction, Telling

#: A count dated so long before the incident's first day belongs to another one.  Ten days: as in ``period``.
EARLIER_DAYS = 10

#: Days after the main event from which a deed that one report tells nowhere is no event of the list.
LATE_DAYS = 14
#: What is done to somebody or something at a place.
_DEEDS: frozenset[EventType] = ATTACKS | {"arson", "blockade", "arrest", "funeral", "deployment", "prison_break"}

ANOTHER = "Its sentence tells of another incident."
NOT_SO = "Its sentence says that it did not happen, or that it may."


def reason_aside(casualty: Casualty, extraction: Extraction, first_day: str | None) -> str | None:
    """Why a count is of no toll of the incident that began on ``first_day``; None: it is of one."""
    told = [t for t in extraction.events if t.sent_start < casualty.sent_end and casualty.sent_start < t.sent_end]
    if told and not any(counts(t) for t in told):
        return ANOTHER if any(t.background for t in told) else NOT_SO
    if not (casualty.date and first_day):
        return None
    limit = (date.fromisoformat(first_day) - timedelta(days=EARLIER_DAYS)).isoformat()
    if casualty.date < limit[: len(casualty.date)]:  # "2015" and "2015-06" are compared as far as they go
        return f"It is dated {casualty.date}, long before the incident."
    return None


def _why(telling: Telling) -> str:
    if counts(telling):
        return "no day and no place told" if _is_vague(telling.type, telling.date_basis) else "much later, and nowhere"
    if telling.background:
        return "another incident"
    return message("denied") if telling.reality == "denied" else "told as possible"


def without_stray(events: Sequence[IncidentEvent]) -> tuple[IncidentEvent, ...]:
    """The events but for the deeds that one report alone tells of a much later day and of no place.

    As in a look back a year later, "three men were arrested": where and of what, nobody says.  Nor is what has no kind
    an event where no source tells its day or its place: "three cars struck the tail of another train".
    """
    main = main_of(events)
    return tuple(e for e in events if main is None or not (_is_stray(e, main) or _is_nowhere_and_never(e)))


def _is_vague(told: EventType, basis: DayKnown) -> bool:
    return told == "other" and basis != "told"


def _is_nowhere_and_never(event: IncidentEvent) -> bool:
    """Whether no source names its kind, its day or its place."""
    unplaced = event.place is None or event.place_basis == "inferred"
    return _is_vague(event.type, event.date_basis) and not event.name and not event.main and unplaced


def _is_stray(event: IncidentEvent, main: IncidentEvent) -> bool:
    late = bool(event.date_start and main.date_start) and days_between(main.date_start or "", event.date_start or "")
    deed = event.type in _DEEDS or (event.type == "other" and is_attack(kind_called(event.name)))
    return deed and event.place is None and event.witnesses == 1 and not event.main and late > LATE_DAYS


def events_aside(extractions: Iterable[Extraction], shown: Iterable[IncidentEvent]) -> tuple[EventAside, ...]:
    """Every telling that is no event of the incident, in the order of the documents and of their texts."""
    told = {(v.doc_id, v.start) for event in shown for v in event.evidence}
    return tuple(
        EventAside(t.type, x.document.publisher, _why(t), passage(x.document.id, t))
        for x in extractions
        for t in x.events
        if not counts(t) or (x.document.id, t.start) not in told
    )
