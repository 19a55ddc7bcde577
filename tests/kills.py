"""Kills ingests at many moments and looks at what is left: ``python -m tests.kills`` prints the table.

A child reads documents into a store and tells each batch that is written.  It is killed with SIGKILL, from outside at
a time or by itself at one of its statements to the database (so also within a transaction).  What it has told must be
there, the file must be sound, and another child must complete the work without reading it again.
"""

from __future__ import annotations

import argparse
import importlib
import multiprocessing
import os
import random
import signal
import sqlite3
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from sqlalchemy import event

from geo import ingest
from geo.pipeline import open_pipeline
from geo.settings import Settings
from geo.sources import read_folder
from geo.store import Store
from geo.types import Document, Extraction, Rejected

#: By this name a child finds what it is to do, whether this is a test's module or the program that was started.
HERE = "tests.kills"
#: Seconds that the quick reader takes for a document: an ingest of 200 lasts about half a second.
QUICK = 0.002
DOCUMENTS, KILLS, REAL_KILLS, REAL_DOCUMENTS = 200, 50, 5, 60
WORDS = ("bridge", "mayor", "police", "valley", "river", "market", "school", "town", "soldiers", "farmers")


def write_folder(folder: Path, count: int) -> list[str]:
    """``count`` texts of our own in a folder; the ids of their documents."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(count)
    for i in range(count):
        told = " ".join(f"The {rng.choice(WORDS)} of the {rng.choice(WORDS)} was calm on Monday." for _ in range(20))
        (folder / f"{i:04}.txt").write_text(f" date 2031-05-06 Report {i}. {told}\n", encoding="utf-8")
    return [document.id for document in read_folder(folder) if isinstance(document, Document)]


# ------------------------------------------------------------------ the child
class Noting:
    """Reads, and tells each document before."""

    def __init__(self, log: TextIO, reader: ingest.Reader | None) -> None:
        self.log, self.reader = log, reader

    def try_extract(self, document: Document) -> Extraction | Rejected:
        say(self.log, "read", document.id)
        if self.reader:
            return self.reader.try_extract(document)
        time.sleep(QUICK)
        return Extraction(document)


class TellingStore(Store):
    """Tells each document that is written, once it is."""

    log: TextIO

    def add_all(self, *entries: object, **options: object) -> frozenset[str]:
        written = super().add_all(*entries, **options)
        for key in written:
            say(self.log, "kept", key)
        return written


def say(log: TextIO, *words: object) -> None:
    """One line that outlives a kill."""
    log.write(" ".join(map(str, words)) + "\n")
    log.flush()


def child(url: str, folder: Path, log: Path, statement: int, batch: int, real: bool) -> None:
    """Ingest the folder; kill yourself before that statement to the database (-1: never)."""
    settings, left, ingest.BATCH = Settings(seeds=folder, store=url), [statement], batch
    store = TellingStore(url)

    def maybe_die(*_: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(store._engine, "before_cursor_execute", maybe_die)
    event.listen(store._engine, "commit", maybe_die)
    with log.open("w") as store.log:
        reader = open_pipeline(settings) if real else None
        begun = time.monotonic()
        say(store.log, "begin")
        report = ingest.sync_seeds(store, settings, lambda: Noting(store.log, reader))
        say(store.log, "lasted", time.monotonic() - begun)
        say(store.log, "report", report.added, report.updated, report.skipped, report.elsewhere)


class Child:
    """A child that is running; forked from a process that has loaded the program, since loading takes seconds."""

    def __init__(self, url: str, folder: Path, statement: int = -1, batch: int = 20, *, real: bool = False) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([HERE])
        self.log = Path(tempfile.mkstemp(suffix=".log")[1])
        self.process = context.Process(
            target=importlib.import_module(HERE).child, args=(url, folder, self.log, statement, batch, real)
        )
        self.process.start()

    def kill_after(self, seconds: float) -> None:
        """Kill it so many seconds after it has begun to ingest."""
        while self.process.is_alive() and not self.log.read_text():
            time.sleep(0.001)
        time.sleep(seconds)
        self.process.kill()

    def output(self) -> str:
        """What it has told when it has ended."""
        self.process.join(300)
        said = self.log.read_text()
        self.log.unlink()
        return said


# ------------------------------------------------------------------ what is left
@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one kill."""

    killed: bool
    corrupt: bool
    told: int
    """Documents that the child said were written."""
    lost: int
    """Of those, the ones that are not in the store."""
    missing: int
    """Documents that the next ingest did not bring in."""
    read_again: int
    """Documents that were written and read again all the same."""


def told(output: str, word: str) -> set[str]:
    """What the child said under that word."""
    return {line.split()[1] for line in output.splitlines() if line.startswith(f"{word} ")}


def sound(path: Path) -> bool:
    """Whether SQLite finds nothing wrong with the file and the tables agree."""
    with closing(sqlite3.connect(path)) as db:
        whole = db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return whole and db.execute("PRAGMA foreign_key_check").fetchall() == []


def kill_once(
    work: Path, folder: Path, ids: list[str], *, statement: int = -1, seconds: float = 0.0, real: bool = False
) -> Outcome:
    """Kill an ingest at a statement, or so many seconds after it has begun; look, and let another one complete it."""
    path = work / f"store-{statement}-{seconds:.4f}.sqlite"
    first = Child(f"sqlite:///{path}", folder, statement, real=real)
    if seconds:
        first.kill_after(seconds)
    kept = told(first.output(), "kept")
    corrupt = not sound(path)
    store = Store(f"sqlite:///{path}")
    there = {document.id for document in store.documents()}
    second = Child(f"sqlite:///{path}", folder, real=real).output()
    after = {key for key, state in store.states().items() if state.document and state.extractor}
    store.close()
    return Outcome(
        first.process.exitcode == -signal.SIGKILL,
        corrupt or not sound(path),
        len(kept),
        len(kept - there),
        len(set(ids) - after),
        len(told(second, "read") & kept),
    )


def kill_one_of_two(work: Path, folder: Path, ids: list[str], seconds: float) -> Outcome:
    """Two ingest one folder into one store; one is killed, the other goes on, and a third completes the work."""
    path = work / f"store-two-{seconds:.4f}.sqlite"
    url = f"sqlite:///{path}"
    Store(url).close()
    first, other = Child(url, folder), Child(url, folder)
    first.kill_after(seconds)
    said = first.output(), other.output()
    kept = told(said[0], "kept") | told(said[1], "kept")
    doubled = told(said[0], "kept") & told(said[1], "kept")
    corrupt = not sound(path)
    store = Store(url)
    there = {document.id for document in store.documents()}
    added = [deed.doc_id for deed in store.log() if deed.what == "added"]
    second = Child(url, folder).output()
    after = {key for key, state in store.states().items() if state.document and state.extractor}
    store.close()
    return Outcome(
        first.process.exitcode == -signal.SIGKILL,
        corrupt or not sound(path) or bool(doubled) or len(added) != len(set(added)),
        len(kept),
        len(kept - there),
        len(set(ids) - after),
        len(told(second, "read") & kept),
    )


def campaign_of_two(work: Path, count: int, kills: int) -> list[Outcome]:
    """As many kills of one of two, at random moments of the ingest."""
    folder, rng = work / "two", random.Random(11)
    ids = write_folder(folder, count)
    whole = Child(f"sqlite:///{work / 'whole-two.sqlite'}", folder).output()
    lasts = float(told(whole, "lasted").pop())
    outcomes = []
    while len(outcomes) < kills:  # a moment after its end kills nobody
        found = kill_one_of_two(work, folder, ids, max(0.001, rng.random() * lasts * 0.7))
        outcomes += [found] if found.killed else []
    return outcomes


def campaign(work: Path, count: int, kills: int, *, real: bool) -> list[Outcome]:
    """As many kills, half of them at a statement and half at a time, spread over the whole ingest."""
    folder = work / ("real" if real else "quick")
    ids = write_folder(folder, count)
    whole = Child(f"sqlite:///{work / f'whole-{real}.sqlite'}", folder, real=real).output()
    lasts = float(told(whole, "lasted").pop())
    print(f"an ingest of {count} takes {lasts:.1f} s", flush=True)
    statements = 8 * count // 10
    outcomes = []
    for n in range(kills):
        share = (n // 2 + 0.5) / (kills / 2)
        at = {"statement": max(1, round(share * statements))} if n % 2 else {"seconds": share * lasts}
        outcomes.append(kill_once(work, folder, ids, real=real, **at))
        while not outcomes[-1].killed:  # it was done before its time
            at = {key: value * 0.8 if key == "seconds" else value - 1 for key, value in at.items()}
            outcomes[-1] = kill_once(work, folder, ids, real=real, **at)
    return outcomes


def show(name: str, outcomes: list[Outcome]) -> None:
    """One row."""
    killed = [o for o in outcomes if o.killed]
    print(
        f"{name:16} {len(killed):3} killed of {len(outcomes)}   corrupt {sum(o.corrupt for o in outcomes)}   "
        f"written before {min(o.told for o in killed)}–{max(o.told for o in killed)}   "
        f"lost of it {sum(o.lost for o in outcomes)}   read again {sum(o.read_again for o in outcomes)}   "
        f"not completed {sum(o.missing > 0 for o in outcomes)}",
        flush=True,
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.parse_args()
    os.environ["PYTHONWARNINGS"] = f"ignore:'{HERE}' found:RuntimeWarning"  # a child imports what was run: so it should
    with tempfile.TemporaryDirectory() as work:
        show("quick reader", campaign(Path(work), DOCUMENTS, KILLS, real=False))
        show("one of two", campaign_of_two(Path(work), DOCUMENTS, KILLS))
        show("real pipeline", campaign(Path(work), REAL_DOCUMENTS, REAL_KILLS, real=True))


if __name__ == "__main__":
    main()
