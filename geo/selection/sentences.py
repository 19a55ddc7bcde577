"""What the sentences of an incident name and tell, for all choices of a reader."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from geo.reconcile.events.places import fold
from geo.reconcile.events.reports import SAID

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.incident import Agency, Evidence, Incident, IncidentEvent, IncidentQuote
    from geo.types import Place

    #: Where each document names which place.
    Named = Mapping[str, Sequence[tuple[int, Place]]]
    #: Sentences by document and start, and the events that each tells.
    Telling = Mapping[tuple[str, int], Sequence[IncidentEvent]]


class Sentences:
    """Each part is made when it is first asked for."""

    def __init__(self, incident: Incident) -> None:
        self._incident = incident

    @cached_property
    def named(self) -> Named:
        """The places by where they are named."""
        named: dict[str, list[tuple[int, Place]]] = defaultdict(list)
        for doc_id, m in self._incident.mentions:
            if m.place:
                named[doc_id].append((m.start, m.place))
        return dict(named)

    @cached_property
    def telling(self) -> Telling:
        """The events by the sentences that tell them and count somebody."""
        counts = [x for t in self._incident.tolls for x in t.entries] + [a.entry for a in self._incident.set_aside]
        counted = {(x.doc_id, x.evidence.sent_start) for x in counts}
        told: dict[tuple[str, int], list[IncidentEvent]] = defaultdict(list)
        for event in self._incident.events:
            for e in event.evidence:
                if (e.doc_id, e.sent_start) in counted:
                    told[e.doc_id, e.sent_start].append(event)
        return dict(told)

    @cached_property
    def _events(self) -> Mapping[tuple[str, int], list[IncidentEvent]]:
        """What each sentence tells, by its document and start."""
        told: dict[tuple[str, int], list[IncidentEvent]] = defaultdict(list)
        for event in self._incident.events:
            for key in {(e.doc_id, e.sent_start) for e in event.evidence}:
                told[key].append(event)
        return dict(told)

    @cached_property
    def _quotes(self) -> Mapping[str, list[IncidentQuote]]:
        """The quotes by document."""
        told: dict[str, list[IncidentQuote]] = defaultdict(list)
        for quote in self._incident.quotes:
            told[quote.doc_id].append(quote)
        return dict(told)

    def events_at(self, e: Evidence) -> list[IncidentEvent]:
        """The events that a sentence tells."""
        return self._events.get((e.doc_id, e.sent_start), [])

    def quotes_at(self, e: Evidence) -> list[IncidentQuote]:
        """The quotes of which a sentence is a part."""
        told = self._quotes.get(e.doc_id, [])
        return [q for q in told if q.quote.sent_start < e.sent_end and e.sent_start < q.quote.sent_end]

    def deeds_of(self, body: Agency, e: Evidence) -> list[IncidentEvent]:
        """What a body did of which a sentence says that it acted: the one deed of the sentence, or its own."""
        deeds = self._deeds_at(e)
        return deeds if len(deeds) == 1 else [event for event in deeds if _is_of(event, body)]

    def _deeds_at(self, e: Evidence) -> list[IncidentEvent]:
        return [event for event in self.events_at(e) if event.type not in SAID]

    def acted_at(self, body: Agency, e: Evidence) -> set[Place]:
        """Where a body did so; a sentence that tells no deed says it of the places that it names."""
        if not self._deeds_at(e):
            return self.places_at(e)
        return {event.place for event in self.deeds_of(body, e) if event.place}

    def places_at(self, e: Evidence) -> set[Place]:
        """The places that a sentence names, and those of the events that it tells."""
        named = {place for at, place in self.named.get(e.doc_id, ()) if e.sent_start <= at < e.sent_end}
        return named | {event.place for event in self.events_at(e) if event.place}


def _is_of(event: IncidentEvent, body: Agency) -> bool:
    """Whether a body is among those who did it: "soldiers of the Peruvian army"."""
    names, actors = {fold(name) for name in (body.name, *body.also)}, [fold(actor) for actor in event.actors]
    return any(name in actor or actor in name for name in names for actor in actors)
