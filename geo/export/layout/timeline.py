"""Events by day: a symbol for each over its day, or a column for each day with a block for each kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from geo.charts import days as axis
from geo.export.svg import line, rect, text, text_width
from geo.messages import decimal, say, say_n
from geo.present import wording
from geo.present.design import BY_KEY, SYMBOLS, TOKENS, shape, symbol_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.export.svg import Box
    from geo.incident import IncidentEvent
    from geo.present.design import Theme

#: Room of one symbol, the largest first that lets all of them stand.
_CELLS = (30.0, 25.0, 21.0)
_LABEL = 20
#: Colours of blocks that as symbols are told apart by their outlines alone.
_BLOCKS = {"other": "c3", "said": "accent"}
_GAP, _JUMP, _LEAD, _NARROWEST = 1.0, 2.0, 0.6, 1.6
_FOOT, _HEAD = 34.0, 34.0
#: Symbols between two days at most, where there is room for more.
_SPREAD = 10.0


@dataclass(frozen=True, slots=True)
class Days:
    """What a chart of days shows: for each day the number of events of each kind."""

    days: tuple[str, ...]
    kinds: tuple[str, ...]
    """Keys of the symbols, in the order of the legend."""
    counts: Mapping[tuple[str, str], int]
    """By day and kind."""
    undated: int
    """Events that no source dates to the day."""


def days_of(events: Sequence[IncidentEvent]) -> Days:
    """The events by day and kind; those that last a few days stand at their first."""
    dated = [e for e in events if axis.whole(e.date_start) and (e.date_prec or 1) <= 2]
    counts = Counter((str(e.date_start)[:10], symbol_of(e.type).key) for e in dated)
    used = {kind for _, kind in counts}
    days = tuple(sorted({day for day, _ in counts}))
    return Days(days, tuple(s.key for s in SYMBOLS if s.key in used), counts, len(events) - len(dated))


def remark(told: Days) -> str:
    """What the chart does not show."""
    return (
        say_n("{n} event not dated to the day", "{n} events not dated to the day", told.undated) if told.undated else ""
    )


def drawn(events: Sequence[IncidentEvent], box: Box, theme: Theme = "light") -> str:
    """The chart in ``box``, with its axis; its heading stands in the upper ``_HEAD`` units."""
    told, token = days_of(events), TOKENS[theme]
    left, top, right, bottom = box
    note = remark(told)
    out = [text(left, top + 18, say("Events by day"), 22, token["ink"], weight=600)]
    if note:
        out.append(text(right, top + 18, note, _LABEL, token["muted"], anchor="end"))
    if not told.days:
        said = say("no source dates an event to the day") if events else say("No event in this view.")
        return "".join([*out, text(left, top + _HEAD + 30, said, 22, token["muted"], italic=True)])
    floor = bottom - _FOOT
    out.append(line(left, floor, right, floor, token["ink2"], 1.6))
    stacks = next((found for cell in _CELLS if (found := _stacks(told, box, cell, theme))), None)
    return "".join([*out, *(stacks or _columns(told, box, theme))])


def _stacks(told: Days, box: Box, cell: float, theme: Theme) -> list[str] | None:
    """A symbol for each event; None where they are too many for the box."""
    left, top, right, bottom = box
    rows = max(1, int((bottom - top - _FOOT - _HEAD) // cell))
    stacks = {day: [k for k in told.kinds for _ in range(told.counts.get((day, k), 0))] for day in told.days}
    spans = {day: max(_NARROWEST, ceil(len(own) / rows)) for day, own in stacks.items()}
    room = (right - left) / cell
    slots = axis.slots(spans, _GAP, _JUMP, _LEAD)
    if slots[-1].end + _LEAD > room:
        return None
    spare = min(_SPREAD, (room - slots[-1].end - _LEAD) / len(slots))
    slots = axis.slots(spans, _GAP + spare, _JUMP + spare, _LEAD)
    out = []
    for slot in slots:
        for n, kind in enumerate(stacks[slot.day]):
            x = left + (slot.start + n // rows) * cell
            y = bottom - _FOOT - 4 - (n % rows + 1) * cell
            look = f"translate({x + cell / 10:.1f} {y + cell / 10:.1f}) scale({cell / 20:.3f})"
            out.append(f'<g transform="{look}" data-name="{kind}">{shape(BY_KEY[kind], theme)}</g>')
    return [*out, *_labels(slots, box, cell, theme)]


def _columns(told: Days, box: Box, theme: Theme) -> list[str]:
    """A column for each day, its kinds on each other, and its number above where there is room."""
    left, top, right, bottom = box
    token, spans = TOKENS[theme], dict.fromkeys(told.days, 1.0)
    gap = 0.35 if len(told.days) < 120 else 0.05
    slots = axis.slots(spans, gap, gap * 2, 0.3)
    unit = min((right - left) / (slots[-1].end + 0.3), 120.0)
    totals: dict[str, int] = defaultdict(int)
    for (day, _), n in told.counts.items():
        totals[day] += n
    scale = (bottom - top - _FOOT - _HEAD - 26) / max(totals.values())
    out = []
    for slot in slots:
        x1, x2, y = left + slot.start * unit, left + slot.end * unit, bottom - _FOOT
        for kind in told.kinds:
            if n := told.counts.get((slot.day, kind), 0):
                out.append(rect((x1, y - n * scale, x2, y), colour(kind, theme), token["paper"], 0.8))
                y -= n * scale
        if x2 - x1 > 34:
            out.append(text((x1 + x2) / 2, y - 6, decimal(totals[slot.day]), _LABEL, token["ink2"], anchor="middle"))
    return [*out, *_labels(slots, box, unit, theme)]


def colour(kind: str, theme: Theme = "light") -> str:
    """The colour of a kind's blocks."""
    return TOKENS[theme][_BLOCKS.get(kind) or BY_KEY[kind].fill]


def _labels(slots: tuple[axis.Slot, ...], box: Box, unit: float, theme: Theme) -> list[str]:
    """Days under the axis, within its ends, and two strokes where days are left out between."""
    token, (left, _, right, bottom) = TOKENS[theme], box
    placed = _placed([(left + slot.middle * unit, slot.day) for slot in slots], (left, right))
    out = [text(x, bottom - 8, told, _LABEL, token["ink2"], anchor="middle") for x, told in placed]
    for before, slot in pairwise(slots):
        if slot.jump:
            x, y = left + (before.end + slot.start) / 2 * unit, bottom - _FOOT
            out += [line(x + shift - 3, y + 7, x + shift + 3, y - 7, token["muted"], 1.6) for shift in (-3, 3)]
    return out


def _placed(days: list[tuple[float, str]], ends: tuple[float, float]) -> list[tuple[float, str]]:
    """The longest form of each day that meets no other, after its middle; of days too close every second, fourth …."""
    step = 1
    while True:
        for forms in ({"weekday": True}, {}):
            told = [_within(x, wording.day(day, **forms), ends) for x, day in days[::step]]
            if all(after[0] - before[1] >= 12 for before, after in pairwise(told)):
                return [((start + end) / 2, form) for start, end, form in told]
        step *= 2


def _within(middle: float, form: str, ends: tuple[float, float]) -> tuple[float, float, str]:
    """Where a label begins and ends that is moved to stand between the ends of the axis, and the label."""
    wide = text_width(form, _LABEL)
    start = max(min(middle - wide / 2, ends[1] - wide), ends[0])
    return start, start + wide, form


def day_label(iso: str) -> str:
    """A day as a chart that can be edited names it."""
    return wording.day(iso)
