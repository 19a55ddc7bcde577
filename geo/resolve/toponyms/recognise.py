"""Finds the stretches of a text that name places: by the tagger, and by the gazetteer where the tagger misses them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geo.gazetteer.folding import fold
from geo.language.text.dateline import in_dateline
from geo.lexicons import Words
from geo.resolve.toponyms.cues import describe
from geo.resolve.toponyms.longer import without_beginnings
from geo.resolve.toponyms.mentions import POSSESSIVE, Context, Name
from geo.resolve.toponyms.neighbours import listed, tie_all, tie_stranger, unknown_in_lists
from geo.resolve.toponyms.plurals import plural_areas
from geo.resolve.toponyms.scan import MAX_TOKENS, scan
from geo.resolve.toponyms.vocabulary import given, levels, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.language.text.parsed import Token

#: Least prior (about the tenth logarithm of inhabitants) at which a name is taken for a place, by what speaks for it;
#: set on TR-News, an English corpus of world news.
ALONE, SEVERAL_WORDS, TAGGED_OTHERWISE, IN_BODY, AFTER_PREPOSITION, SURELY = 5.0, 4.2, 4.7, 3.5, 3.3, 1.3
NEVER = 99.0
#: Prior from which a town needs no word before its name: "Downtown Chicago".
LARGE = 5.7
_ARTICLE = Words("speech", "small_words", "definite")
_BELONGING = Words("places", "prepositions", "belonging")
_OF_CLUBS = Words("places", "prepositions", "of_clubs")
_COORDINATORS = Words("places", "naming", "coordinators")
_SOURCES = Words("places", "naming", "sources")
_PAPERS = Words("places", "naming", "papers")
_SAINTS = Words("places", "naming", "saints")
_BETWEEN_SAINTS = Words("places", "naming", "between_saints")
#: "The corner of Dublin and Little Rome Streets": words from a name to the word that it shares.
STREETS_REACH = 6
_DOUBTFUL_STREETS = Words("places", "naming", "doubtful_streets")
#: The same for a name with nothing but the tagger's word behind it that no mention in the text supports.
TAGGED_ONLY = 4.0
#: Least prior of a town whose name of two words the tagger took for a person's.
MISTAKEN = 3.5
MIN_STRANGER = 4
#: Tokens behind a saint's name within which the kind of house stands.
PATRON_REACH = 8


class Recognised(NamedTuple):
    """What a text names, in text order."""

    names: list[Name]
    """Names of places; those without entries are names the gazetteer lacks."""
    doubtful: list[Name]
    """Names that would be places if one of that name lay where the text happens."""


def recognise(context: Context) -> Recognised:
    """The names of places in a text, and those for which too little speaks as yet."""
    judge = _Judge(context)
    found = without_beginnings(context, plural_areas(context, list(scan(context))))
    for name in found:
        describe(context, name)
    tie_all(context, found)
    judge.learn(found)
    kept = _without_hearsay([name for name in found if judge.is_place(name)])
    kept += listed(context, found, kept, judge.may_be_listed)
    kept += _again(found, kept, judge)
    kept += _strangers(context, found, kept)
    kept += _listed_strangers(context, found, kept, judge)
    taken = {i for name in kept for i in range(name.first, name.last)}
    doubtful = [n for n in found if taken.isdisjoint(range(n.first, n.last)) and judge.is_doubtful(n)]
    return Recognised(sorted(kept, key=lambda n: n.start), doubtful)


def _without_hearsay(names: list[Name]) -> list[Name]:
    """The names without small places that only the tagger speaks for, and no mention anywhere in the text."""
    spoken = {name.folded for name in names if name.supported}
    return [n for n in names if n.best >= TAGGED_ONLY or n.folded in spoken or n.nested or n.demonym]


def _again(found: list[Name], kept: list[Name], judge: _Judge) -> list[Name]:
    """Further mentions of names that are surely places elsewhere in the text."""
    sure = {n.folded for n in kept if not n.nested and not n.demonym and (n.tagged or n.supported)}
    taken = {id(name) for name in kept}
    return [n for n in found if n.folded in sure and id(n) not in taken and not judge.is_excluded(n)]


class _Judge:
    """Decides whether a described name is a place."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._named_at: dict[int, set[int]] = {}
        """For each character of a person's name who is named there."""
        for k, person in enumerate(context.doc._.people):
            for at in (at for start, end in person.spans for at in range(start, end)):
                self._named_at.setdefault(at, set()).add(k)
        self.datelines: set[str] = set()
        """Folded names that open a report: no surname heard elsewhere takes those away."""
        self.ailments: set[str] = set()
        """Folded names that an illness of the text bears."""
        self.namesakes: set[str] = set()
        """Folded names that stand in longer ones: "Franklin Elementary", so "in Franklin" may be the school."""

    def learn(self, found: list[Name]) -> None:
        """Take up what each mention of a name tells about the others: datelines, ailments, namesakes."""
        self.datelines.update(name.folded for name in found if name.dateline)
        self.namesakes.update(name.folded for name in found if name.nested)
        self.ailments.update(
            name.folded
            for name in found
            if not name.demonym and self.context.word(name.last) in words("kinds", "ailments")
        )

    def is_place(self, name: Name) -> bool:
        """Whether enough speaks for a place."""
        if name.demonym:
            return self._is_demonym(name)
        if self.is_excluded(name) or self._beside_name(name):
            return False
        if name.tagged or name.inside is not None:
            everyday = name.folded in words("everyday", "words") - words("everyday", "known")
            return name.best > 0 and (not everyday or name.locative or name.inside is not None)
        return name.best >= self._threshold(name)

    def is_excluded(self, name: Name) -> bool:
        """Whether this mention cannot be of a place, whatever speaks for its name elsewhere."""
        filed = name.dateline or name.container  # not "Lima (Europa Press).-"
        agency = not filed and in_dateline(self.context.doc, name.start, name.end)
        return agency or name.bare_code or self._is_person(name) or self._is_something_else(name)

    def is_doubtful(self, name: Name) -> bool:
        """Whether nothing but the lack of evidence speaks against a place."""
        everyday = name.folded in words("everyday", "words") or name.folded in given()
        return not (name.demonym or everyday or self.is_excluded(name) or self._beside_name(name))

    def may_be_listed(self, name: Name) -> bool:
        """Whether a name between places may be one too."""
        person = self._is_person(name) and not self._ends_list(name)
        everyday = name.folded in words("everyday", "words") and not self._is_listed_homonym(name)
        return not (person or name.bare_code or everyday or self._lacks_article(name) or self._lacks_opening(name))

    def _threshold(self, name: Name) -> float:
        if name.names_its_kind:
            return 0.0
        if name.dateline or name.container or name.called or name.offset_km is not None:
            return SURELY
        if (not name.several or name.text[0].islower()) and self._is_everyday(name):
            return AFTER_PREPOSITION if self._is_homonym(name) else NEVER
        if name.weak or (name.locative and self.context.word(name.first - 1) in words("inner")):
            return AFTER_PREPOSITION
        if not name.several and name.folded in given():
            return NEVER
        return self._plain_threshold(name)

    def _plain_threshold(self, name: Name) -> float:
        body = name.nested and self.context.word(name.last) in words("kinds", "bodies")
        if body and not self._follows_name(name):
            return IN_BODY
        if name.label == "PERSON":
            return ALONE
        if name.several:
            return SEVERAL_WORDS
        return TAGGED_OTHERWISE if name.label else ALONE

    def _is_everyday(self, name: Name) -> bool:
        """An everyday word, by the list or because the tagger takes it for no noun."""
        plain = name.folded
        if name.text[0].islower():
            plain = plain.partition(" ")[2]  # "la Guardia": the article is not the name's
        if plain in words("everyday", "words") - words("everyday", "known"):
            return True
        return self.context.doc[name.first].pos_ not in ("PROPN", "NOUN", "ADJ", "X") and not name.text.isupper()

    def _is_homonym(self, name: Name) -> bool:
        """Whether a name that people bear too stands as a place's does: "in Chelsea", "the island of Java"."""
        if name.folded not in words("everyday", "homonyms") - self.namesakes or name.first in self.context.title_case:
            return False
        before, after = self.context.word(name.first - 1), self.context.token(name.last)
        alone = after is None or not (after.text[0].isupper() and after.is_alpha)
        of_kind = before in _BELONGING and self.context.word(name.first - 2) in levels().keys() | words("kinds", "land")
        return alone and (before in words("inner") - _OF_CLUBS or of_kind or name.level is not None)

    def _is_listed_homonym(self, name: Name) -> bool:
        """Whether the tagger calls it a place, and it is one that people bear the name of: "en Talca y Concepción"."""
        return name.tagged and name.folded in words("everyday", "homonyms") - self.namesakes

    def _is_demonym(self, name: Name) -> bool:
        ent = self.context.ents.get(name.first)
        if self.context.names_person(name) or name.folded in self.context.surnames:
            return False
        return ent is None or not (ent.label_ == "LANGUAGE" or (ent.label_ == "PERSON" and ent.end - ent.start > 1))

    # People

    def _is_person(self, name: Name) -> bool:
        """Whether a person is named here, or everywhere under that name."""
        firmly = name.inside is not None or name.dateline or name.names_its_kind or (name.tagged and name.locative)
        firmly = firmly or name.called
        if self.context.names_person(name):
            return not firmly and not self._is_mistaken(name) and not self._is_apposed(name)
        if name.folded in self.context.surnames:
            return not firmly and name.folded not in self.datelines
        before = self.context.capital(name.first - 1)
        return before is not None and before.i in self.context.people

    def _is_apposed(self, name: Name) -> bool:
        """ "in the Dagestani capital, Makhachkala": a word for a town, a comma, and a name that the tagger doubts."""
        word = self.context.word(name.first - 2) if self.context.word(name.first - 1) == "," else ""
        return word in levels() and name.best >= AFTER_PREPOSITION and name.folded not in given()

    def _owners(self, name: Name) -> list[tuple[str | None, tuple[tuple[int, int], ...]]]:
        """Role and mentions of each person who is named here."""
        people = self.context.doc._.people
        here = {k for start in range(name.start, name.end) for k in self._named_at.get(start, ())}
        return [(people[k].person.role, people[k].spans) for k in sorted(here)]

    def is_passing(self, name: Name) -> bool:
        """Whether nobody is known by the name, however the tagger calls it: no first name, no office, told once."""
        owners = self._owners(name)
        told_once = all(role is None and spans == ((name.start, name.end),) for role, spans in owners)
        return told_once and name.folded.split()[0] not in given()

    def _is_mistaken(self, name: Name) -> bool:
        """Whether a name of several words, taken for a person's, is a town's and nothing tells of a person."""
        parts = name.folded.split()
        if len(parts) < 2 or name.best < MISTAKEN or name.entries[0].name_kind > 1:
            return False
        return self.is_passing(name)

    def _ends_list(self, name: Name) -> bool:
        """Whether a name taken for a person's occurs once, as the last of a list."""
        spans = [span for _, owned in self._owners(name) for span in owned]
        return (
            spans == [(name.start, name.end)]
            and name.several
            and self.context.word(name.first - 1) in _COORDINATORS
            and self.context.word(name.first - 3) == ","
        )

    # Other names

    def _is_something_else(self, name: Name) -> bool:
        """ "US $15 million", "Dublin Road", "the White House press secretary", "a Pacific resort", "St. Paul".

        Nor are agencies and patron saints of churches: "according to Xinhua", "the Saint Peter and Saint Paul Church".
        """
        after = self.context.token(name.last)
        if after is None or not name.entries:
            return False
        if (
            self._is_money(name, after)
            or self._is_street(name)
            or self.context.word(name.first - 1) in words("kinds", "streets_leading")
            or self._is_ailment(name)
            or (self.context.doc[name.first].like_num and not (name.several and name.locative))
        ):
            return True
        if self._is_source(name) or self._is_patron(name) or self._lacks_article(name) or self._lacks_opening(name):
            return True
        return self._only_describes(name, after)

    def _lacks_article(self, name: Name) -> bool:
        """The rest of a small place's name whose article is part of it: "en El Manzano" is no Manzano."""
        before = self.context.capital(name.first - 1)
        if before is None or before.is_sent_start or name.best >= ALONE or name.first in self.context.title_case:
            return False
        return before.lower_ in _ARTICLE and bool(words("kinds", "linking"))

    def _lacks_opening(self, name: Name) -> bool:
        """The rest of a name that the gazetteer lacks: "en Villa Rosario" is no Rosario, "Topo Lira prison" no Lira."""
        before = self.context.capital(name.first - 1)
        if before is None or name.first in self.context.title_case or before.text.isupper():
            return False
        return before.lower_ in words("kinds", "opening") or self._goes_before(before, name)

    def _goes_before(self, before: Token, name: Name) -> bool:
        """Whether a word that is no name of its own is one with a small town's: not "Greater Lira", "Peru Lira"."""
        ent = self.context.ents.get(name.first)
        own = before.ent_type_ and (ent is None or ent.start == name.first)
        joined = before.dep_ == "compound" and before.head.i == name.head and not before.is_sent_start
        entries = self.context.gazetteer.entries(fold(before.text))
        known = own or before.lower_ in words("inner") or (entries and entries[0].prior >= TAGGED_ONLY)
        return joined and not known and name.best < LARGE

    @staticmethod
    def _only_describes(name: Name, after: Token) -> bool:
        """A seat of government or a sea before what belongs to it: "the White House press secretary"."""
        entry = name.entries[0]
        if entry.acts_for and entry.place.level == "poi":
            return name.modifier or after.pos_ == "PROPN"
        return entry.kind in ("ocean", "sea") and not name.several and (name.modifier or after.lower_ in levels())

    def _is_money(self, name: Name, after: Token) -> bool:
        beside = self.context.text[max(0, name.start - 1) : name.start] + self.context.text[name.end : name.end + 1]
        return "$" in beside or "$" in name.text or after.text == "$" or (after.ent_type_ == "MONEY" and after.is_digit)

    def _is_ailment(self, name: Name) -> bool:
        """ "West Nile virus", "Marburg fever", and the bare name where the text speaks of such a thing."""
        return name.inside is None and not name.locative and name.folded in self.ailments

    def _is_source(self, name: Name) -> bool:
        """A small town's name where a source is told: an agency's, a paper's or a person's."""
        if name.several or name.best >= ALONE or name.inside is not None or name.entries[0].place.level != "city":
            return False
        before = self.context.word(name.first - 1)
        told = before in _SOURCES or f"{self.context.word(name.first - 2)} {before}" in _SOURCES
        after = self.context.token(name.last)
        said = after is not None and after.lemma_.lower() in words("kinds", "said") and not name.text.isupper()
        return told or said or (after is not None and after.lower_ in _PAPERS)

    def _is_patron(self, name: Name) -> bool:
        """A saint that a church, a school or a hospital is named after, alone or with another."""
        if name.folded.partition(" ")[0] not in _SAINTS or not name.several or name.inside is not None:
            return False
        for token in self.context.doc[name.last : name.last + PATRON_REACH]:
            if token.lower_ in words("kinds", "houses"):
                return True
            if not (token.text[0].isupper() or token.lower_ in _BETWEEN_SAINTS or token.lower_ in POSSESSIVE):
                return False
        return False

    def _is_street(self, name: Name) -> bool:
        """ "12 Dublin Road", "on Dublin Hill Road", "5 Rome Court"; not the "Rome Superior Court" or a "Rome court"."""
        if self._shares_street(name):
            return True
        after, behind = self.context.capital(name.last), self.context.capital(name.last + 1)
        if after is None:
            return False
        kind = behind if behind is not None and behind.lower_ in words("kinds", "streets") else after
        if kind.lower_ in _DOUBTFUL_STREETS:
            return self.context.doc[name.first - 1].like_num and kind is after
        return kind.lower_ in words("kinds", "streets")

    def _shares_street(self, name: Name) -> bool:
        """ "the corner of Dublin and Rome Streets"."""
        doc, i = self.context.doc, name.last
        for token in doc[i : i + STREETS_REACH]:
            if token.lower_ in words("kinds", "several_streets"):
                return token.i > i or doc[name.first - 1].lower_ in _COORDINATORS
            if not (token.text[0].isupper() or token.text == "," or token.lower_ in _COORDINATORS):
                return False
        return False

    def _follows_name(self, name: Name) -> bool:
        before = self.context.proper(name.first - 1)
        return before is not None and before.lower_ not in words("directions")

    def _beside_name(self, name: Name) -> bool:
        """Whether the word before makes another proper name of it, which is neither a place nor an organisation's."""
        before = self.context.proper(name.first - 1)
        if before is None or not before.is_alpha or name.nested or name.tagged or name.first in self.context.title_case:
            return False
        ent = self.context.ents.get(name.first)
        if ent is not None and ent.start <= before.i and words("kinds", "linking") and before.lower_ not in levels():
            return before.lower_ not in words("directions")  # "Tecún Umán" is no Umán
        return (
            before.lower_ not in words("directions")
            and before.lower_ not in levels()
            and before.ent_type_ not in ("GPE", "DATE", "NORP", "LOC")
        )


# Names that the gazetteer lacks: misspelt, or of places too small


def _strangers(context: Context, found: list[Name], kept: list[Name]) -> Iterator[Name]:
    taken = {i for name in found for i in range(name.first, name.last)} | context.people
    spans = _strange_spans(context, kept)
    firsts = {area.first: area for area in reversed(kept)}
    people = _names_of_people(context)
    for first, last in spans:
        if last <= first or any(i in taken for i in range(first, last)) or context.broken(first, last):
            continue
        taken.update(range(first, last))
        name = _unknown(context, first, last)
        describe(context, name)
        name.label = name.label or "GPE"
        tie_stranger(context, name, firsts)
        if _is_stranger(context, name) and (name.folded not in people or name.inside is not None):
            yield name


def _unknown(context: Context, first: int, last: int) -> Name:
    words_ = context.doc[first:last]
    return Name(first, last, words_.start_char, words_.end_char, words_.text, fold(words_.text), ())


def _listed_strangers(context: Context, found: list[Name], kept: list[Name], judge: _Judge) -> Iterator[Name]:
    """Those between places of a list, which the tagger may take for anything: "en Lyon, Villeurbane y Bron"."""
    taken = {i for name in [*found, *kept] for i in range(name.first, name.last)}
    for first, last in unknown_in_lists(context, kept):
        name = _unknown(context, first, last)
        describe(context, name)
        if taken.isdisjoint(range(first, last)) and _may_be_unknown(name) and judge.is_passing(name):
            name.label, name.locative = "GPE", True
            yield name


def _strange_spans(context: Context, kept: list[Name]) -> list[tuple[int, int]]:
    """Where such names may stand: what the tagger calls a place, and what stands before a known area."""
    spans = [_core(context, ent.start, ent.end) for ent in context.doc.ents if ent.label_ in ("GPE", "LOC")]
    return [*spans, *(span for area in kept if (span := _before_area(context, area)) is not None)]


def _names_of_people(context: Context) -> set[str]:
    return context.surnames | {fold(ent.text) for ent in context.doc.ents if ent.label_ == "PERSON"}


def _core(context: Context, first: int, last: int) -> tuple[int, int]:
    """The tokens without articles, directions, words of kind and possessives at the ends."""
    plain = words("directions") | levels().keys() | POSSESSIVE | _ARTICLE
    while first < last and (context.capital(first) is None or context.word(first) in plain):
        if first + 2 == last and _is_own_article(context, first):
            break  # "en La Rábita"
        first += 1
    while last > first and (context.capital(last - 1) is None or context.word(last - 1) in plain):
        last -= 1
    return first, last


def _is_own_article(context: Context, at: int) -> bool:
    """Whether an article in capitals is part of the name behind it."""
    return context.word(at) in _ARTICLE and context.capital(at) is not None and context.word(at - 1) in words("inner")


def _before_area(context: Context, area: Name) -> tuple[int, int] | None:
    """Capitalised words between a preposition of place and a comma before an area: "in Talpalpa, Jalisco"."""
    if context.word(area.first - 1) != "," or area.demonym or area.nested:
        return None
    last = first = area.first - 1
    while context.capital(first - 1) is not None and last - first <= MAX_TOKENS:
        first -= 1
    return (first, last) if first < last and context.word(first - 1) in words("inner") else None


def _is_stranger(context: Context, name: Name) -> bool:
    """Whether a name that the gazetteer lacks stands where a place's would, and alone."""
    if not _may_be_unknown(name) or not name.supported:
        return False
    before = context.proper(name.first - 1)
    return before is None or before.lower_ in words("directions") or before.lower_ in levels()


def _may_be_unknown(name: Name) -> bool:
    """Whether it is long enough for a name, and no word for a direction or a kind alone."""
    return len(name.folded) >= MIN_STRANGER and not name.nested and bool(set(name.folded.split()) - words("generic"))
