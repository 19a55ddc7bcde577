"""Finds the turns of a transcript: lines that begin with the speaker's name and a colon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.language.people.roles import role_noun
from geo.lexicons import Words

if TYPE_CHECKING:
    from geo.language.text.parsed import Doc, Token

_FURNITURE = Words("quotes", "furniture", "words")
_BESIDES = Words("quotes", "furniture", "besides")
#: Lines with a label that make a transcript; one or two are headings ("Smith: no new taxes").
MIN_TURNS = 3
MAX_LABEL_TOKENS = 5


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn; everything counts in tokens."""

    speaker: tuple[int, int]
    end: int
    """One past the last word of the turn."""


def transcript_lines(doc: Doc) -> dict[int, Turn]:
    """Turns by their first token; empty where the text is no transcript."""
    turns: dict[int, Turn] = {}
    start = 0
    ends = [*(token.i for token in doc if "\n" in token.text), len(doc)]
    for i in ends:
        colon = next((j for j in range(start + 1, min(start + MAX_LABEL_TOKENS + 1, i)) if doc[j].text == ":"), None)
        if colon is not None and colon + 1 < i and _is_label(doc, start, colon):
            turns[start] = Turn((start, colon), i)
        start = i + 1
    labels = {doc[t.speaker[0] : t.speaker[1]].text for t in turns.values()}
    return turns if len(turns) >= MIN_TURNS and len(labels) < len(turns) else {}


def _is_label(doc: Doc, start: int, colon: int) -> bool:
    words = [t for t in doc[start:colon] if not t.is_punct]
    if not all((t.text.isupper() and len(t) > 1) or t.ent_type_ == "PERSON" for t in words):
        return False
    return bool(words) and (role_noun(words[-1]) is not None or not any(_is_furniture(t) for t in words))


def _is_furniture(token: Token) -> bool:
    """Whether a word of a label is one of a site's ("READ MORE:") or a small one that stands in nobody's name."""
    lower = token.lower_
    return lower in _FURNITURE or (token.text.isupper() and token.is_stop and lower not in _BESIDES)
