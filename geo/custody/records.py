"""What is kept of a source besides what it says: what was done to it, when, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

What = Literal["added", "changed", "dated", "undated", "removed", "brought back"]

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
    """The date that was set; empty where nothing is to be added."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A source that was taken out and can be brought back with all it brought."""

    doc_id: str
    title: str
    publisher: str | None


def now() -> str:
    """The present moment as ``Deed.at`` has it."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
