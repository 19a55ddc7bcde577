"""Widths of words in the fonts of ``data/fonts``: what charts and pictures need so that no label is cut or overlaps.

Everything is measured with the files that are drawn with, so the numbers hold for the picture and, within a pixel or
two, for the charts in a browser.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from PIL import ImageFont

from geo.escape import visible
from geo.present.design import CONDENSED, SANS, SERIF
from geo.settings import DATA

FOLDER = DATA / "fonts"
ELLIPSIS = "…"
#: The size at which words are measured; other sizes follow in proportion, since the fonts are not hinted by PIL.
_MEASURED_AT = 100
#: What ends a line, as ``str.splitlines`` has it, is a space on one line: the layout engine refuses it.
_ENDS = dict.fromkeys(map(ord, "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " ")
_FILES = {SANS: "fira-sans", CONDENSED: "fira-sans-condensed", SERIF: "atlas-serif"}


@cache
def _face(family: str, weight: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FOLDER / f"{_FILES[family]}-{weight}-normal.ttf"), _MEASURED_AT)


def width(text: str, size: float, weight: int = 400, family: str = CONDENSED) -> float:
    """Pixels that ``text`` takes on one line at ``size`` pixels; the weight is one that ``data/fonts`` holds."""
    return float(_face(family, weight).getlength(text.translate(_ENDS))) * size / _MEASURED_AT


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


#: What stands for characters that none of the fonts draws.
_SPELT = str.maketrans({"≤": "at most", "≥": "at least", "≠": "not", "→": "to", "\u00a0": " ", "\u2011": "-"})


@cache
def _has(character: str) -> bool:
    face = _face(CONDENSED, 400)
    return character.isspace() or bytes(face.getmask(character)) != bytes(face.getmask("\ue123"))


def drawable(text: str) -> str:
    """``text`` in characters that the fonts hold; what they lack is spelt, reduced to its base letter or shown as "?".

    The fonts cover Latin letters; a picture has no other fonts to fall back on.
    """
    out: list[str] = []
    for character in visible(text).translate(_SPELT):
        bases = [character, unicodedata.normalize("NFKC", character), unicodedata.normalize("NFD", character)[0]]
        out.append(next((base for base in bases if all(map(_has, base))), "?"))
    return "".join(out)
