"""How fast an ingest is and what memory it takes: ``python -m tests.ingesting [N]``, part of ``make bench``.

N made documents of 340 words, and one in Spanish, so that both models are loaded, go into a store by ``python -m geo
ingest``, on one process and on two at once, and once more when all are there.  CPU seconds of all processes are set
against those of bare spaCy on the same texts; what two processes gain is told by the clock, and so worth something only
on a machine that does nothing else.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import spacy

from geo.settings import ROOT, Settings
from geo.store import Store
from tests.scale import many_documents

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Documents of a run without a number.
USUAL = 1_000
#: Invented documents that make one of the length of an article.
TOGETHER = 2
SPANISH = "Dos puentes del norte fueron cerrados el lunes, informó la gobernadora. Al menos tres personas murieron."
#: Seconds between two looks at the memory.
LOOK = 0.25


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took."""

    seconds: float
    """By the clock."""
    cpu: float
    """Seconds of computing, of all its processes."""
    memory: tuple[float, ...]
    """MB of all its processes together, at each look."""

    def level(self, part: int) -> float:
        """The highest memory of a quarter, 1 to 4."""
        size = max(len(self.memory) // 4, 1)
        return max(self.memory[(part - 1) * size : part * size] or self.memory[-1:])


def texts_of(count: int) -> list[str]:
    """``count`` texts of our own, no two alike."""
    told = [x.document.text for x in many_documents(count * TOGETHER)]
    return [
        f"Report {n}. " + "\n\n".join(told[n * TOGETHER : (n + 1) * TOGETHER])
        for n in range(count)
    ]  # fmt: skip


def write(folder: Path, texts: Sequence[str]) -> None:
    """A file for each text, and one for the other model."""
    folder.mkdir()
    (folder / "0-spanish.md").write_text(f"---\nlanguage: es\n---\n{folder.name}. {SPANISH}")
    for n, text in enumerate(texts):
        (folder / f"{n:05}.md").write_text(f"---\ntitle: Report {n}\npublished: 2024-04-01\nlanguage: en\n---\n{text}")


def ingest(store: str, folders: Sequence[Path]) -> Run:
    """Bring each folder in by a process of its own, all at once."""
    env = {**os.environ, "INCIDENT_ATLAS_STORE": store}
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "geo", "ingest", str(folder)], cwd=ROOT, env=env,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for folder in folders
    ]  # fmt: skip
    memory: list[float] = []
    while any(one.poll() is None for one in running):
        memory.append(sum(_memory(one.pid) for one in running))
        time.sleep(LOOK)
    assert all(one.returncode == 0 for one in running)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(time.perf_counter() - start, cpu, tuple(memory))


def _memory(pid: int) -> float:
    """MB that a process and its children hold; none of one that has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return 0.0
    held = next((line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")), "0")
    return int(held) / 1024 + sum(_memory(int(child)) for child in children)


def bare(texts: Sequence[str]) -> float:
    """CPU seconds of spaCy alone."""
    nlp = spacy.load(Settings().models["en"])
    nlp(texts[0])
    start = time.process_time()
    for text in texts:
        nlp(text)
    return time.process_time() - start


def main(sizes: Sequence[str]) -> None:
    """Print every row."""
    count = int(sizes[0]) if sizes else USUAL
    texts = texts_of(count)
    words = sum(len(text.split()) for text in texts)
    print(f"{count:,} made documents, {words / count:.0f} words each", flush=True)
    alone = bare(texts)
    print(f"bare spaCy: {words / alone:,.0f} words a CPU second", flush=True)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        write(work / "all", texts)
        for part in (0, 1):
            write(work / f"half{part}", texts[part::2])
        url = f"sqlite:///{work / 'one.sqlite'}"
        one = ingest(url, [work / "all"])
        _row("one process", one, words, alone)
        two = ingest(f"sqlite:///{work / 'two.sqlite'}", [work / "half0", work / "half1"])
        _row("two processes into one store", two, words, alone)
        assert [len(Store(f"sqlite:///{work / x}.sqlite")) - count for x in ("one", "two")] == [1, 2]
        print(f"two processes / one, by the clock: {one.seconds / two.seconds:.2f} times as fast", flush=True)
        again = ingest(url, [work / "all"])
        print(f"the same folder again: {again.cpu:.1f} CPU s, {again.cpu / one.cpu:.3f} of the first time", flush=True)


def _row(name: str, run: Run, words: int, alone: float) -> None:
    print(
        f"{name}: {words / run.seconds:,.0f} words a second, {words / run.cpu:,.0f} a CPU second, "
        f"{run.cpu / alone:.2f} times bare spaCy; memory by quarters "
        f"{', '.join(f'{run.level(part):.0f}' for part in (1, 2, 3, 4))} MB",
        flush=True,
    )


if __name__ == "__main__":
    main(sys.argv[1:])
