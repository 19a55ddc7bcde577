"""Fates that no verb of dying or hurting tells: who lies in hospital, who is searched for, who has not been found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.counts.fate_words import fates
from geo.language.counts.parties import without_plural
from geo.language.text.hanging import first_of_list
from geo.lexicons import Words, table

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.types import Status

_SEARCHES = Words("casualties", "search", "verbs")
_SEARCHERS = Words("casualties", "search", "searchers")
_FOR = Words("casualties", "search", "goals")


def in_a_house(token: Token) -> tuple[Status, Token] | None:
    """As in "left 26 people dead and 70 in hospital": where those whom a bare number counts are."""
    if token.pos_ != "NUM" or token.i + 2 >= token.sent.end:
        return None
    words = token.doc[token.i + 1 : token.i + 3].text.lower()
    status = fates("houses").get(words)
    return (status, token.nbor()) if status else None


def searched_for(token: Token) -> tuple[Status, Token] | None:
    """As in "Rescuers are still searching for 27 people"; the police search for suspects, who are not missing."""
    verb = _sought_by(token)
    if verb is None or verb.lemma_ not in _SEARCHES:
        return None
    whole = (verb, verb.head) if verb.dep_ == "xcomp" else (verb,)  # "siguen buscando a 27 personas"
    seekers = (t for v in whole for c in v.children if c.dep_ == "nsubj" for t in c.subtree)
    return ("missing", verb) if any(_searches(t) for t in seekers) else None


def _searches(seeker: Token) -> bool:
    return seeker.lemma_.lower() in _SEARCHERS or without_plural(seeker.lower_) in _SEARCHERS


def _sought_by(people: Token) -> Token | None:
    """The verb over "for 27 people", "a 27 personas", "a un agricultor y a dos jornaleros"."""
    first = first_of_list(people)
    if first.dep_ == "pobj":
        return first.head.head if first.head.lower_ in _FOR else None
    led = any(c.dep_ == "case" and c.lower_ in _FOR for c in first.children)
    return first.head if first.dep_ == "dobj" and led else None


def not_found(verb: Token) -> tuple[Status, Token] | None:
    """As in "30 pupils have not been accounted for": what the denial of a verb tells."""
    denied = any(c.dep_ == "neg" for c in verb.children)
    if not denied or verb.i + 1 >= verb.sent.end:
        return None
    words = " ".join(t.lower_ for t in verb.doc[verb.i : min(verb.i + 3, verb.sent.end)])
    phrases: dict[str, Status] = table("casualties", "denied_phrases")
    status = next((s for phrase, s in phrases.items() if words.startswith(phrase)), None)
    if status is None and verb.nbor().pos_ not in {"ADJ", "VERB"}:  # not "were not found guilty"
        status = fates("denied_verbs").get(verb.lower_)
    return (status, verb.nbor()) if status else None
