"""The days on which something is told, as the scale of the date slider and of the bars above it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo import daybounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.incident import Incident
    from geo.types import Document

#: Bars at most: one for each pixel of the sidebar; a longer scale has several days in a bar.
MOST_BARS = 200


@dataclass(frozen=True, slots=True)
class DayScale:
    """From the first day to the last one."""

    low: date
    high: date

    def span(self, first: str | None, last: str | None) -> tuple[date, date]:
        """Where the slider stands for chosen days: at an end where none is chosen, and never beyond one."""
        start, end = (date.fromisoformat(day) if day else None for day in (first, last))
        return min(max(start or self.low, self.low), self.high), min(max(end or self.high, self.low), self.high)

    def choice(self, first: date, last: date) -> dict[str, str | None]:
        """The days at which the slider stands as a choice: an end of the scale is none."""
        return {
            "first": None if first == self.low else first.isoformat(),
            "last": None if last == self.high else last.isoformat(),
        }

    def bars(self, began: Mapping[str | None, int]) -> list[int]:
        """Events that begin in each of the equal steps from ``low`` to ``high``, ``MOST_BARS`` of them at most.

        ``began`` has how many of them begin on which day.
        """
        step = self._step()
        counts = [0] * -(-self._days() // step)
        for told, many in began.items():
            day = daybounds.read_day(told)
            if day and self.low <= day <= self.high:
                counts[(day - self.low).days // step] += many
        return counts

    def of_bar(self, nth: int) -> tuple[date, date]:
        """The first and the last day of a bar."""
        first = self.low + timedelta(nth * self._step())
        return first, min(first + timedelta(self._step() - 1), self.high)

    def _days(self) -> int:
        return (self.high - self.low).days + 1

    def _step(self) -> int:
        return -(-self._days() // MOST_BARS)


def scale_of(incident: Incident) -> DayScale | None:
    """From the incident's first day to its last one or the last publication; None: fewer than two days are told.

    Days beyond the bounds of a date of publication are not on it: a lone file of 2100 would leave the rest one pixel.
    """
    told = _days_of_events(incident)
    published = [day for d in incident.documents if (day := daybounds.read_day(d.published))]
    whole = _whole_period(incident)
    first, last = min(whole or told, default=None), max([*(whole or told), *published], default=None)
    days = [d for d in (*told, *whole, *published) if first is None or last is None or first <= d <= last]
    return DayScale(min(days), max(days)) if days and min(days) < max(days) else None


def _days_of_events(incident: Incident) -> list[date]:
    return [d for e in incident.events for d in (daybounds.read_day(e.date_start), daybounds.read_day(e.date_end)) if d]


def _whole_period(incident: Incident) -> list[date]:
    """Both ends of the incident's period, or none."""
    period = [day for d in incident.period or () if (day := daybounds.read_day(d))]
    return period if len(period) == len(incident.period or ()) else []  # an end beyond the bounds: no period


def latest(documents: Iterable[Document]) -> str | None:
    """The last day on which one of them was published; days beyond the bounds do not count."""
    return max((d.published for d in documents if d.published and daybounds.read_day(d.published)), default=None)


def outside(incident: Incident) -> int:
    """Sources whose date of publication lies beyond the bounds, so that it is not on the scale."""
    return sum(d.published is not None and daybounds.read_day(d.published) is None for d in incident.documents)
