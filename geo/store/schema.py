"""The tables of the store, and how those of an older version become these."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, Text, delete, insert, inspect, select, text

from geo.custody.databases import MARKS, foreign
from geo.errors import StoreError
from geo.store.faults import SALVAGE, SETTING, shown

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

#: Raised with every change that an older program could not read; an older program then refuses to open the store.
SCHEMA_VERSION = 5

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("value", Integer, nullable=False),
)
"""``schema_version``, ``changes``: how often the store was written to, and ``made``: a number by chance, since another
store, or this one after a backup came back, may be written to as often."""

document = Table(
    "document",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("title", Text, nullable=False),
    Column("publisher", Text),
    Column("url", Text),
    Column("domain", Text),
    Column("published", String(10)),
    Column("published_basis", String(8)),
    Column("published_reason", Text),
    Column("language", String(3), nullable=False),
    Column("kind", Text),
    Column("name", Text),
    Column("warnings", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("outlets", Text),
    Column("author", Text),
    Column("found", Text),
    Column("original", String(64)),
    Column("arrival", String(8)),
)
"""Sources as they came in; ``warnings``, ``outlets`` and ``found`` are JSON lists."""

extraction = Table(
    "extraction",
    metadata,
    Column("document_id", String(16), ForeignKey("document.id"), primary_key=True),
    Column("extractor", String(64), nullable=False),
    Column("record", Text, nullable=False),
)
"""What was extracted, as JSON without the text, and by which version of the extractor."""

tombstone = Table(
    "tombstone",
    metadata,
    Column("document_id", String(16), primary_key=True),
    Column("held", Text),
)
"""Documents the user removed: the folder of seeds does not bring them back.  ``held`` is what the tables of
``OF_A_SOURCE`` had of it, as a JSON list; none for what an earlier version removed."""

correction = Table(
    "correction",
    metadata,
    Column("document_id", String(16), primary_key=True),
    Column("published", String(10), nullable=False),
)
"""Dates set by the user; they outlive the document."""

log = Table(
    "log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String(20), nullable=False),
    Column("who", Text, nullable=False),
    Column("what", String(16), nullable=False),
    Column("document_id", String(16), nullable=False),
    Column("title", Text, nullable=False),
    Column("detail", Text, nullable=False),
)
"""What was done to sources, each row a ``Deed``; rows are only added."""

grade = Table(
    "grade",
    metadata,
    Column("document_id", String(16), primary_key=True),
    Column("reliability", String(1), nullable=False),
    Column("credibility", String(1), nullable=False),
    Column("reason", Text, nullable=False),
)
"""What editors hold of sources; it outlives them, as dates do."""

#: The tables that hold what a source says; a removal empties them of it.
OF_A_SOURCE = (document, extraction)
#: Tables that no other program is likely to have: a file with one of them is ours.
OURS = frozenset({"extraction", "tombstone", "correction"})
#: Columns of ``document`` that every version has had.
FIRST = {"id", "title", "text", "published", "language"}
#: The columns that came with each version after the first.
ADDED: dict[int, tuple[Column[Any], ...]] = {
    2: (document.c.outlets,),
    3: (document.c.author, document.c.found),
    4: (tombstone.c.held, document.c.original),
    5: (document.c.arrival,),
}
#: Tables that every version has had, and all in the order in which they came: the salvage of a damaged first page
#: counts on their places in the file.
FIRST_TABLES = (meta, document, tombstone, correction, extraction)
IN_ORDER = (*FIRST_TABLES, log, grade)


def by_chance() -> int:
    """A number for ``made``."""
    return secrets.randbits(31)


def lacks(table: str, held: Collection[str], version: int) -> set[str]:
    """Columns that ``table`` of a store of that ``version`` has, and that are not among those ``held``."""
    later = {column for number, columns in ADDED.items() if number > version for column in columns}
    return {c.name for c in metadata.tables[table].columns if c not in later} - set(held)


def is_current(connection: Connection) -> bool:
    """Whether the tables are those of this version; only looks.

    Raises StoreError: a newer version wrote them, or they are no store's.
    """
    held = set(inspect(connection).get_table_names())
    _refuse_foreign(connection, held)
    if not set(metadata.tables) <= held:
        return False
    numbers = _numbers(connection)
    return numbers.get("schema_version") == SCHEMA_VERSION and "changes" in numbers


def _refuse_foreign(connection: Connection, held: set[str]) -> None:
    """Raise for a SQLite file that holds other tables than ours: to make ours in it would show an empty store."""
    if connection.dialect.name != "sqlite" or not (held or _is_marked(connection)):
        return
    known = {column["name"] for column in inspect(connection).get_columns("document")} if "document" in held else set()
    if known >= FIRST:
        return
    name = shown(connection.engine.url)
    if held.isdisjoint(OURS):
        raise foreign(name, SETTING)
    raise StoreError(f"the store {name} lacks the table of its sources: {SALVAGE}.")


def _is_marked(connection: Connection) -> bool:
    """Whether a program has written into a SQLite file without tables whose it is; ours never does."""
    return any(connection.scalar(text(f"PRAGMA {mark}")) for mark in MARKS)


def upgrade(connection: Connection) -> None:
    """Make the tables of a new store, or what an older one lacks; what is there already stays as it is."""
    for table in IN_ORDER:
        table.create(connection, checkfirst=True)
    numbers = _numbers(connection)
    for version, columns in ADDED.items():
        if version > numbers.get("schema_version", 0):
            for column in columns:
                _add_column(connection, column)
    connection.execute(delete(meta))
    connection.execute(
        insert(meta),
        [
            {"key": "schema_version", "value": SCHEMA_VERSION},
            {"key": "changes", "value": numbers.get("changes", 0)},
            {"key": "made", "value": numbers.get("made", by_chance())},
        ],
    )


def _numbers(connection: Connection) -> dict[str, int]:
    """What ``meta`` holds.  SQLite keeps any value in any column: what is no number is as good as missing."""
    found = {row.key: row.value for row in connection.execute(select(meta)) if isinstance(row.value, int)}
    if found.get("schema_version", 0) > SCHEMA_VERSION:
        raise StoreError(
            f"the store {shown(connection.engine.url)} was written by a newer version of Incident Atlas "
            f"(schema {found['schema_version']}, this one reads {SCHEMA_VERSION}): update the program; "
            "the store is left as it is."
        )
    return found


def _add_column(connection: Connection, column: Column[Any]) -> None:
    """Unless an upgrade that was interrupted has added it already."""
    table = column.table.name
    if column.name not in {known["name"] for known in inspect(connection).get_columns(table)}:
        kind = column.type.compile(connection.dialect)
        connection.execute(text(f"ALTER TABLE {table} ADD COLUMN {column.name} {kind}"))
