"""How places are called in a language: states as Natural Earth has them, large towns as Unicode's CLDR has them.

Seas, and the states whose names Natural Earth lacks, are called as ``data/gazetteer/names_XX.csv`` says.

The gazetteer's own names are GeoNames', which are English or the country's own.  What only lengthens such a name
("Veracruz" is "Estado de Veracruz" there) is no other name.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale
from babel.core import get_global

from geo.gazetteer.folding import fold
from geo.gazetteer.rows import CURATED, curated
from geo.settings import DATA

if TYPE_CHECKING:
    from geo.types import Place

#: Inhabitants of a town from which it may be the one that CLDR names; a village of that name is another.
LEAST = 100_000
#: GeoNames writes so what others call by the name alone: "New York City".
_CITY = " city"


def called(place: Place, language: str) -> str | None:
    """The name of a state or a large town in a language (ISO 639-1); None: none is known but the gazetteer's."""
    if place.level == "admin1":
        return state_called(place.admin1_code, place.name, language)
    if place.level == "city" and place.country and (place.population or 0) >= LEAST:
        named = _towns(language)
        folded = fold(place.name)
        found = named.get((place.country, folded)) or named.get((place.country, folded.removesuffix(_CITY)))
        return _other(place.name, found)
    return None


def state_called(code: str | None, name: str, language: str) -> str | None:
    """The same of a state by its GeoNames code and its name; None too where the two are not of one state."""
    if written := _written(language).get(code or ""):
        return _other(name, written)
    english, found = _states(language).get(code or "", ("", None))
    return _other(name, found) if fold(english) == fold(name) else None


def sea_called(name: str, language: str) -> str:
    """A sea by its English name, in a language; the same name where no other is known."""
    return _written(language).get(name, name)


def government_called(country: str, state: str, language: str) -> str:
    """A state of a country by its English name, in a language; the same name where no other is known."""
    code = _codes(language).get((country, fold(state)))
    return state_called(code, state, language) or state


def _other(name: str, found: str | None) -> str | None:
    """The name that was found, if it is another one and not the same with more words."""
    if not found or (set(fold(name).split()) <= set(fold(found).split()) and name.isascii() == found.isascii()):
        return None
    return found


@cache
def _written(language: str) -> dict[str, str]:
    """Code of a state, or English name of a sea, → its name in the language."""
    told = f"names_{language}"
    return {row["of"]: row["name"] for row in curated(told)} if (CURATED / f"{told}.csv").exists() else {}


@cache
def _states(language: str) -> dict[str, tuple[str, str | None]]:
    """GeoNames code of a state → its English name and that in the language."""
    told = json.loads((DATA / "boundaries" / "admin1_attributes.json").read_text(encoding="utf-8"))
    names = {code: area.get("names") or {} for code, area in told.items() if "." in code}
    return {code: (name.get("en") or "", name.get(language)) for code, name in names.items()}


@cache
def _codes(language: str) -> dict[tuple[str, str], str]:
    """Country and folded English name of a state → its code."""
    named = [(row["code"], row["name"]) for row in curated("admin1")]
    named += [(code, english) for code, (english, _) in _states(language).items()]
    return {(code.partition(".")[0], fold(english)): code for code, english in named}


@cache
def _towns(language: str) -> dict[tuple[str, str], str]:
    """Country and folded English name of a town that gives a time zone its name → its name in the language."""
    english, other = Locale.parse("en").time_zones, Locale.parse(language).time_zones
    found = {}
    for zone, country in get_global("zone_territories").items():
        name = english.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
        if said := other.get(zone, {}).get("city"):
            found[country, fold(name)] = said.partition(" (")[0]
    return found
