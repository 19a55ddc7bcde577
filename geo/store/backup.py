"""Copies a SQLite store into one file while it is in use, and puts such a copy back; both are checked on the way."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.custody.databases import foreign
from geo.errors import StoreError
from geo.files import refuse_database
from geo.store import schema
from geo.store.exchange import UNREADABLE, columns_lost, exchange, faults_in, file_of, refuse_in_use, take_away
from geo.store.faults import SETTING, kind_of
from geo.store.opening import as_it_stands, stands_alone
from geo.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Ending of the file beside a backup that holds its hash, as ``sha256sum`` writes and checks it.
HASH = ".sha256"
#: SQLite's numbers of what goes wrong with the file that is written, where another one is read.
_OF_THE_COPY = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR_WRITE,
        sqlite3.SQLITE_IOERR_FSYNC,
        sqlite3.SQLITE_IOERR_TRUNCATE,
    }
)
#: Hex digits of a SHA-256.
DIGITS = 64


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What a backup holds."""

    documents: int
    size: int
    """Bytes."""
    sha256: str
    """Hex digits."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back."""

    documents: int
    kept: Path | None
    """Where the store that was there before is now; None: there was none."""
    checked: bool
    """Whether the backup was compared with its hash; False: there was none beside it."""


def back_up(url: str, target: Path) -> BackedUp:
    """Copy the store into ``target``, one file that needs nothing beside it, and write its hash beside it.

    Raises StoreError: there is none, it is damaged, or the copy cannot be written; FileError: a database's log would
    bear the name.  Nothing stands under the name then.
    """
    path = file_of(url, "backed up")
    if not path.is_file():
        raise StoreError(f"there is no store {path}: nothing was backed up.")
    for taken in (target, target.with_name(target.name + HASH)):
        if taken.exists():
            raise StoreError(f"there is {taken} already: name a file that is not there yet, so that no backup is lost.")
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        refuse_database(target)
        part.touch(exist_ok=False)  # the system says better than SQLite what is in the way
        _copy(path, part, target)
        documents, size, digits = _documents(part, path), part.stat().st_size, _hash(part)
        target.with_name(target.name + HASH).write_text(f"{digits}  {target.name}\n", encoding="utf-8")
        part.replace(target)
    except OSError as error:
        raise _not_written(target, str(error.strerror)) from error
    finally:
        take_away(part)
    return BackedUp(documents, size, digits)


def _not_written(target: Path, reason: str) -> StoreError:
    return StoreError(
        f"{target} cannot be written ({reason}): it needs a folder that may be written, and as much free space as the "
        "store; the store is left as it is."
    )


def _copy(path: Path, part: Path, target: Path) -> None:
    """SQLite's own way: what others write meanwhile is in it whole or not at all."""
    try:
        with closing(_opened(path)) as store, closing(sqlite3.connect(part)) as copy:
            store.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
    except UNREADABLE as error:
        if getattr(error, "sqlite_errorcode", None) in _OF_THE_COPY:
            raise _not_written(target, str(error)) from error
        raise StoreError(f"the store {path} cannot be backed up: it {kind_of(error)} ({error}).") from error
    if fault := faults_in(part):
        raise StoreError(
            f"the store {path} is damaged ({fault}): run `python -m geo salvage` first, then back it up; nothing was "
            "written."
        )


def _opened(path: Path) -> sqlite3.Connection:
    """The store, which is read alone: one that may not be written can be copied all the same."""
    store = sqlite3.connect(path)
    try:
        store.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.Error as error:
        store.close()
        if not stands_alone(path, error):
            raise
        return as_it_stands(path)
    return store


def restore(url: str, source: Path) -> Restored:
    """Put a backup in the place of the store, which is kept under another name; a backup of an older version too.

    Raises StoreError: it is no sound backup, a newer version wrote it, or the store is in use; all is left as it is.
    """
    path = file_of(url, "restored")
    if not source.is_file():
        raise StoreError(f"there is no file {source}: check the path; the store is left as it is.")
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, part)
        log = source.with_name(f"{source.name}-wal")  # of a store that was copied as files: what was written last
        if log.exists():
            shutil.copyfile(log, part.with_name(f"{part.name}-wal"))
        checked = _check(source, part)
        documents = _documents(part, source)
        _call_another(part)
        if path.exists():
            refuse_in_use(path, "restore")
            _refuse_foreign(path)
        kept = exchange(path, part, "before-restore") if path.exists() else None
        if kept is None:
            part.replace(path)
    except OSError as error:
        raise StoreError(
            f"{source} cannot be put in the place of {path} ({error.strerror}): it needs a folder that may be "
            "written, and twice as much free space as the backup; the store is left as it is."
        ) from error
    finally:
        take_away(part)
    return Restored(documents, kept, checked)


def _check(source: Path, copy: Path) -> bool:
    """Raise where ``copy`` of ``source`` is no store that is whole; whether it was compared with its hash."""
    stated = next(_stated(source), None)
    if stated and stated != _hash(copy):
        raise StoreError(
            f"{source} is not what was backed up: its hash differs from the one in {source.name}{HASH}; take another "
            "copy of it; the store is left as it is."
        )
    if fault := faults_in(copy):
        raise StoreError(f"{source} is no backup, or damaged ({fault}): take another; the store is left as it is.")
    if not _has_documents(copy):
        raise StoreError(f"{source} is no backup of a store: take another; the store is left as it is.")
    return stated is not None


def _stated(source: Path) -> Iterator[str]:
    """The hash that stands beside a backup."""
    beside = source.with_name(source.name + HASH)
    if beside.is_file():
        digits = beside.read_text(encoding="utf-8", errors="replace")[:DIGITS].lower()
        if len(digits) != DIGITS or set(digits) - set("0123456789abcdef"):
            raise StoreError(f"{beside} holds no hash: write it anew with `sha256sum`, or take it away.")
        yield digits


def _refuse_foreign(path: Path) -> None:
    """Raise where another program's database lies in the place of the store."""
    if _tables(path) and not _has_documents(path):
        raise foreign(str(path), SETTING)


def _has_documents(path: Path) -> bool:
    """Whether the file has the table that every version of the store had."""
    return schema.document.name in _tables(path)


def _tables(path: Path) -> set[str]:
    """The tables in a file; none where it is no database, or a damaged one."""
    try:
        with closing(sqlite3.connect(path)) as db:
            return {str(name) for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    except UNREADABLE:
        return set()


def _documents(copy: Path, source: Path) -> int:
    """How many documents a copy holds, which is brought to this version on the way, and made one file again.

    Raises StoreError: it is no store that can be read; the sentence names its ``source``.
    """
    try:
        store = Store(f"sqlite:///{copy}")
        held = len(store)
    except StoreError as error:
        raise StoreError(str(error).replace(str(copy), str(source))) from error
    store.close()
    with closing(sqlite3.connect(copy)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
    if lost := columns_lost(copy):
        raise StoreError(
            f"{source} is damaged (its column {lost} is lost): name it in {SETTING}, run `python -m geo salvage`, and "
            "try again; all is left as it is."
        )
    return held


def _call_another(store: Path) -> None:
    """What comes back is written to again from an older number of changes on: what was known by it is another store."""
    with closing(sqlite3.connect(store)) as db, db:
        db.execute("REPLACE INTO meta VALUES ('made', ?)", (schema.by_chance(),))


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
