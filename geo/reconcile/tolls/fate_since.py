"""What became of those counted since: the hurt who died are no longer hurt, the missing who were found not missing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.language.counts.tolls import told_number
from geo.language.text.numbers import number_value
from geo.lexicons import pattern, reading
from geo.reconcile.events.places import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.types import Casualty, Document, Extraction

DIED = "The same people died of it, as a report says."
#: So far behind a count its sentence and the next one say what became of them.
_BEHIND = 320
FOUND = "They were found, as a report says."
#: So far behind a count its sentence and the next one say that they were found.
_FOUND_BEHIND = 200


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


class NoLongerMissing:
    """From when on nobody is missing, and who was found right after they were counted."""

    def __init__(self, extractions: Iterable[Extraction]) -> None:
        ended = [x.document for x in extractions if _says_nobody(x.document)]
        self._ended = {document.id for document in ended}
        self._last = max((document.published for document in ended if document.published), default="")

    def has(self, count: Casualty, extraction: Extraction) -> bool:
        """Whether those counted as missing are so no longer; a count of the same day in another report may be later."""
        document = extraction.document
        before = document.id in self._ended or (document.published or self._last) < self._last
        return count.status == "missing" and (before or _found_since(count, extraction))


def _says_nobody(document: Document) -> bool:
    """As in "Nobody is missing any longer", "all of them have been accounted for"; not "not all have"."""
    with reading(document.language):
        return pattern("counts_grammar", "no_longer_missing", "nobody").search(document.text) is not None


def _found_since(count: Casualty, extraction: Extraction) -> bool:
    """As in "one child was missing; she was later found"."""
    behind = extraction.document.text[count.end : min(count.sent_end + _FOUND_BEHIND, count.end + 2 * _FOUND_BEHIND)]
    return pattern("counts_grammar", "no_longer_missing", "behind").match(behind) is not None
