"""The whole map of a picture: ground, symbols, names, what lies outside, the scale."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, sin
from typing import TYPE_CHECKING

import shapely

from geo.export import pins as pin
from geo.export.dataset.extent import Extents
from geo.export.ground import Outlines, ground, tolerance
from geo.export.projection import Frame, fitted
from geo.export.svg import ARROW, Box, centred, line, overlap, rect, sign, text, text_width, within
from geo.gazetteer.exonyms import state_called
from geo.maps.payload import by_place, grouped, named_states
from geo.maps.view import Bounds, bounds, spread, widened
from geo.messages import decimal, say, spoken
from geo.present import wording
from geo.present.design import TOKENS, Theme
from geo.present.fonts import cut

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.gazetteer.boundaries import Area
    from geo.incident import Incident

#: Pixels between the outermost event of the view and the edge of the map.
_MARGIN = 70
#: All events are shown if that leaves at least this share of the scale; at 0.55 names still stand apart.
_WORTH = 0.55
_TAG, _TAG_HEIGHT, _TAG_ROOM = 21, 38, 300
#: Tags at the edges; places beyond them are told together.
_TAGS = 6
_STATE, _SPACING = 20, 1.6
_INSET = (360.0, 270.0)
#: Degrees by which outlines may be off where the country is small: about a pixel.
_COARSE = 0.2
#: The inset is left out where the view would fill more than this share of it: it would show little else.
_INSET_SHARE = 0.5
_WORLD: Bounds = ((-55.0, -150.0), (70.0, 150.0))
#: Lengths of the scale bar in km.
_BARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)


@dataclass(frozen=True, slots=True)
class Map:
    """A drawn map and what its legend and its footer must say."""

    svg: str
    precisions: frozenset[int]
    """``where_prec`` of the symbols in view."""
    dotted: bool
    """True: states are drawn as named and empty."""
    inside: int
    """Events with a symbol in the view."""
    outside: int
    """Events told in a tag at the edge."""
    unplaced: int
    """Events without a place, or known only by a country or wider."""


def draw(incident: Incident, outlines: Outlines, box: Box, theme: Theme, emptied: Collection[str] = ()) -> Map:
    """The map of an incident in ``box``, fitted to where most of its placed events are.

    ``emptied``: codes of states that hold events which the filters take away.
    """
    found = pin.pins(incident.events, outlines)
    frame = _frame(incident, outlines, box)
    seen = [p for p in found if frame.holds(p.lat, p.lon, 8)]
    hidden = [p for p in found if not frame.holds(p.lat, p.lon, 8)]
    counts = _counts(incident)
    countries = _countries(incident)
    vague = grouped(incident.events).vague()
    dotted = named_states(incident) - {*counts, *emptied}
    room = (box[0] + 8, box[1] + 8, box[2] - 8, box[3] - 8)
    taken: list[Box] = []
    scale, scale_box = _scale(frame, theme)
    taken.append(scale_box)
    base = ground(
        frame,
        outlines,
        countries,
        counts,
        theme,
        hatched=vague,
        dotted=dotted,
        around=_around(incident, outlines, frame),
    )
    points = [frame.xy(p.lat, p.lon) for p in seen]
    inset = _inset(incident, outlines, frame, points, taken, theme) if hidden else ""
    tags = _tags(hidden, frame, outlines, taken, [centred(*at, 96, 76) for at in points], theme)
    layout = pin.arranged(seen, frame, room, taken, theme)
    states = _state_names(outlines, countries, vague, frame, room, [*layout.taken], theme)
    symbols = pin.drawn(layout.plates, frame, theme)
    nothing = "" if incident.events else _nothing(box, theme)
    edge = rect(box, "none", TOKENS[theme]["rule"], 1.2)
    told, away = _events(seen), _events(hidden)
    return Map(
        "".join([base, states, symbols, layout.names, tags, scale, inset, nothing, edge]),
        frozenset(p.prec for p in seen),
        any(_in_view(code, outlines, frame) for code in dotted),
        told,
        away,
        len(incident.events) - told - away,
    )


def overview(
    incident: Incident, outlines: Outlines, size: tuple[float, float], theme: Theme
) -> tuple[str, tuple[float, float, float, float]] | None:
    """The home country alone, its states shaded by their events, and west, south, east, north of the picture.

    None where no home country is known.
    """
    bounds_home = _home(incident, outlines)
    if bounds_home == _WORLD:
        return None
    box = (0.0, 0.0, *size)
    small = fitted(bounds_home, box, 4)
    shown = ground(
        small, outlines, _countries(incident), _counts(incident), theme, step=_COARSE, key="overview", fine=0.7
    )
    svg = f'<svg width="{size[0]:g}" height="{size[1]:g}" viewBox="0 0 {size[0]:g} {size[1]:g}">{shown}</svg>'
    return svg, small.edges()


def _around(incident: Incident, outlines: Outlines, frame: Frame) -> list[BaseGeometry]:
    """The areas and lines in which something happened, nobody says where, as the data have them.

    A ring that is no wider than its symbol is left to that.
    """
    extents = Extents(outlines)
    found = []
    for group in by_place(incident.events):
        nearest = pin.nearest(group)
        if nearest.drawn_prec in pin.WIDE and (shape := extents.of(nearest)).geometry is not None:
            seen = shape.kind != "ring" or frame.pixels(nearest.radius_km or 0) > pin.RING
            found += [shape.geometry] if seen else []
    return found


def _nothing(box: Box, theme: Theme) -> str:
    token, said = TOKENS[theme], say("No event in this view.")
    wide = text_width(said, 24, 500) + 48
    place = centred((box[0] + box[2]) / 2, box[1] + 60, wide, 52)
    return rect(place, token["paper"], token["muted"], 1.2, 4) + text(
        (box[0] + box[2]) / 2, box[1] + 68, said, 24, token["ink"], weight=500, anchor="middle"
    )


def _frame(incident: Incident, outlines: Outlines, box: Box) -> Frame:
    """The view that the page's map opens with, or all placed events where that costs little."""
    home = _home(incident, outlines)
    most = fitted(bounds(incident.events, home), box, _MARGIN)
    points = spread(incident.events)
    if not points:
        return most
    lats, lons = zip(*points, strict=True)
    whole = fitted(widened((min(lats), min(lons)), (max(lats), max(lons))), box, _MARGIN)
    return whole if whole.scale >= _WORTH * most.scale else most


def _home(incident: Incident, outlines: Outlines) -> Bounds:
    """The view where nothing is placed: the home country, else the world."""
    area = outlines.country(incident.home_country) if incident.home_country else None
    if area is None:
        return _WORLD
    west, south, east, north = area.geometry.bounds
    return (south, west), (north, east)


def _counts(incident: Incident) -> Counter[str]:
    """Events by admin-1 code, of those that a state or less is known of."""
    return Counter(e.place.admin1_code for e in incident.events if e.pinned and e.place and e.place.admin1_code)


def _countries(incident: Incident) -> tuple[str, ...]:
    """Countries whose states are drawn: home and those that hold an event."""
    held = {e.place.country for e in incident.events if e.pinned and e.place and e.place.country}
    return tuple(sorted(held | ({incident.home_country} if incident.home_country else set())))


def _in_view(code: str, outlines: Outlines, frame: Frame) -> bool:
    area = outlines.admin1(code)
    return area is not None and not shapely.clip_by_rect(area.geometry, *frame.edges()).is_empty


def _state_names(
    outlines: Outlines,
    countries: tuple[str, ...],
    named: Collection[str],
    frame: Frame,
    room: Box,
    taken: list[Box],
    theme: Theme,
) -> str:
    """Names of states in capitals where they fit into what is seen of the state and cover nothing.

    ``named`` states have a symbol with their name already.
    """
    token = TOKENS[theme]
    out = []
    for area in outlines.states(countries, tolerance(frame)):
        part = shapely.clip_by_rect(area.geometry, *frame.edges())
        if part.is_empty or area.code in named:
            continue
        name = (state_called(area.code, area.name, spoken()) or area.name).upper()
        wide = text_width(name, _STATE, 600, spacing=_SPACING)
        box = _state_box(area, part, wide, frame, room, taken)
        if box is not None:
            taken.append(box)
            out.append(
                text(box[0], box[3] - 5, name, _STATE, token["slab"], weight=600, spacing=_SPACING, halo=token["halo"])
            )
    return f'<g opacity=".86">{"".join(out)}</g>'


def _state_box(
    area: Area, part: shapely.Geometry, wide: float, frame: Frame, room: Box, taken: Sequence[Box]
) -> Box | None:
    """A free box whose middle and most of whose length lie in the visible part of the state."""
    west, south, east, north = part.bounds
    inside = part.representative_point()
    tries = [(area.lat, area.lon), (inside.y, inside.x)]
    tries += [
        (south + (north - south) * v / 6, west + (east - west) * h / 6)
        for v in (3, 2, 4, 1, 5)
        for h in (3, 2, 4, 1, 5)
    ]
    shapely.prepare(part)
    for lat, lon in tries:
        box = centred(*frame.xy(lat, lon), wide, _STATE + 4)
        reach = wide * 0.42 * (east - west) / max(1.0, frame.xy(lat, east)[0] - frame.xy(lat, west)[0])
        fits = all(shapely.contains_xy(part, lon + reach * side, lat) for side in (-1, 0, 1))
        if fits and within(box, room) and not any(overlap(box, other, 6) for other in taken):
            return box
    return None


def _scale(frame: Frame, theme: Theme) -> tuple[str, Box]:
    """The scale bar at the lower right, and the box it takes."""
    token = TOKENS[theme]
    right, bottom = frame.box[2] - 26, frame.box[3] - 20
    km = max((bar for bar in _BARS if frame.pixels(bar) <= 190), default=_BARS[0])
    long = frame.pixels(km)
    left = right - long
    pen = token["ink"]
    drawn = line(left, bottom, right, bottom, token["halo"], 5)
    drawn += line(left, bottom, right, bottom, pen, 1.6)
    ticks = ((left, 9), ((left + right) / 2, 6), (right, 9))
    drawn += "".join(line(x, bottom - h, x, bottom, pen, 1.6) for x, h in ticks)
    drawn += text(left, bottom - 14, "0", 20, pen, halo=token["halo"], anchor="middle")
    drawn += text(right + 6, bottom - 14, f"{decimal(km)} km", 20, pen, halo=token["halo"], anchor="end")
    return drawn, (min(left, right - text_width(f"{decimal(km)} km", 20)) - 12, bottom - 40, right + 14, bottom + 8)


def _tags(
    hidden: Sequence[pin.Pin], frame: Frame, outlines: Outlines, taken: list[Box], kept: Sequence[Box], theme: Theme
) -> str:
    """Tags at the edge of the map: how many events lie where outside, with an arrow that points there."""
    groups: dict[str, list[pin.Pin]] = {}
    for one in hidden:
        groups.setdefault(_region(one, outlines), []).append(one)
    ranked = sorted(groups.items(), key=lambda g: -_events(g[1]))
    out = [
        _tag(say("{n} in {name}", n=decimal(_events(own)), name=name), own, frame, taken, kept, theme)
        for name, own in ranked[:_TAGS]
    ]
    rest = [p for _, own in ranked[_TAGS:] for p in own]
    if rest:
        out.append(_tag(say("{n} elsewhere", n=decimal(_events(rest))), rest, frame, taken, kept, theme))
    return "".join(out)


def _events(own: Sequence[pin.Pin]) -> int:
    return sum(len(p.events) for p in own)


def _region(one: pin.Pin, outlines: Outlines) -> str:
    place = one.events[0].place
    if place and place.admin1:
        return place.admin1
    area = outlines.country(place.country) if place and place.country else None
    return wording.country(area.code) if area else one.name


def _tag(words: str, own: Sequence[pin.Pin], frame: Frame, taken: list[Box], kept: Sequence[Box], theme: Theme) -> str:
    token = TOKENS[theme]
    left, top, right, bottom = frame.box
    middle = (left + right) / 2, (top + bottom) / 2
    spots = [frame.xy(p.lat, p.lon) for p in own]
    at = sum(x for x, _ in spots) / len(spots), sum(y for _, y in spots) / len(spots)
    turn = atan2(at[1] - middle[1], at[0] - middle[0])
    shown = cut(words, _TAG_ROOM, _TAG, 500)
    wide = text_width(shown, _TAG, 500) + 52
    half = (right - left - wide) / 2 - 16, (bottom - top - _TAG_HEIGHT) / 2 - 16
    far = min(half[0] / abs(cos(turn) or 1e-9), half[1] / abs(sin(turn) or 1e-9))
    x, y = middle[0] + far * cos(turn), middle[1] + far * sin(turn)
    upright = abs(abs(x - middle[0]) - half[0]) < 1
    box = _slid(centred(x, y, wide, _TAG_HEIGHT), frame.box, [*taken, *kept], upright=upright)
    taken.append(box)
    west = cos(turn) < -0.3
    y = (box[1] + box[3]) / 2
    arrow = sign(ARROW, box[0] + 22 if west else box[2] - 22, y, 18, token["ink"], turn=degrees(turn))
    return (
        rect(box, token["paper"], token["muted"], 1.2, 4)
        + arrow
        + text(box[0] + (40 if west else 12), y + 7, shown, _TAG, token["ink"], weight=500)
    )


def _slid(box: Box, frame: Box, taken: Sequence[Box], *, upright: bool) -> Box:
    """The box, moved along its edge of the map until it is free."""
    for step in range(40):
        way = (step + 1) // 2 * 22 * (1 if step % 2 else -1)
        dx, dy = (0, way) if upright else (way, 0)
        moved = (box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy)
        if within(moved, frame) and not any(overlap(moved, other, 6) for other in taken):
            return moved
    return box


def _inset(
    incident: Incident,
    outlines: Outlines,
    frame: Frame,
    points: Sequence[tuple[float, float]],
    taken: list[Box],
    theme: Theme,
) -> str:
    """The home country in the corner that hides least, with the view marked; empty where every corner is needed."""
    bounds_home = _home(incident, outlines)
    left, top, right, bottom = frame.box
    wide, high = _INSET
    corners = [(left + 16, bottom - high - 16), (left + 16, top + 16), (right - wide - 16, top + 16)]
    free = [
        b
        for b in ((x, y, x + wide, y + high) for x, y in corners)
        if not any(overlap(b, centred(*at, 2.2 * pin.CLOSE, 1.6 * pin.CLOSE)) for at in points)
        and not any(overlap(b, other, 6) for other in taken)
    ]
    if not free or bounds_home == _WORLD:
        return ""
    box = free[0]
    taken.append(box)
    token = TOKENS[theme]
    small = fitted(bounds_home, (box[0], box[1] + 36, box[2], box[3]), 8)
    west, south, east, north = frame.edges()
    (x1, y1), (x2, y2) = small.xy(north, west), small.xy(south, east)
    if hypot(x2 - x1, y2 - y1) > _INSET_SHARE * hypot(wide, high):
        taken.pop()
        return ""
    shown = ground(small, outlines, _countries(incident), _counts(incident), theme, key="inset", fine=0.7)
    return (
        rect(box, token["paper"])
        + shown
        + rect((x1, y1, x2, y2), "none", token["ink"], 2)
        + text(box[0] + 12, box[1] + 25, say("Events by state"), 20, token["ink"], weight=500)
        + rect(box, "none", token["muted"], 1.2)
    )
