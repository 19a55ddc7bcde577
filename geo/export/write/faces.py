"""Puts the fonts of ``data/fonts`` into documents and slides, so that they look the same where nobody has them."""

from __future__ import annotations

import struct
import uuid
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

from geo.export.package import rewritten
from geo.export.write.drawingml import typeface
from geo.present.design import CONDENSED, SANS, SERIF
from geo.present.letters import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SLIDE = "http://schemas.openxmlformats.org/presentationml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TURNED_FONT = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
#: Family, and the files of its upright, bold and italic face.
_OF_DOCUMENTS = (
    (SANS, {"Regular": "fira-sans-400-normal", "Bold": "fira-sans-600-normal"}),
    (
        CONDENSED,
        {
            "Regular": "fira-sans-condensed-400-normal",
            "Bold": "fira-sans-condensed-600-normal",
            "Italic": "fira-sans-condensed-400-italic",
        },
    ),
    (SERIF, {"Regular": "atlas-serif-400-normal"}),
)
#: Slides know each weight as a family of its own.
_OF_SLIDES = (
    (
        typeface(CONDENSED, 400),
        {"regular": "fira-sans-condensed-400-normal", "italic": "fira-sans-condensed-400-italic"},
    ),
    (typeface(CONDENSED, 500), {"regular": "fira-sans-condensed-500-normal"}),
    (typeface(CONDENSED, 600), {"regular": "fira-sans-condensed-600-normal"}),
    (typeface(SERIF, 400), {"regular": "atlas-serif-400-normal"}),
)


def _font(name: str) -> bytes:
    return (FOLDER / f"{name}.ttf").read_bytes()


# ------------------------------------------------------------------ documents
def into_document(document: bytes) -> bytes:
    """A .docx with the fonts in it, each turned by its key as the format asks (ECMA-376, 17.8.1)."""
    parts: dict[str, bytes] = {}
    links, table = [], []
    number = 0
    for family, files in _OF_DOCUMENTS:
        embedded = []
        for face, name in files.items():
            number += 1
            key = str(uuid.uuid5(uuid.NAMESPACE_URL, name)).upper()
            parts[f"word/fonts/font{number}.odttf"] = _turned(name, key)
            links.append(f'<Relationship Id="rIdF{number}" Type="{_LINK}/font" Target="fonts/font{number}.odttf"/>')
            embedded.append(f'<w:embed{face} r:id="rIdF{number}" w:fontKey="{{{key}}}"/>')
        table.append(f'<w:font w:name="{family}">{"".join(embedded)}</w:font>')
    parts["word/fontTable.xml"] = _xml(f'<w:fonts xmlns:w="{_WORD}" xmlns:r="{_LINK}">{"".join(table)}</w:fonts>')
    parts["word/_rels/fontTable.xml.rels"] = _xml(f'<Relationships xmlns="{_PACKAGE}">{"".join(links)}</Relationships>')
    changes: dict[str, Callable[[bytes], bytes]] = {
        "[Content_Types].xml": lambda xml: _with_type(xml, "odttf", _TURNED_FONT),
        "word/settings.xml": _with_setting,
    }
    return rewritten(document, parts, changes)


@cache
def _turned(name: str, key: str) -> bytes:
    """The font with its first 32 bytes turned by the key."""
    font, turn = bytearray(_font(name)), bytes.fromhex(key.replace("-", ""))[::-1]
    for i in range(32):
        font[i] ^= turn[i % 16]
    return bytes(font)


def _with_setting(xml: bytes) -> bytes:
    tree = etree.fromstring(xml)
    tree.insert(0, etree.fromstring(f'<w:embedTrueTypeFonts xmlns:w="{_WORD}"/>'))
    zoom = tree.find(f"{{{_WORD}}}zoom")
    if zoom is not None:  # what the format wants before it
        tree.remove(zoom)
        tree.insert(0, zoom)
    return _written(tree)


# ------------------------------------------------------------------ slides
def into_slides(slides: bytes) -> bytes:
    """A .pptx with the fonts in it as embedded OpenType."""
    parts: dict[str, bytes] = {}
    links, listed = [], []
    number = 0
    for family, files in _OF_SLIDES:
        faces = []
        for face, name in files.items():
            number += 1
            parts[f"ppt/fonts/font{number}.fntdata"] = _embedded(name, family)
            links.append((f"rIdF{number}", f"fonts/font{number}.fntdata"))
            faces.append(f'<p:{face} r:id="rIdF{number}"/>')
        listed.append(f'<p:embeddedFont><p:font typeface="{family}"/>{"".join(faces)}</p:embeddedFont>')
    changes: dict[str, Callable[[bytes], bytes]] = {
        "[Content_Types].xml": lambda xml: _with_type(xml, "fntdata", "application/x-fontdata"),
        "ppt/_rels/presentation.xml.rels": lambda xml: _with_links(xml, links),
        "ppt/presentation.xml": lambda xml: _with_fonts(xml, "".join(listed)),
    }
    return rewritten(slides, parts, changes)


def _with_links(xml: bytes, links: list[tuple[str, str]]) -> bytes:
    tree = etree.fromstring(xml)
    for key, target in links:
        tree.append(
            etree.fromstring(f'<Relationship xmlns="{_PACKAGE}" Id="{key}" Type="{_LINK}/font" Target="{target}"/>')
        )
    return _written(tree)


def _with_fonts(xml: bytes, listed: str) -> bytes:
    tree = etree.fromstring(xml)
    made = etree.fromstring(
        f'<p:embeddedFontLst xmlns:p="{_SLIDE}" xmlns:a="{_DRAWING}" xmlns:r="{_LINK}">{listed}</p:embeddedFontLst>'
    )
    tree.find(f"{{{_SLIDE}}}notesSz").addnext(made)
    return _written(tree)


@cache
def _embedded(name: str, family: str) -> bytes:
    """The font as embedded OpenType (EOT 2.1), neither packed nor turned."""
    font = _font(name)
    tables = _tables(font)
    at = tables[b"OS/2"]
    weight, _, kind = struct.unpack(">HHH", font[at + 4 : at + 10])
    ranges = struct.unpack(">LLLL", font[at + 42 : at + 58])
    selection = struct.unpack(">H", font[at + 62 : at + 64])[0]
    pages = struct.unpack(">LL", font[at + 78 : at + 86])
    check = struct.unpack(">L", font[tables[b"head"] + 8 : tables[b"head"] + 12])[0]
    head = struct.pack("<LLL", len(font), 0x00020001, 0) + font[at + 32 : at + 42]  # PANOSE
    head += struct.pack("<BBLHH", 1, selection & 1, weight, kind, 0x504C)
    head += struct.pack("<LLLLLLL", *ranges, *pages, check) + bytes(16)
    style = "Italic" if selection & 1 else "Regular"
    for words in (family, style, "1.0", f"{family} {style}", ""):
        told = words.encode("utf-16-le")
        head += struct.pack("<HH", 0, len(told)) + told
    return struct.pack("<L", len(head) + 4 + len(font)) + head + font


def _tables(font: bytes) -> dict[bytes, int]:
    """Where each table of a TrueType font begins."""
    count = struct.unpack(">H", font[4:6])[0]
    entries = (font[12 + 16 * n : 28 + 16 * n] for n in range(count))
    return {entry[:4]: struct.unpack(">L", entry[8:12])[0] for entry in entries}


# ------------------------------------------------------------------ parts of a package
def _with_type(xml: bytes, ending: str, kind: str) -> bytes:
    tree = etree.fromstring(xml)
    tree.insert(0, etree.fromstring(f'<Default xmlns="{_TYPES}" Extension="{ending}" ContentType="{kind}"/>'))
    return _written(tree)


def _xml(body: str) -> bytes:
    return _written(etree.fromstring(body))


def _written(tree: etree._Element) -> bytes:
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))
