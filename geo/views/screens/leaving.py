"""The menu by which what a page shows leaves it: slides, paper, pictures, data, made when they are fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.export.formats import FORMATS, made, refused
from geo.export.single.behind import Behind
from geo.messages import kept, say, say_n
from geo.messages.stored import retold
from geo.views import data, html, state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.export.ground import Outlines
    from geo.selection.filters import Filters
    from geo.views.data import Snapshot

#: Characters of a marking: one line at the head of a page.
_LONGEST = 120


def menu() -> None:
    """Choose a file, and what is to stand at its head and foot; a press makes and saves it."""
    opened = st.popover(say("Save this view"), width="stretch", key="brief", on_change="rerun")
    with opened:
        name = st.selectbox(say("What to save"), list(FORMATS), format_func=lambda key: say(FORMATS[key].label))
        marking = st.text_input(say("Marking at head and foot"), max_chars=_LONGEST)
        chosen = FORMATS[name]
        if opened.open and chosen.of_brief:
            left_out(_refused(data.shown().version, state.filters(), data.shown()))
        st.download_button(
            say("Make and save"),
            kept(_file, name, data.shown(), state.filters(), marking, data.boundaries()),
            f"{chosen.name}.{chosen.ending}",
            chosen.media_type,
            key="save_brief",
            on_click="ignore",
            type="primary",
        )


def left_out(sentences: Sequence[tuple[str, str]]) -> None:
    """Say which sentences a brief does without, and why; nothing where it needs none."""
    head = say_n(
        "{n} sentence is left out of the brief: no source bears it out",
        "{n} sentences are left out of the brief: no source bears them out",
        len(sentences),
    )
    html.refused(head, [f"{text} ({retold(why)})" for text, why in sentences])


@st.cache_data(show_spinner=False, max_entries=8)
def _refused(version: str, filters: Filters, _snapshot: Snapshot) -> tuple[tuple[str, str], ...]:  # noqa: ARG001 - part of the key
    return refused(_snapshot.view(filters))


def _file(name: str, snapshot: Snapshot, filters: Filters, marking: str, outlines: Outlines) -> bytes:
    behind = Behind(data.boundaries(), data.gazetteer, data.store().states)
    return made(name, snapshot.view(filters, marking), outlines, behind).data
