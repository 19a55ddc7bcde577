"""Another count ranked best, as the reader wants it: on this page alone, marked as such, and in no file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from geo.escape import safe
from geo.messages import say
from geo.present import wording
from geo.present.key_figures import who
from geo.reconcile.tolls.ledger import value
from geo.reconcile.tolls.toll import ranked
from geo.selection.opened import of_count
from geo.views import state

if TYPE_CHECKING:
    from geo.incident import Incident, LedgerEntry, Toll


def _chosen(toll: Toll) -> LedgerEntry | None:
    """The count of the toll that the reader ranks best; None where it is ours."""
    asked = state.on_pages().ranked
    found = next((e for e in toll.entries if of_count(e).id in asked), None) if asked else None
    return None if found is None or found.relation == "best" else found


def applied(shown: Incident) -> Incident:
    """What the page shows where the reader has chosen: the tolls with those counts as best."""
    return replace(shown, tolls=tuple(_applied(t) for t in shown.tolls))


def _applied(toll: Toll) -> Toll:
    chosen = _chosen(toll)
    return replace(ranked(toll, chosen), rule=_rule(toll, chosen)) if chosen else toll


def _rule(toll: Toll, chosen: LedgerEntry) -> str:
    """Who ranks it, and what the program ranks best and why."""
    yours = say("Your choice: {n}, {who}.", n=wording.counted(chosen.casualty), who=who(chosen))
    best = toll.best_entry
    if best is None:
        return f"{yours} {toll.rule}"
    told = say("The program ranks {n} best, {who}.", n=wording.counted(best.casualty), who=who(best))
    return f"{yours} {told} {toll.rule}"


def banner(shown: Incident) -> None:
    """Says what the reader ranks otherwise than the program, and how to have that undone; nothing where nothing is."""
    told = [_rule(t, chosen) for t in shown.tolls if (chosen := _chosen(t))]
    if not told:
        return
    alone = say("On this page only: files, the other pages and the briefing picture keep the program's ranking.")
    with st.container(horizontal=True, vertical_alignment="center", key="ranking"):
        body = "<br>".join(map(safe, told))
        st.html(f'<div class="warnbox"><b>{say("Ranked by you")}</b> · {body}<br>{safe(alone)}</div>')
        st.button(say("Back to the program's ranking"), key="unrank", on_click=state.choose_here, kwargs={"ranked": ()})


def button(toll: Toll, entry: LedgerEntry) -> None:
    """Ranks the count on the card best, where it holds a number and is not best already."""
    if entry.relation == "best" or entry not in toll.entries or value(entry.casualty) is None:
        return
    st.button(
        say("Rank this count best"),
        key="rank",
        help=say("Your own choice, for this page only"),
        on_click=_rank,
        args=(_key(toll), of_count(entry).id),
    )


def _key(toll: Toll) -> str:
    return f"{toll.status}/{toll.party_class}"


def _rank(toll: str, chosen: str) -> None:
    """One count for each toll: the choice before it is let go."""
    others = [word for word in state.on_pages().ranked if not word.startswith(f"{toll}:")]
    state.choose_here(ranked=(*others, chosen))
