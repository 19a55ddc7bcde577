"""Shows the folium map in a page and takes up what is clicked on it."""

from __future__ import annotations

from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st
from streamlit.components.v1 import declare_component
from streamlit_folium import st_folium

from geo.maps.folium_map import OfflineMap, base_map, moving_part, style_sheet
from geo.maps.ground import basemap_folder
from geo.maps.payload import payload
from geo.selection.spot import Spot
from geo.settings import DATA
from geo.views import data, html, state

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.maps.view import Bounds
    from geo.present.design import Theme
    from geo.selection.filters import Filters
    from geo.selection.opened import Opened

_WEB = Path(__file__).parent / "web"
_LEAFLET = Path(str(files("js_lib_leaflet"))) / "static" / "js_lib_leaflet"

# A declared component is the one way in which Streamlit serves a folder; these four are never drawn themselves.
_FOLDERS = {
    name: declare_component(name, path=str(folder))
    for name, folder in {
        "atlas_web": _WEB,
        "atlas_leaflet": _LEAFLET,
        "atlas_basemap": basemap_folder(),
        "atlas_fonts": DATA / "fonts",
    }.items()
}


def served(folder: str, name: str = "") -> str:
    """Address of a file of a served folder, seen from a component's own page: it holds under any base path."""
    return f"../{_FOLDERS[folder].name}/{name}".rstrip("/")


def served_from_page(folder: str, name: str) -> str:
    """The same, seen from the app's page."""
    return f"component/{_FOLDERS[folder].name}/{name}"


@cache
def _style(theme: Theme) -> str:
    css = (_LEAFLET / "leaflet.css").read_text(encoding="utf-8") + (_WEB / "atlas_map.css").read_text(encoding="utf-8")
    return style_sheet(css, served("atlas_fonts"), theme)


def _base(theme: Theme, geometry: str) -> OfflineMap:
    """A new map for every run: showing one leaves the moving part in it."""
    links = [
        served("atlas_leaflet", "leaflet.js"),
        served("atlas_basemap", geometry),
        served("atlas_web", "atlas_map.js"),
    ]
    return base_map(links, _style(theme), theme)


@st.cache_resource(show_spinner=False, max_entries=32)
def _moving(
    version: str,  # noqa: ARG001 - part of the key
    filters: Filters,
    selected: str | None,
    fit_key: str,
    fit: Bounds | None,
) -> dict[str, Any]:
    return payload(data.shown().narrowed(filters), data.ground(), selected=selected, fit_key=fit_key, fit=fit)


def show(
    *, opened: Opened | None, fit_key: str, fit: Bounds | None, height: int, key: str, pick: Callable[[Spot], None]
) -> None:
    """Draw the map of what the filters leave; ``pick`` is told each spot that is clicked."""
    whole = data.incident()
    abroad = {e.place.country for e in whole.events if e.place and e.place.admin1_code and e.place.country}
    geometry = data.basemap_link(whole.home_country, tuple(sorted(abroad)))
    selected = opened.id if opened and opened.kind == "event" else None
    moving = _moving(data.shown().version, state.filters(), selected, fit_key, fit)
    name = f"{key}_{html.theme()}"
    st_folium(
        _base(html.theme(), geometry),
        key=name,
        height=height,
        width=None,
        returned_objects=[],
        feature_group_to_add=moving_part(moving),
        use_container_width=True,
        on_change=partial(_picked, name, pick),
    )


def _picked(name: str, pick: Callable[[Spot], None]) -> None:
    told = st.session_state.get(name)
    if clicked := Spot.read(told.get("picked") if isinstance(told, dict) else None):
        pick(clicked)
