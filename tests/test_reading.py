"""Sources are read behind the pages: what is there is shown meanwhile, and it ends."""

from __future__ import annotations

import re
import sqlite3
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from geo.ingest import BATCH
from geo.settings import Settings
from geo.sources import read_text
from geo.store import Entry, Store
from geo.types import Document, Extraction, Rejected
from geo.views import reading as module
from geo.views.reading import Reading
from tests import browser as b

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE = 20


class Gate:
    """Reads so many documents and then waits to be let on."""

    def __init__(self, free: int) -> None:
        self.free, self.read, self.open = free, 0, threading.Event()

    def try_extract(self, document: Document) -> Extraction | Rejected:
        if self.read >= self.free:
            assert self.open.wait(PATIENCE)
        self.read += 1
        return Extraction(document)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    class NoGazetteer:
        def close(self) -> None:
            pass

    monkeypatch.setattr(module, "open_gazetteer", lambda *_: NoGazetteer())
    (tmp_path / "seeds").mkdir()
    return Settings(seeds=tmp_path / "seeds", store=f"sqlite:///{tmp_path / 'store.sqlite'}")


def write(settings: Settings, count: int) -> None:
    for i in range(count):
        (settings.seeds / f"{i:04}.txt").write_text(f"Text number {i} of the valley.")


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_few_sources_are_read_before_anything_is_shown(settings: Settings) -> None:
    write(settings, 5)
    gate = Gate(4)
    reading = Reading(Store(settings.store), settings, lambda: gate).start()
    until(lambda: gate.read == 4)
    assert not reading.worth_showing
    gate.open.set()
    assert reading.wait(PATIENCE)
    assert reading.worth_showing
    assert reading.report
    assert (reading.report.added, reading.done, reading.total) == (5, 5, 5)


def test_of_many_the_first_batch_is_shown(settings: Settings) -> None:
    write(settings, 2 * BATCH)
    gate, store = Gate(BATCH + 3), Store(settings.store)
    reading = Reading(store, settings, lambda: gate).start()
    until(lambda: reading.worth_showing)
    assert not reading.ended
    assert len(store) == BATCH
    gate.open.set()
    assert reading.wait(PATIENCE)
    assert len(store) == 2 * BATCH


def test_what_an_earlier_version_read_is_shown_at_once(settings: Settings) -> None:
    write(settings, 3)
    gate, store = Gate(0), Store(settings.store)
    old = read_text("old", "What an older version has read.")
    store.add_all([Entry(old, Extraction(old), "older")])
    reading = Reading(store, settings, lambda: gate).start()
    until(lambda: reading.worth_showing)
    assert not reading.ended
    gate.open.set()
    assert reading.wait(PATIENCE)
    assert reading.report
    assert (reading.report.added, reading.report.updated) == (3, 1)


def test_an_error_is_kept_and_what_was_read_is_shown(settings: Settings) -> None:
    write(settings, 2)
    store = Store(settings.store)
    store.add_all([Entry(d, Extraction(d), "v") for d in [read_text("old", "Something that was read before.")]])

    class Breaks:
        def try_extract(self, document: Document) -> Extraction | Rejected:
            raise MemoryError

    reading = Reading(store, settings, Breaks).start()
    assert reading.wait(PATIENCE)
    assert "MemoryError" in (reading.error or "")
    assert reading.worth_showing
    again = Reading(store, settings, lambda: Gate(9)).start()
    assert again.wait(PATIENCE)
    assert (again.error, len(store)) == (None, 3)


def test_a_folder_that_is_not_there_is_an_error_and_nothing_to_show(settings: Settings) -> None:
    settings.seeds.rmdir()
    reading = Reading(Store(settings.store), settings, lambda: Gate(0)).start()
    assert reading.wait(PATIENCE)
    assert "cannot be opened as a folder" in (reading.error or "")
    assert not reading.worth_showing


# ------------------------------------------------------------------ in a browser
COUNT = 30


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that an older version has filled, so that all is to be read again."""
    folder = tmp_path_factory.mktemp("older")
    (folder / "seeds").mkdir()
    told = "Soldiers blocked a road in Durango, Mexico, on Monday. At least 12 people were injured, police said. " * 30
    for i in range(COUNT):
        (folder / "seeds" / f"{i:03}.txt").write_text(f" date 2025-05-06 Report {i}. {told}")
    store = Store(f"sqlite:///{folder / 'store.sqlite'}")
    documents = [read_text(f"{i:03}.txt", f" date 2025-05-06 Report {i}. {told}") for i in range(COUNT)]
    store.add_all([Entry(d, Extraction(d), "older") for d in documents])
    store.close()
    with closing(sqlite3.connect(folder / "store.sqlite")) as db, db:  # one bad record beside them
        db.execute("UPDATE extraction SET record = '{' WHERE document_id = ?", (documents[0].id,))
    return folder


@pytest.fixture(scope="module")
def app(place: Path) -> Iterator[str]:
    with b.running(place, place / "seeds") as base:
        yield base


@pytest.mark.browser
@pytest.mark.skipif(b.missing() is not None, reason=str(b.missing()))
def test_the_page_is_there_while_sources_are_read_and_draws_itself_anew_once(
    visit: Callable[..., b.Visit], app: str
) -> None:
    v = visit("/sources")
    assert re.search(rf"({COUNT}|{COUNT - 1}) sources read", v.page.inner_text(".head"))  # one is listed till mended
    status = v.page.get_by_role("status").filter(has_text="Reading sources")
    status.wait_for()
    v.page.get_by_role("link", name="Casualties").first.click()
    v.page.wait_for_url(re.compile("casualties"))
    v.settle()
    status.wait_for(state="detached", timeout=b.PATIENCE_MS)
    v.settle()
    assert "injured" in v.page.inner_text("[data-testid=stMain]").lower()
    runs: list[str] = []
    v.page.on("websocket", lambda _: runs.append("new"))
    v.page.evaluate(
        "() => { window.changes = 0; new MutationObserver(all => all.forEach(m => { if (m.attributeName ==="
        " 'data-test-script-state') window.changes += 1; })).observe(document.querySelector("
        "'[data-testid=stApp]'), {attributes: true}); }"
    )
    v.page.wait_for_timeout(6000)
    assert v.page.evaluate("window.changes") == 0  # nothing polls any more
    assert runs == []
