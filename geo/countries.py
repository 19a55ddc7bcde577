"""What is known of countries: their names, from ``data/gazetteer/countries.csv``, and how they are governed."""

from __future__ import annotations

import csv
from functools import cache

from geo.lexicons import general
from geo.settings import DATA


@cache
def _names() -> dict[str, str]:
    with (DATA / "gazetteer" / "countries.csv").open(encoding="utf-8", newline="") as stream:
        return {row["code"]: row["name"] for row in csv.DictReader(line for line in stream if not line.startswith("#"))}


def country_name(code: str) -> str:
    """English name of an ISO 3166-1 alpha-2 code; the code itself where it is not one."""
    return _names().get(code, code)


@cache
def _codes() -> dict[str, str]:
    return {name: code for code, name in _names().items()}


def country_code(name: str) -> str | None:
    """The code of an English name that ``country_name`` gives; None where it gives no such name."""
    return _codes().get(name)


@cache
def _capitals() -> dict[str, str]:
    listed = general("states")["capitals"]
    return {name: code for code, names in listed.items() for name in names}


def governed_from(town: str) -> str | None:
    """The country (ISO alpha-2) whose government sits in a town, by its name in newspapers; None: no capital."""
    return _capitals().get(town)


def capitals_of(code: str) -> list[str]:
    """The town that a country's government sits in, in the spellings of newspapers; empty: none is known."""
    found: list[str] = general("states")["capitals"].get(code, [])
    return found


def is_meeting_place(town: str) -> bool:
    """Whether statesmen of all countries meet in a town."""
    return town in general("states")["meetings"]["towns"]


def has_own_police(code: str) -> bool:
    """Whether the states or towns of a country have a police of their own."""
    return code in general("states")["police"]["local"]


def has_state_premiers(code: str) -> bool:
    """Whether a premier of a country heads one of its states."""
    return code in general("states")["premiers"]["of_states"]


def has_state_ministers(code: str) -> bool:
    """Whether the states of a country have ministers, as its government has."""
    return code in general("states")["ministers"]["of_states"]


def only_country_with(office: str) -> str | None:
    """The one country that has an office; None: several have it."""
    codes = general("states")["only"].get(office, ())
    return str(codes[0]) if len(codes) == 1 else None


def has_office(code: str, office: str) -> bool:
    """Whether a country can have an office, by its key in ``states.toml``: a kingdom has no president."""
    crowned: dict[str, list[str]] = general("states")["monarchies"]
    if office in crowned:
        return code in crowned[office]
    only: list[str] | None = general("states")["only"].get(office)
    if only is not None:
        return code in only
    if office == "president":
        return not any(code in codes for codes in crowned.values())
    return code not in general("states")["without"].get(office, ())
