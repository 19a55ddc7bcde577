"""Other names to read in the place of those of a treebank, so that a model learns where names stand and not which.

Places of the Spanish-speaking countries come from GeoNames, persons' names from the texts themselves put together anew,
acronyms from chance.
"""

from __future__ import annotations

import string
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.run.spanish.aliases import by_names, with_alias
from geo.run.spanish.towns import towns
from geo.run.spanish.treebanks import Added, inserted, spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from random import Random

    from geo.run.spanish.treebanks import Sentence

#: Inhabitants of the smallest place whose name is used.
_POPULATION = 5000
_LONG, _LONGEST = 3, 6
#: Words of names that are no proper nouns, with what they are.
_SMALL = dict.fromkeys(("de", "del"), ("ADP", "case")) | dict.fromkeys(("la", "las", "los", "el"), ("DET", "det"))
_ACRONYM = range(3, 6)
#: First words of the names of public bodies and armed groups; any may stand where one of them does.
_BODIES = (
    *("Policía", "Guardia", "Ejército", "Marina", "Armada", "Fuerza", "Gendarmería", "Patrulla", "Brigada", "Defensa"),
    *("Fiscalía", "Procuraduría", "Tribunal", "Corte", "Juzgado", "Defensoría", "Audiencia", "Contraloría"),
    *("Secretaría", "Ministerio", "Gobierno", "Gabinete", "Consejo", "Comisión", "Comité", "Instituto", "Agencia"),
    *("Dirección", "Oficina", "Servicio", "Sistema", "Centro", "Unidad", "Protección", "Embajada", "Alianza"),
    *("Cártel", "Frente", "Movimiento", "Comando", "Partido", "Unión", "Federación", "Asociación", "Cruz", "Banco"),
)
#: Share of sentences in which somebody gets a by-name, and of persons who have nothing else.
_ALIAS = 0.1
#: Of two words of a person's name, how often both are surnames.
_SURNAMES = 0.15

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameStock:
    """Names to draw from."""

    places: list[list[Words]]
    """Those of one word, of two, of more: each kind is drawn as often."""
    first: list[str]
    last: list[str]
    called: list[tuple[str, str]]
    """By-names: article and noun."""

    def renamed(self, sentence: Sentence, random: Random) -> Sentence:
        """``sentence`` with other names in it: of places and persons where all words of a name are proper nouns."""
        for start, end, kind in reversed([*spans(sentence)]):
            if kind == "ORG" or all(pos == "PROPN" for pos in sentence.pos[start:end]):
                name = self._other(sentence.words[start:end], kind, random)
                sentence = _with_name(sentence, start, end, name)
        return with_alias(sentence, self.called, random) if random.random() < _ALIAS else sentence

    def _other(self, name: Words, kind: str, random: Random) -> Words:
        if kind == "LOC" and self.places:
            return random.choice(random.choice(self.places))
        if kind == "PER":
            return self._person(len(name), random)
        if kind == "ORG" and len(name) == 1 and name[0].isupper():
            return ("".join(random.choices(string.ascii_uppercase, k=random.choice(_ACRONYM))),)
        if kind == "ORG" and len(name) > 1 and name[0] in _BODIES:
            return (random.choice(_BODIES), *name[1:])
        return name

    def _person(self, words: int, random: Random) -> Words:
        drawn = random.random()
        if words == 2 and drawn < _ALIAS:
            return random.choice(self.called)
        if words == 1 or (words == 2 and drawn < _ALIAS + _SURNAMES):
            return tuple(random.choices(self.last, k=words))
        return (random.choice(self.first), *random.choices(self.last, k=words - 1))


def _with_name(sentence: Sentence, start: int, end: int, name: Words) -> Sentence:
    """``sentence`` with another name in a place where one stands; of a longer one the rest hangs on its first word."""
    shared = min(end - start, len(name))
    if shared < end - start:
        return sentence
    words = (*sentence.words[:start], *name[:shared], *sentence.words[start + shared :])
    rest = [_rest(name, i, sentence.names[start]) for i in range(shared, len(name))]
    renamed = replace(sentence, words=words)
    return inserted(renamed, start, end, rest) if rest else renamed


def _rest(name: Words, i: int, mark: str) -> Added:
    pos, label = _SMALL.get(name[i], ("PROPN", "flat"))
    over = next(j for j in range(i, len(name)) if name[j] not in _SMALL) - i
    return Added(name[i], pos, label, over, mark.replace("B-", "I-"))


def stock_of(sentences: Iterable[Sentence]) -> NameStock:
    """What the names of a treebank and the places of GeoNames give."""
    sentences = list(sentences)
    first, last = list[str](), list[str]()
    for sentence in sentences:
        for start, end, kind in spans(sentence):
            if kind == "PER" and end - start > 1:
                first.append(sentence.words[start])
                last += [word for word in sentence.words[start + 1 : end] if word[:1].isupper()]
    every = sorted(set(_places()))
    places = [[name for name in every if min(len(name), _LONG) == many] for many in (1, 1, 2, _LONG)]
    return NameStock(places, first, last, by_names(sentences))


def _places() -> Iterator[Words]:
    """Names that begin and end with a word written large."""
    for name, people in towns():
        capitals = [word.istitle() for word in name]
        small = all(large or word in _SMALL for word, large in zip(name, capitals, strict=True))
        if people >= _POPULATION and capitals[0] and capitals[-1] and small and len(name) <= _LONGEST:
            yield name
