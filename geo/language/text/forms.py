"""What a word's form tells, in a language whose verbs and adjectives have many: "atacarán", "habría", "oficial"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.language.text.parsed import Token


def morph(token: Token, feature: str) -> str:
    """The value of a feature such as "VerbForm"; empty: the parse tells none."""
    return _features(token.morph).get(feature, "")


@lru_cache(maxsize=2000)
def _features(told: str) -> dict[str, str]:
    """What a parse tells of a word, "Number=Sing|Person=3", by feature; several values of one are put together."""
    pairs = (pair.partition("=") for pair in told.split("|"))
    return {feature: values.replace(",", "") for feature, _, values in pairs}


def is_third_person_form(verb: Token) -> bool:
    """As in "agregó", of a language whose verbs have persons."""
    return morph(verb, "Person") == "3" and morph(verb, "VerbForm") == "Fin"


def is_of_another_number(word: Token, other: Token) -> bool:
    """As in "tropas" beside "dijo"; not where the parse tells no number of one of them."""
    return len({morph(word, "Number"), morph(other, "Number")} - {""}) > 1


def have_same_number(word: Token, other: Token) -> bool:
    """Whether the parse tells the same number of both, or none of either."""
    return morph(word, "Number") == morph(other, "Number")


def is_infinitive_form(verb: Token) -> bool:
    """As in "detener"."""
    return morph(verb, "VerbForm") == "Inf"


def is_future_form(verb: Token) -> bool:
    """As in "atacarán"."""
    return morph(verb, "Tense") == "Fut"


def is_conditional_form(verb: Token) -> bool:
    """As in "habría"."""
    return morph(verb, "Mood") == "Cnd"


def is_imperfect_form(verb: Token) -> bool:
    """As in "había"."""
    return morph(verb, "Tense") == "Imp"


def is_subjunctive_form(verb: Token) -> bool:
    """As in "salgan"."""
    return morph(verb, "Mood") == "Sub"


def is_participle_form(word: Token) -> bool:
    """As in "calcinados"."""
    return morph(word, "VerbForm") == "Part"


def is_singular_form(word: Token) -> bool:
    """As in "oficial", of a language whose adjectives have a number."""
    return morph(word, "Number") == "Sing"


def is_plural_form(word: Token) -> bool:
    """As in "murieron", of a language whose verbs have a number."""
    return morph(word, "Number") == "Plur"


def is_joined_turn(word: Token) -> bool:
    """A later word of a turn that a parse draws as one: "acuerdo" in "de acuerdo con"."""
    return word.dep_ == "fixed"
