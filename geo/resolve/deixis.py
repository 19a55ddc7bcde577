"""The town of the dateline, where the text speaks of it without its name: "in this border town", "opened fire here"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.language.text.annotations import text_of
from geo.language.text.dateline import is_where_filed
from geo.lexicons import Words, pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from geo.types import Mention

HERE = Words("places", "deixis", "here")
_POINTS = frozenset({"city", "admin2", "poi"})


def spoken_of(doc: Doc, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """One mention for each time that the text points at its dateline's town, where it has one."""
    filed = next(
        (m for m in mentions if m.place and m.place.level in _POINTS and is_where_filed(doc, m.start, m.end)), None
    )
    if filed is None:
        return ()
    text = text_of(doc)
    spans = (*_phrases(text, filed.end), *_adverbs(doc, filed.end))
    return tuple(replace(filed, start=start, end=end, text=text[start:end], role="event") for start, end in spans)


def _phrases(text: str, after: int) -> Iterator[tuple[int, int]]:
    for found in pattern("places", "deixis", "this_town").finditer(text, after):
        yield found.span()


def _adverbs(doc: Doc, after: int) -> Iterator[tuple[int, int]]:
    for token in doc:
        if token.lower_ in HERE and token.idx > after and token.pos_ == "ADV":
            yield token.idx, token.idx + len(token.text)
