"""Small questions about a dependency parse that events and dates ask alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.text.forms import is_participle_form
from geo.lexicons import Words, entry, per_language, table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from geo.language.text.parsed import Span, Token

SUBJECTS = ("nsubj",)
PATIENTS = ("dobj", "nsubjpass")
VERBAL = frozenset({"VERB", "AUX"})
_GENITIVE_PREPOSITIONS = Words("text", "genitive_prepositions")
_DEFINITE_DETERMINERS = Words("text", "definite_determiners")
_PERSON_PRONOUNS = Words("text", "person_pronouns")
_EARLY_OR_LATE = Words("dates", "early_or_late")
_MODIFYING = Words("text", "modifying")
_CONTRACTED = Words("text", "contracted_articles")
_STATES = Words("text", "states")
#: What a participle is to the verb of a state: "quedaron calcinados", "están bloqueadas".
_OF_STATE = frozenset({"dobj", "acomp", "xcomp", "attr", "oprd", "advcl"})
_PLURAL_ENDINGS = Words("text", "plural_endings")
_REFLEXIVE = Words("text", "reflexive")
_EXISTING = Words("text", "existing")
_REPORTED = Words("text", "reported")
_SUPERLATIVES = Words("text", "superlatives")


@per_language
def leaves_out_subjects() -> bool:
    """Whether a verb alone may tell who does it, as Spanish "dijo" does: a property in ``language.toml``."""
    return bool(entry("language", "leaves_out_subjects"))


@per_language
def towns_before_states() -> bool:
    """Whether a name that a town shares with its state means the town, as "en Puebla" does: in ``language.toml``."""
    return bool(entry("language", "towns_before_states"))


@per_language
def adjectives_follow() -> bool:
    """Whether adjectives stand behind their nouns: "el Ejército mexicano"."""
    return bool(entry("language", "adjectives_follow"))


def determiners(noun: Token) -> set[str]:
    """What determines a noun, in lower case, also where a preposition holds the article: Spanish "del"."""
    found = {c.lower_ for c in noun.children if c.dep_ in {"det", "poss", "predet"}}
    if noun.dep_ == "pobj" and noun.head.lower_ in _CONTRACTED:
        found.add(noun.head.lower_)
    return found


@per_language
def _infinitive(form: str) -> str:
    """The verb of a form that the lemmatizer does not know: "descarriló", by how it ends."""
    endings: dict[str, str] = table("text", "unknown_endings")
    return next((form.removesuffix(end) + verb for end, verb in endings.items() if form.endswith(end)), form)


@per_language
def verbs_of_participle(lemma: str) -> tuple[str, ...]:
    """The verbs that a participle may be of: "cancelado" of "cancelar"; none in a language that tags it as a verb."""
    irregular = table("text", "participles").get(lemma)
    if irregular:
        return (irregular,)
    endings: dict[str, list[str]] = table("text", "participle_endings")
    return tuple(lemma.removesuffix(e) + verb for e, ends in endings.items() if lemma.endswith(e) for verb in ends)


def participle_of(token: Token) -> tuple[str, ...]:
    """The verbs of a participle that says in what state its subject is: "quedaron calcinados", "fueron cancelados"."""
    if token.pos_ != "ADJ" or not is_participle_form(token):
        return ()
    leads = (token, token.head) if token.dep_ == "conj" else (token,)  # "fueron emboscados y asesinados"
    passive = any(c.dep_ == "auxpass" for verb in leads for c in verb.children)
    state = token.dep_ in _OF_STATE and token.head.lemma_ in _STATES
    return verbs_of_participle(base(token)) if passive or state else ()


def describing(noun: Token) -> list[Token]:
    """What says which one it is: "phone call", and in a language whose adjectives follow "crisis de rehenes"."""
    follow = adjectives_follow()
    found = [
        c for c in noun.children if c.i < noun.i or (follow and c.dep_ in {"amod", "appos", "acl", "compound", "flat"})
    ]
    return found + [n for prep, n in prepositional(noun) if prep in _MODIFYING]


def tells_existence(verb: Token) -> bool:
    """Whether it only says that there is something: "there was arson", "hubo incendios"."""
    return verb.lemma_ in _EXISTING or any(child.dep_ == "expl" for child in verb.children)


def is_told_of(noun: Token) -> bool:
    """As in "clashes were reported", "se reportaron balaceras": nobody speaks, the verb says only that it was so."""
    verb = noun.head
    if verb.lemma_ not in _REPORTED:
        return False
    itself = any(c.lower_ in _REFLEXIVE for c in verb.children) and not any(c.dep_ == "nsubj" for c in verb.children)
    return noun.dep_ == "nsubjpass" or (noun.dep_ == "dobj" and itself)


def is_superlative(word: Token) -> bool:
    """As in "the worst", "el más mortífero"."""
    return word.tag_ in {"JJS", "RBS"} or word.lower_ in _SUPERLATIVES


def is_nominal(token: Token) -> bool:
    """True for a noun, and for "the shooting", "se alzaron narcobloqueos", where the tagger sees no noun."""
    if token.pos_ == "ADJ" and adjectives_follow():
        return token.dep_ in {*SUBJECTS, "nsubjpass"}
    return token.pos_ in {"NOUN", "PROPN"} or (token.tag_ == "VBG" and any(c.dep_ == "det" for c in token.children))


def base(token: Token) -> str:
    """The lemma in lower case; a plural taken for a name ("Roadblocks") loses its s."""
    lemma = str(token.lemma_).lower()
    tag = token.tag_
    if tag == "VBG" and is_nominal(token):
        return str(token.lower_)
    if token.pos_ == "VERB" and lemma == token.lower_:
        return _infinitive(lemma)
    return lemma.removesuffix("s") if tag == "NNPS" else lemma


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
    if not _shares_subject(verb):
        return []
    return _own_subjects(verb.head) if _ends_passive(verb) else subjects(verb.head)


def _ends_passive(verb: Token) -> bool:
    """As in "three were chased by soldiers and shot at a bus": who did the first to them did not do the second."""
    return verb.dep_ == "conj" and any(c.dep_ == "nsubjpass" for c in verb.head.children)


def verbs_above(verb: Token) -> list[Token]:
    """The verbs through which it has the subject of another, the nearest first; empty where it has its own, or none."""
    above: list[Token] = []
    while (
        not any(c.dep_ in {*SUBJECTS, "agent"} for c in verb.children) and verb.dep_ != "acl" and _shares_subject(verb)
    ):
        verb = verb.head
        above.append(verb)
    return above


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
    own = [c for c in verb.children if c.dep_ in PATIENTS and c.lower_ not in _REFLEXIVE]
    own = own or _of_itself(verb) or _of_state(verb) or _of_participle(verb) or _before_passive(verb)
    counted = [
        noun for t in own if t.pos_ == "NUM" for prep, noun in prepositional(t) if prep in _GENITIVE_PREPOSITIONS
    ]
    return with_conjuncts([*own, *counted])  # "18 of the roadblocks"


def _of_state(participle: Token) -> list[Token]:
    """The subject of the state that a participle tells: "los vehículos quedaron calcinados"."""
    if not participle_of(participle):
        return []
    above = participle if any(c.dep_ in SUBJECTS for c in participle.children) else participle.head
    return [c for c in above.children if c.dep_ in SUBJECTS or (c.dep_ == "dobj" and c.i != participle.i)]


def _of_itself(verb: Token) -> list[Token]:
    """The subject of a verb that goes back to it: "los bloqueos se registraron"."""
    if not any(c.lower_ in _REFLEXIVE for c in verb.children):
        return []
    return [c for c in verb.children if c.dep_ in SUBJECTS]


def _of_participle(verb: Token) -> list[Token]:
    """The noun a participle hangs on, or the passive subject of the verb before it."""
    if verb.tag_ != "VBN":
        return []
    if verb.dep_ == "acl":
        return [verb.head]
    if verb.dep_ == "conj" and verb.head.pos_ in VERBAL:
        passive = any(c.dep_ == "auxpass" for c in verb.children)  # "two are engineers and were arrested"
        return [c for c in verb.head.children if c.dep_ == "nsubjpass" or (passive and c.dep_ in SUBJECTS)]
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

    Small models hang "a statement on Sunday commending …" wrongly; the preposition mostly hangs right.  Of "the toll of
    last week's flood" the day is the flood's.
    """
    if tokens.root.dep_ == "poss":
        return tokens.root
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
    if token.pos_ != "NOUN" or token.tag_ != "NN":
        return False
    held = token.dep_ == "pobj" and token.head.lower_ in _CONTRACTED
    return held or any(c.lower_ in _DEFINITE_DETERMINERS for c in token.children)


def _opens_plural(noun: Token, words: AbstractSet[str]) -> bool:
    """As in "Marinos capturaron", where the first word of a sentence is taken for a name."""
    if not noun.is_sent_start or noun.pos_ != "PROPN":
        return False
    return any(noun.lower_.endswith(end) and noun.lower_.removesuffix(end) in words for end in _PLURAL_ENDINGS)


def in_group(noun: Token, name: str, *, deep: bool = False) -> bool:
    """True where the noun (``deep``: or a noun or adjective right before it) belongs to a group."""
    words = group(name)
    if is_of(noun, words):
        return True
    return deep and any(
        c.lemma_.lower() in words or c.lower_ in words for c in noun.children if c.dep_ in {"compound", "amod", "nmod"}
    )


def is_of(noun: Token, words: AbstractSet[str]) -> bool:
    """True where the noun is one of some words, in whatever form."""
    return base(noun) in words or noun.lower_ in words or _opens_plural(noun, words)
