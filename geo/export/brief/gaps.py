"""What is not known: what no source tells, what was inferred, set aside or not read; each said by counting anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.export.brief.told import numbers_in, saying
from geo.messages import Labels, decimal, listing, say, say_n
from geo.messages.stored import retold
from geo.present import wording
from geo.reconcile.sides import Opposed, opposed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from geo.export.brief.content import View
    from geo.incident import (
        Agency,
        EventAside,
        Evidence,
        IncidentEvent,
        IncidentJurisdiction,
        IncidentQuote,
        LedgerEntry,
        SetAside,
    )
    from geo.types import Document, Status

    Record = (
        IncidentEvent
        | LedgerEntry
        | IncidentQuote
        | IncidentJurisdiction
        | Agency
        | SetAside
        | EventAside
        | Document
        | Opposed
    )

#: Names of events, publishers and reasons that a sentence lists; the others are counted.
MOST_NAMED = 4
_NO_COUNT: Labels[Status] = Labels(
    {
        "killed": "No count of the dead was found in what was read for this view",
        "injured": "No count of the injured was found in what was read for this view",
        "arrested": "No count of the arrested was found in what was read for this view",
        "missing": "No count of the missing was found in what was read for this view",
    }
)
#: Of whom, for ``_count_beside``.
_WHOM: Labels[Status] = Labels(
    {"killed": "the dead", "injured": "the injured", "arrested": "the arrested", "missing": "the missing"}
)


@dataclass(frozen=True, slots=True)
class Stated:
    """The words that a record allows, and what they rest on."""

    text: str
    evidence: tuple[Evidence, ...]
    """Passages; empty only where nothing is stated, or where the statement is that nothing was found."""
    records: tuple[Record, ...]
    dates: tuple[str, ...] = ()
    """ISO dates that the words tell."""
    numbers: tuple[int, ...] = ()
    """Numbers that were counted here and stand in no source: how many records."""


def tally(text: str, n: int, events: Sequence[IncidentEvent]) -> Stated:
    """A statement that so many events are told; of each document one passage stands for them."""
    return Stated(text, _one_of_each(e for event in events for e in event.evidence), tuple(events), numbers=(n,))


def _one_of_each(passages: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The first passage of each document."""
    first: dict[str, Evidence] = {}
    for e in passages:
        first.setdefault(e.doc_id, e)
    return tuple(first.values())


def _of_events(text: Callable[[int], str], events: Sequence[IncidentEvent], view: View) -> Stated | None:
    """So many events, the first by their titles: those rest on the passages that say what stands in them."""
    if not events:
        return None
    documents = {d.id: d for d in view.whole.documents}
    named = events[:MOST_NAMED]
    rest = len(events) - len(named)
    told = "; ".join([*(e.title for e in named), *([say("{n} more", n=decimal(rest))] if rest else [])])
    titles = dict.fromkeys(e for event in named for e in _one_of_each(saying(event, documents)))
    others = _one_of_each(e for event in events[MOST_NAMED:] for e in event.evidence)
    dates = tuple(d for e in events for d in (e.date_start, e.date_end) if d)
    evidence = tuple(dict.fromkeys([*titles, *others]))
    return Stated(f"{text(len(events))}: {told}", evidence, tuple(events), dates, (len(events), rest))


def _no_place(view: View, _: str) -> Stated | None:
    told = [e for e in view.shown.events if e.place is None]
    return _of_events(
        lambda n: say_n("Told without a place: {n} event", "Told without a place: {n} events", n), told, view
    )


def _wide_place(view: View, _: str) -> Stated | None:
    told = [e for e in view.shown.events if e.place is not None and not e.pinned]
    return _of_events(
        lambda n: say_n(
            "No place known below the country: {n} event", "No place known below the country: {n} events", n
        ),
        told,
        view,
    )


def _inferred_place(view: View, _: str) -> Stated | None:
    told = [e for e in view.shown.events if e.place_basis == "inferred" and e.place]
    return _of_events(
        lambda n: say_n(
            "No sentence states the place, it is inferred: {n} event",
            "No sentence states the place, it is inferred: {n} events",
            n,
        ),
        told,
        view,
    )


def _no_day(view: View, _: str) -> Stated | None:
    told = [e for e in view.shown.events if not e.date_start or e.date_basis != "told"]
    return _of_events(
        lambda n: say_n(
            "No sentence states the day, it is inferred or not known: {n} event",
            "No sentence states the day, it is inferred or not known: {n} events",
            n,
        ),
        told,
        view,
    )


def _no_count(view: View, status: str) -> Stated | None:
    if status not in _NO_COUNT or _is_counted(view, status) or counts_beside(view, status):
        return None
    return Stated(_NO_COUNT[status], (), ())  # type: ignore[index]


def _is_counted(view: View, status: str) -> bool:
    return any(t.status == status and t.entries for t in view.shown.tolls)


def counts_beside(view: View, status: str) -> tuple[LedgerEntry, ...]:
    """The counts that stand in the sentences of the view's events and that the filters leave out.

    They are of more than the view: "34 died in the roadblocks of all the country", beside a roadblock of one town.
    """
    told = {(e.doc_id, e.sent_start) for event in view.shown.events for e in event.evidence}
    entries = (e for t in view.whole.tolls if t.status == status for e in t.entries)
    return tuple(e for e in entries if (e.doc_id, e.evidence.sent_start) in told)


def _count_beside(view: View, status: str) -> Stated | None:
    if status not in _WHOM or _is_counted(view, status):
        return None
    entries = counts_beside(view, status)
    if not entries:
        return None
    text = say_n(
        "No count of {whom} is of this view alone; {n} count beside its events reaches further",
        "No count of {whom} is of this view alone; {n} counts beside its events reach further",
        len(entries),
        whom=_WHOM[status],  # type: ignore[index]
    )
    return Stated(text, tuple(e.evidence for e in entries), entries, numbers=(len(entries),))


def _nothing(view: View, _: str) -> Stated | None:
    """That there is no event, or the filters leave none."""
    if view.shown.events:
        return None
    return Stated(
        say("No event with these filters") if view.filters else say("No event was found in what was read"), (), ()
    )


def _reasons(told: Sequence[SetAside | EventAside]) -> tuple[str, tuple[int, ...]]:
    """The reasons, each once, and the numbers that stand in them."""
    reasons = list(dict.fromkeys(retold(a.reason).rstrip(".") for a in told))
    rest = len(reasons) - MOST_NAMED
    names = [*reasons[:MOST_NAMED], *([say("{n} more", n=decimal(rest))] if rest > 0 else [])]
    return "; ".join(names), (len(told), max(rest, 0), *(n for reason in names for n in numbers_in(reason)))


def _counts_aside(view: View, _: str) -> Stated | None:
    told = view.shown.set_aside
    if not told:
        return None
    why, numbers = _reasons(told)
    text = say_n("Of no toll: {n} count", "Of no toll: {n} counts", len(told))
    return Stated(f"{text} ({why})", tuple(a.entry.evidence for a in told), told, numbers=numbers)


def _events_aside(view: View, _: str) -> Stated | None:
    told = view.shown.events_aside
    if not told:
        return None
    why, numbers = _reasons(told)
    text = say_n(
        "Told and not counted as happened here: {n} event",
        "Told and not counted as happened here: {n} events",
        len(told),
    )
    return Stated(f"{text} ({why})", tuple(a.evidence for a in told), told, numbers=numbers)


def _unread(view: View, _: str) -> Stated | None:
    """Sources that are listed and were not read."""
    reasons = dict(view.whole.unread)
    documents = tuple(d for d in view.whole.documents if d.id in reasons)
    if not documents:
        return None
    names = listing([f"{d.publisher or d.title} ({retold(reasons[d.id])})" for d in documents[:MOST_NAMED]])
    rest = len(documents) - MOST_NAMED
    more = "; " + say("{n} more", n=decimal(rest)) if rest > 0 else ""
    text = say_n("Not read: {n} source", "Not read: {n} sources", len(documents))
    own = numbers_in(names)
    return Stated(f"{text}: {names}{more}", (), documents, numbers=(len(documents), max(rest, 0), *own))


# ------------------------------------------------------------------ statements of two governments
def _opposed(view: View, key: str) -> Stated | None:
    """Whose statements on one theme stand against each other; the words follow, and the reader judges."""
    pairs = opposed(view.shown.quotes, view.whole.mentions)
    if not key.isdecimal() or int(key) >= len(pairs):
        return None
    pair = pairs[int(key)]
    text = say(
        "{denies} ({government}) and {affirms} ({other}) speak of one theme, the first with a “not”; the reader judges",
        denies=pair.denies.speaker,
        government=wording.government(pair.denies.government),
        affirms=pair.affirms.speaker,
        other=wording.government(pair.affirms.government),
    )
    return Stated(text, (pair.denies.evidence, pair.affirms.evidence), (pair.denies, pair.affirms))


STATEMENTS: dict[str, Callable[[View, str], Stated | None]] = {
    "nothing": _nothing,
    "no place": _no_place,
    "wide place": _wide_place,
    "inferred place": _inferred_place,
    "no day": _no_day,
    "no count": _no_count,
    "count beside": _count_beside,
    "counts aside": _counts_aside,
    "events aside": _events_aside,
    "unread": _unread,
    "opposed": _opposed,
}

#: Kinds whose statement is that nothing was found: they have no passage, and are true only while nothing is.
WITHOUT_PASSAGE = frozenset({"nothing", "no count", "unread", "stop"})
