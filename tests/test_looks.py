"""The pages of the first case as they are looked at: on a desk, on a phone, in the dark, as a picture, read aloud."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from geo.views.server import fonts
from tests import browser as b

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.skipif(b.missing() is not None, reason=str(b.missing()))]
PATHS = ("/", "/casualties", "/quotes", "/jurisdictions", "/sources")


#: Times that a page is looked at until nothing is found.
LOOKS = 4


def barriers(v: b.Visit) -> list[tuple[str, object, str]]:
    """What keeps somebody with a screen reader, or without good sight, from what the page says.

    What is gone a moment later was a page still being drawn: a list before its first entry.
    """
    for _ in range(LOOKS):
        if not (found := _barriers(v)):
            break
        v.page.wait_for_timeout(1500)
        v.settle()
    return found


def _barriers(v: b.Visit) -> list[tuple[str, object, str]]:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - absent where browser tests are skipped

    found = Axe().run(v.page).response["violations"]
    return [
        (f["id"], n["target"], n["html"][:120])
        for f in found
        if f["impact"] in {"serious", "critical"}
        for n in f["nodes"]
    ]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("size", "scheme"), [("desk", "light"), ("phone", "light"), ("desk", "dark"), ("phone", "dark")]
)
def test_every_page_on_a_desk_on_a_phone_and_in_the_dark(
    visit: Callable[..., b.Visit], path: str, size: str, scheme: str
) -> None:
    v = visit(path, viewport=b.DESK if size == "desk" else b.PHONE, scheme=scheme)
    if path in {"/", "/jurisdictions"}:
        v.map()
    main = v.page.inner_text("[data-testid=stMain]")
    assert "Traceback" not in main
    for raw in ("security_forces", "prison_break", "travel_disruption", "None", "nan", "MX."):
        assert not re.search(rf"(?<!\w){re.escape(raw)}(?!\w)", main), raw
    assert v.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
    if size == "desk":  # no column is cut where there is room for all
        tables = v.page.locator(".dvn-scroller")
        assert [t for t in tables.evaluate_all("all => all.map(t => t.scrollWidth - t.clientWidth)") if t > 1] == []
    else:  # the names of all pages stand on one line
        tops = v.page.locator(".st-key-menu a").evaluate_all("all => all.map(a => a.getBoundingClientRect().top)")
        assert len(set(tops)) == 1
    v.shot(f"{path.strip('/') or 'situation'}-{size}-{scheme}", full=True)
    assert barriers(v) == []


#: What a page shows beside its first look, and what stands there once it does.
STATES = {
    "found": ("/?q=Jalisco", ".st-key-search_card blockquote"),
    "not found": ("/?q=submarine%20volcano", "text=No source says this."),
    "a state's events": ("/?country=MX&state=MX.16", ".st-key-card_event blockquote"),
    "a check": ("/casualties?open=check:0", ".st-key-card_check blockquote"),
    "other numbers": ("/casualties?table=numbers", ".st-key-card_count blockquote"),
    "a theme": ("/quotes?theme=sovereignty", ".st-key-card_quote blockquote"),
    "direct speech": ("/quotes?quotes=direct", ".st-key-card_quote blockquote"),
    "nothing left": ("/?from=2026-03-09&to=2026-03-09&kind=raid", "text=No event in this view."),
    "nothing left of quotes": ("/quotes?from=2026-03-05&to=2026-03-06", "p.none"),
    "briefing": ("/?view=briefing", "img.briefing"),
}


def without_barriers(v: b.Visit) -> None:
    """No barrier as the page is now, on a desk and on a phone."""
    for size in (b.DESK, b.PHONE):
        v.page.set_viewport_size(size)
        v.settle()
        assert barriers(v) == [], size
        assert v.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), size


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_what_was_asked_for_is_read_aloud_too(visit: Callable[..., b.Visit], state: str, scheme: str) -> None:
    path, shown = STATES[state]
    v = visit(path, scheme=scheme)
    v.page.locator(shown).first.wait_for()
    without_barriers(v.all_read())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("path", "press", "card"),
    [
        ("/", "button.fig >> nth=1", ".st-key-card_count"),
        ("/casualties", "ul.rivals button.n >> nth=1", ".st-key-card_count"),
        ("/quotes", ".board button.card >> nth=7", ".st-key-card_quote"),
        ("/jurisdictions", "ul.bodies button.body >> nth=1", ".st-key-card_jurisdiction"),
    ],
)
def test_an_open_card_is_read_aloud_too(
    visit: Callable[..., b.Visit], path: str, press: str, card: str, scheme: str
) -> None:
    v = visit(path, scheme=scheme).all_read()
    v.page.wait_for_function("() => window.atlasHears")
    with v.run():
        v.page.locator(press).click()
    v.page.locator(f"{card} blockquote").first.wait_for()
    without_barriers(v)
    v.page.get_by_role("button", name="Open in source text").click()
    v.page.get_by_role("dialog").locator(".source mark").wait_for()
    without_barriers(v)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_went_wrong_is_read_aloud_too(visit: Callable[..., b.Visit], scheme: str) -> None:
    v = visit("/sources?country=XX&open=count:0:nothing", scheme=scheme).all_read()
    box = v.page.get_by_label("Paste a text")
    box.fill("---\npublisher: nobody\n---\n ")
    with v.run():
        v.page.get_by_role("button", name="Read this text").click()
    v.page.get_by_text("could not be read").first.wait_for()
    without_barriers(v)


def test_a_page_that_is_open_at_nightfall_turns_dark_whole(visit: Callable[..., b.Visit]) -> None:
    v = visit("/casualties").all_read()
    paper = "getComputedStyle(document.querySelector('.st-key-ranges .main-svg')).backgroundColor"
    before = v.page.evaluate(paper)
    with v.run():
        v.page.emulate_media(color_scheme="dark")
    assert v.page.evaluate(paper) != before
    assert barriers(v) == []


def test_the_briefing_frame_is_clean_and_saves_a_picture(visit: Callable[..., b.Visit], tmp_path: Path) -> None:
    v = visit("/?view=briefing&country=MX")
    picture = v.page.locator("img.briefing")
    picture.wait_for()
    box = picture.bounding_box()
    assert box
    assert box["width"] / box["height"] == pytest.approx(16 / 9, rel=0.01)
    assert not v.page.locator("[data-testid=stSidebar]").is_visible()
    with v.page.expect_download() as download:
        v.page.get_by_role("button", name="Save as PNG").click()
    saved = tmp_path / "picture.png"
    download.value.save_as(saved)
    assert saved.read_bytes().startswith(b"\x89PNG")
    v.shot("briefing")


@pytest.mark.parametrize("lang", ["en", "es"])
def test_on_a_phone_the_pages_names_stay_on_one_line_with_nothing_behind_them(
    visit: Callable[..., b.Visit], lang: str
) -> None:
    v = visit(f"/jurisdictions?lang={lang}", viewport=b.PHONE).all_read()
    v.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop = 700")
    links = v.page.locator(".st-key-menu a")
    tops = {round(box["y"]) for link in links.all() if (box := link.bounding_box())}
    assert len(tops) == 1
    assert tops.pop() < 30  # still in sight
    button = v.page.get_by_test_id("stExpandSidebarButton").bounding_box()
    bar = "[data-testid=stLayoutWrapper]:has(> .st-key-menu)"
    ground = v.page.locator(bar).bounding_box()
    assert button
    assert ground
    assert (ground["x"], ground["width"]) == (0, b.PHONE["width"])
    assert ground["y"] <= 0
    assert ground["y"] + ground["height"] >= button["y"] + button["height"]
    assert v.page.evaluate(f"getComputedStyle(document.querySelector('{bar}')).backgroundColor").startswith("rgb(")


#: What each row of a table says, told to screen readers whole.
_CELLS = "all => all.flatMap(t => [...t.querySelectorAll('[id^=glide-cell-]')].map(c => c.textContent))"
_CUT = "all => all.filter(t => t.scrollWidth > t.clientWidth + 1).length"
WIDE = {"width": 1920, "height": 1080}


def test_a_wide_screen_gives_its_room_to_words_and_is_known_the_next_time(visit: Callable[..., b.Visit]) -> None:
    def cut() -> list[str]:
        cells: list[str] = v.page.get_by_test_id("stDataFrame").evaluate_all(_CELLS)
        assert len(cells) > 100
        return [cell for cell in cells if cell.endswith("…")]

    v = visit("/sources").all_read()
    assert cut()
    v.page.set_viewport_size(WIDE)
    v.page.wait_for_function("() => document.cookie.includes('atlas_wide=1')")
    v.settle()
    assert cut() == []
    v.go("/").all_read()
    scrollers = v.page.locator(".dvn-scroller")
    assert scrollers.evaluate_all(_CUT) == 0
    begun = v.begun
    v.page.wait_for_timeout(1500)
    assert v.begun == begun, "known from the start"
    v.page.set_viewport_size(b.DESK)
    v.page.wait_for_function("() => document.cookie.includes('atlas_wide=0')")
    v.settle()
    assert scrollers.evaluate_all(_CUT) == 0
    v.page.context.clear_cookies()


def test_the_newest_source_stands_first(visit: Callable[..., b.Visit]) -> None:
    v = visit("/sources", viewport=b.PHONE).all_read()
    told = v.page.get_by_test_id("stDataFrame").first.locator("[id^=glide-cell-]").all_text_contents()
    days = [cell for cell in told if re.fullmatch(r"\d+ [A-Z][a-z]{2} 20\d\d", cell)]
    assert days[0] == "10 Mar 2026"


_ON_PAPER = """() => {
  const of = (what, part) => getComputedStyle(document.querySelector(what), part), table = ".stDataFrame[data-more]";
  return { ink: of("h1").color, ground: of(".stApp").backgroundColor, turned: of(`${table} > :last-child`).filter,
    more: of(table, "::after").content };
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/sources"])
def test_paper_is_white_whatever_the_screen_is(visit: Callable[..., b.Visit], path: str, scheme: str) -> None:
    v = visit(path, scheme=scheme).all_read()
    v.page.pdf()
    assert v.page.locator(".stDataFrame[data-more]").count() > 0  # more rows than are printed
    v.page.emulate_media(media="print", color_scheme=scheme)
    told = v.page.evaluate(_ON_PAPER)
    assert all(int(part) < 60 for part in re.findall(r"\d+", told["ink"])[:3]), told
    assert all(int(part) > 240 for part in re.findall(r"\d+", told["ground"])[:3]), told
    assert (told["turned"] == "none") == (scheme == "light")
    assert "More rows" in told["more"]
    assert not [form for form in v.page.get_by_test_id("stForm").all() if form.is_visible()]
    v.page.emulate_media(media="screen", color_scheme=scheme)


#: Notes each word that a table writes, and where; what was asked for, by file: when it was asked and by whom.
_WRITES = """(() => {
  window.written = [];
  const pen = CanvasRenderingContext2D.prototype, write = pen.fillText;
  pen.fillText = function (text, x, y, ...more) {
    const at = `${Math.round(x)} ${Math.round(y)}`;
    if (this.canvas.closest?.('[data-testid=stDataFrame]')) window.written.push(`${text} ${at}`);
    return write.call(this, text, x, y, ...more);
  };
})()"""
_ASKED = """Object.fromEntries(performance.getEntriesByType('resource').map(
  (e) => [e.name.split('/').pop().split('.')[0], [e.startTime, e.initiatorType]]))"""


def test_a_table_of_a_first_visit_is_written_as_that_of_a_second(chromium: Browser, app: str) -> None:
    context = chromium.new_context(reduced_motion="reduce")  # a browser that has no font of ours yet
    told = []
    for _ in range(2):
        v = b.Visit(context.new_page(), app)
        v.page.add_init_script(_WRITES)
        v.go("/quotes").all_read()
        v.page.locator("[data-testid=stDataFrame] canvas").first.scroll_into_view_if_needed()
        v.settle()
        told.append((v.page.evaluate(_ASKED), set(v.page.evaluate("window.written"))))
        v.clean()
    context.close()
    asked, written = told[0]
    table = asked["DataFrame"][0]
    for name in fonts.FIRST:
        assert asked[name][1] == "link", "asked for with the page, not when something is written in it"
        assert asked[name][0] < table
    assert len(written) > 50
    assert written == told[1][1]
