"""What a database's error means and what saves the work, one sentence for each kind.

SQLite's own number of the error decides; its words change from version to version.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from geo.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy import URL

#: An extended error number's lower byte is the kind.
PRIMARY = 0xFF
SALVAGE = (
    "close the program and run `python -m geo salvage`, which copies everything readable into a fresh file and "
    "keeps the damaged one"
)
SETTING = "INCIDENT_ATLAS_STORE"
KEPT = "what was stored before is kept"
_IN_USE = f"is being written to by another program: wait until it is done, or close it, and try again; {KEPT}"
_NOT_WRITABLE = f"may only be read: allow writing to the file and its folder, and try again; {KEPT}"
SENTENCES = {
    sqlite3.SQLITE_BUSY: _IN_USE,
    sqlite3.SQLITE_LOCKED: _IN_USE,
    sqlite3.SQLITE_FULL: f"cannot grow since the disk is full: free some space and try again; {KEPT}",
    sqlite3.SQLITE_IOERR: f"cannot be read or written by the disk: check the disk and its free space, and try again; "
    f"{KEPT}",
    sqlite3.SQLITE_READONLY: _NOT_WRITABLE,
    sqlite3.SQLITE_PERM: _NOT_WRITABLE,
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: check that it is a file, and that its folder is there and may be read "
    "and written",
    sqlite3.SQLITE_NOTADB: f"is no SQLite database, or its beginning is damaged: {SALVAGE}; if it never was a store, "
    "name another file in INCIDENT_ATLAS_STORE",
    sqlite3.SQLITE_CORRUPT: f"is damaged: {SALVAGE}",
    sqlite3.SQLITE_ERROR: f"lacks a table or a column: {SALVAGE}",
    sqlite3.SQLITE_NOMEM: f"needs more memory than there is: close other programs and try again; {KEPT}",
    sqlite3.SQLITE_TOOBIG: f"cannot take a text of that length: split it into one file for each article; {KEPT}",
}


def shown(url: URL) -> str:
    """The store as a sentence names it: its file, or its address without the password."""
    if url.get_backend_name() == "sqlite" and url.database:
        return url.database
    return url.render_as_string(hide_password=True)


#: What a database raises.  SQLite's complaint of a damaged file may quote bytes of it that are no UTF-8, on which the
#: driver breaks down.
FAULTS = (SQLAlchemyError, UnicodeDecodeError)


def code_of(error: BaseException) -> int | None:
    """SQLite's number of the kind of error; None: another database's."""
    if isinstance(error, UnicodeDecodeError):
        return sqlite3.SQLITE_CORRUPT
    code: int | None = getattr(getattr(error, "orig", error), "sqlite_errorcode", None)
    return code & PRIMARY if code is not None else None


def kind_of(error: BaseException) -> str:
    """What ``error`` means and what saves the work, to stand behind the store's name."""
    told = SENTENCES.get(code_of(error) or -1)
    return told or f"does not answer: check that it runs and that INCIDENT_ATLAS_STORE names it; {KEPT}"


def failure(url: URL, error: SQLAlchemyError | UnicodeDecodeError) -> StoreError:
    """The sentence for ``error``."""
    reason = "bytes of it are no text" if isinstance(error, UnicodeDecodeError) else _reason(error)
    return StoreError(f"the store {shown(url)} {kind_of(error)} ({reason}).")


def _reason(error: SQLAlchemyError) -> str:
    return str(getattr(error, "orig", None) or error).splitlines()[0]
