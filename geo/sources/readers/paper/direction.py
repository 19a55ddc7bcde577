"""Lines of a PDF whose words run from right to left.

A PDF says where its letters stand and not in which order they are read: most programs write such a line from its left
end, as it looks, and many write the shapes of Arabic letters and not the letters.  Text is kept as it is read.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from bidi import get_display
from pdfminer.layout import LTChar, LTTextLine

from geo.sources.readers.paper.words import baseline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pdfminer.layout import LTTextBox

_RIGHT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001eeff]")
#: Half characters, for which a text is refused as a whole.
_HALF = re.compile(r"[\ud800-\udfff]")
#: Letters that are no others than those of the alphabets, in the shape that they have within a word.
_SHAPES = re.compile(r"[\ufb1d-\ufdff\ufe70-\ufefc]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def is_right_to_left(letters: Iterable[LTChar]) -> bool:
    """Whether most of a text runs so."""
    text = "".join(letter.get_text() for letter in letters)
    return len(_RIGHT.findall(text)) > len(_LATIN.findall(text))


def has_right_to_left(letters: Iterable[LTChar]) -> bool:
    """Whether any word of a line runs so."""
    return any(_RIGHT.search(letter.get_text()) for letter in letters)


def in_rows(letters: list[LTChar]) -> list[LTChar]:
    """Letters row by row, each from its left end, however they were written.

    Such lines are set in two fonts, whose boxes lie at different heights: those of a row are made to lie level.
    """
    return [item for row in _rows(letters) for item in row]


def _rows(letters: list[LTChar]) -> Iterator[list[LTChar]]:
    rows: list[list[LTChar]] = []
    for item in sorted(letters, key=baseline, reverse=True):
        if rows and baseline(rows[-1][0]) - baseline(item) < item.size / 3:
            rows[-1].append(item)
        else:
            rows.append([item])
    for row in rows:
        foot = baseline(row[0])
        for item in row:
            item.set_bbox((item.x0, foot - item.size / 4, item.x1, foot + item.size * 3 / 4))
        yield sorted(row, key=lambda item: item.x0)


def text_of(box: LTTextBox) -> str:
    """The text of a paragraph, line by line."""
    return "".join(_read(line) for line in box if isinstance(line, LTTextLine))


def _read(line: LTTextLine) -> str:
    text = str(line.get_text())
    if not _RIGHT.search(text) or _HALF.search(text):
        return text
    seen = "".join(_part(item.get_text()) for item in line).rstrip("\n")
    base = "R" if len(_RIGHT.findall(seen)) >= len(_LATIN.findall(seen)) else "L"
    read = _bracketed(get_display(seen, base_dir=base))
    return _SHAPES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), read) + "\n"


def _part(text: str) -> str:
    """One sign may stand for two letters, which it has in the order in which they are read."""
    return text[::-1] if len(text) > 1 and _RIGHT.search(text) else text


def _bracketed(text: str) -> str:
    """With brackets that open before they close: some programs write each as it looks, and others as it is read."""
    signs = list(text)
    for opening, closing in ("()", "[]"):
        depth, turned = 0, None
        for at, sign in enumerate(signs):
            if sign == opening and turned is not None:
                signs[turned], signs[at], turned = opening, closing, None
            elif sign == opening:
                depth += 1
            elif sign == closing and depth:
                depth -= 1
            elif sign == closing and turned is None:
                turned = at
    return "".join(signs)
