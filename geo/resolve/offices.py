"""For which government somebody speaks whose office does not say it whole: "the mayor", "Governor Doe".

An office that names a country or state is settled where people are read (``geo.language.people``).  The others are
completed from the places of the text: an office without a country is of the country where what is told happened; one
of a state or a town is of the state that its words name a place of, else of the state where it happened.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.language.people.institutions import office_kind
from geo.lexicons import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.types import Mention, Person, Place, Quote, Telling

_OF_TOWNS = Words("institutions", "offices", "towns")
_OF_STATES = Words("institutions", "offices", "states")
_OF_NO_GOVERNMENT = Words("institutions", "offices", "none")
#: Share of the places of what happened that one country or state must have to be the text's own.
OWN_SHARE = 0.5


class Offices:
    """The governments of the offices in one text."""

    def __init__(self, mentions: Sequence[Mention], tellings: Sequence[Telling]) -> None:
        self._mentions = [m for m in mentions if m.place is not None]
        told = [m.place for t in tellings if t.reality == "happened" and not t.background for m in t.places if m.place]
        scenes = told or [m.place for m in self._mentions if m.place and m.role == "event"]
        named = [m.place for m in self._mentions if m.place]
        self._country = _most(p.country for p in scenes) or _most(p.country for p in named)
        self._state = _most(p.admin1 for p in scenes if p.country == self._country and p.level != "country")

    def with_government(self, person: Person) -> Person:
        """The person with the government completed, where the office is one of a government."""
        level = _level(person.role or "")
        if level is None:
            return person
        country, _, state = (person.jurisdiction or "").partition("-")
        own = self._named_in(person.role or "")
        country = country or (own.country if own and own.country else None) or self._country or ""
        if not country:
            return person
        if level == "local" and not state:
            near = own.admin1 if own and own.country == country else None
            state = near or (self._state if country == self._country else None) or ""
        return replace(person, jurisdiction=f"{country}-{state}" if state else country)

    def _named_in(self, role: str) -> Place | None:
        """The place below a country that the words of an office name."""
        own = [m.place for m in self._mentions if m.place and m.place.level != "country" and m.text in role]
        return own[0] if own else None


def with_governments(
    people: Sequence[Person], quotes: Sequence[Quote], mentions: Sequence[Mention], tellings: Sequence[Telling]
) -> tuple[tuple[Person, ...], tuple[Quote, ...]]:
    """People in office, and what they say, with the government they speak for."""
    offices = Offices(mentions, tellings)
    settled = {person.name: offices.with_government(person) for person in people}
    return tuple(settled[p.name] for p in people), tuple(
        replace(q, jurisdiction=settled[q.speaker].jurisdiction)
        if q.speaker in settled and _is_less(q, settled[q.speaker])
        else q
        for q in quotes
    )


def _is_less(quote: Quote, speaker: Person) -> bool:
    """Whether a quote's government is the speaker's and less than it: nothing, or the country without its state."""
    return bool(speaker.jurisdiction) and (speaker.jurisdiction or "").startswith(quote.jurisdiction or "")


def _level(role: str) -> str | None:
    """``local`` for an office of a state or town, ``federal`` for another one of a government; None: of none."""
    words = role.lower()
    if any(_holds(words, word) for word in _OF_NO_GOVERNMENT):
        return None
    if any(_holds(words, word) for word in (*_OF_TOWNS, *_OF_STATES)):
        return "local"
    return "federal" if office_kind(role) else None


def _holds(words: str, word: str) -> bool:
    return f" {word} " in f" {words} "


def _most(values: Iterable[str | None]) -> str | None:
    """The value that most have, where it is that of enough of them."""
    counts = Counter(value for value in values if value)
    if not counts:
        return None
    value, times = counts.most_common(1)[0]
    return value if times >= OWN_SHARE * counts.total() else None
