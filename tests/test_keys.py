"""The pages with the keyboard alone: nothing opens on the way, the focus is seen and comes back to what was pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import browser as b

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [pytest.mark.browser, pytest.mark.skipif(b.missing() is not None, reason=str(b.missing()))]
#: What has the focus, in a few words of its own.
_FOCUS = "(document.activeElement.getAttribute('aria-label') || document.activeElement.textContent).trim().slice(0, 60)"
#: Whether what has the focus lies within the map.
_SEEN = """() => {
  const both = [document.activeElement, document.querySelector('.folium-map')];
  const [box, map] = both.map((e) => e.getBoundingClientRect());
  return box.right > map.left && box.left < map.right && box.bottom > map.top && box.top < map.bottom;
}"""


def hearing(v: b.Visit) -> b.Visit:
    v.page.wait_for_function("() => window.atlasHears")
    return v.all_read()


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/", "button.fig >> nth=1"),
        ("/", ".legend button.key >> nth=0"),
        ("/casualties", "ul.rivals button.n >> nth=1"),
        ("/quotes", ".board button.card >> nth=7"),
        ("/jurisdictions", "ul.bodies button.body >> nth=2"),
    ],
)
def test_what_was_pressed_with_a_key_keeps_the_focus(visit: Callable[..., b.Visit], path: str, what: str) -> None:
    v = hearing(visit(path))
    v.page.locator(what).focus()
    before = v.page.evaluate(_FOCUS)
    with v.run():
        v.page.keyboard.press("Enter")
    v.page.wait_for_timeout(900)
    assert v.page.evaluate(_FOCUS) == before


def test_after_a_filter_that_goes_the_focus_is_on_the_page_and_not_before_it(visit: Callable[..., b.Visit]) -> None:
    v = hearing(visit("/casualties?country=MX"))
    v.page.locator(".st-key-chip_country button").focus()
    with v.run():
        v.page.keyboard.press("Enter")
    v.page.wait_for_timeout(900)
    assert v.page.evaluate("document.activeElement.closest('[data-testid=stMain]') !== null")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_keyboard_passes_by_a_table_and_opens_a_row_only_where_it_is_asked_to(
    visit: Callable[..., b.Visit], scheme: str
) -> None:
    v = hearing(visit("/casualties", scheme=scheme))
    title = v.page.locator(".st-key-card_count h3").inner_text()
    v.page.get_by_role("radio", name="Ledger: killed").focus()
    tools = v.page.get_by_test_id("stElementToolbar").last
    begun = v.begun
    v.page.keyboard.press("Tab")
    v.page.wait_for_timeout(400)
    assert (
        float(tools.evaluate("e => getComputedStyle(e).opacity")) == 1
    )  # where the focus is, there is something to see
    while "canvas" not in v.page.evaluate("document.activeElement.outerHTML.slice(0, 20)"):
        v.page.keyboard.press("Tab")
    v.page.wait_for_timeout(900)
    framed = "getComputedStyle(document.activeElement.closest('[data-testid=stDataFrame]')).outlineStyle"
    assert v.page.evaluate(framed) == "solid"
    assert v.begun == begun
    assert v.page.locator(".st-key-card_count h3").inner_text() == title
    with v.run():
        v.page.keyboard.press("ArrowDown")
    assert "open=" in v.page.url


def test_the_keyboard_comes_to_what_the_map_shows_and_a_word_that_is_put_away_keeps_it(
    visit: Callable[..., b.Visit],
) -> None:
    v = hearing(visit("/"))
    v.map().focus()
    many = v.page.locator("button.atlas-mark[tabindex='0']").count()
    assert 0 < many < v.page.locator("button.atlas-mark").count()
    for _ in range(many):
        v.page.keyboard.press("Tab")
        assert "atlas-mark" in v.page.evaluate("document.activeElement.className")
        assert v.page.evaluate(_SEEN)
    term = v.page.locator("button.term").first
    term.focus()
    v.page.keyboard.press("Escape")
    assert not term.locator("[role=tooltip]").is_visible()
    assert term.evaluate("e => e === document.activeElement")


@pytest.mark.parametrize(("path", "titles"), [("/sources", ["All sources", "Log"]), ("/quotes", ["All quotes"])])
def test_what_scrolls_in_a_table_is_called_as_the_table(
    visit: Callable[..., b.Visit], path: str, titles: list[str]
) -> None:
    v = hearing(visit(path))
    v.page.wait_for_timeout(2500)  # what is drawn after its page is named then
    areas = v.page.locator(".dvn-scroller").all()
    named = [area.get_attribute("aria-label") or "" for area in areas]
    assert len(named) == len(titles)
    assert all(name.startswith(title) for name, title in zip(named, titles, strict=True)), named
    assert {area.get_attribute("role") for area in areas} == {"group"}
