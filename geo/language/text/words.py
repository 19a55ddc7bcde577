"""What is made of words of a lexicon: one regular expression of many, turns whose words stand apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from collections.abc import Set as AbstractSet


def one_of(words: Iterable[str]) -> str:
    """A regular expression, verbose or not, of any of the words, the longest first; of none one that never matches."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) or "(?!)"


def without_first(text: str, words: Container[str]) -> str:
    """A text without its first word if that is one of these: "the army" is "army"."""
    first, blank, rest = text.partition(" ")
    return rest if blank and first in words else text


def holds(words: AbstractSet[str], turns: Iterable[str]) -> bool:
    """True where all words of one turn are there: "could have" of "could not have"."""
    return any(words >= set(turn.split()) for turn in turns)
