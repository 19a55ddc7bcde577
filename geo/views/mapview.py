"""Shows the folium map in a page and takes up what is clicked on it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.escape import safe
from geo.maps.folium_map import built
from geo.maps.payload import payload
from geo.messages import message, say, spoken
from geo.selection.area import Area
from geo.selection.spot import Spot
from geo.views import data, html, state
from geo.views.served import scripted, served

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from geo.maps.view import Bounds
    from geo.selection.filters import Filters
    from geo.selection.opened import Opened

#: What the tools say that choose a part of the map.
_TOOLS = {
    "tools": message("Choose a part of the map"),
    "box": message("Draw a box: only what lies in it"),
    "lasso": message("Draw a lasso: only what lies in it"),
    "map": message("Only what the map shows"),
    "box-hint": message("Drag a box over the map; Esc lets it be"),
    "lasso-hint": message("Drag a line around what you want; Esc lets it be"),
}
_COMPONENT = scripted("atlas_map", "atlas_component.js")


@st.cache_resource(show_spinner=False, max_entries=32)
def _moving(
    version: str,  # noqa: ARG001 - part of the key
    filters: Filters,
    selected: str | None,
    fit_key: str,
    fit: Bounds | None,
    seen: Bounds | None,
) -> dict[str, Any]:
    snapshot = data.shown()
    stay = filters.area is not None and filters.area.how == "map"
    return payload(
        snapshot.narrowed(filters),
        data.ground(),
        selected=selected,
        fit_key=fit_key,
        fit=fit,
        hidden=snapshot.hidden_states(filters),
        stay=stay,
        seen=seen,
        found=snapshot.grouped(filters),
        named=snapshot.named_states(filters),
    )


def show(
    *,
    opened: Opened | None,
    fit_key: str,
    fit: Bounds | None,
    height: int,
    key: str,
    pick: Callable[[Spot], None],
    waits: str = "",
) -> dict[str, Any]:
    """Draw the map of what the filters leave; ``pick`` is told each spot that is clicked.

    ``waits``: a word for what is to be drawn in another run when the map stands, empty where nothing is.

    What was drawn comes back, for ``as_list``.
    """
    geometry = data.basemap_link(data.incident().home_country, data.shown().placed_countries, spoken())
    outlines, _ = data.shown().outlines
    selected = opened.id if opened and opened.kind == "event" else None
    moving = _moving(data.shown().version, state.filters(), selected, fit_key, fit, state.seen(fit_key))
    map_of, area = built(html.theme()), state.filters().area
    _COMPONENT(
        key=key,
        height=height,
        data={
            "styles": [served("atlas_leaflet", "leaflet.css"), served("atlas_drawing", "atlas_map.css")],
            "scripts": [
                served("atlas_leaflet", "leaflet.js"),
                served("atlas_drawing", "atlas_map.js"),
                served("atlas_drawing", "atlas_cells.js"),
                served("atlas_web", "atlas_pick.js"),
            ],
            "geometry": served("atlas_basemap", geometry),
            "outlines": served("atlas_basemap", outlines) if outlines else "",
            "html": map_of.html,
            "script": map_of.script,
            "moving": {name: part for name, part in moving.items() if name != "listed"},
            "waits": waits,
            "picked": {"area": area.word() if area else "", "says": {name: say(text) for name, text in _TOOLS.items()}},
        },
        on_picked_change=partial(_picked, key, pick),
        on_drawn_change=partial(_drawn, key),
        on_seen_change=partial(_seen, key, fit_key),
        on_stands_change=_stands,
    )
    return moving


def moved(clicked: Spot, *, empty: bool) -> bool:
    """Have the chosen place be the state that was clicked, and say whether that was done.

    A place is chosen, and the click lies outside it (``empty``: nothing of the choice is there) or on its whole state.
    """
    chosen = state.filters()
    there = data.shown().offer.at_state(chosen, clicked.state) if empty or chosen.place else None
    if there:
        state.act()
        state.take(there)
    return there is not None


def as_list(drawn: Mapping[str, Any]) -> None:
    """The same as the map in words, each line a press on that spot: for whom a map is none."""
    html.folded(say("The map as a list"), "map_list", partial(_listed, drawn))


def _listed(drawn: Mapping[str, Any]) -> None:
    names = data.shown().place_names
    listed, more = drawn.get("listed", (drawn["places"], 0))
    places = [(f"places:{p['id']}", p["name"], p["words"]) for p in listed]
    states = sorted((names.get(code, code), s["words"], code, s["n"]) for code, s in drawn["states"].items())
    lines = [_line(spot, name, words) for spot, name, words in places[: html.MOST_LINES]]
    lines += [_line(f"state:{code}" if n else "", name, words) for name, words, code, n in states]
    st.html(f'<ul class="maplist">{"".join(lines)}</ul>')
    html.more(more + max(len(places) - html.MOST_LINES, 0))


def _line(spot: str, name: str, words: str) -> str:
    inner = f"<b>{safe(name)}</b> {safe(words)}"
    press = f'<button type="button" class="opens" data-spot="{safe(spot)}">{inner}</button>'
    return f"<li>{press if spot else inner}</li>"


def _picked(key: str, pick: Callable[[Spot], None]) -> None:
    if clicked := Spot.read(st.session_state[key].get("picked")):
        pick(clicked)


def _drawn(key: str) -> None:
    """What was drawn is the choice; nothing drawn, or the switch turned off: none."""
    state.choose(area=Area.read(st.session_state[key].get("drawn")))


def _stands() -> None:
    """The map has been drawn for the first time: this run draws what has waited for it."""
    state.act()


def _seen(key: str, fit_key: str) -> None:
    """What the map shows now, of which it needs more than it was given."""
    if area := Area.read(st.session_state[key].get("seen")):
        state.see(fit_key, area.bounds)
