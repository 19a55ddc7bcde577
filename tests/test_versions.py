"""Stores that earlier versions wrote (``tests/stores``, dumps of theirs) are brought forward or refused."""

from __future__ import annotations

import logging
import random
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pytest

from geo.errors import StoreError
from geo.settings import ROOT
from geo.store import Store
from geo.store.schema import SCHEMA_VERSION
from geo.types import Extraction
from tests.test_store_faults import DOCUMENTS, fill, locked_away, unprivileged

if TYPE_CHECKING:
    from pathlib import Path

FIRST, SECOND, REMOVED = "4068478e3846fe3b", "287407ee8cf9992c", "6a00f8f30671c987"
EARLIER = tuple(range(1, SCHEMA_VERSION))


def written_by(version: int, path: Path) -> str:
    """A store as that version wrote it; its URL."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript((ROOT / "tests" / "stores" / f"version_{version}.sql").read_text(encoding="utf-8"))
    return f"sqlite:///{path}"


@pytest.mark.parametrize("version", EARLIER)
def test_a_store_of_an_earlier_version_keeps_all_it_holds(version: int, tmp_path: Path) -> None:
    url = written_by(version, tmp_path / "store.sqlite")
    for _ in range(2):  # what was brought forward is opened like any other
        store = Store(url)
        states = store.states()
        assert {key for key, state in states.items() if state.document} == {FIRST, SECOND}
        assert (states[FIRST].extractor, states[SECOND].date, states[REMOVED].removed) == ("v1", "2026-01-05", True)
        told = {e.document.id: e for e in store.extractions()}
        assert told[FIRST].places[0].place is not None
        assert told[FIRST].places[0].place.name == "Larkfield"
        assert (told[SECOND].document.published, told[SECOND].document.published_basis) == ("2026-01-05", "user")
        assert told[SECOND].document.text == "A second text of Larkfield, señor."
        assert (store.damaged(), store.version.partition("-")[2]) == ((), "5")
        store.close()


@pytest.mark.parametrize("version", EARLIER)
def test_one_that_was_brought_forward_is_written_to(version: int, tmp_path: Path) -> None:
    store = Store(written_by(version, tmp_path / "store.sqlite"))
    fill(store)
    assert len(store) == 5
    assert store.remove(DOCUMENTS[0].id)


@pytest.mark.parametrize("version", EARLIER)
def test_one_that_may_only_be_read_says_what_to_do_and_stays_as_it_is(version: int, tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    for folder in list(tmp_path.parents)[:3]:
        with suppress(OSError):
            folder.chmod(0o755)
    url = written_by(version, tmp_path / "store.sqlite")
    before = (tmp_path / "store.sqlite").read_bytes()
    locked_away(tmp_path)
    with unprivileged(), pytest.raises(StoreError, match=r"may only be read|no SQLite|cannot be opened"):
        Store(url)
    tmp_path.chmod(0o755)
    assert (tmp_path / "store.sqlite").read_bytes() == before


@pytest.mark.parametrize(
    ("statements", "sentence"),
    [
        (("PRAGMA user_version = 7",), r"is the database of another program.*left as it is"),
        (("PRAGMA application_id = 7",), r"is the database of another program.*left as it is"),
        (("CREATE TABLE moz_places (id INTEGER)",), r"is the database of another program.*left as it is"),
        (("CREATE TABLE document (id INTEGER, body TEXT)",), r"is the database of another program"),
        (("CREATE TABLE extraction (a)", "CREATE TABLE tombstone (a)"), r"lacks the table of its sources.*geo salvage"),
    ],
)
def test_what_is_no_store_is_refused_and_not_shown_as_an_empty_one(
    statements: tuple[str, ...], sentence: str, tmp_path: Path
) -> None:
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as db, db:
        for statement in statements:
            db.execute(statement)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=sentence):
        Store(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
        tables = db.execute("SELECT * FROM sqlite_master WHERE type = 'table'").fetchall()
    assert len(tables) == sum(statement.startswith("CREATE TABLE") for statement in statements)
    assert before[100:] == path.read_bytes()[100:]  # the file's header counts how often it was opened for writing


def test_a_store_whose_table_of_sources_is_gone_is_not_shown_as_empty(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    fill(store)
    store.close()
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as db, db:
        db.execute("DROP TABLE document")
    with pytest.raises(StoreError, match="lacks the table of its sources"):
        Store(store.url)


#: Damaged files that are opened; each seed another one.
DAMAGED = 150


@pytest.mark.parametrize("where", ["the names of tables", "anywhere"])
def test_a_damaged_file_gets_its_sentence_and_never_a_fault_of_the_driver(
    where: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """SQLite's complaint may quote the damaged bytes, which are no text: that must be a sentence too."""
    caplog.set_level(logging.CRITICAL)  # what is logged of it holds half characters
    path, dice = tmp_path / "store.sqlite", random.Random(7)
    store = Store(f"sqlite:///{path}")
    store.add_all([])
    fill(store)
    store.close()
    sound = path.read_bytes()
    sentences: list[str] = []
    for _ in range(DAMAGED):
        data = bytearray(sound)
        for _ in range(dice.randint(1, 40)):
            data[dice.randrange(100, 4096 if where == "the names of tables" else len(data))] = dice.randint(128, 255)
        path.write_bytes(bytes(data))
        try:
            opened = Store(store.url)
            opened.contents(), opened.states(), opened.damaged(), len(opened), opened.version
            opened.close()
        except StoreError as error:
            sentences.append(str(error))
        for end in ("-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
    assert len(sentences) > DAMAGED // 10
    assert all("store.sqlite" in sentence and sentence.encode() for sentence in sentences)


def test_an_extraction_without_its_fields_is_read_again_and_not_lost(tmp_path: Path) -> None:
    store = Store(written_by(1, tmp_path / "store.sqlite"))
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as db, db:
        db.execute("UPDATE extraction SET record = '{}'")
    assert {e.document.id for e in store.extractions()} == {FIRST, SECOND}
    assert all(e == Extraction(e.document) for e in store.extractions())
