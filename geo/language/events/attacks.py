"""Nouns that tell one occurrence ("the attack", "a bomb blast", "the landslide"), and what kind of event an attack is.

An attack in which people died is a killing, one without deaths a clash, and a blast that nobody set off a mishap; the
noun alone does not say which, the text around it does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from geo.language.events.background import over_years
from geo.language.events.deaths import is_mishap
from geo.language.text.grammar import (
    VERBAL,
    base,
    clause_verb,
    describing,
    determiners,
    group,
    in_group,
    is_nominal,
    is_superlative,
    prepositional,
    tells_existence,
)
from geo.language.text.reality import is_general, is_infinitive, is_negated, may_be
from geo.language.text.spans import starting_in
from geo.lexicons import Words

if TYPE_CHECKING:
    from geo.language.text.parsed import Doc, Token
    from geo.types import EventType

_ATTACKS = Words("events_cues", "assault", "attacks")
_DEADLY = Words("events_cues", "assault", "deadly")
_STRUGGLES = Words("events_cues", "assault", "struggles")
_STRUGGLE_AIMS = Words("events_grammar", "struggle_aims")
_STOPS = Words("events_cues", "assault", "stops")
_SERIES = Words("events_cues", "assault", "series")
_RECORD_SPANS = Words("events_cues", "assault", "record_spans")
_RECORD_WITHIN = Words("events_grammar", "record_within")
_DEFINITE = Words("events_grammar", "definite")
_NOT_ONE = Words("events_grammar", "not_one")
_GENITIVE = Words("events_grammar", "genitive")
_SITES = Words("events_grammar", "sites")
#: An "a blast" behind these has happened; behind "like" or "as" it is a comparison.
_OCCASIONS = Words("events_grammar", "occasions")
#: "Clashes erupted": what begins has happened.
_HAPPENS = Words("events_days", "scope", "happens")
_FACTUAL = Words("events_grammar", "factual")

#: Dates of this precision name a year.
YEAR_PREC = 4
#: "plans to join them at the protest": so many steps from the noun up to the word that leaves it open.
FEAR_STEPS = 4


@dataclass(frozen=True, slots=True)
class Harm:
    """What attacks and blasts of one text are."""

    attack: EventType
    blast: EventType


def harm_of(doc: Doc) -> Harm:
    """Killings where people died of violence, else clashes; blasts in a text without an attacker are mishaps."""
    killed = any(c.status == "killed" and not is_mishap(c.cue) and not _long_ago(c.cue) for c in doc._.counts)
    killed = killed or any(_is_deadly(t) for t in doc if is_nominal(t))
    attack: EventType = "killing" if killed else "clash"
    hostile = group("hostile")
    return Harm(attack, attack if any(t.lemma_.lower() in hostile for t in doc) else "other")


def _long_ago(cue: Token) -> bool:
    """As in "killed 900 people in a decade", "in 2018": deaths of other years."""
    sentence = cue.sent
    days = [d for d in starting_in(cue.doc._.dates, sentence.start_char, sentence.end_char) if d.date_start]
    return over_years(cue) or (bool(days) and all(d.date_prec >= YEAR_PREC for d in days))


def _is_deadly(noun: Token) -> bool:
    """As in "the fatal shooting of a clerk"; "a string of deadly attacks" is a habit."""
    return noun.tag_ in {"NN", "VBG"} and base(noun) in _ATTACKS and any(c.lower_ in _DEADLY for c in noun.children)


def settled(kind: str, harm: Harm, token: Token) -> EventType:
    """The event type of a rule whose type depends on the text; "there were attacks" are not the deadly one."""
    if kind not in {"attack", "blast"}:
        return cast("EventType", kind)
    own = harm.attack if kind == "attack" else harm.blast
    known = any(c.dep_ == "poss" for c in token.children) or determiners(token) & _DEFINITE
    others = token.tag_ == "NNS" and not known
    return "clash" if others and own == "killing" else own


def is_one_event(noun: Token) -> bool:
    """True for a noun that tells one occurrence: definite, dated, placed, or told by its sentence to have happened.

    "the attack", "Sunday's blasts", "attacks in Lira", "a landslide hit" – not "fears of an attack", "a string of
    attacks", "a heart attack", "the worst flood in history".
    """
    if _figurative(noun) or _only_feared(noun) or _record(noun):
        return False
    before = [c for c in noun.children if c.i < noun.i]
    words = {c.lower_ for c in before if c.dep_ in {"amod", "neg"}} | determiners(noun)
    if words & _NOT_ONE:
        return False
    if noun.dep_ == "attr":
        return (bool(words & _DEFINITE) and not _is_of_many(noun)) or _there_is(noun)
    if words & _DEFINITE or _is_owned(before):
        return not _among_many(noun)
    return _took_place(noun)


def _is_of_many(noun: Token) -> bool:
    """As in "The streets were the protest", a figure of speech – not "It was the attack that he feared"."""
    subjects = [c for c in noun.head.children if c.dep_ == "nsubj"]
    return noun.tag_ == "NN" and any(c.tag_ == "NNS" for c in subjects)


def _there_is(noun: Token) -> bool:
    """As in "there was an attack", "hubo un ataque"."""
    return noun.dep_ in {"attr", "dobj", "nsubj"} and tells_existence(noun.head)


def _is_owned(before: list[Token]) -> bool:
    """As in "Sunday's blasts", "the group's attacks": by the words before the noun."""
    return any(c.dep_ == "poss" for c in before) or any(c.ent_type_ in {"GPE", "LOC", "DATE", "TIME"} for c in before)


def _took_place(noun: Token) -> bool:
    """As in "attacks in Lira", "a landslide hit": a noun that nothing before it makes one known occurrence."""
    sited = any(prep in _SITES and place.pos_ == "PROPN" for prep, place in prepositional(noun))
    if noun.tag_ in {"NNS", "NNPS"}:
        return sited or _there_is(noun) or _broke_out(noun)
    if noun.dep_ in {"nsubj", "nsubjpass"}:
        return sited or _has_happened(noun.head)
    if noun.dep_ == "dobj":
        if _there_is(noun):
            return _has_happened(noun.head)
        looked_into = noun.head.lemma_ in group("looks_into") and not is_negated(noun.head)
        return looked_into or (noun.head.lemma_ in group("sets_off") and _has_happened(noun.head))
    return noun.dep_ == "pobj" and noun.head.lower_ in _OCCASIONS and _has_happened(clause_verb(noun))


def _broke_out(noun: Token) -> bool:
    """As in "clashes erupted", "two bombings were carried out"."""
    verb = noun.head
    if noun.dep_ not in {"nsubj", "nsubjpass", "dobj"} or not _has_happened(verb):
        return False
    begins = (verb.lemma_ in _HAPPENS or verb.lemma_ in group("strikes_home")) and noun.dep_ == "nsubj"
    return begins or (verb.lemma_ in group("sets_off") and noun.dep_ != "nsubj")


def _among_many(noun: Token) -> bool:
    """As in "one of the attacks", "the latest in a series of the attacks"."""
    return noun.dep_ == "pobj" and noun.head.lower_ in _GENITIVE and noun.head.head.lemma_ in _SERIES


def _has_happened(verb: Token) -> bool:
    """True for a verb told as past, not as possible or true in general."""
    if verb.pos_ not in VERBAL:
        return True  # a headline without a verb
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if is_negated(verb) or is_infinitive(verb) or may_be(verb):
        return False
    return verb.tag_ in {"VBD", "VBN"} or bool(helpers & _FACTUAL) or _opens_text(verb)


def _opens_text(verb: Token) -> bool:
    """As in the headline "Blast injures four", whose present tense tells what was."""
    first = verb.sent.start == 0 or not verb.doc[: verb.sent.start].text.strip()
    bare = any(c.dep_ == "nsubj" and not any(d.dep_ in {"det", "poss"} for d in c.children) for c in verb.children)
    return first and bare and verb.tag_ in {"VBZ", "VBP"} and not is_general(verb)


def _figurative(noun: Token) -> bool:
    """As in "a heart attack", "a legal battle", "the fight against malaria"."""
    if noun.lemma_ in _STRUGGLES and any(
        prep in _STRUGGLE_AIMS and not in_group(aim, "fighters") for prep, aim in prepositional(noun)
    ):
        return True
    return any(c.lemma_.lower() in group("figurative") for c in describing(noun) if c.dep_ not in {"det", "poss"})


def _only_feared(noun: Token) -> bool:
    """As in "fear of an attack", "planned attacks", "to prevent the attack": none happened."""
    if noun.dep_ == "dobj" and noun.head.lemma_ in _STOPS and is_infinitive(noun.head):
        return True
    if any(c.lower_ in group("unreal") for c in noun.children if c.dep_ == "amod"):
        return True
    return any(t.lemma_.lower() in group("feared") for t in list(noun.ancestors)[:FEAR_STEPS])


def _record(noun: Token) -> bool:
    """As in "the worst flood in the valley's history", "one of the deadliest attacks since 1990"."""
    return any(is_superlative(c) or any(map(is_superlative, c.lefts)) for c in noun.children) and any(
        prep in _RECORD_WITHIN and (n.lemma_ in _RECORD_SPANS or n.ent_type_ == "DATE")
        for word in (noun, noun.head)
        for prep, n in prepositional(word)
    )
