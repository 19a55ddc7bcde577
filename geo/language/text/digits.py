"""Rows of digits as people write them: "3 000" with a thin blank, "1’200", "1,20,000", and those that say no number.

The model and the rules read a text of the same length in which a number that is sure stands as the language writes it
("3,000"), and of one that is not no digit is left: a part of a number is a false one.
"""

from __future__ import annotations

import re

from geo.language.text.words import one_of
from geo.lexicons import Words, entry, per_language

#: Blanks that are set within numbers and never broken over lines.
THIN_BLANKS = "\u00a0\u2007\u2009\u202f"
#: Marks that part thousands whichever language a text is in: such blanks, the apostrophes of Switzerland and Mexico.
ANYWHERE = f"{THIN_BLANKS}'’"
#: Marks that nobody sees: a number with one inside was cut by a program.
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
#: "3 000" with a plain blank is sure by its zeros: no list and no two numbers side by side end so.
_PLAIN = r"\d{1,3}(?: \d{3})* 000"
_ANY = rf"\d{{1,3}}(?:[{ANYWHERE}]\d{{3}})+"
_BEGINS, _ENDS = r"(?<![\w.,])", r"(?!\d|[.,'’]\d)"
_GROUPED = re.compile(rf"{_BEGINS}(?:{_ANY}|{_PLAIN}){_ENDS}")
_PARTS = re.compile(rf"(?<=\d)[{ANYWHERE} ](?=\d)")
#: As in "25-" at a line's end, and "30" on the next.
_WRAPPED_RANGE = re.compile(r"(?<=\d[-–])[ \t]*\r?\n[ \t]*(?=\d)")
#: No letter of any word, so that nothing is counted by it.
_NO_DIGIT = "#"
_NUMBERED_MONTH = Words("dates", "months")
_LETTERS_OF_SHORT_MONTH = 3
#: Characters before a row of digits in which the month stands whose day it begins with.
_BEFORE = 24


def written_out(text: str) -> str:
    """``text`` with every number as its language writes it and none that is not sure, character for character."""
    if not any(c.isdecimal() for c in text):
        return text
    text = _GROUPED.sub(_with_own_mark, text)
    text = _WRAPPED_RANGE.sub(lambda wrap: " " * len(wrap[0]), text)
    return _unsure().sub(_without_digits, text)


def in_one(words: str) -> str:
    """A number without what parts its thousands in any language; other words as they are."""
    return _PARTS.sub("", words) if _GROUPED.fullmatch(words) else words


def grouped() -> str:
    """A regular expression of digits that are parted as no language has for itself."""
    return rf"(?:{_ANY}|{_PLAIN}){_ENDS}"


def _with_own_mark(found: re.Match[str]) -> str:
    if _is_day(found):
        return found[0]
    return _PARTS.sub(_own_mark(), found[0])


def _without_digits(found: re.Match[str]) -> str:
    return found[0] if _is_day(found) else re.sub(r"\d", _NO_DIGIT, found[0])


def _is_day(found: re.Match[str]) -> bool:
    """As in "On Feb. 22 300 people": the day of a month, and another number."""
    return _month_before().search(found.string, max(0, found.start() - _BEFORE), found.start()) is not None


@per_language
def _month_before() -> re.Pattern[str]:
    months = {*_NUMBERED_MONTH, *(month[:_LETTERS_OF_SHORT_MONTH] for month in _NUMBERED_MONTH)}
    return re.compile(rf"\b(?:{one_of(months)}|Sept)\.?\s+$", re.IGNORECASE)


@per_language
def _own_mark() -> str:
    """The mark by which the language parts thousands, not a blank if it has another."""
    return next((mark for mark in marks("thousands") if not mark.isspace()), ",")


def marks(kind: str) -> list[str]:
    """The marks within numbers of that ``kind``: "thousands" or "decimal"."""
    told = entry("dates", "numbers", kind) or {"thousands": ",", "decimal": "."}[kind]
    return [told] if isinstance(told, str) else list(told)


@per_language
def _unsure() -> re.Pattern[str]:
    """Rows of digits of which a part would be taken for the number."""
    thousands, decimal = one_of(marks("thousands")), one_of(marks("decimal"))
    scales = rf"(?:{one_of(Words('dates', 'numbers', 'scales'))})\b"
    whole = rf"\d{{1,3}}(?:(?:{thousands})\d{{3}})+|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}|\d+"
    sound = rf"(?:{whole})(?:(?:{decimal})\d+)?(?![\d,]*,\d)"
    rows = (
        rf"\d[\d.,]*(?:[{_UNSEEN}]+\d[\d.,]*)+",  # "2", a soft hyphen, "5"
        rf"{_BEGINS}\d{{1,3}}(?: \d{{3}})+{_ENDS}",  # "12 500": one number or two
        r"(?<![\w.,])\d{1,3},[ \t]*\r?\n[ \t]*\d{3}(?!\d)",  # "1," at a line's end, "200" on the next
        r"(?<![\w.,])\d{1,3}(?:,\s+0\d\d|\s+,\s*\d{3})(?!\d)",  # "3, 000", "1 , 200"
        rf"(?<![\w.,])(?!{sound})\d+(?:,\d+)+",  # "12,5" where a point parts decimals
        rf"(?<![\w.,])(?!(?:{whole})(?!\.?\d))\d{{1,3}}\.\d{{3}}(?![\d.,]|[\s-]+{scales})",  # "1.200" people
        rf"\b(?:\d+\s+\d/\d|\d/\d(?=\s+{scales}))(?![\d/])",  # "2 1/2 dozen"
        r"(?<![^\s(])(?<!\d\s)[-−]\d+(?![\w-])",  # "-5"
    )
    return re.compile("|".join(rows), re.IGNORECASE)
