"""SQLite files beside the store: what another program made is refused, and no byte of it is touched."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from geo.errors import StoreError
from geo.gazetteer.build import build
from geo.gazetteer.lookup import open_gazetteer
from geo.gazetteer.service import second_opinion
from geo.messages import speaking
from geo.messages.stored import retold
from geo.settings import Settings
from geo.sources.fetching.kept import Feed, Kept
from geo.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: What another program may have written.
FOREIGN = {
    "its own table": ("CREATE TABLE moz_places (id INTEGER)",),
    "a mark of its kind": ("PRAGMA application_id = 7",),
    "a mark of its version": ("PRAGMA user_version = 7",),
    "ours and one more": ("CREATE TABLE answer (a)", "CREATE TABLE feed (a)", "CREATE TABLE item (a)"),
    "one called as ours": ("CREATE TABLE feed (title TEXT)",),
    "another called as ours": ("CREATE TABLE answer (question TEXT)",),
    "a mark over ours": ("CREATE TABLE place (id)", "CREATE TABLE name (id)", "PRAGMA user_version = 3"),
}


def geocoder(path: Path) -> object:
    options = '{"user_agent": "tests", "domain": "127.0.0.1:1", "scheme": "http"}'
    return second_opinion(Settings(geocoder="nominatim", geocoder_options=options, geocoder_cache=path))


#: What opens a file, by the setting that names it.
OPENERS: dict[str, Callable[[Path], object]] = {
    "INCIDENT_ATLAS_FEEDS": Kept,
    "INCIDENT_ATLAS_GEOCODER_CACHE": geocoder,
    "INCIDENT_ATLAS_GAZETTEER": lambda path: open_gazetteer(Settings(gazetteer=path)),
}


def refused(setting: str, path: Path) -> str:
    """The sentence; the folder is as it was, to the byte."""
    before = {p.name: p.read_bytes() for p in path.parent.iterdir()}
    with pytest.raises(StoreError) as error:
        OPENERS[setting](path)
    assert {p.name: p.read_bytes() for p in path.parent.iterdir()} == before
    return str(error.value)


@pytest.mark.parametrize("what", FOREIGN)
@pytest.mark.parametrize("setting", OPENERS)
def test_another_programs_file_is_refused_and_left_as_it_is(setting: str, what: str, tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as db, db:
        for statement in FOREIGN[what]:
            db.execute(statement)
    sentence = refused(setting, path)
    assert sentence == (
        f"{path} is the database of another program: name another file in {setting}; it is left as it is."
    )
    with speaking("es"):
        assert "es la base de datos de otro programa: indique otro archivo en INCIDENT" in retold(sentence)


#: Ends without closing its database: what it wrote stands in the log beside the file.
_KILLED = """
import os, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA journal_mode = WAL")
db.execute("CREATE TABLE moz_places (id INTEGER)")
os._exit(0)
"""


@pytest.mark.parametrize("setting", ["INCIDENT_ATLAS_FEEDS", "INCIDENT_ATLAS_GEOCODER_CACHE"])
def test_a_log_that_another_program_left_is_not_worked_into_its_file(setting: str, tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    subprocess.run([sys.executable, "-c", _KILLED, str(path)], check=True)
    assert (tmp_path / "other.sqlite-wal").stat().st_size
    assert "is the database of another program" in refused(setting, path)


def test_our_own_are_opened_again_and_empty_files_are_taken(tmp_path: Path) -> None:
    (tmp_path / "empty.sqlite").touch()
    for path in (tmp_path / "new.sqlite", tmp_path / "empty.sqlite"):
        with Kept(path) as kept:
            kept.keep(Feed("https://bee.example/feed", etag="x"))
        with closing(sqlite3.connect(path)) as db, db:
            db.execute("ANALYZE")  # some tools do so, and leave tables of SQLite's own
        with Kept(path) as kept:
            assert kept.feed("https://bee.example/feed").etag == "x"
    for _ in range(2):
        assert geocoder(tmp_path / "answers.sqlite")


def test_a_store_is_not_taken_for_a_gazetteer(tmp_path: Path) -> None:
    """A mistake in a setting would else have cost it: a gazetteer that is stale is written anew."""

    Store(f"sqlite:///{tmp_path}/s.sqlite").close()
    before = (tmp_path / "s.sqlite").read_bytes()
    with pytest.raises(StoreError, match="INCIDENT_ATLAS_GAZETTEER"):
        build(tmp_path / "s.sqlite")
    assert (tmp_path / "s.sqlite").read_bytes() == before
