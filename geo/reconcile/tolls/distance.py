"""How far a place lies from that of the main event: so far that what happened there is another story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.gazetteer.folding import distance_km

if TYPE_CHECKING:
    from geo.types import Place

#: So far from the main event a count in another country is of something else; a quake kills on both sides of a border.
FAR_KM = 500
#: So far off in the same country a count is of no spot of the main event, whatever else is told.
AWAY_KM = 100


def is_elsewhere(place: Place, main: Place | None) -> bool:
    """In another state or country than the main event."""
    if main is None or place.level in {"country", "region"}:
        return False
    return place.country != main.country or bool(place.admin1 and main.admin1 and place.admin1 != main.admin1)


def is_apart(own: Place, main: Place | None) -> bool:
    """In another state than the main event, or in another country, and far off."""
    return main is not None and is_elsewhere(own, main) and _km(own, main) > AWAY_KM


def is_far(own: Place, main: Place) -> bool:
    """So far off that a count in another country is of something else."""
    return _km(own, main) > FAR_KM


def _km(a: Place, b: Place) -> float:
    return distance_km(a.lat, a.lon, b.lat, b.lon)
