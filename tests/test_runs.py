"""A click is one run of the page, which asks the store once: counted without a browser, over many invented texts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from geo.present.design import QUIET, symbol_of
from geo.reconcile import reconcile
from geo.selection import opened as kinds
from geo.selection.filters import Filters
from geo.selection.opened import Opened
from geo.selection.spot import Spot
from geo.views import frame
from geo.views.picking import ROWS_OF_A_PAGE
from tests.paged import PAGES, click_map, click_point, over, press_html, tick
from tests.scale import many_documents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from streamlit.testing.v1 import AppTest

    from geo.incident import Incident, IncidentEvent

    Act = Callable[[AppTest], AppTest]

#: Questions to the store in a run that shows nothing new; it is one, and no page may make it many.
MOST = 3


STATE = "AU.04"


@cache
def whole() -> Incident:
    """Of many texts; the event that is told best has five sentences and lies in the state."""
    made = reconcile(many_documents(60))
    first = next(e for e in made.events if e.place and e.place.admin1_code == STATE)
    told = tuple(e for x in made.events[:5] for e in x.evidence[:1])
    return replace(made, events=tuple(replace(e, evidence=told) if e is first else e for e in made.events))


def told_best() -> IncidentEvent:
    return max(whole().events, key=lambda e: len(e.evidence))


class Counted:
    """A page, with the runs and questions to the store that each step takes."""

    def __init__(self, app: AppTest) -> None:
        self.app, self.runs, self.asked = app, 0, 0

    def __call__(self, act: Act) -> tuple[int, int]:
        self.runs = self.asked = 0
        act(self.app)
        assert [e.message for e in self.app.exception] == []
        assert [e.value for e in self.app.error] == []
        return self.runs, self.asked

    @property
    def opened(self) -> Opened | None:
        return self.app.session_state["atlas_open"]

    @property
    def filters(self) -> Filters:
        return self.app.session_state["atlas_filters"]


@pytest.fixture(scope="module")
def visit() -> Iterator[Callable[[str], AppTest]]:
    """Opens pages of one incident; what is made of it is kept between the tests, as between two readers."""
    with over(lambda *_: whole()) as made:
        yield made


@pytest.fixture
def reader(visit: Callable[[str], AppTest]) -> Iterator[Callable[..., Counted]]:
    """Sends somebody to a page, by an address that asks for this and that."""
    step: Counted | None = None
    show = frame.show

    def run(*args: Any) -> None:
        assert step
        step.runs += 1
        show(*args)

    def query(_: object, __: object, statement: str, *___: object) -> None:
        if step and statement.lstrip().upper().startswith("SELECT"):
            step.asked += 1

    def go(page: str, **asked_for: str) -> Counted:
        nonlocal step
        step = Counted(visit(page))
        for fold in ("tray", "aside"):  # the lines in a fold are drawn once it is open
            step.app.session_state[fold] = True
        step.app.query_params.update(asked_for)
        assert step(lambda app: app.run())[0] == 1
        return step

    event.listen(Engine, "before_cursor_execute", query)
    with patch.object(frame, "show", run):
        yield go
    event.remove(Engine, "before_cursor_execute", query)


def press(key: str) -> Act:
    """Press the first button whose key begins so."""
    return lambda app: next(b for b in app.button if str(b.key).startswith(key)).click().run()


def choose(kind: str, key: str, value: Callable[[Any], Any]) -> Act:
    """Give the first widget of this kind whose key begins so another value."""

    def act(app: AppTest) -> AppTest:
        widget = next(w for w in getattr(app, kind) if str(w.key).startswith(key))
        return widget.set_value(value(widget)).run()

    return act


def second(widget: Any) -> Any:
    return list(widget.options)[1]


def a_body() -> Opened:
    j = next(j for j in whole().jurisdictions if j.agencies)
    return kinds.of_agency(j, j.agencies[0])


CLICKS: dict[str, dict[str, Act]] = {
    "situation": {
        "a row of the events": lambda app: tick(app, 3),
        "its tick again": lambda app: tick(tick(app, 3), None),
        "a pin": lambda app: click_map(app, f"places:nobody {told_best().place.id}"),
        "a state": lambda app: click_map(app, f"state:{STATE}"),
        "a point of the timeline": lambda app: click_point(app, [whole().events[7].id]),
        "a line below the table": press("line_"),
        "a chip": press("chip_state"),
        "further sentences": press("next_"),
        "the picture": press("to_briefing"),
        "a kind of event": lambda app: app.sidebar.checkbox[0].uncheck().run(),
        "a state in the sidebar": choose("selectbox", "filter_state", second),
        "days": choose("slider", "filter_dates", lambda w: (w.value[0] + timedelta(days=1), w.value[1])),
        "a source": choose("multiselect", "filter_sources", lambda w: [w.options[0]]),
    },
    "casualties": {
        "a point of a toll": lambda app: click_point(app, 1),
        "a row of the ledger": lambda app: tick(app, 2),
        "a check": lambda app: press_html(app, "open=check:0"),
        "a count ranked by the reader": lambda app: press("rank")(click_point(app, 1)),
        "another toll": choose("button_group", "which_toll", second),
        "another table": choose("button_group", "which_table", lambda _: "places"),
    },
    "quotes": {
        "a quote": lambda app: tick(app, 2),
        "one on the board": lambda app: press_html(app, f"open={kinds.of_quote(whole().quotes[4]).word()}"),
        "a theme": choose("selectbox", "which_theme", second),
    },
    "jurisdictions": {
        "a body": lambda app: press_html(app, f"open={a_body().word()}"),
        "a state": lambda app: click_map(app, f"state:{STATE}"),
    },
    "sources": {
        "a source": lambda app: tick(app, 2),
    },
}
#: Two runs, since two things are clicked.
TWICE = {"its tick again", "a count ranked by the reader"}


@pytest.mark.parametrize(("page", "click"), [(page, click) for page, clicks in CLICKS.items() for click in clicks])
def test_a_click_is_one_run(reader: Callable[..., Counted], page: str, click: str) -> None:
    step = reader(page, **({"state": STATE, "open": told_best().id} if page == "situation" else {}))
    runs, asked = step(CLICKS[page][click])
    assert runs == (2 if click in TWICE else 1)
    assert asked <= MOST * runs


def test_no_page_is_drawn_again_by_itself_but_for_what_was_read_in_the_background() -> None:
    views = Path(frame.__file__).parent
    assert [
        p.name for p in sorted(views.rglob("*.py"), reverse=True) if "st.rerun" in p.read_text(encoding="utf-8")
    ] == [
        "starting.py",
        "panel.py",
    ]


@pytest.mark.parametrize("page", PAGES)
def test_a_run_that_shows_nothing_new_asks_the_store_once(reader: Callable[..., Counted], page: str) -> None:
    step = reader(page)
    assert step(lambda app: app.run()) == (1, 1)


def test_to_the_picture_and_back_keeps_what_was_shown(reader: Callable[..., Counted]) -> None:
    shown = {"state": STATE, "open": Opened("event", told_best().id).word()}
    step = reader("situation", **shown)
    assert step(press("to_briefing"))[0] == 1
    assert step.app.query_params == {**shown, "view": "briefing"}
    assert step(press("from_briefing"))[0] == 1
    assert step.app.query_params == shown
    assert [w.value for w in step.app.sidebar.selectbox][1] == STATE


# ------------------------------------------------------------------ what a click comes to, in its one run
def said(app: AppTest) -> str:
    return " ".join(str(block.proto.body) for block in app.get("html"))


def test_a_filter_is_right_everywhere_in_the_run_of_its_click(reader: Callable[..., Counted]) -> None:
    step = reader("situation", kind="all")
    step(choose("selectbox", "filter_state", lambda _: STATE))
    inside = sum(bool(e.place and e.place.admin1_code == STATE) for e in whole().events)
    assert f"{inside} of {len(whole().events)} events" in said(step.app)
    assert [b.label for b in step.app.button if str(b.key).startswith("chip_")] == ["Queensland ×", "Clear all"]
    assert step.app.query_params["state"] == STATE
    step(press("chip_state"))
    assert step.filters == Filters()
    assert f"{len(whole().events)} of {len(whole().events)} events" in said(step.app)
    assert "state" not in step.app.query_params
    assert next(s.value for s in step.app.sidebar.selectbox if s.key == "filter_state") is None


def test_a_press_on_its_way_while_the_address_was_written_is_no_step_back(reader: Callable[..., Counted]) -> None:
    step = reader("situation", kind="all")
    step(choose("selectbox", "filter_state", lambda _: STATE))
    written = dict(step.app.query_params)
    # The browser had not heard of the new address when the next press left it.
    step.app.query_params.clear()
    step.app.query_params["kind"] = "all"
    step(choose("checkbox", "filter_kinds_arson", lambda _: False))
    assert step.filters.state == STATE
    assert "arson" not in step.filters.kinds
    assert step.app.query_params["state"] == STATE
    # Without a press the same address is a step back.
    step.app.query_params.clear()
    step.app.query_params.update(written)
    step(lambda app: app.run())
    assert (step.filters.state, step.filters.kinds) == (STATE, ())
    step.app.query_params.clear()
    step(lambda app: app.run())
    assert step.filters.state is None


def test_statements_and_travel_are_shown_on_request_and_change_no_count(reader: Callable[..., Counted]) -> None:
    loud = [e for e in whole().events if symbol_of(e.type).key not in QUIET]
    step = reader("situation")
    assert 0 < len(loud) < len(whole().events)
    assert f"{len(loud)} of {len(whole().events)} events" in said(step.app)
    assert "kind" not in step.app.query_params
    figures = re.findall(r'class="what"><b>[^<]*</b>', said(step.app))
    step(press("chip_kinds"))
    assert f"{len(whole().events)} of {len(whole().events)} events" in said(step.app)
    assert step.app.query_params["kind"] == "all"
    assert re.findall(r'class="what"><b>[^<]*</b>', said(step.app)) == figures
    assert not [b for b in reader("quotes").app.button if str(b.key).startswith("chip_kinds")]


def test_another_country_lets_a_state_and_place_go_that_lie_elsewhere(reader: Callable[..., Counted]) -> None:
    place = told_best().place
    assert place
    step = reader("situation", state=STATE, place=place.id)
    step(choose("selectbox", "filter_country", lambda w: w.options[0]))
    kept = step.filters
    assert (kept.country, kept.state, kept.place) == ("AU", STATE, place.id)
    step(choose("selectbox", "filter_state", lambda _: "AU.02"))
    assert (step.filters.state, step.filters.place) == ("AU.02", None)


def test_no_tick_shows_nothing_and_says_so(reader: Callable[..., Counted]) -> None:
    step = reader("situation", known="municipality", kind="all")
    ticks = {t.key: t for t in step.app.sidebar.checkbox}
    assert [key for key, t in ticks.items() if key.startswith("filter_known") and t.value] == [
        "filter_known_municipality"
    ]
    step(lambda app: next(t for t in app.sidebar.checkbox if t.key == "filter_known_municipality").uncheck().run())
    assert step.filters.known == ("none",)
    assert not next(t for t in step.app.sidebar.checkbox if t.key == "filter_known_municipality").value
    assert f"0 of {len(whole().events)} events" in said(step.app)
    assert [b.label for b in step.app.button if str(b.key).startswith("chip_")] == ["no precision ×", "Clear all"]


def test_a_filter_opens_nothing_though_other_rows_come_under_the_tick(reader: Callable[..., Counted]) -> None:
    step = reader("situation")
    step(lambda app: tick(app, 3))
    before = step.opened
    assert before
    step(choose("selectbox", "filter_state", lambda _: STATE))
    assert step.opened == before
    step(lambda app: app.run())
    assert step.opened == before


def test_the_tick_stands_at_what_is_open_whoever_opened_it(reader: Callable[..., Counted]) -> None:
    step = reader("situation")
    shown = whole().events[7]
    step(lambda app: click_point(app, shown.id))
    (row,) = step.app.session_state["event_table"]["selection"]["rows"]
    step(lambda app: tick(app, None))  # the tick taken off: it comes back, the card stays
    assert step.opened == kinds.of_event(shown)
    assert step.app.session_state["event_table"]["selection"]["rows"] == [row]


def test_a_pin_lists_its_place_alone_until_all_are_asked_for(reader: Callable[..., Counted]) -> None:
    step = reader("situation", kind="all")
    place = next(e.place for e in whole().events if e.place and e.place.level == "city")
    step(lambda app: click_map(app, f"places:{place.id}"))
    assert step.app.session_state["atlas_on_pages"].spot == Spot(places=frozenset({place.id}))
    here = [e for e in whole().events if e.place and e.place.id == place.id]
    assert len(step.app.dataframe[0].value) == len(here)
    assert step.opened in map(kinds.of_event, here)
    step(press("unfocus"))
    assert len(step.app.dataframe[0].value) == min(len(whole().events), ROWS_OF_A_PAGE)


def test_nothing_comes_of_what_a_map_never_says(reader: Callable[..., Counted]) -> None:
    step = reader("situation")
    for told in ("places:nobody", "state:", "x", None, 3, ["places:t3-1"], {"a": 1}):
        assert step(lambda app, told=told: click_map(app, told))[0] == 1
        assert (step.opened, step.app.query_params) == (None, {})


@pytest.mark.parametrize("page", ["situation", "casualties"])
def test_nothing_comes_of_a_point_that_no_chart_has(reader: Callable[..., Counted], page: str) -> None:
    step = reader(page)
    for mark in ("nobody", None, -1, 10**6, "1e3", "²", [], {}):
        step(lambda app, mark=mark: click_point(app, mark))
        assert step.opened is None


def test_another_toll_closes_the_count_of_the_one_before_and_nothing_else(reader: Callable[..., Counted]) -> None:
    step = reader("casualties")
    step(lambda app: click_point(app, 1))
    assert step.opened
    assert step.opened.kind == "count"
    step(choose("button_group", "which_toll", second))
    assert step.opened is None
    step(lambda app: press_html(app, "open=check:0"))
    step(choose("button_group", "which_toll", lambda w: next(iter(w.options))))
    assert step.opened == Opened("check", "0")


def test_sentences_are_paged_and_another_item_begins_at_its_first(reader: Callable[..., Counted]) -> None:
    step = reader("situation", open=told_best().id)
    total = len(told_best().evidence)
    assert f"1–2 of {total} sentences" in said(step.app)
    step(press("next_"))
    assert f"3–4 of {total} sentences" in said(step.app)
    step(press("back_"))
    assert f"1–2 of {total} sentences" in said(step.app)
    step(press("next_"))
    step(lambda app: tick(app, 5))
    assert step.app.session_state["atlas_sentence"] == 0


# ------------------------------------------------------------------ what takes a while is done in the run of its click
def test_a_text_that_is_refused_is_told_in_one_run_and_stays_in_its_box(reader: Callable[..., Counted]) -> None:
    step = reader("sources")
    box = next(a for a in step.app.text_area if a.label == "Paste a text").set_value("---\npublisher: nobody\n---\n ")
    assert step(lambda app: next(b for b in app.button if b.label == "Read this text").click().run())[0] == 1
    assert "1 source could not be read" in [e.label for e in step.app.expander]
    assert next(a for a in step.app.text_area if a.label == "Paste a text").value == box.value
    step(lambda app: app.run())
    assert "1 source could not be read" not in [e.label for e in step.app.expander]


def test_a_source_is_removed_in_one_run(reader: Callable[..., Counted]) -> None:
    step = reader("sources")
    step(lambda app: tick(app, 2))
    assert step(lambda app: app.main.checkbox[0].check().run())[0] == 1
    assert step(press("remove_"))[0] == 1
    assert "was removed with all it told" in step.app.success[0].value
    assert step(lambda app: app.run())[0] == 1
    assert not step.app.success
