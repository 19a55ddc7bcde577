"""The process that reads texts: its limits, its accidents, and that neither concerns the next text."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geo.assemble import incident_of
from geo.child import asking as module
from geo.errors import ChildError, SettingsError
from geo.extractor import ExtractorProcess, Limits
from geo.ingest import add_sources
from geo.settings import ROOT, Settings
from geo.sources.reader import make_document
from geo.store import Store
from geo.types import Document, Extraction, Rejected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from geo.pipeline import Pipeline

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits and signals of POSIX")

STORY = "The bridge burned in Toronto on Sunday. “We are calm,” Mayor Ann Bell said.\n\n"


def document(name: str, text: str = STORY) -> Document:
    return make_document(f"{text}{name}", {"published": "2026-02-23", "language": "en"}, name=name)


SHORT = [document(name) for name in ("Anna", "Bert", "Cleo", "Dora")]
#: Takes ten seconds and more.
LONG = document("long", STORY * 2400)
#: Takes 200 MB beside what the process takes for short ones; its time is not limited here.
DENSE = document("dense", "I a , b . " * 9_000)


@pytest.fixture(scope="module")
def extractor(pipeline: Pipeline) -> Iterator[ExtractorProcess]:
    """One process for all tests that need no other; it grants three seconds.  ``pipeline`` sees to the gazetteer."""
    with ExtractorProcess(Settings(), Limits(seconds=3, seconds_per_1000=0)) as made:
        yield made


@pytest.fixture
def at_work(extractor: ExtractorProcess, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Has something done to the process, so many times, when it was given a document and has not answered yet."""

    def install(do: Callable[[int], None], times: int) -> None:
        left = [do] * times

        def send(stream: object, message: object) -> None:
            plain(stream, message)
            if isinstance(message[0], Document) and left:
                left.pop()(extractor._child._process.pid)

        plain = module.send
        monkeypatch.setattr(module, "send", send)

    return install


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def test_it_says_what_the_pipeline_says(extractor: ExtractorProcess, pipeline: Pipeline) -> None:
    assert [extractor.try_extract(d) for d in SHORT] == [pipeline.extract(d) for d in SHORT]


def test_several_threads_get_each_its_own_answer(extractor: ExtractorProcess) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(extractor.try_extract, SHORT))
    assert [answer.document for answer in answers] == SHORT


def test_a_document_over_its_time_is_set_aside_and_the_next_is_read(extractor: ExtractorProcess) -> None:
    why = "it takes longer than 3 s to read; split it into shorter texts, or take out what is no prose"
    assert extractor.try_extract(LONG) == Rejected("long", f"long was set aside: {why}.")
    assert isinstance(extractor.try_extract(SHORT[0]), Extraction)


def test_a_process_that_hangs_without_computing_is_ended(
    extractor: ExtractorProcess, at_work: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CLOCK_PER_CPU", 0.2)
    at_work(lambda pid: os.kill(pid, signal.SIGSTOP), 1)
    assert "longer than 3 s" in extractor.try_extract(SHORT[0]).reason
    monkeypatch.undo()
    assert isinstance(extractor.try_extract(SHORT[1]), Extraction)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux holds the limit of memory")
def test_a_document_over_its_memory_is_set_aside_and_the_next_is_read(pipeline: Pipeline) -> None:
    with ExtractorProcess(Settings(), Limits(memory=300_000_000)) as small:
        assert small.try_extract(DENSE) == Rejected(
            "dense", "dense was set aside: it takes more than 0.3 GB of memory to read; split it into shorter texts."
        )
        assert isinstance(small.try_extract(SHORT[0]), Extraction)


def test_a_process_that_is_killed_once_reads_the_document_after_all(
    extractor: ExtractorProcess, at_work: Callable[..., None]
) -> None:
    at_work(kill, 1)
    assert [extractor.try_extract(d).document for d in SHORT[:2]] == SHORT[:2]


def test_a_document_that_breaks_the_process_down_is_named_and_the_others_go_on(
    extractor: ExtractorProcess, at_work: Callable[..., None], tmp_path: Path
) -> None:
    store = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    at_work(kill, module.TRIES)
    report = add_sources(store, SHORT[:3], replace(Settings(), seeds=tmp_path), lambda: extractor)
    (rejected,) = report.rejected
    why = "reading it broke down; add it again to try once more, or report it"
    assert rejected.reason == f"{rejected.name} was set aside: {why}."
    assert (report.added, len(store)) == (2, 3)
    assert [why for _, why in incident_of(store, replace(Settings(), seeds=tmp_path)).unread] == [rejected.reason]


def test_ctrl_c_leaves_no_answer_behind_for_the_next_document(
    extractor: ExtractorProcess, at_work: Callable[..., None]
) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    at_work(interrupt, 1)
    with pytest.raises(KeyboardInterrupt):
        extractor.try_extract(SHORT[0])
    assert extractor.try_extract(SHORT[1]).document == SHORT[1]


def test_a_closed_one_starts_again_when_there_is_something_to_read(extractor: ExtractorProcess) -> None:
    extractor.close()
    extractor.close()
    assert extractor.try_extract(SHORT[0]).document == SHORT[0]


def test_what_stands_in_the_way_of_all_is_no_documents_fault(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SettingsError, match="no_such_model"):
        ExtractorProcess(replace(Settings(), models={"en": "no_such_model"})).try_extract(SHORT[0])
    for program, why in (("/bin/false", "exit code 1"), ("/nowhere/python", "No such file")):
        monkeypatch.setattr(sys, "executable", program)
        with pytest.raises(ChildError, match=why):
            ExtractorProcess(Settings()).start()


def run(code: str, **options: object) -> subprocess.Popen[bytes]:
    """Python with this code; what it starts holds its standard error open for as long as it lives."""
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def test_it_ends_when_the_program_is_killed_in_the_middle(pipeline: Pipeline) -> None:
    program = run(
        "from tests.test_extractor import *\nextractor = ExtractorProcess(Settings())\nextractor.start()\n"
        "print('ready', flush=True)\nextractor.try_extract(LONG)"
    )
    assert program.stdout.readline() == b"ready\n"
    program.kill()
    program.communicate(timeout=60)  # until nobody is left who could write to standard error


def test_it_ends_by_itself_when_there_is_nothing_to_read(pipeline: Pipeline) -> None:
    process = run("import geo.child.serving as s, geo.extractor_process as p; s.IDLE_SECONDS = 0.1; p.main()")
    module.send(process.stdin, (Settings(), 10**9, 50))
    assert module.receive(process.stdout) is None
    assert process.wait(60) == 0


def test_what_anything_prints_does_not_get_among_the_answers() -> None:
    process = run(
        "import os, geo.child.serving as p; inbox, outbox = p.own_streams()\n"
        "print('printed', flush=True); os.write(1, b'written'); p.send(outbox, p.receive(inbox))"
    )
    out, err = process.communicate(pickle.dumps("answer"), timeout=60)
    assert (pickle.loads(out), err) == ("answer", b"printed\nwritten")


def test_what_only_shows_does_not_load_the_model() -> None:
    paths = [path.relative_to(ROOT).with_suffix("") for path in (ROOT / "geo" / "views").rglob("*.py")]
    views = [".".join(path.parts) for path in paths if path.stem != "routes"]
    out, _ = run(f"import sys, geo.run.cli, {', '.join(views)}; print('spacy' in sys.modules)").communicate(timeout=120)
    assert out == b"False\n"


def test_commands_load_what_writes_files_where_one_is_made() -> None:
    libraries = {"docx", "folium", "openpyxl", "pandas", "pptx", "reportlab"}
    out, _ = run(f"import sys, geo.run.cli; print({libraries} & set(sys.modules))").communicate(timeout=120)
    assert out == b"set()\n"
