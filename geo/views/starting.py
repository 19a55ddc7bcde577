"""The first start: builds the gazetteer and reads the seeds, with a bar that says what is being done."""

from __future__ import annotations

import streamlit as st

from geo.escape import markdown
from geo.views import data


def ensure() -> None:
    """Make sure that there is something to show; raises AtlasError where that cannot be."""
    if not data.needs_start():
        return
    place = st.empty()
    with place.container():
        st.markdown("### Getting ready")
        st.caption("Once: the gazetteer is built and the sources are read. Later starts take a moment.")
        bar = st.progress(0.0)

        def progress(share: float, told: str) -> None:
            bar.progress(min(max(share, 0.0), 1.0), markdown(told))

        try:
            data.start(progress)
        finally:
            place.empty()
