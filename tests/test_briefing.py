"""The clean frame and the menu of files: one picture only, and what nothing bears out is said to be left out."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

import pytest

from geo.export.formats import made
from geo.selection.filters import Filters
from geo.views import data
from geo.views.screens import briefing
from tests.paged import opened
from tests.scale import many_events

MADE = many_events(60, documents=20)
WHOLE = replace(MADE, events=tuple(replace(e, main=False) for e in MADE.events))


def planted():
    """The same incident, of which the best counts are said to be somebody's whom no sentence names."""
    tolls = [
        replace(t, best_entry=t.best_entry and replace(t.best_entry, asserted_by="Nobody Atall")) for t in WHOLE.tolls
    ]
    return replace(WHOLE, tolls=tuple(tolls))


def test_the_frame_shows_the_picture_that_the_brief_saves() -> None:
    shown: list[bytes] = []
    agrees = patch("geo.export.brief.check._agrees", return_value=None)  # no main event: no day may be inferred from it
    with agrees, opened("situation", lambda *_: WHOLE) as app, patch.object(briefing, "made", wraps=made) as drawn:
        app.query_params["view"] = "briefing"
        app.run()
        assert not app.exception
        assert not app.expander
        (_, view, outlines), _ = drawn.call_args
        kinds = data.shown().offer.usual
        shown += [
            made("png", view, outlines).data,
            made("png", data.shown().view(Filters(kinds=kinds)), outlines).data,
        ]
    assert shown[0] == shown[1]


@pytest.mark.parametrize("place", ["the frame", "the menu"])
def test_what_was_left_out_is_said_with_the_reason(place: str) -> None:
    with opened("situation", lambda *_: planted()) as app:
        if place == "the frame":
            app.query_params["view"] = "briefing"
        else:
            app.session_state["brief"] = True  # opened by the reader
        app.run()
        assert not app.exception
        (told,) = [e for e in app.expander if "left out of the brief" in e.label]
        assert "Nobody Atall" in told.markdown[0].value
        assert "does not name who said it" in told.markdown[0].value


def test_what_a_page_leaves_out_by_itself_takes_no_count_from_its_files() -> None:
    with opened("casualties", lambda *_: WHOLE) as app:
        app.run()
        usual = data.shown().offer.usual
        assert usual
        view = data.shown().view(Filters(kinds=usual))
        assert view.shown.tolls == WHOLE.tolls
        assert view.sources is None
        assert len(view.shown.events) < len(WHOLE.events)
