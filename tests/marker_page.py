"""What a page would be with one folium Marker for each event, for ``make bench`` to press: a Streamlit script.

The same events with the same symbols, what each is under the pointer and a card at a click, as whoever knows folium and
streamlit-folium would write it: the incident is put together once, and nothing is sent back.  With the word "map" the
markers are put on the map, as most do; with "group" the base map stays and what the filter leaves is handed over as a
group, the fastest way that streamlit-folium has.  No land lies below, and a card has one sentence: both flatter folium.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import folium
import streamlit as st
from streamlit.components.v1 import declare_component
from streamlit_folium import st_folium
from xstatic.pkg import jquery

from geo.assemble import incident_of
from geo.escape import safe
from geo.maps.folium_map import LEAFLET
from geo.present import wording
from geo.present.design import SYMBOLS, svg, symbol_of
from geo.settings import Settings
from geo.store import Store

if TYPE_CHECKING:
    from geo.incident import Incident, IncidentEvent
    from geo.types import Document

# folium asks other hosts for these; here they come from the page's own server, as on a fast network.
_LEAFLET, _JQUERY = (
    declare_component(name, path=str(folder)).name
    for name, folder in {"leaflet": LEAFLET, "jquery": Path(jquery.BASE_DIR)}.items()
)
folium.Map.default_js = [
    ("jquery", f"/component/{_JQUERY}/jquery.js"),
    ("leaflet", f"/component/{_LEAFLET}/leaflet.js"),
]
folium.Map.default_css = [("leaflet", f"/component/{_LEAFLET}/leaflet.css")]
ICONS = {symbol.key: svg(symbol, "light", 13) for symbol in SYMBOLS}


@st.cache_resource
def incident() -> tuple[Incident, dict[str, Document]]:
    """Put together once for all sessions, and its sources by id."""
    made = incident_of(Store(os.environ["INCIDENT_ATLAS_STORE"]), Settings())
    return made, {d.id: d for d in made.documents}


def card(event: IncidentEvent, documents: dict[str, Document]) -> str:
    """What a click on a marker opens."""
    first = event.evidence[0]
    document = documents[first.doc_id]
    sentence = document.text[first.sent_start : first.sent_end]
    return (
        f"<b>{safe(event.title)}</b><br>{safe(wording.when(event))} · {len(event.sources)}<br>"
        f"<i>{safe(sentence)}</i><br>{safe(document.publisher)}"
    )


def marker(event: IncidentEvent, documents: dict[str, Document]) -> folium.Marker:
    """One event."""
    assert event.place
    return folium.Marker(
        [event.place.lat, event.place.lon],
        icon=folium.DivIcon(html=ICONS[symbol_of(event.type).key], icon_size=(13, 13)),
        tooltip=f"{safe(event.title)} · {safe(wording.when(event))}",
        popup=folium.Popup(card(event, documents), max_width=320),
    )


def page() -> None:
    """Ticks of the kinds, and the map of what they leave."""
    whole, documents = incident()
    placed = [e for e in whole.events if e.place and e.pinned]
    kinds = [s for s in SYMBOLS if any(symbol_of(e.type) is s for e in placed)]
    on = {s.key for s in kinds if st.checkbox(s.label, value=True, key=f"kind_{s.key}")}
    shown = [e for e in placed if symbol_of(e.type).key in on]
    st.html(f'<p class="wanted">{len(shown)}</p>')
    base, group = folium.Map(location=[23, -102], zoom_start=5, tiles=None), folium.FeatureGroup()
    stays = sys.argv[-1] == "group"
    for event in shown:
        marker(event, documents).add_to(group if stays else base)
    st_folium(
        base,
        feature_group_to_add=group if stays else None,
        returned_objects=[],
        height=400,
        use_container_width=True,
        key="map",
    )


page()
