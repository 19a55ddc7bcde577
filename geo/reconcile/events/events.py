"""Reports of many documents become the incident's events.

An event is a type, a place and a day (and a speaker, where something is said).  Reports that agree in them are one
event; what a report leaves open of them is filled in by others (``settling``).
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.incident import IncidentEvent
from geo.reconcile.events.core import ATTACKS, core_kind, gathered, looking_back, on_main_day, part_of, stands_for_all
from geo.reconcile.events.kinds import gives_name, is_whole, name_of
from geo.reconcile.events.places import inside, key_of, representative
from geo.reconcile.events.prominence import prominence
from geo.reconcile.events.reports import Report, alert_of, reports_of
from geo.reconcile.events.scene import HEAD, around_scene, at_scene, killed_in_raid
from geo.reconcile.events.settling import as_copied, dated, firmly_dated, located, settled, spot_of
from geo.reconcile.events.titles import bare_title
from geo.reconcile.passages import UNDATED, by_source
from geo.types import ADMIN1, COUNTRY, LARGER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.reconcile.events.places import PlaceKey
    from geo.reconcile.events.settling import Days
    from geo.reconcile.people import People
    from geo.types import DayKnown, EventType, Extraction, HowKnown, Mention, Place

#: What an incident is named after, the first of equals first.
NAMING: tuple[EventType, ...] = ("raid", "killing", "clash", "prison_break", "other", "arrest", "arson", "blockade")

#: So many times as many may tell of an area what is told of a spot in it, and the spot is the scene.
NEARLY = 1.25
#: Behind every precision of a place.
UNKNOWN = 9
#: Documents that call a killing by the same finer word, from which that is its name.
NAMED_BY = 2
#: Of those words the one that may stand for every other.
VAGUEST = "attack"
#: How a day is known, the surest first.
_SUREST: tuple[DayKnown, ...] = ("told", "story", "inferred")
#: Kinds of places too wide to be a scene.
_TOO_WIDE = frozenset({"country", "region"})


@dataclass(frozen=True, slots=True)
class _Key:
    type: EventType
    place: PlaceKey | None
    days: Days
    apart: str


def _one_attack(reports: Sequence[Report]) -> list[Report]:
    """An attack told without its dead is the killing that others tell of that place and day."""
    deadly = {spot_of(r)[:2] for r in reports if r.type == "killing"}
    return [replace(r, type="killing") if r.type == "clash" and spot_of(r)[:2] in deadly else r for r in reports]


def _key(report: Report) -> _Key:
    spot = spot_of(report)
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
    whole = _wholes(events, kind) if kind else []
    naming = [key for key, e in events.items() if e.type in NAMING]
    named = whole or [key for key in naming if key.type != "other" or gives_name(key.apart)] or naming
    first = min(named, key=lambda key: _naming_order(events[key], witness), default=None)
    scenes = [] if first is None else [key for key in named if _is_scene_in(events[key], key, first, events[first])]
    return min(scenes, key=lambda key: _naming_order(events[key], witness), default=first)


def _wholes(events: Mapping[_Key, IncidentEvent], kind: str) -> list[_Key]:
    """Those of the kind, of which all the rest is part."""
    of_kind = [key for key in events if (key.type, key.apart) == ("other", kind)]
    return [key for key in of_kind if is_whole(kind) or _began_it(events[key], events.values())]


def _began_it(event: IncidentEvent, others: Iterable[IncidentEvent]) -> bool:
    """Whether its one day is told, and is not after what most tell: an abduction, not the siege of its end."""
    told = max((e for e in others if e.type in NAMING), key=lambda e: e.witnesses, default=event)
    start, first = event.date_start, told.date_start
    if start is None or start != event.date_end or event.date_basis != "told":
        return False
    return first is None or start <= first


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
    own = [r for extraction in extractions for r in reports_of(extraction, people)]
    read = as_copied(own, {x.document.id: x.document.text for x in extractions})
    kind = core_kind(read, witness, [x.document for x in extractions])
    printed = {x.document.id: x.document.published for x in extractions}
    told = looking_back(gathered(read, kind, witness, printed), witness, printed)
    on_days = settled(_one_attack(firmly_dated(told)), dated, witness, printed)
    groups = _grouped(_one_attack(settled(on_days, located, witness, printed)))
    events = {key: _event(key, reports, rank, witness) for key, reports in groups.items()}
    of_all = kind if stands_for_all(kind, [x.document for x in extractions]) else None
    main = _main(events, of_all, witness)
    if main is not None:
        placed = _grouped(_one_attack(_as_read(_placed_by_main(main, groups, extractions, witness), read)))
        events = {
            key: events[key] if groups.get(key) == reports else _event(key, reports, rank, witness)
            for key, reports in placed.items()
        }
        main = _main(events, of_all, witness)
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
    dated_again = on_main_day([*rest, *own], first)
    around = part_of(killed_in_raid(around_scene(dated_again, first, extractions), first), first)
    here: list[Report] = []
    away: list[Report] = []
    for report in around:
        (here if report.place == first.place and report.type in ATTACKS else away).append(report)
    printed = {x.document.id: x.document.published for x in extractions}
    return [*away, *settled(here, dated, witness, printed)]
