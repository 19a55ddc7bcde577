"""What the program says to a reader, in the language of the page: English stands in the code, the others in catalogues.

``say("{n} of {total}", n=3, total=8)`` gives the message in the language that ``speaking`` set for what is drawn now; a
message without a translation stays English.  ``data/catalogues/LANGUAGE/LC_MESSAGES/atlas.po`` holds the others and is
read as it lies there; ``make catalogues`` writes new messages into it.  What a source says is no message: it is shown
as it was said, in its own language.

What is kept in the store or raised as an error is one English sentence, whatever the page; ``stored`` says it anew.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeVar

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from geo.settings import DATA, DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from babel.messages.catalog import Catalog

Key = TypeVar("Key")
Made = TypeVar("Made")

FOLDER = DATA / "catalogues"
DOMAIN = "atlas"
_SPOKEN: ContextVar[str] = ContextVar("spoken", default=DEFAULT_LANGUAGE)


# ------------------------------------------------------------------ the language
@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within it, messages are said in ``language`` (ISO 639-1)."""
    token = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def speak(language: str) -> None:
    """From here on say messages in ``language``, in this thread."""
    _SPOKEN.set(language)


def spoken() -> str:
    """The language in which messages are said; part of the key of whatever is kept with words in it."""
    return _SPOKEN.get()


@cache
def languages() -> dict[str, str]:
    """The languages that a page can be in, each with its own name of itself: ``{"en": "English", "es": "Español"}``."""
    found = sorted(path.parent.parent.name for path in FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
    return {code: (Locale(code).get_display_name(code) or code).capitalize() for code in (DEFAULT_LANGUAGE, *found)}


def best_of(wanted: str) -> str:
    """The language of a page for a browser that asks for ``es-MX,es;q=0.9``; English where it has none of them."""
    codes = (tag.partition(";")[0].strip().partition("-")[0].lower() for tag in wanted.split(",")[:20])
    return next((code for code in codes if code in languages()), DEFAULT_LANGUAGE)


def kept(make: Callable[..., Made], *args: object) -> Callable[[], Made]:
    """``make(*args)`` for later, in the language of now: a file is made when it is fetched, outside the page."""
    language = spoken()

    def made() -> Made:
        with speaking(language):
            return make(*args)

    return made


def locale() -> Locale:
    """How numbers and dates are written in the language of the page: the catalogue of Spanish says "es_MX"."""
    return _locale(spoken())


@cache
def _locale(language: str) -> Locale:
    told = catalogue(language)
    return told.locale if told and told.locale else Locale(language)


# ------------------------------------------------------------------ messages
@cache
def catalogue(language: str) -> Catalog | None:
    """The catalogue of a language; None for English, which needs none."""
    path = FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return read_po(file)


@cache
def _translations(language: str) -> gettext.NullTranslations:
    told = catalogue(language)
    if told is None:
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, told)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def say(message: str, /, context: str | None = None, **parts: object) -> str:
    """``message`` in the language of the page, with its parts; ``context`` tells apart what English words alike."""
    told = _translations(spoken())
    text = told.gettext(message) if context is None else told.pgettext(context, message)
    return text.format(**parts) if parts else text


def say_n(one: str, many: str, n: int, /, context: str | None = None, **parts: object) -> str:
    """The same for a message that counts: ``{n}`` is the number as it is written in the language."""
    told = _translations(spoken())
    text = told.ngettext(one, many, n) if context is None else told.npgettext(context, one, many, n)
    return text.format(n=decimal(n), **parts)


def message(text: str, context: str | None = None) -> str:  # noqa: ARG001 - read by those who collect messages
    """Marks a constant as a message, which is said where it is used, with the same context; gives it as it is."""
    return text


class Labels(Mapping[Key, str]):
    """Words by key, each in the language of the page at the moment when it is asked for."""

    def __init__(self, words: Mapping[Key, str], context: str | None = None) -> None:
        self._words, self._context = dict(words), context

    def __getitem__(self, key: Key) -> str:
        return say(self._words[key], self._context)

    def __iter__(self) -> Iterator[Key]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


def decimal(n: float) -> str:
    """A number as the language of the page writes it: "1,000"."""
    return _decimal(n, spoken())


@lru_cache(maxsize=4096)
def _decimal(n: float, language: str) -> str:
    return format_decimal(n, locale=_locale(language))


def listing(parts: list[str]) -> str:
    """ "A, B and C"; "A, B y C"."""
    if len(parts) < 2:
        return "".join(parts)
    *most, last = parts
    return say("{parts} and {last}", parts=", ".join(most), last=last)
