"""What is pressed in the pages' own HTML: key figures, cells, quotes, entries of the legend.

Streamlit hears its widgets alone.  One component for each page hears all the rest: an element that ``opens`` made tells
its word, which is read as an address is, so that nothing else can come of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.components.v2 import component

from geo.escape import safe
from geo.selection import address
from geo.views import state

if TYPE_CHECKING:
    from geo.selection.opened import Opened

_WEB = Path(__file__).parent / "web"
_COMPONENT = component("atlas_clicks", js=(_WEB / "atlas_clicks.js").read_text(encoding="utf-8"), isolate_styles=False)
_KEY = "clicks"


def opens(inner: str, item: Opened | None, *, kind: str = "", title: str = "") -> str:
    """``inner``, safe HTML, as a button that opens an item; as it is where there is none."""
    if item is None:
        return f'<span class="{kind}">{inner}</span>' if kind else inner
    hint = f' title="{safe(title)}"' if title else ""
    return f'<button type="button" class="opens {kind}" data-open="{safe(item.word())}"{hint}>{inner}</button>'


def listen() -> None:
    """Hear what is pressed on this page, and have what it opened brought into view."""
    item = state.opened()
    _COMPONENT(key=_KEY, height=1, data={"open": item.word() if item else None}, on_pressed_change=_pressed)


def _pressed() -> None:
    word = st.session_state[_KEY].get("pressed")
    if isinstance(word, str) and (item := address.read({address.OPEN: [word]}).open):
        state.open_item(item)
