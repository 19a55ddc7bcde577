"""How much documents make of an event: what a text opens with is its news, what it tells far down a comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.incident import Evidence

#: Characters of a text's beginning in which its news is told.
LEAD = 700
#: What one that is told later counts, of one that opens a text: earlier incidents stand at the end of every report.
LATER = 0.4


def prominence(evidence: Iterable[Evidence], witness: Mapping[str, str]) -> float:
    """Documents that tell of it, one for each story, those that tell it first behind their lead for less."""
    first: dict[str, int] = {}
    for told in evidence:
        doc = witness.get(told.doc_id, told.doc_id)
        first[doc] = min(first.get(doc, told.sent_start), told.sent_start)
    return sum(1 if start < LEAD else LATER for start in first.values())
