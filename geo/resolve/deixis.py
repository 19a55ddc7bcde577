"""The place that a text speaks of without its name: "in this border town", "opened fire here", "died there".

"Here" is the dateline's town, "there" where something happened that was told last.  "This town" is the one that the
sentences before named last; a town of its own sentence is another ("at Bron, north of this city").  "His home town" and
"another village" are none that the text names.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.language.text.annotations import text_of
from geo.language.text.dateline import is_where_filed
from geo.language.text.spans import starting_in
from geo.lexicons import Words, pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.language.text.parsed import Doc, Token
    from geo.types import Mention

_HERE = Words("places", "deixis", "here")
_THERE = Words("places", "deixis", "there")
_POINTS = frozenset({"city", "admin2", "poi"})
_TOWNS = frozenset({"city", "admin2"})
_NAMED = frozenset({"event", "mention"})
#: Characters before a name in which those stand who sit there.
_SEAT_REACH = 40
#: … and in which a train is told that goes there.
_TRIP_REACH = 80
_STOPS = frozenset(".;:")


def spoken_of(doc: Doc, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """One mention for each time that a text points at a place without its name."""
    order = sorted(mentions, key=lambda m: m.start)
    meant = [*_at_dateline(doc, order), *_there(doc, order)]
    text = text_of(doc)
    return tuple(replace(m, start=start, end=end, text=text[start:end], role="event") for m, (start, end) in meant)


def is_adverb_of_place(token: Token) -> bool:
    """ "Here" and "there", but for "there were"."""
    return token.pos_ == "ADV" and (token.lower_ in _HERE or token.lower_ in _THERE)


def _at_dateline(doc: Doc, order: Sequence[Mention]) -> Iterator[tuple[Mention, tuple[int, int]]]:
    """What "here" and "this town" mean in a text with a dateline's town, and where they stand."""
    filed = next(
        (m for m in order if m.place and m.place.level in _POINTS and is_where_filed(doc, m.start, m.end)), None
    )
    if filed is None:
        return
    for span in _phrases(text_of(doc), filed.end):
        yield last_town(order, _sentence_at(doc, span)) or filed, span
    for adverb in _adverbs(doc, filed.end, _HERE):
        yield filed, _span(adverb)


def _there(doc: Doc, order: Sequence[Mention]) -> Iterator[tuple[Mention, tuple[int, int]]]:
    """As in "The gang ruled the jail at Lund. Four men died there": the place named last, if something happened there.

    Not where its own sentence has a scene of another name: "he had lived there when 40 were held in Lund".
    """
    named = [m for m in order if m.place and m.place.level != "country" and m.role in _NAMED]
    for adverb in _adverbs(doc, 0, _THERE) if named else ():
        last = bisect_left(named, adverb.idx, key=lambda m: m.start) - 1
        if last >= 0 and named[last].role == "event" and not _has_other_scene(adverb, named, named[last]):
            yield named[last], _span(adverb)


def _has_other_scene(adverb: Token, named: Sequence[Mention], meant: Mention) -> bool:
    own = starting_in(named, adverb.sent.start_char, adverb.sent.end_char)
    return any(m.role == "event" and m.place != meant.place for m in own)


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


def _adverbs(doc: Doc, after: int, words: Words) -> Iterator[Token]:
    return (t for t in doc if t.lower_ in words and t.idx > after and is_adverb_of_place(t))


def _span(token: Token) -> tuple[int, int]:
    return token.idx, token.idx + len(token.text)


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


def is_seat_of_speaker(text: str, start: int) -> bool:
    """As in "police in Lyon confirmed": whether the name at a character only tells where those sit who are asked.

    Not where something was done to them: "six officials in Lyon were held".
    """
    found = pattern("places", "deixis", "seat").search(text, max(0, start - _SEAT_REACH), start)
    return found is not None and found["counted"] is None


def is_end_of_trip(text: str, start: int) -> bool:
    """As in "attacked a train from Lyon to Nice": whether the name at a character tells only which train that was."""
    opens = max(0, start - _TRIP_REACH)
    return any(m.start() <= start < m.end() for m in pattern("places", "shapes", "trip").finditer(text, opens))
