"""What a page says follows the filters, and what they hide is said to be hidden: the real app, in both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from geo.messages import say, speaking
from tests import browser as b

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [pytest.mark.browser, pytest.mark.skipif(b.missing() is not None, reason=str(b.missing()))]
both = pytest.mark.parametrize("lang", ["en", "es"])
#: What a pointer over each state that is told of reads.
STATES = """box => Object.fromEntries(Object.values(box.atlas.map._layers)
  .filter((l) => l.options.atlas && l.getTooltip())
  .map((l) => [l.options.atlas, l.getTooltip().getContent().textContent]))"""
PARTS = {"under the title": ".head p", "chips": ".st-key-chips", "days": ".dayplay .now", "figures": ".figs"}


def told(v: b.Visit, part: str) -> str:
    return " ".join(v.page.locator(PARTS[part]).inner_text().split())


def numbers(text: str) -> tuple[int, int]:
    """ "9 of 90" in either language."""
    found = re.search(r"(\d+) (?:of|de) (\d+)", text)
    assert found, text
    return int(found[1]), int(found[2])


@both
def test_the_days_that_were_chosen_are_named_everywhere(visit: Callable[..., b.Visit], lang: str) -> None:
    v = visit(f"/?from=2026-02-22&to=2026-02-23&lang={lang}").all_read()
    for part in ("under the title", "chips", "days"):
        assert "22–23" in told(v, part), part
    slider = v.page.locator("[data-testid=stSlider]").inner_text().split("\n")
    assert [re.findall(r"\d+", end)[0] for end in slider if end.strip()][:2] == ["22", "23"], slider
    assert numbers(told(v, "days")) == numbers(told(v, "chips"))


@both
def test_a_state_names_its_own_sources_and_says_of_the_others_that_they_are_filtered_out(
    visit: Callable[..., b.Visit], lang: str
) -> None:
    v = visit(f"/?country=MX&state=MX.16&lang={lang}").all_read()
    with speaking(lang):
        hidden, named = say("its events are filtered out"), say("named, nothing placed")
    states = v.map().evaluate(STATES)
    assert hidden in states["MX.14"]
    assert hidden not in states["MX.16"]
    assert named not in states["MX.14"]
    sources = int(re.findall(r"(\d+) (?:sources|fuentes)", told(v, "under the title"))[-1])
    v.go(f"/sources?country=MX&state=MX.16&lang={lang}").all_read()
    left, all_of_them = numbers(told(v, "chips"))
    assert sources == left < all_of_them


@both
def test_no_kind_at_all_leaves_nothing_and_says_so(visit: Callable[..., b.Visit], lang: str) -> None:
    v = visit(f"/?kind=none&lang={lang}").all_read()
    shown, whole = numbers(told(v, "chips"))
    assert shown == 0 < whole
    assert v.map().locator("button.atlas-mark").count() == 0
    assert v.page.get_by_test_id("stDataFrame").count() == 0
    with v.run():
        v.page.locator(".st-key-clear_empty button").click()
    assert numbers(told(v, "chips"))[0] > 0


def test_key_figures_follow_the_kind_and_how_well_a_place_is_known(visit: Callable[..., b.Visit]) -> None:
    v = visit().all_read()
    whole, seen = told(v, "figures"), []
    for choice in ("kind=arson", "known=municipality", "from=2026-02-26"):
        v.go(f"/?{choice}").all_read()
        assert choice.split("=")[0] in v.page.url
        seen.append(told(v, "figures"))
    assert len({whole, *seen}) == 1 + len(seen)


@both
def test_a_number_that_a_source_gives_as_more_than_70_is_not_called_71(
    visit: Callable[..., b.Visit], lang: str
) -> None:
    v = visit(f"/casualties?lang={lang}").all_read()
    main = v.page.inner_text("[data-testid=stMain]")
    assert re.search(r"> ?70", main)
    assert "71" not in main


def test_a_place_opens_the_gravest_of_what_happened_there_and_zooms(visit: Callable[..., b.Visit]) -> None:
    v = visit().all_read()
    zoom = "box => box.atlas.map.getZoom()"
    mark = v.map().locator("button.atlas-mark[aria-label*='Puerto Vallarta']")
    assert "arson" in (mark.get_attribute("aria-label") or "")
    with v.run():
        mark.click()
    assert "kill" in v.page.locator(".st-key-card_event h3").inner_text().lower()
    v.go("/?country=MX&state=MX.14").all_read()
    state = v.map().evaluate(zoom)
    v.page.get_by_role("combobox", name="Place").click()
    with v.run():
        v.page.get_by_role("option", name="Tapalpa").first.click()
    v.page.wait_for_function("state => document.querySelector('.folium-map').atlas.map.getZoom() > state", arg=state)
