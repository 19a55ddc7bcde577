"""The timeline where events are too many to be told apart: a column for each day or few days, a block for each kind."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from geo.charts import days as axis
from geo.charts.template import Draft, draft, plain
from geo.messages import say, say_n
from geo.present import wording
from geo.present.design import SYMBOLS, TOKENS, Symbol, Theme, symbol_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.incident import IncidentEvent

#: Columns side by side at most; where more days are told than that, several share one.
MOST_COLUMNS = 120
PALE = 0.4
#: Characters of a date that is known to the day.
_WHOLE = len("2026-02-22")
#: Pixels: room above and below, beside the columns for the numbers and at their right; height of the highest.
TOP, BOTTOM, LEFT, RIGHT, _HIGHEST = 26, 26, 34, 10, 150
HEIGHT = _HIGHEST + TOP + BOTTOM
#: Between two columns and where days are left out between them, in columns.
_GAP, _JUMP = 0.25, 0.8
_ORDER = {symbol.key: index for index, symbol in enumerate(SYMBOLS)}


@dataclass(slots=True)
class Block:
    """The events of one column and kind that the filter leaves, or leaves out."""

    best: IncidentEvent
    """The best told of them: a click opens it."""
    n: int = 0
    base: int = 0
    """How many stand below it."""


#: First day of a column to its blocks from the ground up, each with whether the filter leaves it and its kind.
Blocks = dict[str, dict[tuple[bool, str], Block]]


@dataclass(frozen=True, slots=True)
class Arranged:
    """Events as the charts of days want them, whatever a filter leaves of them: of very many this takes a while."""

    ids: frozenset[str]
    dated: tuple[IncidentEvent, ...]
    """Those that have a day, or a few days, in the order in which they were given."""
    groups: Mapping[tuple[str, str], tuple[IncidentEvent, ...]]
    """These by their first day and symbol, the best told first."""
    group_ids: Mapping[tuple[str, str], tuple[str, ...]]
    """The ids of each group in the same order."""


def arranged(events: Sequence[IncidentEvent]) -> Arranged:
    """Put events in order for a chart of days."""
    dated = [e for e in events if (day := e.date_start) and len(day) >= _WHOLE and (e.date_prec or 1) <= 2]
    groups: defaultdict[tuple[str, str], list[IncidentEvent]] = defaultdict(list)
    for e in sorted(dated, key=_rank):
        groups[(e.date_start or "")[:_WHOLE], symbol_of(e.type).key].append(e)
    return Arranged(
        frozenset([e.id for e in events]),
        tuple(dated),
        {key: tuple(own) for key, own in groups.items()},
        {key: tuple(e.id for e in own) for key, own in groups.items()},
    )


def _rank(event: IncidentEvent) -> tuple[bool, int, str, str]:
    return not event.main, -len(event.sources), event.time or "", event.id


def days_of_a_column(told: Arranged) -> int:
    """How many days share a column, so that all find room."""
    days = {day for day, _ in told.groups}
    span = (date.fromisoformat(max(days)) - date.fromisoformat(min(days))).days + 1
    return 1 if len(days) <= MOST_COLUMNS else -(-span // MOST_COLUMNS)


def blocks_of(told: Arranged, shown: frozenset[str], step: int) -> Blocks:
    """Every event in one block: what the filter leaves stands lowest, each kind in its turn."""
    columns = _columns_of({day for day, _ in told.groups}, step)
    found: dict[tuple[str, bool, str], Block] = {}
    for (day, symbol), ids in told.group_ids.items():
        left = len(shown.intersection(ids))
        for inside, n in ((True, left), (False, len(ids) - left)):
            if n:
                best = next(e for e in told.groups[day, symbol] if (e.id in shown) == inside)
                block = found.setdefault((columns[day], inside, symbol), Block(best))
                block.best = min(block.best, best, key=_rank)
                block.n += n
    blocks: Blocks = {}
    for (day, inside, symbol), block in sorted(found.items(), key=lambda x: (x[0][0], not x[0][1], _ORDER[x[0][2]])):
        column = blocks.setdefault(day, {})
        block.base = sum(b.n for b in column.values())
        column[inside, symbol] = block
    return blocks


def _columns_of(days: Iterable[str], step: int) -> Mapping[str, str]:
    """The first day of the column in which each day is."""
    told = {day: date.fromisoformat(day) for day in days}
    first = min(told.values())
    return {day: (at - timedelta((at - first).days % step)).isoformat() for day, at in told.items()}


def columns(blocks: Blocks, step: int, description: str, theme: Theme) -> tuple[Draft, tuple[axis.Slot, ...], float]:
    """The drawing, the columns' places on its axis, and where the axis ends."""
    slots = axis.slots(dict.fromkeys(blocks, 1.0), _GAP, _JUMP, _GAP, step=step)
    end = slots[-1].end + _GAP
    chart = draft(
        theme,
        description,
        height=HEIGHT,
        margin={"l": LEFT, "r": RIGHT, "t": TOP, "b": BOTTOM},
        barmode="overlay",
    )
    chart.axis("x", range=[0, end], showline=False)
    highest = max(sum(b.n for b in column.values()) for column in blocks.values())
    chart.axis("y", range=[0, highest * 1.04], nticks=4, tickformat=",d")
    for left in (True, False):
        for symbol in SYMBOLS:
            key = left, symbol.key
            own = [(slot, blocks[slot.day][key]) for slot in slots if key in blocks[slot.day]]
            if own:
                chart.data.append(_bars(own, symbol, theme, step, pale=not left))
    return chart, slots, end


def _bars(
    own: Sequence[tuple[axis.Slot, Block]], symbol: Symbol, theme: Theme, step: int, *, pale: bool
) -> dict[str, Any]:
    """The blocks of one kind; their words are put together by the browser, for a hundred columns say the same."""
    token = TOKENS[theme]
    hollow = symbol.fill == "none"
    outside = say(", outside the filter") if pale else ""
    return {
        "type": "bar",
        "x": [slot.middle for slot, _ in own],
        "y": [block.n for _, block in own],
        "base": [block.base for _, block in own],
        "width": 1,
        "customdata": [block.best.id for _, block in own],
        "text": [_days(slot.day, step) for slot, _ in own],
        "textposition": "none",
        "marker": {
            "color": token["paper" if hollow else symbol.fill],
            "opacity": PALE if pale else 1,
            "line": {"color": token["ink" if hollow else "paper"], "width": 0.6},
        },
        "hovertemplate": f"<b>{plain(symbol.label)}: %{{y:,d}}</b><br>%{{text}}{outside}"
        f"<br>{say('a click opens the best told')}<extra></extra>",
        "unselected": {"marker": {"opacity": 0.55}},
    }


def _days(day: str, step: int) -> str:
    return plain(wording.day(day, weekday=True) if step == 1 else wording.span(day, last_of(day, step)))


def last_of(day: str, step: int) -> str:
    """The last of the days that share a column with its first one."""
    return (date.fromisoformat(day) + timedelta(step - 1)).isoformat()


def remark(step: int) -> str:
    """How the figure is to be read."""
    if step == 1:
        return say("a column a day, a block a kind")
    return say_n("a column for {n} day, a block a kind", "a column for {n} days, a block a kind", step)
