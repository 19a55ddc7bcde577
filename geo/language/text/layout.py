"""Sentences never run from one paragraph to the next: headlines, captions and list items stand alone.

A line that a program wrapped in mid-sentence is no paragraph: there the sentence goes on.  Nor does a sentence run on
for ever: a list, a table or a text without stops is cut into pieces that the rules can look at word by word.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from spacy.attrs import IDX, LENGTH, SENT_START

from geo.language.text.dateline import datelines_of
from geo.language.text.marks import paragraphs
from geo.lexicons import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAME = "atlas_layout"
#: Whether a sentence starts at each word; None: the parser may decide.
Starts = list[bool | None]
#: The same as spaCy keeps it, in numbers that end where they begin.
_AS_KEPT = {None: 0, True: 1, False: (1 << 64) - 1}
_KEPT_AS = {kept: start for start, kept in _AS_KEPT.items()}
#: Tokens without a stop after which a new sentence is begun.  Rules set the words of a sentence beside each other, and
#: a tree can be as deep as its sentence is long, so that time would grow with the square of it.  The longest of 9,700
#: sentences of annotated news has 122 tokens, a list of names in a caption.
LONGEST_SENTENCE = 200
_STOPS = frozenset({".", "!", "?", "…"})
#: Marks with which no sentence ends.
_GOES_ON = frozenset({",", "(", "[", "“", "«", "‘", "$", "&"})
_NUMBERED = Words("text", "number_signs")
_HOURS = Words("text", "hours_with_stop")
_OPENERS = Words("text", "openers")
#: Where a piece of a sentence that is too long ends, if it has one of them.
_PAUSES = frozenset({",", ";", ":", ")", "—", "–"})


class _Words(NamedTuple):
    """The words of a text, and where each begins in the ``whole`` of it."""

    texts: list[str]
    offsets: list[int]
    whole: str


def mark_lines(doc: Doc) -> Doc:
    """Start a sentence behind every line break that ends a paragraph and every dateline, and none behind a wrap.

    The parser keeps all of them.
    """
    whole = doc.text
    offsets, lengths, kept_starts = doc.to_array([IDX, LENGTH, SENT_START]).T.tolist()
    texts = [whole[at : at + length] for at, length in zip(offsets, lengths, strict=True)]
    words = _Words(texts, offsets, whole)
    starts: Starts = [_KEPT_AS[start] for start in kept_starts]
    _start_at_lines(words, starts)
    _start_behind_datelines(words, starts)
    _start_behind_hours(words, starts)
    _keep_together(words, starts)
    _cut_endless(words, starts)
    kept = np.array([_AS_KEPT[start] for start in starts], dtype=np.uint64)
    return doc.from_array([SENT_START], kept)  # type: ignore[arg-type]


def _start_at_lines(words: _Words, starts: Starts) -> None:
    begins = [start for start, _ in paragraphs(words.whole)]
    last: int | None = None
    for i, text in enumerate(words.texts):
        if text.isspace():
            starts[i] = i == 0  # white space belongs to the sentence before it
            last = i if last is None and "\n" in text else last
        elif last is not None:
            at, before = words.offsets[i], words.offsets[last]
            starts[i] = bisect_right(begins, at) > bisect_right(begins, before)
            if not starts[i]:
                starts[last] = False
            last = None


def _start_behind_datelines(words: _Words, starts: Starts) -> None:
    for line in datelines_of(words.whole):
        at = bisect_left(words.offsets, line.end)
        if words.offsets[at : at + 1] == [line.end]:
            starts[at] = True


def _start_behind_hours(words: _Words, starts: Starts) -> None:
    """As in "at 7:40 p.m. Nine were hurt", where the stop ends the hour and the sentence – not "7:40 p.m. Monday"."""
    for i, (before, text) in enumerate(zip(words.texts, words.texts[1:], strict=False), 1):
        if before.lower() in _HOURS and text.istitle() and text.lower() in _OPENERS:
            starts[i] = True


def _keep_together(words: _Words, starts: Starts) -> None:
    """Start no sentence behind a plain word or a comma: "seized Joe “the Mole” Doe, a driver, in a raid on Monday"."""
    before: int | None = None
    for i, text in enumerate(words.texts):
        if text.isspace():
            continue
        if starts[i] is None and before is not None:
            goes_on = _goes_on(words.texts[before]) or (text[0].isdigit() and _numbers_it(words, before))
            starts[i] = False if goes_on else None
        before = i


def _goes_on(word: str) -> bool:
    """Whether no sentence can end with it: a word without a stop, a comma, what opens."""
    return word[-1].isalpha() or word in _GOES_ON


def _numbers_it(words: _Words, at: int) -> bool:
    """Whether a number is told behind it, as behind "No.", whose stop may be a token of its own."""
    word = words.texts[at]
    before = words.texts[at - 1] if at else ""
    joined = word == "." and at and words.offsets[at - 1] + len(before) == words.offsets[at]
    return (before + word if joined else word) in _NUMBERED


def _cut_endless(words: _Words, starts: Starts) -> None:
    """Start a sentence wherever none can have started for LONGEST_SENTENCE tokens, behind the last pause if any."""
    first = pause = 0
    before = ""
    for i, text in enumerate(words.texts):
        if starts[i] or _may_start(before, text):
            first = pause = i
        elif i - first >= LONGEST_SENTENCE:
            first = pause = pause if pause > first else i
            starts[first] = True
        elif before in _PAUSES:
            pause = i
        before = before if text.isspace() else text


def _may_start(before: str, word: str) -> bool:
    """True behind a stop, where the parser starts a sentence of its own if there is one."""
    return before in _STOPS and not word.isspace() and not word[:1].islower() and word not in _STOPS
