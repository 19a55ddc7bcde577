"""A press on anything opens its sentence, with a mouse, a key or a finger, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests import browser as b

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

pytestmark = [pytest.mark.browser, pytest.mark.skipif(b.missing() is not None, reason=str(b.missing()))]


def head(v: b.Visit) -> str:
    """The head of the evidence card."""
    return v.page.locator(".evid h3").first.inner_text()


def once(v: b.Visit, press: Callable[[], object]) -> str:
    """Press, in one run; gives what the address says is open."""
    v.page.wait_for_function("() => window.atlasHears")  # the module that hears is there a moment after the page
    v.settle()
    before = v.begun
    with v.run():
        press()
    assert v.begun == before + 1
    found = re.search(r"open=([a-z]*)", v.page.url)
    return found[1] if found else ""


def middle(v: b.Visit, target: Locator) -> Callable[[], None]:
    """A click into the middle of a mark that lies under the layer which hears for a whole chart."""
    box = v.still(target)
    return lambda: v.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def text_of_row(v: b.Visit, row: int) -> Callable[[], None]:
    """A click on what a row of the first table says, away from its tick."""
    box = v.still(v.page.get_by_test_id("stDataFrame").first)
    return lambda: v.page.mouse.click(box["x"] + 250, box["y"] + b.HEAD + b.TALL * row + 14)


def test_a_row_opens_its_event_and_a_key_figure_the_count_ranked_best(visit: Callable[..., b.Visit]) -> None:
    v = visit().all_read()
    first = head(v)
    once(v, text_of_row(v, 3))
    assert head(v) != first
    assert v.page.locator(".evid blockquote mark").count() >= 1
    for figure in (v.page.locator("button.fig").nth(1), v.page.locator("button.fig").nth(2)):
        figure.focus()
        assert once(v, lambda figure=figure: figure.press("Enter")) == "count"  # type: ignore[misc]
        assert head(v).split()[0] in figure.inner_text()


def test_the_legend_and_the_bars_of_days_choose_and_let_go(visit: Callable[..., b.Visit]) -> None:
    v = visit().all_read()
    whole = v.page.locator(".st-key-chips").inner_text()
    once(v, v.page.locator(".legend button.key").nth(1).click)
    assert "kind=clash" in v.page.url
    once(v, v.page.locator(".legend button.key").nth(1).click)
    assert v.page.locator(".st-key-chips").inner_text() == whole
    once(v, v.page.locator(".hist button").nth(1).click)
    assert re.search(r"from=(\S+)&to=\1", v.page.url)
    once(v, v.page.locator(".hist button").nth(1).click)
    assert v.page.locator(".st-key-chips").inner_text() == whole


def test_dots_cells_quotes_and_bars_open(visit: Callable[..., b.Visit]) -> None:
    v = visit("/casualties").all_read()
    assert once(v, middle(v, v.page.locator(".st-key-ranges .scatterlayer path.point").nth(8))) == "count"
    assert once(v, middle(v, v.page.locator(".st-key-wide_toll .scatterlayer path.point").nth(1))) == "count"
    v.go("/")
    first = head(v)
    once(v, middle(v, v.page.locator(".st-key-wide_timeline .scatterlayer path.point").nth(12)))
    assert head(v) != first
    v.go("/jurisdictions")
    assert once(v, v.page.locator("table.tab td.c button.opens").first.click) == "agency"
    assert once(v, v.page.locator("table.tab td:first-child button.opens").first.click) == "jurisdiction"
    v.go("/quotes")
    card = v.page.locator(".board button.card").nth(9)
    assert once(v, card.click) == "quote"
    assert head(v) in card.inner_text()
    seen = {head(v)}
    for chart in ("speaker", "theme", "governments", "said"):
        v.go("/quotes")
        assert once(v, middle(v, v.page.locator(f".st-key-quotes_{chart} .bars path").nth(3))) == "quote"
        seen.add(head(v))
    assert len(seen) > 1


def test_the_map_as_a_list_says_and_opens_the_same(visit: Callable[..., b.Visit]) -> None:
    v = visit().all_read()
    v.page.locator("summary", has_text="The map as a list").click()
    listed = v.page.locator(".maplist button", has_text="Puerto Vallarta")
    once(v, listed.click)
    told = head(v), v.page.url
    v.go("/")
    once(v, v.map().locator("button.atlas-mark[aria-label*='Puerto Vallarta']").click)
    assert (head(v), v.page.url) == told


def test_where_the_map_was_moved_is_in_the_address_and_no_step_back(visit: Callable[..., b.Visit]) -> None:
    v = visit("/?country=MX").all_read()
    zoom = "box => box.atlas.map.getZoom()"
    steps, before = v.page.evaluate("history.length"), v.map().evaluate(zoom)
    v.page.locator(".leaflet-control-zoom-in").click()
    v.page.wait_for_url(re.compile(r"#map="))
    assert v.page.evaluate("history.length") == steps
    moved = v.map().evaluate(zoom)
    assert moved > before
    once(v, v.page.locator(".legend button.key").nth(1).click)
    v.page.wait_for_url(re.compile(r"kind=clash.*#map="))
    v.go(v.page.url.removeprefix(v.base))
    assert v.map().evaluate(zoom) == moved


def test_filters_bear_plain_names(visit: Callable[..., b.Visit]) -> None:
    v = visit("/casualties").all_read()
    names = v.page.locator("[data-testid=stSidebar] input").evaluate_all("all => all.map(x => x.ariaLabel || '')")
    assert any(name.startswith("Raid") for name in names)
    assert not [name for name in names if "data:" in name or "![" in name]


def test_a_finger_finds_the_pages_and_what_it_tapped(visit: Callable[..., b.Visit]) -> None:
    v = visit(viewport=b.PHONE).all_read()
    for link in v.page.locator(".st-key-menu a").all():
        box = link.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= b.PHONE["width"]
    sizes = [m.bounding_box() for m in v.map().locator("button").all()]
    assert sizes
    assert all(box and min(box["width"], box["height"]) >= 24 for box in sizes)
    once(v, v.map().locator("button.atlas-mark[aria-label*='Puerto Vallarta']").click)
    card = v.page.locator(".st-key-card_event")
    v.page.wait_for_function(
        "box => box.getBoundingClientRect().top < innerHeight - 100", arg=card.element_handle(), timeout=20_000
    )
