"""Makes the treebank that was turned into Universal Dependencies by rules speak as the one that was checked by hand.

Some sentences are in both.  What the first calls "obj" under a verb with a preposition before it, the second calls
"obl": for each such circumstance the commonest answer of the second is taken, if it is the answer nearly always.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.run.spanish.treebanks import Sentence

#: Times that a circumstance was seen before it is believed, and the share of its commonest answer.
_SEEN, _SHARE = 4, 0.6
#: Features that say how something is written: nobody asks for them, and one of two treebanks lacks them.
_OF_WRITING = ("PunctType", "PunctSide", "NumForm", "AdvType", "PrepCase", "Typo", "Foreign", "Abbr")
#: Words of these kinds are few, and a word of theirs nearly always has the same features.
_CLOSED = frozenset({"DET", "PRON", "ADP", "SCONJ", "CCONJ", "ADV", "AUX", "PART"})

Clue = tuple[str, ...]


class Harmony:
    """What the checked treebank says where the converted one says something else."""

    def __init__(self, converted: Iterable[Sentence], checked: Sequence[Sentence]) -> None:
        labels, kinds, feats = (
            defaultdict[Clue, Counter[str]](Counter),
            defaultdict[Clue, Counter[str]](Counter),
            (defaultdict[Clue, Counter[str]](Counter)),
        )
        for one, other in _in_both(converted, checked):
            cases = _cases(one)
            for i in range(len(one)):
                kinds[_kind_clue(one, i)][other.pos[i]] += 1
                if one.heads[i] == other.heads[i]:
                    for clue in _label_clues(one, i, cases):
                        labels[clue][other.labels[i]] += 1
        for sentence in checked:
            for i, word in enumerate(sentence.words):
                feats[word.lower(), sentence.pos[i]][sentence.feats[i]] += 1
        self._labels, self._kinds, self._feats = _sure(labels), _sure(kinds), _sure(feats)

    def mended(self, sentence: Sentence) -> Sentence:
        """A converted sentence as the checked treebank would have it."""
        cases = _cases(sentence)
        pos = tuple(self._kinds.get(_kind_clue(sentence, i), kind) for i, kind in enumerate(sentence.pos))
        return replace(
            sentence,
            labels=tuple(self._label(sentence, i, cases) for i in range(len(sentence))),
            pos=pos,
            feats=tuple(self._features(sentence, pos[i], i) for i in range(len(sentence))),
        )

    def _label(self, sentence: Sentence, i: int, cases: dict[int, str]) -> str:
        clues = (clue for clue in _label_clues(sentence, i, cases) if clue in self._labels)
        return next((self._labels[clue] for clue in clues), sentence.labels[i])

    def _features(self, sentence: Sentence, kind: str, i: int) -> str:
        if kind not in _CLOSED:
            return sentence.feats[i]
        return self._feats.get((sentence.words[i].lower(), kind), sentence.feats[i])


def plain_features(sentence: Sentence) -> Sentence:
    """``sentence`` without what its features tell of spelling."""
    return replace(sentence, feats=tuple(_without_spelling(feats) for feats in sentence.feats))


def _without_spelling(feats: str) -> str:
    kept = [feat for feat in feats.split("|") if feat and not feat.startswith(_OF_WRITING)]
    return "|".join(feat.replace("PronType=Int,Rel", "PronType=Rel") for feat in kept)


def _in_both(converted: Iterable[Sentence], checked: Iterable[Sentence]) -> Iterator[tuple[Sentence, Sentence]]:
    by_words = {sentence.words: sentence for sentence in checked}
    return ((one, by_words[one.words]) for one in converted if one.words in by_words)


def _sure(answers: dict[Clue, Counter[str]]) -> dict[Clue, str]:
    best = {clue: (*counter.most_common(1)[0], counter.total()) for clue, counter in answers.items()}
    return {clue: word for clue, (word, n, of) in best.items() if of >= _SEEN and n >= _SHARE * of}


def _kind_clue(sentence: Sentence, i: int) -> Clue:
    return (
        sentence.words[i].lower() if sentence.pos[i] in _CLOSED else "",
        sentence.pos[i],
        sentence.tags[i][:2].lower(),
    )


def _cases(sentence: Sentence) -> dict[int, str]:
    """Word → the first preposition or conjunction that stands before it and hangs on it."""
    found: dict[int, str] = {}
    for word, head, label in zip(sentence.words, sentence.heads, sentence.labels, strict=True):
        if label in {"case", "mark"}:
            found.setdefault(head, word.lower())
    return found


def _label_clues(sentence: Sentence, i: int, cases: dict[int, str]) -> Iterator[Clue]:
    """What may decide the label of a word, from the most to the least that is asked."""
    head, case = sentence.heads[i], cases.get(i, "")
    word = sentence.words[i].lower() if sentence.pos[i] in _CLOSED else ""
    side = "before" if i < head else "behind"
    kinds = (sentence.labels[i], sentence.pos[i], sentence.pos[head])
    yield (*kinds, case, word, sentence.lemmas[head], side)
    yield (*kinds, case, word, sentence.tags[i][:4], side)
    yield (*kinds, case, word, side)
    yield (*kinds, case, side)
    yield (*kinds, side)
