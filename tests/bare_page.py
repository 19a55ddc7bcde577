"""Streamlit's own table and chart with the ticks of the app, for ``make bench`` to press beside it: a Streamlit script.

As many rows as the app's list shows and the figure of its chart of days, on a page with no map, no card and no style:
what a press takes here is Streamlit's own.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.charts import timeline
from geo.present import wording
from geo.present.design import SYMBOLS, symbol_of
from geo.views import data, frame
from geo.views.picking import ROWS_OF_A_PAGE


def page() -> None:
    """Ticks of the kinds, and the table and the chart of what they leave."""
    told = data.incident().events
    kinds = {e.type: symbol_of(e.type).key for e in told}
    on = {s.key for s in SYMBOLS if s.key in kinds.values() and st.checkbox(s.key, value=True, key=f"kind_{s.key}")}
    shown = [e for e in told if kinds[e.type] in on]
    rows = [(wording.days_of(e), e.place and e.place.name, e.title, len(e.sources)) for e in shown[:ROWS_OF_A_PAGE]]
    st.dataframe(pd.DataFrame(rows), hide_index=True, height=400, on_select="rerun", selection_mode="single-row")
    st.plotly_chart(timeline(data.shown().by_day, frozenset(e.id for e in shown)), key="chart", on_select="rerun")


frame.enter()
data.take_up()
page()
