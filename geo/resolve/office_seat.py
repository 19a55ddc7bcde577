"""The capital beside somebody who speaks: "In Paris the president said", "the ministry said in Lima"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.countries import governed_from, is_meeting_place
from geo.language.text.dateline import datelines
from geo.language.text.spans import starting_in
from geo.lexicons import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.language.text.parsed import Doc, Token
    from geo.types import Mention

_IN = Words("institutions", "office_owners", "said_in")
#: Tokens behind a speaker in which the town may be told where they spoke.
SAID_WITHIN = 9
#: Tokens of a sentence before the capital that it sets out with: "“ In Paris".
FRONT = 3


def country_of_capital(mention: Mention) -> str | None:
    """The country whose government sits in the town that a mention names; None: in none."""
    place = mention.place
    if place is None or place.level == "country":
        return None
    country = governed_from(mention.text) or governed_from(place.name)
    return country if country == place.country else None


def capitals_beside(doc: Doc, mentions: Sequence[Mention], start: int, end: int) -> Iterator[str]:
    """The countries of the capitals in which the one named at these characters is said to have spoken."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return
    sentence = span.sent
    first = sentence.start + (doc[sentence.start].is_space)
    for token in doc[span.start : min(span.end + SAID_WITHIN, sentence.end)]:
        if token.is_punct and token.i > span.end:
            break
        yield from _capital_behind(token, mentions)
    for token in doc[first : min(first + FRONT, span.start)]:
        if token.is_title:
            yield from _capital_behind(token, mentions)


def _capital_behind(token: Token, mentions: Sequence[Mention]) -> Iterator[str]:
    """The country whose capital follows "in" or "from"."""
    if token.lower_ not in _IN or token.i + 1 >= len(token.doc):
        return
    at = token.doc[token.i + 1].idx
    for m in starting_in(mentions, at, at + 1):
        if (country := country_of_capital(m)) is not None and not is_meeting_place(m.text):
            yield country


def capital_named(mentions: Sequence[Mention], start: int, end: int) -> str | None:
    """The country of a capital or country that itself speaks: "Lima said", "Peru confirmed it"."""
    for m in starting_in(mentions, start, start + 1):
        if m.end == end and m.place is not None:
            return m.place.country if m.place.level == "country" else country_of_capital(m)
    return None


def filed_from(doc: Doc, mentions: Sequence[Mention]) -> str | None:
    """The country from whose capital a text was filed; None: from none, or it has no dateline."""
    for line in datelines(doc)[:1]:
        for m in starting_in(mentions, line.start, line.places_end):
            town = m.text.title() if m.text.isupper() else m.text
            place = m.place
            if place is not None and governed_from(town) == place.country and not is_meeting_place(town):
                return place.country
    return None
