"""Names that only begin or end a longer one, which the gazetteer lacks: "San Juan de Lurigancho" is no San Juan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.gazetteer.folding import fold
from geo.lexicons import Words
from geo.resolve.toponyms.mentions import PLACE_LABELS, Context, Name, holds
from geo.resolve.toponyms.vocabulary import words

if TYPE_CHECKING:
    from geo.language.text.parsed import Span

#: Prior from which a town is rather meant by itself: "la capilla San Juan de Lyon".
TOWN = 4.0
_SAINTS = Words("places", "naming", "saints")
_ARTICLE = Words("speech", "small_words", "definite")
_BELONGING = Words("places", "prepositions", "belonging")
_AREAS = frozenset({"country", "admin1", "admin2"})


def without_beginnings(context: Context, found: list[Name]) -> list[Name]:
    """``found`` without the parts of what the tagger calls one place, in a language that links names by small words."""
    if not words("kinds", "linking"):
        return found
    longer = [ent for name in found if (ent := _longer(context, name)) is not None]
    inside = {i for ent in longer for i in range(ent.start, ent.end)}
    return [name for name in found if inside.isdisjoint(range(name.first, name.last))]


def _longer(context: Context, name: Name) -> Span | None:
    """The whole of a saint's name that goes on with "de", unless it then tells where: "Santa Ana de El Salvador"."""
    ent = context.ents.get(name.first) if context.word(name.first) in _SAINTS else None
    if ent is None or ent.start != name.first or ent.label_ not in PLACE_LABELS:
        return None
    if ent.end <= name.last + 1 or context.word(name.last) not in _BELONGING or context.broken(ent.start, ent.end):
        return None
    tail = context.doc[name.last + 1 : ent.end]
    if not all(t.text[0].isupper() or t.lower_ in _ARTICLE or t.lower_ in _BELONGING for t in tail):
        return None
    return None if _tells_area(context, name, tail) else ent


def _tells_area(context: Context, name: Name, tail: Span) -> bool:
    """Whether it is a town of its own, or an area that holds a place of the name before it."""
    entries = context.gazetteer.entries(fold(tail.text))
    areas = [entry for entry in entries if entry.place.level in _AREAS]
    known = bool(entries) and entries[0].prior >= TOWN
    return known or any(holds(area, entry) for area in areas for entry in name.entries)
