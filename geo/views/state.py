"""What a reader has chosen, between two clicks: kept in the session, shown in the address.

A widget changes it in its callback, which runs before the page is drawn; the page then draws what is here and writes it
into the address, once, where it changed.  An address that differs from what was written last was asked for by the
browser: back, forward, a pasted link.  It then leads.  All keys of the session that are no widget's own have their home
in this module.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import streamlit as st

from geo.messages import best_of
from geo.selection import address
from geo.selection.filters import ALL, PARAMETERS, Filters
from geo.selection.on_pages import OnPages
from geo.views.custody import senders

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from geo.maps.view import Bounds
    from geo.selection.address import Asked, Known
    from geo.selection.opened import Opened
    from geo.views.adding.work import Work


_FILTERS, _OPEN, _BRIEFING, _LANGUAGE = "atlas_filters", "atlas_open", "atlas_briefing", "atlas_language"
_ASKED, _SETTLED, _WRITTEN, _MEANT = "atlas_asked", "atlas_settled", "atlas_written", "atlas_meant"
_ACTED, _BEFORE = "atlas_acted", "atlas_before"
_LOOKED = "atlas_looked"
_SENTENCE, _ON_PAGES = "atlas_sentence", "atlas_on_pages"
_SEEN = "atlas_seen"
_SEARCH, _USUAL, _PAGES = "atlas_search", "atlas_usual_kinds", "atlas_pages"
_PASSING, _AWAY = "atlas_passing", "atlas_away"
_KIND = PARAMETERS["kinds"]
#: In the session, and the name of the cookie.
_ROOMY = "atlas_wide"
_EDITOR = "atlas_editor"
_WORK, _CAME = "atlas_work", "atlas_came"
_JOBS, _NOTES, _BOXES = "atlas_jobs", "atlas_notes", "atlas_boxes"
#: Of ``data``: the moment that the page shows; of ``faults``: the sentences that this run has said.
SNAPSHOT, SAID = "atlas_snapshot", "atlas_said"


# ------------------------------------------------------------------ the address
def restore() -> None:
    """Take over what the address says where it is not what this session wrote into it.

    A press that was on its way when another address was written brings the one before: no step back, for none presses.
    """
    told, acted = _told(), st.session_state.pop(_ACTED, False)
    if told == st.session_state.get(_WRITTEN) or (acted and told == st.session_state.get(_BEFORE)):
        return
    st.session_state[_WRITTEN] = told
    st.session_state.pop(_BEFORE, None)
    st.session_state.pop(_SETTLED, None)
    st.session_state.pop(_MEANT, None)
    _take(address.read(told))


def act() -> None:
    """Something was pressed, or told by the page: called before a run, it says that no step in the history began it."""
    st.session_state[_ACTED] = True


def leave_address() -> None:
    """Keep an address that was asked for as it was worded until the view changes.

    It may say in other words what is shown, as ``from`` the first of all days: to write it anew would be a step back
    that shows nothing else.
    """
    st.session_state.setdefault(_MEANT, parameters())


def _told() -> dict[str, list[str]]:
    """The address of this run."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _take(asked: Asked) -> None:
    st.session_state[_ASKED] = asked
    st.session_state[_FILTERS] = asked.filters
    st.session_state[_OPEN] = asked.open
    st.session_state[_BRIEFING] = asked.briefing
    st.session_state[_SEARCH] = asked.search
    st.session_state[_ON_PAGES] = asked.on_pages
    st.session_state[_SENTENCE] = 0
    st.session_state[_LANGUAGE] = asked.language


def keep_known(known: Callable[[], Known]) -> None:
    """Take back what the address asks for and the incident does not have, once, where it asks for anything."""
    asked: Asked | None = st.session_state.get(_ASKED)
    if asked and asked.names and _SETTLED not in st.session_state:
        _take(address.only_known(asked, known()))


def take_usual(kinds: tuple[str, ...]) -> None:
    """Show these kinds of events where nobody chose any; they may change with what is read."""
    asked: Asked | None = st.session_state.get(_ASKED)
    fresh = asked is not None and asked.usual and _SETTLED not in st.session_state
    if fresh or filters().kinds == st.session_state.get(_USUAL):
        st.session_state[_FILTERS] = replace(filters(), kinds=kinds)
    st.session_state[_USUAL] = kinds


def usual() -> tuple[str, ...]:
    """The kinds of events that a page shows by itself."""
    kinds: tuple[str, ...] = st.session_state.get(_USUAL, ())
    return kinds


def chosen_filters() -> Filters:
    """The choice in force without the kinds that nobody chose: for what is no event, such as words and quotes."""
    return replace(filters(), kinds=()) if filters().kinds == usual() else filters()


def left_out() -> str | None:
    """What the address asked for and cannot be had, until the reader changes the view."""
    asked: Asked | None = st.session_state.get(_ASKED)
    here = st.session_state.get(_SETTLED) in {None, _view()}
    return asked.in_words() if asked and here else None


def parameters() -> dict[str, list[str]]:
    """What the address is to say, so that a copied one opens the same view."""
    params = {name: [value] for name, value in filters().to_query_params().items()} | on_pages().to_query_params()
    params = {name: values for name, values in params.items() if name != _KIND} | _kind_in_address()
    if item := opened():
        params[address.OPEN] = [item.word()]
    if briefing():
        params[address.VIEW] = [address.BRIEFING]
    if search():
        params[address.SEARCH] = [search()]
    if chosen := st.session_state.get(_LANGUAGE):
        params[address.LANGUAGE] = [chosen]
    return params


def _kind_in_address() -> dict[str, list[str]]:
    """Nothing where the kinds are the usual ones, which need no saying; every kind is a word of its own."""
    chosen = filters().kinds
    if chosen == usual():
        return {}
    return {_KIND: [",".join(chosen) or ALL]}


def parameters_elsewhere() -> dict[str, list[str]]:
    """The same for another page, which is shown and not what was searched for on this one."""
    return {name: values for name, values in parameters().items() if name != address.SEARCH}


def pass_by() -> None:
    """Leave the address as it is in this run: a play of many days is one step back, not one for each."""
    st.session_state[_PASSING] = True


def write_address() -> None:
    """Make the address say what is shown; one that says so already is left alone, for each writing is a step back."""
    st.session_state.pop(_ACTED, None)
    if st.session_state.pop(_PASSING, False):
        return
    params = parameters()
    st.session_state.setdefault(_SETTLED, _view())
    if params == st.session_state.get(_MEANT):
        return
    st.session_state[_BEFORE] = st.session_state.get(_WRITTEN)
    st.session_state[_MEANT] = st.session_state[_WRITTEN] = params
    if _told() != params:
        st.query_params.from_dict(params)


def _view() -> tuple[Filters, Opened | None, bool, OnPages, str]:
    return filters(), opened(), briefing(), on_pages(), search()


# ------------------------------------------------------------------ the language
def language() -> str:
    """The language of the page: what the reader or the address chose, else the first that the browser asks for."""
    chosen: str | None = st.session_state.get(_LANGUAGE)
    return chosen or best_of(st.context.headers.get("Accept-Language") or st.context.locale or "")


def speak(chosen: str) -> None:
    """Have the pages in another language from here on."""
    act()
    st.session_state[_LANGUAGE] = chosen


# ------------------------------------------------------------------ filters
def filters() -> Filters:
    """The choice in force."""
    chosen: Filters = st.session_state[_FILTERS]
    return chosen


def choose(**changes: Any) -> None:  # noqa: ANN401 - fields of Filters
    """Change part of the choice; the list of one place's events gives way to that of all."""
    act()
    take(replace(filters(), **changes))


def take(chosen: Filters) -> None:
    """Put another choice in force, as ``choose`` does."""
    if chosen != filters():
        st.session_state[_FILTERS] = chosen
        leave_spot()


def clear() -> None:
    """Take every filter off; where none is on but the kinds that a page leaves out by itself, those too."""
    act()
    take(Filters(kinds=usual()) if chosen_filters() != Filters() else Filters())


def put_away() -> None:
    """Something was chosen once and for all in the list of filters: on a phone, where it hides the page, it closes."""
    st.session_state[_AWAY] = times_away() + 1


def make_room(*, roomy: bool) -> None:
    """The page tells that it stands on a wide screen, or no longer."""
    st.session_state[_ROOMY] = roomy


def roomy() -> bool:
    """Whether tables have the room of a wide screen; before the page tells, a cookie has what it told last."""
    return bool(st.session_state.get(_ROOMY, st.context.cookies.get(_ROOMY) == "1"))


def times_away() -> int:
    """How often that was."""
    times: int = st.session_state.get(_AWAY, 0)
    return times


def let_show(key: str, value: Any, itself: Any = ...) -> None:  # noqa: ANN401 - whatever a widget holds
    """Make the widget of this key, which is drawn next, show what is in force, whoever changed it.

    ``itself``: what it shows by itself.  It is not told that: a long list would be sent with the next click again.
    """
    if value != st.session_state.get(key, itself):
        st.session_state[key] = value


# ------------------------------------------------------------------ what is open
def opened() -> Opened | None:
    """What is open in the evidence card."""
    found: Opened | None = st.session_state.get(_OPEN)
    return found


def open_item(item: Opened | None) -> None:
    """Open something in the evidence card, at its first sentence."""
    act()
    if item != opened():
        st.session_state[_OPEN] = item
        st.session_state[_SENTENCE] = 0


def default(items: Sequence[Opened], preferred: Opened | None) -> Opened | None:
    """The open one if it is among ``items``, else the preferred, else the first."""
    if (item := opened()) in items:
        return item
    return preferred if preferred in items else next(iter(items), None)


def sentence(count: int) -> int:
    """Which of the ``count`` sentences is shown."""
    return min(int(st.session_state.get(_SENTENCE, 0)), max(count - 1, 0))


def turn(to: int) -> None:
    """Show another sentence."""
    act()
    st.session_state[_SENTENCE] = to


def page_of(table: str, view: Hashable) -> int:
    """Which page of a long table is shown; it was turned to while the table held another ``view``: the first."""
    turned, page = st.session_state.get(_PAGES, {}).get(table, (view, 0))
    return page if turned == view else 0


def turn_page(table: str, view: Hashable, to: int) -> None:
    """Show another page of a long table."""
    act()
    st.session_state[_PAGES] = st.session_state.get(_PAGES, {}) | {table: (view, to)}


# ------------------------------------------------------------------ on one page
def on_pages() -> OnPages:
    """What is chosen on one page alone."""
    found: OnPages = st.session_state.get(_ON_PAGES, OnPages())
    return found


def choose_here(**changes: Any) -> None:  # noqa: ANN401 - fields of OnPages
    """Change part of it."""
    act()
    st.session_state[_ON_PAGES] = replace(on_pages(), **changes)


def seen(fit_key: str) -> Bounds | None:
    """What the map shows since it was fitted to ``fit_key``; None: it has not told."""
    told, bounds = st.session_state.get(_SEEN, (None, None))
    return bounds if told == fit_key else None


def see(fit_key: str, bounds: Bounds) -> None:
    """Give the map more of what it shows."""
    act()
    st.session_state[_SEEN] = fit_key, bounds


def leave_spot() -> None:
    """List all events again, not only those of the spot that was clicked on the map."""
    choose_here(spot=None)


def briefing() -> bool:
    """True for the clean frame."""
    return bool(st.session_state.get(_BRIEFING))


def show_briefing(*, on: bool) -> None:
    """Go to the clean frame or back."""
    act()
    st.session_state[_BRIEFING] = on


def first_look() -> str:
    """A word of its own where this tab shows the map for the first time, empty ever after.

    What keeps a browser busy for long then waits until the map stands, which is told with that word.
    """
    word = "" if _LOOKED in st.session_state else uuid4().hex
    st.session_state[_LOOKED] = True
    return word


# ------------------------------------------------------------------ search
def search() -> str:
    """What the reader searches for; empty: nothing."""
    found: str = st.session_state.get(_SEARCH, "")
    return found


def search_for(typed: str) -> None:
    """Show what the sources say on it, in place of the page; nothing typed: the page again."""
    act()
    st.session_state[_SEARCH] = typed


# ------------------------------------------------------------------ the page of sources
def work() -> Work[Any] | None:
    """What is being read of what this reader added, or was and has not been told of."""
    found: Work[Any] | None = st.session_state.get(_WORK, (None, ()))[0]
    return found


def keep_work(begun: Work[Any], boxes: tuple[str, ...]) -> None:
    """Remember it, and the inputs to be emptied when it has been taken."""
    st.session_state[_WORK] = begun, boxes


def done_with_work() -> tuple[str, ...]:
    """Forget it; the inputs that it came from."""
    boxes: tuple[str, ...] = st.session_state.pop(_WORK, (None, ()))[1]
    return boxes


def came() -> tuple[str, ...]:
    """Ids of the texts that came in together at last."""
    found: tuple[str, ...] = st.session_state.get(_CAME, ())
    return found


def keep_came(ids: tuple[str, ...]) -> None:
    """List these as having come in together."""
    st.session_state[_CAME] = ids


def later(job: Callable[[], object]) -> None:
    """Have something done before the page is drawn: a callback has no place for a bar, nor for what goes wrong."""
    st.session_state.setdefault(_JOBS, []).append(job)


def jobs() -> list[Callable[[], object]]:
    """What is to be done, given out once."""
    found: list[Callable[[], object]] = st.session_state.pop(_JOBS, [])
    return found


def note(kind: str, text: str) -> None:
    """Have something told when the page is drawn: ``success``, ``warning``, ``error``, ``refused`` or ``passed``."""
    st.session_state.setdefault(_NOTES, []).append((kind, text))


def notes() -> list[tuple[str, str]]:
    """What is to be told, given out once."""
    found: list[tuple[str, str]] = st.session_state.pop(_NOTES, [])
    return found


def box(name: str) -> str:
    """The key of an input to be emptied; another key empties it."""
    return f"add_{name}_{st.session_state.get(_BOXES, {}).get(name, 0)}"


def empty(names: Iterable[str]) -> None:
    """Empty inputs."""
    times = st.session_state.get(_BOXES, {})
    st.session_state[_BOXES] = times | {name: times.get(name, 0) + 1 for name in names}


def editor() -> str | None:
    """The name of who gave the password of the editors in this tab; None: nobody."""
    found: str | None = st.session_state.get(_EDITOR)
    return found


def edit_as(name: str | None) -> None:
    """Let this tab change sources under a name, or only look again."""
    st.session_state[_EDITOR] = name
    senders.note(editor=name is not None)
