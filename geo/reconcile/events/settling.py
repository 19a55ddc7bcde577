"""What a report leaves open of its event's day and place, as others tell it.

The date: an undated or vaguer report takes the only day on which the same is told of the same place.  The place: a
report of something that happens in one spot (a raid, a prison break) told for the state, the country or nowhere takes
the only narrower place told for the same day.  What happens in many spots at once (fires, roadblocks) keeps the place
it is told for, since "roadblocks in the state" are not the roadblocks of one town.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from geo.daybounds import days_after
from geo.reconcile.events.kinds import gives_name
from geo.reconcile.events.places import NARROW, inside, overlaps
from geo.reconcile.events.reports import SAID, alert_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from geo.reconcile.events.places import PlaceKey
    from geo.reconcile.events.reports import Report
    from geo.types import EventType

#: Happens in one spot: a report for a wider area is a vaguer report of the same event.
IN_ONE_SPOT: frozenset[EventType] = frozenset({"raid", "prison_break", "funeral", *SAID})
#: Of several answers one is taken if this many documents give it …
CLEAR_SOURCES = 3
#: … and this many times as many as give any other: reports of one well-told event name it loosely, a rare one fully.
CLEAR_RATIO = 3
#: Documents that infer one place for an event, from which one that tells it for an area takes it.
GUESSES = 2
#: Characters of a sentence from which no two writers hit upon it.
LEAST_COPIED = 60
#: Kinds of places at which something happens.
_SCENES = NARROW | {"admin1"}
#: Days by which a day that only the story gives may miss the one that is told.
SOFT_DAYS = 2

Days = tuple[str, str] | None
_Answer = TypeVar("_Answer")


class Spot(NamedTuple):
    """Where and when, as a report tells it."""

    place: PlaceKey | None
    days: Days
    inferred: bool = False
    """True: the place is inferred, and gives way to one that is told."""


_Told = dict[Spot, set[str]]


def spot_of(report: Report) -> Spot:
    """Where and when a report tells its event."""
    days = (report.date_start, report.date_end or report.date_start) if report.date_start else None
    return Spot(report.place, days, report.place is not None and report.place_basis == "inferred")


def _closer(inner: Days, outer: Days) -> bool:
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


def _related(spot: Spot, other: Spot, *, in_one_spot: bool) -> bool:
    """Whether reports of one type and speaker may tell one event as far as their places go."""
    a, b = spot.place, other.place
    if a == b or not in_one_spot:
        return a == b
    return a is None or b is None or inside(a, b) or inside(b, a)


def _date(spot: Spot, told: _Told, *, in_one_spot: bool) -> Days:
    """The days of a report, or those that reports of the same event give more precisely; the same place goes first."""
    if spot.days and spot.days[0] == spot.days[1]:
        return spot.days  # nothing is told more precisely
    related = [s for s in told if _closer(s.days, spot.days) and _related(spot, s, in_one_spot=in_one_spot)]
    for pool in ([s for s in related if s.place == spot.place], related):
        support: dict[Days, set[str]] = defaultdict(set)
        for s in pool:
            support[s.days] |= told[s]
        if days := _clear(support, _closer):
            return days
    return spot.days


def _place(spot: Spot, told: _Told, *, in_one_spot: bool) -> tuple[PlaceKey | None, bool]:
    """The place of a report, or the narrower one that reports of the same event on the same days give.

    And whether that is inferred: no state that one report tells makes a town wider that others infer in it.
    """
    around = None if spot.inferred else spot.place
    found = _told_inside(around, spot.days, told, least=1 if in_one_spot else GUESSES)
    if in_one_spot and spot.inferred and spot.place and found and inside(spot.place, found):
        return spot.place, True
    return (found, False) if found else _guessed(spot, told)


def _told_inside(around: PlaceKey | None, days: Days, told: _Told, *, least: int) -> PlaceKey | None:
    """The place in an area that at least so many documents tell for the same days; None where there is no clear one."""
    support = {
        s.place: docs
        for s, docs in told.items()
        if s.place and not s.inferred and s.days == days and s.place != around and inside(s.place, around)
    }
    found = _clear(support, inside) if least == 1 else _prevailing(support)
    return found if found and len(support[found]) >= least else None


def _guessed(spot: Spot, told: _Told) -> tuple[PlaceKey | None, bool]:
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
        told[report.type, report.apart][spot_of(report)].add(witness.get(report.doc_id, report.doc_id))
    return told


def _in_one_spot(event_type: EventType, apart: str) -> bool:
    """Whether a report for a wider area is a vaguer report of the same event; an alert holds for many spots."""
    if alert_of(apart):
        return False
    return event_type in IN_ONE_SPOT or (event_type == "other" and gives_name(apart))


def as_copied(reports: Sequence[Report], texts: Mapping[str, str]) -> list[Report]:
    """The reports, those told in one and the same sentence of several documents where and when the surest has them.

    Papers print an agency's sentences, and each guesses from its own what these leave open.  ``texts`` by document.
    """
    copies: dict[tuple[EventType, str, str], list[Report]] = defaultdict(list)
    marks = [_sentence(report, texts) for report in reports]
    for mark, report in zip(marks, reports, strict=True):
        copies[mark].append(report)
    surest = {mark: min(same, key=_guessed_of) for mark, same in copies.items() if len(mark[2]) >= LEAST_COPIED}
    return [_as(r, surest.get(mark, r)) for mark, r in zip(marks, reports, strict=True)]


def _sentence(report: Report, texts: Mapping[str, str]) -> tuple[EventType, str, str]:
    first = report.evidence[0]
    return report.type, report.apart, " ".join(texts[report.doc_id][first.sent_start : first.sent_end].split())


def _guessed_of(report: Report) -> tuple[bool, bool, bool]:
    """What is only guessed of it: where, when; a place before none."""
    return report.place_basis == "inferred", report.date_basis != "told", report.place is None


def _as(report: Report, surest: Report) -> Report:
    if report.doc_id == surest.doc_id or (report.place_basis == "told" and report.place is not None):
        return report
    here = replace(report, place=surest.place, mentions=surest.mentions, place_basis=surest.place_basis)
    if report.date_basis == "told":
        return here
    start, end, prec = surest.date_start, surest.date_end, surest.date_prec
    return replace(here, date_start=start, date_end=end, date_prec=prec, date_basis=surest.date_basis)


def firmly_dated(reports: Sequence[Report]) -> list[Report]:
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
    spot = spot_of(report)
    near = {
        r.date_start
        for r in told
        if r.doc_id != report.doc_id
        and _related(spot, spot_of(r), in_one_spot=True)
        and abs(days_after(r.date_start, report.date_start) or 0) <= SOFT_DAYS
    }
    day = near.pop() if len(near) == 1 else report.date_start
    return replace(report, date_start=day, date_end=day)


def settled(
    reports: Sequence[Report],
    settle: Callable[[Spot, _Told, bool], Spot],
    witness: Mapping[str, str],
    printed: Mapping[str, str | None],
) -> list[Report]:
    """The reports with what ``settle`` fills in, worked out once for each place and day.

    ``printed`` gives the day on which each document was published: what it tells was no later.
    """
    result: list[Report] = []
    kinds = _by_kind(reports, witness)
    answers = {
        (kind, spot): settle(spot, near, _in_one_spot(*kind))
        for kind, told in kinds.items()
        for near in ([told] if settle is dated else _each_day(told))
        for spot in near
    }
    scenes = _scenes_of(reports)
    for report in reports:
        own = spot_of(report)
        spot = answers[(report.type, report.apart), own]
        if spot.place != own.place and _stays_open(report, spot.place, scenes[report.doc_id]):
            spot = own
        if spot.days != own.days and spot.days and spot.days[0] > (printed.get(report.doc_id) or spot.days[0]):
            spot = spot._replace(days=own.days)
        start, end = spot.days or (None, None)
        basis = report.place_basis if spot.place == report.place else "inferred" if spot.inferred else "told"
        result.append(replace(report, place=spot.place, place_basis=basis, date_start=start, date_end=end))
    return result


def _scenes_of(reports: Iterable[Report]) -> dict[str, set[PlaceKey]]:
    """For each document the states, towns and sites at which it tells that something happened."""
    scenes: dict[str, set[PlaceKey]] = defaultdict(set)
    for report in reports:
        if report.place and report.place_basis == "told" and report.place.kind in _SCENES and report.type not in SAID:
            scenes[report.doc_id].add(report.place)
    return scenes


def _stays_open(report: Report, place: PlaceKey | None, scenes: Iterable[PlaceKey]) -> bool:
    """Whether it may have happened elsewhere; the one raid that all tell of happened where others say."""
    return not _in_one_spot(report.type, report.apart) and _plays_elsewhere(report, place, scenes)


def _plays_elsewhere(report: Report, place: PlaceKey | None, scenes: Iterable[PlaceKey]) -> bool:
    """Whether all that its document places is in other states than what others tell: what it leaves open may be too.

    As of a report on one town, which others do not name: "Three gunmen died" in it.
    """
    scenes = list(scenes)
    open_place = report.place is None or report.place_basis == "inferred"
    return open_place and bool(scenes) and not any(_in_one_state(scene, place) for scene in scenes)


def _in_one_state(one: PlaceKey, other: PlaceKey | None) -> bool:
    if other is None or overlaps(one, other):
        return other is not None
    return one.country == other.country and (not one.admin1 or not other.admin1 or one.admin1 == other.admin1)


def _each_day(told: _Told) -> Iterable[_Told]:
    """What is told of the same days, apart: no other bears on a place."""
    days: dict[Days, _Told] = defaultdict(dict)
    for spot, docs in told.items():
        days[spot.days][spot] = docs
    return days.values()


def dated(spot: Spot, told: _Told, in_one_spot: bool) -> Spot:  # noqa: FBT001 - one of two steps of settled
    """The spot on the days that others tell."""
    return spot._replace(days=_date(spot, told, in_one_spot=in_one_spot))


def located(spot: Spot, told: _Told, in_one_spot: bool) -> Spot:  # noqa: FBT001 - one of two steps of settled
    """The spot at the place that others tell."""
    open_place = spot.place is None or spot.inferred
    if not (in_one_spot or open_place):
        return spot
    place, guessed = _place(spot, told, in_one_spot=in_one_spot)
    return spot._replace(place=place, inferred=guessed)
