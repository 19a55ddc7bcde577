"""Dots, arrows and hover texts of counts: shared by the lines over time and the ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.charts.counts import Mark, told, when
from geo.charts.template import plain
from geo.messages import say_n
from geo.present.design import TOKENS, Theme
from geo.present.key_figures import who

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.incident import Toll

#: Kinds of marks that are open to one side.
OPEN = frozenset({"at_least", "at_most"})
DOT = 9
#: Token of the counts that stand apart.
APART = "travel"
#: The arrow at an open count, in pixels from the dot's middle: the middle of its shaft and that one's length, the tip
#: of its head and that one's size.
_SHAFT, _SHAFT_LENGTH, _TIP, _HEAD = 9, 7, 16, 6


def dots(
    own: Sequence[Mark],
    x: Sequence[float],
    y: Sequence[float],
    toll: Toll,
    colour: str,
    theme: Theme,
    *,
    size: int = DOT,
) -> dict[str, Any]:
    """Counts at their places: a diamond if ranked best, hollow if open or told as only about right.

    What competes with no total is grey: a part, or a count of another place.
    """
    paper, grey = TOKENS[theme]["paper"], TOKENS[theme][APART]
    looks = [grey if m.part else colour for m in own]
    return {
        "type": "scatter",
        "x": x,
        "y": y,
        "mode": "markers",
        "cliponaxis": False,
        "customdata": [m.index for m in own],
        "marker": {
            "symbol": ["diamond" if m.best else "circle" for m in own],
            "size": [DOT + 4 if m.best else size for m in own],
            "opacity": 1,
            "color": [look if m.kind == "told" else paper for m, look in zip(own, looks, strict=True)],
            "line": {
                "color": [paper if m.kind == "told" else look for m, look in zip(own, looks, strict=True)],
                "width": [1 if m.kind == "told" else 1.7 for m in own],
            },
        },
        "hoverinfo": "text",
        "hovertext": [hover(toll, m) for m in own],
    }


def arrows(
    own: Sequence[Mark], x: Sequence[float], y: Sequence[float], colour: str, *, sideways: bool = False
) -> dict[str, Any] | None:
    """Short arrows from the open counts to their open sides, up or right for "at least"; None where none is open.

    One trace for all of them, a shaft and a head each: an annotation for each would be looked at again for each.
    """
    opened = [(at, up, m.kind == "at_least") for m, at, up in zip(own, x, y, strict=True) if m.kind in OPEN]
    if not opened:
        return None
    # Plotly moves a symbol away from its point against its angle, so an arrow that leads away is one turned round.
    away = [(-90 if up else 90) if sideways else (-180 if up else 0) for _, _, up in opened]
    n = len(opened)
    return {
        "type": "scatter",
        "x": [at for at, _, _ in opened] * 2,
        "y": [at for _, at, _ in opened] * 2,
        "mode": "markers",
        "cliponaxis": False,
        "hoverinfo": "skip",
        "marker": {
            "symbol": ["line-ns"] * n + ["arrow-down"] * n,
            "angle": away * 2,
            "color": colour,
            "opacity": 1,
            "standoff": [_SHAFT] * n + [_TIP] * n,
            "size": [_SHAFT_LENGTH] * n + [_HEAD] * n,
            "line": {"color": colour, "width": [1.3] * n + [0] * n},
        },
    }


def hover(toll: Toll, found: Mark, more: int = 0) -> str:
    """The count, who gives it and when, in plotly's own markup around neutralised text; ``more`` stand behind it."""
    entry = toll.entries[found.index]
    return (
        f"<b>{plain(told(entry))}</b><br>{plain(who(entry))} · {plain(when(entry))}"
        + (f"<br>{plain(entry.publisher)}" if entry.publisher and entry.publisher != who(entry) else "")
        + (f"<br>{say_n('and {n} more count here', 'and {n} more counts here', more)}" if more else "")
    )
