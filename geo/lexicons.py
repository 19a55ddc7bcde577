"""Reads the word lists of ``data/lexicons``: those of a language in its folder (``en``), what all share beside them.

A lexicon is a TOML file whose first comment line says where its content comes from.  What stands in it is general
knowledge of the language and of the world; nothing about one incident.

Rules name the words they ask for and not the language: ``Words("events", "attacks")`` are those of the language that
is being read, which ``reading`` sets for one text at a time.  A language without an entry has no such words.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from typing import TYPE_CHECKING, Any, TypeVar, TypeVarTuple

from geo.settings import DATA, DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Asked = TypeVarTuple("Asked")
T = TypeVar("T")

FOLDER = DATA / "lexicons"
_READING: ContextVar[str] = ContextVar("language", default=DEFAULT_LANGUAGE)
_NOTHING = re.compile(r"(?!)")


@contextmanager
def reading(language: str) -> Iterator[None]:
    """Within it, words and patterns are those of ``language`` (ISO 639-1)."""
    token = _READING.set(language)
    try:
        yield
    finally:
        _READING.reset(token)


@cache
def general(name: str) -> dict[str, Any]:
    """The lexicon ``data/lexicons/NAME.toml``, which holds for all languages, as nested dictionaries; read once."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _lexicon(language: str, name: str) -> dict[str, Any]:
    path = FOLDER / language / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def lexicon(name: str) -> dict[str, Any]:
    """The lexicon ``data/lexicons/LANGUAGE/NAME.toml`` of the language being read, empty where it has none."""
    return _lexicon(_READING.get(), name)


def per_language(make: Callable[[*Asked], T]) -> Callable[[*Asked], T]:
    """As ``functools.cache``, with one answer for each language: for what is made of a lexicon."""
    answers: defaultdict[str, dict[tuple[*Asked], T]] = defaultdict(dict)

    @wraps(make)
    def asked(*args: *Asked) -> T:
        known = answers[_READING.get()]  # asked for nearly every word of a text
        try:
            return known[args]
        except KeyError:
            made = known[args] = make(*args)
            return made

    return asked


def entry(name: str, *keys: str) -> Any:  # noqa: ANN401 - what TOML can hold
    """What stands under ``keys`` in a lexicon of the language being read; None where it has nothing there."""
    found: Any = lexicon(name)
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def table(name: str, *keys: str) -> dict[str, Any]:
    """As ``entry``, for a table: empty where the language has none."""
    return entry(name, *keys) or {}


@per_language
def pattern(name: str, *keys: str) -> re.Pattern[str]:
    """The regular expression that stands under ``keys``, in verbose form; one that matches nothing where none does."""
    told = entry(name, *keys)
    return re.compile(told, re.VERBOSE) if told else _NOTHING


class Words(AbstractSet[str]):
    """The words under ``keys`` of a lexicon, in the language being read, as a set; may be made when a module loads.

    The entry is a list, a string of words with white space between them, or a table, whose keys are the words.
    """

    __slots__ = ("_of", "keys", "name")

    def __init__(self, name: str, *keys: str) -> None:
        self.name, self.keys = name, keys
        self._of: dict[str, frozenset[str]] = {}

    def now(self) -> frozenset[str]:
        """The words of the language being read."""
        language = _READING.get()
        words = self._of.get(language)
        if words is None:
            told = entry(self.name, *self.keys) or ()
            words = self._of[language] = frozenset(told.split() if isinstance(told, str) else told)
        return words

    def __contains__(self, word: object) -> bool:
        try:  # asked for nearly every word of a text
            return word in self._of[_READING.get()]
        except KeyError:
            return word in self.now()

    def __iter__(self) -> Iterator[str]:
        return iter(self.now())

    def __len__(self) -> int:
        return len(self.now())

    def __hash__(self) -> int:
        return hash((self.name, self.keys))

    def __or__(self, other: AbstractSet[str]) -> frozenset[str]:  # type: ignore[override]
        return self.now() | (other.now() if isinstance(other, Words) else frozenset(other))

    __ror__ = __or__

    @classmethod
    def _from_iterable(cls, it: Iterable[str]) -> frozenset[str]:  # type: ignore[override]  # what |, & and - give
        return frozenset(it)
