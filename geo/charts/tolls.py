"""The toll over time, as each source gave it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from geo.charts import days as axis
from geo.charts.counts import Mark, latest, marks, top
from geo.charts.dots import DOT, arrows, dots
from geo.charts.template import FONT_SIZE, MOST_MARKS, NO_NUMBER, WIDE, draft, empty, plain
from geo.messages import decimal, message, say, say_n
from geo.present import wording
from geo.present.design import TOKENS, Theme
from geo.present.fonts import cut
from geo.present.fonts import width as text_width
from geo.present.key_figures import speaker, who

if TYPE_CHECKING:
    from collections.abc import Sequence

    import plotly.graph_objects as go

    from geo.incident import Authority, Toll

_HEIGHT = 250
_TOP, _BOTTOM, _LEFT = 26, 28, 34
#: Units of the time axis between two days, and where days are left out.
_GAP, _JUMP = 0.15, 0.5
#: Least distance in pixels between two labels at the right end.
_LINE = 16
#: More sources than this make one line for each kind of authority: as many labels fit at the right end.
_MOST_SOURCES = 7
#: Counts more than this are small dots without arrows, which would hide each other.
_CROWD, _SMALL_DOT = 300, 5
#: More corrections than this are told in the note: their labels would lie on each other.
_MOST_LABELS = 12
#: Room for a source's name there, in pixels.
_NAME = 150


@dataclass(frozen=True, slots=True)
class Series:
    """Whose counts make one line, and how it looks."""

    label: str
    """Who counts, or the kind of authority as a message."""
    colour: str
    """Token."""
    dash: str
    line: float


FEDERAL = Series(message("Federal", "level"), "ink", "solid", 2.6)
STATE = Series(message("State", "level"), "prison", "dash", 2)
NAMED = Series(message("Named body", "level"), "deploy", "dashdot", 1.8)
PRESS = Series(message("Press", "level"), "clash", "dot", 2)
SERIES: dict[Authority, Series] = {
    "federal": FEDERAL,
    "state": STATE,
    "named": NAMED,
    "outlet": PRESS,
    "unnamed": PRESS,
}


def toll_over_time(toll: Toll, theme: Theme = "light", *, width: int = WIDE) -> go.Figure:
    """One step line for each who counts over the days on which the counts were published.

    A line joins the totals of one speaker, in the colour of the kind of authority, and holds until the next; what
    outlets print in their own words is one line, the press; where more than seven count, one stands for each kind.  A
    total that corrects an earlier one of the same source says so.  What competes with no total is a grey dot without a
    line.  Within a day, where the order is not known, counts stand from low to high.  Open counts are hollow with an
    arrow, the best one is a diamond.  ``customdata`` is the entry's index in ``toll.entries``.  A note tells the counts
    without a day, and those beyond ``MOST_MARKS``.
    """
    dated = [m for m in marks(toll) if axis.whole(toll.entries[m.index].published)]
    if not dated:
        return empty(theme, NO_NUMBER).figure()
    found = latest(toll, dated, MOST_MARKS)
    slots = axis.slots(dict.fromkeys((_day(toll, m) for m in found), 1.0), _GAP, _JUMP)
    where = _positions(toll, found, slots)
    highest = top([m.high for m in found])
    series = _series(toll, found)
    ends = [(one, last) for one, own in series if (last := _last(toll, own)) is not None]
    right = 18 + max((text_width(_end(one, toll, m), FONT_SIZE, 600) for one, m in ends), default=0)
    chart = draft(theme, _described(toll), height=_HEIGHT, margin={"l": _LEFT, "r": right, "t": _TOP, "b": _BOTTOM})
    chart.data += _lines(series, toll, where, slots[-1].end, theme, crowded=len(found) > _CROWD)
    mended = _corrections(toll, found)
    chart.annotate(
        [
            *_ends(ends, toll, highest, theme),
            *(_corrects(m, old, where, theme) for m, old in mended if len(mended) <= _MOST_LABELS),
        ],
    )
    chart.axis("y", range=[0, highest * 1.12], nticks=5, tickformat=",d")
    chart.axis("x", range=[0, slots[-1].end])
    chart.ground(0, theme)
    pixels = (width - _LEFT - right) / slots[-1].end
    axis.dress(chart, slots, axis.labels(slots, slots[-1].end, pixels), frozenset(), theme)
    chart.note(" · ".join(_remarks(toll, len(dated), len(found), len(mended))), theme, yshift=4, xshift=right - 6)
    return chart.figure()


def _remarks(toll: Toll, dated: int, drawn: int, mended: int) -> list[str]:
    """What the chart cannot show, for the note."""
    told = [say("order within a day is not known")]
    if drawn < dated:
        told.append(say("the latest {n} of {total} counts drawn", n=decimal(drawn), total=decimal(dated)))
    if drawn > _CROWD:
        told.append(say("hollow: “at least” and other open counts"))
    if mended > _MOST_LABELS:
        told.append(say_n("{n} corrects an earlier one", "{n} correct an earlier one", mended))
    if without := len(toll.entries) - dated:
        told.append(say_n("{n} count without day or number", "{n} counts without day or number", without))
    return told


def _day(toll: Toll, found: Mark) -> str:
    return (toll.entries[found.index].published or "")[:10]


def _kind(toll: Toll, found: Mark) -> Series:
    return SERIES[toll.entries[found.index].authority]


def _series(toll: Toll, found: Sequence[Mark]) -> list[tuple[Series, list[Mark]]]:
    """The counts of each line, the highest authority last so that it is drawn on top."""
    totals = {speaker(toll.entries[m.index]) for m in found if not m.part}
    by_kind = [(one, [m for m in found if _kind(toll, m) is one]) for one in (PRESS, NAMED, STATE, FEDERAL)]
    if len(totals) > _MOST_SOURCES:
        return by_kind
    lines: dict[tuple[str, str], tuple[Series, list[Mark]]] = {}
    for kind, own in by_kind:
        for m in own:
            name = speaker(toll.entries[m.index])
            label = cut(name, _NAME, FONT_SIZE, 600) if name else kind.label
            lines.setdefault((kind.label, name), (replace(kind, label=label), []))[1].append(m)
    return list(lines.values())


def _positions(toll: Toll, found: Sequence[Mark], slots: tuple[axis.Slot, ...]) -> dict[int, float]:
    """Entry index to x: the counts of a day spread over it from low to high."""
    start = {slot.day: slot.start for slot in slots}
    by_day: defaultdict[str, list[Mark]] = defaultdict(list)
    for one in found:
        by_day[_day(toll, one)].append(one)
    return {
        m.index: start[day] + (place + 0.5) / len(own)
        for day, own in by_day.items()
        for place, m in enumerate(sorted(own, key=lambda m: (m.high, m.kind == "told", m.index)))
    }


def _last(toll: Toll, own: Sequence[Mark]) -> Mark | None:
    """The count that a line ends with: the last day's highest that is no part of another."""
    totals = [m for m in own if not m.part]
    return max(totals, key=lambda m: (_day(toll, m), m.high, m.kind == "told"), default=None)


def _lines(
    series: Sequence[tuple[Series, list[Mark]]],
    toll: Toll,
    where: dict[int, float],
    end: float,
    theme: Theme,
    *,
    crowded: bool,
) -> list[dict[str, Any]]:
    drawn = [(one, own) for one, own in series if own]
    return [trace for one, own in drawn for trace in _traces(one, toll, own, where, end, theme, crowded=crowded)]


def _traces(
    one: Series, toll: Toll, own: Sequence[Mark], where: dict[int, float], end: float, theme: Theme, *, crowded: bool
) -> list[dict[str, Any]]:
    """The line of a series, its counts, and the arrows of those that are open."""
    colour = TOKENS[theme][one.colour]
    totals = sorted((m for m in own if not m.part), key=lambda m: where[m.index])
    line = (
        [
            {
                "type": "scatter",
                "x": [*(where[m.index] for m in totals), end],
                "y": [*(m.high for m in totals), totals[-1].high],
                "mode": "lines",
                "line": {"shape": "hv", "dash": one.dash, "width": one.line, "color": colour},
                "hoverinfo": "skip",
            }
        ]
        if totals
        else []
    )
    x, y = [where[m.index] for m in own], [m.high for m in own]
    pointing = None if crowded else arrows(own, x, y, colour)
    points = dots(own, x, y, toll, colour, theme, size=_SMALL_DOT if crowded else DOT)
    return [*line, points, *([pointing] if pointing else [])]


def _corrections(toll: Toll, found: Sequence[Mark]) -> list[tuple[Mark, Mark]]:
    """The counts that the ledger marks as corrections, each with the last earlier total of the same source."""
    totals: defaultdict[tuple[Series, str], list[Mark]] = defaultdict(list)
    for m in sorted((m for m in found if not m.part), key=lambda m: (_day(toll, m), m.high)):
        totals[_source(toll, m)].append(m)
    pairs = (
        (m, _corrected(toll, m, totals[_source(toll, m)]))
        for m in found
        if not m.part and toll.entries[m.index].relation in {"corrects", "best"}
    )
    return [(m, earlier) for m, earlier in pairs if earlier]


def _source(toll: Toll, found: Mark) -> tuple[Series, str]:
    return _kind(toll, found), who(toll.entries[found.index])


def _corrected(toll: Toll, found: Mark, totals: Sequence[Mark]) -> Mark | None:
    """The last of the source's earlier totals with another number; ``totals`` are in the order of days."""
    before = bisect_left(totals, _day(toll, found), key=lambda m: _day(toll, m))
    return next((totals[i] for i in range(before - 1, -1, -1) if totals[i].high != found.high), None)


def _corrects(found: Mark, earlier: Mark, where: dict[int, float], theme: Theme) -> dict[str, Any]:
    return {
        "x": where[found.index],
        "y": found.high,
        "text": plain(say("corrects {n}", n=wording.number(earlier.high))),
        "showarrow": False,
        "yshift": -13 if found.kind == "at_least" else 14,
        "font": {"color": TOKENS[theme]["warn"], "size": FONT_SIZE},
    }


def _end(one: Series, toll: Toll, found: Mark) -> str:
    return f"{say(one.label, 'level')} {wording.counted(toll.entries[found.index].casualty)}"


def _ends(ends: Sequence[tuple[Series, Mark]], toll: Toll, highest: int, theme: Theme) -> list[dict[str, Any]]:
    """Labels at the lines' ends, pushed apart where lines end close together."""
    scale = (_HEIGHT - _TOP - _BOTTOM) / (highest * 1.12)
    labels: list[dict[str, Any]] = []
    above = -1e9
    for one, found in sorted(ends, key=lambda end: end[1].high):
        above = max(found.high * scale, above + _LINE)
        labels.append(
            {
                "x": 1,
                "xref": "paper",
                "y": found.high,
                "xanchor": "left",
                "xshift": 6,
                "yshift": above - found.high * scale,
                "text": f"<b>{plain(_end(one, toll, found))}</b>",
                "showarrow": False,
                "font": {"color": TOKENS[theme][one.colour]},
            }
        )
    return labels


def _described(toll: Toll) -> str:
    return say_n(
        "{status}, {party}: {range} by {n} count over time",
        "{status}, {party}: {range} by {n} counts over time",
        len(toll.entries),
        status=wording.STATUS_WORDS[toll.status].capitalize(),
        party=wording.PARTY_WORDS[toll.party_class],
        range=wording.ranged(toll),
    )
