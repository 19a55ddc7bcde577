"""Our map alone with the ticks of ``marker_page``, for ``make bench`` to press beside it: a Streamlit script."""

from __future__ import annotations

import streamlit as st

from geo.present.design import SYMBOLS, symbol_of
from geo.selection.filters import Filters
from geo.selection.offer import ticked
from geo.views import data, frame, mapview, state


def page() -> None:
    """Ticks of the kinds, and the map of what they leave."""
    frame.style()
    placed = [e for e in data.incident().events if e.place and e.pinned]
    kinds = [s.key for s in SYMBOLS if any(symbol_of(e.type) is s for e in placed)]
    on = [key for key in kinds if st.checkbox(key, value=True, key=f"kind_{key}")]
    state.choose(kinds=ticked(on, kinds))
    shown = sum(symbol_of(e.type).key in on for e in placed)
    st.html(f'<p class="wanted">{shown}</p>')
    around = data.shown().around(Filters())
    mapview.show(opened=None, fit_key="all", fit=around, height=400, key="map", pick=lambda _: None)


frame.enter()
data.take_up()
page()
