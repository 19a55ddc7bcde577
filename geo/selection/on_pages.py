"""What a reader has chosen on one page alone: which toll and table, which quotes, which source, which spot of the map.

Unlike the filters it narrows nothing elsewhere; like them it is in the address.  A page passes over what it does not
know: an address may come from yesterday's sources.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from geo.selection.spot import Spot

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Keys of the tables below a toll, the first one shown where none is chosen.
TABLES = ("ledger", "places", "numbers", "aside")
_NAMES = {"quote_kinds": "quotes", "governments": "by", "document": "text", "ranked": "rank"}


@dataclass(frozen=True, slots=True)
class OnPages:
    """A choice; what is None or empty is what the page shows by itself."""

    spot: Spot | None = None
    """What was clicked on the map, whose events are listed alone."""
    toll: str | None = None
    """Status and party of the toll that is drawn over time."""
    table: str | None = None
    """Key of the table below it."""
    ranked: tuple[str, ...] = ()
    """Words of the counts that the reader ranks best, one for each toll at most."""
    quote_kinds: tuple[str, ...] = ()
    """Kinds of quotes shown."""
    governments: tuple[str, ...] = ()
    """For whom the speakers shown speak."""
    theme: str | None = None
    """What the quotes shown are about."""
    speaker: str | None = None
    """Whose quotes are shown."""
    said: str | None = None
    """Day on which they were said."""
    document: str | None = None
    """Id of the source that is read."""

    def to_query_params(self) -> dict[str, list[str]]:
        """The choice as parameters of an address, which ``address`` reads; what is not set does not appear."""
        told = {f.name: getattr(self, f.name) for f in fields(self)}
        return {_NAMES.get(name, name): _words(value) for name, value in told.items() if value}


#: Names of the parameters; each may stand in an address more than once where many can be chosen.
PARAMETERS = {f.name: _NAMES.get(f.name, f.name) for f in fields(OnPages)}


def _words(value: str | Spot | Sequence[str]) -> list[str]:
    if isinstance(value, Spot):
        return [value.word()]
    return [value] if isinstance(value, str) else list(value)
