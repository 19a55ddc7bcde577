"""What is done to sources stands in the log with who did it, and a removal can be undone with all it took."""

from __future__ import annotations

import csv
import io
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geo.assemble import incident_of
from geo.custody import ANYBODY, FOLDER, now
from geo.export.tables import log as log_table
from geo.ingest import add_sources, redate, sync_seeds
from geo.run.cli import main
from geo.settings import Settings
from geo.sources import read_text
from geo.store import Entry, State, Store, salvage
from geo.store.records import pack, unpack
from geo.types import Extraction
from tests.test_ingest import FakePipeline
from tests.test_versions import REMOVED, written_by

if TYPE_CHECKING:
    from pathlib import Path

ONE, TWO = (read_text(f"{n}.txt", f"Text {n} of the valley.", title=f"Title {n}") for n in (1, 2))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "seeds").mkdir()
    return Settings(seeds=tmp_path / "seeds", store=f"sqlite:///{tmp_path / 'store.sqlite'}")


@pytest.fixture
def store(settings: Settings) -> Store:
    return Store(settings.store)


def told(store: Store) -> list[tuple[str, str, str, str]]:
    return [(d.who, d.what, d.doc_id, d.detail) for d in store.log()]


def test_everything_that_is_done_is_in_the_log_with_who_did_it(store: Store, settings: Settings) -> None:
    fake, before = FakePipeline(), now()
    add_sources(store, [ONE], settings, lambda: fake, by="ana")
    redate(store, ONE.id, "2026-02-23", settings, lambda: fake, by="luis")
    redate(store, ONE.id, None, settings, lambda: fake)
    store.remove(ONE.id, by="eva")
    store.bring_back(ONE.id, by="ana")
    add_sources(store, [replace(ONE, title="Another title")], settings, lambda: fake, by="ana")
    assert told(store) == [
        ("ana", "added", ONE.id, ""),
        ("luis", "dated", ONE.id, "2026-02-23"),
        (ANYBODY, "undated", ONE.id, ""),
        ("eva", "removed", ONE.id, ""),
        ("ana", "brought back", ONE.id, ""),
        ("ana", "changed", ONE.id, ""),
    ]
    assert [d.title for d in store.log()][-1] == "Another title"
    assert all(before <= d.at <= now() for d in store.log())


def test_what_the_folder_brings_is_told_apart_and_a_second_reading_adds_nothing(
    store: Store, settings: Settings
) -> None:
    (settings.seeds / "a.md").write_text("A road was blocked.")
    for _ in range(2):
        sync_seeds(store, settings, FakePipeline)
    assert [(d.who, d.what) for d in store.log()] == [(FOLDER, "added")]


def test_what_was_not_done_is_not_in_the_log(store: Store) -> None:
    assert not store.remove("0" * 16, by="ana")
    assert not store.bring_back("0" * 16, by="ana")
    store.add_all([Entry(ONE, Extraction(ONE), "v", State(ONE, "other"))], by="ana")
    assert store.log() == ()


def test_a_removal_is_undone_with_all_it_took(store: Store, settings: Settings) -> None:
    add_sources(store, [ONE, TWO], settings, FakePipeline, by="ana")
    redate(store, ONE.id, "2026-02-23", settings, FakePipeline, by="ana")
    before = store.contents(), store.states()
    assert store.remove(ONE.id, by="eva")
    assert store.documents() == (TWO,)
    assert [(r.doc_id, r.title) for r in store.removed()] == [(ONE.id, "Title 1")]
    assert store.bring_back(ONE.id, by="eva")
    assert (store.contents(), store.states()) == before
    assert store.removed() == ()
    assert not store.bring_back(ONE.id, by="eva")


def test_adding_a_removed_source_again_leaves_nothing_to_undo(store: Store, settings: Settings) -> None:
    add_sources(store, [ONE], settings, FakePipeline)
    store.remove(ONE.id)
    add_sources(store, [ONE], settings, FakePipeline)
    assert store.removed() == ()
    assert len(store) == 1


def test_what_an_earlier_version_removed_cannot_be_brought_back_and_stays_removed(tmp_path: Path) -> None:
    store = Store(written_by(3, tmp_path / "old.sqlite"))
    assert store.removed() == ()
    assert not store.bring_back(REMOVED)
    assert store.state(REMOVED).removed


@pytest.mark.parametrize("held", ["[", "[1, 2]", "[null, null]", "5", "null", '[{"id": 3}, null]', None])
def test_a_damaged_removal_is_no_fault(store: Store, settings: Settings, held: str | None) -> None:
    add_sources(store, [ONE], settings, FakePipeline)
    store.remove(ONE.id)
    with closing(sqlite3.connect(settings.store.removeprefix("sqlite:///"))) as db, db:
        db.execute("UPDATE tombstone SET held = ?", (held,))
    assert store.removed() == ()
    assert not store.bring_back(ONE.id)
    assert store.state(ONE.id).removed


def test_a_damaged_row_of_the_log_is_left_out(store: Store, settings: Settings) -> None:
    add_sources(store, [ONE, TWO], settings, FakePipeline)
    for column, value in (("at", "'yesterday'"), ("what", "'eaten'"), ("who", "CAST(x'ff' AS TEXT)"), ("title", "5.5")):
        with closing(sqlite3.connect(settings.store.removeprefix("sqlite:///"))) as db, db:
            db.execute("INSERT INTO log SELECT NULL, at, who, what, document_id, title, detail FROM log WHERE id = 1")
            db.execute(f"UPDATE log SET {column} = {value} WHERE id = (SELECT max(id) FROM log)")
    assert len([d for d in store.log() if d.title.startswith("Title")]) == 2


def test_a_name_with_half_a_character_stops_nothing(store: Store, settings: Settings) -> None:
    add_sources(store, [ONE], settings, FakePipeline, by="caf\udce9")
    assert store.log()[0].who == "caf?"


def test_salvage_keeps_the_log_and_what_was_removed(store: Store, settings: Settings, tmp_path: Path) -> None:
    long = [read_text(f"{n}", f"{n} " + "Words of it. " * 900) for n in range(30)]
    add_sources(store, [ONE, *long], settings, FakePipeline, by="ana")
    store.remove(ONE.id, by="eva")
    log = store.log()
    store.close()
    path = tmp_path / "store.sqlite"
    sound = path.read_bytes()
    middle = len(sound) // 8192 * 4096
    path.write_bytes(sound[:middle] + b"\xff" * 4096 + sound[middle + 4096 :])
    assert salvage(settings.store) is not None
    mended = Store(settings.store)
    assert set(mended.log()) <= set(log)
    assert len(mended.log()) >= len(log) - 1 or not mended.log()
    assert mended.state(ONE.id).removed
    assert mended.bring_back(ONE.id)


def test_salvage_leaves_a_sound_store_of_an_earlier_version_alone(tmp_path: Path) -> None:
    url = written_by(3, tmp_path / "old.sqlite")
    before = (tmp_path / "old.sqlite").read_bytes()
    assert salvage(url) is None
    assert (tmp_path / "old.sqlite").read_bytes() == before


def test_the_log_goes_with_the_incident_into_files(store: Store, settings: Settings) -> None:
    add_sources(store, [replace(ONE, title="=1+1")], settings, FakePipeline, by="@ana")
    incident = incident_of(store, settings)
    assert incident.log == store.log()
    assert unpack(type(incident), pack(incident)) == incident
    rows = list(csv.reader(io.StringIO(log_table(incident.log).csv().decode("utf-8-sig"))))
    assert rows[0] == ["at", "who", "what", "detail", "source", "title"]
    assert rows[1][1:] == ["'@ana", "added", "", ONE.id, "'=1+1"]


def test_the_commands(
    store: Store,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("INCIDENT_ATLAS_STORE", settings.store)
    monkeypatch.setenv("LOGNAME", "ana\x1b[2J")
    add_sources(store, [ONE], settings, FakePipeline)
    assert main(["remove", ONE.id]) == 0
    assert main(["bring-back", ONE.id]) == 0
    assert main(["bring-back", ONE.id]) == 2
    assert main(["log"]) == 0
    out = capsys.readouterr().out
    assert "ana\\x1b[2J (command line): brought back" in out
    assert "\x1b" not in out
    assert main(["log", "--lang", "es"]) == 0
    assert "(command line): devuelta" in capsys.readouterr().out
    assert main(["log", "--csv", str(tmp_path / "log.csv")]) == 0
    assert b"brought back" in (tmp_path / "log.csv").read_bytes()
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and path.read_bytes().startswith(b"SQLite format 3")]
    before = [path.read_bytes() for path in kept]
    assert kept
    assert [main(["log", "--csv", str(path)]) for path in kept] == [2] * len(kept)
    assert [path.read_bytes() for path in kept] == before


def test_a_store_without_sources_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INCIDENT_ATLAS_STORE", f"sqlite:///{tmp_path / 'mistyped.sqlite'}")
    assert main(["sources"]) == 0
    assert "mistyped.sqlite holds no source: `python -m geo ingest`" in capsys.readouterr().err
    assert main(["sources", "--lang", "es"]) == 0
    assert "mistyped.sqlite no contiene ninguna fuente" in capsys.readouterr().err
