"""What is found: the rows of each kind within the reader's filters, whole words first, how many lie outside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.selection.filters import Filters, holds_dates
from geo.selection.opened import of_aside, of_count, of_event, of_figure, of_quote, of_told
from geo.selection.search.index import evidence_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geo.incident import Evidence, Incident
    from geo.selection.opened import Opened
    from geo.selection.search.index import Index
    from geo.selection.search.lines import Kind
    from geo.selection.search.question import Question

#: Kinds whose records the filters leave or take away one by one.
_RECORDS = frozenset({"event", "count", "quote"})
#: Rows with the very words from which nobody asks for longer ones.
OFTEN = 2000


@dataclass(frozen=True, slots=True)
class Answer:
    """What the sources say on a question."""

    question: Question
    found: Mapping[Kind, tuple[int, ...]]
    """Rows of the index within the filters; those that have the very words come first."""
    longer: frozenset[int]
    """The rows that have longer words than those asked for."""
    other: frozenset[int]
    """The rows that tell it in other words."""
    outside: Mapping[Kind, int]
    """How many the filters hide."""

    @property
    def hidden(self) -> int:
        """How many the filters hide, of all kinds."""
        return sum(self.outside.values())


class Within:
    """What one choice of filters leaves to be found: a flag for each row, made once and asked for every question."""

    def __init__(self, index: Index, filters: Filters, left: Incident) -> None:
        """``left`` is what the filters leave of the incident."""
        self._index, self._filters, self._left = index, filters, left
        self._all = filters == Filters()
        self._flags = bytearray(0 if self._all else index.last + 1)
        if not self._all:
            self._mark_sentences()
            self._mark_records()

    def inside(self, rows: Sequence[int]) -> Sequence[int]:
        """Those of the rows that are in the choice."""
        return rows if self._all else [row for row in rows if self._flags[row]]

    def leaves(self, e: Evidence) -> bool:
        """Whether a sentence is in the choice."""
        row = self._index.row_at(e.doc_id, e.sent_start)
        return self._all or bool(row and self._flags[row])

    def _mark_sentences(self) -> None:
        """A sentence with records goes with them; another by its source, its day and the places it names."""
        for row in self._bare():
            self._flags[row] = row not in self._index.resting
        for e in evidence_of(self._left):
            if at := self._index.row_at(e.doc_id, e.sent_start):
                self._flags[at] = True

    def _bare(self) -> Iterator[int]:
        """The rows that the choice leaves where no record speaks; what tells no event has no kind of event."""
        f, index = self._filters, self._index
        if f.kinds or f.known:
            return
        dated = (i for i, d in index.documents.items() if holds_dates(f, d.published))
        kept = frozenset(i for i in dated if not f.sources or i in f.sources)
        yield from self._naming(kept) if f.by_place else (row for i in kept for row in index.rows_of(i))

    def _naming(self, kept: frozenset[str]) -> Iterator[int]:
        """The rows of these documents that name a place of the choice."""
        for doc_id, m in self._left.mentions:
            if doc_id in kept and m.place and (row := self._index.row_at(doc_id, m.start)):
                yield row

    def _mark_records(self) -> None:
        """Events, counts and quotes one by one; names and sources go with their sentences."""
        items = frozenset(_items(self._left))
        places = {m.place.id for _, m in self._left.mentions if m.place}
        for row, line in self._index.lines:
            if line.kind in _RECORDS:
                self._flags[row] = line.item in items
            elif line.kind == "source":
                self._flags[row] = self._any(self._index.rows_of(line.item.id))
            elif line.kind == "who" or line.item.id in places:
                self._flags[row] = self._any(self._index.row_at(e.doc_id, e.sent_start) or 0 for e in line.evidence)

    def _any(self, rows: Iterable[int]) -> bool:
        return any(self._flags[row] for row in rows)


def _items(left: Incident) -> Iterator[Opened]:
    yield from map(of_event, left.events)
    yield from map(of_told, left.events_aside)
    yield from (of_count(x) for t in left.tolls for x in t.entries)
    yield from map(of_aside, left.set_aside)
    yield from map(of_figure, left.figures)
    yield from map(of_quote, left.quotes)


def answer(index: Index, question: Question, within: Within) -> Answer:
    """What the index holds on a question; of words that are told often no longer ones are looked for.

    Of sentences with a number those come first in which it counts something.
    """
    whole = index.rows(question, longer=False)
    often = len(whole) >= OFTEN
    longer = frozenset(() if often else index.rows(question, longer=True)).difference(whole)
    other = frozenset(() if often else index.other_words(question)).difference(whole, longer)
    counted = index.sentences_of(index.by_kind(whole).get("count", ())) if question.numbers and not often else ()
    found: dict[Kind, tuple[int, ...]] = {}
    outside: dict[Kind, int] = {}
    for kind, here in index.by_kind(sorted((*whole, *longer, *other)) if longer or other else whole).items():
        inside = within.inside(here)
        if inside:
            found[kind] = tuple(sorted(inside, key=lambda row: (row in other, row in longer, row not in counted)))
        if len(inside) < len(here):
            outside[kind] = len(here) - len(inside)
    return Answer(question, found, longer, other, outside)
