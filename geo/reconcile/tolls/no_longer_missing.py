"""Counts of missing people who were found since: nobody is missing any longer, the girl has turned up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lexicons import pattern, reading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.types import Casualty, Document, Extraction

FOUND = "They were found, as a report says."
#: So far behind a count its sentence and the next one say that they were found.
_BEHIND = 200


class NoLongerMissing:
    """From when on nobody is missing, and who was found right after they were counted."""

    def __init__(self, extractions: Iterable[Extraction]) -> None:
        ended = [x.document for x in extractions if _says_nobody(x.document)]
        self._ended = {document.id for document in ended}
        self._last = max((document.published for document in ended if document.published), default="")

    def has(self, count: Casualty, extraction: Extraction) -> bool:
        """Whether those counted as missing are so no longer; a count of the same day in another report may be later."""
        document = extraction.document
        before = document.id in self._ended or (document.published or self._last) < self._last
        return count.status == "missing" and (before or _found_since(count, extraction))


def _says_nobody(document: Document) -> bool:
    """As in "Nobody is missing any longer", "all of them have been accounted for"; not "not all have"."""
    with reading(document.language):
        return pattern("counts_grammar", "no_longer_missing", "nobody").search(document.text) is not None


def _found_since(count: Casualty, extraction: Extraction) -> bool:
    """As in "one child was missing; she was later found"."""
    behind = extraction.document.text[count.end : min(count.sent_end + _BEHIND, count.end + 2 * _BEHIND)]
    return pattern("counts_grammar", "no_longer_missing", "behind").match(behind) is not None
