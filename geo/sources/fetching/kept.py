"""What is kept of feeds between two looks, on disk: so that nobody is asked twice for what has not changed."""

from __future__ import annotations

import sqlite3
from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING

from geo.custody.databases import open_own
from geo.errors import StoreError
from geo.files import make_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from types import TracebackType

#: Times that an item is tried which gives no document; by then its page is wrong, and not the moment.
TRIES = 3
_TABLES = {
    "feed": "url TEXT PRIMARY KEY, etag TEXT, modified TEXT, due REAL, failures INTEGER, gone INTEGER",
    "item": "url TEXT PRIMARY KEY, tries INTEGER, done INTEGER",
    "robots": "site TEXT PRIMARY KEY, rules TEXT, asked REAL",
}
_SETTING = "INCIDENT_ATLAS_FEEDS"


@dataclass(frozen=True, slots=True)
class Feed:
    """What is known of one feed."""

    url: str
    etag: str = ""
    """As the server gave it, to be given back; empty: none."""
    modified: str = ""
    """The same of its ``Last-Modified``."""
    due: float = 0.0
    """Unix time before which it is not asked again."""
    failures: int = 0
    """In a row."""
    gone: bool = False
    """Its server says that there will be no more of it."""


class Kept:
    """A small data base; several programs may use it at once."""

    def __init__(self, path: Path) -> None:
        """Open it, or make it.

        Raises FileError: its folder cannot be made; StoreError: it cannot be opened, or is not ours.
        """
        make_folder(path.parent, _SETTING)
        self._path = path
        try:
            self._db = open_own(path, _TABLES, _SETTING)
        except sqlite3.Error as error:
            raise self._fault(error) from error

    def __enter__(self) -> Kept:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def _fault(self, error: sqlite3.Error) -> StoreError:
        return StoreError(
            f"{self._path} cannot be used ({error}): make room or mend its permissions, or remove it; feeds are then "
            "asked anew."
        )

    def _run(self, statement: str, values: Iterable[object] = ()) -> list[tuple[object, ...]]:
        try:
            return self._db.execute(statement, tuple(values)).fetchall()
        except sqlite3.Error as error:
            raise self._fault(error) from error

    def feed(self, url: str) -> Feed:
        """What is known of a feed."""
        names = ", ".join(field.name for field in fields(Feed))
        rows = self._run(f"SELECT {names} FROM feed WHERE url = ?", [url])  # noqa: S608 - names of our own fields
        return Feed(*rows[0]) if rows else Feed(url)  # type: ignore[arg-type]

    def keep(self, feed: Feed) -> None:
        """Write what is known of a feed."""
        self._run("INSERT OR REPLACE INTO feed VALUES (?, ?, ?, ?, ?, ?)", astuple(feed))

    def is_open(self, url: str) -> bool:
        """Whether an item is still to be read."""
        rows = self._run("SELECT 1 FROM item WHERE url = ? AND (done OR tries >= ?)", [url, TRIES])
        return not rows

    def tried(self, url: str, *, done: bool) -> None:
        """An item was asked for; ``done``: it need not be again."""
        self._run(
            "INSERT INTO item VALUES (?, 1, ?) ON CONFLICT (url) DO UPDATE SET tries = tries + 1, done = excluded.done",
            [url, done],
        )

    def robots(self, site: str, since: float) -> str | None:
        """The rules of a site, where they were asked for since then."""
        rows = self._run("SELECT rules FROM robots WHERE site = ? AND asked >= ?", [site, since])
        return str(rows[0][0]) if rows else None

    def keep_robots(self, site: str, rules: str, now: float) -> None:
        """Write the rules of a site."""
        self._run("INSERT OR REPLACE INTO robots VALUES (?, ?, ?)", [site, rules, now])
