"""What a date or time means that has one of the shapes, read against publication and the date told before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo.language.dates import calendar_days
from geo.language.dates.meanings import (
    AFTER_EVENT,
    LENGTHS,
    Start,
    Unit,
    Way,
    count_of,
    step_of,
    unit_meant,
    way_of,
    which_unit,
)
from geo.language.dates.patterns import Shape, day_words, feasts, group, month_numbers, weekday_numbers
from geo.language.text.numbers import number_value
from geo.lexicons import Words, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.language.dates.calendar_days import Period

_A_LITTLE_MORE = Words("dates", "a_little_more")
_UP_TO_NOW = Words("dates", "up_to_now")


@dataclass(frozen=True, slots=True)
class Context:
    """What a relative date is read against."""

    published: date | None
    """Day of publication, stated or inferred."""
    anchor: Period | None
    """The nearest date told before this one."""
    future: bool
    """True: the words around it look ahead."""
    past: bool = False
    """True: what it dates has happened."""
    sequel: date | None = None
    """For "two days before the operation": the day the text gives that operation elsewhere."""
    guessed: bool = False
    """True: the day counted from may be a day off, so that "exactly a year after the vote" tells the year alone."""


def _iso(match: re.Match[str], _: Context) -> Period | None:
    day = calendar_days.safe_date(*(int(p) for p in match.group().split("-")))
    return calendar_days.one_day(day) if day else None


def _month_of(match: re.Match[str]) -> int:
    told = (group(match, "month") or "").rstrip(".").lower()
    return int(told) if told.isdigit() else month_numbers()[told]


def _day_of(match: re.Match[str]) -> int:
    told = (group(match, "day") or "0").lower()
    return int(told) if told.isdigit() else day_words()[told]


def _year_of(match: re.Match[str], context: Context) -> int | None:
    """The year told, or the year of the nearest date before it; None: to be found from publication."""
    year = group(match, "year")
    if year:
        return int(year)
    step = step_of(group(match, "which_year"))  # "5 de mayo del año pasado"
    if step is not None and context.published is not None:
        return context.published.year + step
    return context.anchor.first().year if context.published is None and context.anchor else None


def _month_day(match: re.Match[str], context: Context) -> Period | None:
    month, number, year = _month_of(match), _day_of(match), _year_of(match, context)
    step = step_of(group(match, "which"))  # "el pasado 5 de mayo"
    if year is not None:
        day = calendar_days.safe_date(year, month, number)
    elif context.published is not None:
        future, past = context.future if step is None else step > 0, context.past or step == -1
        day = calendar_days.nearest(month, number, context.published, future=future, past=past)
    else:
        day = None
    return calendar_days.one_day(day) if day else None


def _feast(match: re.Match[str], context: Context) -> Period | None:
    """As in "on New Year's Day"."""
    month, number = feasts()[" ".join((group(match, "feast") or "").lower().split())]
    if context.published is None:
        return None
    day = calendar_days.nearest(month, number, context.published, future=context.future, past=context.past)
    return calendar_days.one_day(day) if day else None


def _day_range(match: re.Match[str], context: Context) -> Period | None:
    first = _month_day(match, context)
    last_number = int(group(match, "until") or 0)
    if first is None or (last := calendar_days.safe_date(first.first().year, first.first().month, last_number)) is None:
        return first
    return calendar_days.between(first.first(), last) if last >= first.first() else first


def _month_year(match: re.Match[str], _: Context) -> Period | None:
    return calendar_days.one_month(int(group(match, "year") or 0), _month_of(match))


def _month(match: re.Match[str], context: Context) -> Period | None:
    """A month without a year: the latest one that has begun; the coming one where the words look ahead."""
    month, step = _month_of(match), step_of(group(match, "which"))
    if context.published is None:
        year = _year_of(match, context)
        return calendar_days.one_month(year, month) if year else None
    return calendar_days.one_month(_year_meant(month, step, context.published, future=context.future), month)


def _year_meant(month: int, step: int | None, published: date, *, future: bool) -> int:
    """The year of "May", "last May" (-1), "this May" (0) or "next May" (1) as said on that day."""
    year, now = published.year, published.month
    if step == 1 or (future and step is None):
        return year if month > now or (month == now and step is None) else year + 1
    if step == -1:
        return year if month < now else year - 1
    return year if month <= now or step == 0 else year - 1


def _day_alone(match: re.Match[str], context: Context) -> Period | None:
    """As in "el día 20": of the month told before it where it came later in that, else the latest one that was."""
    if context.published is None:
        return None
    number, told = _day_of(match), context.anchor.last() if context.anchor and context.anchor.prec == 1 else None
    if told is not None and told.day <= number:
        day = calendar_days.safe_date(told.year, told.month, number)
        if day is not None and (context.future or day <= context.published):
            return calendar_days.one_day(day)
    month = calendar_days.shift_months(context.published, _months_off(number, context))
    day = calendar_days.safe_date(*month, number)
    return calendar_days.one_day(day) if day else None


def _months_off(number: int, context: Context) -> int:
    """In which month, counted from that of publication, the latest such day was, or the next one will be."""
    today = context.published.day if context.published else 0
    if context.future:
        return 0 if number >= today else 1
    return 0 if number <= today else -1


def _weekday(match: re.Match[str], context: Context) -> Period | None:
    weekday, which = weekday_numbers()[(group(match, "weekday") or "").lower()], (group(match, "which") or "").lower()
    step = table("dates", "steps_in_story").get(which)
    if step is not None:
        if context.anchor is None:
            return None
        go = calendar_days.weekday_ahead if step > 0 else calendar_days.weekday_back
        return calendar_days.one_day(go(context.anchor.last(), weekday, strictly=True))
    if context.published is None:
        return None
    number = group(match, "number")
    if number and (told := calendar_days.numbered(context.published, weekday, int(number))):
        return calendar_days.one_day(told)
    week = step_of(group(match, "week"))  # "el jueves de la semana pasada"
    if week is not None:
        monday = context.published - timedelta(days=context.published.weekday())
        return calendar_days.one_day(monday + timedelta(days=7 * week + weekday))
    step = step_of(which)
    if step == 1 or (context.future and step != -1):
        return calendar_days.one_day(calendar_days.weekday_ahead(context.published, weekday, strictly=step == 1))
    return calendar_days.one_day(calendar_days.weekday_back(context.published, weekday, strictly=step == -1))


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


def _day_before(match: re.Match[str], context: Context) -> Period | None:
    """As in "the day before": of the date told before it, else of the publication."""
    if context.anchor is None and context.published is not None:
        return calendar_days.one_day(context.published - timedelta(days=1))
    return _from_anchor(-1)(match, context)


def _next_unit(match: re.Match[str], context: Context) -> Period | None:
    """As in "The next day", "the following month": counted from the date told before."""
    unit, anchor = unit_meant(group(match, "unit") or ""), context.anchor
    if anchor is None:
        return None
    if unit == Unit.YEAR:
        return calendar_days.one_year(anchor.first().year + 1)
    if unit == Unit.MONTH:
        return calendar_days.one_month(*calendar_days.shift_months(anchor.first(), 1))
    if unit == Unit.WEEK:
        return calendar_days.week_of(anchor.last() + timedelta(days=7))
    return _from_anchor(1)(match, context)


def _distance(match: re.Match[str], context: Context) -> Period | None:
    """As in "Two days ago", "a month later", "three weeks before the vote"."""
    way, count = way_of(group(match, "way")), count_of(group(match, "count"))
    base = _counted_from(way, context) if way else None
    if way is None or base is None or count is None:
        return None
    sign = way.sign
    if way == AFTER_EVENT and context.sequel == context.published:
        sign = -1  # "A day after the vote, the premier said": the vote was a day before the news
    unit = unit_meant((group(match, "unit") or "").lower()) or Unit.DAY
    return _reach(base, sign * count, unit, match, exact=not context.guessed)


def _to_the_day(base: date, count: int, unit: Unit) -> date | None:
    """As in "a year to the day after the vote"; None for units that need no such word, and days that a year lacks."""
    if unit == Unit.WEEK:
        return base + timedelta(days=7 * count)
    if unit == Unit.YEAR:
        return calendar_days.safe_date(base.year + count, base.month, base.day)
    return calendar_days.safe_date(*calendar_days.shift_months(base, count), base.day) if unit == Unit.MONTH else None


def before_it(match: re.Match[str], day: date) -> Period | None:
    """The day of the event in "on 6 April, five days before the vote": the distance counts from the day told."""
    way, count = way_of(group(match, "way")), count_of(group(match, "count"))
    if way is None or count is None:
        return None
    unit = unit_meant((group(match, "unit") or "").lower()) or Unit.DAY
    return _reach(day, -way.sign * count, unit, match, exact=True)


def _counted_from(way: Way, context: Context) -> date | None:
    """The day of publication, of the event, or the day told before."""
    if way.start == Start.PUBLICATION:
        return context.published
    if way.start == Start.STORY:
        return context.anchor.first() if context.anchor and context.anchor.prec == 1 else None
    return context.sequel


def _reach(base: date, count: int, unit: Unit, match: re.Match[str], *, exact: bool) -> Period:
    """That many units from a day, as precise as the unit: days are exact, weeks about a day or two."""
    about = (group(match, "about") or "").lower()
    if exact and group(match, "exact") and (day := _to_the_day(base, count, unit)) is not None:
        return calendar_days.one_day(day)
    if unit == Unit.DAY:
        return calendar_days.one_day(base + timedelta(days=count))
    if unit == Unit.WEEK:
        middle, slack = base + timedelta(days=7 * count), 1 if abs(count) == 1 else 3
        if about in _A_LITTLE_MORE:
            return calendar_days.between(
                middle + timedelta(days=-1 if count < 0 else 1), middle + timedelta(days=-2 if count < 0 else 2)
            )
        return calendar_days.between(middle - timedelta(days=slack), middle + timedelta(days=slack))
    if unit == Unit.MONTH:
        return calendar_days.one_month(*calendar_days.shift_months(base, count))
    return calendar_days.one_year(base.year + count * (10 if unit == Unit.DECADE else 1))


def _hours(match: re.Match[str], context: Context) -> Period | None:
    """As in "Two hours ago" is today, "hours later", "within hours" the day told before: its turn is not guessed."""
    way = way_of(group(match, "way"))
    if way is None or way.start == Start.STORY:
        return _from_anchor(0)(match, context)
    ago = way.start == Start.PUBLICATION
    return calendar_days.one_day(context.published) if ago and context.published else None


def _past(match: re.Match[str], context: Context) -> Period | None:
    """As in "The past few days", "the last two years": up to publication."""
    count, unit = count_of(group(match, "count")), unit_meant((group(match, "unit") or "").lower())
    if context.published is None or count is None or unit not in LENGTHS:
        return None
    return calendar_days.between(context.published - timedelta(days=LENGTHS[unit] * count), context.published)


def _unit(match: re.Match[str], context: Context) -> Period | None:
    """As in "Earlier this year", "last week", "next month"."""
    which, unit = which_unit(group(match, "which")), unit_meant((group(match, "unit") or "").lower())
    if context.published is None or unit is None:
        return None
    if which in _UP_TO_NOW:
        return _past_one(unit, context.published)
    step = step_of(which)
    return _unit_around(unit, step, context.published) if step is not None else None


def _unit_around(unit: Unit, step: int, published: date) -> Period | None:
    """The unit in which that day lies (0), the one before (-1) or behind it (1)."""
    if unit == Unit.WEEK:
        return calendar_days.week_of(published + timedelta(days=7 * step))
    if unit == Unit.WEEKEND:
        return _weekend(published, step)
    if unit == Unit.MONTH:
        return calendar_days.one_month(*calendar_days.shift_months(published, step))
    return calendar_days.one_year(published.year + step) if unit == Unit.YEAR else None


def _past_one(unit: Unit, published: date) -> Period | None:
    length = LENGTHS.get(unit)
    return calendar_days.between(published - timedelta(days=length), published) if length else None


def _weekend(published: date, step: int) -> Period:
    """Saturday and Sunday: the latest ones that have begun, or those ahead."""
    saturday = calendar_days.weekday_ahead(published, 5) if step > 0 else calendar_days.weekday_back(published, 5)
    return calendar_days.between(saturday, saturday + timedelta(days=1))


def _over_weekend(_: re.Match[str], context: Context) -> Period | None:
    return _weekend(context.published, 1 if context.future else -1) if context.published else None


def _year(match: re.Match[str], _: Context) -> Period | None:
    return calendar_days.one_year(int(group(match, "year") or 0))


def _year_range(match: re.Match[str], _: Context) -> Period | None:
    first, last = (int(y) for y in re.findall(r"\d{4}", match.group()))
    return calendar_days.join(calendar_days.one_year(first), calendar_days.one_year(last)) if first <= last else None


_HANDLERS: dict[Shape, Callable[[re.Match[str], Context], Period | None]] = {
    Shape.ISO: _iso,
    Shape.DAY_RANGE: _day_range,
    Shape.MONTH_DAY: _month_day,
    Shape.DAY_MONTH: _month_day,
    Shape.FEAST: _feast,
    Shape.MONTH_YEAR: _month_year,
    Shape.NAMED_MONTH: _month,
    Shape.MONTH: _month,
    Shape.DAY_ALONE: _day_alone,
    Shape.WEEKDAY: _weekday,
    Shape.TODAY: _fixed(0),
    Shape.YESTERDAY: _fixed(-1),
    Shape.BEFORE_YESTERDAY: _fixed(-2),
    Shape.TOMORROW: _fixed(1),
    Shape.AFTER_TOMORROW: _fixed(2),
    Shape.DISTANCE: _distance,
    Shape.HOURS: _hours,
    Shape.PAST: _past,
    Shape.UNIT: _unit,
    Shape.WEEKEND: _over_weekend,
    Shape.NEXT_DAY: _next_unit,
    Shape.DAY_BEFORE: _day_before,
    Shape.SAME_DAY: _from_anchor(0),
    Shape.YEAR: _year,
    Shape.YEAR_RANGE: _year_range,
}


def period_of(shape: Shape, match: re.Match[str], context: Context) -> Period | None:
    """What a shape means; None where it means nothing here, or leads out of the calendar ("9999999 years ago")."""
    try:
        period = _HANDLERS[shape](match, context) if shape in _HANDLERS else None
    except (OverflowError, ValueError):  # what ``date`` and ``timedelta`` say of days that they cannot hold
        return None
    return period if period and period.in_calendar() else None


def clock_of(shape: Shape, match: re.Match[str]) -> str | None:
    """Local time of day as ``"09:30"``; None for a shape that is no time."""
    if shape == Shape.NAMED_HOUR:
        return table("dates", "named_hours").get(match.group("told"))
    if shape not in {Shape.CLOCK, Shape.CLOCK24}:
        return None
    hour, minute = number_value(group(match, "hour") or "") or 0, int(group(match, "minute") or 0)
    if shape == Shape.CLOCK:
        hour = hour % 12 + int(table("dates", "halves").get((group(match, "half") or "").lower(), 0))
    return f"{hour:02}:{minute:02}"
