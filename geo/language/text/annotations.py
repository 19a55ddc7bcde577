"""What the steps of the language pipeline leave on a ``Doc``.

Each is a tuple in text order; an empty tuple means that the text has none.

========================  =====================================================
``doc._.published``       ISO date of publication or None; set before the steps run
``doc._.title``           headline or None; set before the steps run
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

from types import SimpleNamespace
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.language.text.parsed import Doc

T = TypeVar("T")
_TEXT = "text"

CONTEXT = ("published", "title")
ANNOTATIONS = ("dates", "institutions", "people", "quotes", "counts", "tellings", "casualties", "figures")


def begin(doc: Doc, text: str, published: str | None = None, title: str | None = None) -> None:
    """Make a ``doc`` ready for the first step; ``text`` is that of the source, with marks of bold words in it."""
    doc.kept = {_TEXT: text}
    doc._ = SimpleNamespace(**dict(zip(CONTEXT, (published, title), strict=True)), **dict.fromkeys(ANNOTATIONS, ()))


def text_of(doc: Doc) -> str:
    """The text of the source; ``doc.text`` is what the model has read, with blanks where it marks bold words."""
    return str(doc.kept.get(_TEXT, doc.text))


def once(doc: Doc, key: str, make: Callable[[], T]) -> T:
    """What ``make`` gives, made once for this text and ``key``: what is true of a whole text is asked for each word."""
    if key not in doc.kept:
        doc.kept[key] = make()
    return cast("T", doc.kept[key])
