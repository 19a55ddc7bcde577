"""Nouns that tell a disaster or something else ("a brush fire", "opened fire"), and the day of one taken up.

"The flood" is of the day on which the text tells that it came.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.events.main_day import NEVER, When, is_background
from geo.language.text.grammar import group, in_group, is_definite, prepositional
from geo.lexicons import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.language.events.triggers import Trigger
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


def is_known_mishap(trigger: Trigger) -> bool:
    """As in "the flood", "the coup": known from before, and of no day that the story has come to since."""
    token = trigger.token
    known = in_group(token, "mishaps") or (token.pos_ == "NOUN" and in_group(token, "at_seat"))
    return trigger.type == "other" and trigger.count is None and is_definite(token) and known


def days_of_mishaps(triggers: Sequence[Trigger], stated: Sequence[When], main: When) -> dict[int, When]:
    """For each noun (token number) of a known mishap the day that the text gives it; NEVER where it only looks back."""
    dated = [(t, w) for t, w in zip(triggers, stated, strict=True) if t.type == "other" and w.start and not w.remote]
    known = {t.token.i: t.token.lemma_ for t in triggers if is_known_mishap(t)}
    days = {
        lemma: next((w for t, w in dated if _tells_mishap(t, lemma) and not is_background(w, main)), NEVER)
        for lemma in set(known.values())
    }
    return {at: When(days[lemma].start, days[lemma].end, days[lemma].prec) for at, lemma in known.items()}


def _tells_mishap(trigger: Trigger, lemma: str) -> bool:
    """Whether it is the mishap called so: the same noun, and "collided" or the dead of a crash."""
    if trigger.token.lemma_ == lemma:
        return True
    return lemma in group("accidents") and (trigger.count is not None or trigger.token.lemma_ in group("wrecks"))
