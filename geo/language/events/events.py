"""Events as single sentences tell them: type, date, actors, whether they happened, and which tell the same again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.language.counts.attribution import phrase_text
from geo.language.events.retellings import Told
from geo.language.events.statements import find_statements
from geo.language.events.triggers import Trigger, find_triggers
from geo.language.events.verb_forms import is_infinitive, is_negated
from geo.language.events.when import When, is_background, main_day, place_in_time
from geo.language.text.dateline import in_dateline
from geo.language.text.grammar import VERBAL, clause_verb, in_group, is_definite, subjects
from geo.lexicons import Words
from geo.types import EventType, Reality, Telling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

NAME = "atlas_events"

_POSSIBLE = Words("events_grammar", "possible")
_FUTURE = Words("events_grammar", "future")
_CONDITIONS = Words("events_grammar", "conditions")
_NEGATIVE_DETERMINER = Words("events_grammar", "negative_determiner")
_AGENT = Words("events_grammar", "agent")
#: Announced changes of travel and ceremonies are news before their day comes.
_ANNOUNCED = frozenset({"travel_disruption", "funeral", "statement", "speech"})
#: With these an infinitive tells what was done: "managed to escape".
_DONE = Words("events_cues", "reality", "done")
_OPEN = Words("events_cues", "reality", "open")
_LEAVING = Words("events_cues", "reality", "leaving")
_DENIALS = Words("events_cues", "reality", "denials")
_PURPOSES: frozenset[EventType] = frozenset({"blockade", "arson"})


def reality(trigger: Trigger) -> Reality:
    """Whether the words say that it happened, that it did not, or only that it might."""
    token = trigger.token
    if trigger.type == "travel_disruption" and token.lemma_ in _LEAVING:
        return "happened"  # "could not leave" is the disruption
    if _denied(token):
        return "denied"
    if token.pos_ == "NOUN" and is_definite(token) and trigger.type in {"killing", "clash", "other"}:
        return "happened"  # "the shooting could have been worse" has happened
    auxiliaries = _auxiliaries(token)
    if auxiliaries & _POSSIBLE or (auxiliaries & _FUTURE and trigger.type not in _ANNOUNCED):
        return "hypothetical"
    return "hypothetical" if _aimed_at(token, trigger.type) else "happened"


def _denied(token: Token) -> bool:
    """As in "did not attack", "no attack", "denied the attack"."""
    if token.pos_ in VERBAL and is_negated(token):
        return True
    if any(c.dep_ == "det" and c.lower_ in _NEGATIVE_DETERMINER for c in token.children):
        return True
    return token.head.lemma_ in _DENIALS and token.dep_ in {"dobj", "ccomp", "xcomp"}


def _auxiliaries(token: Token) -> set[str]:
    """The helping verbs of a verb, or of a noun and the verb it is the subject of: "an attack would"."""
    words = [token]
    if token.pos_ not in VERBAL and token.dep_ in {"nsubj", "nsubjpass"}:
        words.append(clause_verb(token))
    return {c.lower_ for w in words for c in w.children if c.dep_ == "aux"}


def _aimed_at(token: Token, trigger_type: EventType) -> bool:
    """As in "threatened to torch", "an offer to deploy", "if they attack"."""
    if any(c.dep_ == "mark" and c.lower_ in _CONDITIONS for c in token.children):
        return True
    if trigger_type in _PURPOSES and token.dep_ == "advcl" and token.head.tag_ in {"VBD", "VBN"}:
        return False  # "hijacked trucks to block the road": what was done, and what it did
    if token.pos_ in VERBAL:
        return _is_intended(token)
    return any(w.dep_ == "pobj" and w.head.head.lemma_ in _OPEN for w in [token, *list(token.ancestors)[:2]])


def _is_intended(verb: Token) -> bool:
    """As in "threatened to torch" – not "managed to escape"."""
    below = verb.dep_ in {"xcomp", "acl", "ccomp", "relcl", "advcl"}
    return below and is_infinitive(verb) and verb.head.lemma_ not in _DONE


def actors(trigger: Trigger) -> tuple[str, ...]:
    """Noun phrases of those who did it; empty where the words name nobody."""
    token = trigger.token
    nouns = subjects(token) if token.pos_ in VERBAL else _doers_at(token)
    doc = token.doc
    texts = [
        phrase_text(n)
        for n in nouns
        if n.pos_ in {"NOUN", "PROPN"} and not in_dateline(doc, n.idx, n.idx + len(n)) and not _is_thing(n)
    ]
    return tuple(dict.fromkeys(t for t in texts if t))


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


def _is_thing(noun: Token) -> bool:
    """True for what burns, bursts or is said in, and acts on nobody's account: "vehicles burned", "the attacks"."""
    if noun.pos_ != "NOUN":
        return False
    stuff = in_group(noun, "fuel") or in_group(noun, "roads")
    return stuff or in_group(noun, "violence") or in_group(noun, "utterances")


def _span(trigger: Trigger) -> tuple[int, int]:
    """The trigger's characters: a noun with what stands before it, a verb with its particle."""
    token = trigger.token
    inside = [token]
    if token.pos_ in VERBAL:
        inside += [c for c in token.children if c.dep_ in {"auxpass", "prt"} and abs(c.i - token.i) <= 2]
    else:
        inside += [
            c
            for c in token.children
            if c.dep_ in {"amod", "compound", "nummod"} and token.i - c.i <= 3 and c.i < token.i
        ]
    last = max(inside, key=lambda t: t.i)
    return min(t.idx for t in inside), last.idx + len(last.text)


def _telling(trigger: Trigger, when: When, main: When) -> Telling:
    start, end = _span(trigger)
    sentence = trigger.token.sent
    return Telling(
        start,
        end,
        sentence.start_char,
        sentence.end_char,
        trigger.type,
        when.start,
        when.end,
        when.prec,
        when.time,
        (),
        actors(trigger),
        reality(trigger),
        is_background(when, main),
        None,
    )


def original(tellings: Sequence[Telling], number: int | None) -> int | None:
    """The telling that a telling of that number repeats, or that one itself."""
    first = None if number is None else tellings[number].duplicate_of
    return number if first is None else first


def annotate(doc: Doc) -> Doc:
    """Leave ``doc._.tellings`` in text order, without places."""
    acts = find_triggers(doc)
    speeches = {t.token.sent.start for t in acts if t.type == "speech"}
    triggers = sorted([*acts, *find_statements(doc, speeches)], key=lambda t: t.token.i)
    whens = place_in_time(doc, triggers)
    main = main_day(triggers, whens)
    tellings = [_telling(t, w, main) for t, w in zip(triggers, whens, strict=True)]
    told = Told()
    for i, telling in enumerate(tellings):
        first = told.first(telling)
        again = told.taken_up(telling, triggers[i].token) if first is None else first
        told.add(i, telling, doc)
        tellings[i] = replace(telling, duplicate_of=original(tellings, again))
    doc._.tellings = tuple(tellings)
    return doc
