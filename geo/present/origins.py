"""From whom what outlets print comes, in words: "6 outlets, 2 origins: prosecutor, AP"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.messages import decimal, say
from geo.present import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.incident import LedgerEntry, Origin

#: Origins that are named; the others are counted.
NAMED = 5


def name_of(origin: Origin) -> str:
    """ "Ann Bell (via AP)"."""
    return (
        say("{name} (via {agencies})", name=origin.name, agencies=", ".join(origin.via)) if origin.via else origin.name
    )


def names_of(origins: Sequence[Origin]) -> str:
    """The names of all, those of most papers first, and how many more there are."""
    more = [say("{n} more", n=decimal(len(origins) - NAMED))] if len(origins) > NAMED else []
    return ", ".join([*map(name_of, origins[:NAMED]), *more])


def beside(entry: LedgerEntry) -> str:
    """From whom a count's outlet has it, where neither that nor who counts says so already: "from AP", "via AP"."""
    origin = entry.origin
    if origin is None:
        return ""
    if origin.kind == "speaker":
        return say("via {agencies}", agencies=", ".join(origin.via)) if origin.via else ""
    named = {entry.publisher, entry.asserted_by}
    return "" if origin.name in named else say("from {origin}", origin=origin.name)


def few(sources: int, origins: Sequence[Origin]) -> str:
    """A number of sources, and behind a stroke that of their origins where these are fewer: "6 / 2"."""
    return f"{sources} / {len(origins)}" if 0 < len(origins) < sources else str(sources)


def origins_told(outlets: int, origins: Sequence[Origin]) -> str:
    """How many outlets print it, and from whom they have it."""
    return say(
        "{outlets}, {origins}: {names}",
        outlets=wording.plural(outlets, "outlet"),
        origins=wording.plural(len(origins), "origin"),
        names=names_of(origins),
    )
