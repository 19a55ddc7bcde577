"""The town that a text speaks of without its name: "in the Kenyan capital", "in Kenya's largest city"."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.countries import capitals_of
from geo.language.text.annotations import text_of
from geo.lexicons import pattern
from geo.types import EXACT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.gazetteer.lookup import Gazetteer
    from geo.language.text.parsed import Doc
    from geo.types import Mention, Place

#: Characters before a name in which "la capital de" stands.
_REACH = 24
#: Towns of a state, the likeliest first, among which its largest is.
OF_A_STATE = 5
#: How many times as many people as the next town a country's largest one must have.
FAR_LARGER = 1.25


def capitals_spoken_of(doc: Doc, mentions: Sequence[Mention], gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """One mention of the town for each country that is named only to say that its capital or largest town is meant."""
    found = []
    for mention in mentions:
        country = mention.place.country if mention.place and mention.place.level == "country" else None
        place = _meant(text_of(doc), mention, country, gazetteer) if country else None
        found += [replace(mention, role="event", place=place, where_prec=EXACT, radius_km=None)] if place else []
    return tuple(found)


def capital_alone(doc: Doc, mentions: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[Mention]:
    """As in "shots rang out in the capital": that of the country in which most places lie that the text names."""
    home = most_named_country(mentions)
    own = next((m for m in mentions if m.place and m.place.country == home), None) if home else None
    place = _capital(gazetteer, home) if home and own else None
    if own is None or place is None:
        return
    for told in pattern("places", "deixis", "capital_alone").finditer(text_of(doc)):
        start, end = told.span(1)
        here = replace(own, start=start, end=end, text=told[1], role="event")
        yield replace(here, place=place, where_prec=EXACT, radius_km=None)


def most_named_country(mentions: Sequence[Mention]) -> str | None:
    """The country (ISO alpha-2) in which most places lie that a text names."""
    countries = Counter(m.place.country for m in mentions if m.place and m.place.country)
    return countries.most_common(1)[0][0] if countries else None


def seat_and_nation(mentions: Sequence[Mention], home: str | None) -> tuple[Mention | None, Mention | None]:
    """Of the country that a text speaks of (ISO alpha-2), a mention of its seat of government, and one of itself."""
    own = [(m, m.place) for m in mentions if m.place and m.place.country == home]
    seat = next((m for m, place in own if _is_seat(place)), None)
    return seat, next((m for m, place in own if place.level == "country"), None)


def _is_seat(place: Place) -> bool:
    return place.level == "city" and place.country is not None and place.name in capitals_of(place.country)


def _meant(text: str, mention: Mention, country: str, gazetteer: Gazetteer) -> Place | None:
    """The capital, or the largest town, where the words around a country's name call one of them."""
    if _calls_capital(text, mention):
        return _capital(gazetteer, country)
    return _largest(gazetteer, country) if _calls_largest(text, mention) else None


def _calls_capital(text: str, mention: Mention) -> bool:
    behind = pattern("places", "deixis", "capital_behind").match(text, mention.end)
    before = pattern("places", "deixis", "capital_before").search(text, max(0, mention.start - _REACH), mention.start)
    return behind is not None or before is not None


def _calls_largest(text: str, mention: Mention) -> bool:
    behind = pattern("places", "deixis", "largest_behind").match(text, mention.end)
    before = pattern("places", "deixis", "largest_before").search(text, max(0, mention.start - _REACH), mention.start)
    return behind is not None or before is not None


def _largest(gazetteer: Gazetteer, country: str) -> Place | None:
    """The town of most people; None where another one has nearly as many, for censuses differ."""
    codes = (state.admin1_code for state in gazetteer.states(country))
    towns = [town for code in codes if code for town in gazetteer.children(code, OF_A_STATE)]
    first, second = [*sorted(towns, key=lambda p: -(p.population or 0)), None, None][:2]
    rival = (second.population or 0) if second is not None else 0
    return first if first is not None and (first.population or 0) >= FAR_LARGER * rival else None


def _capital(gazetteer: Gazetteer, country: str) -> Place | None:
    """The largest town of a name that the country's seat of government has."""
    towns = [p for name in capitals_of(country) for p in gazetteer.candidates(name, country) if p.level == "city"]
    return max(towns, key=lambda p: p.population or 0, default=None)
