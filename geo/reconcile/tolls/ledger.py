"""Every count of every document, one line each, with who gave it and how far it reaches.

- What a document tells twice (``duplicate_of``) is one line; the later tellings stay as further evidence.
- The same count in documents that carry one story is one line; it says in how many.
- A count of another incident, one that did not happen, a sum of several incidents and a denied rumour are set aside
  with the reason (``set_aside``, ``not_its_toll``).
- Whoever is named in the text asserts the count; where nobody is, the outlet does.
- ``part``: the count does not compete as the total of its status and party, because it is told as a part of such a
  total, for one nation, side or hospital, or for a place away from the main event's.  ``of_group``: it is a part by
  whom it counts, so that it is no toll of its place either.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.incident import LedgerEntry, SetAside
from geo.language.counts.headcounts import look_back
from geo.language.people.governments import named_governments
from geo.language.text.numbers import number_pattern, number_value
from geo.lexicons import pattern, reading
from geo.reconcile.events.chains import lead
from geo.reconcile.events.places import key_of
from geo.reconcile.events.set_aside import reason_aside
from geo.reconcile.passages import passage
from geo.reconcile.people import within_a_sentence
from geo.reconcile.tolls.authority import authority_of
from geo.reconcile.tolls.fate_since import DIED, FOUND, HurtWhoDied, NoLongerMissing
from geo.reconcile.tolls.not_its_toll import is_away, often_told, places_of_others, reason_of_no_toll, shared_spots
from geo.reconcile.tolls.one_group import (
    is_by_another_government,
    is_by_another_state,
    is_from_elsewhere,
    is_of_one_group,
    is_of_one_nation,
    is_of_one_side,
    is_one_of_several_forces,
)
from geo.reconcile.tolls.other_times import (
    is_hurt_later,
    is_of_fight_after,
    is_of_side_later,
    is_told_for_later,
    is_told_long_after,
)
from geo.reconcile.tolls.reach import (
    covered,
    is_at_main,
    is_local,
    is_of_same_places,
    is_within_country,
    without_courts_and_hospitals,
)
from geo.reconcile.tolls.some_of_them import is_dug_up, is_of_some, is_of_their_home, is_the_rest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from geo.reconcile.events.places import PlaceKey
    from geo.reconcile.people import People
    from geo.types import Casualty, Extraction, PartyClass, Place

#: Party of a count that names none or several: it can only be a total of all.
ALL = "all"


#: Who fights: several of them who are counted are the toll of their side.
SIDES: frozenset[PartyClass] = frozenset({"security_forces", "cartel"})
#: What befalls people.
_HARMED = frozenset({"killed", "injured"})
#: Parties that come from somewhere; soldiers from a base are soldiers.
_MAY_TRAVEL = frozenset({"unknown", "civilian"})


@dataclass(frozen=True, slots=True)
class Scope:
    """How far the incident reaches, as its events tell."""

    country: str | None = None
    place: Place | None = None
    """Place of the main event."""
    first_day: str | None = None
    spots: frozenset[str] = frozenset()
    """Names of spots that the gazetteer lacks and several documents tell of."""
    others: frozenset[PlaceKey] = frozenset()
    """Places of other incidents, as the counts over several tell."""
    told: frozenset[PlaceKey] = frozenset()
    """Places that most documents name."""
    kinds: frozenset[str] | None = None
    """Kinds of events (``event_kinds``) that may be the incident's; None: any."""
    later: frozenset[tuple[str, int]] = frozenset()
    """Document and sentence of the fights of later days (``other_times``)."""
    own: frozenset[tuple[str, int]] = frozenset()
    """Document and sentence of what reports tell of the main event itself."""
    last_day: str | None = None
    is_mishap: bool = False
    """Whether the main event is a disaster or an accident."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """All counts: those of the tolls, and those of none."""

    entries: tuple[LedgerEntry, ...]
    set_aside: tuple[SetAside, ...]


def toll_key(casualty: Casualty) -> str:
    """``status/party_class``; a count without one party is of all parties, and so are clerks who were arrested."""
    arrested = casualty.status == "arrested" and casualty.party_class == "civilian"
    party = ALL if arrested or casualty.party_class == "unknown" else casualty.party_class
    return f"{casualty.status}/{party}"


def value(casualty: Casualty) -> int | None:
    """The number a reader sees: what is told, the lower bound of an open count, the upper of "almost"."""
    return next((n for n in (casualty.min, casualty.max, casualty.approx) if n is not None), None)


def _wholes(casualty: Casualty, casualties: Sequence[Casualty]) -> Iterator[Casualty]:
    """The totals it is a part of, the nearest first."""
    seen: set[int] = set()
    at = casualty.subset_of
    while at is not None and 0 <= at < len(casualties) and at not in seen:
        seen.add(at)
        yield casualties[at]
        at = casualties[at].subset_of


def _entry(
    extraction: Extraction, told: Sequence[Casualty], people: People, scope: Scope, strangers: AbstractSet[int]
) -> LedgerEntry:
    """One line for the tellings of one count, the first of which leads; ``strangers`` are totals of other incidents."""
    first, document = told[0], extraction.document
    by, name = _teller(told, document.id, people)
    wholes = [w for c in told for w in _wholes(c, extraction.casualties)]
    subset = _is_subset(first, wholes, extraction)
    state = people.jurisdiction(name) if name else None
    of_group = _is_of_group(first, extraction, by, scope) or is_by_another_state(state, scope)
    covers, away = covered(_placed(told), extraction), _is_away(first, by, extraction, scope)
    local = _is_local(first, covers, scope)
    return LedgerEntry(
        casualty=first,
        doc_id=document.id,
        publisher=document.publisher,
        published=document.published,
        language=document.language,
        asserted_by=within_a_sentence(name, document.language) if name else document.publisher,
        authority=authority_of(document.id, by, people, scope.country),
        relation="other",
        toll=toll_key(first),
        evidence=passage(document.id, first),
        also=tuple(passage(document.id, c) for c in told[1:]),
        part=subset or of_group or away or local,
        part_of=next((w for w in wholes if id(w) not in strangers), None),
        of_group=of_group or (subset and is_of_same_places(covers, wholes, extraction)),
        covers=covers,
        away=away,
        replaces=_replaced(first, extraction),
        entire=_says_before(told, extraction, "entire") or _is_spelt_out(first, extraction.casualties),
        told_before=_is_told_as_former(first, extraction),
    )


def _is_local(count: Casualty, covers: Sequence[Place], scope: Scope) -> bool:
    """Told for a place of its own; one in the country in all of which the main event happened is such a place."""
    return is_local(count, scope) and (is_within_country(covers, scope) or not is_at_main(covers, scope))


def _is_spelt_out(count: Casualty, casualties: Sequence[Casualty]) -> bool:
    """As in "62 died. The dead are 25 guards, a woman and 36 gunmen": all parts are told, and one woman is all."""
    if count.subset_of is None or not 0 <= count.subset_of < len(casualties):
        return False
    beside = [c for c in casualties if c.subset_of == count.subset_of and c.sent_start == count.sent_start]
    numbers = [c.min if c.min == c.max else None for c in (casualties[count.subset_of], *beside)]
    return None not in numbers and numbers[0] == sum(n or 0 for n in numbers[1:])


def _is_subset(count: Casualty, wholes: Iterable[Casualty], extraction: Extraction) -> bool:
    """The Guard's dead are a part of the toll of all, and no part in the toll of the security forces."""
    return any(toll_key(w) == toll_key(count) for w in wholes) or is_the_rest(count, extraction)


def _placed(told: Sequence[Casualty]) -> Casualty:
    """The telling of a count that says where: "25 died. … In Lira 25 guards lost their lives"; else the first."""
    return next((c for c in told if c.place and c.place.place), told[0])


def _teller(told: Sequence[Casualty], doc_id: str, people: People) -> tuple[str | None, str | None]:
    """Who gives the count, as the text has it and as all texts do; None: the outlet itself."""
    by = next((c.attributed_to for c in told if c.attributed_to), None)
    return by, people.name(doc_id, by) if by else None


def _is_away(count: Casualty, teller: str | None, extraction: Extraction, scope: Scope) -> bool:
    """Whether it counts what happened elsewhere, in a later fight, or at the hands of another government."""
    return (
        (is_away(count, scope) and not _is_at_main(count, extraction, scope))
        or is_of_fight_after(count, extraction, scope.later)
        or is_told_for_later(count, extraction, scope)
        or is_of_side_later(count, extraction, scope)
        or is_hurt_later(count, extraction, scope)
        or _is_by_foreigners(teller, count, extraction, scope)
    )


def _is_at_main(count: Casualty, extraction: Extraction, scope: Scope) -> bool:
    """Whether its sentence tells the main event, at whatever spot without coordinates, or counts for its place too."""
    nowhere = count.place is not None and count.place.place is None
    told = nowhere and (extraction.document.id, count.sent_start) in scope.own
    return told or is_at_main(covered(count, extraction), scope)


def _says_before(told: Sequence[Casualty], extraction: Extraction, shape: str) -> bool:
    """Whether a shape of ``some_of_them`` stands before any of these numbers, in its sentence."""
    text, words = extraction.document.text, pattern("counts_grammar", "some_of_them", shape)
    return any(words.search(look_back(text, c.start, c.sent_start)) for c in told)


def _is_told_as_former(count: Casualty, extraction: Extraction) -> bool:
    """As in "had spoken of 30 dead", "Fifty-seven were reported missing at first"."""
    behind = extraction.document.text[count.end : count.sent_end]
    later = pattern("counts_grammar", "some_of_them", "told_before_behind").match(behind) is not None
    return later or _says_before([count], extraction, "told_before")


def _replaced(count: Casualty, extraction: Extraction) -> frozenset[int]:
    """The numbers that its sentence takes back: 31 of "corrected its figure of 31 dead to 29"."""
    sentence = extraction.document.text[count.sent_start : count.sent_end]
    former = pattern("counts_grammar", "shapes", "taken_back")
    numbers = re.finditer(number_pattern(), sentence, re.IGNORECASE)
    found = (m.group() for m in numbers if former.search(look_back(sentence, m.start())))
    return frozenset(number for words in found if (number := number_value(words)) is not None)


def _is_of_group(count: Casualty, extraction: Extraction, by: str | None, scope: Scope) -> bool:
    """True for a count of some people only, wherever they were."""
    everybody = toll_key(count).endswith(ALL)
    at_home = count.status == "arrested"
    return (
        is_of_one_group(count.party, all_parties=everybody, home=scope.country, at_home=at_home)
        or is_by_another_government(by, scope)
        or (count.party_class in _MAY_TRAVEL and is_from_elsewhere(count.party, scope))
        or (count.party is None and _beside_a_group(count, extraction, scope))
        or is_one_of_several_forces(count, extraction)
        or is_of_some(count, extraction)
    )


def _beside_a_group(count: Casualty, extraction: Extraction, scope: Scope) -> bool:
    """As in "Five Danes were killed and another eleven are missing": the eleven are Danes too."""
    here = [c for c in extraction.casualties if c.sent_start == count.sent_start and c.start < count.start]
    if not here:
        return False
    behind = extraction.document.text[here[-1].end : count.start]
    if pattern("counts_grammar", "some_of_them", "toll_between").search(behind):
        return False
    return is_of_one_nation(here[-1].party) or is_from_elsewhere(here[-1].party, scope) or is_of_their_home(behind)


def _is_by_foreigners(teller: str | None, count: Casualty, extraction: Extraction, scope: Scope) -> bool:
    """As in "Paris said that its aircraft had killed 40": what another government's forces did elsewhere."""
    nations = {government.country for government, _ in named_governments(teller or "")}
    abroad = bool(scope.country and nations) and scope.country not in nations
    return (
        is_by_another_government(teller, scope)
        or (abroad and is_of_one_side(count.party))
        or bool(scope.country and _seats_abroad(teller, count, extraction, scope.country))
    )


def _seats_abroad(teller: str | None, count: Casualty, extraction: Extraction, home: str) -> list[Place]:
    """The foreign capitals in its sentence that stand for the government which tells it."""
    here = (m for m in extraction.places if m.place and count.sent_start <= m.start < count.sent_end)
    seats = [m.place for m in here if m.text == teller and m.role == "metonym"]
    return [place for place in seats if place is not None and place.country != home]


def _folded(casualties: Sequence[Casualty]) -> Iterator[list[Casualty]]:
    """The tellings of each count of a text, the one that the others repeat first."""
    parents = [c.duplicate_of for c in casualties]
    folded: dict[int, list[int]] = defaultdict(list)
    for i in range(len(casualties)):
        folded[lead(parents, i)].append(i)
    for first, told in folded.items():
        yield [casualties[i] for i in (first, *(j for j in told if j != first))]


def _same_in_story(entry: LedgerEntry, witness: Mapping[str, str]) -> tuple[object, ...]:
    """Key of a count: one for the documents that carry one story; another number keeps its own line."""
    c = entry.casualty
    if entry.doc_id not in witness:
        return (entry.doc_id, c.start, c.end)
    return (
        witness[entry.doc_id],
        c.status,
        c.party_class,
        c.min,
        c.max,
        c.approx,
        c.text.casefold(),
        (c.party or "").casefold(),
        entry.asserted_by if entry.asserted_by != entry.publisher else None,
        frozenset(key_of(p) for p in entry.covers),  # one wording may tell of two towns
    )


def _once_a_story(entries: Iterable[LedgerEntry], witness: Mapping[str, str]) -> tuple[LedgerEntry, ...]:
    """The lines with those of one story folded into the first; the others stay as its evidence."""
    groups: dict[tuple[object, ...], list[LedgerEntry]] = defaultdict(list)
    for entry in entries:
        groups[_same_in_story(entry, witness)].append(entry)
    return tuple(
        replace(
            first,
            also=(*first.also, *(e for o in rest for e in (o.evidence, *o.also))),
            copies=tuple(dict.fromkeys(o.doc_id for o in rest if o.doc_id != first.doc_id)),
        )
        for first, *rest in groups.values()
    )


def _reason(
    count: Casualty, extraction: Extraction, scope: Scope, died: HurtWhoDied, found: NoLongerMissing
) -> str | None:
    """Why a count is of no toll; None: it is of one."""
    if found.has(count, extraction):
        return FOUND
    if count.status == "injured" and died.has(count, extraction):
        return DIED
    from_afar = is_told_long_after(count, extraction, scope.first_day, scope.place)
    apart = None if from_afar else reason_aside(count, extraction, scope.first_day)
    return apart or reason_of_no_toll(count, extraction, scope)


def ledger_of(
    extractions: Iterable[Extraction], people: People, scope: Scope, witness: Mapping[str, str] | None = None
) -> Ledger:
    """All counts of all documents, in the order of the documents and of their texts.

    ``witness`` gives the document that stands for each one of a story (``stories.witness_of``).
    """
    extractions = tuple(map(without_courts_and_hospitals, extractions))
    scope = replace(scope, others=places_of_others(extractions, scope), told=often_told(extractions))
    scope = replace(scope, spots=shared_spots(extractions, scope.place))
    died, found = HurtWhoDied(extractions), NoLongerMissing(extractions)
    entries: list[LedgerEntry] = []
    aside: list[SetAside] = []
    for extraction in extractions:
        with reading(extraction.document.language):
            folded = list(_folded(extraction.casualties))
            reasons = [_reason(told[0], extraction, scope, died, found) for told in folded]
            strangers = {id(c) for told, reason in zip(folded, reasons, strict=True) if reason for c in told}
            for told, reason in zip(folded, reasons, strict=True):
                entry = _entry(extraction, told, people, scope, frozenset() if reason else strangers)
                if reason:
                    aside.append(SetAside(entry, reason))
                else:
                    entries.append(entry)
    counted = _without_sides(_graves_apart(entries, extractions), mishap=scope.is_mishap)
    return Ledger(_once_a_story(counted, witness or {}), tuple(aside))


def _without_sides(entries: Sequence[LedgerEntry], *, mishap: bool) -> list[LedgerEntry]:
    """The lines, those of civilians among all where nobody counts anyone of a side and all may be meant.

    "Nine passengers" are the dead of a crash; "20 shoppers" are those whom another report counts as 20 people.  Fewer
    than others count are a part of them: "the dead include 11 teachers".
    """
    sided = {e.casualty.status for e in entries if e.casualty.party_class in SIDES}
    totals = {(e.toll, value(e.casualty) or 0) for e in entries if not e.part and e.toll.endswith(ALL)}
    may_be = {id(e) for e in entries if e.casualty.status not in sided and _may_be_all(e, totals, mishap=mishap)}
    return [_of_all(e, totals) if id(e) in may_be else e for e in entries]


def _may_be_all(entry: LedgerEntry, totals: AbstractSet[tuple[str, int]], *, mishap: bool) -> bool:
    told = (f"{entry.casualty.status}/{ALL}", value(entry.casualty) or 0) in totals
    harmed = entry.casualty.party_class == "civilian" and entry.casualty.status in _HARMED
    return harmed and (mishap or told)


def _of_all(entry: LedgerEntry, totals: AbstractSet[tuple[str, int]]) -> LedgerEntry:
    toll = f"{entry.casualty.status}/{ALL}"
    most = max((number for told, number in totals if told == toll), default=0)
    fewer = entry.part_of is not None or (value(entry.casualty) or 0) < most
    return replace(entry, toll=toll, part=entry.part or fewer, of_group=entry.of_group or fewer)


def _graves_apart(entries: Sequence[LedgerEntry], extractions: Iterable[Extraction]) -> list[LedgerEntry]:
    """The lines; bodies dug up are no toll where others were counted dead on a day before: nobody says who they are."""
    texts = {x.document.id: x for x in extractions}
    dug = {id(e) for e in entries if is_dug_up(e.casualty, texts[e.doc_id])}
    first = min((e.published for e in entries if _is_total_of_dead(e) and id(e) not in dug and e.published), default="")
    late = {id(e) for e in entries if id(e) in dug and "" < first < (e.published or "")}
    return [replace(e, part=True, of_group=True) if id(e) in late else e for e in entries]


def _is_total_of_dead(entry: LedgerEntry) -> bool:
    return entry.casualty.status == "killed" and not entry.part
