"""The first page: where it happened, when, how many, and the sentence behind each of these."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import partial
from heapq import nsmallest
from itertools import islice
from typing import TYPE_CHECKING

import streamlit as st

from geo.charts import timeline, timeline_height
from geo.escape import markdown
from geo.export.tables import events_csv
from geo.maps.view import mainland, spread, widened
from geo.messages import decimal, kept, say, say_n
from geo.messages.stored import retold
from geo.present import wording
from geo.present.design import GRAVEST, QUIET, SYMBOLS, data_uri, svg, symbol_of
from geo.present.origins import few
from geo.present.passages import clause
from geo.reconcile.happenings import happenings
from geo.reconcile.tolls.ledger import value
from geo.selection.filters import Filters
from geo.selection.opened import of_count, of_event, of_told
from geo.views import data, date_filter, evidence, html, mapview, state
from geo.views.frame import chips, foot, nothing, title_block
from geo.views.picking import (
    HEAD,
    RIGHT,
    TALL,
    lighting,
    lines_of,
    opening_rows,
    page_of,
    points,
    shared,
    turns,
    wider,
    widths,
)
from geo.views.screens import overview
from geo.views.screens.ledger_tabs import card_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from geo.incident import EventAside, Incident, IncidentEvent
    from geo.maps.view import Bounds
    from geo.selection.opened import Opened
    from geo.selection.spot import Spot
    from geo.types import EventType

    #: By document and sentence: which number that sources tell differently, and what this sentence makes it.
    _Numbers: TypeAlias = dict[tuple[str, int], set[tuple[int, int | None]]]

#: Pixels; on a wide screen the page's style makes it higher.
MAP_HEIGHT = 400
#: Half a row at the end says that there are more.
LIST_HEIGHT = HEAD + 6 * TALL + TALL // 2
#: Lines of the list's column: a table cuts what is longer, and does not say so.  Characters that may fit into them.
_LINES, _MOST_LETTERS, _FEWEST_LETTERS = 3, 44, 12
#: Pixels of the columns of day, place and deed: together with the others as wide as a phone.
_WIDTHS = 50, 74, 117
_GRAVITY = {kind: nth for nth, kind in enumerate(GRAVEST)}
#: Which column of the list names the place; the first one holds the ticks.
_PLACE_COLUMN = 3


def page() -> None:
    """Draw the page."""
    whole, shown, waits = data.incident(), data.narrowed(), state.first_look()
    title_block(whole.title, shown.subtitle, right=html.count_legend())
    st.html(html.figures(shown.tolls, happenings(shown.events, shown.figures, data.documents())))
    left, right = st.columns([752, 392], gap="small")
    with left:
        chips(_counted(whole, shown) + _not_on_map(), events=True)
        _map(shown, waits)
        _tray(data.shown().grouped(state.filters()).tray)
        _timeline(whole, shown, waits)
    with right, st.container(key="beside_wide"):
        _events(shown)
    foot()


def _counted(whole: Incident, shown: Incident) -> str:
    return say_n("{shown} of {n} event", "{shown} of {n} events", len(whole.events), shown=decimal(len(shown.events)))


def _not_on_map() -> str:
    """What a choice on the map cannot hold, said where there is one."""
    if not state.filters().area or not (many := len(data.shown().grouped(Filters()).tray)):
        return ""
    return " · " + say_n("{n} has no place on the map", "{n} have no place on the map", many)


def _map(shown: Incident, waits: str) -> None:
    """The map with its legend in one frame, as a picture of the screen should carry both; below it in words."""
    chosen = state.filters()
    with st.container(border=True, key="map_frame"):
        drawn = mapview.show(
            opened=state.opened(),
            fit_key=f"{chosen.country}/{chosen.state}/{chosen.place}",
            fit=_fit(shown.events),
            height=MAP_HEIGHT,
            key="situation_map",
            pick=partial(_spot_picked, shown.events),
            waits=waits,
        )
        if not waits:  # no list should wait for a picture
            overview.draw(drawn)
        st.html(html.legend(data.shown().offer.kinds, chosen.kinds))
    mapview.as_list(drawn)


def _fit(events: Sequence[IncidentEvent]) -> Bounds | None:
    """The chosen place with the land around it, else the chosen state, else where most of what is shown happened.

    None: nothing is placed.  Which kinds are shown moves no map that stands: the key of the view does not name them.
    """
    chosen = state.filters()
    if chosen.place and (at := spread([e for e in events if e.place and e.place.id == chosen.place])):
        return widened(at[0], at[0])
    area = data.boundaries().admin1(chosen.state) if chosen.state else None
    if area:
        return mainland(area.geometry)
    return data.shown().around(chosen) or data.shown().around(replace(chosen, kinds=()))


def _spot_picked(events: Sequence[IncidentEvent], clicked: Spot) -> None:
    """List what happened there and open the first of it, or go there from another chosen place."""
    found = [e for e in events if clicked.holds(e.place)]
    if not mapview.moved(clicked, empty=not found) and found:
        state.choose_here(spot=clicked)
        state.open_item(of_event(_first(found)))


def _first(events: Sequence[IncidentEvent]) -> IncidentEvent:
    """The event to open where nothing was chosen: the main one, else the gravest, else the best told."""
    main = [e for e in events if e.main] or events
    gravest = min({e.type for e in main}, key=_GRAVITY.__getitem__)
    return min((e for e in main if e.type == gravest), key=lambda e: (-len(e.sources), e.id))


def _timeline(whole: Incident, shown: Incident, waits: str) -> None:
    """The chart of days.  Its program, 5 MB, keeps a browser busy longer than all others: it ``waits`` for the map."""
    html.section(say("Events by day"), say("pale: outside the filter · drag across days to choose them"))
    chosen = state.filters()
    with st.container(key="wide_timeline"):
        if waits:
            html.room(timeline_height(data.shown().by_day))
        else:
            ids = data.shown().ids(chosen)
            figure = timeline(data.shown().by_day, ids, html.theme(), chosen=(chosen.first, chosen.last))
            points(figure, "situation_timeline", partial(_point_picked, whole.events))
    any_day = data.shown().narrowed(replace(chosen, first=None, last=None))
    days = dict(data.shown().in_words(chosen)).get("dates")
    counted = _counted(whole, shown)
    date_filter.player(any_day.events, f"{days}: {counted}" if days else counted)


def _point_picked(events: Sequence[IncidentEvent], mark: str, *_: str) -> None:
    """The mark of a point is the id of its event."""
    for event in (e for e in events if e.id == mark):
        state.open_item(of_event(event))
        state.leave_spot()


def _focused(events: Sequence[IncidentEvent]) -> tuple[Sequence[IncidentEvent], str | None]:
    """The events of the spot clicked on the map, and its name; all of them where none was."""
    clicked, names = state.on_pages().spot, data.shown().place_names
    found = [e for e in events if clicked.holds(e.place)] if clicked else []
    return (found, ", ".join(names.get(i, i) for i in clicked.ids)) if clicked and found else (events, None)


def _events(shown: Incident) -> None:
    if not shown.events:
        _no_events()
        return
    listed, name = _focused(shown.events)
    title = say("Events at {place}", place=name) if name else say("Events")
    html.section(title, say("most sources first · ≠ sources disagree"))
    if name:
        st.button(say("Show all events"), key="unfocus", on_click=state.leave_spot)
    _table(listed, _in_dispute(shown))
    _card(shown, _first(listed))
    _aside(shown.events_aside)
    st.download_button(
        say("Events as CSV"), kept(events_csv, shown), "events.csv", "text/csv", key="events_csv", on_click="ignore"
    )


def _card(shown: Incident, otherwise: IncidentEvent) -> None:
    """The card of what is open, as far as this page shows it; else of the event to open first."""
    opened = state.opened()
    if opened and (draw := card_of(shown, opened)):
        draw()
        return
    for toll, entry in ((t, x) for t in shown.tolls for x in t.entries if of_count(x) == opened):
        evidence.count_card(toll, entry)
        return
    for beside in (a for a in shown.events_aside if of_told(a) == opened):
        evidence.event_aside_card(beside)
        return
    chosen = opened.id if opened and opened.kind == "event" else None
    evidence.event_card(next((e for e in shown.events if e.id == chosen), otherwise))


def _in_order(event: IncidentEvent) -> tuple[bool, bool, int, str, str]:
    """The main event, then what happened before what was said of it, each by the number of sources."""
    said = symbol_of(event.type).key in QUIET
    return not event.main, said, -len(event.sources), event.date_start or "9", event.title


def _in_dispute(shown: Incident) -> _Numbers:
    """For each sentence the numbers that it gives of what is counted otherwise elsewhere."""
    counted: _Numbers = defaultdict(set)
    for nth, check in enumerate(c for c in shown.checks if not c.agrees and c.kind == "totals"):
        for entry in check.entries:
            counted[entry.doc_id, entry.evidence.sent_start].add((nth, value(entry.casualty)))
    return counted


def _differ(event: IncidentEvent, counted: _Numbers) -> bool:
    """Whether two of the event's own sentences give numbers that differ."""
    told = {one for e in event.evidence for one in counted.get((e.doc_id, e.sent_start), ())}
    return len(told) > len({nth for nth, _ in told})


def _alone(language: str | None) -> str:
    """The language of all sources that tell it, where others were read in another."""
    return f" {language.upper()}" if language else ""


def _table(events: Sequence[IncidentEvent], counted: _Numbers) -> None:
    view = state.filters(), state.on_pages().spot
    page = page_of(len(events), "event_table", view)
    _rows(_first_of(events, page.stop)[page], counted)
    turns(page, len(events), "event_table", view)


@st.cache_resource(show_spinner=False, max_entries=2)
def _ordered(version: str) -> tuple[IncidentEvent, ...]:  # noqa: ARG001 - the key of the cache
    """All events as the list tells them, whatever filters leave of them."""
    return tuple(sorted(data.incident().events, key=_in_order))


def _first_of(events: Sequence[IncidentEvent], most: int) -> list[IncidentEvent]:
    """So many that the list begins with."""
    if state.filters().sources or events is not data.narrowed().events:  # few, or retold as chosen sources tell them
        return nsmallest(most, events, key=_in_order)
    left = data.shown().ids(state.filters())
    return list(islice((e for e in _ordered(data.shown().version) if e.id in left), most))


def _rows(events: Sequence[IncidentEvent], counted: _Numbers) -> None:
    # A table draws a picture as large as its cell: the margin keeps a symbol as large as the legend's.
    images = {s.key: data_uri(svg(s, html.theme(), 50, margin=17)) for s in SYMBOLS}
    languages = [data.one_language().of_event(e) for e in events]
    rows = [
        {
            "sym": images[symbol_of(e.type).key],
            say("Date"): wording.days_of(e),
            say("Place"): wording.place_name(e.place) if e.place else wording.NONE,
            # Until the widths are shared a word of its kind stands for it: what it tells is cut to what is left.
            say("What"): max(wording.event_name(e).split(), key=len),
            # The sign that sources disagree is in the last column: none may be cut off.
            say("Src"): f"{few(len(e.sources), e.origins)}{_alone(alone)}{' ≠' if _differ(e, counted) else ''}",
        }
        for e, alone in zip(events, languages, strict=True)
    ]
    named = dict(zip((say("Date"), say("Place"), say("What")), _WIDTHS, strict=True))
    named[say("What")] += wider(RIGHT)
    columns = {
        "sym": st.column_config.ImageColumn("", width=28),
        **shared(rows, widths(named), tall=True),
        say("Src"): st.column_config.TextColumn(
            width=57,
            help=say(
                "Number of sources; 6 / 2: six from two origins; ≠: they give different numbers for it; ES, EN: told "
                "in that language only"
            ),
        ),
    }
    for row, event in zip(rows, events, strict=True):
        row[say("What")] = _what(event, columns[say("What")]["width"])
    opening_rows(rows, list(map(of_event, events)), "event_table", columns, LIST_HEIGHT, row=TALL, more=0)
    names = [[(e.place.id, wording.place_name(e.place))] if e.place and e.pinned else [] for e in events]
    lighting("event_table", _PLACE_COLUMN, names)


def _what(event: IncidentEvent, room: int) -> str:
    """What happened; of what was said the speaker too.  ``room``: pixels of its column."""
    if event.type in {"statement", "speech", "call"} and event.actors:
        return say("{event}: {who}", event=wording.event_name(event), who=event.actors[0])
    told, name = event.says, wording.event_name(event)
    if told and told != name and (" " in told or not told.startswith("“")):
        return _fitted(told[:1].upper() + told[1:], room)
    # A bare kind says little: the words of the sentence that its card opens with say what happened.
    first = evidence.sentences_of(event)[0]
    before, text = "" if told.startswith("“") else f"{name}: ", data.documents()[first.doc_id].text
    words = (
        f"{before}“{clause(text, first, most)}”" for most in range(_MOST_LETTERS - len(before), _FEWEST_LETTERS, -2)
    )
    return next((w for w in words if lines_of(w, room) <= _LINES), name)


def _fitted(told: str, room: int) -> str:
    """Words in the lines of a row; where they need more, so many as fit, with an ellipsis that says so."""
    shorter = (wording.shortened(told, most) for most in range(len(told), _FEWEST_LETTERS, -2))
    closed = (words + "”" * (words.count("“") - words.count("”")) for words in shorter)
    return next((words for words in closed if lines_of(words, room) <= _LINES), told)


def _tray(without: Sequence[IncidentEvent]) -> None:
    if not without:
        return
    title = say_n("{n} event without a place on the map", "{n} events without a place on the map", len(without))
    lines = [(of_event(e), e.type, f"{wording.when(e)} · {e.title}") for e in without[: html.MOST_BUTTONS]]
    html.folded(title, "tray", partial(_openers, lines, len(without)))


def _openers(lines: Sequence[tuple[Opened, EventType, str]], many: int) -> None:
    """A line for each item, kind of event and words, as a button that opens it; there are so ``many`` in all.

    No select box: its list closes when the page scrolls, which on a slow machine it does after the list has opened.
    """
    for item, kind, text in lines:
        image = data_uri(svg(symbol_of(kind), html.theme(), 14))
        label, key = f"![]({image}) {markdown(text)}", f"line_{item.word()}"
        st.button(label, key=key, type="tertiary", on_click=state.open_item, args=(item,))
    html.more(many - len(lines))


def _aside(items: Sequence[EventAside]) -> None:
    """What is told and is no event of the incident."""
    if not items:
        return
    title = say_n(
        "{n} event denied, only possible or of another incident",
        "{n} events denied, only possible or of another incident",
        len(items),
    )
    lines = [(of_told(i), i.type, _aside_line(i)) for i in items[: html.MOST_BUTTONS]]
    html.folded(title, "aside", partial(_openers, lines, len(items)))


def _aside_line(item: EventAside) -> str:
    publisher = item.publisher or say("source not named")
    return f"{wording.EVENT_WORDS[item.type]}, {retold(item.reason)} · {publisher}"


def _no_events() -> None:
    total = len(data.incident().events)
    without = say_n("{n} event without these filters.", "{n} events without these filters.", total)
    nothing(f"{say('No event in this view.')} {without}", "empty", hidden=total > 0)
