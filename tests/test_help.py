"""Help where it is needed: the first visit, what the words mean, on paper, in a frame of another page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests import browser as b

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [pytest.mark.browser, pytest.mark.skipif(b.missing() is not None, reason=str(b.missing()))]
BARS = ("[data-testid=stSidebar]", ".st-key-search_box", ".st-key-to_briefing")


def test_the_first_visit_has_a_line_and_the_next_has_none(visit: Callable[..., b.Visit]) -> None:
    v = visit()
    v.page.evaluate("localStorage.removeItem('incident-atlas-greeted')")
    line = v.go("/casualties").page.locator(".hello")
    line.wait_for()
    assert "sentence of a source" in line.inner_text()
    line.get_by_role("button", name="Got it").click()
    assert line.count() == 0
    assert v.go("/").page.locator(".hello").count() == 0
    assert {c["domain"] for c in v.page.context.cookies()} <= {"127.0.0.1"}


def test_a_word_explains_itself_to_the_keyboard_and_escape_puts_it_away(visit: Callable[..., b.Visit]) -> None:
    v = visit()
    word = v.page.locator(".legend button.term", has_text="around it")
    told = word.locator("[role=tooltip]")
    assert not told.is_visible()
    word.focus()
    assert "municipality" in told.inner_text()
    v.page.keyboard.press("Escape")
    assert not told.is_visible()
    v.page.get_by_text("What the words mean").click()
    terms = v.page.locator("dl.words dt")
    terms.first.wait_for()
    assert terms.count() == v.page.locator("dl.words dd").count() > 10


def test_on_paper_and_in_a_frame_the_page_is_alone(visit: Callable[..., b.Visit]) -> None:
    v = visit("/casualties?embed=true&state=MX.14")
    assert [bar for bar in BARS if v.page.locator(bar).is_visible()] == []
    assert v.page.locator("h1").is_visible()
    way = v.page.get_by_role("link", name="Open in Incident Atlas").get_attribute("href") or ""
    assert "state=MX.14" in way
    assert "embed" not in way
    v.go("/casualties").page.emulate_media(media="print")
    assert [bar for bar in BARS if v.page.locator(bar).is_visible()] == []
    assert v.page.locator("h1").is_visible()
    v.page.emulate_media(media="screen")
    assert v.page.locator(BARS[0]).is_visible()


#: Of a chart: its size on the screen, the picture that it is on paper, and how wide that may become.
_CHART = """() => {
  const chart = document.querySelector('.st-key-ranges .js-plotly-plot'), svg = chart.querySelector('.main-svg');
  return { wide: chart.clientWidth, high: chart.clientHeight, box: svg.getAttribute('viewBox'),
    most: getComputedStyle(chart).maxWidth };
}"""


def test_a_chart_is_as_wide_as_paper_allows_and_of_the_screen_again_after_it(visit: Callable[..., b.Visit]) -> None:
    v = visit("/casualties").all_read()
    v.page.wait_for_function("() => window.atlasHears")
    screen = v.page.evaluate(_CHART)
    v.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    v.page.emulate_media(media="print")
    paper = v.page.evaluate(_CHART)
    assert paper["box"] == f"0 0 {screen['wide']} {screen['high']}"
    assert paper["most"].startswith("min(100%, ")
    v.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    v.page.emulate_media(media="screen")
    v.settle()
    assert v.page.evaluate(_CHART) == screen


def test_a_corner_of_the_map_shows_the_country_with_the_view_in_it(visit: Callable[..., b.Visit]) -> None:
    v = visit()
    v.map()
    here = v.page.locator(".overview i")
    here.wait_for()
    whole, before = v.page.locator(".overview img").bounding_box(), here.bounding_box()
    assert whole
    assert before
    assert before["width"] < whole["width"]
    v.map().evaluate("box => { box.atlas.map.zoomIn(1, { animate: false }); }")
    v.page.wait_for_timeout(300)
    after = here.bounding_box()
    assert after
    assert after["width"] < 0.7 * before["width"]


def test_a_block_of_quotes_opens_and_narrows_and_its_chip_lets_go(visit: Callable[..., b.Visit]) -> None:
    v = visit("/quotes")
    card, pairs = v.page.locator(".st-key-beside .evid"), v.page.locator(".st-key-pairs").bounding_box()
    choice = v.page.locator(".st-key-quote_choice").bounding_box()
    assert pairs
    assert choice
    assert pairs["y"] < choice["y"]
    box = v.still(v.page.locator(".st-key-quotes_speaker .barlayer path").first)
    with v.run():
        v.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    v.page.wait_for_url(re.compile("speaker="))
    name = card.locator("h3").inner_text()
    assert set(v.page.locator(".board:not(.pair) .who b").all_inner_texts()) == {name}
    v.page.mouse.wheel(0, 600)
    assert card.is_visible()
    with v.run():
        v.page.locator(".st-key-chip_speaker button").click()
    v.page.wait_for_url(lambda url: "speaker=" not in url)
