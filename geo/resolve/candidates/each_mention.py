"""What a single mention means: the sense of its name in the text, unless its own words say otherwise."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.lexicons import Words
from geo.resolve.candidates.company import DOUBT
from geo.resolve.candidates.features import CONTAINED, areas
from geo.resolve.candidates.rank import MOST_SHARE, Choice, Ranker, area_name, named_beside
from geo.resolve.toponyms.mentions import holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geo.gazetteer.lookup import Entry, Gazetteer
    from geo.language.text.parsed import Doc
    from geo.resolve.candidates.company import Evidence
    from geo.resolve.toponyms.mentions import Name
    from geo.resolve.toponyms.outlet import Home
    from geo.resolve.toponyms.recognise import Recognised

#: Nearness to a place of the text at which a doubtful name is a place too, three of four times in the annotated texts;
#: more is asked of a name inside a longer one.
LOCAL, LOCAL_NESTED = 0.5, 0.75
#: Letters of a name that only the text's own country has, however small the place.
MIN_LETTERS = 5
#: Points that a misspelling costs.
MISSPELT = 1.0
#: Weight of evidence at which a misspelt name is looked for in a state, and in a country.
SPOKEN_STATE, SPOKEN_COUNTRY = 1.0, 2.0
#: Letters of a misspelt name that is looked for without its state beside it: shorter ones hit strangers.
MIN_UNSCOPED = 7
#: A place below this prior is left out where the text's own country lacks it and so little speaks for its country.
FAR_PRIOR, FAR_SHARE = 4.6, 0.03
#: Weight of all that a text names from which a country that nothing speaks of is far, even where no country prevails.
SEVERAL = 4.0
#: The same for a hamlet, and the prior below which a place is one.
FEW, HAMLET_SHARE, HAMLET_PRIOR = 1.5, 0.15, 4.0
#: Places of one name from which it is a common one ("El Paraíso", "La Vega"), and the prior below which such a place
#: far from all else is left out.
COMMON, COMMON_PRIOR = 4, 5.2
#: The same where the text's own country has a place of that name.
NAMESAKE_PRIOR = 6.0
#: The same in another state of the country: the evidence that a state has which is spoken of, that of one which is not,
#: and the priors below which a place there is left out, one of a common name and any other.
TOLD_STATE, UNTOLD_STATE, STATE_COMMON_PRIOR, STATE_PRIOR = 2.0, 0.5, 4.2, 3.5
#: The evidence of a state in which a place of that name is looked for instead.
NAMED_STATE = 1.0
#: How much less a place that may be left out itself speaks for another.
DISTRUST = 0.75
#: Rounds in which names that are left out stop to speak for each other.
ROUNDS = 3
#: How the reasons end that name what stands beside a place.
_BESIDE = ("right after it", "right before it")


def rank_all(doc: Doc, found: Recognised, gazetteer: Gazetteer, home: Home) -> Ranker:
    """The names of a text, ranked; doubtful ones are among them where one of that name lies close to the others."""
    ranker = Ranker(doc, found.names, gazetteer, home)
    ranker.run()
    near = [name for name in found.doubtful if ranker.nearness(name) >= (LOCAL if not name.nested else LOCAL_NESTED)]
    taken = {id(name) for name in near}
    near += _only_there([name for name in found.doubtful if id(name) not in taken], ranker.focus(MOST_SHARE))
    if near:
        ranker = Ranker(doc, sorted([*found.names, *near], key=lambda name: name.start), gazetteer, home)
        ranker.run()
    return ranker


def _only_there(names: Sequence[Name], country: str | None) -> list[Name]:
    """The names that stand as places and of which every place lies in the country that the text speaks of most.

    As in "seized by gunmen at Chibok" of a report from Nigeria, whatever the town's size; where the tagger takes all
    mentions of it for one kind of something else, it may be that, unless something happened there: "kidnapped in
    Chibok".  Not where towns bear the surnames of the language.
    """
    if country is None or country in _HOMELANDS:
        return []
    groups: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        if not name.nested and len(name.text) >= MIN_LETTERS and name.entries:
            groups[name.folded].append(name)
    out: list[Name] = []
    for group in groups.values():
        if _stands_as_place(group) and all(e.place.country == country for e in group[0].entries):
            out += group
    return out


def _stands_as_place(group: Sequence[Name]) -> bool:
    """Whether a mention says that something happened there, or stands behind a preposition of place and is no name."""
    assailed = any(n.assailed for n in group)
    return assailed or (any(n.locative for n in group) and _is_of_no_kind(group))


def _is_of_no_kind(group: Sequence[Name]) -> bool:
    """Whether the tagger calls a mention nothing, or one thing here and another there."""
    labels = {n.label for n in group}
    return "" in labels or len(labels) > 1


def choose(ranker: Ranker, names: list[Name]) -> list[Choice]:
    """For each of ``names`` its choice; those that are not ranked have none but what is spelt almost alike."""
    return _Answers(ranker, names).run()


_HOMELANDS = Words("places", "naming", "homelands")
_AREAS = frozenset({"country", "admin1", "admin2"})


@dataclass(frozen=True, slots=True)
class _Doubted:
    """Names that are left out, and what they tell of countries and states."""

    names: frozenset[str] = frozenset()
    """Folded."""
    weights: Mapping[str, float] = field(default_factory=dict)

    def told(self, evidence: Evidence, code: str | None, folded: str, distrust: float = 1.0) -> float:
        """How much the names beside one tell of a country or state, where these count so much less."""
        area = code or ""
        own = evidence.own[folded].get(area, 0.0)
        total = (evidence.states if "." in area else evidence.countries).get(area, 0.0)
        doubted = self.weights.get(area, 0.0) - (own if folded in self.names else 0.0)
        return total - own - distrust * doubted


class _Answers:
    def __init__(self, ranker: Ranker, names: list[Name]) -> None:
        self.names = names
        self.held = {id(name.inside): name for name in reversed(names) if name.inside is not None}
        """For each area the first name that is told to lie in it."""
        self.gazetteer = ranker.gazetteer
        self.choices = ranker.choices
        self.judge = ranker.judge
        self.evidence = ranker.judge.evidence
        self.focus = ranker.focus()
        self._nearness = ranker.nearness
        self.abroad = _Doubted()
        """Names of which the likeliest place is in a country that the text does not speak of."""
        self.astray = _Doubted()
        """Names of which it is in a state that the text does not speak of."""
        self._spoken = [code for code, told in self.evidence.states.items() if told >= TOLD_STATE]
        """Codes of the states that the text speaks of."""

    def run(self) -> list[Choice]:
        ranked = [(name, self.choices[name.folded]) for name in self.names if name.folded in self.choices]
        self.astray = self._doubted(name for name, choice in ranked if self._is_small(name, choice))
        for _ in range(ROUNDS):
            self.abroad = self._doubted(name for name, choice in ranked if self._is_far(name, choice))
            self.astray = self._doubted(name for name, choice in ranked if self._is_in_other_state(name, choice))
        return [self._answer(name) for name in self.names]

    def _doubted(self, names: Iterable[Name]) -> _Doubted:
        found = frozenset(name.folded for name in names)
        told: dict[str, float] = defaultdict(float)
        for folded in found:
            for code, weight in self.evidence.own[folded].items():
                told[code] += weight
        return _Doubted(found, told)

    def _answer(self, name: Name) -> Choice:
        choice = self.choices.get(name.folded)
        if name.inside is not None:
            own = self._within(name, choice)
            if own is not None:
                return own
        if choice is None:
            return self._misspelt(name)
        if self._is_far(name, choice):
            return self._nearer(name, choice)
        if self._is_in_other_state(name, choice):
            return self._in_told_state(name, choice)
        return self._holding(name, choice) if name.container else _levelled(name, choice)

    def _holding(self, name: Name, choice: Choice) -> Choice:
        """The choice for an area that holds the place named before it: "Buffalo, New York" is the state."""
        held = self.held.get(id(name))
        if held is None or not choice.best:
            return choice
        fitting = [
            (area, points)
            for area, points in choice.ranked
            if area.place.level in _AREAS and any(holds(area, entry) for entry in held.entries)
        ]
        if not fitting or fitting[0][0] is choice.best:
            return choice
        others = _without(choice.ranked, fitting)
        top = choice.ranked[0][1]
        return Choice(
            (*((area, points + top) for area, points in fitting), *others),
            (f"{held.text}, named right before it, lies in it",),
        )

    def _within(self, name: Name, choice: Choice | None) -> Choice | None:
        """The choice under the area named right behind this very mention."""
        assert name.inside is not None  # noqa: S101 - told by the caller
        around = areas(name.inside)
        ranked = [
            (entry, points)
            for entry, points in (choice.ranked if choice else ())
            if any(holds(area, entry) for area in around)
        ]
        if ranked:
            known = choice or Choice((), ())
            others = _without(known.ranked, ranked)
            told = named_beside(name.inside)
            reasons = (told, *(reason for reason in known.reasons if not reason.endswith(_BESIDE)))
            return Choice((*((e, p + CONTAINED) for e, p in ranked), *others), reasons)
        return self._misspelt(name)

    def _misspelt(self, name: Name) -> Choice:
        """The closest spelling in the area named behind it, else in the states and the country the text speaks of."""
        for country, state, where in self._scopes(name):
            found = self.gazetteer.misspelt(name.folded, country, state)
            if found:
                spelt = found[0].place.name
                return Choice(
                    tuple((entry, entry.prior - i * MISSPELT) for i, entry in enumerate(found)),
                    (f"there is no {name.text} in {where}; {spelt} is spelt almost alike",),
                    misspelt=True,
                )
        code = self.focus
        if code and name.inside is None and name.tagged:
            found = self.gazetteer.transcribed(name.folded, code)
            if found:
                return Choice(
                    tuple((entry, entry.prior) for entry in found),
                    (f"{found[0].place.name} is another spelling of it",),
                    misspelt=True,
                )
        return Choice((), ("the gazetteer has no place of that name",))

    def _is_far(self, name: Name, choice: Choice) -> bool:
        """Whether a small place is of a country that nothing else in a text about another country speaks of."""
        entry = choice.best
        if entry is None or not self._may_stray(name, entry):
            return False
        common = sum(e.name_kind == 0 for e in name.entries) >= COMMON
        at_home = any(e.place.country == self.focus for e, _ in choice.ranked)
        if entry.prior >= ((NAMESAKE_PRIOR if at_home else COMMON_PRIOR) if common else FAR_PRIOR):
            return False
        enough, share = (SEVERAL, FAR_SHARE) if entry.prior >= HAMLET_PRIOR else (FEW, HAMLET_SHARE)
        elsewhere = self.focus is not None or self.evidence.told_by_others(name.folded) >= enough
        told = self.abroad.told(self.evidence, entry.place.country, name.folded)
        return elsewhere and told < share * (self.evidence.told_by_others(name.folded) + DOUBT)

    def _is_in_other_state(self, name: Name, choice: Choice) -> bool:
        """Whether a very small place lies in a state that nothing speaks of, where others of its country are told.

        And far from all that is named: a village across the border of the state told is meant.
        """
        entry = choice.best
        if entry is None or not self._is_small(name, choice) or self._nearness(name) >= LOCAL:
            return False
        others = (code for code in self._spoken if code.split(".")[0] == entry.place.country)
        if not any(self._told_state(code, name) >= TOLD_STATE for code in others):
            return False
        return self._told_state(entry.place.admin1_code, name) < UNTOLD_STATE

    def _told_state(self, code: str | None, name: Name) -> float:
        return self.astray.told(self.evidence, code, name.folded, DISTRUST)

    def _is_small(self, name: Name, choice: Choice) -> bool:
        """Whether it may be a hamlet of that name anywhere."""
        entry = choice.best
        if entry is None or entry.place.admin1_code is None or not self._may_stray(name, entry):
            return False
        common = sum(e.place.country == entry.place.country for e, _ in choice.ranked) >= COMMON
        return entry.prior < (STATE_COMMON_PRIOR if common else STATE_PRIOR)

    def _may_stray(self, name: Name, entry: Entry) -> bool:
        """Whether nothing beside a name says where it lies, and no paper of the place prints it."""
        said = name.inside is not None or name.dateline or name.container or entry.kind == "capital"
        return not said and entry.place.level in ("city", "admin2") and not self.judge.at_home(entry)

    def _in_told_state(self, name: Name, choice: Choice) -> Choice:
        """The place of that name in a state that the text speaks of, else none."""
        for entry, points in choice.ranked:
            told = self._told_state(entry.place.admin1_code, name) >= NAMED_STATE
            if told and entry.place.level in ("city", "admin2"):
                others = _without(choice.ranked, [(entry, points)])
                return Choice(((entry, choice.ranked[0][1]), *others), (f"the text speaks of {entry.place.admin1}",))
        return _elsewhere(area_name(self.gazetteer, max(self._spoken, key=lambda code: self._told_state(code, name))))

    def _nearer(self, name: Name, choice: Choice) -> Choice:
        """The place of that name in the text's own country, or another transcription there, else none."""
        code = self.focus or ""
        own = [(entry, points) for entry, points in choice.ranked if entry.place.country == code]
        if own:
            entry = own[0][0]
            others = _without(choice.ranked, own[:1])
            told = f"the text speaks of {area_name(self.gazetteer, code)}"
            return Choice(((entry, choice.ranked[0][1]), *others), (told,))
        found = self.gazetteer.transcribed(name.folded, code)
        country = area_name(self.gazetteer, code)
        if found:
            return Choice(
                tuple((entry, entry.prior) for entry in found),
                (f"the text speaks of {country}; {found[0].place.name} is another spelling",),
                misspelt=True,
            )
        return _elsewhere(country)

    def _scopes(self, name: Name) -> Iterator[tuple[str, str | None, str]]:
        if name.inside is not None:
            for area in areas(name.inside)[:2]:
                if area.place.country:
                    yield area.place.country, area.place.admin1_code, area.place.name
            return
        if not name.tagged:
            return
        if not name.locative or len(name.folded) < MIN_UNSCOPED:
            return
        for code, told in sorted(self.evidence.states.items(), key=lambda pair: -pair[1])[:2]:
            if told >= SPOKEN_STATE:
                yield code.split(".")[0], code, area_name(self.gazetteer, code)
        for code, told in sorted(self.evidence.countries.items(), key=lambda pair: -pair[1])[:1]:
            if told >= SPOKEN_COUNTRY:
                yield code, None, area_name(self.gazetteer, code)


def _elsewhere(area: str) -> Choice:
    """No place: a namesake far off is none."""
    return Choice((), (f"the text speaks of {area}, and the gazetteer has that name elsewhere only",))


def _levelled(name: Name, choice: Choice) -> Choice:
    """The choice for "the governor of Puebla" in a text that means the town by that name, and the other way round."""
    best = choice.best
    if best is None or name.level not in ("admin1", "city") or best.place.level not in ("admin1", "city"):
        return choice
    told = [pair for pair in choice.ranked if pair[0].place.level == name.level]
    around = [p for p in told if p[0].place.id != best.place.id and (holds(p[0], best) or holds(best, p[0]))]
    if best.place.level == name.level or not around:
        return choice
    others = _without(choice.ranked, around[:1])
    return Choice(((around[0][0], choice.ranked[0][1]), *others), choice.reasons)


def _without(ranked: Sequence[tuple[Entry, float]], taken: list[tuple[Entry, float]]) -> list[tuple[Entry, float]]:
    gone = {id(entry) for entry, _ in taken}
    return [pair for pair in ranked if id(pair[0]) not in gone]


__all__ = ["choose"]
