"""How a word hangs in its sentence: the questions that rules ask instead of reading the parser's labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.text import grammar, hanging, reality

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token


def _word(nlp: Language, text: str, word: str) -> Token:
    return next(token for token in nlp(text) if token.text == word)


def test_a_noun_knows_its_preposition_and_what_that_hangs_on(nlp: Language) -> None:
    town = _word(nlp, "Soldiers died in Lyon on Monday.", "Lyon")
    assert hanging.is_behind(town, frozenset({"in"}))
    assert not hanging.is_behind(town, frozenset({"from"}))
    assert hanging.above_preposition(town).text == "died"
    assert hanging.preposition_of(_word(nlp, "Lyon was calm.", "Lyon")) is None


def test_who_does_and_to_whom(nlp: Language) -> None:
    active = "Soldiers killed a guard."
    assert hanging.is_subject(_word(nlp, active, "Soldiers"))
    assert hanging.is_object(_word(nlp, active, "guard"))
    passive = _word(nlp, "The guard was killed by soldiers.", "guard")
    assert hanging.is_passive_subject(passive)
    assert hanging.is_patient(passive)
    assert not hanging.is_subject(passive)


def test_what_stands_before_a_noun_describes_it(nlp: Language) -> None:
    assert hanging.is_before_noun(_word(nlp, "The Lyon police came.", "Lyon"))
    assert hanging.is_owner(_word(nlp, "Mexico’s role was small.", "Mexico"))
    assert not hanging.is_before_noun(_word(nlp, "The police of Lyon came.", "Lyon"))


def test_the_first_of_a_list(nlp: Language) -> None:
    last = _word(nlp, "They talked with Peru, Chile and Bolivia.", "Bolivia")
    assert hanging.first_of_list(last).text == "Peru"


def test_a_verb_may_be_denied_or_only_tell_that_there_is_something(nlp: Language) -> None:
    assert reality.is_negated(_word(nlp, "Soldiers did not shoot.", "shoot"))
    assert not reality.is_negated(_word(nlp, "Soldiers shot him.", "shot"))
    assert grammar.tells_existence(_word(nlp, "There was arson.", "was"))
