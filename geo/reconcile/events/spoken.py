"""Where what was said belongs: the country whose government speaks, where no sentence says where that was.

No map pins a country; the filter of countries finds what its government said.  A state's government is not that of its
country, and who is told to be on a visit speaks abroad.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.lexicons import pattern, reading
from geo.reconcile.events.places import representative
from geo.reconcile.events.reports import SAID
from geo.types import COUNTRY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.incident import Evidence, IncidentEvent
    from geo.reconcile.people import People
    from geo.types import Document, Extraction, Place


def spoken_for(
    events: Iterable[IncidentEvent], people: People, extractions: Sequence[Extraction]
) -> tuple[IncidentEvent, ...]:
    """The events, those without a place that are said by a government's people in its country, marked as inferred."""
    known, texts = _countries(extractions), {x.document.id: x.document for x in extractions}
    return tuple(
        _placed(e, known.get(_country_of(e, people))) if _is_open(e) and not _is_away(e, texts) else e for e in events
    )


def is_spoken_for(event: IncidentEvent) -> bool:
    """Whether its country is only that of who spoke: nothing happened there, so no jurisdiction counts it."""
    return event.type in SAID and event.place_basis == "inferred" and event.where_prec == COUNTRY


def _is_open(event: IncidentEvent) -> bool:
    return event.type in SAID and event.place is None


def _is_away(event: IncidentEvent, texts: Mapping[str, Document]) -> bool:
    """Whether a sentence of it says that who speaks was away: "on a visit to that city"."""
    return any(_tells_of_visit(texts[e.doc_id], e) for e in event.evidence if e.doc_id in texts)


def _tells_of_visit(document: Document, e: Evidence) -> bool:
    with reading(document.language):
        told = pattern("places", "scene", "away_from_home")
    return told.search(document.text, e.sent_start, e.sent_end) is not None


def _country_of(event: IncidentEvent, people: People) -> str:
    """The one country that all who speak in it speak for; empty where there is none, or several, or a state of it."""
    found = {people.jurisdiction(actor) or "" for actor in event.actors}
    return found.pop() if len(found) == 1 else ""


def _countries(extractions: Iterable[Extraction]) -> dict[str, Place]:
    """The countries that the texts name, as they name them best."""
    named: dict[str, list[Place]] = {}
    for mention in (m for x in extractions for m in x.places):
        if mention.place and mention.place.level == "country" and mention.place.country:
            named.setdefault(mention.place.country, []).append(mention.place)
    return {code: place for code, places in named.items() if (place := representative(places)) is not None}


def _placed(event: IncidentEvent, country: Place | None) -> IncidentEvent:
    if country is None:
        return event
    return replace(event, place=country, where_prec=COUNTRY, place_basis="inferred")
