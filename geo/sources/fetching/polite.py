"""Manners of a program that asks by itself: what a site lets programs read, and a pause between two requests to it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geo.errors import SourceError
from geo.sources.decoding import decode_declared
from geo.sources.fetching.web import AGENT, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.sources.fetching.kept import Kept
    from geo.sources.fetching.web import Web
    from geo.sources.readers.apart import Readers

#: Seconds between two requests to one host, where it asks for no longer ones.
PAUSE = 2.0
#: Bytes of the rules of a site that are read, of longer ones the beginning, and seconds for which they hold (RFC 9309).
MOST_RULES = 500 * 1024
RULES_HOLD = 24 * 3600.0


class Manners:
    """Told each address before it is asked; waits, or says that it is not to be asked."""

    def __init__(
        self,
        web: Web,
        readers: Readers,
        kept: Kept,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """``web`` asks for the rules; it has no manners itself."""
        self._web, self._readers, self._kept = web, readers, kept
        self._clock, self._sleep = clock, sleep
        self._last: dict[str, float] = {}

    def __call__(self, url: str) -> None:
        """Wait until the host may be asked again.

        Raises SourceError: its site does not let programs read this address, or does not say what it lets them.
        """
        parts = urlsplit(url)
        allowed, delay = self._readers.permits(self._rules(f"{parts.scheme}://{parts.netloc}"), url, AGENT)
        if not allowed:
            raise SourceError(
                f"{parts.hostname} lets no programs read this (robots.txt): open it in a browser and save the page."
            )
        host, now = parts.netloc, self._clock()
        wait = self._last.get(host, 0.0) + max(delay, PAUSE) - now
        if wait > 0:
            self._sleep(min(wait, max(delay, PAUSE)))
        self._last[host] = self._clock()

    def _rules(self, site: str) -> str:
        now = self._clock()
        known = self._kept.robots(site, now - RULES_HOLD)
        if known is None:
            known = self._asked(site)
            self._kept.keep_robots(site, known, now)
        return known

    def _asked(self, site: str) -> str:
        """The rules of a site; none where it has no such file."""
        answer = self._web.get(f"{site}/robots.txt", most=MOST_RULES, cut=True)
        if answer.status == 429 or answer.status >= 500:
            raise SourceError(
                f"{shown(site)} does not say what it lets programs read (status {answer.status}): try again later."
            )
        return decode_declared(_whole_lines(answer.content), "robots.txt", "utf-8")[0] if answer.status == 200 else ""


def _whole_lines(rules: bytes) -> bytes:
    """Without a last line that was cut in two: half a rule is another one."""
    return rules.rpartition(b"\n")[0] if len(rules) >= MOST_RULES else rules
