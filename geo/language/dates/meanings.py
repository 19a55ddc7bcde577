"""What words of dates mean: which unit, which way, which one, how many; tables of ``dates.toml``."""

from __future__ import annotations

from enum import StrEnum, auto
from typing import NamedTuple

from geo.language.text.numbers import number_value
from geo.lexicons import table


class Unit(StrEnum):
    """What ``units`` of the lexicon can mean."""

    DAY = auto()
    WEEK = auto()
    WEEKEND = auto()
    MONTH = auto()
    YEAR = auto()
    DECADE = auto()


class Start(StrEnum):
    """What a distance is counted from: the day of publication, the date told before it, an event that follows."""

    PUBLICATION = auto()
    STORY = auto()
    EVENT = auto()


class Way(NamedTuple):
    """Which way a distance is counted."""

    sign: int
    start: Start | None


AFTER_EVENT = Way(1, Start.EVENT)
#: About how many days a unit that ends on the day of publication has.
LENGTHS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 30, Unit.YEAR: 365, Unit.DECADE: 3652}


def count_of(words: str | None) -> int | None:
    """The value of a count in digits or words, of "a few" a likely one."""
    if words is None:
        return None
    words = words.lower()
    return table("dates", "vague_counts").get(words) or number_value(words)


def unit_meant(word: str) -> Unit | None:
    """The unit a word stands for."""
    meant = table("dates", "units").get(word)
    return Unit(meant) if meant else None


def way_of(word: str | None) -> Way | None:
    """The way a word counts: "ago", "later"."""
    way = table("dates", "ways").get((word or "").lower())
    return Way(way["sign"], Start(way["start"]) if "start" in way else None) if way else None


def step_of(which: str | None) -> int | None:
    """What "last", "this" and "next" mean: -1, 0, 1."""
    return table("dates", "steps").get((which or "").lower())


def which_unit(which: str | None) -> str:
    """Which one, in lower case with single blanks; of words parted by a line break alone only the last is read."""
    told = (which or "").lower()
    return " ".join(told.split() if " " in told else told.split()[-1:])
