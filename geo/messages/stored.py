"""Sentences that were made in English, before anybody knew who would read them: in the store, or raised as an error.

``retold`` finds the message that such a sentence was made of by its unchanging words, and says that in the language of
the page, with the names and numbers of the sentence; what is put together of several is told piece by piece.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from babel import Locale

from geo.messages import catalogue, locale, say, spoken
from geo.settings import DEFAULT_LANGUAGE

#: The context of these messages in a catalogue.
STORED = "stored"
#: A sentence may name a reason, which may name another; what is deeper is no sentence of ours.
_DEPTH = 8
#: A longer sentence is none of ours either.
_LONGEST = 2000
_PART = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True, slots=True)
class _Shape:
    """A message as a pattern of the English sentences that are made of it."""

    pattern: re.Pattern[str]
    begun: re.Pattern[str]
    """The same behind a name and a space."""
    translation: str


@cache
def _shapes(language: str) -> tuple[_Shape, ...]:
    """The messages that sentences may be made of; those that say most by themselves are tried first."""
    told = catalogue(language)
    stored = [m for m in told or () if m.context == STORED and m.string and isinstance(m.id, str)]
    stored.sort(key=lambda m: -len(_PART.sub("", str(m.id))))
    return tuple(_Shape(_pattern(str(m.id)), _pattern(str(m.id), " ", r"\Z"), str(m.string)) for m in stored)


def _pattern(message: str, before: str = "", behind: str = "") -> re.Pattern[str]:
    """Matches the sentences that ``message`` makes, whatever its parts are."""
    literal = _PART.split(message)
    made = "".join(f"(?P<p{piece}>.*?)" if i % 2 else re.escape(piece) for i, piece in enumerate(literal))
    return re.compile(before + made + behind, re.DOTALL)


@lru_cache(maxsize=4096)
def _retold(sentence: str, language: str, depth: int) -> str:
    if not depth or not sentence:
        return sentence
    for shape in _shapes(language):
        if found := shape.pattern.fullmatch(sentence):
            parts = (found[f"p{i}"] for i in range(shape.pattern.groups))
            return shape.translation.format(*(_retold(part, language, depth - 1) for part in parts))
    known = say(sentence)
    return known if known != sentence else _country(sentence) or _in_pieces(sentence, language, depth - 1)


def _country(name: str) -> str:
    """A country that a sentence names, as the page calls it: "the text speaks of Mexico"; empty for anything else."""
    code = _codes().get(name)
    return str(locale().territories.get(code, name)) if code else ""


@cache
def _codes() -> dict[str, str]:
    """Countries (ISO 3166-1 alpha-2) by their English names; Babel counts continents too, under numbers."""
    named = Locale.parse(DEFAULT_LANGUAGE).territories.items()
    return {name: code for code, name in named if code.isalpha()}


def _in_pieces(sentence: str, language: str, depth: int) -> str:
    """A sentence that is no message but is put together of some: "León: reason; reason.", "FILE cannot be read"."""
    if "; " in sentence:
        return "; ".join(_retold(piece, language, depth) for piece in sentence.split("; "))
    for found in filter(None, (shape.begun.search(sentence) for shape in _shapes(language))):
        return sentence[: found.start() + 1] + _retold(sentence[found.start() + 1 :], language, depth)
    if sentence.endswith("."):
        return _retold(sentence[:-1], language, depth) + "."
    first, colon, rest = sentence.partition(": ")
    return f"{_retold(first, language, depth)}{colon}{_retold(rest, language, depth)}" if colon else sentence


def retold(sentence: str | None) -> str:
    """An English sentence that the program made, in the language of the page; as it is where no message fits it."""
    if not sentence or spoken() == DEFAULT_LANGUAGE or len(sentence) > _LONGEST:
        return sentence or ""
    return _retold(sentence, spoken(), _DEPTH)
