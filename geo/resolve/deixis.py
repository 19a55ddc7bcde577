"""The town that a text speaks of without its name: "in this border town", "opened fire here".

"Here" is the dateline's town.  "This town" is the one that the sentences before named last; a town of its own sentence
is another ("at Bron, north of this city").  "His home town" and "another village" are none that the text names.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.language.text.annotations import text_of
from geo.language.text.dateline import is_where_filed
from geo.lexicons import Words, pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.language.text.parsed import Doc
    from geo.types import Mention

HERE = Words("places", "deixis", "here")
_POINTS = frozenset({"city", "admin2", "poi"})
_TOWNS = frozenset({"city", "admin2"})
_NAMED = frozenset({"event", "mention"})
_STOPS = frozenset(".;:")


def spoken_of(doc: Doc, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """One mention for each time that a text with a dateline's town points at a town without its name."""
    filed = next(
        (m for m in mentions if m.place and m.place.level in _POINTS and is_where_filed(doc, m.start, m.end)), None
    )
    if filed is None:
        return ()
    text, order = text_of(doc), sorted(mentions, key=lambda m: m.start)
    meant = [(last_town(order, _sentence_at(doc, span)) or filed, span) for span in _phrases(text, filed.end)]
    meant += [(filed, span) for span in _adverbs(doc, filed.end)]
    return tuple(replace(m, start=start, end=end, text=text[start:end], role="event") for m, (start, end) in meant)


def last_town(mentions: Sequence[Mention], before: int) -> Mention | None:
    """The town named last before a character; ``mentions`` stand in the order of the text."""
    named = mentions[: bisect_left(mentions, before, key=lambda m: m.start)]
    return next((m for m in reversed(named) if m.place and m.place.level in _TOWNS and m.role in _NAMED), None)


def _sentence_at(doc: Doc, span: tuple[int, int]) -> int:
    words = doc.char_span(*span, alignment_mode="expand")
    return span[0] if words is None else words.sent.start_char


def _phrases(text: str, after: int) -> Iterator[tuple[int, int]]:
    for found in pattern("places", "deixis", "this_town").finditer(text, after):
        yield found.span()


def _adverbs(doc: Doc, after: int) -> Iterator[tuple[int, int]]:
    for token in doc:
        if token.lower_ in HERE and token.idx > after and token.pos_ == "ADV":
            yield token.idx, token.idx + len(token.text)


def is_at_unnamed(text: str, words: tuple[int, int], sent: tuple[int, int]) -> bool:
    """As in "agents searched a house in his home town": it happened in a town that is told of and not named.

    Asked in the language of the text; ``words`` tell the event, ``sent`` is their sentence, in characters of ``text``.
    """
    sentence, at, behind = text[slice(*sent)], words[0] - sent[0], words[1] - sent[0]
    for found in pattern("places", "deixis", "unnamed_town").finditer(sentence):
        if found.start() >= behind and _STOPS.isdisjoint(between := sentence[behind : found.start()]):
            return "," not in between
        if found.end() <= at and _STOPS.isdisjoint(between := sentence[found.end() : at]):
            return between.count(",") <= 1 and not sentence[: found.start()].strip()
    return False
