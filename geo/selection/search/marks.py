"""Where a text has what was asked for: the words to mark, and the part of a long sentence to show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.selection.search.folding import folded
from geo.selection.search.numbers import numbers_in

if TYPE_CHECKING:
    from geo.selection.search.question import Question, Term

#: Characters of a sentence that a line of a list shows, and how many of them stand before the first mark.
SHOWN, BEFORE = 230, 70


def found_in(text: str, question: Question, language: str) -> list[tuple[int, int]]:
    """Start and end of each word, phrase and number that was asked for, in order and apart."""
    spans = [m.span() for term in question.terms if term.words for m in _pattern(term).finditer(folded(text))]
    if question.numbers:
        spans += [(start, end) for start, end, value in numbers_in(text, language) if value in question.numbers]
    apart: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def window(text: str, marks: list[tuple[int, int]]) -> tuple[int, int]:
    """The part of a text to show: all of a short one, else what stands around its first mark, cut at words."""
    if len(text) <= SHOWN:
        return 0, len(text)
    first = marks[0][0] if marks else 0
    start = 0 if first <= BEFORE else text.find(" ", first - BEFORE, first) + 1 or first
    if len(text) - start <= SHOWN:
        return start, len(text)
    cut = text.rfind(" ", start + SHOWN // 2, start + SHOWN)
    return start, cut if cut > 0 else start + SHOWN


def _pattern(term: Term) -> re.Pattern[str]:
    words = r"[\W_]+".join(re.escape(folded(word)) for word in term.words)
    rest = r"[^\W_]*" if term.may_be_longer else ""
    return re.compile(rf"(?<![^\W_]){words}{rest}(?![^\W_])")
