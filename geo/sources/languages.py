"""Tells which language a text is in, and which languages are read."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from geo.lexicons import general
from geo.settings import models, named_model

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.types import Document

#: ISO 639-2 for a language that was not recognised.
UNKNOWN = "und"
#: Characters looked at: a few paragraphs decide, and a long text costs no more than a short one.
SAMPLE = 20_000
#: Share of function words below which a text is in none of the listed languages.  In 834 English news texts English
#: words were .18 to .43 of all and another language's at most .10; in seven Spanish ones Spanish words .34 to .41.
LEAST_SHARE = 0.12
#: Up to so many words are a headline, which may have no function word at all: English unless another language has …
SHORT = 12
#: … so many function words more ("as" and "a" are Portuguese too).
CLEAR = 2

_WORD = re.compile(r"[^\W\d_]+")


def language_code(stated: str | None) -> str | None:
    """ISO 639-1 for what a source says ("en-US", "English", "Español"); None where it says nothing usable."""
    spelt = unicodedata.normalize("NFKD", (stated or "").strip().lower())
    folded = "".join(character for character in spelt if not unicodedata.combining(character))
    head = re.split(r"[-_ ]", folded, maxsplit=1)[0]
    if head in general("languages")["codes"]:
        return str(general("languages")["codes"][head])
    return head if re.fullmatch(r"[a-z]{2}", head) else None


def detect_language(text: str) -> str:
    """The language of ``text`` by its function words, ``und`` where no listed language fits."""
    words = [word.lower() for word in _WORD.findall(text[:SAMPLE])]
    counts = {code: sum(word in listed for word in words) for code, listed in _function_words().items()}
    best = max(counts, key=lambda code: (counts[code], code == "en"))
    if len(words) <= SHORT and counts[best] < counts["en"] + CLEAR:
        return "en" if all("LATIN" in unicodedata.name(c, "") for c in text if c.isalpha()) else UNKNOWN
    return best if counts[best] >= LEAST_SHARE * len(words) else UNKNOWN


@cache
def _function_words() -> dict[str, frozenset[str]]:
    return {code: frozenset(words) for code, words in general("languages")["words"].items()}


def language_name(code: str) -> str:
    """The English name of a language, its code where the list has none."""
    return "Unknown language" if code == UNKNOWN else str(general("languages")["names"].get(code, code))


def _can_load(language: str, model: str) -> bool:
    """True for a package that is there; for a name that the user gave too: if it is wrong, that is said on loading."""
    return bool(named_model(language)) or _is_installed(model)


@cache
def _is_installed(package: str) -> bool:
    """True for a package, and for a folder that holds a model."""
    return Path(package).is_dir() or find_spec(package) is not None


def readable(named: Mapping[str, str]) -> dict[str, str]:
    """Of languages with their models those that the extraction reads: the model is installed."""
    return {code: model for code, model in named.items() if _can_load(code, model)}


def unread_reason(document: Document) -> str | None:
    """Why a document is listed and not read ("Portuguese: not read yet"); None: it is read."""
    code = document.language
    model = models().get(code)
    if model is None:
        return f"{language_name(code)}: not read yet"
    if _can_load(code, model):
        return None
    return f"{language_name(code)}: not read, its language model {model} is not installed"
