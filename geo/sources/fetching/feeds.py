"""Looks into feeds for what is new, as seldom as they wish, and reads the articles they lead to.

A feed is asked with what it said last time (``ETag``, ``Last-Modified``), so that nothing comes where nothing changed.
One that fails is asked half as often each time; ``Retry-After`` holds.  What came is noted as read by ``settle``, when
it is stored: a look that was killed is taken again.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from geo.errors import SourceError
from geo.escape import visible
from geo.sources.fetching.address import KINDS, content_of, is_read, name_of, read_answer
from geo.sources.fetching.polite import Manners
from geo.sources.fetching.web import LONGEST, Web, shown
from geo.sources.readers.told import Came, Elsewhere
from geo.sources.readers.web.feed import IN_FEED
from geo.types import Document, Rejected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geo.sources.fetching.kept import Feed, Kept
    from geo.sources.fetching.web import Answer
    from geo.sources.readers.apart import Readers

#: Seconds between two looks into a feed at least, whatever is asked for.
LEAST_EVERY = 15 * 60.0
#: Seconds after which a feed that fails is looked into again at most; and what a feed itself may ask for.
MOST_WAIT, MOST_ASKED = 24 * 3600.0, 7 * 24 * 3600.0
#: Articles that one look at one feed asks for; the others are left to the next.
MOST_NEW = 20


@dataclass(frozen=True, slots=True)
class Look:
    """What one look into a feed came to."""

    feed: Feed
    """As it is to be kept."""
    found: tuple[Document | Rejected, ...] = ()
    items: tuple[tuple[str, bool], ...] = ()
    """Addresses that were asked for, and whether they need not be again."""
    said: str = ""
    """What of it a reader should know, a sentence; empty: nothing."""


@dataclass(slots=True)
class Feeds:
    """Looks into feeds that are due."""

    kept: Kept
    readers: Readers
    plain: Web
    """Asks without manners: for the rules of a site alone."""
    every: float = LEAST_EVERY
    """Seconds between two looks into one feed."""
    clock: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    web: Web = field(init=False)

    def __post_init__(self) -> None:
        self.every = max(self.every, LEAST_EVERY)
        self.web = self.plain.with_manners(Manners(self.plain, self.readers, self.kept, self.clock, self.sleep))

    def look(self, url: str) -> Look | None:
        """What is new in a feed; None: it is not due, or is no more."""
        feed = self.kept.feed(url)
        if feed.gone or feed.due > self.clock():
            return None
        try:
            answer = self.web.get(url, _since(feed), wanted=is_read)
        except SourceError as error:
            return self._failed(feed, 0.0, str(error))
        if answer.status == 410:
            return Look(replace(feed, gone=True), said=f"{shown(url)} is no more (status 410): take it off the list.")
        if answer.status == 304:
            return Look(self._went_well(feed, answer))
        try:
            return self._read(feed, answer, content_of(answer))
        except SourceError as error:
            return self._failed(feed, _retry_after(answer, self.clock()), str(error))

    def settle(self, look: Look) -> None:
        """Note what came of a look, when its documents are stored."""
        for url, done in look.items:
            self.kept.tried(url, done=done)
        self.kept.keep(look.feed)

    def next_due(self, urls: list[str]) -> float | None:
        """The Unix time at which the first of the feeds is due; None: none ever."""
        return min((feed.due for feed in map(self.kept.feed, urls) if not feed.gone), default=None)

    def _failed(self, feed: Feed, asked: float, why: str) -> Look:
        failures = feed.failures + 1
        wait = max(min(self.every * 2**failures, MOST_WAIT), min(asked, MOST_ASKED))
        return Look(replace(feed, failures=failures, due=self.clock() + wait), said=why)

    def _went_well(self, feed: Feed, answer: Answer) -> Feed:
        wait = max(self.every, min(_retry_after(answer, self.clock()), MOST_ASKED))
        etag, modified = (visible(answer.headers.get(name, ""))[:200] for name in ("etag", "last-modified"))
        if answer.status == 304:
            etag, modified = etag or feed.etag, modified or feed.modified
        return replace(feed, etag=etag, modified=modified, due=self.clock() + wait, failures=0)

    def _read(self, feed: Feed, answer: Answer, content: bytes) -> Look:
        came = Came({"url": answer.url}, {"url": IN_FEED})
        parts = list(self.readers.parts(name_of(answer), content, came))
        found: list[Document | Rejected] = [part for part in parts if not isinstance(part, Elsewhere)]
        listed = dict[str, Elsewhere]()
        for part in parts:
            if isinstance(part, Elsewhere) and part.url:
                listed.setdefault(part.url[:LONGEST], part)
        new = [part for url, part in listed.items() if self.kept.is_open(url)]
        items: list[tuple[str, bool]] = []
        for part in new[:MOST_NEW]:
            read = list(self._article(part))
            found += read
            items.append((part.url[:LONGEST], any(isinstance(one, Document) for one in read)))
        kept = self._went_well(feed, answer)
        if len(new) > MOST_NEW:  # the next look must be told all again
            kept = replace(kept, etag="", modified="")
        return Look(kept, tuple(found), tuple(items), _moved(feed.url, answer))

    def _article(self, part: Elsewhere) -> Iterator[Document | Rejected]:
        known = {key: part.values[key] for key in ("title", "published", "author") if key in part.values}
        return read_answer(self.readers, self.web, part.url, known, IN_FEED)


def _since(feed: Feed) -> dict[str, str]:
    """The headers that ask for what is new alone."""
    told = {"if-none-match": feed.etag, "if-modified-since": feed.modified}
    return {"accept": ", ".join(KINDS)} | {name: value for name, value in told.items() if value.isascii() and value}


def _moved(url: str, answer: Answer) -> str:
    if not answer.moved or answer.moved == url:
        return ""
    return f"{shown(url)} has moved for good to {shown(answer.moved)}: change it in the list."


def _retry_after(answer: Answer, now: float) -> float:
    """Seconds for which a server asks to be left alone: by its ``Retry-After``, or the age its answer may have."""
    told = answer.headers.get("retry-after", "").strip()
    if told.isdecimal():
        return float(told[:9])
    if told:
        try:
            return max(parsedate_to_datetime(told).timestamp() - now, 0.0)
        except (ValueError, TypeError, OverflowError):
            return 0.0
    age = re.search(r"\bmax-age=(\d{1,9})\b", answer.headers.get("cache-control", ""))
    return float(age[1]) if age and answer.status in {200, 304} else 0.0
