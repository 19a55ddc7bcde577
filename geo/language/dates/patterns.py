"""The shapes in which news writes dates and times, as regular expressions: ``shapes`` of ``dates.toml``.

Each shape has a name; ``find`` yields the longest non-overlapping ones in text order.  What they mean is decided in
``geo.language.dates.periods``.
"""

from __future__ import annotations

import re
from enum import StrEnum, auto
from typing import TYPE_CHECKING

import regex

from geo.language.text.numbers import below_thousand
from geo.language.text.words import one_of
from geo.lexicons import Words, entry, per_language, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ORDINAL_ENDINGS = Words("dates", "ordinal_endings")
_WORD = re.compile(r"\b\w")
#: Signs by which the opening of a shape is known: those of a word, and behind a shorter one those that follow.
OPENING = 3
#: Openings that are remembered; news of a language has some 2,000, a text of random signs any number.
MOST_OPENINGS = 10_000


class Shape(StrEnum):
    """The shapes that a language may have, by the names that they bear in its lexicon."""

    ISO = auto()
    DAY_RANGE = auto()
    MONTH_DAY = auto()
    FEAST = auto()
    DAY_MONTH = auto()
    MONTH_YEAR = auto()
    NAMED_MONTH = auto()
    MONTH = auto()
    DAY_ALONE = auto()
    WEEKDAY = auto()
    TODAY = auto()
    YESTERDAY = auto()
    BEFORE_YESTERDAY = auto()
    TOMORROW = auto()
    AFTER_TOMORROW = auto()
    DISTANCE = auto()
    HOURS = auto()
    PAST = auto()
    UNIT = auto()
    WEEKEND = auto()
    NEXT_DAY = auto()
    DAY_BEFORE = auto()
    SAME_DAY = auto()
    YEAR_RANGE = auto()
    YEAR = auto()
    CLOCK = auto()
    CLOCK24 = auto()
    NAMED_HOUR = auto()


#: Shapes without words, which every language has.
_EVERYWHERE = {
    Shape.ISO: r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b",
    Shape.CLOCK24: r"(?<![\d:.$-])\b(?P<hour>[01]\d|2[0-3]|\d):(?P<minute>[0-5]\d)(?![\d:])",
}


@per_language
def month_numbers() -> dict[str, int]:
    """Month names and their short forms, lower case without a point, with their numbers."""
    values = {name.lower(): i for i, name in enumerate(_months(), 1)}
    values |= {name[:3].lower(): i for i, name in enumerate(_months(), 1)}
    return values | {name.lower(): i for name, i in table("dates", "short_months").items()}


def _months() -> list[str]:
    return entry("dates", "months") or []


def weekdays() -> list[str]:
    """The names of the weekdays, Monday first."""
    return entry("dates", "weekdays") or []


@per_language
def weekday_numbers() -> dict[str, int]:
    """Weekday names and their other spellings, lower case, Monday 0."""
    return {name.lower(): i for i, name in enumerate(weekdays())} | table("dates", "other_weekdays")


def day_words() -> dict[str, int]:
    """Words for days of a month, with their numbers."""
    return table("dates", "day_words")


def feasts() -> dict[str, list[int]]:
    """Feasts of one day of the year, lower case, each with its month and day."""
    return entry("dates", "feasts") or {}


def _fragments() -> dict[str, str]:
    """The pieces the shapes are made of, those of the lexicon and those made of its words."""
    short = [*(name[:3] for name in _months()), *table("dates", "short_months")]
    months = "|".join([one_of(_months()), *(rf"{re.escape(name)}\.?" for name in short)])
    counts = rf"{below_thousand()}|{one_of(entry('dates', 'fragments', 'counts') or ())}"  # "thirty-two", "a few"
    made = dict(table("dates", "fragments"))
    made["MONTH"] = rf"(?P<month>{months})(?![a-z])"
    number = rf"(?:[12]\d|3[01]|0?[1-9])(?=(?:{one_of(_ORDINAL_ENDINGS)})?(?![\d:%]|[.,]\d|\w))"
    made["DAY"] = rf"(?P<day>{number}|{one_of(day_words())})(?:{one_of(_ORDINAL_ENDINGS)})?"
    made["YEAR"] = r"(?P<year>(?:19|20)\d\d)(?!\d)"
    spelt = [*weekdays(), *table("dates", "other_weekdays")]
    made["WEEKDAY"] = rf"(?P<weekday>{one_of(spelt)})\b"
    made["ANYDAY"] = rf"(?:(?:{one_of(spelt)}),?\s+)?"
    made["FEASTDAY"] = rf"(?P<feast>{one_of(feasts())})\b" if feasts() else r"(?P<feast>(?!))"
    made["COUNT"] = rf"(?P<count>\d+|{counts})"
    return made


def _compile(shape: str, fragments: dict[str, str]) -> re.Pattern[str]:
    """The shape with its fragments in place; a second use of a group gets a number.

    It is tried where a word or a number begins, and nowhere else: half of the time that it takes.
    """
    used: dict[str, int] = {}

    def fill(place: re.Match[str]) -> str:
        name = place.group(1)
        used[name] = used.get(name, 0) + 1
        suffix = f"_{used[name]}" if used[name] > 1 else ""
        return re.sub(r"\(\?P<(\w+)>", rf"(?P<\1{suffix}>", fragments[name])

    whole = re.sub("@([A-Z]+)", fill, shape)
    return re.compile(rf"\b(?=\w)(?:{whole})", re.VERBOSE)


@per_language
def _shapes() -> tuple[tuple[Shape, re.Pattern[str]], ...]:
    fragments = _fragments()
    shapes = _EVERYWHERE | {Shape(name): shape for name, shape in table("dates", "shapes").items()}
    return tuple((name, _compile(shape, fragments)) for name, shape in shapes.items())


def group(match: re.Match[str], name: str) -> str | None:
    """The group of that name in whichever alternative of the shape matched."""
    groups = match.groupdict()
    return next((groups[key] for key in groups if key.rstrip("_0123456789") == name and groups[key]), None)


def told(match: re.Match[str]) -> tuple[int, int]:
    """Where the date itself stands: a preposition that the shape needs is left out."""
    groups = match.groupdict()
    return next((match.span(key) for key in groups if key.startswith("told") and groups[key]), match.span())


class _Openings(dict[str, tuple[int, ...]]):
    """The first signs of a word → which of the shapes may begin so: mostly none, and no other one is tried there."""

    def __init__(self, shapes: Iterable[re.Pattern[str]]) -> None:
        self._shapes = [regex.compile(shape.pattern, regex.VERBOSE) for shape in shapes]

    def __missing__(self, signs: str) -> tuple[int, ...]:
        if len(self) >= MOST_OPENINGS:
            self.clear()
        found = self[signs] = tuple(i for i, shape in enumerate(self._shapes) if shape.fullmatch(signs, partial=True))
        return found


@per_language
def _openings() -> _Openings:
    return _Openings(shape for _, shape in _shapes())


def _matches(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """As ``finditer`` of each shape, which is told by its place among them: the words are walked through once."""
    shapes, openings = _shapes(), _openings()
    ends = [0] * len(shapes)
    for word in _WORD.finditer(text):
        at = word.start()
        for i in openings[text[at : at + OPENING]]:
            match = shapes[i][1].match(text, at) if at >= ends[i] else None
            if match is not None:
                ends[i] = match.end()
                yield i, match


def find(text: str) -> Iterator[tuple[Shape, re.Match[str]]]:
    """The dates and times of a text with the name of their shape, in text order, the longest where they overlap."""
    found = []
    shapes = _shapes()
    for order, match in _matches(text):
        start, end = told(match)
        found.append((start, -end, order, shapes[order][0], match))
    last = -1
    for start, minus_end, _, name, match in sorted(found, key=lambda f: f[:3]):
        if start >= last:
            last = -minus_end
            yield name, match
