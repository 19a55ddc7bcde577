"""Who is named as publisher and author, and who is not: "WordPress", "admin", "(anonymous)", an address for letters."""

from __future__ import annotations

import re

from geo.lexicons import general

#: An address for letters, as feeds put it before a name: "joe@bee.example (Joe Roe)".
_ADDRESS = r"[^\s@()<>]+@[^\s@()<>]+"
_WITH_NAME = re.compile(rf"{_ADDRESS}\s*\((?P<name>[^()]+)\)")


def outlet_in(told: str | None) -> str | None:
    """The publisher that ``told`` names; None: a program, a search, or who looks after the pages."""
    if told is None or re.search(_ADDRESS, told) or _is_nobody(told, "publishers"):
        return None
    return None if _bare(told).startswith(tuple(general("names_of_nobody")["searches"])) else told


def author_in(told: str | None) -> str | None:
    """The author that ``told`` names; None: an account or a program."""
    named = _WITH_NAME.fullmatch(told) if told else None
    told = named["name"].strip() if named else told
    return None if told is None or _is_nobody(told, "authors") else told


def title_in(told: str | None) -> str | None:
    """The title that ``told`` is; None: what a program writes where there is none."""
    return None if told is None or _is_nobody(told, "titles") else told


def _is_nobody(told: str, kind: str) -> bool:
    return _bare(told) in general("names_of_nobody")[kind]


def _bare(told: str) -> str:
    return told.strip(" ()[]<>").casefold()
