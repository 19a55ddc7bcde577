"""Dates and times told in a text, resolved against its day of publication.

A date is a local calendar date and keeps its precision: "Sunday" is a day, "last May" a month, "in 2015" a year.
Nothing is shifted by a time zone.  What can't be resolved (a weekday in a text without a date) is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo.language.dates import calendar_days
from geo.language.dates.anchors import FoundDate, day_before_it, sequel
from geo.language.dates.patterns import find, month_numbers, told, value, weekday_numbers
from geo.language.dates.publication import infer_published
from geo.language.text.annotations import text_of
from geo.language.text.numbers import number_value
from geo.lexicons import lexicon
from geo.types import DateSpan

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

    from geo.language.dates.calendar_days import Period

NAME = "atlas_dates"
__all__ = ["NAME", "annotate", "infer_published", "read_dates"]

#: What "a few" and "several" stand for where only a reach is needed.
VAGUE_COUNTS = {"a few": 3, "few": 3, "several": 5, "a couple of": 2, "couple of": 2, "a": 1, "an": 1, "the": 1}
#: Shapes that count from the day of speaking: inside quotation marks that day is the speaker's, and mostly not told.
DEICTIC = frozenset({"today", "yesterday", "before_yesterday", "tomorrow", "hours", "distance", "unit", "past"})
_QUOTED = re.compile(r"“[^”\n]*”?|\"[^\"\n]*\"")
#: A date and a time belong together, or a "next day" and its date, with only this between them.
_GLUE = re.compile(r",?\s*(?:(?:on|at|early on|late on)\s+)?(?:around\s+|about\s+)?", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:to|until|till|through|–|-)\s*(?:early\s+|late\s+)?", re.IGNORECASE)
#: Characters before a date in which "between" or "from" stands.
LOOK_BACK = 40
_BETWEEN = re.compile(r"\b(?:between|from)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Context:
    """What a relative date is read against."""

    published: date | None
    """Day of publication, stated or inferred."""
    anchor: Period | None
    """The nearest date told before this one."""
    future: bool
    """True: the words around it look ahead."""
    sequel: date | None = None
    """For "two days before the operation": the day the text gives that operation elsewhere."""


def _number(words: str | None) -> int | None:
    if words is None:
        return None
    words = words.lower()
    return VAGUE_COUNTS.get(words) or number_value(words)


def _iso(match: re.Match[str], _: Context) -> Period | None:
    day = calendar_days.safe_date(*(int(p) for p in match.group().split("-")))
    return calendar_days.one_day(day) if day else None


def _month_of(match: re.Match[str]) -> int:
    return month_numbers()[(value(match, "month") or "").rstrip(".").lower()]


def _year_of(match: re.Match[str], context: Context) -> int | None:
    """The year told, or the year of the nearest date before it; None: to be found from publication."""
    year = value(match, "year")
    if year:
        return int(year)
    return context.anchor.first().year if context.published is None and context.anchor else None


def _month_day(match: re.Match[str], context: Context) -> Period | None:
    month, number, year = _month_of(match), int(value(match, "day") or 0), _year_of(match, context)
    if year is not None:
        day = calendar_days.safe_date(year, month, number)
    elif context.published is not None:
        day = calendar_days.nearest(month, number, context.published, future=context.future)
    else:
        day = None
    return calendar_days.one_day(day) if day else None


def _day_range(match: re.Match[str], context: Context) -> Period | None:
    first = _month_day(match, context)
    last_number = int(match.group("until"))
    if first is None or (last := calendar_days.safe_date(first.first().year, first.first().month, last_number)) is None:
        return first
    return calendar_days.between(first.first(), last) if last >= first.first() else first


def _month_year(match: re.Match[str], _: Context) -> Period | None:
    return calendar_days.one_month(int(value(match, "year") or 0), _month_of(match))


def _month(match: re.Match[str], context: Context) -> Period | None:
    """A month without a year: the latest one that has begun; the coming one where the words look ahead."""
    month, which = _month_of(match), (value(match, "which") or "").lower()
    if context.published is None:
        year = _year_of(match, context)
        return calendar_days.one_month(year, month) if year else None
    return calendar_days.one_month(_year_meant(month, which, context.published, future=context.future), month)


def _year_meant(month: int, which: str, published: date, *, future: bool) -> int:
    """The year of "May", "last May", "this May" or "next May" as said on that day."""
    year, now = published.year, published.month
    if which == "next" or (future and not which):
        return year if month > now or (month == now and not which) else year + 1
    if which == "last":
        return year if month < now else year - 1
    return year if month <= now or which == "this" else year - 1


def _weekday(match: re.Match[str], context: Context) -> Period | None:
    weekday, which = weekday_numbers()[(value(match, "weekday") or "").lower()], (value(match, "which") or "").lower()
    if which in {"the following", "the previous"}:
        if context.anchor is None:
            return None
        step = calendar_days.weekday_ahead if which == "the following" else calendar_days.weekday_back
        return calendar_days.one_day(step(context.anchor.last(), weekday, strictly=True))
    if context.published is None:
        return None
    if which == "next" or (context.future and which != "last"):
        return calendar_days.one_day(calendar_days.weekday_ahead(context.published, weekday, strictly=which == "next"))
    return calendar_days.one_day(calendar_days.weekday_back(context.published, weekday, strictly=which == "last"))


def _fixed(offset: int) -> Callable[[re.Match[str], Context], Period | None]:
    """The day that many days from publication."""

    def handler(_: re.Match[str], context: Context) -> Period | None:
        return calendar_days.one_day(context.published + timedelta(days=offset)) if context.published else None

    return handler


def _from_anchor(offset: int) -> Callable[[re.Match[str], Context], Period | None]:
    """The day that many days from the date told before; needs one that is a day."""

    def handler(_: re.Match[str], context: Context) -> Period | None:
        if context.anchor is None or context.anchor.prec != 1:
            return None
        return calendar_days.one_day(context.anchor.first() + timedelta(days=offset))

    return handler


def _next_unit(match: re.Match[str], context: Context) -> Period | None:
    """As in "The next day", "the following month": counted from the date told before."""
    unit, anchor = value(match, "unit") or "day", context.anchor
    if anchor is None:
        return None
    if unit == "year":
        return calendar_days.one_year(anchor.first().year + 1)
    if unit == "month":
        return calendar_days.one_month(*calendar_days.shift_months(anchor.first(), 1))
    if unit == "week":
        return calendar_days.week_of(anchor.last() + timedelta(days=7))
    return _from_anchor(1)(match, context)


def _distance(match: re.Match[str], context: Context) -> Period | None:
    """As in "Two days ago", "a month later", "three weeks before the vote"."""
    way, count = (value(match, "way") or "").lower(), _number(value(match, "count"))
    base = _counted_from(way, context)
    if base is None or count is None:
        return None
    sign = 1 if way in {"later", "after"} else -1
    if way == "after" and context.sequel == context.published:
        sign = -1  # "A day after the vote, the premier said": the vote was a day before the news
    return _reach(base, sign * count, (value(match, "unit") or "day").lower(), (value(match, "about") or "").lower())


def _counted_from(way: str, context: Context) -> date | None:
    """The day of publication, of the event, or the day told before."""
    base = context.published if way == "ago" else context.sequel
    if base is None and way in {"earlier", "later"} and context.anchor and context.anchor.prec == 1:
        base = context.anchor.first()
    return base


def _reach(base: date, count: int, unit: str, about: str) -> Period:
    """That many units from a day, as precise as the unit: days are exact, weeks about a day or two."""
    if unit == "day":
        return calendar_days.one_day(base + timedelta(days=count))
    if unit == "week":
        middle, slack = base + timedelta(days=7 * count), 1 if abs(count) == 1 else 3
        if about in {"just over", "a little over", "little more than"}:
            return calendar_days.between(
                middle + timedelta(days=-1 if count < 0 else 1), middle + timedelta(days=-2 if count < 0 else 2)
            )
        return calendar_days.between(middle - timedelta(days=slack), middle + timedelta(days=slack))
    if unit == "month":
        return calendar_days.one_month(*calendar_days.shift_months(base, count))
    return calendar_days.one_year(base.year + count * (10 if unit == "decade" else 1))


def _hours(match: re.Match[str], context: Context) -> Period | None:
    """As in "Two hours ago" is today, "hours later" the day told before: a day's turn is not guessed."""
    if (value(match, "way") or "").lower() == "ago":
        return calendar_days.one_day(context.published) if context.published else None
    return None


def _past(match: re.Match[str], context: Context) -> Period | None:
    """As in "The past few days", "the last two years": up to publication."""
    count, unit = _number(value(match, "count")), (value(match, "unit") or "").lower()
    if context.published is None or count is None:
        return None
    length = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3652}[unit] * count
    return calendar_days.between(context.published - timedelta(days=length), context.published)


def _unit(match: re.Match[str], context: Context) -> Period | None:
    """As in "Earlier this year", "last week", "next month"."""
    which, unit = (value(match, "which") or "").lower().split()[-1], (value(match, "unit") or "").lower()
    if context.published is None:
        return None
    if " " in (value(match, "which") or "") or which == "past":  # "the past year": a stretch up to now
        return _past_one(unit, context.published)
    step = {"this": 0, "last": -1, "next": 1, "previous": -1}[which]
    if unit == "week":
        return calendar_days.week_of(context.published + timedelta(days=7 * step))
    if unit == "weekend":
        return _weekend(context.published, step)
    if unit == "month":
        return calendar_days.one_month(*calendar_days.shift_months(context.published, step))
    return calendar_days.one_year(context.published.year + step) if unit == "year" else None


def _past_one(unit: str, published: date) -> Period | None:
    length = {"week": 7, "month": 30, "year": 365, "decade": 3652}.get(unit)
    return calendar_days.between(published - timedelta(days=length), published) if length else None


def _weekend(published: date, step: int) -> Period:
    """Saturday and Sunday: the latest ones that have begun, or those ahead."""
    saturday = calendar_days.weekday_ahead(published, 5) if step > 0 else calendar_days.weekday_back(published, 5)
    return calendar_days.between(saturday, saturday + timedelta(days=1))


def _over_weekend(_: re.Match[str], context: Context) -> Period | None:
    return _weekend(context.published, 1 if context.future else -1) if context.published else None


def _year(match: re.Match[str], _: Context) -> Period | None:
    return calendar_days.one_year(int(value(match, "year") or 0))


def _year_range(match: re.Match[str], _: Context) -> Period | None:
    first, last = (int(y) for y in re.findall(r"\d{4}", match.group()))
    return calendar_days.join(calendar_days.one_year(first), calendar_days.one_year(last)) if first <= last else None


_HANDLERS: dict[str, Callable[[re.Match[str], Context], Period | None]] = {
    "iso": _iso,
    "day_range": _day_range,
    "month_day": _month_day,
    "day_month": _month_day,
    "month_year": _month_year,
    "named_month": _month,
    "month": _month,
    "weekday": _weekday,
    "today": _fixed(0),
    "yesterday": _fixed(-1),
    "before_yesterday": _fixed(-2),
    "tomorrow": _fixed(1),
    "distance": _distance,
    "hours": _hours,
    "past": _past,
    "unit": _unit,
    "weekend": _over_weekend,
    "next_day": _next_unit,
    "day_before": _from_anchor(-1),
    "same_day": _from_anchor(0),
    "year": _year,
    "year_range": _year_range,
}


def _period(shape: str, match: re.Match[str], context: Context) -> Period | None:
    """What a shape means; None where it means nothing here, or leads out of the calendar ("9999999 years ago")."""
    try:
        period = _HANDLERS[shape](match, context) if shape in _HANDLERS else None
    except (OverflowError, ValueError):  # what ``date`` and ``timedelta`` say of days that they cannot hold
        return None
    return period if period and period.in_calendar() else None


def _clock(shape: str, match: re.Match[str]) -> str | None:
    """Local time of day as ``"09:30"``; None for a shape that is no time."""
    if shape == "named_hour":
        return "12:00" if match.group("told") == "noon" else "00:00"
    if shape not in {"clock", "clock24"}:
        return None
    hour, minute = int(match.group("hour")), int(match.group("minute") or 0)
    if shape == "clock":
        hour = hour % 12 + (12 if match.group("half") == "p" else 0)
    return f"{hour:02}:{minute:02}"


def _looks_ahead(doc: Doc, start: int, end: int) -> bool:
    """True where the verb over the date has a "will", or a word such as "scheduled" stands before it."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return False
    words = lexicon("dates")["future"]
    chain = [span.root, *span.root.ancestors]
    verb = next((t for t in chain if t.pos_ in {"VERB", "AUX"}), None)
    if any(t.lower_ in words["words"] and t.i < span.start for t in chain if t.pos_ != "NOUN"):
        return True
    return verb is not None and any(c.lower_ in words["auxiliaries"] and c.dep_ == "aux" for c in verb.children)


def _read(doc: Doc, published: date | None) -> list[FoundDate]:
    """All shapes with their meaning, in text order."""
    found: list[FoundDate] = []
    late: list[tuple[int, re.Match[str]]] = []
    anchor: Period | None = None
    quoted = [match.span() for match in _QUOTED.finditer(text_of(doc))]
    for shape, match in find(text_of(doc)):
        start, end = told(match)
        at = bisect_left(quoted, (start, 0)) - 1
        if shape in DEICTIC and at >= 0 and start < quoted[at][1]:
            continue
        context = Context(published, anchor, _looks_ahead(doc, start, end))
        period = _period(shape, match, context)
        if period is None and shape == "distance" and (value(match, "way") or "").lower() in {"before", "after"}:
            late.append((len(found), match))
        found.append(FoundDate(start, end, shape, period, _clock(shape, match)))
        if period is not None and period.prec <= 3 and shape not in {"past", "unit"}:
            anchor = period
    _read_from_events(doc, found, late, published)
    return found


def _read_from_events(
    doc: Doc, found: list[FoundDate], late: list[tuple[int, re.Match[str]]], published: date | None
) -> None:
    """Distances from an event, once the day that the text gives it elsewhere is found: "two days before the vote"."""
    for index, match in late:
        base, news = sequel(doc, match.end(), found), published
        if base is None and (value(match, "way") or "").lower() == "after":
            # "Sunday's blast came two days after …" counts back from Sunday, "A day after …, she said" from the news;
            # what lies before an undated event stays open.
            base = news = day_before_it(doc, match.start(), found) or published
        context = Context(news, None, future=False, sequel=base)
        found[index] = replace(found[index], period=_period("distance", match, context))


def _glue(text: str, found: list[FoundDate]) -> list[FoundDate]:
    """Put a date and its time, a "next day" and its date, and the two ends of a range together."""
    out: list[FoundDate] = []
    for item in found:
        before = out[-1] if out else None
        gap = text[before.end : item.start] if before else ""
        if before is None or not (joined := _joined(text, before, item, gap)):
            out.append(item)
        else:
            out[-1] = joined
    return out


def _joined(text: str, before: FoundDate, item: FoundDate, gap: str) -> FoundDate | None:
    both = replace(before, end=item.end)
    if _GLUE.fullmatch(gap):
        if _is_time_alone(before) and item.period and not item.time:
            return replace(both, period=item.period)
        if before.period and before.period.prec == 1 and not before.time and _is_time_alone(item):
            return replace(both, time=item.time)
        if _is_spelt_out(before, item):
            return replace(both, shape=before.shape, period=item.period)
    whole = _range(text, before, item, gap)
    return replace(both, period=whole) if whole else None


def _is_time_alone(item: FoundDate) -> bool:
    return bool(item.time) and not item.period


def _is_spelt_out(before: FoundDate, item: FoundDate) -> bool:
    """Whether a day told by its place among others is followed by its date: "the next day, May 5"."""
    return (
        before.shape in {"next_day", "same_day", "day_before", "today", "weekday"}
        and item.period is not None
        and item.period.prec == 1
        and item.shape in {"iso", "month_day", "day_month"}
    )


def _range(text: str, before: FoundDate, item: FoundDate, gap: str) -> Period | None:
    """The days from one date to the other: "May 1 to May 5", "between Monday and Friday"."""
    opening = text[max(0, before.start - LOOK_BACK) : before.start]
    between = gap.strip().lower() == "and" and _BETWEEN.search(opening) is not None
    if (
        (between or _RANGE.fullmatch(gap))
        and before.period
        and item.period
        and not (before.time or item.time)
        and before.period.first() <= item.period.last()
    ):
        return calendar_days.join(before.period, item.period)
    return None


def read_dates(doc: Doc, published: str | None) -> tuple[DateSpan, ...]:
    """The dates and times of a parsed text, read against an ISO day of publication or None."""
    day = date.fromisoformat(published) if published else None
    spans = []
    for item in _glue(text_of(doc), _read(doc, day)):
        if item.period is not None:
            when = item.period
            spans.append(DateSpan(item.start, item.end, when.start, when.end, when.prec, item.time))
        elif item.time is not None:
            spans.append(DateSpan(item.start, item.end, None, None, 1, item.time))
    return tuple(spans)


def annotate(doc: Doc) -> Doc:
    """Leave ``doc._.dates``; an undated text is read against the day that can be inferred from it, if any."""
    doc._.dates = read_dates(doc, doc._.published or infer_published(doc)[0])
    return doc
