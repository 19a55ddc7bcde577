"""Fates that no verb of dying or hurting tells: whose bodies are counted, who lies in hospital, who is searched for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.counts.fate_words import fates
from geo.language.counts.parties import class_of_word, without_plural
from geo.language.text.hanging import first_of_list
from geo.lexicons import Words, table

if TYPE_CHECKING:
    from geo.language.text.parsed import Token
    from geo.types import Status

RECOVERED = Words("casualties", "corpses", "recovering")
_CORPSES = Words("casualties", "corpses", "nouns")
_LIKE_CORPSES = Words("casualties", "corpses", "adjectives")
FINDS = Words("casualties", "corpses", "finds")
_LYING = Words("casualties", "corpses", "lying")
_LOSING = Words("casualties", "touch", "verbs")
_TOUCH = Words("casualties", "touch", "nouns")
_IN_TOUCH_WITH = Words("casualties", "touch", "with")
_OF = Words("counts_grammar", "prepositions", "genitive")
_OF_OFFICE = Words("casualties", "corpses", "of_office")
_WHOSE = Words("counts_grammar", "pronouns", "whose")
_OF_THEM = Words("counts_grammar", "pronouns", "of_them")
_SEARCHES = Words("casualties", "search", "verbs")
_SEARCHERS = Words("casualties", "search", "searchers")
_FOR = Words("casualties", "search", "goals")


_THAN = Words("counts_grammar", "conjunctions", "comparing")
#: A phrase that is denied, with the word behind it, has so many words at most.
_DENIED_REACH = 4
#: How people hang of whom a sentence says no more than where they are.
_COUNTED = frozenset({"conj", "dobj", "appos", "ROOT"})


def bodies(token: Token) -> tuple[Status, Token] | None:
    """As in "a hundred dead bodies", "12 bodies were found", "counted 12 bodies"."""
    if token.lemma_.lower() not in _CORPSES or any(c.lower_ in _OF_OFFICE for c in token.children):
        return None
    dead = next((c for c in token.children if c.lower_ in _LIKE_CORPSES), None) or _found(token) or _lying(token)
    return ("killed", dead) if dead is not None else None


def _found(body: Token) -> Token | None:
    """The "found" of "bodies were found", "with 12 bodies found"."""
    if body.dep_ == "pobj" and body.head.lower_ in _OF and body.head.head.lemma_ in FINDS:
        return body.head.head  # "the discovery of 12 bodies"
    done_to = body.dep_ in {"dobj", "nsubjpass"} or (body.dep_ == "nsubj" and body.head.tag_ == "VBN")
    verbs = [*(c for c in body.children if c.dep_ == "acl"), *([body.head] if done_to else ())]
    return next((v for v in verbs if v.lemma_ in RECOVERED), None)


def _lying(body: Token) -> Token | None:
    """The "lay" of "15 bodies lay in the burned-out rooms"."""
    return body.head if body.dep_ == "nsubj" and body.head.lemma_ in _LYING else None


def out_of_touch(token: Token) -> tuple[Status, Token] | None:
    """As in "said it had lost touch with five of its soldiers"."""
    if token.pos_ != "NUM" and class_of_word(token) is None:
        return None  # "lost contact with 12 vessels"
    first = first_of_list(token)
    over = first.head if first.dep_ == "pobj" else first
    if over.lower_ in _OF and over.head.pos_ == "NUM":
        over = over.head.head  # "with five of its soldiers"
    touch = over.head if over.lower_ in _IN_TOUCH_WITH else None
    lost = touch if touch is None or touch.pos_ == "VERB" else touch.head
    if lost is None or lost.lemma_ not in _LOSING or not any(c.lemma_ in _TOUCH for c in lost.children):
        return None
    return "missing", lost


def whose_bodies(token: Token) -> tuple[Status, Token] | None:
    """As in "the 203 people whose bodies were recovered"."""
    for clause in (c for c in token.children if c.dep_ == "relcl"):
        body = next((c for c in clause.children if c.lemma_.lower() in _CORPSES), None)
        if body is not None and any(c.lower_ in _WHOSE for c in body.children):
            return "killed", clause
    return None


def in_a_house(token: Token) -> tuple[Status, Token] | None:
    """As in "left 26 people dead and 70 in hospital", "34 people in critical condition": where they are."""
    people = token.dep_ in _COUNTED and any(c.dep_ == "nummod" for c in token.children)
    if not (token.pos_ == "NUM" or people):
        return None
    behind = [t.lower_ for t in token.doc[token.i + 1 : min(token.i + 5, token.sent.end)]]
    if " ".join(behind[:2]) in _OF_THEM:  # "17 of them in critical condition"
        behind = behind[2:]
    words = " ".join(behind[:2])
    status = fates("houses").get(words)
    dying = fates("intransitive").get(token.head.lemma_.lower()) if token.dep_ == "conj" else None
    if status and dying and token.pos_ == "NUM":
        return dying, token.head  # "Eight died at the scene and three in hospital"
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
    said = [verb, *(c for c in verb.children if c.dep_ in {"attr", "acomp"})]  # "are no more"
    denied = any(c.dep_ == "neg" for t in said for c in t.children)
    if not denied or verb.i + 1 >= verb.sent.end:
        return None
    words = " ".join(t.lower_ for t in verb.doc[verb.i : min(verb.i + _DENIED_REACH, verb.sent.end)])
    phrases: dict[str, Status] = table("casualties", "denied_phrases")
    told = ((s, words.removeprefix(phrase)) for phrase, s in phrases.items() if words.startswith(phrase))
    status = next((s for s, behind in told if behind.strip() not in _THAN), None)
    if status is None and verb.nbor().pos_ not in {"ADJ", "VERB"}:  # not "were not found guilty"
        status = fates("denied_verbs").get(verb.lower_)
    return (status, verb.nbor()) if status else None
