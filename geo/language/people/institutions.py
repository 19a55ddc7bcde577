"""Bodies of government, recognised by shape: a kind of body (``institutions.toml``) and whose it is.

"Sonora state police", "the Defense Ministry of Peru", "Mexico's Attorney General's Office", "Ministry of Health":
the lexicon knows the heads ("state police", "defense ministry", "ministry"), the grammar does the rest: what stands
before the head (a demonym, a country, a state, "federal", "municipal", a capitalised name) and what follows with "of".
Nothing is recognised because of its own name, save a few bodies that only one country has ("White House").

A common word ("army", "military") is a body only as a noun of its own or before its people ("army officers"), not in
"military operation".  A body without a country in its phrase takes the country that the text mostly speaks of.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from geo.language.people.governments import Government as Named
from geo.language.people.governments import is_government_word, named_governments
from geo.language.text.annotations import text_of
from geo.language.text.grammar import adjectives_follow
from geo.language.text.speech import fold
from geo.language.text.words import one_of, without_first
from geo.lexicons import Words, entry, per_language, table
from geo.types import Institution

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.language.text.parsed import Doc, Token
    from geo.types import Government

#: A text is about one country's bodies if it names that country this many times as often as any other.
HOME_RATIO = 2
#: … and this many times at all: a single name may be a surname ("Chief Finn").
HOME_MENTIONS = 2
#: Entities that can name a country or state; persons cannot.
PLACE_LABELS = frozenset({"GPE", "NORP", "LOC", "ORG", "FAC"})
#: Words before the head that are looked at: "the Mexican federal public security" is the longest usual run.
REACH = 6
#: Words behind the head at most: "of the Interior, Justice and Public Security of the Autonomous City of …".
LONGEST_TAIL = 25
#: What the adjective of a body is taken for: one with a capital is part of a name.
_ADJECTIVES = frozenset({"ADJ", "PROPN", "NOUN"})
#: Bodies that a state or a town does not have, whatever name stands before them.
NATION_ONLY = frozenset({"army", "navy", "diplomacy"})
_APOSTROPHE = re.compile("[’‘]")
_AND = Words("text", "and")
_DEFINITE_ARTICLES = Words("text", "definite_articles")
_GENITIVE_ENDINGS = Words("text", "genitive_endings")
_GENITIVE_PREPOSITIONS = Words("text", "genitive_prepositions")
_GENERIC = Words("institutions", "generic", "words")
_ALONE = Words("institutions", "alone", "words")
_PEOPLE = Words("institutions", "people", "words")
_IN_PERSON = Words("institutions", "in_person", "words")
_PLACE_PARTICLES = Words("institutions", "names", "place_particles")
_JOINERS = Words("institutions", "names", "joiners")
_TAIL_PREPOSITIONS = Words("institutions", "names", "tail_prepositions")
_SEATED = Words("institutions", "names", "seated")
_BEFORE_COUNTRY = Words("institutions", "names", "before_country")


@dataclass(frozen=True, slots=True)
class _Head:
    kind: str
    level: str
    """Empty: only the words around it can tell."""
    fixed: bool = False
    """True: it says itself of what it is, and is no state's because of a name behind it: "autoridades federales"."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A head in a text with the tokens of its phrase."""

    head: _Head
    word: str
    start: int
    end: int
    """Tokens of the whole phrase, end exclusive."""
    first: int
    """First token of the head itself."""


@per_language
def _heads() -> dict[str, _Head]:
    listed = entry("institutions", "head") or ()
    heads = {
        word: _Head(head["kind"], head["level"], _is_fixed(head["kind"], word))
        for head in listed
        for word in head["words"]
    }
    generic = table("institutions", "generic")
    heads.update({word: _Head(generic["kind"], generic["level"]) for word in _GENERIC if word not in heads})
    return heads


def _is_fixed(kind: str, word: str) -> bool:
    return kind == "executive" and any(map(is_level_word, word.split()))


@per_language
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{one_of(_heads())})(?![\w-])", re.IGNORECASE)


@per_language
def _level_words() -> dict[str, str]:
    return {word: level for level, words in table("institutions", "level").items() for word in words}


def is_level_word(word: str) -> bool:
    """Whether a word in a body's name says of what it is, and names no place: "Nacional" in "Policía Nacional"."""
    return word.casefold() in _level_words()


def _plain(text: str) -> str:
    return _APOSTROPHE.sub("'", text).casefold()


def _is_generic(word: str) -> bool:
    return word in _GENERIC


def office_kind(role: str) -> str | None:
    """Kind of the body that an office stands for: "Defense Secretary" is ``"army"``; None: no office of government."""
    plain = _plain(role)
    return next((kind for kind, shape in _offices() if shape.search(plain)), None)


@per_language
def _offices() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Kinds of bodies, each with a pattern of the offices that stand for it."""
    offices = entry("institutions", "office") or ()
    return tuple((str(o["kind"]), re.compile(rf"(?<!\w)(?:{one_of(o['words'])})(?!\w)")) for o in offices)


@per_language
def _own_names() -> frozenset[str]:
    """Bodies that are known without their country's name; they are no country's name."""
    return frozenset(name.casefold() for names in table("governments", "bodies").values() for name in names)


def _is_country_or_state(words: str) -> bool:
    return is_government_word(words) and words.casefold() not in _own_names()


def core(name: str) -> str:
    """What is left of a body's name, folded, without the government it names: the Peruvian army is an army.

    Within one jurisdiction two names with the same core are one body.
    """
    words = _words_of(name)
    for size in range(min(len(words), REACH), 0, -1):
        for at in range(len(words) - size + 1):
            if size < len(words) and _is_country_or_state(" ".join(words[at : at + size])):
                return core(" ".join(words[:at] + words[at + size :]))
    return _without_article(words)


def says_whose(name: str) -> bool:
    """Whether the name of a body names its government: "Peruvian army", and not "Defence Ministry"."""
    return len(core(name).split()) < len(_without_article(_words_of(name)).split())


def _words_of(name: str) -> list[str]:
    return [word.removesuffix("'s").removesuffix("'") for word in _APOSTROPHE.sub("'", name).split()]


def _without_article(words: Sequence[str]) -> str:
    return without_first(without_first(" ".join(words).casefold(), _DEFINITE_ARTICLES), _GENITIVE_PREPOSITIONS).strip()


@per_language
def _bodies() -> dict[str, str]:
    """Name of a body, folded → the key under which all languages know it."""
    return {_bare(name): key for key, names in table("institutions", "bodies").items() for name in names}


def _bare(name: str) -> str:
    """A body's name, folded, without the government it names."""
    words = fold(core(name)).split()
    while words and words[-1] in _GENITIVE_PREPOSITIONS:
        words.pop()
    return " ".join(words)


def body_of(name: str) -> str | None:
    """The key of a usual body in all languages, "defence_ministry" for "Sedena"; None: the name is of no such body.

    Embassies in two countries are two: "U.S. Embassy in Peru" is "embassy PE", and where that is not known none.
    """
    words = name.partition("(")[0].split()
    end = next((i for i, word in enumerate(words) if word in _SEATED), len(words))
    key, seat = _bodies().get(_bare(" ".join(words[:end]))), " ".join(words[end + 1 :])
    if key is None or not seat:
        return key
    countries = {government.country for government, _ in named_governments(seat)}
    return f"{key} {countries.pop()}" if len(countries) == 1 else None


def is_bare(name: str) -> bool:
    """Whether a name tells the kind of a body and not whose it is: "Police Department", "Ministry of Health"."""
    if named_governments(name):
        return False
    return body_of(name) is not None or _pattern().fullmatch(_plain(core(name))) is not None


def classify(name: str) -> tuple[str, Government | None]:
    """Kind and level of a body or an office by its name alone; ``("other", None)`` where the name tells nothing.

    "Sonora state police" is ``("police", "state")``.
    """
    matches = list(_pattern().finditer(_plain(name)))
    if not matches:
        return office_kind(name) or "other", None
    match = max(matches, key=lambda m: (not _is_generic(m.group()), len(m.group()), m.start()))
    head = _heads()[match.group()]
    around = f"{name[: match.start()]} {name[match.end() :]}"
    level = _level(head, _plain(around).split(), [named for named, foreign in named_governments(around) if not foreign])
    return head.kind, level


def _level(head: _Head, around: list[str], named: list[Named]) -> Government | None:
    if head.fixed:
        return cast("Government", head.level)
    told = [_level_words()[word] for word in around if word in _level_words()]
    if told and head.kind not in NATION_ONLY:
        return cast("Government", told[-1])
    only_states = bool(named) and all(n.state for n in named)
    if head.kind not in NATION_ONLY and head.level != "municipal" and only_states:
        return "state"
    if head.level:
        return cast("Government", head.level)
    return "federal" if named else None


def _is_modifier(token: Token) -> bool:
    """Whether a token left of the head belongs to the body's name."""
    if token.lower_ in _level_words() or token.text in _GENITIVE_ENDINGS:
        return True
    return token.text[:1].isupper() and token.pos_ in {"PROPN", "ADJ", "NOUN", "X"} and not token.is_punct


def _is_particle(doc: Doc, at: int) -> bool:
    """Whether a small word stands inside a name: "the Rio de Janeiro state police"."""
    return (
        at > 0
        and doc[at].lower_ in _PLACE_PARTICLES
        and doc[at - 1].text[:1].isupper()
        and doc[at + 1].text[:1].isupper()
    )


def _left(doc: Doc, first: int) -> int:
    if adjectives_follow():
        return first
    at = first
    floor = max(doc[first].sent.start, first - REACH)
    while at > floor and (_is_modifier(doc[at - 1]) or _is_particle(doc, at - 1)):
        at -= 1
    while at < first and doc[at].text in _GENITIVE_ENDINGS:
        at += 1
    while at - 2 >= floor and _is_joined(doc, at):
        at -= 2
    return at


def _is_joined(doc: Doc, at: int) -> bool:
    """Whether a token is the second half of a word: "American" in "Inter-American"."""
    return doc[at - 1].text == "-" and not doc[at - 1].whitespace_ and not doc[at - 2].whitespace_


def _right(doc: Doc, end: int) -> int:
    """End of "of the Interior and Transport" behind a head; the end of the head where nothing follows."""
    end = _behind_adjectives(doc, end)
    if end < len(doc) and doc[end].lower_ in _TAIL_PREPOSITIONS and doc[end].sent.start == doc[end - 1].sent.start:
        return _tail_end(doc, end)
    follows = end < len(doc) and doc[end - 1].text in _BEFORE_COUNTRY and is_government_word(doc[end].text)
    return end + 1 if follows else end


def _behind_adjectives(doc: Doc, end: int) -> int:
    """Behind the adjectives of a head that say whose it is: "la Policía Federal argentina"."""
    while adjectives_follow() and end < len(doc) and doc[end].pos_ in _ADJECTIVES and _says_whose(doc[end].text):
        end += 1
    return end


def _says_whose(word: str) -> bool:
    return is_level_word(word) or is_government_word(word)


def _tail_end(doc: Doc, end: int) -> int:
    """Behind the last capital of "of the Interior and Transport"; ``end`` where it has none."""
    at, last = end + 1, end
    limit = min(len(doc), end + LONGEST_TAIL)
    while at < limit and (_is_joiner(doc[at]) or doc[at].text[:1].isupper()) and not doc[at].is_punct:
        if doc[at].text[:1].isupper():
            last = at + 1
        elif doc[at].lower_ in _AND and not _is_listed(doc, at):
            break
        at += 1
    return last


def _is_joiner(token: Token) -> bool:
    """Whether it is a small word or mark inside a body's name."""
    return token.lower_ in _JOINERS or token.text == "&"


def _is_listed(doc: Doc, at: int) -> bool:
    """Whether an "and" joins two words of one name ("Security and Transport"), not two bodies."""
    after = doc[at + 1 : at + 3].text if at + 1 < len(doc) else ""
    return after[:1].isupper() and not _pattern().search(after)


def _is_noun_of_its_own(doc: Doc, end: int) -> bool:
    """Not "military operation": the head is no mere attribute, unless of the body's own people."""
    last = doc[end - 1]
    nxt = doc[end] if end < len(doc) else None
    if nxt is None or nxt.lower_ in _PEOPLE:
        return True
    attribute = last.dep_ in {"compound", "amod", "nmod"} and last.head.i >= end
    return not attribute or (last.text[:1].isupper() and nxt.pos_ == "PROPN" and last.head.i > end)


def _is_title(doc: Doc, found: _Found) -> bool:
    """Whether a head of several words is written as a name: "Ministry of Foreign Affairs"."""
    words = [token for token in doc[found.first : found.end] if not _is_joiner(token) and token.is_alpha]
    return len(words) > 1 and all(token.text[:1].isupper() for token in words)


def _is_of_several(doc: Doc, found: _Found) -> bool:
    """As in "the Inter-American Commission", "the Anglo-American Council": of no one country."""
    inside = range(found.start + 2, found.first)
    return any(_is_joined(doc, i) and is_government_word(doc[i].text) for i in inside)


def _accepts(doc: Doc, found: _Found) -> bool:
    if _is_of_several(doc, found):
        return False
    modified = found.start < found.first or found.end > found.first + len(found.word.split())
    if _is_generic(found.word):
        of_person = any(token.ent_type_ == "PERSON" for token in doc[found.start : found.first])
        return doc[found.first].text[:1].isupper() and modified and not of_person
    if not _is_noun_of_its_own(doc, found.end):
        return False
    if found.word in _IN_PERSON and found.end < len(doc):
        return modified or doc[found.end].pos_ == "PROPN"
    return found.word in _ALONE or modified or _is_title(doc, found)


def _candidates(doc: Doc) -> Iterator[_Found]:
    text = _APOSTROPHE.sub("'", text_of(doc))
    for match in _pattern().finditer(text):
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is None:  # cannot be: "expand" takes in any partial token
            continue
        word = match.group().casefold()
        if span[0].is_lower and span[-1].is_title and span[0].lower_ in _level_words():  # "state Department of Health"
            span, word = span[1:], word.partition(" ")[2]
        if word not in _heads():
            continue
        yield _Found(_heads()[word], word, _left(doc, span.start), _right(doc, span.end), span.start)


def _found(doc: Doc) -> list[_Found]:
    """The bodies of a text, the longest of overlapping ones, in the order of the text."""
    kept: list[_Found] = []
    taken: set[int] = set()
    for found in sorted(_candidates(doc), key=lambda f: (-(f.end - f.start), _is_generic(f.word), f.start)):
        if taken.isdisjoint(range(found.start, found.end)) and _accepts(doc, found):
            kept.append(found)
            taken.update(range(found.start, found.end))
    return sorted(kept, key=lambda f: f.start)


def home_country(doc: Doc) -> str | None:
    """The country that the text mostly names; None where two are named about as often."""
    counts = Counter(
        named.country for ent in doc.ents if ent.label_ in PLACE_LABELS for named, _ in named_governments(ent.text)
    )
    (first, most), (_, next_most) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    return first if most >= max(HOME_MENTIONS, HOME_RATIO * next_most) else None


def _owners(around: str) -> list[Named]:
    """The governments that the phrase names as the body's own, states first."""
    named = [named for named, foreign in named_governments(around) if not foreign]
    return sorted(named, key=lambda n: n.state is None)


def _institution(doc: Doc, found: _Found, home: str | None) -> Institution | None:
    span = doc[found.start : found.end]
    after = doc[found.first + len(found.word.split()) : found.end].text
    around = f"{doc[found.start : found.first].text} {after}"
    owners = _owners(around)
    level = _level(found.head, _plain(around).split(), owners)
    if level is None:
        level = "municipal" if around.strip() else None
    if level is None:
        return None
    country = owners[0].country if owners else table("institutions", "country").get(found.word, home)
    state = owners[0].state if owners and level != "federal" else None
    name = " ".join(span.text.split())
    return Institution(span.start_char, span.end_char, name, found.head.kind, level, country, state)


def find_institutions(doc: Doc) -> tuple[Institution, ...]:
    """The bodies of government that a parsed text names, in the order of the text."""
    home = home_country(doc)
    made = (_institution(doc, found, home) for found in _found(doc))
    return tuple(body for body in made if body is not None)
