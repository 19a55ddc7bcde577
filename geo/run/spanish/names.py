"""Other names to read in the place of those of a treebank, so that a model learns where names stand and not which.

Places of the Spanish-speaking countries come from GeoNames, persons' names from the texts themselves put together anew,
acronyms from chance.
"""

from __future__ import annotations

import string
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.run.spanish.aliases import by_names, with_alias
from geo.run.spanish.towns import towns
from geo.run.spanish.treebanks import spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from random import Random

    from geo.run.spanish.treebanks import Sentence

#: Inhabitants of the smallest place whose name is used.
_POPULATION = 5000
_ACRONYM = range(3, 6)
#: Share of sentences in which somebody gets a by-name, and of persons who have nothing else.
_ALIAS = 0.1

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameStock:
    """Names by how many words they have."""

    places: dict[int, list[Words]]
    first: list[str]
    last: list[str]
    called: list[tuple[str, str]]
    """By-names: article and noun."""

    def renamed(self, sentence: Sentence, random: Random) -> Sentence:
        """``sentence`` with other names of as many words in it, where all their words are proper nouns."""
        words = list(sentence.words)
        for start, end, kind in spans(sentence):
            if all(pos == "PROPN" for pos in sentence.pos[start:end]):
                words[start:end] = self._other(sentence.words[start:end], kind, random)
        renamed = replace(sentence, words=tuple(words))
        return with_alias(renamed, self.called, random) if random.random() < _ALIAS else renamed

    def _other(self, name: Words, kind: str, random: Random) -> Words:
        if kind == "LOC" and len(name) in self.places:
            return random.choice(self.places[len(name)])
        if kind == "PER" and len(name) == 2 and random.random() < _ALIAS:
            return random.choice(self.called)
        if kind == "PER" and len(name) > 1:
            return (random.choice(self.first), *random.choices(self.last, k=len(name) - 1))
        if kind == "PER":
            return (random.choice(self.last),)
        if kind == "ORG" and len(name) == 1 and name[0].isupper():
            return ("".join(random.choices(string.ascii_uppercase, k=random.choice(_ACRONYM))),)
        return name


def stock_of(sentences: Iterable[Sentence]) -> NameStock:
    """What the names of a treebank and the places of GeoNames give."""
    sentences = list(sentences)
    first, last = list[str](), list[str]()
    for sentence in sentences:
        for start, end, kind in spans(sentence):
            if kind == "PER" and end - start > 1:
                first.append(sentence.words[start])
                last += [word for word in sentence.words[start + 1 : end] if word[:1].isupper()]
    places = defaultdict[int, list[Words]](list)
    for name in sorted(set(_places())):
        places[len(name)].append(name)
    return NameStock(dict(places), first, last, by_names(sentences))


def _places() -> Iterator[Words]:
    """Names without small words in them ("de", "la"), which would not be proper nouns."""
    return (name for name, people in towns() if people >= _POPULATION and all(word.istitle() for word in name))
