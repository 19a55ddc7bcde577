"""The places of an incident under the names that they have in the language of the page.

As the sources of that language name it, where they use the gazetteer's own name; else as ``gazetteer.exonyms`` knows
it; else, abroad, as those sources name it most.  A state is called as ``gazetteer.exonyms`` knows it, whatever sources
say: its towns, the map and the governments name it too, and know no sources.  What a source says is never changed: only
the records of places are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from babel.languages import get_official_languages

from geo.gazetteer.exonyms import called, state_called
from geo.gazetteer.folding import fold
from geo.incident import (
    Check,
    IncidentEvent,
    IncidentFigure,
    IncidentJurisdiction,
    IncidentQuote,
    LedgerEntry,
    SetAside,
    Toll,
)
from geo.messages import spoken
from geo.types import Candidate, Casualty, Figure, Mention, Place, Quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.incident import Incident

Told = TypeVar("Told")
#: Parts of an incident in which places stand, and the records that hold them.
_PARTS = ("events", "mentions", "tolls", "quotes", "set_aside", "figures")
_HOLDERS = (IncidentEvent, Toll, LedgerEntry, SetAside, IncidentFigure, IncidentQuote, Check)
_WITHIN = (Mention, Candidate, Casualty, Figure, Quote)
#: Characters below which a word is no name by itself: "de", "la", "del".
_SMALL = 4


def renamed(incident: Incident) -> Incident:
    """The incident with its places, and the states that act, as the language of the page calls them."""
    walk = _Walk(_Names(incident, spoken()))
    parts = {part: walk.over(getattr(incident, part)) for part in _PARTS}
    return replace(incident, **parts, jurisdictions=tuple(map(_jurisdiction, incident.jurisdictions)))


def _jurisdiction(told: IncidentJurisdiction) -> IncidentJurisdiction:
    name = state_called(told.admin1_code, told.name, spoken()) if told.level == "state" else None
    admin1 = state_called(told.admin1_code, told.admin1 or "", spoken())
    return replace(told, name=name or told.name, admin1=admin1 or told.admin1) if name or admin1 else told


class _Names:
    """How places are called in a language, by what its sources say and by what is known."""

    def __init__(self, incident: Incident, language: str) -> None:
        self._language = language
        texts = {d.id for d in incident.documents if d.language == language}
        self._told = _told(m for doc_id, m in incident.mentions if doc_id in texts)
        self.of = cache(self._of)

    def _of(self, place: Place) -> Place:
        state = state_called(place.admin1_code, place.admin1 or "", self._language)
        return replace(place, name=self._name(place), admin1=state or place.admin1)

    def _name(self, place: Place) -> str:
        if place.level in {"country", "admin1"}:
            return (place.level == "admin1" and called(place, self._language)) or place.name
        told = self._told.get(place.id, Counter())
        if any(fold(name) == fold(place.name) for name in told):
            return place.name
        known = called(place, self._language)
        return known or (_most(told, place) if not _speaks(place.country, self._language) else None) or place.name


def _told(mentions: Iterable[Mention]) -> Mapping[str, Counter[str]]:
    """Id of a place → the names by which texts call it: what looks like a name and stands for no government."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for m in mentions:
        if m.place and m.role in {"event", "mention"} and _is_name(m.text):
            found[m.place.id][m.text] += 1
    return found


def _is_name(text: str) -> bool:
    words = text.split()
    return text[:1].isupper() and all(word[:1].isupper() for word in words if len(word) >= _SMALL)


def _most(told: Counter[str], place: Place) -> str | None:
    """The name that most texts have, unless it is the gazetteer's with words left out."""
    own = set(fold(place.name).split())
    names = [name for name in told if not set(fold(name).split()) <= own]
    return min(names, key=lambda name: (-told[name], -len(name), name), default=None)


def _speaks(country: str | None, language: str) -> bool:
    """Whether the language is the country's, so that its places bear names in it."""
    return country is not None and language in get_official_languages(country, de_facto=True)


class _Walk:
    """Records with other places in them; a record that several hold stays one."""

    def __init__(self, names: _Names) -> None:
        self._names, self._done = names, dict[int, tuple[object, object]]()

    def over(self, told: Told) -> Told:
        """The same record, or sequence of them."""
        if isinstance(told, Place):
            return self._names.of(told)  # type: ignore[return-value]
        if isinstance(told, tuple):
            made = tuple(map(self.over, told))
            return made if any(new is not old for new, old in zip(made, told, strict=True)) else told  # type: ignore[return-value]
        if not isinstance(told, (*_HOLDERS, *_WITHIN)) or not is_dataclass(told):
            return told
        if id(told) not in self._done:  # the old one is kept with it, for else its number may become another's
            self._done[id(told)] = told, self._of(told)
        return self._done[id(told)][1]  # type: ignore[return-value]

    def _of(self, told: Told) -> Told:
        old = {f.name: getattr(told, f.name) for f in fields(told)}  # type: ignore[arg-type]
        changed = {name: new for name, value in old.items() if (new := self.over(value)) is not value}
        return replace(told, **changed) if changed else told  # type: ignore[type-var]
