"""Names that stand together: "A, B" where B holds A, and lists of places."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from geo.lexicons import Words, pattern
from geo.resolve.toponyms.mentions import Context, Name, holds
from geo.resolve.toponyms.vocabulary import levels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: How much less likely the place inside the area may be than the likeliest of that name: in a list, where a comma tells
#: little, and otherwise ("Paris, Texas" is 2.6 below Paris).
LIST_SLACK, SLACK = 1.5, 6.0
#: Least prior of a name that is taken for a place because it stands in a list with places.
LISTED = 3.0
#: Prior from which a name before a comma is rather a city of its own than a namesake in the area behind it.
FAMOUS = 5.5
#: Characters before a name in which words open a stretch.
_OPENING = 48
_STRETCH = Words("places", "prepositions", "stretch")
_BELONGING = Words("places", "prepositions", "belonging")
_COORDINATORS = Words("places", "naming", "coordinators")


def tie_all(context: Context, names: list[Name]) -> None:
    """Tie every "A, B" where B is a state or country that holds an A."""
    for name, after in itertools.pairwise(names):
        if _adjoin(context, name, after):
            _tie(context, name, after)
        elif _lies_in(context, name, after):
            name.inside = after
        elif _is_of_people(context, name, after):
            after.inside = name
    for i, name in enumerate(names):
        if context.word(name.first - 1) in _STRETCH or _opens_stretch(context, name):
            _pair(context, name, names[i + 1 : i + 4])


def _opens_stretch(context: Context, name: Name) -> bool:
    """As in "a la altura de La Piedad y Yurécuaro", "the road linking Lyon and Geneva"."""
    before = context.text[max(0, name.start - _OPENING) : name.start]
    return pattern("places", "shapes", "stretch_before").search(before) is not None


def _pair(context: Context, name: Name, following: list[Name]) -> None:
    """Tie the ends of "between Lyon, France, and Geneva"."""
    for other in following:
        if other is name.inside:
            continue
        link = context.text[name.end : other.start]
        unfit = name.demonym or other.demonym or other.nested or other.modifier  # "between Lyon and Nice fans"
        if pattern("places", "shapes", "ends").fullmatch(link) and not unfit:
            name.partner, other.partner = other, name
        return


def tie_stranger(context: Context, name: Name, known: dict[int, Name]) -> None:
    """Tie a name that the gazetteer lacks to the area behind it: "Talpalpa, Jalisco"; ``known`` are by first token."""
    after = known.get(name.last + 1)
    if after is not None and _adjoin(context, name, after):
        name.inside = after


def _adjoin(context: Context, name: Name, after: Name) -> bool:
    between = context.text[name.end : after.start]
    return (
        not name.demonym
        and not after.demonym
        and between.strip() in (",", "(")
        and "\n" not in between
        and len(between) <= 3
        and any(e.place.level in ("country", "admin1", "admin2") for e in after.entries)
    )


def _lies_in(context: Context, name: Name, after: Name) -> bool:
    """As in "Kankara, in Katsina State,": the area holds a place of that name, and no person is named."""
    link = context.text[name.end : after.start]
    if name.demonym or after.demonym or context.names_person(name):
        return False
    if not pattern("places", "shapes", "lies_in").fullmatch(link):
        return False
    areas = [e for e in after.entries if e.place.level in ("country", "admin1", "admin2")]
    if levels().keys().isdisjoint(link.lower().replace(",", " ").split()):
        areas = areas[:1]  # "in the province of" says that an area is meant, whichever is the best known
    return any(holds(area, e) and e.prior >= name.best - LIST_SLACK for area in areas for e in name.entries)


def _is_of_people(context: Context, people: Name, name: Name) -> bool:
    """As in "la ciudad uruguaya de Salto", "the Uruguayan city of Salto": the country holds a place of that name."""
    *kind, of = context.text[people.end : name.start].lower().split() or [""]
    if not people.demonym or name.demonym or of not in _BELONGING or len(kind) > 1:
        return False
    kinds = {*kind, context.word(people.first - 1)}
    return not levels().keys().isdisjoint(kinds) and any(holds(people.entries[0], e) for e in name.entries)


def _tie(context: Context, name: Name, after: Name) -> None:
    areas = [e for e in after.entries if e.place.level in ("country", "admin1", "admin2")]
    listed = _goes_on(context, after)
    slack = LIST_SLACK if listed else SLACK
    held = any(holds(area, entry) and entry.prior >= name.best - slack for area in areas for entry in name.entries)
    # A town too small for the gazetteer, or misspelt: at least its namesakes elsewhere are out.
    small = (
        not listed
        and _closes(context, after)
        and areas[0] is after.entries[0]
        and (after.clipped or name.best < max(areas[0].prior, FAMOUS))
    )
    if held or small:
        name.inside = after
        after.container = True


def _closes(context: Context, last: Name) -> bool:
    """Whether the area ends the apposition: a point, a comma, a bracket or a dash follows."""
    return context.text[last.end : last.end + 2].lstrip(" ")[:1] in (",", ".", ")", "—", "–", "-", "(", ";", "\n", "")


def _goes_on(context: Context, last: Name) -> bool:
    """Whether a list goes on behind the name."""
    following = context.doc[last.last : last.last + 2].text.lower()
    if following.startswith(tuple(f"{word} " for word in _COORDINATORS)):
        return True
    return bool(pattern("places", "shapes", "going_on").match(following)) and context.capital(last.last + 1) is not None


def listed(context: Context, found: list[Name], kept: list[Name], may_be: Callable[[Name], bool]) -> list[Name]:
    """Names in one list with names that are places: "from Hornsey, Stoke Newington and Walthamstow".

    ``may_be`` tells whether a name may be a place at all.
    """
    places = {id(name) for name in kept}
    out = []
    for known, name in (*itertools.pairwise(found), *itertools.pairwise(found[::-1])):
        first, second = sorted((known, name), key=lambda n: n.start)
        if id(known) not in places or id(name) in places:
            continue
        if known.demonym or known.nested or name.demonym or name.nested:
            continue
        link = context.text[first.end : second.start]
        if name.best >= LISTED and pattern("places", "shapes", "linked").fullmatch(link) and may_be(name):
            places.add(id(name))
            out.append(name)
    return out


def unknown_in_lists(context: Context, kept: list[Name]) -> Iterator[tuple[int, int]]:
    """Tokens of what stands between places of a list behind a preposition of place: "in Lyon, Brno-on-Sea and Bron"."""
    led: set[int] = set()
    for name, after in itertools.pairwise(sorted(kept, key=lambda n: n.start)):
        if name.demonym or name.nested or after.demonym or after.nested:
            continue
        between = _items(context, name.last, after.first)
        if between is None or not (name.locative or id(name) in led):
            continue
        led.add(id(after))
        yield from between


def _items(context: Context, first: int, end: int) -> list[tuple[int, int]] | None:
    """The names between two of a list, as tokens; None where anything stands there but names and what joins them."""
    items: list[tuple[int, int]] = []
    at = first
    while True:
        start = at
        while at < end and (context.word(at) == "," or context.word(at) in _COORDINATORS):
            at += 1
        if at == start:
            return None
        if at == end:
            return items
        start = at
        while at < end and context.proper(at) is not None:
            at += 1
        if at == start:
            return None
        items.append((start, at))
