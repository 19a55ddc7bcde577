"""The column of key figures: every number with who gave it and when, and all counts on a strip below it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from geo.charts.counts import marks
from geo.charts.strip import strip_shapes
from geo.export.svg import ARROW, DIAMOND, line, sign, text, text_width
from geo.messages import say, say_n
from geo.present import wording
from geo.present.design import CONDENSED, SERIF, SYMBOLS, TOKENS, Theme, shape, symbol_of
from geo.present.fonts import cut, drawable, fit
from geo.present.key_figures import in_figures, key_tolls, noun, who_says

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.incident import IncidentEvent, Toll

_FIGURE, _NOUN, _SMALL = 54, 27, 20
#: Height of a block with its rule, and of a row in the list of kinds.
BLOCK = 146
_ROW = 38
_STRIP = 1.6
_HEAD = 30


def column(
    tolls: Sequence[Toll],
    events: Sequence[IncidentEvent],
    left: float,
    top: float,
    right: float,
    bottom: float,
    theme: Theme,
) -> str:
    """Blocks from the top as many as fit; below them, if there is room, the events themselves or their kinds."""
    token = TOKENS[theme]
    told = [t for t in tolls if t.entries]
    fits = max(1, int((bottom - top - 40) // BLOCK))
    out, y = [], top
    for toll in key_tolls(told, fits):
        out.append(_block(toll, left, y, right, theme))
        y += BLOCK
    if not told:
        out.append(text(left, y + 28, say("No source gives a number"), 24, token["muted"], italic=True))
        y += 66
    if told[fits:]:
        more = say_n(
            "and {n} more count by status and party", "and {n} more counts by status and party", len(told) - fits
        )
        out.append(text(left, y + 16, more, _SMALL, token["muted"]))
    rows = int((bottom - y - 60 - _HEAD) // _ROW)
    if told[fits:]:
        rows = 0
    if 0 < len(events) <= rows:
        out.append(_list(events, left, y + 18, right, theme))
    elif 0 < len({symbol_of(e.type).key for e in events}) <= rows:
        out.append(_kinds(events, left, y + 18, right, theme))
    if any(marks(t) for t in key_tolls(told, fits)):
        out.append(_legend(left, bottom, theme))
    return "".join(out)


def _block(toll: Toll, left: float, top: float, right: float, theme: Theme) -> str:
    token = TOKENS[theme]
    figure, family, size = in_figures(toll), CONDENSED, float(_FIGURE)
    if figure.startswith("“"):
        family, size = SERIF, 42
    weight = 600 if family == CONDENSED else 400
    figure, room = drawable(figure), right - left - 130
    sizes = (size, size * 0.8, size * 0.6)  # a number whose end is cut is another number
    size = next((s for s in sizes if text_width(figure, s, weight, family) <= room), 26.0)
    figure = cut(figure, room, size, weight, family)
    wide = text_width(figure, size, weight, family)
    small, (kind,) = fit(noun(toll), right - left - wide - 12, (_NOUN, 24, 21), 1, 500)
    parts = [
        text(left, top + 44, figure, size, token["ink"], weight=weight, family=family),
        text(left + wide + 12, top + 44, kind, small, token["ink"], weight=500),
        f'<g transform="translate({left} {top + 60})">{strip_shapes(toll, theme, right - left, None, _STRIP)}</g>',
        text(left, top + 112, _by(toll, right - left), _SMALL, token["ink2"]),
        line(left, top + BLOCK - 16, right, top + BLOCK - 16, token["rule"], 1.2),
    ]
    return "".join(parts)


def _by(toll: Toll, room: float) -> str:
    """Who, date: count · number of counts; the name is what gives way if the line is too long."""
    name, rest = who_says(toll)
    rest = cut(drawable(rest), room * 0.8, _SMALL)
    return cut(drawable(name), room - text_width(rest, _SMALL), _SMALL) + rest


def _list(events: Sequence[IncidentEvent], left: float, top: float, right: float, theme: Theme) -> str:
    """Every event in a row: symbol, title, day."""
    token = TOKENS[theme]
    out = [text(left, top + 18, say("Events"), 22, token["ink"], weight=600)]
    y = top + _HEAD
    for event in sorted(events, key=lambda e: (not e.main, e.date_start or "9999", e.title)):
        day = wording.days_of(event)
        room = right - left - 36 - 16 - text_width(day, _SMALL)
        out += [
            f'<g transform="translate({left} {y + 6}) scale(1.5)">{shape(symbol_of(event.type), theme)}</g>',
            text(left + 36, y + 26, cut(drawable(event.title), room, 22), 22, token["ink"]),
            text(right, y + 26, day, _SMALL, token["ink2"], anchor="end"),
        ]
        y += _ROW
    return "".join(out)


def _kinds(events: Sequence[IncidentEvent], left: float, top: float, right: float, theme: Theme) -> str:
    token = TOKENS[theme]
    told = Counter(symbol_of(e.type).key for e in events)
    out = [text(left, top + 18, say("Events by kind"), 22, token["ink"], weight=600)]
    y = top + _HEAD
    for symbol in (s for s in SYMBOLS if told[s.key]):
        out += [
            f'<g transform="translate({left} {y + 6}) scale(1.5)">{shape(symbol, theme)}</g>',
            text(left + 36, y + 26, symbol.label, 22, token["ink2"]),
            text(right, y + 26, wording.number(told[symbol.key]), 22, token["ink"], weight=600, anchor="end"),
        ]
        y += _ROW
    return "".join(out)


def _legend(left: float, bottom: float, theme: Theme) -> str:
    token = TOKENS[theme]
    y, ink = bottom - 6, token["ink"]
    best, other = say("count ranked best"), say("other count")
    x2 = left + 28 + text_width(best, _SMALL) + 22
    x3 = x2 + 22 + text_width(other, _SMALL) + 22
    return (
        sign(DIAMOND, left + 8, y - 7, 18, ink, filled=True)
        + text(left + 24, y, best, _SMALL, ink)
        + f'<circle cx="{x2 + 6:.1f}" cy="{y - 7}" r="6" fill="{token["ink2"]}"/>'
        + text(x2 + 20, y, other, _SMALL, ink)
        + (
            f'<circle cx="{x3 + 6:.1f}" cy="{y - 7}" r="5.5" fill="{token["paper"]}" stroke="{ink}" '
            'stroke-width="2.2"/>'
        )
        + sign(ARROW, x3 + 20, y - 7, 15, ink)
        + text(x3 + 34, y, say("“at least”"), _SMALL, ink)
    )
