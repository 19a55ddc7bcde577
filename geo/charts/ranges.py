"""The range of every toll on one axis."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from geo.charts.counts import Mark, marks, spread, top
from geo.charts.dots import APART, arrows, dots, hover
from geo.charts.template import (
    FONT_SIZE,
    MOST_MARKS,
    NARROW,
    NO_NUMBER,
    SMALL,
    draft,
    empty,
    plain,
)
from geo.incident import TOLL_ORDER
from geo.present import wording
from geo.present.design import TOKENS, Theme
from geo.present.fonts import cut
from geo.present.fonts import width as text_width
from geo.present.key_figures import noun

if TYPE_CHECKING:
    from collections.abc import Sequence

    import plotly.graph_objects as go

    from geo.incident import Toll

#: Heights of a row and of a status heading, in pixels.
_ROW, _HEAD = 25, 24
#: Dots so near to each other, in pixels, all but touch.
_CLOSE = 3


def ranges(tolls: Sequence[Toll], theme: Theme = "light", *, width: int = NARROW) -> go.Figure:
    """One row for each toll under its status, all on one axis from 0: a dot for every number told, the best a diamond.

    Counts of one number are one dot that says how many they are; where the numbers are very many, so are counts of
    numbers that all but touch.  What competes with no total is grey.  A toll whose counts hold no number shows the
    source's words.  ``customdata`` is ``[toll index, entry index]``, the first into ``tolls`` as given.
    """
    rows = sorted(
        ((t, i) for i, t in enumerate(tolls) if t.entries),
        key=lambda row: TOLL_ORDER.index((row[0].status, row[0].party_class)),
    )
    if not rows:
        return empty(theme, NO_NUMBER).figure()
    highest = top([m.high for toll, _ in rows for m in marks(toll)])
    heads = len({toll.status for toll, _ in rows})
    height = len(rows) * _ROW + heads * _HEAD
    right = 14 + max(text_width(wording.ranged(toll), FONT_SIZE + 1, 600) for toll, _ in rows)
    left = 22 + max(text_width(_party(toll), FONT_SIZE) for toll, _ in rows)
    chart = draft(
        theme,
        "; ".join(f"{wording.ranged(t)} {noun(t)}" for t, _ in rows),
        height=height + 28,
        margin={"l": left, "r": right, "t": 24, "b": 4},
    )
    chart.axis("y", range=[height, 0], visible=False)
    chart.axis(
        "x",
        range=[0, highest * 1.06],
        side="top",
        nticks=5,
        tickformat=",d",
        showgrid=True,
        gridcolor=TOKENS[theme]["rule2"],
    )
    frame = _Frame(theme, left, right, width, MOST_MARKS // len(rows), _CLOSE * highest / (width - left - right))
    y = 0.0
    for status, own in groupby(rows, key=lambda row: row[0].status):
        frame.text(f"<b>{wording.STATUS_WORDS[status].capitalize()}</b>", y + _HEAD / 2)
        y += _HEAD
        for toll, index in own:
            frame.row(toll, index, y + _ROW / 2)
            y += _ROW
    chart.data += frame.traces
    chart.annotate(frame.texts, frame.bars)
    return chart.figure()


def _party(toll: Toll) -> str:
    return wording.PARTY_WORDS[toll.party_class].capitalize()


@dataclass
class _Frame:
    """Collects what stands in the rows, so that the figure takes all of it at once."""

    theme: Theme
    left: float
    right: float
    width: int
    most: int
    """Marks that a row may have before those that all but touch become one."""
    close: float
    """How near these are, on the axis."""
    texts: list[dict[str, Any]] = field(default_factory=list)
    bars: list[dict[str, Any]] = field(default_factory=list)
    traces: list[dict[str, Any]] = field(default_factory=list)

    def text(self, text: str, y: float, *, colour: str = "ink", shift: float = 0) -> None:
        """A text at the left edge."""
        self.texts.append(
            {
                "text": text,
                "x": 0,
                "xref": "paper",
                "xshift": shift - self.left,
                "xanchor": "left",
                "y": y,
                "yanchor": "middle",
                "showarrow": False,
                "font": {"color": TOKENS[self.theme][colour]},
            }
        )

    def row(self, toll: Toll, index: int, y: float) -> None:
        """The row of a toll: its party, its range, its counts."""
        found = marks(toll)
        self.text(plain(_party(toll)), y, shift=8, colour="ink" if found else "muted")
        self.texts.append(
            {
                "text": f"<b>{wording.ranged(toll)}</b>",
                "x": 1,
                "xref": "paper",
                "xanchor": "right",
                "y": y,
                "yanchor": "middle",
                "xshift": self.right - 2,
                "showarrow": False,
                "font": {"size": FONT_SIZE + 1},
            }
        )
        if found:
            self._counts(toll, index, found, y)
        else:
            self._in_words(toll, y)

    def _counts(self, toll: Toll, index: int, found: Sequence[Mark], y: float) -> None:
        token, (low, high) = TOKENS[self.theme], spread(found)
        self.bars.append(
            {
                "type": "rect",
                "x0": low,
                "x1": high,
                "y0": y - 2.5,
                "y1": y + 2.5,
                "fillcolor": token["ink"],
                "opacity": 0.2,
                "line": {"width": 0},
                "layer": "below",
            }
        )
        spots = _spots(found)
        if len(spots) > self.most:
            spots = _spots(found, self.close)
        shown = [own[-1] for own in spots]
        x, at = [m.high for m in shown], [y] * len(shown)
        points = dots(shown, x, at, toll, token["ink2"], self.theme)
        points["customdata"] = [[index, m.index] for m in shown]
        points["hovertext"] = [hover(toll, own[-1], len(own) - 1) for own in spots]
        points["marker"]["color"] = [_fill(m, token) for m in shown]
        pointing = arrows(shown, x, at, token["ink2"], sideways=True)
        self.traces += [points, pointing] if pointing else [points]

    def _in_words(self, toll: Toll, y: float) -> None:
        """What the sources say where none of them gives a number."""
        said = dict.fromkeys(e.casualty.text for e in toll.entries)
        told_words = cut(" · ".join(f"“{word}”" for word in said), self.width - self.left - self.right - 8, SMALL)
        self.texts.append(
            {
                "text": f"<i>{plain(told_words)}</i>",
                "x": 0,
                "xanchor": "left",
                "xshift": 6,
                "y": y,
                "yanchor": "middle",
                "showarrow": False,
                "font": {"color": TOKENS[self.theme]["muted"], "size": SMALL},
            }
        )


def _spots(found: Sequence[Mark], close: float = 1) -> list[list[Mark]]:
    """The counts that would be drawn on each other, or as good as that; the best is drawn last."""
    spots: defaultdict[tuple[int, str, bool], list[Mark]] = defaultdict(list)
    for m in found:
        spots[int(m.high / max(close, 1)), m.kind, m.best].append(m)
    return list(spots.values())


def _fill(found: Mark, token: dict[str, str]) -> str:
    if found.kind != "told":
        return token["paper"]
    return token[APART if found.part else "ink" if found.best else "ink2"]
