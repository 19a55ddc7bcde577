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

#: Share of a paragraph's longest line that its last fills, so that the paragraph may go on.
FULL = 0.8
#: How much larger or smaller the type of one paragraph may be, as a share.
ALIKE = 0.05

#: Signs behind which a sentence goes on.
_WITHIN = set(",;-–—(")
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
    part: tuple[int, int] = (0, 0)
    """Its page, and which of the parts of that it is of, which are read one after the other."""
    sure: bool = True
    """Whether it is known that its words are read in this order."""


def joined(blocks: list[Block]) -> list[str]:
    """The texts of paragraphs, those in one that go on in the next column or on the next page."""
    texts: list[str] = []
    before: Block | None = None
    for block in blocks:
        if before is not None and _goes_on(before, block):
            texts[-1] += f"\n{block.text}"
        else:
            texts.append(block.text)
        before = block
    return texts


def _goes_on(before: Block, block: Block) -> bool:
    """Whether a paragraph ends within a sentence at the foot of a column, and the next begins within one."""
    same = (
        before.sure and block.sure and before.part != block.part and abs(before.size - block.size) < 0.05 * block.size
    )
    if not same or _SENTENCE_END.search(before.text):
        return False
    *lines, last = before.text.split("\n")
    is_full = bool(lines) and len(last) >= FULL * max(map(len, lines))
    return is_full or (before.text[-1:] in _WITHIN or block.text[:1].islower() or block.text[:1].isdigit())


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
    """What is the same on other pages; a sentence of another number says something else."""
    return block.text if _SENTENCE_END.search(block.text) else re.sub(r"\d+", "#", block.text)


def _is_of_browser(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in (_ADDRESS, _MOMENT, _NUMBER))


# ------------------------------------------------------------------ links
def links_of(page: PDFPage) -> list[tuple[float, float, float, float]]:
    """The rectangles of a page's links: left, bottom, right, top; what is damaged is none."""
    found = (_rectangle(_numbers(one.get("Rect"))) for one in _noted(page, "Link"))
    return [rectangle for rectangle in found if rectangle]


def struck_on(page: PDFPage) -> list[tuple[float, float, float]]:
    """The lines by which notes on a page strike words out: left end, height, right end; what is damaged is none."""
    quarters = [_numbers(one.get("QuadPoints")) for one in _noted(page, "StrikeOut")]
    corners = [found[at : at + 8] for found in quarters for at in range(0, len(found) - 7, 8)]
    return [(min(c[::2]), (min(c[1::2]) + max(c[1::2])) / 2, max(c[::2])) for c in corners]


def _noted(page: PDFPage, kind: str) -> Iterator[dict[str, object]]:
    """The notes of a kind that lie on a page."""
    listed = resolve1(page.annots)
    for one in listed[:MOST_LINKS] if isinstance(listed, list) else ():
        note = resolve1(one)
        if isinstance(note, dict) and literal_name(note.get("Subtype")) == kind:
            yield note


def _numbers(value: object) -> list[float]:
    """The numbers of a list; none where something else stands in it."""
    held = resolve1(value)
    parts = [resolve1(part) if isinstance(part, PDFObjRef) else part for part in held] if isinstance(held, list) else []
    return [float(part) for part in parts] if all(isinstance(part, int | float) for part in parts) else []


def _rectangle(sides: list[float]) -> tuple[float, float, float, float] | None:
    if len(sides) != 4:
        return None
    x0, y0, x1, y1 = sides
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
