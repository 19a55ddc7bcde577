"""Dots, arrows and hover texts of counts: shared by the lines over time and the ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from geo.charts.counts import Mark, told, when
from geo.charts.template import plain
from geo.design import TOKENS, Theme
from geo.figures import who

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.incident import Toll

_DOT = 9
#: Length of the arrow at an open count, and the distance of its tip from the dot's middle, in pixels.
_SHAFT, _REACH = 9, 15


def dots(own: Sequence[Mark], x: list[float], y: list[float], toll: Toll, colour: str, theme: Theme) -> go.Scatter:
    """Counts at their places: a diamond if ranked best, hollow if open or told as only about right."""
    paper = TOKENS[theme]["paper"]
    return go.Scatter(
        x=x, y=y, mode="markers", cliponaxis=False, customdata=[m.index for m in own],
        marker={"symbol": ["diamond" if m.best else "circle" for m in own],
                "size": [_DOT + 4 if m.best else _DOT for m in own], "opacity": 1,
                "color": [colour if m.kind == "told" else paper for m in own],
                "line": {"color": [paper if m.kind == "told" else colour for m in own],
                         "width": [1 if m.kind == "told" else 1.7 for m in own]}},
        hoverinfo="text", hovertext=[hover(toll, m) for m in own])


def arrow(chart: go.Figure, x: float, y: float, kind: str, colour: str, *, sideways: bool = False) -> None:
    """A short arrow from a count to its open side: up or right for "at least"."""
    way = 1 if kind == "at_least" else -1
    place = {"xshift": way * _REACH, "ax": -way * _SHAFT, "ay": 0} if sideways else {
        "yshift": way * _REACH, "ax": 0, "ay": way * _SHAFT}
    chart.add_annotation(x=x, y=y, text="", showarrow=True, arrowhead=4, arrowsize=1.1, arrowwidth=1.3,
                         arrowcolor=colour, standoff=0, **place)


def hover(toll: Toll, found: Mark) -> str:
    """The count, who gives it and when, in plotly's own markup around neutralised text."""
    entry = toll.entries[found.index]
    return (f"<b>{plain(told(entry))}</b><br>{plain(who(entry))} · {plain(when(entry))}"
            + (f"<br>{plain(entry.publisher)}" if entry.publisher and entry.publisher != who(entry) else ""))
