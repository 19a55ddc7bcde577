"""Finds the stretches of a text that name places: by the tagger, and by the gazetteer where the tagger misses them."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.gazetteer.folding import fold
from geo.resolve.vocabulary import given, levels, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from geo.gazetteer.lookup import Entry, Gazetteer

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
#: Least prior (about the tenth logarithm of inhabitants) at which a name is taken for a place, by what speaks for it.
#: Set on TR-News, an English corpus of world news, and not moved since.
ALONE, TAGGED_OTHERWISE, AFTER_PREPOSITION, SEVERAL_WORDS = 5.0, 4.7, 3.3, 4.2
#: A name with nothing but the tagger's word behind it that no mention in the text supports.
TAGGED_ONLY = 4.0
#: Least prior of a town whose name of two words the tagger took for a person's.
MISTAKEN = 3.5
NESTED = 3.5
WHOLES = frozenset({"ORG", "FAC", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW"})
MAX_TOKENS = 9
#: Words that make no name of a place by themselves.
GENERIC = frozenset(["north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "center", "centre", "far", "upper", "lower", "mid", "northeast", "northwest", "southeast", "southwest", "north-east", "north-west", "south-east", "south-west", "northeastern", "northwestern", "southeastern", "southwestern", "the", "of", "region", "district", "province", "state", "county", "city", "town"])
#: Before a legislator's home: "R-Florence".
PARTIES = frozenset({"R", "D", "I", "DFL", "Lab", "Con", "LD"})
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z]{1,4}\.|[A-Z]{2}|[A-Z]\.")
_DATELINE = re.compile(r"(?:,\s[A-Z][\w. ]{1,25}?)?\s*(?:\([A-Z][\w./ ]*\)\s*)?(?:—|–|--|-)\s")
_WORD = re.compile(r"[^\W\d_]")


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
    label: str = ""
    """The tagger's label, where it covers the name and little else."""
    locative: bool = False
    """A preposition of place stands before it."""
    vague: bool = False
    """"western Jalisco", "the area around Tapalpa": not the point itself."""
    level: str | None = None
    """The level that a word beside it tells: "the state of", "County"."""
    nested: bool = False
    """Part of a longer name that is no place: "Jalisco New Generation Cartel"."""
    clipped: bool = False
    """Spelt as an abbreviation that the curated tables vouch for: "Ont.", "W.Va."."""
    demonym: bool = False
    modifier: bool = False
    """Stands before a noun as an adjective would: "U.S. officials"."""
    dateline: bool = False
    """Opens a report: "GUADALAJARA, Mexico (AP) —"."""
    container: bool = False
    """The name before lies in it, or a party's letter stands before it: abbreviations count then."""
    weak: bool = False
    """A common noun for people or offices follows: "Alexandria man", "Tamaulipas police"."""
    inside: Name | None = field(default=None, repr=False)
    """The area named right behind it: "Tapalpa, Jalisco"."""

    @property
    def best(self) -> float:
        """Prior of the likeliest place of that name; 0 if there is none."""
        return self.entries[0].prior if self.entries else 0.0


def recognise(doc: Doc, gazetteer: Gazetteer) -> list[Name]:
    """The names of places in text order; those without entries are names the tagger alone vouches for."""
    reader = _Reader(doc, gazetteer)
    found = list(reader.scan())
    for name in found:
        reader.describe(name)
    _link(doc, found)
    kept = [name for name in found if reader.is_place(name)]
    kept = reader.supported(kept)
    kept = [*kept, *_listed(doc, found, kept, reader)]
    sure = {n.folded for n in kept if not n.nested and not n.demonym and (n.label in PLACE_LABELS or reader.is_supported(n))}
    taken = {id(name) for name in kept}
    again = [n for n in found if n.folded in sure and id(n) not in taken and not reader.is_excluded(n)]
    kept = sorted([*kept, *again], key=lambda n: n.start)
    return sorted([*kept, *reader.strangers(kept, found)], key=lambda n: n.start)


class _Reader:
    """One pass over one document."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer) -> None:
        self.doc = doc
        self.gazetteer = gazetteer
        self.ents = {i: ent for ent in doc.ents for i in range(ent.start, ent.end)}
        self.people = _person_tokens(doc)
        self.surnames = _surnames(doc)
        self.shouted = _title_lines(doc)

    # Scanning

    def scan(self) -> Iterator[Name]:
        """Every longest match of the text with the gazetteer."""
        i = 0
        while i < len(self.doc):
            token = self.doc[i]
            found = self._article(i) if token.lower_ == "the" else self._match(i) if token.text[0].isupper() else None
            if found:
                yield found
                i = found.last
            else:
                if "-" in token.text and token.text[0].isupper():
                    yield from self._compound(token)
                i += 1

    def _article(self, i: int) -> Name | None:
        """A name that the gazetteer has with its article only: "the Hague"."""
        if i + 1 == len(self.doc) or not self.doc[i + 1].text[0].isupper():
            return None
        found, bare = self._match(i), self._match(i + 1)
        if found is None or found.last == i + 1 or (bare is not None and bare.best + 1 > found.best):
            return None
        return found

    def _match(self, i: int) -> Name | None:
        opening = self.doc[i : i + 2].text if self._word(i + 1) in ("’s", "'s") else self.doc[i].text
        first = fold(opening).split(" ")[0]
        longest = min(2 * self.gazetteer.starts.get(first, 1) - 1, MAX_TOKENS, len(self.doc) - i)
        if first in self.gazetteer.demonym_starts:
            longest = max(longest, 2)
        for length in range(longest, 0, -1):
            last = self.doc[i + length - 1]
            if length > 1 and (not last.text[0].isupper() or self._broken(i, i + length)):
                continue
            found = self._lookup(i, i + length)
            if found:
                return found
        return None

    def _broken(self, first: int, last: int) -> bool:
        """Whether something stands between the tokens that no name holds."""
        return any(t.is_space or t.text in ",;:()[]\"“”/" or (t.is_sent_start and t.i > first and not t.text[0].isupper())
                   for t in self.doc[first:last])

    def _lookup(self, first: int, last: int) -> Name | None:
        span = self.doc[first:last]
        text = span.text
        folded = fold(text)
        if not folded or not _WORD.search(text) or (len(folded) <= 3 and not self._short_name(first, text)):
            return None
        if not set(folded.split()) - GENERIC:
            return None  # "Western", "North West": somewhere a province, everywhere a direction
        demonym = self.gazetteer.demonym(folded)
        entries = (demonym,) if demonym else self.gazetteer.entries(folded)
        if not entries:
            return None
        clipped = last == first + 1 and (text in self.gazetteer.abbreviations or f"{text}." in self.gazetteer.abbreviations)
        return Name(first, last, span.start_char, span.end_char, text, folded, entries, demonym=demonym is not None,
                    clipped=clipped)

    def _short_name(self, first: int, text: str) -> bool:
        """Whether so few letters are an abbreviation, or a short name that something speaks for: "Kef", "Bam"."""
        if text in self.gazetteer.abbreviations or f"{text}." in self.gazetteer.abbreviations:
            return True
        if text.replace(".", "").isupper():
            return "." not in text
        return len(text) == 3 and text.istitle() and (
            self._word(first - 1) in words("inner") or self.doc[first].ent_type_ in PLACE_LABELS)

    def _compound(self, token: Token) -> Iterator[Name]:
        """"U.S.-Mexico": each part that is a country, a state or a people."""
        at = token.idx
        seat = token.text.split("-")[0] in PARTIES
        for part in token.text.split("-"):
            folded = fold(part)
            demonym = self.gazetteer.demonym(folded) if part[:1].isupper() and not seat else None
            entries = (demonym,) if demonym else self.gazetteer.entries(folded) if part[:1].isupper() else ()
            known = entries and entries[0].place.level in ("country", "admin1") and entries[0].name_kind < 2
            if entries and (known or seat) and len(folded) > 1:
                yield Name(token.i, token.i + 1, at, at + len(part), part, folded, entries, label="GPE",
                           demonym=demonym is not None, modifier=True, locative=seat, container=seat)
            at += len(part) + 1

    # What stands around

    def describe(self, name: Name) -> None:
        """Fill in what the words around tell."""
        if name.end - name.start < self.doc[name.first].idx + len(self.doc[name.first]) - name.start:
            return  # a part of a compound
        name.label = name.label or self._label(name)
        before = self._word(name.first - 1)
        if before in words("directions"):
            name.vague = True
            before = self._word(name.first - 2)
        if before == "the":
            before = self._word(name.first - 2)
        name.locative = before in words("locative") or (
            before == "of" and (self._level_before(name.first - 2) is not None
                                or self._word(name.first - 2) in words("directions")))
        name.vague = name.vague or before in words("beside")
        name.level = self._level(name, before)
        name.dateline = self._is_dateline(name)
        name.container = name.container or (self._word(name.first - 1) in ("-", "–") and name.first > 1
                                            and self.doc[name.first - 2].text in PARTIES)
        name.weak = self._word(name.last) in words("kinds", "folk") or (self._word(name.last + 1) in words("kinds", "folk") and (
            self._word(name.last) in ("’s", "'s")))
        name.nested = not name.demonym and self._is_nested(name)
        after = self.doc[name.last] if name.last < len(self.doc) else None
        name.modifier = after is not None and after.pos_ in ("NOUN", "ADJ") and self.doc[name.last - 1].dep_ in (
            "compound", "amod", "nmod", "poss")

    def _label(self, name: Name) -> str:
        ent = self.ents.get(name.first)
        if ent is None:
            return ""
        inner = [t for t in ent if not (name.first <= t.i < name.last)]
        plain = all(t.is_punct or t.lower_ in words("directions") or t.lower_ in levels() or t.lower_ in ("the", "’s", "'s")
                    or t.lower_ in words("kinds", "behind") for t in inner)
        return ent.label_ if plain or (ent.label_ in PLACE_LABELS and ent.end > name.last and self._word(name.last) == ",") else ""

    def _is_dateline(self, name: Name) -> bool:
        """"TORRINGTON — The mayor", "GUADALAJARA, Mexico (AP) —": capitals at the start of a line, then a dash."""
        before = self.doc[name.first - 1] if name.first else None
        starts = before is None or before.is_space or self.doc[name.first].is_sent_start
        return bool(starts and name.text.isupper() and len(name.text) > 3 and
                    _DATELINE.match(self.doc.text[name.end : name.end + 60]))

    def _word(self, i: int) -> str:
        return self.doc[i].lower_ if 0 <= i < len(self.doc) else ""

    def _level_before(self, i: int) -> str | None:
        return levels().get(self._word(i))

    def _level(self, name: Name, before: str) -> str | None:
        after = self._word(name.last)
        if after in levels() and name.last < len(self.doc) and after not in ("capital", "republic", "resort", "port", "community"):
            return levels()[after]
        if after in words("kinds", "of_state") or (after in ("’s", "'s") and self._word(name.last + 1) in words("kinds", "of_state")):
            return "admin1"
        if before == "of":
            at = name.first - 2 if self._word(name.first - 1) == "of" else name.first - 3
            return self._level_before(at)
        told = levels().get(before)
        return told if before != "state" else None

    def _is_nested(self, name: Name) -> bool:
        """Whether the name is part of a longer one that is no place."""
        if self._behind_head(name):
            return True
        after = self.doc[name.last] if name.last < len(self.doc) else None
        if after is None or after.is_space or not after.text[0].isupper() or after.i in self.people:
            return self._led(name)
        word = after.lower_
        if word in words("kinds", "offices") or word in levels() or word in words("kinds", "behind"):
            following = self._capital(name.last + 1)
            return (word in words("kinds", "bodies") and not self._is_rank(name.last)) or (
                word in levels() and following is not None and following.lower_ in words("kinds", "bodies"))
        ent = self.ents.get(name.first)
        covered = ent is not None and ent.end > name.last and ent.label_ in ("ORG", "FAC", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW", "LOC")
        if word in words("kinds", "bodies") or covered:
            return not (self._title_case(name) and not covered)
        return after.pos_ == "PROPN" and after.ent_type_ not in ("DATE", "TIME", "PERSON", "GPE", "NORP", "CARDINAL") and (
            not self._title_case(name) and name.label not in PLACE_LABELS)

    def _is_rank(self, i: int) -> bool:
        """"Police Chief": an office, though its first word also heads bodies."""
        after = self._capital(i + 1)
        return after is not None and (after.lower_ in words("kinds", "offices") or after.i in self.people)

    def _capital(self, i: int) -> Token | None:
        return self.doc[i] if i < len(self.doc) and self.doc[i].text[0].isupper() else None

    def _behind_head(self, name: Name) -> bool:
        """"University of Texas", "Bank of Mexico"."""
        if self._word(name.first - 1) not in ("of", "at"):
            the = self._word(name.first - 1) == "the" and self._word(name.first - 2) == "of"
            if not the:
                return False
        at = name.first - 2 if self._word(name.first - 1) in ("of", "at") else name.first - 3
        head = self._capital(at) if at >= 0 else None
        return head is not None and head.lower_ in words("kinds", "heads") and head.lower_ not in words("kinds", "places_of") \
            and not self._title_case(name)

    def _led(self, name: Name) -> bool:
        """A capitalised word of the same name before it: "Royal Caribbean"."""
        ent = self.ents.get(name.first)
        if ent is None or ent.start == name.first or ent.label_ not in WHOLES or self._title_case(name):
            return False
        led = self.doc[ent.start : name.first]
        if led[-1].lower_ in words("locative") or any(t.text in ",;:" for t in led):
            return False
        plain = words("directions") | words("kinds", "offices") | {"the"}
        return any(t.text[0].isupper() and t.lower_ not in plain and t.lower_ not in levels() and t.is_alpha for t in led)

    def _title_case(self, name: Name) -> bool:
        return name.first in self.shouted

    # Deciding

    def is_person(self, name: Name) -> bool:
        """Whether a person is named here, or everywhere under that name."""
        firmly = name.inside is not None or name.dateline or (name.label in PLACE_LABELS and name.locative)
        if any(i in self.people for i in range(name.first, name.last)):
            return not firmly and not self._mistaken(name)
        if name.folded in self.surnames:
            return not firmly
        before = self.doc[name.first - 1] if name.first else None
        return before is not None and before.i in self.people and before.text[0].isupper()

    def _mistaken(self, name: Name) -> bool:
        """Whether a name of several words, taken for a person's, is a town's and nothing tells of a person."""
        words_ = name.folded.split()
        if len(words_) < 2 or words_[0] in given() or name.best < MISTAKEN or name.entries[0].name_kind > 1:
            return False
        owners = [p for p in self.doc._.people if any(s < name.end and name.start < e for s, e in p.spans)]
        return all(p.person.role is None and p.spans == ((name.start, name.end),) for p in owners)

    def only_here(self, name: Name) -> bool:
        """Whether a name taken for a person's is the whole of it and stands after "and" in a list, once in the text."""
        spans = [span for person in self.doc._.people for span in person.spans
                 if any(s < name.end and name.start < e for s, e in person.spans)]
        return spans == [(name.start, name.end)] and self._word(name.first - 1) in ("and", "or", ",") and \
            " " in name.folded and name.first > 3 and self._word(name.first - 3) in (",", "and")

    def is_place(self, name: Name) -> bool:
        """Whether enough speaks for a place."""
        if name.demonym:
            return self._is_demonym(name)
        if self.is_excluded(name) or self._beside_name(name):
            return False
        if name.label in PLACE_LABELS or name.inside is not None:
            return name.best > 0 and (name.folded not in words("everyday", "words") or name.locative or name.inside is not None
                                      or name.folded in words("everyday", "known"))
        return name.best >= self._threshold(name)

    def is_excluded(self, name: Name) -> bool:
        """Whether this mention cannot be of a place, whatever speaks for its name elsewhere."""
        return _is_bare_code(name) or self.is_person(name) or self._is_adjective(name)

    def _is_adjective(self, name: Name) -> bool:
        """"US $15 million", "the White House press secretary", "a Pacific resort": something else is meant."""
        after = self.doc[name.last] if name.last < len(self.doc) else None
        if after is None or not name.entries:
            return False
        if after.text == "$" or (after.ent_type_ == "MONEY" and after.is_digit):
            return True
        if after.lower_ in words("kinds", "streets") or (self._word(name.last + 1) in words("kinds", "streets") and
                                                         after.text[0].isupper()) or self._word(name.first - 1) == "st.":
            return True
        entry = name.entries[0]
        if entry.acts_for and entry.place.level == "poi":
            return name.modifier or after.pos_ == "PROPN"
        return entry.kind in ("ocean", "sea") and " " not in name.folded and (name.modifier or after.lower_ in levels())

    def is_supported(self, name: Name) -> bool:
        """Whether the words around this mention, or in it, speak for a place."""
        return bool(_names_its_kind(name) or name.locative or name.inside or name.level or name.dateline or name.weak or name.container)

    def _threshold(self, name: Name) -> float:
        several = " " in name.folded
        if _names_its_kind(name):
            return 0.0
        if name.dateline or name.container:
            return 2.0
        if not several and name.folded in words("everyday", "words") - words("everyday", "known"):
            return 99.0
        if not several and self.doc[name.first].pos_ not in ("PROPN", "NOUN", "ADJ", "X") and not name.text.isupper():
            return 99.0
        if name.weak or (name.locative and self._word(name.first - 1) in words("inner")):
            return AFTER_PREPOSITION
        if not several and name.folded in given():
            return 99.0
        if name.nested and self._word(name.last) in words("kinds", "bodies") and not self._follows_capital(name):
            return NESTED
        if name.label == "PERSON":
            return ALONE
        if several:
            return SEVERAL_WORDS
        return TAGGED_OTHERWISE if name.label else ALONE

    def _follows_capital(self, name: Name) -> bool:
        before = self.doc[name.first - 1] if name.first else None
        return before is not None and before.pos_ == "PROPN" and before.text[0].isupper() and \
            before.lower_ not in words("directions")

    def _is_demonym(self, name: Name) -> bool:
        ent = self.ents.get(name.first)
        if any(i in self.people for i in range(name.first, name.last)) or (ent is not None and ent.label_ == "LANGUAGE"):
            return False
        if ent is not None and ent.label_ == "PERSON" and ent.end - ent.start > 1:
            return False
        return name.folded not in self.surnames

    def _beside_name(self, name: Name) -> bool:
        """Whether the neighbours make another proper name of it, which is neither a place nor an organisation's."""
        if name.nested or name.label in PLACE_LABELS or self._title_case(name):
            return False
        before = self.doc[name.first - 1] if name.first else None
        if before is not None and before.pos_ == "PROPN" and before.text[0].isupper() and before.is_alpha:
            plain = before.lower_ in words("directions") or before.lower_ in levels() or (before.i in self.ents and \
                self.ents[before.i].label_ in ("GPE", "DATE", "NORP", "LOC"))
            return not plain
        return False

    def supported(self, names: list[Name]) -> list[Name]:
        """The names without small places that only the tagger speaks for, and no mention anywhere in the text."""
        spoken = {name.folded for name in names if self.is_supported(name)}
        return [n for n in names if n.best >= TAGGED_ONLY or n.folded in spoken or n.nested or n.demonym]

    # Names that only the tagger vouches for

    def strangers(self, known: list[Name], found: list[Name]) -> Iterator[Name]:
        """What the tagger calls a place and the gazetteer does not have: misspelt, or too small."""
        taken = {i for name in (*known, *found) for i in range(name.first, name.last)}
        people = {fold(ent.text) for ent in self.doc.ents if ent.label_ == "PERSON"}
        for ent in self.doc.ents:
            if ent.label_ not in ("GPE", "LOC") or any(i in taken or i in self.people for i in range(ent.start, ent.end)):
                continue
            first, last = ent.start, ent.end
            while first < last and (not self.doc[first].text[0].isupper() or self.doc[first].lower_ in (
                    words("directions") | {"the"}) | levels().keys()):
                first += 1
            while last > first and (not self.doc[last - 1].text[0].isupper() or self.doc[last - 1].lower_ in levels()):
                last -= 1
            span = self.doc[first:last]
            folded = fold(span.text) if last > first else ""
            if len(folded) < 4 or folded in self.surnames | people or self._broken(first, last) or not span.text[0].isalpha():
                continue
            name = Name(first, last, span.start_char, span.end_char, span.text, folded, (), label=ent.label_)
            self.describe(name)
            _link_one(self.doc, name, known)
            if self._stands_alone(name) and self.is_supported(name):
                yield name

    def _stands_alone(self, name: Name) -> bool:
        """Whether no capitalised word beside it makes a longer name of it."""
        before = self.doc[name.first - 1] if name.first else None
        if before is not None and before.pos_ == "PROPN" and before.text[0].isupper() and before.lower_ not in (
                words("directions") | levels().keys()):
            return False
        return not name.nested and bool(set(name.folded.split()) - GENERIC)


_LINK = re.compile(r"\s*(?:,|and|or|&|-|–|,\s*and|,\s*or)\s*")
#: Least prior of a name in a list with places.
LISTED = 3.0


def _listed(doc: Doc, found: list[Name], kept: list[Name], reader: _Reader) -> list[Name]:
    """Names in one list with names that are places: "from Hornsey, Stoke Newington and Walthamstow"."""
    places = {id(name) for name in kept}
    out = []
    for pair in (list(zip(found, found[1:], strict=False)), list(zip(found[::-1], found[-2::-1], strict=False))):
        for known, name in pair:
            first, second = sorted((known, name), key=lambda n: n.start)
            if id(known) in places and id(name) not in places and not name.demonym and not known.demonym and \
                    not known.nested and not name.nested and name.best >= LISTED and (
                        not reader.is_person(name) or reader.only_here(name)) and \
                    not _is_bare_code(name) and name.folded not in words("everyday", "words") and \
                    _LINK.fullmatch(doc.text[first.end : second.start]):
                places.add(id(name))
                out.append(name)
    return out


def _is_bare_code(name: Name) -> bool:
    """A two-letter code or clipped word that only stands for a state behind a town: "IN", "Mass."."""
    if name.inside is not None or name.container or name.text.count(".") > 1 or not name.entries:
        return False
    if name.text.isupper() and len(name.text) > 2 and name.text.isalpha():
        return False
    short = _ABBREVIATION.fullmatch(name.text) or (len(name.text) <= 5 and name.clipped)
    return bool(short) and not (name.entries[0].place.level in ("country", "region") and name.entries[0].name_kind < 2)


def _names_its_kind(name: Name) -> bool:
    """"Rapides Parish" says itself what it is."""
    return bool(name.entries) and name.entries[0].place.level == "admin2" and " " in name.folded and \
        name.folded.split()[-1] in levels()


def _person_tokens(doc: Doc) -> set[int]:
    """Tokens inside a person's name."""
    found: set[int] = set()
    for person in doc._.people:
        for start, end in person.spans:
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                found.update(range(span.start, span.end))
    for ent in doc.ents:
        if ent.label_ == "PERSON" and sum(t.text[0].isupper() for t in ent) > 1 and fold(ent[0].text) in given():
            found.update(range(ent.start, ent.end))
    return found


def _surnames(doc: Doc) -> set[str]:
    """First and last words of the names of people who are named in full."""
    found: set[str] = set()
    for person in doc._.people:
        parts = fold(person.person.name).split()
        if len(parts) > 1:
            found.update(parts[-1:] if parts[0] not in given() else (parts[0], parts[-1]))
            found.update(fold(alias) for alias in person.person.aliases)
    for ent in doc.ents:
        parts = [t.text for t in ent if t.is_alpha]
        if ent.label_ == "PERSON" and len(parts) == 2 and all(part.istitle() for part in parts) and fold(parts[0]) in given():
            found.update(fold(part) for part in parts)
    return found


def _title_lines(doc: Doc) -> set[int]:
    """Tokens of lines in title case or capitals, where a capital tells nothing."""
    found: set[int] = set()
    for sent in doc.sents:
        letters = [t for t in sent if t.is_alpha and len(t) > 3]
        if len(letters) >= 3 and sum(t.text[0].isupper() for t in letters) > 0.8 * len(letters):
            found.update(range(sent.start, sent.end))
    return found


def _link(doc: Doc, names: list[Name]) -> None:
    """Tie "A, B" where B is a state or country that holds an A."""
    for name, after in itertools.pairwise(names):
        _tie(doc, name, after)


def _link_one(doc: Doc, name: Name, known: list[Name]) -> None:
    after = next((other for other in known if other.first == name.last + 1), None)
    if after is not None:
        _tie(doc, name, after, stranger=True)


#: How much less likely the place inside the area may be than the likeliest of that name, in a list and otherwise.
LIST_SLACK, SLACK = 1.5, 6.0


def _tie(doc: Doc, name: Name, after: Name, *, stranger: bool = False) -> None:
    between = doc.text[name.end : after.start]
    if name.demonym or after.demonym or between.strip() not in (",", "(") or "\n" in between or len(between) > 3:
        return
    areas = [e for e in after.entries if e.place.level in ("country", "admin1", "admin2")]
    if not areas:
        return
    if stranger:
        name.inside = after
        return
    slack = LIST_SLACK if _looks_like_list(doc, after) else SLACK
    if any(holds(area, entry) and entry.prior >= name.best - slack for area in areas for entry in name.entries):
        name.inside = after
        after.container = True
    elif _closes(doc, after) and areas[0] is after.entries[0] and slack == SLACK and (
            after.clipped or name.best < areas[0].prior):
        name.inside = after  # a town too small for the gazetteer, or misspelt: at least its namesakes elsewhere are out
        after.container = True


def _closes(doc: Doc, last: Name) -> bool:
    """Whether the area ends the apposition: a point, a comma, a bracket or a dash follows."""
    following = doc.text[last.end : last.end + 2].lstrip(" ")[:1]
    return following in (",", ".", ")", "—", "–", "-", "(", ";", "\n", "")


def _looks_like_list(doc: Doc, last: Name) -> bool:
    following = doc[last.last : last.last + 2].text.lower()
    return following.startswith(("and ", "or ")) or bool(re.match(r", (?:and )?\w", following) and last.last + 1 < len(doc)
                                                          and doc[last.last + 1].text[0].isupper())


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
