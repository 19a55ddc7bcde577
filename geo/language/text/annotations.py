"""What the components of the language pipeline leave on a spaCy ``Doc``.

Each is a tuple in text order; an empty tuple means that the text has none.

========================  =====================================================
``doc._.published``       ISO date of publication or None; set before the run
``doc._.title``           headline or None; set before the run
``doc._.dates``           ``geo.types.DateSpan``
``doc._.people``          ``geo.language.people.people.PersonMentions``: one person under all names, with spans
``doc._.quotes``          ``geo.types.Quote``
``doc._.institutions``    ``geo.types.Institution``
``doc._.counts``          ``geo.language.counts.casualties.Count``: numbers of people with what befell them
``doc._.tellings``        ``geo.types.Telling``, without places
``doc._.casualties``      ``geo.types.Casualty``: the counts with day and source, without places
``doc._.figures``         ``geo.types.Figure``: the other numbers
========================  =====================================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

T = TypeVar("T")
_TEXT = "atlas_text"

CONTEXT = ("published", "title")
ANNOTATIONS = ("dates", "institutions", "people", "quotes", "counts", "tellings", "casualties", "figures")


def text_of(doc: Doc) -> str:
    """``doc.text``, put together once: spaCy joins all tokens anew at every reading, which makes loops quadratic."""
    text = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return str(text)


def keep_text(doc: Doc, text: str) -> None:
    """Tell the text that ``doc`` was made of, so that it need not be put together even once."""
    doc.user_data[_TEXT] = text


def once(doc: Doc, key: str, make: Callable[[], T]) -> T:
    """What ``make`` gives, made once for this text and ``key``: what is true of a whole text is asked for each word."""
    if key not in doc.user_data:
        doc.user_data[key] = make()
    return cast("T", doc.user_data[key])
