"""Pieces of an SVG picture: text, boxes, small signs.  All text passes ``geo.escape.safe`` here and nowhere else."""

from __future__ import annotations

import html
import re
from typing import Literal

import resvg_py

from geo.escape import safe
from geo.present.design import CONDENSED
from geo.present.fonts import drawable, width
from geo.present.letters import FOLDER, is_own
from geo.present.outlines import outline

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""
Anchor = Literal["start", "middle", "end"]

#: Signs that the fonts lack, as paths in a box of 16 by 16; an arrow points to the right.
ARROW = "M1 8H13.5M8.5 3 13.5 8 8.5 13"
DIAMOND = "M8 1 15 8 8 15 1 8Z"


def text(
    x: float,
    y: float,
    words: str,
    size: float,
    fill: str,
    *,
    weight: int = 400,
    anchor: Anchor = "start",
    family: str = CONDENSED,
    italic: bool = False,
    halo: str = "",
    spacing: float = 0,
) -> str:
    """One line of text on its baseline; ``halo`` is a colour drawn around the letters."""
    extra = "".join(
        [
            f' text-anchor="{anchor}"' if anchor != "start" else "",
            ' font-style="italic"' if italic else "",
            f' letter-spacing="{spacing:g}"' if spacing else "",
            f' stroke="{halo}" stroke-width="5" stroke-linejoin="round" paint-order="stroke"' if halo else "",
        ]
    )
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="{family}" font-size="{size:g}" font-weight="{weight}" '
        f'fill="{fill}"{extra}>{safe(drawable(words))}</text>'
    )


def text_width(words: str, size: float, weight: int = 400, family: str = CONDENSED, spacing: float = 0) -> float:
    """Pixels that ``text`` will take."""
    shown = drawable(words)
    return width(shown, size, weight, family) + spacing * len(shown)


def line(x1: float, y1: float, x2: float, y2: float, colour: str, thick: float = 1, dash: str = "") -> str:
    """A straight line."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{colour}" stroke-width="{thick:g}"{dashed} '
        'fill="none"/>'
    )


def rect(box: Box, fill: str, stroke: str = "none", thick: float = 1, radius: float = 0, dash: str = "") -> str:
    """A rectangle."""
    left, top, right, bottom = box
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}" '
        f'rx="{radius:g}" fill="{fill}" stroke="{stroke}" stroke-width="{thick:g}"{dashed}/>'
    )


def sign(path: str, x: float, y: float, size: float, colour: str, *, turn: float = 0, filled: bool = False) -> str:
    """One of the signs above, its middle at (x, y), turned clockwise by ``turn`` degrees."""
    look = f'fill="{colour}"' if filled else f'fill="none" stroke="{colour}" stroke-width="2"'
    return (
        f'<g transform="translate({x:.1f} {y:.1f}) rotate({turn:.0f}) scale({size / 16:.3f}) translate(-8 -8)">'
        f'<path d="{path}" {look}/></g>'
    )


def overlap(a: Box, b: Box, gap: float = 0) -> bool:
    """True if two boxes come closer than ``gap``."""
    return a[0] < b[2] + gap and b[0] < a[2] + gap and a[1] < b[3] + gap and b[1] < a[3] + gap


def within(inner: Box, outer: Box) -> bool:
    """True if the first box lies wholly in the second."""
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def centred(x: float, y: float, wide: float, high: float) -> Box:
    """A box around a point."""
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


#: A line of text as ``text`` writes it: attributes, words.
TEXT = re.compile(r"<text ([^>]*)>([^<]*)</text>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
#: Attributes of a text that its outline keeps.
_KEPT = frozenset({"fill", "stroke", "stroke-width", "stroke-linejoin", "paint-order"})


def attributes(told: str) -> dict[str, str]:
    """The attributes of an element by name."""
    return dict(_ATTRIBUTE.findall(told))


def png(svg: str, width: int | None = None) -> bytes:
    """A picture as PNG, with the fonts of ``data/fonts`` and outlines of others; ``width`` in pixels, None: its own."""
    fonts = [str(path) for path in sorted(FOLDER.glob("*.ttf"))]
    drawn = TEXT.sub(_outlined, svg)
    return bytes(resvg_py.svg_to_bytes(svg_string=drawn, width=width, font_files=fonts, skip_system_fonts=True))


def _outlined(found: re.Match[str]) -> str:
    """A text as it is where our fonts draw it, else as a path: the drawing program mixes no fonts within a word."""
    words, told = html.unescape(found[2]), attributes(found[1])
    if is_own(words):
        return found[0]
    size, weight = float(told["font-size"]), int(told.get("font-weight", 400))
    line = outline(words, weight, told["font-family"], italic=told.get("font-style") == "italic")
    x = float(told["x"]) - {"start": 0, "middle": 0.5, "end": 1}[told.get("text-anchor", "start")] * line.width * size
    looks = "".join(f' {name}="{value}"' for name, value in told.items() if name in _KEPT)
    return f'<path transform="translate({x:.2f} {told["y"]})" d="{line.path(size)}"{looks}/>'
