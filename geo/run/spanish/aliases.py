"""Puts a by-name behind a person's name, as reports of crimes do and treebanks hardly: "Juan Mora, alias “El Gato”"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from geo.run.spanish.treebanks import spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from random import Random

    from geo.run.spanish.treebanks import Sentence

_ARTICLES = {"Gender=Masc": "El", "Gender=Fem": "La"}


class _Word(NamedTuple):
    """A word to be put in; ``over``: how many words further its head stands, 0: it hangs on the person's name."""

    form: str
    pos: str
    label: str
    over: int = 0
    name: str = "O"
    blank: bool = True


def by_names(sentences: Iterable[Sentence]) -> list[tuple[str, str]]:
    """Article and noun of what people could be called: any noun that is written small."""
    nouns = {
        (lemma, feats.split("|")[0])
        for s in sentences
        for lemma, pos, feats in zip(s.lemmas, s.pos, s.feats, strict=True)
        if pos == "NOUN" and lemma.isalpha() and lemma.islower() and len(lemma) < 9
    }
    return [(_ARTICLES[gender], noun.capitalize()) for noun, gender in sorted(nouns) if gender in _ARTICLES]


def with_alias(sentence: Sentence, stock: Sequence[tuple[str, str]], random: Random) -> Sentence:
    """``sentence`` with a by-name behind one of its persons of several words; as it is where none is named."""
    persons = [(start, end) for start, end, kind in spans(sentence) if kind == "PER" and end - start > 1]
    if not persons:
        return sentence
    start, end = random.choice(persons)
    article, noun = random.choice(stock)
    marked, introduced = random.random() < 0.5, random.random() < 0.6
    added = [_Word(article, "DET", "det", 1, "B-PER"), _Word(noun, "PROPN", "appos", 0, "I-PER", blank=not marked)]
    if marked:
        added = [_Word('"', "PUNCT", "punct", 2, blank=False), *added, _Word('"', "PUNCT", "punct", -1)]
    if introduced:
        noun_at = len(added) - marked
        added = [_Word(",", "PUNCT", "punct", noun_at + 1), _Word("alias", "NOUN", "case", noun_at), *added]
    return _inserted(sentence, start, end, added)


def _inserted(sentence: Sentence, name: int, at: int, added: list[_Word]) -> Sentence:
    """``sentence`` with words put in before ``at``, which hang on each other or on the word ``name``."""
    many = len(added)
    blanks = [*sentence.blanks[: at - 1], added[0].form != ",", *(word.blank for word in added)]
    blanks[-1] = sentence.blanks[at - 1]
    heads = [head + many * (head >= at) for head in sentence.heads]
    new = [at + i + word.over if word.over else name for i, word in enumerate(added)]
    forms = tuple(word.form for word in added)

    def around(column: tuple[str, ...], middle: tuple[str, ...]) -> tuple[str, ...]:
        return (*column[:at], *middle, *column[at:])

    return replace(
        sentence,
        words=around(sentence.words, forms),
        blanks=(*blanks, *sentence.blanks[at:]),
        lemmas=around(sentence.lemmas, forms),
        pos=around(sentence.pos, tuple(word.pos for word in added)),
        tags=around(sentence.tags, ("",) * many),
        feats=around(sentence.feats, ("",) * many),
        heads=(*heads[:at], *new, *heads[at:]),
        labels=around(sentence.labels, tuple(word.label for word in added)),
        names=around(sentence.names, tuple(word.name for word in added)),
    )
