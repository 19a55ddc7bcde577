"""What a site lets programs read: its ``robots.txt``, whose patterns come from anywhere and are tried apart."""

from __future__ import annotations

from protego import Protego

#: Seconds between two requests that a site may ask for; who wants more is asked once in these.
MOST_DELAY = 30.0


def permits(robots: str, url: str, agent: str) -> tuple[bool, float]:
    """Whether ``agent`` may read ``url``, and the seconds that the site wants between two requests."""
    rules = Protego.parse(robots)
    delay = rules.crawl_delay(agent) or 0.0
    return bool(rules.can_fetch(url, agent)), min(max(float(delay), 0.0), MOST_DELAY)
