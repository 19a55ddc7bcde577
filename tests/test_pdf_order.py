"""What a PDF says as it is seen: lines in the order in which they are read, however they were written."""

from __future__ import annotations

import io
from itertools import zip_longest
from typing import TYPE_CHECKING

import pytest

from geo.sources.readers import pdf
from tests import filed

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

LEFT = (
    "The mayor of Torla said on Monday",
    "that the bridge over the river had",
    "burned for two days and that no",
    "help came. Police counted 1",
    "burned car, and nobody was hurt,",
    "the mayor of the town said then.",
)
RIGHT = (
    "In the village on the hill a wall",
    "fell, and the school will stay shut",
    "until Friday, its teachers said.",
    "injured animals were taken away",
    "by a vet, who asked for patience",
    "and for warm blankets and straw.",
)
UNSURE = "which words belong together is not sure in a table or columns on page 1 of a.pdf: look there."


class Sheet:
    """A PDF that is drawn word for word, in Helvetica of 12 points."""

    def __init__(self, **canvas: object) -> None:
        self._out = io.BytesIO()
        self.canvas: Canvas = filed.Canvas(self._out, **canvas)

    def put(self, x: float, y: float, words: str, size: float = 12) -> float:
        """Draw words; where they end."""
        self.canvas.setFont("Helvetica", size)
        self.canvas.drawString(x, y, words)
        return x + float(self.canvas.stringWidth(words, "Helvetica", size))

    def columns(self, top: float, left: tuple[str, ...], right: tuple[str, ...], gap: float, lower: float = 0) -> None:
        """Two columns, drawn line by line across both."""
        edge = 70 + max(self.canvas.stringWidth(line, "Helvetica", 12) for line in left) + gap
        for n, (one, other) in enumerate(zip_longest(left, right, fillvalue="")):
            self.put(70, top - 14 * n, one)
            self.put(edge, top - lower - 14 * n, other)

    def read(self) -> tuple[list[str], tuple[str, ...]]:
        """Its paragraphs, each on one line, and what is said of it."""
        self.canvas.save()
        (told,) = pdf.read("a.pdf", self._out.getvalue())
        return [" ".join(block.split()) for block in told.text.split("\n\n")], told.warnings


# ------------------------------------------------------------------ columns
@pytest.mark.parametrize("gap", [8, 12, 20, 40])
@pytest.mark.parametrize("lower", [0, 6])
def test_columns_are_read_one_after_the_other(gap: float, lower: float) -> None:
    sheet = Sheet()
    sheet.columns(700, LEFT, RIGHT, gap, lower)
    assert sheet.read() == ([" ".join(LEFT), " ".join(RIGHT)], ())


def test_columns_between_lines_that_go_across() -> None:
    sheet = Sheet()
    across = "On Sunday a fire broke out in the hills over Torla and went down to the river."
    sheet.put(70, 740, across)
    sheet.columns(714, LEFT, RIGHT, 14)
    sheet.put(70, 600, across)
    sheet.columns(574, RIGHT, LEFT, 14)
    left, right = " ".join(LEFT), " ".join(RIGHT)
    assert sheet.read()[0] == [across, left, right, across, right, left]


def test_three_columns() -> None:
    sheet = Sheet()
    for column, lines in enumerate((LEFT, RIGHT, LEFT)):
        for n, line in enumerate(lines):
            sheet.put(30 + 130 * column, 700 - 9 * n, line, 7.5)
    assert sheet.read()[0] == [" ".join(LEFT), " ".join(RIGHT), " ".join(LEFT)]


def test_columns_from_right_to_left_begin_at_the_right() -> None:
    """The lines are not what is asked for here, which ``test_readers`` asks for."""
    sheet = Sheet(pageCompression=0)
    filed.right_to_left("א")  # the fonts are known from here on
    for n in range(4):
        for x, word in ((70, "שמאל"), (300, "ימין")):
            sheet.canvas.setFont("Hebrew", 12)
            sheet.canvas.drawString(x, 700 - 14 * n, " ".join([word[::-1]] * 6))
    words = " ".join(sheet.read()[0]).split()
    assert words == ["ימין"] * 24 + ["שמאל"] * 24


def test_a_sentence_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    sheet = Sheet()
    sheet.columns(700, (*LEFT[:3], "help came to fewer than"), ("300 people who were hurt,", *RIGHT[:3]), 16)
    sheet.put(40, 30, "The Larkfield Bee, page 1", 8)
    sheet.canvas.showPage()
    sheet.put(40, 30, "The Larkfield Bee, page 2", 8)
    sheet.put(70, 700, "Nobody else was hurt, and no more than")
    sheet.put(70, 686, "two of the bridges over the river burned, but fewer than")
    sheet.canvas.showPage()
    sheet.put(70, 700, "300 houses did. The mayor said so.")
    sheet.put(40, 30, "The Larkfield Bee, page 3", 8)
    text = "\n\n".join(sheet.read()[0])
    assert "fewer than 300 people who were hurt" in text
    assert "but fewer than 300 houses did." in text
    assert "said. Nobody" not in text


def test_a_justified_line_with_wide_gaps_is_one_line() -> None:
    sheet = Sheet()
    for n, line in enumerate(("Forecasters saw some of the mostly fair", "weather in Torla, and said on the Monday")):
        sheet.put(70, 700 - 14 * n, line)
    for n, word in enumerate(("that", "the", "12", "men")):
        sheet.put(70 + 62 * n, 672, word)
    sheet.put(70, 658, "who were on the hill will come down now.")
    assert "said on the Monday that the 12 men who were" in sheet.read()[0][0]


# ------------------------------------------------------------------ what is not sure
def test_cells_of_a_table_stand_by_themselves_and_the_text_says_so() -> None:
    sheet = Sheet()
    sheet.put(70, 740, "The ministry gave these numbers on Monday evening in Torla.")
    for n, (what, many) in enumerate((("Killed", "12"), ("Injured", "34"), ("Missing", "5"))):
        sheet.put(70, 700 - 14 * n, what)
        sheet.put(140, 700 - 14 * n, many)
    blocks, warnings = sheet.read()
    assert blocks[1:] == ["Killed", "12", "Injured", "34", "Missing", "5"]
    assert warnings == (UNSURE,)


def test_words_that_lie_over_each_other_are_kept_apart() -> None:
    sheet = Sheet()
    sheet.put(70, 700, "About 12 people were hurt in Torla.")
    sheet.put(75, 700, "Some 3000 sheep were sold in Torla.")
    assert sheet.read() == (["About 12 people were hurt in Torla.", "Some 3000 sheep were sold in Torla."], (UNSURE,))


def test_signs_without_a_letter_are_known_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = Sheet()
    sheet.put(70, 700, "About 15 people were hurt in Torla.")
    monkeypatch.setattr(pdf, "text_of", lambda _box: "About 1(cid:24) people were hurt in Torla.")
    blocks, warnings = sheet.read()
    assert blocks == ["About 1\ufffd people were hurt in Torla."]
    assert "signs for which a.pdf gives no letter stand as \ufffd: 1; compare it with the page." in warnings


# ------------------------------------------------------------------ raised words
def test_a_mark_of_a_note_is_no_digit_whenever_it_is_drawn() -> None:
    sheet = Sheet()
    end = sheet.put(70, 700, "Officials counted 1")
    sheet.put(end + 7, 700, "injured man in Torla.")
    sheet.put(70, 686, "The second line of the text is as long as the first.")
    sheet.put(end, 705, "1", 7)
    blocks, warnings = sheet.read()
    assert blocks == ["Officials counted 1 injured man in Torla. The second line of the text is as long as the first."]
    assert "marks of notes were left out: 1." in warnings


def test_the_mark_before_a_note_counts_nobody() -> None:
    sheet = Sheet()
    sheet.put(70, 700, "Officials counted many people in the town.")
    sheet.put(70, 104, "1", 6)
    sheet.put(74, 100, "Injured people were counted by the ministry.", 9)
    assert sheet.read()[0][1] == "Injured people were counted by the ministry."


def test_powers_fractions_and_ordinals_stay() -> None:
    sheet = Sheet()
    end = sheet.put(70, 700, "About 10")
    end = sheet.put(sheet.put(end, 705, "3", 7), 700, " birds came on the 1")
    end = sheet.put(sheet.put(end, 705, "st", 7), 700, " of May, 3")
    end = sheet.put(sheet.put(end + 2, 705, "1", 7), 700, "/")
    sheet.put(sheet.put(end, 698, "2", 7), 700, " km off.")
    assert sheet.read()[0] == ["About 10³ birds came on the 1st of May, 3 1/2 km off."]


def test_an_initial_stands_in_its_first_line() -> None:
    sheet = Sheet()
    sheet.put(70, 672, "T", 42)
    for n, line in enumerate(("he bridge over the river burned on", "Monday, and twelve men of the town")):
        sheet.put(98, 700 - 14 * n, line)
    sheet.put(98, 672, "went there by boat to see it all.")
    assert sheet.read()[0] == [
        "The bridge over the river burned on Monday, and twelve men of the town went there by boat to see it all."
    ]


# ------------------------------------------------------------------ as it is seen
@pytest.mark.parametrize("noted", [False, True])
def test_struck_words_are_not_what_the_source_says(noted: bool) -> None:
    sheet = Sheet()
    start = sheet.put(70, 700, "At least ")
    end = sheet.put(start, 700, "25")
    sheet.put(end, 700, " 30 people were killed.")
    sheet.canvas.line(70, 697, 300, 697)  # below the words
    if noted:
        sheet.canvas.highlightAnnotation("gone", (start, 697, end, 711))
        sheet.canvas.setPageCompression(0)
    else:
        sheet.canvas.line(start, 704, end, 704)
    sheet.canvas.save()
    data = sheet._out.getvalue().replace(b"/Highlight", b"/StrikeOut")
    (told,) = pdf.read("a.pdf", data)
    assert told.text.split() == ["At", "least", "30", "people", "were", "killed."]
    assert "words that are struck out or hidden were left out: 1." in told.warnings


def test_bold_that_is_drawn_twice_is_one() -> None:
    sheet = Sheet()
    for x in (70, 70.4):
        for n, word in enumerate(("Torla counted ", "12", " injured men.")):
            sheet.put(x + (0, 80, 94)[n], 700, word)
    assert sheet.read()[0] == ["Torla counted 12 injured men."]


def test_what_lies_under_a_black_or_white_box_is_not_seen() -> None:
    sheet = Sheet()
    sheet.canvas.setFillColorRGB(1, 1, 0)
    sheet.canvas.rect(60, 690, 300, 30, stroke=0, fill=1)
    sheet.canvas.setFillColorRGB(0, 0, 0)
    sheet.put(70, 700, "About 12 people were hurt in Torla on Monday.")
    sheet.put(70, 660, "Some 900 died.")
    sheet.canvas.setFillColorRGB(1, 1, 1)
    sheet.canvas.rect(60, 655, 300, 20, stroke=0, fill=1)
    sheet.canvas.setFillColorRGB(0, 0, 0)
    sheet.put(70, 640, "Some 800 died.")
    sheet.canvas.rect(60, 635, 300, 18, stroke=0, fill=1)
    assert sheet.read()[0] == ["About 12 people were hurt in Torla on Monday."]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_words_along_another_edge_are_read_as_words(angle: int) -> None:
    sheet = Sheet()
    sheet.put(70, 700, "About 12 people were hurt in Torla on Monday.")
    sheet.canvas.translate(300, 300)
    sheet.canvas.rotate(angle)
    sheet.put(0, 0, "Draft of 21 May")
    assert sheet.read()[0] == ["About 12 people were hurt in Torla on Monday.", "Draft of 21 May"]


def test_words_that_lean_across_a_page_are_left_out() -> None:
    sheet = Sheet()
    sheet.put(70, 700, "About 12 people were hurt in Torla on Monday.")
    sheet.canvas.translate(100, 650)
    sheet.canvas.rotate(40)
    sheet.put(0, 0, "4000 KILLED", 40)
    blocks, warnings = sheet.read()
    assert blocks == ["About 12 people were hurt in Torla on Monday."]
    assert "words that lean across the page were left out." in warnings


def test_a_page_that_is_one_figure_is_read() -> None:
    sheet = Sheet()
    sheet.canvas.beginForm("page")
    sheet.put(70, 700, "About 12 people were hurt in Torla on Monday.")
    sheet.canvas.endForm()
    sheet.canvas.doForm("page")
    assert sheet.read()[0] == ["About 12 people were hurt in Torla on Monday."]


def test_a_sentence_at_the_head_of_pages_is_no_running_title() -> None:
    sheet = Sheet()
    for number in (25, 31):
        sheet.put(70, 810, f"Some {number} people were hurt in Larkfield.")
        sheet.put(70, 600, f"The rest of page {number} is here.")
        sheet.canvas.showPage()
    text = " ".join(sheet.read()[0])
    assert "Some 25 people" in text
    assert "Some 31 people" in text


def test_nearly_white_and_tiny_words_are_not_seen() -> None:
    sheet = Sheet()
    sheet.put(70, 700, "About 12 people were hurt in Torla on Monday.")
    sheet.put(70, 660, "Some 910 died.", 0.5)
    for n, colour in enumerate(((0.995, 0.995, 0.995), (0.99, 0.99, 1))):
        sheet.canvas.setFillColorRGB(*colour)
        sheet.put(70, 640 - 20 * n, f"Some {900 + n} died.")
    assert sheet.read()[0] == ["About 12 people were hurt in Torla on Monday."]
