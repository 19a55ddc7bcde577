"""Takes every clause of a sentence back to its evidence, and refuses what has none.

Two ways lead back.  The record that the clause names must allow just these words and lead to just these passages
(``statements``); and the passages themselves must bear the record out: the sentence stands in the text of a source of
the view, holds the number, the name or the words, and every number of the clause is told there or was counted here.
"""

from __future__ import annotations

import re
from functools import singledispatch
from typing import TYPE_CHECKING

from geo.countries import country_name
from geo.export.brief.agreement import Agreement
from geo.export.brief.days import denied_by_days, denied_day_of_saying
from geo.export.brief.gaps import WITHOUT_PASSAGE
from geo.export.brief.statements import state
from geo.export.brief.told import in_title, numbers_in, numbers_told
from geo.incident import Agency, EventAside, IncidentEvent, IncidentJurisdiction, IncidentQuote, LedgerEntry, SetAside
from geo.language.text.numbers import number_value
from geo.lexicons import reading
from geo.reconcile.events.places import fold, key_of, overlaps
from geo.reconcile.tolls.checks import checks_of
from geo.types import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.export.brief.content import Clause, Sentence, View
    from geo.export.brief.gaps import Stated
    from geo.incident import Evidence
    from geo.types import Mention

    _Texts = Mapping[str, Document]

#: Roles of a place of which something is told.
_PLACED = frozenset({"event", "mention"})
#: Characters around the sentence of a count in which who gives it is named: "…, he said.  He counted 40 dead."
BEFORE, BEHIND = 500, 300


def refusal(sentence: Sentence, view: View, agreement: Agreement | None = None) -> str | None:
    """Why a sentence may not stand, in a few words; None where all its clauses are borne out.

    ``agreement``: that of the view, for whom it serves several sentences.
    """
    if not sentence.clauses:
        return "it says nothing"
    texts, agreement = {d.id: d for d in view.whole.documents}, agreement or Agreement(view)
    whys = (_clause(clause, view, texts) or _agrees(clause, view, agreement) for clause in sentence.clauses)
    return next((why for why in whys if why), None)


def _agrees(clause: Clause, view: View, agreement: Agreement) -> str | None:
    """Why the records of a clause do not agree with the others of the view."""
    stated = state(clause.claim, view)
    told = {(t.status, t.party_class): t for t in view.shown.tolls}
    whys = [agreement.refusal(record) for record in stated.records] if stated else []
    keys = {record.toll for record in stated.records if isinstance(record, LedgerEntry)} if stated else set()
    whys += [agreement.toll(toll) for (status, party), toll in told.items() if f"{status}/{party}" in keys]
    return next((why for why in whys if why), None)


def _clause(clause: Clause, view: View, texts: _Texts) -> str | None:
    stated = state(clause.claim, view)
    if stated is None:
        return "no record of the view says so"
    if clause.text != stated.text:
        return f"the record says “{stated.text}”"
    if set(clause.evidence) != set(stated.evidence):
        return "it leads to other passages than its record"
    if not clause.evidence and clause.claim.kind not in WITHOUT_PASSAGE:
        return "it leads to no passage"
    whys = [*(_passage(e, texts) for e in clause.evidence), *(bears_out(record, texts) for record in stated.records)]
    own = next((why for why in whys if why), None) or _numbers(stated, texts) or _title(clause, stated, view, texts)
    return own or _made_here(clause, view) or _reaches(stated, view)


def _reaches(stated: Stated, view: View) -> str | None:
    """Why a count may not be one for the places that are told: its sentence names others alone."""
    for record in (r for r in stated.records if isinstance(r, LedgerEntry) and r.covers):
        e, own = record.evidence, [key_of(place) for place in record.covers]
        here = [
            key_of(m.place)
            for i, m in view.whole.mentions
            if i == e.doc_id and m.place and m.role in _PLACED and e.sent_start <= m.start < e.sent_end
        ]
        if here and not any(overlaps(named, place) for named in here for place in own):
            return "its sentence names another place"
    return None


def _made_here(clause: Clause, view: View) -> str | None:
    """Why a sentence that the program made of counts may not stand: the counts of the view do not make it."""
    if clause.claim.kind != "differs":
        return None
    made = {check.text for check in checks_of(view.shown.tolls)}
    return None if clause.text in made else "the counts of the view do not say so"


def _title(clause: Clause, stated: Stated, view: View, texts: _Texts) -> str | None:
    """Why a title may not stand: it leads to a source that does not say its number, or that does not know its place."""
    (event,) = stated.records if clause.claim.kind == "event" else (None,)
    if not isinstance(event, IncidentEvent):
        return None
    if (why := denied_by_days(event, texts)) is not None:
        return why
    wanted = in_title(event)
    if wanted and not all(wanted & numbers_told(e, texts) for e in clause.evidence):
        return "it leads to a passage that does not tell its number"
    return _placed(event, view, texts)


def _placed(event: IncidentEvent, view: View, texts: _Texts) -> str | None:
    """A place that is told is one that a source of the event names; a sentence of it names that place, or one in it."""
    if event.place is None or event.place_basis == "inferred":
        return None
    own, name = event.place, fold(event.place.name)
    named = [m.place for i, m in view.whole.mentions if i in event.sources and m.place]
    in_text = any(name in fold(texts[i].text) for i in event.sources if i in texts)
    if not in_text and not any((p.id, p.name) == (own.id, own.name) for p in named):
        return "none of its sources names its place"
    return None if names_place(event, view.whole.mentions, texts) else "no sentence of it names its place"


def names_place(event: IncidentEvent, mentions: Iterable[tuple[str, Mention]], texts: _Texts) -> bool:
    """Whether a sentence of an event names its place, one in it or one around it; True of an event without a place."""
    if event.place is None:
        return True
    name = fold(event.place.name)
    if any(name in fold(_words_of(e, texts)) for e in event.evidence):
        return True
    sentences, own = [(e.doc_id, e.sent_start, e.sent_end) for e in event.evidence], key_of(event.place)
    return any(
        overlaps(key_of(m.place), own)
        for i, m in mentions
        for doc_id, start, end in sentences
        if doc_id == i and start <= m.start < end and m.place
    )


def _words_of(e: Evidence, texts: _Texts) -> str:
    return texts[e.doc_id].text[e.sent_start : e.sent_end] if e.doc_id in texts else ""


def _passage(e: Evidence, texts: _Texts) -> str | None:
    document = texts.get(e.doc_id)
    if document is None:
        return "its source is none of the incident"
    if not 0 <= e.sent_start <= e.start <= e.end <= max(e.sent_end, e.end) <= len(document.text):
        return "its passage lies outside the text"
    return None if document.text[e.start : e.end].strip() else "its passage is empty"


# ------------------------------------------------------------------ does the text bear the record out?
@singledispatch
def bears_out(record: object, texts: _Texts) -> str | None:
    """Why the text of the sources does not say what a record says; None where it does."""
    del texts
    return f"nobody knows how to check a {type(record).__name__}"


@bears_out.register(IncidentEvent)
def _(record: IncidentEvent, texts: _Texts) -> str | None:
    if not record.evidence:
        return "no sentence tells the event"
    if not {e.doc_id for e in record.evidence} <= set(record.sources):
        return "its sentences are of other sources than it names"
    return next((why for why in (_passage(e, texts) for e in record.evidence) if why), None)


@bears_out.register(LedgerEntry)
def _(record: LedgerEntry, texts: _Texts) -> str | None:
    document, count = texts.get(record.doc_id), record.casualty
    if document is None:
        return "its source is none of the incident"
    if document.text[count.start : count.end] != count.text:
        return "its number does not stand there"
    if count.text not in document.text[record.evidence.sent_start : record.evidence.sent_end]:
        return "its number does not stand in the sentence"
    with reading(document.language):
        number = number_value(count.text)
    told = {count.min, count.max, count.approx, (count.min or 0) - 1, (count.max or 0) + 1}
    if number is not None and number not in told:
        return "its number is another one"
    if record.publisher is not None and record.publisher not in {document.publisher, *document.outlets}:
        return "another outlet published it"
    return _named(record.asserted_by, document, _around(record, document))


def _around(record: LedgerEntry, document: Document) -> str:
    """The text in which who gives a count is named: all of it for a full name, to which "he added" leads back."""
    if (record.asserted_by or "").istitle() and " " in (record.asserted_by or ""):
        return document.text
    return document.text[max(0, record.evidence.sent_start - BEFORE) : record.evidence.sent_end + BEHIND]


def _named(name: str | None, document: Document, around: str) -> str | None:
    """Who says it is named near what is said, in full or by a part; the outlet itself need not be."""
    if not name or name in {document.publisher, *document.outlets}:
        return None
    words = re.findall(r"\w{3,}", fold(name))
    near = set(re.findall(r"\w{3,}", fold(around)))
    return None if not words or not near.isdisjoint(words) else "its source does not name who said it"


@bears_out.register(IncidentQuote)
def _(record: IncidentQuote, texts: _Texts) -> str | None:
    document, quote = texts.get(record.doc_id), record.quote
    if document is None:
        return "its source is none of the incident"
    if not all(0 <= start < end <= len(document.text) for start, end in quote.parts or ((quote.start, quote.end),)):
        return "its words do not stand there"
    words = " ".join(quote.text.split())
    if words and not all(_plain(document, part) in words for part in quote.parts or ((quote.start, quote.end),)):
        return "its words are others"
    if (why := denied_day_of_saying(record, document)) is not None:
        return why
    why = _named(record.speaker, document, document.text)
    return why if why and not any(fold(record.speaker or "") in fold(d.text) for d in texts.values()) else None


def _plain(document: Document, part: tuple[int, int]) -> str:
    return " ".join(document.text[part[0] : part[1]].split())


@bears_out.register(Agency)
def _(record: Agency, texts: _Texts) -> str | None:
    """A body is named where it acts; who speaks in office may be told of by name there, and of the office before."""
    why = _passages(record.evidence, texts)
    if why is not None:
        return why
    names = [fold(name) for name in (record.name, *record.also, *(name for _, name in record.called))]
    texts_read = [
        texts[e.doc_id].text if record.involvement == "spoke" else _words_of(e, texts) for e in record.evidence
    ]
    said = [" ".join(fold(text).split()) for text in texts_read]
    return None if any(name in text for name in names for text in said) else "no sentence of it names it"


@bears_out.register(IncidentJurisdiction)
def _(record: IncidentJurisdiction, texts: _Texts) -> str | None:
    name = country_name(record.country) if record.level == "federal" else record.admin1
    if record.level != "municipal" and name != record.name:
        return "its name is another one"
    return _passages(record.evidence, texts)


def _passages(evidence: Iterable[Evidence], texts: _Texts) -> str | None:
    whys = [_passage(e, texts) for e in evidence]
    return next((why for why in whys if why), None) if whys else "no sentence names it"


@bears_out.register(SetAside)
def _(record: SetAside, texts: _Texts) -> str | None:
    return bears_out(record.entry, texts)


@bears_out.register(EventAside)
def _(record: EventAside, texts: _Texts) -> str | None:
    return _passage(record.evidence, texts)


@bears_out.register(Document)
def _(record: Document, texts: _Texts) -> str | None:
    return None if record.id in texts else "its source is none of the incident"


# ------------------------------------------------------------------ numbers
def _numbers(stated: Stated, texts: _Texts) -> str | None:
    """Every number in the words is told by a passage, is part of a date, or was counted here."""
    dates = {int(part) for iso in stated.dates for part in iso.split("-") if part.isdecimal()}
    allowed = dates | set(stated.numbers) | _told_in(stated.evidence, texts)
    allowed |= {n for record in stated.records for n in _of_record(record)}
    odd = [n for n in numbers_in(stated.text) if n not in allowed]
    return f"no passage tells {odd[0]}" if odd else None


def _told_in(evidence: Iterable[Evidence], texts: _Texts) -> set[int]:
    return {n for e in evidence for n in numbers_told(e, texts)}


def _of_record(record: object) -> Iterable[int]:
    """Numbers in names, and in hours: "Highway 80", "09:30"; of "more than 70" the 70.

    None of those in a title: who was hurt in an event, and how many, its passages say.
    """
    if isinstance(record, IncidentEvent):
        yield from numbers_in(f"{record.time or ''} {record.place.name if record.place else ''}")
    if isinstance(record, LedgerEntry):
        count = record.casualty  # whose words were read above: "a woman" has no digit
        yield from (n for n in (count.min, count.max, count.approx, (count.min or 0) - 1) if n is not None)
        yield from numbers_in(" ".join([record.asserted_by or "", record.publisher or ""]))
        yield from numbers_in(" ".join(p.name for p in record.covers))
    if isinstance(record, IncidentQuote):
        yield from numbers_in(f"{record.speaker} {record.quote.cue} {record.government}")
    if isinstance(record, (Agency, IncidentJurisdiction)):
        yield from numbers_in(record.name)
