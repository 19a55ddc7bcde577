"""The clean frame for a meeting: one 16:9 picture of what the filters show, and a button that saves it."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from geo.escape import safe
from geo.export.picture import briefing_svg, png
from geo.messages import say
from geo.present import wording
from geo.selection.day_scale import latest
from geo.selection.filters import Filters, sources_left
from geo.views import data, html, state

if TYPE_CHECKING:
    from geo.present.design import Theme


@st.cache_data(show_spinner=False, max_entries=8)
def _picture(version: str, filters: Filters, theme: Theme) -> bytes:  # noqa: ARG001 - version is part of the key
    snapshot = data.shown()
    whole, shown = snapshot.incident, snapshot.narrowed(filters)
    chosen = replace(filters, kinds=()) if filters.kinds == snapshot.offer.usual else filters
    told = [text for _, text in snapshot.in_words(filters)]
    return png(
        briefing_svg(
            shown,
            shown=told,
            total_events=len(whole.events),
            boundaries=data.boundaries(),
            sources=None if chosen == Filters() else sources_left(shown, chosen),
            hidden=snapshot.hidden_states(filters),
            theme=theme,
            as_of=wording.day(latest(whole.documents), year=True),
        )
    )


def page() -> None:
    """Draw the frame."""
    with st.container(horizontal=True, vertical_alignment="center", key="briefing_bar"):
        st.button(say("Back to the pages"), key="from_briefing", on_click=state.show_briefing, kwargs={"on": False})
        with st.spinner(say("Drawing the picture")):
            picture = _picture(data.shown().version, state.filters(), html.theme())
        st.download_button(
            say("Save as PNG"), picture, _name(), "image/png", key="save_png", on_click="ignore", type="primary"
        )
    named = safe(say("Briefing picture: {title}", title=data.incident().title))
    st.html(
        f'<div class="picture" tabindex="0" role="group" aria-label="{named}"><img class="briefing" alt="{named}" '
        f'src="data:image/png;base64,{base64.b64encode(picture).decode()}"></div>'
    )


def _name() -> str:
    """A file name made of the title and the filters, in plain letters."""
    told = "-".join((data.incident().title, *state.chosen_filters().to_query_params().values()))
    plain = "".join(c if c.isalnum() and c.isascii() else "-" for c in told.lower())
    return "-".join(p for p in plain.split("-") if p)[:80] + ".png"
