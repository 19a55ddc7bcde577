"""Word documents, by python-docx, which opens no address and no entity."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import docx
from docx.oxml.ns import qn

from geo.sources.readers.office.word_looks import Looks
from geo.sources.readers.told import IN_FILE, Told, as_power, headed, is_note_mark, said_of, without_headline

if TYPE_CHECKING:
    from collections.abc import Iterator

IN_STYLE = "the paragraph that is set as title"
#: Tables in tables that are gone into.
DEEPEST_TABLE = 10
_P, _TABLE, _ROW, _CELL, _RUN, _BOX = map(qn, ("w:p", "w:tbl", "w:tr", "w:tc", "w:r", "w:txbxContent"))
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
#: The same drawn again for older programs, and what is deleted.
_NOT_AGAIN = (f"{_COMPATIBLE}Fallback", qn("w:del"), qn("w:moveFrom"))
#: What stands around paragraphs or runs and is no text itself: controls, links, insertions; deletions are left out.
_AROUND = (
    "w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:smartTag", "w:hyperlink", "w:customXml", "w:fldSimple", "w:dir",
    "w:bdo",
)  # fmt: skip
_THROUGH = frozenset({*map(qn, _AROUND), f"{_COMPATIBLE}AlternateContent", f"{_COMPATIBLE}Choice"})
_DRAWN = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_TEXTS = frozenset({qn("w:t"), *_DRAWN})
#: Words over which others stand small, which say how they are read.
_READ_SO = f"{qn('w:ruby')}/{qn('w:rubyBase')}"
_ROW_DELETED = f"{qn('w:trPr')}/{qn('w:del')}"
#: When the template of the library that writes many such documents was made.
_TEMPLATE_MADE = (2013, 12, 23)


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
    body = _Body(Looks(document.styles.element))
    text = without_headline(list(body.paragraphs(document.element.body, 0)), values.get("title"))
    made = kept.created
    told = headed(text, values, found, None if made and (made.year, made.month, made.day) == _TEMPLATE_MADE else made)
    yield replace(told, warnings=(*told.warnings, *said_of(body.left_out)))


class _Body:
    """Reads the paragraphs of a document as they are seen, and counts what is left out."""

    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self.left_out = Counter[str]()

    def paragraphs(self, container: Any, depth: int) -> Iterator[str]:  # noqa: ANN401 - an element without types
        """What stands in a body, a box or a cell; controls for content and tracked insertions are looked through."""
        for item in container:
            if item.tag == _P:
                if (words := self._words(item)).strip():
                    yield words
                for box in _boxes(item) if depth < DEEPEST_TABLE else ():
                    yield from self.paragraphs(box, depth + 1)
            elif item.tag == _TABLE:
                yield from self._rows(item, depth + 1) if depth < DEEPEST_TABLE else ()
            elif item.tag in _THROUGH:
                yield from self.paragraphs(item, depth)

    def _rows(self, table: Any, depth: int) -> Iterator[str]:  # noqa: ANN401 - as above
        for row in table.iter(_ROW):
            if next(row.iterancestors(_TABLE)) is table and row.find(_ROW_DELETED) is None:
                own = (cell for cell in row.iter(_CELL) if next(cell.iterancestors(_ROW)) is row)
                cells = [" ".join(self.paragraphs(cell, depth)) for cell in own]
                if any(cells):
                    yield "\t".join(cells)

    def _words(self, paragraph: Any) -> str:  # noqa: ANN401 - as above
        """A paragraph as it reads with all changes taken on, without marks of notes and what is not shown."""
        told, last = "", ""
        for run in _runs(paragraph):
            words = "".join(_DRAWN.get(part.tag) or (part.text or "") for part in run if part.tag in _TEXTS)
            raised, left_out = self._looks.is_raised(run), ""
            if self._looks.is_unseen(run):
                left_out = "struck"
            elif raised and is_note_mark(words, told):
                left_out = "notes"
            else:
                told += (raised and as_power(words, told)) or words
            if words.strip():
                self.left_out[left_out] += left_out not in {"", last}  # runs of one kind side by side are one
                last = left_out
        return told


def _boxes(paragraph: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
    """The boxes of text that hang in a paragraph, those that hang in them left out."""
    for box in paragraph.iter(_BOX):
        if next(box.iterancestors(_BOX, *_NOT_AGAIN, _P)) is paragraph:
            yield box


def _runs(element: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
    for child in element:
        if child.tag == _RUN:
            yield child
            for base in child.iterfind(_READ_SO):
                yield from _runs(base)
        elif child.tag in _THROUGH:
            yield from _runs(child)
