"""Puts a by-name behind a person's name, as reports of crimes do and treebanks hardly: "Juan Mora, alias “El Gato”"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.run.spanish.treebanks import Added, inserted, spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from random import Random

    from geo.run.spanish.treebanks import Sentence

_ARTICLES = {"Gender=Masc": "El", "Gender=Fem": "La"}


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
    added = [Added(article, "DET", "det", 1, "B-PER"), Added(noun, "PROPN", "appos", 0, "I-PER", blank=not marked)]
    if marked:
        added = [Added('"', "PUNCT", "punct", 2, blank=False), *added, Added('"', "PUNCT", "punct", -1)]
    if introduced:
        noun_at = len(added) - marked
        added = [Added(",", "PUNCT", "punct", noun_at + 1), Added("alias", "NOUN", "case", noun_at), *added]
    return inserted(sentence, start, end, added)
