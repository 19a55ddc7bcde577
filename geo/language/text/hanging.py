"""How a word hangs in its sentence: behind a preposition, before a noun, as what of which verb, in a list.

Rules ask here instead of reading the parser's labels, so that what a label is called stands in one place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.text.grammar import PATIENTS, SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from geo.language.text.parsed import Token

_BEFORE_NOUN = frozenset({"compound", "amod", "nmod", "poss"})
_CORE = frozenset({*SUBJECTS, *PATIENTS, "attr"})
_WITHIN_PHRASE = frozenset({"pobj", "prep", "appos", "conj", "npadvmod", "dep", "pcomp", "advmod", "agent"})


def preposition_of(noun: Token) -> Token | None:
    """The preposition whose object a noun is; None where it is none's."""
    return noun.head if noun.dep_ == "pobj" else None


def is_behind(noun: Token, prepositions: AbstractSet[str]) -> bool:
    """Whether a noun is the object of one of these prepositions."""
    preposition = preposition_of(noun)
    return preposition is not None and preposition.lower_ in prepositions


def above_preposition(noun: Token) -> Token:
    """What the phrase hangs on in which a noun stands behind its preposition: "raid" in "a raid in Lyon"."""
    return noun.head.head


def is_preposition(token: Token) -> bool:
    """Whether a phrase with a preposition begins here, but for that of a doer."""
    return token.dep_ == "prep"


def may_lead_doer(preposition: Token) -> bool:
    """Whether a doer may stand behind a preposition: "was closed by the army", "a raid by the army"."""
    return preposition.dep_ in {"agent", "prep"}


def is_before_noun(token: Token) -> bool:
    """Whether a word describes the noun it hangs on: "Lyon police", "Lyon’s police", "French police"."""
    return token.dep_ in _BEFORE_NOUN


def is_adjective_of_noun(token: Token) -> bool:
    """Whether it describes as an adjective does: "a packed hall"."""
    return token.dep_ == "amod"


def is_owner(noun: Token) -> bool:
    """Whether something is the noun's: "Mexico’s role"."""
    return noun.dep_ == "poss"


def is_subject(noun: Token) -> bool:
    """Whether a verb's doing is the noun's."""
    return noun.dep_ in SUBJECTS


def is_passive_subject(noun: Token) -> bool:
    """Whether the verb is done to its subject: "troops were sent"."""
    return noun.dep_ == "nsubjpass"


def is_object(noun: Token) -> bool:
    """Whether it is the verb's direct object."""
    return noun.dep_ == "dobj"


def is_patient(noun: Token) -> bool:
    """Whether the verb is done to it, as object or passive subject."""
    return noun.dep_ in PATIENTS


def is_core(noun: Token) -> bool:
    """Whether it is subject, object or predicate of its verb."""
    return noun.dep_ in _CORE


def is_listed(token: Token) -> bool:
    """Whether it goes on with a list: "guards and police"."""
    return token.dep_ == "conj"


def is_apposed(token: Token) -> bool:
    """Whether it says again what the noun before it is: "Bron, a suburb"."""
    return token.dep_ == "appos"


def first_of_list(token: Token) -> Token:
    """The first of the names that are listed with this one, or that it goes on with."""
    while token.dep_ in {"conj", "appos", "compound"} and token.head is not token and token.head.i < token.i:
        token = token.head
    return token


def whole_compound(noun: Token) -> Token:
    """The last noun of a compound: "church" for "North Dakota hill church"'s "hill"."""
    while noun.dep_ == "compound" and noun.head.i > noun.i:
        noun = noun.head
    return noun


def is_within_phrase(token: Token) -> bool:
    """Whether the phrase goes on above the word: a preposition, a list, an apposition or an adverb joins it."""
    return token.dep_ in _WITHIN_PHRASE


def is_of_noun(verb: Token) -> bool:
    """Whether a verb says more about a noun: "the operation to seize him"."""
    return verb.dep_ == "acl"


def is_joined_clause(verb: Token) -> bool:
    """Whether its clause is listed with the one above it, is told by it or stands beside it."""
    return verb.dep_ in {"conj", "ccomp", "parataxis"}


def is_meanwhile(token: Token) -> bool:
    """Whether a participle tells what is done meanwhile: "speaking in Lyon, he said"."""
    return token.dep_ in {"advcl", "prep"}


def objects_of(verb: Token) -> list[Token]:
    """What it is done to or what it tells: "issued a warning", "set out what it knew"."""
    return [child for child in verb.children if child.dep_ in {"dobj", "ccomp"}]


def particle_of(verb: Token) -> str:
    """The particle that belongs to a verb, "out" of "set out"; empty where it has none."""
    return next((str(child.lower_) for child in verb.children if child.dep_ == "prt"), "")
