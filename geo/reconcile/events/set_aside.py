"""Counts and events that the texts tell and that are none of the incident: each with the reason; nothing is lost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo.incident import EventAside
from geo.reconcile.events.reports import counts
from geo.reconcile.passages import passage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.types import Casualty, Extraction, Telling

#: A count dated so long before the incident's first day belongs to another one.  Ten days: as in ``period``.
EARLIER_DAYS = 10

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
    if telling.background:
        return "another incident"
    return "denied" if telling.reality == "denied" else "told as possible"


def events_aside(extractions: Iterable[Extraction]) -> tuple[EventAside, ...]:
    """Every telling that is no event of the incident, in the order of the documents and of their texts."""
    return tuple(
        EventAside(t.type, x.document.publisher, _why(t), passage(x.document.id, t))
        for x in extractions
        for t in x.events
        if not counts(t)
    )
