"""What stands on a page that was printed from a browser, or set by a newspaper, and is no text of the article."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pdfminer.layout import LTTextBox, LTTextLine
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import literal_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pdfminer.layout import LTPage
    from pdfminer.pdfpage import PDFPage

#: Links of one page that are looked at; a page of a browser's has some hundred.
MOST_LINKS = 2_000
#: Share of a paragraph from which on it is a link to something else and no sentence of this text.
LINKED = 0.8
#: Words without a link that a text must have, so that its links are navigation and not all it says.
LEAST_WORDS = 100

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]{0,2}$")
_ADDRESS = re.compile(r"[a-z]{3,8}://\S+(?: ?\d{1,3}/\d{1,3})?")
_MOMENT = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4},? +\d{1,2}[:.]\d\d(?: ?[AaPp]\.? ?[Mm]\.?)?")
_NUMBER = re.compile(r"\W{0,3}\d{1,4}\W{0,3}|\d{1,4} ?(?:/|[^\W\d_]{2,3}) ?\d{1,4}")


class Block(NamedTuple):
    """A paragraph of a page."""

    text: str
    size: float
    """Height of its type in points."""
    in_margin: bool
    """Whether it stands at the head or the foot of the page."""
    linked: float = 0.0
    """Share of it that is a link."""


def without_edges(pages: list[list[Block]]) -> list[list[Block]]:
    """Pages without what stands around the text.

    That is what comes again at head or foot of half of them, whatever its numbers are; and what a browser prints there,
    also on a single page: the moment, the address, the number of the page.
    """
    often = Counter(key for page in pages for key in {_masked(block) for block in page if block.in_margin})
    running = {key for key, many in often.items() if many > 1 and 2 * many >= len(pages)}
    return [
        [b for b in page if not (b.in_margin and (_masked(b) in running or _is_of_browser(b.text)))] for page in pages
    ]


def address_of(pages: list[list[Block]]) -> str | None:
    """The address that a browser printed at the edge of the first page."""
    first = pages[0] if pages else []
    words = (block.text.split()[0] for block in first if block.in_margin and _ADDRESS.fullmatch(block.text))
    return next((word for word in words if word.startswith(("https://", "http://")) and "…" not in word), None)


def without_links(blocks: list[Block]) -> list[Block]:
    """A text without the lines that lead elsewhere, where enough of it is left; a whole sentence is none of those."""
    own = [block for block in blocks if block.linked < LINKED or _SENTENCE_END.search(block.text)]
    return own if sum(len(block.text.split()) for block in own) >= LEAST_WORDS else blocks


def _masked(block: Block) -> str:
    return re.sub(r"\d+", "#", block.text)


def _is_of_browser(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in (_ADDRESS, _MOMENT, _NUMBER))


# ------------------------------------------------------------------ links
def links_of(page: PDFPage) -> list[tuple[float, float, float, float]]:
    """The rectangles of a page's links: left, bottom, right, top; what is damaged is none."""
    listed = resolve1(page.annots)
    found = (_link(resolve1(one)) for one in listed[:MOST_LINKS]) if isinstance(listed, list) else iter(())
    return [rectangle for rectangle in found if rectangle]


def _link(annotation: object) -> tuple[float, float, float, float] | None:
    if not isinstance(annotation, dict) or literal_name(annotation.get("Subtype")) != "Link":
        return None
    sides = resolve1(annotation.get("Rect"))
    if not isinstance(sides, list) or len(sides) != 4:
        return None
    x0, y0, x1, y1 = (resolve1(side) if isinstance(side, PDFObjRef) else side for side in sides)
    if not all(isinstance(side, int | float) for side in (x0, y0, x1, y1)):
        return None
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def linked_share(box: LTTextBox, page: LTPage, links: list[tuple[float, float, float, float]]) -> float:
    """Share of the width of a paragraph's lines that lies on links."""
    lines = [line for line in box if isinstance(line, LTTextLine)]
    near = [link for link in links if link[1] < box.y1 - page.y0 and link[3] > box.y0 - page.y0]
    width = sum(line.width for line in lines)
    return sum(_covered(line, page, near) for line in lines) / width if width else 0.0


def _covered(line: LTTextLine, page: LTPage, links: list[tuple[float, float, float, float]]) -> float:
    middle = (line.y0 + line.y1) / 2 - page.y0
    spans = sorted((x0, x1) for x0, y0, x1, y1 in links if y0 <= middle <= y1)
    return sum(_overlaps(spans, line.x0 - page.x0, line.x1 - page.x0))


def _overlaps(spans: list[tuple[float, float]], start: float, end: float) -> Iterator[float]:
    """How much of start to end each span covers that those before it do not."""
    for x0, x1 in spans:
        left = max(x0, start)
        if min(x1, end) > left:
            yield min(x1, end) - left
            start = min(x1, end)
