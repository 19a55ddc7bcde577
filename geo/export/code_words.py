"""What tables for people call codes, in the language of the page: "muertos" for "killed"; data for programs keep codes.

English pages have the codes themselves, which are English words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from geo.language.quotes.act_and_theme import themes
from geo.messages import Labels, say, spoken
from geo.present import wording
from geo.present.deeds import DEEDS, DOERS, WAYS
from geo.present.rules import AUTHORITY_WORDS
from geo.settings import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: How a day or a place is known, and whence the day of a source is.
_KNOWN = Labels({"told": "told", "inferred": "inferred", "stated": "stated", "user": "set here"}, "how it is known")
#: What a workbook for people calls its sheets.
SHEETS = Labels(
    {
        "events": "events",
        "counts": "counts",
        "quotes": "quotes",
        "sources": "sources",
        "jurisdictions": "jurisdictions",
        "log": "log",
        "about": "about",
    },
    "sheet",
)
#: Table and column → what its codes are called.
_WORDS: dict[tuple[str, str], Mapping[Any, str]] = {
    ("events", "type"): wording.EVENT_WORDS,
    ("events", "date_basis"): _KNOWN,
    ("events", "place_basis"): _KNOWN,
    ("counts", "date_basis"): _KNOWN,
    ("counts", "status"): wording.STATUS_WORDS,
    ("counts", "party_class"): wording.PARTY_WORDS,
    ("counts", "authority"): AUTHORITY_WORDS,
    ("counts", "relation"): wording.RELATION_WORDS,
    ("quotes", "kind"): wording.QUOTE_WORDS,
    ("quotes", "act"): wording.ACT_WORDS,
    ("sources", "published_basis"): _KNOWN,
    ("sources", "arrival"): WAYS,
    ("jurisdictions", "level"): wording.LEVEL_WORDS,
    ("log", "what"): DEEDS,
    ("log", "who"): DOERS,
}
#: The mark before a word that a page draws: "≠ rival count".
_MARK = re.compile(r"^\W+")
#: Columns of several themes.
_THEMES = frozenset({("quotes", "themes"), ("quotes", "denied")})


def in_words(table: str, columns: Sequence[str], rows: list[list[object]]) -> list[list[object]]:
    """The rows with their codes as the page calls them; what is no code stays."""
    if spoken() == DEFAULT_LANGUAGE:
        return rows
    return [[_word(table, *cell) for cell in zip(columns, row, strict=True)] for row in rows]


def _word(table: str, column: str, value: object) -> object:
    if not isinstance(value, str):
        return value
    if (table, column) in _THEMES:
        return "; ".join(say(themes()[key].label) if key in themes() else key for key in value.split("; "))
    return _MARK.sub("", _WORDS.get((table, column), {}).get(value, value)) if (table, column) in _WORDS else value
