"""Which documents are translations of others, where that is shown: two languages are then one origin.

A short line at the head or the foot of a text must say that it is one ("Translated from El Faro", "Este artículo fue
publicado originalmente en inglés en …"), and lead to the original: by its address; or by the outlet's name, if one
text of that outlet in another language, of that day or the week before, has the same figures.  What is only alike, or
may be of two originals, stays apart.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geo.lexicons import pattern, reading
from geo.reconcile.events.places import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.types import Document

#: Lines at the head and at the foot in which it is said, and characters of such a line.
HEAD, FOOT, LONGEST = 3, 4, 300
#: Days by which a translation comes after its original.
LATEST = 7
#: Different numbers that two texts must share, and the share of those of the text with fewer.
LEAST, SHARED = 3, 0.6

_BETWEEN = re.compile(r"[\s<>()\[\]\"“”]+")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*\d(?!\w)")


def originals_of(documents: Sequence[Document]) -> dict[str, str]:
    """For each document that is shown to be a translation, the id of its original."""
    by_address = {_place(d.url): d for d in documents if d.url}
    found = ((d.id, _original(d, line, by_address, documents)) for d in documents for line in _credits(d))
    return {translation: original for translation, original in found if original}


def _credits(document: Document) -> Iterator[str]:
    """The lines that say that a text is a translation."""
    lines = [line for line in document.text.splitlines() if line.strip()]
    with reading(document.language):
        said = pattern("quotes", "sources", "translated")
    ends = lines if len(lines) <= HEAD + FOOT else [*lines[:HEAD], *lines[-FOOT:]]
    return (line for line in ends if len(line) <= LONGEST and said.search(line))


def _original(
    document: Document, line: str, by_address: dict[str, Document], documents: Sequence[Document]
) -> str | None:
    words = (_place(word) for word in _BETWEEN.split(line) if "://" in word)
    linked = [by_address[place] for place in words if place in by_address]
    if linked:
        return linked[0].id if linked[0].language != document.language else None
    named = [d for d in documents if _names(line, d.publisher) and _may_be(document, d)]
    return named[0].id if len(named) == 1 else None


def _place(url: str) -> str:
    """An address without what does not tell two articles apart."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/.,;')}"


def _names(line: str, publisher: str | None) -> bool:
    return bool(publisher and re.search(rf"(?<!\w){re.escape(fold(publisher))}(?!\w)", fold(line)))


def _may_be(translation: Document, original: Document) -> bool:
    """Whether the figures, languages and days of two texts fit."""
    if translation.language == original.language or not (translation.published and original.published):
        return False
    later = date.fromisoformat(translation.published) - date.fromisoformat(original.published)
    one, other = _numbers(translation.text), _numbers(original.text)
    alike = len(one & other)
    return timedelta() <= later <= timedelta(LATEST) and alike >= max(LEAST, SHARED * min(len(one), len(other)))


def _numbers(text: str) -> set[str]:
    """The numbers of two figures and more, whatever divides their thousands."""
    return {re.sub(r"[.,]", "", m[0]) for m in _NUMBER.finditer(text)}
