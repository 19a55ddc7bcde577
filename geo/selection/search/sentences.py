"""A text's sentences without a parse: those that records show stand as they are, the rest is divided by its marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: An end: a mark, closing quotation marks, a blank and what may begin a sentence; or the end of a line.
_END = re.compile(r"(?<=[.!?…])[\"”»’)\]]*(\s+)(?=[\"“«‘(\[¿¡—–-]*[^\W_a-z])|\n+")
#: A short word with a capital and a point is a title or a name's letter and ends nothing: "Gen.", "Sr.", "J.".
_SHORT = re.compile(r"(?:^|[\W_])[^\W\d_a-zà-ÿ][^\W\d_]{0,2}\.$")


def sentences(text: str, known: Iterable[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Start and end of every sentence, in order; those in ``known`` are kept, of two that overlap the first."""
    found: list[tuple[int, int]] = []
    at = 0
    for start, end in sorted(known):
        if start >= at:
            found += _divided(text, at, start)
            found.append((start, end))
            at = end
    found += _divided(text, at, len(text))
    return found


def _divided(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for mark in _END.finditer(text, start, end):
        if "\n" not in mark[0] and _SHORT.search(text, max(begin, mark.start() - 5), mark.start()):
            continue
        yield from _stripped(text, begin, mark.start(1) if mark[1] else mark.start())
        begin = mark.end()
    yield from _stripped(text, begin, end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without blanks at its ends, unless it holds no letter or digit."""
    piece = text[start:end]
    if any(c.isalnum() for c in piece):
        yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
