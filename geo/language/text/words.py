"""What is made of words of a lexicon: one regular expression of many, turns whose words stand apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from collections.abc import Set as AbstractSet


def one_of(words: Iterable[str], *, cased: bool = False) -> str:
    """A regular expression, verbose or not, of any of the words, the longest first; of none one that never matches.

    Their first letters stand before them: nearly all places of a text are ruled out by one look instead of one a word,
    and at the others what words have in common is looked at once.  ``cased``: the pattern is used where the case of
    letters counts, which is much quicker where there are "Perú" and "peruano".
    """
    known = set(words)
    if not known:
        return "(?!)"
    first = "".join(re.escape(letter) for letter in sorted({word[0] for word in known}))
    return f"(?=[{first}])(?:{_any_of(known, cased=cased)})"


def _any_of(words: set[str], *, cased: bool) -> str:
    """Any of some words, letter by letter.

    Where the case of letters does not count, "Sal" must not go before "salt": words of which one begins another one in
    other letters stand by themselves, the longest first.
    """
    apart = set() if cased else _of_two_cases(words - {""})
    whole = [re.escape(word) for word in sorted(apart, key=lambda word: (-len(word), word))]
    by_letter: dict[str, set[str]] = {}
    for word in sorted(words - apart - {""}):
        by_letter.setdefault(word[0], set()).add(word[1:])
    parts = [_beginning(letter, rests, cased=cased) for letter, rests in by_letter.items()]
    return "|".join([*whole, *parts, *([""] if "" in words else [])])


def _of_two_cases(words: Iterable[str]) -> set[str]:
    """The words of all families, each of a word with what it begins, whose first letter is small and capital."""
    families: list[list[str]] = []
    for word in sorted(words, key=str.lower):
        if families and word.lower().startswith(families[-1][0].lower()):
            families[-1].append(word)
        else:
            families.append([word])
    return {word for family in families if len({word[0] for word in family}) > 1 for word in family}


def _beginning(letter: str, rests: set[str], *, cased: bool) -> str:
    """The words of one first letter."""
    rest = _any_of(rests, cased=cased)
    return re.escape(letter) + (rest if len(rests) == 1 else f"(?:{rest})")


def without_first(text: str, words: Container[str]) -> str:
    """A text without its first word if that is one of these: "the army" is "army"."""
    first, blank, rest = text.partition(" ")
    return rest if blank and first in words else text


def holds(words: AbstractSet[str], turns: Iterable[str]) -> bool:
    """True where all words of one turn are there: "could have" of "could not have"."""
    return any(words >= set(turn.split()) for turn in turns)
