"""Search: one box at the head of every page, and in place of the page what the sources say on what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.escape import markdown, safe
from geo.messages import Labels, decimal, say, say_n
from geo.present import wording
from geo.selection.search.answer import answer
from geo.selection.search.question import LONGEST, Question
from geo.views import data, html, state
from geo.views.screens.found import card, label, mark_row, row_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.selection.search.answer import Answer
    from geo.selection.search.lines import Kind

#: The kinds in the order of the page, and what so many of each are called.
KINDS: Labels[Kind] = Labels(
    {
        "sentence": "Sentences",
        "count": "Counts",
        "event": "Events",
        "quote": "Quotes",
        "who": "People and bodies",
        "place": "Places",
        "source": "Sources",
    }
)
COUNTED: dict[Kind, Callable[[int], str]] = {
    "sentence": lambda n: wording.plural(n, "sentence"),
    "count": lambda n: wording.plural(n, "count"),
    "event": lambda n: wording.plural(n, "event"),
    "quote": lambda n: wording.plural(n, "quote"),
    "who": lambda n: wording.plural(n, "person or body", "people and bodies"),
    "place": lambda n: wording.plural(n, "place"),
    "source": lambda n: wording.plural(n, "source"),
}
#: Lines of each kind while all are listed, and of the one kind that was chosen.
FEW, MANY = 4, 60
_BOX, _KIND = "search", "search_kind"


def box() -> None:
    """The box in which a reader asks."""
    state.let_show(_BOX, state.search())
    with st.container(key="search_box"):
        hint = say("word, “phrase”, place or number")
        st.text_input(say("Search"), key=_BOX, placeholder=hint, max_chars=LONGEST, on_change=_asked)


def _asked() -> None:
    state.search_for(" ".join(st.session_state[_BOX].split()))
    st.session_state.pop(_KIND, None)


def _closed() -> None:
    state.search_for("")


def page(chips: Callable[[str], None]) -> None:
    """What was found; ``chips`` draws the filters in force."""
    question = Question.read(state.search(), tuple(data.settings().models))
    shown = data.shown()
    with st.spinner(say("Searching")):
        said = answer(shown.index, question, shown.within(state.chosen_filters()))
    wide, button = st.columns([6, 1], vertical_alignment="bottom")
    with wide:
        html.heading(f"“{question.text}”", _in_short(said))
    with button:
        st.button(say("Close search"), key="close_search", width="stretch", on_click=_closed)
    chips(_asked_of())
    _outside(said)
    _offer_apart(_apart(said))
    if said.found:
        _found(said)


# ------------------------------------------------------------------ what is said of the whole
def _in_short(said: Answer) -> str:
    """How much of each kind there is, or that no source says it."""
    if not said.question.terms:
        return say("Nothing to look for: type a word, a “phrase”, a place or a number.")
    if not said.found and not said.hidden:
        nothing = say("No source says this. Try fewer words, or another word for it.")
        return say("No sentence and no name has all of these words.") if _apart(said) else nothing
    if not said.found:
        return say("No source says this within the filters.")
    told = [COUNTED[kind](len(rows)) for kind, rows in said.found.items()]
    return f"{' · '.join(told)}. {_caveat(said)}".strip()


def _caveat(said: Answer) -> str:
    """What a reader must know before taking what was found for the answer."""
    if "sentence" not in {*said.found, *said.outside}:
        return say("No sentence of a source says this: it is found by names and titles alone.")
    rows = [row for rows in said.found.values() for row in rows]
    if all(row in said.longer or row in said.other for row in rows):
        return say("None has the very words; these have longer or other ones.")
    return ""


def _apart(said: Answer) -> list[tuple[str, int]]:
    """Of a question that nothing answers: each of its words that something has, with the number of rows."""
    terms, shown = said.question.terms, data.shown()
    if said.found or said.hidden or len(terms) < 2:
        return []
    alone = [Question(text=" ".join(t.words), terms=(t,)) for t in terms if t.words]
    within = shown.within(state.chosen_filters())
    counted = [(q.text, sum(map(len, answer(shown.index, q, within).found.values()))) for q in alone]
    return [(text, n) for text, n in counted if n]


def _offer_apart(words: Sequence[tuple[str, int]]) -> None:
    """Buttons that search for one word each."""
    if words:
        with st.container(horizontal=True, vertical_alignment="center", key="search_apart"):
            st.html(f'<p class="side">{say("Each word by itself:")}</p>')
            for nth, (text, n) in enumerate(words):
                label = f"{markdown(text)} ({decimal(n)})"
                st.button(label, key=f"apart_{nth}", type="tertiary", on_click=state.search_for, args=(text,))


def _asked_of() -> str:
    """How many sources were searched."""
    many = len(data.incident().documents)
    return say_n("{n} source searched, accents or none", "{n} sources searched, accents or none", many)


def _outside(said: Answer) -> None:
    """What the filters hide, and the way to it."""
    if said.hidden:
        with st.container(horizontal=True, vertical_alignment="center", key="search_outside"):
            kinds = ", ".join(COUNTED[kind](n) for kind, n in said.outside.items())
            told = say_n(
                "{n} more outside the filters: {kinds}.",
                "{n} more outside the filters: {kinds}.",
                said.hidden,
                kinds=kinds,
            )
            st.html(f'<p class="side">{safe(told)}</p>')
            st.button(say("Search without filters"), key="search_all", type="tertiary", on_click=state.clear)


# ------------------------------------------------------------------ the lists and the card
def _found(said: Answer) -> None:
    kinds = [kind for kind in KINDS if kind in said.found]
    left, right = st.columns([752, 392], gap="small")
    with left:
        chosen = st.pills(
            say("Show only"),
            kinds,
            key=_KIND,
            format_func=lambda kind: f"{KINDS[kind]} {decimal(len(said.found[kind]))}",
            label_visibility="collapsed",
        )
        listed = [chosen] if chosen in kinds else kinds
        rows = {kind: said.found[kind][: MANY if len(listed) == 1 else FEW] for kind in listed}
        opened = _opened(said, rows[listed[0]][0])
        for kind in listed:
            _list(said, kind, rows[kind], opened)
    with right, st.container(key="search_card"):
        card(data.shown().index.line(opened), said.question, data.shown().within(state.chosen_filters()))


def _opened(said: Answer, first: int) -> int:
    """The row of what is open, if it was found; else the first of the list."""
    item = state.opened()
    row = data.shown().index.row_of(item) if item else None
    return row if row and any(row in rows for rows in said.found.values()) else first


def _list(said: Answer, kind: Kind, rows: Sequence[int], opened: int) -> None:
    """A button for each, which opens its card."""
    total, index = len(said.found[kind]), data.shown().index
    some = "" if len(rows) == total else say("{n} of {total}", n=decimal(len(rows)), total=decimal(total))
    html.section(KINDS[kind], some)
    with st.container(key=f"found_{kind}"):
        for row in rows:
            line = index.line(row)
            key = row_key(line, str(row))
            st.button(
                label(line, said.question, say("in other words") if row in said.other else ""),
                key=key,
                type="tertiary",
                on_click=state.open_item,
                args=(line.item,),
            )
            if row == opened:
                mark_row(key)
