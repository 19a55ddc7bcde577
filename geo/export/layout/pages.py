"""Breaks columns of text and tables over as many sheets as they need; nothing is cut."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from geo.export.layout.flow import LEADING, Paragraph, Run, paragraph, split, wrapped
from geo.export.layout.items import PAD, SYMBOL_ROOM, Cell, Column, Sheet, Table
from geo.messages import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.export.brief.content import Block, Row
    from geo.export.layout.items import Item
    from geo.export.svg import Box

_GUTTER, _TEXT, _LINES = 48.0, 21, 4
#: Room at the right of a cell's words.
_MARGIN = 18.0
#: How much wider the letters are that a program without our fonts draws a table with.
_WIDER = 1.28
#: Parts of the height that columns are tried with before they are as high as they may be.
_SHARES = (0.45, 0.6, 0.75, 0.9)


def columned(key: str, heading: str, told: Sequence[Paragraph], box: Box, columns: int) -> list[Sheet]:
    """The paragraphs in columns of ``box``, on further sheets where they do not fit; a sheet at least."""
    left, top, right, bottom = box
    room = (right - left - _GUTTER * (columns - 1)) / columns
    filled = _balanced(told, bottom - top, columns)
    made = []
    for first in range(0, max(len(filled), 1), columns):
        items = tuple(
            Column(f"{heading} {first + n + 1}", (x, top, x + room, bottom), tuple(own))
            for n, own in enumerate(filled[first : first + columns])
            for x in (left + n * (room + _GUTTER),)
        )
        made.append(Sheet(key, heading if not first else say("{heading}, continued", heading=heading), items))
    return made


def _balanced(told: Sequence[Paragraph], height: float, columns: int) -> list[list[Paragraph]]:
    """As ``_filled``; what fits the columns of one sheet fills them evenly, unless it is short."""
    tries = (_filled(told, height * share) for share in _SHARES)
    return next((filled for filled in tries if len(filled) <= columns), None) or _filled(told, height)


def _filled(told: Sequence[Paragraph], height: float) -> list[list[Paragraph]]:
    """Columns of paragraphs, each as full as ``height`` allows."""
    filled: list[list[Paragraph]] = [[]]
    used = 0.0
    for n, one in enumerate(told):
        if filled[-1] and one.keep and used + _together(told[n:]) > height:
            filled.append([])
            used = 0.0
        rest: Paragraph | None = one
        while rest:
            fits, rest = split(rest, height - used)
            if fits:
                filled[-1].append(fits)
                used += fits.height
            elif not filled[-1]:  # a column cannot hold two lines of it: it stands alone and is not lost
                filled[-1].append(rest)  # type: ignore[arg-type]
                rest = None
            if rest:
                filled.append([])
                used = 0.0
    return [column for column in filled if column]


def _together(told: Sequence[Paragraph]) -> float:
    """Height of what is kept together at the head of ``told``, with two lines of what follows it."""
    kept = list(takewhile(lambda p: p.keep, told))
    after = told[len(kept)] if len(kept) < len(told) else None
    return sum(p.height for p in kept) + (after.leading * min(2, len(after.lines)) if after else 0)


def tabled(
    block: Block, widths: Sequence[float], before: Sequence[Item], start: float, body: tuple[float, float]
) -> list[Sheet]:
    """The rows of a block below ``before`` and its note; where they do not fit, on further sheets below its heading."""
    head = tuple(_cell(name, wide, "muted", 500, most=2) for name, wide in zip(block.columns, widths, strict=True))
    rows = [_row(row, widths) for row in block.rows]
    made: list[Sheet] = []
    items, y = _noted(block.note, before, start, sum(widths)) if block.note else (list(before), start)
    own = [head]
    high = _height(head, widths)
    heights = [high]
    for row in rows:
        tall = _height(row, widths)
        if y + sum(heights) + tall > body[1] and len(own) > 1:
            items.append(_table(block, y, widths, own, heights))
            made.append(_sheet(block, items, len(made)))
            items, y, own, heights = [], body[0], [head], [high]
        own.append(row)
        heights.append(tall)
    if len(own) > 1:
        items.append(_table(block, y, widths, own, heights))
    made.append(_sheet(block, items, len(made)))
    return made


def _noted(note: str, before: Sequence[Item], y: float, wide: float) -> tuple[list[Item], float]:
    """``before`` and the note, and where the table begins: above it, since rows grow in a program without our fonts."""
    told = paragraph([Run(note, _TEXT, 400, "muted")], wide)
    return [*before, Column("Note", (64.0, y, 64.0 + wide, y + told.height), (told,))], y + told.height + 8


def _sheet(block: Block, items: Sequence[Item], number: int) -> Sheet:
    heading = block.heading if not number else say("{heading}, continued", heading=block.heading)
    return Sheet(block.key, heading, tuple(items))


def _table(
    block: Block, y: float, widths: Sequence[float], rows: Sequence[tuple[Cell, ...]], heights: Sequence[float]
) -> Table:
    return Table(block.heading, 64.0, y, tuple(widths), tuple(rows), tuple(heights))


def _row(row: Row, widths: Sequence[float]) -> tuple[Cell, ...]:
    return tuple(
        _cell(text, wide, "ink", 400, row.symbol if n == 1 else "", most=_LINES)
        for n, (text, wide) in enumerate(zip(row.cells, widths, strict=True))
    )


def _cell(text: str, wide: float, colour: str, weight: int, symbol: str = "", *, most: int) -> Cell:
    room = _room(wide, symbol)
    runs = [Run(text, _TEXT, weight, colour)]
    told = wrapped(runs, room)
    return Cell(tuple(told if len(told) <= most else paragraph(runs, room, most=most).lines), symbol)


def _room(wide: float, symbol: str) -> float:
    return wide - _MARGIN - (SYMBOL_ROOM if symbol else 0)


def _height(row: Sequence[Cell], widths: Sequence[float]) -> float:
    """Room for the fullest cell in wider letters too: a row that grew would leave its symbol, and a table its sheet."""
    lines = max((_most_lines(cell, wide) for cell, wide in zip(row, widths, strict=True)), default=1)
    return lines * _TEXT * LEADING + 2 * PAD


def _most_lines(cell: Cell, wide: float) -> int:
    """Of a cell as it is measured, and as a program without our fonts breaks it."""
    there = wrapped(Paragraph(cell.lines).runs(), _room(wide, cell.symbol) / _WIDER)
    return max(len(cell.lines), len(there), 1)
