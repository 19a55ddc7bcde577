"""The words of a page of a PDF, put together from its letters by where they stand, whichever way the page is turned."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pdfminer.layout import LTChar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Box = tuple[float, float, float, float]

#: Degrees by which letters may lean and still run along, up, down or against the page.
LEAN = 10
#: In sizes of a letter: the gap that ends a word; how far a letter may stand higher than the one before it in one word;
#: how far apart the same letter is drawn twice to look bold.
GAP, STEP, TWICE = 0.25, 0.15, 0.06
#: How many times larger than the text an initial is, and its letters at most.
INITIAL, LONGEST_INITIAL = 1.8, 2
#: Sizes of the type by which words of one line may stand higher or lower.
LEVEL = 0.33

#: Letters that are words, in the languages that are read.
_WORDS = frozenset("AEIOUY")


@dataclass(slots=True)
class Word:
    """Letters that stand close together on one line, in the order in which they are drawn."""

    letters: list[LTChar]
    """With the blanks behind it."""
    foot: float
    """Where its line stands, in points from the foot of the page."""
    x0: float
    x1: float
    size: float
    """Height of its type in points."""
    nth: int
    """Which of the page's words it is, as they are drawn."""

    @property
    def text(self) -> str:
        """Without blanks."""
        return "".join(letter.get_text() for letter in self.letters).strip()

    @property
    def low(self) -> float:
        """The lower edge of its first letter."""
        return float(self.letters[0].y0)


def turned(letters: Iterable[LTChar]) -> tuple[dict[int, list[LTChar]], int]:
    """Letters turned upright by the way in which they run, that of most of them first, and how many lean.

    A way is the number of quarter turns to the left: 0 runs along the page, 1 up, 2 against it, 3 down.
    """
    ways: dict[int, list[LTChar]] = {}
    leaning = 0
    for letter in letters:
        way = _way(letter)
        if way is None:
            leaning += 1
            continue
        _turn(letter, way)
        ways.setdefault(way, []).append(letter)
    return {way: ways[way] for way in sorted(ways, key=lambda way: (-len(ways[way]), way))}, leaning


def _way(letter: LTChar) -> int | None:
    a, b, c, d, _e, _f = letter.matrix
    angle = math.degrees(math.atan2(b, a))
    leans = abs(angle - 90 * round(angle / 90)) > LEAN or a * d - b * c < 0  # or is written as in a mirror
    return None if leans else round(angle / 90) % 4


def _turn(letter: LTChar, way: int) -> None:
    a, b, c, d, e, f = letter.matrix
    foot = turned_box((e, f, e, f), way)
    letter.set_bbox(turned_box(letter.bbox, way))
    letter.matrix = (math.hypot(a, b), 0.0, 0.0, math.hypot(c, d), foot[0], foot[1])
    letter.size = letter.height
    letter.upright = True


def turned_box(box: Box, way: int) -> Box:
    """Left, bottom, right and top of a box after so many quarter turns to the right."""
    x0, y0, x1, y1 = box
    return [(x0, y0, x1, y1), (y0, -x1, y1, -x0), (-x1, -y1, -x0, -y0), (-y1, x0, -y0, x1)][way]


def once(letters: Iterable[LTChar]) -> Iterator[LTChar]:
    """Without letters that are drawn over themselves, by which some programs make bold type."""
    seen = dict[tuple[str, int, int], LTChar]()
    for letter in letters:
        text, cell = letter.get_text(), max(TWICE * letter.size, 0.1)
        x, y = int(letter.x0 // cell), int(letter.y0 // cell)
        around = (seen.get((text, x + i, y + j)) for i in (-1, 0, 1) for j in (-1, 0, 1))
        if text.isspace() or not any(one is not None and _same(one, letter, cell) for one in around):
            seen[text, x, y] = letter
            yield letter


def _same(one: LTChar, other: LTChar, far: float) -> bool:
    return abs(one.x0 - other.x0) < far and abs(one.y0 - other.y0) < far and abs(one.size - other.size) < far


def words_of(letters: Iterable[LTChar]) -> list[Word]:
    """The words, in the order in which they are drawn."""
    words = list[Word]()
    ended = True
    for letter in letters:
        blank = letter.get_text().isspace()
        if blank and words:
            words[-1].letters.append(letter)
        elif not blank and not ended and _goes_on(words[-1], letter):
            words[-1].letters.append(letter)
            words[-1].x1 = max(words[-1].x1, letter.x1)
        elif not blank:
            words.append(Word([letter], baseline(letter), letter.x0, letter.x1, letter.size, len(words)))
        ended = blank or not words
    return words


def _goes_on(word: Word, letter: LTChar) -> bool:
    last = word.letters[-1]
    along = -GAP * word.size < letter.x0 - last.x1 < GAP * word.size and letter.x1 > last.x0
    level = abs(letter.y0 - last.y0) < STEP * word.size and abs(baseline(letter) - word.foot) < STEP * word.size
    return along and level and abs(letter.size - word.size) < STEP * word.size


def baseline(letter: LTChar) -> float:
    """Where the row of a letter stands, in points from the foot of the page."""
    return float(letter.matrix[5])


def level_initials(words: list[Word]) -> None:
    """Have large letters at the head of a paragraph stand in its first line, not in that which they reach down to."""
    sizes = sorted(word.size for word in words)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    large = [w for w in words if w.size >= INITIAL * usual and len(w.text) <= LONGEST_INITIAL]
    for initial in large:
        beside = [w for w in words if _is_beside(w, initial)]
        first = max(beside, key=lambda word: word.foot, default=None)
        if first is not None and len({round(word.foot) for word in beside}) > 1:
            _set_before(initial, first)


def _set_before(initial: Word, first: Word) -> None:
    """Set an initial right before the first word beside it, in its size; near it, where the initial may be a word."""
    apart = 0.0 if first.text[:1].islower() and initial.text not in _WORDS else LEVEL / 2 * first.size
    initial.foot, initial.x1 = first.foot, first.x0 - apart
    initial.x0 = initial.x1 - LEVEL / 2 * first.size
    for letter in initial.letters:
        letter.set_bbox((initial.x0, first.low, initial.x1, first.letters[0].y1))


def _is_beside(word: Word, initial: Word) -> bool:
    """Whether a word of the text begins a line right of an initial."""
    near = 0 <= word.x0 - initial.x1 < initial.size / 2
    return near and word.size * INITIAL <= initial.size and -LEVEL < (word.foot - initial.foot) / initial.size < 1
