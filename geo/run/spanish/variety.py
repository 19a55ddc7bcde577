"""Writes a sentence as other hands would: other quotation marks and dashes, capitals, accents left out, other names.

Treebanks know one quotation mark and one dash; what is no word there would be read as one elsewhere.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from geo.run.spanish.names import NameStock
    from geo.run.spanish.treebanks import Sentence

#: Pairs that stand for the treebanks' '"', as often as they occur here.
_QUOTES = ("“”", "“”", "“”", "«»", "«»", '""', '""', '""', "‘’", "''")
_DASHES = ("—", "—", "–", "-")
#: Shares of sentences that are rewritten in each way.
_ALL_CAPITALS, _TITLE, _NO_ACCENTS, _OTHER_NAMES = 0.015, 0.015, 0.04, 0.35
_ACUTE = "\u0301"


@dataclass(frozen=True, slots=True)
class Variety:
    """What a text is varied with."""

    stock: NameStock
    random: Random

    def of(self, text: list[Sentence]) -> list[Sentence]:
        """Some sentences of one text in one hand; everything but how words are written stays."""
        quotes, dash = self.random.choice(_QUOTES), self.random.choice(_DASHES)
        accents = self.random.random() >= _NO_ACCENTS
        varied = [self._one(sentence, quotes, dash) for sentence in text]
        return varied if accents else [_rewritten(sentence, without_accents) for sentence in varied]

    def _one(self, sentence: Sentence, quotes: str, dash: str) -> Sentence:
        if self.random.random() < _OTHER_NAMES:
            sentence = self.stock.renamed(sentence, self.random)
        sentence = _dashed(_quoted(sentence, quotes), dash)
        drawn = self.random.random()
        if drawn < _ALL_CAPITALS:
            return _rewritten(sentence, str.upper)
        if drawn < _ALL_CAPITALS + _TITLE:
            return _rewritten(sentence, _capitalised)
        return sentence


def without_accents(word: str) -> str:
    """ "León" as "Leon"; "ñ" stays."""
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if c != _ACUTE)
    return unicodedata.normalize("NFC", bare)


def _capitalised(word: str) -> str:
    return word[:1].upper() + word[1:] if len(word) > 3 else word


def _rewritten(sentence: Sentence, write: Callable[[str], str]) -> Sentence:
    return replace(sentence, words=tuple(write(word) for word in sentence.words))


def _quoted(sentence: Sentence, quotes: str) -> Sentence:
    """Each second mark closes; one that is alone opens where a blank stands before it."""
    words, opened = list(sentence.words), False
    for i, word in enumerate(words):
        if word == '"':
            words[i] = quotes[opened]
            opened = not opened
    return replace(sentence, words=tuple(words))


def _dashed(sentence: Sentence, dash: str) -> Sentence:
    return replace(sentence, words=tuple(dash if word == "-" else word for word in sentence.words))
