"""Tables and JSON: one text in each row, under the names that people and programs give their columns."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from geo.errors import SourceError
from geo.sources.decoding import decode
from geo.sources.headers import KEYS
from geo.sources.readers.formats import ending_of
from geo.sources.readers.told import Told, Unread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Rows of one file.
MOST_ROWS = 5_000
#: Objects that are looked at for a list of rows.
MOST_NODES = 1_000
#: Rows without a text that are told one by one.
MOST_TOLD = 5
#: Columns that hold the text, the first that there is counts.
TEXTS = (
    "text",
    "body",
    "content",
    "article",
    "fulltext",
    "full_text",
    "articlebody",
    "article_text",
    "maintext",
    "texto",
    "cuerpo",
)
#: Columns that hold the rest, under our names.
COLUMNS = KEYS | {
    "titulo": "title", "título": "title", "titular": "title", "site": "publisher", "outlet_name": "publisher",
    "sitename": "publisher", "newspaper": "publisher", "medio": "publisher", "fuente": "publisher",
    "publishedat": "published", "published_at": "published", "publication_date": "published",
    "date_published": "published", "datepublished": "published", "publish_date": "published",
    "date_publish": "published", "authors": "author", "autor": "author", "creator": "author", "uri": "url",
    "idioma": "language", "address": "url", "href": "url",
}  # fmt: skip


def read(name: str, data: bytes) -> Iterator[Told | Unread]:
    """A text for each row.

    Raises SourceError: no table, no JSON, or none with texts in it.
    """
    text, warnings = decode(data, name)
    kind = ending_of(name)
    rows = _table(name, text) if kind in {"csv", "tsv"} else _lines(text) if kind != "json" else _listed(name, text)
    yield from _told(name, rows, warnings)


def _told(name: str, rows: Iterable[tuple[str, object]], warnings: tuple[str, ...]) -> Iterator[Told | Unread]:
    """What rows come to; those without a text are told one by one, and many of them by their number."""
    read = bad = 0
    for where, row in rows:
        if read + bad == MOST_ROWS:
            yield Unread(f"{name} has more than {MOST_ROWS:,} rows: split it; the first {MOST_ROWS:,} were read.")
            break
        told = _row(row, where, warnings) if isinstance(row, dict) else None
        read, bad = read + (told is not None), bad + (told is None)
        if told:
            yield told
        elif bad <= MOST_TOLD:
            reason = row if isinstance(row, str) else "it has no text"
            yield Unread(f"{name}, {where} cannot be read, {reason}: give each row a title, a publisher and a text.")
    if bad > MOST_TOLD:
        yield Unread(f"{name} has {bad - MOST_TOLD:,} more rows without a text.")
    if not read + bad:
        raise SourceError(
            f"{name} has no rows: give each text one, with the columns title, publisher, published, text."
        )


def _row(row: dict[Any, Any], where: str, warnings: tuple[str, ...]) -> Told | None:
    """The text of a row with what stands beside it; None: it has none."""
    columns = {str(key).strip().lower(): value for key, value in row.items() if key is not None}
    text = next((columns[key] for key in TEXTS if isinstance(columns.get(key), str) and columns[key].strip()), None)
    if text is None:
        return None
    values: dict[str, object] = {}
    found: dict[str, str] = {}
    for column, value in columns.items():
        key = COLUMNS.get(column)
        if key and key not in values and (said := _value(value)):
            values[key], found[key] = said, f"the column {column}"
    return Told(text, values, found, warnings, where)


def _value(value: object) -> object:
    """A value as words; of an object its name, of a list all of its own."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    if isinstance(value, list):
        value = ", ".join(str(item) for item in value[:20] if isinstance(item, str | int))
    return value if isinstance(value, str | int | float) and not isinstance(value, bool) else None


# ------------------------------------------------------------------ tables
def _table(name: str, text: str) -> Iterator[tuple[str, object]]:
    """The rows of a table whose first line names its columns."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))  # of the whole process: never less than it was
    first = text.splitlines()[0]
    mark = max("\t;|,", key=first.count)
    if not any(cell.strip(' "\ufeff').lower() in TEXTS for cell in first.split(mark)):
        raise SourceError(
            f"{name} has no column that is called text: let its first line name the columns, title, publisher, "
            "published, text."
        )
    rows, number = csv.DictReader(io.StringIO(text, newline=""), delimiter=mark, strict=True), 0
    try:
        for number, row in enumerate(rows, start=1):
            yield f"row {number}", row
    except csv.Error as error:  # a quotation mark that is missing would make one text of two rows
        raise SourceError(
            f"{name} breaks off at row {number + 1} ({error}): mend its quotation marks, or save it anew as CSV; what "
            "came before that is kept."
        ) from error


# ------------------------------------------------------------------ JSON
def _lines(text: str) -> Iterator[tuple[str, object]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield f"line {number}", _parsed(line)


def _parsed(text: str) -> object:
    """What JSON says, or why it says nothing, in words."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        if "\n" in text:
            return f"it is no JSON from line {error.lineno}, column {error.colno} on"
        return f"it is no JSON from its character {error.pos + 1:,} on"
    except ValueError:  # a number of thousands of digits
        return "it is no JSON that can be read"
    except RecursionError:
        return "it is nested too deep"


def _listed(name: str, text: str) -> Iterator[tuple[str, object]]:
    """The first list of objects with texts in a JSON file, or the one object that it is."""
    whole = _parsed(text)
    if isinstance(whole, str):
        raise SourceError(f"{name} cannot be read, {whole}: write it anew with the program that made it.")
    waiting = [whole]
    for _ in range(MOST_NODES):
        if not waiting:
            break
        node = waiting.pop(0)
        if isinstance(node, dict) and _row(node, "", ()):
            yield "", node
            return
        if isinstance(node, list) and any(isinstance(item, dict) and _row(item, "", ()) for item in node):
            yield from ((f"row {number}", row) for number, row in enumerate(node, start=1))
            return
        waiting += node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    raise SourceError(f"{name} has no list of texts in it: write a list of objects with title, published and text.")
