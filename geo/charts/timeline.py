"""The timeline of the first page: one symbol for each event, stacked over its day, or columns where they are many."""

from __future__ import annotations

from collections import defaultdict
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

from geo.charts import days as axis
from geo.charts.columns import HEIGHT, LEFT, PALE, Arranged, blocks_of, columns, days_of_a_column, last_of, remark
from geo.charts.day_notes import Stack, notes, noteworthy
from geo.charts.template import EMPTY_HEIGHT, WIDE, draft, empty, plain
from geo.messages import decimal, say, say_n
from geo.present import wording
from geo.present.design import SYMBOLS, TOKENS, Theme, symbol_of
from geo.present.fonts import width as text_width

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    import plotly.graph_objects as go

    from geo.charts.template import Draft
    from geo.incident import IncidentEvent

    #: ISO day to the events of the day.
    _Days: TypeAlias = dict[str, list[IncidentEvent]]

#: Pixels of one symbol with the space around it.
CELL = 15
_SIZE = 10.5
#: Rows of a stack before it grows sideways; more only if the days would not fit side by side.
_ROWS = 7
#: Stacks that are higher, or more symbols, are drawn as a column for each day: nobody tells more apart.
_MOST_ROWS, _MOST_SYMBOLS = 24, 600
#: Columns between two days, and where days are left out between them.
_GAP, _JUMP = 1.0, 2.2
#: Columns that a gap may grow by where there is room.
_SPREAD = 5.0
#: Columns before the first day and after the last: room for half a label.
_LEAD = 1.8
#: A day is at least this wide, so that "22" has room below it.
_NARROWEST = 1.2
_TOP, _BOTTOM, _SIDE = 26, 26, 10
_ORDER = {symbol.key: index for index, symbol in enumerate(SYMBOLS)}


class _Drawn(NamedTuple):
    """A drawing, its days, where its axis ends, and the days of which the filter leaves something."""

    chart: Draft
    slots: tuple[axis.Slot, ...]
    end: float
    bold: frozenset[str]


def timeline(
    told: Arranged,
    shown: frozenset[str],
    theme: Theme = "light",
    *,
    width: int = WIDE,
    chosen: tuple[str | None, str | None] = (None, None),
) -> go.Figure:
    """One symbol per event over its day; ``shown`` holds the ids of those that pass the filter, the others are pale.

    More events than can be told apart make a column for each day or few days with a block for each kind, and a note
    says so.
    ``customdata`` of a point is the event's id, of a block that of its best told event.  Events that no source dates
    to the day (or to a few days, which stand at their first) are counted in a note.  ``width`` in pixels is what labels
    are measured for.  ``chosen`` are the first and the last day of a choice, None where that side is open; the days of
    the axis, and the last of those that share a column, stand in ``layout.meta``, for who brushes over them.
    """
    dated = told.dated
    if not dated:
        return empty(theme, say("no source dates an event to the day")).figure()
    description = _described(told, shown)
    stacks = None if len(dated) > _MOST_SYMBOLS else _stacks(dated, description, shown, theme, width)
    step = 0 if stacks else days_of_a_column(told)
    chart, slots, end, bold = stacks or _columns(told, step, description, shown, theme)
    chart.ground(0 if step else -0.2, theme)
    side = LEFT if step else _SIDE
    texts = axis.labels(slots, end, (width - side - _SIDE) / end)
    axis.dress(chart, slots, texts, bold, theme)
    axis.shade(chart, slots, *chosen, theme)
    ends = [last_of(slot.day, step or 1) for slot in slots]
    chart.layout["meta"] |= {"days": [slot.day for slot in slots], "ends": ends}
    if step:
        _main(chart, dated, slots, end, width)
    if remarks := _remarks(len(told.ids) - len(dated), step):
        chart.note(" · ".join(remarks), theme, yshift=8)
    return chart.figure()


def timeline_height(told: Arranged, *, width: int = WIDE) -> int:
    """How high the timeline of these events is, in pixels, without drawing it."""
    if not told.dated:
        return EMPTY_HEIGHT
    by_day = {} if len(told.dated) > _MOST_SYMBOLS else _by_day(told.dated)
    rows = _rows(by_day, (width - 2 * _SIDE) / CELL) if by_day else 0
    return _height(by_day, rows) if 0 < rows <= _MOST_ROWS else HEIGHT


def _height(by_day: _Days, rows: int) -> int:
    return min(rows, max(map(len, by_day.values()))) * CELL + _TOP + _BOTTOM + 8


def _remarks(undated: int, step: int) -> list[str]:
    """What the chart does not show, for the note; ``step``: days of a column, 0 where it has symbols."""
    told = [remark(step)] if step else []
    if undated > 0:
        told.append(say_n("{n} event not dated to the day", "{n} events not dated to the day", undated))
    return told


def _columns(told: Arranged, step: int, description: str, shown: frozenset[str], theme: Theme) -> _Drawn:
    """The figure with a column for so many days."""
    blocks = blocks_of(told, shown, step)
    chart, slots, end = columns(blocks, step, description, theme)
    bold = frozenset(day for day, column in blocks.items() if any(left for left, _ in column))
    return _Drawn(chart, slots, end, bold)


def _stacks(
    dated: Sequence[IncidentEvent], description: str, shown: frozenset[str], theme: Theme, width: int
) -> _Drawn | None:
    """The figure with a symbol for each event; None where a day would be too high or the days too many."""
    by_day = _by_day(dated)
    rows = _rows(by_day, (width - 2 * _SIDE) / CELL)
    if rows > _MOST_ROWS:
        return None
    spans = {day: max(_NARROWEST, ceil(len(told) / rows)) for day, told in by_day.items()}
    slots = axis.slots(spans, _GAP, _JUMP, _LEAD)
    spare = min(_SPREAD, ((width - 2 * _SIDE) / CELL - slots[-1].end - _LEAD) / len(slots))
    if spare > 0:
        slots = axis.slots(spans, _GAP + spare, _JUMP + spare, _LEAD)
    chart = draft(
        theme,
        description,
        height=_height(by_day, rows),
        margin={"l": _SIDE, "r": _SIDE, "t": _TOP, "b": _BOTTOM},
    )
    end = max(slots[-1].end + _LEAD, (width - 2 * _SIDE) / CELL)
    chart.axis("x", range=[-0.3, end], showline=False)
    chart.axis("y", range=[-0.25, min(rows, max(map(len, by_day.values()))) + 0.25], visible=False)
    chart.data.append(_symbols(by_day, slots, rows, shown, theme))
    _annotate(chart, by_day, slots, end, width, shown, rows)
    return _Drawn(chart, slots, end, frozenset(e.date_start or "" for e in dated if e.id in shown))


def _by_day(events: Sequence[IncidentEvent]) -> _Days:
    by_day: defaultdict[str, list[IncidentEvent]] = defaultdict(list)
    for event in sorted(events, key=lambda e: (_ORDER[symbol_of(e.type).key], not e.main, e.time or "", e.id)):
        by_day[(event.date_start or "")[:10]].append(event)
    return dict(by_day)


def _rows(by_day: _Days, columns: float) -> int:
    """The lowest number of rows from ``_ROWS`` on at which all days fit side by side, or too many for stacks."""
    rows = _ROWS
    highest = max(map(len, by_day.values()))
    most = min(highest, _MOST_ROWS + 1)
    while rows < most and sum(max(_NARROWEST, ceil(len(told) / rows)) + _JUMP for told in by_day.values()) > columns:
        rows += 1
    return rows


def _symbols(
    by_day: _Days, slots: tuple[axis.Slot, ...], rows: int, shown: frozenset[str], theme: Theme
) -> dict[str, Any]:
    placed = [
        (slot.start + 0.5 + index // rows, index % rows + 0.5, event)
        for slot in slots
        for index, event in enumerate(by_day[slot.day])
    ]
    return {
        "type": "scatter",
        "x": [x for x, _, _ in placed],
        "y": [y for _, y, _ in placed],
        "mode": "markers",
        "cliponaxis": False,
        "customdata": [event.id for _, _, event in placed],
        "marker": _marker([event for _, _, event in placed], shown, theme),
        "hoverinfo": "text",
        "hovertext": [_hover(event) for _, _, event in placed],
        "unselected": {"marker": {"opacity": 0.55}},
    }


def _marker(events: Sequence[IncidentEvent], shown: frozenset[str], theme: Theme) -> dict[str, Any]:
    """How the symbol of each event looks."""
    token = TOKENS[theme]
    looks = [symbol_of(event.type) for event in events]
    edges = [token[s.edge] if s.edge else token["paper"] for s in looks]
    return {
        "symbol": [s.plotly for s in looks],
        "size": _SIZE,
        "color": [token["ink" if s.fill == "none" else s.fill] for s in looks],
        "opacity": [1 if event.id in shown else PALE for event in events],
        "line": {"color": edges, "width": [s.edge_width or 1.4 * bool(s.strokes) for s in looks]},
    }


def _hover(event: IncidentEvent) -> str:
    return (
        f"<b>{plain(event.title)}</b><br>{plain(wording.when(event))}"
        f"<br>{plain(wording.plural(len(event.sources), 'source'))}"
    )


def _main(
    chart: Draft, dated: Sequence[IncidentEvent], slots: tuple[axis.Slot, ...], columns: float, width: int
) -> None:
    """The title of the event that the incident is named after, above its day."""
    main = next((e for e in dated if e.main), None)
    if main is None:
        return
    slot = [s for s in slots if s.day <= (main.date_start or "")[:10]][-1]
    late = (columns - slot.start) * (width / columns) < text_width(main.title, 13, 600) + 2 * _SIDE
    at = {"x": slot.end if late else slot.start, "xanchor": "right" if late else "left"}
    above = {"y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 2, "showarrow": False}
    chart.annotate([{"text": f"<b>{plain(main.title)}</b>", **at, **above}])


def _annotate(
    chart: Draft,
    by_day: _Days,
    slots: tuple[axis.Slot, ...],
    columns: float,
    width: int,
    shown: frozenset[str],
    rows: int,
) -> None:
    """What happened, in words, over the stacks that have room for it."""
    scale = (width - 2 * _SIDE) / columns
    high = {slot.day: min(rows, len(by_day[slot.day])) for slot in slots}
    ends = {slot.day: (slot.start, slot.end) for slot in slots}
    stacks = {day: Stack(left * scale, right * scale, high[day] * CELL) for day, (left, right) in ends.items()}
    told = notes(noteworthy(by_day, shown), stacks, width - 2 * _SIDE)
    chart.annotate({"x": ends[day][look["xanchor"] == "right"], "y": high[day], **look} for day, look in told)


def _described(told: Arranged, shown: frozenset[str]) -> str:
    days = {day for day, _ in told.groups}
    first, last = min(days), max(days)
    return say_n(
        "Events by day, {days}: {shown} of {n} event shown",
        "Events by day, {days}: {shown} of {n} events shown",
        len(told.ids),
        days=wording.span(first, last, year=True),
        shown=decimal(len(shown)),
    )
