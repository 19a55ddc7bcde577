"""Reads ``incident.toml``: what a folder of sources says about the incident as a whole; all of it is optional.

A fault in it costs what it spoils and no more: the keys that can be read count, and each fault has its sentence.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo import daybounds
from geo.escape import visible
from geo.sources.published import names_a_day, read_published

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    #: What a key's value comes to, and the fault in it, if any.
    _Read = tuple[Any, str | None]

INCIDENT_FILE = "incident.toml"
#: The folder beside it with outlines of municipalities.
OUTLINES = "outlines"
#: Bytes of four lines, with room for comments; what is larger is another file under this name.
MAX_BYTES = 64_000
#: Characters of a title or a subtitle: three lines on the first page.
LONGEST_LINE = 300
#: Unknown keys that are named one by one.
MOST_NAMED = 3


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
    faults: tuple[str, ...] = ()
    """What is wrong in the file, a sentence each that names file, key and remedy."""


def read_incident_file(folder: Path) -> IncidentFile:
    """The folder's ``incident.toml`` with its faults, or an empty one where it has none; raises nothing."""
    path = folder / INCIDENT_FILE
    values, fault = _toml(path)
    if fault:
        return IncidentFile(faults=(f"{path} {fault}",))
    told: dict[str, Any] = {}
    faults = _unknown(sorted(set(values) - set(_READERS)))
    for key, read in _READERS.items():
        if key in values:
            told[key], wrong = read(values[key])
            faults += [f"{key} {wrong}"] if wrong else []
    return IncidentFile(**told, faults=tuple(f"{path}: {fault}" for fault in faults))


def _toml(path: Path) -> tuple[dict[str, Any], str | None]:
    """What the file says, and why it cannot be read; a byte order mark is no fault."""
    try:
        if not path.exists():
            return {}, None
        if not path.is_file():
            return {}, "is no file: rename it, or write the file in its place."
        if path.stat().st_size > MAX_BYTES:
            return {}, f"has more than {MAX_BYTES // 1000} kB, and four lines are enough: cut it down or remove it."
        return tomllib.loads(path.read_text(encoding="utf-8-sig")), None
    except OSError as error:
        return {}, f"cannot be opened ({error.strerror}): check its permissions."
    except UnicodeDecodeError:
        return {}, "is not UTF-8: save it as UTF-8 again."
    except RecursionError:
        return {}, "nests brackets too deep to be read: mend it or remove it."
    except ValueError as error:  # what TOML forbids, and numbers of thousands of digits
        return {}, f"cannot be read as TOML ({error}): mend it or remove it."


def _unknown(keys: list[str]) -> list[str]:
    known = ", ".join(_READERS)
    more = [f"{len(keys) - MOST_NAMED} more keys are not known."] if len(keys) > MOST_NAMED else []
    return [
        f"the key {visible(key)[:40]!r} is not known and was left out: the keys are {known}."
        for key in keys[:MOST_NAMED]
    ] + more


def _line(value: object) -> _Read:
    if not isinstance(value, str):
        return None, "must be text in quotation marks, and was left out."
    line = " ".join(visible(value).split())
    if len(line) > LONGEST_LINE:
        return line[:LONGEST_LINE].rstrip() + "…", f"has more than {LONGEST_LINE} characters and was cut: shorten it."
    odd = line != " ".join(value.split())
    return line or None, "holds control characters, which were left out: remove them." if odd else None


def _country(value: object) -> _Read:
    if value == "":
        return None, None
    if isinstance(value, str) and len(value) == 2 and value.isascii() and value.isalpha():
        return value.upper(), None
    return None, 'must be a country\'s two letters (ISO 3166-1), as in "MX", and was left out.'


def _period(value: object) -> _Read:
    days = [read_published(day)[0] for day in value] if isinstance(value, list) else []
    match days:
        case [str() as first, str() as last] if first <= last:
            return (first, last), None
    if isinstance(value, list) and len(value) == 2 and all(map(names_a_day, value)) and None in days:
        return None, f"must lie within {daybounds.in_words()}, and was left out."
    return None, 'must be the first and the last day, as in ["2026-02-22", "2026-03-03"], and was left out.'


_READERS: dict[str, Callable[[object], _Read]] = {
    "title": _line,
    "subtitle": _line,
    "home_country": _country,
    "period": _period,
}
