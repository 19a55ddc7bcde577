"""Decides which place a name means: what each candidate has for it, weighed together with all other names of the text.

Each name begins with how well known its places are; what they probably mean then speaks for the places of the other
names, and so on for a few rounds.  One sense for each name of a document unless the text says otherwise.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.gazetteer.folding import distance_km
from geo.language.text.annotations import text_of
from geo.language.text.grammar import towns_before_states
from geo.lexicons import pattern
from geo.resolve.candidates.company import Evidence, Neighbourhood
from geo.resolve.candidates.features import Judge, containment, namesake
from geo.resolve.toponyms.mentions import holds
from geo.resolve.toponyms.vocabulary import varieties, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.gazetteer.lookup import Entry, Gazetteer
    from geo.language.text.parsed import Doc
    from geo.resolve.toponyms.mentions import Name
    from geo.resolve.toponyms.outlet import Home

#: After three rounds hardly a choice changes.
ROUNDS = 3
#: Points behind the best from which a place tells nothing to others.
FAR_BEHIND = 2.0
#: A text is about a country that so much weight, and so much of all that its names tell, speaks for.
FOCUS, FOCUS_SHARE = 2.5, 0.6
#: Share of it for the country that it names most.
MOST_SHARE = 0.5
#: Share of an outlet's state in what a text tells from which the outlet is at home in it.
AT_HOME = 0.001
#: Words of a city's affairs from which "New York" is the city rather than the state.
URBAN = 2
#: Lead over places of other levels that makes a name's level sure.
SURE_LEVEL = 1.0
#: A share too small to count.
NO_SHARE = 1e-3
#: What is left of the trust in a place whose name is spelt otherwise.
MISSPELT_TRUST = 0.8
#: Kilometres within which two places of a name are one spot for a reader.
ONE_SPOT_KM = 30.0
#: Degrees of latitude that are surely more than that: most pairs are settled by a look at them.
ONE_SPOT_DEGREES = 0.3
#: Kilometres within which a state around a town of its name has its middle, where the town is most of it.
ONE_TOWN_KM = 80.0
#: Places of one name that are weighed, the best known first; "San Antonio" has four hundred.
MOST = 120


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
    def spots(self) -> list[tuple[Entry, float]]:
        """Each spot that the name may mean, by its first place, with the probability of all places there."""
        found: list[tuple[Entry, float]] = []
        told = shares([points for _, points in self.ranked]) if self.ranked else []
        for (entry, _), share in zip(self.ranked, told, strict=True):
            at = next((i for i, (other, _) in enumerate(found) if _is_one_spot(entry, other)), None)
            if at is not None:
                found[at] = (found[at][0], found[at][1] + share)
            elif share > NO_SHARE or not found:
                found.append((entry, share))
        trust = MISSPELT_TRUST if self.misspelt else 1.0
        return [(entry, round(min(1.0, share) * trust, 3)) for entry, share in found]


def shares(points: list[float]) -> list[float]:
    """Probabilities of points that are tenth logarithms of odds."""
    top = max(points)
    odds = [10 ** max(p - top, -50.0) for p in points]
    return [o / sum(odds) for o in odds]


class Ranker:
    """The candidates of all names of one text, weighed together."""

    def __init__(
        self, doc: Doc, names: list[Name], gazetteer: Gazetteer, home: Home, weights: tuple[float, ...] | None = None
    ) -> None:
        self.names = names
        self.gazetteer = gazetteer
        self.groups: dict[str, list[Name]] = defaultdict(list)
        for name in names:
            if name.entries:
                self.groups[name.folded].append(name)
        self.candidates = {folded: group[0].entries[:MOST] for folded, group in self.groups.items()}
        self.judge = Judge(
            gazetteer,
            Evidence(),
            Neighbourhood(self.candidates.items()),
            home,
            lists=_lists(text_of(doc), names),
            urban=towns_before_states() or sum(token.lower_ in words("kinds", "urban") for token in doc) >= URBAN,
            varieties=_varieties(doc),
            namesakes=_namesakes(self.candidates),
        )
        if weights:
            self.judge.weights = weights
        self._fixed: dict[str, list[float]] = {}
        """Folded name → for each of its candidates the points that no evidence changes."""
        self.choices: dict[str, Choice] = {}
        """Folded name → what it means."""

    def run(self) -> None:
        """Fill in ``choices``."""
        self._fixed = {
            folded: [self._fixed_points(entry, group) for entry in self.candidates[folded]]
            for folded, group in self.groups.items()
        }
        ranked = {folded: self._ranked(folded) for folded in self.groups}
        for _ in range(ROUNDS):
            self._weigh(ranked)
            ranked = {folded: self._ranked(folded) for folded in self.groups}
        self.choices = {
            folded: Choice(found, self._reasons(found[0][0], self.groups[folded])) for folded, found in ranked.items()
        }

    def nearness(self, name: Name) -> float:
        """0 to 1: how close one of the places of a name lies to what the text probably names."""
        return max((self.judge.evidence.nearness(entry, name.folded) for entry in name.entries[:MOST]), default=0.0)

    def focus(self, least: float = FOCUS_SHARE) -> str | None:
        """Code of the country that the text is about; None if none has the ``least`` share of what it names."""
        evidence = self.judge.evidence
        code, told = max(evidence.countries.items(), key=lambda pair: pair[1], default=("", 0.0))
        return code if told >= FOCUS and evidence.country_share(code) >= least else None

    def _weigh(self, ranked: Mapping[str, tuple[tuple[Entry, float], ...]]) -> None:
        """Let every name tell what it probably means."""
        self.judge.evidence = Evidence()
        for folded, found in ranked.items():
            told = 1 + math.log(len(self.groups[folded]))
            likely = [pair for pair in found if pair[1] > found[0][1] - FAR_BEHIND]
            for (entry, _), share in zip(likely, shares([points for _, points in likely]), strict=True):
                self.judge.evidence.add(entry, folded, told * share)
        self.judge.home_point = self._home()

    def _home(self) -> Entry | None:
        """The one of the outlet's possible homes that the text speaks for most; None where it names nothing around one.

        A paper's town pulls names to itself in its local reports; in its world news "Paris" is the capital.
        """
        evidence = self.judge.evidence
        spoken = [h for h in self.judge.home.places if evidence.state_share(h.place.admin1_code) >= AT_HOME]

        def points(entry: Entry) -> float:
            place = entry.place
            told = evidence.country_share(place.country) + evidence.state_share(place.admin1_code)
            return entry.prior + 2 * told + evidence.nearness(entry, "")

        return max(spoken, key=points, default=None)

    def _fixed_points(self, entry: Entry, group: list[Name]) -> float:
        if len(self.candidates[group[0].folded]) == 1:
            return entry.prior  # nothing to choose
        return self.judge.fixed_points(entry, group) + containment(entry, group)

    def _ranked(self, folded: str) -> tuple[tuple[Entry, float], ...]:
        candidates, fixed = self.candidates[folded], self._fixed[folded]
        if len(candidates) == 1:
            return ((candidates[0], fixed[0]),)
        pairs = [
            (entry, points + self.judge.moving_points(entry, folded))
            for entry, points in zip(candidates, fixed, strict=True)
        ]
        ranked = _joined(sorted(pairs, key=lambda pair: -pair[1]))
        return ranked if self._told_area(folded) else _town_first(ranked)

    def _told_area(self, folded: str) -> bool:
        """Whether a word beside one of the names tells its level, or names of states stand around it."""
        return self.judge.lists.get(folded) == "admin1" or any(name.level for name in self.groups[folded])

    def _reasons(self, entry: Entry, group: list[Name]) -> tuple[str, ...]:
        found, folded = [], group[0].folded
        inside = next((n.inside for n in group if n.inside and containment(entry, [n])), None)
        if inside is not None:
            found.append(named_beside(inside))
        around = self._spoken_of(entry, folded)
        if around is not None:
            found.append(f"the text speaks of {around}")
        if self.judge.evidence.nearness(entry, folded) > 0.5 and entry.place.level == "city":
            found.append("it lies close to other places named")
        if self.judge.at_home(entry):
            found.append("it lies where the outlet is at home")
        if not found:
            found.append(
                "it is the only place of that name"
                if len(group[0].entries) == 1
                else "it is the best-known place of that name"
            )
        return tuple(found)

    def _spoken_of(self, entry: Entry, folded: str) -> str | None:
        """The state, else the country, around a place of that name, if the text speaks much of it."""
        evidence, place = self.judge.evidence, entry.place
        below = place.level not in ("country", "admin1")
        if below and place.admin1 and evidence.state_share(place.admin1_code, folded) > 0.3:
            return place.admin1
        if place.country and place.level != "country" and evidence.country_share(place.country, folded) > 0.4:
            return area_name(self.gazetteer, place.country)
        return None


def _joined(ranked: list[tuple[Entry, float]]) -> tuple[tuple[Entry, float], ...]:
    """``ranked`` with the likeliest spot first: a city and the district around it are one spot for a reader.

    Of these the one that officially bears the name is chosen: Washington, not the District of Columbia.
    """
    if len(ranked) < 3:
        return tuple(ranked)
    close = [pair for pair in ranked if pair[1] > ranked[0][1] - FAR_BEHIND]
    told = shares([points for _, points in close])
    together = [
        sum(share for (other, _), share in zip(close, told, strict=True) if _is_one_spot(entry, other))
        for entry, _ in close
    ]
    spot = close[together.index(max(together))][0]
    best = min((pair for pair in close if _is_one_spot(pair[0], spot)), key=lambda pair: (pair[0].name_kind, -pair[1]))
    return (best, *(pair for pair in ranked if pair is not best))


def _town_first(ranked: tuple[tuple[Entry, float], ...]) -> tuple[tuple[Entry, float], ...]:
    """``ranked``, a state having changed places with the town that is most of it: a blast in Kabul is one in the town.

    Annotated texts teach nothing here: to them a point in the state is one in the town.
    """
    state, most = ranked[0]
    if state.place.level == "admin2" and towns_before_states():
        at = next((i for i, (entry, _) in enumerate(ranked) if _is_seat_of(entry, state)), None)
    elif state.place.level == "admin1":
        at = next((i for i, (entry, _) in enumerate(ranked) if _is_most_of(entry, state)), None)
    else:
        return ranked
    if at is None:
        return ranked
    town, points = ranked[at]
    return ((town, most), *ranked[1:at], (state, points), *ranked[at + 1 :])


def _is_seat_of(town: Entry, county: Entry) -> bool:
    """Whether it is the town in a county of its name: "en Puebla" in a language that means the town by it."""
    return town.place.level == "city" and town.name_kind < 2 and town.prior >= county.prior and holds(county, town)


def _is_most_of(town: Entry, state: Entry) -> bool:
    a, b = town.place, state.place
    if a.level != "city" or a.admin1_code != b.admin1_code or town.prior < state.prior:
        return False
    own = town.kind == "capital" or town.name_kind < state.name_kind
    return own or distance_km(a.lat, a.lon, b.lat, b.lon) < ONE_TOWN_KM


def _is_one_spot(a: Entry, b: Entry) -> bool:
    if abs(a.place.lat - b.place.lat) > ONE_SPOT_DEGREES:
        return False
    return distance_km(a.place.lat, a.place.lon, b.place.lat, b.place.lon) < ONE_SPOT_KM


def named_beside(area: Name) -> str:
    """Why a place in that area is meant: "Salto, Uruguay", "the Uruguayan city of Salto"."""
    if area.demonym:
        return f"the text says {area.text} right before it"
    return f"the text names {area.text} right after it"


def area_name(gazetteer: Gazetteer, code: str) -> str:
    """The name of the state or country of that code; the code itself where there is none."""
    place = gazetteer.admin1(code) if "." in code else gazetteer.country(code)
    return place.name if place else code


def _namesakes(candidates: Mapping[str, tuple[Entry, ...]]) -> dict[str, str]:
    """Folded name → the state that bears a capital's name and lies elsewhere."""
    found = ((folded, namesake(entries)) for folded, entries in candidates.items())
    return {folded: state for folded, state in found if state is not None}


def _varieties(doc: Doc) -> dict[str, float]:
    """Country → share of the words that only the English of one country has: "sheriff", "councillor", "lakh"."""
    of_country = varieties()
    told = Counter(country for token in doc for country in of_country.get(token.lower_, ()))
    total = sum(told.values())
    return {country: count / (total + 1) for country, count in told.items()}


def _lists(text: str, names: list[Name]) -> dict[str, str]:
    """Folded name → level that most of its neighbours in lists are surely of."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    chain: list[Name] = []
    for name in [*names, None]:
        if name and _continues(text, chain, name):
            chain.append(name)
            continue
        told = Counter(n.entries[0].place.level for n in chain if _sure_level(n))
        for member in chain:
            votes[member.folded].update(told)
            if _sure_level(member):
                votes[member.folded][member.entries[0].place.level] -= 1
        chain = [name] if name and not name.demonym else []
    # Of two told alike the one told first: a set would have it depend on the hash seed.
    return {folded: max(told, key=lambda level: told[level]) for folded, told in votes.items() if +told}


def _continues(text: str, chain: list[Name], name: Name) -> bool:
    """Whether the name goes on with the list that the names of ``chain`` stand in."""
    if name.demonym or not chain or chain[-1].inside:
        return False
    return pattern("places", "shapes", "listed").fullmatch(text[chain[-1].end : name.start]) is not None


def _sure_level(name: Name) -> bool:
    if not name.entries:
        return False
    other = [e.prior for e in name.entries if e.place.level != name.entries[0].place.level]
    return name.entries[0].prior - max(other, default=0.0) > SURE_LEVEL


__all__ = ["Choice", "Ranker", "area_name", "named_beside", "shares"]
