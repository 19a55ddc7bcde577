"""What the sentences of an incident name and tell, for all choices of a reader."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.incident import Incident, IncidentEvent
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
