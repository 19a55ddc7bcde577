"""Puts a SQLite store's file in the place of another, which is kept: after a salvage, and when a backup comes back."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from geo.errors import StoreError
from geo.store import schema
from geo.store.faults import code_of

#: What a damaged file makes the driver raise; SQLite's own complaint may quote bytes that are no UTF-8.
UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
#: The file and the two that SQLite keeps beside it while it is open.
BESIDE = ("", "-wal", "-shm")


def file_of(url: str, what: str) -> Path:
    """The file of a store, whether it is there or not.

    Raises StoreError: it is another database, of which ``what`` cannot be done.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise StoreError(f"{parsed.render_as_string()} is no SQLite file: only such a store can be {what}.")
    return Path(parsed.database)


def is_there(url: str) -> bool:
    """False for a file that nobody has made: to ask what it holds would make it."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        return True  # whoever opens it says what is wrong
    named = parsed.get_backend_name() == "sqlite" and parsed.database not in {None, "", ":memory:"}
    return not named or Path(parsed.database or "").exists()


def refuse_in_use(path: Path, again: str) -> None:
    """Raise where another program has it open: that would go on writing into the file that is put away."""
    with closing(sqlite3.connect(path, timeout=0)) as db:
        try:
            db.execute("PRAGMA locking_mode = EXCLUSIVE")
            db.execute("BEGIN EXCLUSIVE")
        except UNREADABLE as error:
            if code_of(error) == sqlite3.SQLITE_BUSY:
                raise StoreError(
                    f"the store {path} is open in another program: end that, the pages too, and {again} "
                    "again; nothing was changed."
                ) from error


def faults_in(path: Path) -> str | None:
    """What SQLite finds wrong in a file that no program has open; None: nothing."""
    try:
        with closing(sqlite3.connect(path)) as db:
            found = [str(row[0]) for row in db.execute("PRAGMA integrity_check")]
    except UNREADABLE as error:
        return str(error)
    return None if found == ["ok"] else found[0]


def columns_lost(path: Path) -> str | None:
    """The first column that a store of its version has and this sound file does not: a name of it was damaged."""
    with closing(sqlite3.connect(path)) as db:
        tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        try:
            told = db.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone()
        except sqlite3.Error:
            told = None
        version = told[0] if told and isinstance(told[0], int) else 0
        for table in schema.IN_ORDER if version <= schema.SCHEMA_VERSION else ():
            held = [row[1] for row in db.execute(f"PRAGMA table_info({table.name})")]
            if table.name in tables and (lost := schema.lacks(table.name, held, version)):
                return f"{table.name}.{min(lost)}"
    return None


def exchange(path: Path, part: Path, word: str) -> Path:
    """Put ``part`` in the place of ``path``, which is kept under a name that is free; at no moment is neither there."""
    names = (path.with_name(f"{path.stem}.{word}-{n}{path.suffix}") for n in count(1))
    kept = next(name for name in names if not name.exists())
    for end in BESIDE:
        if path.with_name(path.name + end).exists():
            shutil.copy2(path.with_name(path.name + end), kept.with_name(kept.name + end))
    for end in BESIDE[1:]:
        path.with_name(path.name + end).unlink(missing_ok=True)
    part.replace(path)
    return kept


def take_away(*files: Path) -> None:
    """Files that were made on the way, with what SQLite put beside them."""
    for file in files:
        for end in BESIDE:
            file.with_name(file.name + end).unlink(missing_ok=True)
