"""Territories and governments involved, over all documents.

A row is a country, a state or a town.  It is a ``territory`` if something of the incident happened in it, an
``authority`` if bodies of its own government acted, and often both.  The bodies listed with it are those that the
documents name with it; what the strongest source says of each is kept: it acted, it spoke, it was named.  A body of
another government that is told of with what happened in a state or town is listed there as not its own; with a country
only where no state or town has it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from geo.countries import country_name
from geo.incident import Agency, Evidence, IncidentJurisdiction
from geo.language.people.institutions import body_of, classify, core, says_whose
from geo.lexicons import Words, reading
from geo.reconcile.events.places import fold
from geo.reconcile.passages import by_source

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from geo.incident import IncidentEvent
    from geo.types import Extraction, Government, Involvement, Jurisdiction, Place

_ARTICLE = Words("speech", "small_words", "definite")
STRENGTH: dict[Involvement, int] = {"acted": 0, "spoke": 1, "named": 2}
LEVELS: dict[Government, int] = {"federal": 0, "state": 1, "municipal": 2}


class _Key(NamedTuple):
    level: Government
    country: str
    admin1: str
    town: str


class _Row(NamedTuple):
    """A jurisdiction of one document."""

    source: Extraction
    said: Jurisdiction

    def evidence(self) -> Iterable[Evidence]:
        """All its sentences."""
        return (Evidence(self.source.document.id, start, end, start, end) for start, end in self.said.evidence)

    def evidence_of(self, agency: str) -> list[Evidence]:
        """The sentences that name the agency, or quote somebody who holds the office; all where none does."""
        holders = {person.name for person in self.source.people if person.role == agency}
        quoted = {(q.sent_start, q.sent_end) for q in self.source.quotes if q.speaker in holders}
        text = self.source.document.text
        own = [
            e
            for e in self.evidence()
            if agency in " ".join(text[e.start : e.end].split()) or (e.start, e.end) in quoted
        ]
        return own or list(self.evidence())


def _key(said: Jurisdiction) -> _Key:
    town = fold(said.name) if said.level == "municipal" else ""
    admin1 = fold(said.admin1 or "") if said.level != "federal" else ""
    return _Key(said.level, said.country, admin1, town)


def _merged_name(told: Sequence[tuple[str, _Row]]) -> tuple[str, _Row]:
    """Of the spellings of one body one that says whose it is, then the most frequent, then the longest."""
    counts = Counter(name for name, _ in told)
    return min(told, key=lambda t: (*_plainness(*t), -counts[t[0]], -len(t[0]), t[0]))


def _plainness(name: str, row: _Row) -> tuple[bool, bool]:
    """Whether an article opens it, and whether it says not whose it is, as the language of its text has it."""
    with reading(row.source.document.language):
        articles = tuple(f"{article} " for article in _ARTICLE)
        return name.casefold().startswith(articles), not says_whose(name)


def _agencies(
    rows: Sequence[_Row],
    rank: Mapping[str, int],
    national: Mapping[str, Sequence[tuple[str, _Row]]],
    of_states: Collection[str],
) -> tuple[Agency, ...]:
    """The bodies of a row; those of its country bear the names that are told there (``national``, by body).

    ``of_states`` are names of bodies that stand with a state or town, and with their country no more.
    """
    found = [_agency(told, rank, national.get(body)) for body, told in _by_agency(rows).items()]
    kept = (a for a in found if a.own or fold(a.name) not in of_states)
    return tuple(sorted(kept, key=lambda a: (STRENGTH[a.involvement], LEVELS[a.level], a.kind, a.name)))


def _agency(
    told: Sequence[tuple[str, _Row]], rank: Mapping[str, int], national: Sequence[tuple[str, _Row]] | None
) -> Agency:
    """A body of a row, of all that is told of it there."""
    name, teller = _merged_name(told)
    with reading(teller.source.document.language):
        kind, classified = classify(name)
    strongest = min((row.said.involvement for _, row in told), key=STRENGTH.__getitem__)
    strong = [(n, row) for n, row in told if row.said.involvement == strongest]
    evidence = by_source((e for n, row in strong for e in row.evidence_of(n)), rank)
    own = next((row.said.level for _, row in told if row.said.basis == "authority"), None)
    level = _level(own, classified) or teller.said.level
    naming = national if national and level == "federal" else told
    name, called = _merged_name(naming)[0], _called(naming)
    names = {n for n, _ in told} | {n for _, n in called}
    also = tuple(sorted(names - {name}, key=lambda n: (fold(n), n)))
    return Agency(name, level, kind, strongest, evidence, _unlike(name, also), own=own is not None, called=called)


def _level(own: Government | None, classified: Government | None) -> Government | None:
    """Of which government a body is, as told or by its name; "the mayor" of a town untold is a town’s."""
    return classified if own == "state" and classified == "municipal" else own or classified


def _called(told: Sequence[tuple[str, _Row]]) -> tuple[tuple[str, str], ...]:
    """(language, name of a body in it), for each language in which it is named."""
    by_language: dict[str, list[tuple[str, _Row]]] = defaultdict(list)
    for name, row in told:
        by_language[row.source.document.language].append((name, row))
    return tuple((language, _merged_name(by_language[language])[0]) for language in sorted(by_language))


def _unlike(name: str, others: Iterable[str]) -> tuple[str, ...]:
    """Each name that is not another's in other letters."""
    first = {fold(n): n for n in reversed(list(others)) if fold(n) != fold(name)}
    return tuple(reversed(first.values()))


def _national(groups: Mapping[_Key, Sequence[_Row]]) -> dict[str, dict[str, list[tuple[str, _Row]]]]:
    """Country → by body the spellings of its own row."""
    return {key.country: _by_agency(rows) for key, rows in groups.items() if key.level == "federal"}


def _of_states(groups: Mapping[_Key, Sequence[_Row]]) -> dict[str, frozenset[str]]:
    """Country → the names, folded, of the bodies of its states and towns."""
    own: dict[str, set[str]] = defaultdict(set)
    for key, rows in groups.items():
        if key.level != "federal":
            own[key.country].update(
                fold(name) for row in rows if row.said.basis == "authority" for name in row.said.agencies
            )
    return {country: frozenset(names) for country, names in own.items()}


def _by_agency(rows: Sequence[_Row]) -> dict[str, list[tuple[str, _Row]]]:
    """The spellings of each body, with the rows that use them."""
    named: dict[str, list[tuple[str, _Row]]] = defaultdict(list)
    for row in rows:
        with reading(row.source.document.language):
            for name in row.said.agencies:
                named[_body(name, row.said.level)].append((name, row))
    return named


def _body(name: str, level: Government) -> str:
    """What one body of a row is known by; those of several states and towns, named with their country, are several."""
    if level == "federal" and classify(name)[1] in {"state", "municipal"}:
        return fold(name)
    return body_of(name) or core(name) or fold(name)


def _is_in(event: IncidentEvent, key: _Key) -> bool:
    place = event.place
    if place is None or place.country != key.country:
        return False
    if key.level == "federal":
        return True
    if fold(place.admin1 or "") != key.admin1:
        return False
    return key.level == "state" or key.town in {fold(place.name), fold(place.admin2 or "")}


def in_town(j: IncidentJurisdiction, place: Place) -> bool:
    """Whether a place is, or lies in, the town of a municipal jurisdiction."""
    return place.admin1_code == j.admin1_code and fold(j.name) in {fold(place.name), fold(place.admin2 or "")}


def _code(key: _Key, extractions: Sequence[Extraction]) -> str | None:
    """GeoNames code of the state, from any place of the texts that lies in it."""
    codes = {
        m.place.admin1_code
        for x in extractions
        for m in x.places
        if key.admin1
        and m.place
        and m.place.country == key.country
        and fold(m.place.admin1 or "") == key.admin1
        and m.place.admin1_code
    }
    return min(codes, default=None)


def _name(key: _Key, rows: Sequence[_Row]) -> str:
    return country_name(key.country) if key.level == "federal" else min(r.said.name for r in rows)


def _jurisdiction(
    key: _Key,
    rows: Sequence[_Row],
    events: Sequence[IncidentEvent],
    extractions: Sequence[Extraction],
    rank: Mapping[str, int],
    agencies: tuple[Agency, ...],
) -> IncidentJurisdiction:
    inside = [e for e in events if _is_in(e, key)]
    return IncidentJurisdiction(
        name=_name(key, rows),
        level=key.level,
        country=key.country,
        admin1=min((r.said.admin1 for r in rows if r.said.admin1), default=None) if key.level != "federal" else None,
        admin1_code=_code(key, extractions),
        territory=bool(inside) or any(r.said.basis == "territory" for r in rows),
        authority=any(r.said.basis == "authority" and r.said.involvement == "acted" for r in rows),
        events=len(inside),
        agencies=agencies,
        evidence=by_source((e for row in rows for e in row.evidence()), rank),
    )


def jurisdictions_of(
    extractions: Sequence[Extraction], events: Sequence[IncidentEvent], rank: Mapping[str, int]
) -> tuple[IncidentJurisdiction, ...]:
    """Countries, states and towns involved; those with most events first."""
    groups: dict[_Key, list[_Row]] = defaultdict(list)
    for extraction in extractions:
        for said in extraction.jurisdictions:
            groups[_key(said)].append(_Row(extraction, said))
    named, of_states = _national(groups), _of_states(groups)
    rows = []
    for key, told in groups.items():
        local = of_states.get(key.country, frozenset()) if key.level == "federal" else frozenset()
        agencies = _agencies(told, rank, named.get(key.country, {}), local)
        rows.append(_jurisdiction(key, told, events, extractions, rank, agencies))
    return tuple(sorted(rows, key=lambda j: (LEVELS[j.level], -j.events, j.country, j.admin1 or "", j.name)))
