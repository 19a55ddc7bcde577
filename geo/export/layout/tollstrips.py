"""The toll as a chart: a row for each status and party, every count a mark on one common axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.charts.counts import marks, top
from geo.charts.strip import HEIGHT, strip_shapes
from geo.export.brief.statements import name_of, range_of
from geo.export.svg import line, text, text_width
from geo.messages import decimal
from geo.present.design import CONDENSED, SERIF, TOKENS
from geo.present.fonts import cut, drawable, fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.export.svg import Box
    from geo.incident import Toll
    from geo.present.design import Theme

ROW = 50.0
_TALLEST = 88.0
_AXIS = 40.0
_NAME, _FIGURE, _SCALE = 300.0, 170.0, 1.7


def shown(tolls: Sequence[Toll], high: float) -> list[Toll]:
    """The tolls for which a chart that is ``high`` has rows."""
    return [t for t in tolls if t.entries][: max(1, int((high - _AXIS) // ROW))]


def height(tolls: Sequence[Toll]) -> float:
    """What a chart of all tolls would take, ten at most."""
    return _AXIS + ROW * min(sum(bool(t.entries) for t in tolls), 10)


def drawn(tolls: Sequence[Toll], box: Box, theme: Theme = "light") -> str:
    """The chart in ``box``: name, all counts of the toll, its range."""
    token = TOKENS[theme]
    left, head, right, bottom = box
    listed = shown(tolls, bottom - head)
    tall = min((bottom - head - _AXIS) / max(len(listed), 1), _TALLEST)
    end = top([m.high for t in listed for m in marks(t)])
    start, room = left + _NAME, right - _FIGURE - left - _NAME
    out = _axis(end, start, room, head, head + _AXIS + tall * len(listed), token)
    for n, toll in enumerate(listed):
        y = head + _AXIS + tall * n + tall / 2
        size, (name,) = fit(drawable(name_of(toll)), _NAME - 16, (23, 21, 19), 1, 500)
        figure = range_of(toll)
        family = SERIF if figure.startswith("“") else CONDENSED
        figure = cut(drawable(figure), _FIGURE - 10, 26, 600 if family == CONDENSED else 400, family)
        out.append(text(left, y + 8, name, size, token["ink"], weight=500))
        lift = y - HEIGHT * _SCALE / 2
        out.append(
            f'<g transform="translate({start:.1f} {lift:.1f})">{strip_shapes(toll, theme, room, end, _SCALE)}</g>'
        )
        weight = 600 if family == CONDENSED else 400
        out.append(text(right, y + 9, figure, 26, token["ink"], weight=weight, anchor="end", family=family))
    return "".join(out)


def _axis(end: int, start: float, room: float, head: float, bottom: float, token: dict[str, str]) -> list[str]:
    """Grid lines from 0 to ``end``, where the strips have them."""
    pad, span = 7 * _SCALE, room - 22 * _SCALE
    out = []
    for part in range(5):
        x, number = start + pad + span * part / 4, end * part / 4
        out.append(line(x, head + 32, x, bottom, token["rule2"], 1.2))
        label = decimal(round(number)) if number == round(number) else ""
        if label and text_width(label, 20) < span / 4:
            out.append(text(x, head + 22, label, 20, token["muted"], anchor="middle"))
    return out
