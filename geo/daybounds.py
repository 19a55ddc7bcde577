"""The days that a source, a reader's address or ``incident.toml`` may be dated: one rule for all of them.

What lies outside is no date.  Days that a text tells are another thing: history is told in them
(``geo.language.dates.calendar_days`` has their bounds); how many days lie between two of them is counted here.
"""

from __future__ import annotations

import re
from datetime import date

#: No older source is at hand as text: printed matter from before is in archives of pictures.  It keeps the calendar's
#: zeros out ("0000-00-00", "0001-01-01"), with which programs write "no date".
FIRST_YEAR = 1900
#: Years after this one: a magazine of December carries January's date; all that is later is a slip or a sentinel
#: (9999999999 seconds are the year 2286).
YEARS_AHEAD = 1

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def today() -> date:
    """The local calendar date; tests set another one."""
    return date.today()


def first_day() -> date:
    """The earliest day that can be one of publication."""
    return date(FIRST_YEAR, 1, 1)


def last_day() -> date:
    """The latest day that can be one of publication: the end of next year."""
    return date(today().year + YEARS_AHEAD, 12, 31)


def holds(day: date) -> bool:
    """Whether ``day`` lies within the bounds."""
    return first_day() <= day <= last_day()


def calendar_day(iso: str | None) -> date | None:
    """The day that ``iso`` is, in exactly the form 2026-02-23; None for anything else."""
    try:
        return date.fromisoformat(iso) if iso and _DAY.fullmatch(iso) else None
    except ValueError:
        return None


def days_between(first: str, last: str) -> int:
    """Days from the first one to the last, of dates of any precision: a month or a year counts from its first day."""
    return (_opening(last) - _opening(first)).days


def _opening(iso: str) -> date:
    return date.fromisoformat((iso + "-01-01")[: len("2026-01-01")])


def days_after(later: str | None, first: str | None) -> int | None:
    """By how many days one calendar day lies after another, negative before it; None where one is no day."""
    one, other = calendar_day(first), calendar_day(later)
    return (other - one).days if one and other else None


def read_day(iso: str | None) -> date | None:
    """As ``calendar_day``, within the bounds."""
    day = calendar_day(iso)
    return day if day and holds(day) else None


def in_words() -> str:
    """The bounds for a reader: "1900–2027"."""
    return f"{FIRST_YEAR}–{last_day().year}"
