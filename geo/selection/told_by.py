"""What the chosen sources alone tell: no number in a title, no sentence and no body that only others tell of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.export.brief.check import names_place
from geo.export.brief.days import denied_by_days
from geo.reconcile.events.titles import titled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from geo.incident import Agency, Evidence, Incident, IncidentEvent, IncidentJurisdiction
    from geo.types import Document, Mention


def events_told_by(
    events: Sequence[IncidentEvent], sources: Collection[str], incident: Incident
) -> Sequence[IncidentEvent]:
    """The events with the sentences of these sources, and titles made of what they count."""
    if not sources:
        return events
    documents = {d.id: d for d in incident.documents}
    named = [(i, m) for i, m in incident.mentions if i in sources]
    own = [_as_they_tell(e, sources, documents, named) for e in events]
    entries = [x for toll in incident.tolls for x in toll.entries if not {x.doc_id, *x.copies}.isdisjoint(sources)]
    figures = [figure for figure in incident.figures if figure.doc_id in sources]
    return titled(own, entries, figures, documents, incident.mentions)


def _as_they_tell(
    event: IncidentEvent,
    sources: Collection[str],
    documents: Mapping[str, Document],
    mentions: Sequence[tuple[str, Mention]],
) -> IncidentEvent:
    """An event with the sentences of these sources; a day or a place that only others tell is inferred for them."""
    told = replace(event, evidence=_own(event.evidence, sources) or event.evidence)
    if denied_by_days(told, documents) is not None:
        told = replace(told, date_basis="story")
    return told if names_place(told, mentions, documents) else replace(told, place_basis="inferred")


def bodies_told_by(j: IncidentJurisdiction, sources: Collection[str]) -> IncidentJurisdiction:
    """A territory or government with the bodies that these sources tell of, as far as their sentences go."""
    if not sources:
        return j
    agencies = tuple(a for a in (_body(a, sources) for a in j.agencies) if a.evidence)
    acted = any(a.own and a.involvement == "acted" for a in agencies)
    return replace(j, agencies=agencies, evidence=_own(j.evidence, sources), authority=j.authority and acted)


def _body(body: Agency, sources: Collection[str]) -> Agency:
    return replace(body, evidence=_own(body.evidence, sources))


def _own(passages: Iterable[Evidence], sources: Collection[str]) -> tuple[Evidence, ...]:
    return tuple(e for e in passages if e.doc_id in sources)
