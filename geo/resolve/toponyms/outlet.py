"""Where an outlet is at home, as far as its address tells: "www.example-tribune.co.uk" is British."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.gazetteer.folding import fold
from geo.lexicons import Words, per_language
from geo.resolve.toponyms.vocabulary import words

if TYPE_CHECKING:
    from geo.gazetteer.lookup import Entry, Gazetteer

ALIASES = {"uk": "GB"}
#: Shortest rest of a host name that is looked up, and least prior of what it may name: below, chance finds a village.
MIN_LETTERS, MIN_PRIOR = 4, 3.4
#: How much less known than the best known of a name, in tenth logarithms, a town may be that an outlet is named after.
SMALLER = 1.0
#: Countries whose local papers are written in the language and stand under domains of no country.
_COUNTRIES = Words("place_context", "outlets", "countries")


@dataclass(frozen=True, slots=True)
class Home:
    """What an outlet's address tells."""

    country: str | None
    """ISO 3166-1 alpha-2 of a national domain."""
    places: tuple[Entry, ...]
    """The towns and states its name may be taken from, the likeliest first."""


def home(domain: str | None, gazetteer: Gazetteer) -> Home:
    """The home of the outlet of that host; empty where it tells nothing."""
    labels = [label for label in (domain or "").lower().split(".") if label]
    if len(labels) < 2:
        return Home(None, ())
    last = labels[-1]
    country = ALIASES.get(last, last.upper()) if len(last) == 2 and last not in words("outlets", "generic") else None
    if country and gazetteer.country(country) is None:
        country = None
    name = max((label for label in labels[:-1] if label != "www"), key=len, default="")
    return Home(country, _places(name, country, gazetteer))


def _places(name: str, country: str | None, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    allowed = {country} if country else _COUNTRIES
    for rest in _rests(name):
        found = tuple(
            e
            for e in gazetteer.entries(rest)
            if e.place.level in ("city", "admin1", "admin2")
            and e.prior >= MIN_PRIOR
            and e.name_kind < 2
            and e.place.country in allowed
        )
        if found:
            return tuple(e for e in found if e.prior >= found[0].prior - SMALLER)
    return ()


@per_language
def _affixes() -> tuple[str, ...]:
    return tuple(sorted((w for w in words("outlets", "words") if len(w) > 1), key=len, reverse=True))


def _rests(name: str) -> list[str]:
    """What may be left of a host name when words such as "daily" and "news" are taken off, the longest first."""
    out, queue = [], [name.strip("-")]
    while queue:
        rest = queue.pop(0)
        if rest in out or len(rest) < MIN_LETTERS:
            continue
        out.append(rest)
        for word in _affixes():
            if rest.startswith(word):
                queue.append(rest[len(word) :].strip("-"))
            if rest.endswith(word):
                queue.append(rest[: -len(word)].strip("-"))
    return [folded for rest in out if (folded := fold(re.sub(r"[-_]", " ", rest)))]
