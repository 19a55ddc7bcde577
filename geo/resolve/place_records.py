"""Gives events and casualties their places, and settles which of them tell the same again.

A place comes from the sentence first: what hangs on the trigger, then what stands in its clause.  A telling without one
takes the place of the telling it repeats.  Nothing else is placed: an event without a place goes to the tray.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.daybounds import days_between
from geo.language.counts.tolls import link_tolls
from geo.language.events.date_scope import SPOKEN
from geo.language.events.events import original
from geo.language.events.retellings import Told
from geo.language.text.annotations import text_of
from geo.language.text.grammar import clause_verb, in_group, prepositional
from geo.language.text.reality import is_pluperfect
from geo.language.text.spans import starting_in
from geo.lexicons import Words, pattern, table
from geo.resolve.capitals import capital_alone, capitals_spoken_of
from geo.resolve.count_places import of_those_events, own_places, place_of
from geo.resolve.deixis import is_at_unnamed, is_end_of_trip, spoken_of
from geo.resolve.event_places import EventPlaces
from geo.resolve.notices import with_alert
from geo.resolve.precision import UNKNOWN_PREC, chains_of, precise_first
from geo.resolve.role_words import acts_at_home
from geo.resolve.scene import is_locative, places_of, token_at
from geo.types import NEAR

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from geo.gazetteer.lookup import Gazetteer
    from geo.language.text.parsed import Doc
    from geo.types import Casualty, EventType, Mention, Place, Telling

#: Roles at which something can have happened; a metonym acts, a demonym describes, a part of a name is no place.
_PLACED_ROLES = frozenset({"event", "mention"})
#: Events of which a text tells one, so that what places one telling places all.
_ONE_PLACE = frozenset({"raid", "prison_break", "funeral"})
_VIOLENT = frozenset({"killing", "clash"})
#: Mentions of one country from which a text plays there.
_AT_HOME = 3
#: Inhabitants of a town that readers know without its country.
_LARGE = 500_000
#: Violence in another country more than a week earlier is another incident; within a week it may have spread there.
ABROAD_DAYS = 7
#: Verbs of a hunt's end.
_FINDING = Words("places", "scene", "finding")
_SITES = Words("events_grammar", "sites")
_GENITIVE = Words("events_grammar", "genitive")


def place_records(
    doc: Doc, found: tuple[Mention, ...], gazetteer: Gazetteer
) -> tuple[tuple[Telling, ...], tuple[Casualty, ...]]:
    """``doc._.tellings`` and ``doc._.casualties`` with places, ``duplicate_of`` and ``subset_of`` finished."""
    capitals = capitals_spoken_of(doc, found, gazetteer)
    mentions = (*(m for m in found if m.start not in {c.start for c in capitals}), *capitals)
    strays = _strays(mentions) | {m for m in mentions if is_end_of_trip(text_of(doc), m.start)}
    named = (m for m in mentions if m.role in _PLACED_ROLES and m not in strays)
    at_home = (
        replace(m, role="event")
        for m in mentions
        if m.role == "metonym" and acts_at_home(token_at(doc, m.start, m.end), m)
    )
    told = (*named, *at_home, *spoken_of(doc, mentions), *capital_alone(doc, mentions, gazetteer))
    usable = tuple(sorted(told, key=lambda m: m.start))
    tellings = _placed(doc, usable)
    tellings = _set_apart(doc, _shared_place(_found_at(doc, tellings, usable)), usable)
    own = own_places(doc, doc._.casualties, usable)
    casualties = tuple(replace(c, place=place_of(doc, c, own, tellings, usable)) for c in doc._.casualties)
    linked = link_tolls(casualties, table("casualties", "vague"))
    tellings = _repeated_place(_with_duplicates(tellings, linked))
    return tuple(_likely_place(doc, tellings, mentions)), linked


def _placed(doc: Doc, mentions: Sequence[Mention]) -> list[Telling]:
    """The tellings, each at the places that its own sentence tells, or for which it warns."""
    triggers = frozenset(h.i for t in doc._.tellings if (h := token_at(doc, t.start, t.end)) is not None)
    told = [replace(t, places=_places_of(doc, t, mentions, triggers)) for t in doc._.tellings]
    return [with_alert(doc, t, mentions, told) for t in told]


def _places_of(
    doc: Doc, telling: Telling, mentions: Sequence[Mention], triggers: frozenset[int]
) -> tuple[Mention, ...]:
    """The places that its sentence names; of violence "in those events" where its paragraph told them, as its dead."""
    named = places_of(doc, telling, mentions, triggers)
    if named or telling.type not in _VIOLENT:
        return named
    found = of_those_events(doc, (telling.sent_start, telling.sent_end), mentions)
    return (found,) if found else ()


def _strays(mentions: Sequence[Mention]) -> set[Mention]:
    """The towns abroad that nothing else in a text speaks for: of a hotel's name, or of a namesake of what was meant.

    A text on Kenya that tells of "the hotel Dusit" does not mean the district of Bangkok, if it names Thailand nowhere.
    A large town needs no country beside it.
    """
    countries: dict[str, set[str]] = {}
    named: Counter[str] = Counter()
    for place in (m.place for m in mentions if m.place):
        if place.country:
            countries.setdefault(place.country, set()).add(place.id)
            named[place.country] += 1
    home, most = named.most_common(1)[0] if named else ("", 0)
    alone = {country for country, ids in countries.items() if len(ids) == 1 and country != home and most >= _AT_HOME}
    return {m for m in mentions if m.place and m.place.country in alone and _is_small(m.place)}


def _is_small(place: Place) -> bool:
    return place.level not in {"country", "region"} and (place.population or 0) < _LARGE


def _likely_place(doc: Doc, tellings: Sequence[Telling], mentions: Sequence[Mention]) -> list[Telling]:
    """What happened nowhere by its own words, at the likeliest place of the text, marked as inferred."""
    likely = EventPlaces(doc, doc._.title or "", mentions, tellings)
    nowhere = _at_no_town(doc, tellings)
    return [
        _at_likely(doc, t, mentions, likely) if t.places or (t.type, t.date_start) not in nowhere else t
        for t in tellings
    ]


def _at_likely(doc: Doc, telling: Telling, mentions: Sequence[Mention], likely: EventPlaces) -> Telling:
    return _with_likely(telling, likely) if _wants_place(doc, telling, mentions) else _narrowed(telling, likely)


def _at_no_town(doc: Doc, tellings: Sequence[Telling]) -> set[tuple[EventType, str | None]]:
    """Types and day of what a text opens with at no town that it names: "sank off the coast", and the dead of that."""
    first = next((t for t in tellings if t.reality == "happened" and t.type not in SPOKEN), None)
    if first is None or first.places or first.background or not _is_at_unnamed(doc, first):
        return set()
    return {(kind, first.date_start) for kind in (first.type, "killing")}


def _is_at_unnamed(doc: Doc, telling: Telling) -> bool:
    return is_at_unnamed(text_of(doc), (telling.start, telling.end), (telling.sent_start, telling.sent_end))


def _narrowed(telling: Telling, likely: EventPlaces) -> Telling:
    """What is told for an area only, at the town in it that the next sentences tell of."""
    found = likely.inside(telling) if telling.type not in SPOKEN and telling.reality == "happened" else None
    return telling if found is None else _inferred_at(telling, found)


def _inferred_at(telling: Telling, found: Mention) -> Telling:
    wide = max(found.where_prec or UNKNOWN_PREC, NEAR)
    return replace(telling, places=(replace(found, where_prec=wide),), place_basis="inferred")


def _wants_place(doc: Doc, telling: Telling, mentions: Sequence[Mention]) -> bool:
    """Whether it happened, and in one spot: not "six separate attacks", nor what was "far and wide"."""
    if telling.places or telling.reality != "happened" or telling.type in SPOKEN:
        return False
    if _is_at_unnamed(doc, telling) or _is_at_stranger(doc, telling, mentions):
        return False
    sentence = text_of(doc)[telling.sent_start : telling.sent_end]
    several = pattern("counts_grammar", "shapes", "several_incidents").search(sentence)
    return several is None and pattern("counts_grammar", "shapes", "far_and_wide").search(sentence) is None


def _is_at_stranger(doc: Doc, telling: Telling, mentions: Sequence[Mention]) -> bool:
    """As in "the raid at Hallow": it happened in a town that no gazetteer knows, and in none of the others."""
    trigger = token_at(doc, telling.start, telling.end)
    if trigger is None:
        return False
    names = [n for prep, n in prepositional(trigger) if n.pos_ == "PROPN" and prep in _sites_of(telling)]
    known = (*mentions, *doc._.dates, *doc._.institutions)
    people = [span for found in doc._.people for span in found.spans]
    return any(
        not any(m.start <= n.idx < m.end for m in known) and not any(start <= n.idx < end for start, end in people)
        for n in names
    )


def _sites_of(telling: Telling) -> AbstractSet[str]:
    """The prepositions that tell where; "el operativo de Lima" is at Lima, "el ataque de Smith" at no Smith."""
    return frozenset(_SITES) | frozenset(_GENITIVE) if telling.type == "raid" else frozenset(_SITES)


def _with_likely(telling: Telling, likely: EventPlaces) -> Telling:
    return telling if (found := likely.likeliest(telling)) is None else _inferred_at(telling, found[0])


def _found_at(doc: Doc, tellings: list[Telling], mentions: Sequence[Mention]) -> list[Telling]:
    """A raid that is nowhere placed happened where its target is told to have been found."""
    if any(t.type == "raid" and t.places for t in tellings):
        return tellings
    spot = _hiding_place(doc, mentions) or _fought_at(doc, tellings)
    first = next(
        (i for i, t in enumerate(tellings) if t.type == "raid" and t.reality == "happened" and not t.background), None
    )
    if first is None or not spot:
        return tellings
    return [replace(t, places=spot) if i == first else t for i, t in enumerate(tellings)]


def _fought_at(doc: Doc, tellings: Sequence[Telling]) -> tuple[Mention, ...]:
    """The place of the day's fight between forces and a leader: part of the raid on that leader."""
    raid = next((t for t in tellings if t.type == "raid"), None)
    for telling in tellings:
        if raid is None or telling.type != "clash" or not telling.places or telling.date_start != raid.date_start:
            continue
        words = doc.char_span(telling.sent_start, telling.sent_end, alignment_mode="expand") or ()
        if any(in_group(t, "armed_forces") for t in words) and any(in_group(t, "ranks") for t in words):
            return telling.places
    return ()


def _hiding_place(doc: Doc, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The place of "was discovered in …", "traced him to …", "was hiding in …"; a whole country is no hiding place."""
    spots = [m for m in mentions if m.place is not None and m.place.level not in {"country", "region"}]
    for verb in doc:
        if verb.pos_ != "VERB" or verb.lemma_ not in _FINDING:
            continue
        reach = {t.i for t in verb.subtree if t.i > verb.i}
        for chain in chains_of(starting_in(spots, verb.sent.start_char, verb.sent.end_char)):
            token = token_at(doc, chain[0].start, chain[0].end)
            if token is not None and token.i in reach and is_locative(token):
                return precise_first(chain)
    return ()


def _shared_place(tellings: Sequence[Telling]) -> list[Telling]:
    """Tellings of the one raid, jailbreak or burial without a place take the most precise that another one has."""
    out, sources = list(tellings), _Sources()
    for i, telling in enumerate(out):
        sources.add(i, telling)
    for i, telling in enumerate(out):
        if telling.places or telling.type not in _ONE_PLACE or telling.reality != "happened":
            continue
        out[i] = replace(telling, places=sources.most_precise(telling))
        sources.add(i, out[i])
    return out


class _Sources:
    """For each kind of event and day the telling that is most precisely placed."""

    def __init__(self) -> None:
        self._best: dict[tuple[object, ...], tuple[int, int, tuple[Mention, ...]]] = {}

    def add(self, number: int, telling: Telling) -> None:
        """Keep a telling that has places and happened."""
        if not telling.places or telling.reality != "happened":
            return
        own = (telling.places[0].where_prec or UNKNOWN_PREC, number, telling.places)
        kind = telling.type, telling.background
        for key in (kind, (*kind, telling.date_start)):
            self._best[key] = min(own, self._best.get(key, own), key=lambda found: found[:2])

    def most_precise(self, telling: Telling) -> tuple[Mention, ...]:
        """The places of that kind of event on that day; an open date fits any."""
        kind, day = (telling.type, telling.background), telling.date_start
        keys = [kind] if day is None else [(*kind, day), (*kind, None)]
        return min((self._best[key] for key in keys if key in self._best), default=(0, 0, ()))[2]


def _abroad_before(tellings: Sequence[Telling]) -> list[Telling]:
    """Mark as background what happened in another country more than a week before the day that is told most.

    As in "On May 3, a teenager killed 12 people in Italy" at the end of a report on a shooting in Uganda.
    """
    days = Counter(t.date_start for t in tellings if t.type in _VIOLENT and _on_a_day(t))
    if not days:
        return list(tellings)
    main = max(days, key=lambda d: (days[d], d)) or ""
    here = {c for t in tellings for c in _countries(t) if _on_a_day(t) and t.date_start == main}
    return [replace(t, background=True) if _is_abroad_before(t, here, main) else t for t in tellings]


def _set_apart(doc: Doc, tellings: Sequence[Telling], mentions: Sequence[Mention]) -> list[Telling]:
    """The tellings, those of what other countries had seen marked as background."""
    return [
        replace(t, background=True) if _is_told_of_abroad(doc, t, mentions) else t for t in _abroad_before(tellings)
    ]


def _is_told_of_abroad(doc: Doc, telling: Telling, mentions: Sequence[Mention]) -> bool:
    """As in "France, where a driver had killed 84 people in Nice two nights before": what another country had seen."""
    word = token_at(doc, telling.start, telling.end) if telling.type in _VIOLENT and telling.places else None
    if word is None or clause_verb(word).dep_ != "relcl" or not is_pluperfect(clause_verb(word)):
        return False
    named = Counter(m.place.country for m in mentions if m.place and m.place.country)
    home = named.most_common(1)[0][0]
    return home not in _countries(telling)


def _is_abroad_before(telling: Telling, here: set[str], main: str) -> bool:
    """Whether it tells of violence in other countries than those of ``here``, and so long before the main day."""
    return (
        telling.type in _VIOLENT
        and _on_a_day(telling)
        and bool(here)
        and bool(_countries(telling))
        and not _countries(telling) & here
        and days_between(telling.date_start or "", main) > ABROAD_DAYS
    )


def _on_a_day(telling: Telling) -> bool:
    return (
        telling.date_start is not None
        and telling.date_prec == 1
        and telling.reality == "happened"
        and not telling.background
    )


def _countries(telling: Telling) -> set[str]:
    return {m.place.country for m in telling.places if m.place and m.place.country}


def _repeated_place(tellings: Sequence[Telling]) -> list[Telling]:
    """A telling without a place takes the places of the one it tells again: "the attack", "the landslide"."""
    return [
        replace(t, places=tellings[t.duplicate_of].places)
        if not t.places and t.duplicate_of is not None and t.type not in SPOKEN
        else t
        for t in tellings
    ]


def _with_duplicates(tellings: Sequence[Telling], casualties: Sequence[Casualty]) -> list[Telling]:
    out = list(tellings)
    told, alike = Told(), _Alike(casualties)
    for i, this in enumerate(tellings):
        single = original(out, told.first(this))
        single = this.duplicate_of if single is None else single
        settled = single is not None and not apart(out[single], this)
        out[i] = replace(this, duplicate_of=single if settled else original(out, alike.first(this)))
        told.add(i, this)
        alike.add(i, this)
    return out


class _Alike:
    """The tellings of a text so far, by the spots and the tolls that a later one of the same event may share."""

    def __init__(self, casualties: Sequence[Casualty]) -> None:
        self._casualties = casualties
        self._killed: dict[int, list[Casualty]] = {}
        for count in casualties:
            if count.status == "killed":
                self._killed.setdefault(count.sent_start, []).append(count)
        self._first: dict[tuple[object, ...], int] = {}

    def add(self, number: int, telling: Telling) -> None:
        """Keep a telling under all that it can be known by."""
        for mark in self._marks(telling):
            self._first.setdefault((*_kind(telling), mark, telling.date_start), number)
            self._first.setdefault((*_kind(telling), mark), number)

    def first(self, this: Telling) -> int | None:
        """The first telling of the same event: same type and day, and a place or a toll that both share."""
        marks = _spots(this) if this.type != "killing" else self._repeated(this)
        keys = [key for mark in marks for key in self._keys(this, mark)]
        return min((self._first[key] for key in keys if key in self._first), default=None)

    def _keys(self, this: Telling, mark: object) -> list[tuple[object, ...]]:
        """Where a telling of that mark and of no other day is found: an open date fits any."""
        kind = _kind(this)
        if this.date_start is None:
            return [(*kind, mark)]
        return [(*kind, mark, this.date_start), (*kind, mark, None)]

    def _marks(self, telling: Telling) -> set[str] | set[int]:
        return {telling.sent_start} if telling.type == "killing" else _spots(telling)

    def _repeated(self, this: Telling) -> set[int]:
        """The one sentence whose dead this killing only counts again, if so."""
        ours = self._killed.get(this.sent_start, ())
        firsts = {None if c.duplicate_of is None else self._casualties[c.duplicate_of].sent_start for c in ours}
        return {first for first in firsts if first is not None} if len(firsts) == 1 else set()


def _kind(telling: Telling) -> tuple[object, ...]:
    return telling.type, telling.reality, telling.background


def _spots(telling: Telling) -> set[str]:
    """The towns and points at which it is told; a statement is not known by its place."""
    if telling.type in SPOKEN:
        return set()
    return {m.place.id for m in telling.places if m.place and m.place.level in {"city", "poi", "admin2"}}


def apart(first: Telling, again: Telling) -> bool:
    """True where both tellings are placed and no place of one lies in or is a place of the other."""
    one = [m.place for m in first.places if m.place]
    two = [m.place for m in again.places if m.place]
    if not one or not two:
        return False
    if {p.id for p in one} & {p.id for p in two}:
        return False
    return not any(_may_lie_in(a, b) for a in one for b in two)


def _may_lie_in(a: Place, b: Place) -> bool:
    """Whether one of two places may lie in the other: no other country or state is told, and not both are towns."""
    return (
        a.country == b.country
        and (a.admin1 == b.admin1 or None in {a.admin1, b.admin1})
        and "city" not in {a.level} & {b.level}
    )
