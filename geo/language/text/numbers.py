"""Numbers as news writes them: "1,000", "twenty-five", "two dozen", "3.5 million"."""

from __future__ import annotations

import re

from geo.language.text.digits import grouped, in_one, marks
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
    """Every one-word number below a thousand, with its value."""
    values = {word: i for i, word in enumerate(_units())}
    values |= {word: 10 * (i + 2) for i, word in enumerate(entry("dates", "numbers", "tens") or ())}
    return values | table("dates", "numbers", "more") | table("dates", "numbers", "hundreds")


@per_language
def number_pattern() -> str:
    """A regular expression, to be used without regard to case, of one number in digits or words."""
    scales, compound, bare = one_of(_SCALES), _below_thousand(), entry("dates", "numbers", "bare_scales") or ()
    thousands, decimal = one_of(marks("thousands")), one_of(marks("decimal"))
    own = rf"\d{{1,3}}(?:(?:{thousands})\d{{3}})+(?!\d)|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?!\d)"  # "1,20,000", of India
    digits = rf"{grouped()}|{own}|\d+(?:(?:{decimal})\d+)?"
    phrases = "|".join(table("dates", "numbers", "phrases")) or "(?!)"
    rest = rf"{compound}|\d{{1,3}}(?![\d.,])" if bare else compound  # "mil 200"
    head = rf"(?:{phrases}|{digits}|{compound}|(?:{one_of(_ONE_OF_SCALE)})(?=\s+(?:{scales})\b)"
    head = rf"{head}|(?:{one_of(bare)})(?:\s+(?:{rest})\b)?)"
    return rf"\b{head}(?:[\s-]+(?:{scales})\b(?:\s+(?:(?:{one_of(_AND)})\s+)?(?:{rest})\b)?)*(?!\w)"


def _below_thousand() -> str:
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
