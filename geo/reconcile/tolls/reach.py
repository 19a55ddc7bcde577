"""How far a count reaches: the whole incident, or the places that its sentence counts for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.lexicons import pattern, reading
from geo.reconcile.events.places import inside, key_of, narrowest, overlaps

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.reconcile.tolls.ledger import Scope
    from geo.types import Casualty, Extraction, Mention, Place

#: "Lyon, France": so many characters between two names make them one chain.
_CHAIN_GAP = 3


def is_local(casualty: Casualty, scope: Scope) -> bool:
    """Told for a place other than the main event's, or the area around or inside that one.

    A town's count is no part where the whole incident is named after the town; if it is of one episode there, the
    greater totals dwarf it (see ``toll``).
    """
    place = casualty.place.place if casualty.place else None
    if place is None or (place.level == "region" and not _is_of_later_day(casualty, scope)):
        return False
    if scope.place is None:
        return place.level != "country" or place.country != (scope.country or place.country)
    if scope.place.level == "country" and place.level != "country":
        return True  # "42 were killed in the capital" of a coup in all the country
    return not overlaps(key_of(place), key_of(scope.place))


def is_within_country(places: Sequence[Place], scope: Scope) -> bool:
    """Whether it is told for towns or states of the country in all of which the main event happened."""
    return scope.place is not None and scope.place.level == "country" and all(p.level != "country" for p in places)


def is_at_main(places: Sequence[Place], scope: Scope) -> bool:
    """Whether one of the places is that of the main event, or lies inside it."""
    main = key_of(scope.place) if scope.place else None
    return main is not None and any(key_of(p) == main or inside(key_of(p), main) for p in places)


def _is_of_later_day(casualty: Casualty, scope: Scope) -> bool:
    """As in "Warplanes struck the valley on Wednesday and left 57 dead" of a siege that ended on Tuesday."""
    day, last = casualty.date, scope.last_day
    return bool(day and last) and len(day or "") == len(last or "") and (day or "") > (last or "")


def is_of_same_places(covers: Sequence[Place], wholes: Sequence[Casualty], extraction: Extraction) -> bool:
    """Whether a part is told for no place of its own: of "141 in Lund, 132 of them children" Lund is that of all."""
    if not covers or not wholes:
        return not covers
    return {key_of(p) for p in covers} == {key_of(p) for p in covered(wholes[0], extraction)}


def _told_apart(casualty: Casualty, casualties: Iterable[Casualty]) -> bool:
    """As in "12 died in Lira and four in Torla": each count of the sentence has its own place."""
    here = [c.place.place for c in casualties if c.sent_start == casualty.sent_start and c.place and c.place.place]
    return len({key_of(place) for place in here}) > 1


def without_courts_and_hospitals(extraction: Extraction) -> Extraction:
    """The same, but of "A court in Lund jailed him for the murder of nine" neither place nor day is theirs.

    Nor is the place of "Nine were taken to hospitals in Lund".
    """
    with reading(extraction.document.language):
        counts = tuple(_at_their_own(c, extraction) for c in extraction.casualties)
    return extraction if counts == extraction.casualties else replace(extraction, casualties=counts)


def _at_their_own(count: Casualty, extraction: Extraction) -> Casualty:
    if _is_in_court(count, extraction):
        return replace(count, place=None, date=None)
    return replace(count, place=None) if _is_of_hospital(count, extraction) else count


def _is_of_hospital(count: Casualty, extraction: Extraction) -> bool:
    """Whether its place is that of the hospitals to which the hurt were taken, wherever they were hurt."""
    if count.place is None or count.status != "injured":
        return False
    text = extraction.document.text
    before = text[min(count.end, count.place.start) : count.place.start]
    return pattern("counts_grammar", "shapes", "to_hospitals").search(before) is not None


def _is_in_court(count: Casualty, extraction: Extraction) -> bool:
    before = extraction.document.text[count.sent_start : count.start]
    behind = count.place is not None and count.place.start > count.start
    return not behind and pattern("counts_grammar", "shapes", "in_court").search(before) is not None


def covered(casualty: Casualty, extraction: Extraction) -> tuple[Place, ...]:
    """The places its sentence counts for: its own, and those joined to it ("in the north and the south")."""
    own = casualty.place.place if casualty.place else None
    if own is None:
        return ()
    if _told_apart(casualty, extraction.casualties):
        return (own,)
    elsewhere = _of_other_events(casualty, extraction)
    beside = {
        key_of(m.place): m.place
        for m in extraction.places
        if m.place
        and m.role == "event"
        and m.place.level == own.level
        and casualty.sent_start <= m.start < casualty.sent_end
        and m.start not in elsewhere
        and not _says_where(m, extraction.places)
    }
    places = {key_of(own): own, **beside}
    return tuple(places[key] for key in narrowest(places))


def _of_other_events(casualty: Casualty, extraction: Extraction) -> set[int]:
    """Where the places of its sentence's other events stand: "before the raid on Torla a bomb killed 71 in Lira"."""
    at = casualty.place.start if casualty.place else None
    here = [{m.start for m in t.places} for t in extraction.events if t.sent_start == casualty.sent_start]
    own = {start for places in here if at in places for start in places}
    return {start for places in here for start in places} - own if own else set()


def _says_where(state: Mention, mentions: Iterable[Mention]) -> bool:
    """As in "Mazatlán, Sinaloa": it only says where the town before it lies."""
    return any(
        m.place is not None
        and state.place is not None
        and 0 <= state.start - m.end <= _CHAIN_GAP
        and inside(key_of(m.place), key_of(state.place))
        for m in mentions
    )
