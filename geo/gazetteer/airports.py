"""Airports, and the remote towns that are known by their airport alone ("In Amenas")."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import airportsdata

from geo.gazetteer.folding import distance_km, fold
from geo.gazetteer.rows import ALIAS, PRIMARY, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Kind of a town that only its airport is known of, at whose point it stands: it lies around there.
AIRPORT_TOWN = "airport town"
#: A town of the packages so near, in km, is the one that the airport serves, whatever it is called.
SERVED_KM = 25.0
#: Names of several towns, and remarks.
_MARKS = re.compile(r"[/(),]|-|\d")
#: As likely as a town of 2,500: there is an airport.
_PRIOR = 3.4


def airports(states_by_name: dict[tuple[str, str], str]) -> Iterator[Row]:
    """Airports with a scheduled service code; ``states_by_name`` maps (country, name) to a state's code."""
    for code, data in airportsdata.load("IATA").items():
        name = str(data["name"])
        if "Airport" not in name:
            continue
        country = str(data["country"])
        weight = 4.2 if "International" in name else 3.0
        names = {name: PRIMARY, name.replace(" International", ""): ALIAS}
        kind = " International Airport" if "International" in name else " Airport"
        short = name.removesuffix(kind).split()
        names |= {
            f"{short[-1] if short else data['city']}{kind}": ALIAS,
            f"{data['city']}{kind}": ALIAS,
            f"{data['city']} Airport": ALIAS,
        }
        yield Row(
            f"iata:{code}",
            name,
            round(data["lat"], 5),
            round(data["lon"], 5),
            "poi",
            "airport",
            country,
            states_by_name.get((country, str(data["subd"]))),
            extent_km=2.0,
            prior=weight,
            names=names,
        )


def airport_towns(found: Sequence[Row], towns: Sequence[Row]) -> Iterator[Row]:
    """A town for each airport of ``found`` that bears its city's name where none of ``towns`` is known."""
    cities = {f"iata:{code}": str(data["city"]) for code, data in airportsdata.load("IATA").items()}
    around = _by_degree(towns)
    for airport in found:
        name = town_name(airport.name, cities[airport.id])
        if name and not any(_near(airport, town) for town in _neighbours(airport, around)):
            yield Row(
                f"{airport.id}:town",
                name,
                airport.lat,
                airport.lon,
                "city",
                AIRPORT_TOWN,
                airport.country,
                airport.admin1,
                extent_km=SERVED_KM,
                prior=_PRIOR,
                names={name: PRIMARY},
            )


def town_name(airport: str, city: str) -> str | None:
    """The town that an airport is named after, as In Amenas Airport at "Amenas"; None: named after something else."""
    base = airport.replace(" International", "").removesuffix(" Airport")
    own = fold(base).split()
    last = fold(city).split()
    if not last or own[-len(last) :] != last or len(own) > len(last) + 1 or _MARKS.search(base):
        return None
    return base


def _near(airport: Row, town: Row) -> bool:
    return distance_km(airport.lat, airport.lon, town.lat, town.lon) <= SERVED_KM


def _by_degree(towns: Sequence[Row]) -> dict[tuple[int, int], list[Row]]:
    found: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for town in towns:
        found[round(town.lat), round(town.lon)].append(town)
    return found


def _neighbours(airport: Row, around: dict[tuple[int, int], list[Row]]) -> Iterator[Row]:
    lat, lon = round(airport.lat), round(airport.lon)
    for row in (lat - 1, lat, lat + 1):
        for column in (lon - 1, lon, lon + 1):
            yield from around.get((row, column), ())
