"""A folder that is watched: files are read once, when they are whole, and nothing that was removed comes back."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from geo.errors import SourceError
from geo.messages import speaking
from geo.run import arriving
from geo.run.cli import main
from geo.settings import ROOT, Settings
from geo.sources import read_files
from geo.sources.watched import STILL, Watched
from geo.store import Store
from geo.types import Document
from tests import filed
from tests.filed import BODY, FIRST, SECOND, THIRD
from tests.test_ingest import FakePipeline

if TYPE_CHECKING:
    from pathlib import Path


#: Words that stand in every English sentence of the program that could be said here.
ENGLISH = re.compile(r"\b(the|was|is|of|and|that|with|not|added)\b")


class Clock:
    now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watched(tmp_path: Path, clock: Clock) -> Watched:
    folder = tmp_path / "in"
    folder.mkdir()
    return Watched(folder, clock)


def names(watched: Watched) -> list[str]:
    return [path.name for path in watched.whole()]


def test_a_file_is_given_once_when_it_has_not_changed_for_a_while(watched: Watched, clock: Clock) -> None:
    file = watched.folder / "a.txt"
    file.write_text(FIRST)
    for _ in range(int(STILL)):
        assert names(watched) == []
        clock.now += 1
    assert names(watched) == ["a.txt"]
    clock.now += 99
    assert names(watched) == []


def test_a_file_that_grows_is_left_until_it_is_still(watched: Watched, clock: Clock) -> None:
    file = watched.folder / "a.txt"
    for n in range(9):
        file.write_text(FIRST * (n + 1))
        assert names(watched) == []
        clock.now += STILL - 1
    assert names(watched) == []
    clock.now += STILL
    assert names(watched) == ["a.txt"]
    assert file.read_text() == FIRST * 9


def test_a_file_that_is_another_one_now_is_given_again(watched: Watched, clock: Clock) -> None:
    file = watched.folder / "a.txt"
    for text in (FIRST, SECOND):
        file.write_text(text)
        assert names(watched) == []
        clock.now += STILL
        assert names(watched) == ["a.txt"]
    file.unlink()
    assert names(watched) == []
    file.write_text(SECOND)
    assert names(watched) == []
    clock.now += STILL
    assert names(watched) == ["a.txt"]


def test_what_programs_have_not_finished_and_what_is_hidden_is_no_file_yet(watched: Watched, clock: Clock) -> None:
    deep = watched.folder / "sub" / "deeper"
    deep.mkdir(parents=True)
    for name in ("a.pdf.crdownload", "b.txt.part", "c.txt~", ".d.txt", "README.md", "incident.toml", "e.TMP"):
        (watched.folder / name).write_text(FIRST)
    (deep / "f.txt").write_text(FIRST)
    names(watched)
    clock.now += STILL
    assert names(watched) == ["f.txt"]


def test_a_folder_that_is_not_there_has_its_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SourceError, match="cannot be opened as a folder"):
        Watched(tmp_path / "none").whole()
    assert main(["watch", str(tmp_path / "none")]) == 2
    assert "check the path" in capsys.readouterr().err


def test_a_file_that_is_taken_away_meanwhile_ends_nothing(watched: Watched, clock: Clock) -> None:
    for name in ("a.txt", "b.txt"):
        (watched.folder / name).write_text(FIRST)
    names(watched)
    clock.now += STILL
    paths = watched.whole()
    paths[0].unlink()
    told = list(read_files(paths))
    assert [isinstance(x, Document) for x in told] == [False, True]


def test_what_came_is_read_and_what_was_removed_stays_out(
    watched: Watched, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(seeds=tmp_path, store=f"sqlite:///{tmp_path}/s.sqlite")
    monkeypatch.setattr(arriving.Taking, "_reads", lambda _: FakePipeline())
    for name, data in {
        "a.txt": FIRST.encode(),
        "b.pdf": filed.pdf(),
        "c.pdf": b"half",
        "d.txt": FIRST.encode(),
    }.items():
        (watched.folder / name).write_bytes(data)
    with ExitStack() as stack:
        taking = arriving.Taking(settings, stack)
        arriving._take_whole(watched, taking)
        clock.now += STILL
        arriving._take_whole(watched, taking)
        told = capsys.readouterr()
        assert "2 sources added." in told.out
        assert told.out.count("nothing that is told of the incident") == 2
        assert "1 text known already: the same text is one source." in told.err
        assert "c.pdf is not a PDF" in told.err
        store = Store(settings.store_url())
        store.remove(store.documents()[0].id)
        arriving._take_whole(watched, arriving.Taking(settings, stack))
        again = Watched(watched.folder, clock)
        again.whole()
        clock.now += STILL
        arriving._take_whole(again, arriving.Taking(settings, stack))
        assert len(store.documents()) == 1
        assert "added" not in capsys.readouterr().out


def put(watched: Watched, clock: Clock, taking: arriving.Taking, files: dict[str, bytes | str]) -> None:
    """Have files come into the folder, be still, and be read."""
    for name, data in files.items():
        path = watched.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    arriving._take_whole(watched, taking)
    clock.now += STILL
    arriving._take_whole(watched, taking)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(arriving.Taking, "_reads", lambda _: FakePipeline())
    return Settings(seeds=tmp_path, store=f"sqlite:///{tmp_path}/s.sqlite")


def stored(settings: Settings) -> list[str]:
    return sorted(d.text for d in Store(settings.store_url()).documents())


WHOLE = f"{FIRST} Señor Núñez was there.\n\n{SECOND}\n\n{THIRD}\n".encode()


@pytest.mark.parametrize("end", [len(FIRST) + 30, -2, f"{FIRST} Señ".encode().index(b"\xc3") + 1])
def test_a_file_whose_writer_pauses_is_kept_once(
    watched: Watched, clock: Clock, settings: Settings, capsys: pytest.CaptureFixture[str], end: int
) -> None:
    """Also where the pause falls into a letter."""
    with ExitStack() as stack:
        taking = arriving.Taking(settings, stack)
        for data in (FIRST[:20], WHOLE[:end], WHOLE):
            put(watched, clock, taking, {"other.txt": SECOND, "a.txt": data})
    store = Store(settings.store_url())
    texts = sorted((d.name, d.text.rstrip("\n")) for d in store.documents())  # a blank line more is the same text
    assert texts == [("a.txt", WHOLE.decode().rstrip("\n")), ("other.txt", SECOND)]
    assert capsys.readouterr().err.count("a.txt has grown: what was read of its beginning was taken out") == 2
    assert [deed.who.partition(" by ")[0] for deed in store.log() if deed.what == "removed"] == ["watch, started"] * 2
    assert len(store.removed()) == 2


@pytest.mark.parametrize("together", [True, False])
def test_a_file_of_the_same_name_in_another_folder_costs_no_source(
    watched: Watched, clock: Clock, settings: Settings, capsys: pytest.CaptureFixture[str], *, together: bool
) -> None:
    files = {"ap/index.txt": FIRST, "bee/index.txt": f"{FIRST} {SECOND}"}
    with ExitStack() as stack:
        taking = arriving.Taking(settings, stack)
        for part in [files] if together else [{name: text} for name, text in files.items()]:
            put(watched, clock, taking, part)
    assert stored(settings) == sorted(files.values())
    assert "grown" not in (told := capsys.readouterr().err)
    assert "remove" not in told
    assert not Store(settings.store_url()).removed()


def test_what_another_file_holds_is_no_beginning_that_one_left(
    watched: Watched, clock: Clock, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with ExitStack() as stack:
        taking = arriving.Taking(settings, stack)
        put(watched, clock, taking, {"ap/index.txt": FIRST, "bee/index.txt": FIRST})
        for name in ("ap", "bee"):
            put(watched, clock, taking, {f"{name}/index.txt": f"{FIRST} {SECOND}"})
            assert ("has grown" in capsys.readouterr().err) == (name == "bee")  # no other file holds it any more
            assert (FIRST in stored(settings)) == (name == "ap")


def test_a_few_letters_are_no_beginning(watched: Watched, clock: Clock, settings: Settings) -> None:
    with ExitStack() as stack:
        taking = arriving.Taking(settings, stack)
        for text in ("Abc", FIRST):
            put(watched, clock, taking, {"a.txt": text})
    assert stored(settings) == sorted(["Abc", FIRST])


def test_a_file_that_was_corrected_says_that_both_texts_stand(
    watched: Watched, clock: Clock, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with ExitStack() as stack:
        taking = arriving.Taking(settings, stack)
        for killed in ("two", "four"):
            put(watched, clock, taking, {"a.txt": f"Officials said {killed} people were killed. {FIRST}"})
    (old,) = [d for d in Store(settings.store_url()).documents() if " two " in d.text]
    told = capsys.readouterr().err
    assert (
        "a.txt was changed: what was read of it before stands beside it; take that out with "
        f"`python -m geo remove {old.id}`" in told
    )
    assert len(stored(settings)) == 2


def test_what_an_earlier_watch_read_of_a_file_is_named_and_stays(
    watched: Watched, clock: Clock, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    """The store does not know the folder of a file, so that it may be another one."""
    for text in (FIRST, f"{FIRST} {SECOND}"):
        with ExitStack() as stack:
            put(Watched(watched.folder, clock), clock, arriving.Taking(settings, stack), {"a.txt": text})
    assert len(stored(settings)) == 2
    (old,) = [d.id for d in Store(settings.store_url()).documents() if d.text == FIRST]
    told = capsys.readouterr().err
    assert "begins like a source that came from a file of its name before" in told
    assert f"`python -m geo remove {old}`" in told


def test_what_a_watch_says_is_said_in_spanish_too(
    watched: Watched, clock: Clock, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    (watched.folder / ".hidden.txt").write_text(FIRST)
    with ExitStack() as stack, speaking("es"):
        taking = arriving.Taking(settings, stack)
        for text in (FIRST, f"{FIRST} {SECOND}", f"{FIRST} {THIRD}"):
            put(watched, clock, taking, {"a.txt": text, "c.pdf": "half", "d.txt": text})
        again = Watched(watched.folder, clock)
        put(again, clock, arriving.Taking(settings, stack), {"a.txt": f"{FIRST} {SECOND} {THIRD}"})
        watched.folder.rename(watched.folder.with_name("away"))
        arriving._take_whole(watched, taking)
    told = capsys.readouterr()
    for said, many in {
        "a.txt ha crecido: lo leído de su comienzo se quitó, y se puede recuperar.": 1,
        "a.txt cambió: lo que se leyó antes de él está junto a lo nuevo; quítelo con `python -m geo remove ": 1,
        "a.txt empieza como una fuente que vino antes de un archivo con ese nombre; si era este archivo, quíte": 1,
        ".hidden.txt se omitió: está oculto": 1,
        "c.pdf no es un PDF": 2,
        "1 texto ya conocido": 1,
        "no se puede abrir como carpeta": 1,
    }.items():
        assert told.err.count(said) >= many, (said, told.err)
    assert "1 fuente agregada" in told.out
    behind_titles = [line.rpartition(": ")[2] for line in told.out.splitlines()]
    assert not ENGLISH.search(told.err.replace(str(watched.folder), "") + " ".join(behind_titles)), told


def test_the_command_reads_what_comes_until_it_is_told_to_stop(tmp_path: Path) -> None:
    """In a process of its own, with the model; a file that is written slowly is read whole."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.html").write_text(filed.page())
    env = {**os.environ, "INCIDENT_ATLAS_STORE": f"sqlite:///{tmp_path}/s.sqlite", "PYTHONUNBUFFERED": "1"}
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # what ignores it hands that on, as in nohup … &
    program = subprocess.Popen(
        [sys.executable, "-m", "geo", "watch", str(folder), "--every", "1", "--lang", "es"],
        cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    signal.signal(signal.SIGINT, before)
    told: list[str] = []
    threading.Thread(target=lambda: told.extend(program.stdout), daemon=True).start()
    try:
        with (folder / "b.txt").open("w") as slow:
            for text in (THIRD, SECOND, FIRST):
                slow.write(f"{text}\n\n")
                slow.flush()
                time.sleep(STILL / 2)
        end = time.monotonic() + 120
        while sum("agregada" in line for line in told) < 2 and time.monotonic() < end:
            time.sleep(0.2)
        program.send_signal(signal.SIGINT)
        assert program.wait(120) == 0, told
    finally:
        program.kill()
    assert not any("Traceback" in line for line in told), told
    assert told[0] == f"vigilando {folder}: un archivo se lee cuando lleva 10 s sin cambios; Ctrl-C termina\n"
    texts = {d.name: d.text.split() for d in Store(f"sqlite:///{tmp_path}/s.sqlite").documents()}
    assert texts == {"a.html": " ".join(BODY).split(), "b.txt": " ".join(reversed(BODY)).split()}
