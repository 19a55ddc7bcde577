"""OpenDocument texts, by their XML: odfpy has had no release since 2020, and paragraphs are all that is needed."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from lxml import etree

from geo.sources.readers.told import IN_FILE, Told, as_power, headed, is_note_mark, without_headline

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
#: Paragraphs and headings.
_BLOCKS = (f"{_TEXT}p", f"{_TEXT}h")
#: What stands in a paragraph and is no text of it: notes, comments, what was deleted.
_BOX = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}text-box"
_APART = frozenset({f"{_TEXT}note", _BOX, "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation"})
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
    looks = _looks(content)
    blocks = filter(str.strip, (_words(block, looks) for block in _outer_blocks(content)))
    text = without_headline(list(blocks), values.get("title"))
    yield headed(text, values, dict.fromkeys(values, IN_FILE), _said(meta, f"{_META}creation-date"))


def _parsed(xml: bytes) -> Any:  # noqa: ANN401 - an element
    """The tree; entities are not resolved, no file or address is opened, and libxml2's own limits hold."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(xml, parser)


def _outer_blocks(tree: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
    """Paragraphs; those of a box of text that hangs in one stand for themselves."""
    for block in tree.iter(*_BLOCKS):
        around = next(block.iterancestors(*_BLOCKS, _DELETED, _BOX), None)
        if around is None or around.tag == _BOX:
            yield block


def _words(block: Any, looks: dict[str, str]) -> str:  # noqa: ANN401 - as above
    """The text of a paragraph with its blanks, tabs and line breaks, which are elements."""
    told = _drawn(block) + (block.text or "")
    for child in block:
        if child.tag not in _APART and isinstance(child.tag, str):
            words, look = _words(child, looks), looks.get(child.get(f"{_TEXT}style-name") or "", "")
            if look == "raised":
                words = "" if is_note_mark(words, told) else as_power(words, told) or words
            told += "" if look == "unseen" else words
        told += child.tail or ""
    return told


def _looks(tree: Any) -> dict[str, str]:  # noqa: ANN401 - as above
    """Styles of the document's own by name: those that are "raised", and "unseen", which is hidden or struck out."""
    looks = {}
    for style in tree.iter(f"{_STYLE}style"):
        for look in style.iter(f"{_STYLE}text-properties"):
            struck = look.get(f"{_STYLE}text-line-through-style", "none") != "none"
            if struck or look.get(f"{_TEXT}display") == "none":
                looks[style.get(f"{_STYLE}name")] = "unseen"
            elif (look.get(f"{_STYLE}text-position") or "").startswith("super"):
                looks[style.get(f"{_STYLE}name")] = "raised"
    return looks


def _drawn(element: Any) -> str:  # noqa: ANN401 - as above
    if element.tag == f"{_TEXT}s":
        many = element.get(f"{_TEXT}c") or "1"
        return " " * min(int(many) if many.isdecimal() and len(many) < 6 else 1, MOST_BLANKS)
    return {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}.get(element.tag, "")


def _said(meta: Any, tag: str) -> str:  # noqa: ANN401 - as above
    found = None if meta is None else next(meta.iter(tag), None)
    return " ".join((found.text or "").split()) if found is not None else ""
