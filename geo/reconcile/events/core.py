"""What the incident is about, where that has a name of its own: "the earthquake", "the coup", told by many reports.

Each report calls it by other words, and dates and places it by its own light.  Reports of the one kind that most
documents tell are one event on the day that most of them give; what it cost, told later or for a part of it, is told
of that event and is none of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.daybounds import days_after
from geo.lexicons import reading
from geo.reconcile.events.kinds import (
    gives_name,
    is_accident,
    is_answer,
    is_attack,
    is_in_whole,
    is_nobodys,
    is_whole,
    naming_kind_in,
)
from geo.reconcile.events.places import NARROW, inside, overlaps
from geo.reconcile.events.prominence import prominence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from geo.reconcile.events.places import PlaceKey
    from geo.reconcile.events.reports import Report
    from geo.types import Document, EventType

#: What one side does to another.
ATTACKS: frozenset[EventType] = frozenset({"killing", "clash", "raid"})
#: What one side does to another that costs lives or limbs.
_BLOODY: frozenset[EventType] = frozenset({"killing", "clash"})
#: What one side does to another, and what it does to things.
VIOLENT: frozenset[EventType] = ATTACKS | {"arson", "prison_break", "blockade"}
#: Characters of a text's beginning in which it says what it is about.
HEAD = 250
#: Days around the main one in which what is done in a coup is told.
WHOLE_DAYS = 1
#: Days from a disaster beyond which one of its kind in another town is another; counts are told for days after it.
APART_DAYS = 7
#: Days after the main one in which it is told again and again.
RETOLD_DAYS = 30
#: Days within which an attack is news.
NEWS_DAYS = 2
#: Share of the documents that must tell the kind.
LEAST_SHARE = 1 / 3
#: ... and so many times, where several tell it: one that says "crash" in passing names nothing.
LEAST_TOLD = 2


def gathered(
    reports: Sequence[Report], kind: str | None, witness: Mapping[str, str], printed: Mapping[str, str | None]
) -> list[Report]:
    """The reports, those of what the incident's own event cost told of that event, which is of ``kind``.

    ``printed`` gives the day on which each document was published.
    """
    if kind is None:
        return list(reports)
    told = [_told(r, kind) for r in reports]
    others = _others(told, kind, witness)
    own = [r for r in told if id(r) not in others]
    day = _day_of_kind(own, kind, witness, printed)
    return told if day is None else [r if id(r) in others else _of_event(r, kind, day) for r in told]


def _day_of_kind(
    own: Sequence[Report], kind: str, witness: Mapping[str, str], printed: Mapping[str, str | None]
) -> tuple[str, str] | None:
    """The day that most documents give for it, none after the first of them was printed."""
    of_kind = (printed.get(r.doc_id) for r in own if r.type == "other" and r.apart == kind)
    last = min((day for day in of_kind if day), default=None)
    return next((found for found in (_day(pool, witness, last) for pool in _pools(own, kind)) if found), None)


def _others(told: Sequence[Report], kind: str, witness: Mapping[str, str]) -> set[int]:
    """The reports (by identity) of another event of the kind: in another town and on another day than most tell of.

    As of a fire in a town far off, a fortnight before: its dead are no part of this one's.
    """
    placed = [r for r in told if _is_told_at(r, kind)]
    docs: dict[PlaceKey | None, set[str]] = defaultdict(set)
    for report in placed:
        docs[report.place].add(witness.get(report.doc_id, report.doc_id))
    scene = min(docs, key=lambda place: (-len(docs[place]), place), default=None)
    days = {r.date_start for r in placed if overlaps(r.place, scene) and r.date_prec == 1 and not r.cost}
    days = days or {r.date_start for r in placed if overlaps(r.place, scene) and r.date_prec == 1}
    return {id(r) for r in placed if not overlaps(r.place, scene) and _is_far_in_time(r, days)}


def _is_told_at(report: Report, kind: str) -> bool:
    """Whether it tells of the kind, and that it was in a town."""
    placed = report.place is not None and report.place_basis == "told" and report.place.kind in NARROW
    return placed and report.type == "other" and report.apart == kind


def _is_far_in_time(report: Report, days: Collection[str | None]) -> bool:
    """Whether it tells a day more than a week from all of these."""
    if report.date_prec != 1 or report.date_basis != "told":
        return False
    away = [days_after(report.date_start, day) for day in days]
    return bool(away) and all(n is not None and abs(n) > APART_DAYS for n in away)


def _pools(told: Sequence[Report], kind: str) -> Iterator[list[Report]]:
    """The reports that tell its day, the surest first: of it, of its kin, and of what it cost."""
    deeds = [r for r in told if r.type == "other"]
    own = [r for r in deeds if r.apart == kind]
    yield [r for r in own if not r.cost]
    yield [r for r in deeds if is_nobodys(kind) and is_nobodys(r.apart) and not r.cost]
    yield own


def looking_back(
    reports: Sequence[Report], witness: Mapping[str, str], printed: Mapping[str, str | None]
) -> list[Report]:
    """The reports, those that only count the dead of the attack that most documents tell at its place and day.

    "Two of the wounded died, the ministry said on Monday" tells no killing of Monday; where something else is told of
    that day, or of another place, it may, and stays.  So it does where nobody died in the attack that most tell.
    """
    core = _core_attack(reports, witness, printed)
    if core is None:
        return list(reports)
    days = _days_of_their_own(_attacks(reports))
    deadly = _was_deadly(core, reports)
    again = {id(r) for r in reports if (deadly or r.type != "killing") and _tells_again(r, core, days)}
    return [_looks_back(r, core) if id(r) in again else r for r in reports]


def _attacks(reports: Iterable[Report]) -> list[Report]:
    return [r for r in reports if r.type in ATTACKS and not r.cost and r.date_start]


def _core_attack(
    reports: Sequence[Report], witness: Mapping[str, str], printed: Mapping[str, str | None]
) -> Report | None:
    """A report of the attack that most documents tell, else of the one that was the news of the first."""
    least = LEAST_SHARE * len(_documents(reports, witness))
    attacks = _attacks(reports)
    core = _most_told(attacks, least, witness)
    alone = core is not None and _is_told_late_by_one(core, attacks, printed)
    return _first_news(reports, printed) if core is None or alone else core


def _is_told_late_by_one(core: Report, attacks: Iterable[Report], printed: Mapping[str, str | None]) -> bool:
    """Whether one document alone tells it, of more than two, and not the first: an episode of something larger.

    Not where the days are told vaguely ("two weeks after …"): so a report looks back on what all of them are about.
    """
    if core.date_prec != 1:
        return False
    telling = {r.doc_id for r in attacks if (r.place, r.date_start) == (core.place, core.date_start)}
    first = min((day for day in printed.values() if day), default=None)
    return len(telling) == 1 and len(printed) > LEAST_TOLD and all(printed.get(doc) != first for doc in telling)


def _first_news(reports: Iterable[Report], printed: Mapping[str, str | None]) -> Report | None:
    """The first killing or clash that the first document tells, of the days before it was printed."""
    day = min((day for day in printed.values() if day), default=None)
    told = (r for r in reports if r.type in _BLOODY and printed.get(r.doc_id) == day)
    return next((r for r in told if 0 <= _age(day, r) <= NEWS_DAYS), None)


def _age(day: str | None, report: Report) -> int:
    """Days from what it tells to that day; -1: not known."""
    days = days_after(day, report.date_start)
    return -1 if days is None else days


def _days_of_their_own(attacks: Iterable[Report]) -> set[str | None]:
    return {r.date_start for r in attacks if r.type in _BLOODY or (r.place and r.place_basis == "told")}


def _was_deadly(core: Report, reports: Iterable[Report]) -> bool:
    return any(r.type == "killing" and r.date_start == core.date_start for r in reports)


def _tells_again(report: Report, core: Report, days: Collection[str | None]) -> bool:
    return not _is_new(report, core) and (_is_retold(report, core) or _may_look_back(report, core, days))


def _is_new(report: Report, core: Report) -> bool:
    """As in "Three explosions in Lira killed seven on Saturday", days after: its own day and place are told."""
    later = days_after(report.date_start, core.date_start)
    told = report.date_basis == "told" and report.date_prec == 1 and report.place is not None
    return report.fresh and told and report.place_basis == "told" and later is not None and later > 0


def _is_retold(report: Report, core: Report) -> bool:
    """Whether it tells a killing, or calls an attack by its name, of no place of its own in the weeks after the attack.

    "In the massacre 40 were killed, the court heard on Friday": what has a place of its own may be another one.
    """
    after = days_after(report.date_start, core.date_start)
    nowhere = report.place is None or (report.place_basis == "inferred" and core.place in {None, report.place})
    retold = report.type == "killing" or (report.type == "clash" and bool(report.called))
    return retold and core.type in _BLOODY and nowhere and after is not None and 0 < after <= RETOLD_DAYS


def _documents(reports: Iterable[Report], witness: Mapping[str, str]) -> set[str]:
    return {witness.get(r.doc_id, r.doc_id) for r in reports}


def _most_told(attacks: Sequence[Report], least: float, witness: Mapping[str, str]) -> Report | None:
    """The first report of the attack, by place and day, that most documents tell; None below the ``least`` number."""
    spots: dict[tuple[PlaceKey | None, str], list[Report]] = defaultdict(list)
    for report in attacks:
        spots[report.place, report.date_start or ""].append(report)
    told = {spot: len(_documents(found, witness)) for spot, found in spots.items()}
    weight = {spot: prominence((e for r in found for e in r.evidence), witness) for spot, found in spots.items()}
    best = min(told, key=lambda spot: (-weight[spot], -told[spot], spot[1], repr(spot)), default=None)
    return spots[best][0] if best is not None and told[best] >= least else None


def _may_look_back(report: Report, core: Report, days: Collection[str | None]) -> bool:
    """Whether it counts dead of a later day on which no attack is told, nowhere else than at the attack."""
    day, spans = core.date_start or "", _spans(report, core.date_start or "")
    if report.type not in _BLOODY or not report.cost or (report.date_start in days and not spans):
        return False
    later = spans or report.date_start is None or report.date_start > day
    here = report.place is None or report.place_basis == "inferred" or report.place == core.place
    return later and (here or (core.place is not None and inside(core.place, report.place)))


def _spans(report: Report, day: str) -> bool:
    """Whether it is told of several days, of which the day is one."""
    told = report.date_basis != "inferred" and report.date_end != report.date_start
    return told and (report.date_start or "") <= day <= (report.date_end or "")


def on_main_day(reports: Sequence[Report], main: Report) -> list[Report]:
    """The reports, those that a later text dates by its own story alone on the main day, where others tell the same.

    Of "The army showed the film on Wednesday; burning buses had blocked the roads" no road was blocked on Wednesday.
    Not where the text itself tells violence of that later day: its story may have gone on there.
    """
    dated = {(r.doc_id, r.date_start) for r in reports if r.date_basis == "told" and r.type in VIOLENT}
    known = [r for r in reports if r.type in VIOLENT and r.date_start == main.date_start]
    return [
        replace(r, date_start=main.date_start, date_end=main.date_end, date_prec=main.date_prec)
        if _is_dated_by_story(r, main) and (r.doc_id, r.date_start) not in dated and _is_one_of(r, known)
        else r
        for r in reports
    ]


def _is_dated_by_story(report: Report, main: Report) -> bool:
    after = days_after(report.date_start, main.date_start)
    softly = report.type in VIOLENT and report.date_basis == "story"
    return softly and after is not None and 0 < after <= RETOLD_DAYS


def _is_one_of(report: Report, known: Iterable[Report]) -> bool:
    """Whether the same is told at its place, around it, in it or nowhere."""
    same = [r for r in known if r.type == report.type]
    return any(report.place is None or r.place is None or overlaps(report.place, r.place) for r in same)


def part_of(reports: Sequence[Report], main: Report) -> list[Report]:
    """The reports, those of what was done in the main event told of it.

    The shots of a coup, the abduction in a raid, the dead of an accident who are told at its place.
    """
    return [_told_of(r, main) if _is_part(r, main) else r for r in reports]


def _told_of(report: Report, main: Report) -> Report:
    days = (main.date_start, main.date_end, main.date_prec)
    told = replace(report, type=main.type, apart=main.apart, date_start=days[0], date_end=days[1], date_prec=days[2])
    here = report.place == main.place
    return told if here else replace(told, place=main.place, mentions=main.mentions, place_basis="inferred")


def _is_part(report: Report, main: Report) -> bool:
    """Whether it is told of the main event's place and day, or nowhere, and of what such an event is made of."""
    here, then = report.place == main.place, report.date_start == main.date_start
    if report.type == "other":
        return here and then and _is_of_the_same(report.apart, main)
    if main.type in ATTACKS or report.type not in _BLOODY:
        return False
    return _is_cost_of(report, main, here=here, then=then)


def _is_cost_of(report: Report, main: Report, *, here: bool, then: bool) -> bool:
    """The dead of a disaster who are told at its place, and what was done in a coup where it was or nowhere."""
    if is_nobodys(main.apart) and (is_accident(main.apart) or not is_whole(main.apart)):
        around = here or (main.place is not None and report.place is not None and inside(main.place, report.place))
        return report.cost and around and (then or is_accident(main.apart))
    nowhere = here or report.place is None or report.place_basis == "inferred"
    after = days_after(report.date_start, main.date_start)
    return is_whole(main.apart) and nowhere and after is not None and abs(after) <= WHOLE_DAYS


def _is_of_the_same(kind: str, main: Report) -> bool:
    """As in "a shooting" of the raid, "two dams gave way" of the flood, "parliament was dissolved" of the coup."""
    if main.type in ATTACKS:
        return is_attack(kind)
    return (is_nobodys(main.apart) and is_nobodys(kind)) or (is_whole(main.apart) and is_in_whole(kind))


def _looks_back(report: Report, core: Report) -> Report:
    where = core if core.place else report
    return replace(
        report,
        place=where.place,
        mentions=where.mentions,
        place_basis=where.place_basis,
        date_start=core.date_start,
        date_end=core.date_end,
        date_prec=core.date_prec,
    )


def core_kind(reports: Iterable[Report], witness: Mapping[str, str], documents: Iterable[Document]) -> str | None:
    """The kind that gives the incident its name; None where no kind is told by enough documents.

    What a document calls it at its head counts as one more telling.
    """
    told: dict[str, set[str]] = defaultdict(set)
    docs = set()
    for report in reports:
        docs.add(witness.get(report.doc_id, report.doc_id))
        if report.type == "other" and gives_name(report.apart):
            told[report.apart].add(witness.get(report.doc_id, report.doc_id))
    heads = Counter(_kind_at_head(d) for d in documents)
    support = {kind: len(docs) + heads[kind] for kind, docs in told.items()}
    least = max(LEAST_SHARE * len(docs), min(len(docs), LEAST_TOLD))
    enough = [kind for kind in support if support[kind] >= least]
    return min(enough, key=lambda kind: (is_answer(kind), -support[kind], not is_nobodys(kind), kind), default=None)


def stands_for_all(kind: str | None, documents: Sequence[Document]) -> bool:
    """Whether all the rest is part of such an event: a coup, or an abduction or siege that half of the texts open with.

    One guard who was shot names no report that opens with 300 pupils who were carried off.
    """
    if kind is None or is_whole(kind):
        return kind is not None
    heads = Counter(_kind_at_head(d) for d in documents)
    return is_attack(kind) and 2 * heads[kind] >= len(documents)


def _kind_at_head(document: Document) -> str:
    """The kind that a document names first in its title or its beginning; empty where it names none."""
    with reading(document.language):
        return naming_kind_in(f"{document.title}\n{document.text[:HEAD]}")


def _day(reports: Sequence[Report], witness: Mapping[str, str], last: str | None) -> tuple[str, str] | None:
    """The day that most documents give; of equals the first, and none after the ``last``, when one was printed."""
    days: dict[tuple[str, str], set[str]] = defaultdict(set)
    for report in reports:
        early = report.date_start and (last is None or report.date_start <= last)
        if early and report.date_start and report.date_prec == 1:
            days[report.date_start, report.date_end or report.date_start].add(witness.get(report.doc_id, report.doc_id))
    return min(days, key=lambda day: (-len(days[day]), day), default=None)


def _told(report: Report, kind: str) -> Report:
    """A cost without a kind is what the incident's event cost; in a disaster, so are the killed of no other place."""
    if not report.cost or report.apart:
        return report
    if is_answer(kind):
        return report  # "the accident" is none of the marches about it
    if report.type == "other":
        return replace(report, apart=kind)
    nowhere = report.place is None or report.place_basis == "inferred"
    return replace(report, type="other", apart=kind) if is_nobodys(kind) and nowhere else report


def _of_event(report: Report, kind: str, day: tuple[str, str]) -> Report:
    """What the event cost has its day, and no place of its own: "In one village a family of four died".

    So has a flood that is only looked back at.
    """
    if report.type != "other" or report.apart != kind:
        return report
    if not report.cost:
        known = report.date_start is not None or not is_nobodys(kind)
        return report if known else replace(report, date_start=day[0], date_end=day[1], date_prec=1)
    return replace(report, date_start=day[0], date_end=day[1], date_prec=1, place=None, mentions=())
