"""The filter of days: in the sidebar bars of events and a slider on the same scale, below the chart of days a play."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo import daybounds
from geo.escape import safe
from geo.messages import message, say, say_n
from geo.present import wording
from geo.selection import address
from geo.selection.address import OPEN
from geo.views import data, state
from geo.views.clicks import asks
from geo.views.served import scripted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from geo.incident import IncidentEvent
    from geo.selection.day_scale import DayScale
    from geo.selection.offer import Left, Offer


_PLAYER = scripted("atlas_days", "atlas_days.js")
_KEY = "days"
#: Characters of a date that is known to the day.
_DAY = 10
#: What the player says.
_WORDS = {
    "group": message("Days one after another; the arrow keys step"),
    "back": message("Day before"),
    "play": message("Play the days"),
    "pause": message("Pause"),
    "next": message("Day after"),
    "upto": message("all until that day"),
}


def draw(offer: Offer, left: Left) -> None:
    """Draw the filter; the slider at an end of its scale leaves that side open.  The bars are of what is ``left``."""
    if scale := offer.scale:
        bars = _bars(scale, scale.bars(left.began))
        st.html(
            f'<p class="label">{say("Dates")}</p>'
            f'<div role="group" aria-label="{say("Events by day")}" class="hist">{bars}</div>'
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


@st.cache_resource(show_spinner=False, max_entries=2)
def _names(version: str) -> Mapping[str, str]:  # noqa: ARG001 - the key of the cache
    """Each day of the chart in words."""
    return {day: wording.day(day, weekday=True) for day in _days(data.incident().events)}


def player(left: Sequence[IncidentEvent], shown: str) -> None:
    """Steps through the days and a play of them; a stroke over the chart of days chooses those below it.

    ``left`` are the events that all filters but the days leave; ``shown`` says how many are shown now.
    """
    chosen = state.filters()
    days = sorted(_days(left))
    names = _names(data.shown().version)
    _PLAYER(
        key=_KEY,
        data={
            "days": [[day, names.get(day, day)] for day in days],
            "names": dict(names),
            "first": chosen.first,
            "last": chosen.last,
            "shown": shown,
            "says": {name: say(text) for name, text in _WORDS.items()},
        },
        on_chosen_change=_stepped,
        on_passed_change=_passed,
        on_written_change=_written,
    )


def _days(events: Sequence[IncidentEvent]) -> set[str]:
    """The days that are told to the day, each once: of very many events few differ in it."""
    return {day for day in {e.date_start for e in events} if day and len(day) == _DAY}


def _stepped() -> None:
    _take("chosen")


def _passed() -> None:
    """A frame of the play."""
    state.pass_by()
    _take("passed")


def _written() -> None:
    """The play was stopped: this run writes what is shown into the address."""


def _take(name: str) -> None:
    first, _, last = str(st.session_state[_KEY].get(name) or "").partition("/")
    asked = address.read({"from": [first], "to": [last]}).filters
    state.choose(first=asked.first, last=asked.last)
