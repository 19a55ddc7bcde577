"""The folium map: no tiles, no content network; its geometry and drawing script are linked from the local server.

Only base64 of JSON and our own constants enter folium's templates, so nothing a source wrote is ever a template.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import folium
from branca.element import Element, MacroElement
from jinja2 import Template

from geo.escape import packed
from geo.present.design import SYMBOLS, TOKENS, Theme, svg


class OfflineMap(folium.Map):
    """A folium map whose scripts come from the local server."""

    default_css: list[tuple[str, str]] = []  # noqa: RUF012 - folium's own attribute, replaced and never changed

    def __init__(self, links: list[str], style: str, **options: Any) -> None:  # noqa: ANN401 - passed on to folium
        """``links``: scripts in loading order; ``style``: style sheet put inline, since links to several race."""
        self.default_js = [(Path(link).name, link) for link in links]
        super().__init__(tiles=None, attr="", attribution_control=False, **options)
        inline = Element("<style>{% raw %}" + style + "{% endraw %}</style>")
        self.get_root().header.add_child(inline, name="atlas-style")  # type: ignore[attr-defined]


class Call(MacroElement):
    """A call of the drawing script with packed data."""

    _template = Template(
        "{% macro script(this, kwargs) %}window.atlas.{{ this.verb }}('{{ this.data }}');{% endmacro %}"
    )

    def __init__(self, verb: str, data: dict[str, Any]) -> None:
        """``verb``: ``base`` or ``show``."""
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = f"Atlas{verb.title()}"
        self.verb, self.data = verb, packed(data)


def style_sheet(css: str, fonts: str, theme: Theme) -> str:
    """The map's style sheet with the theme's colours as variables and the address of the fonts put in."""
    variables = "".join(f"--{name}:{value};" for name, value in TOKENS[theme].items())
    return f":root{{{variables}}}{css.replace('FONTS', fonts)}"


def base_map(links: list[str], style: str, theme: Theme) -> OfflineMap:
    """The constant part: anything that changed in it would load the map anew."""
    made = OfflineMap(
        links,
        style,
        location=[0, 0],
        zoom_start=3,
        min_zoom=2,
        max_zoom=12,
        zoom_snap=0.25,
        prefer_canvas=True,
        world_copy_jump=False,
    )
    made.add_child(
        Call(
            "base",
            {
                "tokens": TOKENS[theme],
                "order": [s.key for s in SYMBOLS],
                "symbols": {s.key: svg(s, theme, 13) for s in SYMBOLS},
            },
        )
    )
    return made


def moving_part(data: dict[str, Any]) -> folium.FeatureGroup:
    """The part that the filters change, from ``geo.maps.payload.payload``."""
    group = folium.FeatureGroup(name="incident")
    group.add_child(Call("show", data))
    return group
