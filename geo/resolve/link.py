"""Gives events and casualties their places, and settles which of them tell the same again.

A place comes from the sentence first: what hangs on the trigger, then what stands in its clause.  A telling without one
takes the place of the telling it repeats.  Nothing else is placed: an event without a place goes to the tray.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from geo.language.events import first_telling
from geo.language.grammar import in_group
from geo.language.reach import SPOKEN
from geo.language.tolls import link_tolls
from geo.lexicons import lexicon
from geo.resolve.where import UNKNOWN_PREC, chains_of, in_clause, is_locative, places_of, precise_first, token_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from geo.types import Casualty, Mention, Telling

#: Roles at which something can have happened; a metonym acts, a demonym describes, a part of a name is no place.
_PLACED_ROLES = frozenset({"event", "mention"})
_VIOLENT = frozenset({"killing", "clash"})
#: Violence in another country more than a week earlier is another incident; within a week it may have spread there.
ABROAD_DAYS = 7
#: Verbs of a hunt's end.
_FINDING = frozenset({"discover", "trace", "track", "locate", "corner", "hide", "find"})


def place_records(doc: Doc, mentions: tuple[Mention, ...]) -> tuple[tuple[Telling, ...], tuple[Casualty, ...]]:
    """``doc._.tellings`` and ``doc._.casualties`` with places, ``duplicate_of`` and ``subset_of`` finished."""
    usable = tuple(m for m in mentions if m.role in _PLACED_ROLES)
    heads = [token_at(doc, t.start, t.end) for t in doc._.tellings]
    triggers = frozenset(h.i for h in heads if h is not None)
    tellings = [replace(t, places=places_of(doc, t, usable, triggers)) for t in doc._.tellings]
    tellings = _abroad_before(_shared_place(_found_at(doc, tellings, usable)))
    casualties = tuple(replace(c, place=_casualty_place(doc, c, tellings, usable)) for c in doc._.casualties)
    linked = link_tolls(tuple(replace(c, duplicate_of=None) for c in casualties), lexicon("casualties")["vague"])
    return tuple(_repeated_place(_with_duplicates(tellings, linked))), linked


def _found_at(doc: Doc, tellings: list[Telling], mentions: Sequence[Mention]) -> list[Telling]:
    """A raid that is nowhere placed happened where its target is told to have been found."""
    if any(t.type == "raid" and t.places for t in tellings):
        return tellings
    spot = _hiding_place(doc, mentions) or _fought_at(doc, tellings)
    first = next(
        (i for i, t in enumerate(tellings) if t.type == "raid" and t.reality == "happened" and not t.background), None
    )
    if first is None or not spot:
        return tellings
    return [replace(t, places=spot) if i == first else t for i, t in enumerate(tellings)]


def _fought_at(doc: Doc, tellings: Sequence[Telling]) -> tuple[Mention, ...]:
    """The place of the day's fight between forces and a leader: part of the raid on that leader."""
    raid = next((t for t in tellings if t.type == "raid"), None)
    for telling in tellings:
        if raid is None or telling.type != "clash" or not telling.places or telling.date_start != raid.date_start:
            continue
        words = [t for t in doc if telling.sent_start <= t.idx < telling.sent_end]
        if any(in_group(t, "armed_forces") for t in words) and any(in_group(t, "ranks") for t in words):
            return telling.places
    return ()


def _hiding_place(doc: Doc, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The place of "was discovered in …", "traced him to …", "was hiding in …"; a whole country is no hiding place."""
    spots = [m for m in mentions if m.place is not None and m.place.level not in {"country", "region"}]
    for verb in doc:
        if verb.lemma_ not in _FINDING or verb.pos_ != "VERB":
            continue
        reach = {t.i for t in verb.subtree if t.i > verb.i}
        for chain in chains_of([m for m in spots if verb.sent.start_char <= m.start < verb.sent.end_char]):
            token = token_at(doc, chain[0].start, chain[0].end)
            if token is not None and token.i in reach and is_locative(token):
                return precise_first(chain)
    return ()


def _shared_place(tellings: Sequence[Telling]) -> list[Telling]:
    """Tellings of the one raid, jailbreak or burial without a place take the most precise that another one has."""
    out = list(tellings)
    for i, telling in enumerate(out):
        if telling.places or telling.type not in {"raid", "prison_break", "funeral"} or telling.reality != "happened":
            continue
        sources = [
            t
            for t in out
            if t.places
            and t.type == telling.type
            and t.background == telling.background
            and t.reality == "happened"
            and _same_day(t, telling)
        ]
        if sources:
            nearest = min(sources, key=lambda t: t.places[0].where_prec or UNKNOWN_PREC)
            out[i] = replace(telling, places=nearest.places)
    return out


def _abroad_before(tellings: Sequence[Telling]) -> list[Telling]:
    """Mark as background what happened in another country more than a week before the day that is told most.

    As in "On May 3, a teenager killed 12 people in Italy" at the end of a report on a shooting in Uganda.
    """
    days = Counter(t.date_start for t in tellings if t.type in _VIOLENT and _on_a_day(t))
    if not days:
        return list(tellings)
    main = date.fromisoformat(max(days, key=lambda d: (days[d], d)) or "")
    here = {c for t in tellings for c in _countries(t) if _on_a_day(t) and t.date_start == main.isoformat()}
    return [
        replace(t, background=True)
        if t.type in _VIOLENT
        and _on_a_day(t)
        and here
        and _countries(t)
        and not _countries(t) & here
        and (main - date.fromisoformat(t.date_start or "")).days > ABROAD_DAYS
        else t
        for t in tellings
    ]


def _on_a_day(telling: Telling) -> bool:
    return (
        telling.date_start is not None
        and telling.date_prec == 1
        and telling.reality == "happened"
        and not telling.background
    )


def _countries(telling: Telling) -> set[str]:
    return {m.place.country for m in telling.places if m.place and m.place.country}


def _repeated_place(tellings: Sequence[Telling]) -> list[Telling]:
    """A telling without a place takes the places of the one it tells again: "the attack", "the landslide"."""
    return [
        replace(t, places=tellings[t.duplicate_of].places)
        if not t.places and t.duplicate_of is not None and t.type not in SPOKEN
        else t
        for t in tellings
    ]


def _same_day(first: Telling, again: Telling) -> bool:
    return first.date_start == again.date_start or None in {first.date_start, again.date_start}


def _casualty_place(
    doc: Doc, count: Casualty, tellings: Sequence[Telling], mentions: Sequence[Mention]
) -> Mention | None:
    """Where the deaths or arrests of a count happened: what its own clause names, else its sentence's event."""
    number = token_at(doc, count.start, count.end)
    here = [m for m in mentions if count.sent_start <= m.start < count.sent_end]
    if number is not None:
        close = [c for c in chains_of(here) if in_clause(doc, c[0], number, frozenset())]
        if close:
            return precise_first(m for c in close for m in c)[0]
    kinds = {"killing", "clash"} if count.status in {"killed", "injured"} else {"arrest"}
    for telling in tellings:
        if telling.type in kinds and telling.sent_start == count.sent_start and telling.places:
            return telling.places[0]
    return None


def _with_duplicates(tellings: Sequence[Telling], casualties: Sequence[Casualty]) -> list[Telling]:
    out = list(tellings)
    for i, telling in enumerate(out):
        first = _repeats(out, i, casualties)
        out[i] = replace(telling, duplicate_of=first)
    return out


def _repeats(tellings: Sequence[Telling], index: int, casualties: Sequence[Casualty]) -> int | None:
    """The first telling of the same event: same type and day, and a place or a toll that both share."""
    this = tellings[index]
    single = first_telling(tellings, index)
    single = this.duplicate_of if single is None else single
    if single is not None and not apart(tellings[single], this):
        return single
    for j, other in enumerate(tellings[:index]):
        if other.type != this.type or other.reality != this.reality or other.background != this.background:
            continue
        same = _same_dead(other, this, casualties) if this.type == "killing" else _same_spot(other, this)
        if same and _same_day(other, this):
            return other.duplicate_of if other.duplicate_of is not None else j
    return None


def apart(first: Telling, again: Telling) -> bool:
    """True where both tellings are placed and no place of one lies in or is a place of the other."""
    one = [m.place for m in first.places if m.place]
    two = [m.place for m in again.places if m.place]
    if not one or not two:
        return False
    if {p.id for p in one} & {p.id for p in two}:
        return False
    return not any(
        a.country == b.country
        and (a.admin1 == b.admin1 or None in {a.admin1, b.admin1})
        and "city" not in {a.level} & {b.level}
        for a in one
        for b in two
    )


def _same_spot(first: Telling, again: Telling) -> bool:
    """True where both name the same town or point."""
    if first.type in SPOKEN:
        return False
    spots = [
        {m.place.id for m in t.places if m.place and m.place.level in {"city", "poi", "admin2"}} for t in (first, again)
    ]
    return bool(spots[0] & spots[1])


def _same_dead(first: Telling, again: Telling, casualties: Sequence[Casualty]) -> bool:
    """True where the second killing only repeats counts of the first one's sentence."""
    ours = [c for c in casualties if c.sent_start == again.sent_start and c.status == "killed"]
    return bool(ours) and all(
        c.duplicate_of is not None and casualties[c.duplicate_of].sent_start == first.sent_start for c in ours
    )
