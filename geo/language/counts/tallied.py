"""Counts told as a tally: "the death toll rose to 25", "bringing to 22 the number killed"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.counts.fate_words import counting_noun, fates, phrase_at, status_word, suffers
from geo.language.counts.objects import costs_lives
from geo.language.counts.parties import class_of_word
from geo.language.text.annotations import once
from geo.language.text.grammar import clause_verb, leaves_out_subjects
from geo.lexicons import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from geo.types import Status

_TOLLS = Words("casualties", "toll", "nouns")
_TOLL_VERBS = Words("casualties", "toll", "verbs")
_TALLIES = Words("casualties", "toll", "tallies")
_BEFORE_PEOPLE = Words("casualties", "toll", "before_people")
_CORPSES = Words("casualties", "corpses", "plural")
_NUMBERING = Words("casualties", "toll", "numbering")
_IT = Words("counts_grammar", "pronouns", "it")
#: How a number hangs on the verb that tells a toll: "is 21", "stands at 21", "has reached 21".
_AS_TOLD = frozenset({"attr", "acomp", "dobj", "pobj", "nummod", "npadvmod"})
_DEFINITE = Words("counts_grammar", "articles", "definite")
#: So many words behind "number" at most tell what it counts.
_TALLY_REACH = 7


def by_tally(token: Token) -> tuple[Status, Token] | None:
    """As in "the death toll rose to 25", "a death toll of 25", "bringing to 22 the number killed"."""
    if (headed := _headed(token)) is not None:
        return headed
    if token.pos_ != "NUM" and not _stands_for_number(token):
        return None
    if (named := _named_right_before(token) or _of_toll_before(token)) is not None:
        return named
    moved = _moved(token)
    near = (*_near(token), *_over_wrong_verb(token), moved)
    told = next(((status, t) for t in near if t is not None and (status := tallied(t))), None)
    if told is None:
        return None
    toll = told[1]
    verb = toll.head if toll.head.pos_ in {"VERB", "AUX"} and toll != moved else None
    return told if verb is None or verb.lemma_ in _TOLL_VERBS or toll in token.ancestors else None


def _stands_for_number(people: Token) -> bool:
    """As in "put the dead at four hostages"."""
    return people.dep_ == "pobj" and people.head.lower_ in _BEFORE_PEOPLE and class_of_word(people) is not None


def _near(number: Token) -> Iterator[Token | None]:
    """Where a toll may stand; not over a subject: "the toll climbed to 82, and 14 were below"."""
    yield number.head
    yield _toll_below(number.head)
    if number.dep_ not in {"nsubj", "nsubjpass"}:
        yield _above(number)
        yield _toll_below(_above(number))


def _named_right_before(number: Token) -> tuple[Status, Token] | None:
    """As in "put the dead at 44 and the missing at 27", "the injured number 12": whom it counts stands before it."""
    first = number.sent.start
    if number.i < first + 3:
        return None
    at = number.head if number.dep_ == "pobj" and number.head.lower_ in _BEFORE_PEOPLE else number.nbor(-1)
    if at.i < first + 2 or not _leads_to_count(at):
        return None
    named, article = at.nbor(-1), at.nbor(-2)
    status = fates("state").get(named.lower_) if article.lower_ in _DEFINITE else None
    return None if status is None else (status, named)


def _of_toll_before(number: Token) -> tuple[Status, Token] | None:
    """As in "The death toll has been revised. It is now 21.": the toll that the sentence before tells of."""
    verb, first = clause_verb(number), number.sent.start
    if number.dep_ not in _AS_TOLD or verb.lemma_ not in _TOLL_VERBS or first == 0 or not _is_about_it(verb):
        return None
    tolls = (t for t in number.doc[first - 1].sent if t.lemma_ in _TOLLS | _TALLIES)
    status = next((status for t in tolls if (status := tallied(t))), None)
    return (status, verb) if status else None


def _is_about_it(verb: Token) -> bool:
    """As in "it stands at", and "asciende a" of a language that leaves the subject out."""
    subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    if not subjects:
        return leaves_out_subjects()
    return subjects[0].lower_ in _IT


def _headed(counted: Token) -> tuple[Status, Token] | None:
    """As in "a roll of the dead: more than 150 people", "Killed: 12"."""
    if counted.pos_ != "NUM" and not any(c.dep_ == "nummod" for c in counted.children):
        return None
    first = counted.left_edge.i
    if first < counted.sent.start + 2 or counted.doc[first - 1].text != ":":
        return None
    named, alone = counted.doc[first - 2], first - 2 == counted.sent.start
    status = fates("state").get(named.lower_)
    definite = not alone and named.nbor(-1).lower_ in _DEFINITE
    return (status, named) if status and (alone or definite) else None


def _leads_to_count(word: Token) -> bool:
    """As in "at", "number"."""
    return word.lower_ in _BEFORE_PEOPLE or word.lower_ in _NUMBERING


def _above(number: Token) -> Token:
    """What "to 25" hangs on, over "from 30" of "revised from 30 to 25"."""
    above = number.head.head
    above = above.head if above.dep_ == "prep" else above
    return above.head.head if above.pos_ == "NUM" and above.dep_ == "pobj" else above


def _moved(number: Token) -> Token | None:
    """The "toll" of "raised on Monday from 24 to 30 the toll", where the parse hangs the number on the day."""
    verb = clause_verb(number)
    if number.dep_ != "pobj" or number.head.lower_ not in _BEFORE_PEOPLE or verb.lemma_ not in _TOLL_VERBS:
        return None
    return _toll_below(verb) or _tally_before(verb)


def _tally_before(verb: Token) -> Token | None:
    """The "number" of "the number of bodies recovered climbed to 19", which the parse gives to "recovered"."""
    words = verb.doc[max(verb.i - _TALLY_REACH, verb.sent.start) : verb.i]
    return next((t for t in words if t.lemma_ in _TALLIES and verb in t.ancestors), None)


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
        told = {status for t in behind if (status := _fate_word(t))} or _called(noun)
        return told.pop() if len(told) == 1 else None
    return _the_dead(noun)


def _fate_word(word: Token) -> Status | None:
    """As in "the number of deaths", "of those killed", "of bodies recovered", "who lost their lives"."""
    dead = word.lower_ in _CORPSES or _are_lives_lost(word)
    return counting_noun(word) or status_word(word) or ("killed" if dead else phrase_at(word))


def _are_lives_lost(word: Token) -> bool:
    """As in "the number of lives lost"."""
    return word.i + 1 < word.sent.end and word.nbor().tag_ == "VBN" and costs_lives(word, word.nbor())


def _called(tally: Token) -> set[Status]:
    """What stands at a tally itself: "the dead number 25", "its figure of 31 dead", "the death count"."""
    named = {status for c in tally.children if c.dep_ == "compound" and (status := _fate_word(c))}
    if named:
        return named
    close = [*(c for c in tally.children if c.dep_ == "amod"), *tally.doc[tally.i + 2 : tally.i + 4]]
    return {fates("state")[t.lower_] for t in close if t.lower_ in fates("state") and t.sent == tally.sent}


def _the_dead(noun: Token) -> Status | None:
    """As in "the dead number 25", "los intoxicados que han muerto suman 26"."""
    if not any(c.dep_ == "det" for c in noun.children) or noun.dep_ not in {"nsubj", "nsubjpass", "dobj"}:
        return None
    later = (suffers(c) for c in noun.children if c.dep_ == "relcl")
    return next((status for status in later if status), None) or fates("state").get(noun.lower_)
