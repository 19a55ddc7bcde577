"""Counts that are given, corrected or compared: their day is the day of counting, and nobody died on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.text.grammar import VERBAL
from geo.lexicons import Words

if TYPE_CHECKING:
    from geo.language.events.triggers import Trigger

_COUNTING = Words("events_days", "tally", "counting")
_COUNTS = Words("events_days", "tally", "counts")
_AMONG = Words("events_days", "tally", "among")


def is_tally(trigger: Trigger) -> bool:
    """As in "put the dead at 12 on Friday", "the toll was cut": a count is given, and nobody died on that day."""
    if trigger.count is None:
        return False
    word = trigger.token
    if word.pos_ in VERBAL and word.dep_ not in {"acl", "amod"}:
        return False
    for above in (word, *word.ancestors):
        if above.lower_ in _AMONG or above.lemma_ in _COUNTS:
            return True
        if above.pos_ in VERBAL and above.dep_ != "acl":
            return above.i != word.i and above.lemma_ in _COUNTING
    return False
