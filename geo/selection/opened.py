"""What a reader has opened: one record for the pages, and the word that stands for it in the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from geo.incident import (
        Agency,
        EventAside,
        IncidentEvent,
        IncidentFigure,
        IncidentJurisdiction,
        IncidentQuote,
        LedgerEntry,
        SetAside,
    )
    from geo.types import Document, Place

#: What stands before the colon in an address; an event has none, its id stands alone.
_Prefix = Literal[
    "told", "count", "check", "figure", "aside", "quote", "jurisdiction", "agency", "sentence", "named", "who", "source"
]
Kind = Literal["event"] | _Prefix
_PREFIXES: dict[str, _Prefix] = {kind: kind for kind in get_args(_Prefix)}


@dataclass(frozen=True, slots=True)
class Opened:
    """What the evidence card is to show; whether the view still holds it is for the page to say."""

    kind: Kind
    id: str
    """Unlike that of everything else of its kind."""

    @classmethod
    def read(cls, word: str) -> Opened:
        """What ``open=word`` stands for; a word of no known kind is taken for the id of an event."""
        prefix, colon, rest = word.partition(":")
        kind = _PREFIXES.get(prefix) if colon else None
        return cls(kind, rest) if kind else cls("event", word)

    def word(self) -> str:
        """The word in the address; ``read`` brings it back."""
        return self.id if self.kind == "event" else f"{self.kind}:{self.id}"

    @property
    def toll(self) -> str | None:
        """Of a count, the key of its toll; it stands first in the id."""
        return self.id.partition(":")[0] if self.kind == "count" else None


def of_event(event: IncidentEvent) -> Opened:
    """An event of the incident."""
    return Opened("event", event.id)


def of_told(item: EventAside) -> Opened:
    """What is told and is no event of the incident."""
    return Opened("told", f"{item.evidence.doc_id}:{item.evidence.start}")


def of_count(entry: LedgerEntry) -> Opened:
    """A count of a toll."""
    return Opened("count", f"{entry.toll}:{entry.doc_id}:{entry.casualty.start}")


def of_check(nth: int) -> Opened:
    """A check, by its place among those of the view."""
    return Opened("check", str(nth))


def of_figure(item: IncidentFigure) -> Opened:
    """A number that is no count of people hurt, or may be none."""
    return Opened("figure", f"{item.doc_id}:{item.figure.start}")


def of_aside(item: SetAside) -> Opened:
    """A count that is of no toll."""
    return Opened("aside", f"{item.entry.doc_id}:{item.entry.casualty.start}")


def of_quote(item: IncidentQuote) -> Opened:
    """A quote."""
    return Opened("quote", f"{item.doc_id}:{item.quote.start}")


def of_jurisdiction(j: IncidentJurisdiction) -> Opened:
    """A territory or government."""
    return Opened("jurisdiction", f"{j.level}:{j.country}:{j.admin1_code or j.name}")


def of_agency(j: IncidentJurisdiction, body: Agency) -> Opened:
    """A body of a government."""
    return Opened("agency", f"{of_jurisdiction(j).word()}:{body.level}:{body.name}")


def of_sentence(doc_id: str, start: int) -> Opened:
    """A sentence of a source, by where it begins."""
    return Opened("sentence", f"{doc_id}:{start}")


def of_named(place: Place) -> Opened:
    """All sentences that name a place."""
    return Opened("named", place.id)


def of_who(name: str) -> Opened:
    """Somebody who speaks or a body that acts, with all that is told of it."""
    return Opened("who", name)


def of_source(document: Document) -> Opened:
    """A source as a whole."""
    return Opened("source", document.id)
