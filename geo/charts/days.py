"""A time axis of which only the days that matter take room; jumps between them are marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from geo.charts.template import FONT_SIZE, SMALL
from geo.present import wording
from geo.present.design import TOKENS, Theme
from geo.present.fonts import width

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.charts.template import Draft

#: Room between two labels in pixels: with less, two of them read as one.
_LABEL_GAP = 12
#: Units of the axis by which the field behind chosen days is wider than they are.
_MARGIN = 0.4
#: Half the size of the two strokes that mark a jump, in pixels.
_STROKE = 5
#: Where not one day in so many has room for its label, days go without one in turn.
_SPARSE = 8


@dataclass(frozen=True, slots=True)
class Slot:
    """A day's place on the axis, in units of the axis."""

    day: str
    start: float
    end: float
    jump: bool
    """True: at least one day lies between this and the day before."""

    @property
    def middle(self) -> float:
        """Where the label stands."""
        return (self.start + self.end) / 2


def whole(iso: str | None) -> bool:
    """True for a date that is known to the day."""
    return bool(iso) and len(iso or "") >= len("2026-02-22")


def slots(widths: Mapping[str, float], gap: float, jump: float, lead: float = 0, step: int = 1) -> tuple[Slot, ...]:
    """Days in order from ``lead`` on, each as wide as said, ``gap`` apart, ``jump`` where days are left out between.

    ``step``: how many days each stands for.
    """
    found: list[Slot] = []
    position = lead
    before: date | None = None
    for iso in sorted(widths):
        this = date.fromisoformat(iso)
        jumped = before is not None and (this - before).days > step
        position += 0 if before is None else jump if jumped else gap
        found.append(Slot(iso, position, position + widths[iso], jumped))
        position += widths[iso]
        before = this
    return tuple(found)


def _label(slot: Slot, previous: Slot | None, room: float) -> str:
    """The longest form of a date that fits: "Sun 22 Feb", "22 Feb"; within a month "Sun 22", "22"."""
    year = previous is not None and previous.day[:4] != slot.day[:4]
    forms = [wording.day(slot.day, weekday=True, year=year), wording.day(slot.day, year=year)]
    if not _opens(slot, previous) and not year:
        forms[1:] = [wording.day(slot.day, weekday=True, month=False), str(int(slot.day[8:]))]
    return next((form for form in forms if width(form, FONT_SIZE, 600) + _LABEL_GAP <= room), "")


def labels(days: tuple[Slot, ...], end: float, pixels: float) -> list[str]:
    """Text under each day, empty where there is no room.

    Of days that stand too close every second, fourth … has one, so far apart that each month is named.  The axis runs
    from 0 to ``end``; one unit of it takes ``pixels``.
    """
    told = _labels(days, end, pixels)
    if sum(map(bool, told)) * _SPARSE >= len(days):
        return told
    step = 1
    while step < len(days):
        step *= 2
        kept = days[step // 2 :: step]
        told = _labels(kept, end, pixels)
        if all(text or not _opens(slot, before) for text, slot, before in zip(told, kept, (None, *kept), strict=False)):
            break
    by_day = dict(zip((slot.day for slot in kept), told, strict=True))
    return [by_day.get(slot.day, "") for slot in days]


def _opens(slot: Slot, previous: Slot | None) -> bool:
    """Whether a label must name the month."""
    return previous is None or previous.day[:7] != slot.day[:7]


def _labels(days: tuple[Slot, ...], end: float, pixels: float) -> list[str]:
    told: list[str] = []
    for index, slot in enumerate(days):
        before = days[index - 1] if index else None
        after = days[index + 1] if index + 1 < len(days) else None
        # Two labels as wide as their days are apart just touch; beyond the ends of the axis nothing is drawn.
        left = slot.middle - before.middle if before else 2 * slot.middle
        right = after.middle - slot.middle if after else 2 * (end - slot.middle)
        told.append(_label(slot, before, min(left, right) * pixels))
    return told


def shade(chart: Draft, days: tuple[Slot, ...], first: str | None, last: str | None, theme: Theme) -> None:
    """A field behind the chosen days; none where all are chosen or none is on the axis."""
    chosen = [slot for slot in days if (not first or slot.day >= first) and (not last or slot.day <= last)]
    if not (first or last) or not chosen:
        return
    ends = {"x0": chosen[0].start - _MARGIN, "x1": chosen[-1].end + _MARGIN, "y0": 0, "y1": 1}
    look = {"type": "rect", "xref": "x", "yref": "paper", "layer": "below", "line": {"width": 0}}
    chart.annotate((), [look | ends | {"fillcolor": TOKENS[theme]["accent2"]}])


def dress(chart: Draft, days: tuple[Slot, ...], texts: list[str], bold: frozenset[str], theme: Theme) -> None:
    """Labels under the days, bold for the days in ``bold``, and two strokes on the axis at every jump."""
    token = TOKENS[theme]
    told = [f"<b>{text}</b>" if slot.day in bold and text else text for slot, text in zip(days, texts, strict=True)]
    chart.axis(
        "x",
        tickvals=[slot.middle for slot in days],
        ticktext=told,
        showline=False,
        tickfont={"color": token["ink2"], "size": SMALL},
    )
    chart.annotate(
        (),
        [
            stroke
            for before, slot in pairwise(days)
            if slot.jump
            for stroke in _strokes((before.end + slot.start) / 2, token)
        ],
    )


def _strokes(x: float, token: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "type": "line",
            "xref": "x",
            "yref": "paper",
            "xsizemode": "pixel",
            "ysizemode": "pixel",
            "xanchor": x,
            "yanchor": 0,
            "x0": shift - 2,
            "x1": shift + 2,
            "y0": _STROKE,
            "y1": -_STROKE,
            "line": {"color": token["muted"], "width": 1.2},
        }
        for shift in (-3, 2)
    ]
