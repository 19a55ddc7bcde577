"""The fonts of ``data/fonts`` cut down to Latin letters and our signs, as style rules that hold them."""

from __future__ import annotations

from functools import cache

from geo.export.subset import rule
from geo.present.design import CONDENSED, SANS, SERIF
from geo.present.letters import Face, own

_FACES = (
    (SANS, 400, False),
    (CONDENSED, 400, False),
    (CONDENSED, 400, True),
    (CONDENSED, 500, False),
    (CONDENSED, 600, False),
    (SERIF, 400, False),
)
#: Latin with all its accents, punctuation, and the signs that the pages write; the reader's machine has the others.
_LETTERS = (*range(0x20, 0x250), *range(0x1E00, 0x1F00), *range(0x2010, 0x2040), 0x20AC, *range(0x2190, 0x2265))


@cache
def faces() -> str:
    """An ``@font-face`` for each."""
    return "".join(
        rule(Face(own(family, weight, italic=italic)), frozenset(_LETTERS), family, str(weight), italic=italic)
        for family, weight, italic in _FACES
    )
