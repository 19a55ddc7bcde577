"""Which of the places named in a sentence an event of that sentence happened at, by its grammar."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.language.events.date_scope import AROUND, SPOKEN, path_up
from geo.language.text.annotations import text_of
from geo.language.text.dateline import in_dateline
from geo.language.text.grammar import VERBAL, clause_verb
from geo.language.text.spans import starting_in
from geo.language.text.speech import saying_verbs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Doc, Token

    from geo.types import Mention, Quote, Telling

#: Prepositions that lead away from where it happened: "fled to", "against", "between".
_ELSEWHERE = frozenset({"to", "into", "against", "between", "toward", "towards", "like", "with", "as", "than", "about"})
#: With these "to" tells where it ended: "was brought to the capital".
_MOVES = frozenset({"bring", "take", "hand", "move", "send", "transfer", "deploy", "fly", "deliver", "return"})
_CLIMB = frozenset({"pobj", "prep", "appos", "conj", "npadvmod", "dep", "pcomp", "advmod", "agent"})
_ATTRIBUTE = frozenset({"compound", "amod", "poss", "nmod"})
_CORE = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})
#: Nouns that make a place of the name before them: "Northern state", "the Lyon road".
_AREAS = frozenset(
    {
        *("state", "city", "province", "region", "area", "town", "county", "district", "municipality", "neighborhood"),
        *("port", "resort", "island", "capital", "coast", "airport", "prison", "jail", "highway", "road", "street"),
        *("village", "border", "suburb", "zoo", "square", "valley", "department", "market", "station"),
    }
)
_DIRECTIONS = frozenset(
    {
        *(
            "north",
            "south",
            "east",
            "west",
            "northeast",
            "northwest",
            "southeast",
            "southwest",
            "mile",
            "kilometer",
            "km",
        ),
        *("kilometre", "northern", "hour", "drive", "minute"),
    }
)
_PARTS = frozenset({"suburb", "district", "part", "neighbor", "neighbour", "satellite", "outskirt", "rival", "suburbs"})
#: Verbs of speaking in public, besides those of saying.
_SPEAKING = frozenset({"speak", "address", "talk", "give", "hold", "make", "deliver", "issue", "release", "appear"})
#: "Lyon, France": so many characters between two names make them one chain.
_CHAIN_GAP = 3
#: "the raid to seize him in Lyon": so many characters between a trigger and its place.
_BESIDE = 30
_LOCATIVE_GAP = re.compile(
    r"(?:\s[\w’'-]+)*\s(?:in|at|near|across|throughout|outside)(?:\sthe\s\w+\sof)?\s", re.IGNORECASE
)
_FRONTED = re.compile(r"\s*(?:In|At|Near|Across|Around|Outside)\s(?:the\s(?:\w+\s){1,3}of\s|nearby\s)?")
#: Sorts a place of unknown precision behind all others (UCDP ends at 7).
UNKNOWN_PREC = 9


def precise_first(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Mentions by precision, exact places first, each place once."""
    out: dict[str, Mention] = {}
    for mention in sorted(mentions, key=lambda m: (m.where_prec or UNKNOWN_PREC, m.start)):
        out.setdefault(mention.place.id if mention.place else mention.text, mention)
    return tuple(out.values())


def places_of(doc: Doc, telling: Telling, mentions: Sequence[Mention], triggers: frozenset[int]) -> tuple[Mention, ...]:
    """The mentions of the telling's own sentence at which it happened, most precise first.

    ``triggers`` are the tokens of all tellings: a place that hangs on another event's noun is that event's.
    """
    trigger = token_at(doc, telling.start, telling.end)
    here = [
        m for m in starting_in(mentions, telling.sent_start, telling.sent_end) if not in_dateline(doc, m.start, m.end)
    ]
    if trigger is None or not here:
        return ()
    chains, others = chains_of(here), triggers - {trigger.i}
    if telling.type in SPOKEN:
        own = [c for c in chains if _of_speech(doc, c[0], trigger)]
    else:
        own = _happened_at(doc, chains, trigger, others, telling.sent_start)
    return precise_first(m for chain in own for m in chain)


def _happened_at(
    doc: Doc, chains: list[list[Mention]], trigger: Token, others: frozenset[int], sent_start: int
) -> list[list[Mention]]:
    """The places that hang on the trigger; else those of its clause; else those that stand where its place would."""
    chains = [c for c in chains if not _before_after(doc, c[0], trigger, sent_start)]
    own = [c for c in chains if trigger in governors(doc, c[0], others)]
    own = own or [c for c in chains if in_clause(doc, c[0], trigger, others)]
    return own or _by_position(doc, chains, trigger, others, sent_start)


def _by_position(
    doc: Doc, chains: list[list[Mention]], trigger: Token, others: frozenset[int], sent_start: int
) -> list[list[Mention]]:
    """The places right at the trigger or at the start of the sentence; else its only one, at the end of a list."""
    own = [c for c in chains if _beside(doc, c[0], trigger) or _fronted(doc, c[0], sent_start)]
    return own or [c for c in chains if len(chains) == 1 and _listed(doc, c[0], trigger, others)]


def place_quotes(doc: Doc, quotes: Sequence[Quote], mentions: Sequence[Mention]) -> tuple[Quote, ...]:
    """The quotes with the place at which each was said, where its own reporting clause tells it."""
    return tuple(_place_quote(doc, quote, mentions) for quote in quotes)


def _place_quote(doc: Doc, quote: Quote, mentions: Sequence[Mention]) -> Quote:
    cue = _cue_of(doc, quote)
    if cue is None:
        return quote
    outside = [
        m
        for m in starting_in(mentions, quote.sent_start, quote.sent_end)
        if m.place and m.role in {"event", "mention"} and not any(s < m.end and m.start < e for s, e in quote.parts)
    ]
    said = [c for c in chains_of(outside) if _of_speech(doc, c[0], cue)]
    return replace(quote, said_at=said[0][0]) if said else quote


def _cue_of(doc: Doc, quote: Quote) -> Token | None:
    """The verb that reports the quote: outside its words, the closest to them."""
    if not quote.cue:
        return None
    word = quote.cue.split()[0].lower()
    span = doc.char_span(quote.sent_start, quote.sent_end, alignment_mode="expand")
    found = [
        t
        for t in span or ()
        if t.lower_ == word and t.pos_ in VERBAL and not any(s <= t.idx < e for s, e in quote.parts)
    ]
    return min(found, key=lambda t: min(abs(t.idx - quote.start), abs(t.idx - quote.end)), default=None)


def token_at(doc: Doc, start: int, end: int) -> Token | None:
    """The head of the words between two characters."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None else None


def chains_of(mentions: Sequence[Mention]) -> list[list[Mention]]:
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
    if outer.place.level == "country" and inner.place.country not in {None, outer.place.country}:
        return False  # "in Lombardy, U.S. officials said"
    if outer.place.level == "admin1" and inner.place.admin1 not in {None, outer.place.name, outer.place.admin1}:
        return False
    order = ("poi", "city", "admin2", "admin1", "country", "region")
    return order.index(inner.place.level) < order.index(outer.place.level)


def governors(doc: Doc, mention: Mention, others: frozenset[int]) -> list[Token]:
    """The words a place hangs on, from the nearest up to its clause's verb.

    The climb ends at a preposition that leads away ("to", "after"), at another event's noun, and at a noun that the
    place only describes ("the Lira police").
    """
    token = token_at(doc, mention.start, mention.end)
    out: list[Token] = []
    while token is not None and token.head.i != token.i and _climbs(token, mention):
        token = token.head
        if token.i in others and token.pos_ not in VERBAL:
            return out
        out.append(token)
        if token.pos_ in VERBAL:
            return [*out, token.head] if token.dep_ == "acl" else out  # "the operation to seize him in Lyon"
    return out


def _climbs(token: Token, mention: Mention) -> bool:
    """True where the place's phrase goes on above this word."""
    if token.dep_ == "prep":
        if token.head.lemma_.lower() in _DIRECTIONS:
            return False  # "40 miles south of Lyon" is not Lyon
        if token.head.dep_ == "appos" and token.head.lemma_.lower() in _PARTS:
            return False  # "in Bron, a suburb of Lyon"
        return token.lower_ not in AROUND and (token.lower_ not in _ELSEWHERE or token.head.lemma_ in _MOVES)
    if token.dep_ in _ATTRIBUTE:
        return mention.role == "event" or token.head.lemma_.lower() in _AREAS
    return token.dep_ in _CLIMB or (token.dep_ in _CORE and mention.role == "event")


def in_clause(doc: Doc, mention: Mention, trigger: Token, others: frozenset[int]) -> bool:
    """True where the place stands in the trigger's clause, in the one above it, or in one listed with it."""
    above = governors(doc, mention, others)
    path = [t for t in path_up(trigger, crossing=False) if t.pos_ in VERBAL]
    verbs = path[:2]
    for verb in path[1:]:  # "In Lyon cars burned, roads were blocked, airlines paused flights"
        if verbs[-1].dep_ in {"conj", "ccomp", "parataxis"} and verb not in verbs:
            verbs.append(verb)
    verbs += [c for v in verbs[:1] for c in v.children if c.dep_ == "conj" and c.pos_ == "AUX"]
    return any(verb in above and verb.lemma_ not in saying_verbs() for verb in verbs)


def is_locative(token: Token) -> bool:
    """True where a name stands behind a preposition of place, itself or through "state", "city" …."""
    if token.dep_ in _ATTRIBUTE and token.head.lemma_.lower() in _AREAS:
        token = token.head
    if token.dep_ in {"appos", "conj"}:
        token = token.head
    return token.dep_ == "pobj" and token.head.lower_ in {"in", "at", "near", "outside", "around", "to", "of"}


def _of_speech(doc: Doc, mention: Mention, trigger: Token) -> bool:
    """True where the place is that of the speaking: "said in Lyon", "speaking in Lyon", "a statement in Lyon".

    The places of what is said, of who speaks and of what came before are none.
    """
    token = token_at(doc, mention.start, mention.end)
    if token is None or not is_locative(token) or token.sent != trigger.sent:
        return False
    prep = next((t for t in (token.head, token.head.head) if t.dep_ == "prep"), None)
    if prep is None or prep.lower_ in {"to", "of"}:
        return False
    speaking = clause_verb(trigger)
    above = prep.head
    if above.i == trigger.i or (above.i == speaking.i and speaking.lemma_ in saying_verbs() | _SPEAKING):
        return True
    return above.lemma_ in _SPEAKING and above.dep_ in {"advcl", "prep"} and above.head.i == speaking.i


def _before_after(doc: Doc, mention: Mention, trigger: Token, sent_start: int) -> bool:
    """True in "Lyon roads blocked after the leader is killed" for the killing: Lyon is the main clause's place."""
    token = token_at(doc, mention.start, mention.end)
    if token is None or token.i >= trigger.i or _fronted(doc, mention, sent_start):
        return False
    between = doc[token.i + 1 : trigger.i]
    opening = next((t.i for t in reversed(between) if t.lower_ in AROUND), None)
    return opening is not None and not any(t.text in {",", ";"} for t in doc[opening : trigger.i])


def _listed(doc: Doc, mention: Mention, trigger: Token, others: frozenset[int]) -> bool:
    """As in "there was arson and there were attacks in Lyon": the place at the end holds for all that is listed."""
    event = _event_above(doc, mention, others)
    if event is None or event.i < trigger.i:
        return False
    if event in trigger.conjuncts:
        return True
    verbs = [clause_verb(event), clause_verb(trigger)]
    there = all(any(c.dep_ == "expl" for c in v.children) for v in verbs)
    return there and (verbs[0] in verbs[1].conjuncts or verbs[0].head.i in {verbs[1].i, verbs[1].head.i})


def _event_above(doc: Doc, mention: Mention, others: frozenset[int]) -> Token | None:
    """The other event that the place hangs on; None where its phrase ends before one."""
    token = token_at(doc, mention.start, mention.end)
    while token is not None and token.head.i != token.i and token.pos_ not in VERBAL and token.i not in others:
        if not _climbs(token, mention):
            return None
        token = token.head
    return token if token is not None and token.i in others else None


def _beside(doc: Doc, mention: Mention, trigger: Token) -> bool:
    """True for a place right at the trigger ("violence in Lira"), where the parse went astray."""
    if mention.role != "event":
        return False
    gap = text_of(doc)[trigger.idx + len(trigger.text) : mention.start]
    return len(gap) <= _BESIDE and _LOCATIVE_GAP.fullmatch(gap) is not None


def _fronted(doc: Doc, mention: Mention, sent_start: int) -> bool:
    """True for "In Lyon, …": a place that opens the sentence holds for all that is told in it."""
    return _FRONTED.fullmatch(text_of(doc)[sent_start : mention.start]) is not None
