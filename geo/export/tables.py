"""The records as tables, and tables as CSV files that a spreadsheet opens: UTF-8 with a byte order mark.

Column names follow UCDP GED where it has them, and are translated with the page.  An empty cell means that no source
says, never zero; no cell is one that a spreadsheet would run.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.escape import cell, visible
from geo.export.code_words import in_words
from geo.messages import say
from geo.messages.stored import retold
from geo.present.deeds import additions
from geo.present.origins import name_of
from geo.present.wording import INVOLVED_WORDS, body, government, jurisdiction, place_name, said
from geo.reconcile.stories import outlets_of
from geo.types import ADMIN1

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.custody import Deed, Grade
    from geo.export.brief.content import View
    from geo.incident import (
        Evidence,
        Incident,
        IncidentEvent,
        IncidentFigure,
        IncidentJurisdiction,
        IncidentQuote,
        LedgerEntry,
        Toll,
    )
    from geo.types import DayKnown, Document

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
    "date_basis",
    "place_basis",
    "radius_km",
    "origins",
    "grades",
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
    "date_basis",
    "outlets",
    "publisher",
    "published",
    "source",
    "sentence",
    "origin",
    "grade",
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
    "grade",
)


SOURCE_COLUMNS = (
    "id",
    "title",
    "publisher",
    "outlets",
    "url",
    "published",
    "published_basis",
    "language",
    "kind",
    "name",
    "events",
    "counts",
    "quotes",
    "grade",
    "grade_reason",
    "original",
    "arrival",
    "arrived_at",
)
JURISDICTION_COLUMNS = (
    "name",
    "level",
    "country",
    "admin1",
    "territory",
    "authority",
    "events",
    "agencies",
    "publishers",
    "sentence",
)
LOG_COLUMNS = ("at", "who", "what", "detail", "source", "title")


@dataclass(frozen=True, slots=True)
class Table:
    """Records of one kind; element [i][j] of the rows is what the i-th has in the j-th column, None where nothing."""

    name: str
    columns: tuple[str, ...]
    rows: list[list[object]]
    translated: bool = True
    """False: its columns and codes are called as a codebook calls them, on all pages."""

    def csv(self) -> bytes:
        """It as a file in the language of the page."""
        return table(self.headings(), self.cells())

    def headings(self) -> list[str]:
        """The names of columns in the language of the page."""
        return [say(column, "column") if self.translated else column for column in self.columns]

    def cells(self) -> list[list[object]]:
        """The rows with their codes in words of the page; for a codebook as they are."""
        return in_words(self.name, self.columns, self.rows) if self.translated else self.rows


def tables(view: View) -> tuple[Table, ...]:
    """What a view shows: events, counts, quotes, sources and jurisdictions, and the log of what was done to sources."""
    shown = view.shown
    return events(shown), ledger(shown), quotes(shown), sources(view), jurisdictions(shown), log(shown.log)


def events(incident: Incident) -> Table:
    """The events of an incident."""
    documents, grades = _documents(incident), dict(incident.grades)
    return Table("events", EVENT_COLUMNS, [_event(e, documents, grades) for e in incident.events])


def ledger(incident: Incident) -> Table:
    """Every count of every toll."""
    documents, grades = _documents(incident), dict(incident.grades)
    rows = [[*_entry(t, e, documents), _code(grades, e.doc_id)] for t in incident.tolls for e in t.entries]
    return Table("counts", LEDGER_COLUMNS, rows)


def quotes(incident: Incident) -> Table:
    """The quotes."""
    documents, grades = _documents(incident), dict(incident.grades)
    rows = [[*_quote(q, documents), _code(grades, q.doc_id)] for q in incident.quotes]
    return Table("quotes", QUOTE_COLUMNS, rows)


def sources(view: View) -> Table:
    """The sources that tell what is left, with how many of its events, counts and quotes each tells."""
    shown = view.shown
    told = (
        Counter(i for e in shown.events for i in set(e.sources)),
        Counter(i for t in shown.tolls for e in t.entries for i in {e.doc_id, *e.copies}),
        Counter(q.doc_id for q in shown.quotes),
    )
    grades = dict(shown.grades)
    came = additions(view.whole.log)
    rows = [
        [
            *_document(d, told),
            _code(grades, d.id),
            grades[d.id].reason if d.id in grades else None,
            d.original,
            d.arrival,
            came[d.id].at if d.id in came else None,
        ]
        for d in shown.documents
        if view.sources is None or d.id in view.sources
    ]
    return Table("sources", SOURCE_COLUMNS, rows)


def jurisdictions(incident: Incident) -> Table:
    """The territories and governments."""
    documents = _documents(incident)
    rows = [_jurisdiction(j, documents) for j in incident.jurisdictions]
    return Table("jurisdictions", JURISDICTION_COLUMNS, rows)


def log(deeds: Iterable[Deed]) -> Table:
    """What was done to sources, oldest first, in UTC."""
    return Table("log", LOG_COLUMNS, [[d.at, d.who, d.what, d.detail or None, d.doc_id, d.title] for d in deeds])


def events_csv(incident: Incident) -> bytes:
    """The events of an incident, one row each."""
    return events(incident).csv()


def ledger_csv(incident: Incident) -> bytes:
    """Every count of every toll, one row each."""
    return ledger(incident).csv()


def figures_csv(incident: Incident) -> bytes:
    """The numbers that are of no toll, one row each."""
    documents = _documents(incident)
    return Table("figures", FIGURE_COLUMNS, [_figure(f, documents) for f in incident.figures]).csv()


def quotes_csv(incident: Incident) -> bytes:
    """The quotes, one row each."""
    return quotes(incident).csv()


def _documents(incident: Incident) -> dict[str, Document]:
    return {d.id: d for d in incident.documents}


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file; every cell passes ``geo.escape.cell``, ``None`` becomes an empty cell."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([cell("" if value is None else plain(value)) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def plain(value: object) -> object:
    """Words on one line, without marks that hide or reverse them; all else as it is."""
    return " ".join(visible(value).split()) if isinstance(value, str) else value


def _sentence(evidence: Evidence | None, documents: Mapping[str, Document]) -> str | None:
    document = documents.get(evidence.doc_id) if evidence else None
    return document.text[evidence.sent_start : evidence.sent_end] if document and evidence else None


def _source(doc_id: str, documents: Mapping[str, Document]) -> str | None:
    document = documents.get(doc_id)
    return (document.url or document.name or document.title) if document else None


def _code(grades: Mapping[str, Grade], doc_id: str) -> str | None:
    return grades[doc_id].code if doc_id in grades else None


def _event(event: IncidentEvent, documents: Mapping[str, Document], grades: Mapping[str, Grade]) -> list[object]:
    place = event.place
    pinned = place if event.pinned and event.drawn_prec != ADMIN1 else None  # a state is an area and no point
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
        "; ".join(_publishers(event.sources, documents)),
        _sentence(event.evidence[0] if event.evidence else None, documents),
        known(event.date_start, event.date_basis),
        event.place_basis if place else None,
        event.radius_km,
        "; ".join(map(name_of, event.origins)) or None,
        "; ".join(filter(None, (_code(grades, i) for i in event.sources))) or None,
    ]


def known(day: str | None, basis: DayKnown) -> str | None:
    """Whether a sentence tells the day; what the text tells around it is inferred for this event or count."""
    if day is None:
        return None
    return "told" if basis == "told" else "inferred"


def _publishers(doc_ids: Iterable[str], documents: Mapping[str, Document]) -> list[str]:
    return list(dict.fromkeys(d.publisher for d in map(documents.get, doc_ids) if d and d.publisher))


def _document(document: Document, told: Sequence[Counter[str]]) -> list[object]:
    return [
        document.id,
        document.title,
        document.publisher,
        "; ".join(document.outlets),
        document.url,
        document.published,
        document.published_basis,
        document.language,
        document.kind,
        document.name,
        *(counts[document.id] for counts in told),
    ]


def _jurisdiction(item: IncidentJurisdiction, documents: Mapping[str, Document]) -> list[object]:
    return [
        jurisdiction(item),
        item.level,
        item.country,
        item.admin1,
        item.territory,
        item.authority,
        item.events,
        "; ".join(f"{body(a, item.level)} ({INVOLVED_WORDS[a.involvement]})" for a in item.agencies),
        "; ".join(_publishers((e.doc_id for e in item.evidence), documents)),
        _sentence(item.evidence[0] if item.evidence else None, documents),
    ]


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
        place_name(place) if place else None,
        "; ".join(place_name(p) for p in entry.covers),
        count.date,
        known(count.date, count.date_basis),
        len(outlets_of((entry.doc_id, *entry.copies), documents)) or None,
        entry.publisher,
        entry.published,
        _source(entry.doc_id, documents),
        _sentence(entry.evidence, documents),
        name_of(entry.origin) if entry.origin else None,
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
        government(told.government),
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
