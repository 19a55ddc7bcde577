"""Opens the database of a store."""

from __future__ import annotations

import re
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from geo.errors import StoreError
from geo.store.faults import FAULTS, code_of, failure

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine

#: Milliseconds a writer waits for another one; a batch is written in far less.
BUSY_MS = 10_000
#: Execution option of transactions that write.
WRITES = "atlas_writes"


def open_engine(url: str) -> Engine:
    """The database, which a reader need not be allowed to write; a SQLite file's folder is made where it is missing.

    Raises StoreError: it cannot be opened.
    """
    try:
        parsed = make_url(url)
        engine = create_engine(parsed)
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError) as error:
        told = re.sub(r"//(?:.*@|[^/]+)", "//…", url)  # a password is nobody's business, in the reason neither
        reason = "its host or port cannot be read" if isinstance(error, ValueError) else str(error).split("\n")[0]
        raise StoreError(
            f"{told!r} is not a database URL that can be used ({reason}): write sqlite:///PATH."
        ) from error
    if engine.dialect.name != "sqlite":
        return engine
    if parsed.database in {None, "", ":memory:"}:
        raise StoreError(f"{url!r} keeps nothing, each page would have a store of its own: write sqlite:///PATH.")
    path = own_file(parsed)
    if path:
        _make_folder(path)
    _listen(engine)
    return _readable(engine, path) if path and path.is_file() else engine


def own_file(url: URL) -> Path | None:
    """The file that a store is; None: it is none, or more is told of it than its name."""
    named = url.database and url.database != ":memory:" and "uri" not in url.query
    return Path(str(url.database)) if named else None


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"the folder {path.parent} of the store cannot be made ({error.strerror}): make it and allow "
            "writing to it, or name another file in INCIDENT_ATLAS_STORE."
        ) from error


def _readable(engine: Engine, path: Path) -> Engine:
    """``engine``, or where its folder may not be written one that takes the file as it stands."""
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    except FAULTS as error:
        if not stands_alone(path, error):
            raise failure(engine.url, error) from error
        engine = create_engine(engine.url, creator=lambda: as_it_stands(path))
        _listen(engine)
    return engine


def stands_alone(path: Path, error: BaseException) -> bool:
    """Whether ``error`` says no more than that the file's folder may not be written, and all is in the one file.

    A WAL database needs two more files beside it, even for reading.  If the last writer closed it in order, all is in
    the one file; if not, part of it stands in the -wal, and showing the rest as if it were all would not be honest.
    """
    wal = path.with_name(f"{path.name}-wal")
    unmerged = wal.exists() and wal.stat().st_size
    return code_of(error) in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY} and not unmerged


def as_it_stands(path: Path) -> sqlite3.Connection:
    """A connection to a file that nobody writes to, and that needs nothing beside it."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True, check_same_thread=False)


def _listen(engine: Engine) -> None:
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)


def _set_up(connection: Any, _: object) -> None:  # noqa: ANN401 — the driver's connection
    """A second writer waits; foreign keys hold; we begin transactions.  Nothing of it is written into the file."""
    connection.isolation_level = None
    connection.text_factory = _text
    for pragma in (f"busy_timeout = {BUSY_MS}", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def let_readers_go_on(engine: Engine) -> None:
    """Have readers go on while one writes (WAL): that is written into the file, which must be known as ours."""
    if engine.dialect.name != "sqlite":
        return
    connection = engine.raw_connection()
    try:
        with suppress(sqlite3.Error, UnicodeDecodeError):  # a reader can do without
            connection.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def _text(data: bytes) -> str:
    """Text with a damaged byte comes as half a character: one value is unreadable then, and not the whole query."""
    return data.decode("utf-8", "surrogateescape")


def _begin(connection: Connection) -> None:
    """Lock at once where it will be written: two that start together do not both find the store empty."""
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
