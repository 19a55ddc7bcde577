"""The menu by which what a page shows leaves it: slides, paper, pictures, data, made when they are fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.export.formats import FORMATS, made
from geo.export.single.page import Behind
from geo.messages import kept, say
from geo.selection.view import view_of
from geo.views import data, state

if TYPE_CHECKING:
    from geo.export.ground import Outlines
    from geo.selection.filters import Filters
    from geo.views.data import Snapshot

#: Characters of a marking: one line at the head of a page.
_LONGEST = 120


def menu() -> None:
    """Choose a file, and what is to stand at its head and foot; a press makes and saves it."""
    with st.popover(say("Save this view"), width="stretch"):
        name = st.selectbox(say("What to save"), list(FORMATS), format_func=lambda key: say(FORMATS[key].label))
        marking = st.text_input(say("Marking at head and foot"), max_chars=_LONGEST)
        chosen = FORMATS[name]
        st.download_button(
            say("Make and save"),
            kept(_file, name, data.shown(), state.filters(), marking, data.boundaries()),
            f"{chosen.name}.{chosen.ending}",
            chosen.media_type,
            key="save_brief",
            on_click="ignore",
            type="primary",
        )


def _file(name: str, moment: Snapshot, filters: Filters, marking: str, outlines: Outlines) -> bytes:
    view = view_of(moment.incident, filters, marking, moment.narrowed(filters))
    return made(name, view, outlines, Behind(data.boundaries(), data.gazetteer, data.store().states)).data
