"""Looks every capitalised stretch of a text up in the gazetteer; the longest match wins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.gazetteer.folding import fold, opening_word
from geo.language.text.dateline import opens_dateline
from geo.lexicons import Words
from geo.resolve.toponyms.mentions import PLACE_LABELS, POSSESSIVE, Context, Name
from geo.resolve.toponyms.vocabulary import levels, peoples, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.gazetteer.lookup import Entry
    from geo.language.text.parsed import Span, Token

MAX_TOKENS = 9
#: Letters up to which a word is more often an abbreviation or an article than a name.
SHORT = 3
#: Before a legislator's home: "R-Florence".
PARTIES = Words("places", "naming", "parties")
_BELONGING = Words("places", "prepositions", "belonging")
_ARTICLE = Words("speech", "small_words", "definite")
#: Before the ends of a road: "la autopista Lyon-Ginebra".
_ROADS = Words("places", "naming", "roads")
#: Least prior of a name that is put together over the end of a line.
REJOINED = 4.0
#: Least prior of a town whose name is made of words such as "alto".
GREAT = 5.0
_BROKEN = re.compile(r"(\w{2,})-[ \t]*\n[ \t]*([a-zà-ÿ]{2,})\b")
_LETTER = re.compile(r"[^\W\d_]")


def scan(context: Context) -> Iterator[Name]:
    """Every longest match of the text with names and demonyms of the gazetteer."""
    i, tokens = 0, context.doc.tokens
    while i < len(tokens):
        token = tokens[i]
        found = _begin(context, token)
        if found:
            yield found
            i = found.last
            continue
        if "-" in token.text and token.text[0].isupper():
            yield from _compound(context, token)
        i += 1


def _people(context: Context, token: Token) -> Name | None:
    """What is a country's, in small letters: "la policía boliviana"."""
    code = peoples().get(token.lower_, "") if token.pos_ in ("ADJ", "NOUN") else ""
    country = context.gazetteer.country(code) if code else None
    if country is None:
        return None
    entries = tuple(e for e in context.gazetteer.entries(fold(country.name)) if e.place.id == country.id)
    end = token.idx + len(token.text)
    span = (token.i, token.i + 1, token.idx, end, token.text, fold(token.text))
    return Name(*span, entries, demonym=True) if entries else None


def _begin(context: Context, token: Token) -> Name | None:
    if token.lower_ in _ARTICLE:
        return _article(context, token.i)
    if token.text[0].islower():
        return _people(context, token)
    if not token.text[0].isupper():
        return None
    return _rejoined(context, token) or _match(context, token.i)


def _rejoined(context: Context, token: Token) -> Name | None:
    """A name that a hyphen breaks at the end of a line: "Guada-" and "lajara" on the next."""
    broken = _BROKEN.match(context.text, token.idx)
    if broken is None:
        return None
    folded = fold(broken[1] + broken[2])
    entries = context.gazetteer.entries(folded)
    span = context.doc.char_span(broken.start(), broken.end())
    if not entries or entries[0].prior < REJOINED or span is None:
        return None
    return Name(span.start, span.end, span.start_char, span.end_char, span.text, folded, entries)


def _article(context: Context, i: int) -> Name | None:
    """A name that the gazetteer has with its article only: "the Hague"."""
    if context.capital(i + 1) is None:
        return None
    found, bare = _match(context, i), _match(context, i + 1)
    if found is None or found.last == i + 1:
        return None
    own = context.doc[i].text[0].isupper() and not context.doc[i].is_sent_start  # "en La Guaira"
    whole = (own and i not in context.title_case) or found.entries[0].place.level == "country"  # "El Salvador"
    whole |= opens_dateline(context.doc, context.doc[i].idx)  # "El Cairo, 3 mar (EFE).-"
    if bare is not None and bare.best + 1 > found.best and not whole:
        return None
    return found


def _match(context: Context, i: int) -> Name | None:
    doc, gazetteer = context.doc, context.gazetteer
    opening = doc[i : i + 2].text if context.word(i + 1) in POSSESSIVE else doc[i].text
    first = opening_word(opening)
    longest = min(2 * gazetteer.starts.get(first, 1) - 1, MAX_TOKENS)
    if first in gazetteer.demonym_starts:
        longest = max(longest, 2)
    for last in range(min(i + longest, len(doc)), i, -1):
        if last > i + 1 and (not doc[last - 1].text[0].isupper() or context.broken(i, last)):
            continue
        found = _look_up(context, i, last)
        if found:
            return found
    return None


def _look_up(context: Context, first: int, last: int) -> Name | None:
    span = context.doc[first:last]
    text = span.text
    folded = fold(text)
    if not folded or not _LETTER.search(text):
        return None
    if len(folded) <= SHORT and not _is_short_name(context, first, text):
        return None
    demonym = context.gazetteer.demonym(folded)
    entries = (demonym,) if demonym else context.gazetteer.entries(folded)
    if not entries or (not set(folded.split()) - words("generic") and not _is_city(context, first, span, entries[0])):
        return None  # "Western", "North West": somewhere a province, everywhere a direction
    return Name(
        first,
        last,
        span.start_char,
        span.end_char,
        text,
        folded,
        entries,
        demonym=demonym is not None,
        clipped=last == first + 1 and context.is_abbreviation(text),
    )


def _is_city(context: Context, first: int, span: Span, entry: Entry) -> bool:
    """Whether words that make no name by themselves are a great town's: "en El Alto", "en Ciudad del Este"."""
    capitals = span[0].text[0].isupper() and not span[0].is_sent_start and first not in context.title_case
    return capitals and len(span) > 1 and entry.place.level == "city" and entry.prior >= GREAT and entry.name_kind == 0


def _is_short_name(context: Context, first: int, text: str) -> bool:
    """Whether so few letters are an abbreviation, or a short name that something speaks for: "Kef", "Bam"."""
    if context.is_abbreviation(text):
        return True
    if text.replace(".", "").isupper():
        return "." not in text
    before = context.word(first - 1)
    of_area = before in _BELONGING and context.word(first - 2) in levels()  # "the province of Nan"
    placed = of_area or before in words("inner") or context.doc[first].ent_type_ in PLACE_LABELS
    return placed and len(text) == SHORT and text.istitle()


def _may_be_part(entry: Entry, *, road: bool) -> bool:
    """Whether a place's name may be joined to another by a hyphen: a state's, or a town's at the end of a road."""
    known = entry.place.level in ("country", "admin1") and entry.name_kind < 2
    return known or (road and entry.prior >= REJOINED)


def _compound(context: Context, token: Token) -> Iterator[Name]:
    """ "U.S.-Mexico": each part that is a country, a state or a people."""
    at, parts = token.idx, token.text.split("-")
    seat = parts[0] in PARTIES
    road = len(parts) > 1 and context.word(token.i - 1) in _ROADS
    for part in parts:
        folded = fold(part) if part[:1].isupper() else ""
        demonym = context.gazetteer.demonym(folded) if folded and not seat else None
        entries = (demonym,) if demonym else context.gazetteer.entries(folded)
        if len(folded) > 1 and entries and (seat or _may_be_part(entries[0], road=road)):
            yield Name(
                token.i,
                token.i + 1,
                at,
                at + len(part),
                part,
                folded,
                entries,
                label="GPE",
                demonym=demonym is not None,
                modifier=True,
                locative=seat,
                container=seat,
            )
        at += len(part) + 1
