"""The day an undated text was published, where the text gives it away.

A news text that names one full date (a caption, a dateline) and otherwise speaks of "Sunday" and "Wednesday" was
written on or soon after the latest of those weekdays.  Nothing else is guessed, and the reason is always told.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo import daybounds
from geo.language.dates.calendar_days import safe_date
from geo.language.dates.patterns import Shape, find, group, month_numbers, weekday_numbers, weekdays
from geo.language.text.annotations import text_of
from geo.lexicons import Words

if TYPE_CHECKING:
    import re

    from geo.language.text.parsed import Doc

#: A line with a date is taken for a dateline or a caption up to this many characters; longer ones are prose.
#: Captions of the press run to some 200 characters, datelines stand within the first 60 of a paragraph.
CAPTION_CHARS = 300
DATELINE_CHARS = 60
#: Before a day by which the text tells which quake or vote it means.
_TELLS_WHICH = Words("dates", "tells_which")
#: Without weekdays around the date, the run of days named in a text tells nothing.
WEEK = 7


def infer_published(doc: Doc) -> tuple[str | None, str | None]:
    """The likely day of publication (ISO 8601) and one sentence for the reader on how it was found; or (None, None)."""
    text = text_of(doc)
    shapes = list(find(text))
    full = [(day, match) for shape, match in shapes if (day := _full_date(shape, match)) and daybounds.holds(day)]
    if not full:
        return None, None
    anchor, match = max(full, key=lambda item: item[0])
    named = {
        weekday_numbers()[(group(m, "weekday") or "").lower()]
        for shape, m in shapes
        if shape == Shape.WEEKDAY and not (group(m, "which") or "")
    }
    if not _introduces(text, match):
        return None, None
    published = min(_end_of_run(anchor, named | {anchor.weekday()}), daybounds.last_day())
    if published == anchor:
        return anchor.isoformat(), (
            f"The source gives no date of publication; the latest day its text names is “{match.group()}”."
        )
    return published.isoformat(), (
        f"The source gives no date of publication; its text names “{match.group()}” and speaks of "
        f"{weekdays()[published.weekday()]}, which after it is {published.isoformat()}."
    )


def _full_date(shape: str, match: re.Match[str]) -> date | None:
    """The day of a shape that tells day, month and year."""
    if shape == Shape.ISO:
        return safe_date(*(int(part) for part in match.group().split("-")))
    if shape not in {Shape.MONTH_DAY, Shape.DAY_MONTH} or not group(match, "year"):
        return None
    month = month_numbers()[(group(match, "month") or "").rstrip(".").lower()]
    return safe_date(int(group(match, "year") or 0), month, int(group(match, "day") or 0))


def _introduces(text: str, match: re.Match[str]) -> bool:
    """True where the date stands in a dateline, or in a caption: a short line at the head or the foot of the text.

    Not so in "the quake of 15 August 2007".
    """
    if (text[: match.start()].lower().split() or [""])[-1] in _TELLS_WHICH:
        return False
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    line = text[start : end if end >= 0 else len(text)]
    if match.start() - start <= DATELINE_CHARS and not text[:start].strip():
        return True
    lines = [part.strip() for part in text.splitlines() if part.strip()]
    return len(line) <= CAPTION_CHARS and len(lines) > 1 and line.strip() in {*lines[:3], *lines[-2:]}


def _end_of_run(anchor: date, weekdays: set[int]) -> date:
    """The last day of the run of weekdays around the anchor.

    The weekdays of one news text lie close together; on the circle of the week the run ends before the widest gap, and
    of equal gaps before the one that comes first after the anchor.
    """
    ahead = sorted((day - anchor.weekday()) % WEEK for day in weekdays)
    gaps = [((ahead[i + 1] if i + 1 < len(ahead) else WEEK) - step, step) for i, step in enumerate(ahead)]
    widest = max(gap for gap, _ in gaps)
    return anchor + timedelta(days=min(step for gap, step in gaps if gap == widest))
