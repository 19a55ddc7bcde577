"""What the press of one language alone tells, where sources of several were read."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from geo.reconcile.tolls.ledger import value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.incident import Incident, IncidentEvent, IncidentQuote, LedgerEntry


class OneLanguage:
    """For what an incident tells, the one language (ISO 639-1) that it is told in; None where others tell it too.

    Made of the whole incident: a filter takes sources out of the view, and what they tell stays told.
    """

    def __init__(self, incident: Incident) -> None:
        unread = {doc_id for doc_id, _ in incident.unread}
        self._languages = {d.id: d.language for d in incident.documents if d.id not in unread}
        self._several = len(set(self._languages.values())) > 1
        self._counting: dict[tuple[object, ...], set[str]] = defaultdict(set)
        for entry in (x for toll in incident.tolls for x in toll.entries):
            self._counting[_counted(entry)].update((entry.doc_id, *entry.copies))
        self._quoting: dict[str | None, set[str]] = defaultdict(set)
        for item in incident.quotes:
            self._quoting[item.speaker].add(item.doc_id)

    def of(self, doc_ids: Iterable[str]) -> str | None:
        """The language of all these documents."""
        found = {self._languages[i] for i in doc_ids if i in self._languages}
        return found.pop() if self._several and len(found) == 1 else None

    def of_event(self, event: IncidentEvent) -> str | None:
        """Of all that tell the event."""
        return self.of(event.sources)

    def of_count(self, entry: LedgerEntry) -> str | None:
        """Of all that count so many with this fate."""
        return self.of(self._counting.get(_counted(entry), {entry.doc_id}))

    def of_speaker(self, item: IncidentQuote) -> str | None:
        """Of all that quote the speaker; of one who is not named, of this quote's source."""
        return self.of(self._quoting.get(item.speaker, ()) if item.speaker else {item.doc_id})


def _counted(entry: LedgerEntry) -> tuple[object, ...]:
    """Fate and number: "28", "at least 28" and "28 soldiers" are one, so that nothing is said to be told by few."""
    return entry.casualty.status, value(entry.casualty)
