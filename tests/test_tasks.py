"""Five tasks of readers, from the first page to the answer, in as few presses as they take: each press is counted."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pptx import Presentation

from tests import browser as b
from tests.test_brought import ARTICLE
from tests.test_linked import CHART, SLOTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

pytestmark = [pytest.mark.browser, pytest.mark.skipif(b.missing() is not None, reason=str(b.missing()))]


class Reader:
    """Somebody who opens the first page and presses."""

    def __init__(self, visit: Callable[..., b.Visit]) -> None:
        self.v, self.presses = visit("/").all_read(), 0
        self.page = self.v.page
        self.page.wait_for_function("() => window.atlasHears")

    def press(self, what: Locator) -> None:
        """A press that the page answers with a run."""
        self.presses += 1
        with self.v.run():
            what.click()

    def open(self, what: Locator) -> None:
        """A press that opens a list or a menu."""
        self.presses += 1
        what.click()
        self.v.settle()

    def stroke(self, first: str, last: str) -> None:
        """A stroke over the chart of days, from one to another."""
        self.presses += 1
        box = self.v.still(self.page.locator(CHART))
        at = dict(self.page.locator(CHART).evaluate(SLOTS))
        self.page.mouse.move(at[first] - 8, box["y"] + 60)
        self.page.mouse.down()
        self.page.mouse.move(at[last] + 8, box["y"] + 70, steps=4)
        with self.v.run():
            self.page.mouse.up()

    def main(self) -> str:
        """All that the page says."""
        return " ".join(self.page.inner_text("[data-testid=stMain]").split())


@pytest.fixture
def reader(visit: Callable[..., b.Visit]) -> Reader:
    return Reader(visit)


def test_a_view_of_a_state_and_two_days_leaves_as_slides(reader: Reader) -> None:
    reader.open(reader.page.get_by_role("combobox", name="State"))
    reader.press(reader.page.get_by_role("option", name="Jalisco", exact=True))
    reader.stroke("2026-02-22", "2026-02-23")
    reader.open(reader.page.get_by_role("button", name="Save this view"))
    with reader.page.expect_download() as download:
        reader.open(reader.page.get_by_role("button", name="Make and save"))
    slides = Presentation(BytesIO(download.value.path().read_bytes())).slides
    told = " ".join(s.text_frame.text for s in slides[0].shapes if s.has_text_frame)
    assert "Jalisco" in told
    assert "22–23 Feb" in told
    assert reader.presses == 5


def test_who_gives_which_count_of_the_dead_and_when(reader: Reader) -> None:
    reader.press(reader.page.get_by_role("link", name="Casualties"))
    lines = [" ".join(text.split()) for text in reader.page.locator("ul.rivals").first.locator("li").all_inner_texts()]
    assert any("55+" in line and "A News (Turkey), 24 Feb" in line for line in lines), lines
    assert any("73+" in line and "Internewscast, 24 Feb" in line for line in lines), lines
    assert reader.presses == 1


def test_what_two_governments_say_of_one_part(reader: Reader) -> None:
    reader.press(reader.page.get_by_role("link", name="Quotes"))
    pair = reader.page.locator(".board.pair").first
    assert {"Mexico", "United States"} == set(pair.locator("h4").all_inner_texts())
    assert pair.locator("button.card").count() == 2
    assert reader.presses == 1


def test_what_happened_in_a_state(reader: Reader) -> None:
    reader.open(reader.page.get_by_role("combobox", name="State"))
    reader.press(reader.page.get_by_role("option", name="Michoacán", exact=True))
    assert re.search(r"\b[1-9]\d* of \d+ events", reader.main())
    assert "Michoacán" in reader.page.locator(".st-key-card_event .meta").first.inner_text()
    assert reader.presses == 2


def test_an_article_is_added_and_what_it_brought_opens(reader: Reader) -> None:
    reader.press(reader.page.get_by_role("link", name="Sources"))
    reader.presses += 1  # into the box, and what is pasted there
    reader.page.get_by_label("Paste a text").fill(ARTICLE)
    reader.press(reader.page.get_by_role("button", name="Read this text"))
    told = reader.page.locator(".st-key-brought button")
    told.first.wait_for()
    assert any("Arson, Colima" in line for line in told.all_inner_texts())
    assert reader.presses == 3
    reader.press(told.filter(has_text="Arson"))
    assert "burned" in reader.page.locator(".st-key-beside blockquote").first.inner_text()
