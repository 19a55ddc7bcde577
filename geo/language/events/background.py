"""Which events a sentence tells only to set another one beside them: "It comes a week after 44 people were killed"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.language.events.date_scope import hang, is_bound, is_charge, path_up
from geo.language.text.annotations import once, text_of
from geo.language.text.grammar import group, is_superlative, patients, prepositional
from geo.language.text.numbers import number_value
from geo.language.text.spans import starting_in
from geo.lexicons import Words, pattern

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from geo.language.events.date_scope import Dated
    from geo.language.events.triggers import Trigger
    from geo.language.text.parsed import Doc, Span, Token

_COMES = Words("events_days", "background", "comes")
_FOLLOWING = Words("events_days", "background", "following")
_PRONOUNS = Words("events_grammar", "news_pronouns")
_AFTER = Words("events_grammar", "after")
#: "It comes a day after …" may tell the aftermath of the same incident; a week later it is another one.
_LONG_UNITS = Words("events_days", "background", "long_units")
_SHORT_UNITS = Words("events_days", "background", "short_units")
_ATTACKS = Words("events_cues", "assault", "attacks")
_ANSWERS = Words("events_days", "background", "answers")
_SINCE = Words("events_grammar", "since")
_OVER_YEARS = Words("events_grammar", "over_years")
_STRETCHES = Words("events_days", "background", "stretches")
_STRETCHES_OF_MANY = Words("events_days", "background", "stretches_of_many")
_BEING = Words("events_days", "background", "being")
_PASSING = Words("events_days", "background", "passing")
_ANNIVERSARIES = Words("events_days", "background", "anniversaries")
_FROM = Words("events_days", "background", "from")
_ONWARD = Words("events_days", "background", "onward")
_UNTIL_NOW = Words("events_days", "remote", "until_now")
_YEAR_WORD = Words("events_days", "remote", "year")
_EARLIER = Words("events_days", "remote", "earlier")
_NEAR_DEMONSTRATIVE = Words("events_grammar", "near_demonstrative")
#: So many days (or hours) later it is as far as a week: "It comes ten days after a gunman killed six".
_FAR_DAYS = 5
#: Dates from this precision on ("last year") speak of another time than the incident.
REMOTE_PREC = 4
#: What records of years count.
_COUNTED_OVER_YEARS = frozenset({"killing", "clash", "arrest", "prison_break", "arson"})
_YEAR = re.compile(r"(?:19|20)\d\d")

#: Characters of a line of a list at most, up to what it tells.
_LINE = 200
#: A line of a list of earlier ones: "Doña Paz, Philippines, 1987: more than 4,300 dead".
_LISTED_YEAR = re.compile(r"^[^.!?\d]{3,60}[,(]\s?((?:18|19|20)\d\d)\)?\s?[:–—-]\s")


def is_prior(token: Token) -> bool:
    """True within the clause after "comes a week after", where what comes is an attack or disaster itself.

    "The blast came two days after gunmen killed six" – not "The burial came two days after gunmen killed six".
    So it is behind "follows last month's attack" – not in "The police followed last week's caller".
    """
    while token.head.i != token.i:
        if token.dep_ == "dobj" and token.head.lemma_ in _FOLLOWING:
            long_ago = any(t.lemma_.lower() in _LONG_UNITS for t in (*token.subtree, *token.head.children))
            return long_ago and _comes_itself(token.head, _LONG_UNITS)
        if any(c.dep_ == "mark" and c.lower_ in _AFTER for c in token.children) or token.lower_ in _AFTER:
            return _sets_beside(token)
        if _since_then(token) or _is_answered(token) or _is_of_anniversary(token):
            return True
        token = token.head
    return False


def _is_answered(noun: Token) -> bool:
    """As in "in retaliation for the attack in Lund"."""
    return noun.dep_ == "pobj" and noun.head.head.lemma_.lower() in _ANSWERS


def _since_then(word: Token) -> bool:
    """As in "the worst attack since 2004, when 300 died", "the worst since gunmen killed six", "a week since …"."""
    if word.lower_ in _SINCE and word.dep_ == "prep":
        return compares(word)
    if not any(c.dep_ == "mark" and c.lower_ in _SINCE for c in word.children):
        return False
    above = word.head
    counted = above.dep_ == "attr" and above.lemma_.lower() in _LONG_UNITS
    passed = above.lemma_ in _PASSING and any(c.lemma_.lower() in _LONG_UNITS for c in above.children)
    if above.lemma_ in _BEING and any(c.lower_ in _PRONOUNS for c in above.children):
        units = {t.lemma_.lower() for t in above.doc[above.i : word.left_edge.i]}
        return bool(units & _LONG_UNITS)
    return counted or passed or compares(word)


def _is_of_anniversary(noun: Token) -> bool:
    """As in "on the anniversary of the massacre", "a year on from the bombing": it was in another year."""
    if noun.dep_ != "pobj":
        return False
    above = noun.head.head
    on = noun.head.lower_ in _FROM and above.lower_ in _ONWARD
    return above.lemma_.lower() in _ANNIVERSARIES or (on and any(c.lemma_ in _LONG_UNITS for c in above.children))


def compares(since: Token) -> bool:
    """Whether a superlative stands before it: "the biggest loss since"."""
    return any(is_superlative(t) for t in since.doc[since.sent.start : since.left_edge.i])


def _sets_beside(clause: Token) -> bool:
    verb = clause.head
    if verb.lemma_ not in _COMES:
        return False
    between = clause.doc[verb.i : clause.i]
    units = {t.lemma_.lower() for t in between} & (_LONG_UNITS | _SHORT_UNITS)
    far = any((number_value(t.lower_) or 0) >= _FAR_DAYS for t in between)
    return bool(units) and _comes_itself(verb, units | _LONG_UNITS if far else units)


def _comes_itself(verb: Token, units: AbstractSet[str]) -> bool:
    """Whether what comes, so many ``units`` later, is an attack or disaster and not what it leads to."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None:
        return False
    if subject.lower_ in _PRONOUNS:
        return bool(units & _LONG_UNITS)
    lemma = subject.lemma_.lower()
    return lemma in _ATTACKS or lemma in group("assaults") or lemma in group("mishaps")


def is_told_apart(token: Token) -> bool:
    """Whether its sentence or line of a list is of another incident: "in an unrelated shooting", "1987: 40 dead".

    Or the sentence behind it says so: "The police said the cases were not connected."
    """
    doc = token.doc
    text, end = text_of(doc), token.idx
    begin = text.rfind("\n", max(0, end - _LINE), end) + 1
    listed = _LISTED_YEAR.search(text[begin:end]) if begin or end <= _LINE else None
    earlier = listed is not None and doc._.published is not None and listed[1] < doc._.published[:4]
    return earlier or once(doc, f"told_apart {token.sent.start}", lambda: _is_set_apart(token.sent))


def _is_set_apart(sentence: Span) -> bool:
    if pattern("event_kinds", "apart", "words").search(sentence.text) is not None:
        return True
    behind = text_of(sentence.doc)[sentence.end_char : sentence.end_char + _LINE]
    return pattern("event_kinds", "apart", "behind").match(behind) is not None


def has_no_day_here(word: Token, *, told: bool) -> bool:
    """As of "the night that 35 people died"; and, unless its own day is ``told``, "five accused of a massacre"."""
    return is_of_that_night(word) or (not told and is_charge(word))


def is_of_that_night(word: Token) -> bool:
    """As in "were acquitted on Thursday over the night that 135 people died": no day of its sentence is theirs."""
    sentence = word.sent
    before = sentence.text[: word.idx - sentence.start_char]
    return pattern("event_kinds", "apart", "that_night").search(before) is not None


def over_years(verb: Token) -> bool:
    """As in "killed 900 people in a decade", "over forty years of war"."""
    for prep, noun in (pair for word in (verb, *patients(verb)) for pair in prepositional(word)):
        many = noun.lemma_ in _STRETCHES_OF_MANY and noun.tag_ == "NNS"
        if prep in _OVER_YEARS and (noun.lemma_ in _STRETCHES or many):
            return True
    return False


def in_prior_clause(doc: Doc, start: int, end: int) -> bool:
    """True for a date of such a clause: it dates nothing else of the text."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return False
    return is_prior(span.root) or any(
        is_prior(t) for t in doc[span.start : span.end + 1] if t.lower_ in _AFTER or t.dep_ == "npadvmod"
    )


def in_long_stretch(doc: Doc, trigger: Trigger) -> bool:
    """As in "Dozens have been killed since 2011", "300 deaths this year": a record of years, not today's event."""
    if trigger.type not in _COUNTED_OVER_YEARS:
        return False
    sentence = trigger.token.sent
    if any(_names_years(t) for t in trigger.token.subtree) or over_years(trigger.token):
        return True
    path = path_up(trigger.token, crossing=True)
    for span in starting_in(doc._.dates, sentence.start_char, sentence.end_char):
        if not span.date_start or span.date_prec < REMOTE_PREC:
            continue
        hung = hang(doc, span, {trigger.token.i})
        if hung is None or hung.governor not in path or compares(hung.tokens.root):
            continue  # "the deadliest since 2011"
        if is_bound(hung) or _year_so_far(hung):
            return True
    return False


def _names_years(word: Token) -> bool:
    """As in "this year", "since the 2013 outbreak", in a text whose day of publication nobody knows."""
    if word.lower_ in _YEAR_WORD:
        this = any(c.lower_ in _NEAR_DEMONSTRATIVE for c in word.children)
        return this and not any(t.lower_ in _EARLIER for t in word.sent)
    return word.lower_ in _SINCE and not compares(word) and any(_YEAR.fullmatch(t.text) for t in word.subtree)


def _year_so_far(day: Dated) -> bool:
    return day.tokens.text.lower().startswith(tuple(_UNTIL_NOW))
