"""All that a brief can say: one wording for each kind of statement, made of one record and of nothing else.

Whoever composes a sentence names a record and a kind; whoever checks it does the same and must come to the same words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.charts.counts import mark
from geo.export.brief import gaps
from geo.export.brief.told import saying
from geo.messages import listing, say, say_n
from geo.present import wording
from geo.present.key_figures import in_figures, noun, who
from geo.present.passages import verbatim
from geo.present.rules import day_in_words, printed_on
from geo.reconcile.events.reports import SAID
from geo.reconcile.tolls.checks import MOST_NAMES, MOST_TOLD
from geo.reconcile.tolls.ledger import value
from geo.reconcile.tolls.toll import COMPETES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from geo.export.brief.content import Claim, View
    from geo.export.brief.gaps import Stated
    from geo.incident import (
        Agency,
        Check,
        Evidence,
        IncidentEvent,
        IncidentJurisdiction,
        IncidentQuote,
        LedgerEntry,
        Toll,
    )
    from geo.types import Involvement

#: Characters of somebody's words that a brief repeats; what is longer ends with an ellipsis.
LONGEST_WORDS = 420


def state(claim: Claim, view: View) -> Stated | None:
    """What the record that a claim names allows to be said; None where there is no such record in the view."""
    made = STATEMENTS.get(claim.kind)
    return made(view, claim.of) if made else None


# ------------------------------------------------------------------ names of records
def count_key(entry: LedgerEntry) -> str:
    """The name of a count: its toll, its text and its place in it."""
    return f"{entry.toll} {entry.doc_id} {entry.casualty.start}"


def quote_key(quote: IncidentQuote) -> str:
    """The name of a quote."""
    return f"{quote.doc_id} {quote.quote.start} {quote.quote.end}"


def bodies(j: IncidentJurisdiction, sources: Collection[str] = ()) -> tuple[str, str]:
    """Which of its bodies acted, and which spoke or are only named; as these ``sources`` tell, where any is given."""
    told = [(a, name) for a, name in _named(j) if not sources or any(e.doc_id in sources for e in a.evidence)]
    acted = "; ".join(named for a, named in told if a.involvement == "acted")
    others = "; ".join(named for a, named in told if a.involvement != "acted")
    return acted or wording.NONE, others or wording.NONE


def _named(j: IncidentJurisdiction) -> list[tuple[Agency, str]]:
    """Its bodies as they are called, its own first; one of another level says so: an army is no state's."""
    return [(a, wording.body(a, j.level)) for a in sorted(j.agencies, key=lambda a: not a.own)]


def toll_key(toll: Toll) -> str:
    """The name of a toll."""
    return f"{toll.status}/{toll.party_class}"


def jurisdiction_key(j: IncidentJurisdiction) -> str:
    """The name of a territory or government."""
    return f"{j.level} {j.country} {j.admin1_code or ''} {j.name}"


def _event(view: View, key: str) -> IncidentEvent | None:
    return next((e for e in view.shown.events if e.id == key), None)


def _toll(view: View, key: str) -> Toll | None:
    return next((t for t in view.shown.tolls if toll_key(t) == key and t.entries), None)


def _quote(view: View, key: str) -> IncidentQuote | None:
    return next((q for q in view.shown.quotes if quote_key(q) == key), None)


def _jurisdiction(view: View, key: str) -> IncidentJurisdiction | None:
    return next((j for j in view.shown.jurisdictions if jurisdiction_key(j) == key), None)


# ------------------------------------------------------------------ events
def where(event: IncidentEvent) -> str:
    """ " at Torla", " in North", ", Torla (inferred)" where no sentence states it; empty where there is none."""
    if event.place is None:
        return ""
    name = wording.place_name(event.place)
    if event.place_basis == "inferred":
        return f", {wording.inferred(name)}"
    at = event.place.level in {"city", "admin2", "poi"}
    return say(" at {place}", place=name) if at else say(" in {place}", place=name)


def what(event: IncidentEvent) -> str:
    """ "6 guardsmen killed", "Raid"; of what was said also who said it."""
    if event.type in SAID:
        return ", ".join([wording.event_name(event), *event.actors[:1]])
    return event.says or wording.event_name(event)


def when(event: IncidentEvent) -> str:
    """The day; of one that no report tells, that it is inferred."""
    day = wording.when(event, year=True)
    return say("{day}, inferred", day=day) if event.date_start and event.date_basis != "told" else day


def _event_told(view: View, key: str) -> Stated | None:
    event = _event(view, key)
    if event is None:
        return None
    text = f"{what(event)}{where(event)}, {when(event)}"
    return gaps.Stated(text, cited(view, event), (event,), dates=_dates(event.date_start, event.date_end))


def cited(view: View, event: IncidentEvent) -> tuple[Evidence, ...]:
    """The passages that a title rests on: where it has a number, those that say it."""
    return saying(event, {d.id: d for d in view.whole.documents})


def _dates(*days: str | None) -> tuple[str, ...]:
    return tuple(d for d in days if d)


def _more_events(view: View, key: str) -> Stated | None:
    rest = [e for e in view.shown.events if e.id != key]
    if not rest or len(rest) == len(view.shown.events):
        return None
    return gaps.tally(say_n("; {n} more event", "; {n} more events", len(rest)), len(rest), rest)


# ------------------------------------------------------------------ counts
def _told_by(entry: LedgerEntry) -> dict[str, str]:
    """Number, who gives it and when; a count for a place says for which."""
    about = say(", for {places}", places=listing([wording.place_name(p) for p in entry.covers]))
    return {
        "count": wording.said(entry.casualty),
        "who": who(entry),
        "day": printed_on(entry) + (about if entry.covers else ""),
    }


def _counted(text: str, entry: LedgerEntry) -> Stated:
    days = _dates(entry.published)
    return gaps.Stated(text, (entry.evidence, *entry.also), (entry,), dates=days)


def name_of(toll: Toll) -> str:
    """What is counted, at the head of a line: "Killed", "Security forces killed"."""
    words = noun(toll)
    return words[:1].upper() + words[1:]


def _best(view: View, key: str) -> Stated | None:
    toll = _toll(view, key)
    if toll is None or toll.best_entry is None:
        return None
    entry = toll.best_entry
    told = say("{toll}: {count} according to {who}, {day}", toll=name_of(toll), **_told_by(entry))
    return _counted(told + (say(", for a part of the incident only") if entry.part and not entry.covers else ""), entry)


def low_entry(toll: Toll) -> LedgerEntry | None:
    """The count that sets the low end, where it is not the best one."""
    ends = (e for e in toll.entries if e.casualty.min == toll.low and e.casualty.max is not None)
    return _not_best(toll, toll.low, ends)


def high_entry(toll: Toll) -> LedgerEntry | None:
    """The count that sets the high end, where it is not the best one."""
    marked = ((e, mark(e.casualty, 0)) for e in toll.entries)
    return _not_best(toll, toll.high, (e for e, m in marked if m and m.high == toll.high))


def _not_best(toll: Toll, number: int | None, ends: Iterable[LedgerEntry]) -> LedgerEntry | None:
    if number is None or number == toll.best:
        return None
    return min(ends, key=lambda e: (e.relation in {"part", "other"}, e.published or ""), default=None)


def floor_entry(toll: Toll) -> LedgerEntry | None:
    """The "at least 55" below all exact counts: it sets no low end, but no other count is the lowest beside it."""
    floors = [e for e in toll.entries if e.casualty.max is None and e.casualty.min and e.relation in COMPETES]
    lowest = min(floors, key=lambda e: (e.casualty.min or 0, e != toll.best_entry, e.published or ""), default=None)
    below = lowest and all((lowest.casualty.min or 0) < n for n in (toll.low, toll.high) if n is not None)
    return lowest if below else None


def _lowest(view: View, key: str) -> Stated | None:
    toll = _toll(view, key)
    entry = (floor_entry(toll) or low_entry(toll)) if toll else None
    if toll is None or entry is None or entry == toll.best_entry:
        return None
    return _counted(say("; the lowest count is {count}, {who}, {day}", **_told_by(entry)), entry)


def _lowest_exact(view: View, key: str) -> Stated | None:
    """The low end of the range, where an "at least" lies below it."""
    toll = _toll(view, key)
    entry = low_entry(toll) if toll and floor_entry(toll) else None
    if toll is None or entry is None or toll.low == toll.high:  # one number is told once, as the highest
        return None
    return _counted(say("; the lowest that is no “at least” is {count}, {who}, {day}", **_told_by(entry)), entry)


def _highest(view: View, key: str) -> Stated | None:
    toll = _toll(view, key)
    entry = high_entry(toll) if toll else None
    if entry is None:
        return None
    return _counted(say("; the highest is {count}, {who}, {day}", **_told_by(entry)), entry)


def _one_count(view: View, key: str) -> Stated | None:
    """A count of a toll that has no best one."""
    entry = next((e for t in view.shown.tolls for e in t.entries if count_key(e) == key), None)
    toll = _toll(view, entry.toll) if entry else None
    if entry is None or toll is None:
        return None
    return _counted(say("{toll}: {count} according to {who}, {day}", toll=name_of(toll), **_told_by(entry)), entry)


def _no_total(view: View, key: str) -> Stated | None:
    toll = _toll(view, key)
    if toll is None or toll.best is not None:
        return None
    n = len(toll.entries)
    text = say_n(
        "{toll}: no source gives a total; {n} count tells a part, or no number",
        "{toll}: no source gives a total; {n} counts tell parts, or no number",
        n,
        toll=name_of(toll),
    )
    return gaps.Stated(text, tuple(e.evidence for e in toll.entries), toll.entries, numbers=(n,))


def range_of(toll: Toll) -> str:
    """The figure of a toll as the page shows it."""
    return in_figures(toll)


# ------------------------------------------------------------------ what was said
def said_by(quote: IncidentQuote) -> str:
    """Who and when; of what is not wholly in their words the verb too: a denial must not read as what it denies."""
    q = quote.quote
    name = quote.speaker or say("Speaker not named")
    dated = q.said_on or quote.published
    told = f"{name}, {wording.said_on(quote, year=True) if dated else day_in_words(None)}"
    if q.kind == "direct":
        return told
    return f"{told}, {say('reported: “{verb}”', verb=q.cue)}" if q.cue else f"{told}, {say('reported')}"


def _speaker(view: View, key: str) -> Stated | None:
    quote = _quote(view, key)
    if quote is None:
        return None
    days = _dates(quote.quote.said_on, quote.published)
    return gaps.Stated(f"{said_by(quote)}: ", (quote.evidence,), (quote,), dates=days)


def _words(view: View, key: str) -> Stated | None:
    quote = _quote(view, key)
    document = next((d for d in view.whole.documents if quote and d.id == quote.doc_id), None)
    if quote is None or document is None:
        return None
    text = wording.shortened(verbatim(document.text, quote.quote), LONGEST_WORDS)
    return gaps.Stated(text, (quote.evidence,), (quote,))


# ------------------------------------------------------------------ who acted
def _territory(view: View, key: str) -> Stated | None:
    j = _jurisdiction(view, key)
    if j is None or not j.territory:
        return None
    text = say_n("{name}: {n} event", "{name}: {n} events", j.events, name=wording.jurisdiction(j))
    return gaps.Stated(text, j.evidence, (j,), numbers=(j.events,))


def _government(view: View, key: str) -> Stated | None:
    j = _jurisdiction(view, key)
    if j is None:
        return None
    text = say("{name} ({level})", name=wording.jurisdiction(j), level=wording.LEVEL_WORDS[j.level].lower())
    return gaps.Stated(text, j.evidence, (j,))


def _of_bodies(involvement: Involvement, n: int, bodies: str) -> str:
    """What bodies did; a language may have another verb for one and for several."""
    if involvement == "acted":
        return say_n("acted: {bodies}", "acted: {bodies}", n, bodies=bodies)
    if involvement == "spoke":
        return say_n("spoke: {bodies}", "spoke: {bodies}", n, bodies=bodies)
    return say_n("named: {bodies}", "named: {bodies}", n, bodies=bodies)


def _involved(involvement: Involvement) -> Callable[[View, str], Stated | None]:
    def stated(view: View, key: str) -> Stated | None:
        j = _jurisdiction(view, key)
        told = [(a, name) for a, name in _named(j) if a.involvement == involvement] if j else []
        if not told:
            return None
        bodies = listing([name for _, name in told])
        evidence: tuple[Evidence, ...] = tuple(e for a, _ in told for e in a.evidence)
        text = f"; {_of_bodies(involvement, len(told), bodies)}"
        return gaps.Stated(text, evidence, tuple(a for a, _ in told))

    return stated


# ------------------------------------------------------------------ what differs
def _differs(view: View, key: str) -> Stated | None:
    checks = [c for c in view.shown.checks if not c.agrees]
    check = checks[int(key)] if key.isdecimal() and int(key) < len(checks) else None
    if check is None:
        return None
    sums = _sums(check) if check.kind == "parts" else ()
    evidence = tuple(e.evidence for e in check.entries)
    days = tuple(e.published for e in check.entries if e.published)
    counted = (len({*check.entries}), *_left_out(check))
    return gaps.Stated(check.text, evidence, check.entries, dates=days, numbers=(*sums, *counted))


def _sums(check: Check) -> tuple[int, ...]:
    """What a check of parts works out: their sum, and what is missing to the total or is more than it."""
    total, *parts = (value(e.casualty) or 0 for e in check.entries)
    return (sum(parts), abs(total - sum(parts)))


def _left_out(check: Check) -> tuple[int, ...]:
    """How many numbers, places and names a check of many leaves out: "3 further numbers between", "2 more"."""
    numbers = {wording.said(e.casualty) for e in check.entries}  # "at least 25" stands apart from 25
    spots = {frozenset(p.id for p in e.covers) for e in check.entries}
    names = [{e.asserted_by for e in check.entries if wording.said(e.casualty) == number} for number in numbers]
    told = (*(len(found) - MOST_TOLD for found in (numbers, spots)), *(len(found) - MOST_NAMES for found in names))
    return tuple(left for left in told if left > 0)


def _full_stop(_: View, key: str) -> Stated | None:
    return gaps.Stated(".", (), ()) if not key else None


STATEMENTS: dict[str, Callable[[View, str], Stated | None]] = {
    "event": _event_told,
    "more events": _more_events,
    "best": _best,
    "lowest": _lowest,
    "lowest exact": _lowest_exact,
    "highest": _highest,
    "count": _one_count,
    "no total": _no_total,
    "speaker": _speaker,
    "words": _words,
    "territory": _territory,
    "government": _government,
    "acted": _involved("acted"),
    "spoke": _involved("spoke"),
    "named": _involved("named"),
    "differs": _differs,
    "stop": _full_stop,
    **gaps.STATEMENTS,
}
