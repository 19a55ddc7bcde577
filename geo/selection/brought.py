"""What one source brought to an incident, or to what filters leave of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.messages import say
from geo.messages.stored import retold
from geo.present import wording

if TYPE_CHECKING:
    from geo.incident import Incident, IncidentEvent, IncidentQuote, LedgerEntry


@dataclass(frozen=True, slots=True)
class Brought:
    """Its events, the main one and those of most reports first; its counts and its quotes."""

    events: tuple[IncidentEvent, ...]
    counts: tuple[LedgerEntry, ...]
    quotes: tuple[IncidentQuote, ...]

    def in_words(self) -> list[str]:
        """ "3 events", "1 count", "2 quotes": how many of each, those of which there are none too."""
        return [
            wording.plural(len(self.events), "event"),
            wording.plural(len(self.counts), "count"),
            wording.plural(len(self.quotes), "quote"),
        ]

    def shortly(self) -> str:
        """The same on one line without what there is none of: "3 events, 1 count"."""
        there = (self.events, self.counts, self.quotes)
        told = ", ".join(words for words, some in zip(self.in_words(), there, strict=True) if some)
        return told or say("nothing that is told of the incident")


def came_of(document_id: str, shown: Incident) -> str:
    """What ``shown`` holds of a source on one line, or why nobody has read it."""
    reason = dict(shown.unread).get(document_id)
    return retold(reason) if reason else brought_by(document_id, shown).shortly()


def brought_by(document_id: str, shown: Incident) -> Brought:
    """What ``shown`` holds of a source."""
    events = (event for event in shown.events if document_id in event.sources)
    return Brought(
        tuple(sorted(events, key=lambda event: (not event.main, -len(event.sources)))),
        tuple(x for toll in shown.tolls for x in toll.entries if document_id in (x.doc_id, *x.copies)),
        tuple(quote for quote in shown.quotes if quote.doc_id == document_id),
    )
