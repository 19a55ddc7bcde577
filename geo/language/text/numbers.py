"""Numbers as news writes them: "1,000", "twenty-five", "two dozen", "3.5 million"."""

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


def _units() -> list[str]:
    return entry("dates", "numbers", "units") or []


@per_language
def small_numbers() -> dict[str, int]:
    """Every one-word number below a hundred, with its value."""
    values = {word: i for i, word in enumerate(_units())}
    return values | {word: 10 * (i + 2) for i, word in enumerate(entry("dates", "numbers", "tens") or ())}


@per_language
def number_pattern() -> str:
    """A regular expression, to be used without regard to case, of one number in digits or words."""
    scales = one_of(_SCALES)
    joint = one_of(entry("dates", "numbers", "tens_to_units") or ())
    compound = rf"(?:{one_of(_TENS)})(?:(?:{joint})(?:{one_of(_units()[1:10])}))?|{one_of(small_numbers())}"
    thousands, decimal = map(re.escape, _marks())
    digits = rf"\d{{1,3}}(?:{thousands}\d{{3}})+|\d+(?:{decimal}\d+)?"
    phrases = "|".join(table("dates", "numbers", "phrases")) or "(?!)"
    head = rf"(?:{phrases}|{digits}|{compound}|(?:{one_of(_ONE_OF_SCALE)})(?=\s+(?:{scales})\b))"
    return rf"\b{head}(?:[\s-]+(?:{scales})\b(?:\s+(?:(?:{one_of(_AND)})\s+)?(?:{compound})\b)?)*(?!\w)"


def _marks() -> tuple[str, str]:
    """The marks of thousands and of decimals."""
    return entry("dates", "numbers", "thousands") or ",", entry("dates", "numbers", "decimal") or "."


def number_value(text: str) -> int | None:
    """The value of a number in digits or words; None where the words are no number, or one larger than any count."""
    if text.isdecimal():  # most are, and need no look at words
        return round(value) if (value := float(text)) <= LARGEST else None
    for phrase, told in table("dates", "numbers", "phrases").items():
        if re.fullmatch(phrase, text.strip(), re.IGNORECASE):
            return int(told)
    scales = table("dates", "numbers", "scales")
    total, current, seen = 0.0, 0.0, False
    for word in re.split(r"[\s-]+", text.lower().strip()):
        if word in scales:
            current = (current or 1) * scales[word]
            if scales[word] >= THOUSAND:
                total, current = total + current, 0.0
            seen = True
        elif (number := _one_word(word)) is not None:
            current, seen = current + number, True
        elif word not in _ONE_OF_SCALE and word not in _AND:
            return None
    return round(total + current) if seen and total + current <= LARGEST else None


def _one_word(word: str) -> float | None:
    """The value of a number below a hundred in words, or of one in digits."""
    if word in small_numbers():
        return small_numbers()[word]
    thousands, decimal = _marks()
    digits = word.replace(thousands, "").replace(decimal, ".")
    return float(digits) if re.fullmatch(r"\d+(?:\.\d+)?", digits) else None
