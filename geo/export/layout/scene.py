"""Reads our own SVG as plain shapes with all transforms done: what a page of PDF and a slide are drawn from.

Only what ``geo.export`` writes is understood: groups, rectangles, circles, paths of lines and one arc, lines of text,
a rectangle to clip with, and two patterns.  Anything else would be lost, so it is an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from math import atan2, cos, dist, hypot, pi, sin, sqrt
from typing import TYPE_CHECKING, Literal
from xml.etree import ElementTree as ET

from geo.present.design import CONDENSED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geo.export.svg import Box

Point = tuple[float, float]
Pattern = Literal["hatch", "dots"]
_SVG = "{http://www.w3.org/2000/svg}"
_TOKEN = re.compile(r"([MLHVZAlhvzamz])|(-?\d*\.?\d+(?:e-?\d+)?)")
_TRANSFORM = re.compile(r"(translate|scale|rotate)\(([^)]*)\)")
_ARC_STEPS = 28
#: Units between the ends of a line that goes round: steps of tenths do not add up to nothing.
_SAME = 0.05


@dataclass(frozen=True, slots=True)
class Look:
    """Fill and line; None: none."""

    fill: str | None = None
    pattern: Pattern | None = None
    fill_opacity: float = 1
    stroke: str | None = None
    stroke_opacity: float = 1
    width: float = 1
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """Rings and lines that are filled and drawn together."""

    rings: tuple[tuple[Point, ...], ...]
    closed: tuple[bool, ...]
    look: Look
    clip: Box | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Oval:
    """A circle."""

    x: float
    y: float
    radius: float
    look: Look
    name: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text on its baseline."""

    x: float
    y: float
    text: str
    size: float
    weight: int
    family: str
    italic: bool
    anchor: str
    fill: str
    opacity: float = 1
    halo: str | None = None
    spacing: float = 0


Piece = Shape | Oval | Words


@dataclass(frozen=True, slots=True)
class _Place:
    """What a group hands on to what is in it."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0
    opacity: float = 1
    clip: Box | None = None
    name: str = ""

    def at(self, x: float, y: float) -> Point:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    @property
    def scale(self) -> float:
        return sqrt(abs(self.a * self.d - self.b * self.c))

    def moved(self, told: str) -> _Place:
        place = self
        for kind, numbers in _TRANSFORM.findall(told):
            n = [float(x) for x in numbers.replace(",", " ").split()]
            if kind == "translate":
                m = (1.0, 0.0, 0.0, 1.0, n[0], n[1] if len(n) > 1 else 0.0)
            elif kind == "scale":
                m = (n[0], 0.0, 0.0, n[-1], 0.0, 0.0)
            else:
                turn = n[0] * pi / 180
                m = (cos(turn), sin(turn), -sin(turn), cos(turn), 0.0, 0.0)
            place = place._times(m)
        return place

    def _times(self, m: tuple[float, ...]) -> _Place:
        a, b, c, d, e, f = m
        x, y = self.at(e, f)
        return replace(
            self,
            a=self.a * a + self.c * b,
            b=self.b * a + self.d * b,
            c=self.a * c + self.c * d,
            d=self.b * c + self.d * d,
            e=x,
            f=y,
        )


def pieces(svg: str) -> list[Piece]:
    """Every shape and line of text of an SVG, or of elements that would stand in one, from the bottom up."""
    root = ET.fromstring(svg if svg.startswith("<svg") else f'<svg xmlns="{_SVG[1:-1]}">{svg}</svg>')  # noqa: S314 - our own
    clips = {c.get("id"): _clip(c) for c in root.iter(f"{_SVG}clipPath")}
    return list(_inside(root, _Place(), clips))


def _clip(element: ET.Element) -> Box:
    (inner,) = element
    x, y, wide, high = (float(inner.get(k, 0)) for k in ("x", "y", "width", "height"))
    return x, y, x + wide, y + high


def _inside(parent: ET.Element, place: _Place, clips: dict[str | None, Box]) -> Iterator[Piece]:
    for element in parent:
        kind = element.tag.removeprefix(_SVG)
        if kind == "defs":
            continue
        here = place.moved(element.get("transform", ""))
        name = element.get("data-name")
        here = replace(here, name=name) if name else here
        if kind == "g":
            clip = clips.get(element.get("clip-path", "")[5:-1])
            opacity = here.opacity * float(element.get("opacity", 1))
            yield from _inside(element, replace(here, opacity=opacity, clip=clip or here.clip), clips)
        else:
            yield _MADE[kind](element, here)


def _look(element: ET.Element, place: _Place) -> Look:
    fill, stroke = element.get("fill", "#000000"), element.get("stroke", "none")
    dash = tuple(float(x) * place.scale for x in element.get("stroke-dasharray", "").split())
    pattern: Pattern | None = None
    if fill.startswith("url("):
        pattern = "hatch" if "hatch" in fill else "dots"
    width = float(element.get("stroke-width", 1)) * place.scale
    return Look(
        None if pattern or fill == "none" else fill,
        pattern,
        float(element.get("fill-opacity", 1)) * place.opacity,
        None if stroke == "none" or not width else stroke,
        float(element.get("stroke-opacity", 1)) * place.opacity,
        width,
        dash,
    )


def _rect(element: ET.Element, place: _Place) -> Shape:
    x, y, wide, high = (float(element.get(k, 0)) for k in ("x", "y", "width", "height"))
    corners = ((x, y), (x + wide, y), (x + wide, y + high), (x, y + high))
    return Shape((tuple(place.at(*p) for p in corners),), (True,), _look(element, place), place.clip, place.name)


def _circle(element: ET.Element, place: _Place) -> Oval:
    x, y = place.at(float(element.get("cx", 0)), float(element.get("cy", 0)))
    return Oval(x, y, float(element.get("r", 0)) * place.scale, _look(element, place), place.name)


def _path(element: ET.Element, place: _Place) -> Shape:
    lines = [(tuple(place.at(*p) for p in points), closed) for points, closed in _read(element.get("d", ""))]
    rings, closed = zip(*lines, strict=True) if lines else ((), ())
    return Shape(rings, closed, _look(element, place), place.clip, place.name)


def _text(element: ET.Element, place: _Place) -> Words:
    x, y = place.at(float(element.get("x", 0)), float(element.get("y", 0)))
    return Words(
        x,
        y,
        element.text or "",
        float(element.get("font-size", 20)) * place.scale,
        int(element.get("font-weight", 400)),
        element.get("font-family", CONDENSED),
        element.get("font-style") == "italic",
        element.get("text-anchor", "start"),
        element.get("fill", "#000000"),
        place.opacity,
        element.get("stroke"),
        float(element.get("letter-spacing", 0)) * place.scale,
    )


_MADE: dict[str, Callable[[ET.Element, _Place], Piece]] = {
    "rect": _rect,
    "circle": _circle,
    "path": _path,
    "text": _text,
}


# ------------------------------------------------------------------ the data of a path
def _read(data: str) -> Iterator[tuple[list[Point], bool]]:
    """Each line of a path with whether it is closed; an arc as short lines."""
    points: list[Point] = []
    start = at = (0.0, 0.0)
    for command, n in _commands(data):
        low, relative = command.lower(), command.islower()
        dx, dy = at if relative else (0.0, 0.0)
        if low == "z":
            yield points, True
            points, at = [], start
            continue
        if low == "m":
            if len(points) > 1:
                yield points, dist(points[0], points[-1]) < _SAME
            start = at = (n[0] + dx, n[1] + dy)
            points = [at]
            continue
        points = points or [at]
        if low == "a":
            end = n[5] + dx, n[6] + dy
            points += _arc(at, n[0], large=bool(n[3]), sweep=bool(n[4]), end=end)
            at = end
        else:
            at = (
                n[0] + dx if low in "lh" else at[0],
                n[1] + dy if low == "l" else n[0] + dy if low == "v" else at[1],
            )
            points.append(at)
    if len(points) > 1:
        yield points, dist(points[0], points[-1]) < _SAME


_TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "a": 7, "z": 0}


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with its numbers; numbers that go on after a command repeat it, after a move they are lines."""
    command, numbers = "", []
    for letter, number in _TOKEN.findall(data):
        if letter:
            command = letter
            if command in "zZ":
                yield command, []
            continue
        numbers.append(float(number))
        if len(numbers) == _TAKES[command.lower()]:
            yield command, numbers
            numbers = []
            command = {"M": "L", "m": "l"}.get(command, command)


def _arc(start: Point, radius: float, *, large: bool, sweep: bool, end: Point) -> list[Point]:
    """Points of a circle's arc from ``start`` to ``end``, ``end`` among them."""
    dx, dy = (end[0] - start[0]) / 2, (end[1] - start[1]) / 2
    half = min(hypot(dx, dy), radius)
    away = sqrt(max(radius**2 - half**2, 0)) * (1 if large != sweep else -1)
    unit = hypot(dx, dy) or 1
    x, y = start[0] + dx - dy / unit * away, start[1] + dy + dx / unit * away
    first, last = atan2(start[1] - y, start[0] - x), atan2(end[1] - y, end[0] - x)
    turn = (last - first) % (2 * pi) if sweep else -((first - last) % (2 * pi))
    return [
        (x + radius * cos(first + turn * k / _ARC_STEPS), y + radius * sin(first + turn * k / _ARC_STEPS))
        for k in range(1, _ARC_STEPS + 1)
    ]
