"""What a finger taps on a phone opens at once, and its card comes into sight where the tap was, on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import browser as b

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Locator

pytestmark = [pytest.mark.browser, pytest.mark.skipif(b.missing() is not None, reason=str(b.missing()))]
CARD = "[data-testid=stMain] [class*=st-key-card_]"
#: Whether a reader sees the head of the card.
IN_SIGHT = f"""() => {{
  const box = document.querySelector("{CARD}").getBoundingClientRect();
  return box.top >= 0 && box.top < innerHeight - 100 && box.left >= 0 && box.right <= innerWidth + 1;
}}"""


@pytest.fixture
def phone(chromium: Browser, app: str) -> Iterator[Callable[[str], b.Visit]]:
    """Opens pages on a phone: a tab of its own, for the others have no finger."""
    context = chromium.new_context(has_touch=True, is_mobile=True, viewport=b.PHONE, reduced_motion="reduce")
    made = b.Visit(context.new_page(), app, viewport=b.PHONE)
    yield lambda path: made.go(path).all_read()
    made.clean()
    context.close()


def tap(v: b.Visit, target: Locator) -> None:
    """Tap the middle of something, once: a run must come of it."""
    v.page.wait_for_function("() => window.atlasHears")
    box = v.still(target)
    with v.run():
        v.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/", "button.fig >> nth=2"),
        ("/", ".st-key-situation_timeline .scatterlayer path.point >> nth=8"),
        ("/casualties", "ul.rivals button.n >> nth=2"),
        ("/casualties", ".st-key-ranges .scatterlayer path.point >> nth=8"),
        ("/quotes", ".board button.card >> nth=7"),
        ("/quotes", ".st-key-quotes_speaker .bars path >> nth=5"),
        ("/jurisdictions", "table.tab td.c button.opens >> nth=0"),
        ("/jurisdictions", "ul.bodies button.body >> nth=3"),
    ],
)
def test_one_tap_opens_the_card_in_sight(phone: Callable[[str], b.Visit], path: str, what: str) -> None:
    v = phone(path)
    tap(v, v.page.locator(what))
    v.page.wait_for_function(IN_SIGHT, timeout=20_000)
    assert "open=" in v.page.url
    assert v.page.locator(f"{CARD} blockquote mark").count() >= 1
    assert v.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")


def test_a_swipe_over_the_map_scrolls_the_page(phone: Callable[[str], b.Visit]) -> None:
    v = phone("/")
    box = v.still(v.map())
    scrolled = "document.querySelector('[data-testid=stMain]').scrollTop"
    stands = "document.querySelector('.folium-map').atlas.map.getCenter().toString()"
    before, centre, y = v.page.evaluate(scrolled), v.page.evaluate(stands), min(box["y"] + 200, 700)
    finger = v.page.context.new_cdp_session(v.page)
    for kind, at in (("touchStart", y), *(("touchMove", y - 20 * n) for n in range(1, 9))):
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": 195, "y": at}]})
        v.page.wait_for_timeout(20)
    assert v.page.locator(".atlas-across").text_content() == "Two fingers move the map"
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    v.page.wait_for_function(f"before => {scrolled} > before + 50", arg=before, timeout=20_000)
    assert v.page.evaluate(stands) == centre


def test_the_card_is_put_away_where_it_was_asked_for(phone: Callable[[str], b.Visit]) -> None:
    v = phone("/quotes")
    card = v.page.locator(".board button.card").nth(7)
    tap(v, card)
    v.page.wait_for_function(IN_SIGHT, timeout=20_000)
    where = card.bounding_box()
    v.page.get_by_role("button", name="Close", exact=True).tap()
    assert not v.page.evaluate(IN_SIGHT)
    assert card.bounding_box() == where, "the page is where it was"
    card.tap()  # what is open already comes up again, without a run
    v.page.wait_for_function(IN_SIGHT, timeout=20_000)
    with v.run():
        v.page.get_by_role("link", name="Jurisdictions").tap()  # the names of the pages hear at the head of a page
    assert v.page.locator("html[data-card]").count() == 0, "another page begins without it"


def test_the_filters_close_with_a_choice_and_say_what_several_ticks_leave(phone: Callable[[str], b.Visit]) -> None:
    v = phone("/")
    drawer, opener = v.page.get_by_test_id("stSidebar"), v.page.get_by_test_id("stExpandSidebarButton")
    away = "() => document.querySelector('[data-testid=stSidebar]').getBoundingClientRect().right <= 0"
    opener.tap()
    v.page.get_by_role("combobox", name="State").tap()
    with v.run():
        v.page.get_by_role("option", name="Jalisco", exact=True).tap()
    v.page.wait_for_function(away, timeout=20_000)
    assert "state=MX.14" in v.page.url
    opener.tap()
    done = drawer.locator("[data-away]")
    told = done.inner_text()
    for nth in (1, 2):  # who takes several off is not sent back after the first
        with v.run():
            v.page.locator("[data-testid=stSidebar] [data-testid=stCheckbox]").nth(nth).tap()
    assert not v.page.evaluate(away)
    assert done.inner_text() != told
    shown = done.inner_text().removeprefix("Show ")
    done.tap()
    v.page.wait_for_function(away, timeout=20_000)
    assert shown in v.page.locator(".st-key-chips").inner_text()
