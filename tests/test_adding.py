"""What is added is read beside the page: how far it is, how it is stopped, and what came of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest

from geo.errors import StoreError
from geo.ingest import add_sources
from geo.messages import languages, speaking
from geo.present import fonts
from geo.present.design import SANS
from geo.settings import ROOT, Settings
from geo.sources import read_text, read_uploads
from geo.store import Store
from geo.types import Document, Extraction, Rejected
from geo.views.adding.panel import MOST_CAME
from geo.views.adding.work import Work
from geo.views.screens import sources
from tests import browser as b
from tests import filed
from tests.invented import incident
from tests.paged import opened
from tests.sites import answer, site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from geo.ingest import IngestReport


class Slow:
    """Reads a text when it is let."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.begun, self.let = threading.Event(), threading.Semaphore(0)

    def try_extract(self, document: Document) -> Extraction | Rejected:
        self.begun.set()
        assert self.let.acquire(timeout=20)
        self.read.append(document.title)
        return Extraction(document)


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path}/s.sqlite")


FILES = [(f"{n}.txt", f"The bridge number {n} burned on Monday.".encode()) for n in range(5)]


def work_on(store: Store, slow: Slow, files: list[tuple[str, bytes]] = FILES) -> Work[tuple[str, bytes]]:
    return Work(
        files,
        lambda file: file[0],
        read_uploads,
        lambda found, told: add_sources(store, found, Settings(), lambda: slow, told),
    )


def test_how_far_it_is_and_what_came_of_it(store: Store, slow: Slow) -> None:
    work = work_on(store, slow, [*FILES, ("none.txt", b"")])
    assert (work.files, work.share, work.ended) == ((0, 6), 0.0, False)
    work.start()
    assert slow.begun.wait(20)
    assert (work.files, work.texts, work.doing) == ((6, 6), (0, 5), "The bridge number 0 burned on Monday.")
    shares = [work.share]
    for n in range(5):
        assert not work.ended
        slow.let.release()
        end = time.monotonic() + 20
        while work.texts == (n, 5) and time.monotonic() < end:
            time.sleep(0.01)
        shares.append(work.share)
    assert shares == sorted(set(shares))
    assert work.wait(20)
    assert work.report
    assert (work.report.added, len(work.report.rejected), work.unseen, work.error) == (5, 1, 0, None)


def test_a_stop_keeps_what_was_read_and_says_what_was_not(store: Store, slow: Slow) -> None:
    work = work_on(store, slow).start()
    assert slow.begun.wait(20)
    slow.let.release()
    while work.texts != (1, 5):
        time.sleep(0.01)
    work.stop()
    slow.let.release()
    assert work.wait(20)
    assert work.report
    assert (work.report.added, work.report.left) == (2, 3)
    assert len(store.documents()) == 2
    again = work_on(store, slow).start()
    for _ in range(3):
        slow.let.release()
    assert again.wait(20)
    assert again.report
    assert (again.report.added, again.report.skipped) == (3, 2)


def test_a_stop_between_files_reads_no_further_one(store: Store, slow: Slow) -> None:
    work: list[Work[str]] = []

    def read(names: Iterable[str]) -> Iterator[Document | Rejected]:
        for name in names:
            work[0].stop()
            yield Rejected(name, f"{name} is odd: mend it.")

    work.append(Work(["a", "b", "c"], str, read, partial(_taken, store, slow)))
    assert work[0].start().wait(20)
    assert work[0].unseen == 2
    assert work[0].report
    assert len(work[0].report.rejected) == 1


def _taken(store: Store, slow: Slow, found: Iterable[Document | Rejected], told: Callable[..., None]) -> IngestReport:
    return add_sources(store, found, Settings(), lambda: slow, told)


@pytest.mark.parametrize(
    ("fault", "said"),
    [(StoreError("the disk is full: make room."), "make room"), (ValueError("x"), "unexpected fault (ValueError)")],
)
def test_a_fault_ends_it_with_a_sentence(fault: Exception, said: str) -> None:
    def take(*_: object) -> IngestReport:
        raise fault

    work = Work(["a"], str, list, take).start()  # type: ignore[arg-type,return-value]
    assert work.wait(20)
    assert said in (work.error or "")


def test_without_leave_the_page_says_how_to_allow_addresses_and_has_no_box_for_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for value, boxes in (("", 1), ("on", 2)):
        monkeypatch.setenv("INCIDENT_ATLAS_NETWORK", value)
        with opened("sources", lambda *_: incident()) as app:
            app.run()
            assert not app.exception
            said = " ".join(str(x.value) for x in app.get("html") if hasattr(x, "value")) or str(app)
            assert ("start the program with INCIDENT_ATLAS_NETWORK=on" in said) == (boxes == 1)
            assert len(app.text_area) == boxes


# ------------------------------------------------------------------ in a browser
#: Runs the app with a gate that lets a site of this machine through: code can do that, and no setting.
_APP = """
import sys
from geo.sources.fetching import gate
from tests.sites import Site
end = ("127.0.0.1", int(sys.argv[1]))
gate.PUBLIC = gate.Gate(
    lambda host, _: [end[0]] if host.endswith(".example") else gate.look_up(host, 80),
    lambda number, port: (number, port) == end or gate.is_public(number, port),
)
sys.argv = ["streamlit", "run", "app.py", "--server.port", sys.argv[2]]
from streamlit.web.cli import main
main()
"""


@pytest.mark.parametrize("language", languages())
def test_what_became_of_a_source_has_room_in_its_column(language: str) -> None:
    """In each language; the card of a source says it whole."""
    read = read_text("a", "A fire.")
    with speaking(language):
        for unread, copies in (({}, {}), ({}, {read.id: 188}), ({read.id: "French: not read yet"}, {})):
            shown = sources._state(read, unread, copies)
            assert fonts.width(shown, 14, family=SANS) < sources.STATE_WIDTH - 16, shown  # cells have 8 at each side
            assert len(sources._state_in_full(read, unread, copies)) >= len(shown)


@pytest.mark.browser
@pytest.mark.skipif(b.missing() is not None, reason=str(b.missing()))
def test_addresses_are_read_on_the_page_where_the_network_is_allowed(chromium: Browser, tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "a.txt").write_text("A bridge burned in Toluca, Mexico, on Monday, 23 February 2026.")
    port = b.free_port()
    env = {
        **os.environ, "INCIDENT_ATLAS_NETWORK": "on", "INCIDENT_ATLAS_SEEDS": str(seeds),
        "INCIDENT_ATLAS_STORE": f"sqlite:///{tmp_path}/s.sqlite", "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    with site() as paper, (tmp_path / "log").open("w") as log:
        paper.answers["/a"] = answer(filed.page())
        program = subprocess.Popen(
            [sys.executable, "-c", _APP, str(paper.port), str(port)], cwd=ROOT, env=env, stdout=log, stderr=log
        )
        page = chromium.new_page()
        try:
            b.wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            v = b.Visit(page, f"http://127.0.0.1:{port}").go("/sources").all_read()
            v.page.get_by_label("Addresses, one in each line").fill(
                f"http://bee.example:{paper.port}/a http://127.0.0.1:{paper.port + 1}/ http://bee.example:{paper.port}/no"
            )
            with v.run():
                v.page.get_by_role("button", name="Read these addresses").click()
            v.page.get_by_text("1 source added").wait_for(timeout=b.PATIENCE_MS)
            refused = v.page.get_by_test_id("stExpander").filter(has_text="2 sources could not be read")
            refused.locator("summary").click()
            refused.get_by_text("status 404").wait_for()
            told = refused.inner_text()
            assert "only public machines are" in told
            assert "/no is not there (status 404)" in told
            assert paper.asked == ["/a", "/no"]
            assert "no address is asked but those that are given" in v.page.inner_text("[data-testid=stMain]")
            v.clean()
        finally:
            page.close()
            program.terminate()
            program.wait(20)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """With one source, so that a reading is short."""
    folder = tmp_path_factory.mktemp("adding")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "a.txt").write_text("A bridge burned in Toluca, Mexico, on Monday, 23 February 2026.")
    with b.running(folder, folder / "seeds") as base:
        yield base


def _reports(first: int, last: int) -> list[dict[str, object]]:
    """Files with a report each; ``last`` excluded."""
    text = " date 2026-02-24 Gunmen killed {n} policemen in Toluca, Mexico, on Monday, the governor said."
    return [
        {"name": f"{n}.txt", "mimeType": "text/plain", "buffer": text.format(n=n).encode()} for n in range(first, last)
    ]


def _give(v: b.Visit, files: list[dict[str, object]]) -> None:
    v.page.locator("input[type=file]").set_input_files(files)
    v.page.get_by_test_id("stFileUploader").get_by_text(str(files[-1]["name"])).first.wait_for()
    v.settle()
    v.page.get_by_role("button", name="Read these files").click()


@pytest.mark.browser
@pytest.mark.skipif(b.missing() is not None, reason=str(b.missing()))
def test_each_of_several_files_says_what_it_brought_and_leads_to_it(visit: Callable[..., b.Visit]) -> None:
    v = visit("/sources").all_read()
    _give(v, [*_reports(2, 12), {"name": "empty.txt", "mimeType": "text/plain", "buffer": b" "}])
    v.page.get_by_text("10 sources added").wait_for(timeout=b.PATIENCE_MS)
    v.settle()
    lines = v.page.locator(".st-key-came button")
    assert lines.count() == MOST_CAME
    assert v.page.locator(".st-key-came").get_by_text("and 2 more").is_visible()
    assert re.search(r"1 event, 1 count(, 1 quote)?: see them", lines.nth(1).inner_text())
    with v.run():
        lines.first.click()
    assert v.page.get_by_role("heading", name="This source").is_visible()
    assert v.page.locator(".st-key-came button").count() == MOST_CAME
    with v.run():
        v.page.get_by_role("button", name="Close this list").click()
    assert not v.page.locator(".st-key-came").count()
    v.page.goto("about:blank")
    v = visit("/sources?lang=es").all_read()
    assert v.page.evaluate("""[...document.querySelectorAll('[data-testid=stDateInput] [data-type]')]
        .map((part) => getComputedStyle(part, '::after').content).filter((text) => text.includes('"'))""") == [
        '"aaaa"',
        '"mm"',
        '"dd"',
    ]
    _give_in_spanish(v, _reports(2, 4))
    v.page.get_by_text("2 textos ya conocidos").wait_for(timeout=b.PATIENCE_MS)


def _give_in_spanish(v: b.Visit, files: list[dict[str, object]]) -> None:
    v.page.locator("input[type=file]").set_input_files(files)
    v.page.get_by_test_id("stFileUploader").get_by_text(str(files[-1]["name"])).first.wait_for()
    v.settle()
    v.page.get_by_role("button", name="Leer estos archivos").click()


@pytest.mark.browser
@pytest.mark.skipif(b.missing() is not None, reason=str(b.missing()))
def test_a_long_reading_shows_how_far_it_is_and_can_be_stopped(visit: Callable[..., b.Visit]) -> None:
    v = visit("/sources").all_read()
    _give(v, _reports(100, 180))
    v.page.get_by_text(re.compile(r"(File|Text) \d+ of 80: ")).first.wait_for(timeout=b.PATIENCE_MS)
    v.page.get_by_text(re.compile(r"Text \d+ of 80: ")).first.wait_for(timeout=b.PATIENCE_MS)
    v.page.get_by_role("button", name="Stop reading").first.click()
    v.page.get_by_text(re.compile(r"Stopped with \d+ texts not read")).wait_for(timeout=b.PATIENCE_MS)
    v.settle()
    assert not v.page.get_by_role("button", name="Stop reading").count()


@pytest.mark.browser
@pytest.mark.skipif(b.missing() is not None, reason=str(b.missing()))
def test_the_page_stays_alive_while_something_is_read(visit: Callable[..., b.Visit]) -> None:
    v = visit("/sources").all_read()
    _give(v, _reports(200, 260))
    v.page.get_by_text(re.compile(r"Text \d+ of 60: ")).first.wait_for(timeout=b.PATIENCE_MS)
    v.page.get_by_role("link", name="Casualties").click()
    v.page.get_by_role("heading", name="Casualties").first.wait_for(timeout=20_000)
    line = v.page.locator("[data-testid=stSidebar]").get_by_text(
        re.compile(r"Text \d+ of 60: |What was added has been read")
    )
    line.first.wait_for(timeout=20_000)
    v.page.get_by_text("What was added has been read").wait_for(timeout=b.PATIENCE_MS)
    v.page.get_by_role("link", name="Sources").click()
    v.page.get_by_text("60 sources added").wait_for(timeout=b.PATIENCE_MS)
