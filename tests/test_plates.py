"""The map where many places stand close: no plate lies on another, and nothing that happened is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import browser as b
from tests.fluid import stocked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = [pytest.mark.browser, pytest.mark.skipif(b.missing() is not None, reason=str(b.missing()))]
EVENTS = 1_000  # at a hundred places: as many as a map draws each for itself
WIDE = {"width": 1920, "height": 1080}
#: What each plate covers, and which places it stands for.
PLATES = """box => [...box.querySelectorAll('button.atlas-mark')].map((n) => {
  const r = n.getBoundingClientRect();
  return {x: r.x, y: r.y, right: r.right, bottom: r.bottom, places: n.dataset.places.split(' ')};
})"""
#: What the page lays over the map, and the map itself.
FRAMES = """box => [box, ...document.querySelectorAll('.overview, .atlas-tools, .atlas-tag')].map((n) => {
  const r = n.getBoundingClientRect();
  return {x: r.x, y: r.y, right: r.right, bottom: r.bottom};
})"""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("crowd")
    stocked(folder, EVENTS)
    with b.running(folder, folder / "seeds") as base:
        yield base


def over(one: dict[str, float], other: dict[str, float]) -> bool:
    """Whether two boxes share more than their edges."""
    return min(one["right"], other["right"]) - max(one["x"], other["x"]) > 1 and (
        min(one["bottom"], other["bottom"]) - max(one["y"], other["y"]) > 1
    )


@pytest.mark.parametrize("size", [b.DESK, b.PHONE, WIDE], ids=["desk", "phone", "wide"])
def test_no_plate_lies_on_another_nor_under_what_lies_over_the_map(
    visit: Callable[..., b.Visit], size: dict[str, int]
) -> None:
    v = visit("/", viewport=size).all_read()
    v.page.wait_for_timeout(600)  # the small map in the corner is noticed a moment after it was drawn
    plates, (frame, *lying) = v.map().evaluate(PLATES), v.map().evaluate(FRAMES)
    shown = [p for p in plates if over(p, frame)]
    assert len(shown) > 10
    assert [(p, q) for i, p in enumerate(plates) for q in plates[:i] if over(p, q)] == []
    assert [(p, q) for p in shown for q in lying if over(p, q)] == []
    v.shot(f"plates-{size['width']}")
    v.page.locator("summary", has_text="The map as a list").click()
    listed = v.page.locator(".maplist [data-spot^='places:']")
    listed.first.wait_for()
    spots = listed.evaluate_all("all => all.map((n) => n.dataset.spot.slice(7))")
    assert {i for p in plates for i in p["places"]} >= {i for spot in spots for i in spot.split()}


def test_a_plate_of_several_places_lists_what_happened_at_all_of_them(visit: Callable[..., b.Visit]) -> None:
    v = visit("/", viewport=b.PHONE).all_read()
    plate = v.map().locator("button.atlas-mark[data-places*=' ']").first
    with v.run():
        plate.evaluate("node => node.click()")
    v.page.get_by_role("button", name="Show all events").wait_for()
    assert "Events at" in v.page.inner_text("[data-testid=stMain]")
