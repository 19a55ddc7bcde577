"""Words in any script: drawn by some font, shaped, in their direction, and still words in the files."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdf
import pytest

from geo.export.brief.compose import composed
from geo.export.formats import made
from geo.export.layout import items, sheets
from geo.export.layout.items import Drawing, Sheet
from geo.export.svg import png, rect, text
from geo.export.write.drawing import svg_file
from geo.export.write.paper import pdf
from geo.present.fonts import drawable, width
from geo.present.letters import LEFT_TO_RIGHT, LOST, begins_right_to_left, is_own, marked_apart
from geo.present.outlines import outline
from geo.selection.filters import Filters
from geo.selection.view import view_of
from tests.test_brief_files import outlines, whole

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from geo.export.brief.content import Brief
    from geo.incident import Incident

SCRIPTS = {
    "Cyrillic": "Привет, мир",
    "Greek": "Ελλάδα",
    "Arabic": "قالت الوزيرة",
    "Persian": "می‌خواهم",
    "Hebrew": "שלום עולם",
    "Devanagari": "नमस्ते दुनिया",
    "Bengali": "বাংলা",
    "Oriya": "ଓଡ଼ିଶା",
    "Tamil": "தமிழ்",
    "Thai": "ภาษาไทย",
    "Khmer": "ខ្មែរ",
    "Burmese": "မြန်မာ",
    "Amharic": "አማርኛ",
    "Armenian": "Հայաստան",
    "Georgian": "საქართველო",
    "Chinese": "习近平",
    "Japanese": "とうきょう 東京",
    "Korean": "서울",
    "emoji": "\U0001f525 \U0001f469‍\U0001f692",
}
WHITE, BLACK = "#FFFFFF", "#000000"
LENGTHS = "[...document.querySelectorAll('text')].map((t) => [t.textContent, t.getComputedTextLength()])"


def sheet_of(lines: list[str]) -> Sheet:
    body = "".join(text(20, 60 + 50 * n, line, 30, BLACK) for n, line in enumerate(lines))
    return Sheet("x", "x", (Drawing("x", body),))


def brief_of(incident: Incident) -> Brief:
    return composed(view_of(incident, Filters()))


def drawn(line: str) -> bytes:
    """The words on white, as a picture."""
    body = rect((0, 0, 400, 60), WHITE) + text(10, 40, line, 30, BLACK)
    return png(f'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="60">{body}</svg>')


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_is_drawn_and_nothing_of_it_is_lost(script: str) -> None:
    words = SCRIPTS[script]
    assert not is_own(words)
    assert drawable(words) == words
    assert len(outline(words).steps) > 20
    assert width(words, 30) > 20
    assert drawn(words) != drawn("".join(c if c.isspace() else LOST for c in words))


def test_what_no_font_has_is_marked_and_the_sheet_says_so() -> None:
    assert drawable("a\ue123b") == f"a{LOST}b"
    incident = replace(whole(), title="A title \ue123")
    for sheet in sheets.sheets(brief_of(incident), outlines()):
        foot = next(i for i in sheet.items if i.name == "Sources")
        assert foot.paragraphs[0].runs()[0].text.startswith(LOST)  # type: ignore[union-attr]
    plain = next(i for i in sheets.one_page(brief_of(whole()), outlines()).items if i.name == "Sources")
    assert LOST not in "".join(run.text for run in plain.paragraphs[0].runs())  # type: ignore[union-attr]


# ------------------------------------------------------------------ shape and direction
def test_letters_that_join_are_joined() -> None:
    apart = width("ب", 100) * 3
    assert width("ببب", 100) < apart * 0.8
    assert outline("لا").width < outline("ل").width + outline("ا").width
    assert len(outline("क्ष").steps) != len(outline("क").steps) + len(outline("ष").steps)


def test_words_run_in_their_direction() -> None:
    assert outline("a אבג b").visual == "a גבא b"
    assert outline("אב 12 גד").visual == "דג 12 בא"
    assert outline("Haaretz, “אב גד”, 20 Apr").visual == "Haaretz, “דג בא”, 20 Apr"
    # A line that the end of a title opens, and a speaker's name before a day.
    assert outline("אב גד”, 20 Apr").visual == "דג בא”, 20 Apr"
    assert outline("אב, 20 Apr: “c”").visual == "בא, 20 Apr: “c”"
    assert outline("אב “גד” הו 5").visual == "5 וה ”דג“ בא"
    assert marked_apart("Haaretz, “אב גד”, 20 Apr").count(LEFT_TO_RIGHT) == 2
    assert marked_apart("Haaretz, “a b”, 20 Apr") == "Haaretz, “a b”, 20 Apr"
    assert begins_right_to_left("“שלום” said")
    assert not begins_right_to_left("12 people said שלום")


def test_the_first_letter_of_a_right_to_left_line_stands_at_its_right() -> None:
    line, first = outline("אבבבבב"), outline("א")
    ink = [n for letter, numbers in line.steps if letter == "M" for n in numbers[:1]]
    assert max(ink) > line.width - first.width
    assert [a for a, b in pairwise(ink) if a > b]


# ------------------------------------------------------------------ still words
def test_paper_can_be_searched_for_them() -> None:
    lines = [words for name, words in SCRIPTS.items() if name not in {"emoji", "Persian", "Devanagari"}]
    data = pdf([sheet_of(lines)], "x", "en")
    read = pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
    assert [words for words in lines if words not in read] == []


def test_paper_holds_every_font_that_it_names() -> None:
    page = pypdf.PdfReader(io.BytesIO(pdf([sheet_of([*SCRIPTS.values(), "Latin"])], "x", "en"))).pages[0]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    assert fonts
    assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in fonts)


@pytest.mark.browser
def test_a_drawing_brings_its_letters(chromium: Browser, tmp_path: Path) -> None:
    """In a browser its words take the room that they were given: it drew them with the fonts inside."""
    file = tmp_path / "words.svg"
    file.write_text(svg_file(items.svg(sheet_of([*SCRIPTS.values(), "Latin words"]))), encoding="utf-8")
    context = chromium.new_context(offline=True)
    page = context.new_page()
    try:
        page.goto(file.as_uri())
        page.evaluate("document.fonts.ready")
        told = page.evaluate(
            "[...document.querySelectorAll('text')].map((t) => [t.textContent, t.getComputedTextLength()])"
        )
        states = page.evaluate("[...document.fonts].map((f) => f.status)")
    finally:
        context.close()
    assert set(states) == {"loaded"}
    assert len(told) == len(SCRIPTS) + 1
    for words, wide in told:
        assert wide == pytest.approx(width(words, 30), rel=0.03), words


@pytest.mark.parametrize("name", ["svg", "pdf", "docx", "pptx"])
def test_a_title_in_another_script_is_in_the_file(name: str) -> None:
    data = made(name, view_of(replace(whole(), title="Привет, мир"), Filters()), outlines()).data
    if name == "svg":
        assert "Привет, мир" in data.decode()
    elif name == "pdf":
        assert "Привет, мир" in pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
    else:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert any("Привет, мир".encode() in package.read(part) for part in package.namelist())
