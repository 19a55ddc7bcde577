"""A line of words as outlines: directions by Unicode's algorithm, shapes by HarfBuzz, letters of several fonts.

For words that ``data/fonts`` cannot draw alone.  Writers of pictures and paper neither mix fonts within a line nor
shape Arabic or Devanagari; an outline looks the same in all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

import uharfbuzz as hb
from bidi import algorithm
from fontTools.pens.basePen import BasePen
from fontTools.pens.transformPen import TransformPen

from geo.present.design import CONDENSED
from geo.present.letters import Face, opened, own, segments, set_apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Units of a font's own grid that an outline is rounded to, at size 1.
_DIGITS = 4
#: What the algorithm has no rule for: characters that Unicode has not given away, and isolates, which screens strip.
_NO_TYPE = frozenset({"", "LRI", "RLI", "FSI", "PDI"})
Step = tuple[float, ...]
"""Numbers of a move (2), a line (2), a curve (6: two handles and the end); none: the ring is closed."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A line at size 1: its baseline begins at (0, 0), y runs downwards."""

    steps: tuple[tuple[str, Step], ...]
    """Letters M, L, C and Z with their numbers, as SVG has them."""
    width: float
    visual: str
    """The characters from left to right, as a program that copies text from paper expects them."""

    def path(self, size: float) -> str:
        """The data of an SVG path at ``size`` pixels."""
        return "".join(f"{letter}{' '.join(f'{n * size:.2f}' for n in numbers)}" for letter, numbers in self.steps)


class _Pen(BasePen):  # type: ignore[misc]
    """Notes what is drawn; quadratic curves come as cubic ones."""

    def __init__(self) -> None:
        super().__init__(None)
        self.steps: list[tuple[str, Step]] = []

    def _note(self, letter: str, *points: tuple[float, float]) -> None:
        self.steps.append((letter, tuple(round(n, _DIGITS) for point in points for n in point)))

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - fontTools' interface
        self._note("M", pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self._note("L", pt)

    def _curveToOne(  # noqa: N802
        self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]
    ) -> None:
        self._note("C", pt1, pt2, pt3)

    def _closePath(self) -> None:  # noqa: N802
        self._note("Z")


@lru_cache(maxsize=4096)
def outline(text: str, weight: int = 400, family: str = CONDENSED, *, italic: bool = False) -> Outline:
    """The words as they are read in a line that runs from left to right."""
    ours, pen, x = Face(own(family, weight, italic=italic)), _Pen(), 0.0
    levels, visual = _levels_of_line(text), ""
    for start, end in _visual_runs(levels):
        pieces = segments(text[start:end], ours)
        backwards = bool(levels[start] % 2)
        visual += text[start:end][:: -1 if backwards else 1]
        for face, words in reversed(pieces) if backwards else pieces:
            x += _shape(pen, face, words, weight, x, backwards=backwards)
    return Outline(tuple(pen.steps), x, visual)


def _shape(pen: _Pen, face: Face, words: str, weight: int, x: float, *, backwards: bool) -> float:
    """Draw words of one font and direction from ``x`` on; their width."""
    font, unit = _font(face, weight), 1 / opened(face).upem
    buffer = hb.Buffer()
    buffer.add_str(words)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if backwards else "ltr"
    hb.shape(font, buffer)
    start = x
    for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        at = (unit, 0, 0, -unit, x + place.x_offset * unit, -place.y_offset * unit)
        font.draw_glyph_with_pen(glyph.codepoint, TransformPen(pen, at))
        x += place.x_advance * unit
    return x - start


@cache
def _font(face: Face, weight: int) -> hb.Font:
    font = hb.Font(opened(face))
    font.set_variations({"wght": weight})
    return font


# ------------------------------------------------------------------ directions
def _levels_of_line(text: str) -> list[int]:
    return [level for part in set_apart(text) for level in _levels(part)]


def _levels(text: str) -> list[int]:
    """For each character how deep it is embedded: odd from right to left (Unicode's annex 9)."""
    storage = algorithm.get_empty_storage() | {"base_level": 0, "base_dir": "L"}
    algorithm.get_embedding_levels(text, storage)
    for place, character in enumerate(storage["chars"]):
        character["place"] = place
        if character["type"] in _NO_TYPE:
            character["type"] = "ON"
    algorithm.explicit_embed_and_overrides(storage)
    for resolve in (algorithm.resolve_weak_types, algorithm.resolve_neutral_types, algorithm.resolve_implicit_levels):
        resolve(storage, False)  # noqa: FBT003 - whether it prints what it does
    found = {character["place"]: character["level"] for character in storage["chars"]}
    levels: list[int] = []
    for place in range(len(text)):  # a joiner was taken out: it goes with what it joins
        levels.append(found.get(place, levels[-1] if levels else 0))
    return levels


def _visual_runs(levels: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where each run of one level begins and ends, from left to right."""
    runs, place = [], 0
    for level, group in groupby(levels):
        length = len(list(group))
        runs.append((level, place, place + length))
        place += length
    for least in range(max(levels, default=0), 0, -1):
        backwards = groupby(runs, lambda run, least=least: run[0] >= least)  # type: ignore[misc]
        runs = [run for deep, part in backwards for run in (reversed([*part]) if deep else part)]
    yield from ((start, end) for _, start, end in runs)
