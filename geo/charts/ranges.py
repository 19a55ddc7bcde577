"""The range of every toll on one axis."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from geo import words
from geo.charts.counts import Mark, marks, spread, top
from geo.charts.dots import arrow, dots
from geo.charts.template import FONT_SIZE, NARROW, NO_NUMBER, SMALL, empty, figure, plain
from geo.design import TOKENS, Theme
from geo.fonts import cut
from geo.fonts import width as text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    import plotly.graph_objects as go

    from geo.incident import Toll

#: Heights of a row and of a status heading, in pixels.
_ROW, _HEAD = 25, 24
_STATUSES = ("killed", "injured", "arrested", "missing")
_PARTIES = ("all", "security_forces", "cartel", "civilian", "unknown")


def ranges(tolls: Sequence[Toll], theme: Theme = "light", *, width: int = NARROW) -> go.Figure:
    """One row for each toll under its status, all on one axis from 0: every count a dot, the best a diamond.

    A toll whose counts hold no number shows the source's words.  ``customdata`` is ``[toll index, entry index]``, the
    first into ``tolls`` as given.
    """
    rows = sorted(((t, i) for i, t in enumerate(tolls) if t.entries),
                  key=lambda row: (_STATUSES.index(row[0].status), _PARTIES.index(row[0].party_class)))
    if not rows:
        return empty(theme, NO_NUMBER)
    highest = top([m.high for toll, _ in rows for m in marks(toll)])
    heads = len({toll.status for toll, _ in rows})
    height = len(rows) * _ROW + heads * _HEAD
    right = 14 + max(text_width(words.ranged(toll), FONT_SIZE + 1, 600) for toll, _ in rows)
    left = 22 + max(text_width(_party(toll), FONT_SIZE) for toll, _ in rows)
    chart = figure(theme, "; ".join(f"{words.ranged(t)} {_party(t).lower()} {t.status}" for t, _ in rows),
                   height=height + 28, margin={"l": left, "r": right, "t": 24, "b": 4})
    chart.update_yaxes(range=[height, 0], visible=False)
    chart.update_xaxes(range=[0, highest * 1.06], side="top", nticks=5, tickformat=",d", showgrid=True,
                       gridcolor=TOKENS[theme]["rule2"])
    y = 0.0
    for status, own in groupby(rows, key=lambda row: row[0].status):
        _text(chart, f"<b>{words.STATUS_WORDS[status].capitalize()}</b>", y + _HEAD / 2, theme, left=left)
        y += _HEAD
        for toll, index in own:
            _add_range(chart, toll, index, y + _ROW / 2, left, right, theme)
            if not marks(toll):
                _in_words(chart, toll, y + _ROW / 2, width - left - right, theme)
            y += _ROW
    return chart


def _party(toll: Toll) -> str:
    return words.PARTY_WORDS[toll.party_class].capitalize()


def _text(chart: go.Figure, text: str, y: float, theme: Theme, *, left: float, colour: str = "ink",
          shift: float = 0) -> None:
    chart.add_annotation(text=text, x=0, xref="paper", xshift=shift - left, xanchor="left", y=y, yanchor="middle",
                         showarrow=False, font={"color": TOKENS[theme][colour]})


def _add_range(chart: go.Figure, toll: Toll, index: int, y: float, left: float, right: float,
               theme: Theme) -> None:
    token, found = TOKENS[theme], marks(toll)
    _text(chart, plain(_party(toll)), y, theme, left=left, shift=8, colour="ink" if found else "muted")
    chart.add_annotation(text=f"<b>{words.ranged(toll)}</b>", x=1, xref="paper", xanchor="right", y=y,
                         yanchor="middle", xshift=right - 2, showarrow=False, font={"size": FONT_SIZE + 1})
    if not found:
        return
    low, high = spread(found)
    chart.add_shape(type="rect", x0=low, x1=high, y0=y - 2.5, y1=y + 2.5,
                    fillcolor=token["ink"], opacity=.2, line_width=0, layer="below")
    points = dots(found, [m.high for m in found], [y] * len(found), toll, token["ink2"], theme)
    points.customdata = [[index, m.index] for m in found]
    points.marker.color = [_fill(m, token) for m in found]
    chart.add_trace(points)
    for x, kind in sorted({(m.high, m.kind) for m in found if m.kind in {"at_least", "at_most"}}):
        arrow(chart, x, y, kind, token["ink2"], sideways=True)


def _fill(found: Mark, token: dict[str, str]) -> str:
    return token["paper"] if found.kind != "told" else token["ink" if found.best else "ink2"]


def _in_words(chart: go.Figure, toll: Toll, y: float, room: float, theme: Theme) -> None:
    """What the sources say where none of them gives a number."""
    said = dict.fromkeys(e.casualty.text for e in toll.entries)
    told_words = cut(" · ".join(f"“{word}”" for word in said), room - 8, SMALL)
    chart.add_annotation(text=f"<i>{plain(told_words)}</i>", x=0, xanchor="left", xshift=6, y=y, yanchor="middle",
                         showarrow=False, font={"color": TOKENS[theme]["muted"], "size": SMALL})
