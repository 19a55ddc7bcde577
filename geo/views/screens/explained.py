"""Help where it is needed: a line on the first visit, and what the words of the pages mean."""

from __future__ import annotations

import streamlit as st

from geo.escape import safe
from geo.messages import say
from geo.present import glossary
from geo.views.served import scripted

_COMPONENT = scripted("atlas_help", "atlas_help.js")


def hello(*, here: bool = True) -> None:
    """The line that a first visit begins with, unless the page stands in a frame of another one: not ``here``.

    Whoever closes it does not see it again in this browser.
    """
    words = {
        "hello": here
        and say("Every number, pin and quote here is a sentence of a source: click it, and the sentence opens."),
        "also": say("The filters hold on every page, and the address keeps what you see."),
        "close": say("Got it"),
    }
    _COMPONENT(key="help", height="content", data=words)


def words() -> None:
    """The list of all terms, for those who cannot point at them."""
    with st.expander(say("What the words mean")):
        told = "".join(
            f"<dt>{safe(glossary.term(key))}</dt><dd>{safe(glossary.explained(key))}</dd>" for key in glossary.listed()
        )
        st.html(f'<dl class="words">{told}</dl>')
