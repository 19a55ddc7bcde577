"""Which event a telling tells again, as far as type, day and words settle it: one raid, one call of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.events.when import SINGULAR
from geo.language.text.grammar import in_group, is_definite
from geo.lexicons import Words

if TYPE_CHECKING:
    from geo.language.text.parsed import Doc, Token
    from geo.types import Telling

_ATTACKS = Words("events_cues", "assault", "attacks")
_BLASTS = Words("events_cues", "assault", "blasts")


class Told:
    """The tellings of a text so far, by what a later one can be known by; all are numbered in text order."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, bool], int] = {}
        self._first_on: dict[tuple[str, bool, str | None], int] = {}
        self._last_on: dict[tuple[str, bool, str | None, str | None], int] = {}

    def add(self, number: int, telling: Telling, doc: Doc | None = None) -> None:
        """Keep a telling; with ``doc`` by its words too."""
        if telling.reality != "happened":
            return
        kind, day = (telling.type, telling.background), telling.date_start
        self._first.setdefault(kind, number)
        self._first_on.setdefault((*kind, day), number)
        words = doc.char_span(telling.start, telling.end, alignment_mode="expand") if doc is not None else None
        for lemma in {None, *(t.lemma_ for t in words or ())}:
            self._last_on[*kind, day, lemma] = number

    def first(self, this: Telling) -> int | None:
        """The earliest telling of the same event where type and date alone settle it; an open date fits any."""
        if this.type not in SINGULAR or this.reality != "happened":
            return None
        kind = this.type, this.background
        if this.date_start is None:
            return self._first.get(kind)
        on = (self._first_on.get((*kind, day)) for day in (this.date_start, None))
        return min((number for number in on if number is not None), default=None)

    def taken_up(self, this: Telling, noun: Token) -> int | None:
        """As in "The arrest": the last event of that kind and day.

        Of "other" events only the same noun tells the same: "the landslide" is not the protest before it.
        """
        if not is_definite(noun) or this.type in {"statement", "speech"} or this.reality != "happened":
            return None
        if this.type in {"killing", "other"} and not _retells(noun):
            return None
        lemma = noun.lemma_ if this.type == "other" else None
        return self._last_on.get((this.type, this.background, this.date_start, lemma))


def _retells(noun: Token) -> bool:
    """True for "the attack", "the blast", "the landslide": nouns of one occurrence."""
    return noun.lemma_ in _ATTACKS or noun.lemma_ in _BLASTS or in_group(noun, "mishaps")
