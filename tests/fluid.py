"""How long a click takes on stores of any size, from the press to the last of map, list and chart: ``make bench``.

The real app over a store with so many events, in Chromium with all hosts blocked.  The page itself notes when anything
was drawn in each of the three; the time is from the press to the last of them.  Beside the clock stands what the server
and the page's own process computed for it, which other programs on the machine change little, and what the same ticks
take on a page of Streamlit's own table and chart alone.  At 1,000 events our map and what folium draws with one Marker
for each, both on a page with the same ticks and nothing else.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from geo.extractor import extractor_version
from geo.gazetteer.lookup import open_gazetteer
from geo.settings import Settings
from geo.store import Store
from tests import browser
from tests.scale import eventful_documents, fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from playwright.sync_api import Browser, Page

    from geo.types import Place

SIZES = (100, 1_000, 10_000, 100_000)
#: Milliseconds in which a page of markers must stand: else something is wrong with it.
MARKERS_MS = 90_000
#: Events at which folium's own way is measured.
COMPARED = 1_000
#: Places for so many events: a tenth of them, and no more than a country has.
MOST_PLACES = 4_600
COUNTRY = "MX"
#: Fresh browsers that are asked for their first map: one alone tells more of the machine than of the page.
FRESH = 5
#: Kinds of which the tick is taken off and set again.
TICKS = ("clash", "arson", "prison")
#: Milliseconds without anything drawn after which a click has been answered.
QUIET_MS = 1500
PATIENCE_S = 900
#: Notes in ``window.drawn`` when each part of the page was last drawn, and the moment of the last press.
WATCH = """(() => {
  const parts = {map: '.folium-map, iframe', list: '[data-testid=stDataFrame]', chart: '.js-plotly-plot'};
  window.drawn = {}; window.pressed = 0;
  const note = (node) => {
    const own = node && (node.nodeType === 1 ? node : node.parentElement);
    for (const part in parts) if (own && own.closest(parts[part])) window.drawn[part] = performance.now();
  };
  const pen = CanvasRenderingContext2D.prototype;
  for (const name of ['fill', 'stroke', 'fillText', 'drawImage']) {
    const draw = pen[name];
    pen[name] = function (...given) { note(this.canvas); return draw.apply(this, given); };
  }
  addEventListener('pointerdown', () => { window.pressed = performance.now(); window.drawn = {}; }, true);
  // What stands within a canvas is for screen readers, and comes later than the picture.  Each node is asked once.
  const outside = (node) => !node.closest?.('canvas');
  const seen = (told) => [...new Set(told.map((m) => m.target))].filter(outside).forEach(note);
  const all = {subtree: true, childList: true, attributes: true, characterData: true};
  document.addEventListener('DOMContentLoaded', () => new MutationObserver(seen).observe(document.body, all));
})()"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one press brought."""

    seconds: float
    server: float
    """CPU seconds of the server."""
    page: float
    """Seconds for which the page's own process was at work."""
    kilobytes: float
    map: float
    """Seconds to the map alone; 0 where there is none."""


class Reader:
    """A tab in which presses are timed; ``server`` gives the CPU seconds that the server has used."""

    def __init__(self, page: Page, server: Callable[[], float]) -> None:
        self.page, self._server, self._bytes = page, server, 0
        page.set_viewport_size(browser.DESK)
        page.set_default_timeout(PATIENCE_S * 1000)
        page.add_init_script(WATCH)
        page.on("websocket", lambda socket: socket.on("framereceived", self._received))
        self._tools = page.context.new_cdp_session(page)
        self._tools.send("Performance.enable")

    def _received(self, frame: bytes | str) -> None:
        self._bytes += len(frame)

    def _worked(self) -> float:
        """Seconds for which the page's own process has been at work."""
        told = self._tools.send("Performance.getMetrics")["metrics"]
        return float(next(m["value"] for m in told if m["name"] == "TaskDuration"))

    def first_map(self, address: str) -> float:
        """Seconds from asking for the page to its map, drawn."""
        start = time.monotonic()
        self.page.goto(address)
        self.page.locator(".folium-map[data-ready]").wait_for()
        return time.monotonic() - start

    def press(self, what: str) -> Answer:
        """Press it and wait until nothing has been drawn for a while."""
        self.settle()
        target = self.page.locator(what).first
        target.scroll_into_view_if_needed()
        self._bytes, server, worked = 0, self._server(), self._worked()
        target.click()
        self.settle()
        drawn = self.page.evaluate("Object.values(window.drawn).map((at) => at - window.pressed)")
        own = self.page.evaluate("(window.drawn.map || window.pressed) - window.pressed")
        return Answer(
            max(drawn) / 1000, self._server() - server, self._worked() - worked, self._bytes / 1000, own / 1000
        )

    def settle(self) -> None:
        """Wait until the script rests and nothing has been drawn for a while."""
        self.page.wait_for_function(
            f"() => {browser.IDLE} && performance.now() - Math.max(window.pressed, ...Object.values(window.drawn))"
            f" > {QUIET_MS}",
            polling=50,  # milliseconds; asked with each frame, a page at rest would draw frames for that alone
        )


def cpu_of(pid: int) -> float:
    """CPU seconds that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def places_of(country: str, most: int) -> list[Place]:
    """The largest towns of each state, about ``most`` in all."""
    gazetteer = open_gazetteer(Settings())
    states = gazetteer.states(country)
    return [p for s in states for p in gazetteer.children(s.admin1_code or "", max(most // len(states), 1))]


def stocked(folder: Path, events: int) -> None:
    """Fill the folder's store with so many events, as if they had been read."""
    store = Store(f"sqlite:///{folder / 'store.sqlite'}")
    places = places_of(COUNTRY, min(events // 10, MOST_PLACES))
    fill(store, eventful_documents(events, places), extractor_version(Settings()))
    store.close()
    (folder / "seeds").mkdir()


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser that finds no host but this machine."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - absent where there is no browser

    with sync_playwright() as p:
        made = p.chromium.launch(executable_path=shutil.which("chromium"), args=browser.FLAGS)
        yield made
        made.close()


def measured(made: Browser, folder: Path) -> tuple[float, list[Answer]]:
    """Seconds to the first map of a fresh browser, the middle of some, and the answers to presses in the last."""
    with browser.served(folder, folder / "seeds") as (address, server):
        warm = made.new_context()
        Reader(warm.new_page(), lambda: cpu_of(server)).first_map(address)  # the server puts the incident together
        warm.close()
        firsts: list[float] = []
        for nth in range(FRESH):
            fresh = made.new_context()
            reader = Reader(fresh.new_page(), lambda: cpu_of(server))
            firsts.append(reader.first_map(address))
            if nth == FRESH - 1:
                answers = [reader.press(f".st-key-filter_kinds_{kind} label") for kind in (*TICKS, *TICKS)]
            fresh.close()
    return median(firsts), answers


# --------------------------------------------------------------- folium's own way, and our map alone
_QUIETLY = ("--server.headless=true", "--browser.gatherUsageStats=false", "--server.address=127.0.0.1")
#: Notes when the map in the frame holds as many markers as the page says, other ones than when it was pressed.
_HOLDS = """(before) => {
  const wanted = Number(document.querySelector('.wanted')?.textContent), frame = document.querySelector('iframe');
  if (!wanted || wanted === before || !frame?.contentDocument) return false;
  if (frame.contentDocument.querySelectorAll('.leaflet-marker-icon').length !== wanted) return false;
  return {wanted, seconds: (performance.now() - window.pressed) / 1000};
}"""


@contextmanager
def scripted(made: Browser, folder: Path, script: str, *given: str) -> Iterator[tuple[Page, str, int]]:
    """A fresh tab, the address of a Streamlit script over the folder's store, and the number of its process."""
    port = browser.free_port()
    run = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port), *_QUIETLY, "--", *given]
    env = {
        **os.environ,
        "INCIDENT_ATLAS_SEEDS": str(folder / "seeds"),
        "INCIDENT_ATLAS_STORE": f"sqlite:///{folder / 'store.sqlite'}",
        "PYTHONPATH": str(browser.ROOT),
    }
    with subprocess.Popen(run, cwd=browser.ROOT, env=env, stdout=subprocess.DEVNULL) as server:
        browser.wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        context = made.new_context()
        yield context.new_page(), f"http://127.0.0.1:{port}", server.pid
        context.close()
        server.terminate()


def floor(made: Browser, folder: Path) -> list[Answer]:
    """The answers to the same presses on a page of Streamlit's own table and chart."""
    with scripted(made, folder, "tests/bare_page.py") as (page, address, server):
        reader = Reader(page, lambda: cpu_of(server))
        page.goto(address)
        page.locator(".js-plotly-plot").wait_for()
        return [reader.press(f".st-key-kind_{kind} label") for kind in (*TICKS, *TICKS)]


def map_alone(made: Browser, folder: Path) -> float:
    """Seconds from a press to our map of what it leaves, on a page that has nothing else."""
    with scripted(made, folder, "tests/map_page.py") as (page, address, _):
        reader = Reader(page, lambda: 0.0)
        reader.first_map(address)
        return median(reader.press(f".st-key-kind_{kind} label").map for kind in (*TICKS, *TICKS))


def markers(made: Browser, folder: Path, way: str) -> tuple[float, int]:
    """Seconds from a press to a map of what it leaves with one folium Marker each, and how many markers all are.

    ``way``: "map" puts them on the map, as most do; "group" hands them over to a map that stays, the fastest there is.
    """
    with scripted(made, folder, "tests/marker_page.py", way) as (page, address, _):
        page.set_viewport_size(browser.DESK)
        page.add_init_script(WATCH)
        page.goto(address)
        answers = [page.wait_for_function(_HOLDS, arg=0, timeout=MARKERS_MS).json_value()]
        for kind in (*TICKS, *TICKS):
            page.wait_for_timeout(QUIET_MS)
            page.locator(f".st-key-kind_{kind} label").first.click()
            told = page.wait_for_function(_HOLDS, arg=answers[-1]["wanted"], timeout=MARKERS_MS)
            answers.append(told.json_value())
        return median(a["seconds"] for a in answers[1:]), answers[0]["wanted"]


def compared(made: Browser, folder: Path, show: Callable[[str, str], None]) -> None:
    """Map beside map: the same ticks on pages that have nothing else, each from the press to what it draws."""
    own = map_alone(made, folder)
    show("our map on a page of its own", f"{own:.2f} s")
    for way, words in (("map", "put on the map, as most do"), ("group", "handed over as a group, the fastest way")):
        took, many = markers(made, folder, way)
        show(f"{many:,} folium Markers {words}", f"{took:.2f} s, {took / own:.1f} times ours")


def main(arguments: list[str], show: Callable[[str, str], None]) -> None:
    """A row for each size."""
    with chromium() as made:
        for events in map(int, arguments or SIZES):
            with TemporaryDirectory() as folder:
                stocked(Path(folder), events)
                first, answers = measured(made, Path(folder))
                bare = floor(made, Path(folder))
                if events == COMPARED:
                    compared(made, Path(folder), show)
            click, own = median(a.seconds for a in answers), median(a.map for a in answers)
            alone = median(a.seconds for a in bare)
            show(f"first map in a fresh browser, {events:,} events", f"{first:.2f} s")
            show(f"filter to map, list and chart, {events:,} events", f"{click:.2f} s{_work(answers)}")
            show(
                f"Streamlit's own table and chart alone, {events:,} events",
                f"{alone:.2f} s{_work(bare)}: ours takes {click / alone:.1f} times that",
            )
            show(f"the map alone of these clicks, {events:,} events", f"{own:.2f} s")


def _work(answers: Sequence[Answer]) -> str:
    server, page = median(a.server for a in answers), median(a.page for a in answers)
    return f" (server {server:.2f} CPU s, page {page:.2f} s, {max(a.kilobytes for a in answers):.0f} KB at most)"
