"""The parts of the siege that need a server and a browser: all files together, uploads, addresses, settings."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from geo.errors import SourceError
from geo.sources import read_bytes
from tests.browser import ROOT, free_port, wait_for
from tests.siege.addresses import PAGES, all_addresses, raw_paths
from tests.siege.heads import BODY
from tests.siege.report import Part, tracebacks
from tests.siege.texts import text_of
from tests.siege.watch import Watch
from tests.siege.wrong import all_wrong, laid

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.siege.files import Hostile
    from tests.siege.watch import Seen
    from tests.siege.wrong import Wrong

BRIEFING = "/?view=briefing"
#: Seconds for all files to be read, some 300 of them a minute.
READING_S = 1800
#: Sources that one address chooses, so that each has its card, its row and its line on the page.
CHOSEN = 25
#: Files that are dropped into the form at once.
DROPPED = 40
#: Seconds for what was dropped to be read.
DROPPED_S = 300
#: Texts that fill every page: a raid, rival counts, other numbers, what did not happen, two governments that disagree.
PLAIN = (
    BODY,
    (
        "Gunmen killed at least 9 officers in Toledo, Ohio, on Monday, the governor said. They blocked 85 highways in "
        '11 states. The raid was not a kidnapping. "We did not help," President Ana Roe of Mexico said in Mexico '
        "City. @@"
    ),
    (
        "Police said 7 officers were killed in Toledo, Ohio, on Monday. Soldiers may have burned a bank in Cleveland "
        'on Tuesday. "The United States helped with the raid," a White House spokesman said in Washington. @@'
    ),
)
#: What no answer may hold: pieces of files outside the pages, and of the program itself.
SECRETS = (b"root:x:0:0", b"[project]\n", b"set_page_config", b"[core]\n", b"SQLite format 3", b"from __future__")
_NUMBER = re.compile(r"pwned = (\d+)|pwned(\d+)|t(\d+)-49-t|alert\((\d+)|example/(\d+)")


@contextmanager
def serving(folder: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """The app with this environment; its log is ``folder/app.log``."""
    port = free_port()
    with (folder / "app.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health", 120)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()


def _environment(folder: Path) -> dict[str, str]:
    return {
        "INCIDENT_ATLAS_SEEDS": str(folder / "seeds"),
        "INCIDENT_ATLAS_STORE": f"sqlite:///{folder / 'store.sqlite'}",
    }


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "seeds").mkdir(parents=True)
    return folder


def _plain(folder: Path) -> None:
    for i, body in enumerate(PLAIN):
        (folder / "seeds" / f"{i}.md").write_text(text_of(body.replace("@@", str(i)), f"2026-02-2{3 + i}"))


def _log(part: Part, folder: Path, item: str) -> None:
    """The tracebacks of a server, as faults of the part."""
    for line in tracebacks((folder / "app.log").read_text(errors="replace")):
        part.add("log", item, item, "server", line, f"see {folder / 'app.log'}")


# ------------------------------------------------------------------ files
def together(chromium: Browser, files: Sequence[Hostile], out: Path) -> Part:
    """All files in one folder: read on the command line, shown on every page, a few sources at a time."""
    part, folder = Part("files, all together in the browser"), _fresh(out / "together")
    for file in files:
        file.write(folder / "seeds")
        part.tried[file.kind] += 1
    again = f"make run SEEDS={folder / 'seeds'}"
    if not _ingested(part, folder, again):
        return part
    numbered = {file.number: file for file in files}
    with serving(folder, _environment(folder)) as base:
        watch = Watch(chromium, base)
        for path in (*PAGES, BRIEFING):
            _note(part, numbered, path, [*watch.open(path), *watch.downloads(), *watch.cards()], again)
        for path in _choices(files):
            _note(part, numbered, path, [*watch.open(path), *watch.cards()], again)
        watch.context.close()
    _log(part, folder, "all together")
    return part


def _ingested(part: Part, folder: Path, again: str) -> bool:
    command = [sys.executable, "-m", "geo", "ingest"]
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, **_environment(folder)},
            capture_output=True,
            timeout=READING_S,
            check=False,
            text=True,
            errors="replace",
        )
    except subprocess.TimeoutExpired:
        part.add("dead", "all together", "geo ingest", "reading", f"no end in {READING_S} seconds", again)
        return False
    for line in tracebacks(done.stderr):
        part.add("log", "all together", "geo ingest", "reading", line, again)
    if done.returncode not in {0, 1}:
        part.add("dead", "all together", "geo ingest", "reading", done.stderr[-300:], again)
    part.notes.append(f"geo ingest: {done.stdout.strip()}")
    return done.returncode in {0, 1}


def _choices(files: Sequence[Hostile]) -> Iterator[str]:
    """Addresses that choose a few of the sources that are read, until each was chosen."""
    ids = list(dict.fromkeys(filter(None, map(_document_id, files))))
    for i in range(0, len(ids), CHOSEN):
        for path in ("/", "/casualties", "/quotes"):
            yield f"{path}?source={','.join(ids[i : i + CHOSEN])}"


def _document_id(file: Hostile) -> str | None:
    try:
        return read_bytes(os.fsdecode(file.name), file.content).id if file.content is not None else None
    except (SourceError, OverflowError, ValueError):  # the last two are faults, and ``alone`` finds them
        return None


def _tell(tried: str, seen: Sequence[Seen]) -> None:
    """A line of progress: a siege takes a while, and what fails may be worth a look meanwhile."""
    told = "".join(f"\n          {what}: {said[:160]}" for what, said in seen)
    print(f"  {'FAILED' if seen else 'ok':7} {tried}{told}", flush=True)


def _note(part: Part, numbered: Mapping[int, Hostile], where: str, seen: Sequence[Seen], again: str) -> None:
    """Faults with the file whose mark they bear."""
    _tell(where[:120], seen)
    for what, said in seen:
        told = _NUMBER.search(said)
        file = numbered.get(int(next(filter(None, told.groups())))) if told else None
        part.add(
            what,
            file.kind if file else "all together",
            file.shown if file else where[:60],
            where[:120],
            said,
            f"{again} and open {where}",
        )


def uploads(chromium: Browser, files: Sequence[Hostile], out: Path) -> Part:
    """The files that a browser can send, dropped into the form of the Sources page a few dozen at a time."""
    part, folder = Part("files, dropped into the form"), _fresh(out / "uploads")
    _plain(folder)
    numbered = {file.number: file for file in files}
    dropped = [file for file in files if file.uploadable]
    part.tried.update(file.kind for file in dropped)
    with serving(folder, _environment(folder)) as base:
        watch = Watch(chromium, base)
        for i in range(0, len(dropped), DROPPED):
            again = (
                f"drop files {dropped[i].number} and the {DROPPED - 1} after it into the form "
                "(python -m tests.siege --write DIR writes them)"
            )
            seen = watch.open("/sources") or _dropped(watch, dropped[i : i + DROPPED])
            _note(part, numbered, f"/sources, files from {dropped[i].number}", seen, again)
        for path in (*PAGES, BRIEFING):
            _note(
                part, numbered, path, [*watch.open(path), *watch.downloads(), *watch.cards()], "after all were dropped"
            )
        watch.context.close()
    _log(part, folder, "all dropped")
    return part


def _dropped(watch: Watch, files: Sequence[Hostile]) -> list[Seen]:
    from playwright.sync_api import Error  # noqa: PLC0415 - see ``watch.browser``

    try:
        watch.page.locator("input[type=file]").set_input_files(
            [{"name": os.fsdecode(f.name), "mimeType": "text/plain", "buffer": f.content or b""} for f in files]
        )
        watch.page.wait_for_timeout(1500)
        watch.page.get_by_role("button", name="Read these files").click()
        watch.page.wait_for_timeout(1000)
    except Error as error:
        return [("dead", f"the form does not take them: {error.message.splitlines()[0]}")]
    dead = watch.alive(patience=DROPPED_S)
    return [*([("dead", dead)] if dead else []), *watch.look()]


# ------------------------------------------------------------------ addresses
def addresses(chromium: Browser, out: Path, every: int = 1) -> Part:
    """Every hostile address, and the paths that a browser would tidy up; at the end the first page is as it was."""
    part, folder = Part("addresses"), _fresh(out / "addresses")
    _plain(folder)
    with serving(folder, _environment(folder)) as base:
        watch = Watch(chromium, base)
        for what, said in watch.open("/"):
            part.add(what, "before", "/", "/", said, f"make run SEEDS={folder / 'seeds'}")
        before = _told(watch)
        for number, kind, path in all_addresses()[::every]:
            part.tried[kind] += 1
            seen = watch.open(path)
            _tell(f"{number}: {path[:80]}", seen)
            for what, said in seen:
                part.add(what, kind, f"{number}: {path[:80]}", path[:300], said, f"make run, and open {path[:300]}")
        for number, kind, path in raw_paths()[::every]:
            part.tried[kind] += 1
            for what, said in _asked(base, path):
                part.add(what, kind, f"{number}: {path[:80]}", "a raw request", said, f"make run, and GET {path[:200]}")
        seen = watch.open("/") or (
            [] if _told(watch) == before else [("dead", f"the page has changed: {_told(watch)}")]
        )
        for what, said in seen:
            part.add(what, "after", "/", "/", said, "open the addresses in order")
        watch.context.close()
    _log(part, folder, "all addresses")
    return part


def _told(watch: Watch) -> str:
    return str(watch.page.evaluate("() => document.querySelector('.st-key-chips, .head')?.innerText"))


def _asked(base: str, path: str) -> list[Seen]:
    """Ask for a path as it is written; what is wrong with the answer."""
    port = int(base.rpartition(":")[2])
    answer = b""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as s:
            s.sendall(b"GET " + path.encode() + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            while piece := s.recv(65536):
                answer += piece
    except OSError as error:
        if not answer and not isinstance(error, ConnectionResetError | BrokenPipeError):
            return [("dead", f"no answer: {error}")]
    status = int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/") else 400  # closed without a word: refused
    seen: list[Seen] = [("dead", f"status {status}")] if status >= 500 else []
    return seen + [("executed", f"the answer holds {secret!r}") for secret in SECRETS if secret in answer]


# ------------------------------------------------------------------ settings
def settings(chromium: Browser, out: Path, every: int = 1) -> Part:
    """Every wrong setting with a server of its own: a menu, and a page or a sentence, on all five pages."""
    part = Part("settings")
    for i, wrong in enumerate(all_wrong()[::every]):
        part.tried[wrong.kind] += 1
        _tried(part, chromium, wrong, out / f"setting-{i:02d}")
    return part


def _tried(part: Part, chromium: Browser, wrong: Wrong, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    environment = laid(wrong, folder)
    again = " ".join(f"{name}={value!r}" for name, value in environment.items()) + " streamlit run app.py"
    with wrong.holding(folder), serving(folder, environment) as base:
        watch = Watch(chromium, base)
        for path in PAGES:
            seen = [*watch.open(path, sentence=True), *_menu(watch)]
            _tell(f"{wrong.kind}, {wrong.name} at {path}", seen)
            for what, said in seen:
                part.add(what, wrong.kind, wrong.name, path, said, again)
        watch.context.close()
    for line in tracebacks((folder / "app.log").read_text(errors="replace")):
        part.add("log", wrong.kind, wrong.name, "server", line, again)


def _menu(watch: Watch) -> list[Seen]:
    """The names of the pages must stand on top, so that a reader can go on."""
    links = watch.page.locator(".st-key-menu [data-testid=stPageLink-NavLink]").count()
    return [] if links == len(PAGES) else [("dead", f"the menu has {links} of {len(PAGES)} pages")]
