"""Puts the incident together from what the documents say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.incident import Incident, IncidentQuote
from geo.reconcile.events.dating import dated
from geo.reconcile.events.elsewhere import others_marked
from geo.reconcile.events.events import events_of
from geo.reconcile.events.recalled import own_recalled
from geo.reconcile.events.set_aside import events_aside, without_stray
from geo.reconcile.events.spoken import spoken_for
from geo.reconcile.events.titles import titled
from geo.reconcile.jurisdictions import jurisdictions_of
from geo.reconcile.origins import Origins
from geo.reconcile.passages import document_order, in_order, passage, ranks
from geo.reconcile.people import People, government_group, resolve_people
from geo.reconcile.stories import stories_of, witness_of
from geo.reconcile.title import home_country_of, main_of, period_of, subtitle_of, title_of
from geo.reconcile.tolls.checks import checks_of
from geo.reconcile.tolls.ledger import Scope, ledger_of
from geo.reconcile.tolls.other_causes import kinds_told
from geo.reconcile.tolls.other_numbers import figures_of
from geo.reconcile.tolls.other_times import fights_after
from geo.reconcile.tolls.toll import tolls_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.incident import IncidentEvent
    from geo.types import Document, Extraction, Quote


def _quote(extraction: Extraction, quote: Quote, people: People) -> IncidentQuote:
    document = extraction.document
    speaker = people.name(document.id, quote.speaker) if quote.speaker else None
    return IncidentQuote(
        quote=replace(quote, said_on=_said_on(quote, document)),
        doc_id=document.id,
        publisher=document.publisher,
        published=document.published,
        speaker=speaker,
        government=government_group(people.jurisdiction(speaker) or quote.jurisdiction),
        evidence=passage(document.id, quote),
        called=people.called(document.id, quote.speaker) if quote.speaker else (),
    )


def _said_on(quote: Quote, document: Document) -> str | None:
    """The day of saying: none that was to come when it was printed ("he will come on Wednesday", she said).

    Nor the year or month of publication: "the 250th this year", she said.
    """
    day, published = quote.said_on, document.published
    return None if day and published and (day > published or published.startswith(f"{day}-")) else day


def _quotes(extractions: Iterable[Extraction], people: People) -> tuple[IncidentQuote, ...]:
    return tuple(_quote(x, quote, people) for x in extractions for quote in x.quotes)


def _scope(
    read: Sequence[Extraction], events: Sequence[IncidentEvent], home: str | None, period: tuple[str, str] | None
) -> Scope:
    main = main_of(events)
    first = main.date_start if main and main.date_start else period[0] if period else None
    day = first if first and len(first) == len("2026-01-01") else None
    return Scope(
        home,
        main.place if main else None,
        day,
        kinds=kinds_told(read, events),
        later=fights_after(events),
        own=frozenset((e.doc_id, e.sent_start) for e in main.evidence) if main else frozenset(),
        is_mishap=main is not None and main.type == "other",
        last_day=(main.date_end or main.date_start) if main else None,
    )


def reconcile(
    extractions: Sequence[Extraction],
    *,
    title: str | None = None,
    subtitle: str | None = None,
    home_country: str | None = None,
    period: tuple[str, str] | None = None,
    unread: Sequence[tuple[str, str]] = (),
) -> Incident:
    """One incident of all documents; equal for any order of them.

    Args:
        extractions: what each document says; a document that comes twice counts once.
        title: name of the incident; None: made from the main event and its place.
        subtitle: one line under it; None: days, place and number of sources.
        home_country: ISO 3166-1 alpha-2; None: the country of the main event.
        period: first and last day, ISO 8601; None: from the events' dates.
        unread: (document id, reason) of documents that are listed and not read.

    """
    read = in_order(extractions)
    rank, people = ranks(read), resolve_people(read)
    read = dated(read, people)
    stories = stories_of([x.document for x in read])
    witness = witness_of(stories)
    events = events_of(read, people, rank, witness)
    for again in (own_recalled, others_marked):
        if (marked := again(read, events)) is not None:
            read, events = marked, events_of(marked, people, rank, witness)
    events = without_stray(events)
    home = home_country or home_country_of(events, read)
    days = period or period_of(events)
    listed_only = {doc_id for doc_id, _ in unread}
    sources = sum(x.document.id not in listed_only for x in read)
    ledger = ledger_of(read, people, _scope(read, events, home, days), witness)
    quotes = _quotes(read, people)
    origins = Origins([x.document for x in read], stories, quotes, ledger.entries, people)
    tolls, figures = tolls_of(origins.of_counts(ledger.entries)), figures_of(read, people, witness)
    mentions = tuple((x.document.id, mention) for x in read for mention in x.places)
    events = titled(events, ledger.entries, figures, {x.document.id: x.document for x in read}, mentions)
    return Incident(
        title=title or title_of(events),
        subtitle=subtitle or subtitle_of(events, days, sources),
        home_country=home,
        period=days,
        documents=tuple(sorted((x.document for x in read), key=document_order)),
        events=origins.of_events(spoken_for(events, people, read)),
        tolls=tolls,
        set_aside=ledger.set_aside,
        events_aside=events_aside(read, events),
        checks=checks_of(tolls),
        stories=stories,
        figures=figures,
        quotes=quotes,
        jurisdictions=jurisdictions_of(read, events, rank),
        mentions=mentions,
        unread=tuple(sorted(set(unread))),
    )
