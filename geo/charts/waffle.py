"""The parts of a total as squares, one for each person, or as a bar where the squares would be too many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.escape import safe
from geo.present.design import TOKENS, Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Tokens of the parts, the greatest first; further ones share the last.  What no part covers is empty.
_COLOURS = ("ink", "prison", "clash", "arson", "deploy", "travel")
#: A square with the gap beside it, and squares of a row.
_CELL, _GAP, _ROW = 10, 2, 30
#: More people than this make a bar.
MOST_SQUARES = 240
_BAR = 18


def colour(nth: int, theme: Theme) -> str:
    """Colour of a part."""
    return TOKENS[theme][_COLOURS[min(nth, len(_COLOURS) - 1)]]


def waffle(total: int, parts: Sequence[int], label: str, theme: Theme = "light") -> str:
    """``parts`` of ``total`` as an ``<svg>``, in their order; empty where they are more than the total, or none is."""
    if not parts or not 0 < sum(parts) <= total:
        return ""
    width = _ROW * _CELL
    height = _BAR if total > MOST_SQUARES else -(-total // _ROW) * _CELL
    shapes = _bar(total, parts, width, theme) if total > MOST_SQUARES else _squares(total, parts, theme)
    return (
        f'<svg width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{safe(label)}">{shapes}</svg>'
    )


def _squares(total: int, parts: Sequence[int], theme: Theme) -> str:
    fills = [colour(nth, theme) for nth, n in enumerate(parts) for _ in range(n)]
    fills += ["none"] * (total - len(fills))
    side = _CELL - _GAP
    return "".join(
        f'<rect x="{i % _ROW * _CELL + 0.5}" y="{i // _ROW * _CELL + 0.5}" width="{side}" height="{side}" '
        f'fill="{fill}" stroke="{TOKENS[theme]["muted"]}" stroke-width="{1 if fill == "none" else 0}"/>'
        for i, fill in enumerate(fills)
    )


def _bar(total: int, parts: Sequence[int], width: float, theme: Theme) -> str:
    shapes, at = "", 0.0
    for nth, n in enumerate(parts):
        wide = width * n / total
        shapes += f'<rect x="{at:g}" y="0" width="{wide:g}" height="{_BAR}" fill="{colour(nth, theme)}"/>'
        at += wide
    edge = TOKENS[theme]["muted"]
    return f'{shapes}<rect x=".5" y=".5" width="{width - 1}" height="{_BAR - 1}" fill="none" stroke="{edge}"/>'
