"""Numbers as news writes them: "1,000", "twenty-five", "two dozen", "3.5 million", "3 000" with a thin blank, "1’200".

The model and the rules read a text of the same length in which a row of digits that is a number for sure stands as the
language writes it ("3,000"), and of one that is not no digit is left: a part of a number is a false one.
"""

from __future__ import annotations

import re

from geo.language.text.words import one_of
from geo.lexicons import Words, entry, per_language, table

#: Beyond a quadrillion no number counts anything that news tells of: such a row of digits is a key or a code.
LARGEST = 10**15
#: From this scale on what follows is added: "two thousand three hundred".
THOUSAND = 1000
_SCALES = Words("dates", "numbers", "scales")
_TENS = Words("dates", "numbers", "tens")
_ONE_OF_SCALE = Words("dates", "numbers", "one_of_scale")
_AND = Words("dates", "numbers", "and")

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


def _units() -> list[str]:
    return entry("dates", "numbers", "units") or []


@per_language
def small_numbers() -> dict[str, int]:
    """Every one-word number below a thousand, with its value."""
    values = {word: i for i, word in enumerate(_units())}
    values |= {word: 10 * (i + 2) for i, word in enumerate(entry("dates", "numbers", "tens") or ())}
    return values | table("dates", "numbers", "more") | table("dates", "numbers", "hundreds")


@per_language
def number_pattern() -> str:
    """A regular expression, to be used without regard to case, of one number in digits or words."""
    scales, compound, bare = one_of(_SCALES), below_thousand(), entry("dates", "numbers", "bare_scales") or ()
    thousands, decimal = one_of(marks("thousands")), one_of(marks("decimal"))
    own = rf"\d{{1,3}}(?:(?:{thousands})\d{{3}})+(?!\d)|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?!\d)"  # "1,20,000", of India
    digits = rf"{grouped()}|{own}|\d+(?:(?:{decimal})\d+)?"
    phrases = "|".join(table("dates", "numbers", "phrases")) or "(?!)"
    rest = rf"{compound}|\d{{1,3}}(?![\d.,])" if bare else compound  # "mil 200"
    head = rf"(?:{phrases}|{digits}|{compound}|(?:{one_of(_ONE_OF_SCALE)})(?=\s+(?:{scales})\b)"
    head = rf"{head}|(?:{one_of(bare)})(?:\s+(?:{rest})\b)?)"
    return rf"\b{head}(?:[\s-]+(?:{scales})\b(?:\s+(?:(?:{one_of(_AND)})\s+)?(?:{rest})\b)?)*(?!\w)"


def below_thousand() -> str:
    """A regular expression of a number in words without a scale: "twenty-five", "doscientas seis"."""
    joint = one_of(entry("dates", "numbers", "tens_to_units") or ())
    hundreds = table("dates", "numbers", "hundreds")
    last = one_of([*_units()[1:10], *table("dates", "numbers", "behind_tens")])
    small = rf"(?:{one_of(_TENS)})(?:(?:{joint})(?:{last}))?|{one_of(small_numbers())}"
    return rf"(?:{one_of(hundreds)})(?:\s+(?:{small})\b)?|{small}" if hundreds else small


def number_value(text: str) -> int | None:
    """The value of a number in digits or words; None where the words are no number, or one larger than any count."""
    if text.isdecimal():  # most are, and need no look at words
        return round(value) if (value := float(text)) <= LARGEST else None
    for phrase, told in table("dates", "numbers", "phrases").items():
        if re.fullmatch(phrase, text.strip(), re.IGNORECASE):
            return int(told)
    scales, text = table("dates", "numbers", "scales"), in_one(text.strip())
    behind_tens, joining = table("dates", "numbers", "behind_tens"), _joining()
    total, current, seen = 0.0, 0.0, False
    for word in re.split(r"[\s-]+", text.lower()):
        if word in scales:
            current = (current or 1) * scales[word]
            if scales[word] >= THOUSAND:
                total, current = total + current, 0.0
            seen = True
        elif (number := _one_word(word)) is not None:
            current, seen = current + number, True
        elif word in behind_tens and current:
            current += behind_tens[word]
        elif word not in joining:
            return None
    return round(total + current) if seen and total + current <= LARGEST else None


@per_language
def _joining() -> frozenset[str]:
    """Words within a number that add nothing to it: "a", "and"."""
    joints = (joint.strip() for joint in entry("dates", "numbers", "tens_to_units") or ())
    return frozenset({*_ONE_OF_SCALE, *_AND, *joints})


def _one_word(word: str) -> float | None:
    """The value of a number below a hundred in words, or of one in digits."""
    if word in small_numbers():
        return small_numbers()[word]
    thousands, decimal = one_of(marks("thousands")), one_of(marks("decimal"))
    if re.fullmatch(rf"\d{{1,3}}(?:(?:{thousands})\d{{3}})+|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}", word):
        return float(re.sub(rf"{thousands}|,", "", word))
    digits = re.sub(decimal, ".", word)
    return float(digits) if re.fullmatch(r"\d+(?:\.\d+)?", digits) else None


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
    return re.compile(rf"\b(?:{one_of({*months, *table('dates', 'short_months')})})\.?\s+$", re.IGNORECASE)


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
