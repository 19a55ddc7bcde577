"""Tables as CSV files that a spreadsheet opens: UTF-8 with a byte order mark, and no cell that it would run.

Column names follow UCDP GED where it has them, and are translated with the page.  An empty cell means that no source
says, never zero.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from geo.escape import cell, visible
from geo.messages import say
from geo.messages.stored import retold
from geo.present.wording import said
from geo.reconcile.stories import outlets_of
from geo.types import ADMIN1

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.incident import Evidence, Incident, IncidentEvent, IncidentFigure, IncidentQuote, LedgerEntry, Toll
    from geo.types import Document

EVENT_COLUMNS = (
    "id",
    "type",
    "title",
    "date_start",
    "date_end",
    "date_prec",
    "time",
    "place",
    "admin1",
    "country",
    "latitude",
    "longitude",
    "where_prec",
    "place_id",
    "actors",
    "sources",
    "publishers",
    "sentence",
)
LEDGER_COLUMNS = (
    "status",
    "party_class",
    "party",
    "count",
    "min",
    "max",
    "about",
    "asserted_by",
    "authority",
    "relation",
    "part_of",
    "place",
    "covers",
    "date",
    "outlets",
    "publisher",
    "published",
    "source",
    "sentence",
)
FIGURE_COLUMNS = (
    "number",
    "min",
    "max",
    "about",
    "what",
    "asserted_by",
    "unsure",
    "publisher",
    "published",
    "source",
    "sentence",
)
QUOTE_COLUMNS = (
    "speaker",
    "government",
    "affiliation",
    "kind",
    "said_on",
    "said_at",
    "words",
    "cue",
    "act",
    "themes",
    "denied",
    "publisher",
    "published",
    "source",
    "sentence",
)


def events_csv(incident: Incident) -> bytes:
    """The events of an incident, one row each."""
    documents = {d.id: d for d in incident.documents}
    return table(_headings(EVENT_COLUMNS), (_event(e, documents) for e in incident.events))


def ledger_csv(incident: Incident) -> bytes:
    """Every count of every toll, one row each."""
    documents = {d.id: d for d in incident.documents}
    return table(_headings(LEDGER_COLUMNS), (_entry(t, e, documents) for t in incident.tolls for e in t.entries))


def figures_csv(incident: Incident) -> bytes:
    """The numbers that are of no toll, one row each."""
    documents = {d.id: d for d in incident.documents}
    return table(_headings(FIGURE_COLUMNS), (_figure(f, documents) for f in incident.figures))


def quotes_csv(incident: Incident) -> bytes:
    """The quotes, one row each."""
    documents = {d.id: d for d in incident.documents}
    return table(_headings(QUOTE_COLUMNS), (_quote(q, documents) for q in incident.quotes))


def _headings(columns: Sequence[str]) -> list[str]:
    """The names of columns in the language of the page; what stands below is the same in all."""
    return [say(column, "column") for column in columns]


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file; every cell passes ``geo.escape.cell``, ``None`` becomes an empty cell."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([cell(_shown(value)) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _shown(value: object) -> object:
    if isinstance(value, str):
        return " ".join(visible(value).split())
    return "" if value is None else value


def _sentence(evidence: Evidence | None, documents: Mapping[str, Document]) -> str | None:
    document = documents.get(evidence.doc_id) if evidence else None
    return document.text[evidence.sent_start : evidence.sent_end] if document and evidence else None


def _source(doc_id: str, documents: Mapping[str, Document]) -> str | None:
    document = documents.get(doc_id)
    return (document.url or document.name or document.title) if document else None


def _event(event: IncidentEvent, documents: Mapping[str, Document]) -> list[object]:
    place = event.place
    pinned = place if event.pinned and event.where_prec != ADMIN1 else None  # a state is an area and no point
    return [
        event.id,
        event.type,
        event.title,
        event.date_start,
        event.date_end,
        event.date_prec,
        event.time,
        place and place.name,
        place and place.admin1,
        place and place.country,
        pinned and pinned.lat,
        pinned and pinned.lon,
        event.where_prec,
        place and place.id,
        "; ".join(event.actors),
        len(event.sources),
        "; ".join(_publishers(event, documents)),
        _sentence(event.evidence[0] if event.evidence else None, documents),
    ]


def _publishers(event: IncidentEvent, documents: Mapping[str, Document]) -> list[str]:
    return list(dict.fromkeys(d.publisher for d in map(documents.get, event.sources) if d and d.publisher))


def _entry(toll: Toll, entry: LedgerEntry, documents: Mapping[str, Document]) -> list[object]:
    count = entry.casualty
    place = count.place and count.place.place
    return [
        toll.status,
        toll.party_class,
        count.party,
        count.text,
        count.min,
        count.max,
        count.approx,
        entry.asserted_by,
        entry.authority,
        entry.relation,
        said(entry.part_of) if entry.part_of else None,
        place.name if place else None,
        "; ".join(p.name for p in entry.covers),
        count.date,
        len(outlets_of((entry.doc_id, *entry.copies), documents)),
        entry.publisher,
        entry.published,
        _source(entry.doc_id, documents),
        _sentence(entry.evidence, documents),
    ]


def _figure(item: IncidentFigure, documents: Mapping[str, Document]) -> list[object]:
    told = item.figure
    return [
        told.text,
        told.min,
        told.max,
        told.approx,
        told.what,
        item.asserted_by,
        retold(told.unsure) or None,
        item.publisher,
        item.published,
        _source(item.doc_id, documents),
        _sentence(item.evidence, documents),
    ]


def _quote(told: IncidentQuote, documents: Mapping[str, Document]) -> list[object]:
    quote = told.quote
    return [
        told.speaker,
        told.government,
        quote.affiliation,
        quote.kind,
        quote.said_on,
        quote.said_at and quote.said_at.place and quote.said_at.place.name,
        quote.text,
        quote.cue,
        quote.act,
        "; ".join(quote.themes),
        "; ".join(quote.denied),
        told.publisher,
        told.published,
        _source(told.doc_id, documents),
        _sentence(told.evidence, documents),
    ]
