"""What search found, one thing at a time: its line in the list, and its card with the sentences it rests on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from geo.escape import markdown, safe
from geo.incident import EventAside, IncidentEvent, IncidentFigure, IncidentQuote, LedgerEntry, SetAside
from geo.messages import say, say_n, spoken
from geo.messages.stored import retold
from geo.present import wording
from geo.present.design import data_uri, svg, symbol_of
from geo.present.key_figures import who
from geo.present.passages import verbatim
from geo.selection.opened import of_count
from geo.selection.search.marks import found_in, window
from geo.types import Document, Place
from geo.views import data, evidence, html
from geo.views.screens.ledger_tabs import card_of

if TYPE_CHECKING:
    from geo.incident import Evidence
    from geo.selection.search.answer import Within
    from geo.selection.search.lines import Line
    from geo.selection.search.question import Question
    from geo.types import EventType


# ------------------------------------------------------------------ a line of the list
def label(line: Line, question: Question, note: str) -> str:
    """What a line of the list says, as Markdown: what was asked for is bold, who says it and when is grey."""
    words, told = _said(line, question)
    return f"{words}  \n:gray[{markdown(' · '.join(part for part in (*told, note) if part))}]"


def row_key(line: Line, word: str) -> str:
    """The key of the button of a line: it tells a source's own words from ours, which are set in another type."""
    record = line.record
    theirs = line.kind == "sentence" or (isinstance(record, IncidentQuote) and not _indirect(record))
    return f"found_row_{'said_' if theirs else ''}{word}"


def mark_row(key: str) -> None:
    """Show at the button of this key that what it opens is open."""
    st.html(f"<style>.st-key-{key} button {{ border-left-color: var(--accent) !important; }}</style>")


def _indirect(item: IncidentQuote) -> bool:
    return item.quote.kind == "indirect"


def _said(line: Line, question: Question) -> tuple[str, tuple[str, ...]]:
    """The words of a line as Markdown, and what stands below them."""
    match line.record:
        case LedgerEntry() | SetAside() | IncidentFigure():
            return _count(line.record, question)
        case IncidentEvent() as event:
            sources = wording.plural(len(event.sources), "source")
            below = (wording.when(event, year=True), sources, _told_as(line, event.title, question))
            return f"{_icon(event.type)} {_bold(event.title, question)}", below
        case EventAside() as aside:
            name = wording.EVENT_WORDS[aside.type]
            return f"{_icon(aside.type)} {markdown(name)}", (
                f"{say('no event of the incident:')} {retold(aside.reason)}",
            )
        case IncidentQuote() as item:
            day = wording.said_on(item, year=True)
            # What was said indirectly is the reporter's wording: its verb tells an order from a denial.
            indirect = [wording.QUOTE_WORDS["indirect"], item.quote.cue or ""] if _indirect(item) else []
            return _bold(verbatim(data.documents()[item.doc_id].text, item.quote), question), (
                item.speaker or say("Speaker not named"),
                *indirect,
                day,
                item.publisher or "",
            )
        case Place() as place:
            where = _lies(place)
            return _bold(wording.place_name(place), question), (where, _named(len(line.evidence)))
        case Document() as document:
            return _bold(document.title, question), _source(document)
    if line.kind == "who":
        return _bold(line.item.id, question), (wording.plural(len(line.evidence), "sentence"),)
    document = data.documents()[line.evidence[0].doc_id]
    return _bold(line.words, question, document.language), _source(document)


def _count(record: LedgerEntry | SetAside | IncidentFigure, question: Question) -> tuple[str, tuple[str, ...]]:
    if isinstance(record, IncidentFigure):
        day = wording.day(record.published, year=True)
        words = f"{wording.said(record.figure)} {record.figure.what}"
        return _bold(words, question), (record.asserted_by or record.publisher or "", day)
    entry = record.entry if isinstance(record, SetAside) else record
    c, day = entry.casualty, wording.day(entry.published, year=True)
    words = f"{wording.said(c)} {c.party or ''} {wording.STATUS_WORDS[c.status]}"
    aside = say("set aside: {reason}", reason=retold(record.reason)) if isinstance(record, SetAside) else ""
    return _bold(words, question), (who(entry), entry.publisher or "", day, aside)


def _bold(text: str, question: Question, language: str = "en") -> str:
    """The text as Markdown, shortened around what was asked for, which is bold."""
    text = " ".join(text.split())
    marks = found_in(text, question, language)
    start, end = window(text, marks)
    parts, at = ["… " if start else ""], start
    for low, high in ((low, high) for low, high in marks if low >= start and high <= end):
        parts += [markdown(text[at:low]), f"**{markdown(text[low:high])}**"]
        at = high
    return "".join((*parts, markdown(text[at:end]), " …" if end < len(text) else ""))


def _told_as(line: Line, title: str, question: Question) -> str:
    """The words of a report that were asked for, where the title of its event lacks them."""
    if found_in(title, question, line.language):
        return ""
    told = next((words for words in line.told_as if found_in(words, question, line.language)), None)
    return say("its reports: “{words}”", words=wording.shortened(told, 60)) if told else ""


def _icon(kind: EventType) -> str:
    return f"![]({data_uri(svg(symbol_of(kind), html.theme(), 14))})"


def _source(document: Document) -> tuple[str, ...]:
    name = document.publisher or document.domain or document.name or say("source not named")
    told = "" if document.language == spoken() else wording.language_name(document.language)
    return name, wording.day(document.published, year=True), told


def _lies(place: Place) -> str:
    """What a place is and where it lies."""
    above = (
        place.admin1 if place.admin1 != place.name else None,
        wording.country(place.country) if place.country else None,
    )
    within = ", ".join(part for part in above if part and part != place.name)
    return " · ".join(part for part in (wording.PLACE_WORDS[place.level], within) if part)


def _named(many: int) -> str:
    return say_n("named in {n} sentence", "named in {n} sentences", many)


# ------------------------------------------------------------------ a card
def card(line: Line, question: Question, within: Within) -> None:
    """The card of what was found; of names, places and sources the sentences that the filters leave."""
    if not record_card(line):
        left = [e for e in line.evidence if within.leaves(e)]
        evidence.card(_head(line, len(left)), [(_marked(e, question), "") for e in left], key="found")


def record_card(line: Line) -> bool:
    """The card of an event, a count, a number or a quote; False for anything else."""
    match line.record:
        case IncidentEvent() as event:
            evidence.event_card(event)
        case EventAside() as aside:
            evidence.event_aside_card(aside)
        case IncidentQuote() as item:
            evidence.quote_card(item)
        case LedgerEntry() as entry:
            toll = next(t for t in data.narrowed().tolls if any(of_count(x) == line.item for x in t.entries))
            evidence.count_card(toll, next((x for x in toll.entries if of_count(x) == line.item), entry))
        case SetAside() | IncidentFigure():
            if draw := card_of(data.narrowed(), line.item):
                draw()
        case _:
            return False
    return True


def _head(line: Line, many: int) -> str:
    match line.record:
        case Place() as place:
            return (
                f'<h3>{safe(wording.place_name(place))}</h3><p class="meta">{safe(_lies(place))} · {_named(many)}</p>'
            )
        case Document() as document:
            return f'<h3>{safe(document.title)}</h3><p class="meta">{say("how it begins")}</p>'
    if line.kind == "who":
        told = say_n("{n} sentence on what it said or did", "{n} sentences on what it said or did", many)
        return f'<h3>{safe(line.item.id)}</h3><p class="meta">{told}</p>'
    return f"<h3>{safe(data.documents()[line.evidence[0].doc_id].title)}</h3>"


def _marked(e: Evidence, question: Question) -> Evidence:
    """A sentence with the first word that was asked for marked, where it has one."""
    document = data.documents()[e.doc_id]
    found = found_in(document.text[e.sent_start : e.sent_end], question, document.language)
    if not found:
        return e
    return replace(e, start=e.sent_start + found[0][0], end=e.sent_start + found[0][1])
