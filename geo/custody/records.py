"""What is kept of a source besides what it says: what was done to it, when, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, cast, get_args

from geo.errors import SourceError

What = Literal["added", "changed", "dated", "undated", "removed", "brought back", "graded", "ungraded"]
#: How far a source is relied on, and how credible is what it tells: the Admiralty code (NATO AJP-2.1).
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Credibility = Literal["1", "2", "3", "4", "5", "6"]

#: Characters of the reason of a grade.
LONGEST_REASON = 300
#: Who acts where nobody has to sign in, and where the program itself does.
ANYBODY, FOLDER = "page without sign-in", "folder of seeds"


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done to a source."""

    at: str
    """When, in UTC, ISO 8601 to the second: "2026-03-01T09:30:00Z"."""
    who: str
    """Name by which they signed in; ``ANYBODY`` and ``FOLDER`` are no persons."""
    what: What
    doc_id: str
    title: str
    """Of the source at that moment."""
    detail: str = ""
    """The date or the grade that was set; empty where nothing is to be added."""


@dataclass(frozen=True, slots=True)
class Grade:
    """What an editor holds of a source, and why; it changes nothing of what is counted."""

    reliability: Reliability
    """Of the source: A completely reliable … E unreliable, F cannot be judged."""
    credibility: Credibility
    """Of what it tells: 1 confirmed by other sources … 5 improbable, 6 cannot be judged."""
    reason: str
    """In the editor's words; never empty."""

    @property
    def code(self) -> str:
        """ "B2"."""
        return self.reliability + self.credibility


@dataclass(frozen=True, slots=True)
class Removed:
    """A source that was taken out and can be brought back with all it brought."""

    doc_id: str
    title: str
    publisher: str | None


def grade_of(code: str, reason: str) -> Grade:
    """The grade that "B2" and a reason make.

    Raises SourceError: it is none, or nobody would know why.
    """
    letters = code.strip().upper()
    if len(letters) != 2 or letters[0] not in get_args(Reliability) or letters[1] not in get_args(Credibility):
        raise SourceError(f"{code} is no grade: give a letter from A to F and a figure from 1 to 6, as in B2.")
    if not (words := " ".join(reason.split())[:LONGEST_REASON]):
        raise SourceError("a grade needs its reason in a few words: say why, so that others can judge it.")
    return Grade(cast("Reliability", letters[0]), cast("Credibility", letters[1]), words)


def now() -> str:
    """The present moment as ``Deed.at`` has it."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
