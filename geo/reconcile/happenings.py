"""What is counted besides people hurt and says as much of an incident: blockades, prisoners who got away."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.present import wording
from geo.present.nouns import noun_in
from geo.reconcile.events.titles import told_beside

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.incident import IncidentEvent, IncidentFigure
    from geo.types import Document, EventType

#: Kinds of events that are counted in things or people who were not hurt.
_TYPES: tuple[EventType, ...] = ("blockade", "prison_break")


@dataclass(frozen=True, slots=True)
class Happening:
    """The greatest number that a source gives for one kind of event; nothing is added up."""

    type: EventType
    figure: IncidentFigure
    noun: str
    """What is counted, in the language of the page: "roadblocks"."""
    numbers: int
    """How many numbers the sources give for such an event, this one among them."""

    @property
    def least(self) -> int:
        """The least that its words allow."""
        return self.figure.figure.min or 0


def happenings(
    events: Sequence[IncidentEvent], figures: Sequence[IncidentFigure], documents: Mapping[str, Document]
) -> list[Happening]:
    """One for each kind of event that a source counts right beside the word for it: "250 roadblocks"."""
    by_sentence: dict[tuple[str, int], list[IncidentFigure]] = defaultdict(list)
    for item in figures:
        if item.figure.min is not None and item.figure.unsure is None:
            by_sentence[item.doc_id, item.figure.sent_start].append(item)
    if not by_sentence:  # nothing is counted: no event need be asked
        return []
    told: dict[EventType, dict[tuple[str, int], IncidentFigure]] = defaultdict(dict)
    for event in (e for e in events if e.type in _TYPES):
        for e in event.evidence:
            for item in by_sentence.get((e.doc_id, e.sent_start), ()):
                if told_beside(documents[e.doc_id].text, e, item.figure):
                    told[event.type][item.doc_id, item.figure.start] = item
    return [_most(kind, list(told[kind].values()), documents) for kind in _TYPES if told[kind]]


def _most(kind: EventType, items: Sequence[IncidentFigure], documents: Mapping[str, Document]) -> Happening:
    """The greatest; of equals the one that was published first."""
    most = min(items, key=lambda i: (-(i.figure.min or 0), i.published or "9", i.doc_id))
    what = noun_in(most.figure.what, documents[most.doc_id].language)
    event = wording.EVENT_WORDS[kind]
    noun = what or event
    # "23 inmates" alone does not say what became of them.
    noun = f"{what} · {event}" if what and kind == "prison_break" else noun
    return Happening(kind, most, noun.lower(), len(items))
