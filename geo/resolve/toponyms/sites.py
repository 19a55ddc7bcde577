"""Houses and grounds that a text names and the gazetteer lacks: placed in the town that the text names with them."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING

from geo.gazetteer.folding import distance_km, fold
from geo.language.text.spans import starting_in
from geo.lexicons import Words, pattern
from geo.resolve.candidates.rank import Choice
from geo.resolve.toponyms.cues import describe
from geo.resolve.toponyms.led_sites import are_quarters_of
from geo.resolve.toponyms.mentions import POSSESSIVE, Context, Name, Site, holds
from geo.resolve.toponyms.vocabulary import given, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.gazetteer.lookup import Entry

#: Tokens of the longest name of a house, its small words counted.
LONGEST = 8
#: Characters between a house and the town it is told to stand in: ", in the small farming town of".
BEHIND = 100
#: Places of a list behind which the town is told that holds them all.
MOST_LISTED = 8
#: Kilometres between a town and what lies in it, and how much longer than its road the way over a town on it may be.
BESIDE_KM, DETOUR = 30.0, 1.3
#: Kilometres from the middle of a town to its quarters.
QUARTER_KM = 12.0
#: Kilometres from a town from which a place is no part of it.
FAR_KM = 60.0
#: Kilometres up to which the hurt are taken to a hospital.
DRIVE_KM = 150.0
#: Kilometres of a road up to which its first end tells about where it is.
SHORT_KM = 50.0
#: Places of its name that an end of a road may be, and kilometres of the longest road told by its ends.
MOST_ENDS, LONGEST_KM = 12, 700.0
#: Prior below which a place is rather a namesake of one that the gazetteer lacks.
SMALL = 5.0
#: How a town is told for a site.
_TELLS = "its name tells {}"
_IN, _ALONE, _ONLY = "the text places it in {}", "the sentence names {} alone", "{} is the only town of the text"
_LACKED = "the gazetteer lacks the house itself"
_DASH = re.compile(r"\s?[-–—]\s?")
_ARTICLE = Words("speech", "small_words", "definite")
_IN_NAMES = Words("speech", "small_words", "in_names")
_BELONGING = Words("places", "prepositions", "belonging")
_WAYS = Words("places", "prepositions", "ways")
_APPROACHING = Words("places", "prepositions", "approaching")


def sites(context: Context, kept: list[Name]) -> list[Name]:
    """Names of houses behind a preposition of place, none of which overlaps a name already found."""
    taken = {i for name in kept for i in range(name.first, name.last)}
    out = []
    houses = words("kinds", "houses_named")
    for token in context.doc:
        if token.lower_ not in houses or not token.text[0].isupper():
            continue
        first = _opening(context, token.i)
        if first < token.i and taken.isdisjoint(range(first, token.i + 1)) and _stands(context, first, token.i):
            out.append(_named(context, first, token.i + 1))
    return out


def _opening(context: Context, last: int) -> int:
    """The first token of the capitalised words that end at ``last``."""
    first = last
    while first > 0 and last - first < LONGEST:
        before = context.doc[first - 1]
        small = before.lower_ in _IN_NAMES or before.text in POSSESSIVE
        if not (before.text[0].isupper() and before.is_alpha) and not (
            small and first > 1 and context.capital(first - 2) is not None and before.lower_ not in _ARTICLE
        ):
            break
        first -= 1
    return first


def _stands(context: Context, first: int, last: int) -> bool:
    """Whether it stands where a scene would, and no longer name goes on behind it."""
    if first in context.title_case or context.capital(last + 1) is not None or context.word(last + 1) in POSSESSIVE:
        return False
    at = first - 2 if context.word(first - 1) in _ARTICLE else first - 1
    if fold(context.doc[first].text) in given():
        return False  # "with Ann Park"
    approached = context.word(at) in _APPROACHING and context.word(at - 1) in words("kinds", "approaches")
    return approached or context.word(at) in words("inner") | words("beside")


def _named(context: Context, first: int, last: int) -> Name:
    span = context.doc[first:last]
    name = Name(first, last, span.start_char, span.end_char, span.text, fold(span.text), ())
    describe(context, name)
    name.label, name.nested, name.vague = "FAC", False, True
    return name


def place_sites(context: Context, names: list[Name], choices: list[Choice]) -> tuple[list[Name], list[Choice]]:
    """The names with a choice for each; a site takes the point of the town that the text names behind it, or with it.

    What is part of a site's name goes; of a site that is nowhere placed but its ends, those stay.
    """
    towns = _Towns(context, names, choices)
    pairs = [(name, _settled(context, name, choice, towns)) for name, choice in zip(names, choices, strict=True)]
    gone = {id(n) for name, choice in pairs if name.site and choice.best for n in name.inner}
    gone |= {id(name) for name, choice in pairs if name.site and not choice.best}
    kept = [(name, choice) for name, choice in pairs if id(name) not in gone]
    return [name for name, _ in kept], [choice for _, choice in kept]


def _settled(context: Context, name: Name, choice: Choice, towns: _Towns) -> Choice:
    if name.site:
        return _led(context, name, towns)
    if name.label == "FAC" and not name.entries:
        return _placed(context, name, choice, towns)
    return _near(context, name, choice, towns)


def _near(context: Context, name: Name, choice: Choice, towns: _Towns) -> Choice:
    """A small or unknown place that the text puts in a town: its namesake there, else the town itself."""
    if (topic := towns.topic(context, name)) is not None and towns.is_far(choice, topic):
        return _at(towns.choice[id(topic)], _IN.format(topic.text))
    town = _holding(context, name, choice, towns)
    if town is None or (choice.best is not None and _is_known_there(choice.best, town)):
        return choice
    return _namesake(choice, towns.choice[id(town)]) or _at(towns.choice[id(town)], _IN.format(town.text))


def _holding(context: Context, name: Name, choice: Choice, towns: _Towns) -> Name | None:
    """The town that a small or unknown place is told to lie in."""
    if name.nested or name.demonym or (choice.best is not None and choice.best.prior >= SMALL):
        return None
    if choice.best is None or name.level == "city":
        town = _behind(context, name, towns)
        if town is not None and context.text[name.end : town.start].strip() != ",":
            return town if not _is_next(context, town) else None
    return _behind(context, name, towns, pattern("places", "shapes", "part_of"))


def _is_next(context: Context, town: Name) -> bool:
    """ "in A, in B and in C": the second of a list, and no town of the first."""
    return pattern("places", "shapes", "next_place").match(context.text, town.end) is not None


def _is_known_there(entry: Entry, town: Name) -> bool:
    """Whether an area that bears the town's name holds a place: Lorca in Murcia, which is a state too."""
    return any(holds(area, entry) for area in town.entries)


def _namesake(choice: Choice, town: Choice, reach: float = BESIDE_KM) -> Choice | None:
    """The choice with a place close to the town before all others; None without one."""
    close = [pair for pair in choice.ranked if _apart(pair[0], town.best) <= reach]
    if not close:
        return None
    others = [pair for pair in choice.ranked if pair[0] is not close[0][0]]
    return Choice(((close[0][0], choice.ranked[0][1]), *others), choice.reasons)


def _apart(entry: Entry, other: Entry | None) -> float:
    assert other is not None  # noqa: S101 - told by the caller
    return distance_km(entry.place.lat, entry.place.lon, other.place.lat, other.place.lon)


class _Towns:
    """The towns that a text names, in text order, with what each was taken for."""

    def __init__(self, context: Context, names: list[Name], choices: list[Choice]) -> None:
        self.chosen = {id(name): choice for name, choice in zip(names, choices, strict=True)}
        towns = [name for name in names if _is_town(name, self.chosen[id(name)].best)]
        self.choice = {id(name): self.chosen[id(name)] for name in towns}
        houses = _houses(names)
        self.all = [name for name in towns if id(name) not in houses and not name.nested]
        self.every = {name.folded: name for name in self.all if not name.weak}  # nobody's home
        self.names = [name for name in self.all if _tells_scene(context, name)]
        self._told = [*self.names, *_telling(context, houses, towns)]
        self._opening = _openings(context, self.names)
        self._wider = [name for name in names if _is_wide(self.chosen[id(name)].best)]
        self._countries = _countries(choices)

    def topic(self, context: Context, name: Name) -> Name | None:
        """The town in which all of its sentence happens: "En Lugo ardieron un bar en Cerro y otro en Chula Vista"."""
        town = self._opening.get(context.doc[name.first].sent.start)
        area = starting_in(self._wider, name.end, name.end + len(", ."))  # "in Lugo, Ohio"
        inside = town is not None and not area and name.first > town.last and _is_listed_inside(context, town, name)
        return town if inside else None

    def is_far(self, choice: Choice, town: Name) -> bool:
        """Whether a small place of another state, or one of a country that the text does not name, lies far from it."""
        best, there = choice.best, self.choice[id(town)].best
        if best is None or there is None or best.place.level == "country":
            return False
        abroad = best.place.country not in {there.place.country, *self._countries}
        small = best.prior < SMALL and best.place.admin1_code != there.place.admin1_code
        return (abroad or small) and _apart(best, there) > FAR_KM

    def is_outside(self, context: Context, name: Name, town: Name) -> bool:
        """Whether the state told right behind a name does not hold a town: "la parroquia Nanegal, en Pichincha"."""
        area = _told_behind(context, name, self._wider, pattern("places", "shapes", "house_in"))
        around, there = self.chosen[id(area)].best if area else None, self.choice[id(town)].best
        return around is not None and there is not None and not holds(around, there)

    def between(self, start: int, end: int) -> dict[str, Name]:
        """The towns that this stretch of the text names, by their folded names."""
        return {town.folded: town for town in starting_in(self.names, start, end)}

    def speak_of(self, name: Name) -> bool:
        """Whether the others lie in the country of what a name inside a house's means, or there are none."""
        best = self.chosen[id(name)].best
        countries = {c.best.place.country for n in self.names if (c := self.choice[id(n)]).best}
        return best is not None and (not countries or best.place.country in countries)

    def is_near(self, entry: Entry) -> bool:
        """Whether one of them is less than a drive away, in the same country."""
        towns = [choice.best for choice in self.choice.values() if choice.best is not None]
        return any(t.place.country == entry.place.country and _apart(entry, t) < DRIVE_KM for t in towns)

    def chief(self) -> dict[str, Name]:
        """The town named most often, of several the first."""
        told = Counter(town.folded for town in self._told)
        first = {town.folded: town for town in reversed(self._told)}
        return {folded: first[folded] for folded, _ in told.most_common(1)}


def _tells_scene(context: Context, town: Name) -> bool:
    """Whether a town is no dateline, nobody's home and not where somebody goes or comes from: "the road to Lyon"."""
    return not (town.weak or town.dateline or context.word(town.first - 1) in _WAYS)


def _openings(context: Context, towns: Sequence[Name]) -> dict[int, Name]:
    """The town with which a sentence opens, by the sentence's first token."""
    return {context.doc[town.first].sent.start: town for town in reversed(towns) if _opens(context, town)}


def _is_wide(entry: Entry | None) -> bool:
    return entry is not None and entry.place.level in ("admin1", "country")


def _countries(choices: Sequence[Choice]) -> set[str | None]:
    """The countries that a text names."""
    return {c.best.place.country for c in choices if c.best is not None and c.best.place.level == "country"}


def _opens(context: Context, town: Name) -> bool:
    """Whether its sentence begins with "En" and the town."""
    return town.first - 1 == context.doc[town.first].sent.start and context.word(town.first - 1) in words("locative")


def _is_listed_inside(context: Context, town: Name, name: Name) -> bool:
    """Whether it stands behind a verb of the sentence, where something happens: a second "en", or what follows one."""
    between = context.doc[town.last : name.first]
    leading = [t.lower_ for t in between if t.pos_ == "ADP"][-1:]
    return any(t.pos_ in ("VERB", "AUX") for t in between) and any(
        word in words("inner") or word in _APPROACHING or word in _BELONGING for word in leading
    )


def _telling(context: Context, houses: dict[int, Name], towns: list[Name]) -> list[Name]:
    """Those of the towns that are told in the name of a house."""
    return [name for name in towns if id(name) in houses and _tells(context, houses[id(name)], name)]


def _houses(names: list[Name]) -> dict[int, Name]:
    """Each name that is part of a site's name, by its identity, with the site."""
    return {id(n): name for name in names for n in name.inner}


def _tells(context: Context, site: Name, name: Name) -> bool:
    """Whether a name inside that of a house tells where it stands: "Hospital General de Celaya"."""
    return site.site is Site.HOUSE and context.word(name.first - 1) in _BELONGING


def _is_town(name: Name, entry: Entry | None) -> bool:
    if entry is None or name.demonym:
        return False
    return entry.place.level == "city" or (entry.place.level == "admin2" and not name.names_its_kind)


def _behind(context: Context, name: Name, towns: _Towns, shape: re.Pattern[str] | None = None) -> Name | None:
    """The town right behind a name, or behind the list in which it stands, that is told to hold it.

    So ", in the small farming town of", and in Spanish "la aldea A, cantón B, municipio de".
    """
    town = _told_behind(context, name, towns.all, shape or pattern("places", "shapes", "house_in"))
    return _outer(context, town, towns) if town is not None else None


def _outer(context: Context, town: Name, towns: _Towns) -> Name:
    """The municipality told behind a small town that is none of it, as "cantón Las Lomas" is not in Panama."""
    outer = _told_behind(context, town, towns.all, pattern("places", "shapes", "part_of"))
    best = towns.choice[id(town)].best
    if outer is None or best is None or best.prior >= SMALL or _is_known_there(best, outer):
        return town
    return town if _apart(best, towns.choice[id(outer)].best) <= BESIDE_KM else outer


def _told_behind(context: Context, name: Name, areas: Sequence[Name], shape: re.Pattern[str]) -> Name | None:
    """The one of these that is told to hold a name, or the list in which it stands, right behind it."""
    at = name.end
    for _ in range(MOST_LISTED):
        for area in starting_in(areas, at + 1, at + BEHIND):
            if shape.fullmatch(context.text[at : area.start]):
                return area
        item = pattern("places", "shapes", "listed_name").match(context.text, at)
        if item is None:
            return None
        at = item.end()
    return None


def _led(context: Context, name: Name, towns: _Towns) -> Choice:
    """The choice for a site whose kind stands before its name; none where the text names no town for it."""
    own = [n for n in name.inner if id(n) in towns.chosen and towns.chosen[id(n)].best]
    if (by_name := _by_name(context, name, own, towns)) is not None:
        return by_name
    found, ends = _town_of(context, name, towns), _ends(context, name)
    known = _known(context, name, found[0] if found else None, towns)
    if known is not None:
        return Choice(((known, known.prior),), ("it is a known place of that name",))
    if found is None:
        return _short_road(ends, towns)
    town, told = found
    if ends and not _lies_along(ends, towns.choice[id(town)]):
        return _short_road(ends, towns)
    if name.site is Site.QUARTER and own:
        held = towns.chosen[id(own[-1])]
        if are_quarters_of(context, name, held, towns.choice[id(town)]):
            return held
        near = _namesake(held, towns.choice[id(town)], QUARTER_KM)
        if near is not None:
            return near
    return _at(towns.choice[id(town)], told.format(town.text))


def _by_name(context: Context, name: Name, own: list[Name], towns: _Towns) -> Choice | None:
    """The choice for a house that its name puts into a town; ``own`` are the known names that are part of it."""
    if own and _tells(context, name, own[-1]) and towns.speak_of(own[-1]):
        return _at(towns.chosen[id(own[-1])], _TELLS.format(own[-1].text))
    ending = None if own else _ending(context, name, towns)
    if ending is None:
        return None
    return Choice(((ending, ending.prior),), (_TELLS.format(ending.place.name), _LACKED))


def _ending(context: Context, name: Name, towns: _Towns) -> Entry | None:
    """The town with which the name of a house ends, near one of the text: "Hospital Reina Sofía de Córdoba".

    The names of the text lack it where it might be somebody's: "Sofía de Córdoba".
    """
    told = [context.doc[at + 1 : name.last].text for at in range(name.first, name.last) if _belongs(context, at)]
    entries = [entry for text in told if name.site is Site.HOUSE for entry in context.gazetteer.entries(fold(text))]
    return next((e for e in entries if e.place.level == "city" and e.prior >= SMALL and towns.is_near(e)), None)


def _belongs(context: Context, at: int) -> bool:
    return context.word(at) in _BELONGING and context.capital(at + 1) is not None


def _known(context: Context, name: Name, town: Name | None, towns: _Towns) -> Entry | None:
    """The landmark or river of that name in the country that the town, or any town of the text, lies in."""
    if name.site is not Site.HOUSE:
        return None
    near = [towns.choice[id(town)]] if town is not None else list(towns.choice.values())
    countries = {choice.best.place.country for choice in near if choice.best is not None} | {None}
    called = (name.folded, name.folded.partition(" ")[2])
    entries = [entry for told in called for entry in context.gazetteer.entries(told)]
    return next((e for e in entries if e.place.level in ("poi", "region") and e.place.country in countries), None)


def _ends(context: Context, name: Name) -> list[tuple[Entry, ...]]:
    """What the ends of a road may mean: "carretera Celaya-Salvatierra"; none of a road with a name of its own."""
    if name.site is not Site.ROAD or not (parts := _DASH.split(name.text)[1:]) or parts[-1].isdigit():
        return []
    first = _DASH.split(name.text)[0].split()
    opening = [" ".join(first[k:]) for k in range(1, len(first))]  # "carretera federal Celaya"
    found = (context.gazetteer.entries(fold(told)) for told in opening)
    return [next((entries for entries in found if entries), ()), context.gazetteer.entries(fold(parts[-1]))]


def _lies_along(ends: list[tuple[Entry, ...]], town: Choice) -> bool:
    """Whether a town may lie on the way between two places that the ends of a road mean."""
    for first in ends[0][:MOST_ENDS]:
        for last in ends[-1][:MOST_ENDS]:
            way = _apart(first, last)
            if _apart(first, town.best) + _apart(last, town.best) <= DETOUR * way + BESIDE_KM and way < LONGEST_KM:
                return True
    return False


def _short_road(ends: list[tuple[Entry, ...]], towns: _Towns) -> Choice:
    """The choice for a road at that end which the text names elsewhere, if the other is close enough for that."""
    for these, others in itertools.permutations(ends, 2) if len(ends) > 1 else ():
        for known in towns.choice.values():
            if known.best in these and any(_apart(other, known.best) <= SHORT_KM for other in others[:MOST_ENDS]):
                assert known.best is not None  # noqa: S101 - one of these
                return _at(known, _TELLS.format(known.best.place.name))
    return Choice((), ())


def _town_of(context: Context, name: Name, towns: _Towns) -> tuple[Name, str] | None:
    """The town that the text tells a site with, and how it does."""
    behind = _behind(context, name, towns)
    if behind is not None:
        return behind, _IN
    sent = context.doc[name.first].sent
    for town in starting_in(towns.names, name.end, sent.end_char):
        if pattern("places", "shapes", "road_at").search(context.text[name.end : town.start]):
            return town, "the sentence tells that it is near {}"
    for group, told in (
        (towns.between(sent.start_char, name.start), _ALONE),
        (towns.between(context.text.rfind("\n\n", 0, name.start) + 1, name.start), "the paragraph names {} alone"),
        (towns.every, _ONLY),
        ({} if _is_rural(context, name) else towns.chief(), "{} is the town of the text"),
    ):
        if len(group) == 1 and not towns.is_outside(context, name, town := next(iter(group.values()))):
            return town, told
    return None


def _is_rural(context: Context, name: Name) -> bool:
    """Whether a settlement is named, which lies in no town that the text names far from it."""
    return context.word(name.first) in words("kinds", "rural") | words("kinds", "hamlets")


def _placed(context: Context, name: Name, choice: Choice, towns: _Towns) -> Choice:
    behind = _behind(context, name, towns)
    if behind is not None:
        return _at(towns.choice[id(behind)], _IN.format(behind.text))
    sent = context.doc[name.first].sent
    for group, told in ((towns.between(sent.start_char, sent.end_char), _ALONE), (towns.every, _ONLY)):
        if len(group) == 1:
            (town,) = group.values()
            return _at(towns.choice[id(town)], told.format(town.text))
    return choice


def _at(chosen: Choice, reason: str) -> Choice:
    assert chosen.best is not None  # noqa: S101 - told by the caller
    return Choice(((chosen.best, chosen.ranked[0][1]),), (reason, _LACKED))


__all__ = ["place_sites", "sites"]
