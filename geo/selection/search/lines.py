"""What search knows of an incident besides its sentences: a line for each source, event, count, quote, name and place.

A line holds our few words for its record and the source's words that it rests on, and the sentences that it opens.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from geo.incident import Evidence
from geo.messages import spoken
from geo.selection.opened import (
    of_aside,
    of_count,
    of_event,
    of_figure,
    of_named,
    of_quote,
    of_source,
    of_told,
    of_who,
)
from geo.selection.search.folding import WORD, folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from geo.incident import (
        EventAside,
        Incident,
        IncidentEvent,
        IncidentFigure,
        IncidentQuote,
        LedgerEntry,
        SetAside,
    )
    from geo.selection.opened import Opened
    from geo.types import Casualty, Document, Figure, Place

    #: What a line stands for; of a name, and of a sentence, nothing but the line itself.
    Record = IncidentEvent | EventAside | LedgerEntry | SetAside | IncidentFigure | IncidentQuote | Place | Document

    #: The sentence around an offset of a document.
    SentenceAt = Callable[[str, int], tuple[int, int]]

Kind = Literal["sentence", "count", "event", "quote", "who", "place", "source"]
#: Roles in which a mention says that a place is spoken of: not "Mexican", and not the name of a body.
_NAMING = frozenset({"event", "mention", "metonym"})
#: A word to the index (marks are none) that nobody writes: of the private use area.
_APART = "\ue000"


@dataclass(frozen=True, slots=True)
class Line:
    """Something that can be found."""

    kind: Kind
    item: Opened
    words: str
    """What it is found by."""
    record: Record | None = None
    """None: a sentence, a person or a body."""
    evidence: tuple[Evidence, ...] = ()
    """The sentences it rests on."""
    meanings: tuple[str, ...] = ()
    """What it tells, as ``meanings`` knows it."""
    names: frozenset[str] = frozenset()
    """Of a place, all its names, folded and without marks."""
    told_as: tuple[str, ...] = ()
    """Of an event, what else it is found by: who did it and the words of its reports."""
    told: tuple[int, ...] | None = None
    """Its numbers; None: those that stand in its words."""
    language: str = "en"


@dataclass(slots=True)
class _Gathered:
    """What is told of one name."""

    words: set[str] = field(default_factory=set)
    evidence: dict[Evidence, None] = field(default_factory=dict)


def lines_of(incident: Incident, sentence_at: SentenceAt) -> Iterator[Line]:
    """A line for every record, those of one kind together, in the order in which they are listed."""
    documents = {d.id: d for d in incident.documents}
    yield from _counts(incident, documents)
    yield from (_of_event(e, documents) for e in incident.events)
    for told in incident.events_aside:
        words = _at(documents, told.evidence)
        yield Line(
            "event",
            of_told(told),
            words,
            told,
            (told.evidence,),
            (told.type,),
            language=_language(documents, told.evidence.doc_id),
        )
    for q in incident.quotes:
        named = _joined(q.speaker, q.quote.affiliation)
        language = _language(documents, q.doc_id)
        yield Line("quote", of_quote(q), f"{q.quote.text} {_APART} {named}", q, language=language)
    yield from _who(incident)
    yield from _places(incident, documents, sentence_at)
    for d in incident.documents:
        words = _joined(d.title, d.publisher, d.domain, d.name, *d.outlets)
        yield Line("source", of_source(d), words, d, (_opening(d, sentence_at),), language=d.language)


def _opening(document: Document, sentence_at: SentenceAt) -> Evidence:
    """The first sentence of a source."""
    start, end = sentence_at(document.id, 0)
    return Evidence(document.id, start, end, start, end)


# ------------------------------------------------------------------ what happened, and how many
def _of_event(event: IncidentEvent, documents: Mapping[str, Document]) -> Line:
    """Our title, what it is called, where it was, who did it, and the word of each report that tells it."""
    place = (event.place.name, event.place.admin1) if event.place else ()
    triggers = tuple(dict.fromkeys(_at(documents, e) for e in event.evidence))
    words = _joined(event.title, event.name, event.type.replace("_", " "), *place, *event.actors, *triggers)
    return Line(
        "event",
        of_event(event),
        words,
        event,
        event.evidence,
        (event.type, event.name),
        told_as=(*event.actors, *triggers),
    )


def _counts(incident: Incident, documents: Mapping[str, Document]) -> Iterator[Line]:
    for entry in (x for t in incident.tolls for x in t.entries):
        yield _of_count(entry, entry, of_count(entry), documents)
    for aside in incident.set_aside:
        yield _of_count(aside, aside.entry, of_aside(aside), documents)
    for item in incident.figures:
        f, language = item.figure, _language(documents, item.doc_id)
        words = _joined(f.text, f.what, item.asserted_by)
        yield Line("count", of_figure(item), words, item, (item.evidence,), told=_values(f), language=language)


def _of_count(
    record: LedgerEntry | SetAside, entry: LedgerEntry, item: Opened, documents: Mapping[str, Document]
) -> Line:
    c = entry.casualty
    place = c.place.place.name if c.place and c.place.place else None
    words = _joined(c.text, c.party, c.status, entry.asserted_by, place, c.place.text if c.place else None)
    return Line(
        "count",
        item,
        words,
        record,
        (entry.evidence, *entry.also),
        (c.status,),
        told=_values(c),
        language=_language(documents, entry.doc_id),
    )


def _values(count: Casualty | Figure) -> tuple[int, ...] | None:
    """The one number that a count tells; None where its words tell another than its bounds ("more than 70")."""
    if count.approx is not None:
        return (count.approx,)
    return (count.min,) if count.min is not None and count.min == count.max else None


# ------------------------------------------------------------------ names
def _who(incident: Incident) -> Iterator[Line]:
    """Whoever speaks, and the bodies that act."""
    found: dict[str, _Gathered] = defaultdict(_Gathered)
    for q in incident.quotes:
        if q.speaker:
            words = (q.speaker, q.quote.speaker or "", q.quote.affiliation or "", q.quote.speaker_text or "")
            _gather(found[q.speaker], words, (q.evidence,))
    for body in (a for j in incident.jurisdictions for a in j.agencies):
        _gather(found[body.name_in(spoken())], (body.name, *body.also), body.evidence)
    for name, told in found.items():
        yield Line("who", of_who(name), _joined(*sorted(told.words)), evidence=tuple(told.evidence))


def _gather(found: _Gathered, words: Iterable[str], evidence: Iterable[Evidence]) -> None:
    found.words.update(words)
    found.evidence.update(dict.fromkeys(evidence))


def _places(incident: Incident, documents: Mapping[str, Document], sentence_at: SentenceAt) -> Iterator[Line]:
    """Every place that is named, under all its names in the sources."""
    found: dict[str, tuple[Place, _Gathered]] = {}
    for doc_id, m in incident.mentions:
        if m.place and m.role in _NAMING and doc_id in documents:
            place, told = found.setdefault(m.place.id, (m.place, _Gathered()))
            evidence = Evidence(doc_id, m.start, m.end, *sentence_at(doc_id, m.start))
            _gather(told, (place.name, m.text), (evidence,))
    for place, told in found.values():
        names = frozenset(" ".join(WORD.findall(folded(name))) for name in told.words)
        yield Line("place", of_named(place), _joined(*sorted(told.words)), place, tuple(told.evidence), names=names)


def _at(documents: Mapping[str, Document], e: Evidence) -> str:
    found = documents.get(e.doc_id)
    return found.text[e.start : e.end] if found else ""


def _language(documents: Mapping[str, Document], doc_id: str) -> str:
    found = documents.get(doc_id)
    return found.language if found else "en"


def _joined(*words: str | None) -> str:
    """Words of several fields, so that no phrase is found across two of them."""
    return f" {_APART} ".join(word for word in words if word)
