"""Finds to what something is done, also where the grammar hangs it elsewhere: "out of the jail", "tons of heroin"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.text.grammar import base, clause_verb, patients, prepositional, subjects
from geo.lexicons import Words

if TYPE_CHECKING:
    from geo.language.text.parsed import Token

_SIGHTS = Words("events_cues", "trigger", "sights")
_PASSING = Words("events_cues", "trigger", "passing")
_MEASURES = Words("events_cues", "trigger", "measures")
_GENITIVE = Words("events_grammar", "genitive")
_PARTS = Words("events_cues", "trigger", "parts")
_IT = Words("events_grammar", "news_pronouns")
#: What completes a verb without being its object: "set the hall ablaze".
_COMPLEMENTS = frozenset({"oprd", "acomp", "xcomp", "advmod", "prt"})


def objects(verb: Token) -> list[Token]:
    """All to which it is done, also behind prepositions and measures: "out of the jail", "40 bags of heroin"."""
    complements = (c for c in verb.children if c.dep_ in _COMPLEMENTS)
    found = [*patients(verb), *_behind(verb), *complements, *_as_subject(verb)]
    measured = [n for o in found if base(o) in _MEASURES for prep, n in prepositional(o) if prep in _GENITIVE]
    return found + measured


def _behind(verb: Token) -> list[Token]:
    """Nouns behind its prepositions, of which one may stand behind another: "out of the jail"."""
    inner = [n for c in verb.children if c.dep_ == "prep" for _, n in prepositional(c)]
    return [n for _, n in prepositional(verb)] + inner


def _as_subject(verb: Token) -> list[Token]:
    """The subject that it is done to: "traffic remains disrupted", "shops were looted and roads blocked"."""
    if verb.dep_ == "acomp":
        return [c for c in verb.head.children if c.dep_ in {"nsubj", "nsubjpass"}]
    passive = verb.dep_ == "conj" and any(c.dep_ == "auxpass" for c in verb.head.children)
    if passive and not any(c.dep_ == "dobj" for c in verb.children):
        return [c for c in verb.children if c.dep_ == "nsubj"]
    return []


def movers(verb: Token) -> list[Token]:
    """What it befalls, and what that is part of, or is named before: "the bus was empty when it overturned"."""
    found = [*subjects(verb), *patients(verb)]
    found += [
        c for c in verb.children if c.dep_ == "nsubj" and verb.tag_ == "VBN" and c not in found
    ]  # "roof caved in"
    found += [n for m in found if base(m) in _PARTS for prep, n in prepositional(m) if prep in _GENITIVE]
    if verb.dep_ == "advcl" and any(m.lower_ in _IT for m in found):
        found += subjects(verb.head)
    return found


def is_passed(noun: Token) -> bool:
    """As in "walked past a burned-out bus", "toured the burned market": it is looked at, whenever that happened."""
    return noun.dep_ in {"dobj", "pobj"} and clause_verb(noun).lemma_ in _PASSING


def is_sight(verb: Token) -> bool:
    """As in "burning buses": told as arson where they are set alight."""
    return verb.tag_ == "VBG" and verb.lemma_ in _SIGHTS and not any(c.dep_ == "aux" for c in verb.children)
