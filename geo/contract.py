"""An Extraction as the JSON that ``python -m geo extract`` writes and other programs read.  Keep it stable.

One flat object for each record; offsets are code points into ``document.text``; null means "no source says".
``sent_start``, ``sent_end``, ``admin1_code``, ``reason`` and ``involvement`` are extras that a reader may ignore.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.types import Casualty, Document, Extraction, Figure, Jurisdiction, Mention, Person, Quote, Telling

#: The lists of a line, in their order.
LISTS = ("places", "events", "casualties", "quotes", "people", "jurisdictions", "figures")


def to_json(extraction: Extraction) -> dict[str, Any]:
    """The extraction as a dictionary for ``json.dump``; its ``doc_id`` is the document's own id."""
    return {
        "doc_id": extraction.document.id,
        "document": document_to_json(extraction.document),
        "places": [_place(mention) for mention in extraction.places],
        "events": [_event(telling) for telling in extraction.events],
        "casualties": [_casualty(casualty) for casualty in extraction.casualties],
        "quotes": [_quote(quote) for quote in extraction.quotes],
        "people": [_person(person) for person in extraction.people],
        "jurisdictions": [_jurisdiction(jurisdiction) for jurisdiction in extraction.jurisdictions],
        "figures": [_figure(figure) for figure in extraction.figures],
        "warnings": list(extraction.warnings),
    }


def error_to_json(doc_id: object, text: str | None, error: str) -> dict[str, Any]:
    """What stands in the place of a document that could not be read: its text, the error and empty lists."""
    return {"doc_id": doc_id, "document": {"text": text or ""}, **{name: [] for name in LISTS}, "error": error}


def document_to_json(document: Document) -> dict[str, Any]:
    """The document's own fields, the text last."""
    return {
        "id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "url": document.url,
        "domain": document.domain,
        "published": document.published,
        "published_basis": document.published_basis,
        "published_reason": document.published_reason,
        "language": document.language,
        "kind": document.kind,
        "name": document.name,
        "outlets": list(document.outlets),
        "text": document.text,
    }


def _place(mention: Mention) -> dict[str, Any]:
    place = mention.place
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "role": mention.role,
        "name": place.name if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "level": place.level if place else None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "admin2": place.admin2 if place else None,
        "place_id": place.id if place else None,
        "where_prec": mention.where_prec,
        "score": mention.score,
        "radius_km": mention.radius_km,
        "admin1_code": place.admin1_code if place else None,
        "reason": mention.reason,
    }


def _event(telling: Telling) -> dict[str, Any]:
    return {
        "start": telling.start,
        "end": telling.end,
        "type": telling.type,
        "date_start": telling.date_start,
        "date_end": telling.date_end,
        "date_prec": telling.date_prec,
        "time": telling.time,
        "places": [_event_place(mention) for mention in telling.places],
        "actors": list(telling.actors),
        "reality": telling.reality,
        "background": telling.background,
        "duplicate_of": telling.duplicate_of,
        "sent_start": telling.sent_start,
        "sent_end": telling.sent_end,
        "date_basis": telling.date_basis,
        "place_basis": telling.place_basis,
    }


def _event_place(mention: Mention) -> dict[str, Any]:
    """A place an event is told at; its name is the text's own where it was not resolved."""
    place = mention.place
    return {
        "name": place.name if place else mention.text,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "level": place.level if place else None,
        "where_prec": mention.where_prec,
    }


def _casualty(casualty: Casualty) -> dict[str, Any]:
    where = casualty.place
    return {
        "start": casualty.start,
        "end": casualty.end,
        "text": casualty.text,
        "min": casualty.min,
        "max": casualty.max,
        "approx": casualty.approx,
        "status": casualty.status,
        "party": casualty.party,
        "party_class": casualty.party_class,
        "place": _event_place(where)["name"] if where else None,
        "date": casualty.date,
        "date_basis": casualty.date_basis,
        "attributed_to": casualty.attributed_to,
        "duplicate_of": casualty.duplicate_of,
        "subset_of": casualty.subset_of,
        "sent_start": casualty.sent_start,
        "sent_end": casualty.sent_end,
    }


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "start": quote.start,
        "end": quote.end,
        "parts": [list(part) for part in quote.parts],
        "text": quote.text,
        "kind": quote.kind,
        "speaker": quote.speaker,
        "speaker_start": quote.speaker_start,
        "speaker_end": quote.speaker_end,
        "speaker_text": quote.speaker_text,
        "cue": quote.cue,
        "affiliation": quote.affiliation,
        "jurisdiction": quote.jurisdiction,
        "said_on": quote.said_on,
        "sent_start": quote.sent_start,
        "sent_end": quote.sent_end,
        "act": quote.act,
        "themes": list(quote.themes),
        "denied": list(quote.denied),
        "said_at": _event_place(quote.said_at) if quote.said_at else None,
    }


def _person(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "aliases": list(person.aliases),
        "role": person.role,
        "affiliation": person.affiliation,
        "jurisdiction": person.jurisdiction,
    }


def _jurisdiction(jurisdiction: Jurisdiction) -> dict[str, Any]:
    return {
        "name": jurisdiction.name,
        "level": jurisdiction.level,
        "country": jurisdiction.country,
        "admin1": jurisdiction.admin1,
        "basis": jurisdiction.basis,
        "agencies": list(jurisdiction.agencies),
        "evidence": [list(span) for span in jurisdiction.evidence],
        "involvement": jurisdiction.involvement,
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "start": figure.start,
        "end": figure.end,
        "text": figure.text,
        "min": figure.min,
        "max": figure.max,
        "approx": figure.approx,
        "what": figure.what,
        "attributed_to": figure.attributed_to,
        "unsure": figure.unsure,
        "sent_start": figure.sent_start,
        "sent_end": figure.sent_end,
    }
