"""Reads publication dates in whatever form a source gives them.

The result is the calendar date as written: a time and a zone beside it never move it to the day before or after.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime
from functools import cache

from dateutil import parser as dateutil_parser

from geo import daybounds
from geo.escape import visible
from geo.lexicons import general

#: Characters looked at; a date with time, zone and a word around it is shorter.
LONGEST = 120
#: Digits of a Unix time of our years, and how many of its units are a second: seconds, milli-, micro-, nanoseconds.
EPOCHS = {10: 1, 13: 10**3, 16: 10**6, 19: 10**9}

#: Lists of words that stand before days.
_KINDS = ("changed", "published")
#: The day that programs write where they know none.
ZERO = date(1970, 1, 1)
_ISO = re.compile(
    r"(?<!\d)(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)"
    r"|(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)"
)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")
_EPOCH = re.compile(r"(\d+)(?:\.\d+)?")


def read_published(value: object) -> tuple[str | None, str | None]:
    """The ISO date that ``value`` names and None, or None and a warning; ``(None, None)`` where nothing was given."""
    day, warning = _reading(value)
    if day is None:
        return None, warning
    if day == ZERO:
        return None, f"the date of publication {day} is where programs begin to count, and counts as none; give the day"
    return (day.isoformat(), warning) if daybounds.holds(day) else (None, outside(value, day.isoformat()))


def names_a_day(value: object) -> bool:
    """Whether ``value`` is a date, be it within the bounds or not."""
    return _reading(value)[0] is not None


def may_be_a_day(value: str) -> bool:
    """Whether ``value`` is a date within the bounds, or one in figures that stays open."""
    return read_published(value)[0] is not None or bool(_NUMERIC.search(value[:LONGEST]))


def days_it_may_be(value: str) -> frozenset[str]:
    """The days, as ISO dates, of a date in figures that stays open ("03/04/2026"); none of another."""
    found = _NUMERIC.search(_fold(value[:LONGEST]))
    if found is None or names_a_day(value):
        return frozenset()
    first, _, second, year = found.groups()
    days = (_day(year, month, day) for month, day in ((first, second), (second, first)))
    return frozenset(day.isoformat() for day in days if day)


def names_several_days(value: str) -> bool:
    """Whether several days stand in ``value``, as in "updated March 9, published March 3"."""
    folded = _without_changed(_fold(value[:LONGEST]))
    return len({*_iso(folded), *_named(folded)}) > 1


def outside(value: object, iso: str) -> str:
    """The warning for a date of publication beyond the bounds."""
    told = f"{visible(str(value))[:40]} is {iso}, which" if str(value) != iso else iso
    return (
        f"the date of publication {told} lies outside {daybounds.in_words()} and counts as none; give it as 2026-02-23"
    )


def _reading(value: object) -> tuple[date | None, str | None]:
    """The day that ``value`` names, be it within the bounds or not, and what a reader should know of it."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None, None
    if isinstance(value, datetime):
        return value.date(), None
    if isinstance(value, date):
        return value, None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None, _unreadable(value)
    text = str(value).strip()[:LONGEST]
    epoch = _EPOCH.fullmatch(text)
    return _from_epoch(text, len(epoch[1])) if epoch and len(epoch[1]) in EPOCHS else _from_words(text)


def _unreadable(value: object) -> str:
    return f"the date of publication {str(value)[:40]!r} cannot be read; give it as 2026-02-23"


def _from_epoch(text: str, digits: int) -> tuple[date, str]:
    """A Unix time has no local date of its own: the UTC day, and a word about it."""
    day = datetime.fromtimestamp(float(text) / EPOCHS[digits], UTC).date()
    return day, f"the date of publication {text} is a Unix time: {day} is its day in UTC, the local one may differ"


def _from_words(text: str) -> tuple[date | None, str | None]:
    """The first date written in ``text``, tried from the least to the most doubtful form; one within bounds first.

    One on which the text was changed or looked at is none, and one that is called that of publication goes first.
    """
    folded = _fold(text)
    if (own := _without_changed(folded)) != folded:
        return _from_words(own) if own.strip() else (None, _only_changed(text))
    written = [*_iso(folded), *_named(folded)]
    found = next(filter(daybounds.holds, written), None)
    if found:
        return found, None
    if numeric := _NUMERIC.search(folded):
        return _day_and_month(numeric)
    found = next(iter(written), None) or _by_dateutil(text)
    return (found, None) if found else (None, _unreadable(text))


def _only_changed(text: str) -> str:
    return f"{visible(text)[:60]!r} tells when the text was changed or read, not when it was published: set that day"


def _without_changed(folded: str) -> str:
    """What of a value is not told of a change: "Published March 3" of "Updated March 9. Published March 3"."""
    labels = [*_labels().finditer(folded)]
    if not any(label["changed"] for label in labels):
        return folded
    ends = [*(label.start() for label in labels[1:]), len(folded)]
    parts = [folded[label.end() : end] for label, end in zip(labels, ends, strict=True) if not label["changed"]]
    before = folded[: labels[0].start()]
    return " ".join(part for part in (*parts, before) if re.search(r"\d", part))


def is_of_change(words: str) -> bool:
    """Whether words beside a day say that a text was changed on it: "Updated:"."""
    labels = [*_labels().finditer(_fold(words))]
    return bool(labels) and bool(labels[-1]["changed"])


def without_labels(words: str) -> str:
    """Words that tell a day without those that say what happened on it."""
    return _labels().sub(" ", _fold(words))


@cache
def _labels() -> re.Pattern[str]:
    changed, told = ("|".join(sorted(general("publication_dates")[key], key=len, reverse=True)) for key in _KINDS)
    return re.compile(rf"\b(?:(?P<changed>{changed})|{told})\b")


def _fold(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()


def _day(year: str, month: int | str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _iso(text: str) -> list[date]:
    parts = ([part for part in match.groups() if part is not None] for match in _ISO.finditer(text))
    return [found for year, month, day in parts if (found := _day(year, month, day))]


@cache
def _months() -> dict[str, int]:
    return {name: i for i, names in enumerate(general("publication_dates")["months"], start=1) for name in names}


@cache
def _named_forms() -> tuple[re.Pattern[str], ...]:
    """Patterns for "Feb. 23, 2026", "23 de febrero de 2026" and "2026 Feb 23", in this order."""
    month = r"(?P<month>" + "|".join(sorted(_months(), key=len, reverse=True)) + r")\b\.?"
    day = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|er|o|°|\.)?"
    year = r"(?P<year>\d{4})(?!\d)"
    gap = r"[\s,.\-/|]*(?:\b(?:de|del|of|di|do)\b)?[\s,.\-/|]*"
    return tuple(
        re.compile(form)
        for form in (
            rf"\b{month}[\s\-]*{day}{gap}{year}",
            rf"{day}{gap}{month}{gap}{year}",
            rf"(?<!\d){year}[\s,\-]*{month}[\s\-]*{day}(?!\d)",
        )
    )


def _named(text: str) -> list[date]:
    """The dates with a month's name in folded ``text``, in its order."""
    hits = sorted((match for form in _named_forms() for match in form.finditer(text)), key=lambda m: m.start())
    return [found for m in hits if (found := _day(m["year"], _months()[m["month"]], m["day"]))]


def _day_and_month(match: re.Match[str]) -> tuple[date | None, str | None]:
    """A date in figures: read where only one order is possible; with full stops the day comes first everywhere."""
    first, mark, second, year = match.groups()
    orders = [(second, first)] if mark == "." else [(second, first), (first, second)]
    readings = {found for month, day in orders if (found := _day(year, month, day))}
    if len(readings) == 1 or (readings and not any(map(daybounds.holds, readings))):
        return min(readings), None
    if readings:
        both = " or ".join(day.isoformat() for day in sorted(readings))
        return None, f"the date of publication {match.group()} may be {both}; write it in that form"
    return None, _unreadable(match.group())


def _by_dateutil(text: str) -> date | None:
    """What dateutil reads, if it names day, month and year: parsed on two different days it must come out the same."""
    if not re.search(r"\d{4}", text):
        return None
    try:
        readings = {
            dateutil_parser.parse(text, default=default, ignoretz=True).date()
            for default in (datetime(2001, 3, 4), datetime(2012, 10, 11))
        }
    except (ValueError, OverflowError):
        return None
    found = readings.pop()
    return None if readings else found
