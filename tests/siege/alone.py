"""Each kind of file in a folder of its own, through the real pages without a browser; where one fails, file by file.

A folder is read and shown in a forked child, so that a text that hangs, eats the memory or kills the program ends that
child and nothing else.
"""

from __future__ import annotations

import json
import logging
import multiprocessing
import os
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser import ROOT
from tests.siege.files import kinds
from tests.siege.heads import BODY
from tests.siege.report import Part, tracebacks
from tests.siege.texts import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from multiprocessing.pool import Pool

    from tests.siege.files import Hostile

    #: What, page, said.
    Found = tuple[str, str, str]

PATHS = ("", "casualties", "quotes", "jurisdictions", "sources")
#: Files of one kind that share a folder.
TOGETHER = 12
#: CPU seconds in which all pages of a folder must be drawn; those of a report take some three, and who waits longer
#: than this takes them for hung.  Reading has limits of its own, which this part of the siege tries.
CPU_SECONDS = 30
#: Seconds of patience with a folder: each of its texts may take its limit, and others may have the processor.
WALL_SECONDS = 1800
#: Megabytes that the process may grow to; it has some 500 when it has read a report.
MOST_MB = 2000
WORKERS = 2
#: Caches of ``geo.views.data`` that hold for every folder.
LASTING = ("gazetteer", "boundaries", "_ground", "basemap_link")
#: How the program names what no one foresaw.
UNFORESEEN = re.compile(r"[^\n]*(?:could not be analysed|unforeseen fault)[^\n]*")
SET_ASIDE = re.compile(r"was set aside: it takes")


def try_kinds(files: list[Hostile], out: Path) -> Part:
    """Every kind in its own folder below ``out``; folders of what failed are kept."""
    part = Part("files, each kind alone")
    grouped = kinds(files)
    part.tried.update({kind: len(group) for kind, group in grouped.items()})
    context = multiprocessing.get_context("spawn")
    with context.Pool(WORKERS, _warm) as pool:
        folders = [group[i : i + TOGETHER] for group in grouped.values() for i in range(0, len(group), TOGETHER)]
        failed = _failing(pool, folders, out)
        singles = [[file] for group, _ in failed if len(group) > 1 for file in group]
        guilty = _failing(pool, singles, out)
    _blame(part, [pair for pair in failed if len(pair[0]) == 1] + guilty, out)
    found = {fault.kind for fault in part.faults}
    _blame(part, [(group, faults) for group, faults in failed if group[0].kind not in found], out)
    return part


def _failing(pool: Pool, groups: list[list[Hostile]], out: Path) -> list[tuple[list[Hostile], list[Found]]]:
    """The groups that failed, with how."""
    told = pool.imap(_try_folder, (_laid(group, _folder(group, out)) for group in groups))
    failed, aside = [], 0
    for group, found in zip(groups, told, strict=True):
        log = (_folder(group, out) / "log").read_text(errors="replace")
        aside += len(SET_ASIDE.findall(log))
        mark = "FAILED" if found else "ok"
        print(f"  {mark:7} {group[0].kind}" + (f": {group[0].shown}" if len(group) == 1 else ""), flush=True)
        if found:
            failed.append((group, found))
        else:
            shutil.rmtree(_folder(group, out))
    print(f"  {aside} texts were set aside by the limits of reading", flush=True)
    return failed


def _blame(part: Part, failed: list[tuple[list[Hostile], list[Found]]], out: Path) -> None:
    for group, found in failed:
        seeds = _folder(group, out) / "seeds"
        item = group[0].shown if len(group) == 1 else f"{len(group)} files together"
        for what, where, said in found:
            part.add(what, group[0].kind, item, where, said, f"make run SEEDS={seeds}")


def _folder(group: list[Hostile], out: Path) -> Path:
    return out / (f"file-{group[0].number:03d}" if len(group) == 1 else f"kind-{group[0].number:03d}")


def _laid(files: Iterable[Hostile], folder: Path) -> Path:
    """A new folder with ``files`` as its seeds."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "seeds").mkdir(parents=True)
    for file in files:
        file.write(folder / "seeds")
    return folder


def _warm() -> None:
    """Load what every child needs, once for each worker: the model, the outlines, the code of the pages."""
    os.environ["OMP_NUM_THREADS"] = "1"  # threads do not survive a fork
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "seeds").mkdir()
        (Path(folder) / "seeds" / "plain.md").write_text(text_of(BODY))
        _ingested(Path(folder))
        _shown(Path(folder))


def _forget() -> None:
    """Empty the pages' caches of all that belongs to one folder."""
    import streamlit as st  # noqa: PLC0415 - Streamlit is slow to load; only workers need it

    from geo.views import data  # noqa: PLC0415

    st.cache_data.clear()
    for name, cached in vars(data).items():
        if type(cached).__module__.startswith("streamlit") and hasattr(cached, "clear") and name not in LASTING:
            cached.clear()


def _try_folder(folder: Path) -> list[Found]:
    """Read and show one folder in a child; what failed."""
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        _in_child(folder)
    while True:
        ended, status, used = os.wait4(child, os.WNOHANG)
        if ended:
            return _judged(folder, status, used)
        if time.monotonic() - started > WALL_SECONDS:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return [("dead", _last_page(folder), f"no end in {WALL_SECONDS} seconds")]
        time.sleep(0.02)


def _judged(folder: Path, status: int, used: resource.struct_rusage) -> list[Found]:
    faults = folder / "faults.json"
    log = (folder / "log").read_text(errors="replace")
    found = [("log", "server", line) for line in [*tracebacks(log), *UNFORESEEN.findall(log)[:3]]]
    megabytes = used.ru_maxrss / 1024
    if megabytes > MOST_MB:
        found.append(("dead", _last_page(folder), f"{megabytes:,.0f} MB of memory, more than {MOST_MB:,}"))
    if os.WIFSIGNALED(status):
        why = (
            f"more than {CPU_SECONDS} CPU seconds"
            if os.WTERMSIG(status) in {signal.SIGXCPU, signal.SIGKILL}
            else (f"the program died of {signal.Signals(os.WTERMSIG(status)).name}")
        )
        return [*found, ("dead", _last_page(folder), why)]
    if not faults.exists():
        return [*found, ("dead", _last_page(folder), f"the program ended with {os.waitstatus_to_exitcode(status)}")]
    return [*map(tuple, json.loads(faults.read_text())), *found]


def _last_page(folder: Path) -> str:
    at = folder / "page"
    return at.read_text() if at.exists() else "start"


def _in_child(folder: Path) -> None:
    """Never returns."""
    code = 1
    try:
        log = os.open(folder / "log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(log, sys.stdout.fileno())
        os.dup2(log, sys.stderr.fileno())
        found = _ingested(folder)
        logging.getLogger().setLevel(logging.WARNING)  # as for the pages: the command line keeps faults to itself
        spent = int(time.process_time())
        resource.setrlimit(resource.RLIMIT_CPU, (spent + CPU_SECONDS, spent + CPU_SECONDS + 5))
        (folder / "faults.json").write_text(json.dumps([*found, *_shown(folder)]))
        code = 0
    except BaseException:  # noqa: BLE001 - the log is all that is left of this child
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _ingested(folder: Path) -> list[Found]:
    """Read the folder as the command line does."""
    from geo.run.cli import FAILED, main  # noqa: PLC0415 - see ``_forget``

    os.environ["INCIDENT_ATLAS_SEEDS"] = str(folder / "seeds")
    os.environ["INCIDENT_ATLAS_STORE"] = f"sqlite:///{folder / 'store.sqlite'}"
    (folder / "page").write_text("reading")
    return [("dead", "reading", "geo ingest says that nothing could be done")] if main(["ingest"]) == FAILED else []


def _shown(folder: Path) -> list[Found]:
    """Draw every page and the briefing picture, each as a new visitor; what failed."""
    _forget()
    found: list[Found] = []
    for path in (*PATHS, "?view=briefing"):
        (folder / "page").write_text(f"/{path}")
        found += _drawn(path)
    return found


def _drawn(path: str) -> list[Found]:
    from streamlit.testing.v1 import AppTest  # noqa: PLC0415 - see ``_forget``
    from streamlit.util import calc_hash  # noqa: PLC0415

    at = AppTest.from_file(str(ROOT / "geo" / "views" / "routes.py"), default_timeout=WALL_SECONDS)
    mark = 'class="head"'
    if path.startswith("?"):
        at.query_params["view"], mark = "briefing", 'class="briefing"'
    elif path:
        at._page_hash = calc_hash(path)  # switch_page knows only pages that are files
    at.run()
    errors = [e.message for e in at.exception] + [e.value for e in at.error if UNFORESEEN.search(e.value)]
    if not errors and not any(mark in element.proto.body for element in at.get("html")):
        errors = ["no page, but: " + (" ".join(str(e.value) for e in at.error) or "nothing")]
    return [("dead", f"/{path}", error) for error in errors[:1]]
