"""Houses and grounds that a text names and the gazetteer lacks: placed in the town that the text names with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.gazetteer.folding import fold
from geo.language.text.spans import starting_in
from geo.lexicons import Words, pattern
from geo.resolve.candidates.rank import Choice
from geo.resolve.toponyms.cues import describe
from geo.resolve.toponyms.mentions import POSSESSIVE, Context, Name
from geo.resolve.toponyms.vocabulary import given, words

if TYPE_CHECKING:
    from geo.gazetteer.lookup import Entry

#: Tokens of the longest name of a house, its small words counted.
LONGEST = 8
#: Characters between a house and the town it is told to stand in: ", in the small farming town of".
BEHIND = 100
_ARTICLE = Words("speech", "small_words", "definite")
_IN_NAMES = Words("speech", "small_words", "in_names")
_APPROACHING = Words("places", "prepositions", "approaching")


def sites(context: Context, kept: list[Name]) -> list[Name]:
    """Names of houses behind a preposition of place, none of which overlaps a name already found."""
    taken = {i for name in kept for i in range(name.first, name.last)}
    out = []
    for token in context.doc:
        if token.lower_ not in words("kinds", "houses_named") or not token.text[0].isupper():
            continue
        first = _opening(context, token.i)
        if first < token.i and taken.isdisjoint(range(first, token.i + 1)) and _stands(context, first, token.i):
            out.append(_named(context, first, token.i + 1))
    return out


def _opening(context: Context, last: int) -> int:
    """The first token of the capitalised words that end at ``last``."""
    first = last
    while first > 0 and last - first < LONGEST:
        before = context.doc[first - 1]
        small = before.lower_ in _IN_NAMES or before.text in POSSESSIVE
        if not (before.text[0].isupper() and before.is_alpha) and not (
            small and first > 1 and context.capital(first - 2) is not None and before.lower_ not in _ARTICLE
        ):
            break
        first -= 1
    return first


def _stands(context: Context, first: int, last: int) -> bool:
    """Whether it stands where a scene would, and no longer name goes on behind it."""
    if first in context.title_case or context.capital(last + 1) is not None or context.word(last + 1) in POSSESSIVE:
        return False
    at = first - 2 if context.word(first - 1) in _ARTICLE else first - 1
    if fold(context.doc[first].text) in given():
        return False  # "with Ann Park"
    approached = context.word(at) in _APPROACHING and context.word(at - 1) in words("kinds", "approaches")
    return approached or context.word(at) in words("inner") | words("beside")


def _named(context: Context, first: int, last: int) -> Name:
    span = context.doc[first:last]
    name = Name(first, last, span.start_char, span.end_char, span.text, fold(span.text), ())
    describe(context, name)
    name.label, name.nested, name.vague = "FAC", False, True
    return name


def place_sites(context: Context, names: list[Name], choices: list[Choice]) -> list[Choice]:
    """For each name its choice; a site takes the point of the town that the text names right behind it, or with it."""
    towns = _Towns(names, choices)
    return [
        _placed(context, name, choice, towns) if name.label == "FAC" and not name.entries else choice
        for name, choice in zip(names, choices, strict=True)
    ]


class _Towns:
    """The towns that a text names, in text order, with what each was taken for."""

    def __init__(self, names: list[Name], choices: list[Choice]) -> None:
        found = [(name, choice) for name, choice in zip(names, choices, strict=True) if _is_town(name, choice.best)]
        self.names = [name for name, _ in found]
        self.choice = {id(name): choice for name, choice in found}
        self.every = {name.folded: name for name in self.names}


def _is_town(name: Name, entry: Entry | None) -> bool:
    return entry is not None and entry.place.level == "city" and not name.nested and not name.demonym


def _placed(context: Context, name: Name, choice: Choice, towns: _Towns) -> Choice:
    for town in starting_in(towns.names, name.end + 1, name.end + BEHIND):
        if pattern("places", "shapes", "house_in").fullmatch(context.text[name.end : town.start]):
            return _at(towns.choice[id(town)], f"the text places it in {town.text}")
    sent = context.doc[name.first].sent
    near = {town.folded: town for town in starting_in(towns.names, sent.start_char, sent.end_char)}
    for group, told in ((near, "the sentence names {} alone"), (towns.every, "{} is the only town of the text")):
        if len(group) == 1:
            (town,) = group.values()
            return _at(towns.choice[id(town)], told.format(town.text))
    return choice


def _at(chosen: Choice, reason: str) -> Choice:
    assert chosen.best is not None  # noqa: S101 - told by the caller
    return Choice(((chosen.best, chosen.ranked[0][1]),), (reason, "the gazetteer lacks the house itself"))


__all__ = ["place_sites", "sites"]
