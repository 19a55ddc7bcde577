"""The fonts of ``data/fonts`` cut down to Latin letters and our signs, as style rules that hold them."""

from __future__ import annotations

import base64
import io
from functools import cache

from fontTools import subset
from fontTools.ttLib import TTFont

from geo.present.design import CONDENSED, SANS, SERIF
from geo.present.fonts import FOLDER

_FACES = (
    (SANS, 400, "normal", "fira-sans-400-normal"),
    (CONDENSED, 400, "normal", "fira-sans-condensed-400-normal"),
    (CONDENSED, 400, "italic", "fira-sans-condensed-400-italic"),
    (CONDENSED, 500, "normal", "fira-sans-condensed-500-normal"),
    (CONDENSED, 600, "normal", "fira-sans-condensed-600-normal"),
    (SERIF, 400, "normal", "atlas-serif-400-normal"),
)
#: Latin with all its accents, punctuation, and the signs that the pages write; the reader's machine has the others.
_LETTERS = (*range(0x20, 0x250), *range(0x1E00, 0x1F00), *range(0x2010, 0x2040), 0x20AC, *range(0x2190, 0x2265))
_FEATURES = ["kern", "liga", "tnum", "lnum", "ccmp", "locl", "mark", "mkmk"]


@cache
def faces() -> str:
    """An ``@font-face`` for each."""
    return "".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};'
        f"src:url(data:font/woff;base64,{base64.b64encode(_cut(name)).decode()})}}"
        for family, weight, style, name in _FACES
    )


def _cut(name: str) -> bytes:
    font = TTFont(FOLDER / f"{name}.ttf", recalcTimestamp=False)
    cutter = subset.Subsetter(subset.Options(layout_features=_FEATURES, hinting=False, notdef_outline=True))
    cutter.populate(unicodes=_LETTERS)
    cutter.subset(font)
    font.flavor = "woff"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
