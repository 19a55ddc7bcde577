"""The filter of days in the sidebar: bars of events, and a slider on the same scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo import daybounds
from geo.escape import safe
from geo.messages import say, say_n
from geo.present import wording
from geo.selection.address import OPEN
from geo.views import state
from geo.views.clicks import asks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geo.selection.day_scale import DayScale
    from geo.selection.offer import Offer


def draw(offer: Offer) -> None:
    """Draw the filter; the slider at an end of its scale leaves that side open."""
    if scale := offer.scale:
        st.html(
            f'<p class="label">{say("Dates")}</p>'
            f'<div role="group" aria-label="{say("Events by day")}" class="hist">{_bars(scale, offer.bars)}</div>'
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


def _bars(scale: DayScale, counts: Sequence[int]) -> str:
    """Events by day on the slider's scale; a press on a bar leaves its days alone, and the first event of them opens.

    With the keyboard the slider does the same: the bars are passed over, up to two hundred of them.
    """
    most, chosen = max([*counts, 1]), scale.span(state.filters().first, state.filters().last)
    return "".join(_bar(scale, i, n, most, chosen) if n else "<span></span>" for i, n in enumerate(counts))


def _bar(scale: DayScale, nth: int, many: int, most: int, chosen: tuple[date, date]) -> str:
    days = scale.of_bar(nth)
    first, last = ("", "") if days == chosen else (day.isoformat() for day in days)
    told = f"{wording.span(days[0].isoformat(), days[1].isoformat())}: {wording.plural(many, 'event')}"
    height = f'<i style="height:{max(26 * many / most, 1):.1f}px"></i>'
    return asks(height, {"from": first, "to": last, OPEN: ""}, title=told, more='tabindex="-1"')
