"""What answers a click or an address on the pages of the first case, in a real browser; all other hosts blocked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests import browser as b

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

pytestmark = [pytest.mark.browser, pytest.mark.skipif(b.missing() is not None, reason=str(b.missing()))]


def count(v: b.Visit) -> tuple[int, int]:
    """The line "46 of 54 events"."""
    found = re.search(r"(\d[\d,]*) of (\d[\d,]*) event", v.page.inner_text("[data-testid=stMain]"))
    assert found
    return int(found[1].replace(",", "")), int(found[2].replace(",", ""))


def on_map(map_: Locator, lat: float, lon: float) -> dict[str, float]:
    """Where a point of the earth is, in pixels from the map's corner."""
    return map_.evaluate(
        "(box, at) => { const p = box.atlas.map.latLngToContainerPoint(at); return { x: p.x, y: p.y }; }", [lat, lon]
    )


def test_first_page_shows_the_raid_and_the_states(visit: Callable[..., b.Visit]) -> None:
    v = visit()
    assert v.page.locator("h1").inner_text().startswith("Raid at Tapalpa")
    marker = v.map().locator("button.atlas-mark[aria-label*='Tapalpa']")
    assert "raid" in (marker.get_attribute("aria-label") or "")
    assert {"MX.14", "MX.16"} <= set(v.shades())
    assert v.page.locator(".fig b").count() >= 3
    v.shot("situation")


def test_the_marker_stands_where_tapalpa_is(visit: Callable[..., b.Visit]) -> None:
    map_ = visit().map()
    where = on_map(map_, 19.945, -103.76)
    box = map_.locator("button.atlas-mark[aria-label*='Tapalpa']").bounding_box()
    outer = map_.bounding_box()
    assert box
    assert outer
    middle = box["x"] - outer["x"] + box["width"] / 2, box["y"] - outer["y"] + box["height"] / 2
    assert abs(middle[0] - where["x"]) < 60  # a plate may stand aside for another one, with a leader to its point
    assert abs(middle[1] - where["y"]) < 60


def test_a_name_stands_above_its_symbol_where_there_is_no_room_beside(visit: Callable[..., b.Visit]) -> None:
    """Two symbols side by side, the map's edge on the other side: each has its name, and none lies over another."""
    map_ = visit().map()
    names = map_.locator(".atlas-label:not(.atlas-town)", has_text=re.compile("^Puerto Vallarta"))
    symbol = map_.locator("button.atlas-mark[aria-label^='Puerto Vallarta:']").bounding_box()
    name = names.first.bounding_box()
    assert symbol
    assert name
    assert name["y"] + name["height"] <= symbol["y"] or name["y"] >= symbol["y"] + symbol["height"]
    assert abs(name["x"] + name["width"] / 2 - symbol["x"] - symbol["width"] / 2) < 2


def test_a_state_changes_map_figures_and_charts_together(visit: Callable[..., b.Visit]) -> None:
    v = visit("/?kind=all")
    figures, (shown, total) = v.page.locator(".figs").inner_text(), count(v)
    assert shown == total
    v.page.get_by_role("combobox", name=re.compile("State")).click()
    with v.run():
        v.page.get_by_role("option", name="Tamaulipas").click()
    less, same = count(v)
    assert 0 < less < shown
    assert same == total
    assert set(v.shades()) == {"MX.28"}
    assert v.page.locator(".figs").inner_text() != figures
    assert "state=MX.28" in v.page.url
    pale = v.page.locator(".js-plotly-plot .scatterlayer path.point").evaluate_all(
        "all => all.filter(p => parseFloat(getComputedStyle(p).opacity) < 0.6).length"
    )
    assert pale >= total - less - 20  # those not dated to the day are in the note
    v.shot("situation-tamaulipas")


def test_a_date_changes_all_and_the_address_brings_it_back(visit: Callable[..., b.Visit]) -> None:
    v = visit("/?from=2026-02-23&to=2026-02-24")
    shown, total = count(v)
    assert 0 < shown < total
    v.page.locator("[data-testid=stMain]").get_by_text("23–24 Feb").first.wait_for()
    again = visit(v.page.url.removeprefix(v.base))
    assert count(again) == (shown, total)
    assert again.page.locator(".figs").inner_text() == v.page.locator(".figs").inner_text()


def test_filters_hold_on_every_page(visit: Callable[..., b.Visit]) -> None:
    v = visit("/?state=MX.14&country=MX")
    for name in ("Casualties", "Quotes", "Jurisdictions", "Sources", "Situation"):
        with v.run():
            v.page.get_by_role("link", name=name).first.click()
        v.page.wait_for_url(re.compile(r"state=MX\.14"))
        assert "state=MX.14" in v.page.url, name
        assert v.page.locator("[data-testid=stSidebar]").get_by_text("Jalisco").count() or name


def test_a_chip_takes_its_filter_off(visit: Callable[..., b.Visit]) -> None:
    v = visit("/?from=2026-02-23&kind=all")
    less, total = count(v)
    with v.run():
        v.page.get_by_role("button", name=re.compile("×")).first.click()
    v.page.wait_for_url(lambda url: "from=" not in url)
    v.settle()  # the click makes the chips anew with a run of their own
    assert count(v) == (total, total)
    assert less < total
    assert "from=" not in v.page.url


def test_a_click_on_the_map_opens_the_sentence_in_its_source(visit: Callable[..., b.Visit]) -> None:
    v = visit()
    with v.run():
        v.map().locator("button.atlas-mark[aria-label*='Puerto Vallarta']").click()
    v.page.wait_for_url(re.compile("open="))
    card = v.page.locator(".st-key-card_event")
    assert "Puerto Vallarta" in card.inner_text()
    assert card.locator("blockquote mark").count() >= 1
    sentence = card.locator("blockquote").first.inner_text()
    v.page.get_by_role("button", name="Open in source text").click()
    dialog = v.page.get_by_role("dialog")
    dialog.locator(".source mark").wait_for()
    assert " ".join(sentence.split())[:60] in " ".join(dialog.locator(".source").inner_text().split())
    v.shot("source-dialog")


def test_a_click_on_a_state_opens_its_events(visit: Callable[..., b.Visit]) -> None:
    v = visit()
    with v.run():
        v.map().click(position=on_map(v.map(), 18.8, -101.2))
    v.page.get_by_text("Events at Michoacán").wait_for()


def test_statements_about_one_theme_are_shown_alone(visit: Callable[..., b.Visit]) -> None:
    v = visit("/quotes")
    about = v.page.get_by_role("combobox", name=re.compile("About"))
    v.still(about)  # its list closes while the page scrolls
    about.click()
    with v.run():
        v.page.get_by_role("option", name="Sovereignty").click()
    texts = v.page.locator(".board .card").all_inner_texts()
    assert texts
    assert any("sovereignty" in text for text in texts)
    assert not any("kingpin" in text or "prison" in text for text in texts)


def test_two_governments_are_read_side_by_side_and_open_their_sentence(visit: Callable[..., b.Visit]) -> None:
    v = visit("/quotes")
    v.page.get_by_text("Side by side", exact=True).wait_for()
    with v.run():
        v.page.locator(".board button.card").first.click()
    assert "says it is not so" in v.page.locator(".evid").first.inner_text()


def test_the_casualties_page_leads_with_where_counts_differ_and_opens_the_sentences(
    visit: Callable[..., b.Visit],
) -> None:
    v = visit("/casualties")
    first = v.page.locator(".check").first
    head = first.locator("button.head")
    assert all(number in head.inner_text() for number in ("55+", "62", "73+"))
    box, chart = first.bounding_box(), v.page.locator(".st-key-wide_toll").bounding_box()
    assert box
    assert chart
    assert box["y"] < chart["y"]
    with v.run():
        head.click()
    v.page.locator(".evid h3", has_text="They differ").wait_for()
    assert v.page.locator(".evid blockquote").count() == 2
    with v.run():
        first.locator("button.n", has_text="62").click()
    v.page.locator(".evid h3", has_text="62 killed").wait_for()
    v.shot("casualties-differ")


def ledger_csv(v: b.Visit) -> str:
    with v.page.expect_download() as download:
        v.page.get_by_role("button", name="Ledger as CSV").click()
    return download.value.path().read_text()


def test_a_reader_ranks_another_count_on_this_page_alone_and_takes_it_back(visit: Callable[..., b.Visit]) -> None:
    v = visit("/casualties")
    ours = ledger_csv(v)
    with v.run():
        v.page.locator(".check").first.locator("button.n", has_text="62").click()
    with v.run():
        v.page.get_by_role("button", name="Rank this count best").click()
    v.page.wait_for_url(re.compile("rank="))
    banner = v.page.locator(".st-key-ranking")
    assert "Your choice: 62" in banner.inner_text()
    assert "The program ranks 73+ best" in banner.inner_text()
    v.page.locator(".evid .warnbox", has_text="Your choice: 62").wait_for()
    assert ledger_csv(v) == ours
    with v.run():
        banner.get_by_role("button").click()
    v.page.wait_for_url(lambda url: "rank=" not in url)
    assert not banner.is_visible()


@pytest.mark.parametrize(
    ("tab", "shot"), [("By place", "by-place"), ("Other numbers", "numbers"), ("Unsure or set aside", "aside")]
)
def test_what_stands_beside_the_ledger(visit: Callable[..., b.Visit], tab: str, shot: str) -> None:
    v = visit("/casualties")
    with v.run():
        v.page.get_by_role("radio", name=re.compile(tab)).click()
    v.shot(f"casualties-{shot}")


def test_a_count_and_a_number_open_by_their_address(visit: Callable[..., b.Visit]) -> None:
    v = visit("/casualties?open=check:0")
    v.page.locator(".evid h3", has_text="They differ").wait_for()
    assert v.go("/casualties?open=check:99999").page.locator(".evid h3").count() == 1
    assert v.go("/casualties?open=figure:nobody:0").page.locator(".evid h3").count() == 1


def test_what_did_not_happen_stands_apart_and_opens(visit: Callable[..., b.Visit]) -> None:
    v = visit()
    v.page.get_by_text("denied, only possible or of another incident").click()
    with v.run():
        v.page.locator("[class*=st-key-line_told] button").first.click()
    v.page.get_by_text("no event of the incident:").wait_for()
    v.shot("situation-aside")


def test_a_count_by_place_opens_and_another_toll_shows_its_own_best(visit: Callable[..., b.Visit]) -> None:
    v = visit("/casualties")
    with v.run():
        v.page.get_by_role("radio", name="By place").click()
    v.click_row(v.page.get_by_test_id("stDataFrame").first, 2)
    v.page.wait_for_url(re.compile("open=count"))
    with v.run():
        v.page.locator(".st-key-which_toll").get_by_text("Arrested", exact=True).click()
    v.page.wait_for_url(lambda url: "open=" not in url)
    v.page.locator(".evid h3", has_text="arrested").wait_for()


# ------------------------------------------------------------------ one run for each click
def runs_of(v: b.Visit, act: Callable[[], object]) -> int:
    """How often the script runs for one click."""
    before = v.begun
    with v.run():
        act()
    return v.begun - before


def press(v: b.Visit, name: str) -> Callable[[], None]:
    return v.page.get_by_role("button", name=re.compile(name)).first.click


def tick(v: b.Visit, row: int) -> Callable[[], None]:
    """Tick a row of the first table."""
    box = v.still(v.page.get_by_test_id("stDataFrame").first)
    return lambda: v.page.mouse.click(box["x"] + 16, box["y"] + b.HEAD + b.TALL * row + 14)


def point(v: b.Visit, chart: str) -> Callable[[], None]:
    """Click the first point of a chart, under the layer that hears for all of them."""
    box = v.still(v.page.locator(f"{chart} .scatterlayer path.point").first)
    return lambda: v.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_click_is_one_run_and_leaves_the_map_in_place(visit: Callable[..., b.Visit]) -> None:
    v = visit("/?country=MX")
    v.map().evaluate("box => { box.mine = true; }")
    mark = v.map().locator("button.atlas-mark[aria-label*='Tapalpa']")
    runs = {
        "a pin": runs_of(v, mark.click),
        "further sentences": runs_of(v, press(v, "›")),
        "a row of the events": runs_of(v, tick(v, 1)),
        "a point of the timeline": runs_of(v, point(v, ".st-key-wide_timeline")),
        "a kind of event": runs_of(v, v.page.locator("[data-testid=stSidebar] [data-testid=stCheckbox]").nth(1).click),
        "a chip": runs_of(v, press(v, "×")),
    }
    assert v.map().evaluate("box => box.mine")
    runs["the picture"] = runs_of(v, press(v, "Briefing picture"))
    runs["back from it"] = runs_of(v, press(v, "Back to the pages"))
    runs["another page"] = runs_of(v, v.page.get_by_role("link", name="Casualties").first.click)
    runs["a point of a toll"] = runs_of(v, point(v, ".st-key-wide_toll"))
    v.go("/quotes")
    runs["a quote"] = runs_of(v, tick(v, 2))
    v.go("/jurisdictions")
    runs["a body"] = runs_of(v, v.page.locator("ul.bodies button.body").first.click)
    v.go("/sources")
    runs["a source"] = runs_of(v, tick(v, 0))
    assert runs == dict.fromkeys(runs, 1)


def test_the_tick_follows_what_is_open_and_a_filter_opens_nothing(visit: Callable[..., b.Visit]) -> None:
    v = visit()
    with v.run():
        v.map().locator("button.atlas-mark[aria-label*='Puerto Vallarta']").click()
    opened = re.search(r"open=(\w+)", v.page.url)
    assert opened
    with v.run():
        v.page.get_by_role("button", name="Show all events").click()
    v.shot("situation-tick")
    with v.run():
        v.page.locator("[data-testid=stSidebar] [data-testid=stCheckbox]").first.click()
    v.page.wait_for_url(re.compile("kind="))
    assert f"open={opened[1]}" in v.page.url


def test_a_map_removed_before_it_was_drawn_fails_nowhere(visit: Callable[..., b.Visit]) -> None:
    v = visit()
    v.page.locator(".folium-map[data-ready]").wait_for()
    v.page.evaluate("""() => {
        const { atlas } = document.querySelector(".folium-map"), map = atlas.map;
        map.eachLayer((layer) => layer.setStyle && layer.setStyle({ weight: 2 }));   // asks for a redraw
        map.setView(map.getCenter(), map.getZoom() + 1, { animate: false });         // draws before it comes
        atlas.remove();
        atlas.remove = atlas.show = () => {};
    }""")
    v.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    v.clean()


def test_a_page_left_before_its_map_is_there_draws_nothing_and_fails_nowhere(visit: Callable[..., b.Visit]) -> None:
    v = visit("/quotes")
    held = re.compile(r"/component/.*/basemap-.*\.js")
    with v.page.expect_request(held) as asked:
        v.page.route(held, lambda route: (v.page.wait_for_timeout(1500), route.continue_()))
        v.page.get_by_role("link", name="Situation").first.click()
    v.page.get_by_role("link", name="Quotes").first.click()
    v.page.locator(".board").first.wait_for()
    assert asked.value.response()
    v.page.wait_for_timeout(500)
    v.page.unroute(held)


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_states_card_opens_with_a_sentence_of_the_readers_language_that_names_a_place_in_it(
    visit: Callable[..., b.Visit], lang: str
) -> None:
    v = visit(f"/jurisdictions?lang={lang}").all_read()
    names = v.page.locator("table.tab td:first-child button.opens")
    assert v.page.locator(".evid h3").inner_text() == names.first.inner_text() == "Jalisco"
    assert "Jalisco" in v.page.locator(".evid blockquote").first.locator("mark").all_inner_texts()
    # The line of a source says its language where that is another one.
    assert v.page.locator(".evid blockquote + .meta").first.inner_text().count(" · ") == 1


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_body_opens_the_sentence_that_its_line_tells(visit: Callable[..., b.Visit], lang: str) -> None:
    v = visit(f"/jurisdictions?lang={lang}").all_read()
    v.page.wait_for_function("() => window.atlasHears")
    first = v.page.locator("ul.bodies button.body").first
    told = first.locator(".said").inner_text().strip("… ")
    with v.run():
        first.click()
    assert told in " ".join(v.page.locator(".evid blockquote").first.inner_text().split())


def test_a_body_bears_the_name_that_the_readers_press_gives_it(visit: Callable[..., b.Visit]) -> None:
    bodies = "ul.bodies button.body"
    v = visit("/jurisdictions?lang=es").all_read()
    first = v.page.locator(bodies).first.inner_text().split("\n")
    assert first[0] == "Ejército mexicano"
    assert "Mexican army" in first[2]
    v.go("/jurisdictions?lang=en")
    first = v.page.locator(bodies).first.inner_text().split("\n")
    assert first[0] == "Mexican army"
    assert "Ejército mexicano" in first[2]
    v.page.wait_for_function("() => window.atlasHears")
    with v.run():
        v.page.locator(bodies).first.click()
    assert v.page.locator(".evid h3").inner_text() == "Mexican army"


@pytest.mark.parametrize(
    ("lang", "name", "published"),
    [
        ("en", "U.S. Embassy in Mexico City", "published 25 Feb"),
        ("es", "Embajada de EE.UU. en México", "publicado el 25 feb"),
    ],
)
def test_quotes_bear_the_readers_names_and_the_day_of_publication_where_none_is_told(
    visit: Callable[..., b.Visit], lang: str, name: str, published: str
) -> None:
    v = visit(f"/quotes?lang={lang}").all_read()
    board = " ".join(v.page.locator(".board .who").all_inner_texts())
    assert name in board
    assert published in board
    assert not {"n.d.", "s. f."} & set(board.split(" · "))
    # Asked for by its name in the other language, as in an address that somebody sent.
    v.go(f"/quotes?lang={lang}&speaker=Embajada%20de%20EE.UU.%20en%20M%C3%A9xico").all_read()
    assert v.page.locator(".st-key-chip_speaker").inner_text() == f"{name} ×"
    assert set(v.page.locator(".board .who b").all_inner_texts()) == {name}
