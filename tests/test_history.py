"""Back and forward walk through what was looked at, and an address brings back the whole view, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests import browser as b

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [pytest.mark.browser, pytest.mark.skipif(b.missing() is not None, reason=str(b.missing()))]


def state_of(v: b.Visit) -> tuple[str, str]:
    """What a page shows: its heading with what the filters leave, and what is open."""
    main = v.page.inner_text("[data-testid=stMain]")
    told = " ".join(re.findall(r"[\d,]+ of [\d,]+ \w+|Events at [^\n]+", main))
    return f"{v.page.locator('h1').first.inner_text()} · {told}", v.page.locator(".evid h3").first.inner_text()


def steps(v: b.Visit) -> int:
    """Entries of the tab's history."""
    return int(v.page.evaluate("history.length"))


def back(v: b.Visit) -> None:
    with v.run():
        v.page.go_back()


def forward(v: b.Visit) -> None:
    with v.run():
        v.page.go_forward()


def test_back_and_forward_walk_through_what_was_looked_at(visit: Callable[..., b.Visit]) -> None:
    v = visit().all_read()
    seen, entries = [state_of(v)], steps(v)
    clicks = (
        v.map().locator("button.atlas-mark[aria-label*='Puerto Vallarta']"),
        v.page.locator("[data-testid=stSidebar] [data-testid=stCheckbox]").nth(1),
        v.page.get_by_role("link", name="Casualties"),
        v.page.get_by_role("radio", name=re.compile("By place")),
        v.page.locator(".st-key-which_toll").get_by_text("Arrested", exact=True),
        v.page.get_by_role("link", name="Quotes"),
    )
    for click in clicks:
        with v.run():
            click.first.click()
        seen.append(state_of(v))
        assert steps(v) == entries + len(seen) - 1, "each click is one step"
    for before in reversed(seen[:-1]):
        back(v)
        assert state_of(v) == before
    for after in seen[1:]:
        forward(v)
        assert state_of(v) == after
    assert steps(v) == entries + len(clicks)


def test_a_wheel_over_the_map_scrolls_the_page_and_the_way_back_to_the_view_is_one_press(
    visit: Callable[..., b.Visit],
) -> None:
    v = visit().all_read()
    box = v.still(v.map())
    zoom = "document.querySelector('.folium-map').atlas.map.getZoom()"
    scrolled = "document.querySelector('[data-testid=stMain]').scrollTop"
    first, top, entries = v.page.evaluate(zoom), v.page.evaluate(scrolled), steps(v)
    v.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    v.page.mouse.wheel(0, 200)
    v.page.wait_for_function(f"top => {scrolled} > top", arg=top, timeout=20_000)
    assert v.page.evaluate(zoom) == first
    v.still(v.map())  # the page rolls on for a moment, and what is turned until then is the page's
    v.page.mouse.move(box["x"] + box["width"] / 2, v.map().bounding_box()["y"] + box["height"] / 2)
    v.page.keyboard.down("Control")
    v.page.mouse.wheel(0, -200)
    v.page.wait_for_function(f"first => {zoom} > first", arg=first, timeout=20_000)
    v.page.keyboard.up("Control")
    v.page.wait_for_url(re.compile("#map="))
    v.page.get_by_role("button", name="Back to the view of the filters").click()
    assert v.page.evaluate(zoom) == first
    assert "#" not in v.page.url
    assert steps(v) == entries


def test_a_click_after_back_goes_on_from_there(visit: Callable[..., b.Visit]) -> None:
    v = visit("/?country=MX").all_read()
    first = state_of(v)
    with v.run():
        v.page.locator("[data-testid=stSidebar] [data-testid=stCheckbox]").nth(1).click()
    back(v)
    assert state_of(v) == first
    with v.run():
        v.page.locator("[data-testid=stSidebar] [data-testid=stCheckbox]").nth(2).click()
    assert "arson" not in v.page.url
    assert "clash" in v.page.url
    back(v)
    assert state_of(v) == first


@pytest.mark.parametrize(
    ("path", "chosen"),
    [
        ("/casualties?toll=arrested/all&table=places", ["Arrested", "By place"]),
        ("/quotes?quotes=direct&theme=sovereignty", ["Direct"]),
    ],
)
def test_an_address_brings_back_what_is_chosen_on_a_page(
    visit: Callable[..., b.Visit], path: str, chosen: list[str]
) -> None:
    v = visit(path).all_read()
    on = v.page.locator("[data-testid=stMain]").locator("[role=radio][aria-checked=true], [aria-pressed=true]")
    told = on.all_inner_texts()
    assert set(chosen) <= set(told), told
    entries = steps(v)
    assert state_of(v.go(v.page.url.removeprefix(v.base)))
    assert steps(v) == entries, "an address that says the view is not written anew"


def test_the_words_of_an_address_that_a_page_does_not_know_change_nothing(visit: Callable[..., b.Visit]) -> None:
    plain, odd = visit("/casualties"), visit("/casualties?toll=lost/all&table=chairs&spot=places:0&theme=x&text=y&by=z")
    assert state_of(odd) == state_of(plain)
