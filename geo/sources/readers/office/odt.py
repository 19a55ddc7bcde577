"""OpenDocument texts, by their XML: odfpy has had no release since 2020, and paragraphs are all that is needed."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lxml import etree

from geo.sources.readers.office.odt_looks import Look, Looks, is_hidden_part, is_raised, is_unseen
from geo.sources.readers.told import IN_FILE, Told, as_power, headed, is_note_mark, said_of, without_headline

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
#: Paragraphs and headings.
_BLOCKS = (f"{_TEXT}p", f"{_TEXT}h")
#: What stands in a paragraph and is no text of it: notes, comments, what was deleted.
_BOX = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}text-box"
_APART = frozenset({f"{_TEXT}note", _BOX, "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation"})
#: Where no paragraph of the text stands: what was deleted, remarks, and styles with their headers.
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_NO_BLOCKS = frozenset({f"{_TEXT}tracked-changes", *_APART - {_BOX}, f"{_OFFICE}automatic-styles", f"{_OFFICE}styles"})
_ROW = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-row"
#: Blanks that one element may stand for.
MOST_BLANKS = 100


def read(_: str, data: bytes) -> Iterator[Told]:
    """The text of the document, a blank line between paragraphs.

    Raises KeyError, ValueError or LxmlError: it lacks its text, or is no XML.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = parts.namelist()
        content = _parsed(parts.read("content.xml"))
        styles = _parsed(parts.read("styles.xml")) if "styles.xml" in names else None
        meta = _parsed(parts.read("meta.xml")) if "meta.xml" in names else None
    said = {"title": _said(meta, f"{_DC}title"), "author": _said(meta, f"{_META}initial-creator")}
    values = {key: word for key, word in said.items() if word}
    body = _Body(Looks(styles, content))
    blocks = filter(str.strip, body.blocks(content))
    text = without_headline(list(blocks), values.get("title"))
    told = headed(text, values, dict.fromkeys(values, IN_FILE), _said(meta, f"{_META}creation-date"))
    yield replace(told, warnings=(*told.warnings, *said_of(body.left_out)))


def _parsed(xml: bytes) -> Any:  # noqa: ANN401 - an element
    """The tree; entities are not resolved, no file or address is opened, and libxml2's own limits hold."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(xml, parser)


class _Body:
    """Reads the paragraphs of a text as they are seen, and counts what is left out."""

    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self.left_out = Counter[str]()

    def blocks(self, container: Any) -> Iterator[str]:  # noqa: ANN401 - an element, whose types lxml does not give
        """Paragraphs, the cells of a row in one; a box of text that hangs in one stands for itself behind it."""
        for item in container.iterchildren(tag=etree.Element):
            if item.tag in _NO_BLOCKS:
                continue
            if is_hidden_part(item):
                self.left_out["struck"] += bool("".join(item.itertext()).strip())
            elif item.tag in _BLOCKS:
                yield self._block(item)
                for box in item.iter(_BOX):
                    if next(box.iterancestors(*_BLOCKS)) is item:
                        yield from self.blocks(box)
            elif item.tag == _ROW:
                yield "\t".join(" ".join(filter(str.strip, self.blocks(cell))) for cell in item).strip()
            else:
                yield from self.blocks(item)

    def _block(self, block: Any) -> str:  # noqa: ANN401 - as above
        look = self._looks.of(block, {})
        first = self._seen(block, look, "", block.text or "")
        return first + self._words(block, look, first)

    def _words(self, element: Any, look: Look, before: str) -> str:  # noqa: ANN401 - as above
        """A part of a line behind its first words and those ``before``; blanks, tabs and breaks are elements."""
        told = ""
        for child in element:
            if child.tag not in _APART and isinstance(child.tag, str):
                own = self._looks.of(child, look)
                told += self._seen(child, own, before + told, _drawn(child) + (child.text or ""))
                told += self._words(child, own, before + told)
            told += self._seen(element, look, before + told, child.tail or "")
        return told

    def _seen(self, element: Any, look: Look, before: str, words: str) -> str:  # noqa: ANN401 - as above
        """``words`` of an element as they are seen behind those ``before``."""
        if not words.strip():
            return words
        if is_unseen(element, look):
            self.left_out["struck"] += 1
            return ""
        if is_raised(look) and is_note_mark(words, before):
            self.left_out["notes"] += 1
            return ""
        return (is_raised(look) and as_power(words, before)) or words


def _drawn(element: Any) -> str:  # noqa: ANN401 - as above
    if element.tag == f"{_TEXT}s":
        many = element.get(f"{_TEXT}c") or "1"
        return " " * min(int(many) if many.isdecimal() and len(many) < 6 else 1, MOST_BLANKS)
    return {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}.get(element.tag, "")


def _said(meta: Any, tag: str) -> str:  # noqa: ANN401 - as above
    found = None if meta is None else next(meta.iter(tag), None)
    return " ".join((found.text or "").split()) if found is not None else ""
