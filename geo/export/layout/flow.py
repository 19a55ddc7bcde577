"""Words in lines: runs of one look each, broken at spaces as the fonts of ``data/fonts`` measure them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.escape import visible
from geo.present.design import CONDENSED
from geo.present.fonts import cut, drawable, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Height of a line, in its largest size.
LEADING = 1.28


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of one look."""

    text: str
    size: float = 24
    weight: int = 400
    colour: str = "ink"
    """Token of ``present.design``."""
    family: str = CONDENSED
    italic: bool = False
    goes_on: bool = False
    """At the beginning of a line: it goes on with the word that the line before broke, with no space between."""

    def looks_like(self, other: Run) -> bool:
        """Whether both have one look."""
        own = (self.size, self.weight, self.colour, self.family, self.italic)
        return own == (other.size, other.weight, other.colour, other.family, other.italic)

    @property
    def width(self) -> float:
        """Units on one line."""
        return _at_one(self.text, self.weight, self.family) * self.size


@lru_cache(maxsize=65536)
def _at_one(text: str, weight: int, family: str) -> float:
    """Width at size 1: a brief says the same words again and again, and measuring is what laying out takes."""
    return width(drawable(text), 1, weight, family)


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are read on end, and the room below them."""

    lines: tuple[Line, ...]
    below: float = 10
    link: str = ""
    """Where a reader who presses it goes; empty: nowhere."""
    keep: bool = False
    """True: it never stands at the end of a column without what follows."""

    @property
    def size(self) -> float:
        """The largest size in it, which sets the height of its lines."""
        return max((run.size for line in self.lines for run in line), default=0)

    @property
    def leading(self) -> float:
        """Height of one line."""
        return self.size * LEADING

    @property
    def height(self) -> float:
        """Height of the lines and of the room below."""
        return len(self.lines) * self.leading + self.below

    def runs(self) -> list[Run]:
        """The words without the breaks of lines, neighbours of one look joined: for a program that breaks them anew."""
        joined: list[Run] = []
        for number, line in enumerate(self.lines):
            for place, run in enumerate(line):
                lead = " " if number and not place and not run.goes_on else ""
                if joined and joined[-1].looks_like(run):
                    joined[-1] = replace(joined[-1], text=joined[-1].text + lead + run.text)
                else:
                    joined.append(replace(run, text=lead + run.text))
        return joined


def paragraph(
    runs: Iterable[Run], room: float, *, below: float = 10, most: int | None = None, link: str = "", keep: bool = False
) -> Paragraph:
    """The runs in lines of at most ``room`` units; beyond ``most`` lines the last one ends with an ellipsis."""
    lines = wrapped(runs, room)
    if most is not None and len(lines) > most:
        lines = [*lines[: most - 1], _shortened(Paragraph(tuple(lines[most - 1 :])).runs(), room)]
    return Paragraph(tuple(lines), below, link, keep)


def wrapped(runs: Iterable[Run], room: float) -> list[Line]:
    """The runs in lines; a word wider than the room is broken where it fits."""
    lines: list[list[Run]] = [[]]
    used = 0.0
    for run in runs:
        for nth, word in enumerate(visible(run.text).split(" ")):
            lead = " " if nth else ""
            for piece in _pieces(Run(lead + word, run.size, run.weight, run.colour, run.family, run.italic), room):
                breaks = bool(lines[-1]) and used + piece.width > room
                if breaks:
                    lines.append([])
                    used = 0.0
                kept = _first(piece) if breaks else piece
                if kept.text and (kept.text != " " or lines[-1]):
                    _add(lines[-1], kept)
                    used += kept.width
    return [tuple(line) for line in lines if line]


def _add(line: list[Run], piece: Run) -> None:
    if line and line[-1].looks_like(piece):
        line[-1] = replace(line[-1], text=line[-1].text + piece.text)
    else:
        line.append(piece)


def _first(piece: Run) -> Run:
    """A piece at the beginning of a further line: the line's end stands for its space, if it has one."""
    return replace(piece, text=piece.text.lstrip(), goes_on=not piece.text.startswith(" "))


def _pieces(word: Run, room: float) -> list[Run]:
    """A word, in pieces where no line could hold it: an address, a row of signs."""
    if word.width <= room:
        return [word]
    pieces, rest = [], word.text
    while rest:
        low, high = 1, len(rest)
        while low < high:
            middle = (low + high + 1) // 2
            fits = replace(word, text=rest[:middle]).width <= room
            low, high = (middle, high) if fits else (low, middle - 1)
        pieces.append(replace(word, text=rest[:low]))
        rest = rest[low:]
    return pieces


def _shortened(runs: Sequence[Run], room: float) -> Line:
    """As much of the runs as fits one line, with an ellipsis."""
    kept: list[Run] = []
    left = room
    for run in runs:
        text = cut(drawable(run.text if kept else run.text.lstrip()), left, run.size, run.weight, run.family)
        kept.append(replace(run, text=text))
        left -= kept[-1].width
        if text.endswith("…"):
            return tuple(kept)
    last = replace(kept[-1], text=f"{kept[-1].text} …")
    return (
        *kept[:-1],
        replace(last, text=cut(drawable(last.text), left + kept[-1].width, last.size, last.weight, last.family)),
    )


def split(told: Paragraph, height: float) -> tuple[Paragraph | None, Paragraph | None]:
    """What of a paragraph fits ``height``, and the rest; never a single line of it alone at an end."""
    fits = int(height // told.leading) if told.leading else 0
    if fits >= len(told.lines):
        return told, None
    fits = min(fits, len(told.lines) - 2)
    if fits < 2:
        return None, told
    return replace(told, lines=told.lines[:fits], below=0), replace(told, lines=told.lines[fits:])
