"""What speaks for each place that a name may mean, as numbers; ``place_weights.toml`` says what each is worth."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from geo.gazetteer.folding import distance_km
from geo.lexicons import general
from geo.resolve.toponyms.mentions import Name, holds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.gazetteer.lookup import Entry, Gazetteer
    from geo.resolve.candidates.company import Evidence, Neighbourhood
    from geo.resolve.toponyms.outlet import Home

#: Each feature with the worth set by hand: learning starts from it, and goes no further than the texts ask for.
#: Levels are against a town; shares are 0 to 1.  These hold as long as the text does ...
FIXED = {
    "prior": 1.0,  # how well known, about the tenth logarithm of the inhabitants
    "alias": 0.0,
    "alternate": 0.0,
    "is_country": 0.0,
    "is_admin1": 0.0,
    "is_admin2": 0.0,
    "is_poi": 0.0,
    "is_region": 0.0,
    "is_capital": 0.0,
    "capital_acts": 1.5,  # a capital whose name stands as a government's: "intelligence from Washington"
    "company": 0.5,  # close to places that other names may mean
    "kinship": 1.0,  # another name may be its county, or a town in it
    "variety": 1.0,  # the text has words that only the English of its country has
    "level": 1.0,  # a word beside the name tells its level, or another (-1)
    "listed": 0.5,  # listed with names of its level
    "urban": 1.5,  # a city that shares its state's name, where a city's affairs are spoken of
}
#: ... and these change with what the other names are taken for.
MOVING = {
    "capital_abroad": 1.5,  # a capital in a text that speaks of other countries too: their governments meet
    "capital_alone": 1.0,  # a capital where nothing is told of a state elsewhere that bears its name
    "country": 1.5,
    "country_itself": 1.5,  # share of what the other names tell in its country
    "state": 1.5,
    "state_itself": 1.0,  # the same of its state
    "near": 1.0,  # close to a place that another name probably means
    "home_country": 1.0,
    "home_near": 1.5,  # the outlet's home
}
FEATURES = {**FIXED, **MOVING}
_POINTS = frozenset({"city", "admin2", "poi"})
#: Kilometres over which the nearness to the outlet's home fades; twice as much where the home is a whole state.
HOME_KM = 120.0
#: Share of what a text tells of states below which it does not speak of a state.
UNTOLD = 0.05
#: What being named inside an area that holds it is worth: more than all else together.
CONTAINED = 20.0


@cache
def weights() -> tuple[float, ...]:
    """The worth of each of FEATURES, in tenth logarithms of odds."""
    learned = general("place_weights")["weights"]
    return tuple(float(learned[name]) for name in FEATURES)


@dataclass(slots=True)
class Judge:
    """What is known about one text when a place is judged."""

    gazetteer: Gazetteer
    evidence: Evidence
    neighbours: Neighbourhood
    home: Home
    home_point: Entry | None = None
    """The one of the outlet's possible homes that the text speaks for most."""
    lists: dict[str, str] = field(default_factory=dict)
    """Folded name → level of the places it is listed with."""
    urban: bool = False
    """The text speaks of a city's own affairs."""
    varieties: dict[str, float] = field(default_factory=dict)
    """Country → share of the text's words that only its English has."""
    namesakes: dict[str, str] = field(default_factory=dict)
    """Folded name → the state that bears a capital's name and does not hold the capital."""
    weights: tuple[float, ...] = field(default_factory=weights)
    """The worth of each of FEATURES."""

    def fixed(self, entry: Entry, group: list[Name]) -> tuple[float, ...]:
        """The numbers of FIXED for a place that the names of ``group``, all spelt alike, may mean."""
        level, folded, capital = entry.place.level, group[0].folded, entry.kind == "capital"
        return (
            entry.prior,
            float(entry.name_kind == 1),
            float(entry.name_kind > 1),
            float(level == "country"),
            float(level == "admin1"),
            float(level == "admin2"),
            float(level == "poi"),
            float(level == "region"),
            float(capital),
            float(capital and any(name.acts for name in group) and not _names_nation(entry, group)),
            self.neighbours.company(entry, folded) if level in _POINTS else 0.0,
            self.neighbours.kinship(entry, folded),
            self.varieties.get(entry.place.country or "", 0.0) if level != "country" else 0.0,
            _told(level, group),
            float(self.lists.get(folded) == level),
            float(self.urban and _is_namesake(entry, group)),
        )

    def moving(self, entry: Entry, folded: str) -> tuple[float, ...]:
        """The numbers of MOVING for a place that a name so folded may mean."""
        place, level = entry.place, entry.place.level
        country = self.evidence.country_share(place.country, folded)
        state = self.evidence.state_share(place.admin1_code, folded)
        state *= self._selective(place.admin1_code) if state else 0.0
        return (
            1.0 - country if entry.kind == "capital" and self.evidence.countries else 0.0,
            float(entry.kind == "capital" and self._is_alone(folded)),
            0.0 if level == "country" else country,
            country if level == "country" else 0.0,
            0.0 if level == "admin1" else state,
            state if level == "admin1" else 0.0,
            self.evidence.nearness(entry, folded) if level in _POINTS else 0.0,
            self._home_country(entry),
            self._home_near(entry),
        )

    def _is_alone(self, folded: str) -> bool:
        """Whether no other name speaks of the state that shares a capital's name: "Washington" without a Seattle."""
        state = self.namesakes.get(folded) if self.lists.get(folded) != "admin1" else None
        return state is not None and self.evidence.state_share(state, folded) < UNTOLD

    def fixed_points(self, entry: Entry, group: list[Name]) -> float:
        """What FIXED is worth, in tenth logarithms of the odds that the names mean the place."""
        return sum(map(float.__mul__, self.weights, self.fixed(entry, group)))

    def moving_points(self, entry: Entry, folded: str) -> float:
        """What MOVING is worth."""
        return sum(map(float.__mul__, self.weights[len(FIXED) :], self.moving(entry, folded)))

    def _selective(self, code: str | None) -> float:
        """0 to 1: how much less than the country a state tells; England is nearly all of it."""
        state = self.gazetteer.admin1(code) if code else None
        country = self.gazetteer.country(code.split(".", maxsplit=1)[0]) if code else None
        if state is None or country is None or not country.population:
            return 1.0
        return max(0.0, 1 - (state.population or 0) / country.population)

    def _home_country(self, entry: Entry) -> float:
        """0 to 2: the outlet's domain is the country's, and its name is a place of the country."""
        domain = entry.place.country == self.home.country and self.home.country is not None
        point = self.home_point is not None and entry.place.country == self.home_point.place.country
        return float(domain) + float(point)

    def _home_near(self, entry: Entry) -> float:
        """0 to 1: how close the place is to where the outlet is at home."""
        if self.home_point is None:
            return 0.0
        at = self.home_point.place
        reach = HOME_KM if at.level == "city" else 2 * HOME_KM
        return math.exp(-distance_km(entry.place.lat, entry.place.lon, at.lat, at.lon) / reach)

    def at_home(self, entry: Entry) -> bool:
        """Whether the place lies where the outlet is at home: near it, or in its country."""
        return self._home_country(entry) > 0 or self._home_near(entry) > 0.5


def _told(level: str, group: list[Name]) -> float:
    """1 where words beside the names tell this level, -1 where they tell another, else 0."""
    told = {name.level for name in group if name.level}
    if not told:
        return 0.0
    return 1.0 if level in told else -1.0


def _is_namesake(entry: Entry, group: list[Name]) -> bool:
    """A city in the state of its name: "New York" where mayors and boroughs are spoken of."""
    return (
        entry.place.level == "city"
        and entry.name_kind < 2
        and any(holds(other, entry) for other in group[0].entries[:3] if other.place.level == "admin1")
    )


def _names_nation(capital: Entry, group: list[Name]) -> bool:
    """Whether the name is that of the capital's country too: "Luxembourg sent rescuers" is the country."""
    nation = capital.place.country
    return any(e.place.level == "country" and e.place.country == nation for e in group[0].entries)


def namesake(entries: Sequence[Entry]) -> str | None:
    """The code of the state that bears the name of a capital of its country and does not hold it: Washington."""
    capital = next((e.place for e in entries if e.kind == "capital"), None)
    if capital is None or any(e.place.level == "country" for e in entries):
        return None
    states = (e.place for e in entries if e.place.level == "admin1" and e.place.country == capital.country)
    elsewhere = (s for s in states if s.admin1_code != capital.admin1_code)
    return next((s.admin1_code for s in elsewhere), None)


def areas(name: Name) -> list[Entry]:
    """What the name may mean that has places in it."""
    return [entry for entry in name.entries if entry.place.level in ("country", "admin1", "admin2")]


def containment(entry: Entry, group: list[Name]) -> float:
    """Points for lying in an area named right behind one of the names; fewer where several areas are."""
    inside = {name.inside.folded: name.inside for name in group if name.inside}
    held = any(holds(area, entry) for name in inside.values() for area in areas(name))
    return CONTAINED / len(inside) if held else 0.0


__all__ = ["CONTAINED", "FEATURES", "FIXED", "MOVING", "Judge", "areas", "containment", "namesake", "weights"]
