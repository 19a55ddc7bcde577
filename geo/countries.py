"""English names of countries, from ``data/gazetteer/countries.csv``."""

from __future__ import annotations

import csv
from functools import cache

from geo.settings import DATA


@cache
def _names() -> dict[str, str]:
    with (DATA / "gazetteer" / "countries.csv").open(encoding="utf-8", newline="") as stream:
        return {row["code"]: row["name"] for row in csv.DictReader(line for line in stream if not line.startswith("#"))}


def country_name(code: str) -> str:
    """English name of an ISO 3166-1 alpha-2 code; the code itself where it is not one."""
    return _names().get(code, code)
