"""A page of a PDF laid out: its paragraphs in the order in which they are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pdfminer.layout import LAParams, LTChar, LTLayoutContainer, LTTextBox, LTTextLineHorizontal

from geo.sources.readers.paper.columns import lines_of, parts_of
from geo.sources.readers.paper.direction import has_right_to_left, in_rows
from geo.sources.readers.paper.printed import struck_on
from geo.sources.readers.paper.raised import without_marks
from geo.sources.readers.paper.unseen import seen_on
from geo.sources.readers.paper.words import level_initials, once, turned, turned_box, words_of

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator

    from pdfminer.layout import LTComponent, LTPage, LTTextLine
    from pdfminer.pdfpage import PDFPage

    from geo.sources.readers.paper.columns import Part
    from geo.sources.readers.paper.words import Box


@dataclass(frozen=True, slots=True)
class Laid:
    """One paragraph of a page."""

    box: LTTextBox
    part: int
    """Which of the page's parts it is of that are read one after the other."""
    sure: bool
    """Whether it is known that its words are read in this order."""
    page: Box
    """Left, bottom, right and top of the page, turned as the paragraph is."""


def laid_out(page: LTPage, source: PDFPage, left_out: Counter[str]) -> Iterator[Laid]:
    """The paragraphs of a page; what is no text of it is counted in ``left_out``, by the kinds of ``LEFT_OUT``."""
    letters, others = seen_on(page, struck_on(source))
    ways, leaning = turned(letters)
    left_out.update(struck=int(others), leaning=int(leaning > 0))
    number = 0
    for way, run in ways.items():
        words = words_of(once(run))
        level_initials(words)
        words, marks = without_marks(words)
        left_out.update(notes=marks)
        for part in parts_of(words):
            number += 1
            for box in _boxes(part):
                yield Laid(box, number, part.sure, turned_box(page.bbox, way))


class _Column(LTLayoutContainer):
    """Lines that are known, of which pdfminer makes paragraphs."""

    def __init__(self, lines: list[list[LTChar]]) -> None:
        letters = [letter for line in lines for letter in line]
        super().__init__(
            (
                min(letter.x0 for letter in letters),
                min(letter.y0 for letter in letters),
                max(letter.x1 for letter in letters),
                max(letter.y1 for letter in letters),
            )
        )
        self.extend(letters)
        self._lines = lines

    def group_objects(self, laparams: LAParams, objs: Iterable[LTComponent]) -> Iterator[LTTextLine]:
        """Called by pdfminer for the lines of what it holds."""
        if any(has_right_to_left(line) for line in self._lines):
            letters = [item for item in objs if isinstance(item, LTChar)]
            yield from super().group_objects(laparams, in_rows(letters))
            return
        for letters in self._lines:
            line = LTTextLineHorizontal(laparams.word_margin)
            for letter in letters:
                line.add(letter)
            yield line


def _boxes(part: Part) -> list[LTTextBox]:
    """The paragraphs of a part."""
    held = _Column([[letter for word in line for letter in word.letters] for line in lines_of(part)])
    held.analyze(LAParams())
    return [box for box in held if isinstance(box, LTTextBox)]
