"""What is pressed in the pages' own HTML: key figures, cells, quotes, entries of the legend.

Streamlit hears its widgets alone.  One component for each page hears all the rest: what a press asks for is written as
the parameters of an address and read like one, so that nothing else can come of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode

import streamlit as st

from geo.escape import safe
from geo.messages import say, spoken
from geo.selection import address
from geo.selection.filters import PARAMETERS
from geo.views import state
from geo.views.served import scripted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.selection.opened import Opened

_COMPONENT = scripted("atlas_clicks", "atlas_clicks.js")
_KEY, _WIDE = "clicks", "wide"
#: Characters of what a press asks for.
_LONGEST = 2000


def opens(inner: str, item: Opened | None, *, kind: str = "", title: str = "") -> str:
    """``inner``, safe HTML, as a button that opens an item, marked where that is open; as it is where there is none."""
    if item is None:
        return f'<span class="{kind}">{inner}</span>' if kind else inner
    more = 'aria-current="true"' if item == state.opened() else ""
    return asks(inner, {address.OPEN: item.word()}, kind=kind, title=title, more=more)


def asks(inner: str, params: Mapping[str, str], *, kind: str = "", title: str = "", more: str = "") -> str:
    """``inner``, safe HTML, as a button that asks for some parameters of an address; an empty one is taken off.

    ``more``: further attributes, as safe HTML.
    """
    hint = f' title="{safe(title)}"' if title else ""
    word = safe(urlencode(params))
    return f'<button type="button" class="opens {kind}" data-ask="{word}"{hint} {more}>{inner}</button>'


def listen() -> None:
    """Hear what is pressed on this page, and have what it opened brought into view."""
    item = state.opened()
    told = {
        "open": item.word() if item else None,
        "language": spoken(),
        "wide": say("A chart wider than the page: the arrow keys move it"),
        "table": say("a table, which the arrow keys scroll"),
        "close": say("Close"),
        "away": state.times_away(),
        "roomy": state.roomy(),
    }
    _COMPONENT(key=_KEY, height=1, data=told, on_pressed_change=_pressed)


def _pressed() -> None:
    word = st.session_state[_KEY].get("pressed")
    params = parse_qs(word[:_LONGEST], keep_blank_values=True) if isinstance(word, str) else {}
    asked = address.read(params)
    if changes := {field: getattr(asked.filters, field) for field, name in PARAMETERS.items() if name in params}:
        if changes.get("kinds") == ():  # a kind that was shown alone is let go
            changes["kinds"] = state.usual()
        state.choose(**changes)
    if _WIDE in params:
        state.make_room(roomy=params[_WIDE] == ["1"])
    if address.OPEN in params:
        state.open_item(asked.open)
