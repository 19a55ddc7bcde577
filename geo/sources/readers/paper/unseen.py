"""What a PDF draws and nobody sees, and marks of notes, which stand raised behind a word or number."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTCurve, LTFigure, LTImage

from geo.sources.readers.told import LEFT_OUT, is_note_mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pdfminer.layout import LTPage

#: The ways of drawing text that draw none.
_NO_INK = frozenset({3, 7})
#: White in shades of grey, in red, green and blue, and in inks.
_WHITE = frozenset({(1.0,), (1.0, 1.0, 1.0), (0.0, 0.0, 0.0, 0.0)})
#: Share of letters without ink from which on a page was recognised from a picture.
RECOGNISED = 0.8
#: How much smaller than the letter before it a mark is at most, and how much higher it stands, in sizes of that letter.
SMALLER, HIGHER = 0.85, 0.2


class Device(PDFPageAggregator):
    """Lays out a page and notes which letters were drawn without ink, or white."""

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:  # noqa: ANN401 - pdfminer's
        """Called by pdfminer for each run of letters."""
        objects = getattr(self.cur_item, "_objs", [])
        before = len(objects)
        super().render_string(textstate, seq, ncs, graphicstate)
        for item in objects[before:]:
            item.inkless = getattr(textstate, "render", 0) in _NO_INK
            item.white = _shade(graphicstate.ncolor) in _WHITE


def _shade(colour: object) -> tuple[float, ...]:
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    return tuple(float(part) for part in parts if isinstance(part, int | float))


def take_unseen(page: LTPage) -> Counter[str]:
    """Take such letters out of a page; how many of each kind of ``LEFT_OUT``: runs of letters, and marks."""
    letters = [item for item in page if isinstance(item, LTChar)]
    unseen = _unseen(page, letters)
    marks = list(_marks([item for item in letters if id(item) not in unseen]))
    gone = unseen | {id(item) for mark in marks for item in mark}
    page._objs[:] = [item for item in page if id(item) not in gone]  # noqa: SLF001 - it has no public way
    return Counter({"struck": int(bool(unseen)), "notes": len(marks)})


def told(left_out: Counter[str]) -> tuple[str, ...]:
    """What is said of them."""
    return tuple(LEFT_OUT[kind].format(many) for kind, many in left_out.items() if many)


def _unseen(page: LTPage, letters: list[LTChar]) -> set[int]:
    """Letters beside the page, without ink, or white on nothing.

    A page that was recognised from a picture has all its letters without ink, but for a stamp: there they are the text.
    """
    inkless = [item for item in letters if getattr(item, "inkless", False)]
    grounds = [x for x in page if isinstance(x, LTFigure | LTImage) or (isinstance(x, LTCurve) and x.fill)]
    gone = {id(item) for item in letters if _is_beside(item, page)}
    gone |= {id(x) for x in letters if getattr(x, "white", False) and not any(_lies_on(x, g) for g in grounds)}
    return gone | (set(map(id, inkless)) if len(inkless) < RECOGNISED * len(letters) else set())


def _is_beside(item: LTChar, page: LTPage) -> bool:
    """Whether a letter lies outside the page; the end of a line that is too long for it is text."""
    return bool(not item.is_voverlap(page) or item.x1 < page.x0 or item.x0 > page.x1 + page.width / 2)


def _lies_on(item: LTChar, ground: Any) -> bool:  # noqa: ANN401 - several kinds of pdfminer's
    return bool(item.is_hoverlap(ground) and item.is_voverlap(ground))


def _marks(letters: list[LTChar]) -> Iterator[list[LTChar]]:
    """Runs of raised letters, in the order in which they are drawn, that are marks of notes."""
    base, run, words = None, list[LTChar](), ""
    for item in letters:
        if base is not None and _is_raised(item, base, run):
            run.append(item)
            continue
        if run and is_note_mark("".join(x.get_text() for x in run), words):
            yield run
        base, run, words = item, [], (words + item.get_text())[-20:]
    if run and is_note_mark("".join(x.get_text() for x in run), words):
        yield run


def _is_raised(item: LTChar, base: LTChar, run: list[LTChar]) -> bool:
    last = run[-1] if run else base
    near = -0.5 * base.size < item.x0 - last.x1 < 0.5 * base.size
    higher = HIGHER * base.size < item.y0 - base.y0 < base.size
    return bool(near and higher and item.size <= SMALLER * base.size)
