"""Counts of one nation's or one side's people, which are never the toll of all: "three Americans", "32 militants"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.language.counts.parties import without_plural
from geo.language.people.governments import is_government_word, named_governments
from geo.lexicons import Words
from geo.reconcile.events.places import fold

if TYPE_CHECKING:
    from geo.reconcile.tolls.ledger import Scope
    from geo.types import Casualty, Extraction

_ONE_SIDE = Words("casualties", "party", "one_side")
_FAMILIES = Words("casualties", "party", "families")
_ORIGIN = Words("counts_grammar", "prepositions", "origin")
#: "rebel fighters and soldiers" are of two sides.
_SHORT = 3


def is_of_one_group(party: str | None, *, all_parties: bool, home: str | None, at_home: bool = False) -> bool:
    """True for a party that is a part of those whom the toll is of.

    ``home`` is the country of the incident: its soldiers are all the soldiers, those of another country are not.
    ``at_home``: its citizens are nobody's part either, as of those arrested.
    """
    nations = {government.country for government, _ in named_governments(party or "")}
    if all_parties:
        return (is_of_one_nation(party) and not (at_home and home in nations)) or is_of_one_side(party)
    return bool(home and nations and home not in nations)


def is_of_one_nation(party: str | None) -> bool:
    """As in "three Americans", "Malian soldiers"; "members of an American family" tells which family."""
    words = re.findall(r"\w+", (party or "").lower())
    return bool(party and named_governments(party)) and _FAMILIES.isdisjoint(words)


def is_of_one_side(party: str | None) -> bool:
    """As in "rebel fighters"; not "rebels and policemen"."""
    words = re.findall(r"\w+", (party or "").lower())
    return 0 < len(words) <= _SHORT and (words[-1] in _ONE_SIDE or without_plural(words[-1]) in _ONE_SIDE)


def is_one_of_several_forces(count: Casualty, extraction: Extraction) -> bool:
    """As in "Ten soldiers and two police officers were hurt": either is a part of the security forces who were."""
    if count.party is None or count.party_class == "unknown":
        return False
    return any(_is_listed_beside(other, count) for other in extraction.casualties)


def _is_listed_beside(other: Casualty, count: Casualty) -> bool:
    """Whether it is told in the same sentence of others of the same side, by another word for them."""
    same = (other.sent_start, other.status, other.party_class) == (count.sent_start, count.status, count.party_class)
    part = count.subset_of != other.subset_of or other.start == count.start
    return same and not part and other.party is not None and fold(other.party) != fold(count.party or "")


def is_by_another_government(teller: str | None, scope: Scope) -> bool:
    """As in "Japan confirmed seven dead" of an attack elsewhere: a country, or another state, counts its own people."""
    if not teller or not scope.country or not is_government_word(teller):
        return False
    told = {government for government, _ in named_governments(teller)}
    if scope.country not in {government.country for government in told}:
        return True
    here = fold(scope.place.admin1 or "") if scope.place else ""
    return bool(here and told) and all(g.state and fold(g.state) != here for g in told)


def is_by_another_state(jurisdiction: str | None, scope: Scope) -> bool:
    """As in "the governor said eight of the missing came from the south": a state elsewhere counts its own people.

    ``jurisdiction`` is that of the person who tells it: "XA-South".
    """
    country, _, state = (jurisdiction or "").partition("-")
    here = fold(scope.place.admin1 or "") if scope.place else ""
    return bool(state and here) and country == scope.country and fold(state) != here


def is_from_elsewhere(party: str | None, scope: Scope) -> bool:
    """As in "passengers from the south"; not "people from Torla" of what happened at Torla."""
    words = re.findall(r"\w+", party or "")
    at = next((i for i, word in enumerate(words) if word.lower() in _ORIGIN), None)
    if not at:
        return False
    place, origin = scope.place, fold(" ".join(words[at + 1 :]))
    home = {fold(name) for name in (place.name, place.admin1, place.admin2) if name} if place else set()
    return not any(name in origin for name in home)
