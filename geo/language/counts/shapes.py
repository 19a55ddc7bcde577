"""What is made of a lexicon's words: alternatives of a regular expression, and turns whose words stand apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet


def one_of(words: Iterable[str]) -> str:
    """Alternatives of a regular expression, the longest first; without words one that matches nothing."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"


def holds(words: AbstractSet[str], turns: Iterable[str]) -> bool:
    """True where all words of one turn are there: "could have" of "could not have"."""
    return any(words >= set(turn.split()) for turn in turns)
