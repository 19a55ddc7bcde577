"""What all figures share: the template of a theme, the text that may stand in a figure, the empty figure."""

from __future__ import annotations

import json
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
_EMPTY_HEIGHT = 56


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
def template(theme: Theme) -> go.layout.Template:
    """The one template of a theme: no box, no legend, a horizontal grid, axes that stay where they are."""
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
    return go.layout.Template(
        layout={
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
    )


def figure(theme: Theme, description: str, **layout: Any) -> go.Figure:  # noqa: ANN401 - whatever plotly's layout takes
    """A figure with the theme's template that carries a line for those who cannot see it."""
    return go.Figure(layout={"template": template(theme), "meta": {"description": description}} | layout)


def written_out(chart: go.Figure) -> go.Figure:
    """The figure itself as a page takes it: the look of its template in its own layout, its ``meta`` as JSON.

    Streamlit hands a figure over twice.  Plotly takes any object of these two for another one then, and would draw all
    again; what stands in the layout, and a text, it compares.
    """
    look = chart.layout.template.layout.to_plotly_json()
    chart.layout.template, chart.layout.meta = None, json.dumps(chart.layout.meta)
    return chart.update_layout(_missing(look, chart.layout.to_plotly_json()))


def _missing(look: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """What of a look a layout does not say itself."""
    inner = {key: _missing(value, own[key]) for key, value in look.items() if isinstance(own.get(key), dict)}
    return {key: inner.get(key, value) for key, value in look.items() if key not in own or inner.get(key)}


def describe(chart: go.Figure) -> str:
    """What a figure shows, in one line of plain text (not escaped: it is no HTML)."""
    return str((chart.layout.meta or {}).get("description", ""))


def empty(theme: Theme, sentence: str) -> go.Figure:
    """A low figure with one sentence in place of a chart."""
    token, sentence = TOKENS[theme], say(sentence)
    chart = figure(theme, sentence, height=_EMPTY_HEIGHT)
    chart.update_xaxes(visible=False).update_yaxes(visible=False)
    chart.add_annotation(
        text=f"<i>{plain(sentence)}</i>",
        x=0,
        y=0.5,
        xref="paper",
        yref="paper",
        xanchor="left",
        showarrow=False,
        font={"color": token["muted"]},
    )
    return chart


def annotate(chart: go.Figure, annotations: Iterable[dict[str, Any]], shapes: Iterable[dict[str, Any]] = ()) -> None:
    """Add texts and shapes all at once: plotly looks at all that a figure has again whenever one is added."""
    chart.update_layout(annotations=[*chart.layout.annotations, *annotations], shapes=[*chart.layout.shapes, *shapes])


def note(chart: go.Figure, text: str, theme: Theme, *, y: float = 1.0, yshift: int = 0, xshift: float = 0) -> None:
    """A remark of ours at the top right of a figure."""
    chart.add_annotation(
        text=plain(text),
        x=1,
        y=y,
        xref="paper",
        yref="paper",
        xanchor="right",
        yanchor="bottom",
        xshift=xshift,
        yshift=yshift,
        showarrow=False,
        font={"color": TOKENS[theme]["muted"], "size": SMALL},
    )
