"""Documents and extractions to rows and back; what a row holds that is no such record is damaged, and named.

The one place that decides whether a row can be used: the pages, the next reading and the salvage all ask here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from geo.errors import StoreError
from geo.store.records import pack, unpack
from geo.types import Document, Extraction

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NOTES_LOST = "the notes made when it came in are damaged and left out."


#: Behind the version of the extractor that could not read a document: a start passes it over, a user may try again.
SET_ASIDE = " set aside"


@dataclass(frozen=True, slots=True)
class State:
    """All that the store holds of one document; what is written rests on what was seen."""

    document: Document | None = None
    """As its source gives it; None: not there, or damaged."""
    extractor: str | None = None
    """The version that read it; None: its extraction is missing or damaged."""
    removed: bool = False
    """The user removed it."""
    date: str | None = None
    """Date of publication that the user set; kept when the document is removed and comes again."""

    @property
    def unread(self) -> bool:
        """Whether the document could not be read."""
        return (self.extractor or "").endswith(SET_ASIDE)

    def dated(self, document: Document) -> Document:
        """``document`` with the user's date, if there is one."""
        if self.date is None:
            return document
        return replace(document, published=self.date, published_basis="user", published_reason=None)


@dataclass(frozen=True, slots=True)
class Entry:
    """One document with its extraction, to be written.

    Raises StoreError: it holds half a character, which no database keeps.
    """

    document: Document
    """As its source gives it."""
    extraction: Extraction
    """Its document may carry an inferred date or the user's."""
    extractor: str
    """Version of the extractor."""
    seen: State | None = None
    """What the store held when it was read: it is written only if that still holds.  None: written in any case."""

    def __post_init__(self) -> None:
        values = (*document_row(self.document).values(), record_of(self.extraction), self.extractor)
        try:
            for value in values:
                (value or "").encode()
        except UnicodeEncodeError as error:
            name = (self.document.name or self.document.id).encode("utf-8", "replace").decode()
            raise StoreError(
                f"{name} holds half a character (a lone surrogate) in its name, title or address: "
                "write that anew and add it again."
            ) from error


@dataclass(frozen=True, slots=True)
class Damaged:
    """A row of which no document can be made; the others are shown."""

    document_id: str
    reason: str
    """In words for the user."""


def document_row(document: Document) -> dict[str, str | None]:
    """The columns of a document."""
    packed = pack(document)
    return {**packed, **{name: json.dumps(packed[name]) for name in LISTS}}


def document_of(row: Mapping[Any, Any]) -> Document:
    """The document of a row with its columns.

    Raises TypeError or ValueError: the row is damaged.
    """
    values = {field.name: _whole(row[field.name]) for field in fields(Document)}
    lists = {name: _listed(row[name], is_item) for name, is_item in LISTS.items()}
    kept = {name: [] if found is None else found for name, found in lists.items()}
    if None in lists.values():
        kept["warnings"] = [*kept["warnings"], NOTES_LOST]
    document = unpack(Document, values | kept)
    if document.published and not is_day(document.published):
        raise ValueError(f"{document.published!r:.40} is no day")
    return document


def is_day(value: object) -> bool:
    """Whether ``value`` is a date as the store keeps it, ISO 8601."""
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _whole(value: object) -> object:
    """``value``, unless bytes of it were no UTF-8 (then it holds half characters)."""
    if isinstance(value, str):
        value.encode()
    return value


def _is_word(item: object) -> bool:
    return isinstance(item, str)


def _is_pair(item: object) -> bool:
    return isinstance(item, list) and len(item) == 2 and all(map(_is_word, item))


#: The fields of a document that are lists, and what an item of each must be.
LISTS: dict[str, Callable[[object], bool]] = {"warnings": _is_word, "outlets": _is_word, "found": _is_pair}


def _listed(stored: object, is_item: Callable[[object], bool]) -> list[Any] | None:
    """A list, empty where nothing is stored; None: it is damaged, and the document can be read without it."""
    try:
        found = json.loads(stored) if isinstance(stored, str) else []
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, list) and all(map(is_item, found)) else None


def record_of(extraction: Extraction) -> str:
    """The extraction as JSON; the text stands in the document's row."""
    packed = pack(extraction)
    del packed["document"]["text"]
    return json.dumps(packed, ensure_ascii=False)


def extraction_of(record: object, document: Document) -> Extraction:
    """The extraction that ``record`` holds of ``document``.

    Raises TypeError or ValueError: the record is damaged, missing or of another version.
    """
    if not isinstance(record, str):
        raise TypeError("there is none")
    record.encode()
    try:
        packed = json.loads(record)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if not isinstance(packed, dict) or not isinstance(packed.get("document"), dict):
        raise TypeError("it is of no document")
    packed["document"]["text"] = document.text
    extraction = unpack(Extraction, packed)
    if extraction.document.id != document.id:
        raise ValueError("it is of another document")
    return extraction
