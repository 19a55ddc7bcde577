"""Files that the server gives out beside the pages, and the components whose scripts are among them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from streamlit.components.v1 import declare_component
from streamlit.components.v2 import component

from geo.maps.folium_map import DRAWING, LEAFLET
from geo.maps.ground import basemap_folder

if TYPE_CHECKING:
    from collections.abc import Callable

WEB = Path(__file__).parent / "web"

# A declared component is the one way in which Streamlit serves a folder; these are never drawn themselves.
_FOLDERS = {
    name: declare_component(name, path=str(folder))
    for name, folder in {
        "atlas_web": WEB,
        "atlas_drawing": DRAWING,
        "atlas_leaflet": LEAFLET,
        "atlas_basemap": basemap_folder(),
    }.items()
}
#: Streamlit sends a component's script with all that the component is told, at each click: this one only asks for the
#: real one, once in a tab.  After that it answers at once, so that no call is overtaken by an earlier one.
_LINKING = """let draw = null;
const coming = import(new URL({address}, document.baseURI)).then((told) => {{ draw = told.default; }});
export default (call) => (draw ? draw(call) : coming.then(() => draw(call)));
"""


def served(folder: str, name: str) -> str:
    """Address of a file of a served folder, seen from the page: it holds under any base path."""
    return f"component/{_FOLDERS[folder].name}/{name}"


def scripted(name: str, script: str) -> Callable[..., Any]:
    """A component that a script of our own draws, ``name`` for Streamlit."""
    link = _LINKING.format(address=json.dumps(served("atlas_web", script)))
    return component(name, js=link, isolate_styles=False)
