"""The clean frame for a meeting: the brief's one page as a picture, a button that saves it, and what it left out."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import streamlit as st

from geo.escape import safe
from geo.export.formats import made
from geo.messages import say
from geo.views import data, state
from geo.views.screens.leaving import left_out

if TYPE_CHECKING:
    from geo.export.formats import Made
    from geo.selection.filters import Filters
    from geo.views.data import Snapshot


@st.cache_data(show_spinner=False, max_entries=8)
def _picture(version: str, filters: Filters, _snapshot: Snapshot) -> Made:  # noqa: ARG001 - version is part of the key
    return made("png", _snapshot.view(filters), data.boundaries())


def page() -> None:
    """Draw the frame."""
    with st.container(horizontal=True, vertical_alignment="center", key="briefing_bar"):
        st.button(say("Back to the pages"), key="from_briefing", on_click=state.show_briefing, kwargs={"on": False})
        with st.spinner(say("Drawing the picture")):
            picture = _picture(data.shown().version, state.filters(), data.shown())
        st.download_button(
            say("Save as PNG"), picture.data, _name(), "image/png", key="save_png", on_click="ignore", type="primary"
        )
    left_out(picture.refused)
    named = safe(say("Briefing picture: {title}", title=data.incident().title))
    st.html(
        f'<div class="picture" tabindex="0" role="group" aria-label="{named}"><img class="briefing" alt="{named}" '
        f'src="data:image/png;base64,{base64.b64encode(picture.data).decode()}"></div>'
    )


def _name() -> str:
    """A file name made of the title and the filters, in plain letters."""
    told = "-".join((data.incident().title, *state.chosen_filters().to_query_params().values()))
    plain = "".join(c if c.isalnum() and c.isascii() else "-" for c in told.lower())
    return "-".join(p for p in plain.split("-") if p)[:80] + ".png"
