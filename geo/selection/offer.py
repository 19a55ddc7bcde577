"""What the filters have to offer of an incident, and a choice made to fit it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from geo.present.design import QUIET, SYMBOLS, symbol_of
from geo.selection.day_scale import outside, scale_of
from geo.selection.filters import KNOWN, NOTHING, events_left, known_key, places_of_count

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from geo.incident import Incident, IncidentEvent
    from geo.selection.day_scale import DayScale
    from geo.selection.filters import Filters
    from geo.types import Place

Key = TypeVar("Key", bound="str | None")


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be chosen, each with what a reader is told of it."""

    places: tuple[Place, ...]
    """Where something happened or is said to have, and where somebody is counted."""
    scale: DayScale | None
    beyond: int
    """Sources whose date is not on the scale."""
    kinds: Mapping[str, int]
    """Events by symbol, in the order of the legend; those that nothing has are not in it."""
    usual: tuple[str, ...]
    """The kinds that a page shows by itself, as a filter: what happened, without what was said of it and travel."""
    known: Mapping[str, int]
    """Events by how well their place is known."""
    sources: frozenset[str]
    """Ids of the documents that were read."""

    def countries(self) -> set[str]:
        """Codes of all countries."""
        return {p.country for p in self.places if p.country}

    def states(self, country: str | None) -> set[str]:
        """Codes of the states of a country, or of all."""
        return {p.admin1_code for p in self.places if p.admin1_code and country in {None, p.country}}

    def towns(self, country: str | None, state: str | None) -> set[str]:
        """Ids of the places below a state, there or anywhere."""
        return {
            p.id
            for p in self.places
            if p.level not in {"country", "admin1"} and country in {None, p.country} and state in {None, p.admin1_code}
        }

    def fit(self, chosen: Filters) -> Filters:
        """The choice without what the widgets cannot show; a country or place that is not offered stays chosen."""
        if self.scale:
            chosen = replace(chosen, **self.scale.choice(*self.scale.span(chosen.first, chosen.last)))  # type: ignore[arg-type]
        return replace(
            self.moved(chosen, chosen.country, chosen.state),
            kinds=chosen.kinds and ticked([k for k in self.kinds if k in chosen.kinds], self.kinds),
            known=chosen.known and ticked([k for k in self.known if k in chosen.known], self.known),
            sources=tuple(sorted(self.sources.intersection(chosen.sources))),
        )

    def moved(self, chosen: Filters, country: str | None, state: str | None) -> Filters:
        """The choice with another country and state: a state elsewhere, and a place elsewhere, are let go."""
        kept = state if not state or not country or state.startswith(f"{country}.") else None
        unmoved = (country, kept) == (chosen.country, chosen.state)
        place = chosen.place if unmoved or chosen.place in self.towns(country, kept) else None
        return replace(chosen, country=country, state=kept, place=place)

    def at_state(self, chosen: Filters, code: str | None) -> Filters | None:
        """The choice with its place moved to a state; None where it has no place, or stands there, or nothing is told.

        A town that was chosen in that state is let go.
        """
        placed = bool(chosen.country or chosen.state or chosen.place)
        if not code or not placed or code not in self.states(None):
            return None
        country = chosen.country and code.partition(".")[0]
        moved = replace(chosen, country=country, state=code, place=None)
        return None if moved == chosen else moved


@dataclass(frozen=True, slots=True)
class Left:
    """What each part of a choice would find, all the other parts holding: the numbers that stand beside the filters."""

    kinds: Mapping[str, int]
    """Events by symbol, whichever kinds are chosen; one that nothing has is 0."""
    known: Mapping[str, int]
    """Events by how well their place is known, however well known ones are chosen."""
    began: Mapping[str | None, int]
    """Events by the day on which they begin, whichever days are chosen."""


def alike(events: Iterable[IncidentEvent]) -> tuple[tuple[IncidentEvent, int], ...]:
    """One of all events that are alike in kind, days and how well their place is known, with how many there are."""
    found: dict[Hashable, tuple[IncidentEvent, int]] = {}
    for event in events:
        key = event.type, event.date_start, event.date_end, event.place and event.where_prec
        first, many = found.get(key, (event, 0))
        found[key] = first, many + 1
    return tuple(found.values())


def left_of(told: Sequence[tuple[IncidentEvent, int]], chosen: Filters) -> Left:
    """The numbers for a choice of kinds, precision and days; ``told`` are the events, ``alike``, of its other parts."""
    open_ways = replace(chosen, country=None, state=None, place=None, area=None, sources=())
    return Left(
        _counted(told, replace(open_ways, kinds=()), lambda e: symbol_of(e.type).key),
        _counted(told, replace(open_ways, known=()), known_key),
        _counted(told, replace(open_ways, first=None, last=None), lambda e: e.date_start),
    )


def _counted(
    told: Sequence[tuple[IncidentEvent, int]], chosen: Filters, key: Callable[[IncidentEvent], Key]
) -> Mapping[Key, int]:
    many = {event.id: n for event, n in told}
    found: Counter[Key] = Counter()
    for event in events_left([event for event, _ in told], chosen):
        found[key(event)] += many[event.id]
    return found


def ticked(shown: Sequence[str], told: Iterable[str]) -> tuple[str, ...]:
    """What is ticked, as a filter: empty where all is ticked, ``NOTHING`` where nothing is."""
    return () if len(shown) == len(tuple(told)) else tuple(shown) or (NOTHING,)


def offer_of(incident: Incident) -> Offer:
    """All that the events, sources and counts of an incident can be chosen by."""
    scale = scale_of(incident)
    unread = {doc_id for doc_id, _ in incident.unread}
    kinds = Counter(symbol_of(e.type).key for e in incident.events)
    known = Counter(map(known_key, incident.events))
    return Offer(
        places=_places(incident),
        scale=scale,
        beyond=outside(incident),
        kinds={s.key: kinds[s.key] for s in SYMBOLS if kinds[s.key]},
        usual=_usual(incident, [s.key for s in SYMBOLS if kinds[s.key]]),
        known={key: known[key] for key in KNOWN if known[key]},
        sources=frozenset(d.id for d in incident.documents if d.id not in unread),
    )


def _usual(incident: Incident, told: Sequence[str]) -> tuple[str, ...]:
    """Empty, for all, where nothing else is told, or where the incident itself was a statement or a closed road."""
    main = {symbol_of(e.type).key for e in incident.events if e.main}
    happened = [key for key in told if key not in QUIET]
    return ticked(happened, told) if happened and main.isdisjoint(QUIET) else ()


def _places(incident: Incident) -> tuple[Place, ...]:
    """Where something happened or is said to have, and where somebody is counted."""
    told = [
        *(e.place for e in incident.events),
        *(m.place for _, m in incident.mentions if m.role == "event"),
        *(p for t in incident.tolls for x in t.entries for p in places_of_count(x)),
    ]
    return tuple(dict.fromkeys(p for p in told if p))
