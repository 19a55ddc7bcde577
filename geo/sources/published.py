"""Reads publication dates in whatever form a source gives them.

The result is the calendar date as written: a time and a zone beside it never move it to the day before or after.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime
from functools import cache

from dateutil import parser as dateutil_parser

from geo.lexicons import lexicon

#: Years outside are taken for misreadings: the first newspapers are of 1605, and nothing is published in the future.
FIRST_YEAR, LAST_YEAR = 1600, 2100
#: Characters looked at; a date with time, zone and a word around it is shorter.
LONGEST = 120

_ISO = re.compile(r"(?<!\d)(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)"
                  r"|(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")


def read_published(value: object) -> tuple[str | None, str | None]:
    """The ISO date that ``value`` names and None, or None and a warning; ``(None, None)`` where nothing was given."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None, None
    if isinstance(value, datetime):
        return value.date().isoformat(), None
    if isinstance(value, date):
        return value.isoformat(), None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None, _unreadable(value)
    text = str(value).strip()[:LONGEST]
    if _EPOCH.fullmatch(text):
        return _from_epoch(text)
    return _from_words(text)


def _unreadable(value: object) -> str:
    return f"the date of publication {str(value)[:40]!r} cannot be read; give it as 2026-02-23"


def _from_epoch(text: str) -> tuple[str | None, str | None]:
    """A Unix time in seconds or milliseconds has no local date of its own: the UTC day, and a word about it."""
    whole = text.partition(".")[0]
    seconds = float(text) / (1000 if len(whole) > len("1771804800") else 1)
    day = datetime.fromtimestamp(seconds, UTC).date().isoformat()
    return day, f"the date of publication {text} is a Unix time: {day} is its day in UTC, the local one may differ"


def _from_words(text: str) -> tuple[str | None, str | None]:
    """The first date written in ``text``, tried from the least to the most doubtful form."""
    folded = _fold(text)
    for found in (_iso(folded), _named(folded)):
        if found:
            return found, None
    numeric = _NUMERIC.search(folded)
    if numeric:
        return _day_and_month(numeric)
    found = _by_dateutil(text)
    return (found, None) if found else (None, _unreadable(text))


def _fold(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()


def _checked(year: str, month: int | str, day: str) -> str | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if FIRST_YEAR <= found.year <= LAST_YEAR else None


def _iso(text: str) -> str | None:
    for match in _ISO.finditer(text):
        year, month, day = (part for part in match.groups() if part is not None)
        found = _checked(year, month, day)
        if found:
            return found
    return None


@cache
def _months() -> dict[str, int]:
    return {name: i for i, names in enumerate(lexicon("publication_dates")["months"], start=1) for name in names}


@cache
def _named_forms() -> tuple[re.Pattern[str], ...]:
    """Patterns for "Feb. 23, 2026", "23 de febrero de 2026" and "2026 Feb 23", in this order."""
    month = r"(?P<month>" + "|".join(sorted(_months(), key=len, reverse=True)) + r")\b\.?"
    day = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|er|o|°|\.)?"
    year = r"(?P<year>\d{4})(?!\d)"
    gap = r"[\s,.\-/|]*(?:\b(?:de|del|of|di|do)\b)?[\s,.\-/|]*"
    return tuple(re.compile(form) for form in (
        rf"\b{month}[\s\-]*{day}{gap}{year}",
        rf"{day}{gap}{month}{gap}{year}",
        rf"(?<!\d){year}[\s,\-]*{month}[\s\-]*{day}(?!\d)",
    ))


def _named(text: str) -> str | None:
    """The first date with a month's name in folded ``text``."""
    hits = [match for form in _named_forms() for match in form.finditer(text)]
    for match in sorted(hits, key=lambda m: m.start()):
        found = _checked(match["year"], _months()[match["month"]], match["day"])
        if found:
            return found
    return None


def _day_and_month(match: re.Match[str]) -> tuple[str | None, str | None]:
    """A date in figures: read where only one order is possible; with full stops the day comes first everywhere."""
    first, mark, second, year = match.groups()
    readings = {_checked(year, second, first)}
    if mark != ".":
        readings.add(_checked(year, first, second))
    readings.discard(None)
    if len(readings) == 1:
        return readings.pop(), None
    if readings:
        both = " or ".join(sorted(reading for reading in readings if reading))
        return None, f"the date of publication {match.group()} may be {both}; write it in that form"
    return None, _unreadable(match.group())


def _by_dateutil(text: str) -> str | None:
    """What dateutil reads, if it names day, month and year: parsed on two different days it must come out the same."""
    if not re.search(r"\d{4}", text):
        return None
    try:
        readings = {dateutil_parser.parse(text, default=default, ignoretz=True).date()
                    for default in (datetime(2001, 3, 4), datetime(2012, 10, 11))}
    except (ValueError, OverflowError):
        return None
    found = readings.pop()
    return found.isoformat() if not readings and FIRST_YEAR <= found.year <= LAST_YEAR else None
