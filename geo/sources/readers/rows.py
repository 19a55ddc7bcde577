"""Tables and JSON: one text in each row, under the names that people and programs give their columns."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

from geo.errors import SourceError
from geo.sources.decoding import decode
from geo.sources.headers import KEYS
from geo.sources.readers.formats import ending_of
from geo.sources.readers.told import Told, Unread
from geo.sources.readers.web.piece import piece_of_page

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
#: Columns that hold what others say of a text, or other texts, and never the text.
OTHERS = frozenset(
    (
        "comments",
        "comentarios",
        "replies",
        "respuestas",
        "related",
        "relatedarticles",
        "related_articles",
        "recommended",
    )
)
#: Columns whose value may be another thing: the day of a row, who copied it.
UNSURE = frozenset(("date", "fecha", "source", "site", "fuente", "type", "address"))
#: The end of a text of which only the beginning was given.
_CUT = re.compile(r"(?:…|\.\.\.)?\s*\[\+?\d[\d,.]* chars\]\s*$")
BEGINNING = "the text breaks off, the file holds its beginning alone: add the whole text from its address."
#: Elements by which a text is a piece of a page.
_MARKUP = re.compile(r"<(?:p|br|div|span|s|del|sup|strong|b|em|i|a|ul|ol|li|h[1-6]|blockquote)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]+>")
#: The app with which a post was written, as exports of networks have it under "source".
_APP = re.compile(
    r"\b(?:twitter|tweetdeck|x|instagram|facebook|buffer|hootsuite)(?: for \w+| web app| ads)\b|<a\b[^<>]*nofollow",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
MORE_CELLS = "it has more cells than the first line has names, as where a text with commas has no quotation marks"
#: Columns that hold the rest, under our names.
COLUMNS = KEYS | {
    "titulo": "title", "título": "title", "titular": "title", "site": "publisher", "outlet_name": "publisher",
    "sitename": "publisher", "newspaper": "publisher", "medio": "publisher", "fuente": "publisher",
    "publishedat": "published", "published_at": "published", "publication_date": "published",
    "date_published": "published", "datepublished": "published", "publish_date": "published",
    "date_publish": "published", "authors": "author", "autor": "author", "creator": "author", "user": "author",
    "author_name": "author", "created_at": "published", "uri": "url",
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
    text = next(filter(None, (_text_of(columns.get(key)) for key in TEXTS)), None)
    if text is None:
        return None
    text, said_of = _shown(text)
    values: dict[str, object] = {}
    found: dict[str, str] = {}
    for column in sorted(columns, key=lambda column: column in UNSURE):
        key = COLUMNS.get(column)
        if key and key not in values and (said := _said(key, columns[column])):
            values[key], found[key] = said, f"the column {column}"
    return Told(text, values, found, (*warnings, *said_of), where)


def _text_of(value: object) -> str | None:
    """The text of a column: words, a list of paragraphs, or the page's piece of an object (WordPress)."""
    if isinstance(value, dict):
        value = value.get("rendered")
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "\n\n".join(value)
    return value if isinstance(value, str) and value.strip() else None


def _shown(text: str) -> tuple[str, tuple[str, ...]]:
    """A text as it is seen, where it is written as a piece of a page, and what is said of it."""
    warnings: tuple[str, ...] = ()
    if _MARKUP.search(text):
        text, warnings = piece_of_page(text)
    cut = _CUT.search(text)
    return text, (*warnings, *([BEGINNING] if cut else ()))


def _said(key: str, value: object) -> object:
    """A value under one of our names; an address is one of the web, and who published is no program."""
    said = _value(value)
    if key == "url":
        return said if isinstance(said, str) and _ADDRESS.fullmatch(said.strip()) else None
    if key == "publisher" and isinstance(said, str) and _APP.search(said):
        return None
    if isinstance(said, str) and key in {"publisher", "title", "author"} and _TAG.search(said):
        said, _ = piece_of_page(said)
    return said


def _value(value: object) -> object:
    """A value as words; of an object its name, of a list all of its own."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("title") or value.get("rendered")
    if isinstance(value, list):
        value = ", ".join(str(said) for item in value[:20] if isinstance(said := _name(item), str | int))
    return value if isinstance(value, str | int | float) and not isinstance(value, bool) else None


def _name(item: object) -> object:
    return item.get("name") if isinstance(item, dict) else item


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
            yield f"row {number}", MORE_CELLS if any(row.get(None) or []) else row
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
        if isinstance(node, dict):
            waiting += [value for key, value in node.items() if key.strip().lower() not in OTHERS]
        elif isinstance(node, list):
            waiting += node
    raise SourceError(f"{name} has no list of texts in it: write a list of objects with title, published and text.")
