"""Salvage: everything readable of a damaged store comes into a fresh one, and the damaged file is kept."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from geo.errors import StoreError
from geo.ingest import add_sources
from geo.run import cli
from geo.settings import Settings
from geo.sources import read_text
from geo.store import Entry, Store, salvage
from geo.types import Extraction
from tests.test_ingest import FakePipeline

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE = 4096
DOCUMENTS = tuple(
    read_text(f"{i}.txt", f"Text {i}. " + f"Word {i} of many. " * random.Random(i).randint(10, 600)) for i in range(80)
)
DATED, REMOVED = DOCUMENTS[:3], DOCUMENTS[-4:]
LEFT = frozenset(d.id for d in DOCUMENTS) - {d.id for d in REMOVED}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A store with sources, dates that were set, and removals, as it lies on the disk."""
    path = tmp_path_factory.mktemp("sound") / "store.sqlite"
    store = Store(f"sqlite:///{path}")
    store.add_all([Entry(d, Extraction(d), "v") for d in DOCUMENTS])
    store.add_all([Entry(d, Extraction(d), "v") for d in DATED], dates={d.id: "2026-02-03" for d in DATED})
    for document in REMOVED:
        store.remove(document.id)
    store.close()
    return path.read_bytes()


def zeroed(page: int, count: int = 1) -> Callable[[bytes], bytes]:
    start, end = (page - 1) * PAGE, (page - 1 + count) * PAGE
    return lambda data: data[:start] + bytes(end - start) + data[end:]


def at_random(changes: int, seed: int) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        rng, changed = random.Random(seed), bytearray(data)
        for _ in range(changes):
            changed[rng.randrange(len(changed))] = rng.randrange(256)
        return bytes(changed)

    return change


def cut(share: float) -> Callable[[bytes], bytes]:
    return lambda data: data[: int(len(data) * share)]


#: How each is damaged, and of how many of the 76 sources at least the text must be saved.
DAMAGES = {
    "the header": (lambda data: bytes(100) + data[100:], 76),
    "the first page": (zeroed(1), 76),
    "the index of ids": (zeroed(5), 76),
    "removals": (zeroed(8), 76),
    "two pages of texts": (zeroed(30, 2), 72),
    "30 bytes": (at_random(30, 1), 72),
    "300 bytes": (at_random(300, 2), 60),
    "300 others": (at_random(300, 3), 60),
    "cut at .9": (cut(0.9), 60),
    "cut at .5": (cut(0.5), 30),
    "the last page": (lambda data: data[:-PAGE], 74),
}


@pytest.mark.parametrize("kind", DAMAGES)
def test_what_is_readable_is_saved_and_the_damaged_file_kept(sound: bytes, tmp_path: Path, kind: str) -> None:
    change, least = DAMAGES[kind]
    path, damaged = tmp_path / "store.sqlite", change(sound)
    path.write_bytes(damaged)
    url = f"sqlite:///{path}"
    saved = salvage(url)
    assert saved is not None
    assert saved.kept.read_bytes() == damaged
    assert {file.name for file in tmp_path.iterdir()} == {"store.sqlite", "store.damaged-1.sqlite"}
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    store = Store(url)
    states = {key: state for key, state in store.states().items() if state.document}
    whole = LEFT & {key for key, state in states.items() if state.document and not state.document.warnings}
    texts = {d.id: d.text for d in DOCUMENTS}
    assert all(state.document and state.document.text == texts[key] for key, state in states.items() if key in whole)
    assert len(states) == saved.documents >= least
    assert set(states) - whole == set(saved.altered)
    assert store.damaged() == ()
    assert len(store.contents().extractions) == saved.documents


def test_dates_and_removals_are_saved_and_what_is_lost_can_be_added_again(sound: bytes, tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    path.write_bytes(zeroed(30, 8)(sound))
    url = f"sqlite:///{path}"
    saved = salvage(url)
    assert saved
    assert saved.lost
    assert (saved.dates, saved.removals) == (len(DATED), len(REMOVED))
    store = Store(url)
    assert all(store.state(d.id).date == "2026-02-03" for d in DATED)
    assert all(store.state(d.id).removed for d in REMOVED)
    wanted = [d for d in DOCUMENTS if d.id in LEFT]
    add_sources(store, wanted, Settings(seeds=tmp_path, store=url), FakePipeline)
    assert {d.id for d in store.documents()} == LEFT


def test_a_second_salvage_keeps_the_first_damaged_file(sound: bytes, tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    for _ in range(2):
        path.write_bytes(cut(0.9)(sound))
        assert salvage(f"sqlite:///{path}")
    assert {f.name for f in tmp_path.iterdir()} == {"store.sqlite", "store.damaged-1.sqlite", "store.damaged-2.sqlite"}


def test_what_the_log_holds_is_saved_too(tmp_path: Path) -> None:
    """As a kill leaves it: part of the store stands in the -wal only."""
    alive = Store(f"sqlite:///{tmp_path / 'alive.sqlite'}")
    alive.add_all([Entry(d, Extraction(d), "v") for d in DOCUMENTS])
    killed = tmp_path / "killed.sqlite"
    killed.write_bytes((tmp_path / "alive.sqlite").read_bytes() + b"tail of another file" * 300)
    killed.with_name("killed.sqlite-wal").write_bytes((tmp_path / "alive.sqlite-wal").read_bytes())
    alive.close()
    salvage(f"sqlite:///{killed}")
    assert len(Store(f"sqlite:///{killed}").documents()) == len(DOCUMENTS)


def test_a_sound_store_is_left_alone_and_one_in_use_is_refused(sound: bytes, tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    path.write_bytes(sound)
    url = f"sqlite:///{path}"
    assert salvage(url) is None
    store = Store(url)
    with pytest.raises(StoreError, match="open in another program"):
        salvage(url)
    store.close()
    assert path.read_bytes() == sound


def test_what_holds_nothing_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite"
    path.write_bytes(b"a shopping list, and nothing else" * 500)
    with pytest.raises(StoreError, match="left as it is"):
        salvage(f"sqlite:///{path}")
    assert [f.name for f in tmp_path.iterdir()] == ["notes.sqlite"]
    for url in ("sqlite://", f"sqlite:///{tmp_path / 'nowhere.sqlite'}"):
        with pytest.raises(StoreError, match=r"no SQLite file|there is no store"):
            salvage(url)


def test_another_programs_database_is_called_so(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE moz_places (id INTEGER)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"notes.sqlite is the database of another program: .* it is left as it is"):
        salvage(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_the_command_says_what_it_saved(
    sound: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "store.sqlite"
    monkeypatch.setenv("INCIDENT_ATLAS_STORE", f"sqlite:///{path}")
    path.write_bytes(sound)
    assert cli.main(["salvage"]) == cli.DONE
    assert "sound" in capsys.readouterr().out
    path.write_bytes(zeroed(30, 8)(sound))
    assert cli.main(["salvage"]) == cli.REJECTED
    told = capsys.readouterr()
    assert "sources saved" in told.out
    assert "store.damaged-1.sqlite" in told.out
    assert "could not be saved" in told.err
    assert cli.main(["sources"]) == cli.DONE


def test_the_name_of_a_column_that_is_damaged_costs_nothing_of_what_it_holds(sound: bytes, tmp_path: Path) -> None:
    damaged = sound.replace(b"\tpublisher", b"\tqublisher", 1)
    assert damaged != sound
    path = tmp_path / "store.sqlite"
    path.write_bytes(sound)
    store = Store(f"sqlite:///{path}")
    named = read_text("n.txt", "Somebody printed this.", publisher="The Bee")
    store.add_all([Entry(named, Extraction(named), "v")])
    store.close()
    path.write_bytes(path.read_bytes().replace(b"\tpublisher", b"\tqublisher", 1))
    saved = salvage(f"sqlite:///{path}")
    assert saved is not None
    assert not saved.lost
    store = Store(f"sqlite:///{path}")
    found = {d.id: d for d in store.documents()}
    store.close()
    assert set(found) == LEFT | {named.id}
    assert found[named.id].publisher == "The Bee"
    assert salvage(f"sqlite:///{path}") is None
