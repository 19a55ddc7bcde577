"""Reads the word lists of ``data/lexicons``.

A lexicon is a TOML file whose first comment line says where its content comes from.  What stands in it is general
knowledge of the language and of the world; nothing about one incident.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from geo.settings import DATA


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The lexicon ``data/lexicons/NAME.toml`` as nested dictionaries; read once."""
    return tomllib.loads((DATA / "lexicons" / f"{name}.toml").read_text(encoding="utf-8"))
