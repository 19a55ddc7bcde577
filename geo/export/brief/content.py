"""The brief before it has a format: blocks of sentences, each made of clauses, each clause with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.incident import Evidence, Incident
    from geo.types import Document

Key = Literal["toll", "events", "said", "jurisdictions", "differs", "unknown"]


@dataclass(frozen=True, slots=True)
class Reach:
    """What a choice of places, days, kinds and sources asks of a record, for a file that lets its reader choose."""

    places: tuple[str, ...]
    """Codes of the countries and states and ids of the places that hold it."""
    days: tuple[str | None, str | None]
    """From and to, ISO; (None, None): it lies in no choice of days."""
    kinds: tuple[tuple[str, str], ...] = ()
    """Of the events that it belongs to: keys of the symbol and of how well the place is known.  Empty: of any kind."""
    sources: tuple[str, ...] = ()
    """Ids of the documents that tell it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What a choice asks of a sentence that tells of a body."""

    source: str
    """Id of its document."""
    places: tuple[str, ...]
    """Ids of the places of which it tells."""
    at: tuple[str, ...]
    """Of those, where the body did what is told of it."""
    events: tuple[int, ...]
    """Positions of the events that it tells."""
    did: tuple[int, ...]
    """Of those, by which the body acted or spoke."""
    said: tuple[Reach, ...]
    """What it asks of the days and kinds of each quote of which it is a part."""


@dataclass(frozen=True, slots=True)
class Reaches:
    """Those of all records, in their order; of the counts by toll and position."""

    events: tuple[Reach, ...]
    counts: tuple[tuple[Reach, ...], ...]
    quotes: tuple[Reach, ...]
    bodies: tuple[tuple[tuple[Passage, ...], ...], ...]
    """Of each body of each jurisdiction, in their order, the passages that tell of it."""
    places: tuple[tuple[str, str, str], ...]
    """What can be chosen: ``country``, ``state`` or ``place``, its code and its name."""
    kinds: tuple[tuple[str, int], ...]
    """Keys of the symbols, with the number of events."""
    known: tuple[tuple[str, str, int], ...]
    """Keys of how well places are known, with their words and the number of events."""


@dataclass(frozen=True, slots=True)
class View:
    """What a reader sees: the incident, what the filters leave of it, and how that is told in words."""

    whole: Incident
    shown: Incident
    as_of: str
    """The moment in words: "12 Mar 2026"."""
    filters: tuple[str, ...] = ()
    """The choice in words, a part each; empty: everything."""
    hidden: frozenset[str] = frozenset()
    """Codes of states whose events the filters take away."""
    sources: frozenset[str] | None = None
    """Ids of the documents that tell what is left; None: all that were read."""
    marking: str = ""
    """What the user wants at head and foot: "For official use only"."""
    reaches: Callable[[], Reaches] | None = None
    """What a choice within the view would ask; None: the file lets nobody choose."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a clause states, by the record that it states it of: nothing else can be said."""

    kind: str
    """Key of ``statements.STATEMENTS``."""
    of: str = ""
    """Which record: the id of an event, the key of a toll, the place of a count or quote in its text."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Some words of a sentence, what they state and the passages that say so."""

    text: str
    claim: Claim
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Clauses that are read on end."""

    clauses: tuple[Clause, ...]

    @property
    def text(self) -> str:
        """The words of all clauses."""
        return "".join(clause.text for clause in self.clauses)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The passages of all clauses, each once."""
        return tuple(dict.fromkeys(e for clause in self.clauses for e in clause.evidence))


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, each cell as the page writes it, with the passages behind it."""

    cells: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()
    symbol: str = ""
    """Key of the event's symbol; empty: none."""
    told: int = 0
    """How many sources tell it, each story once; the main event before all."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the brief under a heading: sentences, and a table where rows say it better."""

    key: Key
    heading: str
    sentences: tuple[Sentence, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    note: str = ""
    """How to read it, or what is left out of it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A line of the annex."""

    number: int
    document: Document
    passages: tuple[Evidence, ...]
    """What the brief quotes from it or rests on, in the order of the text."""


@dataclass(frozen=True, slots=True)
class Brief:
    """All that the files say, in the order in which they say it."""

    view: View
    title: Sentence
    """The finding."""
    lead: tuple[Sentence, ...]
    """The toll of all who were killed, or whatever comes first."""
    blocks: tuple[Block, ...]
    sources: tuple[Source, ...]
    refused: tuple[tuple[str, str], ...] = field(default=())
    """Sentences that were left out since nothing bears them out, each with the reason."""

    def block(self, key: Key) -> Block:
        """The block of that key."""
        return next(block for block in self.blocks if block.key == key)

    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence of the brief."""
        return (self.title, *self.lead, *(s for block in self.blocks for s in block.sentences))

    def numbers(self, evidence: tuple[Evidence, ...]) -> tuple[int, ...]:
        """The numbers in the annex of the documents that these passages stand in."""
        wanted = {e.doc_id for e in evidence}
        return tuple(source.number for source in self.sources if source.document.id in wanted)
