"""Which territories and which governments a document involves.

- ``territory``: countries and states in which it tells that something of the incident happened.
- ``authority``: governments whose bodies it names, with whether they acted, spoke or are only named
  (``geo.language.doers.involvement``).  Somebody quoted in an office ("Defense Secretary") has spoken for that body.

There is one record for each name, level, country, state, basis and involvement, so that each body stands with the
sentences that say just this of it.  A territory's record lists the bodies that the same sentences name, its own
country's only: an embassy's warning about a state is no act of authority in it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from geo.countries import country_name, has_own_police
from geo.language.doers.involvement import as_told, governor, involvement_of, told_here
from geo.language.people.institutions import body_of, is_level_word
from geo.language.text.annotations import text_of
from geo.language.text.spans import Cover, starting_in, told_in
from geo.lexicons import Words, table
from geo.resolve.office_country import quotes_by_speaker
from geo.resolve.office_seat import country_of_capital
from geo.resolve.office_words import in_full, is_international, level_of
from geo.types import Basis, Government, Institution, Involvement, Jurisdiction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geo.language.text.parsed import Doc
    from geo.types import Mention, Person, Place, Telling

#: A state is the text's own, for bodies that name none, if it has this share of the placed events.
OWN_STATE_SHARE = 0.6
#: Kinds of bodies that sit in their country's capital.
_OF_NATIONS = Words("institutions", "office_owners", "seated_kinds")
#: Characters between a body and the capital beside it: " in ".
SEAT_REACH = 5
#: Characters before a body in which a capital's name begins.
LONGEST_SEAT = 30
#: Kinds of bodies that a state has like its country.
_OF_STATES = frozenset({"police", "prosecutor", "security", "executive"})
#: Guards, by their key in all languages, that are the states' wherever the police is.
_LIKE_POLICE = frozenset({"civil_guard"})


class _Row(NamedTuple):
    name: str
    level: Government
    country: str
    admin1: str | None
    basis: Basis
    involvement: Involvement


class _Body(NamedTuple):
    """An institution whose government is known, and what its sentence says of it."""

    body: Institution
    involvement: Involvement
    sentence: tuple[int, int]
    verb: int
    """Code point at which the word stands that the body is subject or agent of; its own head where there is none."""


def _speakers(doc: Doc) -> Cover:
    return Cover(sorted((q.speaker_start, q.speaker_end) for q in doc._.quotes if q.speaker_start is not None))


def _placed(tellings: Iterable[Telling], mentions: Iterable[Mention]) -> Iterator[Place]:
    for telling in told_here(tellings):
        yield from (m.place for m in telling.places if m.place)
    yield from (m.place for m in mentions if m.role == "event" and m.place)


def _most(values: Iterable[str], share: float) -> str | None:
    counts = Counter(values)
    if not counts:
        return None
    best = min(counts, key=lambda v: (-counts[v], v))
    return best if counts[best] >= share * sum(counts.values()) else None


def _owner(body: Institution, mentions: Sequence[Mention]) -> Place | None:
    """The place inside the body's name, the narrowest: the gazetteer knows states and towns that word lists do not."""
    inside = [
        m.place
        for m in starting_in(mentions, body.start, body.end)
        if m.place and m.end <= body.end and m.place.level in {"country", "admin1", "admin2", "city"}
        if not is_level_word(m.text) and (m.start, m.end) != (body.start, body.end)  # "Casa Blanca" is no town there
    ]
    return min(inside, key=lambda p: ("city", "admin2", "admin1", "country").index(p.level), default=None)


def _seat_of(body: Institution, mentions: Sequence[Mention]) -> Place | None:
    """The capital right behind a body's name or right before it: "the Foreign Ministry in Lima", "In Lima the …"."""
    if body.kind not in _OF_NATIONS:
        return None
    near = starting_in(mentions, max(0, body.start - LONGEST_SEAT), body.end + SEAT_REACH)
    beside = (m for m in near if body.start - SEAT_REACH <= m.end <= body.start or m.start >= body.end)
    return next((m.place for m in beside if country_of_capital(m) is not None), None)


def _settled(body: Institution, mentions: Sequence[Mention], home: str | None, state: str | None) -> Institution | None:
    """The body with its government as far as the places of the text tell; None where nobody's."""
    if is_international(in_full(body.name)):
        return None
    only = table("institutions", "country").get(body.name.casefold())  # the White House, whatever town is told near it
    place = None if only else _owner(body, mentions) or _seat_of(body, mentions)
    country = (place.country if place else None) or body.country or home
    if country is None:
        return None
    admin1 = (place.admin1 if place else None) or body.admin1 or (state if country == home else None)
    level = "federal" if _is_nations(body, place) else _level(body, place, country)
    if level == "federal":
        return replace(body, country=country, admin1=None, level=level)
    return replace(body, country=country, admin1=admin1, level=level) if admin1 else None


def _is_nations(body: Institution, place: Place | None) -> bool:
    """Whether a name that a state of another country shares means the country here: "Georgia's interior ministry"."""
    return place is not None and place.level == "country" and body.country not in {None, place.country}


def _level(body: Institution, place: Place | None, country: str) -> Government:
    """Whose body it is: forces and authorities with a state's name in theirs are that state's.

    A civil guard is the country's, but where the police is the states' ("Guardia Civil" in Spain and in Mexico).
    """
    is_state = place is not None and place.level == "admin1"
    if is_state and body.level == "federal" and body.kind in _OF_STATES and not _says_federal(body):
        return "state"
    return "state" if has_own_police(country) and (body_of(body.name) or "") in _LIKE_POLICE else body.level


def _says_federal(body: Institution) -> bool:
    """As in "autoridades federales de Sonora"."""
    return any(is_level_word(word) for word in body.name.split())


def _is_only_a_name(found: _Body, mentions: Iterable[Mention]) -> bool:
    """As in "a shop at the entrance of the Pentagon" of a text that names nothing of its country: a square.

    Who acts or speaks is the body, and so is what has a short name of capitals.
    """
    only, body = table("institutions", "country").get(found.body.name.casefold()), found.body
    if only is None or found.involvement != "named" or body.name.isupper():
        return False
    return not any(m.place and m.place.country == only and not body.start <= m.start < body.end for m in mentions)


def _bodies(doc: Doc, mentions: Sequence[Mention], tellings: Sequence[Telling]) -> list[_Body]:
    places = list(_placed(tellings, mentions))
    home = _most((p.country for p in places if p.country), OWN_STATE_SHARE)
    state = _most((p.admin1 for p in places if p.admin1 and p.level != "country"), OWN_STATE_SHARE)
    result, speakers = [], _speakers(doc)
    for named in doc._.institutions:
        body = _settled(named, mentions, home, state)
        span = doc.char_span(named.start, named.end, alignment_mode="expand")
        if body is None or span is None:
            continue
        involvement = as_told(span, tellings)
        if involvement == "named" and speakers.touches(body.start, body.end):
            involvement = "spoke"
        result.append(_Body(body, involvement, (span.sent.start_char, span.sent.end_char), governor(span).idx))
    return [found for found in result if not _is_only_a_name(found, mentions)]


def _town(body: Institution, mentions: Sequence[Mention]) -> str | None:
    place = _owner(body, mentions)
    return place.name if place and place.level in {"city", "admin2"} else None


def _authority(found: _Body, mentions: Sequence[Mention]) -> _Row | None:
    body = found.body
    if body.country is None:
        return None
    if body.level == "federal":
        return _Row(country_name(body.country), "federal", body.country, None, "authority", found.involvement)
    name = body.admin1 if body.level == "state" else _town(body, mentions)
    return _Row(name, body.level, body.country, body.admin1, "authority", found.involvement) if name else None


def _territories(place: Place) -> Iterator[tuple[str, Government, str, str | None]]:
    if place.country and place.level != "region":
        yield country_name(place.country), "federal", place.country, None
        if place.admin1 and place.level != "country":
            yield place.admin1, "state", place.country, place.admin1


def _sentence(doc: Doc, mention: Mention) -> tuple[int, int]:
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return (span.sent.start_char, span.sent.end_char) if span is not None else (mention.start, mention.end)


def _happened(
    doc: Doc, mentions: Sequence[Mention], tellings: Sequence[Telling]
) -> Iterator[tuple[Place, tuple[int, int]]]:
    """Each place where something happened with the sentence that says so."""
    for telling in told_here(tellings):
        yield from ((m.place, (telling.sent_start, telling.sent_end)) for m in telling.places if m.place)
    yield from ((m.place, _sentence(doc, m)) for m in mentions if m.role == "event" and m.place)


def _offices(
    doc: Doc, people: Sequence[Person], towns: Mapping[str, Place]
) -> Iterator[tuple[_Row, str, tuple[int, int]]]:
    """For each sentence that names or quotes somebody in office: the government, the office, and the sentence."""
    said = quotes_by_speaker(doc)
    for found, person in zip(doc._.people, people, strict=True):
        if not person.role or not person.jurisdiction or level_of(in_full(person.role), person.aliases) is None:
            continue
        if _is_clause(doc, person.role):
            continue
        quotes = said.get(person.name, ())
        for quote in quotes:
            yield _row_of(person, towns, "spoke"), person.role, (quote.sent_start, quote.sent_end)
        start, end = found.spans[0]
        span = doc.char_span(start, end, alignment_mode="expand")
        if not quotes and span is not None:
            yield _row_of(person, towns, "named"), person.role, (span.sent.start_char, span.sent.end_char)


def _is_clause(doc: Doc, role: str) -> bool:
    """Whether what is told of somebody is what they do, and no office: "represents the district in Congress"."""
    at = text_of(doc).find(role)
    span = doc.char_span(at, at + len(role), alignment_mode="expand") if at >= 0 else None
    return span is not None and span[0].pos_ == "VERB"


def _row_of(person: Person, towns: Mapping[str, Place], involvement: Involvement) -> _Row:
    """The government that somebody in office stands for: a town, a state or a country."""
    country, _, state = (person.jurisdiction or "").partition("-")
    town = towns.get(person.name)
    if town is not None:
        return _Row(town.name, "municipal", country, town.admin1, "authority", involvement)
    if state:
        return _Row(state, "state", country, state, "authority", involvement)
    return _Row(country_name(country), "federal", country, None, "authority", involvement)


def _seats(doc: Doc, mentions: Sequence[Mention]) -> Iterator[tuple[_Row, tuple[int, int]]]:
    """Governments that a text means by their country, state or capital: "Lima condemned it", "according to Lima"."""
    for m in mentions:
        span = doc.char_span(m.start, m.end, alignment_mode="expand")
        if m.place is None or span is None or m.role in {"demonym", "part_of_name"}:
            continue
        involvement = involvement_of(span)
        capital = country_of_capital(m)
        country = capital or (m.place.country if m.place.level == "country" else None)
        sentence = span.sent.start_char, span.sent.end_char
        if involvement == "named" or (capital and involvement != "spoke"):
            continue
        if country:
            yield _Row(country_name(country), "federal", country, None, "authority", involvement), sentence
        elif m.place.level == "admin1" and m.place.country and m.place.admin1:
            name = m.place.admin1
            yield _Row(name, "state", m.place.country, name, "authority", involvement), sentence


def _there(found: _Body, tellings: Sequence[Telling], place: Place | None) -> Involvement:
    """What a body did at a place: to have acted there it must have done what is told of this place.

    Where a sentence tells of one event only, what the body did is that.
    """
    here = list(told_here(told_in(tellings, *found.sentence)))
    if found.involvement != "acted" or len(here) < 2:
        return found.involvement
    own = [t for t in here if t.start <= found.verb < t.end or found.body.name in " ".join(t.actors)]
    return "acted" if any(place == m.place for t in own for m in t.places) else "named"


def _serves(body: Institution, country: str, admin1: str | None) -> bool:
    return body.country == country and (admin1 is None or body.level == "federal" or body.admin1 == admin1)


def jurisdictions(
    doc: Doc,
    mentions: Sequence[Mention],
    tellings: Sequence[Telling],
    people: Sequence[Person] | None = None,
    towns: Mapping[str, Place] = MappingProxyType({}),
) -> tuple[Jurisdiction, ...]:
    """Territories and governments involved, territories first, each in the order in which the text brings them up.

    ``doc`` carries the annotations of the language pipeline; ``mentions`` and ``tellings`` are resolved, ``people``
    too, in the order of ``doc._.people``; ``towns`` are those for which they speak, by name.
    """
    agencies: dict[_Row, dict[str, None]] = defaultdict(dict)
    evidence: dict[_Row, set[tuple[int, int]]] = defaultdict(set)
    bodies = _bodies(doc, mentions, tellings)
    beside: dict[tuple[int, int], list[_Body]] = defaultdict(list)
    for found in bodies:
        beside[found.sentence].append(found)
    for place, sentence in _happened(doc, mentions, tellings):
        for name, level, country, admin1 in _territories(place):
            evidence[_Row(name, level, country, admin1, "territory", "named")].add(sentence)
            for found in beside[sentence]:
                if _serves(found.body, country, admin1):
                    row = _Row(name, level, country, admin1, "territory", _there(found, tellings, place))
                    agencies[row][found.body.name] = None
                    evidence[row].add(sentence)
    for found in bodies:
        authority = _authority(found, mentions)
        if authority:
            agencies[authority][found.body.name] = None
            evidence[authority].add(found.sentence)
    known = [found.person for found in doc._.people] if people is None else people
    for row, sentence in _seats(doc, mentions):
        evidence[row].add(sentence)
    for row, office, sentence in _offices(doc, known, towns):
        agencies[row][office] = None
        evidence[row].add(sentence)
    return tuple(
        Jurisdiction(
            row.name,
            row.level,
            row.country,
            row.admin1,
            row.basis,
            tuple(agencies.get(row, ())),
            tuple(sorted(spans)),
            row.involvement,
        )
        for row, spans in evidence.items()
    )
