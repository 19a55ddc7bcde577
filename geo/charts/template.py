"""What all figures share: the look of a theme, a figure in the making, the text that may stand in it, the empty one."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from geo.escape import safe
from geo.messages import message, say
from geo.present.design import CONDENSED, SANS, TOKENS, Theme

if TYPE_CHECKING:
    from collections.abc import Iterable

#: For ``st.plotly_chart(config=CONFIG)``: no toolbar, and a double click opens nothing.
CONFIG: dict[str, Any] = {"displayModeBar": False, "doubleClick": False}
FONT_SIZE = 13
#: Below this no text is set.
SMALL = 12
FAMILY = f"{CONDENSED}, {SANS}, sans-serif"
#: Width in pixels for which labels are measured when the page gives none: the left column of the first page.
WIDE = 740
#: The right column.
NARROW = 390
NO_NUMBER = message("no source gives a number")
#: A figure draws no more marks than this: a browser takes a second for them, and nobody tells more apart.
MOST_MARKS = 2000
EMPTY_HEIGHT = 56


def plain(text: object) -> str:
    r"""``text`` from outside as it may stand in a figure.

    Plotly draws ``<b>``, ``<a href>`` and a few more tags and decodes character references; of the named ones it
    knows only ``amp lt gt nbsp times plusmn deg mu``.  So ``safe`` is followed by turning ``&quot;`` into ``&#34;``.
    A text never becomes part of a template string (``hovertemplate``), where ``%{…}`` would be read.
    """
    return " ".join(safe(text).replace("&quot;", "&#34;").split())


def colours(theme: Theme) -> dict[str, str]:
    """The tokens of a theme."""
    return TOKENS[theme]


@cache
def look(theme: Theme) -> dict[str, Any]:
    """The layout of a theme, as far as all share it: no box, no legend, a horizontal grid, axes that stay."""
    token = TOKENS[theme]
    axis = {
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "linecolor": token["muted"],
        "title": {"text": ""},
        "tickfont": {"color": token["muted"], "size": SMALL},
        "ticks": "",
        "automargin": False,
        "tickangle": 0,
    }
    return {
        "font": {"family": FAMILY, "size": FONT_SIZE, "color": token["ink"]},
        "paper_bgcolor": token["paper"],
        "plot_bgcolor": token["paper"],
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "bargap": 0,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 24},
        "hoverlabel": {
            "bgcolor": token["paper"],
            "bordercolor": token["muted"],
            "align": "left",
            "font": {"family": FAMILY, "size": FONT_SIZE, "color": token["ink"]},
        },
        "xaxis": axis,
        "yaxis": axis | {"showgrid": True, "gridcolor": token["rule2"]},
    }


@dataclass(slots=True)
class Draft:
    """A figure in the making, as the plain data that plotly's page takes.

    plotly.py looks up in its schema all that a figure has whenever something is added: that was half of a click.  The
    tests hold what is drawn here against the schema.
    """

    layout: dict[str, Any]
    data: list[dict[str, Any]] = field(default_factory=list)
    """One trace each."""

    def axis(self, name: str, **look: Any) -> None:  # noqa: ANN401 - whatever plotly's axis takes
        """More of an axis, "x" or "y"."""
        self.layout[f"{name}axis"] = self.layout.get(f"{name}axis", {}) | look

    def annotate(self, annotations: Iterable[dict[str, Any]], shapes: Iterable[dict[str, Any]] = ()) -> None:
        """Texts and shapes over the figure."""
        self.layout["annotations"] = [*self.layout.get("annotations", ()), *annotations]
        self.layout["shapes"] = [*self.layout.get("shapes", ()), *shapes]

    def ground(self, y: float, theme: Theme) -> None:
        """The line on which all stands."""
        ends = {"x0": 0, "x1": 1, "xref": "x domain", "y0": y, "y1": y, "yref": "y"}
        self.annotate((), [{"type": "line", **ends, "line": {"color": TOKENS[theme]["muted"], "width": 1.2}}])

    def note(self, text: str, theme: Theme, *, y: float = 1.0, yshift: int = 0, xshift: float = 0) -> None:
        """A remark of ours at the top right."""
        at = {"x": 1, "y": y, "xref": "paper", "yref": "paper", "xanchor": "right", "yanchor": "bottom"}
        font = {"color": TOKENS[theme]["muted"], "size": SMALL}
        shift = {"xshift": xshift, "yshift": yshift, "showarrow": False}
        self.annotate([{"text": plain(text), **at, **shift, "font": font}])

    def figure(self) -> go.Figure:
        """What has been drawn, once all of it has."""
        # plotly.py puts a template of its own where none is given.
        return go.Figure({"data": self.data, "layout": self.layout | {"template": {}}}, _validate=False)


def draft(theme: Theme, description: str, **layout: Any) -> Draft:  # noqa: ANN401 - whatever plotly's layout takes
    """A figure in the theme's look that carries a line for those who cannot see it."""
    shared = look(theme)
    axes = {name: shared[name] | layout.pop(name, {}) for name in ("xaxis", "yaxis")}
    return Draft(shared | {"meta": {"description": description}} | layout | axes)


def describe(chart: go.Figure) -> str:
    """What a figure shows, in one line of plain text (not escaped: it is no HTML)."""
    return str((chart.layout.meta or {}).get("description", ""))


def empty(theme: Theme, sentence: str) -> Draft:
    """A low figure with one sentence in place of a chart."""
    sentence = say(sentence)
    chart = draft(theme, sentence, height=EMPTY_HEIGHT)
    chart.axis("x", visible=False)
    chart.axis("y", visible=False)
    at = {"x": 0, "y": 0.5, "xref": "paper", "yref": "paper", "xanchor": "left", "showarrow": False}
    chart.annotate([{"text": f"<i>{plain(sentence)}</i>", **at, "font": {"color": TOKENS[theme]["muted"]}}])
    return chart
