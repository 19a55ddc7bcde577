"""How long a click takes on stores of any size, from the press to the last of map, list and chart: ``make bench``.

The real app over a store with so many events, in Chromium with all hosts blocked.  The page itself notes when anything
was drawn in each of the three; the time is from the press to the last of them.  Beside it, at 1,000 events, what folium
draws with one Marker for each.
"""

from __future__ import annotations

import shutil
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
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from geo.types import Place

SIZES = (100, 1_000, 10_000, 100_000)
#: Places for so many events: a tenth of them, and no more than a country has.
MOST_PLACES = 4_600
COUNTRY = "MX"
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
  for (const name of ['fill', 'stroke', 'fillText', 'drawImage']) {
    const draw = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...given) { note(this.canvas); return draw.apply(this, given); };
  }
  addEventListener('pointerdown', () => { window.pressed = performance.now(); window.drawn = {}; }, true);
  // What stands within a canvas is for screen readers, and comes later than the picture.
  const seen = (told) => told.forEach((m) => { if (!m.target.closest?.('canvas')) note(m.target); });
  document.addEventListener('DOMContentLoaded', () =>
    new MutationObserver(seen).observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true}));
})()"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one press brought."""

    seconds: float
    parts: dict[str, float]
    """Seconds until the last drawing of each part of the page."""
    kilobytes: float


class Reader:
    """A tab in which presses are timed."""

    def __init__(self, page: Page) -> None:
        self.page, self._bytes = page, 0
        page.set_viewport_size(browser.DESK)
        page.set_default_timeout(PATIENCE_S * 1000)
        page.add_init_script(WATCH)
        page.on("websocket", lambda socket: socket.on("framereceived", self._received))

    def _received(self, frame: bytes | str) -> None:
        self._bytes += len(frame)

    def first_map(self, address: str) -> float:
        """Seconds from asking for the page to its map, drawn."""
        start = time.monotonic()
        self.page.goto(address)
        self.page.locator(".folium-map[data-ready]").wait_for()
        return time.monotonic() - start

    def press(self, what: str) -> Answer:
        """Press it and wait until nothing has been drawn for a while."""
        self.settle()
        target, self._bytes = self.page.locator(what).first, 0
        target.scroll_into_view_if_needed()
        target.click()
        self.settle()
        parts = self.page.evaluate("Object.entries(window.drawn).map(([part, at]) => [part, at - window.pressed])")
        told = {part: ms / 1000 for part, ms in parts}
        return Answer(max(told.values()), told, self._bytes / 1000)

    def settle(self) -> None:
        """Wait until the script rests and nothing has been drawn for a while."""
        self.page.wait_for_function(
            f"() => {browser.IDLE} && performance.now() - Math.max(window.pressed, ...Object.values(window.drawn))"
            f" > {QUIET_MS}"
        )


def places_of(country: str, most: int) -> list[Place]:
    """The largest towns of each state, about ``most`` in all."""
    gazetteer = open_gazetteer(Settings())
    states = gazetteer.states(country)
    return [p for s in states for p in gazetteer.children(s.admin1_code or "", max(most // len(states), 1))]


def stocked(folder: Path, events: int) -> Path:
    """A folder whose store holds so many events, as if they had been read."""
    store = Store(f"sqlite:///{folder / 'store.sqlite'}")
    places = places_of(COUNTRY, min(events // 10, MOST_PLACES))
    fill(store, eventful_documents(events, places), extractor_version(Settings()))
    store.close()
    (folder / "seeds").mkdir()
    return folder


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser that finds no host but this machine."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - absent where there is no browser

    with sync_playwright() as p:
        made = p.chromium.launch(executable_path=shutil.which("chromium"), args=browser.FLAGS)
        yield made
        made.close()


def measured(made: Browser, folder: Path) -> tuple[float, list[Answer]]:
    """Seconds to the first map of a fresh browser, and the answers to presses."""
    with browser.running(folder, folder / "seeds") as address:
        warm = made.new_context()
        Reader(warm.new_page()).first_map(address)  # the server puts the incident together
        warm.close()
        fresh = made.new_context()
        reader = Reader(fresh.new_page())
        first = reader.first_map(address)
        ticks = [f".st-key-filter_kinds_{kind} label" for kind in TICKS]
        answers = [reader.press(tick) for tick in (*ticks, *ticks)]
        fresh.close()
    return first, answers


def main(arguments: list[str]) -> None:
    """Print a row for each size."""
    with chromium() as made:
        for events in map(int, arguments or SIZES):
            with TemporaryDirectory() as folder:
                kept = Path("/tmp/sc") / str(events)
                where = kept if (kept / "seeds").exists() else stocked(Path(folder), events)
                first, answers = measured(made, where)
            seconds, kilobytes = [a.seconds for a in answers], [a.kilobytes for a in answers]
            print(f"{events:>7} events: first map {first:.2f} s, click {median(seconds):.2f} s "
                  f"({min(seconds):.2f}–{max(seconds):.2f}), {median(kilobytes):.0f} KB (at most {max(kilobytes):.0f})")
            for a in answers: print(a)


if __name__ == "__main__":
    main(sys.argv[1:])
