"""Looks names up in the gazetteer: exact, alias, and misspelt within a state or a country."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein, Levenshtein

from geo.errors import GazetteerError
from geo.gazetteer.build import build, wanted_version
from geo.gazetteer.folding import fold, transcript
from geo.gazetteer.rows import ALTERNATE, NAME_PENALTY, abbreviations
from geo.types import Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geo.settings import Settings

#: Letters per allowed edit: one-edit typos of names of four letters and more were all found with it, and "Leon" is
#: not "Lyon" to it.
LETTERS_PER_EDIT = 5
MIN_FUZZY_LETTERS = 5
#: Names within that distance that are looked at, the closest first.
MOST_ALIKE = 8
_COLUMNS = (
    "p.n, p.id, p.name, p.lat, p.lon, p.level, p.country, p.admin1, p.admin2, p.population, p.prior, p.kind, "
    "p.extent_km, p.acts_for"
)
_COUNTRY, _ADMIN1 = 6, 7
#: Kibibytes of the file that SQLite keeps: a fifth faster than its own 2,000; mapping the file gains no more and
#: takes 50 MB.
CACHED = 16_000
_SELECT = f"SELECT {_COLUMNS} FROM place p"  # noqa: S608 - constants only, here and below
_FIND = f"SELECT {_COLUMNS}, s.kind FROM name s CROSS JOIN place p WHERE s.folded = ? AND p.n = s.place ORDER BY s.rank"  # noqa: S608
_FIND_FEW = f"{_FIND} LIMIT ?"
_FIND_CODE = f"SELECT {_COLUMNS} FROM admin a CROSS JOIN place p WHERE p.n = a.place AND a.code = ?"  # noqa: S608
_FIND_NEAR = (
    f"{_SELECT} WHERE p.level = 'city' AND p.lat BETWEEN ? AND ? AND p.lon BETWEEN ? AND ?"
    " ORDER BY (p.lat - ?) * (p.lat - ?) + (p.lon - ?) * (p.lon - ?) LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A place with what the gazetteer alone knows of it."""

    place: Place
    prior: float
    """About the tenth logarithm of its inhabitants, plus and minus what its level and this name are worth."""
    kind: str
    """``city``, ``sea``, ``building``, ``airport`` …"""
    extent_km: float | None
    """Rough radius of what the name covers."""
    admin2_code: str | None
    acts_for: str | None
    """Country whose government the name stands for."""
    name_kind: int
    """0 official name, 1 alias, 2 other spelling."""


class _Scope(NamedTuple):
    """The names of an area, the shortest first: one edit adds or takes one letter, so few lengths come in question."""

    lengths: list[int]
    names: list[str]
    places: list[tuple[int, int]]
    """For each name its place in the file's order and the number of what it names."""


class Gazetteer:
    """The gazetteer of one file, opened read-only; may be used by several threads of one process.

    Raises GazetteerError if the file is missing or of another version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.is_file():
            raise GazetteerError(f"There is no gazetteer at {path}: run `python -m geo build`.")
        self._db = sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        try:
            self._check()
            self._read(f"PRAGMA cache_size = -{CACHED}")
            self._names: dict[str, str] = dict(self._read("SELECT code, name FROM admin"))
            self.starts: dict[str, int] = dict(self._read("SELECT folded, words FROM starts"))
            demonyms = self._read("SELECT folded FROM demonym")
        except GazetteerError:
            self._db.close()
            raise
        self.demonym_starts = frozenset(row[0].split(" ")[0] for row in demonyms if " " in row[0])
        self.abbreviations = abbreviations()
        """Curated spellings with points or in capitals, exactly as written: "N.Y.", "Ont.", "NSW"."""
        self.admin1 = lru_cache(maxsize=2_000)(self._admin1)
        self.country = lru_cache(maxsize=500)(self._country)
        self.demonym = lru_cache(maxsize=5_000)(self._demonym)
        self.entries = lru_cache(maxsize=20_000)(self._entries)
        self._scope = lru_cache(maxsize=24)(self._read_scope)
        self._transcripts = lru_cache(maxsize=4)(self._read_transcripts)

    def _check(self) -> None:
        """Raise GazetteerError where the file is of another version or shorter than it says."""
        told = self._read("SELECT value FROM meta WHERE key = 'version'")
        if told != [(wanted_version(),)]:
            found = told[0][0] if told else "none"
            raise GazetteerError(
                f"The gazetteer at {self.path} is of another version ({found}): run `python -m geo build`."
            )
        (pages,), (size,) = *self._read("PRAGMA page_count"), *self._read("PRAGMA page_size")
        if self.path.stat().st_size < pages * size:
            raise GazetteerError(f"The gazetteer at {self.path} is cut off: run `python -m geo build`.")

    def _read(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query.

        Raises GazetteerError: the file is damaged, which SQLite may notice only where it reads.
        """
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise GazetteerError(
                f"The gazetteer at {self.path} is damaged ({error}): run `python -m geo build`."
            ) from error

    def _first(self, query: str, values: tuple[object, ...]) -> tuple[Any, ...] | None:
        return next(iter(self._read(query, values)), None)

    def close(self) -> None:
        """Let the file go."""
        self._db.close()

    def __enter__(self) -> Gazetteer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Exact names and aliases

    def candidates(
        self, name: str, country: str | None = None, admin1: str | None = None, limit: int | None = None
    ) -> list[Place]:
        """The places of that name, the likeliest first; ``country`` is an ISO code, ``admin1`` a code like MX.14."""
        if country is None and admin1 is None and limit is not None:
            few = self._read(_FIND_FEW, (fold(name), limit))
            return [self._entry(row[:-1], row[-1]).place for row in few]
        rows = self._read(_FIND, (fold(name),))
        found = [row for row in rows if country in (None, row[_COUNTRY]) and admin1 in (None, row[_ADMIN1])]
        return [self._entry(row[:-1], row[-1]).place for row in found[:limit]]

    def _entries(self, folded: str) -> tuple[Entry, ...]:
        """What bears the folded name, the likeliest first."""
        return tuple(self._entry(row[:-1], row[-1]) for row in self._read(_FIND, (folded,)))

    def _demonym(self, word: str) -> Entry | None:
        """The place whose people or things the word names: "Mexican" is Mexico."""
        row = self._first(
            f"SELECT {_COLUMNS} FROM demonym d CROSS JOIN place p WHERE p.n = d.place AND d.folded = ? ORDER BY p.n",  # noqa: S608
            (fold(word),),
        )
        return self._entry(row, 0) if row else None

    def _entry(self, row: tuple[Any, ...], name_kind: int) -> Entry:
        _, gid, name, lat, lon, level, country, admin1, admin2, population, prior, kind, extent, acts_for = row
        place = Place(
            gid,
            name,
            lat,
            lon,
            level,
            country,
            self._names.get(admin1) if admin1 else None,
            admin1,
            self._names.get(admin2) if admin2 else None,
            population,
        )
        return Entry(place, float(prior) - NAME_PENALTY[name_kind], kind, extent, admin2, acts_for, name_kind)

    # By code

    def _by_code(self, code: str) -> Entry | None:
        row = self._first(_FIND_CODE, (code,))
        return self._entry(row, 0) if row else None

    def _country(self, code: str) -> Place | None:
        """The country of that ISO 3166-1 alpha-2 code."""
        found = self._by_code(code)
        return found.place if found else None

    def _admin1(self, code: str) -> Place | None:
        """The state of that GeoNames code, ``MX.14``."""
        found = self._by_code(code)
        return found.place if found else None

    def admin2(self, code: str) -> Place | None:
        """The county of that GeoNames code, ``MX.14.086``."""
        found = self._by_code(code)
        return found.place if found else None

    def states(self, country: str) -> list[Place]:
        """The first-level divisions of a country, by name."""
        found = self._read(f"{_SELECT} WHERE p.level = 'admin1' AND p.country = ? ORDER BY p.name", (country,))
        return [self._entry(row, 0).place for row in found]

    def children(self, admin1: str, limit: int | None = None) -> list[Place]:
        """The towns of a state, the likeliest first."""
        found = self._read(
            f"{_SELECT} WHERE p.admin1 = ? AND p.level = 'city' ORDER BY p.n LIMIT ?",
            (admin1, -1 if limit is None else limit),
        )
        return [self._entry(row, 0).place for row in found]

    def nearest(self, lat: float, lon: float, limit: int = 1) -> list[Place]:
        """The towns nearest to a point given in degrees."""
        for reach in (0.3, 1.0, 4.0, 20.0):
            found = self._read(
                _FIND_NEAR, (lat - reach, lat + reach, lon - reach, lon + reach, lat, lat, lon, lon, limit)
            )
            if len(found) >= limit:
                break
        return [self._entry(row, 0).place for row in found]

    # Misspelt names

    def fuzzy(self, name: str, country: str, admin1: str | None = None, limit: int = 3) -> list[Place]:
        """Places of the state or country whose name is an edit or two away, the closest and likeliest first."""
        return [entry.place for entry in self.misspelt(fold(name), country, admin1)[:limit]]

    def misspelt(self, folded: str, country: str, admin1: str | None = None) -> list[Entry]:
        """As ``fuzzy``, for a folded name."""
        letters = len(folded.replace(" ", ""))
        if letters < MIN_FUZZY_LETTERS:
            return []
        scope = self._scope(country, admin1, "" if admin1 else folded[0])
        edits = max(1, letters // LETTERS_PER_EDIT - 1)
        first, last = (bisect_left(scope.lengths, len(folded) + by) for by in (-edits, edits + 1))
        # A swap of two letters is one edit here and two to Levenshtein, whose distance is found ten times as fast.
        names = scope.names[first:last]
        alike = process.extract(folded, names, scorer=Levenshtein.distance, score_cutoff=2 * edits, limit=None)
        apart = ((DamerauLevenshtein.distance(folded, name), *scope.places[first + i]) for name, _, i in alike)
        near = sorted(told for told in apart if told[0] <= edits)[:MOST_ALIKE]
        found = [(distance, self._by_number(number)) for distance, _, number in near]
        return [entry for _, entry in sorted(found, key=lambda pair: (pair[0], -pair[1].prior))]

    def transcribed(self, folded: str, country: str) -> list[Entry]:
        """Places of the country that the name may be another transcription of: "Qatraneh" is Al Qaţrānah."""
        found = self._transcripts(country).get(transcript(folded), ())
        return sorted((self._by_number(n) for n in found), key=lambda entry: -entry.prior)

    def _read_transcripts(self, country: str) -> dict[str, list[int]]:
        """Transcript of the names of a country's towns and states → their numbers."""
        found: dict[str, list[int]] = {}
        for folded, place in self._read("SELECT folded, place FROM scope WHERE country = ?", (country,)):
            key = transcript(folded)
            if len(key) >= MIN_FUZZY_LETTERS:
                found.setdefault(key, []).append(place)
        return found

    def _read_scope(self, country: str, admin1: str | None, initial: str) -> _Scope:
        """Folded names of a state, or those of a country that begin alike: hardly a typo hits the first letter."""
        where, keys = ("country = ? AND admin1 = ?", (country, admin1)) if admin1 else ("country = ?", (country,))
        found = self._read(f"SELECT folded, place FROM scope WHERE {where}", keys)  # noqa: S608 - constants
        kept = [(name, (order, place)) for order, (name, place) in enumerate(found) if name.startswith(initial)]
        kept.sort(key=lambda row: len(row[0]))
        return _Scope([len(name) for name, _ in kept], [name for name, _ in kept], [place for _, place in kept])

    def _by_number(self, number: int) -> Entry:
        return self._entry(self._read(f"{_SELECT} WHERE p.n = ?", (number,))[0], 0)


def open_gazetteer(settings: Settings, progress: Callable[[float, str], None] | None = None) -> Gazetteer:
    """The gazetteer of the settings; built first where it is missing or stale.

    Raises GazetteerError: it is neither there nor can it be built there.
    """
    path = settings.gazetteer
    try:
        return Gazetteer(path)
    except (GazetteerError, OSError):
        try:
            build(path, progress)
        except (OSError, sqlite3.Error) as error:
            raise GazetteerError(
                f"the gazetteer cannot be built at {path} ({error}): free the folder, or name another "
                "file in INCIDENT_ATLAS_GAZETTEER."
            ) from error
        return Gazetteer(path)


__all__ = ["ALTERNATE", "Entry", "Gazetteer", "open_gazetteer"]
