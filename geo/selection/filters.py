"""What a reader has chosen to see: one frozen record that lives in the address, and what it leaves of an incident."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, get_args

from geo.messages import message
from geo.present.design import symbol_of
from geo.reconcile.title import subtitle_of
from geo.reconcile.tolls.checks import checks_of
from geo.reconcile.tolls.toll import tolls_of
from geo.selection.area import Area
from geo.selection.bodies import QUOTED, at_places, happened_in, in_time, of_choice
from geo.selection.sentences import Sentences
from geo.selection.told_by import bodies_told_by, events_told_by
from geo.types import EventType

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from geo.incident import (
        EventAside,
        Evidence,
        Incident,
        IncidentEvent,
        IncidentFigure,
        IncidentJurisdiction,
        IncidentQuote,
        LedgerEntry,
        Toll,
    )
    from geo.selection.area import Outline
    from geo.selection.bodies import Choice
    from geo.selection.sentences import Named, Telling
    from geo.types import Mention, Place, Status


#: How well a place is known, as the filter offers it, and the UCDP codes behind each.
KNOWN: dict[str, tuple[str, frozenset[int | None]]] = {
    "point": (message("Point or near it"), frozenset({1, 2})),
    "municipality": (message("Municipality"), frozenset({3})),
    "state": (message("State only"), frozenset({4})),
    "wider": (message("Wider or no place"), frozenset({5, 6, 7, None})),
}
#: In an address: every kind, those too that a page leaves out until it is asked for them.
ALL = "all"
#: Stands alone in ``kinds`` or ``known`` where every tick is taken off.
NOTHING = "none"
_NAMES = {"first": "from", "last": "to", "kinds": "kind", "known": "known", "sources": "source"}


@dataclass(frozen=True, slots=True)
class Filters:
    """A choice; what is None or empty leaves everything in."""

    country: str | None = None
    """ISO 3166-1 alpha-2."""
    state: str | None = None
    """GeoNames admin-1 code, ``MX.14``."""
    place: str | None = None
    """Id of a place."""
    first: str | None = None
    last: str | None = None
    """ISO dates, both inclusive."""
    kinds: tuple[str, ...] = ()
    """Keys of the symbols shown."""
    known: tuple[str, ...] = ()
    """Keys of ``KNOWN`` shown."""
    sources: tuple[str, ...] = ()
    """Ids of documents."""
    area: Area | None = None
    """What was drawn around on the map."""

    def to_query_params(self) -> dict[str, str]:
        """The choice as parameters of an address, which ``address`` reads; what is not set does not appear."""
        told = {f.name: getattr(self, f.name) for f in fields(self)}
        return {_NAMES.get(k, k): _word(v) for k, v in told.items() if v}

    @property
    def by_place(self) -> bool:
        """True when a country, state, place or part of the map is chosen."""
        return bool(self.country or self.state or self.place or self.area)


def _word(value: str | tuple[str, ...] | Area) -> str:
    if isinstance(value, Area):
        return value.word()
    return value if isinstance(value, str) else ",".join(value)


#: Names of the parameters by field.
PARAMETERS = {f.name: _NAMES.get(f.name, f.name) for f in fields(Filters)}


def holds_place(filters: Filters, place: Place | None, prec: int | None = None) -> bool:
    """Whether a place, known so well, lies in the chosen one; no place lies in none."""
    if not filters.by_place:
        return True
    if place is None:
        return False
    return (
        (not filters.country or place.country == filters.country)
        and (not filters.state or place.admin1_code == filters.state)
        and (not filters.place or place.id == filters.place)
        and (not filters.area or filters.area.holds(place, prec))
    )


def holds_dates(filters: Filters, start: str | None, end: str | None = None) -> bool:
    """Whether a date or a span touches the chosen days; "2025-05" is the whole month; undated lies in no choice."""
    if not (filters.first or filters.last):
        return True
    if not start:
        return False
    return (not filters.last or start <= filters.last[: len(start)]) and (
        not filters.first or (end or start) >= filters.first[: len(end or start)]
    )


def _holds_source(filters: Filters, doc_ids: Iterable[str]) -> bool:
    return not filters.sources or not set(filters.sources).isdisjoint(doc_ids)


def known_key(event: IncidentEvent) -> str:
    """Key of ``KNOWN`` for how well an event's place is known."""
    return next(key for key, (_, codes) in KNOWN.items() if (event.where_prec if event.place else None) in codes)


def events_left(events: Sequence[IncidentEvent], filters: Filters) -> tuple[IncidentEvent, ...]:
    """The events in the choice, in their order.

    Of a hundred thousand events few differ in their days or kind: each part of the choice is asked once for what
    differs, and one that leaves everything in is not asked.
    """
    if filters.kinds:
        types = _types_of(filters.kinds)
        events = [e for e in events if e.type in types]
    if filters.known:
        precs = [e.place and e.where_prec for e in events]
        events = _of(events, precs, lambda e: known_key(e) in filters.known)
    if filters.first or filters.last:
        days = [(e.date_start, e.date_end) for e in events]
        events = _of(events, days, lambda e: holds_dates(filters, e.date_start, e.date_end))
    if filters.by_place:
        events = [e for e in events if holds_place(filters, e.place, e.drawn_prec)]
    if filters.sources:
        events = _of(events, [e.sources for e in events], lambda e: _holds_source(filters, e.sources))
    return tuple(events)


def _types_of(kinds: Sequence[str]) -> frozenset[str]:
    """The types of events that these symbols show."""
    return frozenset(kind for kind in get_args(EventType) if symbol_of(kind).key in kinds)


def _of(
    events: Sequence[IncidentEvent], differ: Sequence[Hashable], holds: Callable[[IncidentEvent], bool]
) -> Sequence[IncidentEvent]:
    """Those events that it ``holds`` for; alike in this are those of which the same stands in ``differ``."""
    held = {key: holds(event) for key, event in dict(zip(differ, events, strict=True)).items()}
    return [event for key, event in zip(differ, events, strict=True) if held[key]]


def _of_a_country(filters: Filters) -> bool:
    """Whether nothing smaller than a country is chosen."""
    return not (filters.state or filters.place or filters.area)


#: The kind of event that leaves people so, for a count whose sentence tells no event.
LEAVES: dict[Status, str] = {"killed": "clash", "injured": "clash", "arrested": "prison", "missing": "clash"}


def places_of_count(entry: LedgerEntry) -> tuple[Place, ...]:
    """The places that it counts for, or the one that its words name; none: it is of the incident as a whole."""
    named = entry.casualty.place.place if entry.casualty.place else None
    return entry.covers or ((named,) if named else ())


def _holds_count(filters: Filters, entry: LedgerEntry, whole: Incident, told: Telling) -> bool:
    """A count is one of a place where all that it counts for lies in it: "four in two towns" is of neither alone."""
    places = places_of_count(entry)
    # A count without a place is one for the incident as a whole, so it holds for the country that the incident is in.
    national = not places and filters.country == whole.home_country and _of_a_country(filters)
    return (
        (national or all(holds_place(filters, p) for p in places or (None,)))
        and holds_dates(filters, *days_of_count(entry, whole))
        and _counts_of_choice(filters, entry, told.get((entry.doc_id, entry.evidence.sent_start), ()))
        and _holds_source(filters, (entry.doc_id, *entry.copies))
    )


def days_of_count(entry: LedgerEntry, whole: Incident) -> tuple[str | None, str | None]:
    """The day it is told for; of a count without one, from the incident's first day to that of its publication."""
    if entry.casualty.date:
        return entry.casualty.date, None
    first = whole.period[0] if whole.period else None
    if first and entry.published and first <= entry.published:
        return first, entry.published
    return entry.published or first, None


def _counts_of_choice(filters: Filters, entry: LedgerEntry, events: Sequence[IncidentEvent]) -> bool:
    """Whether kinds and precision leave an event that its sentence tells, or the kind that leaves people so."""
    if events:
        return any(_of_kind(filters, e) for e in events)
    kinds = not filters.kinds or LEAVES[entry.casualty.status] in filters.kinds
    return kinds and (not filters.known or "wider" in filters.known)


def _of_kind(filters: Filters, event: IncidentEvent) -> bool:
    return (not filters.kinds or symbol_of(event.type).key in filters.kinds) and (
        not filters.known or known_key(event) in filters.known
    )


def _holds_figure(filters: Filters, item: IncidentFigure, named: Named) -> bool:
    """A figure belongs to the places that its sentence names."""
    return (
        (not filters.by_place or _names_place(filters, item.evidence, named))
        and holds_dates(filters, item.published)
        and _holds_source(filters, (item.doc_id,))
    )


def _events_aside_left(incident: Incident, filters: Filters, named: Named) -> tuple[EventAside, ...]:
    """Those told within the days: they have none in the incident."""
    published = {d.id: d.published for d in incident.documents}
    return tuple(
        e
        for e in incident.events_aside
        if holds_dates(filters, published.get(e.evidence.doc_id)) and _holds_event_aside(filters, e, named)
    )


def _holds_event_aside(filters: Filters, item: EventAside, named: Named) -> bool:
    """It has no place in the incident: its sentence must name a chosen one."""
    return (
        (not filters.by_place or _names_place(filters, item.evidence, named))
        and (not filters.kinds or symbol_of(item.type).key in filters.kinds)
        and _holds_source(filters, (item.evidence.doc_id,))
    )


def _names_place(filters: Filters, e: Evidence, named: Named) -> bool:
    return any(e.sent_start <= at < e.sent_end and holds_place(filters, p) for at, p in named.get(e.doc_id, ()))


def _holds_quote(filters: Filters, item: IncidentQuote, named: Named) -> bool:
    """A quote belongs to a place if the sentence around it names one there, or if its speaker speaks for it."""
    speaks = bool(
        filters.country and _of_a_country(filters) and (item.quote.jurisdiction or "").startswith(filters.country)
    )
    return (
        (not filters.by_place or speaks or _names_place(filters, item.evidence, named))
        and holds_dates(filters, item.quote.said_on or item.published)
        and _holds_source(filters, (item.doc_id,))
    )


def _limited(j: IncidentJurisdiction, filters: Filters) -> IncidentJurisdiction | None:
    """It as the chosen sources tell of it, or None where the choice of places or sources leaves it out."""
    here = filters.country in {None, j.country} and filters.state in {None, j.admin1_code} and _meets(filters, j)
    if not here or not _holds_source(filters, (e.doc_id for e in j.evidence)):
        return None
    return bodies_told_by(j, filters.sources)


def _meets(filters: Filters, j: IncidentJurisdiction) -> bool:
    return not (filters.area and j.admin1_code) or j.admin1_code in filters.area.states


def narrow(
    incident: Incident,
    filters: Filters,
    outline: Outline = lambda _: None,
    sentences: Sentences | None = None,
) -> Incident:
    """The incident with only what the choice leaves; tolls are made anew from the counts that remain.

    ``outline`` tells where states lie, for a choice on the map; ``sentences`` are those of the whole incident, for whom
    they serve several choices.
    """
    if filters == Filters():
        return incident
    sentences = sentences or Sentences(incident)
    named, told = sentences.named, sentences.telling
    if filters.area:
        filters = replace(filters, area=filters.area.among(places_of(incident), outline))
    events = tuple(events_told_by(events_left(incident.events, filters), filters.sources, incident))
    tolls = tolls_of(_counts_left(incident, filters, told))
    quotes = tuple(q for q in incident.quotes if _holds_quote(filters, q, named))
    return replace(
        incident,
        subtitle=subtitle_of(events, _days_left(incident, filters), len(_sources_left(filters, events, tolls, quotes))),
        events=events,
        tolls=tolls,
        checks=checks_of(tolls),
        figures=tuple(f for f in incident.figures if _holds_figure(filters, f, named)),
        events_aside=_events_aside_left(incident, filters, named),
        set_aside=tuple(a for a in incident.set_aside if _holds_count(filters, a.entry, incident, told)),
        quotes=quotes,
        jurisdictions=_jurisdictions_left(incident, filters, events, sentences),
        mentions=_mentions_left(incident, filters),
    )


def places_of(incident: Incident) -> set[Place]:
    """Where something happened, what the texts name, and where somebody is counted."""
    places = [
        *(e.place for e in incident.events),
        *(m.place for _, m in incident.mentions),
        *(p for t in incident.tolls for x in t.entries for p in places_of_count(x)),
    ]
    return {p for p in places if p}


def _days_left(incident: Incident, filters: Filters) -> tuple[str, str] | None:
    """The chosen days within those of the incident."""
    first, last = incident.period or (None, None)
    first = max(filter(None, (first, filters.first)), default=None)
    last = min(filter(None, (last, filters.last)), default=None)
    return (first, last) if first and last and first <= last else None


def _sources_left(
    filters: Filters, events: Iterable[IncidentEvent], tolls: Iterable[Toll], quotes: Iterable[IncidentQuote]
) -> frozenset[str]:
    """Ids of the documents that tell an event, count somebody or are quoted from.

    A quote is of no kind of event and has no place of its own: where such are chosen it speaks for no document.
    """
    counting = (i for t in tolls for e in t.entries for i in (e.doc_id, *e.copies))
    quoted = () if filters.kinds or filters.known else (q.doc_id for q in quotes)
    found = frozenset(chain(chain.from_iterable([e.sources for e in events]), counting, quoted))
    return found.intersection(filters.sources) if filters.sources else found


def sources_left(incident: Incident, filters: Filters) -> frozenset[str]:
    """Ids of the documents, of the chosen ones if any are, that tell anything of what the filters left."""
    return _sources_left(filters, incident.events, incident.tolls, incident.quotes)


def _counts_left(incident: Incident, filters: Filters, told: Telling) -> list[LedgerEntry]:
    """The counts that the choice leaves; within a chosen place nothing lies far off."""
    left = [x for t in incident.tolls for x in t.entries if _holds_count(filters, x, incident, told)]
    return [replace(x, away=False) for x in left] if filters.by_place else left


def _jurisdictions_left(
    incident: Incident, filters: Filters, events: tuple[IncidentEvent, ...], sentences: Sentences
) -> tuple[IncidentJurisdiction, ...]:
    left = with_events([j for j in (_limited(j, filters) for j in incident.jurisdictions) if j], events)
    choices = list(_choices_of_bodies(filters, sentences))
    for choice in choices:
        left = tuple(of_choice(j, choice) for j in left)
    return tuple(j for j in left if j.agencies or j.events) if choices else left


def with_events(
    jurisdictions: Iterable[IncidentJurisdiction], events: Iterable[IncidentEvent]
) -> tuple[IncidentJurisdiction, ...]:
    """Each with the number of these events in it."""
    placed = happened_in(events)
    return tuple(replace(j, events=placed(j)) for j in jurisdictions)


def _choices_of_bodies(filters: Filters, sentences: Sentences) -> Iterable[Choice]:
    """What a choice of places and one of days and kinds ask of the sentences on a body."""
    if filters.place or filters.area:
        yield at_places(partial(holds_place, filters), sentences)
    timely = Filters(first=filters.first, last=filters.last, kinds=filters.kinds, known=filters.known)
    if timely != Filters():
        yield in_time(partial(_is_timely, timely), partial(_is_quoted, timely), sentences)


def _is_timely(filters: Filters, event: IncidentEvent) -> bool:
    return _of_kind(filters, event) and holds_dates(filters, event.date_start, event.date_end)


def _is_quoted(filters: Filters, item: IncidentQuote) -> bool:
    """Whether a choice of days and kinds leaves somebody's words."""
    kind, known = QUOTED
    return (
        holds_dates(filters, item.quote.said_on or item.published)
        and (not filters.kinds or kind in filters.kinds)
        and (not filters.known or known in filters.known)
    )


def _mentions_left(incident: Incident, filters: Filters) -> tuple[tuple[str, Mention], ...]:
    if not filters.by_place and not filters.sources:
        return incident.mentions
    return tuple((d, m) for d, m in incident.mentions if holds_place(filters, m.place) and _holds_source(filters, (d,)))
