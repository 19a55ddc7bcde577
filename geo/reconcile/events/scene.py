"""Where the incident's main event happened, where no sentence says so: the place that the reports together speak of.

A report that tells of "the earthquake" names the town elsewhere; what one report infers, or what most of them name more
than any other place, is taken, and stays marked as inferred.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.countries import capitals_of
from geo.daybounds import days_after
from geo.lexicons import reading
from geo.reconcile.events.core import ATTACKS, VIOLENT
from geo.reconcile.events.kinds import is_attack, is_nobodys, is_there
from geo.reconcile.events.places import NARROW, PlaceKey, fold, inside, key_of, overlaps
from geo.reconcile.events.reports import SAID, counts
from geo.resolve.deixis import is_at_unnamed, is_end_of_trip, is_seat_of_speaker
from geo.resolve.role_words import is_water
from geo.types import NEAR

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from geo.reconcile.events.reports import Report
    from geo.types import EventType, Extraction, Mention

#: Share of the documents that name the scene.
NAMED_SHARE = 0.5
#: Characters of a text's beginning, and what a place named there or in the title counts, against 1 further down.
HEAD, IN_HEAD = 300, 2
#: How many times as many points as any town a state must have to be the scene.
FAR_MORE = 2
#: Days on either side within which attacks are one siege.
DAYS_AROUND = 3
#: Share of the documents that name a place which was inferred for a report of the main event.
LIKELY_SHARE = 0.5
#: How many times as many documents name the scene of an incident in one spot as tell of violence elsewhere.
SPOTS = 2
#: Days in which what is done where it happened follows: the wounded die, suspects are held, the dead are buried.
FOLLOWS = 14
_SCENES = NARROW | {"admin1"}
_ROLES = frozenset({"event", "mention", "part_of_name"})


def at_scene(
    told: Sequence[Report], others: Sequence[Report], extractions: Sequence[Extraction], witness: Mapping[str, str]
) -> list[Report]:
    """The reports ``told`` of the main event, which none of them places, at its scene, if there is one.

    That is what most documents name; else the place which was inferred for others of the same kind and day; else the
    one at which all attacks around that day are told to have happened; else the one town in which it cost lives.
    """
    first = told[0]
    if 2 * len(_at_unnamed(told, extractions)) >= len(told):
        return list(told)  # "sank off the coast": in no town, however often one is named
    found = (
        _told_on_its_day(told, others)
        or _where_it_cost(told, extractions, on_water=True)
        or _most_prominent(extractions, {r.doc_id for r in told}, first.type)
        or _likely(first, others, extractions, witness)
        or _where_it_cost(told, extractions)
    )
    wide = _wide(found)
    place = key_of(wide[0].place) if wide and wide[0].place else None
    if place is None or not (first.place_basis == "inferred" or inside(place, first.place)):
        return list(told)
    if _is_only_seat(place, first, others, extractions):
        return list(told)
    return [replace(r, place=place, mentions=wide, place_basis="inferred") for r in told]


def _told_on_its_day(told: Sequence[Report], others: Iterable[Report]) -> tuple[Mention, ...]:
    """The one town of which a document that tells of the event tells such an attack on that very day.

    What another document tells of another town may be another attack.
    """
    first, own = told[0], {r.doc_id for r in told}
    same = [r for r in others if _is_kin(r, first) and r.date_start == first.date_start]
    here = [r for r in same if (r.type == "raid") == (first.type == "raid")]
    return _single(here) if any(r.doc_id in own for r in here) else ()


def _where_it_cost(
    told: Sequence[Report], extractions: Iterable[Extraction], *, on_water: bool = False
) -> tuple[Mention, ...]:
    """The one town, or water, at which its reports say that people died or were hurt: "A flood killed 23 in Lira".

    A ship went down where they say so, and not in the port that most of them name.
    """
    own = {(e.doc_id, e.start) for r in told for e in r.evidence if r.cost}
    tellings = (t for x in extractions for t in x.events if (x.document.id, t.start) in own)
    found: dict[PlaceKey, Mention] = {}
    for mention in (m for t in tellings if t.place_basis == "told" for m in t.places):
        if mention.place and (is_water(mention.place) if on_water else key_of(mention.place).kind in NARROW):
            found[key_of(mention.place)] = mention
    return tuple(found.values()) if len(found) == 1 else ()


def _is_only_seat(place: PlaceKey, first: Report, others: Iterable[Report], extractions: Iterable[Extraction]) -> bool:
    """Whether it is a capital at which nobody tells that such a thing happened, or what it cost, or opens with it so.

    Reports are written in capitals, and officials speak there.
    """
    if place.name not in {fold(name) for name in capitals_of(place.country or "")}:
        return False
    there = (r for r in others if r.place_basis == "told" and r.place and _is_in(r.place, place))
    if any(r.type == "killing" or _is_same_kind(r, first) for r in there):
        return False
    return not any(_opens_there(x, place) for x in extractions)


def _opens_there(extraction: Extraction, place: PlaceKey) -> bool:
    """Whether a text begins with what happened there, or its title names it."""
    title = extraction.document.title.lower()
    here = [m for m in extraction.places if m.place and _is_in(key_of(m.place), place)]
    return any(m.text.lower() in title or (m.role == "event" and m.start < HEAD) for m in here)


def _is_in(inner: PlaceKey, place: PlaceKey) -> bool:
    return inner == place or inside(inner, place)


def _is_same_kind(report: Report, first: Report) -> bool:
    if first.type in ATTACKS:
        return report.type in ATTACKS
    return (report.type, report.apart) == (first.type, first.apart)


def _likely(
    first: Report, others: Sequence[Report], extractions: Sequence[Extraction], witness: Mapping[str, str]
) -> Sequence[Mention]:
    """The place inferred for others of its kind and day, else that of all attacks around it, if most name it."""
    alike = [r for r in others if _mark(r) == _mark(first) and r.place_basis == "inferred"]
    around = [r for r in others if _is_kin(r, first)]
    guesses = (_most_told(alike, witness), _single(around))
    return next((guess for guess in guesses if _is_named_by_most(guess, extractions, witness)), ())


def around_scene(reports: Sequence[Report], main: Report, extractions: Sequence[Extraction]) -> list[Report]:
    """The reports, those without a place of what goes with the main event at its place, marked as inferred.

    Only where the incident plays in one spot: most of what is told to have happened somewhere happened there.  Not
    what is of another day, of which the same document tells violence elsewhere.
    """
    if main.place is None or main.place.kind not in _SCENES or not main.mentions:
        return list(reports)
    if not _plays_in_one_spot(reports, main, extractions):
        return list(reports)
    wide, named = _wide(main.mentions[:1]), _named_in(extractions)
    away = _at_unnamed(reports, extractions)
    others = {(r.doc_id, r.date_start) for r in reports if _is_told_elsewhere(r, main)} - {
        (r.doc_id, main.date_start) for r in reports
    }
    return [
        replace(r, place=main.place, mentions=wide, place_basis="inferred")
        if _goes_with(r, main)
        and id(r) not in away
        and not _names_other(r, main, named)
        and (r.doc_id, r.date_start) not in others
        else r
        for r in reports
    ]


def killed_in_raid(reports: Sequence[Report], main: Report) -> list[Report]:
    """The reports, those of killings on the day of a raid that one document alone places, by inference, at the raid.

    "Roads were blocked in Lyon after the gang's leader was killed": in the raid, and not in Lyon.
    """
    if main.type != "raid" or main.place is None or not main.mentions:
        return list(reports)
    guessed = [r for r in reports if r.type == "killing" and r.place_basis == "inferred" and _is_other_place(r, main)]
    docs = Counter(place for place, _ in {(r.place, r.doc_id) for r in guessed})
    alone = {id(r) for r in guessed if docs[r.place] == 1}
    wide = _wide(main.mentions[:1])
    return [replace(r, place=main.place, mentions=wide) if id(r) in alone else r for r in reports]


def _is_other_place(report: Report, main: Report) -> bool:
    """Whether it is told of the main day and of a place that is neither the main event's nor one around it."""
    same_day = report.date_start is not None and report.date_start == main.date_start
    return same_day and report.place is not None and not overlaps(report.place, main.place)


def _named_in(extractions: Iterable[Extraction]) -> dict[str, list[tuple[int, PlaceKey]]]:
    """For each document the towns and sites that it names, with the character at which each begins."""
    named: dict[str, list[tuple[int, PlaceKey]]] = defaultdict(list)
    for doc_id, mention, key in _towns(extractions):
        if key.kind in NARROW:
            named[doc_id].append((mention.start, key))
    return {doc_id: sorted(found) for doc_id, found in named.items()}


def _names_other(report: Report, main: Report, named: Mapping[str, list[tuple[int, PlaceKey]]]) -> bool:
    """Whether what has no type of its own is told in a sentence that names another town: it may have happened there."""
    if report.type != "other" or _mark(report) == _mark(main):
        return False
    own, first = named.get(report.doc_id, []), report.evidence[0]
    here = own[bisect_left(own, (first.sent_start,)) : bisect_left(own, (first.sent_end,))]
    return bool(here) and not any(overlaps(key, main.place) for _, key in here)


def _at_unnamed(reports: Iterable[Report], extractions: Iterable[Extraction]) -> set[int]:
    """The ids of reports that the first words about them put in a town without a name: "in his home town"."""
    documents = {x.document.id: x.document for x in extractions}
    away = set()
    for report in reports:
        document = documents[report.doc_id]
        with reading(document.language):
            first = report.evidence[0]
            if is_at_unnamed(document.text, (first.start, first.end), (first.sent_start, first.sent_end)):
                away.add(id(report))
    return away


def _plays_in_one_spot(reports: Sequence[Report], main: Report, extractions: Sequence[Extraction]) -> bool:
    """Whether far more documents name its place than tell of violence elsewhere in those days."""
    named = {doc_id for doc_id, _, key in _towns(extractions) if key == main.place or _is_inner(key, main.place)}
    elsewhere = {r.doc_id for r in reports if _is_told_elsewhere(r, main)}
    return len(named) >= SPOTS * len(elsewhere)


def _is_told_elsewhere(report: Report, main: Report) -> bool:
    violent = report.type in VIOLENT and not is_nobodys(main.apart) and _is_near(report, main, DAYS_AROUND)
    return violent and _is_told_narrowly(report) and not overlaps(report.place, main.place)


def _is_told_narrowly(report: Report) -> bool:
    return report.place is not None and report.place.kind in NARROW and report.place_basis == "told"


def _goes_with(report: Report, main: Report) -> bool:
    """Whether it tells, nowhere by its own words, of what was done in the weeks around the main event."""
    if report.place is not None and (report.place_basis == "told" or _is_inner(report.place, main.place)):
        return False
    if report.place is not None and report.place.kind == "country" and report.type == "travel_disruption":
        return False  # "the borders were shut": those of the country
    close = _is_near(report, main, FOLLOWS) or _spans(report, main)
    return close and report.type not in SAID and _is_done_there(report)


def _is_done_there(report: Report) -> bool:
    """Not a trial or a resignation, which have their own places."""
    kind = report.apart if report.type == "other" else ""
    return not kind or is_there(kind) or is_nobodys(kind) or is_attack(kind)


def _is_inner(place: PlaceKey, scene: PlaceKey | None) -> bool:
    return place.kind in NARROW and overlaps(place, scene)


def _spans(report: Report, main: Report) -> bool:
    """Whether the main day lies within its days: "between Wednesday and Saturday"."""
    start, end, day = report.date_start, report.date_end, main.date_start
    return bool(start and end and day) and str(start) <= str(day) <= str(end)


def _wide(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Nothing inferred is known more precisely than near its place."""
    return tuple(replace(m, where_prec=max(m.where_prec or NEAR, NEAR)) for m in mentions)


def _is_near(report: Report, main: Report, days: int) -> bool:
    """Whether it is told of the days around the main one; after it so many, before it no more than of a siege."""
    after = days_after(report.date_start, main.date_start)
    return after is not None and -min(days, DAYS_AROUND) <= after <= days


def _mark(report: Report) -> tuple[object, ...]:
    return report.type, report.apart, report.date_start, report.date_end


def _is_kin(report: Report, main: Report) -> bool:
    """Whether it tells an attack of the days around that on the main event, and where."""
    placed = report.place is not None and report.place_basis == "told"
    return placed and {report.type, main.type} <= ATTACKS and _is_near(report, main, DAYS_AROUND)


def _single(reports: Sequence[Report]) -> tuple[Mention, ...]:
    """The one place of all, if it is narrow."""
    places = {r.place for r in reports}
    one = next(iter(places)) if len(places) == 1 else None
    return reports[0].mentions[:1] if one and one.kind in NARROW else ()


def _most_told(reports: Iterable[Report], witness: Mapping[str, str]) -> tuple[Mention, ...]:
    """The place that was inferred for most documents; none where two are as likely."""
    docs: dict[PlaceKey, set[str]] = defaultdict(set)
    mentions: dict[PlaceKey, list[Mention]] = defaultdict(list)
    for report in reports:
        if report.place and report.place.kind in _SCENES:
            docs[report.place].add(witness.get(report.doc_id, report.doc_id))
            mentions[report.place] += report.mentions
    tips = [place for place in docs if not any(inside(other, place) for other in docs)]
    ranked = sorted(tips, key=lambda place: (-len(docs[place]), place))
    if not ranked or (len(ranked) > 1 and len(docs[ranked[0]]) == len(docs[ranked[1]])):
        return ()
    return tuple(mentions[ranked[0]][:1])


def _most_prominent(
    extractions: Sequence[Extraction], telling: Collection[str], kind: EventType
) -> tuple[Mention, ...]:
    """A mention of the place that the documents speak of most, first of all those ``telling`` the event of that type.

    A town goes before the state around it, unless that is spoken of far more; none where two are as likely.
    """
    first: dict[PlaceKey, Mention] = {}
    points: dict[PlaceKey, dict[str, int]] = defaultdict(dict)
    happened = {x.document.id: _happened_at(x, kind) for x in extractions}
    heads = {x.document.id: x.document.title.lower() for x in extractions}
    no_scene = {x.document.id: _of_no_scene(x) for x in extractions}
    named = [
        (doc_id, mention, key) for doc_id, mention, key in _towns(extractions) if mention.start not in no_scene[doc_id]
    ]
    often = Counter((doc_id, key) for doc_id, _, key in named)
    for doc_id, mention, key in named:
        first.setdefault(key, mention)
        head = mention.start < HEAD or mention.text.lower() in heads[doc_id]
        own = (IN_HEAD if head else 1) + (key in happened[doc_id]) + (often[doc_id, key] > 1)
        points[key][doc_id] = max(points[key].get(doc_id, 0), own)
    total = {place: sum(n * (1 + (doc in telling)) for doc, n in docs.items()) for place, docs in points.items()}
    most = _first_of(total)
    return (first[most],) if most and len(points[most]) >= NAMED_SHARE * len(extractions) else ()


def _of_no_scene(extraction: Extraction) -> set[int]:
    """Where the places begin that only tell where somebody sits or spoke, or whence a train came: "police in Lyon"."""
    text, quotes = extraction.document.text, extraction.quotes
    said = {q.said_at.start for q in quotes if q.said_at is not None}
    speakers = [(q.speaker_start, q.speaker_end or 0) for q in quotes if q.speaker_start is not None]
    named = [m.start for m in extraction.places if m.role == "mention"]
    with reading(extraction.document.language):
        beside = {at for at in named if is_seat_of_speaker(text, at) or is_end_of_trip(text, at)}
    return said | beside | {at for at in named if any(start <= at < end for start, end in speakers)}


def _first_of(total: Mapping[PlaceKey, int]) -> PlaceKey | None:
    """The place of most points; None where another one, neither in it nor around it, has as many."""
    towns = {place: n for place, n in total.items() if place.kind in NARROW}
    most = max(towns, key=lambda place: (towns[place], place), default=None)
    widest = max(total, key=lambda place: (total[place], place), default=None)
    if most is None or widest is None or total[widest] >= FAR_MORE * towns[most]:
        most, towns = widest, dict(total)
    rivals = (n for place, n in towns.items() if most and not overlaps(place, most))
    return most if most is not None and towns[most] > max(rivals, default=0) else None


def _happened_at(extraction: Extraction, kind: EventType) -> set[PlaceKey]:
    """Where a document tells that something happened that may be the event, or what it cost.

    A march about a crash, or stones thrown in the capital, speak for no scene of the crash.
    """
    may_be = ATTACKS if kind in ATTACKS else {kind, "killing"}
    told = (t for t in extraction.events if counts(t) and t.type in may_be)
    return {key_of(m.place) for t in told if t.place_basis == "told" for m in t.places if m.place}


def _is_named_by_most(likely: Sequence[Mention], extractions: Sequence[Extraction], witness: Mapping[str, str]) -> bool:
    """Whether half of the documents name the place, or one in it: one report's guess is no scene of all."""
    place = next((key_of(m.place) for m in likely if m.place), None)
    docs = {witness.get(x.document.id, x.document.id) for x in extractions}
    naming = {
        witness.get(x.document.id, x.document.id)
        for x in extractions
        for m in x.places
        if place and m.place and (key_of(m.place) == place or inside(key_of(m.place), place))
    }
    return bool(naming) and len(naming) >= LIKELY_SHARE * len(docs)


def _towns(extractions: Iterable[Extraction]) -> list[tuple[str, Mention, PlaceKey]]:
    """Every mention of a site, a town or a state; a state that bears its capital's name is the capital."""
    named = [
        (x.document.id, mention, key_of(mention.place))
        for x in extractions
        for mention in x.places
        if mention.place and mention.role in _ROLES
    ]
    towns = {(key.country, key.name): (mention, key) for _, mention, key in named if key.kind in NARROW}
    out = []
    for doc_id, mention, key in named:
        if key.kind == "admin1" and (key.country, key.name) in towns:
            out.append((doc_id, *towns[key.country, key.name]))
        elif key.kind in _SCENES:
            out.append((doc_id, mention, key))
    return out
