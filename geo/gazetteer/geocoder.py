"""The gazetteer behind geopy's interface: any code written for a geopy geocoder runs on it, without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from geo.gazetteer.folding import distance_km, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.gazetteer.lookup import Gazetteer
    from geo.types import Place

#: Kilometres within which a reverse look-up answers; open sea and desert have no address.
REVERSE_KM = 100


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]  # geopy has no type hints
    """A geopy geocoder over the local gazetteer; it never opens a connection."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        super().__init__(scheme="https", timeout=1)
        self._gazetteer = gazetteer

    def geocode(self, query: str, *, exactly_one: bool = True, limit: int = 10,
                country_codes: str | Iterable[str] | None = None) -> Location | list[Location] | None:
        """The place a text names: "Tapalpa", "Tapalpa, Jalisco" or "Springfield, Illinois, United States".

        ``country_codes``: one ISO 3166-1 alpha-2 code or several.  A name that is misspelt is found if the text also
        names its state or country.  None if there is no such place.
        """
        codes = [country_codes] if isinstance(country_codes, str) else list(country_codes or ())
        wanted = {code.upper() for code in codes}
        found = [p for p in self._search(query) if not wanted or p.country in wanted]
        return _answer(found[: 1 if exactly_one else limit], exactly_one=exactly_one)

    def reverse(self, query: Point | tuple[float, float] | str, *, exactly_one: bool = True,
                limit: int = 5) -> Location | list[Location] | None:
        """The towns nearest to a point given as latitude and longitude in degrees."""
        point = Point(query) if not isinstance(query, Point) else query
        wanted = 1 if exactly_one else limit
        near = self._gazetteer.nearest(point.latitude, point.longitude, wanted)
        found = [p for p in near if distance_km(point.latitude, point.longitude, p.lat, p.lon) <= REVERSE_KM]
        return _answer(found, exactly_one=exactly_one)

    def _search(self, query: str) -> list[Place]:
        parts = [part.strip() for part in query.split(",") if part.strip()]
        if not parts:
            return []
        name, above = parts[0], parts[1:]
        found = self._gazetteer.candidates(query) or self._gazetteer.candidates(name)
        kept = [place for place in found if all(lies_in(place, part) for part in above)]
        return kept or (self._misspelt(name, above) if above else [])

    def _misspelt(self, name: str, above: list[str]) -> list[Place]:
        for part in above:
            for area in self._gazetteer.candidates(part):
                if area.level in ("country", "admin1") and area.country:
                    found = self._gazetteer.fuzzy(name, area.country, area.admin1_code)
                    if found:
                        return found
        return []


def lies_in(place: Place, area: str) -> bool:
    """Whether the words name the country, state or county of the place, by name or code."""
    words = fold(area)
    own = {fold(part) for part in (place.admin1, place.admin2, place.country) if part}
    return words in own or words in _country_names(place.country)


def _country_names(code: str | None) -> set[str]:
    from geo.gazetteer.rows import curated, parts  # noqa: PLC0415 - read only where it is asked

    return {fold(name) for row in curated("countries") if row["code"] == code
            for name in (row["name"], *parts(row["aliases"]))}


def _answer(places: list[Place], *, exactly_one: bool) -> Location | list[Location] | None:
    if not places:
        return None
    found = [Location(address(place), Point(place.lat, place.lon), {"place": place}) for place in places]
    return found[0] if exactly_one else found


def address(place: Place) -> str:
    """The place with what it lies in: "Tapalpa, Jalisco, MX"."""
    state = place.admin1 if place.level != "admin1" else None
    country = place.country if place.level != "country" else None
    return ", ".join(part for part in (place.name, state, country) if part)
