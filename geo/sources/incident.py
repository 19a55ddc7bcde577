"""Reads ``incident.toml``: what a folder of sources says about the incident as a whole; all of it is optional."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.errors import SettingsError
from geo.sources.published import read_published

if TYPE_CHECKING:
    from pathlib import Path

INCIDENT_FILE = "incident.toml"
KEYS = ("title", "subtitle", "home_country", "period")


@dataclass(frozen=True, slots=True)
class IncidentFile:
    """What stands in ``incident.toml``; None: it says nothing about that."""

    title: str | None = None
    """None: made from the main event and its place."""
    subtitle: str | None = None
    """One line under the title."""
    home_country: str | None = None
    """ISO 3166-1 alpha-2."""
    period: tuple[str, str] | None = None
    """First and last day, ISO 8601."""


def read_incident_file(folder: Path) -> IncidentFile:
    """The folder's ``incident.toml``, or an empty one where it has none.

    Raises SettingsError: the file is there and wrong; the sentence names it and the key.
    """
    path = folder / INCIDENT_FILE
    if not path.is_file():
        return IncidentFile()
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SettingsError(f"{path} cannot be read as TOML ({error}): mend it or remove it.") from error
    unknown = sorted(set(values) - set(KEYS))
    if unknown:
        raise SettingsError(f"{path} has the key {unknown[0]!r}: only {', '.join(KEYS)} are known.")
    return IncidentFile(title=_line(path, values, "title"), subtitle=_line(path, values, "subtitle"),
                        home_country=_country(path, values), period=_period(path, values))


def _line(path: Path, values: dict[str, Any], key: str) -> str | None:
    value = values.get(key)
    if value is not None and not isinstance(value, str):
        raise SettingsError(f"{path}: {key} must be text in quotation marks.")
    return " ".join(value.split()) or None if value else None


def _country(path: Path, values: dict[str, Any]) -> str | None:
    value = _line(path, values, "home_country")
    if value is not None and not re.fullmatch(r"[A-Za-z]{2}", value):
        raise SettingsError(f"{path}: home_country must be a country's two letters (ISO 3166-1), as in \"MX\".")
    return value.upper() if value else None


def _period(path: Path, values: dict[str, Any]) -> tuple[str, str] | None:
    value = values.get("period")
    if value is None:
        return None
    days = [read_published(day)[0] for day in value] if isinstance(value, list) else []
    match days:
        case [str() as first, str() as last] if first <= last:
            return first, last
    raise SettingsError(f'{path}: period must be the first and the last day, as in ["2026-02-22", "2026-03-03"].')
