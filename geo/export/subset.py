"""A font cut down to some of its characters, as a rule of a style sheet that holds it."""

from __future__ import annotations

import base64
import io
from functools import lru_cache
from typing import TYPE_CHECKING

from fontTools import subset
from fontTools.ttLib import TTFont

if TYPE_CHECKING:
    from geo.present.letters import Face

#: What is kept of a font's rules for Latin; other scripts need all of theirs, which are taken with the letters.
_LATIN = ["kern", "liga", "tnum", "lnum", "ccmp", "locl", "mark", "mkmk"]


def rule(
    face: Face, letters: frozenset[int], family: str, weight: str, *, italic: bool = False, latin: bool = True
) -> str:
    """An ``@font-face`` of that family; ``weight``: one, or of a font that has all of them the first and the last."""
    style = "italic" if italic else "normal"
    data = base64.b64encode(_cut(face, letters, latin=latin)).decode()
    # Several fonts of one family and weight are told apart by their letters alone.
    only = "" if latin else f"unicode-range:{','.join(f'U+{letter:X}' for letter in sorted(letters))};"
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};{only}'
        f"src:url(data:font/woff;base64,{data})}}"
    )


@lru_cache(maxsize=64)
def _cut(face: Face, letters: frozenset[int], *, latin: bool) -> bytes:
    font = TTFont(face.path, fontNumber=face.index, recalcTimestamp=False, lazy=True)
    kept = _LATIN if latin else ["*"]
    cutter = subset.Subsetter(subset.Options(layout_features=kept, hinting=False, notdef_outline=True))
    cutter.populate(unicodes=letters)
    cutter.subset(font)
    font.flavor = "woff"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
