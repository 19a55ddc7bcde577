"""What the filters have to offer of an incident, and a choice made to fit it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.present.design import QUIET, SYMBOLS, symbol_of
from geo.selection.day_scale import outside, scale_of
from geo.selection.filters import KNOWN, NOTHING, known_key, places_of_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.incident import Incident
    from geo.selection.day_scale import DayScale
    from geo.selection.filters import Filters
    from geo.types import Place


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be chosen, each with what a reader is told of it."""

    places: tuple[Place, ...]
    """Where something happened or is said to have, and where somebody is counted."""
    scale: DayScale | None
    bars: tuple[int, ...]
    """Events by day, on the scale."""
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
        bars=tuple(scale.bars(incident)) if scale else (),
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
