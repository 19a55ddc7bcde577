"""Calendar arithmetic on local dates: no clock, no time zone."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

#: Days covered, up to and including, for each UCDP precision below 5.
PRECISION_DAYS = ((1, 1), (6, 2), (31, 3), (366, 4))
#: A date without a year further ahead than this, told without a word of the future, was last year's.
#: News looks ahead by weeks (court dates, matches) and back by months; two months separates them.
AHEAD_DAYS = 60
#: Years that a text can tell of.  "500 years ago" is history and legitimate; before the year 1000 ISO years lose their
#: four digits and no news tells a day.  The end only keeps arithmetic within the calendar ("90,000 years later").
FIRST_YEAR, LAST_YEAR = 1000, 2999
#: Characters of an ISO year, month and day; a year beyond 9999 or before 0 makes another one.
_LENGTHS = frozenset({4, 7, 10})


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar, as precise as it was told."""

    start: str
    """ISO 8601: a day, a month ("2025-05") or a year ("2025")."""
    end: str
    prec: int
    """UCDP: 1 day, 2 two to six days, 3 month or less, 4 a year or less, 5 more."""

    def in_calendar(self) -> bool:
        """Whether it lies within the years that a text can tell of."""
        ends = self.start, self.end
        return all(len(told) in _LENGTHS and FIRST_YEAR <= int(told[:4]) <= LAST_YEAR for told in ends)

    def first(self) -> date:
        """The first day it covers."""
        return date.fromisoformat((self.start + "-01-01")[:10])

    def last(self) -> date:
        """The last day it covers."""
        return _last_day(self.end)


def _last_day(told: str) -> date:
    parts = [int(p) for p in told.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])


def between(first: date, last: date) -> Period:
    """The days from ``first`` to ``last``, in whichever order they come."""
    first, last = min(first, last), max(first, last)
    length = (last - first).days + 1
    prec = next((p for days, p in PRECISION_DAYS if length <= days), 5)
    return Period(first.isoformat(), last.isoformat(), prec)


def one_day(day: date) -> Period:
    """That one day."""
    return between(day, day)


def one_month(year: int, month: int) -> Period:
    """That month."""
    told = f"{year:04}-{month:02}"
    return Period(told, told, 3)


def one_year(year: int) -> Period:
    """That year."""
    return Period(f"{year:04}", f"{year:04}", 4)


def join(first: Period, last: Period) -> Period:
    """From the first period's start to the last one's end, each as precise as told."""
    return Period(first.start, last.end, between(first.first(), last.last()).prec)


def shift_months(day: date, months: int) -> tuple[int, int]:
    """Year and month that many months from a day."""
    index = day.year * 12 + day.month - 1 + months
    return index // 12, index % 12 + 1


def weekday_back(day: date, weekday: int, *, strictly: bool = False) -> date:
    """The latest such weekday (Monday 0) on the day or before it; before it if ``strictly``."""
    back = (day.weekday() - weekday) % 7
    return day - timedelta(days=back or (7 if strictly else 0))


def weekday_ahead(day: date, weekday: int, *, strictly: bool = False) -> date:
    """The first such weekday (Monday 0) on the day or after it; after it if ``strictly``."""
    ahead = (weekday - day.weekday()) % 7
    return day + timedelta(days=ahead or (7 if strictly else 0))


def safe_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest(month: int, day: int, published: date, *, future: bool, past: bool = False) -> date | None:
    """The day of that month nearest to publication; a far one ahead only when the words look ahead.

    ``past``: what is told of that day has happened, so that it does not lie ahead.
    """
    years = (published.year - 1, published.year, published.year + 1)
    choices = [d for d in (safe_date(y, month, day) for y in years) if d is not None]
    limit = 366 if future else 0 if past else AHEAD_DAYS
    choices = [d for d in choices if (d - published).days <= limit and (not future or d >= published)]
    return min(choices, key=lambda d: abs((d - published).days), default=None)


def numbered(published: date, weekday: int, number: int) -> date | None:
    """The day nearest to publication with this weekday and this number in its month: "el lunes 23"."""
    near = (published + timedelta(days=days) for days in range(-AHEAD_DAYS, AHEAD_DAYS + 1))
    same = [day for day in near if day.day == number and day.weekday() == weekday]
    return min(same, key=lambda day: abs((day - published).days), default=None)


def week_of(day: date) -> Period:
    """Monday to Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return between(monday, monday + timedelta(days=6))
