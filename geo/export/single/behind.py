"""What the single file needs beside the view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from geo.gazetteer.boundaries import Boundaries
    from geo.gazetteer.lookup import Gazetteer
    from geo.store import State


@dataclass(frozen=True, slots=True)
class Behind:
    """Each is asked for when a file is made."""

    boundaries: Boundaries
    gazetteer: Callable[[], Gazetteer]
    states: Callable[[], Mapping[str, State]]
    """What the store holds of each document, as ``Store.states``."""
