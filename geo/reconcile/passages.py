"""Passages that a click opens, and the one order in which documents are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from geo.incident import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.types import Document, Extraction

#: Sorts after every ISO date: documents without a date come last.
UNDATED = "9999"


class Passage(Protocol):
    """A record with its own span and the sentence around it."""

    @property
    def start(self) -> int:
        """First code point of what is marked."""

    @property
    def end(self) -> int:
        """End, exclusive."""

    @property
    def sent_start(self) -> int:
        """First code point of the sentence."""

    @property
    def sent_end(self) -> int:
        """End of the sentence, exclusive."""


def passage(doc_id: str, record: Passage) -> Evidence:
    """The evidence that a telling, a count or a quote is."""
    return Evidence(doc_id, record.start, record.end, record.sent_start, record.sent_end)


def document_order(document: Document) -> tuple[str, str, str]:
    """Sort key: oldest publication first, then publisher, then the id of the text."""
    return (document.published or UNDATED, document.publisher or "", document.id)


def in_order(extractions: Iterable[Extraction]) -> tuple[Extraction, ...]:
    """Each document once, oldest first; of two readings of one text the same one is kept in any order of input."""
    kept: dict[str, Extraction] = {}
    for extraction in extractions:
        key = extraction.document.id
        if key not in kept or repr(extraction) > repr(kept[key]):
            kept[key] = extraction
    return tuple(sorted(kept.values(), key=lambda e: document_order(e.document)))


def ranks(extractions: Sequence[Extraction]) -> dict[str, int]:
    """Position of each document id in the order of reading."""
    return {e.document.id: i for i, e in enumerate(extractions)}


def by_source(evidence: Iterable[Evidence], rank: Mapping[str, int]) -> tuple[Evidence, ...]:
    """Each passage once, oldest publication first."""
    return tuple(sorted(set(evidence), key=lambda e: (rank[e.doc_id], e.start, e.end, e.sent_start, e.sent_end)))
