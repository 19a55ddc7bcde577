"""Counts of some of the dead or hurt: those in one hospital, those who died since, those beside ones told before.

A count has its sentence and no grammar here; what the words say is looked up as shapes of the language of its text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lexicons import pattern, reading

if TYPE_CHECKING:
    from geo.types import Casualty, Extraction


def is_of_some(count: Casualty, extraction: Extraction) -> bool:
    """True for a count that its own clause limits to some of the incident's people."""
    text = extraction.document.text
    before, after = text[count.sent_start : count.start], text[count.end : count.sent_end]
    with reading(extraction.document.language):
        if _shaped("further_behind", after) or _shaped("further_before", before):
            return not _is_contrast(count, extraction)
        return _is_limited(count, before, after)


def _is_limited(count: Casualty, before: str, after: str) -> bool:
    if _shaped("of_their_owner", count.party or ""):
        return True
    if count.status == "killed" and _shaped("died_since", after):
        return True
    if count.subset_of is not None and _shaped("in_hospital_before", before):
        return True
    where = "in_one_hospital" if count.status == "killed" else "some_in_hospital"
    return _shaped(where, after) or _shaped("by_one_hospital", before)


def _shaped(shape: str, words: str) -> bool:
    return pattern("counts_grammar", "some_of_them", shape).search(words) is not None


def _is_contrast(count: Casualty, extraction: Extraction) -> bool:
    """As in "killed three people and wounded another 12": no others of that fate were told of before."""
    before = [c for c in extraction.casualties if c.start < count.start]
    other_fate = any(c.sent_start == count.sent_start and c.status != count.status for c in before)
    return other_fate and all(c.status != count.status for c in before)
