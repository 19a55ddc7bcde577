"""Areas that share their word of kind: "Barrow, Jackson and Madison counties", "the parishes of Rapides and Grant"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.gazetteer.folding import fold
from geo.lexicons import Words
from geo.resolve.toponyms.mentions import Name
from geo.resolve.toponyms.vocabulary import levels, plurals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.gazetteer.lookup import Entry
    from geo.resolve.toponyms.mentions import Context

#: Words of the longest name of a county.
LONGEST = 3
_BELONGING = Words("places", "prepositions", "belonging")
_COORDINATORS = Words("places", "naming", "coordinators")


def plural_areas(context: Context, found: list[Name]) -> list[Name]:
    """``found`` with each name of such a list read as "… county"; what the gazetteer lacks stays as it was."""
    peoples = {name.first for name in found if name.demonym}
    areas = [name for token in context.doc if token.lower_ in plurals() for name in _members(context, token.i, peoples)]
    taken = {i for name in areas for i in range(name.first, name.last)}
    return sorted([*areas, *(n for n in found if taken.isdisjoint(range(n.first, n.last)))], key=lambda n: n.start)


def _members(context: Context, at: int, peoples: set[int]) -> list[Name]:
    """The areas that share the word at a token: those that bear it in their names, else all of a list of its level.

    So "Mon and Kachin states", and no "Baltic and Gulf states", whose first is none, nor "Swiss and French cantons".
    """
    kind = plurals()[context.word(at)]
    spans = list(_forward(context, at + 2) if context.word(at + 1) in _BELONGING else _backward(context, at))
    if len(spans) < 2:
        return []
    bearing = [_bearing(context, span, kind) for span in spans]
    named = [name or _of_level(context, span, kind) for name, span in zip(bearing, spans, strict=True)]
    if all(named) and peoples.isdisjoint(first for first, _ in spans):
        return [name for name in named if name]
    return [name for name in bearing if name]


def _bearing(context: Context, span: tuple[int, int], kind: str) -> Name | None:
    """The area whose own name has the word: "Grant Parish"."""
    folded = f"{fold(context.doc[slice(*span)].text)} {kind}"
    entries = context.gazetteer.entries(folded)
    return _name(context, span, folded, entries, entries[0].place.level) if entries else None


def _of_level(context: Context, span: tuple[int, int], kind: str) -> Name | None:
    """What may be an area of the level that the word tells: "Durango" beside "states"."""
    folded, level = fold(context.doc[slice(*span)].text), levels().get(kind)
    entries = context.gazetteer.entries(folded)
    if level is None or all(e.place.level != level for e in entries):
        return None
    return _name(context, span, folded, entries, level)


def _name(context: Context, span: tuple[int, int], folded: str, entries: tuple[Entry, ...], level: str) -> Name:
    words = context.doc[slice(*span)]
    ends = words.start_char, words.end_char
    return Name(*span, *ends, words.text, folded, entries, label="GPE", locative=True, level=level)


def _links(word: str) -> bool:
    return word in (",", "&") or word in _COORDINATORS


def _backward(context: Context, last: int) -> Iterator[tuple[int, int]]:
    """The capitalised stretches of the list that ends before ``last``, from the last to the first."""
    while True:
        first = last
        while context.capital(first - 1) is not None and last - first < LONGEST:
            first -= 1
        if first == last:
            return
        yield first, last
        if not _links(context.word(first - 1)):
            return
        last = first - 1
        while _links(context.word(last - 1)):
            last -= 1


def _forward(context: Context, first: int) -> Iterator[tuple[int, int]]:
    """The capitalised stretches of the list that begins at ``first``."""
    while True:
        last = first
        while context.capital(last) is not None and last - first < LONGEST:
            last += 1
        if last == first:
            return
        yield first, last
        if not _links(context.word(last)):
            return
        first = last + 1
        while _links(context.word(first)):
            first += 1


__all__ = ["plural_areas"]
