"""The briefing picture: one clean 16:9 frame with map, key figures, legend, filters and sources, without a browser.

Nothing stands on it that no record says.  It is drawn in units of 1920 by 1080; no text is smaller than 20 of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import resvg_py

from geo.export.ground import patterns
from geo.export.keyfigures import column
from geo.export.mapdraw import Map, draw
from geo.export.svg import line, rect, text, text_width
from geo.messages import decimal, message, say, say_n
from geo.present import wording
from geo.present.design import CLASSES, SYMBOLS, TOKENS, Theme, shape, symbol_of
from geo.present.fonts import FOLDER, cut, drawable, fit
from geo.present.fonts import width as font_width

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from geo.export.ground import Outlines
    from geo.incident import Incident

WIDE, HIGH = 1920, 1080
CREDITS = message("Boundaries: Natural Earth, INEGI; places: GeoNames CC BY 4.0")
_LEFT, _RIGHT = 64, 1856
_MAP = (64.0, 192.0, 1336.0, 902.0)
_COLUMN = 1380
_LEGEND = 936
_FOOT = 1000
_SMALL = 20
_LEGEND_TEXT = 21
#: Publishers named in the source line; the others are counted.
_NAMED = 5


def briefing_svg(
    incident: Incident,
    *,
    shown: Sequence[str],
    total_events: int,
    boundaries: Outlines,
    as_of: str,
    sources: Collection[str] | None = None,
    hidden: Collection[str] = (),
    theme: Theme = "light",
    width: int = WIDE,
    height: int = HIGH,
) -> str:
    """The picture of an incident as an SVG of ``width`` by ``height`` pixels (drawn for 16:9, else letterboxed).

    ``incident`` is what the filters leave, ``shown`` the filters in words, ``total_events`` the number before them,
    ``as_of`` the moment of the picture in words ("12 Mar 2026, 09:00"), ``sources`` the ids of the documents that tell
    what is left (None: all that were read), ``hidden`` the codes of states whose events the filters take away.
    """
    token = TOKENS[theme]
    chart = draw(incident, boundaries, _MAP, theme, hidden)
    parts = [
        rect((0, 0, WIDE, HIGH), token["paper"]),
        _head(incident, boundaries, theme),
        chart.svg,
        column(incident.tolls, incident.events, _COLUMN, _MAP[1], _RIGHT, 974, theme),
        _legend(incident, chart, theme),
        _foot(incident, chart, shown, total_events, _sources(incident, sources), as_of, theme),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {WIDE} {HIGH}">'
        f"{''.join(parts)}</svg>"
    )


def png(svg: str, width: int | None = None) -> bytes:
    """An SVG of this module as PNG, with the fonts of ``data/fonts`` only; ``width`` in pixels, None: its own."""
    fonts = [str(path) for path in sorted(FOLDER.glob("*.ttf"))]
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, font_files=fonts, skip_system_fonts=True))


def _head(incident: Incident, boundaries: Outlines, theme: Theme) -> str:
    """Title, the line under it and the rule; a long title shrinks, then takes two lines."""
    token, room = TOKENS[theme], _RIGHT - _LEFT
    title = drawable(incident.title)
    size, rows = fit(title, room, (54, 48, 42), 1, 600)
    if font_width(title, size, 600) > room:
        size, rows = fit(title, room, (38, 34), 2, 600)
    base = 94 if len(rows) == 1 else 66
    out = [text(_LEFT, base + i * size * 1.14, row, size, token["ink"], weight=600) for i, row in enumerate(rows)]
    under = drawable(incident.subtitle or _where_and_when(incident, boundaries))
    small, lines = fit(under, room, (27, 24, 22), 1)
    out += [text(_LEFT, 144, row, small, token["ink2"]) for row in lines]
    out.append(line(_LEFT, 170, _RIGHT, 170, token["ink"], 4))
    return "".join(out)


def _where_and_when(incident: Incident, boundaries: Outlines) -> str:
    land = incident.home_country if incident.home_country and boundaries.country(incident.home_country) else None
    days = wording.span(*incident.period, year=True) if incident.period else ""
    return ", ".join(part for part in (wording.country(land) if land else "", days) if part)


def _legend(incident: Incident, chart: Map, theme: Theme) -> str:
    """What the symbols and the fills on this map mean; only what is drawn."""
    token = TOKENS[theme]
    used = {symbol_of(e.type).key for e in incident.events}
    out, x = [], float(_LEFT)
    for symbol in (s for s in SYMBOLS if s.key in used):
        out.append(f'<g transform="translate({x:.1f} {_LEGEND - 18}) scale(1.35)">{shape(symbol, theme)}</g>')
        out.append(text(x + 30, _LEGEND, symbol.label, _LEGEND_TEXT, token["ink"]))
        x += 30 + text_width(symbol.label, _LEGEND_TEXT) + 28
    x, y = float(_LEFT), _LEGEND + 36
    for mark, label in _precision(chart, token):
        out.append(f'<g transform="translate({x:.1f} {y - 20})">{mark}</g>')
        out.append(text(x + 38, y, label, _LEGEND_TEXT, token["ink"]))
        x += 38 + text_width(label, _LEGEND_TEXT) + 24
    return f"<defs>{patterns('key', theme)}</defs>" + "".join(out) + _classes(y, theme)


def _precision(chart: Map, token: dict[str, str]) -> list[tuple[str, str]]:
    """A small drawing and its meaning for each way in which places are known on this map."""
    dash = f'stroke="{token["ink2"]}" stroke-width="1.5" stroke-dasharray="4 3"'
    edge = f'stroke="{token["aline"]}" stroke-width="1.2"'
    found = []
    if 1 in chart.precisions:
        stem = f'<path d="M13 2V18" stroke="{token["ink"]}" stroke-width="2"/>'
        found.append((f'{stem}<circle cx="13" cy="19" r="4.5" fill="{token["ink"]}"/>', say("the place")))
    if chart.precisions & {2, 3}:
        found.append((f'<circle cx="14" cy="13" r="11" fill="none" {dash}/>', say("around it")))
    field = f'<rect x="0" y="3" width="30" height="20" {edge} fill="url(#key-'
    if 4 in chart.precisions:
        found.append((f'{field}hatch)"/>', say("state only")))
    if chart.dotted:
        found.append((f'{field}dots)"/>', say("named, nothing placed")))
    return found


def _classes(y: float, theme: Theme) -> str:
    """The shades of the states, at the right end of the map."""
    token = TOKENS[theme]
    out, x = [], _MAP[2]
    for _, key, label in reversed(CLASSES):
        x -= text_width(label, _LEGEND_TEXT)
        out.append(text(x, y, label, _LEGEND_TEXT, token["ink"]))
        x -= 34
        out.append(rect((x, y - 17, x + 27, y + 2), token[key], token["aline"], 1.2))
        x -= 16
    out.append(text(x - 2, y, say("events:"), _LEGEND_TEXT, token["ink"], anchor="end"))
    return "".join(out)


def _foot(
    incident: Incident, chart: Map, shown: Sequence[str], total: int, sources: str, as_of: str, theme: Theme
) -> str:
    token = TOKENS[theme]
    stamp = f"Incident Atlas · {say('as of {day}', day=as_of)}"
    room = _RIGHT - _LEFT - text_width(stamp, _SMALL) - 60
    counted = say_n("{shown} of {n} event", "{shown} of {n} events", total, shown=decimal(len(incident.events)))
    told = " · ".join([counted, *_where(chart)])
    room -= text_width(say("Shown: {filters} · {counted}", filters="", counted=told), _SMALL, 500)
    filters = cut(drawable("; ".join(shown) or say("everything")), room, _SMALL, 500)
    line_below = say("Shown: {filters} · {counted}", filters=filters, counted=told)
    sources = cut(drawable(f"{sources} {say(CREDITS)}"), _RIGHT - _LEFT, _SMALL)
    return (
        line(_LEFT, _FOOT, _RIGHT, _FOOT, token["rule"], 1.4)
        + text(_LEFT, _FOOT + 30, line_below, _SMALL, token["ink"], weight=500)
        + text(_RIGHT, _FOOT + 30, stamp, _SMALL, token["ink2"], anchor="end")
        + text(_LEFT, _FOOT + 58, sources, _SMALL, token["muted"])
    )


def _where(chart: Map) -> list[str]:
    """Where the events are that this map cannot show."""
    outside = [say("{n} outside this view", n=decimal(chart.outside))] if chart.outside else []
    return outside + ([say("{n} not placed", n=decimal(chart.unplaced))] if chart.unplaced else [])


def _sources(incident: Incident, told_by: Collection[str] | None) -> str:
    """How many documents, and the publishers that most events come from."""
    unread = dict(incident.unread)
    read = [d for d in incident.documents if d.id not in unread and (told_by is None or d.id in told_by)]
    used = dict.fromkeys((d.id for d in read), 0)
    for event in incident.events:
        for doc in event.sources:
            used[doc] = used.get(doc, 0) + 1
    told = [d for d in read if d.publisher]
    ranked = sorted(told, key=lambda d: (-used[d.id], d.published or "", d.id))
    names = list(dict.fromkeys(d.publisher or "" for d in ranked))
    many = wording.plural(len(read), "source")
    if not names:
        return f"{many}."
    joined = ", ".join(names[:_NAMED])
    return (
        say("{sources}, among them {names}.", sources=many, names=joined)
        if len(names) > _NAMED
        else f"{many}: {joined}."
    )
