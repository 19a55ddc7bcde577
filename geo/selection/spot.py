"""What was clicked on the map: the places of one symbol, or a state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.types import Place


@dataclass(frozen=True, slots=True)
class Spot:
    """Either some places or a state."""

    places: frozenset[str] = frozenset()
    """Their ids."""
    state: str | None = None
    """GeoNames admin-1 code."""

    @classmethod
    def read(cls, told: object) -> Spot | None:
        """What the map or an address tells, ``places:ID ID`` or ``state:CODE``; None for anything else that is sent."""
        what, _, ids = told.partition(":") if isinstance(told, str) else ("", "", "")
        if what == "places" and ids.split():
            return cls(places=frozenset(ids.split()))
        return cls(state=ids) if what == "state" and ids else None

    def word(self) -> str:
        """The word for it in an address; ``read`` brings it back."""
        return f"state:{self.state}" if self.state else f"places:{' '.join(self.ids)}"

    @property
    def ids(self) -> list[str]:
        """All that it names, in one order."""
        return [self.state] if self.state else sorted(self.places)

    def holds(self, place: Place | None) -> bool:
        """Whether a place is among those clicked or lies in the state."""
        return place is not None and (place.admin1_code == self.state if self.state else place.id in self.places)
