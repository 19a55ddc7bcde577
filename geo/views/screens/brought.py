"""What one source brought: its events, counts and quotes in the view, each with its card a press away."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import streamlit as st

from geo.messages import say, say_n
from geo.selection.brought import brought_by
from geo.selection.opened import of_count, of_event, of_quote
from geo.selection.search.lines import Line
from geo.selection.search.question import Question
from geo.views import html, state
from geo.views.screens.found import label, mark_row, record_card, row_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.incident import Incident
    from geo.selection.brought import Brought
    from geo.selection.search.lines import Kind
    from geo.types import Document

#: Lines of a kind while all are shown.
_FEW = 6
_NOTHING_ASKED = Question("", ())


def listed(document: Document, shown: Incident) -> None:
    """How much of each kind it brought, the first of each, and the way to nothing else than what it tells."""
    brought = brought_by(document.id, shown)
    found = _lines(brought)
    html.section(say("What it brought"), " · ".join(brought.in_words()))
    with st.container(key="brought"):
        for lines in found.values():
            for line in lines[:_FEW]:
                words, key = label(line, _NOTHING_ASKED, ""), row_key(line, line.item.word())
                st.button(words, key=key, type="tertiary", on_click=state.open_item, args=(line.item,))
                if line.item == state.opened():
                    mark_row(key)
            if len(lines) > _FEW:
                st.html(f'<p class="side">{say_n("and {n} more", "and {n} more", len(lines) - _FEW)}</p>')
    alone = (document.id,)
    if state.filters().sources != alone:
        show = say("Show nothing else on all pages")
        st.button(show, key="only_source", on_click=state.choose, kwargs={"sources": alone})


def opened(document: Document, shown: Incident) -> None:
    """The card of what is open, where this source brought it."""
    item = state.opened()
    lines = _lines(brought_by(document.id, shown))
    line = next((x for x in chain.from_iterable(lines.values()) if x.item == item), None)
    if line:
        record_card(line)


def _lines(found: Brought) -> Mapping[Kind, Sequence[Line]]:
    """A line for each of it; what happened before what was said of it."""
    return {
        "event": [Line("event", of_event(e), e.title, e, e.evidence) for e in found.events],
        "count": [Line("count", of_count(x), x.casualty.text, x, (x.evidence,)) for x in found.counts],
        "quote": [Line("quote", of_quote(q), q.quote.text, q, (q.evidence,)) for q in found.quotes],
    }
