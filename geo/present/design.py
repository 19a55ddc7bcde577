"""Colours, symbols and classes: the same in the pages, the map, the charts and the pictures.

Serif is for the source's own words, sans for ours.  A filled symbol means that something happened, a hollow one that
something was said.  Shape comes first, colour second.  Petrol (``accent``) is for interaction only, never for data.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geo.messages import message, say

if TYPE_CHECKING:
    from geo.types import EventType

Theme = Literal["light", "dark"]

#: Contrast was measured: ink 16.2, muted 5.9, accent 8.4, warn on warnbg 6.1, state label on c3 5.6 (dark 4.6).
TOKENS: dict[Theme, dict[str, str]] = {
    "light": {
        "paper": "#FFFFFF",
        "side": "#F3F5F5",
        "ink": "#16222B",
        "ink2": "#3C4A54",
        "muted": "#586670",
        "rule": "#D5DBDE",
        "rule2": "#EBEEEF",
        "accent": "#0B5563",
        "accent2": "#E4EFF1",
        "warn": "#8A4B00",
        "warnbg": "#FBF1E6",
        "mark": "#FFE9A8",
        "mark2": "#D9E8F6",
        "raid": "#16222B",
        "clash": "#C8321A",
        "arson": "#FFB31A",
        "arson_edge": "#5E3C00",
        "prison": "#2467AE",
        "deploy": "#4E5D68",
        "travel": "#87949D",
        "sea": "#E1EBF0",
        "land": "#F0F0ED",
        "c0": "#FCFBF9",
        "c1": "#EEEAE2",
        "c2": "#DCD5C8",
        "c3": "#CAC0AD",
        "aline": "#A7A499",
        "nline": "#6F6F6A",
        "coast": "#8FA6B2",
        "slab": "#44423B",
        "water": "#44697C",
        "halo": "#FFFFFF",
        "plate": "#8D8B84",
    },
    "dark": {
        "paper": "#10171C",
        "side": "#161F25",
        "ink": "#E8EDEF",
        "ink2": "#C3CDD2",
        "muted": "#9BA9B1",
        "rule": "#2F3B43",
        "rule2": "#222D34",
        "accent": "#5FC3D2",
        "accent2": "#17343B",
        "warn": "#F0B866",
        "warnbg": "#2E2415",
        "mark": "#5C4A12",
        "mark2": "#1F3E5E",
        "raid": "#F5F8F9",
        "clash": "#FF7D5E",
        "arson": "#F5B83D",
        "arson_edge": "#10171C",
        "prison": "#6DB0F2",
        "deploy": "#A9B8C1",
        "travel": "#7C8C96",
        "sea": "#0B1115",
        "land": "#171F24",
        "c0": "#1E282E",
        "c1": "#2A363D",
        "c2": "#3A4850",
        "c3": "#4A5A63",
        "aline": "#56656E",
        "nline": "#87969E",
        "coast": "#3E525D",
        "slab": "#C6D0D5",
        "water": "#5E8397",
        "halo": "#0D1317",
        "plate": "#6A7A83",
    },
}

SANS = "Fira Sans"
CONDENSED = "Fira Sans Condensed"
SERIF = "Atlas Serif"


@dataclass(frozen=True, slots=True)
class Symbol:
    """A group of event types and how it is drawn, in a view box of 16 by 16."""

    key: str
    word: str
    """What the legend calls it, as a message."""
    types: tuple[EventType, ...]
    path: str
    fill: str
    """Token of the fill, or ``none`` for what was said."""
    edge: str | None = None
    """Token of the outline."""
    edge_width: float = 0.0
    strokes: str | None = None
    """Lines drawn over the shape in the colour of the paper."""
    stroke_width: float = 1.8
    plotly: str = "circle"
    """The nearest symbol that plotly has."""

    @property
    def label(self) -> str:
        """What the legend calls it, in the language of the page."""
        return say(self.word)


#: Kinds of events, the gravest first: which of several at one place is opened.
GRAVEST: tuple[EventType, ...] = (
    "killing",
    "clash",
    "raid",
    "prison_break",
    "arson",
    "blockade",
    "arrest",
    "other",
    "deployment",
    "travel_disruption",
    "funeral",
    "statement",
    "speech",
    "call",
)
SYMBOLS: tuple[Symbol, ...] = (
    Symbol(
        "raid",
        message("Raid"),
        ("raid",),
        "M8 .6 15.4 8 8 15.4 .6 8Z",
        "raid",
        strokes="M8 4.6V11.4M4.6 8H11.4",
        plotly="diamond-cross",
    ),
    Symbol(
        "clash",
        message("Clash, killing"),
        ("clash", "killing"),
        "M3.6 1.2 8 5.6 12.4 1.2 14.8 3.6 10.4 8 14.8 12.4 12.4 14.8 8 10.4 3.6 14.8 1.2 12.4 5.6 8 1.2 3.6Z",
        "clash",
        plotly="x",
    ),
    Symbol(
        "arson",
        message("Arson, blockade"),
        ("arson", "blockade"),
        "M8 1.2 15.3 14.3H.7Z",
        "arson",
        edge="arson_edge",
        edge_width=1.25,
        plotly="triangle-up",
    ),
    Symbol(
        "prison",
        message("Arrest, prison break"),
        ("arrest", "prison_break"),
        "M1.6 1.6H14.4V14.4H1.6Z",
        "prison",
        strokes="M5.8 3.6V12.4M10.2 3.6V12.4",
        plotly="square",
    ),
    Symbol(
        "deploy",
        message("Deployment"),
        ("deployment",),
        "M2 2.2 8 5.4 14 2.2V10L8 14.2 2 10Z",
        "deploy",
        plotly="triangle-down",
    ),
    Symbol(
        "other",
        message("Other event"),
        ("other", "funeral"),
        "M8 1 14.6 4.7V11.3L8 15 1.4 11.3V4.7Z",
        "deploy",
        plotly="hexagon",
    ),
    Symbol(
        "said",
        message("Statement"),
        ("statement", "speech", "call"),
        "M1.6 2H14.4V11H8.6L5 14.8V11H1.6Z",
        "none",
        edge="ink",
        edge_width=1.7,
        plotly="circle-open",
    ),
    Symbol(
        "travel",
        message("Travel"),
        ("travel_disruption",),
        "M8 2.2A5.8 5.8 0 1 1 7.99 2.2Z",
        "travel",
        plotly="circle",
    ),
)
#: Keys of the symbols whose events a page leaves out until a reader asks for them: they follow what happened.
QUIET = frozenset({"said", "travel"})

_BY_TYPE: dict[str, Symbol] = {t: s for s in SYMBOLS for t in s.types}
BY_KEY: dict[str, Symbol] = {s.key: s for s in SYMBOLS}


def symbol_of(event_type: str) -> Symbol:
    """The symbol of an event type."""
    return _BY_TYPE[event_type]


def svg(symbol: Symbol, theme: Theme = "light", size: float = 14, extra: str = "", margin: float = 0) -> str:
    """The symbol as an ``<svg>`` element of ``size`` pixels; ``extra`` goes into its tag, ``margin`` is 16ths of it."""
    box = f"{-margin:g} {-margin:g} {16 + 2 * margin:g} {16 + 2 * margin:g}"
    return (
        f'<svg class="sym" width="{size:g}" height="{size:g}" viewBox="{box}" aria-hidden="true" {extra}>'
        f"{shape(symbol, theme)}</svg>"
    )


def shape(symbol: Symbol, theme: Theme = "light") -> str:
    """The symbol's paths, to stand inside any ``<svg>``."""
    token = TOKENS[theme]
    fill = token["paper"] if symbol.fill == "none" else token[symbol.fill]
    edge = f' stroke="{token[symbol.edge]}" stroke-width="{symbol.edge_width:g}"' if symbol.edge else ""
    pen = f'stroke="{token["paper"]}" stroke-width="{symbol.stroke_width:g}"'
    lines = f'<path d="{symbol.strokes}" fill="none" {pen}/>' if symbol.strokes else ""
    return f'<path d="{symbol.path}" fill="{fill}"{edge} stroke-linejoin="round"/>{lines}'


#: Lowest number of events of each class after "none", and what the legend calls it.
CLASSES: tuple[tuple[int, str, str], ...] = ((0, "c0", "0"), (1, "c1", "1–2"), (3, "c2", "3–9"), (10, "c3", "10+"))


def shade(events: int) -> str:
    """Token of the fill of a state with that many events."""
    return next(token for lowest, token, _ in reversed(CLASSES) if events >= lowest)


def data_uri(image: str) -> str:
    """An ``<svg>`` element as the address of an image: pages let images through where they strip inline SVG."""
    named = image.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1) if "xmlns" not in image else image
    return "data:image/svg+xml;base64," + base64.b64encode(named.encode()).decode()
