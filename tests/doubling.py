"""How the time of a text grows with its length, for each kind of text: ``python -m tests.doubling [WORD …]``.

Each kind is put through the whole way (``Pipeline.try_extract`` and ``to_json``) at 1, 2, 4 and 8 kB; CPU seconds of
this process, the best of ``RUNS``.  The exponent is the slope of a straight line through log(seconds) over log(size),
by least squares over the last ``FITTED`` sizes: 1 is linear, 2 is quadratic; the shortest text is left out of it, for
there a constant part (a page of set-up) hides the growth.  A run that takes longer than ``LIMIT`` seconds is cut off
and stands for "at least so long"; the larger sizes of its kind are not tried.  WORD picks the kinds whose name has it.
"""

from __future__ import annotations

import math
import signal
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.contract import to_json
from geo.gazetteer.lookup import open_gazetteer
from geo.language.pipeline import STEPS, Models
from geo.language.pipeline import read as parsed
from geo.language.text.annotations import begin
from geo.pipeline import Pipeline
from geo.resolve import resolve
from geo.resolve.jurisdictions import jurisdictions
from geo.resolve.place_records import place_records
from geo.resolve.scene import place_quotes
from geo.settings import Settings
from geo.sources import make_document
from geo.types import Extraction
from tests.kinds import KINDS, sizes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.types import Document

RUNS = 2
FITTED = 3
LIMIT = 12.0
#: What a kind may cost: above either it is shown with a mark.
MOST_EXPONENT, MOST_SECONDS = 1.3, 2.0
HEAD = f"{'kind':34} {'8 kB, s':>8} {'spaCy':>6} {'exponent':>8}  stage that takes most"


class OverTimeError(BaseException):
    """A run was cut off; no Exception, so that the pipeline does not take it for a fault of the text."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one kind cost."""

    kind: str
    seconds: tuple[float, ...]
    """CPU seconds by size; shorter where a run was cut off, the last one then a lower bound."""
    exponent: float
    stages: dict[str, float]
    """Seconds of each stage at the largest size that ended."""

    @property
    def dear(self) -> bool:
        """Whether it grows faster or takes longer than it may."""
        return self.exponent > MOST_EXPONENT or self.seconds[-1] > MOST_SECONDS

    def __str__(self) -> str:
        most = max(self.stages, key=lambda stage: self.stages[stage], default="")
        cut = "" if len(self.seconds) == len(list(sizes())) and self.seconds[-1] < LIMIT else ">"
        bare = self.stages.get("spaCy", 0.0)
        return (
            f"{self.kind:34} {cut + format(self.seconds[-1], '.2f'):>8} {bare:6.2f} {self.exponent:8.2f}  "
            f"{most} {self.stages.get(most, 0):.2f}{'  <<<' if self.dear else ''}"
        )


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise OverTimeError in the body once it has taken so many CPU seconds."""

    def stop(_signal: int, _frame: object) -> None:
        raise OverTimeError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def document(kind: str, size: int) -> Document:
    """The text of a kind as an English document of a day."""
    return make_document(KINDS[kind](size), {"language": "en", "published": "2024-05-07"}, name=kind)


def seconds_of(pipeline: Pipeline, read: Document) -> float:
    """CPU seconds of the whole way, best of ``RUNS``; LIMIT where it was cut off."""
    best = math.inf
    for _ in range(RUNS):
        start = time.process_time()
        try:
            with limited(LIMIT):
                done = pipeline.try_extract(read)
                if isinstance(done, Extraction):
                    to_json(done)
        except OverTimeError:
            return min(best, LIMIT)
        best = min(best, time.process_time() - start)
    return best


def stages_of(pipeline: Pipeline, read: Document) -> dict[str, float]:
    """CPU seconds of each stage; spaCy's own parts together."""
    spent: dict[str, float] = {}
    at = time.process_time()

    def done(stage: str) -> None:
        nonlocal at
        now = time.process_time()
        spent[stage] = spent.get(stage, 0.0) + now - at
        at = now

    nlp = pipeline.models.of("en")
    doc = parsed(nlp, read.text)
    done("spaCy")
    begin(doc, read.text, read.published)
    for step in STEPS:
        setattr(doc._, step.gives, step.run(doc))
        done(step.gives)
    mentions = resolve(doc, pipeline.gazetteer, read.domain)
    done("resolve")
    tellings, casualties = place_records(doc, mentions, pipeline.gazetteer)
    done("link")
    involved = jurisdictions(doc, mentions, tellings)
    done("jurisdictions")
    quotes = place_quotes(doc, doc._.quotes, mentions)
    done("where")
    figures = doc._.figures
    done("figures")
    to_json(Extraction(read, mentions, tellings, casualties, quotes, (), involved, (), figures))
    done("contract")
    return spent


def exponent(points: list[tuple[int, float]]) -> float:
    """The slope of log(seconds) over log(size) by least squares; 0 for fewer than two points."""
    xs, ys = [math.log(size) for size, _ in points], [math.log(max(s, 1e-6)) for _, s in points]
    mean_x, mean_y = sum(xs) / max(len(xs), 1), sum(ys) / max(len(ys), 1)
    spread = sum((x - mean_x) ** 2 for x in xs)
    return sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / spread if spread else 0.0


def measure(pipeline: Pipeline, kind: str) -> Row:
    """The row of one kind."""
    points: list[tuple[int, float]] = []
    stages: dict[str, float] = {}
    for size in sizes():
        read = document(kind, size)
        points.append((size, seconds_of(pipeline, read)))
        if points[-1][1] >= LIMIT:
            break
    ended = [size for size, seconds in points if seconds < LIMIT]
    if ended:
        stages = stages_of(pipeline, document(kind, ended[-1]))
    return Row(kind, tuple(seconds for _, seconds in points), exponent(points[-FITTED:]), stages)


def table(pipeline: Pipeline, picked: list[str]) -> list[Row]:
    """Print the rows of these kinds as they are made, the worst again at the end."""
    print(HEAD)
    rows = []
    for kind in picked:
        rows.append(measure(pipeline, kind))
        print(rows[-1])
    worst = sorted(rows, key=lambda row: (-row.seconds[-1], -row.exponent))[:10]
    dear = sum(row.dear for row in rows)
    print(f"\n{len(rows)} kinds, {dear} above {MOST_EXPONENT} or {MOST_SECONDS} s; the slowest:")
    for row in worst:
        print(row)
    return rows


def main(words: list[str]) -> None:
    """Measure the kinds whose names have one of the words, or all."""
    settings = Settings()
    pipeline = Pipeline(Models(settings.models), open_gazetteer(settings))
    pipeline.extract(document("one report", 2000))  # loads word lists and models
    table(pipeline, [kind for kind in KINDS if not words or any(word in kind for word in words)])


if __name__ == "__main__":
    main(sys.argv[1:])
