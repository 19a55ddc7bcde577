"""When two places are one, and when one lies inside another."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.types import Place

#: Kinds of places narrow enough to be a scene of one event.
NARROW = frozenset({"town", "poi"})

#: Levels that gazetteers give one town by turns: a town, its municipality.
_TOWN = ("city", "admin2")


class PlaceKey(NamedTuple):
    """What makes two gazetteer entries the same place for a reader: kind, country, state and name, folded."""

    kind: str
    """``country``, ``admin1``, ``town``, ``poi`` or ``region``."""
    country: str
    admin1: str
    town: str
    """Municipality of a point of interest; empty where not known."""
    name: str


def fold(text: str) -> str:
    """Lower case, without accents and surplus spaces."""
    plain = unicodedata.normalize("NFKD", text)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


def key_of(place: Place) -> PlaceKey:
    """The key of a place; a town and the municipality of the same name share one."""
    country, admin1 = place.country or "", fold(place.admin1 or "")
    if place.level == "country":
        return PlaceKey("country", country, "", "", country or fold(place.name))
    if place.level == "admin1":
        name = admin1 or fold(place.name)
        return PlaceKey("admin1", country, name, "", name)
    kind = "town" if place.level in _TOWN else place.level
    town = fold(place.admin2 or "") if kind == "poi" else ""
    return PlaceKey(kind, country, admin1, town, fold(place.name))


def inside(inner: PlaceKey, outer: PlaceKey | None) -> bool:
    """Whether ``inner`` lies in ``outer`` and is narrower; None is the whole world."""
    if outer is None:
        return True
    if inner == outer or not inner.country or inner.country != outer.country:
        return False
    if outer.kind == "country":
        return inner.kind != "country"
    if outer.kind == "admin1":
        return inner.kind in {"town", "poi"} and inner.admin1 == outer.admin1
    return outer.kind == "town" and inner.kind == "poi" and (inner.admin1, inner.town) == (outer.admin1, outer.name)


def overlaps(one: PlaceKey | None, other: PlaceKey | None) -> bool:
    """Whether two places are one, or one lies inside the other; a place that nobody knows lies nowhere."""
    if one is None or other is None:
        return False
    return one == other or inside(one, other) or inside(other, one)


def narrowest(keys: Iterable[PlaceKey]) -> tuple[PlaceKey, ...]:
    """The places that hold no other of the places, sorted."""
    distinct = set(keys)
    return tuple(sorted(k for k in distinct if not any(inside(other, k) for other in distinct)))


def representative(places: Iterable[Place]) -> Place:
    """Of the gazetteer entries of one place, the one most often named; the smaller id decides a tie."""
    counts = Counter(places)
    return min(counts, key=lambda p: (-counts[p], p.id, repr(p)))
