"""For which government somebody speaks whose office does not say it whole: "the mayor", "Governor Doe".

An office that names a country or state is settled where people are read (``geo.language.people``).  The others are
completed from the places of the text, the nearest first: an office without a country is of the one whose office of that
name the text tells elsewhere, else of the country that the text is about; one of a state or a town is of the state that
its words name a place of, else of the one that the sentences and paragraphs about its holder name, else of the state
where what is told happened.  An international body's office is of no government.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from geo.language.people.governments import named_governments
from geo.language.people.institutions import office_kind
from geo.language.text.annotations import text_of
from geo.language.text.marks import paragraphs
from geo.language.text.spans import starting_in
from geo.language.text.speech import short_titles, words
from geo.lexicons import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc

    from geo.language.people.people import PersonMentions
    from geo.types import Mention, Person, Place, Quote, Telling

_OF_TOWNS = Words("institutions", "offices", "towns")
_OF_STATES = Words("institutions", "offices", "states")
_OF_NATIONS = Words("institutions", "offices", "nations")
_OF_NAMED_STATES = Words("institutions", "offices", "named_states")
_NATIONAL = Words("institutions", "offices", "national")
_OF_NO_GOVERNMENT = Words("institutions", "offices", "none")
_INTERNATIONAL = Words("institutions", "offices", "international")
_TO = Words("institutions", "offices", "to")
_SAID_IN = Words("institutions", "offices", "said_in")
_GENITIVE = Words("speech", "small_words", "genitive")
#: Share of the places of what happened that one country or state must have to be the text's own; just half is a draw.
OWN_SHARE = 0.5
#: People in a town from which a head of government who "said in London" is taken to be at home.
BIG_TOWN = 300_000
#: Characters before an office in which its country may stand: "the British and French prime ministers".
REACH = 30


class _Text(NamedTuple):
    """What is asked of a text again and again."""

    text: str
    starts: list[int]
    """Where its paragraphs start."""


class Offices:
    """The governments of the offices in one text."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention], tellings: Sequence[Telling]) -> None:
        self._doc = doc
        self._people: tuple[PersonMentions, ...] = doc._.people
        text = text_of(doc)
        self._text = _Text(text, [start for start, _ in paragraphs(text)])
        self._mentions = [m for m in mentions if m.place is not None]
        lead = self._text.starts[1] if len(self._text.starts) > 1 else len(text)
        told = [m.place for t in tellings if t.reality == "happened" and not t.background for m in t.places if m.place]
        scenes = told or [m.place for m in self._mentions if m.place and m.role == "event"]
        opening = [m.place for m in self._mentions if m.place and m.start < lead]
        named = [m.place for m in self._mentions if m.place]
        about = [*scenes, *opening]
        self._country = _most(p.country for p in about) or _most(p.country for p in named)
        self._state = _most(p.admin1 for p in about if p.country == self._country and p.level != "country")

    def with_government(self, found: PersonMentions) -> Person:
        """The person with the government completed, where the office is one of a government."""
        person = found.person
        role = _in_full(person.role or "")
        if _is_international(role):
            return replace(person, jurisdiction=None)
        level = _level(role)
        if level is None:
            return person
        own = self._named_in(person.role or "")
        if own and own.level == "admin1" and any(_holds(role, word) for word in _OF_NAMED_STATES):
            level = "state"
        country, _, state = (person.jurisdiction or "").partition("-")
        country = country or (own.country if own and own.country else None) or self._country_of(role, found) or ""
        if not country:
            return person
        if level == "state" and own and own.level == "admin1":
            country, state = own.country or country, own.admin1 or state  # the gazetteer knows which Punjab it is
        if level == "state" and not state:
            state = self._state_of(found, country, own) or ""
        if level == "country":
            state = ""
        return replace(person, jurisdiction=f"{country}-{state}" if state else country)

    def _named_in(self, role: str) -> Place | None:
        """The place below a country that the words of an office name."""
        own = [
            m.place
            for m in self._mentions
            if m.place and m.place.level != "country" and _holds(role.replace("’s", " ").replace("'s", " "), m.text)
        ]
        return own[0] if own else None

    def _country_of(self, role: str, found: PersonMentions) -> str | None:
        """The country of an office that names none: by its own words, the same office elsewhere, where it was said."""
        own = [government.country for government, foreign in named_governments(role) if not foreign]
        if own:
            return own[0]
        heads = bool(set(role.split()) & words("roles", "head_of_government"))
        taken = self._with_heads(found) if heads else set()
        elsewhere = {country for country in self._told_elsewhere(role) if country not in taken}
        if len(elsewhere) == 1:
            return elsewhere.pop()
        near = self._said_in(found) if heads else None
        return next((country for country in (near, self._country) if country and country not in taken), None)

    def _with_heads(self, found: PersonMentions) -> set[str]:
        """The countries that another one in the text is head of."""
        others = (p.person for p in self._people if p is not found and p.person.jurisdiction)
        heads = words("roles", "head_of_government")
        return {(p.jurisdiction or "")[:2] for p in others if heads & set((p.role or "").lower().split())}

    def _told_elsewhere(self, role: str) -> Iterator[str]:
        """The countries whose office of this name the text tells without a name: "the British prime minister"."""
        text, at = self._text.text.lower(), -1
        while (at := text.find(role, at + 1)) >= 0:
            before = self._text.text[max(0, at - REACH) : at]
            own = [government.country for government, foreign in named_governments(before) if not foreign]
            if own and before.rstrip().endswith(tuple(_last_words(before))) and not self._names_holder(at + len(role)):
                yield own[-1]

    def _names_holder(self, at: int) -> bool:
        """Whether somebody is named right behind an office, whose it is."""
        return any(0 <= start - at <= 2 for p in self._people for start, _ in p.spans)

    def _said_in(self, found: PersonMentions) -> str | None:
        """The country of the big town in "Prime Minister Doe said in London"."""
        for _, end in found.spans:
            behind = self._text.text[end:].split(None, 2)[:2]
            if len(behind) < 2 or f"{behind[0]} {behind[1]}" not in _SAID_IN:
                continue
            at = self._text.text.index(behind[1], end) + len(behind[1])
            for m in starting_in(self._mentions, at, at + 2):
                if m.place and m.place.level == "city" and (m.place.population or 0) >= BIG_TOWN:
                    return m.place.country
        return None

    def _state_of(self, found: PersonMentions, country: str, own: Place | None) -> str | None:
        """The state of a local office: its own words' place, its holder's sentences, paragraphs, the whole text."""
        if own and own.country == country:
            return own.admin1
        for stretches in (self._sentences(found), self._paragraphs(found)):
            near = [m.place for start, end in stretches for m in starting_in(self._mentions, start, end) if m.place]
            state = _most(p.admin1 for p in near if p.country == country and p.level != "country")
            if state:
                return state
        return self._state if country == self._country else None

    def _sentences(self, found: PersonMentions) -> list[tuple[int, int]]:
        spans = [self._doc.char_span(start, end, alignment_mode="expand") for start, end in found.spans]
        return sorted({(span.sent.start_char, span.sent.end_char) for span in spans if span is not None})

    def _paragraphs(self, found: PersonMentions) -> list[tuple[int, int]]:
        starts = [*self._text.starts, len(self._text.text)]
        numbers = sorted({max(0, bisect_right(self._text.starts, start) - 1) for start, _ in found.spans})
        return [(starts[k], starts[k + 1]) for k in numbers if k + 1 < len(starts)]


def with_governments(
    doc: Doc, mentions: Sequence[Mention], tellings: Sequence[Telling]
) -> tuple[tuple[Person, ...], tuple[Quote, ...]]:
    """People in office, and what they say, with the government they speak for."""
    offices = Offices(doc, mentions, tellings)
    people = tuple(offices.with_government(found) for found in doc._.people)
    settled = {person.name: person for person in people}
    before = {found.person.name: found.person.jurisdiction for found in doc._.people}
    return people, tuple(
        replace(q, jurisdiction=settled[q.speaker].jurisdiction)
        if q.speaker in settled and q.jurisdiction == before[q.speaker]
        else q
        for q in doc._.quotes
    )


def _in_full(role: str) -> str:
    """The words of an office in lower case, short titles in full: "Gov." is a governor."""
    plain = role.lower().replace("’", "'").split()
    return " ".join(short_titles().get(word.strip(".,"), word.strip(",")) for word in plain)


def _level(role: str) -> str | None:
    """``state``: of a state or town; ``country``: of a country even where it names a state; ``federal``: of a country.

    None: of no government.
    """
    if any(_holds(role, word) for word in _OF_NO_GOVERNMENT):
        return None
    if any(_holds(role, word) for word in _OF_NATIONS):
        return "country"
    if any(_holds(role, word) for word in (*_OF_TOWNS, *_OF_STATES)):
        return "federal" if any(_holds(role, word) for word in _NATIONAL) else "state"
    return "federal" if office_kind(role) else None


def _is_international(role: str) -> bool:
    """Whether an office is one of a body of many countries: "U.N. envoy", not "Peru's ambassador to the U.N."."""
    if any(not foreign for _, foreign in named_governments(role)):
        return False
    held = next((word for word in _INTERNATIONAL if _holds(role, word)), None)
    return held is not None and not any(_holds(role, f"{to} {held}") for to in _TO)


def _holds(words_: str, word: str) -> bool:
    return f" {word} " in f" {words_} "


def _last_words(before: str) -> Iterator[str]:
    """How the text before an office ends where its country stands right before it: "British", "Britain's"."""
    last = before.rstrip().rsplit(" ", 1)[-1]
    bare = last
    for ending in _GENITIVE:
        bare = bare.removesuffix(ending)
    if named_governments(bare):
        yield last


def _most(values: Iterable[str | None]) -> str | None:
    """The value that more than half of them are."""
    counts = Counter(value for value in values if value)
    if not counts:
        return None
    value, times = counts.most_common(1)[0]
    return value if times > OWN_SHARE * counts.total() else None
