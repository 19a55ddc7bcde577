"""SQLite files of our own beside the store; one that another program made is refused, and nothing of it is touched."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from geo.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    Held = dict[str, set[str]]
    """Tables with their columns."""

#: Numbers in the head of a file by which programs say whose it is; ours never does.
MARKS = ("user_version", "application_id")
#: The layers of a GeoPackage of ours, and those that each has, of whatever version.
_LAYERS = frozenset({"events", "counts", "quotes", "sources", "jurisdictions", "log", "about"})
_ALWAYS = frozenset({"events", "about"})


def open_own(path: Path, tables: Mapping[str, str], setting: str) -> sqlite3.Connection:
    """The file with its ``tables`` (name → columns as SQL declares them), made where it is missing.

    ``setting`` is what names it.

    Raises StoreError: it is another program's, or no database; sqlite3.Error: it cannot be opened or written.
    """
    ours = _made_of(tables)
    held = held_in(path, setting)
    if any(name not in ours or not ours[name] <= columns for name, columns in held.items()):
        raise foreign(str(path), setting)
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        _make(db, tables)
    except sqlite3.Error as error:
        db.close()
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_NOTADB:
            raise StoreError(
                f"{path} is no SQLite database: name another file in {setting}; it is left as it is."
            ) from error
        raise
    return db


def _make(db: sqlite3.Connection, tables: Mapping[str, str]) -> None:
    for name, columns in tables.items():
        db.execute(f"CREATE TABLE IF NOT EXISTS {name} ({columns}) WITHOUT ROWID")


def _made_of(tables: Mapping[str, str]) -> Held:
    with closing(sqlite3.connect(":memory:")) as db:
        _make(db, tables)
        return _tables(db)


def held_in(path: Path, setting: str) -> Held:
    """The tables of a file, looked at as it stands, since any other way may write; none where it is no database.

    Raises StoreError: another program has marked it as its own, or keeps a log beside it.
    """
    if not path.is_file():
        return {}
    try:
        with closing(_as_it_stands(path)) as db:
            if _is_marked(db) or _has_log(path):
                raise foreign(str(path), setting)
            return _tables(db)
    except sqlite3.Error:
        return {}  # damaged, or another run of ours is writing: who opens it is told what is wrong


def is_own_geopackage(path: Path) -> bool:
    """Whether a file is a GeoPackage that an export wrote, with no layer of anybody else in it."""
    if not path.is_file() or _has_log(path):
        return False
    try:
        with closing(_as_it_stands(path)) as db:
            return _ALWAYS <= {name for (name,) in db.execute("SELECT table_name FROM gpkg_contents")} <= _LAYERS
    except sqlite3.Error:
        return False


def _as_it_stands(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)


def _has_log(path: Path) -> bool:
    """Whether there may be more in the log beside a database than in it."""
    wal = path.with_name(f"{path.name}-wal")
    return wal.is_file() and bool(wal.stat().st_size)


def _is_marked(db: sqlite3.Connection) -> bool:
    return any(db.execute(f"PRAGMA {mark}").fetchone()[0] for mark in MARKS)


def _tables(db: sqlite3.Connection) -> Held:
    """All but SQLite's own."""
    named = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'")
    columns = "SELECT name FROM pragma_table_info(?)"
    return {str(table): {str(name) for (name,) in db.execute(columns, (table,))} for (table,) in named.fetchall()}


def foreign(name: str, setting: str) -> StoreError:
    """The sentence for a file that another program made."""
    return StoreError(
        f"{name} is the database of another program: name another file in {setting}; it is left as it is."
    )
