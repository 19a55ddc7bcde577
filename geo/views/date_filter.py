"""The filter of days in the sidebar: bars of events, and a slider on the same scale."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo import daybounds
from geo.escape import safe
from geo.present import wording
from geo.present.design import TOKENS, data_uri
from geo.selection.day_scale import outside, scale_of
from geo.views import data, html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.selection.filters import Filters


def choice(f: Filters, key: str) -> dict[str, Any]:
    """Draw the filter; the days chosen, None where the slider stands at the end of its scale."""
    whole = data.incident()
    scale = scale_of(whole)
    chosen: dict[str, Any] = {"first": f.first, "last": f.last}
    if scale:
        low, high = scale.low, scale.high
        st.html(f'<p class="label">Dates</p><img alt="Events by day" class="hist" src="{_bars(scale.bars(whole))}">')
        shown = _inside(f.first, low, low, high), _inside(f.last, high, low, high)
        first, last = st.slider(
            "Dates",
            low,
            high,
            shown,
            key=key,
            label_visibility="collapsed",
            format="D MMM" if low.year == high.year else "D MMM YYYY",
        )
        chosen = {
            "first": None if first == low else first.isoformat(),
            "last": None if last == high else last.isoformat(),
        }
    if missing := outside(whole):
        verb = "is" if missing == 1 else "are"
        st.html(
            f'<p class="side">{safe(wording.plural(missing, "source"))} {verb} dated outside {daybounds.in_words()} '
            "and not on this scale.</p>"
        )
    return chosen


def _inside(iso: str | None, otherwise: date, low: date, high: date) -> date:
    return min(max(date.fromisoformat(iso), low), high) if iso else otherwise


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
