"""Looks back at the incident itself, from a text about another day: "a year to the day after the coup".

Read by itself such a text is about its own day, and what it recalls is another incident.  Beside the reports of that
day it is one more telling of the main event.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.lexicons import reading
from geo.reconcile.events.core import ATTACKS
from geo.reconcile.events.kinds import kind_called, kind_in
from geo.reconcile.events.places import key_of, overlaps
from geo.reconcile.events.reports import counts
from geo.reconcile.title import main_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.incident import IncidentEvent
    from geo.types import Document, Extraction, Telling


def own_recalled(extractions: Sequence[Extraction], events: Sequence[IncidentEvent]) -> tuple[Extraction, ...] | None:
    """The extractions with what they recall of the main event no longer as background; None where they recall none."""
    main = main_of(events)
    if main is None or main.date_prec != 1:
        return None
    read = tuple(_recalling(x, main) for x in extractions)
    return None if read == tuple(extractions) else read


def _recalling(extraction: Extraction, main: IncidentEvent) -> Extraction:
    if any(_tells(t, extraction.document, main) for t in extraction.events):
        return extraction  # what it sets apart is another one
    told = tuple(
        replace(t, background=False) if _is_of_main(t, extraction.document, main) else t for t in extraction.events
    )
    return extraction if told == extraction.events else replace(extraction, events=told)


def _tells(telling: Telling, document: Document, main: IncidentEvent) -> bool:
    """Whether it tells such an event of the main day as the news."""
    return counts(telling) and telling.date_start == main.date_start and _is_alike(telling, document, main)


def _is_of_main(telling: Telling, document: Document, main: IncidentEvent) -> bool:
    """Whether it tells, as background, such an event of the main day, and of no other place."""
    dated = telling.date_basis == "told" and telling.date_prec == 1 and telling.date_start == main.date_start
    if not (telling.background and dated and telling.reality == "happened"):
        return False
    return _is_alike(telling, document, main) and _may_be_there(telling, main)


def _is_alike(telling: Telling, document: Document, main: IncidentEvent) -> bool:
    if main.type in ATTACKS or telling.type != "other":
        return {telling.type, main.type} <= ATTACKS
    with reading(document.language):
        kind = kind_in(document.text[telling.start : telling.end])
    return main.type == "other" and bool(kind) and kind == kind_called(main.name)


def _may_be_there(telling: Telling, main: IncidentEvent) -> bool:
    places = [m.place for m in telling.places if m.place] if telling.place_basis == "told" else []
    return not places or main.place is None or any(overlaps(key_of(p), key_of(main.place)) for p in places)
