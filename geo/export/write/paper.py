"""Sheets as pages of a PDF: every line a line, every word a word, the fonts inside, addresses that can be pressed."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import FILL_EVEN_ODD, FILL_NON_ZERO, Canvas

from geo.export.layout import items
from geo.export.layout.items import HIGH, WIDE, Column
from geo.export.layout.scene import Oval, Shape, Words, pieces
from geo.present.design import CONDENSED, TOKENS
from geo.present.fonts import width
from geo.present.letters import is_own, own
from geo.present.outlines import outline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.export.layout.items import Sheet
    from geo.export.layout.scene import Look
    from geo.present.design import Theme

rl_config.useA85 = 0  # no mail program of today needs binary as letters, and it takes a fifth longer
#: Points of one unit: a page is 13⅓ by 7½ inches.
_POINT = 0.5
_HALO = 5.0
#: How letters are drawn, by the numbers of the format.
_FILLED, _STROKED, _UNSEEN = 0, 1, 3
#: The last character that the writer can name; emoji lie beyond it.
_LAST = 0xFFFF
_HATCH, _DOTS = 11.0, 8.0


def pdf(sheets: Sequence[Sheet], title: str, language: str, theme: Theme = "light") -> bytes:
    """The sheets as a PDF, a page each, with a bookmark for each."""
    out = io.BytesIO()
    first = _font(CONDENSED, 400, italic=False)  # else the PDF names a font that it does not hold
    size = (WIDE * _POINT, HIGH * _POINT)
    page = Canvas(out, pagesize=size, invariant=1, pageCompression=1, lang=language, initialFontName=first)
    page.setTitle(title)
    page.setCreator("Incident Atlas")
    page.setAuthor("Incident Atlas")
    for number, sheet in enumerate(sheets):
        page.bookmarkPage(f"s{number}")
        page.addOutlineEntry(sheet.heading, f"s{number}")
        page.saveState()
        page.transform(_POINT, 0, 0, -_POINT, 0, HIGH * _POINT)
        _draw(page, sheet, theme)
        page.restoreState()
        _links(page, sheet)
        page.showPage()
    page.save()
    return out.getvalue()


@cache
def _font(family: str, weight: int, *, italic: bool) -> str:
    """The name of a face, which is known to the PDF from here on."""
    path = own(family, weight, italic=italic)
    pdfmetrics.registerFont(TTFont(path.stem, str(path)))
    return path.stem


class _AnyCharacter(dict[int, int]):
    """The glyphs of a font, and its empty one for each character that it lacks."""

    def __contains__(self, code: object) -> bool:
        return True

    def __missing__(self, code: int) -> int:
        return 0


@cache
def _unseen() -> str:
    """A font that names any character and is drawn with by nobody: what stands unseen over outlines."""
    font = TTFont("unseen", str(own(CONDENSED, 400)))
    font.face.name = b"Unseen"  # the writer keeps its tables by this name
    font.face.charToGlyph = _AnyCharacter(font.face.charToGlyph)
    pdfmetrics.registerFont(font)
    return "unseen"


def _draw(page: Canvas, sheet: Sheet, theme: Theme) -> None:
    page.setFillColor(HexColor(TOKENS[theme]["paper"]))
    page.rect(0, 0, WIDE, HIGH, stroke=0, fill=1)
    for item in sheet.items:
        for piece in pieces(items.drawn(item, theme)):
            if isinstance(piece, Words):
                _words(page, piece)
            elif isinstance(piece, Oval):
                _oval(page, piece)
            else:
                _shape(page, piece, theme)


def _pen(page: Canvas, look: Look) -> tuple[int, int]:
    """Set fill and line; whether each is drawn."""
    if look.fill:
        page.setFillColor(HexColor(look.fill), alpha=look.fill_opacity)
    if look.stroke:
        page.setStrokeColor(HexColor(look.stroke), alpha=look.stroke_opacity)
        page.setLineWidth(look.width)
        page.setLineJoin(1)
        page.setDash(list(look.dash) if look.dash else [])
    return int(bool(look.stroke)), int(bool(look.fill))


def _oval(page: Canvas, oval: Oval) -> None:
    stroke, fill = _pen(page, oval.look)
    page.circle(oval.x, oval.y, oval.radius, stroke=stroke, fill=fill)


def _shape(page: Canvas, shape: Shape, theme: Theme) -> None:
    path = page.beginPath()
    for ring, closed in zip(shape.rings, shape.closed, strict=True):
        path.moveTo(*ring[0])
        for point in ring[1:]:
            path.lineTo(*point)
        if closed:
            path.close()
    page.saveState()
    if shape.clip:
        left, top, right, bottom = shape.clip
        frame = page.beginPath()
        frame.rect(left, top, right - left, bottom - top)
        page.clipPath(frame, stroke=0, fill=0)
    if shape.look.pattern:
        page.clipPath(path, stroke=0, fill=0)
        _pattern(page, shape, theme)
    else:
        stroke, fill = _pen(page, shape.look)
        page.drawPath(path, stroke=stroke, fill=fill, fillMode=FILL_EVEN_ODD)
    page.restoreState()


def _pattern(page: Canvas, shape: Shape, theme: Theme) -> None:
    """The hatch or the dots over the box around a shape, within what may be seen of it."""
    points = [p for ring in shape.rings for p in ring]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    right, bottom = max(x for x, _ in points), max(y for _, y in points)
    if shape.clip:
        left, top = max(left, shape.clip[0]), max(top, shape.clip[1])
        right, bottom = min(right, shape.clip[2]), min(bottom, shape.clip[3])
    colour = HexColor(TOKENS[theme]["nline"])
    path = page.beginPath()
    if shape.look.pattern == "hatch":
        page.setStrokeColor(colour, alpha=0.34)
        page.setLineWidth(2)
        high, step = bottom - top, _HATCH * 2**0.5
        for n in range(int((left - high) // step), int(right // step) + 2):
            path.moveTo(n * step + high, top)
            path.lineTo(n * step, bottom)
        page.drawPath(path, stroke=1, fill=0)
        return
    page.setStrokeColor(colour, alpha=0.6)
    page.setLineWidth(2)
    page.setLineCap(1)
    page.setDash([0, _DOTS])  # a row of dots is a line of dashes without length and with round ends
    for row in range(int(top // _DOTS), int(bottom // _DOTS) + 1):
        path.moveTo(left // _DOTS * _DOTS, row * _DOTS)
        path.lineTo(right, row * _DOTS)
    page.drawPath(path, stroke=1, fill=0)


def _words(page: Canvas, words: Words) -> None:
    wide = width(words.text, words.size, words.weight, words.family) + words.spacing * len(words.text)
    x = words.x - {"start": 0, "middle": wide / 2, "end": wide}[words.anchor]
    page.saveState()
    page.transform(1, 0, 0, -1, x, words.y)
    draw = _line if is_own(words.text) else _outlined
    if words.halo:
        page.saveState()
        page.setStrokeColor(HexColor(words.halo), alpha=words.opacity)
        page.setLineWidth(_HALO)
        page.setLineJoin(1)
        draw(page, words, wide, _STROKED)
        page.restoreState()
    page.setFillColor(HexColor(words.fill), alpha=words.opacity)
    draw(page, words, wide, _FILLED)
    page.restoreState()


def _outlined(page: Canvas, words: Words, wide: float, mode: int) -> None:
    """The words as shapes, and unseen over them their characters, so that they can be searched and copied."""
    line, path = outline(words.text, words.weight, words.family, italic=words.italic), page.beginPath()
    draw = {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo}
    for letter, numbers in line.steps:
        if letter == "Z":
            path.close()
        else:  # paper counts upwards
            draw[letter](*(n * words.size * (-1 if place % 2 else 1) for place, n in enumerate(numbers)))
    page.drawPath(path, stroke=int(mode == _STROKED), fill=int(mode == _FILLED), fillMode=FILL_NON_ZERO)
    if mode == _FILLED:
        _line(page, replace(words, text="".join(c for c in line.visual if ord(c) <= _LAST)), wide, _UNSEEN)


def _line(page: Canvas, words: Words, wide: float, mode: int) -> None:
    """The words as wide as they were measured: this writer does not kern, which would let runs meet."""
    name = _unseen() if mode == _UNSEEN else _font(words.family, words.weight, italic=words.italic)
    plain = pdfmetrics.stringWidth(words.text, name, words.size) + words.spacing * len(words.text)
    told = page.beginText(0, 0)
    told.setFont(name, words.size)
    told.setHorizScale(100 * wide / plain if plain else 100)
    told.setCharSpace(words.spacing)
    told.setTextRenderMode(mode)
    told.textOut(words.text)
    page.drawText(told)


def _links(page: Canvas, sheet: Sheet) -> None:
    """Addresses of sources, where they are ones of the web."""
    for item in (i for i in sheet.items if isinstance(i, Column)):
        y = item.box[1]
        for paragraph in item.paragraphs:
            if paragraph.link.startswith(("https://", "http://")):
                box = (item.box[0], HIGH - y - paragraph.height, item.box[2], HIGH - y)
                page.linkURL(paragraph.link, tuple(v * _POINT for v in box), relative=0)
            y += paragraph.height
