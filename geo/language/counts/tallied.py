"""Counts told as a tally: "the death toll rose to 25", "bringing to 22 the number killed"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.counts.fate_words import counting_noun, fates, status_word
from geo.language.counts.parties import class_of_word
from geo.language.text.annotations import once
from geo.language.text.grammar import clause_verb
from geo.lexicons import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from geo.types import Status

_TOLLS = Words("casualties", "toll", "nouns")
_TOLL_VERBS = Words("casualties", "toll", "verbs")
_TALLIES = Words("casualties", "toll", "tallies")
_BEFORE_PEOPLE = Words("casualties", "toll", "before_people")
#: So many words behind "number" at most tell what it counts.
_TALLY_REACH = 5


def by_tally(token: Token) -> tuple[Status, Token] | None:
    """As in "the death toll rose to 25", "a death toll of 25", "bringing to 22 the number killed"."""
    people = token.dep_ == "pobj" and token.head.lower_ in _BEFORE_PEOPLE and class_of_word(token) is not None
    if token.pos_ != "NUM" and not people:
        return None
    above = token.head.head
    above = above.head if above.dep_ == "prep" else above  # "revised from 30 to 25"
    above = above.head.head if above.pos_ == "NUM" and above.dep_ == "pobj" else above  # where 25 hangs on 30
    near = (token.head, above, _toll_below(token.head), _toll_below(above), *_over_wrong_verb(token), _moved(token))
    told = next(((status, t) for t in near if t is not None and (status := tallied(t))), None)
    if told is None:
        return None
    toll = told[1]
    verb = toll.head if toll.head.pos_ in {"VERB", "AUX"} else None
    return told if verb is None or verb.lemma_ in _TOLL_VERBS or toll in token.ancestors else None


def _moved(number: Token) -> Token | None:
    """The "toll" of "raised on Monday from 24 to 30 the toll", where the parse hangs the number on the day."""
    verb = clause_verb(number)
    led = number.dep_ == "pobj" and number.head.lower_ in _BEFORE_PEOPLE
    return _toll_below(verb) if led and verb.lemma_ in _TOLL_VERBS else None


def _over_wrong_verb(number: Token) -> Iterator[Token]:
    """The "number" of "taking the number of those killed to 17", where the parse hangs the 17 on "killed"."""
    if number.dep_ == "pobj" and number.head.lower_ in _BEFORE_PEOPLE:
        yield from (t for t in number.ancestors if t.lemma_ in _TALLIES)


def _toll_below(word: Token) -> Token | None:
    """The "toll" that hangs on a word; asked once for each, as all numbers of a list hang on one."""
    return once(word.doc, f"atlas_toll {word.i}", lambda: next((c for c in word.children if tallied(c)), None))


def tallied(noun: Token) -> Status | None:
    """What a toll counts: "the death toll", "the number of people killed"; of two fates none."""
    if noun.lemma_ in _TOLLS:
        return "killed"
    if noun.pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return None
    if noun.lemma_ in _TALLIES:
        behind = [t for t in noun.subtree if noun.i < t.i <= noun.i + _TALLY_REACH]
        told = {status for t in behind if (status := counting_noun(t) or status_word(t))}
        return told.pop() if len(told) == 1 else None
    the_dead = any(c.dep_ == "det" for c in noun.children) and noun.dep_ in {"nsubj", "nsubjpass", "dobj"}
    return fates("state").get(noun.lower_) if the_dead else None
