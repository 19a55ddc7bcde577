"""Small questions about a dependency parse that events and dates ask alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lexicons import Words, entry, per_language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Span, Token

SUBJECTS = ("nsubj",)
PATIENTS = ("dobj", "nsubjpass")
VERBAL = frozenset({"VERB", "AUX"})
_GENITIVE_PREPOSITIONS = Words("text", "genitive_prepositions")
_DEFINITE_DETERMINERS = Words("text", "definite_determiners")
_PERSON_PRONOUNS = Words("text", "person_pronouns")
_EARLY_OR_LATE = Words("dates", "early_or_late")


@per_language
def leaves_out_subjects() -> bool:
    """Whether a verb alone may tell who does it, as Spanish "dijo" does: a property in ``language.toml``."""
    return bool(entry("language", "leaves_out_subjects"))


@per_language
def adjectives_follow() -> bool:
    """Whether adjectives stand behind their nouns: "el Ejército mexicano"."""
    return bool(entry("language", "adjectives_follow"))


def is_nominal(token: Token) -> bool:
    """True for a noun, and for "the shooting" where the tagger sees a verb."""
    return token.pos_ in {"NOUN", "PROPN"} or (token.tag_ == "VBG" and any(c.dep_ == "det" for c in token.children))


def base(token: Token) -> str:
    """The lemma in lower case; a plural taken for a name ("Roadblocks") loses its s."""
    lemma = str(token.lemma_).lower()
    if token.tag_ == "VBG" and is_nominal(token):
        return str(token.lower_)
    return lemma.removesuffix("s") if token.tag_ == "NNPS" else lemma


@per_language
def group(name: str) -> frozenset[str]:
    """The words of a group of ``data/lexicons/events.toml``."""
    return Words("events", "groups", name).now()


def with_conjuncts(tokens: Iterable[Token]) -> list[Token]:
    """The nouns and those listed with them."""
    out: list[Token] = []
    for token in tokens:
        out += [token, *(c for c in token.conjuncts if c.i > token.i)]
    return out


def subjects(verb: Token) -> list[Token]:
    """Who does it: subject, "by" agent, the noun an active participle hangs on, or the subject of the verb before."""
    own = _own_subjects(verb)
    agents = [p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
    if own or agents or verb.tag_ == "VBN":
        return with_conjuncts([*own, *agents])
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return [verb.head]
    return subjects(verb.head) if _shares_subject(verb) else []


def _own_subjects(verb: Token) -> list[Token]:
    if verb.tag_ == "VBN" and not any(c.dep_ in {"aux", "auxpass"} for c in verb.children):
        return []  # a bare participle ("soldiers slain in the ambush") has no doer before it
    return [c for c in verb.children if c.dep_ in SUBJECTS]


def _shares_subject(verb: Token) -> bool:
    """Whether the verb hangs on another one and has no subject of its own."""
    return (
        verb.dep_ in {"conj", "xcomp", "advcl"}
        and verb.head.pos_ in VERBAL
        and verb.head.i != verb.i
        and not any(c.dep_ == "nsubjpass" for c in verb.children)
    )


def patients(verb: Token) -> list[Token]:
    """Who or what it is done to: object, passive subject, or the noun a passive participle hangs on."""
    own = [c for c in verb.children if c.dep_ in PATIENTS] or _of_participle(verb) or _before_passive(verb)
    counted = [
        noun for t in own if t.pos_ == "NUM" for prep, noun in prepositional(t) if prep in _GENITIVE_PREPOSITIONS
    ]
    return with_conjuncts([*own, *counted])  # "18 of the roadblocks"


def _of_participle(verb: Token) -> list[Token]:
    """The noun a participle hangs on, or the passive subject of the verb before it."""
    if verb.tag_ != "VBN":
        return []
    if verb.dep_ == "acl":
        return [verb.head]
    if verb.dep_ == "conj" and verb.head.pos_ in VERBAL:
        return [c for c in verb.head.children if c.dep_ == "nsubjpass"]
    return []


def _before_passive(verb: Token) -> list[Token]:
    """In "In the port of Lira flights were cancelled" the parse may lose the subject."""
    passive = next((c for c in verb.children if c.dep_ == "auxpass"), None)
    if passive is not None and passive.i > verb.sent.start and verb.doc[passive.i - 1].pos_ == "NOUN":
        return [verb.doc[passive.i - 1]]
    return []


def prepositional(token: Token) -> list[tuple[str, Token]]:
    """(preposition, noun) pairs that hang on a token."""
    return [
        (prep.lower_, noun)
        for prep in token.children
        if prep.dep_ in {"prep", "agent", "dative"}
        for noun in with_conjuncts(c for c in prep.children if c.dep_ == "pobj")
    ]


def clause_verb(token: Token) -> Token:
    """The verb of the clause a token stands in; the sentence's root where there is none."""
    while token.pos_ not in VERBAL and token.head.i != token.i:
        token = token.head
    return token


def date_hook(tokens: Span) -> Token:
    """The word by which a date hangs in its sentence: the preposition right before it, else its own root.

    Small models hang "a statement on Sunday commending …" wrongly; the preposition mostly hangs right.
    """
    before = tokens.doc[tokens.start - 1] if tokens.start > tokens.sent.start else None
    if before is not None and before.lower_ in _EARLY_OR_LATE and before.i > tokens.sent.start:
        before = tokens.doc[before.i - 1]
    if before is not None and before.dep_ == "prep" and before.head.i != before.i:
        return before.head
    return tokens.root


def names_person(noun: Token) -> bool:
    """True where a noun phrase is or holds the name of one person, or is a singular personal pronoun."""
    if noun.lower_ in _PERSON_PRONOUNS or noun.ent_type_ == "PERSON":
        return True
    return any(
        t.ent_type_ == "PERSON"
        for t in noun.subtree
        if t.dep_ in {"compound", "appos", "flat", "nmod"} and t.head.i == noun.i
    )


def named_in(noun: Token, name: str) -> bool:
    """True where the noun or its apposition belongs to a group: "the Aurora, a cruise ship"."""
    return in_group(noun, name, deep=True) or any(c.dep_ == "appos" and in_group(c, name) for c in noun.children)


def is_definite(token: Token) -> bool:
    """True for a noun that takes up something told: "the", "this", "his"."""
    return (
        token.pos_ == "NOUN" and token.tag_ == "NN" and any(c.lower_ in _DEFINITE_DETERMINERS for c in token.children)
    )


def in_group(noun: Token, name: str, *, deep: bool = False) -> bool:
    """True where the noun (``deep``: or a noun or adjective right before it) belongs to a group."""
    words = group(name)
    if base(noun) in words or noun.lower_ in words:
        return True
    return deep and any(
        c.lemma_.lower() in words or c.lower_ in words for c in noun.children if c.dep_ in {"compound", "amod", "nmod"}
    )
