"""Which of the places named in a sentence an event of that sentence happened at, by its grammar."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.language.counts.fate_words import status_word
from geo.language.counts.headcounts import stands_behind_name
from geo.language.counts.parties import class_of_word
from geo.language.events.background import is_of_that_night
from geo.language.events.date_scope import AROUND, SPOKEN, path_up
from geo.language.text.annotations import text_of
from geo.language.text.dateline import in_dateline
from geo.language.text.grammar import VERBAL, clause_verb, is_definite, patients, subjects, tells_existence
from geo.language.text.hanging import (
    is_apposed,
    is_before_noun,
    is_behind,
    is_core,
    is_joined_clause,
    is_listed,
    is_meanwhile,
    is_of_noun,
    is_preposition,
    is_within_phrase,
)
from geo.language.text.spans import starting_in
from geo.language.text.speech import saying_verbs
from geo.lexicons import Words, pattern
from geo.resolve.deixis import is_adverb_of_place
from geo.resolve.precision import chains_of, is_within, precise_first
from geo.resolve.role_words import (
    is_close,
    is_end_of_road,
    is_felt,
    is_of_speaker,
    is_only_told_of,
    verb_telling,
    was_there,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.language.text.parsed import Doc, Token
    from geo.types import Mention, Quote, Telling

_LEADING_AWAY = Words("places", "scene", "leading_away")
AGAINST = Words("places", "scene", "against")
_CLOSE_TO = Words("places", "scene", "close_to")
_STRETCHES = Words("places", "scene", "stretches")
_MOVING = Words("places", "scene", "moving")
_AREAS = Words("places", "scene", "areas")
_AT_ONCE = Words("places", "scene", "at_once")
_INTO = Words("places", "scene", "into")
_AWAY = Words("places", "scene", "away")
_COURTS = Words("places", "scene", "courts")
_BESIDE_IT = Words("places", "scene", "beside")
_SPEAKING = Words("places", "scene", "speaking")
_LOCATIVE = Words("places", "scene", "locative")
_HURTING = Words("casualties", "transitive", "injured")
_ORDERS = Words("places", "scene", "orders")
_NOT_OF_SPEECH = Words("places", "scene", "not_of_speech")
_SETTING = Words("places", "scene", "setting")
#: Characters before a name in which the hospital stands that is there.
_HOSPITAL_REACH = 60
#: "the raid to seize him in Lyon": so many characters between a trigger and its place.
_BESIDE = 30
#: Characters before a name in which the border that it lies at is told.
_BORDER_REACH = 60
#: So long at most is what says in which part of a country a town lies.
_ASIDE = 48


def places_of(doc: Doc, telling: Telling, mentions: Sequence[Mention], triggers: frozenset[int]) -> tuple[Mention, ...]:
    """The mentions of the telling's own sentence at which it happened, most precise first.

    ``triggers`` are the tokens of all tellings: a place that hangs on another event's noun is that event's.
    """
    trigger = token_at(doc, telling.start, telling.end)
    here = [
        m
        for m in starting_in(mentions, telling.sent_start, telling.sent_end)
        if not (in_dateline(doc, m.start, m.end) or has_own_number(doc, m))
    ]
    if trigger is None or not here:
        return ()
    chains, others = chains_of(here), triggers - {trigger.i}
    if telling.type in SPOKEN:
        own = [c for c in chains if _of_speech(doc, c[0], trigger)]
    else:
        own = [] if is_felt(trigger) else _happened_at(doc, chains, trigger, others, telling.sent_start)
    return precise_first(m for chain in own for m in chain)


def has_own_number(doc: Doc, mention: Mention) -> bool:
    """As in "160 dead, Lira 100 and": a name whose own number stands right behind it."""
    behind = doc.char_span(mention.end + 1, mention.end + 2, alignment_mode="expand")
    return behind is not None and len(behind) > 0 and behind[0].like_num and stands_behind_name(behind)


def _happened_at(
    doc: Doc, chains: list[list[Mention]], trigger: Token, others: frozenset[int], sent_start: int
) -> list[list[Mention]]:
    """The places that hang on the trigger; else those of its clause; else those that stand where its place would."""
    chains = _behind_its_country(doc, chains, trigger)
    chains = [c for c in _standing(doc, chains) if not _before_after(doc, c[0], trigger, sent_start)]
    own = _no_stretch([c for c in chains if trigger in governors(doc, c[0], others)])
    if own or is_only_told_of(trigger):
        return own or [c for c in chains if _beside(doc, c[0], trigger)]
    if clause_verb(trigger).dep_ == "relcl":
        chains = [c for c in chains if not _is_of_hospital(doc, c)]
    return _around(doc, chains, trigger, others, sent_start)


def _around(
    doc: Doc, chains: list[list[Mention]], trigger: Token, others: frozenset[int], sent_start: int
) -> list[list[Mention]]:
    """The places of the trigger's clause; else those that stand where its place would."""
    own = _no_stretch([c for c in chains if in_clause(doc, c[0], trigger, others)])
    own = own or _of_same_time(doc, chains, trigger) or _in_its_clause(doc, chains, trigger)
    return own or _by_position(doc, chains, trigger, others, sent_start)


def _is_of_hospital(doc: Doc, chain: list[Mention]) -> bool:
    """As in "The girl, whom he shot, remains in a hospital in Lyon": there she lies, wherever it was done."""
    before = text_of(doc)[max(0, chain[0].start - _HOSPITAL_REACH) : chain[0].start]
    return pattern("counts_grammar", "shapes", "to_hospitals").search(before) is not None


def _no_stretch(own: list[list[Mention]]) -> list[list[Mention]]:
    """Of "in Lyon, between Geneva and Nice" Lyon alone; a stretch where nothing else is told."""
    return [c for c in own if c[0].other_end is None] or own


def _behind_its_country(doc: Doc, chains: list[list[Mention]], trigger: Token) -> list[list[Mention]]:
    """Of "Two were hurt near Lyon, and Brazil arrested ten men" only what stands behind the arrest may be its place."""
    doers = subjects(trigger) if trigger.pos_ in VERBAL else []
    named = {
        token_at(doc, m.start, m.end) for chain in chains for m in chain
    }  # the state of "In Lyon, France, two fled"
    state = any(doer.ent_type_ == "GPE" and doer not in named for doer in doers)
    return [c for c in chains if c[0].start > trigger.idx] if state else chains


def _in_its_clause(doc: Doc, chains: list[list[Mention]], trigger: Token) -> list[list[Mention]]:
    """The place that a clause about it names: "drove to Lyon, where he shot at a guard"."""
    before = [c for c in chains if c[-1].end <= trigger.idx]
    tells = pattern("counts_grammar", "told_place", "where")
    return before[-1:] if before and tells.search(text_of(doc)[before[-1][-1].end : trigger.idx]) else []


def _of_same_time(doc: Doc, chains: list[list[Mention]], trigger: Token) -> list[list[Mention]]:
    """The places of the clause that tells how it came: "died when a fire swept through a hospital in Lyon".

    Not a country or a region but a water: the text may tell more closely, in another sentence, where that was.
    """
    if status_word(trigger) not in {"killed", "injured"}:
        return []
    above = clause_verb(trigger)
    uppers = (above, *above.conjuncts)  # "were killed and 85 hurt when …"
    below = [verb for upper in uppers for verb in upper.children if verb.dep_ == "advcl" and verb.pos_ in VERBAL]
    clauses = {verb for verb in below if _is_at_once(verb)}
    doers = {noun for verb in clauses for noun in (*subjects(verb), *patients(verb))}  # "when a bridge in Lyon fell"
    told = clauses | doers
    return [c for c in chains if is_close(c[0]) and told.intersection(governors(doc, c[0], frozenset()))]


def _is_at_once(clause: Token) -> bool:
    """As in "died when a fire swept through it" – not "shot them two hours after a bomb had gone off in Lyon"."""
    apart = any(c.dep_ == "npadvmod" and c.ent_type_ in {"DATE", "TIME"} for c in clause.children)
    return not apart and any(c.lower_ in _AT_ONCE for c in clause.children)


def _standing(doc: Doc, chains: list[list[Mention]]) -> list[list[Mention]]:
    """All but those that only say where the one before lies: "in Bron, near Lyon", "the border of Sonora and Jura"."""
    text, close = text_of(doc), pattern("places", "shapes", "close_to")
    beside = [
        later
        for first, later in pairwise(chains)
        if close.fullmatch(text[first[-1].end : later[0].start]) is not None
        or _share_border(text, first, later)
        or _lies_in(text, first, later)
    ]
    return [c for c in chains if c not in beside]


def _lies_in(text: str, first: list[Mention], later: list[Mention]) -> bool:
    """As in "at Bron, in the far north of Lira": the second only says where the first lies."""
    between = text[first[-1].end : later[0].start]
    aside = between.startswith(",") and between.count(",") == 1 and len(between) <= _ASIDE
    return (
        aside and is_within(first[-1], later[0]) and pattern("places", "shapes", "side_of").search(between) is not None
    )


def _share_border(text: str, first: list[Mention], later: list[Mention]) -> bool:
    """Whether the border of both is told: one spot, which the first names as well as the second."""
    ahead = text[max(0, first[0].start - _BORDER_REACH) : first[0].start]
    ends = pattern("places", "shapes", "listed").fullmatch(text[first[-1].end : later[0].start])
    return ends is not None and pattern("places", "shapes", "border_of").search(ahead) is not None


def _by_position(
    doc: Doc, chains: list[list[Mention]], trigger: Token, others: frozenset[int], sent_start: int
) -> list[list[Mention]]:
    """The places right at the trigger or at the start of the sentence; else its only one, at the end of a list.

    Of "In Bron two were arrested; they have no link to the attack" Bron is not where the known attack was.
    """
    holds = not is_definite(trigger)
    own = [c for c in chains if _beside(doc, c[0], trigger) or (holds and is_fronted(doc, c[0], sent_start))]
    return own or [c for c in chains if len(chains) == 1 and _listed(doc, c[0], trigger, others)]


def place_quotes(doc: Doc, quotes: Sequence[Quote], mentions: Sequence[Mention]) -> tuple[Quote, ...]:
    """The quotes with the place at which each was said, where its own reporting clause tells it."""
    return tuple(_place_quote(doc, quote, mentions) for quote in quotes)


def _place_quote(doc: Doc, quote: Quote, mentions: Sequence[Mention]) -> Quote:
    outside = [
        m
        for m in starting_in(mentions, quote.sent_start, quote.sent_end)
        if m.place and m.role in {"event", "mention"} and not any(s < m.end and m.start < e for s, e in quote.parts)
    ]
    cue = _cue_of(doc, quote) if outside else None
    said = [c for c in chains_of(outside) if _of_speech(doc, c[0], cue)] if cue is not None else []
    return replace(quote, said_at=said[0][0]) if said else quote


def _cue_of(doc: Doc, quote: Quote) -> Token | None:
    """The verb that reports the quote: outside its words, the closest to them."""
    if not quote.cue:
        return None
    words = frozenset(quote.cue.lower().split())
    span = doc.char_span(quote.sent_start, quote.sent_end, alignment_mode="expand")
    found = [
        t
        for t in span or ()
        if t.lower_ in words and t.pos_ in VERBAL and not any(s <= t.idx < e for s, e in quote.parts)
    ]
    found = [t for t in found if t.pos_ == "VERB"] or found  # "would not confirm"
    return min(found, key=lambda t: min(abs(t.idx - quote.start), abs(t.idx - quote.end)), default=None)


def token_at(doc: Doc, start: int, end: int) -> Token | None:
    """The head of the words between two characters."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None else None


def governors(doc: Doc, mention: Mention, others: frozenset[int]) -> list[Token]:
    """The words a place hangs on, from the nearest up to its clause's verb.

    The climb ends at a preposition that leads away ("to", "after"), at another event's noun, and at a noun that the
    place only describes ("the Lira police").
    """
    token = token_at(doc, mention.start, mention.end)
    out: list[Token] = []
    while token is not None and token.head.i != token.i and _climbs(token, mention):
        token = token.head
        if token.i in others and token.pos_ not in VERBAL and not is_behind(token, _SETTING):
            return out
        out.append(token)
        if token.pos_ in VERBAL:
            return [*out, token.head] if is_of_noun(token) else out  # "the operation to seize him in Lyon"
    return out


def _climbs(token: Token, mention: Mention) -> bool:
    """True where the place's phrase goes on above this word."""
    if is_preposition(token):
        return _climbs_over(token, mention)
    if is_adverb_of_place(token):
        return True
    if is_before_noun(token):
        return not gives_orders(token) and (mention.role == "event" or token.head.lemma_.lower() in _AREAS)
    if is_core(token):
        # "a court in Lyon sentenced him", "shook the coast of Ecuador"
        return mention.role == "event" or token.lemma_.lower() in (_AREAS if token.i > token.head.i else _COURTS)
    return is_within_phrase(token)


def gives_orders(token: Token) -> bool:
    """As in "on Norway's orders, troops shot nine people": they may have been anywhere."""
    return is_before_noun(token) and token.head.lemma_.lower() in _ORDERS


def _climbs_over(preposition: Token, mention: Mention) -> bool:
    """The same for a preposition, which may lead away from where it happened."""
    if any(c.lemma_.lower() in _COURTS for c in preposition.children):
        return True  # "brought before a court in Lyon"
    if preposition.head.lemma_.lower() in _AWAY and preposition.head.pos_ not in VERBAL:
        return False  # "40 miles south of Lyon" is not Lyon, "drove through Lyon" is
    if mention.other_end is not None and mention.role == "event":
        return True  # "burned buses between Lyon and Geneva"
    if is_apposed(preposition.head) and preposition.head.lemma_.lower() in _BESIDE_IT:
        return False  # "in Bron, a suburb of Lyon"
    if preposition.lower_ in AGAINST and mention.role == "event":
        return True  # "fired at the police station of Lyon"
    if preposition.lower_ in _INTO and not any(c.idx == mention.start for c in preposition.children):
        return True  # "burst into a school in Lyon"
    return preposition.lower_ not in AROUND and not _leads_beside(preposition)


def _leads_beside(preposition: Token) -> bool:
    ordered = preposition.head.lemma_.lower() in _ORDERS  # "por órdenes de Noruega"
    return ordered or leads_away(preposition) or is_end_of_road(preposition) or is_of_speaker(preposition)


def leads_away(preposition: Token) -> bool:
    """As in "fled to Lyon" – not "was brought to Lyon", "a la altura de Lyon", "frente a Lyon"."""
    if preposition.lower_ not in _LEADING_AWAY or preposition.head.lemma_ in _MOVING:
        return False
    if preposition.i > 0 and preposition.nbor(-1).lower_ in _CLOSE_TO:
        return False
    return not any(c.dep_ == "pobj" and c.lower_ in _STRETCHES for c in preposition.children)


def is_measure(preposition: Token) -> bool:
    """As in "a 9 kilómetros de Lyon": it opens what measures the way."""
    return any(c.dep_ == "pobj" and c.lemma_.lower() in _AWAY for c in preposition.children)


def in_clause(doc: Doc, mention: Mention, trigger: Token, others: frozenset[int]) -> bool:
    """True where the place stands in the trigger's clause, in the one above it, or in one listed with it."""
    above = governors(doc, mention, others)
    path = [t for t in path_up(trigger, crossing=False) if t.pos_ in VERBAL]
    verbs = path[: 1 if _tells_of_whom(path[0]) else 2] if path else []
    for verb in path[1:]:  # "In Lyon cars burned, roads were blocked, airlines paused flights"
        if is_joined_clause(verbs[-1]) and verb not in verbs:
            verbs.append(verb)
    verbs += [c for v in verbs[:1] for c in _listed_with(v)]
    told = verb_telling(trigger)
    return any(verb in above and (verb.lemma_ not in saying_verbs() or verb is told) for verb in verbs)


def _listed_with(verb: Token) -> Iterator[Token]:
    """What else a clause tells: a second auxiliary, the participle of "was shot dead and a boy wounded in Lyon".

    And the hurt beside the dead: "Nine were killed and 20 were hurt in Lyon".
    """
    for listed in (c for c in verb.children if is_listed(c)):
        whole = listed.pos_ == "AUX" or listed.lemma_.lower() in _HURTING
        yield from [listed] if whole else (c for c in listed.children if c.dep_ == "acl")


def _tells_of_whom(clause: Token) -> bool:
    """As in "honoured in Lyon the ten men who were killed", "the claim of exiles in Lyon that 40 were killed"."""
    if is_of_that_night(clause):
        return True
    told = clause.dep_ == "acl" and clause.head.pos_ == "NOUN" and any(c.dep_ == "mark" for c in clause.children)
    return told or (clause.dep_ == "relcl" and class_of_word(clause.head) is not None)


def is_locative(token: Token) -> bool:
    """True where a name stands behind a preposition of place, itself or through "state", "city" …."""
    if is_before_noun(token) and token.head.lemma_.lower() in _AREAS:
        token = token.head
    if is_apposed(token) or is_listed(token):
        token = token.head
    return is_behind(token, _LOCATIVE)


def _of_speech(doc: Doc, mention: Mention, trigger: Token) -> bool:
    """True where the place is that of the speaking: "said in Lyon", "a statement in Lyon", "who was in Lyon, said".

    The places of what is said, of who speaks and of what came before are none.
    """
    token = token_at(doc, mention.start, mention.end)
    if token is None or not is_locative(token) or token.sent != trigger.sent:
        return False
    prep = next((t for t in (token.head, token.head.head) if is_preposition(t)), None)
    if prep is None or prep.lower_ in _NOT_OF_SPEECH:
        return False
    speaking = clause_verb(trigger)
    above = prep.head
    if above.i == trigger.i or (above.i == speaking.i and speaking.lemma_ in saying_verbs() | _SPEAKING):
        return True
    if was_there(above, speaking):
        return True
    return above.lemma_ in _SPEAKING and is_meanwhile(above) and above.head.i == speaking.i


def _before_after(doc: Doc, mention: Mention, trigger: Token, sent_start: int) -> bool:
    """True in "Lyon roads blocked after the leader is killed" for the killing: Lyon is the main clause's place."""
    token = token_at(doc, mention.start, mention.end)
    if token is None or token.i >= trigger.i or is_fronted(doc, mention, sent_start):
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
    there = all(tells_existence(verb) for verb in verbs)
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
    return len(gap) <= _BESIDE and pattern("places", "shapes", "event_in").fullmatch(gap) is not None


def is_fronted(doc: Doc, mention: Mention, sent_start: int) -> bool:
    """True for "In Lyon, …": a place that opens the sentence holds for all that is told in it."""
    return pattern("places", "shapes", "fronted").fullmatch(text_of(doc)[sent_start : mention.start]) is not None
