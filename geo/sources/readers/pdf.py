"""PDF: pdfminer.six, for it tells where each letter stands and how large it is, and makes paragraphs of lines.

The order of the words is that of ``paper.columns``; where it is not sure, the text says so.  Text that is drawn as a
picture is no text, and said to be that.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from pdfminer.layout import LTChar, LTTextBox, LTTextLine
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.utils import decode_text

from geo.errors import SourceError
from geo.sources.readers.paper.direction import text_of
from geo.sources.readers.paper.laid import laid_out
from geo.sources.readers.paper.printed import (
    Block,
    address_of,
    joined,
    linked_share,
    links_of,
    without_edges,
    without_links,
)
from geo.sources.readers.paper.unseen import Device
from geo.sources.readers.told import IN_FILE, Told, headed, said_of, without_headline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geo.sources.readers.paper.laid import Laid

#: Pages that are read: a newspaper has 100; what is longer is a book, over the limit for one text in any case.
MOST_PAGES = 300
#: Share of a page at its head and its foot where lines that come again on other pages are running titles.
MARGIN = 0.1
#: How much larger than the text's the type of a headline is, and its characters.
LARGER = 1.25
LONGEST_TITLE = 250
#: Pages of which a sentence tells the numbers.
MOST_TOLD = 20

IN_TYPE = "the largest type on the first page"
AT_EDGE = "the edge of the printed page"

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "ft", 0xFB06: "st"}
_NO_LETTER = re.compile(r"\(cid:\d+\)")
#: What stands for a sign that may be a digit.
_UNKNOWN = "\ufffd"
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\xad]")
_HYPHENED = re.compile(r"([^\W\d_]+)-\n[ \t]*([^\W\d_]+)")
_NO_TITLE = re.compile(
    r"^\W?(?:untitled\b.?|anonymous\b.?|unspecified\b.?|unknown\b.?|document\d*|microsoft word\b.*|.*\.\w{2,5}|\S*://\S*|[\W\d_]*)$",
    re.IGNORECASE,
)
_MADE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


def read(name: str, data: bytes) -> Iterator[Told]:
    """The text of all pages, a blank line between paragraphs.

    Raises SourceError: locked, too long, or pictures of text.
    """
    document = _opened(name, data)
    left_out = Counter[str]()
    pages = list(_pages(name, document, left_out))
    bare = without_edges(pages)
    whole = [block for page in bare for block in page]
    blocks = without_links(whole)
    if not blocks:
        raise SourceError(
            f"{name}: there is no text in this PDF, its pages are pictures: recognise its text (OCR) or copy it into a "
            ".txt file."
        )
    values, found, made = _properties(document)
    values |= {"title": _without_site(str(values["title"]), whole)} if "title" in values else {}
    for key, value, where in (("title", _headline(bare), IN_TYPE), ("url", address_of(pages), AT_EDGE)):
        if value and key not in values:
            values[key], found[key] = value, where
    text = without_headline(joined(blocks), values.get("title"))
    told = headed(_joined(text), values, found, made)
    said = (*_told_of_pages(name, pages), *_left_out(len(whole) - len(blocks)), *said_of(left_out))
    yield replace(told, warnings=(*said, *told.warnings))


def _opened(name: str, data: bytes) -> PDFDocument:
    try:
        return PDFDocument(PDFParser(io.BytesIO(data)))
    except PDFPasswordIncorrect as error:
        raise SourceError(f"{name} is locked with a password: save it without one and try again.") from error


def _pages(name: str, document: PDFDocument, left_out: Counter[str]) -> Iterator[list[Block]]:
    """The paragraphs of each page in reading order; what is no text of it is counted."""
    resources = PDFResourceManager()
    device = Device(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    for number, page in enumerate(PDFPage.create_pages(document), start=1):
        if number > MOST_PAGES:
            raise SourceError(f"{name} has more than {MOST_PAGES} pages: split it into one file for each article.")
        interpreter.process_page(page)
        seen, links = device.get_result(), links_of(page)
        yield [
            Block(
                text,
                _size(laid.box),
                _is_in_margin(laid),
                linked_share(laid.box, seen, links),
                (number, laid.part),
                laid.sure,
            )
            for laid in laid_out(seen, page, left_out)
            if (text := _clean(text_of(laid.box)))
        ]


def _is_in_margin(laid: Laid) -> bool:
    _left, bottom, _right, top = laid.page
    edge = MARGIN * (top - bottom)
    return laid.box.y0 > top - edge or laid.box.y1 < bottom + edge


def _clean(text: str) -> str:
    """Without ligatures, which are a matter of type; a sign that the file gives no letter for is known as one.

    Empty where all are.
    """
    shown = _UNSEEN.sub("", _NO_LETTER.sub(_UNKNOWN, text.translate(_LIGATURES)))
    if not shown.replace(_UNKNOWN, "").strip():
        return ""
    return "\n".join(filter(None, (" ".join(line.split()) for line in shown.split("\n"))))


def _size(box: LTTextBox) -> float:
    sizes = [char.size for line in box if isinstance(line, LTTextLine) for char in line if isinstance(char, LTChar)]
    return sorted(sizes)[len(sizes) // 2] if sizes else 0.0


def _joined(text: str) -> str:
    """A word that a line's end divides is one; its hyphen goes where the text has the word without it elsewhere."""
    words = set(re.findall(r"[^\W\d_]+", text))
    return _HYPHENED.sub(lambda m: m[1] + m[2] if m[1] + m[2] in words else f"{m[1]}-{m[2]}", text)


def _properties(document: PDFDocument) -> tuple[dict[str, object], dict[str, str], str | None]:
    """Title and author as the file's properties have them, and the day on which it was made."""
    info = {key: value for part in document.info for key, value in part.items()}
    values: dict[str, object] = {}
    for ours, theirs in (("title", "Title"), ("author", "Author")):
        word = _property(info.get(theirs))
        if word and not _NO_TITLE.match(word):
            values[ours] = word
    made = _MADE.match(_property(info.get("CreationDate")))
    return values, dict.fromkeys(values, IN_FILE), "-".join(made.groups()) if made else None


def _property(value: object) -> str:
    """A property as text; they come as bytes in one of two encodings, or as anything else in a file that is odd."""
    word = decode_text(value) if isinstance(value, bytes) else value if isinstance(value, str) else ""
    return " ".join(_UNSEEN.sub("", word).split())


def _headline(pages: list[list[Block]]) -> str | None:
    """What is set largest on the first page, if it is larger than the text and no longer than a headline."""
    first = next((page for page in pages if page), [])
    sizes = sorted(block.size for page in pages for block in page for _ in range(len(block.text) // 40 + 1))
    largest = max(first, key=lambda block: block.size, default=None)
    if largest is None or largest.size < LARGER * sizes[len(sizes) // 2] or len(largest.text) > LONGEST_TITLE:
        return None
    return " ".join(largest.text.split())


def _without_site(title: str, blocks: list[Block]) -> str:
    """A title of a browser's window, "Bridge burns | The Bee", as it is set above the text, if it is."""
    set_so = {" ".join(block.text.split()) for block in blocks}
    parts = [title[: found.start()] for found in re.finditer(r"\s+[|–—·-]+\s+", title)]
    return next((part for part in reversed(parts) if part in set_so), title)


def _told_of_pages(name: str, pages: list[list[Block]]) -> Iterator[str]:
    if empty := _numbers(pages, lambda page: not page):
        yield f"there is no text on page {empty} of {name}: it is empty or a picture."
    if unknown := sum(block.text.count(_UNKNOWN) for page in pages for block in page):
        yield f"signs for which {name} gives no letter stand as {_UNKNOWN}: {unknown:,}; compare it with the page."
    if unsure := _numbers(pages, lambda page: any(not block.sure for block in page)):
        yield f"which words belong together is not sure in a table or columns on page {unsure} of {name}: look there."


def _numbers(pages: list[list[Block]], of: Callable[[list[Block]], bool]) -> str:
    return ", ".join([str(number) for number, page in enumerate(pages, start=1) if of(page)][:MOST_TOLD])


def _left_out(links: int) -> tuple[str, ...]:
    return (f"lines of the page that are links to something else were left out: {links}.",) if links else ()
