"""The words of everything that an incident holds, in an index in memory (SQLite's FTS5), made once for each state.

Accents do not count, and a number is found by its digits however it is written.  A row of the index is a number: first
come the sentences of all documents, the latest published first, then the lines of the records.
"""

from __future__ import annotations

import sqlite3
import threading
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from geo.errors import AtlasError
from geo.escape import visible
from geo.incident import Evidence
from geo.selection.opened import of_sentence
from geo.selection.search.lines import Line, lines_of
from geo.selection.search.numbers import numbers_in
from geo.selection.search.question import Question
from geo.selection.search.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geo.incident import Incident
    from geo.selection.opened import Opened
    from geo.selection.search.lines import Kind
    from geo.selection.search.question import Term
    from geo.types import Document

#: Digits of no offset: of a text with a trillion characters.
MANY = 12
#: Contentless: the words are with the documents already.
_TABLE = (
    "CREATE VIRTUAL TABLE word USING fts5(text, numbers, content='', columnsize=0, "
    "tokenize='unicode61 remove_diacritics 2')"
)


class Index:
    """What can be asked of one state of an incident; several readers may ask at once."""

    def __init__(self, incident: Incident) -> None:
        dated = sorted(incident.documents, key=lambda d: (d.published or "", d.id), reverse=True)
        self.documents: Mapping[str, Document] = {d.id: d for d in dated}
        self._ids = tuple(self.documents)
        known = _spans_of(incident)
        self._spans = {d.id: sentences(d.text, known.get(d.id, ())) for d in dated}
        #: How many rows stand before each document, and of sentences in all.
        self._before = [0, *accumulate(len(self._spans[i]) for i in self._ids)]
        self._number = {doc_id: number for number, doc_id in enumerate(self._ids)}
        self._lines = tuple(lines_of(incident, self.sentence_at))
        self._row_of = {line.item: row for row, line in enumerate(self._lines, start=self._before[-1] + 1)}
        self.resting = frozenset(row for e in evidence_of(incident) if (row := self.row_at(e.doc_id, e.sent_start)))
        """The rows of the sentences that some record rests on."""
        self._first = self._first_rows()
        self._meant, self._naming = self._told_in_other_words()
        self._asking = threading.Lock()
        self._words = _filled(self._rows())

    def _told_in_other_words(self) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
        """The rows that tell each meaning, and the sentences that name a place, by each of its names."""
        meant: dict[str, set[int]] = defaultdict(set)
        naming: dict[str, set[int]] = defaultdict(set)
        for row, line in self.lines:
            for meaning in line.meanings:
                meant[meaning] |= {row, *self.sentences_of([row])}
            for name in line.names:
                naming[name] |= self.sentences_of([row])
        return meant, naming

    def sentences_of(self, rows: Iterable[int]) -> set[int]:
        """The rows of the sentences on which records rest."""
        found = (self.row_at(e.doc_id, e.sent_start) for row in rows for e in self.line(row).evidence)
        return {row for row in found if row}

    def _first_rows(self) -> list[tuple[Kind, int]]:
        """The kinds in their order, each with its first row."""
        first: list[tuple[Kind, int]] = [("sentence", 1)]
        row = self._before[-1] + 1
        for kind, lines in groupby(self._lines, key=lambda line: line.kind):
            first.append((kind, row))
            row += sum(1 for _ in lines)
        return first

    def _rows(self) -> Iterator[tuple[str, str]]:
        """The words and the numbers of every row."""
        for document in self.documents.values():
            for start, end in self._spans[document.id]:
                yield _row(document.text[start:end], document.language)
        for line in self._lines:
            yield _row(line.words, line.language, line.told)

    # ------------------------------------------------------------------ asking
    def rows(self, question: Question, *, longer: bool) -> list[int]:
        """The rows that have all that is asked for, in order; ``longer``: in longer words too."""
        if not question.terms:
            return []
        with self._asking:
            found = self._words.execute(
                "SELECT rowid FROM word WHERE word MATCH ? ORDER BY rowid", (question.match(longer=longer),)
            )
            return [row for (row,) in found]

    def other_words(self, question: Question) -> set[int]:
        """The rows that tell what is asked for, in whichever words, one of them at least in other ones."""
        found: set[int] = set()
        if any(term.meanings for term in question.terms):
            found = set.intersection(*(self._telling(term) for term in question.terms))
        if all(term.words for term in question.terms):
            found |= self._naming.get(question.name, set())
        return found

    def _telling(self, term: Term) -> set[int]:
        told = (self._meant.get(meaning, set()) for meaning in term.meanings)
        return set(self.rows(Question("", (term,)), longer=True)).union(*told)

    def by_kind(self, rows: Sequence[int]) -> dict[Kind, Sequence[int]]:
        """The rows, which are in order, of each kind; kinds without any are left out."""
        ends = [*(first for _, first in self._first[1:]), self._before[-1] + len(self._lines) + 1]
        found = {
            kind: rows[bisect_left(rows, first) : bisect_left(rows, end)]
            for (kind, first), end in zip(self._first, ends, strict=True)
        }
        return {kind: here for kind, here in found.items() if here}

    # ------------------------------------------------------------------ what a row stands for
    @property
    def lines(self) -> Iterator[tuple[int, Line]]:
        """The lines of the records, each with its row."""
        return enumerate(self._lines, start=self._before[-1] + 1)

    @property
    def last(self) -> int:
        """The last row."""
        return self._before[-1] + len(self._lines)

    def rows_of(self, doc_id: str) -> range:
        """The rows of a document's sentences."""
        number = self._number[doc_id]
        return range(self._before[number] + 1, self._before[number + 1] + 1)

    def row_of(self, item: Opened) -> int | None:
        """The row of a sentence or record; None: the incident has no such thing."""
        if item.kind != "sentence":
            return self._row_of.get(item)
        doc_id, _, start = item.id.rpartition(":")
        row = self.row_at(doc_id, int(start)) if start.isascii() and start.isdecimal() and len(start) < MANY else None
        return row if row and str(self._sentence(row).start) == start else None

    def row_at(self, doc_id: str, offset: int) -> int | None:
        """The row of the sentence around an offset, or of the one before it; None: the document has none."""
        spans = self._spans.get(doc_id)
        if not spans:
            return None
        return self._before[self._number[doc_id]] + max(bisect_right(spans, offset, key=lambda span: span[0]), 1)

    def line(self, row: int) -> Line:
        """What a row stands for."""
        if row > self._before[-1]:
            return self._lines[row - self._before[-1] - 1]
        e = self._sentence(row)
        document = self.documents[e.doc_id]
        text = document.text[e.start : e.end]
        return Line("sentence", of_sentence(e.doc_id, e.start), text, None, (e,), language=document.language)

    def _sentence(self, row: int) -> Evidence:
        number = bisect_right(self._before, row - 1) - 1
        start, end = self._spans[self._ids[number]][row - 1 - self._before[number]]
        return Evidence(self._ids[number], start, end, start, end)

    def sentence_at(self, doc_id: str, offset: int) -> tuple[int, int]:
        """Start and end of the sentence around an offset, or of the one before it; nothing where there is none."""
        row = self.row_at(doc_id, offset)
        e = self._sentence(row) if row else None
        return (e.start, e.end) if e else (0, 0)


def _filled(rows: Iterator[tuple[str, str]]) -> sqlite3.Connection:
    try:
        made = sqlite3.connect(":memory:", check_same_thread=False)
        made.execute(_TABLE)
    except sqlite3.OperationalError as error:
        raise AtlasError("Search needs SQLite with full text search (FTS5), which this Python lacks.") from error
    numbered = ((number, *row) for number, row in enumerate(rows, start=1))
    made.executemany("INSERT INTO word(rowid, text, numbers) VALUES (?, ?, ?)", numbered)
    made.commit()
    return made


def _row(text: str, language: str, told: tuple[int, ...] | None = None) -> tuple[str, str]:
    """The words and the numbers by which a text is found."""
    values = told if told is not None else dict.fromkeys(value for *_, value in numbers_in(text, language))
    return unicodedata.normalize("NFC", visible(text)), " ".join(map(str, values))


def evidence_of(incident: Incident) -> Iterator[Evidence]:
    """What the events, counts, numbers and quotes of an incident rest on."""
    yield from (e for event in incident.events for e in event.evidence)
    yield from (aside.evidence for aside in incident.events_aside)
    for entry in (*(x for t in incident.tolls for x in t.entries), *(a.entry for a in incident.set_aside)):
        yield from (entry.evidence, *entry.also)
    yield from (item.evidence for item in incident.figures)
    yield from (item.evidence for item in incident.quotes)


def _spans_of(incident: Incident) -> dict[str, set[tuple[int, int]]]:
    """The sentences that records show, by document."""
    found: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for e in evidence_of(incident):
        found[e.doc_id].add((e.sent_start, e.sent_end))
    return found
