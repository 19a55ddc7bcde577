"""Sentences never run from one paragraph to the next: headlines, captions and list items stand alone.

A line that a program wrapped in mid-sentence is no paragraph: there the sentence goes on.  Nor does a sentence run on
for ever: a list, a table or a text without stops is cut into pieces that the rules can look at word by word.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import numpy as np
from spacy.attrs import SENT_START

from geo.language.text.dateline import datelines_of
from geo.language.text.marks import paragraphs
from geo.lexicons import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NAME = "atlas_layout"
#: Whether a sentence starts at each word; None: the parser may decide.
Starts = list[bool | None]
#: The same as spaCy keeps it.
_AS_KEPT = {None: 0, True: 1, False: -1}
#: Tokens without a stop after which a new sentence is begun.  Rules set the words of a sentence beside each other, and
#: a tree can be as deep as its sentence is long, so that time would grow with the square of it.  The longest of 9,700
#: sentences of annotated news has 122 tokens, a list of names in a caption.
LONGEST_SENTENCE = 200
_STOPS = frozenset({".", "!", "?", "…"})
#: Marks with which no sentence ends.
_GOES_ON = frozenset({",", "(", "[", "“", "«", "‘", "$", "&"})
_NUMBERED = Words("text", "number_signs")
#: Where a piece of a sentence that is too long ends, if it has one of them.
_PAUSES = frozenset({",", ";", ":", ")", "—", "–"})


def mark_lines(doc: Doc) -> Doc:
    """Start a sentence behind every line break that ends a paragraph and every dateline, and none behind a wrap.

    The parser keeps all of them.
    """
    words, starts = list(doc), [token.is_sent_start for token in doc]
    _start_at_lines(words, starts, doc.text)
    _start_behind_datelines(words, starts, doc.text)
    _keep_together(words, starts)
    _cut_endless(words, starts)
    kept = np.array([_AS_KEPT[start] for start in starts], dtype=np.int64)
    return doc.from_array([SENT_START], kept.astype(np.uint64))  # type: ignore[arg-type]


def _start_at_lines(words: list[Token], starts: Starts, text: str) -> None:
    begins = [start for start, _ in paragraphs(text)]
    last: Token | None = None
    for token in words:
        if token.is_space:
            starts[token.i] = token.i == 0  # white space belongs to the sentence before it
            last = token if last is None and "\n" in token.text else last
        elif last is not None:
            starts[token.i] = bisect_right(begins, token.idx) > bisect_right(begins, last.idx)
            if not starts[token.i]:
                starts[last.i] = False
            last = None


def _start_behind_datelines(words: list[Token], starts: Starts, text: str) -> None:
    ends = {line.end for line in datelines_of(text)}
    for token in words if ends else ():
        if token.idx in ends:
            starts[token.i] = True


def _keep_together(words: list[Token], starts: Starts) -> None:
    """Start no sentence behind a plain word or a comma: "seized Joe “the Mole” Doe, a driver, in a raid on Monday"."""
    before: Token | None = None
    for token in words:
        if token.is_space:
            continue
        if (
            starts[token.i] is None
            and before is not None
            and (_goes_on(before) or (token.text[0].isdigit() and _numbers_it(before)))
        ):
            starts[token.i] = False
        before = token


def _goes_on(word: Token) -> bool:
    """Whether no sentence can end with it: a word without a stop, a comma, what opens."""
    return word.text[-1].isalpha() or word.text in _GOES_ON


def _numbers_it(stop: Token) -> bool:
    """Whether a number is told behind it, as behind "No.", whose stop may be a token of its own."""
    word = (
        stop.nbor(-1).text + stop.text if stop.text == "." and stop.i and not stop.nbor(-1).whitespace_ else stop.text
    )
    return word in _NUMBERED


def _cut_endless(words: list[Token], starts: Starts) -> None:
    """Start a sentence wherever none can have started for LONGEST_SENTENCE tokens, behind the last pause if any."""
    first = pause = 0
    before: Token | None = None
    for token in words:
        if starts[token.i] or (before is not None and _may_start(before, token)):
            first = pause = token.i
        elif token.i - first >= LONGEST_SENTENCE:
            first = pause = pause if pause > first else token.i
            starts[first] = True
        elif before is not None and before.text in _PAUSES:
            pause = token.i
        before = before if token.is_space else token


def _may_start(before: Token, token: Token) -> bool:
    """True behind a stop, where the parser starts a sentence of its own if there is one."""
    return before.text in _STOPS and not token.is_space and not token.text[:1].islower() and token.text not in _STOPS
