"""The shapes in which English news writes dates and times, as regular expressions.

Each shape has a name; ``find`` yields the longest non-overlapping ones in text order.  What they mean is decided in
``geo.language.dates.mentions``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.language.text.numbers import small_numbers
from geo.lexicons import lexicon, per_language

if TYPE_CHECKING:
    from collections.abc import Iterator


@per_language
def month_numbers() -> dict[str, int]:
    """Month names and their short forms, lower case without a point, with their numbers."""
    names: list[str] = lexicon("dates")["months"]
    values = {name.lower(): i for i, name in enumerate(names, 1)}
    values |= {name[:3].lower(): i for i, name in enumerate(names, 1)}
    return values | {name.lower(): i for name, i in lexicon("dates")["short_months"].items()}


@per_language
def weekday_numbers() -> dict[str, int]:
    """Weekday names, lower case, Monday 0."""
    return {name.lower(): i for i, name in enumerate(lexicon("dates")["weekdays"])}


def _alternatives(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _fragments() -> dict[str, str]:
    """The pieces the shapes are made of.  Month and weekday names keep their capital: "may" and "march" are verbs."""
    months: list[str] = lexicon("dates")["months"]
    short = [f"{m[:3]}\\.?" for m in months] + [f"{m}\\.?" for m in lexicon("dates")["short_months"]]
    weekdays = _alternatives(lexicon("dates")["weekdays"])
    counts = _alternatives([*small_numbers(), "a couple of", "a few", "several", "an", "a"])
    return {
        "MONTH": rf"(?P<month>{_alternatives(months)}|{'|'.join(short)})(?![a-z])",
        "DAY": r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d:%]|[.,]\d|\w)",
        "YEAR": r"(?P<year>(?:19|20)\d\d)(?!\d)",
        "WEEKDAY": rf"(?P<weekday>{weekdays})\b",
        "ANYDAY": rf"(?:(?:{weekdays}),?\s+)?",
        "COUNT": rf"(?P<count>\d+|{counts})",
        "PART": r"(?:\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening|night)\b)?",
        "ABOUT": r"(?:(?P<about>just over|just under|a little over|little more than|more than|less than|over|under"
        r"|about|around|almost|nearly|roughly|some)\s+)?",
    }


#: Name and shape, @NAME stands for a fragment.
_SHAPES = (
    ("iso", r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    (
        "day_range",
        (
            r"\b@MONTH\s*@DAY\s*(?:-|–|to|and|through)\s*(?P<until>[12]\d|3[01]|0?[1-9])(?![\d:])"
            r"(?:,?\s+@YEAR)?"
        ),
    ),
    ("month_day", r"\b@ANYDAY@MONTH\s*@DAY(?:,?\s+@YEAR)?"),
    ("day_month", r"\b@ANYDAY(?:the\s+)?@DAY\s+(?:of\s+)?@MONTH(?:,?\s+@YEAR)?"),
    ("month_year", r"\b@MONTH,?\s+(?:of\s+)?@YEAR"),
    ("named_month", r"\b(?P<which>[Ll]ast|[Nn]ext|[Tt]his)\s+@MONTH"),
    ("month", r"\b(?i:in|by|of|during|since|until|till|early|late|mid|from|after|before)(?:\s+|-)(?P<told>@MONTH)"),
    (
        "weekday",
        (
            r"(?<!\b[Ee]very\s)(?<!\b[Ee]ach\s)\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his"
            r"|[Tt]he following|[Tt]he previous)\s+)?@WEEKDAY@PART"
        ),
    ),
    ("today", r"\b(?i:today|tonight|this\s+(?:morning|afternoon|evening))\b"),
    ("yesterday", r"\b(?i:yesterday)@PART|\b(?i:last\s+night)\b|\b(?i:overnight)\b"),
    ("before_yesterday", r"\b(?i:the\s+day\s+before\s+yesterday)\b"),
    ("tomorrow", r"\b(?i:tomorrow)@PART"),
    (
        "distance",
        (
            r"\b(?i:@ABOUT@COUNT\s+(?P<unit>day|week|month|year|decade)s?\s+"
            r"(?P<way>ago|earlier|before|later|after|prior))\b(?!\s+yesterday)"
            r"|\b(?P<count_9>[Tt]he)\s+(?P<unit_9>day)\s+(?P<way_9>after|before)"
            r"(?=\s+(?:the|a|an|his|her|their|its|[A-Z][a-z]))"
        ),
    ),
    ("hours", r"\b(?i:@ABOUT(?:@COUNT\s+)?(?:hours?|minutes?)\s+(?P<way>ago|earlier|before|later|after))\b"),
    (
        "past",
        (
            r"\b(?i:(?:the\s+)?(?:last|past)\s+(?P<count>few|several|couple of|\d+|[a-z]+)\s+"
            r"(?P<unit>day|week|month|year|decade)s)\b"
        ),
    ),
    (
        "unit",
        (
            r"\b(?i:(?:(?P<part>earlier|later)\s+)?(?P<which>this|last|next|the\s+past|the\s+last|past"
            r"|the\s+previous)\s+(?P<unit>week|weekend|month|year|decade))\b"
        ),
    ),
    ("weekend", r"\b(?i:(?:over|during|at|on)\s+the\s+weekend)\b"),
    (
        "next_day",
        (
            r"\b(?i:(?:the\s+)?(?:next|following)\s+(?P<unit>day|morning|afternoon|evening|night|week|month"
            r"|year))\b|\b(?i:the\s+(?P<unit_2>day)\s+after)\b"
        ),
    ),
    ("day_before", r"\b(?i:the\s+(?:previous|preceding)\s+(?:day|evening|night)|the\s+day\s+before)\b"),
    (
        "same_day",
        (
            r"\b(?i:(?:the|that)\s+same\s+(?:day|morning|afternoon|evening|night)"
            r"|that\s+(?:day|morning|afternoon|evening|night))\b"
        ),
    ),
    (
        "year_range",
        (
            r"\b(?:19|20)\d\d\s*(?:-|–)\s*(?:19|20)\d\d\b(?!-)"
            r"|\b(?i:between|from)\s+(?:19|20)\d\d\s+(?:and|to)\s+(?:19|20)\d\d\b"
        ),
    ),
    (
        "year",
        (
            r"(?<!\d\s)\b(?i:in|by|of|during|since|until|till|early|late|mid|from|after|before|spring|summer|autumn"
            r"|fall|winter|year)(?:\s+|-)(?P<told>@YEAR)\b(?!-\d)|\((?P<told_2>@YEAR)\)"
        ),
    ),
    (
        "clock",
        (
            r"(?<![\d:.$])\b(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?\s*"
            r"(?P<half>[ap])(?:\.\s?m\.|m\b)"
        ),
    ),
    ("clock24", r"(?<![\d:.$-])\b(?P<hour>[01]\d|2[0-3]|\d):(?P<minute>[0-5]\d)(?![\d:])"),
    ("named_hour", r"\b(?i:at|by|around|about|before|after)\s+(?P<told>noon|midnight)\b"),
)


def _compile(shape: str, fragments: dict[str, str]) -> re.Pattern[str]:
    """The shape with its fragments in place; a second use of a group gets a number."""
    used: dict[str, int] = {}

    def fill(place: re.Match[str]) -> str:
        name = place.group(1)
        used[name] = used.get(name, 0) + 1
        suffix = f"_{used[name]}" if used[name] > 1 else ""
        return re.sub(r"\(\?P<(\w+)>", rf"(?P<\1{suffix}>", fragments[name])

    return re.compile(re.sub("@([A-Z]+)", fill, shape))


@per_language
def _shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    fragments = _fragments()
    return tuple((name, _compile(shape, fragments)) for name, shape in _SHAPES)


def value(match: re.Match[str], name: str) -> str | None:
    """The group of that name in whichever alternative of the shape matched."""
    groups = match.groupdict()
    return next((groups[key] for key in groups if key.rstrip("_0123456789") == name and groups[key]), None)


def told(match: re.Match[str]) -> tuple[int, int]:
    """Where the date itself stands: a preposition that the shape needs is left out."""
    groups = match.groupdict()
    return next((match.span(key) for key in groups if key.startswith("told") and groups[key]), match.span())


def find(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """The dates and times of a text with the name of their shape, in text order, the longest where they overlap."""
    found = []
    for order, (name, shape) in enumerate(_shapes()):
        for match in shape.finditer(text):
            start, end = told(match)
            found.append((start, -end, order, name, match))
    last = -1
    for start, minus_end, _, name, match in sorted(found, key=lambda f: f[:3]):
        if start >= last:
            last = -minus_end
            yield name, match
