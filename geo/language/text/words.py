"""What is made of words of a lexicon: a regular expression of any of them, a text without one that it begins with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable


def one_of(words: Iterable[str]) -> str:
    """A regular expression, verbose or not, of any of the words, the longest first; of none one that never matches."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) or "(?!)"


def without_first(text: str, words: Container[str]) -> str:
    """A text without its first word if that is one of these: "the army" is "army"."""
    first, blank, rest = text.partition(" ")
    return rest if blank and first in words else text
