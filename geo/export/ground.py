"""The map under the symbols: sea, land, states shaded by their events, borders."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

import shapely

from geo.present.design import TOKENS, Theme, shade

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from shapely.geometry.base import BaseGeometry

    from geo.export.projection import Frame
    from geo.gazetteer.boundaries import Area
    from geo.types import Place

#: Outlines are simplified to about this many pixels; the steps keep the number of cached versions low.
_PIXELS = 0.7
_STEPS = (0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.0)
#: Outlines are cut this far outside the box, so that the cut is never seen as a border.
_MARGIN = 12
#: A municipality in which something happened, nobody says where.
_AROUND = ' fill-opacity=".35" stroke-dasharray="5 3.5"'


class Outlines(Protocol):
    """What a picture needs of ``geo.gazetteer.boundaries.Boundaries``."""

    def countries(self, tolerance: float, /) -> tuple[Area, ...]:
        """All countries, simplified to a tolerance in degrees."""

    def states(self, countries: tuple[str, ...], tolerance: float, /) -> tuple[Area, ...]:
        """The states of those countries."""

    def country(self, code: str, /) -> Area | None:
        """One country."""

    def admin1(self, code: str, /) -> Area | None:
        """One state by its GeoNames code."""

    def municipality(self, place: Place, /) -> BaseGeometry | None:
        """The outline of a municipality, where one is known."""


def tolerance(frame: Frame) -> float:
    """How coarse outlines may be, in degrees."""
    return next(step for step in _STEPS if step * frame.scale <= _PIXELS)


def ground(
    frame: Frame,
    outlines: Outlines,
    countries: tuple[str, ...],
    counts: Mapping[str, int],
    theme: Theme,
    *,
    hatched: Collection[str] = (),
    dotted: Collection[str] = (),
    around: Iterable[BaseGeometry] = (),
    step: float | None = None,
    key: str = "map",
    fine: float = 1.4,
) -> str:
    """The map of ``frame``; ``countries`` are those whose states are drawn, ``counts`` the events by admin-1 code.

    ``hatched`` states hold events known no better; ``dotted`` ones are named and hold none; ``around`` are the
    municipalities of which no more is known.  ``step`` is the tolerance of the outlines in degrees (None: by the
    frame's scale); ``key`` makes ids unique in the picture; ``fine`` scales the lines.
    """
    token, step = TOKENS[theme], tolerance(frame) if step is None else step
    left, top, right, bottom = frame.box
    seen = _clipped(outlines.countries(step), frame)
    states = _clipped(outlines.states(countries, step), frame)
    drawn = [f'<rect x="{left}" y="{top}" width="{right - left}" height="{bottom - top}" fill="{token["sea"]}"/>']
    drawn += [_shape(g, frame, token["land"], token["coast"], 0.8 * fine) for a, g in seen]
    blind = _blind(counts, outlines)
    drawn += [_shape(g, frame, token[_filled(a, counts, blind)], token["aline"], 0.9 * fine) for a, g in states]
    for codes, pattern in ((hatched, "hatch"), (dotted, "dots")):
        drawn += [_shape(g, frame, f"url(#{key}-{pattern})", "none", 0) for a, g in states if a.code in codes]
    drawn += [_shape(g, frame, token["paper"], token["ink2"], fine, _AROUND) for g in around]
    drawn.append(_borders(seen, countries, frame, token, fine))
    return (
        f'<defs><clipPath id="{key}-clip"><rect x="{left}" y="{top}" width="{right - left}" '
        f'height="{bottom - top}"/></clipPath>{patterns(key, theme)}</defs>'
        f'<g clip-path="url(#{key}-clip)">{"".join(drawn)}</g>'
    )


def _blind(counts: Mapping[str, int], outlines: Outlines) -> set[str]:
    """Countries in which the outline of a state with events is not known, as where new states were made since."""
    return {code.partition(".")[0] for code, n in counts.items() if n and outlines.admin1(code) is None}


def _filled(area: Area, counts: Mapping[str, int], blind: Collection[str]) -> str:
    """The token of a state's fill: in such a country an old one that no event names may well hold some."""
    n = counts.get(area.code, 0)
    return shade(n) if n or area.country not in blind else "land"


def patterns(key: str, theme: Theme) -> str:
    """The hatch and the dots as ``<pattern>`` elements."""
    colour = TOKENS[theme]["nline"]
    unit = 'patternUnits="userSpaceOnUse"'
    return (
        f'<pattern id="{key}-hatch" width="11" height="11" {unit} patternTransform="rotate(45)">'
        f'<path d="M0 0V11" stroke="{colour}" stroke-width="2" stroke-opacity=".34"/></pattern>'
        f'<pattern id="{key}-dots" width="8" height="8" {unit}>'
        f'<circle cx="2" cy="2" r="1" fill="{colour}" fill-opacity=".6"/></pattern>'
    )


def _clipped(areas: Iterable[Area], frame: Frame) -> list[tuple[Area, BaseGeometry]]:
    edges = frame.edges(_MARGIN)
    found = []
    for area in areas:
        west, south, east, north = area.geometry.bounds
        if west < edges[2] and east > edges[0] and south < edges[3] and north > edges[1]:
            cut = shapely.clip_by_rect(area.geometry, *edges)
            if not cut.is_empty:
                found.append((area, cut))
    return found


def _shape(geometry: BaseGeometry, frame: Frame, fill: str, stroke: str, thick: float, more: str = "") -> str:
    pen = f' stroke="{stroke}" stroke-width="{thick:g}" stroke-linejoin="round"' if thick else ""
    return f'<path d="{path(geometry, frame)}" fill="{fill}" fill-rule="evenodd"{pen}{more}/>'


def path(geometry: BaseGeometry, frame: Frame) -> str:
    """The data of a ``<path>`` for polygons and lines, in pixels, each point as the step from the one before."""
    pieces: list[str] = []
    for part in shapely.get_parts(geometry):
        rings = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
        for ring in rings:
            points = [_tenths(*frame.xy(lat, lon)) for lon, lat in shapely.get_coordinates(ring)]
            steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(points) if (a, b) != (x, y)]
            if steps:
                pieces.append("M{:g} {:g}l".format(*(at / 10 for at in points[0])))
                pieces.append(" ".join(f"{x / 10:g} {y / 10:g}" for x, y in steps))
    return "".join(pieces)


def _tenths(x: float, y: float) -> tuple[int, int]:
    """A point in tenths of a pixel: as fine as a picture shows."""
    return round(x * 10), round(y * 10)


def _borders(
    seen: list[tuple[Area, BaseGeometry]], countries: tuple[str, ...], frame: Frame, token: dict[str, str], fine: float
) -> str:
    """The lines between a country whose states are drawn and its neighbours, heavier than a state's line."""
    drawn = []
    for area, geometry in seen:
        if area.code not in countries:
            continue
        others = [other for neighbour, other in seen if neighbour.code != area.code and geometry.intersects(other)]
        shared = shapely.union_all([shapely.intersection(geometry.boundary, other.boundary) for other in others])
        lines = [part for part in shapely.get_parts(shared) if part.geom_type == "LineString"]
        if lines:
            drawn.append(
                f'<path d="{path(shapely.MultiLineString(lines), frame)}" fill="none" '
                f'stroke="{token["nline"]}" stroke-width="{1.3 * fine:g}"/>'
            )
    return "".join(drawn)
