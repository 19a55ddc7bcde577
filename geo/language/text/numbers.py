"""Numbers as English news writes them: "1,000", "twenty-five", "two dozen", "3.5 million"."""

from __future__ import annotations

import re
from typing import Any

from geo.lexicons import lexicon, per_language

#: Beyond a quadrillion no number counts anything that news tells of: such a row of digits is a key or a code.
LARGEST = 10**15
_HALF_A_DOZEN = r"half(?:\s+a\s+|[\s-])dozen"


def _words() -> dict[str, Any]:
    numbers: dict[str, Any] = lexicon("dates")["numbers"]
    return numbers


@per_language
def small_numbers() -> dict[str, int]:
    """Every one-word number below a hundred, with its value."""
    words = _words()
    values = {word: i for i, word in enumerate(words["units"])}
    return values | {word: 10 * (i + 2) for i, word in enumerate(words["tens"])}


@per_language
def number_pattern() -> str:
    """A regular expression, to be used without regard to case, of one number in digits or words."""
    words = _words()
    ones = "|".join(words["units"][1:10])
    small = "|".join(sorted(small_numbers(), key=len, reverse=True))
    scales = "|".join(words["scales"])
    tens = "|".join(words["tens"])
    digits = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
    compound = rf"(?:{tens})(?:[- ](?:{ones}))?|{small}"
    head = rf"(?:{_HALF_A_DOZEN}|{digits}|{compound}|an?(?=\s+(?:{scales})\b))"
    return rf"\b{head}(?:[\s-]+(?:{scales})\b(?:\s+(?:and\s+)?(?:{compound})\b)?)*(?!\w)"


def number_value(text: str) -> int | None:
    """The value of a number in digits or words; None where the words are no number, or one larger than any count."""
    if re.fullmatch(_HALF_A_DOZEN, text.strip(), re.IGNORECASE):
        return 6
    scales: dict[str, int] = _words()["scales"]
    total, current, seen = 0.0, 0.0, False
    for word in re.split(r"[\s-]+", text.lower().strip()):
        if word in scales:
            current = (current or 1) * scales[word]
            if scales[word] >= scales["thousand"]:
                total, current = total + current, 0.0
            seen = True
        elif word in small_numbers():
            current, seen = current + small_numbers()[word], True
        elif re.fullmatch(r"\d+(?:\.\d+)?", word.replace(",", "")):
            current, seen = current + float(word.replace(",", "")), True
        elif word not in {"a", "an", "and"}:
            return None
    return round(total + current) if seen and total + current <= LARGEST else None
