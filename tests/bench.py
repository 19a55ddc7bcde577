"""Speeds and memory, as ratios of one run where they can be: ``make bench``.  Nothing here is a test.

CPU seconds of this process are counted, so that a busy machine changes little.
"""

from __future__ import annotations

import gc
import itertools
import random
import resource
import sys
import time
import tracemalloc
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING

import spacy

from geo.export.formats import made
from geo.export.single.behind import Behind
from geo.gazetteer.boundaries import Boundaries
from geo.gazetteer.lookup import Gazetteer, open_gazetteer
from geo.language.people import people
from geo.language.pipeline import Models, annotate
from geo.language.quotes import quotes
from geo.maps.ground import ground_of
from geo.maps.payload import payload
from geo.pipeline import Pipeline
from geo.reconcile import reconcile
from geo.resolve import resolve
from geo.selection.filters import Filters, narrow
from geo.selection.search.answer import Within, answer
from geo.selection.search.index import Index
from geo.selection.search.question import Question
from geo.selection.view import view_of
from geo.settings import Settings
from geo.sources import read_folder, unread_reason
from geo.types import Document
from tests import doubling, fluid, ingesting
from tests.paged import PAGES, opened
from tests.scale import STATES, many_documents, many_events

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.incident import Incident

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def cpu(work: Callable[[], object], times: int = 1) -> float:
    """CPU seconds of one run of ``work``."""
    start = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - start) / times


def memory_mb() -> float:
    """Highest resident memory of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def peak_mb(work: Callable[[], object]) -> float:
    """Most memory that Python held at once for one run of ``work``; libraries in C have theirs beside it."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1] / 2**20
    finally:
        tracemalloc.stop()


def show(name: str, value: str) -> None:
    """One row."""
    print(f"{name:58} {value}", flush=True)


def one_edit(name: str, rng: random.Random) -> str:
    """``name`` with one letter changed, dropped, doubled or swapped, never the first."""
    i = rng.randrange(1, len(name) - 1)
    return rng.choice(
        [
            name[:i] + rng.choice(LETTERS) + name[i + 1 :],
            name[:i] + name[i + 1 :],
            name[:i] + name[i] + name[i:],
            name[:i] + name[i + 1] + name[i] + name[i + 2 :],
        ]
    )


def bench_languages(settings: Settings, gazetteer: Gazetteer) -> None:
    """What each language asks: its model loaded, and the whole way of its texts against its own bare pipeline."""
    documents = [d for d in read_folder(settings.seeds) if isinstance(d, Document) and not unread_reason(d)]
    full = Pipeline(Models(settings.models), gazetteer)
    for language in sorted({d.language for d in documents}):
        texts = [d for d in documents if d.language == language]
        loaded = cpu(partial(full.models.of, language))
        bare = spacy.load(settings.models[language])
        rounds = []
        for _ in range(6):  # in turns, so that what else the machine does befalls both; the first warms them up
            base = cpu(lambda: [bare(d.text) for d in texts])  # noqa: B023 - called at once
            rounds.append((cpu(lambda: [full.extract(d) for d in texts]), base))  # noqa: B023 - called at once
        ours, base = (min(side) for side in zip(*rounds[1:], strict=True))
        show(f"{language}: load of the model, {len(texts)} texts / bare", f"{loaded:.2f} CPU s, {ours / base:.2f}")


def bench_extraction(settings: Settings, gazetteer: Gazetteer) -> list[Document]:
    """The whole way of a text against the bare spaCy pipeline, on the same texts."""
    documents = [d for d in read_folder(settings.seeds) if isinstance(d, Document) and not unread_reason(d)]
    bare, full = spacy.load(settings.models["en"]), Pipeline(Models(settings.models), gazetteer)
    for d in documents:  # warm both up
        bare(d.text)
        full.extract(d)
    base = cpu(lambda: [bare(d.text) for d in documents], 3)
    ours = cpu(lambda: [full.extract(d) for d in documents], 3)
    chars = sum(len(d.text) for d in documents)
    show("bare spaCy pipeline", f"{base:.2f} CPU s for {chars:,} characters")
    nlp = full.models.of("en")
    annotated = [(d, annotate(nlp, d)) for d in documents]
    places = cpu(lambda: [resolve(doc, gazetteer, d.domain) for d, doc in annotated], 3)
    show("bare pipeline with geography / bare pipeline", f"{(base + places) / base:.2f}")
    spoken = cpu(lambda: [part.annotate(doc) for _, doc in annotated for part in (people, quotes)], 3)
    show("quotes and people / bare pipeline", f"{spoken / base:.2f}")
    show("whole extraction (quotes, events, counts too) / bare", f"{ours / base:.2f}")
    extracted = [full.extract(d) for d in documents]
    show("reconcile, all documents", f"{1000 * cpu(lambda: reconcile(extracted), 3):.0f} ms")
    incident = reconcile(extracted)
    boundaries = Boundaries()
    ground = ground_of(boundaries, gazetteer, incident.home_country)
    payload(incident, ground, selected=None, fit_key="")
    moved = cpu(lambda: payload(incident, ground, selected=None, fit_key=""), 5)
    bench_files(incident, Behind(boundaries, lambda: gazetteer, dict))
    show("map data for one view", f"{1000 * moved:.1f} ms for {len(incident.events)} events")
    return documents


#: Files of a brief with the most seconds that each may take, warm, where a reader waits for it.
FILES = {
    "png": 2.0,
    "png-large": None,
    "pptx": 4.0,
    "pdf-page": None,
    "pdf": 5.0,
    "docx": None,
    "html": 3.0,
    "sealed": 3.0,
}


def bench_files(incident: Incident, behind: Behind) -> None:
    """Each file of the whole incident, when it has been made once before, and the memory that it asks for in Python."""
    view = view_of(incident, Filters())
    for name, most in FILES.items():
        make = partial(made, name, view, behind.boundaries, behind)
        size = len(make().data)
        took = cpu(make)
        limit = f" (of {most:g})" if most else ""
        asked = peak_mb(make)
        show(
            f"file {name}",
            f"{took:.1f} CPU s{limit}, {size // 1024} kB, peak {asked:.0f} MB, process so far {memory_mb():.0f} MB",
        )


#: Files of data with the most seconds that each may take.
DATA = {"gpkg": 8.0, "geojson": None, "parquet": None, "kml": None, "xlsx": None, "csv": None, "json": None}
#: Points, rings and outlines of states by turns.
SHAPES = ((1, None), (2, 25.0), (4, None))


def bench_data(n: int = 10_000) -> None:
    """Each file of data of many events, made in a process of its own, whose memory is told."""
    for name, most in DATA.items():
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            took, size, before, peak = pool.submit(_data, name, n).result()
        limit = f" (of {most:g})" if most else ""
        show(f"{n:,} events as {name}", f"{took:.1f} s{limit}, {size // 1024:,} kB, {peak:.0f} MB, {before:.0f} before")


def _data(name: str, n: int) -> tuple[float, int, float, float]:
    """Seconds, bytes, and the highest memory before and after; by the clock, since it is a limit for who waits."""
    base = many_events(n)
    events = tuple(
        replace(e, where_prec=prec, radius_km=km) if e.place else e
        for e, (prec, km) in zip(base.events, itertools.cycle(SHAPES), strict=False)
    )
    boundaries, view = Boundaries(), view_of(replace(base, events=events), Filters())
    boundaries.admin1(STATES[0][0])
    before, start = memory_mb(), time.perf_counter()
    size = len(made(name, view, boundaries).data)
    return time.perf_counter() - start, size, before, memory_mb()


def bench_gazetteer(settings: Settings) -> Gazetteer:
    """Look-ups, misspelt look-ups and memory."""
    before = memory_mb()
    gazetteer = open_gazetteer(settings)
    rng = random.Random(7)
    towns = [p for state in gazetteer.states("MX") for p in gazetteer.children(state.admin1_code or "", 40)]
    names = [p.name for p in towns]
    gc.collect()
    gc.freeze()  # else the collector walks all that the imports left behind, again and again
    once = cpu(lambda: [gazetteer.candidates(n, limit=3) for n in names])
    show("exact look-ups, each name for the first time", f"{len(names) / once:,.0f} a CPU second")
    misspelt = [(one_edit(p.name.lower(), rng), p) for p in rng.sample([p for p in towns if len(p.name) > 5], 500)]
    found: list[bool] = []

    def look() -> None:
        for text, place in misspelt:
            near = gazetteer.fuzzy(text, place.country or "", place.admin1_code)
            found.append(any(abs(p.lat - place.lat) + abs(p.lon - place.lon) < 0.2 for p in near[:1]))

    each = cpu(look) / len(misspelt)
    show("misspelt name within its state", f"{1000 * each:.2f} ms, {100 * sum(found) / len(found):.1f} % right")
    show("memory that the gazetteer added", f"{memory_mb() - before:.0f} MB")
    return gazetteer


def bench_scale() -> None:
    """Reconciling, every page and a filter when documents and events are many; what doubles must about double."""
    few, many = 250, 1000
    told = many_documents(many)
    small, large = cpu(lambda: reconcile(told[:few])), cpu(lambda: reconcile(told))
    show(f"reconcile, {many:,} documents", f"{large:.2f} CPU s, {large / small:.1f} times {few}")
    incidents = {n: reconcile(told[:n]) for n in (few, many)}
    counts = sum(len(t.entries) for t in incidents[many].tolls) + len(incidents[many].set_aside)
    show(f"counts of {many:,} documents", f"{sum(len(x.casualties) for x in told):,} told, {counts:,} lines")
    for page in PAGES:
        small, large = (warm(page, incidents[n]) for n in (few, many))
        show(f"{page}, {many:,} documents, warm", f"{large:.2f} CPU s, {large / small:.1f} times {few}")
    for n in (1000, 10_000):
        show(f"situation, another filter, {n:,} events", f"{filtered(many_events(n)):.2f} CPU s")


#: A number, a number in words, a place, a phrase, words of many and of hardly any sentence, and what nobody says.
QUESTIONS = (
    "28",
    "twenty-eight",
    "Ashford",
    '"shall not rest"',
    "killed",
    "grey bridge",
    "28 killed",
    "escaped",
    "zzz",
    "the",
)


def bench_search() -> None:
    """The index of 10,000 documents with 30,000 events, and answers with and without filters."""
    told = many_documents(10_000)
    incident = replace(
        many_events(30_000),
        documents=tuple(x.document for x in told),
        mentions=tuple((x.document.id, m) for x in told for m in x.places),
    )
    made: list[Index] = []
    before = memory_mb()
    show("index of 10,000 documents", f"{cpu(lambda: made.append(Index(incident))):.1f} CPU s")
    show("memory that it added", f"{memory_mb() - before:.0f} MB")
    for name, filters in (("", Filters()), (", within a state", Filters(country="AU", state=STATES[0][0]))):
        within = Within(made[0], filters, narrow(incident, filters))
        asked = {q: cpu(partial(_asked, made[0], q, within), 3) for q in QUESTIONS}
        slowest = max(asked, key=asked.__getitem__)
        middle = sorted(asked.values())[len(asked) // 2]
        show(
            f"search{name}, {len(asked)} questions",
            f"{1000 * middle:.0f} ms, slowest {1000 * asked[slowest]:.0f} ms ({slowest})",
        )


def _asked(index: Index, typed: str, within: Within) -> object:
    return answer(index, Question.read(typed, ("en", "es")), within)


def warm(page: str, incident: Incident) -> float:
    """CPU seconds of a run of a page that has run before, the better of two."""
    with opened(page, lambda *_: incident) as app:
        app.run()
        return min(cpu(app.run), cpu(app.run))


def filtered(incident: Incident) -> float:
    """CPU seconds of the first run of the first page with a state chosen."""
    codes = sorted({e.place.admin1_code for e in incident.events if e.place and e.place.admin1_code})
    with opened("situation", lambda *_: incident) as app:
        app.run()
        app.session_state["atlas_filters"] = Filters(country="AU", state=codes[0])
        return cpu(app.run)


def main(sizes: list[str]) -> None:
    """Print every row; with numbers of events only how long a click takes at each."""
    if sizes:
        fluid.main(sizes, show)
        return
    settings = Settings()
    gazetteer = bench_gazetteer(settings)
    bench_languages(settings, gazetteer)
    bench_extraction(settings, gazetteer)
    bench_data()  # before the pages: their tester takes the place of __main__, by which a new process finds its work
    bench_scale()
    bench_search()
    show("highest memory of the process", f"{memory_mb():.0f} MB")
    fluid.main([], show)
    doubling.main([])
    ingesting.main([])


if __name__ == "__main__":
    main(sys.argv[1:])
