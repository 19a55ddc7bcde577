"""Who did what a sentence tells: never those who suffered it, looked on, or only spoke of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.counts.attribution import full_name
from geo.language.counts.status import fate
from geo.language.text.dateline import in_dateline
from geo.language.text.grammar import VERBAL, in_group, subjects, verbs_above
from geo.language.text.spans import overlap
from geo.language.text.speech import saying_verbs
from geo.lexicons import Words

if TYPE_CHECKING:
    from geo.language.events.triggers import Trigger
    from geo.language.text.parsed import Token

_AGENT = Words("events_grammar", "agent")
_PERCEIVING = Words("events_grammar", "perceiving")
_NONE = Words("reality", "none")
_ISSUING = Words("events_cues", "statement", "issuing")
#: What a sentence says of itself has its own words: who spoke is who acted.
_SAID = frozenset({"statement", "speech", "call"})
#: What stands in the way of nobody but travellers.
_OF_TRAVEL = "travel_disruption"
#: What is counted or dated, as the model sees it: "thirteen hours and 200 miles apart, gunmen".
_MEASURES = frozenset({"DATE", "TIME", "QUANTITY", "CARDINAL", "PERCENT"})
#: A verb of its own clause beside another; who does the first does the second as well.
_BESIDE = "conj"


def actors(trigger: Trigger) -> tuple[str, ...]:
    """Noun phrases of those who did it; empty where the words name nobody."""
    token = trigger.token
    nouns = _doers_of(trigger) if token.pos_ in VERBAL else _doers_at(token) or _issuers(trigger)
    texts = [full_name(n) for n in nouns if n.pos_ in {"NOUN", "PROPN"} and _may_act(n)]
    return tuple(dict.fromkeys(t for t in texts if t))


def _doers_of(trigger: Trigger) -> list[Token]:
    verb = trigger.token
    if trigger.type in _SAID:
        return subjects(verb)
    if _only_tells(verb):
        return []
    return [noun for noun in subjects(verb) if not _suffers(noun, trigger)]


def _only_tells(verb: Token) -> bool:
    """As in "…, said the mayor, but fired": whose subject it would be says it, or sees it: "saw cars exploding"."""
    above = verbs_above(verb)
    return any(_looks_on(v, below) or _speaks(v) for v, below in zip(above, (verb, *above), strict=False))


def _looks_on(verb: Token, below: Token) -> bool:
    return verb.lemma_.lower() in _PERCEIVING and below.dep_ != _BESIDE


def _speaks(verb: Token) -> bool:
    """Whether it reports what stands around it, and does nothing to anybody: "warned the crowd and fired"."""
    return verb.lemma_.lower() in saying_verbs() and not any(c.dep_ == "dobj" for c in verb.children)


def _suffers(noun: Token, trigger: Trigger) -> bool:
    """As in "nine died", "six lost their lives", "200 passengers could not leave"."""
    befallen = fate(noun)
    if befallen is not None and befallen[1].i == trigger.token.i:
        return True
    return trigger.type == _OF_TRAVEL and in_group(noun, "travellers")


def _doers_at(noun: Token) -> list[Token]:
    """As in "an attack by gunmen", "the army's raid"."""
    nouns = [
        p
        for c in noun.children
        if c.dep_ in {"prep", "agent"} and c.lower_ in _AGENT
        for p in c.children
        if p.dep_ == "pobj"
    ]
    return nouns + [c for c in noun.children if c.dep_ == "poss" and c.pos_ != "PRON" and c.ent_type_ != "DATE"]


def _issuers(trigger: Trigger) -> list[Token]:
    """As in "The ministry put out a warning": who gave it spoke."""
    noun = trigger.token
    issued = trigger.type in _SAID and noun.dep_ == "dobj" and noun.head.lemma_ in _ISSUING
    return subjects(noun.head) if issued else []


def _may_act(noun: Token) -> bool:
    start, end = noun.idx, noun.idx + len(noun.text)
    apart = in_dateline(noun.doc, start, end) or overlap(noun.doc._.dates, start, end)
    nobody = any(c.lower_ in _NONE for c in noun.children)
    return not (apart or nobody or noun.ent_type_ in _MEASURES or _is_thing(noun))


def _is_thing(noun: Token) -> bool:
    """True for what burns, bursts, is shot or is said in, and acts on nobody's account: "vehicles burned"."""
    if noun.pos_ != "NOUN":
        return False
    things = in_group(noun, "fuel") or in_group(noun, "roads") or in_group(noun, "gunshots")
    return things or in_group(noun, "violence") or in_group(noun, "utterances")
