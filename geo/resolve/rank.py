"""Decides which place a name means: its weight in the world, and what the rest of the text speaks for."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.gazetteer.folding import distance_km
from geo.resolve.names import Name, holds
from geo.resolve.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc

    from geo.gazetteer.lookup import Entry, Gazetteer
    from geo.resolve.outlet import Home

#: Points in the unit of the prior (a factor of ten in inhabitants), found by hand on TR-News: what a country and a
#: state that the text speaks of, nearness to places already certain and the outlet's own home are worth.
COUNTRY, STATE, NEAR, HOME_COUNTRY, HOME_NEAR, LEVEL, LIST = 2.5, 2.5, 1.5, 2.0, 2.5, 1.5, 1.5
CONTAINED = 20.0
NEAR_KM, HOME_KM = 120.0, 120.0
#: Lead over the next place at which a name without context is certain enough to speak for others.
SURE_LEAD, SURE_PRIOR = 2.0, 5.3
ROUNDS = 2
#: Points that a misspelling costs.
MISSPELT = 1.0
#: Weight of evidence below which there is none, and at which a state is surely spoken of.
TRACE, ENOUGH = 1e-6, 3.0
#: Weight of the countries a text does not name: one town alone hardly tells what country it speaks of.
DOUBT = 0.5
#: Letters of a misspelt name that is looked for without its state beside it: shorter ones hit strangers.
MIN_UNSCOPED = 7
#: A place below this prior is left out where the text's own country lacks it; the text is about a country that so much
#: weight, and so much of all that other names tell, speaks for.
FAR_PRIOR, FAR_SHARE, FOCUS, FOCUS_SHARE = 4.6, 0.03, 2.5, 0.6
#: Words of a city's affairs from which "New York" is the city rather than the state, and what that is worth.
URBAN, CITY = 2, 1.5
_LISTED = re.compile(r"\s*(?:,|and|or|&|;|,\s*and|,\s*or|as well as|to)\s*(?:the\s+)?")


@dataclass(frozen=True, slots=True)
class Choice:
    """The places a name may mean with their points, best first, and why the best is best."""

    ranked: tuple[tuple[Entry, float], ...]
    reasons: tuple[str, ...]
    misspelt: bool = False

    @property
    def best(self) -> Entry | None:
        """The place chosen; None if the gazetteer has none."""
        return self.ranked[0][0] if self.ranked else None

    @property
    def confidence(self) -> float:
        """0 to 1: the share of the best among all, each point being a factor of ten."""
        if not self.ranked:
            return 0.0
        top = self.ranked[0][1]
        share = 1 / sum(10 ** max(points - top, -50.0) for _, points in self.ranked[:8])
        return round(share * (0.8 if self.misspelt else 1.0), 3)


@dataclass(slots=True)
class Evidence:
    """What the text has told so far."""

    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    states: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    points: list[tuple[float, float, str, float]] = field(default_factory=list)
    """Latitude, longitude, folded name it came from, weight."""
    own: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(float)))
    """Folded name → what it has told itself, by code: no name speaks for itself."""

    def add(self, entry: Entry, folded: str, weight: float) -> None:
        """Count a place that is taken for certain."""
        place = entry.place
        if place.country:
            told = weight * (2.0 if place.level == "country" else 1.0)
            self.countries[place.country] += told
            self.own[folded][place.country] += told
        if place.admin1_code:
            told = weight * (2.0 if place.level == "admin1" else 1.0)
            self.states[place.admin1_code] += told
            self.own[folded][place.admin1_code] += told
        if place.level in ("city", "admin2", "poi") or (place.level == "region" and (entry.extent_km or 999) < 100):
            self.points.append((place.lat, place.lon, folded, weight))

    def country_share(self, code: str | None, folded: str = "") -> float:
        """0 to 1: how much of what other names tell lies in the country."""
        own = self.own.get(folded, {})
        total = sum(self.countries.values()) - sum(w for c, w in own.items() if "." not in c)
        return max(0.0, self.countries.get(code or "", 0.0) - own.get(code or "", 0.0)) / (total + DOUBT)

    def state_share(self, code: str | None, folded: str = "") -> float:
        """0 to 1: how strongly the other names speak of the state; less where many states are named."""
        own = self.own.get(folded, {})
        told = self.states.get(code or "", 0.0) - own.get(code or "", 0.0)
        if told < TRACE:
            return 0.0
        total = sum(self.states.values()) - sum(w for c, w in own.items() if "." in c)
        return min(1.0, told / ENOUGH) * math.sqrt(told / max(total, told))

    def nearness(self, entry: Entry, folded: str) -> float:
        """0 to 1: how close the place is to the nearest other that is certain."""
        place = entry.place
        return max((math.exp(-distance_km(place.lat, place.lon, lat, lon) / NEAR_KM) * min(1.0, weight)
                    for lat, lon, other, weight in self.points if other != folded), default=0.0)


def rank(doc: Doc, names: list[Name], gazetteer: Gazetteer, home: Home) -> list[Choice]:
    """For each name its choice; one sense for each name of a document unless the text says otherwise."""
    ranker = _Ranker(doc, names, gazetteer, home)
    return ranker.run()


class _Ranker:
    def __init__(self, doc: Doc, names: list[Name], gazetteer: Gazetteer, home: Home) -> None:
        self.doc = doc
        self.names = names
        self.gazetteer = gazetteer
        self.home = home
        self.home_point: Entry | None = None
        self.evidence = Evidence()
        self.groups: dict[str, list[Name]] = defaultdict(list)
        for name in names:
            self.groups[name.folded].append(name)
        self.lists = _lists(doc.text, names)
        self.urban = sum(token.lower_ in words("kinds", "urban") for token in doc) >= URBAN

    def run(self) -> list[Choice]:
        self._certain()
        self._find_home()
        choices = {folded: self._choose(group) for folded, group in self.groups.items() if group[0].entries}
        for _ in range(ROUNDS):
            self._weigh(choices)
            self._find_home()
            choices = {folded: self._choose(group) for folded, group in self.groups.items() if group[0].entries}
        return [self._answer(name, choices) for name in self.names]

    # Evidence

    def _certain(self) -> None:
        for folded, group in self.groups.items():
            entry = self._surely(group)
            if entry:
                self.evidence.add(entry, folded, 1 + math.log(len(group)))

    def _surely(self, group: list[Name]) -> Entry | None:
        entries = group[0].entries
        if not entries:
            return None
        contained = [pair for name in group if (pair := _contained(name))]
        if contained:
            return contained[0]
        lead = entries[0].prior - entries[1].prior if len(entries) > 1 else 9.0
        same = len(entries) > 1 and _same_spot(entries[0], entries[1])
        return entries[0] if (lead >= SURE_LEAD or same) and entries[0].prior >= SURE_PRIOR else None

    def _weigh(self, choices: dict[str, Choice]) -> None:
        self.evidence = Evidence()
        for folded, group in self.groups.items():
            choice = choices.get(folded)
            if choice and choice.best:
                self.evidence.add(choice.best, folded, (1 + math.log(len(group))) * choice.confidence)

    def _find_home(self) -> None:
        """The one of the outlet's possible homes that the text speaks for most."""
        def points(entry: Entry) -> float:
            return entry.prior + self._support(entry, "")

        self.home_point = max(self.home.places, key=points, default=None)

    def _support(self, entry: Entry, folded: str) -> float:
        place = entry.place
        country = self.evidence.country_share(place.country, folded)
        if place.level == "country":
            return (COUNTRY + STATE) * country  # no town in it can gain more than the country itself
        state = self.evidence.state_share(place.admin1_code, folded)
        if state:
            state *= self._selective(place.admin1_code or "")
        return COUNTRY * country + STATE * state + NEAR * self.evidence.nearness(entry, folded)

    def _selective(self, code: str) -> float:
        """0 to 1: how much less than the country a state tells; England is nearly all of it."""
        state, country = self.gazetteer.admin1(code), self.gazetteer.country(code.split(".", maxsplit=1)[0])
        if state is None or country is None or not country.population:
            return 1.0
        return max(0.0, 1 - (state.population or 0) / country.population)

    # Points

    def _choose(self, group: list[Name]) -> Choice:
        ranked = sorted(((entry, self._points(entry, group)) for entry in group[0].entries), key=lambda pair: -pair[1])
        reasons = self._reasons(ranked[0][0], group) if ranked else ()
        return Choice(tuple(ranked), reasons)

    def _points(self, entry: Entry, group: list[Name]) -> float:
        points = entry.prior + self._support(entry, group[0].folded) + self._at_home(entry)
        levels = {name.level for name in group if name.level}
        if levels:
            points += LEVEL if entry.place.level in levels else -LEVEL
        if self.urban and entry.place.level == "city" and any(holds(e, entry) for e in group[0].entries[:3]
                                                              if e.place.level == "admin1"):
            points += CITY  # "New York" where mayors and boroughs are spoken of
        points += LIST * (self.lists.get(group[0].folded) == entry.place.level)
        if any(name.inside and any(holds(area, entry) for area in _areas(name.inside)) for name in group):
            points += CONTAINED / len({n.inside.folded for n in group if n.inside})
        return points

    def _at_home(self, entry: Entry) -> float:
        points = HOME_COUNTRY if self.home.country and entry.place.country == self.home.country else 0.0
        if self.home_point is not None:
            at = self.home_point.place
            reach = HOME_KM if at.level == "city" else 2 * HOME_KM
            points += HOME_NEAR * math.exp(-distance_km(entry.place.lat, entry.place.lon, at.lat, at.lon) / reach)
            points += HOME_COUNTRY * (entry.place.country == at.country)
        return points

    def _reasons(self, entry: Entry, group: list[Name]) -> tuple[str, ...]:
        found, folded = [], group[0].folded
        inside = next((n.inside for n in group if n.inside and any(holds(a, entry) for a in _areas(n.inside))), None)
        if inside is not None:
            found.append(f"the text names {inside.text} right after it")
        place = entry.place
        below = place.level not in ("country", "admin1")
        if below and place.admin1 and self.evidence.state_share(place.admin1_code, folded) > 0.3:
            found.append(f"the text speaks of {place.admin1}")
        elif place.country and place.level != "country" and self.evidence.country_share(place.country, folded) > 0.4:
            found.append(f"the text speaks of {_name(self.gazetteer, place.country)}")
        if self.evidence.nearness(entry, group[0].folded) > 0.5 and place.level == "city":
            found.append("it lies close to other places named")
        if self._at_home(entry) > 1:
            found.append("it lies where the outlet is at home")
        if not found:
            found.append("it is the only place of that name" if len(group[0].entries) == 1
                         else "it is the best-known place of that name")
        return tuple(found)

    # Single mentions

    def _answer(self, name: Name, choices: dict[str, Choice]) -> Choice:
        choice = choices.get(name.folded)
        if name.inside is not None:
            own = self._within(name, choice)
            if own is not None:
                return own
        if choice is None:
            return self._misspelt(name)
        if self._is_far(name, choice):
            return self._nearer(name)
        return self._holding(name, choice) if name.container else choice

    def _holding(self, name: Name, choice: Choice) -> Choice:
        """The choice for an area that holds the place named before it: "Buffalo, New York" is the state."""
        held = next((n for n in self.names if n.inside is name), None)
        if held is None or not choice.best:
            return choice
        fitting = [(area, points) for area, points in choice.ranked
                   if any(holds(area, entry) for entry in held.entries)]
        if not fitting or fitting[0][0] is choice.best:
            return choice
        others = [pair for pair in choice.ranked if pair not in fitting]
        top = choice.ranked[0][1]
        return Choice((*((area, points + top) for area, points in fitting), *others),
                      (f"{held.text}, named right before it, lies in it",))

    def _within(self, name: Name, choice: Choice | None) -> Choice | None:
        """The choice under the area named right behind this very mention."""
        assert name.inside is not None  # noqa: S101 - told by the caller
        areas = _areas(name.inside)
        ranked = [(entry, points) for entry, points in (choice.ranked if choice else ())
                  if any(holds(area, entry) for area in areas)]
        if ranked:
            known = choice or Choice((), ())
            others = [pair for pair in known.ranked if pair not in ranked]
            told = f"the text names {name.inside.text} right after it"
            reasons = (told, *(reason for reason in known.reasons if "right after" not in reason))
            return Choice((*((e, p + CONTAINED) for e, p in ranked), *others), reasons)
        return self._misspelt(name)

    def _misspelt(self, name: Name) -> Choice:
        """The closest spelling in the area named behind it, else in the states and the country the text speaks of."""
        for country, state, where in self._scopes(name):
            found = self.gazetteer.misspelt(name.folded, country, state)
            if found:
                spelt = found[0].place.name
                return Choice(tuple((entry, entry.prior - i * MISSPELT) for i, entry in enumerate(found)),
                              (f"there is no {name.text} in {where}; {spelt} is spelt almost alike",), misspelt=True)
        code = self._focus()
        if code and name.inside is None and name.tagged:
            found = self.gazetteer.transcribed(name.folded, code)
            if found:
                return Choice(tuple((entry, entry.prior) for entry in found),
                              (f"{found[0].place.name} is another spelling of it",), misspelt=True)
        return Choice((), ("the gazetteer has no place of that name",))

    def _is_far(self, name: Name, choice: Choice) -> bool:
        """Whether a small place is of a country that nothing else in a text about another country speaks of."""
        entry = choice.best
        if entry is None or name.inside is not None or name.dateline or name.container or entry.kind == "capital":
            return False
        place = entry.place
        if place.level not in ("city", "admin2") or entry.prior >= FAR_PRIOR or self._at_home(entry) > 0.5:
            return False
        return self._focus() is not None and self.evidence.country_share(place.country, name.folded) < FAR_SHARE

    def _focus(self) -> str | None:
        """The country that the text is about; None if it speaks of several alike."""
        code, told = max(self.evidence.countries.items(), key=lambda pair: pair[1], default=("", 0.0))
        return code if told >= FOCUS and self.evidence.country_share(code) >= FOCUS_SHARE else None

    def _nearer(self, name: Name) -> Choice:
        """Another transcription of a name in the text's own country, else no place: a namesake far off is none."""
        code = self._focus() or ""
        found = self.gazetteer.transcribed(name.folded, code)
        country = _name(self.gazetteer, code)
        if found:
            return Choice(tuple((entry, entry.prior) for entry in found),
                          (f"the text speaks of {country}; {found[0].place.name} is another spelling",), misspelt=True)
        return Choice((), (f"the text speaks of {country}, and the gazetteer has that name elsewhere only",))

    def _scopes(self, name: Name) -> Iterable[tuple[str, str | None, str]]:
        if name.inside is not None:
            for area in _areas(name.inside)[:2]:
                if area.place.country:
                    yield area.place.country, area.place.admin1_code, area.place.name
            return
        if not name.tagged:
            return
        if not name.locative or len(name.folded) < MIN_UNSCOPED:
            return
        for code, told in sorted(self.evidence.states.items(), key=lambda pair: -pair[1])[:2]:
            if told >= 1:
                yield code.split(".")[0], code, _name(self.gazetteer, code)
        for code, told in sorted(self.evidence.countries.items(), key=lambda pair: -pair[1])[:1]:
            if told >= SURE_LEAD:
                yield code, None, _name(self.gazetteer, code)


def _name(gazetteer: Gazetteer, code: str) -> str:
    place = gazetteer.admin1(code) if "." in code else gazetteer.country(code)
    return place.name if place else code


def _areas(name: Name) -> list[Entry]:
    return [entry for entry in name.entries if entry.place.level in ("country", "admin1", "admin2")]


def _contained(name: Name) -> Entry | None:
    if name.inside is None:
        return None
    return next((e for e in name.entries if any(holds(area, e) for area in _areas(name.inside))), None)


def _same_spot(a: Entry, b: Entry) -> bool:
    return distance_km(a.place.lat, a.place.lon, b.place.lat, b.place.lon) < 60


def _lists(text: str, names: list[Name]) -> dict[str, str]:
    """Folded name → level that most of its neighbours in lists are surely of."""
    votes: dict[str, list[str]] = defaultdict(list)
    chain: list[Name] = []
    for name in [*names, None]:
        if name and not name.demonym and chain and not chain[-1].inside and \
                _LISTED.fullmatch(text[chain[-1].end : name.start]):
            chain.append(name)
            continue
        for member in chain:
            votes[member.folded] += [n.entries[0].place.level for n in chain if n is not member and _sure_level(n)]
        chain = [name] if name and not name.demonym else []
    return {folded: max(set(told), key=told.count) for folded, told in votes.items() if told}


def _sure_level(name: Name) -> bool:
    if not name.entries:
        return False
    other = [e.prior for e in name.entries if e.place.level != name.entries[0].place.level]
    return name.entries[0].prior - max(other, default=0.0) > 1.0
