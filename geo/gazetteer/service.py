"""A second opinion from any geopy service, for those who turn it on: what is known is looked up first, then asked.

Nothing here opens a connection unless ``INCIDENT_ATLAS_GEOCODER`` names a service.  Answers are kept on disk, "there is
no such place" among them; "the service did not answer" is another thing, is told as such and not kept.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from geopy.exc import GeocoderServiceError, GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import get_geocoder_for_service

from geo import __version__
from geo.custody.databases import open_own
from geo.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

    from geopy.geocoders.base import Geocoder

    from geo.settings import Settings

log = logging.getLogger(__name__)

#: Seconds between two questions: what OpenStreetMap's Nominatim asks of everybody (its usage policy).
DELAY_SECONDS = 1.0
#: Seconds to wait after an error, and questions in all, before a service is taken to be down.
ERROR_WAIT_SECONDS, TRIES = 2.0, 2
#: After so many failures in a row the service is not asked again in this run: a text shall not wait for ever.
GIVE_UP = 2
#: Days that "there is no such place" is believed; maps grow.
FORGET_DAYS = 90
#: Characters of the longest question; a longer one is no name of a place.
LONGEST = 120
USER_AGENT = f"incident-atlas/{__version__}"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a service says of a name."""

    status: Literal["found", "not_found", "down"]
    """``down``: the service could not be asked, which says nothing about the place."""
    name: str | None = None
    lat: float | None = None
    """Degrees, WGS 84."""
    lon: float | None = None
    asked_on: str | None = None
    """Local calendar date on which the service said so; None where it did not answer."""


_TABLES = {"answer": "service TEXT, query TEXT, asked_on TEXT, value TEXT, PRIMARY KEY (service, query)"}
_SETTING = "INCIDENT_ATLAS_GEOCODER_CACHE"
#: Characters of the options of a service: names, keys and addresses; a tenth of what nests too deep.
MAX_OPTIONS = 1_000


class SecondOpinion:
    """One geopy service behind a cache on disk and a limit on how often it is asked."""

    def __init__(self, name: str, service: Geocoder, cache: Path) -> None:
        self.name = name
        """As geopy names it: ``nominatim``, ``photon`` …"""
        self._ask = RateLimiter(
            service.geocode,
            min_delay_seconds=DELAY_SECONDS,
            max_retries=TRIES - 1,
            error_wait_seconds=ERROR_WAIT_SECONDS,
            swallow_exceptions=False,
        )
        self._failures = 0
        cache.parent.mkdir(parents=True, exist_ok=True)
        self._db = open_own(cache, _TABLES, _SETTING)

    def ask(self, query: str) -> Opinion:
        """What the service says of "Name, State, Country"; from the cache where it has been asked before."""
        query = " ".join(query.split())
        if not query or len(query) > LONGEST:
            return Opinion("not_found")
        known = self._remembered(query)
        if known is not None:
            return known
        if self._failures >= GIVE_UP:
            return Opinion("down")
        try:
            found = self._ask(query)
        except GeocoderServiceError:
            self._failures += 1
            return Opinion("down")
        self._failures = 0
        return self._remember(query, _value(found))

    def _remembered(self, query: str) -> Opinion | None:
        try:
            row = self._db.execute(
                "SELECT asked_on, value FROM answer WHERE service = ? AND query = ?", (self.name, query)
            ).fetchone()
        except sqlite3.Error as error:
            log.warning("the answers that were kept cannot be read (%s)", error)
            return None
        if row is None:
            return None
        asked_on, value = str(row[0]), json.loads(row[1])
        if value is None and date.fromisoformat(asked_on) < date.today() - timedelta(days=FORGET_DAYS):
            return None
        return _opinion(value, asked_on)

    def _remember(self, query: str, value: dict[str, Any] | None) -> Opinion:
        today = date.today().isoformat()
        try:
            self._db.execute(
                "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?)", (self.name, query, today, json.dumps(value))
            )
        except sqlite3.Error as error:  # a full disk takes the memory, not the answer
            log.warning("an answer cannot be kept (%s)", error)
        return _opinion(value, today)


def _value(location: Any) -> dict[str, Any] | None:  # noqa: ANN401 - geopy has no type hints
    """Name and point of a geopy location; None where there is none, or none on Earth."""
    if location is None:
        return None
    lat, lon = float(location.latitude), float(location.longitude)
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    return {"name": str(location.address).split(",")[0].strip()[:LONGEST], "lat": lat, "lon": lon}


def _opinion(value: dict[str, Any] | None, asked_on: str) -> Opinion:
    return Opinion("found", **value, asked_on=asked_on) if value else Opinion("not_found", asked_on=asked_on)


def second_opinion(settings: Settings) -> SecondOpinion | None:
    """The service that the settings name; None where they name none, which is the default.

    Raises SettingsError: geopy knows no such service, or not with these options; StoreError: the file for its answers
    is another program's.
    """
    name = settings.geocoder.strip().lower()
    if not name:
        return None
    try:
        options = _options(settings.geocoder_options)
        service = get_geocoder_for_service(name)(**{"user_agent": USER_AGENT, **options})
    except (GeopyError, TypeError, ValueError, AttributeError) as error:
        raise SettingsError(
            f"INCIDENT_ATLAS_GEOCODER={name} cannot be used ({error}): name a geopy service and give "
            "its arguments as a JSON object in INCIDENT_ATLAS_GEOCODER_OPTIONS."
        ) from error
    try:
        return SecondOpinion(name, service, settings.geocoder_cache)
    except (OSError, sqlite3.Error) as error:
        raise SettingsError(
            f"the answers of {name} cannot be kept in {settings.geocoder_cache} ({error}): name "
            f"another file in {_SETTING}, or remove this one."
        ) from error


def _options(text: str) -> dict[str, Any]:
    # Before it is parsed: what runs when the stack is full, the collector too, fails in its own ways.
    if len(text) > MAX_OPTIONS:
        raise ValueError(f"its options have more than {MAX_OPTIONS:,} characters")
    return dict(json.loads(text or "{}"))


__all__ = ["Opinion", "SecondOpinion", "second_opinion"]
