"""Saves what can be read of a damaged SQLite store into a fresh one, and keeps the damaged file under another name.

Uploads, dates set by hand and removals stand nowhere else: rows are therefore fetched one by one, over every way that
leads to them, and a page that cannot be read costs only the rows on it.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from geo.custody.databases import foreign
from geo.errors import StoreError
from geo.sources.reader import document_id
from geo.store import schema
from geo.store.deeds import deeds_of
from geo.store.exchange import BESIDE, UNREADABLE, columns_lost, exchange, faults_in, file_of, refuse_in_use, take_away
from geo.store.faults import SETTING
from geo.store.grades import grades_of
from geo.store.rows import document_of, document_row, extraction_of, is_day
from geo.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Table

    from geo.custody import Deed, Grade
    from geo.types import Document

#: Bytes of SQLite's pages in our files, its default; the first one holds the names of the tables.
PAGE = 4096
#: Row numbers that are tried one by one, some seconds: each reading anew of a source takes a new number.
PROBES = 100_000
#: How far above the highest number known; the last pages may be the damaged ones.
BEYOND = 1_000
#: Where in the first page the number of pages and the list of free ones stand, big-endian (SQLite's file format, 1.3).
PAGES_AT, FREE_AT = slice(28, 32), slice(32, 40)
ALTERED = "a byte of this text was damaged in the store: compare it with the original before you rely on it."


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came of it."""

    documents: int
    extractions: int
    """Of the documents; the others are read again at the next start."""
    removals: int
    dates: int
    altered: tuple[str, ...]
    """Ids of documents whose text has a damaged byte."""
    lost: tuple[str, ...]
    """Ids of documents of which something was found and not the text."""
    kept: Path
    """Where the damaged file is now."""


def salvage(url: str) -> Salvaged | None:
    """Put a fresh store with every readable row in the place of a damaged one; None: the store is sound.

    Raises StoreError: it is no file, in use, or nothing can be read of it; it is left as it is then.
    """
    path = file_of(url, "salvaged")
    if not path.is_file():
        raise StoreError(f"there is no store {path}: nothing was salvaged.")
    refuse_in_use(path, "salvage")
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    copy = path.with_name(f"{path.name}.{os.getpid()}.copy")
    try:
        for end in BESIDE[:2]:
            if path.with_name(path.name + end).exists():
                shutil.copyfile(path.with_name(path.name + end), copy.with_name(copy.name + end))
        if _is_sound(copy):
            return None
        if _is_foreign(copy):
            raise foreign(str(path), SETTING)
        found = _read(copy)
        if not (found.documents or found.removals or found.dates):
            raise StoreError(
                f"nothing can be read of {path}: it is left as it is; name another file in "
                "INCIDENT_ATLAS_STORE to go on without it."
            )
        found.write(part)
        kept = exchange(path, part, "damaged")
    except OSError as error:
        raise StoreError(
            f"{path} cannot be salvaged ({error.strerror}): it needs as much free space again, and the "
            "right to write its folder; it is left as it is."
        ) from error
    finally:
        take_away(part, copy)
    lost = found.named - set(found.documents) - set(found.removals)
    return Salvaged(
        len(found.documents),
        len(found.records),
        len(found.removals),
        len(found.dates),
        tuple(sorted(found.altered)),
        tuple(sorted(lost)),
        kept,
    )


def _is_sound(path: Path) -> bool:
    """Whether SQLite finds no fault in the file, no column is lost, and each text is the one that its id was made of.

    A damaged record is no matter for salvage: its document is read again at the next start.
    """
    if faults_in(path) or columns_lost(path):
        return False
    with closing(sqlite3.connect(path)) as db:
        held = {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
    return {table.name for table in schema.FIRST_TABLES} <= held and not _look(path).altered


def _is_foreign(path: Path) -> bool:
    """Whether SQLite finds no fault in the file, and it has the tables of another program."""
    if faults_in(path):
        return False
    with closing(sqlite3.connect(path)) as db:
        held = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        known = {row[1] for row in db.execute("PRAGMA table_info(document)")}
    return bool(held) and held.isdisjoint(schema.OURS) and not known >= schema.FIRST


@dataclass(slots=True)
class _Found:
    """What can be used of a damaged file."""

    documents: dict[str, Document] = field(default_factory=dict)
    records: dict[str, tuple[str, str]] = field(default_factory=dict)
    """(extractor, record) of a document's extraction."""
    removals: dict[str, str | None] = field(default_factory=dict)
    """What is kept of a removed document, by its id."""
    log: list[Deed] = field(default_factory=list)
    grades: dict[str, Grade] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    """Every id that stands anywhere."""
    altered: set[str] = field(default_factory=set)
    """Documents whose text is not quite what came in: a byte of it was damaged."""

    def write(self, path: Path) -> None:
        """Put it into a new store."""
        Store(f"sqlite:///{path}").close()
        documents = [document_row(document) for document in self.documents.values()]
        with closing(sqlite3.connect(path)) as db, db:
            for row in documents:
                db.execute(
                    f"INSERT INTO document ({','.join(row)}) VALUES ({','.join('?' * len(row))})",  # noqa: S608 - our names
                    list(row.values()),
                )
            db.executemany("INSERT INTO extraction VALUES (?, ?, ?)", ((key, *of) for key, of in self.records.items()))
            db.executemany("INSERT INTO tombstone VALUES (?, ?)", sorted(self.removals.items()))
            db.executemany(
                "INSERT INTO log (at, who, what, document_id, title, detail) VALUES (?, ?, ?, ?, ?, ?)",
                ((d.at, d.who, d.what, d.doc_id, d.title, d.detail) for d in self.log),
            )
            db.executemany(
                "INSERT INTO grade VALUES (?, ?, ?, ?)",
                ((key, g.reliability, g.credibility, g.reason) for key, g in sorted(self.grades.items())),
            )
            db.executemany("INSERT INTO correction VALUES (?, ?)", sorted(self.dates.items()))


def _read(path: Path) -> _Found:
    """What stands in ``path``; where its first page hides that, with the first page of a fresh store."""
    found = _look(path)
    if found.documents:
        return found
    _mend_first_page(path)
    mended = _look(path)
    return mended if mended.documents else found


def _look(path: Path) -> _Found:
    found = _Found()
    with closing(sqlite3.connect(path)) as db:
        if not _names_tables(db):
            return found
        db.text_factory = lambda data: data.decode("utf-8", "replace")
        for table in (schema.document, schema.extraction):
            found.named.update(str(key) for key, _ in _numbers(db, table))
        for row in _each(db, schema.document):
            _take_document(found, row)
        for row in _each(db, schema.extraction):
            _take_record(found, row)
        for row in _each(db, schema.tombstone):
            found.removals[str(row["document_id"])] = row["held"] if isinstance(row["held"], str) else None
        for row in _each(db, schema.log):
            found.log.extend(deeds_of(row))
        for row in _each(db, schema.grade):
            found.grades.update(grades_of(row))
        found.dates.update(
            (str(row["document_id"]), row["published"])
            for row in _each(db, schema.correction)
            if is_day(row["published"])
        )
    return found


def _names_tables(db: sqlite3.Connection) -> bool:
    try:
        return bool(db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    except UNREADABLE:
        return False


def _take_document(found: _Found, row: dict[str, Any]) -> None:
    """Keep a document.  Its id is made of its text: where they do not fit, one of them has a damaged byte."""
    with suppress(TypeError, ValueError):
        document = document_of(row)
        made = document_id(document.text)
        if made != document.id and made in found.named:
            document = replace(document, id=made)
        elif made != document.id and ALTERED not in document.warnings:
            found.altered.add(document.id)
            document = replace(document, warnings=(*document.warnings, ALTERED))
        found.documents[document.id] = document


def _take_record(found: _Found, row: dict[str, Any]) -> None:
    key = row["document_id"]
    with suppress(TypeError, ValueError):
        if key in found.documents and key not in found.altered and isinstance(row["extractor"], str):
            extraction_of(row["record"], found.documents[key])
            found.records[key] = row["extractor"], row["record"]


def _each(db: sqlite3.Connection, table: Table) -> Iterator[dict[str, Any]]:
    """The rows of a table that can be read, each once: those that are known of, and those behind damaged pages."""
    known = {number for _, number in _numbers(db, table)}
    top = max(known, default=0) + BEYOND
    for number in sorted(known | set(range(max(top - PROBES, 1), top))):
        with suppress(*UNREADABLE):
            cursor = db.execute(f"SELECT * FROM {table.name} WHERE rowid = ?", (number,))  # noqa: S608 - our names, here and below
            names = _in_place([column[0] for column in cursor.description], table)
            for values in cursor:
                yield {column.name: None for column in table.columns} | dict(zip(names, values, strict=True))


def _in_place(names: list[str], table: Table) -> list[str]:
    """The columns of a row by their names, of which a byte may be damaged: what is not known is what is missed."""
    ours = [column.name for column in table.columns]
    missing = [name for name in ours if name not in names]
    strange = [name for name in names if name not in ours]
    meant = dict(zip(strange, missing, strict=True)) if len(strange) == len(missing) else {}
    return [meant.get(name, name) for name in names]


def _numbers(db: sqlite3.Connection, table: Table) -> Iterator[tuple[object, int]]:
    """(id, row number) as far as the table and the index of its ids can be read, each from both ends."""
    key = next(iter(table.primary_key)).name
    for order in ("NOT INDEXED ORDER BY rowid", f"ORDER BY {key}"):
        for end in ("ASC", "DESC"):
            with suppress(*UNREADABLE):
                yield from db.execute(f"SELECT {key}, rowid FROM {table.name} {order} {end}")  # noqa: S608


def _mend_first_page(path: Path) -> None:
    """Give it the first page of a fresh store: ours lay out their tables in one order, so the roots are the same."""
    fresh = path.with_name(f"{path.name}.fresh")
    try:
        Store(f"sqlite:///{fresh}").close()
        page = bytearray(fresh.read_bytes()[:PAGE])
    finally:
        take_away(fresh)
    path.with_name(f"{path.name}-wal").unlink(missing_ok=True)
    page[PAGES_AT] = (path.stat().st_size // PAGE).to_bytes(4, "big")
    page[FREE_AT] = bytes(8)
    with path.open("r+b") as file:
        file.write(page)
