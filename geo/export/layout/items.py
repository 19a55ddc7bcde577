"""What lies on a sheet: drawings, columns of text, tables and charts, in units of 1920 by 1080."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geo.export.layout.flow import LEADING, Line, Paragraph
from geo.export.svg import Box, line, rect, text
from geo.present.design import BY_KEY, TOKENS, shape
from geo.present.fonts import width

if TYPE_CHECKING:
    from geo.export.layout.timeline import Days
    from geo.incident import Toll
    from geo.present.design import Theme

WIDE, HIGH = 1920, 1080
#: The first baseline of a line of text, in its size.
RISE = 1.0
Align = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes and words with places of their own, as SVG."""

    name: str
    svg: str


@dataclass(frozen=True, slots=True)
class Column:
    """Paragraphs below each other."""

    name: str
    box: Box
    paragraphs: tuple[Paragraph, ...]
    align: Align = "start"


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines of a table's cell."""

    lines: tuple[Line, ...]
    symbol: str = ""
    """Key of a symbol before the words."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with their heights; the first is the heading."""

    name: str
    left: float
    top: float
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class DayChart:
    """Events by day and kind."""

    name: str
    box: Box
    days: Days
    svg: str


@dataclass(frozen=True, slots=True)
class TollChart:
    """Range and best of each toll."""

    name: str
    box: Box
    tolls: tuple[Toll, ...]
    svg: str


Item = Drawing | Column | Table | DayChart | TollChart


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page or a slide."""

    key: str
    heading: str
    items: tuple[Item, ...]
    notes: tuple[str, ...] = ()
    """What a speaker reads: the sentences with their sources."""


# ------------------------------------------------------------------ as SVG
PAD = 8.0
#: Room that a symbol takes before the words of a cell.
SYMBOL_ROOM = 34.0


def svg(sheet: Sheet, wide: int = WIDE, high: int = HIGH, theme: Theme = "light") -> str:
    """A sheet as an SVG of ``wide`` by ``high`` pixels."""
    paper = rect((0, 0, WIDE, HIGH), TOKENS[theme]["paper"])
    body = "".join(drawn(item, theme) for item in sheet.items)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {WIDE} {HIGH}">'
        f"{paper}{body}</svg>"
    )


def drawn(item: Item, theme: Theme = "light") -> str:
    """One item as SVG."""
    if isinstance(item, Column):
        return _column(item, theme)
    if isinstance(item, Table):
        return _table(item, theme)
    return item.svg


def _column(item: Column, theme: Theme) -> str:
    left, y, right, _ = item.box
    out = []
    for paragraph in item.paragraphs:
        for number, words in enumerate(paragraph.lines):
            base = y + number * paragraph.leading + RISE * paragraph.size
            out.append(_line(words, left, right, base, item.align, theme))
        y += paragraph.height
    return "".join(out)


def _line(words: Line, left: float, right: float, base: float, align: Align, theme: Theme) -> str:
    """The runs of one line, one after the other on its baseline."""
    wide = sum(run.width for run in words)
    x = {"start": left, "middle": (left + right - wide) / 2, "end": right - wide}[align]
    out = []
    for run in words:
        lead = len(run.text) - len(run.text.lstrip(" "))
        blank = lead * width(" ", run.size, run.weight, run.family)
        look = {"weight": run.weight, "family": run.family, "italic": run.italic}
        out.append(text(x + blank, base, run.text.strip(" "), run.size, TOKENS[theme][run.colour], **look))  # type: ignore[arg-type]
        x += run.width
    return "".join(out)


def _table(item: Table, theme: Theme) -> str:
    token, y = TOKENS[theme], item.top
    right = item.left + sum(item.widths)
    out = []
    for number, (row, high) in enumerate(zip(item.rows, item.heights, strict=True)):
        x = item.left
        for cell, wide in zip(row, item.widths, strict=True):
            out.append(_cell(cell, x, y, wide, theme))
            x += wide
        y += high
        out.append(line(item.left, y, right, y, token["rule" if number else "ink2"], 1.2 if number else 1.8))
    return "".join(out)


def _cell(cell: Cell, left: float, top: float, wide: float, theme: Theme) -> str:
    out, indent = [], 0.0
    if cell.symbol:
        move = f"translate({left:.1f} {top + PAD + 3:.1f}) scale(1.3)"
        out.append(f'<g transform="{move}">{shape(BY_KEY[cell.symbol], theme)}</g>')
        indent = SYMBOL_ROOM
    y = top + PAD
    for words in cell.lines:
        size = max((run.size for run in words), default=0)
        out.append(_line(words, left + indent, left + wide, y + RISE * size, "start", theme))
        y += size * LEADING
    return "".join(out)
