"""Nouns that tell a disaster or something else: "a brush fire" and "opened fire", "won by a landslide"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.text.grammar import group, in_group, prepositional
from geo.lexicons import Words

if TYPE_CHECKING:
    from geo.language.text.parsed import Token

_AMBIGUOUS = Words("events_cues", "disaster", "ambiguous")
_OTHER_VERBS = Words("events_cues", "disaster", "other_verbs")
_FIRES = Words("events_cues", "deaths", "fires")
_BURNING = Words("events_cues", "disaster", "burning")
_WINNING = Words("events_cues", "disaster", "winning")
_FIGURATIVE = Words("events_cues", "disaster", "figurative")
_FIRE_VERBS = Words("events_cues", "disaster", "fire_verbs")
_FIGHTING_FIRES = Words("events_cues", "disaster", "fighting_fires")


def is_disaster(noun: Token) -> bool:
    """A disaster, not the gunfire, campfire or storm of words that some of these nouns tell as well."""
    if noun.lemma_ not in _AMBIGUOUS:
        return True
    if noun.head.lemma_ in _OTHER_VERBS or (noun.dep_ == "pobj" and _is_of_votes(noun.head.head)):
        return False
    about = {c.lemma_.lower() for c in noun.children if c.dep_ in {"compound", "amod"}}
    if noun.lemma_ in _FIRES and about & (group("shooting") | group("gunships") | group("missiles")):
        return False  # "helicopter fire"
    if noun.lemma_ in _FIRES:
        return bool(about & group("fuel") or about & _BURNING) or _burns_something(noun)
    return not about & _FIGURATIVE


def _is_of_votes(verb: Token) -> bool:
    """As in "won by a landslide", "swept to office in a landslide"."""
    return verb.lemma_ in _WINNING or any(in_group(n, "offices_won") for _, n in prepositional(verb))


def _burns_something(fire: Token) -> bool:
    """As in "a fire broke out", "firefighters put out the blaze"."""
    if fire.dep_ in {"nsubj", "nsubjpass"}:
        return fire.head.lemma_ in _FIRE_VERBS or fire.head.lemma_ in _FIGHTING_FIRES
    return fire.dep_ == "dobj" and fire.head.lemma_ in _FIGHTING_FIRES
