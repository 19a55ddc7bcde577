"""Whether the words say that something happened, that it did not, or only that it might.

Asked of the word that tells it, a verb or a noun, by events, counts and places alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.text.grammar import VERBAL, clause_verb
from geo.lexicons import Words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.types import Reality

_POSSIBLE = Words("reality", "possible")
_FUTURE = Words("reality", "future")
_CONDITIONS = Words("reality", "conditions")
_WHENEVER = Words("reality", "whenever")
_NONE = Words("reality", "none")
_DENIALS = Words("reality", "denials")
_DONE = Words("reality", "done")
_OPEN = Words("reality", "open")


def reality(word: Token, *, announced: bool = False) -> Reality:
    """What the words say of it; ``announced``: what is to come is news already, as a funeral is."""
    if is_denied(word):
        return "denied"
    helpers = _auxiliaries(word)
    if helpers & _POSSIBLE or (helpers & _FUTURE and not announced):
        return "hypothetical"
    return "hypothetical" if is_conditional(word) or is_aim(word) else "happened"


def is_infinitive(verb: Token) -> bool:
    """As in "to torch": a particle among its helping words."""
    return any(c.dep_ == "aux" and c.pos_ == "PART" for c in verb.children)


def is_negated(verb: Token) -> bool:
    """As in "did not attack"."""
    return any(c.dep_ == "neg" for c in verb.children)


def may_be(verb: Token) -> bool:
    """As in "could attack", "will attack"."""
    return any(c.dep_ == "aux" and (c.lower_ in _POSSIBLE or c.lower_ in _FUTURE) for c in verb.children)


def is_denied(word: Token) -> bool:
    """As in "did not attack", "no attack", "denied the attack"."""
    if word.pos_ in VERBAL and is_negated(word):
        return True
    if any(c.dep_ == "det" and c.lower_ in _NONE for c in word.children):
        return True
    return word.head.lemma_ in _DENIALS and word.dep_ in {"dobj", "ccomp", "xcomp"}


def is_conditional(word: Token) -> bool:
    """As in "if they attack"."""
    return any(c.dep_ == "mark" and c.lower_ in _CONDITIONS for c in word.children)


def is_general(verb: Token) -> bool:
    """As in "when a leader is killed": true at any time, told of none."""
    present = verb.tag_ in {"VBZ", "VBP"} or any(
        c.dep_ in {"aux", "auxpass"} and c.tag_ in {"VBZ", "VBP"} and c.pos_ == "AUX" for c in verb.children
    )
    return present and any(c.lower_ in _WHENEVER for c in verb.children)


def is_aim(word: Token) -> bool:
    """As in "threatened to torch", "an offer to deploy" – not "managed to escape"."""
    if word.pos_ not in VERBAL:
        return any(w.dep_ == "pobj" and w.head.head.lemma_ in _OPEN for w in [word, *list(word.ancestors)[:2]])
    below = word.dep_ in {"xcomp", "acl", "ccomp", "relcl", "advcl"}
    return below and is_infinitive(word) and word.head.lemma_ not in _DONE


def _auxiliaries(word: Token) -> set[str]:
    """The helping verbs of a verb, or of a noun and the verb it is the subject of: "an attack would"."""
    words = [word]
    if word.pos_ not in VERBAL and word.dep_ in {"nsubj", "nsubjpass"}:
        words.append(clause_verb(word))
    return {c.lower_ for w in words for c in w.children if c.dep_ == "aux"}
