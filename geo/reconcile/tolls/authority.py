"""Who asserts a count, and how much that weighs.

The ranks, highest first: ``federal`` the nation's government, its forces and ministers; ``state`` a state's;
``named`` any other body or person with a name or an office, towns, hospitals and foreign governments among them;
``outlet`` the publication itself or another one; ``unnamed`` "officials", "sources", "witnesses".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.language.people.governments import named_governments
from geo.lexicons import Words
from geo.reconcile.events.places import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.incident import Authority
    from geo.reconcile.people import People

RANK: dict[Authority, int] = {"federal": 0, "state": 1, "named": 2, "outlet": 3, "unnamed": 4}
#: Words of an attribution that tell its rank, in the order in which they are looked for.
_TELLING: dict[Authority, Words] = {
    "state": Words("institutions", "assertion", "state"),
    "federal": Words("institutions", "assertion", "federal"),
    "outlet": Words("institutions", "assertion", "outlet"),
    "named": Words("institutions", "assertion", "named"),
    "unnamed": Words("institutions", "assertion", "unnamed"),
}
_OFFICIAL = Words("institutions", "assertion", "official")
_NATIONS = Words("institutions", "assertion", "nations")


def _has(text: str, phrases: Iterable[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(fold(phrase))}(?!\w)", text) for phrase in phrases)


def _of_government(jurisdiction: str, home: str | None) -> Authority:
    """Rank of a person who speaks for a government; a foreign one is a named body here."""
    country, _, state = jurisdiction.partition("-")
    if home and country != home:
        return "named"
    return "state" if state else "federal"


def _of_named_government(attributed: str, home: str | None) -> Authority | None:
    """Rank of officials whose country or state the words name: "Mexican authorities"; None where they name neither."""
    named = [government for government, foreign in named_governments(attributed) if not foreign]
    states = [government for government in named if government.state]
    if states or _has(fold(attributed), _TELLING["state"]):
        return "state" if states and home in {None, states[0].country} else None
    return _of_government(named[0].country, home) if named else None


def authority_of(doc_id: str, attributed: str | None, people: People, home: str | None) -> Authority:
    """The rank of whoever a count is ascribed to; None is the outlet itself.

    ``home`` is the country of the incident, ISO 3166-1 alpha-2.
    """
    if not attributed:
        return "outlet"
    if people.known(doc_id, attributed):
        jurisdiction = people.jurisdiction(people.name(doc_id, attributed))
        return _of_government(jurisdiction, home) if jurisdiction else "named"
    text = fold(attributed)
    if text in _NATIONS:
        return "federal"
    if (
        not _has(text, _TELLING["outlet"])
        and _has(text, _OFFICIAL)
        and (rank := _of_named_government(attributed, home))
    ):
        return rank
    for rank, words in _TELLING.items():
        if _has(text, words):
            return rank
    return "named" if attributed[:1].isupper() else "unnamed"
