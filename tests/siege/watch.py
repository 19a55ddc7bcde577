"""One tab under watch: is the page alive, was anything run, did words become markup, was another host asked."""

from __future__ import annotations

import csv
import io
import re
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.browser import FLAGS, PROBES, Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    #: What, said.
    Seen = tuple[str, str]

#: Seconds until a page must stand still.
PATIENCE_S = 90
#: Milliseconds between two looks at the page; it must be found standing still twice.
LOOK_MS = 250

#: What Streamlit tells the console when it shows the first page for a path that is none.
UNKNOWN_PAGE = "The page that you have requested does not seem to exist."

#: "alive", an error, or null while there is nothing to judge yet.
_STATE = """([mark, sentence]) => {
  const app = document.querySelector('[data-testid=stApp]');
  if (!app) return null;
  const text = document.body.innerText;
  const box = document.querySelector('[data-testid=stException]');
  if (box) return box.innerText;
  const bad = text.match(/.{0,80}(redacted|unforeseen fault|Traceback \\(most).{0,80}/);
  if (bad) return bad[0];
  if (app.dataset.testScriptState !== 'notRunning') return null;
  const alerts = [...document.querySelectorAll('[data-testid=stAlert]')];
  const said = alerts.some(e => /\\w{3}.{10}.*[.:]/s.test(e.innerText));
  return document.querySelector(mark) || (sentence && said) ? 'alive' : null;
}"""
#: Marks that are more than text: attributes that run or fetch, elements with script in them, Markdown's own elements.
_MARKS = r"""() => {
  const found = [], ours = /evil\.example|__pwned|alert\(\d|javascript:|vbscript:/i;
  const links = /^(src|srcset|href|xlink:href|action|formaction|data|poster|background|style|ping|srcdoc|content)$/;
  for (const e of document.querySelectorAll('*')) {
    for (const a of e.attributes)
      if ((a.name.startsWith('on') || links.test(a.name)) && ours.test(a.value) && !a.value.startsWith('data:image'))
        found.push(`<${e.tagName} ${a.name}="${a.value.slice(0, 100)}">`);
    if (/^(SCRIPT|STYLE|BASE|META|FORM|OBJECT|EMBED)$/.test(e.tagName) && ours.test(e.textContent))
      found.push(`<${e.tagName}> with ${e.textContent.match(ours)[0]}`);
    if (e.matches('strong, em, del, code, h1 *, a, .katex, [class*=stMarkdownColored], [class*=stMarkdownBadge]')
        && /pwned\d/.test(e.textContent) && !e.closest('.source, .evid, blockquote'))
      found.push(`<${e.tagName}> around ${e.textContent.slice(0, 80)}`);
    if (e.matches('[data-testid=stIconMaterial]') && e.textContent === 'skull') found.push('an icon made of words');
  }
  return {run: window.__pwned ?? null, found, text: document.body ? document.body.innerText : ''};
}"""
_COMPUTED = re.compile(r"t\d+-49-t")


@contextmanager
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - absent where there is no browser

    with sync_playwright() as p:
        made = p.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield made
        made.close()


class Watch(Visit):
    """A tab that says what it saw since it was last asked."""

    def __init__(self, chromium: Browser, base: str) -> None:
        self.context = chromium.new_context(accept_downloads=True, reduced_motion="reduce")
        super().__init__(self.context.new_page(), base)
        self.page.set_default_timeout(PATIENCE_S * 1000)

    def open(self, path: str, *, sentence: bool = False) -> list[Seen]:
        """Go there and look; with ``sentence`` an alert that says something stands for the page."""
        from playwright.sync_api import Error  # noqa: PLC0415 - see ``browser``

        self.foreign.clear()
        self.errors.clear()
        self.misses.clear()
        try:
            answer = self.page.goto(self.base + path, wait_until="commit")
        except Error as error:
            return [("dead", error.message)]
        if answer and answer.status in {400, 414, 431} and len(path) > 2000:
            return []  # refused by its length, as servers do
        mark = "img.briefing" if "view=briefing" in path else ".head, img.briefing"
        dead = self.alive(mark, sentence=sentence)
        return [("dead", dead), *self.look()] if dead else self.look()

    def alive(
        self, mark: str = ".head, img.briefing", *, sentence: bool = False, patience: int = PATIENCE_S
    ) -> str | None:
        """None once the page stands still; else what it shows instead."""
        from playwright.sync_api import Error  # noqa: PLC0415 - see ``browser``

        before = None
        for _ in range(patience * 1000 // LOOK_MS):
            try:
                state = self.page.evaluate(_STATE, [mark, sentence])
            except Error:  # the page went elsewhere under our eyes
                state = None
            if state == before == "alive":
                return None
            if state not in {None, "alive"}:
                return str(state)
            before = state
            self.page.wait_for_timeout(LOOK_MS)
        return f"not there after {patience} s; shows: {self._shown()}"

    def _shown(self) -> str:
        text = " ".join(self.page.evaluate("() => document.body ? document.body.innerText : ''").split())
        return f"{text[:160]} … {text[-60:]}" if len(text) > 220 else text

    def look(self) -> list[Seen]:
        """What is wrong with what is on the screen now, and with what the browser did to get there."""
        seen: list[Seen] = []
        for frame in self.page.frames:
            told = frame.evaluate(_MARKS)
            seen += [("executed", f"window.__pwned = {told['run']}")] if told["run"] is not None else []
            seen += [("executed", f"{m} was computed") for m in _COMPUTED.findall(told["text"])]
            seen += [("markup", mark) for mark in told["found"][:20]]
        seen += [("host", url) for url in self.foreign]
        seen += [
            ("executed" if error.startswith("dialog") else "console", error)
            for error in self.errors
            if not error.startswith(UNKNOWN_PAGE)
        ]
        real = [u for u in self.misses if not u.partition("?")[0].endswith(PROBES)]
        seen += [("console", f"asked in vain for {url}") for url in real]
        return list(dict.fromkeys(seen))

    def downloads(self) -> list[Seen]:
        """Fetch every table that the page offers, and read it as a spreadsheet would."""
        from playwright.sync_api import Error  # noqa: PLC0415 - see ``browser``

        seen: list[Seen] = []
        for button in self.page.locator("[data-testid=stDownloadButton] button").all():
            name = button.inner_text()
            try:
                with self.page.expect_download() as coming:
                    button.click()
                with open(coming.value.path(), "rb") as file:  # noqa: PTH123 - the browser's own temporary file
                    seen += [("file", f"{name}: {cell[:80]!r}") for cell in running_cells(file.read())]
            except Error as error:
                seen.append(("file", f"{name}: {error.message.splitlines()[0]}"))
        return seen

    def cards(self) -> list[Seen]:
        """Open the source behind the first evidence card, and look at it."""
        from playwright.sync_api import Error  # noqa: PLC0415 - see ``browser``

        button = self.page.get_by_role("button", name="Open in source text").first
        if not button.count():
            return []
        try:
            button.click()
            self.page.locator("[role=dialog] .source").wait_for()
        except Error as error:
            return [("dead", f"the source does not open: {error.message.splitlines()[0]}")]
        dead = self.alive()
        return [("dead", dead)] if dead else self.look()


def running_cells(data: bytes) -> list[str]:
    """Cells that a spreadsheet would take for a formula; a negative number is none."""
    if data.startswith(b"\x89PNG"):
        return []
    cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) for cell in row]
    return [
        cell
        for cell in cells
        if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} and not re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", cell)
    ]
