"""Notices that an open store's file was deleted or replaced.

SQLite would go on writing into a file that nobody finds again.
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing, suppress
from itertools import count
from typing import TYPE_CHECKING, Any

from geo.errors import StoreError
from geo.store.exchange import UNREADABLE, take_away

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine


class Whereabouts:
    """The file that a store was opened as, and where that went."""

    def __init__(self, engine: Engine, path: Path | None) -> None:
        """``path``: None for a store that is no file of its own."""
        self._engine, self._path = engine, path
        self._opened = _identity(path)
        self._saving = threading.Lock()
        self._saved: Path | None = None

    def check(self) -> None:
        """Raise StoreError where another file, or none, is in its place; what it held is saved before, once."""
        if self._opened is None or self._path is None or (now := _identity(self._path)) == self._opened:
            return
        with self._saving:
            self._saved = self._saved or _saved(self._engine, self._path)
        raise StoreError(_deleted(self._path, self._saved) if now is None else _replaced(self._path, self._saved))


def _identity(path: Path | None) -> tuple[int, int] | None:
    """What tells a file from another under its name; None: there is none."""
    try:
        found = path.stat() if path else None
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found else None


def _deleted(path: Path, saved: Path | None) -> str:
    if saved is None:
        return (
            f"the store {path} was deleted or moved while the program ran: put the file back, or start the program "
            "again, which begins an empty one."
        )
    return (
        f"the store {path} was deleted or moved while the program ran, and what it held is saved in {saved}: put "
        "that file in its place and start the program again; without it an empty one is begun."
    )


def _replaced(path: Path, saved: Path | None) -> str:
    if saved is None:
        return (
            f"the store {path} was replaced by another file while the program ran: start the program again, which "
            "opens that one."
        )
    return (
        f"the store {path} was replaced by another file while the program ran, and what it held is saved in {saved}: "
        "start the program again, which opens the file that is there now."
    )


def _saved(engine: Engine, path: Path) -> Path | None:
    """A copy of what a connection still reads, under a name that is free; None: nothing is read, or it cannot be."""
    if not engine.pool.checkedin():  # type: ignore[attr-defined]  # of the pool that files have
        return None  # a new connection would make a file
    names = (path.with_name(f"{path.stem}.saved-{n}{path.suffix}") for n in count(1))
    copy = next(name for name in names if not name.exists())
    held = 0
    with suppress(OSError, *UNREADABLE):
        path.parent.mkdir(parents=True, exist_ok=True)
        held = _copied(engine, copy)
    if not held:
        take_away(copy)
        return None
    return copy


def _copied(engine: Engine, copy: Path) -> int:
    """How many documents were copied."""
    with closing(engine.raw_connection()) as pooled, closing(sqlite3.connect(copy)) as target:
        source: Any = pooled.driver_connection
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
        return int(target.execute("SELECT count(*) FROM document").fetchone()[0])
