"""What the filters ask of each record, as plain values for a file whose reader chooses without us.

The rules are those of ``filters``; ``tests/test_single_file.py`` holds the choices of a file against them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.export.brief.content import Passage, Reach, Reaches
from geo.messages import say
from geo.present.design import symbol_of
from geo.selection.bodies import QUOTED, done_by
from geo.selection.filters import KNOWN, LEAVES, days_of_count, known_key, places_of_count
from geo.selection.named import place_names
from geo.selection.offer import offer_of
from geo.selection.sentences import Sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.incident import Agency, Evidence, Incident, IncidentEvent, IncidentQuote, LedgerEntry
    from geo.selection.sentences import Named, Telling
    from geo.types import Place


def reaches_of(incident: Incident) -> Reaches:
    """Those of all events, counts and quotes, and what there is to choose from."""
    sentences, offer = Sentences(incident), offer_of(incident)
    named, telling = sentences.named, sentences.telling
    order = {e.id: n for n, e in enumerate(incident.events)}
    return Reaches(
        events=tuple(_of_event(e) for e in incident.events),
        counts=tuple(tuple(_of_count(x, incident, telling) for x in t.entries) for t in incident.tolls),
        quotes=tuple(_of_quote(q, named) for q in incident.quotes),
        bodies=tuple(tuple(_of_body(a, sentences, order) for a in j.agencies) for j in incident.jurisdictions),
        places=_offered(incident, offer.places),
        kinds=tuple(offer.kinds.items()),
        known=tuple((key, say(KNOWN[key][0]), n) for key, n in offer.known.items()),
    )


def _codes(place: Place | None) -> tuple[str, ...]:
    return tuple(filter(None, (place.country, place.admin1_code, place.id))) if place else ()


def _kind(event: IncidentEvent) -> tuple[str, str]:
    return symbol_of(event.type).key, known_key(event)


def _of_event(event: IncidentEvent) -> Reach:
    return Reach(_codes(event.place), (event.date_start, event.date_end), (_kind(event),), tuple(event.sources))


def _of_count(entry: LedgerEntry, incident: Incident, telling: Telling) -> Reach:
    """A count without a place is one for the incident's country, one of several places for what holds them all."""
    places = [_codes(p) for p in places_of_count(entry)]
    shared = tuple(code for code in places[0] if all(code in codes for codes in places)) if places else ()
    home = (incident.home_country,) if incident.home_country else ()
    events = telling.get((entry.doc_id, entry.evidence.sent_start), ())
    kinds = tuple(dict.fromkeys(map(_kind, events))) or ((LEAVES[entry.casualty.status], "wider"),)
    return Reach(shared if places else home, days_of_count(entry, incident), kinds, (entry.doc_id, *entry.copies))


def _of_quote(item: IncidentQuote, named: Named) -> Reach:
    """The places that its sentence names, and the country that its speaker speaks for."""
    spoken_for = (item.quote.jurisdiction or "").partition("-")[:1]
    codes = dict.fromkeys([*_named_in(item.evidence, named), *filter(None, spoken_for)])
    return Reach(tuple(codes), (item.quote.said_on or item.published, None), sources=(item.doc_id,))


def _of_body(body: Agency, sentences: Sentences, order: Mapping[str, int]) -> tuple[Passage, ...]:
    """What is told of a body, passage by passage; ``order`` has the positions of the events by their ids."""

    def of(e: Evidence) -> Passage:
        at = sentences.acted_at(body, e) if body.involvement == "acted" else sentences.places_at(e)
        return Passage(
            source=e.doc_id,
            places=_ids(sentences.places_at(e)),
            at=_ids(at),
            events=tuple(order[x.id] for x in sentences.events_at(e)),
            did=tuple(order[x.id] for x in done_by(body, e, sentences)),
            said=tuple(Reach((), (q.quote.said_on or q.published, None), (QUOTED,)) for q in sentences.quotes_at(e)),
        )

    return tuple(map(of, body.evidence))


def _ids(places: Iterable[Place]) -> tuple[str, ...]:
    return tuple(sorted({place.id for place in places}))


def _named_in(e: Evidence, named: Named) -> Iterable[str]:
    here = (place for at, place in named.get(e.doc_id, ()) if e.sent_start <= at < e.sent_end)
    return (code for place in here for code in _codes(place))


def _offered(incident: Incident, places: Iterable[Place]) -> tuple[tuple[str, str, str], ...]:
    names = place_names(incident)
    levels: dict[str, str] = {}
    for place in places:
        told = (("country", place.country), ("state", place.admin1_code), ("place", place.id))
        levels |= {code: level for level, code in told if code and level not in levels}
        if place.level in {"country", "admin1"}:
            levels.pop(place.id, None)
    named = [(level, code, names.get(code, code)) for code, level in levels.items()]
    return tuple(sorted(named, key=lambda told: (("country", "state", "place").index(told[0]), told[2])))
