"""Starts the app and drives it in Chromium, which finds no other host."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from geo.views.picking import HEAD, ROW, TALL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import ConsoleMessage, Locator, Page, WebSocket

ROOT = Path(__file__).resolve().parent.parent
SHOTS = ROOT / "tests" / "shots"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
#: Streamlit's page looks for its server under the page's own path first; the two misses are its way to find the base.
PROBES = ("/_stcore/health", "/_stcore/host-config")
#: First start: the gazetteer may have to be built (20 s) and the seeds read.
PATIENCE_MS = 180_000
#: The page has got all that the last run sent, and waits for the script of no widget.
IDLE = (
    "document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
    " && !document.querySelector('[data-testid=stSkeleton]')"
)
#: How much stands on the page: what has come is drawn a moment later, on a busy machine a second.
DRAWN = "[document.querySelectorAll('*').length, document.body.textContent.length]"


def missing() -> str | None:
    """Why no browser test can run here, or None."""
    if shutil.which("chromium") is None:
        return "Chromium is not installed (Debian package chromium)"
    try:
        import playwright  # noqa: F401, PLC0415
    except ImportError:
        return "Playwright is not installed (tests/requirements.txt)"
    return None


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@contextmanager
def running(folder: Path, seeds: Path = ROOT / "seeds", base: str = "") -> Iterator[str]:
    """The app on a free port with a store of its own in ``folder``; gives its address.  ``base``: "/atlas"."""
    with served(folder, seeds, base) as (address, _):
        yield address


@contextmanager
def served(folder: Path, seeds: Path, base: str = "") -> Iterator[tuple[str, int]]:
    """The same with the number of its process."""
    port = free_port()
    env = {
        **os.environ,
        "INCIDENT_ATLAS_SEEDS": str(seeds),
        "INCIDENT_ATLAS_STORE": f"sqlite:///{folder / 'store.sqlite'}",
        "STREAMLIT_SERVER_BASE_URL_PATH": base.strip("/"),
    }
    with (folder / "app.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
            cwd=ROOT,
            env=env,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}{base}/_stcore/health")
            yield f"http://127.0.0.1:{port}{base}", server.pid
        finally:
            server.terminate()
            server.wait(20)


def wait_for(url: str, seconds: float = 60) -> None:
    """Return when the server answers."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(url, timeout=2)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(url)


class Visit:
    """One tab in which every foreign request and every console error is noted."""

    def __init__(self, page: Page, base: str, viewport: dict[str, int] = DESK, scheme: str = "light") -> None:
        self.base, self.foreign, self.errors, self.misses = base, [], [], []
        self.page, self._listeners = page, {}
        self.page.set_viewport_size(viewport)
        self.page.emulate_media(color_scheme=scheme)
        #: Runs of the script that have begun, and whether one is under way, as the server tells it: on a busy machine a
        #: run begins later than any pause allows for, and the page may draw two of them as one.
        self.begun, self.running = 0, False
        self.page.set_default_timeout(90_000)
        # Requests are noted and not routed: a page with a route keeps no scripts, and each visit would read 10 MB anew.
        self._hear("request", lambda request: self._note_host(request.url))
        self._hear("websocket", self._listen)
        self._hear("console", self._console)
        self._hear("pageerror", lambda e: self.errors.append(str(e)))
        self._hear("dialog", lambda d: (self.errors.append(f"dialog: {d.message}"), d.dismiss()))
        self._hear("response", lambda r: self.misses.append(r.url) if r.status >= 400 else None)

    def _hear(self, event: str, listener: Callable[..., None]) -> None:
        self._listeners[event] = listener
        self.page.on(event, listener)

    def leave(self) -> Page:
        """Leave the tab empty for the next visit: one that has read Streamlit's scripts opens a page twice as fast."""
        for event, listener in self._listeners.items():
            self.page.remove_listener(event, listener)
        for key in ("Control", "Shift"):  # a test that failed may hold one down, and a tab keeps it
            self.page.keyboard.up(key)
        self.page.emulate_media(media="screen", reduced_motion="reduce")
        self.page.goto("about:blank")
        return self.page

    def _note_host(self, url: str) -> None:
        if not url.startswith((self.base, "data:", "blob:", self.base.replace("http", "ws"))):
            self.foreign.append(url)

    def _listen(self, socket: WebSocket) -> None:
        self._note_host(socket.url)
        self.running = False
        socket.on("framereceived", self._note_run)

    def _note_run(self, frame: bytes | str) -> None:
        told = ForwardMsg.FromString(frame) if isinstance(frame, bytes) else ForwardMsg()
        self.begun += told.HasField("new_session")
        if told.HasField("new_session") or told.HasField("script_finished"):
            # One that ends early for another is followed by it at once: the two are one answer to one click.
            self.running = told.HasField("new_session") or told.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN

    def _console(self, message: ConsoleMessage) -> None:
        # A probe's 404 is logged without its address; ``clean`` judges those by the responses instead.
        if message.type == "error" and "status of 404" not in message.text:
            self.errors.append(message.text)

    def go(self, path: str = "/") -> Visit:
        """Open a page and wait until it has stopped working."""
        self.page.goto(self.base + path)
        head, end = self.page.locator(".head, img.briefing").first, time.monotonic() + PATIENCE_MS / 1000
        while not head.is_visible():
            assert time.monotonic() < end, f"no page at {path}; {self._shown()}"
            self.page.wait_for_timeout(50)
        self.settle()
        return self

    def _shown(self) -> str:
        """What there is instead of the page that was waited for."""
        self.shot("instead")
        state = self.page.evaluate("document.querySelector('[data-testid=stApp]')?.dataset.testScriptState")
        text = " ".join(self.page.inner_text("body").split())[:500]
        return f"runs begun {self.begun}, running {self.running}, state {state}, errors {self.errors}, shows: {text}"

    def settle(self) -> None:
        """Wait until no run is under way, none has begun for a moment (a map may ask for one) and all is drawn."""
        seen: list[int] = []
        while seen != (now := [self.begun, *self.page.evaluate(DRAWN)]) or self.running:
            seen = now
            self.page.wait_for_timeout(300)
            self.page.wait_for_function(f"() => {IDLE}", timeout=PATIENCE_MS)

    def all_read(self) -> Visit:
        """Wait until no source is being read any more: until then tables get new rows by themselves."""
        self.page.locator("[role=status]").wait_for(state="detached", timeout=PATIENCE_MS)
        self.settle()
        return self

    @contextmanager
    def run(self) -> Iterator[None]:
        """Do something that makes the script run, and wait until that run has ended."""
        before, end = self.begun, time.monotonic() + PATIENCE_MS / 1000
        yield
        while self.begun == before:
            assert time.monotonic() < end, "nothing made the script run"
            self.page.wait_for_timeout(50)
        self.settle()

    def still(self, target: Locator) -> dict[str, float]:
        """Where ``target`` stands once nothing moves it any more: tables are drawn on a canvas and clicked by place."""
        target.scroll_into_view_if_needed()
        before, box = None, target.bounding_box()
        while box is None or box != before:
            self.page.wait_for_timeout(250)
            before, box = box, target.bounding_box()
        return dict(box)

    def click_row(self, table: Locator, row: int) -> None:
        """Tick a row of a table, the first one being 0, and wait for what it opens."""
        box, tall = self.still(table), "e => !!e.closest('.st-key-event_table, .st-key-quote_table')"
        height = TALL if table.evaluate(tall) else ROW
        with self.run():
            self.page.mouse.click(box["x"] + 16, box["y"] + HEAD + height * row + 14)

    def map(self) -> Locator:
        """The map, drawn; in the page it is known as ``box.atlas.map``."""
        box = self.page.locator(".folium-map[data-ready]")
        box.wait_for()
        return box

    def shades(self) -> dict[str, str]:
        """Fill of every state that is not drawn as empty."""
        return dict(
            self.map().evaluate(
                "box => { const all = Object.values(box.atlas.map._layers).filter(l => l.options.atlas);"
                " const fills = all.map(l => l.options.fillColor), many = f => fills.filter(g => g === f).length;"
                " const empty = [...fills].sort((a, b) => many(b) - many(a))[0];"
                " return Object.fromEntries(all.filter(l => l.options.fillColor !== empty)"
                ".map(l => [l.options.atlas, l.options.fillColor])); }"
            )
        )

    def shot(self, name: str, *, full: bool = False) -> None:
        """Photograph the page for a person to look at."""
        SHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png", full_page=full)

    def clean(self) -> None:
        """Nothing left the machine, nothing failed."""
        real = [u for u in self.misses if not u.endswith(PROBES)]
        assert (self.foreign, self.errors, real) == ([], [], []), (self.foreign, self.errors, real)
