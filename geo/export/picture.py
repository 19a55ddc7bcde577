"""The briefing picture: one clean 16:9 frame with map, key figures, legend, filters and sources, without a browser.

Nothing stands on it that no record says.  It is drawn in units of 1920 by 1080; no text is smaller than 20 of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import resvg_py

from geo.export.keyfigures import column
from geo.export.legend import CREDITS, counted, legend
from geo.export.legend import sources as named
from geo.export.mapdraw import Map, draw
from geo.export.svg import line, rect, text, text_width
from geo.messages import say
from geo.present import wording
from geo.present.design import TOKENS, Theme
from geo.present.fonts import FOLDER, cut, drawable, fit
from geo.present.fonts import width as font_width

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from geo.export.ground import Outlines
    from geo.incident import Incident

WIDE, HIGH = 1920, 1080
_LEFT, _RIGHT = 64, 1856
_MAP = (64.0, 192.0, 1336.0, 902.0)
_COLUMN = 1380
_LEGEND = 936
_FOOT = 1000
_SMALL = 20


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
        legend(incident, chart, _LEFT, _MAP[2], _LEGEND, theme),
        _foot(incident, chart, shown, total_events, named(incident, sources), as_of, theme),
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


def _foot(
    incident: Incident, chart: Map, shown: Sequence[str], total: int, sources: str, as_of: str, theme: Theme
) -> str:
    token = TOKENS[theme]
    stamp = f"Incident Atlas · {say('as of {day}', day=as_of)}"
    room = _RIGHT - _LEFT - text_width(stamp, _SMALL) - 60
    told = counted(incident, chart, total)
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
