"""What the names of a text tell about each other: the countries and states they speak of, and who lies near whom."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING

from geo.gazetteer.folding import distance_km

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.gazetteer.lookup import Entry

#: Weight of evidence below which there is none, and at which a state is surely spoken of.
TRACE, ENOUGH = 1e-6, 3.0
#: Weight of the countries a text does not name: one town alone hardly tells what country it speaks of.
DOUBT = 0.5
#: Kilometres over which nearness fades: to a place that is likely, and to any place that another name may mean.
NEAR_KM, CLUSTER_KM = 120.0, 40.0
#: Size in degrees of the cells in which neighbours are looked for, and the weight below which a place is left out.
CELL, FAINT = 2.0, 0.02
#: Radius in km up to which a region is a point to be near to.
SMALL_KM = 100.0
_POINTS = frozenset({"city", "admin2", "poi"})


class Evidence:
    """What all names together tell; each name is judged by what the others tell, never by itself."""

    def __init__(self) -> None:
        self.countries: dict[str, float] = defaultdict(float)
        """Country code → weight."""
        self.states: dict[str, float] = defaultdict(float)
        """Code of a state, MX.14 → weight."""
        self.own: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        """Folded name → what it has told itself, by code."""
        self._told_by_others: dict[str, float] = {}
        """Folded name → ``told_by_others``, asked for each of its candidates."""
        self._told_of_states: dict[str, float] = {}
        """The same of states."""
        self._near: dict[tuple[int, int], list[tuple[float, float, str, float]]] = defaultdict(list)
        """Cell → the points in it and in those around it."""

    def add(self, entry: Entry, folded: str, weight: float) -> None:
        """Count a place that the name means with that weight: its probability times a measure of its mentions."""
        place = entry.place
        self._told_by_others.clear()
        self._told_of_states.clear()
        if place.country:
            self._tell(self.countries, place.country, folded, weight * (2.0 if place.level == "country" else 1.0))
        if place.admin1_code:
            self._tell(self.states, place.admin1_code, folded, weight * (2.0 if place.level == "admin1" else 1.0))
        if weight >= FAINT and _is_point(entry):
            for cell in _around(place.lat, place.lon):  # asked far oftener than told
                self._near[cell].append((place.lat, place.lon, folded, min(1.0, weight)))

    def _tell(self, told: dict[str, float], code: str, folded: str, weight: float) -> None:
        told[code] += weight
        self.own[folded][code] += weight

    def country_share(self, code: str | None, folded: str = "") -> float:
        """0 to 1: how much of what other names tell lies in the country."""
        told = self.countries.get(code or "", 0.0) - self.own.get(folded, {}).get(code or "", 0.0)
        return max(0.0, told) / (self.told_by_others(folded) + DOUBT)

    def told_by_others(self, folded: str) -> float:
        """How much all other names tell of countries."""
        if folded not in self._told_by_others:
            own = self.own.get(folded, {})
            told = sum(self.countries.values()) - sum(w for code, w in own.items() if "." not in code)
            self._told_by_others[folded] = told
        return self._told_by_others[folded]

    def state_share(self, code: str | None, folded: str = "") -> float:
        """0 to 1: how strongly the other names speak of the state; less where many states are named."""
        own = self.own.get(folded, {})
        told = self.states.get(code or "", 0.0) - own.get(code or "", 0.0)
        if told < TRACE:
            return 0.0
        total = self._told_of_states.get(folded)
        if total is None:
            total = sum(self.states.values()) - sum(w for c, w in own.items() if "." in c)
            self._told_of_states[folded] = total
        return min(1.0, told / ENOUGH) * math.sqrt(told / max(total, told))

    def nearness(self, entry: Entry, folded: str) -> float:
        """0 to 1: how close the place is to the nearest other that is likely."""
        place, nearest = entry.place, 0.0
        for lat, lon, other, weight in self._near.get(_cell(place.lat, place.lon), ()):
            if weight > nearest and other != folded:  # the others cannot be nearer, wherever they lie
                near = math.exp(-distance_km(place.lat, place.lon, lat, lon) / NEAR_KM) * weight
                nearest = max(nearest, near)
        return nearest


class Neighbourhood:
    """Which places that the names of a text may mean lie together, whatever the size of each."""

    def __init__(self, groups: Iterable[tuple[str, tuple[Entry, ...]]]) -> None:
        self._cells: dict[tuple[int, int], list[tuple[float, float, str, float]]] = defaultdict(list)
        self._counties: dict[str, dict[str, float]] = defaultdict(dict)
        """County code → folded names that may be that county."""
        self._towns: dict[str, dict[str, float]] = defaultdict(dict)
        """County code → folded names of which a town in it is one sense."""
        for folded, entries in groups:
            self._place(folded, entries)

    def _place(self, folded: str, entries: tuple[Entry, ...]) -> None:
        weight = 1 / math.sqrt(len(entries) or 1)  # the more bear the name, the likelier one is near by chance
        for entry in entries:
            if entry.place.level not in _POINTS:
                continue
            self._cells[_cell(entry.place.lat, entry.place.lon)].append(
                (entry.place.lat, entry.place.lon, folded, weight)
            )
            if entry.admin2_code:
                kind = self._counties if entry.place.level == "admin2" else self._towns
                kind[entry.admin2_code][folded] = weight

    def company(self, entry: Entry, folded: str) -> float:
        """0 upwards: how many other names may mean a place close by; each counts the less, the more senses it has."""
        best: dict[str, float] = {}
        place = entry.place
        near_by = (point for cell in _around(place.lat, place.lon) for point in self._cells.get(cell, ()))
        for lat, lon, other, weight in near_by:
            if other != folded and weight > best.get(other, 0.0):
                near = weight * math.exp(-distance_km(place.lat, place.lon, lat, lon) / CLUSTER_KM)
                best[other] = max(best.get(other, 0.0), near)
        return math.log1p(sum(best.values()))

    def kinship(self, entry: Entry, folded: str) -> float:
        """0 to 1: whether another name may be the county of this town, or a town of this county."""
        if not entry.admin2_code or entry.place.level not in _POINTS:
            return 0.0
        kin = self._towns if entry.place.level == "admin2" else self._counties
        return max((weight for other, weight in kin.get(entry.admin2_code, {}).items() if other != folded), default=0.0)


def _is_point(entry: Entry) -> bool:
    return entry.place.level in _POINTS or (entry.place.level == "region" and (entry.extent_km or math.inf) < SMALL_KM)


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return math.floor(lat / CELL), math.floor(lon / CELL)


def _around(lat: float, lon: float) -> Iterator[tuple[int, int]]:
    """The cell of a point and those around it."""
    row, column = _cell(lat, lon)
    return product((row - 1, row, row + 1), (column - 1, column, column + 1))


__all__ = ["Evidence", "Neighbourhood"]
