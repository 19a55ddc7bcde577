"""Bad and hostile sources in a real browser: one clear sentence each, the rest read, nothing lost, nothing run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from geo.sources import read_bytes, read_file
from tests import browser as b
from tests import filed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


pytestmark = [pytest.mark.browser, pytest.mark.skipif(b.missing() is not None, reason=str(b.missing()))]

# Markdown comes first: a line that begins with a tag would be left alone by it.
EVIL = (
    "![i](http://evil.invalid/i.png)[l](http://evil.invalid)**b**"
    "<script>alert(1)</script>{{7*7}}${7*7}`x`<img src=x onerror=alert(2)>"
)
EVIL_JS = "window.pwned = 1"
EVIL_NAME = "![i](evil.invalid)**b**<img src=x onerror=alert(3)>"
HOSTILE = f"""---
title: "{EVIL}"
publisher: "{EVIL}"
published: 2025-05-06
language: en
kind: digest
---
Police raided a farm near Torreón, Mexico, on Monday and killed three gunmen {EVIL}.

"We will not stop {EVIL}," said Mayor Ana Vela of {EVIL}.
"""
PLAIN = "Soldiers blocked a road in Durango, Mexico, on Monday. At least 12 people were injured, the state police said."


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeds")
    (folder / "a-hostile.md").write_text(HOSTILE, encoding="utf-8")
    (folder / "b-empty.txt").write_bytes(b"")
    (folder / "c-binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00" * 40)
    latin = f" date 2025-05-06 Señor José Peña said the raid in León was over. {PLAIN}"
    (folder / "d-latin.txt").write_bytes(latin.encode("latin-1"))
    (folder / "e-huge.txt").write_bytes(b"word " * 10_000_000)
    (folder / f"{EVIL_NAME}.txt").write_bytes(b"")
    unclosed = f' date 2025-05-06 "We are safe, said the mayor of Saltillo. {PLAIN}\n\nTroops left on Tuesday.'
    (folder / "f-unclosed.txt").write_text(unclosed, encoding="utf-8")
    (folder / "g-plain.txt").write_text(f" date 2025-05-06 {PLAIN}", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Iterator[str]:
    with b.running(tmp_path_factory.mktemp("hostile"), seeds) as base:
        yield base


@pytest.mark.parametrize("path", ["/", "/quotes", "/casualties", "/jurisdictions", "/sources", "/?view=briefing"])
def test_hostile_words_are_shown_and_never_run(visit: Callable[..., b.Visit], path: str) -> None:
    v = visit(path)
    v.page.wait_for_timeout(1500)  # an image that fails to load would call its handler by now
    for frame in v.page.frames:
        assert frame.locator("img[src='x'], script:has-text('alert')").count() == 0
    assert "49" not in " ".join(v.page.locator("h1, .fig, .evid, .card, .tab").all_inner_texts())


def test_the_words_stand_as_they_were_written(visit: Callable[..., b.Visit]) -> None:
    v = visit()
    assert EVIL in v.page.locator(".foot").inner_text()
    v = visit("/quotes")
    assert EVIL in v.page.inner_text("[data-testid=stMain]")


def test_markdown_in_a_publishers_name_is_text_in_a_chip(visit: Callable[..., b.Visit], seeds: Path) -> None:
    v = visit(f"/?source={read_file(seeds / 'a-hostile.md').id}")
    chip = v.page.locator(".st-key-chip_sources button")
    chip.wait_for()
    assert EVIL in chip.inner_text()
    assert v.page.locator("a[href*=evil], img[src*=evil]").count() == 0


def refused(v: b.Visit) -> list[str]:
    """The sentences behind the line that tells how many sources could not be read."""
    line = v.page.locator("[data-testid=stExpander]", has_text="could not be read")
    line.first.wait_for()
    if not line.first.locator("li").first.is_visible():
        line.first.locator("summary").click()
        line.first.locator("li").first.wait_for()
    return [t for t in line.first.locator("li").all_inner_texts() if t.strip()]


def test_bad_files_are_one_line_with_a_sentence_each_and_the_others_are_read(visit: Callable[..., b.Visit]) -> None:
    v = visit("/sources")
    said = refused(v)
    for name in ("b-empty.txt", "c-binary.txt", "e-huge.txt"):
        assert sum(name in t for t in said) == 1, (name, said)
    assert len(said) == 4
    assert any(EVIL_NAME in t for t in said)
    assert v.page.locator("[data-testid=stExpander] a, [data-testid=stExpander] img").count() == 0
    assert v.page.get_by_text("4 sources of the folder could not be read").count() == 1
    assert [t for t in v.page.locator("[data-testid=stAlert]").all_inner_texts() if t.strip()] == []
    assert "4 sources read" in v.page.inner_text("[data-testid=stMain]")
    v.shot("sources-bad-input")


def test_a_mended_file_is_no_longer_named(visit: Callable[..., b.Visit], seeds: Path) -> None:
    v = visit("/sources")
    content = (seeds / "c-binary.txt").read_bytes()
    (seeds / "c-binary.txt").unlink()
    v.page.get_by_role("button", name="Read the folder again").click()
    v.page.get_by_text("3 sources of the folder could not be read").wait_for(timeout=b.PATIENCE_MS)
    assert not any("c-binary" in t for t in refused(v))
    (seeds / "c-binary.txt").write_bytes(content)


def test_a_file_is_added_and_an_empty_one_is_refused(visit: Callable[..., b.Visit]) -> None:
    v = visit("/sources")
    v.page.locator("input[type=file]").set_input_files(
        [
            {
                "name": "new.txt",
                "mimeType": "text/plain",
                "buffer": b" date 2025-05-07 Gunmen killed 4 policemen in Zacatecas, Mexico, on Tuesday, police said.",
            },
            {"name": "nothing.txt", "mimeType": "text/plain", "buffer": b"  \n"},
        ]
    )
    v.page.get_by_text("nothing.txt").first.wait_for()
    v.settle()
    before = v.begun
    v.page.get_by_role("button", name="Read these files").click()
    v.page.get_by_text("1 source added").wait_for(timeout=b.PATIENCE_MS)
    v.settle()
    assert v.begun == before + 1  # what takes a while is done in the run of its click
    assert any("nothing.txt" in t for t in refused(v))
    assert "5 sources read" in v.page.inner_text("[data-testid=stMain]")


def test_a_pasted_text_told_twice_is_one_source(visit: Callable[..., b.Visit]) -> None:
    v = visit("/sources")
    v.page.get_by_label("Paste a text").fill(f" date 2025-05-06 {PLAIN}")
    v.page.get_by_role("button", name="Read this text").click()
    v.page.get_by_text("known already").wait_for(timeout=b.PATIENCE_MS)


def test_a_refused_paste_stays_in_its_box_and_one_that_is_taken_leaves_it(visit: Callable[..., b.Visit]) -> None:
    v = visit("/sources")
    box, title = v.page.get_by_label("Paste a text"), v.page.get_by_label("Title", exact=True)
    title.fill("A title that took some thought")
    v.page.get_by_label("Publisher").fill("The Bee")
    box.fill("---\npublisher: nobody\n---\n  ")
    v.page.get_by_role("button", name="Read this text").click()
    v.page.get_by_text("has a header and no text").wait_for(timeout=b.PATIENCE_MS)
    assert (title.input_value(), box.input_value()[:3]) == ("A title that took some thought", "---")
    assert v.page.get_by_label("Publisher").input_value() == "The Bee"
    box.fill(f" date 2025-05-06 {PLAIN} Schools stayed shut.")
    v.page.get_by_role("button", name="Read this text").click()
    v.page.get_by_text("1 source added").wait_for(timeout=b.PATIENCE_MS)
    v.settle()
    assert (title.input_value(), box.input_value()) == ("", "")


def choose_first(v: b.Visit) -> None:
    """Tick the first row of the table of sources, which is drawn on a canvas."""
    v.click_row(v.page.get_by_test_id("stDataFrame").first, 0)
    v.page.get_by_role("heading", name="This source").wait_for()


def test_a_date_is_corrected_and_kept(visit: Callable[..., b.Visit]) -> None:
    v = visit("/sources")
    choose_first(v)
    v.page.get_by_label("Date of publication").first.get_by_role("spinbutton").first.click()
    v.page.keyboard.type("20250504")
    v.page.keyboard.press("Tab")
    v.page.get_by_role("button", name="Set the date and read again").click()
    v.page.get_by_text("is now dated 4 May 2025").wait_for(timeout=b.PATIENCE_MS)


def test_a_source_is_removed_with_all_it_brought(visit: Callable[..., b.Visit]) -> None:
    v = visit("/sources")
    before = v.page.locator(".head p").inner_text()
    choose_first(v)
    with v.run():
        v.page.get_by_text("Remove it with all it brought").click()
    v.page.get_by_role("button", name="Remove this source").click()
    v.page.get_by_text("was removed with all it told").wait_for(timeout=b.PATIENCE_MS)
    assert v.page.locator(".head p").inner_text() != before


def test_files_of_every_kind_are_dropped_and_nothing_in_them_runs(visit: Callable[..., b.Visit]) -> None:
    attack = f'<img src=x onerror="{EVIL_JS}"><script>{EVIL_JS}</script>'
    page = filed.page('<meta name="author" content="&lt;img src=x onerror=window.pwned=1&gt; Ann">', attack)
    report = ("Gunmen killed 3 policemen in Zacatecas, Mexico, on Tuesday, police said.",)
    v = visit("/sources")
    v.page.locator("input[type=file]").set_input_files(
        [
            {"name": "page.txt", "mimeType": "text/plain", "buffer": page.encode()},
            {"name": "paper.pdf", "mimeType": "application/pdf", "buffer": filed.pdf((report,))},
            {"name": "broken.pdf", "mimeType": "application/pdf", "buffer": filed.pdf()[:400]},
        ]
    )
    v.page.get_by_text("broken.pdf").first.wait_for()
    v.settle()
    v.page.get_by_role("button", name="Read these files").click()
    v.page.get_by_text(re.compile("2 sources added|2 texts known already")).wait_for(timeout=b.PATIENCE_MS)
    v.settle()
    assert any("broken.pdf" in t for t in refused(v))
    assert v.page.evaluate("window.pwned") is None
    v = visit("/sources?text=" + read_bytes("page.txt", page.encode()).id)
    assert "Where the file says it" in v.page.inner_text("[data-testid=stMain]")
    assert "<script>" not in v.page.inner_text(".source")
    assert v.page.evaluate("window.pwned") is None
