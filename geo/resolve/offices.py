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

from geo.countries import has_own_police, has_state_ministers, has_state_premiers
from geo.language.events.date_scope import SPOKEN
from geo.language.people.governments import named_governments
from geo.language.text.annotations import text_of
from geo.language.text.hanging import is_subject
from geo.language.text.marks import paragraphs
from geo.language.text.spans import starting_in
from geo.language.text.speech import words
from geo.lexicons import Words
from geo.resolve.office_country import Countries
from geo.resolve.office_seat import capital_named, capitals_beside, country_of_capital
from geo.resolve.office_words import (
    has_one_country,
    has_owner,
    holds,
    holds_any,
    in_full,
    is_international,
    is_rank,
    level_of,
    own_countries,
    seat_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.language.people.people import PersonMentions
    from geo.language.text.parsed import Doc
    from geo.resolve.office_words import Level
    from geo.types import Mention, Person, Place, Quote, Telling

_OF_NAMED_STATES = Words("institutions", "offices", "named_states")
_STATE_MINISTERS = Words("institutions", "offices", "state_ministers")
_FOR_STATE = Words("institutions", "offices", "for_state")
_STATES_OR_NATIONS = Words("institutions", "offices", "states_or_nations")
_TOLD_BY_LEVEL = Words("institutions", "offices", "told_by_level")
_STATE = Words("institutions", "offices", "state")
_FEDERAL = Words("institutions", "offices", "federal")
_AT_SEAT = Words("institutions", "offices", "at_seat")
_ITS_OWN = Words("places", "scene", "its_own")
_IRREGULAR = Words("institutions", "offices", "irregular")
_TOWN_POLICE = Words("institutions", "offices", "towns")
_LOCAL_BODIES = frozenset({"state", "municipal"})
_TOWNS = frozenset({"city", "admin2"})
#: Offices that are of a state or of a town in it.
_LOCAL: frozenset[Level] = frozenset({"state", "town"})
#: Offices and bodies that may be those of a whole country.
_NATIONAL: frozenset[Level | None] = frozenset({"federal", "police"})
_OWN = Words("institutions", "office_owners", "own")
_SEATED = Words("institutions", "office_owners", "said_in")
#: Share of the places of what happened that one country or state must have to be the text's own; just half is a draw.
OWN_SHARE = 0.5
#: Places of what happened that tell a text's state by themselves.
ENOUGH = 2
#: Characters before a seat of government in which "in" stands.
BEFORE = 12


class _Text(NamedTuple):
    """What is asked of a text again and again."""

    text: str
    starts: list[int]
    """Where its paragraphs start."""

    @property
    def lead(self) -> int:
        """Where its first paragraph ends."""
        return self.starts[1] if len(self.starts) > 1 else len(self.text)


class _Office(NamedTuple):
    """What the words of an office tell."""

    role: str
    """Its words in full."""
    own: Place | None
    """The place below a country that they name."""
    countries: tuple[str, ...]
    """The countries that they name."""


def _told_of_state(text: str) -> frozenset[str]:
    """The bare offices that are a state's by what a text in lower case tells: "a state judge …  Judge Doe"."""
    return frozenset(
        role
        for role in _TOLD_BY_LEVEL
        if any(f"{word} {role}" in text for word in _STATE) and not any(f"{word} {role}" in text for word in _FEDERAL)
    )


class Offices:
    """The governments of the offices in one text."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention], tellings: Sequence[Telling]) -> None:
        self._doc = doc
        text = text_of(doc)
        self._text = _Text(text, [start for start, _ in paragraphs(text)])
        self._mentions = [m for m in mentions if m.place is not None]
        self._country, self._state = _home(self._mentions, tellings, self._text.lead)
        self._of_state = _told_of_state(text.lower())
        self._states = {p.admin1 for p in _inside(self._country, (m.place for m in self._mentions)) if p.admin1}
        self._names = frozenset(found.person.name for found in doc._.people)
        self._spoke: dict[str, str | None] = {}
        self._countries = Countries(doc, self._mentions, self._country)

    def with_government(self, found: PersonMentions) -> Person:
        """The person with the government completed, where the office is one of a government."""
        person = found.person
        role = in_full(person.role or "")
        if is_international(role):
            return replace(person, jurisdiction=None)
        office = _Office(role, self._named_in(person.role or ""), tuple(own_countries(person.role or "")))
        level = self._level(office, found)
        if level is not None:
            return replace(person, jurisdiction=self._government(office, level, found))
        government = person.jurisdiction if found.sure and person.role else self._at_seat(found)
        return replace(person, jurisdiction=government or self._beside_seat(role, found))

    def of_unnamed(self, quote: Quote) -> str | None:
        """The government of an office or body that speaks without a name: "the mayor", "police", "the ministry"."""
        if quote.speaker_start is None or quote.speaker_end is None or quote.speaker in self._names:
            return None
        role = in_full(quote.speaker or "")
        if is_international(role):
            return None
        told = level_of(role)
        if told is None:
            named = capital_named(self._mentions, quote.speaker_start, quote.speaker_end)
            return named or seat_of(quote.speaker or "")
        country = self._country_of(quote.speaker or "", role, (quote.speaker_start, quote.speaker_end))
        own = self._named_in(quote.speaker or "")
        office = _Office(role, own, ())
        local = _as_the_country_has_it(told, country, office) in _LOCAL
        state = own.admin1 if own else self._state if country == self._country else None
        return _code(country, state if local else None)

    def _owner(self, start: int) -> str | None:
        """The one country that a sentence is about and whose own speaks: "Peru will sue, its foreign minister said"."""
        span = self._doc.char_span(start, start + 1, alignment_mode="expand")
        if span is None or span[0].lower_ not in _OWN:
            return None
        told = set(self._countries.subjects_in(span.sent))
        return told.pop() if len(told) == 1 else None

    def of_quoted(self, quote: Quote) -> str | None:
        """The government of one who speaks without a name; "the spokeswoman" is the last one told of."""
        government = self.at_seat(quote) or quote.jurisdiction or self.of_unnamed(quote)
        told = (quote.speaker or "").lower().split()
        noun = next((word for word in told if word in words("roles", "spoken")), None)
        if noun is None:
            return government
        if len(told) == 1 and government is None:
            return self._of_body_before(quote) or self._spoke.get(noun)
        self._spoke[noun] = government
        return government

    def _of_body_before(self, quote: Quote) -> str | None:
        """The government of the body that the sentence before is about: "It closed the road.  “No,” an aide said."."""
        span = self._doc.char_span(quote.sent_start, quote.sent_end, alignment_mode="expand")
        if span is None or span.start == 0:
            return None
        paragraph = self._text.starts[bisect_right(self._text.starts, quote.sent_start) - 1]
        first = max(paragraph, self._doc[span.start - 1].sent.start_char)
        for body in starting_in(self._doc._.institutions, first, span.start_char):
            named = self._doc.char_span(body.start, body.end, alignment_mode="expand")
            if named is not None and is_subject(named.root):
                country = body.country or self._country
                whole = self._doc[named.root.left_edge.i : named.root.right_edge.i + 1].text
                local = body.level in _LOCAL_BODIES or level_of(in_full(whole)) in _LOCAL
                home = self._state if local and country == self._country else None
                return None if local and not (body.admin1 or home) else _code(country, body.admin1 or home)
        return None

    def at_seat(self, quote: Quote) -> str | None:
        """The country in whose capital an unnamed office or body speaks: "In Lima the foreign ministry said"."""
        role = in_full(quote.speaker or "")
        if quote.speaker_start is None or quote.speaker_end is None or quote.speaker in self._names:
            return None
        if (
            level_of(role) not in _NATIONAL
            or own_countries(quote.speaker or "")
            or is_international(role)
            or has_one_country(role)
        ):
            return None
        return next(capitals_beside(self._doc, self._mentions, quote.speaker_start, quote.speaker_end), None)

    def _level(self, office: _Office, found: PersonMentions) -> Level | None:
        """Of what an office is: by its words, by its owner, or by the state that a "governor" is of."""
        level = level_of(office.role, found.person.aliases)
        if is_rank(office.role) and self._with_irregulars(found):
            return None
        if level is None and not office.countries and self._countries.is_owned(office.role, found):
            level = "federal"
        if level == "federal" and office.role in self._of_state and has_own_police(self._country or ""):
            return "state" if len(self._states) == 1 else None
        of_state = _is_of_named_state(office) or self._is_of_the_state(office.role)
        return "state" if level is not None and of_state else level

    def _is_of_the_state(self, role: str) -> bool:
        """Whether an office is that of "the state's interior minister", where states have ministers."""
        opens = role.partition(" ")[0] in _STATE and holds_any(role, _STATE_MINISTERS)
        return opens and has_state_ministers(self._country or "")

    def _with_irregulars(self, found: PersonMentions) -> bool:
        """Whether somebody of whom only a rank is told is named beside those who have their own: "the rebels"."""
        said = " ".join(self._text.text[start:end] for start, end in self._sentences(found)).lower()
        return any(holds(in_full(said), word) for word in _IRREGULAR)

    def _government(self, office: _Office, told: Level, found: PersonMentions) -> str | None:
        """The country of an office, with its state where it is one of a state or a town."""
        country, state = self._own_words_say(office, found)
        if told == "town" and not country and (town := self._town_beside(found)) is not None:
            return _code(town.country, town.admin1)
        country = country or self._countries.of(office.role, found)
        level = _as_the_country_has_it(told, country, office)
        if not country or level == "country":
            return country
        if level in _LOCAL:
            if office.own and office.own.level == "admin1":  # the gazetteer knows which Punjab it is
                country, state = office.own.country or country, office.own.admin1 or state
            state = state or self._state_of(found, country, office.own)
        return _code(country, state)

    def _own_words_say(self, office: _Office, found: PersonMentions) -> tuple[str | None, str | None]:
        """The country, and the state, that the words of an office name: what was settled before goes first."""
        if (country := self._namesake(found.person.role or "")) is not None:
            return country, None
        country, _, state = ((found.person.jurisdiction or "") if found.sure else "").partition("-")
        country = country or next(iter(office.countries), "")
        return country or (office.own.country if office.own else None), state or None

    def _namesake(self, role: str) -> str | None:
        """The country that an office names by a word that a state of another has too: "Georgia's interior minister"."""
        countries = (
            m for m in self._mentions if m.place and m.place.level == "country" and holds(_apart(role), m.text)
        )
        shared = (m.place for m in countries if any(g.state for g, _ in named_governments(m.text)))
        return next((place.country for place in shared if place), None)

    def _town_beside(self, found: PersonMentions) -> Place | None:
        """The only town in which the first sentence about the holder of a town's office tells something."""
        start, end = self._sentences(found)[0]
        towns = {
            m.place
            for m in starting_in(self._mentions, start, end)
            if m.place and m.place.level in _TOWNS and self._is_inside(m)
        }
        return towns.pop() if len(towns) == 1 else None

    def _is_inside(self, m: Mention) -> bool:
        """Whether "in" stands before a place."""
        before = self._text.text[max(0, m.start - BEFORE) : m.start].lower().split()
        return bool(before) and before[-1] in _SEATED

    def _country_of(self, told: str, role: str, span: tuple[int, int]) -> str | None:
        """The country of an office without a holder: its words', else the one whose capital stands beside it.

        Else the one whose own speaks, the one with which the text told it first, or the one that the text is about.
        """
        capitals = (country_of_capital(m) for m in starting_in(self._mentions, span[0], span[1] + BEFORE))
        about = (self._owner(span[0]), self._countries.of_first_told(role))
        named = (self._namesake(told), *own_countries(told), *own_countries(role), *capitals, *about)
        return next((country for country in named if country is not None), self._country)

    def town_of(self, found: PersonMentions, person: Person) -> Place | None:
        """The town for which somebody in its office speaks: its own words', else the last one named before."""
        role = in_full(person.role or "")
        local = level_of(role, person.aliases) == "town" or holds_any(role, _TOWN_POLICE)
        if not local or not person.jurisdiction or "-" not in person.jurisdiction:
            return None
        own = self._named_in(person.role or "")
        if own is not None:
            return own if own.level in _TOWNS else None
        start = found.spans[0][0]
        first = self._paragraphs(found)[0][0]
        near = [m.place for m in starting_in(self._mentions, first, start) if m.place and m.place.level in _TOWNS]
        return next((p for p in reversed(near) if f"{p.country}-{p.admin1}" == person.jurisdiction), None)

    def _at_seat(self, found: PersonMentions) -> str | None:
        """The country of the seat of government in which somebody spoke of whom nothing is told."""
        if found.person.role:
            return None
        for quote in self._countries.quotes.get(found.person.name, ()):
            for m in starting_in(self._mentions, quote.sent_start, quote.sent_end):
                if m.place and m.role == "metonym" and m.place.level == "poi" and self._is_inside(m):
                    return m.place.country
        return None

    def _beside_seat(self, role: str, found: PersonMentions) -> str | None:
        """The country in whose capital somebody acts whose office any body may have: "In Lima the chief of staff"."""
        if role not in _AT_SEAT:
            return None
        start, end = found.spans[0]
        return next(capitals_beside(self._doc, self._mentions, start, end), None)

    def _named_in(self, role: str) -> Place | None:
        """The place below a country that the words of an office name."""
        own = [
            m.place for m in self._mentions if m.place and m.place.level != "country" and holds(_apart(role), m.text)
        ]
        return own[0] if own else self._state_in_short(role)

    def _state_in_short(self, role: str) -> Place | None:
        """The state of the text whose name an office tells without its last word: "Sinaloa" of "Sinaloa State"."""
        states = (m.place for m in self._mentions if m.place and m.place.level == "admin1" and " " in m.place.name)
        return next((state for state in states if holds(_apart(role), state.name.rpartition(" ")[0])), None)

    def _state_of(self, found: PersonMentions, country: str, own: Place | None) -> str | None:
        """The state of a local office: its own words' place, its holder's sentences, paragraphs, the whole text."""
        if own and own.country == country:
            return own.admin1
        elsewhere = own is None and has_owner(found.person.role or "")
        home = self._state if country == self._country and not elsewhere else None
        mine = self._its_own(found, country) or self._state_in(self._sentences(found), country)
        return mine or home or self._state_in(self._paragraphs(found), country)

    def _its_own(self, found: PersonMentions, country: str) -> str | None:
        """As in "Lira mourned. Its governor, Jane Doe, sent help": the state with which the sentence before opens."""
        start, end = found.spans[0]
        span = self._doc.char_span(start, end, alignment_mode="expand")
        if span is None or span.sent.start == 0 or span.sent[0].lower_ not in _ITS_OWN:
            return None
        before = self._doc[span.sent.start - 1].sent
        opens = next(iter(starting_in(self._mentions, before.start_char, before.end_char)), None)
        place = opens.place if opens else None
        return place.admin1 if place and place.level == "admin1" and place.country == country else None

    def _state_in(self, stretches: Iterable[tuple[int, int]], country: str) -> str | None:
        """The state of a country of which most places in some stretches are."""
        near = [m.place for start, end in stretches for m in starting_in(self._mentions, start, end) if m.place]
        return _most(p.admin1 for p in near if p.country == country and p.level != "country")

    def _sentences(self, found: PersonMentions) -> list[tuple[int, int]]:
        spans = [self._doc.char_span(start, end, alignment_mode="expand") for start, end in found.spans]
        return sorted({(span.sent.start_char, span.sent.end_char) for span in spans if span is not None})

    def _paragraphs(self, found: PersonMentions) -> list[tuple[int, int]]:
        starts = [*self._text.starts, len(self._text.text)]
        numbers = sorted({max(0, bisect_right(self._text.starts, start) - 1) for start, _ in found.spans})
        return [(starts[k], starts[k + 1]) for k in numbers if k + 1 < len(starts)]


def with_governments(
    doc: Doc, mentions: Sequence[Mention], tellings: Sequence[Telling]
) -> tuple[tuple[Person, ...], tuple[Quote, ...], dict[str, Place]]:
    """People in office, and what they say, with the government they speak for; and the towns that some speak for."""
    offices = Offices(doc, mentions, tellings)
    people = tuple(offices.with_government(found) for found in doc._.people)
    pairs = zip(doc._.people, people, strict=True)
    towns = {person.name: town for found, person in pairs if (town := offices.town_of(found, person)) is not None}
    settled = {person.name: person for person in people}
    before = {found.person.name: found.person.jurisdiction for found in doc._.people}
    quotes = tuple(
        replace(q, jurisdiction=settled[q.speaker].jurisdiction)
        if q.speaker in settled and q.jurisdiction == before[q.speaker]
        else replace(q, jurisdiction=offices.of_quoted(q))
        for q in doc._.quotes
    )
    return people, quotes, towns


def _home(mentions: Sequence[Mention], tellings: Sequence[Telling], lead: int) -> tuple[str | None, str | None]:
    """The country and the state that a text is about: of what happened and what its opening names, else of all."""
    scenes = _scenes(mentions, tellings)
    about = [*scenes, *_opening(mentions, lead)]
    country = _most(p.country for p in about) or _most(m.place.country for m in mentions if m.place)
    towns = [m for m in mentions if m.place and country_of_capital(m) is None]  # nor the desk that filed it
    here = _inside(country, [*scenes, *_opening(towns, lead)])
    if len(here) < ENOUGH:  # one scene may be anywhere: where its leader spoke
        here += _inside(country, (m.place for m in towns))
    return country, _most(p.admin1 for p in here)


def _opening(mentions: Iterable[Mention], lead: int) -> list[Place]:
    """The places that a text names before its lead ends."""
    return [m.place for m in mentions if m.place and m.start < lead]


def _inside(country: str | None, places: Iterable[Place | None]) -> list[Place]:
    """The places inside a country."""
    return [p for p in places if p is not None and p.country == country and p.level != "country"]


def _scenes(mentions: Sequence[Mention], tellings: Sequence[Telling]) -> list[Place]:
    """The places of what happened; where no event has one, those that something happened at by their own grammar."""
    happened = (t for t in tellings if t.reality == "happened" and not t.background and t.type not in SPOKEN)
    told = [m.place for t in happened for m in t.places if m.place]
    own = [m for m in mentions if m.place and m.role == "event" and country_of_capital(m) is None]  # who spoke there
    return told or [m.place for m in own if m.place]


def _is_of_named_state(office: _Office) -> bool:
    """Whether an office that may be of a state names one: "Queensland Premier", "Bavaria's interior minister"."""
    if office.own is None or office.own.level != "admin1":
        return False
    minister = has_state_ministers(office.own.country or "") and holds_any(office.role, _STATE_MINISTERS)
    for_it = any(holds(office.role, f"{word} {office.own.name.lower()}") for word in _FOR_STATE)
    return holds_any(office.role, _OF_NAMED_STATES) or (minister and not for_it)


def _as_the_country_has_it(level: Level, country: str | None, office: _Office) -> Level:
    """Of the police the level: a state's where the office names a place, or the country leaves them to its states.

    A premier heads a state where the states have premiers; "a state prosecutor" is the country's where they have none.
    """
    if level == "state" and country and not office.own and not has_own_police(country):
        return "federal" if holds_any(office.role, _STATES_OR_NATIONS) else level
    if level == "federal" and country and has_state_premiers(country):
        return "state" if holds_any(office.role, _OF_NAMED_STATES) else level
    if level != "police":
        return level
    return "state" if country and (office.own or has_own_police(country)) else "federal"


def _apart(role: str) -> str:
    """The words of an office without genitives."""
    return role.replace("’s", " ").replace("'s", " ")


def _code(country: str | None, state: str | None) -> str | None:
    """How a government is kept: a country's, or that of one of its states."""
    return f"{country}-{state}" if country and state else country


def _most(values: Iterable[str | None]) -> str | None:
    """The value that more than half of them are."""
    counts = Counter(value for value in values if value)
    if not counts:
        return None
    value, times = counts.most_common(1)[0]
    return value if times > OWN_SHARE * counts.total() else None
