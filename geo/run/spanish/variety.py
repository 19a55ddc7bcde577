"""Writes a sentence as other hands would: other marks, capitals, accents left out, other names, the verb first.

Treebanks know one quotation mark and one dash; what is no word there would be read as one elsewhere.  They are careful
prose; short news begins with its verb ("Mueren dos mineros en Potosí"), and who died is easily taken for an object.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from geo.run.spanish.names import NameStock
    from geo.run.spanish.treebanks import Sentence

#: Pairs that stand for the treebanks' '"', as often as they occur here.
_QUOTES = ("“”", "“”", "“”", "«»", "«»", '""', '""', '""', "‘’", "''")
_DASHES = ("—", "—", "–", "-")
#: Shares of sentences that are rewritten in each way.
_ALL_CAPITALS, _TITLE, _NO_ACCENTS, _OTHER_NAMES, _VERB_FIRST = 0.015, 0.015, 0.04, 0.5, 0.6
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
            sentence = verb_first(sentence, self.random)
        if self.random.random() < _OTHER_NAMES:
            sentence = self.stock.renamed(sentence, self.random)
        sentence = _dashed(_quoted(sentence, quotes), dash)
        drawn = self.random.random()
        if drawn < _ALL_CAPITALS:
            return _rewritten(sentence, str.upper)
        if drawn < _ALL_CAPITALS + _TITLE:
            return _rewritten(sentence, _capitalised)
        return sentence


def verb_first(sentence: Sentence, random: Random) -> Sentence:
    """ "Dos mineros murieron ayer" as "Murieron dos mineros ayer", in one clause; as it is where none can move."""
    movable = [(start, end, verb) for verb in range(len(sentence)) for start, end in _subject_before(sentence, verb)]
    if not movable:
        return sentence
    start, end, verb = random.choice(movable)
    order = [*range(start), *range(end, verb + 1), *range(start, end), *range(verb + 1, len(sentence))]
    moved = replace(_reordered(sentence, order), blanks=sentence.blanks)
    return _with_new_start(moved, start + verb + 1 - end) if start == 0 else moved


def _with_new_start(sentence: Sentence, was_first: int) -> Sentence:
    """The first word written large, and the one that was it small unless it is a name."""
    words = list(sentence.words)
    words[0] = words[0][:1].upper() + words[0][1:]
    if sentence.pos[was_first] != "PROPN":
        words[was_first] = words[was_first][:1].lower() + words[was_first][1:]
    return replace(sentence, words=tuple(words))


def _subject_before(sentence: Sentence, verb: int) -> Iterator[tuple[int, int]]:
    """Start and end of the subject of a verb without objects, if nothing but words of the verb stands between them."""
    subject = _lone_subject(sentence, verb)
    if subject is None:
        return
    phrase = [i for i in range(verb) if _under(sentence, i, subject)]
    start, end = phrase[0], phrase[-1] + 1
    whole = len(phrase) == end - start <= _SUBJECT and all(sentence.blanks[start:verb])
    if whole and all(sentence.heads[i] == verb for i in range(end, verb)):
        yield start, end


def _lone_subject(sentence: Sentence, verb: int) -> int | None:
    """The noun that is the subject before a verb without objects."""
    hang = [i for i, head in enumerate(sentence.heads) if head == verb and i != verb]
    if sentence.pos[verb] != "VERB" or any(sentence.labels[i] in _WITH_OBJECT for i in hang):
        return None
    subject = next((i for i in hang if sentence.labels[i].startswith("nsubj") and i < verb), None)
    return subject if subject is not None and sentence.pos[subject] != "PRON" else None


def _under(sentence: Sentence, i: int, top: int) -> bool:
    while i != top and sentence.heads[i] != i:
        i = sentence.heads[i]
    return i == top


def _reordered(sentence: Sentence, order: list[int]) -> Sentence:
    now = {old: new for new, old in enumerate(order)}

    def moved(column: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(column[i] for i in order)

    return replace(
        sentence,
        words=moved(sentence.words),
        lemmas=moved(sentence.lemmas),
        pos=moved(sentence.pos),
        tags=moved(sentence.tags),
        feats=moved(sentence.feats),
        heads=tuple(now[sentence.heads[i]] for i in order),
        labels=moved(sentence.labels),
        names=moved(sentence.names),
    )


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
