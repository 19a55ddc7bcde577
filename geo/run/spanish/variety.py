"""Writes a sentence as other hands would: other marks, capitals, accents left out, other names, the verb first.

Treebanks know one quotation mark and one dash; what is no word there would be read as one elsewhere.  They are careful
prose; short news begins with its verb ("Mueren dos mineros en Potosí"), and who died is easily taken for an object.
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
_ALL_CAPITALS, _TITLE, _NO_ACCENTS, _OTHER_NAMES, _VERB_FIRST = 0.015, 0.015, 0.04, 0.35, 0.5
#: Words of the longest subject that goes behind its verb.
_SUBJECT = 8
#: What a verb has beside its subject if that would not go behind it.
_WITH_OBJECT = frozenset({"obj", "ccomp", "xcomp", "cop", "csubj", "iobj"})
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
        if self.random.random() < _VERB_FIRST:
            sentence = verb_first(sentence)
        if self.random.random() < _OTHER_NAMES:
            sentence = self.stock.renamed(sentence, self.random)
        sentence = _dashed(_quoted(sentence, quotes), dash)
        drawn = self.random.random()
        if drawn < _ALL_CAPITALS:
            return _rewritten(sentence, str.upper)
        if drawn < _ALL_CAPITALS + _TITLE:
            return _rewritten(sentence, _capitalised)
        return sentence


def verb_first(sentence: Sentence) -> Sentence:
    """ "Dos mineros murieron ayer" as "Murieron dos mineros ayer"; as it is where its subject cannot go there."""
    verb = next(i for i, head in enumerate(sentence.heads) if head == i)
    subject = _first_phrase(sentence)
    movable = 0 < subject <= min(_SUBJECT, verb) and sentence.pos[verb] == "VERB" and all(sentence.blanks[:verb])
    with_verb = all(sentence.heads[i] == verb for i in range(subject, verb + 1))
    objects = any(h == verb and label in _WITH_OBJECT for h, label in zip(sentence.heads, sentence.labels, strict=True))
    if not (movable and with_verb) or objects:
        return sentence
    order = [*range(subject, verb + 1), *range(subject), *range(verb + 1, len(sentence))]
    moved = _reordered(sentence, order)
    small = moved.words[verb + 1 - subject]
    small = small if sentence.pos[0] == "PROPN" else small[:1].lower() + small[1:]
    first = moved.words[0][:1].upper() + moved.words[0][1:]
    words = (first, *moved.words[1 : verb + 1 - subject], small, *moved.words[verb + 2 - subject :])
    return replace(moved, words=words, blanks=sentence.blanks)


def _first_phrase(sentence: Sentence) -> int:
    """The words of the subject if the sentence begins with it, else 0."""
    for i, label in enumerate(sentence.labels):
        if label.startswith("nsubj") and sentence.heads[sentence.heads[i]] == sentence.heads[i]:
            inside = [_under(sentence, j, i) for j in range(sentence.heads[i])]
            many = sum(inside)
            return many if all(inside[:many]) else 0
    return 0


def _under(sentence: Sentence, i: int, top: int) -> bool:
    while i != top and sentence.heads[i] != i:
        i = sentence.heads[i]
    return i == top


def _reordered(sentence: Sentence, order: list[int]) -> Sentence:
    now = {old: new for new, old in enumerate(order)}
    columns = {
        name: tuple(getattr(sentence, name)[i] for i in order)
        for name in ("words", "lemmas", "pos", "tags", "feats", "labels", "names")
    }
    return replace(sentence, heads=tuple(now[sentence.heads[i]] for i in order), **columns)


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
