"""Which words tell a raid: an operation of forces against somebody, or forces that kill or capture their target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.text.grammar import (
    base,
    clause_verb,
    describing,
    determiners,
    group,
    in_group,
    names_person,
    patients,
    prepositional,
    subjects,
)
from geo.language.text.reality import is_infinitive, is_negated
from geo.language.text.speech import saying_verbs
from geo.lexicons import Words, per_language

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from geo.language.text.parsed import Token

_NOUNS = Words("events_cues", "raid", "nouns")
_OTHER_RAIDS = Words("events_cues", "raid", "other_raids")
_BUST_NOUNS = Words("events_cues", "raid", "bust_nouns")
_BUSTS = Words("events_cues", "raid", "busts")
_ACTION_NOUNS = Words("events_cues", "raid", "action_nouns")
_ACTION_FORCES = Words("events_cues", "raid", "action_forces")
_AIMED_NOUNS = Words("events_cues", "raid", "aimed_nouns")
_ASSAULTS = Words("events_cues", "raid", "assaults")
_MAKES = Words("events_cues", "raid", "makes")
_ORDER = Words("events_cues", "raid", "order")
_ASSAULT_FORCES = Words("events_cues", "raid", "assault_forces")
_OPERATION_NOUNS = Words("events_cues", "raid", "operation_nouns")
_OTHER_OPERATIONS = Words("events_cues", "raid", "other_operations")
_OPERATION_PREPS = Words("events_cues", "raid", "operation_preps")
_OPERATION_SITES = Words("events_cues", "raid", "operation_sites")
_OPERATION_VERBS = Words("events_cues", "raid", "operation_verbs")
_LOSS = Words("events_cues", "raid", "loss")
_CAPTURE_NOUNS = Words("events_cues", "raid", "capture_nouns")
_ARREST_NOUNS = Words("events_cues", "raid", "arrest_nouns")
_VERBS = Words("events_cues", "raid", "verbs")
_VERBS_ON_PLACES = Words("events_cues", "raid", "verbs_on_places")
_RAIDING = Words("events_cues", "raid", "raiding")
_NAMING = Words("events_cues", "raid", "naming")
_DEFINITE_ARTICLE = Words("events_grammar", "definite_article")
_INDEFINITE_ARTICLE = Words("events_grammar", "indefinite_article")
_NEAR_DEMONSTRATIVE = Words("events_grammar", "near_demonstrative")
_PERSONAL_POSSESSIVE = Words("events_grammar", "personal_possessive")
_DURING = Words("events_grammar", "during")
_GENITIVE = Words("events_grammar", "genitive")


def is_raid(token: Token, *, known: bool) -> bool:
    """A raid told by noun ("the raid", "a military operation"), or by forces that kill or capture their target."""
    pos = token.pos_
    if pos in {"NOUN", "PROPN"}:
        named = token.lemma_.lower() in _nouns() and (token.dep_ != "compound" or _before(token, _OPERATION_PREPS))
        told = named and _names_raid(token, known=known)
    else:
        told = pos == "VERB" and ((token.lemma_.lower() in _VERBS and _hits_target(token)) or _attacks_to_get(token))
    return told and not _goes_unnamed(token)


@per_language
def _nouns() -> frozenset[str]:
    """All nouns that may name a raid."""
    captures = (_CAPTURE_NOUNS, _ARREST_NOUNS)
    kinds = (_NOUNS, _BUST_NOUNS, _ACTION_NOUNS, _AIMED_NOUNS, _ASSAULTS, _OPERATION_NOUNS, *captures)
    return frozenset(noun for kind in kinds for noun in kind)


def _goes_unnamed(token: Token) -> bool:
    """As in "the post did not name the operation"."""
    return token.dep_ == "dobj" and token.head.lemma_ in _NAMING and is_negated(token.head)


def _names_raid(noun: Token, *, known: bool) -> bool:
    lemma = noun.lemma_.lower()
    if lemma in _NOUNS:
        return not _said_of(noun) & _OTHER_RAIDS
    if lemma in _BUST_NOUNS:
        return bool(_said_of(noun) & _BUSTS)
    if lemma in _ACTION_NOUNS or lemma in _AIMED_NOUNS:
        forces = bool(_said_of(noun) & _ACTION_FORCES)
        return forces and (lemma in _ACTION_NOUNS or _has_aim(noun) or _has_outcome(noun))
    return (lemma in _ASSAULTS and _is_assault(noun)) or _goes_by_raid(noun, lemma, known=known)


def _goes_by_raid(noun: Token, lemma: str, *, known: bool) -> bool:
    """Whether an operation or a capture is one of the raids that a text tells."""
    if lemma in _OPERATION_NOUNS and noun.tag_ in {"NN", "NNP"}:
        return _is_operation(noun, known=known)
    if lemma in _ARREST_NOUNS:
        return _is_with_death(noun)
    return lemma in _CAPTURE_NOUNS and _is_capture(noun, known=known)


def _is_with_death(arrest: Token) -> bool:
    """As in "the arrest and death of Doe, the cartel's leader" – not of a man who died in custody."""
    if not any(c.dep_ == "conj" and c.lemma_ in _LOSS and c.lemma_ not in _ARREST_NOUNS for c in arrest.children):
        return False
    joined = (arrest, *(c for c in arrest.children if c.dep_ == "conj"))
    of = [n for noun in joined for prep, n in prepositional(noun) if prep in _GENITIVE]
    return any(in_group(t, "targets") for n in of for t in (n, *(c for c in n.children if c.dep_ == "appos")))


def _said_of(noun: Token) -> set[str]:
    """What stands before a noun, or describes it: "drug bust", "golpe al cártel"."""
    return {c.lower_ for c in (*noun.children, *describing(noun))}


def _is_assault(noun: Token) -> bool:
    """As in "commandos launched an assault on the villa to seize the rebel leader"."""
    verb = noun.head
    if noun.dep_ != "dobj" or not (verb.lemma_ in group("sets_off") or verb.lemma_ in _MAKES):
        return False
    before = noun.doc[verb.sent.start : verb.i]
    return _are_forces(before) and _is_to_get(verb, noun)


def _attacks_to_get(verb: Token) -> bool:
    """As in "special forces attacked the plant to free the workers"."""
    if verb.lemma_ not in _ASSAULTS or is_negated(verb):
        return False
    return _are_forces(subjects(verb)) and _is_to_get(verb)


def _are_forces(words: Iterable[Token]) -> bool:
    return any(base(t) in _ASSAULT_FORCES or t.lower_ in _ASSAULT_FORCES for t in words)


def _is_to_get(*words: Token) -> bool:
    """Whether what is done is done to seize, to free or to kill somebody."""
    orders = [n for word in words for _, n in prepositional(word) if n.lemma_ in _ORDER]  # "in order to"
    below = (c for word in (*words, *orders) for c in word.children)
    aims = (c for c in below if c.dep_ in {"advcl", "acl", "xcomp"} and is_infinitive(c))
    return any(a.lemma_ in _OPERATION_VERBS for a in aims)


def _is_operation(noun: Token, *, known: bool) -> bool:
    """An operation of forces: by its adjective, its aim, its outcome, or because it was told before."""
    before = {c.lower_ for c in describing(noun) if c.dep_ not in {"det", "poss"}}
    if before & _OTHER_OPERATIONS:
        return False
    if before & group("military") or _died_in(noun) or _has_aim(noun) or _has_outcome(noun):
        return True
    if any(c.lower_ in _NEAR_DEMONSTRATIVE for c in noun.children):
        return False
    if _told_by_loss(noun) or _told_with_forces(noun) or _known_by_site(noun):
        return True
    return known and _points_back(noun)


def _died_in(noun: Token) -> bool:
    """As in "killed in a government operation"."""
    above = noun.head
    return noun.dep_ == "pobj" and above.lower_ in _DURING and above.head.lemma_ in _LOSS


def _has_aim(noun: Token) -> bool:
    """As in "an operation against the cartel"."""
    return any(c.lower_ in _OPERATION_PREPS for c in noun.children) or _before(noun, _OPERATION_PREPS)


def _has_outcome(noun: Token) -> bool:
    """As in "the operation that led to his arrest", "an operation in which four died"."""
    for child in noun.children:
        if child.dep_ in {"acl", "relcl"} and any(
            t.lemma_ in _OPERATION_VERBS or t.lemma_ in _LOSS for t in [child, *child.children]
        ):
            return True
    return any(t.dep_ == "relcl" and t.lemma_ in _LOSS for t in noun.subtree)


def _known_by_site(noun: Token) -> bool:
    """As in "el operativo de Tumbes"."""
    if not determiners(noun) & _DEFINITE_ARTICLE:
        return False
    return any(prep in _OPERATION_SITES and n.ent_type_ in {"GPE", "LOC"} for prep, n in prepositional(noun))


def _told_by_loss(noun: Token) -> bool:
    """True where the verb of the operation's clause tells of forces that kill, capture or lose somebody."""
    verb = clause_verb(noun)
    return verb.lemma_ in _LOSS and any(in_group(s, "forces", deep=True) for s in subjects(verb))


def _told_with_forces(noun: Token) -> bool:
    """True for "the operation" of a sentence that names armed forces."""
    definite = determiners(noun) & _DEFINITE_ARTICLE
    return bool(definite) and any(in_group(t, "armed_forces") for t in noun.sent)


def _points_back(noun: Token) -> bool:
    """As in "the operation", "their operation"."""
    return bool(determiners(noun) - _INDEFINITE_ARTICLE)


def _before(noun: Token, words: AbstractSet[str]) -> bool:
    """True where one of the words follows the noun at once."""
    return noun.i + 1 < noun.sent.end and noun.doc[noun.i + 1].lower_ in words


def _is_capture(noun: Token, *, known: bool) -> bool:
    """As in "His capture", "the capture of the cartel's leader" – not the capture of a town."""
    of = [place for prep, place in prepositional(noun) if prep in _GENITIVE]
    if of:
        return any(names_person(n) or in_group(n, "targets") for n in of)
    return any(c.dep_ == "poss" and (c.lower_ in _PERSONAL_POSSESSIVE or names_person(c)) for c in noun.children) or (
        known and bool(determiners(noun) & _DEFINITE_ARTICLE)
    )


def _hits_target(verb: Token) -> bool:
    """Forces that kill or capture one person, named or by rank."""
    if verb.lemma_ in _RAIDING and any(c.dep_ == "auxpass" for c in verb.children):
        return any(in_group(p, "fuel") for p in patients(verb))  # "the offices were raided"
    if verb.lemma_ in _VERBS_ON_PLACES:
        return any(in_group(s, "forces", deep=True) for s in subjects(verb))
    doers = subjects(verb) or _said_object(verb)
    if not any(in_group(s, "forces", deep=True) for s in doers):
        return False
    return any(_is_target(p) and not _is_head_of_state(p) for p in patients(verb))


def _is_head_of_state(noun: Token) -> bool:
    """As in "soldiers captured President Doe": that is a coup."""
    return in_group(noun, "heads_of_state", deep=True) and not any(in_group(t, "former") for t in noun.sent)


def _said_object(verb: Token) -> list[Token]:
    """As in "The ministry says the army, using …, captured": the parse may take the subject for what is said."""
    if any(c.dep_ == "auxpass" for c in verb.children):
        return []
    return [t for t in verb.doc[verb.sent.start : verb.i] if t.dep_ == "dobj" and t.head.lemma_ in saying_verbs()]


def _is_target(noun: Token) -> bool:
    return (names_person(noun) or in_group(noun, "targets") or _nickname(noun)) and noun.tag_ not in {"NNS", "NNPS"}


def _nickname(noun: Token) -> bool:
    """A name between quotation marks: killed “the Fox”."""
    doc = noun.doc
    edge = doc[max(noun.left_edge.i - 1, 0)].text + noun.left_edge.text
    return any(mark in edge for mark in "“\"‘'") and noun.pos_ == "PROPN"
