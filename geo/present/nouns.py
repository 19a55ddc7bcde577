"""Nouns for people and things in titles: a page in one language tells what was counted in a source of another.

``data/catalogues/LANGUAGE/nouns.toml`` has them.  A noun that it lacks is left out, so that a title says less, and
never what its sentence does not say.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from geo.messages import FOLDER, say, say_n, spoken


@cache
def _nouns(language: str) -> dict[str, Any]:
    path = FOLDER / language / "nouns.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


@cache
def _feminine(language: str) -> frozenset[str]:
    return frozenset(_nouns(language).get("feminine", "").split())


def noun_in(told: str, language: str) -> str | None:
    """A noun of a source in ``language`` as titles of the page write it; None where the page has no word for it."""
    if language == spoken():
        return told
    found: str | None = _nouns(spoken()).get(language, {}).get(" ".join(told.casefold().split()))
    return found


def hurt(people: str, status: str, n: int | None) -> str:
    """People with what they suffered: "guardsmen killed"; in their gender and number where the language asks for it."""
    gender = "of women" if people.casefold().split()[0] in _feminine(spoken()) else "of men"
    return say("{people} {suffered}", people=people, suffered=say_n(status, status, 2 if n is None else n, gender))
