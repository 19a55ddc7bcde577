"""Areas that share their word of kind: "Barrow, Jackson and Madison counties", "the parishes of Rapides and Grant"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.gazetteer.folding import fold
from geo.lexicons import Words
from geo.resolve.toponyms.mentions import Name
from geo.resolve.toponyms.vocabulary import plurals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.resolve.toponyms.mentions import Context

#: Words of the longest name of a county.
LONGEST = 3
_BELONGING = Words("places", "prepositions", "belonging")
_COORDINATORS = Words("places", "naming", "coordinators")


def plural_areas(context: Context, found: list[Name]) -> list[Name]:
    """``found`` with each name of such a list read as "… county"; what the gazetteer lacks stays as it was."""
    areas = [name for token in context.doc if token.lower_ in plurals() for name in _members(context, token.i)]
    taken = {i for name in areas for i in range(name.first, name.last)}
    return sorted([*areas, *(n for n in found if taken.isdisjoint(range(n.first, n.last)))], key=lambda n: n.start)


def _members(context: Context, at: int) -> Iterator[Name]:
    kind = plurals()[context.word(at)]
    spans = list(_forward(context, at + 2) if context.word(at + 1) in _BELONGING else _backward(context, at))
    if len(spans) < 2:
        return
    for first, last in spans:
        span = context.doc[first:last]
        folded = f"{fold(span.text)} {kind}"
        entries = context.gazetteer.entries(folded)
        if entries:
            yield Name(
                first,
                last,
                span.start_char,
                span.end_char,
                span.text,
                folded,
                entries,
                label="GPE",
                locative=True,
                level=entries[0].place.level,
            )


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
