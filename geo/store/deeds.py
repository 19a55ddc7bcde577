"""The log of what was done to sources, and what was taken out so that it can come back."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, get_args

from sqlalchemy import delete, insert, select

from geo.custody import Deed, Removed, What, now
from geo.store import schema
from geo.store.rows import document_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_COLUMNS = {"at": "at", "who": "who", "what": "what", "doc_id": "document_id", "title": "title", "detail": "detail"}


def write(connection: Connection, who: str, what: What, document_id: str, title: str, detail: str = "") -> None:
    """Put one thing that was done behind the others, in the transaction that does it."""
    values = {"at": now(), "who": who, "what": what, "document_id": document_id, "title": title, "detail": detail}
    connection.execute(insert(schema.log).values({key: whole(value) for key, value in values.items()}))


def whole(value: str) -> str:
    """Half characters, which no database keeps, as question marks: a name must not stop what it names."""
    return value.encode("utf-8", "replace").decode()


def read(connection: Connection) -> tuple[Deed, ...]:
    """All of it, oldest first; a damaged row is left out."""
    rows = connection.execute(select(schema.log).order_by(schema.log.c.id)).mappings()
    return tuple(deed for row in rows for deed in deeds_of(row))


def deeds_of(row: Mapping[Any, Any]) -> Iterator[Deed]:
    """What a row of the log holds; nothing where it is damaged."""
    values = {field: row[column] for field, column in _COLUMNS.items()}
    with suppress(UnicodeEncodeError):
        if all(isinstance(value, str) and value.encode() is not None for value in values.values()):
            known = _MOMENT.fullmatch(values["at"]) and values["what"] in get_args(What)
            yield from [Deed(**values)] if known else []


def title_of(connection: Connection, document_id: str) -> str:
    """The title of a source that is there; empty where it cannot be read."""
    found = connection.scalar(select(schema.document.c.title).where(schema.document.c.id == document_id))
    return found if isinstance(found, str) else ""


def held(connection: Connection, document_id: str) -> str:
    """What the tables hold of a source, as ``tombstone.held``; bytes, which only a damaged row has, are not kept."""
    rows = [_row(connection, table, document_id) for table in schema.OF_A_SOURCE]
    return json.dumps(rows, default=lambda _: None)


def put_away(connection: Connection, document_id: str, held: str) -> None:
    """Remember that a source was removed, and what was held of it."""
    connection.execute(delete(schema.tombstone).where(schema.tombstone.c.document_id == document_id))
    connection.execute(insert(schema.tombstone).values(document_id=document_id, held=held))


def _row(connection: Connection, table: Any, document_id: str) -> dict[str, Any] | None:  # noqa: ANN401 — a Table
    key = next(iter(table.primary_key))
    found = connection.execute(select(table).where(key == document_id)).mappings().first()
    return dict(found) if found else None


def removed(connection: Connection) -> tuple[Removed, ...]:
    """What can be brought back."""
    rows = connection.execute(select(schema.tombstone).order_by(schema.tombstone.c.document_id))
    return tuple(found for row in rows for found in _removed(row.document_id, row.held))


def _removed(document_id: str, held: object) -> Iterator[Removed]:
    with suppress(TypeError, ValueError, KeyError):
        document = document_of(_held(held)[0] or {})
        yield Removed(document_id, document.title, document.publisher)


def _held(held: object) -> list[dict[str, Any] | None]:
    """The rows of a removed source, one for each table of ``schema.OF_A_SOURCE``.

    Raises TypeError or ValueError: nothing is kept of it, or that is damaged.
    """
    rows = json.loads(held) if isinstance(held, str) else None
    if not isinstance(rows, list) or len(rows) != len(schema.OF_A_SOURCE):
        raise TypeError("nothing is kept of it")
    return rows


def bring_back(connection: Connection, document_id: str) -> str | None:
    """Put a removed source where it was, with all it brought; its title, or None where nothing is kept of it."""
    row = connection.execute(select(schema.tombstone).where(schema.tombstone.c.document_id == document_id)).first()
    try:
        rows = _held(row.held if row else None)
        title = document_of(rows[0] or {}).title
    except (TypeError, ValueError, KeyError):
        return None
    for table, values in zip(schema.OF_A_SOURCE, rows, strict=True):
        if values is not None:
            connection.execute(insert(table).values({c.name: values.get(c.name) for c in table.columns}))
    connection.execute(delete(schema.tombstone).where(schema.tombstone.c.document_id == document_id))
    return title
