"""The numbers that a text tells, in digits or words, each with its value: "28" is found as "veintiocho" too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.language.text.numbers import number_pattern, number_value, small_numbers
from geo.lexicons import per_language, reading, table

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
#: A number in digits with its marks of thousands or decimals, whatever the language makes of them.
_DIGITS = re.compile(r"\b\d+(?:[.,\u00a0\u202f]\d+)*(?!\w)")
#: What makes of digits a time of day or a date: "9:30", "22/2".
_JOINED = re.compile(r"(?<=\d)[:/](?=\d)")


@per_language
def _pattern() -> re.Pattern[str]:
    return re.compile(number_pattern(), re.IGNORECASE)


@per_language
def _words() -> frozenset[str]:
    """The words of which one stands in every number that is written in words."""
    phrases = (word for phrase in table("dates", "numbers", "phrases") for word in _WORD.findall(phrase))
    parts = (word for number in small_numbers() for word in _WORD.findall(number))
    return frozenset({*parts, *phrases, *table("dates", "numbers", "scales")})


def numbers_in(text: str, language: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and value of each number; a time of day is none, nor is a fraction."""
    with reading(language):
        found = [(m.start(), m.end(), m[0]) for m in _candidates(text)]
        values = [number_value(words) for _, _, words in found]
    for (start, end, words), value in zip(found, values, strict=True):
        if value is not None and _is_whole(words, value) and not _is_joined(text, start, end):
            yield start, end, value


def _candidates(text: str) -> Iterator[re.Match[str]]:
    """What may be a number; the words of a language are looked for only where one of them stands."""
    if not _words().isdisjoint(_WORD.findall(text.lower())):
        return _pattern().finditer(text)
    return _DIGITS.finditer(text)


def _is_whole(words: str, value: int) -> bool:
    """False for "2.5", whose value was rounded; "3.5 million" is a whole number."""
    return any(c.isalpha() for c in words) or "".join(_DIGIT.findall(words)).lstrip("0") == str(value).lstrip("0")


def _is_joined(text: str, start: int, end: int) -> bool:
    return any(start - 1 <= m.start() <= end for m in _JOINED.finditer(text, max(start - 2, 0), end + 2))
