"""What a reader has chosen, between two clicks: kept in the session, shown in the address."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.selection import address
from geo.selection.filters import Filters

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.selection.address import Asked, Known

_FILTERS, _OPEN, _BRIEFING = "atlas_filters", "atlas_open", "atlas_briefing"
_ASKED, _SETTLED = "atlas_asked", "atlas_settled"


def restore() -> None:
    """Take over what the address says, once: later the session leads and the address follows."""
    if _FILTERS in st.session_state:
        return
    _take(address.read({name: st.query_params.get_all(name) for name in st.query_params}))


def _take(asked: Asked) -> None:
    st.session_state[_ASKED] = asked
    st.session_state[_FILTERS] = asked.filters
    st.session_state[_OPEN] = asked.open
    st.session_state[_BRIEFING] = asked.briefing


def keep_known(known: Callable[[], Known]) -> None:
    """Take back what the address asks for and the incident does not have, once, where it asks for anything."""
    asked: Asked | None = st.session_state.get(_ASKED)
    if asked and _SETTLED not in st.session_state and asked.filters != Filters():
        _take(address.only_known(asked, known()))


def left_out() -> str | None:
    """What the address asked for and cannot be had, until the reader changes the view."""
    asked: Asked | None = st.session_state.get(_ASKED)
    here = st.session_state.get(_SETTLED) in {None, (filters(), opened(), briefing())}
    return asked.in_words() if asked and here else None


def filters() -> Filters:
    """The choice in force."""
    chosen: Filters = st.session_state[_FILTERS]
    return chosen


def choose(**changes: Any) -> None:  # noqa: ANN401 - fields of Filters
    """Change part of the choice."""
    st.session_state[_FILTERS] = replace(filters(), **changes)


def clear() -> None:
    """Take every filter off; the widgets follow."""
    st.session_state[_FILTERS] = Filters()
    renew_widgets()


def renew_widgets() -> None:
    """Give the filter widgets new keys, so that they start from the choice and not from what they showed."""
    st.session_state["atlas_round"] = widget_round() + 1


def widget_round() -> int:
    """Part of the key of every filter widget."""
    count: int = st.session_state.get("atlas_round", 0)
    return count


def opened() -> str | None:
    """What is open in the evidence card: an id that the page understands."""
    found: str | None = st.session_state.get(_OPEN)
    return found


def open_item(item: str | None) -> None:
    """Open something in the evidence card, at its first sentence."""
    if item != opened():
        st.session_state[_OPEN] = item
        st.session_state["atlas_sentence"] = 0


def sentence(count: int) -> int:
    """Which of the ``count`` sentences is shown."""
    return min(int(st.session_state.get("atlas_sentence", 0)), max(count - 1, 0))


def turn(to: int) -> None:
    """Show another sentence."""
    st.session_state["atlas_sentence"] = to


def briefing() -> bool:
    """True for the clean frame."""
    return bool(st.session_state.get(_BRIEFING))


def show_briefing(*, on: bool) -> None:
    """Go to the clean frame or back."""
    st.session_state[_BRIEFING] = on


def write_address() -> None:
    """Make the address say what is shown, so that a copied one opens the same view."""
    params = filters().to_query_params()
    if opened():
        params[address.OPEN] = str(opened())
    if briefing():
        params[address.VIEW] = address.BRIEFING
    st.session_state.setdefault(_SETTLED, (filters(), opened(), briefing()))
    if st.query_params.to_dict() != params:
        st.query_params.from_dict(params)


def fresh(key: str, event: Any) -> bool:  # noqa: ANN401 - what a widget returned
    """True when a widget that keeps its value between runs returned a new one."""
    if not event or st.session_state.get(f"seen_{key}") == event:
        return False
    st.session_state[f"seen_{key}"] = event
    return True


def default(items: Sequence[str], preferred: str | None) -> str | None:
    """The open one if it is among ``items``, else the preferred, else the first."""
    if opened() in items:
        return opened()
    return preferred if preferred in items else next(iter(items), None)
