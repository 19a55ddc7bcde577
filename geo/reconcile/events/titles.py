"""Titles of events in words a reader needs: who, what, how many, where.

A title holds a number only where a count stands in a sentence that tells this event and no other of its kind, and where
the counts of all such sentences come to one figure: "6 guardsmen killed, Calca", "Siege: 30–37 killed, Calca".
Words for who they were are those of the count that is best, where it stands in one; of numbers that count no casualties
only those that the source sets right beside the event: "Prison break: 23 inmates, Calca".
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from geo.incident import IncidentEvent
from geo.language.counts.fate_words import fates
from geo.language.text.numbers import number_value
from geo.lexicons import reading
from geo.messages import spoken
from geo.present import key_figures, wording
from geo.present.nouns import hurt, noun_in
from geo.present.passages import around
from geo.reconcile.events.kinds import leaves_dead
from geo.reconcile.events.places import inside, key_of
from geo.reconcile.events.reports import SAID
from geo.reconcile.tolls.toll import tolls_of
from geo.types import EventType

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from geo.incident import Evidence, IncidentFigure, LedgerEntry, Toll
    from geo.reconcile.events.places import PlaceKey
    from geo.types import Document, Figure, Mention, Status

    #: Numbers that count no casualties, by their sentence.
    _Figures = Mapping[tuple[str, int], Sequence[Figure]]
    #: The places that a document names, with the character at which each begins.
    _Named = Mapping[str, Sequence[tuple[int, PlaceKey]]]

#: What people suffer in an event of the kind.  A count in a sentence that tells a raid may be of all that followed.
_OWN_STATUS: dict[EventType, Status] = {"killing": "killed", "arrest": "arrested"}
#: Most characters of a source's own words in a title.
_MOST = 40
#: What ends a sentence.
_STOPS = ".!?”\"’' "
#: A party of more words, or with a number or a mark in it, is no name for who they were.
_PARTY = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+){0,3}")
#: Words between a number with its noun and the end of the one that tells the event: "23 inmates had escaped".
_BESIDE = 2

#: A town or a spot in it, where not all of an incident need have happened.
_NARROW = frozenset({"city", "admin2", "poi"})

_Sentence = tuple[str, int]
#: The event of each kind that a sentence tells; None where it tells several.
_Owner = dict[tuple[EventType, _Sentence], IncidentEvent | None]


def _sentences(event: IncidentEvent) -> set[_Sentence]:
    return {(e.doc_id, e.sent_start) for e in event.evidence}


def _of_one_event(events: Iterable[IncidentEvent]) -> _Owner:
    told: _Owner = {}
    for event in events:
        for sentence in _sentences(event):
            told[event.type, sentence] = None if (event.type, sentence) in told else event
    return told


def _is_counted(event: IncidentEvent, entry: LedgerEntry) -> bool:
    """A killing is counted in its dead, an arrest in those seized, an earthquake or a siege in its dead."""
    named = event.type == "other" and leaves_dead(event.name)
    return entry.casualty.status == _OWN_STATUS.get(event.type, "killed" if named else None)


def _toll(entries: Iterable[LedgerEntry]) -> Toll | None:
    """The figure that the counts in its sentences come to; None where they count several sides, or parts beside it."""
    told = [t for t in tolls_of(replace(e, part=e.of_group) for e in entries) if t.entries]
    counted = [t for t in told if t.best is not None]
    if not counted or (counted[0].party_class != "all" and len(told) > 1):
        return None
    sentences = [_sentence(e) for t in told for e in t.entries]
    best = counted[0].best_entry
    return counted[0] if best is None or sentences.count(_sentence(best)) == 1 else None


def _sentence(entry: LedgerEntry) -> _Sentence:
    return entry.doc_id, entry.evidence.sent_start


def _who(toll: Toll, documents: Mapping[str, Document]) -> str:
    """ "guardsmen killed": the source's word for them where the best count has one, else the party's name."""
    entry = toll.best_entry
    party = entry.casualty.party if entry else None
    if entry and party and _PARTY.fullmatch(party):
        language = documents[entry.doc_id].language
        people = None if _tells_fate(party, language) else noun_in(party, language)
        if people:
            return hurt(people, toll.status, toll.high)
    return key_figures.noun(toll)


def _tells_fate(party: str, language: str) -> bool:
    """Whether the word tells what befell them, not who they were: "the 40 dead"."""
    with reading(language):
        return any(word in fates("state") for word in party.casefold().split())


def _beside(
    event: IncidentEvent, alone: Collection[_Sentence], figures: _Figures, documents: Mapping[str, Document]
) -> str:
    """What the source counts right beside the word that tells the event; else empty.

    "250 roadblocks" as it stands; of "23 inmates escaped" and "they burned three trucks" "Prison break: 23 inmates" and
    "Arson: three trucks"; of what has no kind the source's own words: "taken down 23 roadblocks".
    ``alone``: the words that tell no other event.
    """
    unnamed = event.type == "other" and not event.name
    differ = _differing(event, figures, documents)
    for e in (e for e in event.evidence if (e.doc_id, e.start) in alone):
        text, language = documents[e.doc_id].text, documents[e.doc_id].language
        for figure in figures.get((e.doc_id, e.sent_start), ()):
            if _thing(figure, language) in differ:
                continue
            counted, tail = f"{figure.text} {figure.what}", text[figure.end : e.end].split()
            told = _counted_in(language, figure)
            if tail == figure.what.split():
                return told
            behind = _few([*figure.what.split(), *text[e.start : figure.start].split()], figure.what)
            if unnamed and behind:
                return " ".join([*text[e.start : figure.start].split(), counted])
            if told and not unnamed and (behind or _few(tail, figure.what)):
                return wording.counted_in(wording.event_name(event), told)
    return ""


def _differing(event: IncidentEvent, figures: _Figures, documents: Mapping[str, Document]) -> set[str]:
    """What its sentences give several numbers for, of which none is the event's: 250 roadblocks, and more than 80."""
    told: dict[str, set[tuple[int | None, int | None, int | None]]] = defaultdict(set)
    for doc_id, start in _sentences(event):
        for f in figures.get((doc_id, start), ()):
            told[_thing(f, documents[doc_id].language)].add((f.min, f.max, f.approx))
    return {thing for thing, numbers in told.items() if len(numbers) > 1}


def _thing(figure: Figure, language: str) -> str:
    """What is counted, by one name in all languages where it has one."""
    return noun_in(figure.what, language) or figure.what.casefold()


def _counted_in(language: str, figure: Figure) -> str:
    """The number with what it counts as the source writes them; in a page of another language as that one does.

    The source's own word for a number leaves out what stands before it: "more than", "nearly".
    """
    if language == spoken():
        return f"{figure.text.lower() if _is_whole(figure, language) else wording.said(figure)} {figure.what}"
    noun, number = noun_in(figure.what, language), wording.said(figure)
    return f"{number} {noun}" if noun and any(c.isdigit() for c in number) else ""


def _is_whole(figure: Figure, language: str) -> bool:
    """Whether its own words tell the number as it is meant: "30", "three", "dozens", but of "more than 30" not "30"."""
    with reading(language):
        value = number_value(figure.text)
    return value is None or figure.min == figure.max == value


def told_beside(text: str, event: Evidence, figure: Figure) -> bool:
    """Whether a number stands with its noun right beside the word that tells an event, or the noun is that word."""
    what = figure.what.split()
    tail, between = text[figure.end : event.end].split(), text[event.start : figure.start].split()
    return bool(what) and (tail == what or _few(tail, figure.what) or _few([*what, *between], figure.what))


def _few(words: list[str], counted: str) -> bool:
    """Whether the words are what is counted and an auxiliary and a verb at most."""
    first = counted.split()
    return words[: len(first)] == first and len(first) < len(words) <= len(first) + _BESIDE


def _says(
    event: IncidentEvent, toll: Toll | None, beside: str, documents: Mapping[str, Document], *, shared: bool
) -> str:
    name = wording.event_name(event)
    if toll is not None:
        counted = f"{key_figures.in_figures(toll)} {_who(toll, documents)}"
        return counted if event.type in _OWN_STATUS else wording.counted_in(name, counted)
    if event.type == "other" and not event.name:
        first = event.evidence[0]
        told = wording.shortened(beside, _MOST) or _in_its_words(documents[first.doc_id].text, first, shared=shared)
        return f"“{told}”"
    return beside or name


def _in_its_words(text: str, told: Evidence, *, shared: bool) -> str:
    """The source's words; where they tell ``shared`` events and are cut within their sentence, an ellipsis says so.

    Of "taken down 23 roadblocks across Torla, Vessim and Lira" no title says that the 23 were across Torla.
    """
    words = around(text, told, _MOST)
    whole = " ".join(text[told.sent_start : told.sent_end].split()).rstrip(_STOPS).endswith(words)
    return words if whole or not shared or words.endswith("…") else f"{words} …"


def titled(
    events: Sequence[IncidentEvent],
    entries: Iterable[LedgerEntry],
    figures: Sequence[IncidentFigure],
    documents: Mapping[str, Document],
    mentions: Iterable[tuple[str, Mention]],
) -> tuple[IncidentEvent, ...]:
    """The events with what is counted in their own sentences in their titles.

    Args:
        events: of the incident.
        entries: counts of its tolls; those set aside are in no title.
        figures: numbers that count no casualties.
        documents: by id, for the source's own words and their language.
        mentions: every place that a document, by its id, names.

    """
    owner, named = _of_one_event(events), _named(mentions)
    counts: dict[str, list[LedgerEntry]] = defaultdict(list)
    for entry in entries:
        for event in _owners(entry, owner, named):
            counts[event.id].append(entry)
    beside: dict[_Sentence, list[Figure]] = defaultdict(list)
    for item in (f for f in figures if f.figure.unsure is None):
        beside[item.doc_id, item.figure.sent_start].append(item.figure)
    alone = _of_one_place(events)
    return tuple(
        _titled(e, counts[e.id], _beside(e, alone, beside, documents), documents, shared=_first(e) not in alone)
        for e in events
    )


def _first(event: IncidentEvent) -> _Sentence | None:
    """Document and start of the words that tell it first."""
    return next(((e.doc_id, e.start) for e in event.evidence), None)


def _of_one_place(events: Iterable[IncidentEvent]) -> frozenset[_Sentence]:
    """Document and start of the words that tell one event: "23 roadblocks in Torla and Vessim" are not 23 in each."""
    told = Counter(word for event in events for word in {(e.doc_id, e.start) for e in event.evidence})
    return frozenset(word for word, times in told.items() if times == 1)


def _named(mentions: Iterable[tuple[str, Mention]]) -> _Named:
    found: dict[str, list[tuple[int, PlaceKey]]] = defaultdict(list)
    for doc_id, mention in mentions:
        if mention.place is not None:
            found[doc_id].append((mention.start, key_of(mention.place)))
    return found


def _owners(
    entry: LedgerEntry, owner: Mapping[tuple[EventType, _Sentence], IncidentEvent | None], named: _Named
) -> list[IncidentEvent]:
    """The events that its sentence tells, one of a kind, at a place that it counts for."""
    at = (entry.evidence.doc_id, entry.evidence.sent_start)
    found = (owner.get((kind, at)) for kind in get_args(EventType))
    return [e for e in found if e is not None and _is_counted(e, entry) and _counts_for(entry, e, named)]


def _counts_for(entry: LedgerEntry, event: IncidentEvent, named: _Named) -> bool:
    """Whether it counts for the event's place: told for it, or where it tells no place, in a sentence that names it.

    "In those events 30 gunmen died" may be of a whole state, though it stands behind a fight in a town.
    """
    if event.place is None:
        return not entry.covers
    own, told = key_of(event.place), entry.evidence
    if not entry.covers:
        here = (key for start, key in named.get(told.doc_id, ()) if told.sent_start <= start < told.sent_end)
        return event.main or event.place.level not in _NARROW or any(k == own or inside(k, own) for k in here)
    return any(_is_of(key_of(p), own, wide=event.main) for p in entry.covers)


def _is_of(counted: PlaceKey, own: PlaceKey, *, wide: bool) -> bool:
    """Whether a count for a place is one for the event's: a town's for its mall, and no state's for a town of it.

    ``wide``: a state's is, as of what the incident is about.
    """
    return counted == own or inside(counted, own) or ((wide or counted.kind == "town") and inside(own, counted))


def _titled(
    event: IncidentEvent,
    counts: Iterable[LedgerEntry],
    beside: str,
    documents: Mapping[str, Document],
    *,
    shared: bool,
) -> IncidentEvent:
    if event.type in SAID:
        return replace(event, title=bare_title(event))
    says = _says(event, _toll(counts), beside, documents, shared=shared)
    return replace(event, says=says, title=_at_its_place(says[:1].upper() + says[1:], event))


def bare_title(event: IncidentEvent) -> str:
    """Type and place, which says so where it is inferred; for what is said, type and speaker, but of an alert where."""
    return _at_its_place(wording.event_name(event), event)


def _at_its_place(what: str, event: IncidentEvent) -> str:
    place = event.place
    name = wording.place_name(place) if place else None
    where = wording.inferred(name) if name and event.place_basis == "inferred" else name
    said = event.type in SAID and not event.name
    tail = (event.actors[0] if event.actors else None) if said else where
    return ", ".join(part for part in (what, tail) if part)
