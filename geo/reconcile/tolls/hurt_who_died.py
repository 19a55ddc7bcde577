"""The hurt who died afterwards: they are among the dead, and no longer hurt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.language.counts.tolls import told_number
from geo.language.text.numbers import number_value
from geo.lexicons import pattern, reading
from geo.reconcile.events.places import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.types import Casualty, Extraction

DIED = "The same people died of it, as a report says."
#: So far behind a count its sentence and the next one say what became of them.
_BEHIND = 320


class HurtWhoDied:
    """How many of whom are said to have died after they were hurt: the two bodyguards, the four guards."""

    def __init__(self, extractions: Iterable[Extraction]) -> None:
        self._known = {
            (told_number(count), _last_word(count.party))
            for x in extractions
            for count in x.casualties
            if count.status == "injured" and count.party and _died(count, x)
        }

    def has(self, count: Casualty, extraction: Extraction) -> bool:
        """Whether a report says that those counted died."""
        return _died(count, extraction) or (told_number(count), _last_word(count.party)) in self._known


def _last_word(party: str | None) -> str:
    words = re.findall(r"\w+", fold(party or ""))
    return words[-1] if words else ""


def _died(count: Casualty, extraction: Extraction) -> bool:
    """As in "A leader and two aides were hurt, and the three died", "Four were hurt. All four have since died"."""
    behind = extraction.document.text[count.end : min(count.sent_end + _BEHIND, count.end + 2 * _BEHIND)]
    with reading(extraction.document.language):
        found = pattern("counts_grammar", "shapes", "hurt_who_died").search(behind)
        if found is None:
            return False
        number = number_value(found["many"] or "")
    own = told_number(count)
    return number is None or (own is not None and number in {own, own + 1})
