"""Counts of some of the dead or hurt: those in one hospital, those who died since, those beside ones told before.

A count has its sentence and no grammar here; what the words say is looked up as shapes of the language of its text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lexicons import pattern, reading

if TYPE_CHECKING:
    from geo.types import Casualty, Extraction


#: White space between two sentences.
_GAP = 3


def is_of_some(count: Casualty, extraction: Extraction) -> bool:
    """True for a count that its own clause limits to some of the incident's people."""
    text = extraction.document.text
    before, after = text[count.sent_start : count.start], text[count.end : count.sent_end]
    with reading(extraction.document.language):
        if _is_further(before, after):
            return not _is_contrast(count, extraction)
        return _is_limited(count, before, after)


def is_the_rest(count: Casualty, extraction: Extraction) -> bool:
    """As in "the other 25 died on the road": a part of a whole, and all who died at that place."""
    before = extraction.document.text[count.sent_start : count.start]
    return pattern("counts_grammar", "some_of_them", "the_rest").search(before) is not None


def is_dug_up(count: Casualty, extraction: Extraction) -> bool:
    """As in "28 bodies have been dug up near Lund": of whom they are, and of which day, the sentence does not tell."""
    sentence = extraction.document.text[count.sent_start : count.sent_end]
    with reading(extraction.document.language):
        dug = pattern("counts_grammar", "some_of_them", "dug_up").search(sentence)
    return count.status == "killed" and dug is not None


def _is_further(before: str, after: str) -> bool:
    """As in "two more people died", "another 12 died"."""
    behind = pattern("counts_grammar", "some_of_them", "further_behind").search(after)
    return bool(behind or pattern("counts_grammar", "some_of_them", "further_before").search(before))


def _is_limited(count: Casualty, before: str, after: str) -> bool:
    if pattern("counts_grammar", "some_of_them", "of_their_owner").search(count.party or ""):
        return True
    if pattern("counts_grammar", "some_of_them", "of_a_number").search(after):
        return True
    if count.status == "killed" and pattern("counts_grammar", "some_of_them", "died_since").search(after):
        return True
    if count.status == "injured" and pattern("counts_grammar", "some_of_them", "by_house").search(after):
        return True
    if count.status == "arrested" and pattern("counts_grammar", "some_of_them", "still_held").search(after):
        return True
    at_once = pattern("counts_grammar", "some_of_them", "at_once").search(after) is not None
    return (
        at_once
        or is_of_their_home(after)
        or _is_among(before, after)
        or pattern("counts_grammar", "some_of_them", "of_their_home_before").search(before) is not None
        or _is_in_one_hospital(count, before, after)
        or _is_in_one_part(count, before, after)
    )


def _is_among(before: str, after: str) -> bool:
    """As in "The dead include 17 children", "Seven pupils are among the dead"."""
    return bool(
        pattern("counts_grammar", "some_of_them", "among_before").search(before)
        or pattern("counts_grammar", "some_of_them", "among_behind").search(after)
    )


def is_of_their_home(after: str) -> bool:
    """As in "18 dead from her state"."""
    return pattern("counts_grammar", "some_of_them", "of_their_home").search(after) is not None


def _is_in_one_part(count: Casualty, before: str, after: str) -> bool:
    """As in "21 passengers in the first carriage died", "Elsewhere in the province, 12 died" – not "12 in Lund"."""
    if pattern("counts_grammar", "some_of_them", "in_one_part").search(after):
        return True
    placed = count.place is not None and count.place.place is not None
    return not placed and pattern("counts_grammar", "some_of_them", "elsewhere_before").search(before) is not None


def _is_in_one_hospital(count: Casualty, before: str, after: str) -> bool:
    """As in "four succumbed in hospital", "a clinic took in 19 dead", "of those in hospital 45 are in a coma"."""
    if count.subset_of is not None and pattern("counts_grammar", "some_of_them", "in_hospital_before").search(before):
        return True
    if pattern("counts_grammar", "some_of_them", "of_the_hurt_before").search(before):
        return True
    there = pattern("counts_grammar", "some_of_them", "in_one_hospital")
    if count.status != "killed":
        there = pattern("counts_grammar", "some_of_them", "some_in_hospital")
    return bool(there.search(after) or pattern("counts_grammar", "some_of_them", "by_one_hospital").search(before))


def _is_contrast(count: Casualty, extraction: Extraction) -> bool:
    """As in "killed three people and wounded another 12": no others of that fate were told of before."""
    before = [c for c in extraction.casualties if c.start < count.start]
    return bool(before) and all(c.status != count.status for c in before) and _is_near(before[-1], count)


def _is_near(before: Casualty, count: Casualty) -> bool:
    """In its sentence or the one before: "121 people were confirmed dead. Another 181 are missing"."""
    return before.sent_start == count.sent_start or count.sent_start - before.sent_end <= _GAP
