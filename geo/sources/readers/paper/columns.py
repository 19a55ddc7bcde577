"""In which order the words of a page are read: down one column and then the next, and along each line.

Programs write them in any order, so that only where they stand tells: columns of text lie beside a strip of white that
goes down several lines.  Where such a strip parts words that are no running text, as in a table, or words lie over each
other, nobody can tell what belongs together: each line stands by itself there.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from geo.sources.readers.paper.direction import is_right_to_left
from geo.sources.readers.paper.words import LEVEL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.sources.readers.paper.words import Word

    Row = list[Word]

#: Width of the white between columns of text in sizes of the type, and the lines that it goes down at least: blanks of
#: two justified lines may come to lie below each other.
NARROW, LINES = 0.6, 3
#: The same between those of a table, where it is as wide as no blank is.
WIDE, FEW_LINES = 1.5, 2
#: Characters of a line of running text, in the middle; cells of tables are shorter.
RUNNING = 18
#: Sizes of the type by which words may overlap.
OVER = 0.5
#: How much larger or smaller the type of headlines and feet is than that of the text, as a share.
UNLIKE = 0.15
#: Sizes of the type from which on a gap ends a line, where it is so many times as wide as others of the line, or the
#: line does not go from edge to edge: justified lines may have gaps like that.
GAP, TIMES = 2.0, 2.0
#: The same between cells of a table.
CELL = 1.0
#: Lines of a page in which columns are looked for; what has more is no page of text.
MOST_LINES = 400


@dataclass(frozen=True, slots=True)
class Part:
    """What is read in one go."""

    rows: list[Row]
    """Its lines from above, the words of each from the left."""
    sure: bool = True
    """Whether it is known that they are read in this order."""


def parts_of(words: Iterable[Word]) -> list[Part]:
    """The words of a page in the order in which they are read."""
    rows = _rows(words)
    return list(_parts(rows)) if len(rows) <= MOST_LINES else [Part([row], sure=False) for row in rows]


def _rows(words: Iterable[Word]) -> list[Row]:
    rows: list[Row] = []
    for word in sorted(words, key=lambda word: (-word.foot, word.x0)):
        if rows and rows[-1][0].foot - word.foot < LEVEL * word.size:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.x0) for row in rows]


def _parts(rows: list[Row]) -> Iterator[Part]:
    waiting: list[list[Row] | Part] = [rows]
    while waiting:
        found = waiting.pop()
        if isinstance(found, Part):
            yield found
        elif strip := _strip(found):
            waiting += reversed([found[: strip.start], *_beside(found, strip), found[strip.end :]])
        else:
            yield from _in_lines(found)


def _beside(rows: list[Row], strip: _Strip) -> list[list[Row]] | list[Part]:
    """The two columns at a strip of white, that which is read first before the other; of a table its lines."""
    inside = rows[strip.start : strip.end]
    if not strip.is_of_columns:
        return [Part([row], sure=False) for row in inside]
    columns = [_left(inside, strip.x), _right(inside, strip.x)]
    letters = [letter for row in inside for word in row for letter in word.letters]
    return columns[::-1] if is_right_to_left(letters) else columns


def _in_lines(rows: list[Row]) -> Iterator[Part]:
    """Lines of one column; of one in which words lie over each other, each run of words as it is drawn."""
    level: list[Row] = []
    for row in rows:
        runs = _runs(row) if _is_overlaid(row) else [row]
        if len(runs) == 1:
            level += runs
            continue
        if level:
            yield Part(level)
        yield from (Part([run], sure=False) for run in runs)
        level = []
    if level:
        yield Part(level)


def _is_overlaid(row: Row) -> bool:
    return any(one.x1 - other.x0 > OVER * min(one.size, other.size) for one, other in pairwise(row))


def _runs(row: Row) -> list[Row]:
    runs: list[Row] = []
    for word in sorted(row, key=lambda word: word.nth):
        if runs and runs[-1][-1].x0 <= word.x0:
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


# ------------------------------------------------------------------ lines
def lines_of(part: Part) -> list[Row]:
    """The lines of a part; what stands apart in one row is none."""
    left = Counter(round(row[0].x0) for row in part.rows).most_common(1)[0]
    right = Counter(round(row[-1].x1) for row in part.rows).most_common(1)[0]
    edges = {left[0]} if left[1] > 1 else set(), {right[0]} if right[1] > 1 else set()
    return [line for row in part.rows for line in _lines_of(row, *edges, GAP if part.sure else CELL)]


def _lines_of(row: Row, left: set[int], right: set[int], least: float) -> Iterator[Row]:
    gaps = [other.x0 - word.x1 for word, other in pairwise(row)]
    is_justified = round(row[0].x0) in left and round(row[-1].x1) in right
    line = row[:1]
    for gap, word in zip(gaps, row[1:], strict=True):
        others = len(gaps) > 1 and gap < TIMES * min(gaps)
        if gap >= least * word.size and not (others or (len(gaps) == 1 and is_justified)):
            yield line
            line = []
        line = [*line, word]
    yield line


# ------------------------------------------------------------------ strips of white
@dataclass(frozen=True, slots=True)
class _Strip:
    x: float
    start: int
    end: int
    """Of the lines beside it: the first, and the first behind them."""
    is_of_columns: bool
    rank: tuple[bool, int]


def _strip(rows: list[Row]) -> _Strip | None:
    """The strip of white between columns of text that goes down most lines, else one between the columns of a table."""
    found = (strip for x in _edges(rows) for strip in _strips_at(rows, x))
    return max(found, key=lambda strip: strip.rank, default=None)


def _edges(rows: list[Row]) -> list[float]:
    """Where white may begin: behind words that have it at their right, each place once."""
    ends = set[int]()
    for row in rows:
        for word, other in pairwise([*row, None]):
            if word and (other is None or other.x0 - word.x1 >= NARROW * word.size):
                ends.add(round(word.x1 + 0.5))
    return sorted(map(float, ends))


def _strips_at(rows: list[Row], x: float) -> Iterator[_Strip]:
    """The strips that begin at ``x``, each as far up and down as no word lies in its way."""
    start = 0
    for end in range(len(rows) + 1):
        if end == len(rows) or _is_crossed(rows[end], x):
            if end - start >= FEW_LINES and (strip := _judged(rows, x, start, end)):
                yield strip
            start = end + 1


def _is_crossed(row: Row, x: float) -> bool:
    return any(word.x0 < x + NARROW * word.size and word.x1 > x for word in row)


def _judged(rows: list[Row], x: float, start: int, end: int) -> _Strip | None:
    start, end = _without_headings(rows, start, end)
    beside = [n for n in range(start, end) if rows[n][0].x1 <= x < rows[n][-1].x1]
    left, right = _left(rows[start:end], x), _right(rows[start:end], x)
    both = min(len(left), len(right))
    if both < FEW_LINES:
        return None
    size = _size(rows[start:end])
    wide = min(row[0].x0 for row in right) - max(row[-1].x1 for row in left) >= WIDE * size
    columns = both >= LINES and _is_running(left) and _is_running(right)
    if columns:
        return _Strip(x, start, end, columns, (columns, both))
    if not wide or len(beside) < FEW_LINES:
        return None
    return _Strip(x, beside[0], beside[-1] + 1, columns, (columns, len(beside)))


def _without_headings(rows: list[Row], start: int, end: int) -> tuple[int, int]:
    """Where the lines begin and end that are of one size: a short line of a headline crosses no strip."""
    size = _size(rows[start:end])
    level = [n for n in range(start, end) if abs(_size(rows[n : n + 1]) - size) <= UNLIKE * size]
    return (level[0], level[-1] + 1) if level else (start, end)


def _size(rows: list[Row]) -> float:
    return median(word.size for row in rows for word in row)


def _is_running(rows: list[Row]) -> bool:
    """Whether most lines are as long as those of running text."""
    return median(sum(len(word.text) for word in row) for row in rows) >= RUNNING


def _left(rows: list[Row], x: float) -> list[Row]:
    return [part for row in rows if (part := [word for word in row if word.x1 <= x])]


def _right(rows: list[Row], x: float) -> list[Row]:
    return [part for row in rows if (part := [word for word in row if word.x1 > x])]
