"""The first page: where it happened, when, how many, and the sentence behind each of these."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.charts import CONFIG, describe, timeline
from geo.escape import markdown
from geo.export.tables import events_csv
from geo.maps.payload import tray
from geo.present import wording
from geo.present.design import SYMBOLS, data_uri, svg, symbol_of
from geo.views import data, evidence, html, mapview, state
from geo.views.frame import chips, foot, title_block

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.incident import EventAside, Incident, IncidentEvent
    from geo.maps.view import Bounds
    from geo.types import Document, EventType

MAP_HEIGHT = 400
LIST_HEIGHT = 296


def page() -> None:
    """Draw the page."""
    whole, shown = data.incident(), data.narrowed(state.filters())
    title_block(whole.title, whole.subtitle, right=html.COUNT_LEGEND)
    st.html(html.figures(shown.tolls))
    left, right = st.columns([752, 392], gap="small")
    with left:
        chips(f"{len(shown.events)} of {wording.plural(len(whole.events), 'event')}")
        _map(shown)
        _timeline(whole, shown)
    with right:
        _events(shown)
    foot()


def _map(shown: Incident) -> None:
    chosen = state.filters()
    picked = mapview.show(
        selected=state.opened(),
        fit_key=f"{chosen.country}/{chosen.state}/{chosen.place}",
        fit=_fit(),
        height=MAP_HEIGHT,
        key="situation_map",
    )
    st.html(html.legend())
    if picked:
        _focus(picked, shown.events)


def _fit() -> Bounds | None:
    code = state.filters().state
    area = data.boundaries().admin1(code) if code else None
    if area is None:
        return None
    west, south, east, north = area.geometry.bounds
    return (south, west), (north, east)


def _focus(picked: str, events: Sequence[IncidentEvent]) -> None:
    what, _, ids = picked.partition(":")
    wanted = set(ids.split())
    found = [e for e in events if e.place and (e.place.id if what == "places" else e.place.admin1_code) in wanted]
    if found:
        st.session_state["atlas_focus"] = (what, ids)
        state.open_item(_first(found).id)
        st.rerun()


def _first(events: Sequence[IncidentEvent]) -> IncidentEvent:
    """The event to open where nothing was chosen: the main one, else the best told."""
    return max(events, key=lambda e: (e.main, len(e.sources), e.id))


def _timeline(whole: Incident, shown: Incident) -> None:
    html.section("Events by day", "pale: outside the filter")
    figure = timeline(whole.events, frozenset(e.id for e in shown.events), html.theme())
    with st.container(key="wide_timeline"):
        told = st.plotly_chart(
            figure,
            theme=None,
            config=CONFIG,
            on_select="rerun",
            selection_mode="points",
            key="situation_timeline",
            alt=describe(figure),
        )
    points = told["selection"]["points"] if told else []
    if points and state.fresh("timeline", str(points[0].get("customdata"))):
        state.open_item(_clicked(points[0]))
        st.session_state.pop("atlas_focus", None)
        st.rerun()


def _clicked(point: dict[str, Any]) -> str:
    told = point["customdata"]
    return str(told[0] if isinstance(told, (list, tuple)) else told)


def _focused(events: Sequence[IncidentEvent]) -> tuple[list[IncidentEvent], str | None]:
    """The events of the place clicked on the map, and its name; all of them where none was."""
    what, ids = st.session_state.get("atlas_focus", ("", ""))
    wanted = set(ids.split())
    if what == "places":
        found = [e for e in events if e.place and e.place.id in wanted]
    else:
        found = [e for e in events if e.place and e.place.admin1_code in wanted]
    if not wanted or not found:
        return list(events), None
    names = data.place_names()
    return found, ", ".join(names.get(i, i) for i in sorted(wanted))


def _events(shown: Incident) -> None:
    if not shown.events:
        _no_events()
        return
    listed, name = _focused(_sorted(shown.events))
    html.section(f"Events at {name}" if name else "Events", "raid first, then by number of sources")
    if name and st.button("Show all events", key="unfocus"):
        st.session_state.pop("atlas_focus", None)
        st.rerun()
    _table(listed)
    ids = [e.id for e in shown.events]
    chosen = state.default(ids, _first(listed).id)
    beside = next((a for a in shown.events_aside if _aside_item(a) == state.opened()), None)
    if beside:
        evidence.event_aside_card(beside)
    else:
        evidence.event_card(next(e for e in shown.events if e.id == chosen))
    _tray(shown.events)
    _aside(shown.events_aside)
    st.download_button(
        "Events as CSV", partial(events_csv, shown), "events.csv", "text/csv", key="events_csv", on_click="ignore"
    )


def _sorted(events: Sequence[IncidentEvent]) -> list[IncidentEvent]:
    return sorted(events, key=lambda e: (not e.main, -len(e.sources), e.date_start or "9", e.title))


def _table(events: list[IncidentEvent]) -> None:
    images = {s.key: data_uri(svg(s, html.theme(), 16)) for s in SYMBOLS}
    documents = data.documents()
    rows = [
        {
            "sym": images[symbol_of(e.type).key],
            "Date": wording.span(e.date_start, e.date_end),
            "Place": e.place.name if e.place else wording.NONE,
            "What": _what(e, documents),
            "Src": len(e.sources),
        }
        for e in events[: html.MOST_ROWS]
    ]
    told = st.dataframe(
        rows,
        hide_index=True,
        row_height=28,
        height=min(LIST_HEIGHT, 38 + 28 * len(rows)),
        on_select="rerun",
        selection_mode="single-row",
        key="event_table",
        column_config={
            "sym": st.column_config.ImageColumn("", width=30),
            "Date": st.column_config.TextColumn(width=62),
            "Place": st.column_config.TextColumn(width=100),
            "What": st.column_config.TextColumn(width=122),
            "Src": st.column_config.NumberColumn(width=36, help="Number of sources"),
        },
    )
    html.more(len(events) - len(rows), "choose a place, days or sources, or take the CSV")
    picked = told["selection"]["rows"] if told else []
    if picked and picked[0] < len(rows) and state.fresh("events", f"{picked[0]}/{events[picked[0]].id}"):
        state.open_item(events[picked[0]].id)
        st.rerun()


def _what(event: IncidentEvent, documents: Mapping[str, Document]) -> str:
    """The kind of event; of what was said the speaker too; of what has no kind the source's own word."""
    if event.type in {"statement", "speech", "call"} and event.actors:
        return f"{wording.EVENT_WORDS[event.type]}: {event.actors[0]}"
    if event.type == "other":
        first = event.evidence[0]
        return f"“{wording.shortened(documents[first.doc_id].text[first.start : first.end], 40)}”"
    return wording.EVENT_WORDS[event.type]


def _tray(events: Sequence[IncidentEvent]) -> None:
    without = tray(events)
    if not without:
        return
    with st.expander(f"{wording.plural(len(without), 'event')} without a place on the map"):
        _openers([(e.id, e.type, f"{wording.when(e)} · {e.title}") for e in without])


def _openers(lines: Sequence[tuple[str, EventType, str]]) -> None:
    """A line for each item, kind of event and words, as a button that opens it.

    No select box: its list closes when the page scrolls, which on a slow machine it does after the list has opened.
    """
    for item, kind, text in lines[: html.MOST_LINES]:
        image = data_uri(svg(symbol_of(kind), html.theme(), 14))
        if st.button(f"![]({image}) {markdown(text)}", key=f"line_{item}", type="tertiary"):
            state.open_item(item)
            st.rerun()
    html.more(len(lines) - html.MOST_LINES)


def _aside_item(item: EventAside) -> str:
    return f"told:{item.evidence.doc_id}:{item.evidence.start}"


def _aside(items: Sequence[EventAside]) -> None:
    """What is told and is no event of the incident."""
    if not items:
        return
    with st.expander(f"{wording.plural(len(items), 'event')} denied, only possible or of another incident"):
        _openers([(_aside_item(i), i.type, _aside_line(i)) for i in items])


def _aside_line(item: EventAside) -> str:
    return f"{wording.EVENT_WORDS[item.type]}, {item.reason} · {item.publisher or 'source not named'}"


def _no_events() -> None:
    total = len(data.incident().events)
    st.html(f'<p class="none">No event in this view. {wording.plural(total, "event")} without these filters.</p>')
    if total and st.button("Clear the filters", key="clear_empty"):
        state.clear()
        st.rerun()
