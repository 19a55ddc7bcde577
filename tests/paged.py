"""A page of the app on an incident of the test's own, run in this process: no server, no browser, nothing read."""

from __future__ import annotations

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

    from geo.incident import Incident

PAGES = ("situation", "casualties", "quotes", "jurisdictions", "sources")
_SCRIPT = """
import streamlit as st
from geo.views import frame, starting
from geo.views.screens import {page}

page = st.Page({page}.page, title="{page}", default=True)
st.navigation([page], position=frame.menu())
frame.show(page, starting.ensure)
"""


@contextmanager
def opened(page: str, incident_of: Callable[..., Incident]) -> Iterator[AppTest]:
    """The page, not yet run, over an empty store of its own; ``incident_of`` gives what it shows."""
    with (
        TemporaryDirectory() as folder,
        patch.object(data, "incident_of", incident_of),
        patch.dict(
            os.environ, {"INCIDENT_ATLAS_SEEDS": folder, "INCIDENT_ATLAS_STORE": f"sqlite:///{folder}/store.sqlite"}
        ),
    ):
        st.cache_resource.clear()
        yield AppTest.from_string(_SCRIPT.format(page=page), default_timeout=600)
        data.store().close()
        st.cache_resource.clear()
