"""The folium map: no tiles, no content network; its geometry and drawing script are linked from the local server.

Only base64 of our own constants enters folium's templates: nothing that a source wrote ever comes near them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import folium
from branca.element import Figure, MacroElement
from jinja2 import Template

from geo.escape import packed
from geo.present.design import SYMBOLS, TOKENS, Theme, svg

#: Our drawing scripts and their style, and Leaflet's.
DRAWING = Path(__file__).parent / "web"
LEAFLET = Path(str(files("js_lib_leaflet"))) / "static" / "js_lib_leaflet"


@dataclass(frozen=True, slots=True)
class Built:
    """What folium makes of a map."""

    html: str
    """Its box."""
    script: str
    """Makes a Leaflet map in the box and draws its base."""


class Base(MacroElement):
    """The call of the drawing script, with packed data."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.atlasOf({{ this._parent.get_name() }}, '{{ this.data }}');"
        "{% endmacro %}"
    )

    def __init__(self, data: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "AtlasBase"
        self.data = packed(data)


def base_map(theme: Theme) -> folium.Map:
    """The map without what the filters change."""
    made = folium.Map(
        location=[0, 0],
        zoom_start=3,
        tiles=None,
        attribution_control=False,
        zoom_snap=0.25,
        prefer_canvas=True,
        world_copy_jump=False,
    )
    symbols = {s.key: svg(s, theme, 13) for s in SYMBOLS}
    kinds = [{"path": s.path, "fill": s.fill} for s in SYMBOLS]
    made.add_child(
        Base({"tokens": TOKENS[theme], "order": [s.key for s in SYMBOLS], "symbols": symbols, "kinds": kinds})
    )
    return made


@cache
def built(theme: Theme) -> Built:
    """The map as a page takes it, the same for all: another script would make a browser draw it anew."""
    page = base_map(theme).get_root()
    assert isinstance(page, Figure)  # noqa: S101 - folium puts a map without a page into one
    page.render()
    return Built(page.html.render().strip(), page.script.render())
