"""Widths of words in the fonts of ``data/fonts``: what charts and pictures need so that no label is cut or overlaps.

Everything is measured with the files that are drawn with, so the numbers hold for the picture and, within a pixel or
two, for the charts in a browser.  Words of other scripts are measured as they are drawn, in outlines.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from PIL import ImageFont

from geo.escape import visible
from geo.present.design import CONDENSED
from geo.present.letters import LOST, is_drawn, is_own, own
from geo.present.outlines import outline

ELLIPSIS = "…"
#: The size at which words are measured; other sizes follow in proportion, since the fonts are not hinted by PIL.
_MEASURED_AT = 100
#: What ends a line, as ``str.splitlines`` has it, is a space on one line: the layout engine refuses it.
_ENDS = dict.fromkeys(map(ord, "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " ")


@cache
def _face(family: str, weight: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(own(family, weight)), _MEASURED_AT)


# A chart asks the same labels again with each click, many of them for each day.
@lru_cache(8192)
def width(text: str, size: float, weight: int = 400, family: str = CONDENSED) -> float:
    """Pixels that ``text`` takes on one line at ``size`` pixels; the weight is one that ``data/fonts`` holds."""
    line = text.translate(_ENDS)
    if not is_own(line):
        return outline(line, weight, family).width * size
    return float(_face(family, weight).getlength(line)) * size / _MEASURED_AT


def cut(text: str, room: float, size: float, weight: int = 400, family: str = CONDENSED) -> str:
    """``text``, or as much of it as fits ``room`` pixels with an ellipsis at its end."""
    if width(text, size, weight, family) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = width(text[:middle].rstrip() + ELLIPSIS, size, weight, family) <= room
        low, high = (middle, high) if fits else (low, middle - 1)
    return text[:low].rstrip(" ,.;:–-") + ELLIPSIS


def wrap(text: str, room: float, size: float, weight: int = 400, family: str = CONDENSED) -> list[str]:
    """``text`` in lines of at most ``room`` pixels, broken at spaces; a word wider than the room is cut."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, weight, family) <= room:
            lines[-1] = longer
        else:
            lines.append(cut(word, room, size, weight, family))
    return lines


def fit(
    text: str, room: float, sizes: tuple[float, ...], rows: int, weight: int = 400, family: str = CONDENSED
) -> tuple[float, list[str]]:
    """The largest of ``sizes`` at which ``text`` takes at most ``rows`` lines, and the lines.

    At the smallest size the last row is cut with an ellipsis if the text is still too long.
    """
    for size in sizes:
        lines = wrap(text, room, size, weight, family)
        if len(lines) <= rows:
            return size, lines
    kept = [*lines[: rows - 1], cut(" ".join(lines[rows - 1 :]), room, size, weight, family)]
    return size, kept


#: Signs that ``data/fonts`` lacks and that read as well in words.
_SPELT = str.maketrans({"≤": "at most", "≥": "at least", "≠": "not", "→": "to", "\u00a0": " ", "\u2011": "-"})


def drawable(text: str) -> str:
    """``text`` in characters that some font holds; others are reduced to what they are made of, or are ``LOST``."""
    out: list[str] = []
    for character in visible(text).translate(_SPELT):
        made_of = unicodedata.normalize("NFKC", character)
        bases = [character, made_of]
        out.append(next((base for base in bases if all(map(is_drawn, base))), LOST))
    return "".join(out)


def loses(text: str) -> bool:
    """Whether ``drawable`` has to leave characters of it out."""
    return not is_own(text) and LOST in drawable(text)
