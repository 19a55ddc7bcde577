"""What stands around every page: fonts and colours, the sidebar with its filters, chips, footer."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import streamlit as st

from geo.escape import markdown, safe
from geo.messages import decimal, listing, say, say_n
from geo.messages.stored import retold
from geo.present import wording
from geo.present.design import TOKENS, data_uri
from geo.selection.address import Known
from geo.selection.day_scale import latest
from geo.selection.filters import Filters
from geo.sources.readers.formats import MOST_BYTES
from geo.views import clicks, data, html, state
from geo.views.faults import begin, guarded
from geo.views.screens import briefing, explained, leaving, search
from geo.views.served import WEB
from geo.views.server import fonts
from geo.views.sidebar import sidebar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from streamlit.delta_generator import DeltaGenerator
    from streamlit.navigation.page import Page


#: What a chip changes when it is taken off: what lies within a place goes with it.
_OFF: dict[str, dict[str, Any]] = {
    "country": {"country": None, "state": None, "place": None},
    "state": {"state": None, "place": None},
    "place": {"place": None},
    "dates": {"first": None, "last": None},
    "kinds": {"kinds": ()},
    "known": {"known": ()},
    "sources": {"sources": ()},
    "area": {"area": None},
}
#: Light for dark, each colour still itself.
_TURNED = "invert(1) hue-rotate(180deg) brightness(1.1)"
ICON = data_uri(
    '<svg width="32" height="32" viewBox="0 0 26 26"><path d="M13 2 24 13 13 24 2 13Z" fill="#fff" '
    'stroke="#16222B" stroke-width="1.8"/><path d="M13 8.5 17.5 13 13 17.5 8.5 13Z" fill="#0B5563"/></svg>'
)


def enter() -> None:
    """Asked first in a run: take over what the address says, and from here on speak the reader's language."""
    state.restore()
    begin()


def show(page: Page, pages: Sequence[Page], ready: Callable[[], None]) -> None:
    """Draw the page within its frame, or the clean frame; what fails says so and the rest is drawn."""
    style()
    menu = st.container(horizontal=True, key="menu")
    if not _taken_up(ready):
        _links(menu, page, pages)
        return
    with guarded("The check of the settings"):
        for fault in (*data.incident_file().faults, *data.boundaries().faults):
            st.warning(markdown(retold(fault)))
        data.check_settings()
    with guarded("The reading of the address"):
        state.keep_known(lambda: Known(data.incident()))
    with guarded("The list of filters"):
        state.take_usual(data.shown().offer.usual)
        state.take(data.shown().offer.fit(state.filters()))
        state.leave_address()
    if embedded():
        _way_out(menu)
    elif not state.briefing():
        _links(menu, page, pages)
    _draw(page)
    with guarded("The writing of the address"):
        state.write_address()


def _taken_up(ready: Callable[[], None]) -> bool:
    """Do what the last click left to be done, and take up what the store holds then; False where it cannot be had."""
    place = st.empty()  # always there, so that what is drawn below is the same element in every run
    if jobs := state.jobs():
        with guarded("What was asked for"), _passing(place, "doing"):
            for job in jobs:
                job()
    with guarded("The start"), _passing(place, "starting"):
        ready()
    with guarded("The store") as store:
        data.take_up()
    return not store.failed


@contextmanager
def _passing(place: DeltaGenerator, key: str) -> Iterator[None]:
    """Draw bars and such in ``place`` and take them away."""
    try:
        with place.container(key=key):
            yield
    finally:
        place.empty()


def _links(menu: DeltaGenerator, here: Page, pages: Sequence[Page]) -> None:
    """The names of the pages, as links that carry the view along: a step to another page is one step back.

    Streamlit's own menu leaves the parameters behind, and writing them again would be a second step.
    """
    for page in pages:
        name = "here" if page is here else page.url_path or "first"
        with menu.container(key=f"menu_{name}", width="content"):
            st.page_link(page, label=page.title, query_params=state.parameters_elsewhere())


def embedded() -> bool:
    """Whether another page shows this one in a frame of its own: the address says ``embed=true``."""
    return bool(st.context.is_embedded)


def _way_out(menu: DeltaGenerator) -> None:
    """The same view with all that stands around it, in a tab of its own."""
    with menu:
        st.link_button(say("Open in Incident Atlas"), f"?{urlencode(state.parameters(), doseq=True)}", type="tertiary")


def _draw(page: Page) -> None:
    """The filters, what the address asked for in vain, and the page; or the clean frame alone."""
    if state.briefing() or embedded():
        st.html(
            "<style>[data-testid=stSidebar],[data-testid=stSidebarCollapsedControl],"
            "[data-testid=stExpandSidebarButton]{display:none}</style>"
        )
    if embedded() and not state.briefing():
        clicks.listen()
        explained.hello(here=False)
    elif not state.briefing():
        with guarded("The list of filters"):
            sidebar()
        search.box()
        clicks.listen()
        explained.hello()
    line = st.empty()  # always there: when it goes, the map below must not be taken for another one
    if told := state.left_out():
        line.html(f'<p class="side">{safe(told)}</p>')
    if state.search() and not state.briefing():
        with guarded("The search"):
            search.page(chips)
        return
    with guarded("The briefing picture" if state.briefing() else "The page {title}", title=page.title):
        briefing.page() if state.briefing() else page.run()


def style() -> None:
    """Fonts and colours of the theme in force."""
    words = {
        "choose-files": say("Choose files"),
        "file-limit": say("up to {n} MB each", n=MOST_BYTES // 1_000_000),
        "rows-left": say("More rows than paper has room for stand in the page."),
        **dict(zip(("date-year", "date-month", "date-day"), say("yyyy-mm-dd").split("-"), strict=False)),
    }
    here = html.theme()
    values = TOKENS[here] | {name: f'"{text}"' for name, text in words.items()}
    # On paper the colours are those of the light theme; what is drawn in the dark one is turned round.
    paper = TOKENS["light"] | {"turned": _TURNED if here == "dark" else "none"}
    css = (WEB / "page.css").read_text(encoding="utf-8")
    # The map has colours of its own among those of the page, so that it is turned whole.
    printed = f"@media print{{:root{{{_variables(paper)}}}.atlas-frame{{{_variables(values)}}}}}"
    st.html(f"<style>{fonts.styles()}:root{{{_variables(values)}}}{css}{printed}</style>")


def _variables(values: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in values.items())


def title_block(title: str, below: str | None, right: str = "") -> None:
    """The page's title, and the ways to the briefing picture and the files of the brief; in a frame the title alone."""
    if embedded():
        html.heading(title, below, right)
        return
    wide, ways = st.columns([5, 2], vertical_alignment="bottom")
    with wide:
        html.heading(title, below, right)
    with ways.container(horizontal=True, key="ways_out"):
        st.button(
            say("Briefing picture"),
            key="to_briefing",
            width="stretch",
            on_click=state.show_briefing,
            kwargs={"on": True},
        )
        with guarded("The incident"):  # where none can be made, the rest of the page still stands
            leaving.menu()


def chips(count: str, *, events: bool = False) -> None:
    """The filters in force as chips that take themselves off, and what they leave.

    ``events``: the page shows events, so that it says too which kinds it leaves out by itself.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="chips"):
        chosen = state.filters() if events else state.chosen_filters()
        for field, words in data.shown().in_words(chosen):
            st.button(f"{markdown(words)} ×", key=f"chip_{field}", on_click=state.choose, kwargs=_OFF[field])
        if state.chosen_filters() != Filters():
            st.button(say("Clear all"), key="chip_all", type="tertiary", on_click=state.clear)
        st.html(f'<p class="side">{safe(count)}</p>')


def nothing(sentence: str, key: str, *, hidden: bool = True) -> None:
    """Say that the filters leave nothing; where they hide something, with the way to take them off."""
    if not data.incident().documents:
        sentence, hidden = say("Nothing has been read yet. Add an article on the page Sources."), False
    st.html(f'<p class="none">{safe(sentence)}</p>')
    if hidden:
        st.button(say("Clear the filters"), key=f"clear_{key}", on_click=state.clear)


def foot(note: str | None = None) -> None:
    """Where everything on the page comes from, with a ``note`` on how to read it."""
    if not embedded():
        explained.words()
    whole = data.incident()
    unread = dict(whole.unread)
    read = [d for d in whole.documents if d.id not in unread]
    names = sorted({d.publisher for d in read if d.publisher})
    named = [*names[:5], say("{n} more", n=decimal(len(names) - 5))] if len(names) > 5 else names
    listed = ": " + listing(named) if names else ""
    words = say("Serif text is the source's own words.")
    read_to = say_n(
        "{n} source read, to {day}", "{n} sources read, to {day}", len(read), day=wording.day(latest(read), year=True)
    )
    st.html(
        f'<div class="foot"><span>{safe(read_to + listed)}. '
        f"{safe(note or words)}</span>"
        f"<span>{say('Boundaries: Natural Earth, INEGI · Places: GeoNames CC BY 4.0')}</span></div>"
    )
