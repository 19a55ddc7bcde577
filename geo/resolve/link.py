"""Gives events and casualties their places, and settles which of them tell the same again.

A place comes from the sentence first: what hangs on the trigger, then what stands in its clause.  A telling without one
takes the place of the telling it repeats.  Nothing else is placed: an event without a place goes to the tray.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.language.events import first_telling
from geo.language.grammar import SPEECH, VERBAL, clause_verb
from geo.language.occurrence import SPOKEN
from geo.language.tolls import link_tolls
from geo.lexicons import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Doc, Token

    from geo.types import Casualty, Mention, Telling

#: Roles at which something can have happened; a metonym acts, a demonym describes, a part of a name is no place.
_PLACED_ROLES = frozenset({"event", "mention"})
#: Prepositions that lead away from where it happened: "fled to", "against", "between".
_ELSEWHERE = frozenset(
    {"to", "against", "between", "toward", "towards", "like", "with", "as", "than", "about", "including"}
)
_CLIMB = frozenset(
    {"pobj", "prep", "compound", "appos", "nmod", "poss", "amod", "conj", "npadvmod", "dep", "pcomp", "advmod"}
)
#: "Tapalpa, Jalisco": so many characters between two names make them one chain.
_CHAIN_GAP = 3
_UNKNOWN_PREC = 9


def place_records(doc: Doc, mentions: tuple[Mention, ...]) -> tuple[tuple[Telling, ...], tuple[Casualty, ...]]:
    """``doc._.tellings`` and ``doc._.casualties`` with places, ``duplicate_of`` and ``subset_of`` finished."""
    usable = tuple(m for m in mentions if m.role in _PLACED_ROLES)
    tellings = [replace(t, places=_places(doc, t, usable)) for t in doc._.tellings]
    tellings = _shared_raid_place(tellings)
    casualties = tuple(replace(c, place=_casualty_place(doc, c, tellings, usable)) for c in doc._.casualties)
    linked = link_tolls(tuple(replace(c, duplicate_of=None) for c in casualties), lexicon("casualties")["vague"])
    return tuple(_with_duplicates(tellings, linked)), linked


def precise_first(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Mentions by precision, exact places first, each place once."""
    out: dict[str, Mention] = {}
    for mention in sorted(mentions, key=lambda m: (m.where_prec or _UNKNOWN_PREC, m.start)):
        out.setdefault(mention.place.id if mention.place else mention.text, mention)
    return tuple(out.values())


def _places(doc: Doc, telling: Telling, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions of the telling's own sentence at which it happened, most precise first."""
    trigger = _token(doc, telling.start, telling.end)
    here = [m for m in mentions if telling.sent_start <= m.start < telling.sent_end]
    if trigger is None or not here:
        return ()
    chains = _chains(here)
    spoken = telling.type in SPOKEN
    own = [c for c in chains if _hangs_on(doc, c[0], trigger)]
    if not own and not spoken:
        own = [c for c in chains if _in_clause(doc, c[0], trigger)]
    if not own and len(chains) == 1 and any(m.role == "event" for m in chains[0]) and not spoken:
        own = chains
    return precise_first(m for chain in own for m in chain)


def _token(doc: Doc, start: int, end: int) -> Token | None:
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None else None


def _chains(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions that name one place together: a town and its state after a comma."""
    out: list[list[Mention]] = []
    for mention in sorted(mentions, key=lambda m: m.start):
        if out and 0 <= mention.start - out[-1][-1].end <= _CHAIN_GAP and _within(out[-1][-1], mention):
            out[-1].append(mention)
        else:
            out.append([mention])
    return out


def _within(inner: Mention, outer: Mention) -> bool:
    """True where the second place is the larger one around the first."""
    if inner.place is None or outer.place is None:
        return False
    order = ("poi", "city", "admin2", "admin1", "country", "region")
    return order.index(inner.place.level) < order.index(outer.place.level)


def _governors(doc: Doc, mention: Mention) -> list[Token]:
    """The words a place hangs on, from the nearest up to its clause's verb; none behind a leading-away preposition."""
    token = _token(doc, mention.start, mention.end)
    out: list[Token] = []
    while token is not None and token.head.i != token.i:
        if (
            token.dep_ == "prep"
            and token.lower_ in _ELSEWHERE
            and token.head.lemma_ not in {"bring", "take", "hand", "move", "send", "transfer", "deploy"}
        ):
            return out
        if token.dep_ not in _CLIMB and token.dep_ not in {"nsubj", "nsubjpass", "dobj", "attr"}:
            return out
        token = token.head
        out.append(token)
        if token.pos_ in VERBAL:
            return out
    return out


def _hangs_on(doc: Doc, mention: Mention, trigger: Token) -> bool:
    return trigger in _governors(doc, mention)


def _in_clause(doc: Doc, mention: Mention, trigger: Token) -> bool:
    """True where the place stands in the trigger's clause or the clause above it, and not in what another verb says."""
    governors = _governors(doc, mention)
    verb = clause_verb(trigger)
    for step in (verb, verb.head if verb.dep_ in {"conj", "advcl", "acl", "relcl", "xcomp"} else verb):
        if step in governors and step.lemma_ not in SPEECH:
            return True
    return False


def _shared_raid_place(tellings: Sequence[Telling]) -> list[Telling]:
    """Raid tellings without a place take that of the first telling of the same raid that has one."""
    out = list(tellings)
    for i, telling in enumerate(out):
        if telling.places or telling.type not in {"raid", "prison_break", "funeral"} or telling.reality != "happened":
            continue
        source = next(
            (
                t
                for t in out
                if t.places
                and t.type == telling.type
                and t.background == telling.background
                and t.reality == "happened"
                and _same_day(t, telling)
            ),
            None,
        )
        if source is not None:
            out[i] = replace(telling, places=source.places)
    return out


def _same_day(first: Telling, again: Telling) -> bool:
    return first.date_start == again.date_start or None in {first.date_start, again.date_start}


def _casualty_place(
    doc: Doc, count: Casualty, tellings: Sequence[Telling], mentions: Sequence[Mention]
) -> Mention | None:
    """Where the deaths or arrests of a count happened: what its own clause names, else its sentence's event."""
    number = _token(doc, count.start, count.end)
    here = [m for m in mentions if count.sent_start <= m.start < count.sent_end]
    if number is not None:
        close = [c for c in _chains(here) if _in_clause(doc, c[0], number)]
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
