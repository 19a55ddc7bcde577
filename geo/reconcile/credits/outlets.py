"""Who publishes each text: the publisher that it names, or what its host tells where one alone publishes there."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geo.lexicons import general

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.types import Document

#: What parts the name of an outlet from that of a section or a feed.
_BETWEEN = re.compile(r"\s+[|–—·:»-]+\s+")


def outlet_names(documents: Iterable[Document]) -> dict[str, str]:
    """The outlet of each document by its id: its publisher, else that of another from the same host, else the host.

    On a host where many publish it is the channel of the address.  A document that tells none is not in it.
    """
    found = tuple(documents)
    own = [d for d in found if d.domain and d.domain not in _shared()]
    short = _without_sections(own)
    of_host = {d.domain: short.get(d.id, d.publisher) for d in reversed(own) if d.publisher}
    told = ((d.id, short.get(d.id) or d.publisher or of_host.get(d.domain) or _by_address(d)) for d in found)
    return {doc_id: name for doc_id, name in told if name}


def _without_sections(documents: Sequence[Document]) -> dict[str, str]:
    """By its id the outlet of each document whose publisher is "World | The Bee" beside "The Bee" of its host."""
    of_host = defaultdict[str, set[str]](set)
    for d in documents:
        if d.publisher:
            of_host[d.domain or ""].add(d.publisher)
    short: dict[str, str] = {}
    for d in documents:
        parts = _BETWEEN.split(d.publisher or "")
        others = [set(_BETWEEN.split(name)) for name in of_host[d.domain or ""] if name != d.publisher]
        common = [part for part in parts if others and all(part in other for other in others)]
        if len(parts) > 1 and len(common) == 1:
            short[d.id] = common[0]
    return short


def _by_address(document: Document) -> str | None:
    if document.domain not in _shared():
        return document.domain
    words = general("shared_hosts")
    if document.domain not in words["channels"]:
        return None
    parts = [part for part in _path(document.url).split("/") if part]
    if parts and parts[0].lower() in words["before"]:
        parts = parts[1:]
    named = parts and parts[0].lower() not in words["no_channels"]
    return f"{document.domain}/{parts[0]}" if named else None


def _path(url: str | None) -> str:
    try:
        return urlsplit(url or "").path
    except ValueError:
        return ""


@cache
def _shared() -> frozenset[str]:
    words = general("shared_hosts")
    return frozenset((*words["channels"], *words["others"]))
