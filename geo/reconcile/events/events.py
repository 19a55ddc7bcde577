"""Reports of many documents become the incident's events.

An event is a type, a place and a day (and a speaker, where something is said).  Reports that agree in them are one
event.  Two things a report may leave open are filled in when there is one answer, or one that far outweighs the
others:

- the date: an undated or vaguer report takes the only day on which the same is told of the same place;
- the place: a report of something that happens in one spot (a raid, a prison break) told for the state, the country
  or nowhere takes the only narrower place told for the same day.  What happens in many spots at once (fires,
  roadblocks) keeps the place it is told for, since "roadblocks in the state" are not the roadblocks of one town.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from geo.daybounds import days_after
from geo.incident import IncidentEvent
from geo.reconcile.events.core import ATTACKS, core_kind, gathered, looking_back, part_of
from geo.reconcile.events.kinds import gives_name, is_whole, name_of
from geo.reconcile.events.places import inside, key_of, representative
from geo.reconcile.events.prominence import prominence
from geo.reconcile.events.reports import SAID, Report, alert_of, reports_of
from geo.reconcile.events.scene import HEAD, around_scene, at_scene, killed_in_raid
from geo.reconcile.events.titles import bare_title
from geo.reconcile.passages import UNDATED, by_source
from geo.types import ADMIN1, COUNTRY, LARGER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from geo.reconcile.events.places import PlaceKey
    from geo.reconcile.people import People
    from geo.types import DayKnown, EventType, Extraction, HowKnown, Mention, Place

#: Happens in one spot: a report for a wider area is a vaguer report of the same event.
IN_ONE_SPOT: frozenset[EventType] = frozenset({"raid", "prison_break", "funeral", *SAID})
#: What an incident is named after, the first of equals first.
NAMING: tuple[EventType, ...] = ("raid", "killing", "clash", "prison_break", "other", "arrest", "arson", "blockade")
#: Of several answers one is taken if this many documents give it …
CLEAR_SOURCES = 3
#: … and this many times as many as give any other: reports of one well-told event name it loosely, a rare one fully.
CLEAR_RATIO = 3

#: So many times as many may tell of an area what is told of a spot in it, and the spot is the scene.
NEARLY = 1.25
#: Behind every precision of a place.
UNKNOWN = 9
#: Documents that infer one place for an event, from which one that tells it for an area takes it.
GUESSES = 2
#: Days by which a day that only the story gives may miss the one that is told.
SOFT_DAYS = 2
#: Documents that call a killing by the same finer word, from which that is its name.
NAMED_BY = 2
#: Of those words the one that may stand for every other.
VAGUEST = "attack"
#: Kinds of places too wide to be a scene.
#: How a day is known, the surest first.
_SUREST: tuple[DayKnown, ...] = ("told", "story", "inferred")
_TOO_WIDE = frozenset({"country", "region"})

_Days = tuple[str, str] | None
_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class _Key:
    type: EventType
    place: PlaceKey | None
    days: _Days
    apart: str


class _Spot(NamedTuple):
    """Where and when, as a report tells it."""

    place: PlaceKey | None
    days: _Days
    inferred: bool = False
    """True: the place is inferred, and gives way to one that is told."""


_Told = dict[_Spot, set[str]]


def _spot(report: Report) -> _Spot:
    days = (report.date_start, report.date_end or report.date_start) if report.date_start else None
    return _Spot(report.place, days, report.place is not None and report.place_basis == "inferred")


def _closer(inner: _Days, outer: _Days) -> bool:
    """Whether ``inner`` dates the same more precisely."""
    if inner is None or inner == outer:
        return False
    return outer is None or (outer[0] <= inner[0] and inner[1] <= outer[1])


def _clear(support: Mapping[_Answer, set[str]], narrower: Callable[[_Answer, _Answer], bool]) -> _Answer | None:
    """The one answer, or the one that far outweighs the others; None where it stays open."""
    tips = [a for a in support if not any(narrower(b, a) for b in support)]
    if len(tips) == 1:
        return tips[0]
    tips.sort(key=lambda a: (-len(support[a]), repr(a)))
    if tips and len(support[tips[0]]) >= max(CLEAR_SOURCES, CLEAR_RATIO * len(support[tips[1]])):
        return tips[0]
    return None


def _related(spot: _Spot, other: _Spot, *, in_one_spot: bool) -> bool:
    """Whether reports of one type and speaker may tell one event as far as their places go."""
    a, b = spot.place, other.place
    if a == b or not in_one_spot:
        return a == b
    return a is None or b is None or inside(a, b) or inside(b, a)


def _date(spot: _Spot, told: _Told, *, in_one_spot: bool) -> _Days:
    """The days of a report, or those that reports of the same event give more precisely; the same place goes first."""
    if spot.days and spot.days[0] == spot.days[1]:
        return spot.days  # nothing is told more precisely
    related = [s for s in told if _closer(s.days, spot.days) and _related(spot, s, in_one_spot=in_one_spot)]
    for pool in ([s for s in related if s.place == spot.place], related):
        support: dict[_Days, set[str]] = defaultdict(set)
        for s in pool:
            support[s.days] |= told[s]
        if days := _clear(support, _closer):
            return days
    return spot.days


def _place(spot: _Spot, told: _Told, *, in_one_spot: bool) -> tuple[PlaceKey | None, bool]:
    """The place of a report, or the narrower one that reports of the same event on the same days give.

    And whether that is inferred: no state that one report tells makes a town wider that others infer in it.
    """
    around = None if spot.inferred else spot.place
    found = _told_inside(around, spot.days, told, least=1 if in_one_spot else GUESSES)
    if in_one_spot and spot.inferred and spot.place and found and inside(spot.place, found):
        return spot.place, True
    return (found, False) if found else _guessed(spot, told)


def _told_inside(around: PlaceKey | None, days: _Days, told: _Told, *, least: int) -> PlaceKey | None:
    """The place in an area that at least so many documents tell for the same days; None where there is no clear one."""
    support = {
        s.place: docs
        for s, docs in told.items()
        if s.place and not s.inferred and s.days == days and s.place != around and inside(s.place, around)
    }
    found = _clear(support, inside) if least == 1 else _prevailing(support)
    return found if found and len(support[found]) >= least else None


def _guessed(spot: _Spot, told: _Told) -> tuple[PlaceKey | None, bool]:
    """The place of a report, or the narrower one that several documents infer for the same event on the same days.

    Where the same is told of other places too, it may as well have been there; where more documents leave the place
    open than infer one, they may tell another such event.  Then it stays open.
    """
    if spot.inferred:
        return spot.place, True
    support: dict[PlaceKey, set[str]] = defaultdict(set)
    for s, docs in told.items():
        if s.place and s.days == spot.days and inside(s.place, spot.place) and (not s.inferred or len(docs) >= GUESSES):
            support[s.place] |= docs
    found = _prevailing(support)
    if found and len(support[found]) >= len(told[spot]):
        return found, True
    return spot.place, False


def _prevailing(support: Mapping[PlaceKey, set[str]]) -> PlaceKey | None:
    """The clear place, where few documents tell the same of all others together, those around it aside."""
    found = _clear(support, inside)
    if found is None:
        return None
    others = {doc for place, docs in support.items() for doc in docs if place != found and not inside(found, place)}
    return found if len(support[found]) >= CLEAR_RATIO * len(others) else None


def _by_kind(reports: Iterable[Report], witness: Mapping[str, str]) -> dict[tuple[EventType, str], _Told]:
    """For each type and speaker the places and days told, with the documents that tell them, one for each story."""
    told: dict[tuple[EventType, str], _Told] = defaultdict(lambda: defaultdict(set))
    for report in reports:
        told[report.type, report.apart][_spot(report)].add(witness.get(report.doc_id, report.doc_id))
    return told


def _in_one_spot(event_type: EventType, apart: str) -> bool:
    """Whether a report for a wider area is a vaguer report of the same event; an alert holds for many spots."""
    if alert_of(apart):
        return False
    return event_type in IN_ONE_SPOT or (event_type == "other" and gives_name(apart))


def _firmly_dated(reports: Sequence[Report]) -> list[Report]:
    """What happens in one spot, dated by the story around it alone: on the day that other documents tell next to it.

    A report that says "after the raid" may be of the day after.
    """
    told: dict[tuple[EventType, str], list[Report]] = defaultdict(list)
    for report in reports:
        if report.date_basis == "told" and report.date_prec == 1:
            told[report.type, report.apart].append(report)
    return [_on_told_day(r, told[r.type, r.apart]) if _is_softly_dated(r) else r for r in reports]


def _is_softly_dated(report: Report) -> bool:
    return report.date_basis == "story" and report.date_prec == 1 and _in_one_spot(report.type, report.apart)


def _on_told_day(report: Report, told: Iterable[Report]) -> Report:
    """The report on the one day that others tell a day or two from its own, at its place or around it."""
    spot = _spot(report)
    near = {
        r.date_start
        for r in told
        if r.doc_id != report.doc_id
        and _related(spot, _spot(r), in_one_spot=True)
        and abs(days_after(r.date_start, report.date_start) or 0) <= SOFT_DAYS
    }
    day = near.pop() if len(near) == 1 else report.date_start
    return replace(report, date_start=day, date_end=day)


def _settled(
    reports: Sequence[Report], settle: Callable[[_Spot, _Told, bool], _Spot], witness: Mapping[str, str]
) -> list[Report]:
    """The reports with what ``settle`` fills in, worked out once for each place and day."""
    result: list[Report] = []
    kinds = _by_kind(reports, witness)
    answers = {
        (kind, spot): settle(spot, near, _in_one_spot(*kind))
        for kind, told in kinds.items()
        for near in ([told] if settle is _dated else _each_day(told))
        for spot in near
    }
    for report in reports:
        spot = answers[(report.type, report.apart), _spot(report)]
        start, end = spot.days or (None, None)
        basis = report.place_basis if spot.place == report.place else "inferred" if spot.inferred else "told"
        result.append(replace(report, place=spot.place, place_basis=basis, date_start=start, date_end=end))
    return result


def _each_day(told: _Told) -> Iterable[_Told]:
    """What is told of the same days, apart: no other bears on a place."""
    days: dict[_Days, _Told] = defaultdict(dict)
    for spot, docs in told.items():
        days[spot.days][spot] = docs
    return days.values()


def _dated(spot: _Spot, told: _Told, in_one_spot: bool) -> _Spot:  # noqa: FBT001 - one of two steps of _settled
    return spot._replace(days=_date(spot, told, in_one_spot=in_one_spot))


def _located(spot: _Spot, told: _Told, in_one_spot: bool) -> _Spot:  # noqa: FBT001 - one of two steps of _settled
    open_place = spot.place is None or spot.inferred
    if not (in_one_spot or open_place):
        return spot
    place, guessed = _place(spot, told, in_one_spot=in_one_spot)
    return spot._replace(place=place, inferred=guessed)


def _one_attack(reports: Sequence[Report]) -> list[Report]:
    """An attack told without its dead is the killing that others tell of that place and day."""
    deadly = {_spot(r)[:2] for r in reports if r.type == "killing"}
    return [replace(r, type="killing") if r.type == "clash" and _spot(r)[:2] in deadly else r for r in reports]


def _key(report: Report) -> _Key:
    spot = _spot(report)
    return _Key(report.type, spot.place, spot.days, report.apart)


def _id(key: _Key) -> str:
    """Twelve hex digits; the same event has the same id whatever else is read."""
    return hashlib.sha256(repr((key.type, key.place, key.days, key.apart)).encode()).hexdigest()[:12]


def _most_told(values: Iterable[str]) -> str | None:
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], v)) if counts else None


def _actors(reports: Sequence[Report]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actor for r in reports for actor in r.actors))


def _precision(key: _Key, precs: Iterable[int]) -> int | None:
    if key.place is None:
        return None
    return {"country": COUNTRY, "region": LARGER}.get(key.place.kind) or min(precs, default=None)


def _name(key: _Key, reports: Sequence[Report]) -> str:
    """What reports call it, where it has no type of its own, or a killing or clash what most documents call it.

    "Attack" is the vaguest and gives way; one document alone names nothing, for it may call so only a part of it.
    """
    if key.type == "other":
        return name_of(key.apart)
    if alert := alert_of(key.apart):
        return name_of(alert)
    docs: dict[str, set[str]] = defaultdict(set)
    for report in reports:
        for kind in report.called:
            docs[kind].add(report.doc_id)
    finer = {kind: told for kind, told in docs.items() if len(told) >= NAMED_BY}
    order = sorted(finer, key=lambda kind: (kind == VAGUEST, -len(finer[kind]), kind))
    return name_of(order[0]) if order else ""


def _event(key: _Key, reports: Sequence[Report], rank: Mapping[str, int], witness: Mapping[str, str]) -> IncidentEvent:
    ordered = sorted(reports, key=lambda r: (rank[r.doc_id], r.evidence[0].start, repr(r)))
    mentions = _mentions_of(key.place, ordered)
    place = _spelt(mentions)
    start, end = key.days or (None, None)
    actors = _actors(ordered)
    prec = _precision(key, (m.where_prec for m in mentions if m.where_prec))
    event = IncidentEvent(
        id=_id(key),
        type=key.type,
        date_start=start,
        date_end=end,
        date_prec=_date_precision(ordered),
        time=_most_told(r.time for r in ordered if r.time),
        place=place,
        where_prec=prec,
        radius_km=_radius(mentions, prec),
        other_end=_other_end(mentions, prec),
        actors=actors,
        evidence=by_source((e for r in ordered for e in r.evidence), rank),
        sources=tuple(dict.fromkeys(r.doc_id for r in ordered)),
        witnesses=len({witness.get(r.doc_id, r.doc_id) for r in ordered}),
        name=_name(key, ordered),
        title="",
        date_basis=_date_basis(ordered),
        place_basis=_place_basis(ordered, place),
    )
    return replace(event, title=bare_title(event))


def _mentions_of(place: PlaceKey | None, reports: Sequence[Report]) -> list[Mention]:
    return [m for r in reports for m in r.mentions if m.place and key_of(m.place) == place]


def _spelt(mentions: Sequence[Mention]) -> Place | None:
    """The place as the mentions give it best; None where no report gives one."""
    return representative(m.place for m in mentions if m.place) if mentions else None


def _radius(mentions: Sequence[Mention], prec: int | None) -> float | None:
    """The least radius that the most precise mentions tell."""
    return min((m.radius_km for m in mentions if m.radius_km and m.where_prec == prec), default=None)


def _other_end(mentions: Sequence[Mention], prec: int | None) -> Place | None:
    """Where the stretch ends that all of the most precise mentions tell; None where one tells another or none."""
    ends = {m.other_end for m in mentions if m.where_prec == prec}
    return ends.pop() if len(ends) == 1 else None


def _date_precision(reports: Sequence[Report]) -> int | None:
    return min((r.date_prec for r in reports if r.date_prec), default=None)


def _date_basis(reports: Sequence[Report]) -> DayKnown:
    """How the day is known that the surest report tells."""
    known = {r.date_basis for r in reports if r.date_start}
    return next((basis for basis in _SUREST if basis in known), "told")


def _place_basis(reports: Sequence[Report], place: Place | None) -> HowKnown:
    return "told" if place is None or any(r.place_basis == "told" for r in reports) else "inferred"


def _naming_order(event: IncidentEvent, witness: Mapping[str, str]) -> tuple[float, int, int, bool, int, str]:
    opening = len({e.doc_id for e in event.evidence if e.sent_start < HEAD})
    order = NAMING.index(event.type)
    weight = prominence(event.evidence, witness)
    return (-weight, -opening, -len(event.evidence), not event.pinned, order, event.id)


def _main(events: Mapping[_Key, IncidentEvent], kind: str | None, witness: Mapping[str, str]) -> _Key | None:
    """Key of the event that most sources tell, and tell most of: the one the incident is named after.

    Of an incident of a ``kind`` that all the rest is part of, the one of that kind.
    """
    whole = [key for key in events if kind and (key.type, key.apart) == ("other", kind) and is_whole(kind)]
    naming = [key for key, e in events.items() if e.type in NAMING]
    named = whole or [key for key in naming if key.type != "other" or gives_name(key.apart)] or naming
    first = min(named, key=lambda key: _naming_order(events[key], witness), default=None)
    scenes = [] if first is None else [key for key in named if _is_scene_in(events[key], key, first, events[first])]
    return min(scenes, key=lambda key: _naming_order(events[key], witness), default=first)


def _is_scene_in(event: IncidentEvent, key: _Key, area: _Key, told: IncidentEvent) -> bool:
    """Whether nearly as many tell of a spot what others tell of that day for the area around it."""
    if key.place is None or area.place is None or key.days != area.days or event.place_basis != "told":
        return False
    wide, close = (told.where_prec or UNKNOWN) >= ADMIN1, (event.where_prec or UNKNOWN) < ADMIN1
    return wide and close and inside(key.place, area.place) and event.witnesses * NEARLY >= told.witnesses


def _timeline(event: IncidentEvent) -> tuple[str, str, str, str]:
    return (event.date_start or UNDATED, event.time or "~", event.title, event.id)


def events_of(
    extractions: Sequence[Extraction], people: People, rank: Mapping[str, int], witness: Mapping[str, str]
) -> tuple[IncidentEvent, ...]:
    """The incident's events in the order of time, undated ones last.

    ``extractions`` hold each document once; ``rank`` is the order in which evidence is listed;
    ``witness`` gives the document that stands for each one of a story.
    """
    read = [r for extraction in extractions for r in reports_of(extraction, people)]
    kind = core_kind(read, witness, [x.document for x in extractions])
    printed = {x.document.id: x.document.published for x in extractions}
    told = looking_back(gathered(read, kind, witness, printed), witness, printed)
    dated = _settled(_one_attack(_firmly_dated(told)), _dated, witness)
    settled = _one_attack(_settled(dated, _located, witness))
    groups = _grouped(settled)
    events = {key: _event(key, reports, rank, witness) for key, reports in groups.items()}
    main = _main(events, kind, witness)
    if main is not None:
        placed = _grouped(_as_read(_placed_by_main(main, groups, extractions, witness), read))
        events = {
            key: events[key] if groups.get(key) == reports else _event(key, reports, rank, witness)
            for key, reports in placed.items()
        }
        main = _main(events, kind, witness)
    return tuple(sorted((replace(e, main=key == main) for key, e in events.items()), key=_timeline))


def _grouped(reports: Iterable[Report]) -> dict[_Key, list[Report]]:
    groups: dict[_Key, list[Report]] = defaultdict(list)
    for report in reports:
        groups[_key(report)].append(report)
    return groups


def _as_read(reports: Iterable[Report], read: Iterable[Report]) -> list[Report]:
    """The reports, placed as told where their own words tell the place that the whole of them led to.

    What an event cost is gathered without a place, since "in one village a family of four died" is a part of it; "the
    crash in Lyon killed 40" tells where the crash was.
    """
    own = {(r.doc_id, r.evidence[0].start, r.place): r.mentions for r in read if r.cost and r.place_basis == "told"}
    found = [(r, own.get((r.doc_id, r.evidence[0].start, r.place))) for r in reports]
    return [replace(r, place_basis="told", mentions=m) if m and r.place_basis == "inferred" else r for r, m in found]


def _placed_by_main(
    main: _Key, groups: Mapping[_Key, list[Report]], extractions: Sequence[Extraction], witness: Mapping[str, str]
) -> list[Report]:
    """All reports, those of an unplaced main event at its scene, and with it what goes with it."""
    rest = [r for key, reports in groups.items() if key != main for r in reports]
    told = any(r.place_basis == "told" for r in groups[main])
    placed = told and main.place is not None and main.place.kind not in _TOO_WIDE
    own = groups[main] if placed else at_scene(groups[main], rest, extractions, witness)
    first = replace(own[0], mentions=tuple(_mentions_of(own[0].place, own)[:1]))
    around = part_of(killed_in_raid(around_scene([*rest, *own], first, extractions), first), first)
    here: list[Report] = []
    away: list[Report] = []
    for report in around:
        (here if report.place == first.place and report.type in ATTACKS else away).append(report)
    return [*away, *_settled(here, _dated, witness)]
