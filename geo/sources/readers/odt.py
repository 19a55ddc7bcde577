"""OpenDocument texts, by their XML: odfpy has had no release since 2020, and paragraphs are all that is needed."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from lxml import etree

from geo.sources.readers.told import IN_FILE, Told, headed, without_headline

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
#: Paragraphs and headings.
_BLOCKS = (f"{_TEXT}p", f"{_TEXT}h")
#: What stands in a paragraph and is no text of it: notes, comments, what was deleted.
_APART = frozenset({f"{_TEXT}note", "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation"})
_DELETED = f"{_TEXT}tracked-changes"
#: Blanks that one element may stand for.
MOST_BLANKS = 100


def read(_: str, data: bytes) -> Iterator[Told]:
    """The text of the document, a blank line between paragraphs.

    Raises KeyError, ValueError or LxmlError: it lacks its text, or is no XML.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = parts.namelist()
        content = _parsed(parts.read("content.xml"))
        meta = _parsed(parts.read("meta.xml")) if "meta.xml" in names else None
    said = {"title": _said(meta, f"{_DC}title"), "author": _said(meta, f"{_META}initial-creator")}
    values = {key: word for key, word in said.items() if word}
    blocks = filter(str.strip, (_words(block) for block in _outer_blocks(content)))
    text = without_headline(list(blocks), values.get("title"))
    yield headed(text, values, dict.fromkeys(values, IN_FILE), _said(meta, f"{_META}creation-date"))


def _parsed(xml: bytes) -> Any:  # noqa: ANN401 - an element
    """The tree; entities are not resolved, no file or address is opened, and libxml2's own limits hold."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(xml, parser)


def _outer_blocks(tree: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
    for block in tree.iter(*_BLOCKS):
        if next(block.iterancestors(*_BLOCKS, _DELETED), None) is None:
            yield block


def _words(block: Any) -> str:  # noqa: ANN401 - as above
    """The text of a paragraph with its blanks, tabs and line breaks, which are elements."""
    parts = [block.text or ""]
    for child in block:
        parts += [_words(child) if child.tag not in _APART and isinstance(child.tag, str) else "", child.tail or ""]
    return "".join([_drawn(block), *parts])


def _drawn(element: Any) -> str:  # noqa: ANN401 - as above
    if element.tag == f"{_TEXT}s":
        many = element.get(f"{_TEXT}c") or "1"
        return " " * min(int(many) if many.isdecimal() and len(many) < 6 else 1, MOST_BLANKS)
    return {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}.get(element.tag, "")


def _said(meta: Any, tag: str) -> str:  # noqa: ANN401 - as above
    found = None if meta is None else next(meta.iter(tag), None)
    return " ".join((found.text or "").split()) if found is not None else ""
