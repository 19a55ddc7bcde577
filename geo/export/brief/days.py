"""Whether the sentences of an event name another day than the one that is told of it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo.language.dates.patterns import Shape, find, weekday_numbers
from geo.lexicons import reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.incident import IncidentEvent, IncidentQuote
    from geo.types import Document

#: "2031-05-06"; what is known by month or year names no day.
_DAY = len("2031-05-06")
#: What tells a day by another one: "the next morning", "on Christmas Eve".
_RELATIVE = frozenset(
    {Shape.TODAY, Shape.YESTERDAY, Shape.BEFORE_YESTERDAY, Shape.DISTANCE, Shape.NEXT_DAY, Shape.DAY_BEFORE}
    | {Shape.SAME_DAY, Shape.WEEKEND, Shape.FEAST, Shape.HOURS}
)
#: Characters before words in which the day they were said on is named.
REACH = 600
#: A span of so many days has every day of the week.
_WEEK = 7


def denied_by_days(event: IncidentEvent, texts: Mapping[str, Document]) -> str | None:
    """Why the day of an event may not stand: its sentences name days of the week, and none of them is this one.

    A sentence that tells it by another day ("the next morning"), or by its number, speaks against none.
    """
    days = _days(event)
    if not days or event.date_basis != "told":
        return None
    named = dated = False
    for e in event.evidence:
        document = texts.get(e.doc_id)
        if document is None:
            continue
        words = document.text[e.sent_start : e.sent_end]
        sentence = words.casefold()
        with reading(document.language):
            dated = dated or any(True for _ in find(words))
            week = weekday_numbers()
        told = {week[word] for word in re.findall(r"\w+", sentence) if word in week}
        if not told.isdisjoint(d.weekday() for d in days) or _names_number(sentence, days):
            return None
        named = named or bool(told)
    if not dated:
        return "no sentence of it names a day"
    return "its sentences name another day" if named else None


def denied_day_of_saying(quote: IncidentQuote, document: Document) -> str | None:
    """Why the day on which somebody is told to have spoken may not stand: nothing near names it, or it is too late."""
    day = quote.quote.said_on or ""
    if quote.published and day > quote.published:
        return "it was said after it was published"
    if len(day) != _DAY:
        return None
    told = date.fromisoformat(day)
    near = document.text[max(0, quote.quote.sent_start - REACH) : quote.quote.sent_end].casefold()
    with reading(document.language):
        named = any(weekday_numbers().get(word) == told.weekday() for word in re.findall(r"\w+", near))
        relative = any(shape in _RELATIVE for shape, _ in find(near))
    return None if named or relative or _names_number(near, [told]) else "no sentence near it names its day"


def _names_number(sentence: str, days: list[date]) -> bool:
    return any(re.search(rf"(?<!\d){d.day}(?!\d)", sentence) for d in days)


def _days(event: IncidentEvent) -> list[date]:
    """Every day of the event, where it is known by its days and is shorter than a week."""
    ends = (event.date_start or "", event.date_end or event.date_start or "")
    if not all(len(day) == _DAY for day in ends):
        return []
    first, last = map(date.fromisoformat, ends)
    length = (last - first).days
    return [first + timedelta(days=n) for n in range(length + 1)] if length < _WEEK else []
