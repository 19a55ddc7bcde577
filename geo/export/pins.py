"""Events as symbols on the map: grouped by place, joined on a plate where they would cover each other, and named."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import cos, hypot, pi, sin
from typing import TYPE_CHECKING

import shapely

from geo.export.svg import Box, centred, line, overlap, rect, text, text_width, within
from geo.maps.payload import by_place
from geo.messages import say_n
from geo.present.design import BY_KEY, SYMBOLS, TOKENS, Theme, shape, symbol_of
from geo.present.fonts import cut, drawable
from geo.types import ADMIN1, ADMIN2, NEAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.export.ground import Outlines
    from geo.export.projection import Frame
    from geo.incident import IncidentEvent

#: where_prec of what is known to lie near a place, or in its municipality.
WIDE = (NEAR, ADMIN2)
#: Symbols closer than this share a plate, in pixels of a picture 1920 wide.
CLOSE = 44
#: The distances tried in turn, until every plate and nearly every name finds a free spot.
_JOINS = (CLOSE, 60, 84, 118, 165)
#: Share of the names that may find no free spot; above it more symbols join.
_NAMELESS = 0.1
#: Places on one plate up to which each has its leader.
_LEADERS = 4
SIZE = 25
_PLATE, _PAD, _COUNT = 38, 7, 20
#: Radius in pixels of the sign for "around here"; a ring that is wider on the map is drawn as wide as it is.
RING = 23
#: Dashes of the ring, and of the edge of a plate that stands in place of one.
_DASH = "5 3.5"
_STEM = 13
#: Pixels from its state's label point beyond which a symbol may seem to be another state's.
_OFF = 24
#: Where a plate may move if its place is taken: distances in pixels, each tried all around.
_DISTANCES = (0, 40, 56, 74, 96, 120)
_WAYS = 12
_NAME, _MAIN_NAME = 21, 24
#: Pixels for a name, and for one that finds no free spot so wide: a shortened name says more than none.
_NAME_ROOMS = (290, 190)


@dataclass(frozen=True, slots=True)
class Pin:
    """All events of one place."""

    lat: float
    lon: float
    name: str
    prec: int
    """The best known of them (``drawn_prec``)."""
    events: tuple[IncidentEvent, ...]
    level: str = "city"
    """As in ``Place``."""
    radius_km: float | None = None
    """As in ``IncidentEvent``, of the best known."""

    @property
    def main(self) -> bool:
        """True if the event that the incident is named after happened here."""
        return any(e.main for e in self.events)


@dataclass(frozen=True, slots=True)
class Plate:
    """Pins that are drawn as one, where they are and where they are drawn."""

    pins: tuple[Pin, ...]
    """The strongest first."""
    points: tuple[tuple[float, float], ...]
    """Pixels of each pin."""
    box: Box = (0, 0, 0, 0)

    @property
    def symbols(self) -> list[tuple[str, int]]:
        """Key of each kind of event with its number, in the order of the legend."""
        told = Counter(symbol_of(e.type).key for pin in self.pins for e in pin.events)
        return [(s.key, told[s.key]) for s in SYMBOLS if told[s.key]]

    @property
    def framed(self) -> bool:
        """False for one single symbol, which needs no plate."""
        return self.symbols[0][1] > 1 or len(self.symbols) > 1

    @property
    def name(self) -> str:
        """The strongest place, and how many more are drawn with it."""
        return self.label(float("inf"), 1, 400)

    def label(self, room: float, size: float, weight: int) -> str:
        """``name`` in ``room`` pixels; only the place's own name is cut.

        A town goes before a building in it, but the main event's place before all.
        """
        ranked = sorted(self.pins, key=lambda p: (not p.main, p.level == "poi"))
        names = list(dict.fromkeys(drawable(p.name) for p in ranked))
        rest = say_n(" and {n} nearby", " and {n} nearby", len(names) - 1) if len(names) > 1 else ""
        return cut(names[0], room - text_width(rest, size, weight), size, weight) + rest

    @property
    def main(self) -> bool:
        """True if it holds the main event."""
        return any(p.main for p in self.pins)

    def size(self) -> tuple[float, float]:
        """Width and height in pixels."""
        if not self.framed:
            return SIZE, SIZE
        wide = sum(SIZE + (4 + text_width(str(n), _COUNT, 500) if n > 1 else 0) for _, n in self.symbols)
        return wide + _PAD * (len(self.symbols) + 1), _PLATE


def pins(events: Iterable[IncidentEvent], outlines: Outlines) -> list[Pin]:
    """One pin for each place, the main event's first, then by the number of events; states at their label points."""
    found = [_pin(group, outlines) for group in by_place(events)]
    return sorted(found, key=lambda p: (not p.main, -len(p.events), p.prec, p.name))


def _pin(group: list[IncidentEvent], outlines: Outlines) -> Pin:
    place, state, best = group[0].place, group[0].drawn_prec == ADMIN1, nearest(group)
    assert place is not None  # noqa: S101 - by_place groups placed events only
    area = outlines.admin1(place.admin1_code) if state and place.admin1_code else None
    lat, lon = (area.lat, area.lon) if area else (place.lat, place.lon)
    name = (place.admin1 or place.name) if state else place.name
    return Pin(lat, lon, name, best.drawn_prec or ADMIN1, tuple(group), place.level, best.radius_km)


def nearest(group: Sequence[IncidentEvent]) -> IncidentEvent:
    """The event of a place that is known best, the one of the narrowest ring."""
    return min(group, key=lambda e: (e.drawn_prec or ADMIN1, e.radius_km or float("inf")))


@dataclass(frozen=True, slots=True)
class Layout:
    """Plates with their places, and the names that found one."""

    plates: tuple[Plate, ...]
    names: str
    """SVG."""
    taken: tuple[Box, ...]
    """What later text must leave free, the points of the places too."""


def arranged(found: Sequence[Pin], frame: Frame, room: Box, taken: Sequence[Box], theme: Theme) -> Layout:
    """Symbols and names without overlaps; where the map is crowded, more of them share a plate."""
    for near in _JOINS:
        boxes = list(taken)
        joined = plates(found, frame, near)
        spots, crowded = placed(joined, room, boxes)
        names, nameless = named(spots, room, boxes, theme)
        if not crowded and nameless <= _NAMELESS * len(spots):
            break
    feet = [centred(*at, 16, 16) for plate in spots for at in plate.points]
    return Layout(tuple(spots), names, (*boxes, *feet))


def plates(found: Sequence[Pin], frame: Frame, near: float = CLOSE) -> list[Plate]:
    """Pins of the view, joined where they come closer than ``near``; the strongest of each plate sets its place.

    A state's symbol stands for no point and joins none; it comes last, and gives way.
    """
    groups: list[list[tuple[Pin, tuple[float, float]]]] = []
    for pin in found:
        x, y = frame.xy(pin.lat, pin.lon)
        close = (
            None
            if pin.prec == ADMIN1
            else next(
                (g for g in groups if g[0][0].prec != ADMIN1 and hypot(x - g[0][1][0], y - g[0][1][1]) < near), None
            )
        )
        if close is None:
            groups.append([(pin, (x, y))])
        else:
            close.append((pin, (x, y)))
    groups.sort(key=lambda g: g[0][0].prec == ADMIN1)
    return [Plate(tuple(p for p, _ in g), tuple(at for _, at in g)) for g in groups]


def placed(found: Sequence[Plate], room: Box, taken: list[Box]) -> tuple[list[Plate], int]:
    """Every plate with its box, and how many found no free one; nearest first.  ``taken`` grows.

    A box is free if it covers no other box and no other place's point; one whose leader stays in sight comes first.
    """
    out, crowded = [], 0
    for plate in found:
        spots = _spots(plate)
        inside = [spot for spot in spots if within(spot, room)] or spots[:1]
        feet = _feet_of_others(plate, found)
        free = (spot for spot in inside if not any(overlap(spot, other, 3) for other in (*taken, *feet)))
        box = _with_leader_in_sight(free, plate.points[0], taken)
        crowded += box is None
        box = box or inside[0]
        taken.append(box)
        out.append(Plate(plate.pins, plate.points, box))
    return out, crowded


def _spots(plate: Plate) -> list[Box]:
    """Boxes for a plate, nearest first, each distance all around."""
    wide, high = plate.size()
    x, y = plate.points[0]
    stem = plate.pins[0].prec <= 2
    return [
        centred(
            x + r * cos(2 * pi * k / _WAYS), y + r * sin(2 * pi * k / _WAYS) - (high / 2 + _STEM) * stem, wide, high
        )
        for r in _DISTANCES
        for k in range(_WAYS if r else 1)
    ]


def _with_leader_in_sight(free: Iterable[Box], at: tuple[float, float], taken: Sequence[Box]) -> Box | None:
    """The first of the spots whose leader to ``at`` runs under nothing; else the one of whose leader most is seen."""
    best, least = None, float("inf")
    for spot in free:
        hidden = _hidden(shapely.LineString([_nearest_to(at, spot), at]), taken)
        if hidden < 1:
            return spot
        if hidden < least:
            best, least = spot, hidden
    return best


def _hidden(leader: shapely.LineString, taken: Sequence[Box]) -> float:
    """Pixels of a leader that lie under boxes."""
    return sum(shapely.clip_by_rect(leader, *other).length for other in taken) if leader.length else 0.0


def _nearest_to(at: tuple[float, float], box: Box) -> tuple[float, float]:
    """The point of a box that is nearest to another, where a leader begins."""
    left, top, right, bottom = box
    return min(max(at[0], left), right), min(max(at[1], top), bottom)


def _feet_of_others(plate: Plate, found: Sequence[Plate]) -> list[Box]:
    """The points of all other places; a state has none."""
    return [
        centred(*at, 18, 18)
        for other in found
        if other is not plate and other.pins[0].prec != ADMIN1
        for at in other.points
    ]


def drawn(found: Sequence[Plate], frame: Frame, theme: Theme) -> str:
    """All rings, points and leaders, and over them the plates and their symbols, the strongest on top."""
    token = TOKENS[theme]
    under = [
        _under(pin, at, plate, token, ring=frame.pixels(pin.radius_km or 0) <= RING)
        for plate in found
        for pin, at in zip(plate.pins, plate.points, strict=True)
    ]
    return "".join([*under, *(_over(plate, theme) for plate in reversed(found))])


def _over(plate: Plate, theme: Theme) -> str:
    """The plate and its symbols."""
    token = TOKENS[theme]
    left, top, _, bottom = plate.box
    if not plate.framed:
        return _symbol(plate.symbols[0][0], left, top, theme)
    edge, thick = (token["ink"], 2.6) if plate.main else (token["muted"], 1.6)
    body = [rect(plate.box, token["paper"], edge, thick, 4, _DASH if plate.pins[0].prec in WIDE else "")]
    x = left + _PAD
    for key, n in plate.symbols:
        body.append(_symbol(key, x, (top + bottom - SIZE) / 2, theme, halo=False))
        x += SIZE
        if n > 1:
            body.append(text(x + 4, bottom - 12, str(n), _COUNT, token["ink"], weight=500))
            x += 4 + text_width(str(n), _COUNT, 500)
        x += _PAD
    return "".join(body)


def _under(pin: Pin, at: tuple[float, float], plate: Plate, token: dict[str, str], *, ring: bool) -> str:
    """What lies below the symbols of one pin: its ring or its foot, and the leader if they stand elsewhere.

    ``ring``: the sign for one is wanted, since it is no wider on the map.  Where many places share a plate their points
    stand alone.
    """
    x, y = at
    left, top, right, bottom = plate.box
    if pin.prec == ADMIN1:
        return _to_state(at, plate.box, token)
    away = not (left <= x <= right and top <= y <= bottom)
    parts = []
    many = len(plate.pins) > _LEADERS
    if ring and pin.prec in WIDE and not many and (away or not plate.framed):
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{RING}" fill="{token["paper"]}" fill-opacity=".45" '
            f'stroke="{token["ink2"]}" stroke-width="1.5" stroke-dasharray="{_DASH}"/>'
        )
    if away and not (many and at != plate.points[0]):
        foot = _nearest_to(at, plate.box) if plate.framed else ((left + right) / 2, (top + bottom) / 2)
        parts.append(line(*foot, x, y, token["halo"], 4.5) + line(*foot, x, y, token["ink"], 1.5))
    if away or pin.prec < WIDE[0]:
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.4" fill="{token["ink"]}" stroke="{token["halo"]}" '
            f'stroke-width="1"/>'
        )
    return "".join(parts)


def _to_state(at: tuple[float, float], box: Box, token: dict[str, str]) -> str:
    """A thin leader into the state, where its symbols had to stand far off; without a foot, since it is no point."""
    start = _nearest_to(at, box)
    if hypot(start[0] - at[0], start[1] - at[1]) <= _OFF:
        return ""
    return line(*start, *at, token["halo"], 4) + line(*start, *at, token["ink2"], 1.2)


def _symbol(key: str, left: float, top: float, theme: Theme, *, halo: bool = True) -> str:
    symbol, token = BY_KEY[key], TOKENS[theme]
    ring = (
        f'<path d="{symbol.path}" fill="none" stroke="{token["halo"]}" stroke-width="4" stroke-linejoin="round"/>'
        if halo
        else ""
    )
    return f'<g transform="translate({left:.1f} {top:.1f}) scale({SIZE / 16:.4f})">{ring}{shape(symbol, theme)}</g>'


def named(found: Sequence[Plate], room: Box, taken: list[Box], theme: Theme) -> tuple[str, int]:
    """The names beside the plates where nothing else is, as SVG, and how many found no free spot and are left out."""
    token = TOKENS[theme]
    out: list[str] = []
    feet = [centred(*at, 16, 16) for plate in found for at in plate.points]
    for plate in found:
        size, weight = (_MAIN_NAME, 600) if plate.main else (_NAME, 500)
        for wide in _NAME_ROOMS:
            name = plate.label(wide, size, weight)
            box = _name_box(plate, text_width(name, size, weight), size, room, [*taken, *feet])
            if box is not None:
                taken.append(box)
                at = box[0], box[3] - 0.24 * size
                out.append(text(*at, name, size, token["ink"], weight=weight, halo=token["halo"]))
                break
    return "".join(out), len(found) - len(out)


def _name_box(plate: Plate, wide: float, size: float, room: Box, taken: Sequence[Box]) -> Box | None:
    left, top, right, bottom = plate.box
    x, y = (left + right) / 2, (top + bottom) / 2
    ring = 0 if plate.framed or plate.pins[0].prec not in WIDE else RING - SIZE / 2
    high = size * 1.05
    spots = []
    for out in (4 + ring, 4, 12 + ring):
        beside = wide / 2 + (right - left) / 2 + out
        over = high / 2 + (bottom - top) / 2 + out
        spots += [(x + beside, y), (x - beside, y), (x, y - over), (x, y + over)]
        spots += [(x + beside * h, y + over * v) for h, v in ((0.9, -0.75), (0.9, 0.75), (-0.9, -0.75), (-0.9, 0.75))]
        spots += [(x + wide * h, y + over * v) for h in (0.3, -0.3) for v in (1, -1)]
    boxes = (centred(*spot, wide, high) for spot in spots)
    return next(
        (box for box in boxes if within(box, room) and not any(overlap(box, other, 1) for other in taken)), None
    )
