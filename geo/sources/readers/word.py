"""Word documents, by python-docx, which opens no address and no entity."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import docx
from docx.oxml.ns import qn

from geo.sources.readers.told import IN_FILE, Told, as_power, headed, is_note_mark, without_headline

if TYPE_CHECKING:
    from collections.abc import Iterator

IN_STYLE = "the paragraph that is set as title"
#: Tables in tables that are gone into.
DEEPEST_TABLE = 10
_P, _TABLE, _ROW, _CELL, _RUN, _LOOK = map(qn, ("w:p", "w:tbl", "w:tr", "w:tc", "w:r", "w:rPr"))
#: What stands around paragraphs or runs and is no text itself: controls, links, insertions; deletions are left out.
_THROUGH = frozenset(
    map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:smartTag", "w:hyperlink", "w:customXml", "w:fldSimple"))
)
_DRAWN = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_TEXTS = frozenset({qn("w:t"), *_DRAWN})
_UNSEEN = frozenset(map(qn, ("w:vanish", "w:strike", "w:dstrike")))
_VALUE, _FILL, _SIZE, _COLOUR, _SHADE, _MARKER = map(qn, ("w:val", "w:fill", "w:sz", "w:color", "w:shd", "w:highlight"))
_WHITE = "FFFFFF"
#: Half points of letters that nobody reads, at most.
TOO_SMALL = 4
_ROW_DELETED = f"{qn('w:trPr')}/{qn('w:del')}"
#: Values by which a mark is taken back.
_OFF = frozenset({"0", "false", "off"})


def read(_: str, data: bytes) -> Iterator[Told]:
    """The text of the document, a blank line between paragraphs; the cells of a row share one."""
    document = docx.Document(io.BytesIO(data))
    kept = document.core_properties
    values = {key: word for key, word in (("title", kept.title), ("author", kept.author)) if word and word.strip()}
    found = dict.fromkeys(values, IN_FILE)
    if values.get("author") == "python-docx":  # what the library's own template says
        del values["author"], found["author"]
    title = next((p.text for p in document.paragraphs if p.style and p.style.name == "Title" and p.text.strip()), "")
    if title and "title" not in values:
        values["title"], found["title"] = title, IN_STYLE
    text = without_headline(list(_paragraphs(document.element.body, 0)), values.get("title"))
    yield headed(text, values, found, kept.created)


def _paragraphs(container: Any, depth: int) -> Iterator[str]:  # noqa: ANN401 - an element, whose types lxml does not give
    """What stands in a body or a cell; controls for content and insertions that are tracked are looked through."""
    for item in container:
        if item.tag == _P:
            if (words := _words(item)).strip():
                yield words
        elif item.tag == _TABLE:
            yield from _rows(item, depth + 1) if depth < DEEPEST_TABLE else ()
        elif item.tag in _THROUGH:
            yield from _paragraphs(item, depth)


def _rows(table: Any, depth: int) -> Iterator[str]:  # noqa: ANN401 - as above
    for row in table.iter(_ROW):
        if next(row.iterancestors(_TABLE)) is table and row.find(_ROW_DELETED) is None:
            cells = [
                " ".join(_paragraphs(cell, depth)) for cell in row.iter(_CELL) if next(cell.iterancestors(_ROW)) is row
            ]
            if any(cells):
                yield "\t".join(cells)


def _words(paragraph: Any) -> str:  # noqa: ANN401 - as above
    """The text of a paragraph as it reads with all changes taken on, without marks of notes and what is not shown."""
    told = ""
    for run in _runs(paragraph):
        words = "".join(_DRAWN.get(part.tag) or (part.text or "") for part in run if part.tag in _TEXTS)
        raised = _is_raised(run)
        if not _is_unseen(run) and not (raised and is_note_mark(words, told)):
            told += (raised and as_power(words, told)) or words
    return told


def _runs(element: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
    for child in element:
        if child.tag == _RUN:
            yield child
        elif child.tag in _THROUGH:
            yield from _runs(child)


def _is_unseen(run: Any) -> bool:  # noqa: ANN401 - as above
    """Whether its words are hidden or struck out, too small to be read, or white on nothing."""
    looks = list(run.iterfind(f"{_LOOK}/*"))
    marked = any(mark.get(_VALUE) not in _OFF for mark in looks if mark.tag in _UNSEEN)
    sizes = [size for mark in looks if mark.tag == _SIZE and (size := mark.get(_VALUE) or "").isdecimal()]
    tiny = any(int(size[:4]) <= TOO_SMALL for size in sizes)
    white = any((mark.get(_VALUE) or "").upper() == _WHITE for mark in looks if mark.tag == _COLOUR)
    return marked or tiny or (white and not _has_ground(run))


def _has_ground(run: Any) -> bool:  # noqa: ANN401 - as above
    """Whether a colour may lie behind a run: its own, its paragraph's, or that of a table, whose style may give one."""
    paragraph = next(run.iterancestors(_P), None)
    in_table = next(run.iterancestors(_TABLE), None) is not None
    own = [mark for part in (run, paragraph) if part is not None for mark in part.iterfind(f"*/{_SHADE}")]
    shaded = any((mark.get(_FILL) or "auto").upper() not in {"AUTO", _WHITE} for mark in own)
    return in_table or shaded or run.find(f"{_LOOK}/{_MARKER}") is not None


def _is_raised(run: Any) -> bool:  # noqa: ANN401 - as above
    return any(mark.get(qn("w:val")) == "superscript" for mark in run.iterfind(f"{_LOOK}/{qn('w:vertAlign')}"))
