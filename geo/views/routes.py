"""The script that Streamlit runs for every visit: this file only routes."""

import streamlit as st

from geo.messages import message, say
from geo.views import frame, starting
from geo.views.screens import casualties, jurisdictions, quotes, situation, sources

PAGES = (
    (message("Situation"), situation.page, ""),
    (message("Casualties"), casualties.page, "casualties"),
    (message("Quotes"), quotes.page, "quotes"),
    (message("Jurisdictions"), jurisdictions.page, "jurisdictions"),
    (message("Sources"), sources.page, "sources"),
)

st.set_page_config(page_title="Incident Atlas", page_icon=frame.ICON, layout="wide", initial_sidebar_state=256)
frame.enter()
pages = [st.Page(page, title=say(title), url_path=path, default=not path) for title, page, path in PAGES]
frame.show(st.navigation(pages, position="hidden"), pages, starting.ensure)
