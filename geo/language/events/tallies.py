"""Counts that are given, corrected or compared: their day is the day of counting, and nobody died on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.language.events.date_scope import is_bound, is_event
from geo.language.text.grammar import VERBAL, clause_verb, date_hook
from geo.lexicons import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.language.events.date_scope import Dated
    from geo.language.events.main_day import When
    from geo.language.events.triggers import Trigger
    from geo.language.text.parsed import Token

_COUNTING = Words("events_days", "tally", "counting")
_COUNTS = Words("events_days", "tally", "counts")
_AMONG = Words("events_days", "tally", "among")
_TOLLS = Words("events_days", "tally", "tolls")
_SINCE = Words("events_grammar", "since")
_THE = Words("events_grammar", "definite_article")


def is_tally(trigger: Trigger) -> bool:
    """As in "put the dead at 12 on Friday", "the toll was cut": a count is given, and nobody died on that day."""
    if trigger.count is None:
        return False
    word = trigger.token
    if _is_number_told(word) or _is_of_known(word):
        return True
    if word.pos_ in VERBAL and word.dep_ not in {"acl", "amod"}:
        return False
    for above in (word, *word.ancestors):
        if above.lower_ in _AMONG or above.lemma_ in _COUNTS or _is_of_toll(above):
            return True
        if above.pos_ in VERBAL and above.dep_ != "acl":
            return above.i != word.i and above.lemma_ in _COUNTING
    return False


def day_of_tally(trigger: Trigger, main: When, last: When) -> When:
    """The main day; of the known hurt ("Of the 53 wounded 29 are at home") the ``last`` one where that is earlier."""
    known = _is_of_known(trigger.token) and last.start is not None and last.start < (main.start or "")
    return replace(last if known else main, time=None, remote=False, relative=False, told=True)


def _is_number_told(word: Token) -> bool:
    """As in "On Monday police took back the number: not 86 but 68 had died": behind a colon, what the toll is."""
    before = word.doc[word.sent.start : word.i]
    colon = next((t.i for t in before if t.text == ":"), None)
    told = (t for t in before if colon is not None and t.i < colon and t.dep_ in {"dobj", "nsubj", "nsubjpass"})
    return any(t.lemma_ in _TOLLS for t in told)


def _is_of_known(word: Token) -> bool:
    """As in "The 26 wounded wait for money": those of whom a report has told."""
    return word.dep_ == "acl" and word.head.like_num and any(c.lower_ in _THE for c in word.head.children)


def _is_of_toll(word: Token) -> bool:
    """As in "On Sunday the figure was six dead": what is said of a toll."""
    return any(child.dep_ == "nsubj" and child.lemma_ in _TOLLS for child in word.children)


def day_of_counted(trigger: Trigger, days: Sequence[Dated]) -> Dated | None:
    """As in "the toll from the blast in Lira on Monday rose to 88 on Tuesday": the day in the phrase of the counted."""
    word = trigger.token
    own = next((d for d in days if d.governor.i == word.i and word.dep_ == "acl"), None)
    if own is not None:
        return own  # "seven fathers were among the people killed on 29 June"
    verb = clause_verb(word)
    below = {t.i for t in word.subtree} if word.pos_ not in VERBAL else set()
    phrase = range(word.i, verb.i) if word.i < verb.i else range(0)
    inside = [d for d in days if (d.tokens.root.i in below or d.tokens.root.i in phrase) and _is_of_counted(d)]
    return inside[0] if len(inside) == 1 else None


def _is_of_counted(day: Dated) -> bool:
    return (_dates_noun(day) and not is_bound(day)) or _dates_clause(day)


def _dates_noun(day: Dated) -> bool:
    """As in "Monday's bombing", "the bombing of a mosque on Monday" – not "were killed on Monday"."""
    hook = date_hook(day.tokens)
    above = hook.head if day.tokens.start <= hook.i < day.tokens.end else hook
    return above.pos_ in {"NOUN", "PROPN"}


def _dates_clause(day: Dated) -> bool:
    """As in "the crash that happened on Saturday", "the fires that have raged since Friday"."""
    clause, first = day.governor, day.tokens.start
    since = first > 0 and day.tokens.doc[first - 1].lower_ in _SINCE
    if is_bound(day) and not since:
        return False
    return clause.dep_ in {"relcl", "acl", "amod"} and clause.head.pos_ == "NOUN" and is_event(clause.head)
