"""Counts of what did happen that are still no toll of the incident: sums, years, rumours, other countries.

A count has its sentence and no grammar here; what the words say is looked up as shapes of the language of its text.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

from geo.lexicons import pattern, reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.reconcile.tolls.ledger import Scope
    from geo.types import Casualty, Extraction, Place

SUM = "It adds up several incidents, one of them elsewhere."
YEARS = "It counts the dead or hurt of a longer time than the incident's."
RUMOUR = "The next sentence denies it."
ABROAD = "It is told for a place in another country, far from the incident."

#: So far from the main event a count in another country is of something else; a quake kills on both sides of a border.
FAR_KM = 500
#: The sentence before it may name the places of a sum.
_BEFORE = 300
#: A denial stands at the start of what follows.
_BEHIND = 240


def reason_of_no_toll(casualty: Casualty, extraction: Extraction, scope: Scope) -> str | None:
    """Why the count is of no toll of the incident; None: it may be."""
    if _is_abroad(casualty, scope):
        return ABROAD
    with reading(extraction.document.language):
        if _is_sum(casualty, extraction, scope):
            return SUM
        if _says(casualty, extraction, "longer_time") and not _says(casualty, extraction, "not_longer_time"):
            return YEARS
        return RUMOUR if _is_denied_next(casualty, extraction) else None


def _sentence(casualty: Casualty, extraction: Extraction) -> str:
    return extraction.document.text[casualty.sent_start : casualty.sent_end]


def _says(casualty: Casualty, extraction: Extraction, shape: str) -> bool:
    return pattern("counts_grammar", "shapes", shape).search(_sentence(casualty, extraction)) is not None


def _is_sum(casualty: Casualty, extraction: Extraction, scope: Scope) -> bool:
    """As in "31 people died in the two attacks" of a text that tells of one in another state."""
    if not _says(casualty, extraction, "several_incidents"):
        return False
    return any(_is_elsewhere(place, scope.place) for place in _places_near(casualty, extraction))


def _places_near(casualty: Casualty, extraction: Extraction) -> Iterator[Place]:
    for mention in extraction.places:
        if mention.place and casualty.sent_start - _BEFORE <= mention.start < casualty.sent_end:
            yield mention.place


def _is_elsewhere(place: Place, main: Place | None) -> bool:
    """In another state or country than the main event."""
    if main is None or place.level in {"country", "region"}:
        return False
    return place.country != main.country or bool(place.admin1 and main.admin1 and place.admin1 != main.admin1)


def _is_denied_next(casualty: Casualty, extraction: Extraction) -> bool:
    """As in "Rumours spoke of 50 dead. The mayor said that this was not true."."""
    behind = extraction.document.text[casualty.sent_end : casualty.sent_end + _BEHIND]
    if pattern("counts_grammar", "shapes", "untrue_behind").match(behind):
        return True
    denied = pattern("counts_grammar", "shapes", "denied_behind").match(behind) is not None
    return denied and _says(casualty, extraction, "hearsay")


def _is_abroad(casualty: Casualty, scope: Scope) -> bool:
    own, main = casualty.place.place if casualty.place else None, scope.place
    if own is None or main is None or not own.country or own.country == main.country:
        return False
    return _km(own, main) > FAR_KM


def _km(a: Place, b: Place) -> float:
    """The great circle between two places; none where a place has no point."""
    if None in {a.lat, a.lon, b.lat, b.lon}:
        return 0.0
    lat, other = radians(a.lat), radians(b.lat)
    half = sin((other - lat) / 2) ** 2 + cos(lat) * cos(other) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 12742 * asin(sqrt(half))
