"""Stretches of text that name places, or may, and the text they stand in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from geo.gazetteer.folding import fold
from geo.language.text.annotations import text_of
from geo.lexicons import Words
from geo.resolve.toponyms.vocabulary import given, levels, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.gazetteer.lookup import Entry, Gazetteer
    from geo.language.text.parsed import Doc, Span, Token

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
POSSESSIVE = Words("speech", "small_words", "genitive")
_OF_NAMESAKES = Words("places", "prepositions", "of_namesakes")
#: Share of a line's longer words in capitals from which a capital tells nothing there.
TITLE_CASE = 0.8
#: Prior from which a single name that the tagger took for a person's is the town's: "Tbilisi accuses".
KNOWN_TOWN = 5.0
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z]{1,4}\.|[A-Z]{2}|[A-Z]\.")


class Site(Enum):
    """Kinds of sites, by how a text tells where they are."""

    HOUSE = auto()
    QUARTER = auto()
    ROAD = auto()


@dataclass(slots=True)
class Name:
    """A stretch of text that names a place, or may."""

    first: int
    last: int
    """Tokens; ``last`` is exclusive."""
    start: int
    end: int
    """Code points."""
    text: str
    folded: str
    entries: tuple[Entry, ...]
    """What the gazetteer has of that name, the likeliest first; empty: nothing."""
    label: str = ""
    """The tagger's label, where it covers the name and little else."""
    locative: bool = False
    """A preposition of place stands before it."""
    assailed: bool = False
    """"overran Tapalpa", "the raid on Tapalpa"."""
    vague: bool = False
    """"western Jalisco", "near Tapalpa": not the place itself."""
    offset_km: float | None = None
    """"40 miles south of Lyon" in kilometres: not the place itself, and not close to it."""
    partner: Name | None = field(default=None, repr=False)
    """The other end of "between Lyon and Grenoble"."""
    spread: bool = False
    """A country of which so many states are told: "in 20 states of Mexico"."""
    level: str | None = None
    """The level that a word beside it tells: "the state of", "County"."""
    nested: bool = False
    """Part of a longer name that is no place: "Jalisco New Generation Cartel"."""
    clipped: bool = False
    """Spelt as an abbreviation that the curated tables vouch for: "Ont.", "W.Va."."""
    demonym: bool = False
    acts: bool = False
    """Stands as a government would: "intelligence from Washington"."""
    modifier: bool = False
    """Stands before a noun as an adjective would: "U.S. officials"."""
    called: bool = False
    """A word for a settlement leads it: "the village of Flumeri", "a town called Låsby"."""
    dateline: bool = False
    """Opens a report: "GUADALAJARA, Mexico (AP) —"."""
    container: bool = False
    """The name before lies in it, or a party's letter stands before it: abbreviations count then."""
    weak: bool = False
    """Somebody's home or office: "Alexandria man", "Tamaulipas police", "Ann Lee of Southlake", "Northbrook-based"."""
    site: Site | None = None
    """What a site is whose kind stands before its name: "Hospital Rosales"."""
    inner: tuple[Name, ...] = field(default=(), repr=False)
    """The known names that are part of a site's: "Hospital General de Celaya"."""
    head: int = -1
    """The token that the sentence hangs the name by."""
    inside: Name | None = field(default=None, repr=False)
    """The area named right behind it: "Tapalpa, Jalisco"."""

    def __post_init__(self) -> None:
        """Its last word is its head, until the parse has been asked."""
        if self.head < 0:
            self.head = self.last - 1

    @property
    def best(self) -> float:
        """Prior of the likeliest place of that name; 0 if there is none."""
        return self.entries[0].prior if self.entries else 0.0

    @property
    def several(self) -> bool:
        """Whether it has more than one word."""
        return " " in self.folded

    @property
    def tagged(self) -> bool:
        """Whether the tagger calls it a place."""
        return self.label in PLACE_LABELS

    @property
    def names_its_kind(self) -> bool:
        """ "Rapides Parish" says itself what it is."""
        return (
            self.several
            and bool(self.entries)
            and self.entries[0].place.level == "admin2"
            and self.folded.split()[-1] in levels()
        )

    @property
    def supported(self) -> bool:
        """Whether the words around this mention, or in it, speak for a place."""
        return bool(
            self.names_its_kind
            or self.locative
            or self.inside
            or self.level
            or self.dateline
            or self.weak
            or self.container
        )

    @property
    def bare_code(self) -> bool:
        """A two-letter code or clipped word that only stands for a state behind a town: "IN", "Mass."."""
        told = self.inside is not None or self.container or self.dateline  # "BAHUICHIVO, Chih.-"
        if told or self.text.count(".") > 1 or not self.entries:
            return False
        if self.text.isupper() and self.text.isalpha() and len(self.text) > 2:
            return False
        if self.clipped and self.weak and self.text.endswith("."):
            return False  # "Missing Ill. man found"
        first = self.entries[0]
        return self._short and not (first.place.level in ("country", "region") and first.name_kind < 2)

    @property
    def _short(self) -> bool:
        """Whether it is spelt as a code or a clipped word is."""
        return _ABBREVIATION.fullmatch(self.text) is not None or (len(self.text) <= 5 and self.clipped)


class Context:
    """One document, and what is asked of it again and again."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer) -> None:
        self.doc = doc
        self.text = text_of(doc)
        """Kept: spaCy joins the tokens anew each time it is asked."""
        self.gazetteer = gazetteer
        self.ents = {i: ent for ent in doc.ents for i in range(ent.start, ent.end)}
        self.people = _person_tokens(doc, self._is_town)
        self.surnames = {name for name in _surnames(doc) if not self._is_country(name)} | self._first_names()
        self.title_case = _title_lines(doc)

    def _first_names(self) -> set[str]:
        """First names of the text's people that places bear too, where it never says "in" or "from" such a place."""
        names = {
            fold(person.person.name).split()[0]
            for person in self.doc._.people
            if " " in person.person.name and not _is_thing(person.person.name)
        }
        before = "|".join(map(re.escape, sorted(_OF_NAMESAKES))) or "(?!)"
        return {
            name
            for name in names & words("everyday", "homonyms")
            if not re.search(rf"\b(?:{before}) {name}\b", self.text, re.IGNORECASE)
        }

    def _is_town(self, name: str) -> bool:
        """Whether a single name that the tagger took for a person's is a town's, and nobody's first name."""
        folded = fold(name)
        entries = self.gazetteer.entries(folded)
        return (
            bool(entries)
            and entries[0].prior >= KNOWN_TOWN
            and entries[0].name_kind < 2
            and folded not in given() | words("everyday", "words")
        )

    def _is_country(self, folded: str) -> bool:
        """Whether a last name is rather a country's: "Rethinking Egypt-US"."""
        entries = self.gazetteer.entries(folded)
        return bool(entries) and entries[0].place.level == "country" and folded not in words("everyday", "words")

    def word(self, i: int) -> str:
        """The token in lower case; empty outside the text."""
        tokens = self.doc.tokens
        return tokens[i].lower_ if 0 <= i < len(tokens) else ""

    def token(self, i: int) -> Token | None:
        """The token; None outside the text."""
        tokens = self.doc.tokens
        return tokens[i] if 0 <= i < len(tokens) else None

    def capital(self, i: int) -> Token | None:
        """The token if it has a capital."""
        token = self.token(i)
        return token if token is not None and token.text[0].isupper() else None

    def proper(self, i: int) -> Token | None:
        """The token if it has a capital and is a name to the tagger."""
        token = self.capital(i)
        return token if token is not None and token.pos_ == "PROPN" else None

    def broken(self, first: int, last: int) -> bool:
        """Whether something stands between the tokens that no name holds."""
        return any(
            t.is_space or t.text in ',;:()[]"“”/' or (t.is_sent_start and t.i > first and t.text[0].islower())
            for t in self.doc[first:last]
        )

    def is_abbreviation(self, text: str) -> bool:
        """Whether the curated tables have exactly this spelling, with or without the last point."""
        return text in self.gazetteer.abbreviations or f"{text}." in self.gazetteer.abbreviations

    def names_person(self, name: Name) -> bool:
        """Whether a token of the name belongs to a person's name."""
        return any(i in self.people for i in range(name.first, name.last))


def holds(area: Entry, entry: Entry) -> bool:
    """Whether the second place lies in the first by the gazetteer's codes."""
    a, b = area.place, entry.place
    if a.id == b.id or a.country != b.country or a.country is None:
        return False
    if a.level == "country":
        return b.level != "country"
    if a.level == "admin1":
        return a.admin1_code == b.admin1_code and b.level not in ("country", "admin1")
    return area.admin2_code is not None and area.admin2_code == entry.admin2_code and b.level in ("city", "poi")


def _person_tokens(doc: Doc, is_town: Callable[[str], bool]) -> set[int]:
    """Tokens inside a person's name; a bare single name that ``is_town`` is none."""
    found: set[int] = set()
    for person in doc._.people:
        bare = " " not in person.person.name and not person.person.role
        if _is_thing(person.person.name) or (bare and is_town(person.person.name)):
            continue
        for start, end in person.spans:
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None and not _is_address(span):
                found.update(range(span.start, span.end))
    for ent in doc.ents:
        named = ent.label_ == "PERSON" and sum(t.text[0].isupper() for t in ent) > 1 and fold(ent[0].text) in given()
        if named and not _is_address(ent):
            found.update(range(ent.start, ent.end))
    return found


def _is_address(name: Span) -> bool:
    """Whether a street, a quarter or a house is named: "la colonia Benito Juárez", "el Hospital Juan Ramón Jiménez"."""
    leading = words("kinds", "streets_leading") | words("kinds", "houses_leading")
    return name.start > 0 and name.doc[name.start - 1].lower_ in leading


def _surnames(doc: Doc) -> set[str]:
    """Words that stand for people named in full: last names, common first names, nicknames."""
    found: set[str] = set()
    for person in doc._.people:
        parts = fold(person.person.name).split()
        if parts[-2:-1] and parts[-2] in words("kinds", "linking"):
            continue  # "Ríos de Culiacán": what stands behind "de" is rather where it is
        if len(parts) > 1 and not _is_thing(person.person.name):
            found.update(parts[-1:] if parts[0] not in given() else (parts[0], parts[-1]))
            found.update(fold(alias) for alias in person.person.aliases)
    return found | _tagged_names(doc)


def _tagged_names(doc: Doc) -> set[str]:
    """First and last names of what the tagger takes for people and what begins with a common first name."""
    found: set[str] = set()
    for ent in doc.ents:
        parts = [t.text for t in ent if t.is_alpha]
        if ent.label_ == "PERSON" and len(parts) == 2 and ent.text.istitle() and fold(parts[0]) in given():
            found.update(fold(part) for part in parts)
    return found


def _is_thing(name: str) -> bool:
    """Whether what the tagger took for a person is a house or a body: "Huntsville Fire Station", "Dublin City"."""
    return not set(fold(name).split()[1:]).isdisjoint(words("kinds", "never_people"))


def _title_lines(doc: Doc) -> set[int]:
    """Tokens of lines in title case or capitals."""
    found: set[int] = set()
    for sent in doc.sents:
        letters = [t for t in sent if t.is_alpha and len(t) > 3]
        if len(letters) >= 3 and sum(t.text[0].isupper() for t in letters) > TITLE_CASE * len(letters):
            found.update(range(sent.start, sent.end))
    return found


__all__ = ["PLACE_LABELS", "POSSESSIVE", "Context", "Name", "Site", "holds"]
