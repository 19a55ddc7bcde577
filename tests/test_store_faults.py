"""What can befall a store: each fault has its own sentence, its remedy saves, and one bad record stops one document."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import sqlite3
import stat
import tempfile
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from geo.errors import StoreError
from geo.ingest import add_sources, sync_seeds
from geo.settings import Settings
from geo.sources import read_text
from geo.store import Entry, State, Store, opening
from geo.store.faults import SENTENCES
from geo.types import Extraction
from tests.test_ingest import FakePipeline

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = 65534
DOCUMENTS = tuple(read_text(f"{i}.txt", f"Text number {i} of the valley.") for i in range(3))


def fill(store: Store, *documents: object) -> None:
    store.add_all([Entry(d, Extraction(d), "v") for d in documents or DOCUMENTS])


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that everybody may look into; pytest's own are closed to others."""
    with tempfile.TemporaryDirectory() as made:
        path = Path(made)
        path.chmod(0o755)
        yield path


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    made = Store(f"sqlite:///{folder / 'store.sqlite'}")
    yield made
    made.close()


def damage(store: Store, *statements: str) -> None:
    with closing(sqlite3.connect(store.url.removeprefix("sqlite:///"))) as db, db:
        for statement in statements:
            db.execute(statement)


@contextmanager
def unprivileged() -> Iterator[None]:
    """As a user whom permissions bind: they do not bind root."""
    if os.geteuid() != 0:
        yield
        return
    try:
        os.seteuid(NOBODY)
    except OSError as error:
        pytest.skip(f"root cannot take another user's place here ({error.strerror}), and permissions do not bind root")
    try:
        yield
    finally:
        os.seteuid(0)


def locked_away(folder: Path) -> None:
    for path in (*folder.iterdir(), folder):
        path.chmod(stat.S_IMODE(path.stat().st_mode) & ~0o222)


# ------------------------------------------------------------------ reading needs no writing
def test_opening_and_reading_waits_for_no_writer(store: Store) -> None:
    fill(store)
    with store._write():
        assert len(Store(store.url)) == 3
        assert len(Store(store.url).documents()) == 3


def test_readers_go_on_in_a_store_whether_it_was_new_or_came_back(store: Store, folder: Path) -> None:
    def journal() -> str:
        with closing(sqlite3.connect(folder / "store.sqlite")) as db:
            return str(db.execute("PRAGMA journal_mode").fetchone()[0])

    assert journal() == "wal"
    store.close()
    with closing(sqlite3.connect(folder / "store.sqlite")) as db:
        db.execute("PRAGMA journal_mode = DELETE")  # as a backup has it
    assert journal() == "delete"
    Store(store.url).close()
    assert journal() == "wal"


def test_opening_writes_nothing(store: Store, folder: Path) -> None:
    fill(store)
    before, wal = (folder / "store.sqlite").read_bytes(), (folder / "store.sqlite-wal").read_bytes()
    Store(store.url).documents()
    assert (folder / "store.sqlite").read_bytes() == before
    assert (folder / "store.sqlite-wal").read_bytes() == wal


def test_what_may_only_be_read_is_read_and_says_so_when_it_should_be_written(store: Store, folder: Path) -> None:
    fill(store)
    store.close()
    locked_away(folder)
    with unprivileged():
        reader = Store(store.url)
        assert len(reader.documents()) == 3
        with pytest.raises(StoreError, match=r"may only be read.*allow writing.*kept"):
            reader.remove(DOCUMENTS[0].id)
        reader.close()
    folder.chmod(0o755)


def test_what_a_killed_writer_left_in_the_log_is_not_left_out_in_silence(store: Store, folder: Path) -> None:
    fill(store)
    for end in ("", "-wal"):  # as a kill leaves them: the log is not merged
        (folder / f"copy.sqlite{end}").write_bytes((folder / f"store.sqlite{end}").read_bytes())
    store.close()
    locked_away(folder)
    with unprivileged(), pytest.raises(StoreError, match="folder"):
        Store(f"sqlite:///{folder / 'copy.sqlite'}")
    folder.chmod(0o755)


def test_a_folder_that_cannot_be_made_is_named(folder: Path) -> None:
    (folder / "file").write_text("no folder")
    with pytest.raises(StoreError, match=r"the folder .*file.* cannot be made .*INCIDENT_ATLAS_STORE"):
        Store(f"sqlite:///{folder / 'file' / 'below' / 'store.sqlite'}")
    with pytest.raises(StoreError, match="cannot be opened"):
        Store(f"sqlite:///{folder}")


# ------------------------------------------------------------------ each fault its sentence
def test_a_store_that_another_program_writes_says_wait(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_MS", 50)
    with closing(sqlite3.connect(store.url.removeprefix("sqlite:///"))) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="being written to by another program: wait"):
            fill(Store(store.url))
    fill(store)
    assert len(store) == 3


def test_a_full_disk_loses_nothing_and_says_how_much_is_stored(store: Store, folder: Path) -> None:
    settings = Settings(seeds=folder, store=store.url)
    fill(store)
    many = [read_text(f"m{i}", f"{i} " + "A long text about nothing at all. " * 300) for i in range(120)]
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (900_000, before[1]))
    try:
        with pytest.raises(StoreError, match=r"(disk is full|by the disk).*50 of 120 sources are stored"):
            add_sources(store, many, settings, FakePipeline)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert len(store.documents()) == 53
    assert add_sources(store, many, settings, FakePipeline).added == 70


def test_damage_is_told_from_what_is_no_store(store: Store, folder: Path) -> None:
    path = folder / "store.sqlite"
    fill(store, *(read_text(f"{i}", f"{i} " + "Words. " * 900) for i in range(40)))
    store.close()
    sound = path.read_bytes()
    path.write_bytes(sound[:8192] + b"\xff" * 40_000 + sound[48_192:])
    with pytest.raises(StoreError, match=r"is damaged.*geo salvage"):
        Store(store.url).contents()
    path.write_bytes(b"no database, but text that is long enough to be looked at as one" * 40)
    with pytest.raises(StoreError, match=r"no SQLite database.*geo salvage.*never was a store"):
        Store(store.url)


def test_no_sentence_advises_what_loses(store: Store) -> None:
    for sentence in SENTENCES.values():
        assert not any(word in sentence for word in ("move", "delete", "start again", "built anew"))


def test_a_password_is_not_told() -> None:
    with pytest.raises(StoreError) as told:
        Store("postgresql://me:secret@nowhere.invalid/db")
    assert "secret" not in str(told.value)


# ------------------------------------------------------------------ an upgrade
def test_an_upgrade_that_was_interrupted_goes_on(store: Store) -> None:
    fill(store)
    damage(store, "UPDATE meta SET value = 1 WHERE key = 'schema_version'")
    assert len(Store(store.url).documents()) == 3


@pytest.mark.parametrize(
    "statement", ["DELETE FROM meta", "UPDATE meta SET value = 'x'", "DROP TABLE meta", "DROP TABLE correction"]
)
def test_what_the_tables_lack_is_put_right(store: Store, statement: str) -> None:
    fill(store)
    damage(store, statement)
    mended = Store(store.url)
    assert len(mended.documents()) == 3
    before = mended.version
    mended.remove(DOCUMENTS[0].id)
    assert mended.version != before


# ------------------------------------------------------------------ one bad record
BAD_RECORDS = {
    "bad JSON": "UPDATE extraction SET record = '{\"docu' WHERE {e}",
    "a missing field": "UPDATE extraction SET record = '{\"document\": {}}' WHERE {e}",
    "no object": "UPDATE extraction SET record = '[]' WHERE {e}",
    "nesting": "UPDATE extraction SET record = '%s' WHERE {e}" % ("[" * 90_000),
    "a wrong type": "UPDATE extraction SET record = json_set(record, '$.warnings', 5) WHERE {e}",
    "a wrong type inside": "UPDATE extraction SET record = json_set(record, '$.document.title', 5) WHERE {e}",
    "bytes": "UPDATE extraction SET record = x'ff00' WHERE {e}",
    "no UTF-8": "UPDATE extraction SET record = CAST(x'7bff7d' AS TEXT) WHERE {e}",
    "NUL": "UPDATE extraction SET record = char(0) || record WHERE {e}",
    "none at all": "DELETE FROM extraction WHERE {e}",
}


@pytest.mark.parametrize("kind", BAD_RECORDS)
def test_a_damaged_extraction_is_named_the_others_are_shown_and_it_is_read_again(
    store: Store, folder: Path, kind: str
) -> None:
    fake, settings = FakePipeline(), Settings(seeds=folder / "seeds", store=store.url)
    settings.seeds.mkdir()
    add_sources(store, DOCUMENTS, settings, lambda: fake)
    key = DOCUMENTS[1].id
    damage(store, BAD_RECORDS[kind].replace("{e}", f"document_id = '{key}'"))
    held = store.contents()
    assert {e.document.id for e in held.extractions} == {d.id for d in DOCUMENTS}
    assert [i for i, _ in held.unread] == [key]
    assert "at the next start" in held.unread[0][1]
    assert sync_seeds(store, settings, lambda: fake).documents == (key,)
    assert store.contents().unread == ()


BAD_DOCUMENTS = {
    "bytes": "UPDATE document SET text = x'ff00' WHERE {d}",
    "no UTF-8": "UPDATE document SET text = CAST(x'41ff42' AS TEXT) WHERE {d}",
    "no day": "UPDATE document SET published = 'some day' WHERE {d}",
    "an impossible day": "UPDATE document SET published = '2026-02-30' WHERE {d}",
    "a wrong basis": "UPDATE document SET published_basis = 'guessed' WHERE {d}",
    "gone": "DELETE FROM document WHERE {d}",
}


@pytest.mark.parametrize("kind", BAD_DOCUMENTS)
def test_a_damaged_document_is_named_the_others_are_shown_and_it_can_be_added_again(
    store: Store, folder: Path, kind: str
) -> None:
    settings = Settings(seeds=folder, store=store.url)
    add_sources(store, DOCUMENTS, settings, FakePipeline)
    key = DOCUMENTS[1].id
    damage(store, BAD_DOCUMENTS[kind].replace("{d}", f"id = '{key}'"))
    assert {e.document.id for e in store.extractions()} == {DOCUMENTS[0].id, DOCUMENTS[2].id}
    assert [d.document_id for d in store.damaged()] == [key]
    assert "add it again, or remove it" in store.damaged()[0].reason
    assert add_sources(store, DOCUMENTS, settings, FakePipeline).documents == (key,)
    assert store.damaged() == ()
    damage(store, BAD_DOCUMENTS[kind].replace("{d}", f"id = '{key}'"))
    assert store.remove(key)
    assert store.damaged() == ()


def test_damaged_notes_cost_no_document(store: Store) -> None:
    fill(store)
    damage(store, "UPDATE document SET warnings = '[\"a', outlets = '{}'")
    assert all(state.document and "damaged" in state.document.warnings[0] for state in store.states().values())


def test_a_damaged_date_is_no_date(store: Store) -> None:
    fill(store)
    damage(store, f"INSERT INTO correction VALUES ('{DOCUMENTS[0].id}', 'some day')")
    assert store.state(DOCUMENTS[0].id).date is None


# ------------------------------------------------------------------ what is stored comes back, or is refused before
@pytest.mark.parametrize("title", ["a\x00b", "t" * 1_000_000, "\u202e\ufeff", "'; DROP TABLE document; --"])
def test_strange_titles_come_back(store: Store, title: str) -> None:
    odd = replace(DOCUMENTS[0], title=title)
    fill(store, odd)
    assert store.documents() == (odd,)


def test_half_a_character_is_refused_before_anything_is_written(store: Store, folder: Path) -> None:
    odd = replace(DOCUMENTS[0], title="half \ud800", name="caf\udce9.txt")
    with pytest.raises(StoreError, match="half a character"):
        Entry(odd, Extraction(odd), "v")
    report = add_sources(store, [odd, *DOCUMENTS[1:]], Settings(seeds=folder, store=store.url), FakePipeline)
    assert (report.added, len(report.rejected), len(store)) == (2, 1, 2)
    report.rejected[0].reason.encode()


# ------------------------------------------------------------------ somebody else meanwhile
def test_an_entry_that_rests_on_another_state_is_not_written(store: Store) -> None:
    document = DOCUMENTS[0]
    entry = Entry(document, Extraction(document), "v", State())
    assert store.add_all([entry]) == {document.id}
    assert store.add_all([entry]) == frozenset()
    version = store.version
    assert store.add_all([]) == frozenset()
    assert store.version == version
    store.remove(document.id)
    assert store.add_all([entry]) == frozenset()
    assert store.state(document.id).removed


def test_queries_do_not_grow_with_the_documents(store: Store, folder: Path) -> None:
    many = [read_text(f"m{i}", f"Text {i} of many.") for i in range(120)]
    asked: list[str] = []
    event.listen(store._engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    counts = []
    for some in (many[:20], many[20:]):
        asked.clear()
        add_sources(store, some, Settings(seeds=folder, store=store.url), FakePipeline)
        counts.append(sum(statement.lstrip().startswith("SELECT") for statement in asked))
    assert counts[1] <= 2 * counts[0]  # two batches and one
    asked.clear()
    store.contents(), store.states(), store.damaged()
    assert len(asked) < 12


# ------------------------------------------------------------------ deleted or replaced while it is open
def saved_in(error: pytest.ExceptionInfo[StoreError]) -> Path:
    """The file that the sentence names."""
    found = re.search(r"is saved in (\S+):", str(error.value))
    assert found
    return Path(found[1])


@pytest.mark.parametrize("left", [(), ("-wal", "-shm")])
def test_a_store_that_was_deleted_under_the_program_is_written_to_no_more_and_saved(
    store: Store, folder: Path, left: tuple[str, ...]
) -> None:
    fill(store)
    for end in {"", "-wal", "-shm"}.difference(left):
        (folder / f"store.sqlite{end}").unlink()
    with pytest.raises(StoreError, match=r"deleted or moved while the program ran.*start the program again") as error:
        store.remove(DOCUMENTS[0].id)
    copy = saved_in(error)
    kept = Store(f"sqlite:///{copy}")
    assert len(kept) == 3
    kept.close()
    with pytest.raises(StoreError) as again:
        len(store)
    assert saved_in(again) == copy
    assert not (folder / "store.sqlite").exists()


def test_a_store_that_was_replaced_is_neither_mixed_with_the_other_nor_lost(store: Store, folder: Path) -> None:
    fill(store)
    other = Store(f"sqlite:///{folder / 'other.sqlite'}")
    fill(other, DOCUMENTS[0])
    other.close()
    (folder / "other.sqlite").replace(folder / "store.sqlite")
    with pytest.raises(StoreError, match="replaced by another file while the program ran") as error:
        _ = store.version
    kept = Store(f"sqlite:///{saved_in(error)}")
    assert len(kept) == 3
    kept.close()


def test_a_store_that_is_put_back_goes_on(store: Store, folder: Path) -> None:
    fill(store)
    (folder / "store.sqlite").rename(folder / "away.sqlite")
    with pytest.raises(StoreError, match="deleted or moved"):
        len(store)
    (folder / "away.sqlite").rename(folder / "store.sqlite")
    assert len(store) == 3
    assert store.remove(DOCUMENTS[0].id)


def test_of_an_empty_store_nothing_is_saved_and_a_whole_folder_may_be_gone(store: Store, folder: Path) -> None:
    (folder / "store.sqlite").unlink()
    with pytest.raises(StoreError, match="put the file back, or start the program again"):
        len(store)
    below = folder / "below"
    inner = Store(f"sqlite:///{below / 'store.sqlite'}")
    fill(inner)
    shutil.rmtree(below)
    with pytest.raises(StoreError) as error:
        len(inner)
    assert saved_in(error).is_file()
    inner.close()
