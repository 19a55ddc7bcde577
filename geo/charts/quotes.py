"""Quotes by speaker, by government and by day: one block for each quote, hollow where the speech is indirect.

Where a block would be narrower than its edge, those of one look that touch are drawn as one, as long as all of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from geo.charts import days as axis
from geo.charts.template import FONT_SIZE, NARROW, draft, empty, plain
from geo.messages import decimal, message, say, say_n
from geo.present import wording
from geo.present.design import TOKENS, Theme
from geo.present.fonts import cut
from geo.present.fonts import width as text_width
from geo.reconcile.sides import country_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import plotly.graph_objects as go

    from geo.charts.template import Draft
    from geo.incident import IncidentQuote

NO_QUOTE = message("no source quotes anybody")
NOT_NAMED = message("not named")
#: Titles of the charts, and what is said of the rows that are not drawn, by what the rows are.
_TITLES = {
    "speaker": message("Quotes by speaker: {rows}"),
    "government": message("Quotes by government: {rows}"),
    "theme": message("Quotes by theme: {rows}"),
}
OTHERS = message("Others")
#: Colours of governments, the most quoted first; all further ones and "Others" share the last.
_COLOURS = ("ink", "prison", "clash", "deploy")
_REST = "travel"
_ROW = 22
#: Share of the width that the names may take.
_NAMES = 0.42
_ROWS = 12
#: A block is at most this wide, in pixels, so that one quote is no bar.
_BLOCK = 22
#: The same for a stack over a day; the highest stack of all is so high.
_STACK, _HIGHEST = 24, 120
#: Blocks smaller than this, in pixels, have no inside and no gap: those of one look that touch become one block.
_LEAST = 4
#: Stacks that would fit before the first and after the last: room for half a label.
_LEAD = 0.6
#: Half the gap between two blocks, in pixels and at most as a share of a block.
_GAP, _INSET = 1.6, 0.2
_HOVER_CHARS = 90
_PALE = 0.3


def government_colours(quotes: Sequence[IncidentQuote], home: str | None = None) -> dict[str, str]:
    """Country to token, ``home`` first and then by the number of quotes; a state speaks in its country's colour.

    Pass the result for all quotes to the charts of a part of them, so that a filter changes no colour.
    """
    told = Counter(country_of(q) for q in quotes)
    ranked = sorted((name for name in told if name != OTHERS), key=lambda name: (name != home, -told[name], name))
    return {name: _COLOURS[i] if i < len(_COLOURS) else _REST for i, name in enumerate(ranked)} | {OTHERS: _REST}


def quotes_by_speaker(
    quotes: Sequence[IncidentQuote],
    theme: Theme = "light",
    *,
    colours: Mapping[str, str] | None = None,
    width: int = NARROW,
) -> go.Figure:
    """The most quoted speakers, one block a quote in the colour of the government; ``customdata`` is ``[index]``.

    Quotes whose speaker has no name stand in a row of their own, last.  Speakers beyond the twelfth are told in a note.
    """
    return _blocks(quotes, [q.speaker or say(NOT_NAMED) for q in quotes], "speaker", theme, colours, width).figure()


def quotes_by_government(
    quotes: Sequence[IncidentQuote],
    theme: Theme = "light",
    *,
    colours: Mapping[str, str] | None = None,
    width: int = NARROW,
) -> go.Figure:
    """The same by the government that is spoken for; a state has its own row."""
    names = [wording.government(q.government) for q in quotes]
    return _blocks(quotes, names, "government", theme, colours, width).figure()


def paled(chart: go.Figure, kept: Collection[int]) -> go.Figure:
    """The chart with the blocks pale whose quotes are not among ``kept``, by index."""
    for trace in (t for t in chart.data if t.customdata is not None):
        trace.update(marker_opacity=[1 if int(at[0]) in kept else _PALE for at in trace.customdata])
    return chart


def quotes_by_theme(
    quotes: Sequence[IncidentQuote],
    labels: Mapping[str, str],
    theme: Theme = "light",
    *,
    colours: Mapping[str, str] | None = None,
    width: int = NARROW,
) -> go.Figure:
    """The same by what is spoken of; a statement stands once in the row of each of its themes.

    ``labels``: key of a theme to its words.  Statements of no theme are told in a note.
    """
    told = [(q, labels[key]) for q in quotes for key in q.quote.themes if key in labels]
    chart = _blocks([q for q, _ in told], [label for _, label in told], "theme", theme, colours, width)
    without = sum(not q.quote.themes for q in quotes)
    if told and without:
        chart.layout["height"] += 20
        chart.layout["margin"] |= {"b": 24}
        beside = say_n("{n} statement of none of these", "{n} statements of none of these", without)
        chart.note(beside, theme, y=0, yshift=-20)
    return chart.figure()


def _blocks(
    quotes: Sequence[IncidentQuote],
    keys: Sequence[str],
    noun: str,
    theme: Theme,
    colours: Mapping[str, str] | None,
    width: int,
) -> Draft:
    """``keys``: for each quote the name of its row."""
    if not quotes:
        return empty(theme, NO_QUOTE)
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        rows[key].append(index)
    last = {say(NOT_NAMED), say(OTHERS)}
    ranked = sorted(rows, key=lambda name: (name in last, -len(rows[name]), name))
    drawn = ranked[:_ROWS]
    names = [cut(name, width * _NAMES, FONT_SIZE) for name in drawn]
    left = 16 + max(text_width(name, FONT_SIZE) for name in names)
    longest = max(len(rows[name]) for name in drawn)
    more = len(ranked) - len(drawn)
    chart = draft(
        theme,
        _described(noun, drawn, rows),
        height=len(drawn) * _ROW + 8 + 20 * bool(more),
        margin={"l": left, "r": 28, "t": 4, "b": 4},
    )
    block = min(_BLOCK, (width - left - 28) / longest)
    chart.axis("x", range=[0, (width - left - 28) / block], visible=False)
    bottom = len(drawn) + (0.9 if more else 0)
    chart.axis(
        "y",
        range=[bottom - 0.5, -0.5],
        tickvals=list(range(len(drawn))),
        ticktext=[plain(n) for n in names],
        showgrid=False,
        showline=False,
        ticklabelstandoff=6,
        tickfont={"color": TOKENS[theme]["ink"], "size": FONT_SIZE},
    )
    chosen = colours or government_colours(quotes)
    placed = [
        (row, run)
        for row, name in enumerate(drawn)
        for run in _runs(_ordered(rows[name], quotes), quotes, theme, chosen, single=block >= _LEAST)
    ]
    chart.data.append(_bars(quotes, placed, theme, chosen, min(_INSET, _GAP / block)))
    chart.annotate([_total(row, len(rows[name])) for row, name in enumerate(drawn)])
    if more:
        chart.note(say_n("and {n} more", "and {n} more", more), theme, y=0)
    return chart


def _described(noun: str, drawn: Sequence[str], rows: Mapping[str, Sequence[int]]) -> str:
    return say(_TITLES[noun], rows="; ".join(f"{name} {len(rows[name])}" for name in drawn))


def _total(row: int, many: int) -> dict[str, Any]:
    """The number of quotes behind the blocks of a row."""
    return {"x": many, "y": row, "text": f"<b>{many}</b>", "showarrow": False, "xanchor": "left", "xshift": 6}


def _ordered(indexes: Sequence[int], quotes: Sequence[IncidentQuote]) -> list[int]:
    """Direct quotes first, then indirect; within a kind as they came."""
    return sorted(indexes, key=lambda i: (quotes[i].quote.kind == "indirect", i))


class _Run(NamedTuple):
    """Quotes that one block stands for: one quote, or as many of one look as follow each other."""

    start: int
    """How many quotes stand before it in its row or stack."""
    length: int
    first: int
    """Index of its first quote."""


def _runs(
    indexes: Sequence[int], quotes: Sequence[IncidentQuote], theme: Theme, colours: Mapping[str, str], *, single: bool
) -> list[_Run]:
    if single:
        return [_Run(place, 1, i) for place, i in enumerate(indexes)]
    runs: list[_Run] = []
    place = {name: n for n, name in enumerate(colours)}
    alike = sorted(indexes, key=lambda i: (quotes[i].quote.kind == "indirect", place.get(country_of(quotes[i]), -1)))
    for _, told in groupby(alike, key=lambda i: _look(quotes[i], theme, colours)):
        own = list(told)
        runs.append(_Run(runs[-1].start + runs[-1].length if runs else 0, len(own), own[0]))
    return runs


def _bars(
    quotes: Sequence[IncidentQuote],
    placed: Sequence[tuple[int, _Run]],
    theme: Theme,
    colours: Mapping[str, str],
    inset: float,
) -> dict[str, Any]:
    rows, runs = [row for row, _ in placed], [run for _, run in placed]
    lengths = [run.length - 2 * inset for run in runs]
    own = {"orientation": "h", "y": rows, "x": lengths, "width": 0.58, "base": [run.start + inset for run in runs]}
    return own | _in_common(quotes, runs, [_look(quotes[run.first], theme, colours) for run in runs], 1.5)


def _in_common(
    quotes: Sequence[IncidentQuote], runs: Sequence[_Run], looks: Sequence[tuple[str, str]], line: float
) -> dict[str, Any]:
    """What bars of runs have in common, whichever way they lie; ``looks``: fill and edge of each."""
    fills, edges = [fill for fill, _ in looks], [edge for _, edge in looks]
    return {
        "type": "bar",
        "customdata": [[run.first] for run in runs],
        "cliponaxis": False,
        "marker": {"color": fills, "line": {"color": edges, "width": line}},
        "hoverinfo": "text",
        "hovertext": [_told(quotes, run) for run in runs],
        "textposition": "none",
    }


def _told(quotes: Sequence[IncidentQuote], run: _Run) -> str:
    """What a block says under the pointer: its quote, or how many it stands for."""
    if run.length == 1:
        return _hover(quotes[run.first])
    indirect = quotes[run.first].quote.kind == "indirect"
    kind = wording.QUOTE_WORDS["indirect"] if indirect else say("direct or partly quoted")
    who = plain(wording.government(country_of(quotes[run.first])))
    return f"<b>{wording.plural(run.length, 'quote')}</b><br>{kind} · {who}"


def _look(quote: IncidentQuote, theme: Theme, colours: Mapping[str, str]) -> tuple[str, str]:
    """Fill and edge of a quote's block."""
    token = TOKENS[theme]
    colour = token[colours.get(country_of(quote), _REST)]
    return (token["paper"] if quote.quote.kind == "indirect" else colour), colour


def _hover(quote: IncidentQuote) -> str:
    text = quote.quote.text
    short = text if len(text) <= _HOVER_CHARS else f"{text[:_HOVER_CHARS].rstrip()}…"
    said = plain(short) if quote.quote.kind == "indirect" else f"“{plain(short)}”"
    cue = f" · “{plain(quote.quote.cue)}”" if quote.quote.cue else ""  # what was denied is not what was said
    lines = [
        said,
        f"<b>{plain(quote.speaker or say(NOT_NAMED))}</b> · {plain(wording.government(quote.government))}",
        f"{wording.QUOTE_WORDS[quote.quote.kind]}{cue} · {wording.said_on(quote)}"
        + (f" · {plain(quote.publisher)}" if quote.publisher else ""),
    ]
    return "<br>".join(lines)


def quotes_by_day(
    quotes: Sequence[IncidentQuote],
    theme: Theme = "light",
    *,
    colours: Mapping[str, str] | None = None,
    width: int = NARROW,
) -> go.Figure:
    """Stacks of blocks over the day the words were said, countries side by side; undated ones are told in a note.

    ``customdata`` of a block is ``[index into quotes]``.
    """
    dated = [i for i, q in enumerate(quotes) if axis.whole(q.quote.said_on)]
    if not dated:
        return empty(theme, NO_QUOTE if not quotes else _undated(len(quotes))).figure()
    stacks: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for i in dated:
        stacks[(quotes[i].quote.said_on or "")[:10], country_of(quotes[i])].append(i)
    highest = max(map(len, stacks.values()))
    chart = draft(
        theme,
        say("Quotes by day: {n} of {total} have a day", n=decimal(len(dated)), total=decimal(len(quotes))),
        height=max(60, min(highest * 9, _HIGHEST)) + 46,
        margin={"l": 8, "r": 8, "t": 20, "b": 26},
    )
    chart.axis("y", range=[0, max(highest, 5)], visible=False)
    single = min(highest * 9, _HIGHEST) / highest >= _LEAST
    _add_stacks(chart, quotes, stacks, theme, colours or government_colours(quotes), width, single=single)
    if len(dated) < len(quotes):
        chart.note(_without_day(len(quotes) - len(dated), len(quotes)), theme, yshift=2)
    return chart.figure()


def _undated(quotes: int) -> str:
    return say_n("{n} quote, without a day", "{n} quotes, none with a day", quotes)


def _without_day(undated: int, quotes: int) -> str:
    return say("{n} of {total} quotes without a day", n=decimal(undated), total=decimal(quotes))


def _add_stacks(
    chart: Draft,
    quotes: Sequence[IncidentQuote],
    stacks: Mapping[tuple[str, str], list[int]],
    theme: Theme,
    colours: Mapping[str, str],
    width: int,
    *,
    single: bool,
) -> None:
    per_day = {day: [c for c in colours if (day, c) in stacks] for day, _ in stacks}
    slots = axis.slots({day: float(len(own)) for day, own in per_day.items()}, 0.7, 1.4, _LEAD)
    placed = [
        (slot.start + 0.5 + place, run)
        for slot in slots
        for place, c in enumerate(per_day[slot.day])
        for run in _runs(_ordered(stacks[slot.day, c], quotes), quotes, theme, colours, single=single)
    ]
    chart.data.append(_columns(quotes, placed, theme, colours))
    end = max(slots[-1].end + _LEAD, (width - 16) / _STACK)
    chart.ground(0, theme)
    axis.dress(chart, slots, axis.labels(slots, end, (width - 16) / end), frozenset(), theme)
    chart.axis("x", range=[0, end])


def _columns(
    quotes: Sequence[IncidentQuote], placed: Sequence[tuple[float, _Run]], theme: Theme, colours: Mapping[str, str]
) -> dict[str, Any]:
    """``placed``: each block with the middle of its stack."""
    middles, runs = [x for x, _ in placed], [run for _, run in placed]
    heights = [run.length - 2 * _INSET for run in runs]
    own = {"x": middles, "y": heights, "width": 0.82, "base": [run.start + _INSET for run in runs]}
    return own | _in_common(quotes, runs, [_look(quotes[run.first], theme, colours) for run in runs], 1)
