"""The Admiralty code in words, for pages and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.messages import Labels, say

if TYPE_CHECKING:
    from geo.custody import Grade

RELIABILITY = Labels(
    {
        "A": "completely reliable",
        "B": "usually reliable",
        "C": "fairly reliable",
        "D": "not usually reliable",
        "E": "unreliable",
        "F": "reliability cannot be judged",
    },
    "grade of a source",
)
CREDIBILITY = Labels(
    {
        "1": "confirmed by other sources",
        "2": "probably true",
        "3": "possibly true",
        "4": "doubtful",
        "5": "improbable",
        "6": "truth cannot be judged",
    },
    "grade of what a source tells",
)


def in_words(grade: Grade) -> str:
    """ "usually reliable, probably true: their reporter was there"."""
    return say(
        "{reliability}, {credibility}: {reason}",
        reliability=RELIABILITY[grade.reliability],
        credibility=CREDIBILITY[grade.credibility],
        reason=grade.reason,
    )
