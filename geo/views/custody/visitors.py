"""Who looks at this page, and the form that makes a reader an editor; the rule is in ``geo.custody.access``."""

from __future__ import annotations

import streamlit as st

from geo.custody import access
from geo.custody.access import LONGEST_NAME, LONGEST_PASSWORD, Visitor
from geo.errors import AccessError
from geo.escape import safe
from geo.messages import say
from geo.messages.stored import retold
from geo.views import data, html, state


def visitor() -> Visitor:
    """By what the proxy says of this connection, and the password that was given in this tab."""
    header = data.settings().user_header
    told = st.context.headers.get_all(header) if header else []
    return access.visitor(data.settings(), told, state.editor())


def sign_in() -> None:
    """For one who may only look: that it is so, and where a password is set, the form for it."""
    seen = visitor()
    html.section(say("For editors"))
    who = say("You are signed in as {name} and may look.", name=seen.name) if seen.name else say("You may look.")
    st.html(f'<p class="side">{safe(who)} {say("Sources are added, dated and removed by editors.")}</p>')
    if data.settings().editor_password:
        with st.form("editor_form"):
            keys = state.box("editor_name"), state.box("editor_password")
            st.text_input(say("Your name, for the log"), max_chars=LONGEST_NAME, key=keys[0])
            st.text_input(say("Password of the editors"), type="password", max_chars=LONGEST_PASSWORD, key=keys[1])
            st.form_submit_button(say("Become an editor"), on_click=_entered, args=keys)


def signed_in() -> None:
    """For an editor by password: who they are, and the way back to looking only."""
    if name := state.editor():
        st.html(f'<p class="side">{safe(say("You are an editor: {name}.", name=name))}</p>')
        st.button(say("Only look again"), key="leave_editing", on_click=state.edit_as, args=(None,))


def _entered(name_key: str, password_key: str) -> None:
    name, password = st.session_state[name_key], st.session_state[password_key]
    state.empty(("editor_password",))
    try:
        state.edit_as(access.enter(data.settings(), name, password))
    except AccessError as error:
        state.note("error", retold(str(error)))
