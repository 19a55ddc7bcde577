"""What was done to a source, and how it came in, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.custody.records import ANYBODY, FOLDER
from geo.messages import Labels, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.custody import Deed
    from geo.types import Document

#: What was done, as pages and files say it.
DEEDS = Labels(
    {
        "added": "added",
        "changed": "changed by its file",
        "dated": "dated",
        "undated": "back to its own date",
        "removed": "removed",
        "brought back": "brought back",
        "graded": "graded",
        "ungraded": "grade taken back",
    },
    "what was done to a source",
)

#: Who did it, where nobody has a name.
DOERS = Labels({ANYBODY: "page without sign-in", FOLDER: "folder of seeds"})

#: By which way a source came in.
WAYS = Labels(
    {
        "folder": "the folder of the incident",
        "file": "a file",
        "paste": "a pasted text",
        "address": "an address",
        "feed": "a feed",
        "watched": "a watched folder",
        None: "not noted",
    },
    "way in of a source",
)


def additions(log: Iterable[Deed]) -> dict[str, Deed]:
    """For each source the line of the log that tells when it came in first, and by whom."""
    added: dict[str, Deed] = {}
    for deed in log:
        if deed.what == "added":
            added.setdefault(deed.doc_id, deed)
    return added


def arrived(document: Document, deed: Deed | None) -> str:
    """How, when and by whom a source came in, as far as that was noted."""
    way = WAYS[document.arrival]
    return say("{way}, {moment} UTC, {who}", way=way, moment=moment(deed), who=doer(deed.who)) if deed else way


def moment(deed: Deed) -> str:
    """When that was, in UTC, as a reader writes it."""
    return deed.at.replace("T", " ").removesuffix("Z")


def doer(who: str) -> str:
    """Who did something, as the log shows it."""
    return DOERS[who] if who in set(DOERS) else who
