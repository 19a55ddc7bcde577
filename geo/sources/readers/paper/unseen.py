"""What a PDF draws and nobody sees, and what is struck out in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTCurve, LTFigure, LTImage, LTRect

from geo.sources.readers.paper.words import baseline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pdfminer.layout import LTComponent, LTPage

    Line = tuple[float, float, float]
    """A line along the page: its left end, its height over the foot of the page, its right end, in points."""

#: The ways of drawing text that draw none.
_NO_INK = frozenset({3, 7})
#: How far from white a shade is at most that nobody tells from it, and from black one of a box that hides.
NEAR_WHITE, NEAR_BLACK = 0.05, 0.1
#: Points of type that nobody reads, at most.
TOO_SMALL = 1.0
#: Figures in figures that are opened, and boxes of a page that may lie over letters; drawings have thousands.
DEEPEST = 5
MOST_BOXES = 200
#: Share of letters without ink from which on a page was recognised from a picture.
RECOGNISED = 0.8
#: How high over the foot of a letter a line goes through it, in its sizes; lower ones are drawn below it, higher ones
#: part the rows of a table.
THROUGH = (0.12, 0.6)
#: How thick a line is at most, in sizes of the letter; what is thicker lies behind it.
THICKEST = 0.2
#: Points of a strip of the page in which lines are looked for.
STRIP = 24.0


class Device(PDFPageAggregator):
    """Lays out a page and notes which letters were drawn without ink, or white."""

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:  # noqa: ANN401 - pdfminer's
        """Called by pdfminer for each run of letters."""
        objects = getattr(self.cur_item, "_objs", [])
        before = len(objects)
        super().render_string(textstate, seq, ncs, graphicstate)
        for item in objects[before:]:
            item.inkless = getattr(textstate, "render", 0) in _NO_INK
            item.white = _lightness(graphicstate.ncolor) >= 1 - NEAR_WHITE


def _lightness(colour: object) -> float:
    """How light the darkest part of a colour is, from 0 to 1: of grey, of red, green and blue, or of four inks."""
    told = colour if isinstance(colour, tuple | list) else (colour,)
    parts = [float(part) for part in told if isinstance(part, int | float)]
    if not parts:
        return 0.5
    return 1 - max(parts) if len(parts) == 4 else min(parts)


def seen_on(page: LTPage, struck: Iterable[Line]) -> tuple[list[LTChar], bool]:
    """The letters of a page that are seen, with blanks for those that are struck out, and whether it has others."""
    items = _items(page)
    letters = [item for item in items if isinstance(item, LTChar)]
    gone = _unseen(page, items, letters)
    lines: dict[int, list[Line]] = {}
    for line in (*struck, *_lines(items, letters)):
        lines.setdefault(int(line[1] // STRIP), []).append(line)
    kept = [item for item in letters if id(item) not in gone]
    through = [item for item in kept if _is_struck(item, lines)]
    for item in through:
        item._text = " "  # noqa: SLF001 - it has no public way
    return kept, bool(gone or through)


def _items(page: LTPage) -> list[LTComponent]:
    """What is drawn on a page, in that order, with what stands in its figures where that is most of the text.

    Some programs put whole pages into a figure; others have the labels of a chart there.
    """
    own, all_of = list(page), list(_opened(page))
    letters = sum(isinstance(item, LTChar) for item in own)
    return own if 2 * letters >= sum(isinstance(item, LTChar) for item in all_of) else all_of


def _opened(held: Iterable[LTComponent], depth: int = 0) -> Iterator[LTComponent]:
    for item in held:
        if isinstance(item, LTFigure) and depth < DEEPEST and any(isinstance(x, LTChar | LTFigure) for x in item):
            yield from _opened(item, depth + 1)
        else:
            yield item


def _unseen(page: LTPage, items: list[LTComponent], letters: list[LTChar]) -> set[int]:
    """Letters beside the page, without ink, white on nothing, or under a box.

    A page that was recognised from a picture has all its letters without ink, but for a stamp: there they are the text,
    and so are letters under a box that lies over all of them, which can be seen through.
    """
    some_of = ({id(item) for item in letters if getattr(item, "inkless", False)}, _covered(items))
    gone = {id(item) for item in letters if _is_beside(item, page) or item.size <= TOO_SMALL}
    gone |= {id(item) for item in _white_on_nothing(items, letters)}
    return gone.union(*(some for some in some_of if len(some) < RECOGNISED * len(letters)))


def _white_on_nothing(items: list[LTComponent], letters: list[LTChar]) -> Iterator[LTChar]:
    white = [letter for letter in letters if getattr(letter, "white", False)]
    grounds = [x for x in items if isinstance(x, LTFigure | LTImage) or (isinstance(x, LTCurve) and x.fill)]
    return (letter for letter in white if not any(_lies_on(letter, ground) for ground in grounds))


def _covered(items: list[LTComponent]) -> set[int]:
    """Letters over which a black or white box is drawn afterwards, as who blackens or corrects a text does."""
    boxes = [(n, item) for n, item in enumerate(items) if isinstance(item, LTRect) and _is_cover(item)][-MOST_BOXES:]
    return {
        id(item)
        for n, item in enumerate(items)
        if isinstance(item, LTChar) and any(n < at and _lies_under(item, box) for at, box in boxes)
    }


def _is_cover(item: LTRect) -> bool:
    light = _lightness(item.non_stroking_color)
    return bool(item.fill and min(item.width, item.height) > 1 and not NEAR_BLACK < light < 1 - NEAR_WHITE)


def _lies_under(item: LTChar, box: LTRect) -> bool:
    x, y = (item.x0 + item.x1) / 2, (item.y0 + item.y1) / 2
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1 and box.height > THICKEST * item.size


def _is_beside(item: LTChar, page: LTPage) -> bool:
    """Whether a letter lies outside the page; the end of a line that is too long for it is text."""
    return bool(not item.is_voverlap(page) or item.x1 < page.x0 or item.x0 > page.x1 + page.width / 2)


def _lies_on(item: LTChar, ground: Any) -> bool:  # noqa: ANN401 - several kinds of pdfminer's
    return bool(item.is_hoverlap(ground) and item.is_voverlap(ground))


def _lines(items: list[LTComponent], letters: list[LTChar]) -> Iterator[Line]:
    """What is drawn on a page as thin as a line along it."""
    usual = max((letter.size for letter in letters), default=0.0)
    for item in items:
        if isinstance(item, LTCurve) and (item.stroke or item.fill) and item.height <= THICKEST * usual < item.width:
            yield item.x0, (item.y0 + item.y1) / 2, item.x1


def _is_struck(letter: LTChar, lines: dict[int, list[Line]]) -> bool:
    """Whether a line goes through a letter."""
    low, high = (baseline(letter) + share * letter.size for share in THROUGH)
    near = (line for at in range(int(low // STRIP), int(high // STRIP) + 1) for line in lines.get(at, ()))
    middle = (letter.x0 + letter.x1) / 2
    return letter.upright and any(low < y < high and x0 <= middle <= x1 for x0, y, x1 in near)
