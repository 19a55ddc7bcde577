"""Composes the brief of a view: which records are told, in which order; the words come from ``statements``."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.export.brief import statements
from geo.export.brief.agreement import Agreement
from geo.export.brief.check import refusal
from geo.export.brief.content import Block, Brief, Claim, Clause, Row, Sentence, Source
from geo.incident import TOLL_ORDER
from geo.messages import decimal, say, say_n
from geo.present import wording
from geo.present.design import symbol_of
from geo.present.key_figures import key_tolls, who
from geo.present.rules import day_in_words
from geo.reconcile.sides import opposed
from geo.types import STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from geo.export.brief.content import View
    from geo.incident import Evidence, IncidentEvent, IncidentJurisdiction, IncidentQuote, Toll

    #: Whether a sentence is borne out.
    Stands = Callable[[Sentence], bool]

#: Rows of events, quotes and opposed statements that a brief holds; how many are left out is said.
MOST_EVENTS, MOST_QUOTES, MOST_PAIRS, MOST_DIFFERENCES = 120, 16, 4, 8
#: What is said of a territory or a government, in this order.
_OF_JURISDICTIONS = ("government", "acted", "spoke", "named")
#: Stands before any number of sources.
MAIN = 10**6


def composed(view: View) -> Brief:
    """The brief of a view: every sentence is checked, and what nothing bears out is left out and listed."""
    refused: list[tuple[str, str]] = []
    agreement = Agreement(view)

    def stands(sentence: Sentence) -> bool:
        why = refusal(sentence, view, agreement)
        if why is not None and (sentence.text, why) not in refused:
            refused.append((sentence.text, why))
        return why is None

    blocks = [
        _tolls(view, stands),
        _events(view, stands),
        _quotes(view),
        _jurisdictions(view, stands),
        _differences(view),
        _unknown(view),
    ]
    blocks = [replace(block, sentences=tuple(filter(stands, block.sentences))) for block in blocks]
    finding = _finding(view)
    title = finding if stands(finding) else Sentence(())
    lead = blocks[0].sentences[:2]
    return Brief(view, title, lead, tuple(blocks), _annex(view, (title,), blocks), tuple(refused))


def sentence(view: View, *claims: tuple[str, str], stop: bool = True) -> Sentence:
    """The sentence that these claims make, of those that the view's records allow; with its full stop."""
    wanted = [Claim(kind, of) for kind, of in claims]
    stated = [(claim, statements.state(claim, view)) for claim in wanted]
    clauses = [Clause(told.text, claim, told.evidence) for claim, told in stated if told]
    if stop and clauses and not clauses[-1].text.endswith((".", "…", "?", "!")):
        clauses.append(Clause(".", Claim("stop"), ()))
    return Sentence(tuple(clauses))


def _told(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    return tuple(s for s in sentences if s.clauses)


# ------------------------------------------------------------------ the finding
def leading(events: Sequence[IncidentEvent]) -> IncidentEvent | None:
    """The event that a title names: the main one, else the one that most sources tell."""
    return min(events, key=_leads, default=None)


def _leads(e: IncidentEvent) -> tuple[bool, int, int, str, str]:
    return not e.main, -e.witnesses, -len(e.sources), e.date_start or "9", e.id


def _finding(view: View) -> Sentence:
    event = leading(view.shown.events)
    if event is None:
        return sentence(view, ("nothing", ""), stop=False)
    return sentence(view, ("event", event.id), ("more events", event.id), stop=False)


# ------------------------------------------------------------------ blocks
def _tolls(view: View, stands: Stands) -> Block:
    by_key = {(t.status, t.party_class): t for t in view.shown.tolls if t.entries}
    tolls = [by_key[key] for key in TOLL_ORDER if key in by_key]
    first = key_tolls(tolls, 3)
    note = say("“At least” sets no low end; nothing is added up or averaged; — no source gives a total.")
    ordered = [*first, *(t for t in tolls if t not in first)]
    return Block(
        "toll",
        say("Who counts how many"),
        _told(_toll_sentence(view, t) for t in ordered),
        (say("Of whom"), say("Range"), say("Best count"), say("Who counts"), say("Published"), say("Counts")),
        tuple(_toll_row(t) for t in tolls if stands(_toll_sentence(view, t))),
        note if tolls else say("No source gives a number"),
    )


def _toll_sentence(view: View, toll: Toll) -> Sentence:
    key = statements.toll_key(toll)
    if toll.best_entry is not None:
        return sentence(view, ("best", key), ("lowest", key), ("lowest exact", key), ("highest", key))
    if len(toll.entries) == 1 and not toll.entries[0].part:
        return sentence(view, ("count", statements.count_key(toll.entries[0])))
    return sentence(view, ("no total", key))


def _toll_row(toll: Toll) -> Row:
    entry = toll.best_entry
    best = (
        (wording.counted(entry.casualty), who(entry), day_in_words(entry.published)) if entry else (wording.NONE,) * 3
    )
    ends = (statements.floor_entry(toll), statements.low_entry(toll), statements.high_entry(toll))
    behind = (entry, *ends) if entry else toll.entries
    return Row(
        (statements.name_of(toll), statements.range_of(toll), *best, decimal(len(toll.entries))),
        tuple(dict.fromkeys(e.evidence for e in behind if e)),
    )


def event_order(event: IncidentEvent) -> tuple[bool, str, str, str]:
    """The main event, then by day; undated last."""
    return not event.main, event.date_start or "9999", event.time or "", event.title


def _events(view: View, stands: Stands) -> Block:
    events = sorted(view.shown.events, key=event_order)
    if len(events) > MOST_EVENTS:
        told_most = sorted(events, key=lambda e: (not e.main, -e.witnesses, -len(e.sources)))[:MOST_EVENTS]
        kept = {e.id for e in told_most}
        listed = [e for e in events if e.id in kept]
    else:
        listed = events
    left = len(events) - len(listed)
    more = say_n(
        "The events that most sources tell; {n} more is in the view and its data.",
        "The events that most sources tell; {n} more are in the view and its data.",
        left,
    )
    told = [e for e in listed if stands(sentence(view, ("event", e.id), stop=False))]
    shares = say("For a number in a title the sources that say it are cited: “1 of 9” of those that tell the event.")
    notes = [*([more] if left else []), *([shares] if any(_is_shared(view, e) for e in told) else [])]
    return Block(
        "events",
        say("What happened, in order"),
        _told([_finding(view)]),
        (say("Day"), say("What"), say("Place"), say("Place known to"), say("Sources")),
        tuple(_event_row(view, e) for e in told),
        " ".join(notes),
    )


def _event_row(view: View, event: IncidentEvent) -> Row:
    name = wording.place_name(event.place) if event.place else wording.NONE
    place = wording.inferred(name) if event.place and event.place_basis == "inferred" else name
    known = wording.known_to(event.where_prec, event.radius_km) if event.place else say("no place told")
    return Row(
        (statements.when(event), statements.what(event), place, known, _sources(view, event)),
        statements.cited(view, event),
        symbol_of(event.type).key,
        MAIN if event.main else max(event.witnesses, 1),
    )


def _sources(view: View, event: IncidentEvent) -> str:
    """How many sources tell it; where its title has a number, how many of them say that."""
    if not _is_shared(view, event):
        return decimal(len(event.sources))
    return say("{n} of {total}", n=decimal(_saying(view, event)), total=decimal(len(event.sources)))


def _is_shared(view: View, event: IncidentEvent) -> bool:
    """Whether some of its sources tell the event without the number in its title."""
    return _saying(view, event) < len({e.doc_id for e in event.evidence})


def _saying(view: View, event: IncidentEvent) -> int:
    return len({e.doc_id for e in statements.cited(view, event)})


def _quotes(view: View) -> Block:
    chosen = chosen_quotes(view.shown.quotes)
    left = len(view.shown.quotes) - len(chosen)
    note = say_n("{n} more quote in the view and its data.", "{n} more quotes in the view and its data.", left)
    return Block(
        "said",
        say("Who said what"),
        _told(_quote_sentence(view, q) for q in chosen),
        note=note if left else "",
    )


def _quote_sentence(view: View, quote: IncidentQuote) -> Sentence:
    key = statements.quote_key(quote)
    return sentence(view, ("speaker", key), ("words", key), stop=False)


def chosen_quotes(quotes: Sequence[IncidentQuote]) -> list[IncidentQuote]:
    """One statement of each speaker, governments in turn, direct speech first and the latest of it."""

    def strength(q: IncidentQuote) -> tuple[bool, bool, int, int]:
        day = (q.quote.said_on or q.published or "0").replace("-", "").ljust(8, "0")
        return q.quote.kind == "indirect", not q.quote.said_on, -int(day), -min(q.quote.end - q.quote.start, 300)

    best: dict[str, IncidentQuote] = {}
    for quote in sorted((q for q in quotes if q.speaker), key=strength):
        best.setdefault(quote.speaker or "", quote)
    told: dict[str, int] = defaultdict(int)
    turns = []
    for quote in best.values():
        turns.append((told[quote.government], quote.government == "Others", quote))
        told[quote.government] += 1
    ranked = sorted(turns, key=lambda t: (t[0], t[1]))
    return [q for _, _, q in ranked[:MOST_QUOTES]]


def _jurisdictions(view: View, stands: Stands) -> Block:
    # Who acted has no day of its own: of a choice that leaves nothing that happened or was said, nobody acted in it.
    held = view.shown.jurisdictions if _holds_something(view) or not view.filters else ()
    listed = sorted(held, key=lambda j: (not j.authority, j.country, j.level, -j.events, j.name))
    acting = [j for j in listed if j.agencies]
    listed = [j for j in listed if j.agencies or j.events]
    return Block(
        "jurisdictions",
        say("Who acted, with what authority"),
        _told(_jurisdiction_sentence(view, j) for j in acting),
        (say("Jurisdiction"), say("Level"), say("Events in it"), say("Acted"), say("Spoke or named")),
        tuple(_jurisdiction_row(j) for j in listed if not j.agencies or stands(_jurisdiction_sentence(view, j))),
        say("A body stands where a sentence was read to put it; no sentence is not the same as no action."),
    )


def _jurisdiction_sentence(view: View, j: IncidentJurisdiction) -> Sentence:
    key = statements.jurisdiction_key(j)
    return sentence(view, *((kind, key) for kind in _OF_JURISDICTIONS))


def _holds_something(view: View) -> bool:
    shown = view.shown
    return bool(shown.events or shown.quotes or any(toll.entries for toll in shown.tolls))


def _jurisdiction_row(j: IncidentJurisdiction) -> Row:
    events = decimal(j.events) if j.territory else wording.NONE
    return Row(
        (wording.jurisdiction(j), wording.LEVEL_WORDS[j.level], events, *statements.bodies(j)),
        tuple(dict.fromkeys([*j.evidence[:2], *(e for a in j.agencies for e in a.evidence[:1])])),
    )


def _differences(view: View) -> Block:
    apart = [c for c in view.shown.checks if not c.agrees][:MOST_DIFFERENCES]
    counts = [sentence(view, ("differs", str(i))) for i in range(len(apart))]
    said: list[Sentence] = []
    for number, pair in enumerate(opposed(view.shown.quotes, view.whole.mentions)[:MOST_PAIRS]):
        said.append(sentence(view, ("opposed", str(number))))
        said += [_quote_sentence(view, quote) for quote in (pair.denies, pair.affirms)]
    left = sum(not c.agrees for c in view.shown.checks) - len(apart)
    more = say_n("{n} more difference between counts.", "{n} more differences between counts.", left)
    nothing = say("No two counts of one toll differ, and no two governments contradict each other, in this view.")
    return Block(
        "differs",
        say("What differs"),
        _told([*counts, *said]),
        note=more if left > 0 else "" if counts or said else nothing,
    )


def _unknown(view: View) -> Block:
    gaps = [(kind, "") for kind in ("no place", "wide place", "inferred place", "no day")]
    gaps += [(kind, status) for status in STATUSES for kind in ("no count", "count beside")]
    gaps += [("no total", statements.toll_key(t)) for t in view.shown.tolls if t.best is None and len(t.entries) > 1]
    gaps += [("counts aside", ""), ("events aside", ""), ("unread", "")]
    return Block("unknown", say("What is not known"), _told(sentence(view, gap) for gap in gaps))


# ------------------------------------------------------------------ the annex
def _annex(view: View, title: Sequence[Sentence], blocks: Sequence[Block]) -> tuple[Source, ...]:
    """The documents that the brief rests on, numbered in the order of the brief, with the passages."""
    used: dict[str, dict[Evidence, None]] = {}
    told = [*title, *(s for b in blocks for s in b.sentences)]
    for passages in (*(s.evidence for s in told), *(r.evidence for b in blocks for r in b.rows)):
        for e in passages:
            used.setdefault(e.doc_id, {})[e] = None
    documents = {d.id: d for d in view.whole.documents}
    found = [(documents[i], passages) for i, passages in used.items() if i in documents]
    return tuple(
        Source(n, document, tuple(sorted(passages, key=lambda e: e.start)))
        for n, (document, passages) in enumerate(found, 1)
    )
