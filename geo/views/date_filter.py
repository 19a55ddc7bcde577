"""The filter of days in the sidebar: bars of events, and a slider on the same scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo import daybounds
from geo.escape import safe
from geo.messages import say, say_n
from geo.present.design import TOKENS, data_uri
from geo.views import html, state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.selection.day_scale import DayScale
    from geo.selection.offer import Offer


def draw(offer: Offer) -> None:
    """Draw the filter; the slider at an end of its scale leaves that side open."""
    if scale := offer.scale:
        st.html(
            f'<p class="label">{say("Dates")}</p>'
            f'<img alt="{say("Events by day")}" class="hist" src="{_bars(offer.bars)}">'
        )
        key, chosen = f"filter_dates_{scale.low}_{scale.high}", state.filters()
        state.let_show(key, scale.span(chosen.first, chosen.last))
        st.slider(
            say("Dates"),
            scale.low,
            scale.high,
            key=key,
            label_visibility="collapsed",
            format=say("D MMM") if scale.low.year == scale.high.year else say("D MMM YYYY"),
            on_change=_chosen,
            args=(key, scale),
        )
    if offer.beyond:
        line = say_n(
            "{n} source is dated outside {days} and not on this scale.",
            "{n} sources are dated outside {days} and not on this scale.",
            offer.beyond,
            days=daybounds.in_words(),
        )
        st.html(f'<p class="side">{safe(line)}</p>')


def _chosen(key: str, scale: DayScale) -> None:
    state.choose(**scale.choice(*st.session_state[key]))


def _bars(counts: Sequence[int]) -> str:
    """Events by day, as an image on the slider's scale."""
    most, width = max([*counts, 1]), 200 / len(counts)
    accent = TOKENS[html.theme()]["accent"]
    bars = "".join(
        f'<rect x="{i * width + width * 0.15:.1f}" y="{28 - 26 * n / most:.1f}" width="{width * 0.7:.1f}" '
        f'height="{26 * n / most:.1f}" fill="{accent}"/>'
        for i, n in enumerate(counts)
        if n
    )
    return data_uri(f'<svg width="200" height="28" viewBox="0 0 200 28" preserveAspectRatio="none">{bars}</svg>')
