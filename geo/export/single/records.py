"""The records of a view as plain rows for the script of the file: words as a page writes them, sentences in pieces.

A row of every list is one JSON object; ``reach`` is what the filters ask of it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from geo.charts.counts import marks, top
from geo.export.brief.statements import bodies, name_of, what
from geo.incident import TOLL_ORDER
from geo.messages import say
from geo.messages.stored import retold
from geo.present import wording
from geo.present.deeds import additions, arrived
from geo.present.design import QUIET, symbol_of
from geo.present.grades import in_words
from geo.present.key_figures import in_figures, who, who_says
from geo.present.origins import few, origins_told
from geo.present.passages import marks_among, pieces, verbatim
from geo.reconcile.events.spoken import is_spoken_for
from geo.reconcile.jurisdictions import in_town
from geo.reconcile.stories import outlets_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.export.brief.content import Passage, Reach, Reaches, View
    from geo.incident import Agency, Evidence, IncidentEvent, IncidentJurisdiction, IncidentQuote, LedgerEntry, Toll
    from geo.present.passages import MarkKind
    from geo.types import Casualty, Document, Mention, Place

Row = dict[str, Any]
#: How the script tells the marks in a sentence apart; 0 is unmarked.
_MARKS: dict[MarkKind | None, int] = {None: 0, "subject": 1, "actor": 2, "count": 3}
#: Characters of a quote on its card; a click shows all of it.
LONGEST = 420


@dataclass(frozen=True, slots=True)
class Records:
    """Rows by the part of the file that holds them."""

    events: list[Row]
    tolls: list[Row]
    counts: list[Row]
    quotes: list[Row]
    sentences: list[Row]
    sources: list[Row]
    jurisdictions: list[Row]
    order: list[int]
    """The events as a list shows them, by position."""


@dataclass(slots=True)
class _Sentences:
    """The passages that rows open, each once, with its marks."""

    view: View
    rows: list[Row] = field(default_factory=list)
    _at: dict[tuple[Evidence, MarkKind], int] = field(default_factory=dict)
    _named: dict[str, list[Mention]] = field(default_factory=lambda: defaultdict(list))
    _counted: dict[str, list[Casualty]] = field(default_factory=lambda: defaultdict(list))
    _documents: dict[str, tuple[int, Document]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for doc_id, mention in self.view.whole.mentions:
            self._named[doc_id].append(mention)
        for entry in (x for t in self.view.whole.tolls for x in t.entries):
            self._counted[entry.doc_id].append(entry.casualty)
        self._documents = {d.id: (n, d) for n, d in enumerate(self.view.whole.documents)}

    def origins(self, event: IncidentEvent) -> str:
        """From whom its reports come, in words; empty where each outlet has it from its own."""
        outlets = outlets_of(event.sources, {i: d for i, (_, d) in self._documents.items()})
        return origins_told(len(outlets), event.origins) if 0 < len(event.origins) < len(outlets) else ""

    def of(self, told: Iterable[Evidence], kind: MarkKind = "actor") -> list[int]:
        """Where these passages stand in the rows."""
        return list(dict.fromkeys(self._one(e, kind) for e in told if e.doc_id in self._documents))

    def numbers(self, doc_ids: Iterable[str]) -> list[int]:
        """Where these documents stand among the sources."""
        return [self._documents[doc_id][0] for doc_id in doc_ids if doc_id in self._documents]

    def naming(self, told: Sequence[Evidence], place: Place | None) -> list[int]:
        """The same, those first that name the place."""
        at = {
            (e.doc_id, m.start)
            for e in told
            for m in self._named[e.doc_id]
            if m.place and place and m.place.id == place.id
        }

        def silent(e: Evidence) -> bool:
            return not any(doc_id == e.doc_id and e.sent_start <= start < e.sent_end for doc_id, start in at)

        return self.of(sorted(told, key=silent))

    def _one(self, e: Evidence, kind: MarkKind) -> int:
        if (e, kind) not in self._at:
            number, document = self._documents[e.doc_id]
            found = marks_among(e, self._named[e.doc_id], self._counted[e.doc_id], kind)
            told = [[words, _MARKS[mark]] for words, mark in pieces(document.text, e.sent_start, e.sent_end, found)]
            self._at[e, kind] = len(self.rows)
            self.rows.append({"source": number, "text": told})
        return self._at[e, kind]


def records_of(view: View) -> Records:
    """All rows of a view that lets its reader choose."""
    assert view.reaches is not None  # noqa: S101 - ``view_of`` always tells
    reaches, sentences = view.reaches(), _Sentences(view)
    events = [_event(e, r, sentences) for e, r in zip(view.shown.events, reaches.events, strict=True)]
    tolls, counts = _tolls(view, reaches, sentences)
    quotes = _quotes(view, reaches, sentences)
    governments = _jurisdictions(view, reaches, sentences)
    return Records(
        events, tolls, counts, quotes, sentences.rows, _sources(view), governments, _order(view.shown.events)
    )


def _reach(reach: Reach, sentences: _Sentences) -> Row:
    """Sources by their number."""
    sources = sentences.numbers(reach.sources)
    return {"places": reach.places, "days": reach.days, "kinds": reach.kinds, "sources": sources}


# ------------------------------------------------------------------ events
def _event(event: IncidentEvent, reach: Reach, sentences: _Sentences) -> Row:
    name = wording.place_name(event.place) if event.place else wording.NONE
    inferred = event.place is not None and event.place_basis == "inferred"
    return {
        "id": event.id,
        "kind": symbol_of(event.type).key,
        "title": event.title,
        "date": wording.days_of(event),
        "when": _when(event),
        "guessed": bool(event.date_start) and event.date_basis != "told",
        "day": (event.date_start or "")[:10] if (event.date_prec or 1) <= 2 else "",
        "where": wording.inferred(name) if inferred else name,
        "known": wording.known_to(event.where_prec, event.radius_km) if event.place else say("no place told"),
        "what": what(event),
        "sources": len(event.sources),
        "few": few(len(event.sources), event.origins),
        "from": sentences.origins(event),
        "place": event.place.id if event.place and event.pinned else None,
        "state": event.place.admin1_code if event.place else None,
        "prec": event.drawn_prec if event.pinned else None,
        "main": event.main,
        "happened": not is_spoken_for(event),
        "sentences": sentences.naming(event.evidence, event.place),
        "reach": _reach(reach, sentences),
    }


def _when(event: IncidentEvent) -> str:
    day = wording.when(event, year=True)
    inferred = event.date_start and event.date_basis != "told"
    return say("{day}, inferred", day=day) if inferred else day


def _order(events: Sequence[IncidentEvent]) -> list[int]:
    """The main event, then what happened before what was said of it, each by the number of sources."""

    def rank(n: int) -> tuple[bool, bool, int, str, str]:
        e = events[n]
        return not e.main, symbol_of(e.type).key in QUIET, -len(e.sources), e.date_start or "9", e.title

    return sorted(range(len(events)), key=rank)


# ------------------------------------------------------------------ counts
def _tolls(view: View, reaches: Reaches, sentences: _Sentences) -> tuple[list[Row], list[Row]]:
    """The tolls in their order, and the counts of all of them, each with the number of its toll."""
    found = {(t.status, t.party_class): n for n, t in enumerate(view.shown.tolls) if t.entries}
    ordered = [view.shown.tolls[found[key]] for key in TOLL_ORDER if key in found]
    of = {id(t): r for t, r in zip(view.shown.tolls, reaches.counts, strict=True)}
    counts = [
        _count(entry, n, reach, sentences)
        for n, toll in enumerate(ordered)
        for entry, reach in zip(toll.entries, of[id(toll)], strict=True)
    ]
    drawn = [(n, m) for n, toll in enumerate(ordered) for m in marks(toll)]
    starts = [sum(len(t.entries) for t in ordered[:n]) for n in range(len(ordered))]
    for n, m in drawn:
        counts[starts[n] + m.index]["mark"] = [m.low, m.high, m.kind, m.best, m.part]
    return [_toll(t) for t in ordered], counts


def _toll(toll: Toll) -> Row:
    whom, rest = who_says(toll)
    return {
        "name": name_of(toll),
        "range": in_figures(toll),
        "told": f"{whom}{rest}",
        "rule": toll.rule,
        "top": top([m.high for m in marks(toll)]),
    }


def _count(entry: LedgerEntry, toll: int, reach: Reach, sentences: _Sentences) -> Row:
    return {
        "toll": toll,
        "count": wording.counted(entry.casualty),
        "whom": entry.casualty.party or wording.NONE,
        "who": who(entry),
        "day": wording.day(entry.published),
        "stands": wording.RELATION_WORDS[entry.relation],
        "best": entry.relation == "best",
        "mark": None,
        "sentences": sentences.of((entry.evidence, *entry.also), "count"),
        "reach": _reach(reach, sentences),
    }


# ------------------------------------------------------------------ quotes
def _quotes(view: View, reaches: Reaches, sentences: _Sentences) -> list[Row]:
    """By government, the home country's first as the incident has them, the latest first."""
    documents = {d.id: d for d in view.whole.documents}
    told = [
        (q, _quote(q, r, documents[q.doc_id], sentences))
        for q, r in zip(view.shown.quotes, reaches.quotes, strict=True)
        if q.doc_id in documents
    ]
    many: dict[str, int] = defaultdict(int)
    for q, _ in told:
        many[q.government] += 1
    told.sort(key=lambda x: x[0].quote.said_on or x[0].published or "", reverse=True)
    told.sort(key=lambda x: (x[0].government == "Others", -many[x[0].government], x[0].government))
    return [row for _, row in told]


def _quote(item: IncidentQuote, reach: Reach, document: Document, sentences: _Sentences) -> Row:
    words = verbatim(document.text, item.quote)
    return {
        "who": item.speaker or item.quote.speaker_text or say("Speaker not named"),
        "government": wording.government(item.government),
        "indirect": item.quote.kind == "indirect",
        "kind": wording.QUOTE_WORDS[item.quote.kind],
        "words": words,
        "short": wording.shortened(words, LONGEST),
        "day": wording.said_on(item),
        "by": document.publisher or document.domain or say("source not named"),
        "sentences": sentences.of((item.evidence,), "subject"),
        "reach": _reach(reach, sentences),
    }


# ------------------------------------------------------------------ jurisdictions
def _jurisdictions(view: View, reaches: Reaches, sentences: _Sentences) -> list[Row]:
    """Who acted, with what authority, in the order of a brief; how many events lie in each is counted by the script."""
    listed = [(j, of) for j, of in zip(view.shown.jurisdictions, reaches.bodies, strict=True) if j.agencies or j.events]
    listed.sort(key=lambda x: (not x[0].authority, x[0].country, x[0].level, -x[0].events, x[0].name))
    places = {e.place.id: e.place for e in view.shown.events if e.place}
    return [_jurisdiction(j, of, sentences) | _towns(j, places) for j, of in listed]


def _towns(j: IncidentJurisdiction, places: Mapping[str, Place]) -> Row:
    """Ids of the places that are in a town; of a state or a country the script knows them by its code."""
    return {"town": [i for i, place in places.items() if in_town(j, place)]} if j.level == "municipal" else {}


def _jurisdiction(j: IncidentJurisdiction, of: Sequence[Sequence[Passage]], sentences: _Sentences) -> Row:
    acted, others = bodies(j)
    told = dict.fromkeys([*j.evidence[:2], *(e for a in j.agencies for e in a.evidence[:1])])
    by_own = sorted(zip(j.agencies, of, strict=True), key=lambda x: not x[0].own)
    return {
        "name": wording.jurisdiction(j),
        "level": wording.LEVEL_WORDS[j.level],
        "country": j.country,
        "state": j.admin1_code,
        "territory": j.territory,
        "bodies": [_body(a, j, passages, sentences) for a, passages in by_own],
        "acted": acted,
        "others": others,
        "sentences": sentences.of(told, "actor"),
        "sources": sentences.numbers(dict.fromkeys(e.doc_id for e in j.evidence)),
    }


def _body(body: Agency, j: IncidentJurisdiction, passages: Sequence[Passage], sentences: _Sentences) -> Row:
    """What is told of a body; its sources by their number."""
    told = [
        {
            "source": sentences.numbers([p.source])[0],
            "places": p.places,
            "at": p.at,
            "events": p.events,
            "did": p.did,
            "said": [{"reach": {"days": said.days, "kinds": said.kinds}} for said in p.said],
        }
        for p in passages
    ]
    return {"name": wording.body(body, j.level), "did": body.involvement, "passages": told}


# ------------------------------------------------------------------ sources
def _sources(view: View) -> list[Row]:
    """Every document, and whether it tells something of the view; its text is not part of the file."""
    unread, grades = dict(view.whole.unread), dict(view.whole.grades)
    came = additions(view.whole.log)
    return [
        {
            "id": d.id,
            "publisher": d.publisher or d.domain or say("source not named"),
            "title": d.title,
            "day": wording.day(d.published, year=True),
            "basis": retold(d.published_reason) if d.published_basis == "inferred" and d.published_reason else "",
            "language": wording.language_name(d.language),
            "url": d.url or "",
            "grade": grades[d.id].code if d.id in grades else "",
            "graded": in_words(grades[d.id]) if d.id in grades else "",
            "told": d.id not in unread and (view.sources is None or d.id in view.sources),
            "original": d.original or "",
            "came": say("How it came: {way}", way=arrived(d, came.get(d.id))),
            "sha256": sha256(d.text.encode("utf-8", "surrogatepass")).hexdigest(),
        }
        for d in view.whole.documents
    ]
