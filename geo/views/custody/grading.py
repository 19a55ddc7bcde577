"""The grade of a source on its page: shown to all, given by editors."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from geo.custody import grade_of
from geo.custody.records import LONGEST_REASON
from geo.escape import safe
from geo.messages import Labels, say
from geo.present.grades import CREDIBILITY, RELIABILITY, in_words
from geo.views import data

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.custody import Grade
    from geo.types import Document

    Give = Callable[[Document, Callable[[], Grade | None]], None]


def shown(document: Document) -> None:
    """Its grade in words; nothing where it has none."""
    if grade := data.shown().grades.get(document.id):
        st.html(f'<p class="side">{say("Grade")} <b>{safe(grade.code)}</b> · {safe(in_words(grade))}</p>')


def form(document: Document, give: Give) -> None:
    """Letter, figure and reason, and the way back to none."""
    now = data.shown().grades.get(document.id)
    keys = [f"{name}_{document.id}" for name in ("reliability", "credibility", "reason")]
    with st.expander(say("Grade this source"), key="grade"), st.form("grade_form", border=False):
        _choice(say("How reliable is the source?"), RELIABILITY, keys[0], now.reliability if now else None)
        _choice(say("How credible is what it tells?"), CREDIBILITY, keys[1], now.credibility if now else None)
        st.text_input(say("Why"), now.reason if now else "", max_chars=LONGEST_REASON, key=keys[2])
        st.form_submit_button(say("Grade it"), on_click=_given, args=(document, keys, give))
    if now:
        st.button(
            say("Take the grade back"), key=f"ungrade_{document.id}", on_click=give, args=(document, lambda: None)
        )


def _choice(label: str, words: Labels[str], key: str, now: str | None) -> None:
    codes = list(words)
    st.selectbox(
        label, codes, codes.index(now) if now else None, format_func=lambda code: f"{code} · {words[code]}", key=key
    )


def _given(document: Document, keys: list[str], give: Give) -> None:
    reliability, credibility, reason = (st.session_state[key] or "" for key in keys)
    give(document, partial(grade_of, f"{reliability}{credibility}", reason))
