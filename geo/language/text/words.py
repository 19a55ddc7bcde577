"""What is made of words of a lexicon: one regular expression of many, turns whose words stand apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from collections.abc import Set as AbstractSet


def one_of(words: Iterable[str]) -> str:
    """A regular expression, verbose or not, of any of the words, the longest first; of none one that never matches.

    Their first letters stand before them: nearly all places of a text are ruled out by one look instead of one a word,
    and at the others only words of that letter are tried.
    """
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    if not longest_first:
        return "(?!)"
    first = "".join(re.escape(letter) for letter in sorted({word[0] for word in longest_first}))
    by_letter: dict[str, list[str]] = {}
    for word in longest_first:
        by_letter.setdefault(word[0].lower(), []).append(word)
    return f"(?=[{first}])(?:{'|'.join(map(_of_one_letter, by_letter.values()))})"


def _of_one_letter(words: list[str]) -> str:
    """Any of some words that begin with one letter, which is looked at once unless it is small and capital."""
    first, *others = {re.escape(word[0]) for word in words}
    if others:
        return "|".join(map(re.escape, words))
    return f"{first}(?:{'|'.join(re.escape(word[1:]) for word in words)})"


def without_first(text: str, words: Container[str]) -> str:
    """A text without its first word if that is one of these: "the army" is "army"."""
    first, blank, rest = text.partition(" ")
    return rest if blank and first in words else text


def holds(words: AbstractSet[str], turns: Iterable[str]) -> bool:
    """True where all words of one turn are there: "could have" of "could not have"."""
    return any(words >= set(turn.split()) for turn in turns)
