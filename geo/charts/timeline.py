"""The timeline of the first page: one symbol for each event, stacked over its day, or columns where they are many."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

import plotly.graph_objects as go

from geo.charts import days as axis
from geo.charts.template import MOST_MARKS, WIDE, empty, figure, note, plain
from geo.messages import decimal, say, say_n
from geo.present import wording
from geo.present.design import SYMBOLS, TOKENS, Theme, symbol_of
from geo.present.fonts import width as text_width

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from geo.incident import IncidentEvent

    #: ISO day to the events of the day.
    _Days: TypeAlias = dict[str, list[IncidentEvent]]
    #: A figure, its days, and where its axis ends.
    _Drawn: TypeAlias = tuple[go.Figure, tuple[axis.Slot, ...], float]

#: Pixels of one symbol with the space around it.
CELL = 15
_SIZE = 10.5
#: Rows of a stack before it grows sideways; more only if the days would not fit side by side.
_ROWS = 7
#: Stacks that are higher, or more events than a figure takes marks, are drawn as a column for each day.
_MOST_ROWS = 24
#: Columns between two days, and where days are left out between them.
_GAP, _JUMP = 1.0, 2.2
#: Columns that a gap may grow by where there is room.
_SPREAD = 5.0
#: Columns before the first day and after the last: room for half a label.
_LEAD = 1.8
#: A day is at least this wide, so that "22" has room below it.
_NARROWEST = 1.2
_PALE = 0.4
_TOP, _BOTTOM, _SIDE = 26, 26, 10
#: Height of the highest column in pixels, room for the numbers beside it, and columns' gaps in columns.
_COLUMN, _AXIS, _COLUMN_GAP, _COLUMN_JUMP = 150, 34, 0.25, 0.8
_ORDER = {symbol.key: index for index, symbol in enumerate(SYMBOLS)}


def timeline(
    events: Sequence[IncidentEvent],
    shown: frozenset[str],
    theme: Theme = "light",
    *,
    width: int = WIDE,
    chosen: tuple[str | None, str | None] = (None, None),
) -> go.Figure:
    """One symbol per event over its day; ``shown`` holds the ids that pass the filter, the others are pale.

    More events than can be told apart make a column for each day with a block for each kind, and a note says so.
    ``customdata`` of a point is the event's id, of a block that of its best told event.  Events that no source dates
    to the day (or to a few days, which stand at their first) are counted in a note.  ``width`` in pixels is what labels
    are measured for.  ``chosen`` are the first and the last day of a choice, None where that side is open; the days of
    the axis stand in ``layout.meta``, for who brushes over them.
    """
    dated = [e for e in events if _is_dated(e)]
    if not dated:
        return empty(theme, say("no source dates an event to the day"))
    by_day = _by_day(dated)
    rows = _rows(by_day, (width - 2 * _SIDE) / CELL)
    many = len(dated) > MOST_MARKS or rows > _MOST_ROWS
    description = _described(events, dated, shown)
    chart, slots, columns = (
        _columns(by_day, description, shown, theme) if many else _stacks(by_day, rows, description, shown, theme, width)
    )
    chart.add_hline(y=0 if many else -0.2, line={"color": TOKENS[theme]["muted"], "width": 1.2})
    side = _AXIS if many else _SIDE
    texts = axis.labels(slots, columns, (width - side - _SIDE) / columns)
    axis.dress(chart, slots, texts, frozenset(e.date_start or "" for e in dated if e.id in shown), theme)
    axis.shade(chart, slots, *chosen, theme)
    chart.update_layout(meta={**chart.layout.meta, "days": [slot.day for slot in slots]})
    _main(chart, dated, slots, columns, width)
    told = _remarks(len(events) - len(dated), many=many)
    if told:
        note(chart, " · ".join(told), theme, yshift=8)
    return chart


def _is_dated(event: IncidentEvent) -> bool:
    """Whether it has a day, or a few days."""
    return axis.whole(event.date_start) and (event.date_prec or 1) <= 2


def _remarks(undated: int, *, many: bool) -> list[str]:
    """What the chart does not show, for the note."""
    told = [say("a column a day, a block a kind")] if many else []
    if undated > 0:
        told.append(say_n("{n} event not dated to the day", "{n} events not dated to the day", undated))
    return told


def _stacks(by_day: _Days, rows: int, description: str, shown: frozenset[str], theme: Theme, width: int) -> _Drawn:
    """The figure with a symbol for each event."""
    spans = {day: max(_NARROWEST, ceil(len(told) / rows)) for day, told in by_day.items()}
    slots = axis.slots(spans, _GAP, _JUMP, _LEAD)
    spare = min(_SPREAD, ((width - 2 * _SIDE) / CELL - slots[-1].end - _LEAD) / len(slots))
    if spare > 0:
        slots = axis.slots(spans, _GAP + spare, _JUMP + spare, _LEAD)
    chart = figure(
        theme,
        description,
        height=min(rows, max(map(len, by_day.values()))) * CELL + _TOP + _BOTTOM + 8,
        margin={"l": _SIDE, "r": _SIDE, "t": _TOP, "b": _BOTTOM},
    )
    columns = max(slots[-1].end + _LEAD, (width - 2 * _SIDE) / CELL)
    chart.update_xaxes(range=[-0.3, columns], showline=False)
    chart.update_yaxes(range=[-0.25, min(rows, max(map(len, by_day.values()))) + 0.25], visible=False)
    chart.add_trace(_symbols(by_day, slots, rows, shown, theme))
    return chart, slots, columns


class _Block(NamedTuple):
    """The events of one day and kind that the filter leaves, or leaves out."""

    x: float
    base: int
    events: list[IncidentEvent]
    shown: bool


def _columns(by_day: _Days, description: str, shown: frozenset[str], theme: Theme) -> _Drawn:
    """The same with a column for each day."""
    slots = axis.slots(dict.fromkeys(by_day, 1.0), _COLUMN_GAP, _COLUMN_JUMP, _COLUMN_GAP)
    columns = slots[-1].end + _COLUMN_GAP
    chart = figure(
        theme, description, height=_COLUMN + _TOP + _BOTTOM, margin={"l": _AXIS, "r": _SIDE, "t": _TOP, "b": _BOTTOM}
    )
    chart.update_xaxes(range=[0, columns], showline=False)
    chart.update_yaxes(range=[0, max(map(len, by_day.values())) * 1.04], nticks=4, tickformat=",d")
    chart.add_trace(_bars([block for slot in slots for block in _blocks(by_day[slot.day], slot.middle, shown)], theme))
    return chart, slots, columns


def _blocks(events: list[IncidentEvent], x: float, shown: frozenset[str]) -> list[_Block]:
    """A day's column from the ground up: what the filter leaves first, each kind in its turn."""

    def part(event: IncidentEvent) -> tuple[bool, int]:
        return event.id not in shown, _ORDER[symbol_of(event.type).key]

    blocks: list[_Block] = []
    base = 0
    for (pale, _), told in groupby(sorted(events, key=part), key=part):
        own = sorted(told, key=lambda e: (not e.main, -len(e.sources)))
        blocks.append(_Block(x, base, own, not pale))
        base += len(own)
    return blocks


def _bars(blocks: list[_Block], theme: Theme) -> go.Bar:
    token = TOKENS[theme]
    looks = [symbol_of(block.events[0].type) for block in blocks]
    return go.Bar(
        x=[b.x for b in blocks],
        y=[len(b.events) for b in blocks],
        base=[b.base for b in blocks],
        width=1,
        customdata=[b.events[0].id for b in blocks],
        marker={
            "color": [token["paper" if s.fill == "none" else s.fill] for s in looks],
            "opacity": [1 if b.shown else _PALE for b in blocks],
            "line": {"color": [token["ink"] if s.fill == "none" else token["paper"] for s in looks], "width": 0.6},
        },
        hoverinfo="text",
        hovertext=[_many(b) for b in blocks],
        textposition="none",
        unselected={"marker": {"opacity": 0.55}},
    )


def _many(block: _Block) -> str:
    first = block.events[0]
    if len(block.events) == 1:
        return _hover(first)
    return (
        f"<b>{wording.plural(len(block.events), 'event')}: {plain(symbol_of(first.type).label.lower())}</b>"
        f"<br>{plain(wording.day((first.date_start or '')[:10], weekday=True))}"
        f"{'' if block.shown else say(', outside the filter')}<br>{say('a click opens the best told')}"
    )


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


def _symbols(by_day: _Days, slots: tuple[axis.Slot, ...], rows: int, shown: frozenset[str], theme: Theme) -> go.Scatter:
    placed = [
        (slot.start + 0.5 + index // rows, index % rows + 0.5, event)
        for slot in slots
        for index, event in enumerate(by_day[slot.day])
    ]
    return go.Scatter(
        x=[x for x, _, _ in placed],
        y=[y for _, y, _ in placed],
        mode="markers",
        cliponaxis=False,
        customdata=[event.id for _, _, event in placed],
        marker=_marker([event for _, _, event in placed], shown, theme),
        hoverinfo="text",
        hovertext=[_hover(event) for _, _, event in placed],
        unselected={"marker": {"opacity": 0.55}},
    )


def _marker(events: Sequence[IncidentEvent], shown: frozenset[str], theme: Theme) -> dict[str, Any]:
    """How the symbol of each event looks."""
    token = TOKENS[theme]
    looks = [symbol_of(event.type) for event in events]
    edges = [token[s.edge] if s.edge else token["paper"] for s in looks]
    return {
        "symbol": [s.plotly for s in looks],
        "size": _SIZE,
        "color": [token["ink" if s.fill == "none" else s.fill] for s in looks],
        "opacity": [1 if event.id in shown else _PALE for event in events],
        "line": {"color": edges, "width": [s.edge_width or 1.4 * bool(s.strokes) for s in looks]},
    }


def _hover(event: IncidentEvent) -> str:
    return (
        f"<b>{plain(event.title)}</b><br>{plain(wording.when(event))}"
        f"<br>{plain(wording.plural(len(event.sources), 'source'))}"
    )


def _main(
    chart: go.Figure, dated: Sequence[IncidentEvent], slots: tuple[axis.Slot, ...], columns: float, width: int
) -> None:
    """The title of the event that the incident is named after, above its day."""
    main = next((e for e in dated if e.main), None)
    if main is None:
        return
    slot = next(s for s in slots if s.day == (main.date_start or "")[:10])
    late = (columns - slot.start) * (width / columns) < text_width(main.title, 13, 600) + 2 * _SIDE
    chart.add_annotation(
        x=slot.end if late else slot.start,
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=2,
        xanchor="right" if late else "left",
        text=f"<b>{plain(main.title)}</b>",
        showarrow=False,
    )


def _described(events: Sequence[IncidentEvent], dated: Sequence[IncidentEvent], shown: frozenset[str]) -> str:
    first, last = min(e.date_start or "" for e in dated), max(e.date_start or "" for e in dated)
    inside = sum(e.id in shown for e in events)
    return say_n(
        "Events by day, {days}: {shown} of {n} event shown",
        "Events by day, {days}: {shown} of {n} events shown",
        len(events),
        days=wording.span(first[:10], last[:10], year=True),
        shown=decimal(inside),
    )
