"""The gazetteer behind geopy's interface: any code written for a geopy geocoder runs on it, without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geopy.distance import Distance, geodesic
from geopy.exc import GeocoderUnavailable
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from geo.gazetteer.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.gazetteer.lookup import Gazetteer
    from geo.gazetteer.service import Opinion, SecondOpinion
    from geo.types import Place

#: How far a reverse look-up reaches; open sea and desert have no address.
REACH = geodesic(kilometers=100)


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]  # geopy has no type hints
    """A geopy geocoder over the local gazetteer; it opens no connection of its own.

    ``behind`` is asked for what the gazetteer lacks, where the user has turned a service on.
    """

    def __init__(self, gazetteer: Gazetteer, behind: SecondOpinion | None = None) -> None:
        super().__init__(scheme="https", timeout=1)
        self._gazetteer = gazetteer
        self._behind = behind

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        limit: int = 10,
        country_codes: str | Iterable[str] | None = None,
        timeout: object = DEFAULT_SENTINEL,  # noqa: ARG002 - of the interface; nothing takes long here
    ) -> Location | list[Location] | None:
        """The place a text names: "Tapalpa", "Tapalpa, Jalisco" or "Springfield, Illinois, United States".

        ``country_codes``: one ISO 3166-1 alpha-2 code or several.  A name that is misspelt is found if the text also
        names its state or country.  None if there is no such place; ``raw`` of a location holds the ``place``.

        Raises GeocoderUnavailable: the gazetteer has no such place, and the service behind it did not answer.
        """
        codes = [country_codes] if isinstance(country_codes, str) else list(country_codes or ())
        wanted = {code.upper() for code in codes}
        found = [p for p in self._search(query) if not wanted or p.country in wanted]
        if not found and self._behind is not None:
            return self._ask(self._behind, query, wanted, exactly_one=exactly_one)
        return _answer([_location(p) for p in found[: 1 if exactly_one else limit]], exactly_one=exactly_one)

    def _ask(
        self, service: SecondOpinion, query: str, wanted: set[str], *, exactly_one: bool
    ) -> Location | list[Location] | None:
        opinion = service.ask(query)
        if opinion.status == "down":
            raise GeocoderUnavailable(f"{service.name} did not answer; the gazetteer has no {query}")
        if opinion.status == "not_found" or (wanted and self._country(opinion) not in wanted):
            return None
        raw = {"opinion": opinion, "service": service.name}
        return _answer([Location(opinion.name, Point(opinion.lat, opinion.lon), raw)], exactly_one=exactly_one)

    def _country(self, opinion: Opinion) -> str | None:
        """The country of the town nearest to what a service answered."""
        near = self._gazetteer.nearest(opinion.lat or 0.0, opinion.lon or 0.0)
        return near[0].country if near else None

    def reverse(
        self,
        query: Point | tuple[float, float] | str,
        *,
        exactly_one: bool = True,
        limit: int = 5,
        within: Distance = REACH,
        timeout: object = DEFAULT_SENTINEL,  # noqa: ARG002 - of the interface; nothing takes long here
    ) -> Location | list[Location] | None:
        """The towns nearest to a point given as latitude and longitude in degrees, the nearest first.

        ``raw`` of a location holds the ``place`` and its ``distance`` from the point, in geopy's units.
        """
        point = Point(query) if not isinstance(query, Point) else query
        near = self._gazetteer.nearest(point.latitude, point.longitude, 1 if exactly_one else limit)
        told = sorted(((geodesic(point, (p.lat, p.lon)), p) for p in near), key=lambda pair: pair[0].km)
        return _answer([_location(p, far) for far, p in told if far <= within], exactly_one=exactly_one)

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

    return {
        fold(name)
        for row in curated("countries")
        if row["code"] == code
        for name in (row["name"], *parts(row["aliases"]))
    }


def _location(place: Place, distance: Distance | None = None) -> Location:
    raw = {"place": place} if distance is None else {"place": place, "distance": distance}
    return Location(address(place), Point(place.lat, place.lon), raw)


def _answer(found: list[Location], *, exactly_one: bool) -> Location | list[Location] | None:
    if not found:
        return None
    return found[0] if exactly_one else found


def address(place: Place) -> str:
    """The place with what it lies in: "Tapalpa, Jalisco, MX"."""
    state = place.admin1 if place.level != "admin1" else None
    country = place.country if place.level != "country" else None
    return ", ".join(part for part in (place.name, state, country) if part)
