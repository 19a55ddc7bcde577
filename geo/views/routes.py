"""The script that Streamlit runs for every visit: this file only routes."""

import streamlit as st

from geo.views import frame, starting
from geo.views.screens import casualties, jurisdictions, quotes, situation, sources

PAGES = (
    ("Situation", situation.page, ""),
    ("Casualties", casualties.page, "casualties"),
    ("Quotes", quotes.page, "quotes"),
    ("Jurisdictions", jurisdictions.page, "jurisdictions"),
    ("Sources", sources.page, "sources"),
)

st.set_page_config(page_title="Incident Atlas", page_icon=frame.ICON, layout="wide", initial_sidebar_state=256)
pages = [st.Page(page, title=title, url_path=path, default=not path) for title, page, path in PAGES]
frame.show(st.navigation(pages, position="hidden"), pages, starting.ensure)
