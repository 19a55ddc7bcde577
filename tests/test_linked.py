"""What is chosen on the chart, on the map or in a list narrows all the rest, in both languages, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests import browser as b
from tests.test_looks import barriers

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

pytestmark = [pytest.mark.browser, pytest.mark.skipif(b.missing() is not None, reason=str(b.missing()))]
CHART = ".st-key-wide_timeline .js-plotly-plot"
#: Each day of the chart and where it stands on the screen.
SLOTS = """g => { const a = g._fullLayout.xaxis, left = g.getBoundingClientRect().left + a._offset;
  return JSON.parse(g.layout.meta).days.map((day, i) => [day, left + a.d2p(a.tickvals[i])]); }"""


def count(v: b.Visit) -> tuple[int, int]:
    """How many events are shown of how many, as the line over the map says in either language."""
    told = v.page.locator(".st-key-chips").inner_text()
    found = re.search(r"(\d+) (?:of|de) (\d+)", told)
    assert found, told
    return int(found[1]), int(found[2])


def chip(v: b.Visit) -> str:
    """What the chip of the map says."""
    return v.page.locator(".st-key-chip_area").inner_text()


def once(v: b.Visit, press: Callable[[], object]) -> None:
    """Press, in one run."""
    v.settle()
    before = v.begun
    with v.run():
        press()
    assert v.begun == before + 1


def tool(v: b.Visit, nth: int) -> Locator:
    """The box, the lasso or the switch."""
    return v.map().locator(".atlas-tools button").nth(nth)


def draw(v: b.Visit, nth: int, *points: tuple[float, float]) -> None:
    """Take a tool and draw with it, by shares of the map's width and height."""
    tool(v, nth).click()
    frame = v.still(v.map())
    places = [(frame["x"] + x * frame["width"], frame["y"] + y * frame["height"]) for x, y in points]
    v.page.mouse.move(*places[0])
    v.page.mouse.down()
    for at in places[1:]:
        v.page.mouse.move(*at, steps=4)
    once(v, v.page.mouse.up)


def stroke(v: b.Visit, first: int, last: int) -> list[str]:
    """Draw over the chart from one of its days to another; gives both."""
    box = v.still(v.page.locator(CHART))
    slots = v.page.locator(CHART).evaluate(SLOTS)
    v.page.mouse.move(slots[first][1] - 8, box["y"] + 60)
    v.page.mouse.down()
    v.page.mouse.move(slots[last][1] + 8, box["y"] + 70, steps=4)
    once(v, v.page.mouse.up)
    return [slots[first][0], slots[last][0]]


def test_a_stroke_over_the_chart_chooses_its_days_and_a_day_lets_them_go(visit: Callable[..., b.Visit]) -> None:
    v = visit().all_read()
    figures, whole = v.page.locator(".figs").inner_text(), count(v)
    first, last = stroke(v, 1, 2)
    assert f"from={first}&to={last}" in v.page.url
    shown, total = count(v)
    assert 0 < shown < whole[0]
    assert v.page.locator(".figs").inner_text() != figures
    assert v.page.locator(".dayplay .now").inner_text().endswith(f"{shown} of {total} events")
    # A press on the name of a day leaves it alone, another gives all back.
    day, where = v.page.locator(CHART).evaluate(SLOTS)[1]
    box = v.still(v.page.locator(CHART))
    once(v, lambda: v.page.mouse.click(where, box["y"] + box["height"] - 14))
    assert f"from={day}&to={day}" in v.page.url
    once(v, lambda: v.page.mouse.click(where, box["y"] + box["height"] - 14))
    assert count(v) == whole


def test_days_step_with_keys_one_by_one_and_all_until_each(visit: Callable[..., b.Visit]) -> None:
    v = visit("/?lang=es").all_read()
    usual, total = count(v)
    after = v.page.get_by_role("button", name="Día siguiente")
    once(v, after.click)
    alone = [count(v)[0]]
    for _ in range(2):
        once(v, lambda: v.page.keyboard.press("ArrowRight"))
        alone.append(count(v)[0])
    assert v.page.evaluate("document.activeElement.dataset.name") == "next"
    once(v, v.page.get_by_role("checkbox", name="todo hasta ese día").check)
    assert max(alone) < count(v)[0] <= usual
    once(v, v.page.get_by_role("button", name="Quitar todos").click)
    assert count(v) == (usual, total)
    assert not v.page.get_by_role("button", name="Recorrer los días").is_visible()  # motion was asked to be less


@pytest.mark.parametrize("start", ["2026-02-22", "2026-02-23"])
def test_a_play_is_one_run_for_each_day_and_one_step_back(visit: Callable[..., b.Visit], start: str) -> None:
    v = visit("/").all_read()
    entries = v.page.evaluate("history.length")
    v.go(f"/?from={start}")
    v.page.wait_for_selector(CHART)
    v.settle()
    # The first of all days says what no day says: an address is not written anew for that.
    assert v.page.url.endswith(f"from={start}")
    assert v.page.evaluate("history.length") == entries + 1
    total = count(v)[1]
    v.page.emulate_media(reduced_motion="no-preference")
    before, runs = v.page.evaluate("history.length"), v.begun
    days = len(v.page.locator(CHART).evaluate(SLOTS))
    play = v.page.locator(".dayplay button[data-name=play]")
    play.click()
    while play.inner_text() == "Pause":
        v.page.wait_for_timeout(100)
    v.settle()
    assert 1 < v.begun - runs <= days
    assert v.page.evaluate("history.length") == before + 1
    assert count(v)[0] < total
    with v.run():
        v.page.go_back()
    v.page.wait_for_url(re.compile(f"from={start}$"))


@pytest.mark.parametrize(("language", "words"), [("en", "in the box on the map"), ("es", "en el recuadro del mapa")])
def test_a_box_chooses_what_lies_in_it_and_the_address_keeps_it(
    visit: Callable[..., b.Visit], language: str, words: str
) -> None:
    v = visit(f"/?lang={language}").all_read()
    whole, figures = count(v), v.page.locator(".figs").inner_text()
    draw(v, 0, (0.25, 0.45), (0.6, 0.75))
    shown = count(v)
    assert 0 < shown[0] < whole[0]
    assert shown[1] == whole[1]
    assert chip(v).startswith(words)
    assert "Jalisco" in chip(v) or "estados" in chip(v) or "states" in chip(v)  # its outline meets the box
    assert v.page.locator(".figs").inner_text() != figures
    assert v.map().locator("path.atlas-area").count() == 1
    boxed = v.page.url
    draw(v, 1, (0.5, 0.4), (0.8, 0.42), (0.75, 0.7), (0.52, 0.62))
    assert "area=lasso" in v.page.url
    assert count(v) != shown
    with v.run():
        v.page.go_back()
    v.page.wait_for_url(boxed)
    v.settle()
    assert count(v) == shown
    copied = visit(boxed.removeprefix(v.base))
    assert (count(copied), chip(copied)) == (shown, chip(v))
    once(copied, copied.page.locator(".st-key-chip_area button").click)
    assert count(copied) == whole
    assert "area=" not in copied.page.url


def test_only_what_the_map_shows_follows_the_map_and_holds_on_every_page(visit: Callable[..., b.Visit]) -> None:
    v = visit().all_read()
    whole = count(v)
    switch = v.page.get_by_role("switch", name="Only what the map shows")
    once(v, switch.click)
    assert switch.get_attribute("aria-checked") == "true"
    wide = count(v)
    assert wide[0] < whole[0]
    assert "have no place on the map" in v.page.locator(".st-key-chips").inner_text()
    before = v.begun
    with v.run():
        v.page.locator(".leaflet-control-zoom-in").click()
    assert v.begun == before + 1
    near = count(v)
    assert near[0] < wide[0]
    assert barriers(v) == []
    v.shot("linked-map")
    with v.run():
        v.page.go_back()
    v.settle()
    assert count(v) == wide
    for name in ("Casualties", "Sources"):
        with v.run():
            v.page.get_by_role("link", name=name).first.click()
        assert chip(v).startswith("what the map shows"), name
    with v.run():
        v.page.get_by_role("link", name="Situation").first.click()
    once(v, v.page.get_by_role("switch", name="Only what the map shows").click)
    assert count(v) == whole


def test_a_tool_that_was_taken_is_put_back_with_escape(visit: Callable[..., b.Visit]) -> None:
    v = visit().all_read()
    v.page.wait_for_selector(CHART)  # drawn by the run that follows the first look at the map
    v.settle()
    runs = v.begun
    box = tool(v, 0)
    box.focus()
    box.press("Enter")
    assert box.get_attribute("aria-pressed") == "true"
    box.press("Escape")
    assert box.get_attribute("aria-pressed") == "false"
    assert v.begun == runs


def test_the_list_and_the_map_light_up_together_without_a_run(visit: Callable[..., b.Visit]) -> None:
    v = visit().all_read()
    table = v.still(v.page.get_by_test_id("stDataFrame").first)
    runs, lit = v.begun, v.page.locator(".atlas-lit")
    v.page.mouse.move(table["x"] + 250, table["y"] + 38 + 14)
    lit.wait_for()
    named = v.page.locator("#glide-cell-3-0").text_content() or "?"
    assert named in (lit.first.get_attribute("aria-label") or "")
    v.page.locator("button.atlas-mark[aria-label*='Puerto Vallarta']").focus()
    v.page.locator(".rowlights i").first.wait_for()
    assert "Puerto Vallarta" in (lit.first.get_attribute("aria-label") or "")
    v.page.mouse.move(5, 5)
    v.page.locator(".rowlights").wait_for(state="detached")
    assert v.begun == runs


def test_a_quick_press_on_what_a_row_says_is_heard_after_any_other(visit: Callable[..., b.Visit]) -> None:
    v = visit().all_read()
    table = v.page.get_by_test_id("stDataFrame").first
    for row in (4, 2):
        once(v, v.page.locator("button.fig").nth(1).click)
        before, box = v.page.locator(".evid h3").first.inner_text(), v.still(table)
        once(v, lambda: v.page.mouse.click(box["x"] + 250, box["y"] + 38 + 28 * row + 14))  # noqa: B023 - called here
        assert v.page.locator(".evid h3").first.inner_text() != before
