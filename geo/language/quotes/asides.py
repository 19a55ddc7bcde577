"""Takes the reporting clauses between dashes out of what stands between marks: «El país —afirmó Pérez— resistirá»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.language.text.marks import Region
from geo.language.text.speech import marked_verbs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

#: What stands between two dashes, or behind the last one; the first dash joins the word behind it.
_ASIDE = re.compile(r"(?<=\s)[—–](?P<told>\w[^—–]{2,120})(?P<end>[—–]|$)")
#: Words of an aside before its verb: "—según ha dicho Pérez—".
MAX_BEFORE_VERB = 3


def without_asides(doc: Doc, text: str, region: Region) -> Iterator[Region]:
    """The region, in pieces where the reporter breaks into the words: each dash stays with the words beside it."""
    start, outer = region.start, region.outer_start
    for aside in _ASIDE.finditer(text[: region.end], region.start):
        if not _reports(doc, aside.start("told")):
            continue
        yield Region(start, _before(text, aside.start()), outer, aside.start() + 1, closed=True)
        outer = aside.start("end")
        start = _behind(text, aside.end(), region.end)
        if start >= region.end:
            return
    yield Region(start, region.end, outer, region.outer_end, region.closed)


def _reports(doc: Doc, at: int) -> bool:
    """Whether a verb of speech opens the clause at a character."""
    span = doc.char_span(at, at + 1, alignment_mode="expand")
    if span is None:
        return False
    return any(t.lemma_.lower() in marked_verbs() for t in doc[span.start : span.start + MAX_BEFORE_VERB])


def _before(text: str, at: int) -> int:
    while text[at - 1].isspace():
        at -= 1
    return at


def _behind(text: str, at: int, end: int) -> int:
    while at < end and (text[at].isspace() or text[at] in ",;:."):
        at += 1
    return at
