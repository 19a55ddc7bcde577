"""Search in a real browser on the first case: the box, what it finds, filters, the address and the keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests import browser as b

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

pytestmark = [pytest.mark.browser, pytest.mark.skipif(b.missing() is not None, reason=str(b.missing()))]


def box(v: b.Visit) -> Locator:
    return v.page.get_by_role("textbox", name="Search", exact=True)


def ask(v: b.Visit, typed: str) -> None:
    """Type into the box and press Enter."""
    box(v).fill(typed)
    with v.run():
        box(v).press("Enter")


def lines(v: b.Visit, kind: str) -> Locator:
    return v.page.locator(f".st-key-found_{kind} button")


def test_a_number_finds_its_sentences_with_source_and_day(visit: Callable[..., b.Visit]) -> None:
    v = visit().all_read()
    ask(v, "28")
    v.page.locator("h1", has_text="“28”").wait_for()
    told = lines(v, "sentence").all_inner_texts()
    assert told
    assert all("28" in text and re.search(r"\d+ (Feb|Mar) 2026", text) for text in told)
    assert lines(v, "count").count() == 2
    assert "q=28" in v.page.url
    v.shot("search-28")


def test_words_that_no_sentence_has_together_are_offered_one_by_one(visit: Callable[..., b.Visit]) -> None:
    v = visit("/?q=Cabadas+Tamaulipas+xyzzy").all_read()
    assert "No sentence and no name has all of these words." in v.page.inner_text("[data-testid=stMain]")
    offered = v.page.locator(".st-key-search_apart button")
    assert [re.sub(r"\W+\d+\W+$", "", text) for text in offered.all_inner_texts()] == ["Cabadas", "Tamaulipas"]
    with v.run():
        offered.nth(1).click()
    assert "q=Tamaulipas" in v.page.url
    assert lines(v, "sentence").count()
    ask(v, "xyzzy")  # a single word is told plainly
    assert "No source says this." in v.page.inner_text("[data-testid=stMain]")


def test_a_line_opens_the_card_of_its_sentence_and_its_source(visit: Callable[..., b.Visit]) -> None:
    v = visit("/?q=Le%C3%B3n").all_read()
    first = lines(v, "sentence").first.inner_text()
    with v.run():
        lines(v, "sentence").nth(1).click()
    v.page.wait_for_url(re.compile("open=sentence"))
    card = v.page.locator(".st-key-search_card")
    assert card.locator("blockquote mark").count() >= 1
    assert card.locator("blockquote").inner_text()[:40] not in first
    v.page.get_by_role("button", name="Open in source text").click()
    v.page.get_by_role("dialog").locator(".source mark").wait_for()


def test_an_event_that_was_found_opens_and_stays_open_on_its_page(visit: Callable[..., b.Visit]) -> None:
    v = visit("/?q=escaped").all_read()
    assert all("in other words" in text for text in lines(v, "sentence").all_inner_texts())
    with v.run():
        lines(v, "event").first.click()
    v.page.locator(".st-key-card_event h3", has_text="Prison break").wait_for()
    with v.run():
        v.page.get_by_role("button", name="Close search").click()
    v.map()
    assert "q=" not in v.page.url
    assert "Prison break" in v.page.locator(".st-key-card_event h3").inner_text()


def test_accents_do_not_count_and_what_no_source_says_is_said_to_be_that(visit: Callable[..., b.Visit]) -> None:
    v = visit("/?q=Michoac%C3%A1n").all_read()
    with_accent = lines(v, "sentence").all_inner_texts()
    ask(v, "michoacan")
    assert lines(v, "sentence").all_inner_texts() == with_accent != []
    ask(v, "submarine volcano")
    v.page.get_by_text("No source says this.").wait_for()
    assert v.page.locator("[class*=st-key-found_]").count() == 0


def kind_of_found(v: b.Visit, kind: str) -> Locator:
    """What chooses one kind of what was found, with how many there are."""
    name = re.compile(f"^{kind}")
    return v.page.get_by_role("radio", name=name).or_(v.page.get_by_role("button", name=name)).first


def count_told(v: b.Visit, kind: str) -> int:
    return int(re.findall(r"\d+", kind_of_found(v, kind).inner_text())[-1])


def test_filters_hold_and_say_what_they_hide(visit: Callable[..., b.Visit]) -> None:
    v = visit("/?q=Jalisco&country=MX&state=MX.16").all_read()
    few, shown = count_told(v, "Sentences"), lines(v, "sentence").count()
    told = v.page.locator(".st-key-search_outside").inner_text()
    assert re.search(r"\d+ more outside the filters", told)
    with v.run():
        v.page.get_by_role("button", name="Search without filters").click()
    v.page.wait_for_url(lambda url: "state=" not in url)
    assert v.page.locator(".st-key-search_outside").count() == 0
    assert count_told(v, "Sentences") > few > 0 < shown <= lines(v, "sentence").count()
    assert "q=Jalisco" in v.page.url


def test_one_kind_is_shown_alone(visit: Callable[..., b.Visit]) -> None:
    v = visit("/?q=Jalisco").all_read()
    few = lines(v, "sentence").count()
    with v.run():
        kind_of_found(v, "Sentences").click()
    assert lines(v, "sentence").count() > few
    assert lines(v, "event").count() == 0


def test_another_page_is_shown_without_the_search(visit: Callable[..., b.Visit]) -> None:
    v = visit("/?q=28").all_read()
    with v.run():
        v.page.get_by_role("link", name="Quotes").first.click()
    v.page.locator("h1", has_text="Who said what").wait_for()
    assert "q=" not in v.page.url
    assert box(v).input_value() == ""
    with v.run():
        v.page.go_back()  # one step, to what was found
    v.page.locator("h1", has_text="“28”").wait_for()
    assert box(v).input_value() == "28"


@pytest.mark.parametrize(
    "typed", ["<img src=x onerror=alert(1)>", "![](http://x.test/a.png)", '" OR text:*', "{{7*7}}"]
)
def test_hostile_questions_are_shown_as_they_are(visit: Callable[..., b.Visit], typed: str) -> None:
    v = visit()
    ask(v, typed)
    assert typed in v.page.locator("h1").inner_text()


def test_on_a_phone_the_box_stands_above_the_page_and_the_card_in_sight(visit: Callable[..., b.Visit]) -> None:
    v = visit("/?q=Jalisco", viewport=b.PHONE).all_read()
    label = v.page.locator(".st-key-search_box label")
    assert label.is_visible()
    where = box(v).bounding_box()
    assert where
    assert where["x"] + where["width"] <= b.PHONE["width"]
    card = v.page.locator(".st-key-search_card").bounding_box()
    assert card
    assert card["y"] < b.PHONE["height"]
    v.shot("search-phone")
