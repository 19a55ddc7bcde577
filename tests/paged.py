"""A page of the app on an incident of the test's own, run in this process: no server, no browser, nothing read."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from unittest.mock import patch

import streamlit as st
from streamlit.testing.v1 import AppTest

from geo.views import data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from streamlit.testing.v1.element_tree import Node

    from geo.incident import Incident

PAGES = ("situation", "casualties", "quotes", "jurisdictions", "sources")
_SCRIPT = """
import streamlit as st
from geo.views import frame, starting
from geo.views.screens import {page}

page = st.Page({page}.page, title="{page}", default=True)
frame.enter()
frame.show(st.navigation([page], position="hidden"), [page], starting.ensure)
"""


@contextmanager
def over(incident_of: Callable[..., Incident]) -> Iterator[Callable[[str], AppTest]]:
    """Opens pages, each for a reader of its own and not yet run, over an empty store; all show ``incident_of``."""
    with (
        TemporaryDirectory() as folder,
        patch.object(data, "incident_of", incident_of),
        patch.dict(
            os.environ, {"INCIDENT_ATLAS_SEEDS": folder, "INCIDENT_ATLAS_STORE": f"sqlite:///{folder}/store.sqlite"}
        ),
    ):
        st.cache_resource.clear()
        st.cache_data.clear()  # pictures too are kept by the version of the store, which is empty each time
        yield _reader
        data.store().close()
        st.cache_resource.clear()


def _reader(page: str) -> AppTest:
    """Somebody who has seen the map stand, which no browser tells here: the chart of days no longer waits for it."""
    app = AppTest.from_string(_SCRIPT.format(page=page), default_timeout=600)
    app.session_state["atlas_looked"] = True
    return app


@contextmanager
def opened(page: str, incident_of: Callable[..., Incident]) -> Iterator[AppTest]:
    """One page, not yet run, for one reader."""
    with over(incident_of) as visit:
        yield visit(page)


# ------------------------------------------------------------------ clicks that AppTest has no words for
def tick(app: AppTest, row: int | None, nth: int = 0) -> AppTest:
    """Tick a row of a table, or take the tick off."""
    rows = [] if row is None else [row]
    return _told(app, app.dataframe[nth], string_value=json.dumps({"selection": {"rows": rows}}))


def click_point(app: AppTest, mark: object, nth: int = 0) -> AppTest:
    """Click a point of a chart; ``mark`` is what the chart knows it by."""
    chart = [found for found in app.get("plotly_chart") if found.proto.id][nth]
    picked = {"points": [{"customdata": mark}], "point_indices": [0], "box": [], "lasso": []}
    return _told(app, chart, string_value=json.dumps({"selection": picked}))


def click_map(app: AppTest, told: object) -> AppTest:
    """Click on the map; ``told`` is what its script says of it."""
    picked = json.dumps([{"event": "picked", "value": told}])
    return _told(app, _component(app, "atlas_map"), "$$STREAMLIT_INTERNAL_KEY_{}__events", json_trigger_value=picked)


def press_html(app: AppTest, asked: str) -> AppTest:
    """Press what the page's own HTML holds; ``asked``: the parameters of an address that it asks for."""
    picked = json.dumps([{"event": "pressed", "value": asked}])
    return _told(app, _component(app, "atlas_clicks"), "$$STREAMLIT_INTERNAL_KEY_{}__events", json_trigger_value=picked)


def _component(app: AppTest, name: str) -> Node:
    return next(found for found in app.get("bidi_component") if found.proto.component_name.endswith(name))


def _told(app: AppTest, widget: Node, name: str = "{}", **value: str) -> AppTest:
    """A run with what a browser would tell of one widget; ``name``: how it calls the widget."""
    states = app._tree.get_widget_states()
    state = states.widgets.add()
    state.id = name.format(widget.proto.id)
    for field, told in value.items():
        setattr(state, field, told)
    return app._run(states)
