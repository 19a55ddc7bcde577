"""Counts of what another disaster did: "floods have killed 20 people" in a report on a dam that broke a year ago."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from geo.lexicons import pattern, reading
from geo.reconcile.events.kinds import is_accident, is_ailment, kind_in, kinds_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.incident import IncidentEvent
    from geo.types import Casualty, Extraction


def kinds_told(extractions: Sequence[Extraction], events: Iterable[IncidentEvent]) -> frozenset[str] | None:
    """The kinds of events that may be the incident's: those of its main event, and those that two reports name.

    None: no event is the main one, and any kind may be the incident's.
    """
    main = [p for e in events if e.main for p in e.evidence]
    if not main:
        return None
    named: Counter[str] = Counter()
    for x in extractions:
        with reading(x.document.language):
            named.update(kinds_in(x.document.text))
    texts = {x.document.id: x for x in extractions}
    told = {key for key, documents in named.items() if documents > 1}
    for passage in main:
        with reading(texts[passage.doc_id].document.language):
            told |= kinds_in(texts[passage.doc_id].document.text[passage.sent_start : passage.sent_end])
    return frozenset(told)


def is_of_other_cause(count: Casualty, extraction: Extraction, told: frozenset[str] | None) -> bool:
    """As in "Storms have killed 30 people since Friday", where nothing else is told of storms."""
    if told is None:
        return False
    if count.status == "killed" and not any(map(is_ailment, told)) and _is_of_ailment(count, extraction):
        return True
    before = extraction.document.text[count.sent_start : count.start]
    cause = pattern("counts_grammar", "shapes", "cause_before").search(before)
    kind = kind_in(cause["cause"]) if cause else ""
    return bool(kind) and is_accident(kind) and kind not in told


def _is_of_ailment(count: Casualty, extraction: Extraction) -> bool:
    """As in "By January 34 people had died of cold or illness in the tents", of an earthquake in November."""
    behind = extraction.document.text[count.end : count.sent_end]
    return pattern("counts_grammar", "shapes", "died_since").search(behind) is not None
