"""What a database's error means and what saves the work, one sentence for each kind.

SQLite's own number of the error decides; its words change from version to version.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from geo.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy import URL
    from sqlalchemy.exc import SQLAlchemyError

#: An extended error number's lower byte is the kind.
PRIMARY = 0xFF
SALVAGE = (
    "close the program and run `python -m geo salvage`, which copies everything readable into a fresh file and "
    "keeps the damaged one"
)
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


def code_of(error: BaseException) -> int | None:
    """SQLite's number of the kind of error; None: another database's."""
    code: int | None = getattr(getattr(error, "orig", error), "sqlite_errorcode", None)
    return code & PRIMARY if code is not None else None


def failure(url: URL, error: SQLAlchemyError) -> StoreError:
    """The sentence for ``error``."""
    sentence = SENTENCES.get(code_of(error) or -1)
    reason = str(getattr(error, "orig", None) or error).splitlines()[0]
    if sentence is None:
        sentence = f"does not answer: check that it runs and that INCIDENT_ATLAS_STORE names it; {KEPT}"
    return StoreError(f"the store {shown(url)} {sentence} ({reason}).")
