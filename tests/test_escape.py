"""Nothing that a source wrote becomes markup, template or script."""

from __future__ import annotations

import base64
import html
import json
from dataclasses import replace

import folium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Template

from geo.escape import cell, markdown, packed, safe, visible
from geo.maps.folium_map import built
from tests.makers import NORTH, event, incident
from tests.paged import opened

HOSTILE = [
    "{{7*7}}",
    "{% for x in [1] %}x{% endfor %}",
    "${7*7}",
    "`${alert(1)}`",
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)",
    "\\u003cscript\\u003e",
    "{{ ''.__class__.__mro__ }}",
    "{#",
    "&lt;script&gt;",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_survives_two_templates_as_text(text: str) -> None:
    once = Template(safe(text)).render()
    twice = Template(once).render()
    assert html.unescape(twice) == text


@given(st.text())
def test_a_browser_shows_what_was_written(text: str) -> None:
    assert html.unescape(safe(text)) == visible(text).replace("\x00", "")


@given(st.text())
def test_no_character_that_any_engine_reads_is_left(text: str) -> None:
    assert not set("<>\"'`${}\\") & set(safe(text))


def test_marks_that_turn_the_reading_direction_are_dropped() -> None:
    assert safe("abc\u202edcb") == "abcdcb"


def test_plain_words_stay_as_they_are() -> None:
    assert safe("Michoacán, “20 states” — 62–74") == "Michoacán, “20 states” — 62–74"


@given(st.recursive(st.text() | st.integers() | st.none(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)))
def test_packed_data_comes_back_and_holds_no_markup(data: object) -> None:
    text = packed(data)
    assert json.loads(base64.b64decode(text)) == data
    assert not set("<>\"'`${}\\&") & set(text)


def test_what_sources_wrote_is_data_to_the_map_and_no_part_of_a_script() -> None:
    events = [event(f"e{i}", place=replace(NORTH, id=f"p{i}", name=text)) for i, text in enumerate(HOSTILE)]
    with opened("situation", lambda *_: incident(*events)) as app:
        parts = [part.proto for part in app.run().get("bidi_component")]
    read = [(told, json.loads(told.mixed.json or told.json or "{}")) for told in parts]
    ((told, data),) = [(told, data) for told, data in read if isinstance(data, dict) and "moving" in data]
    assert {place["name"] for place in data.pop("moving")["places"]} == set(HOSTILE)
    assert (data["html"], data["script"]) == (built("light").html, built("light").script)
    sent = json.dumps(data) + told.js_content + told.html_content + told.css_content
    assert [text for text in HOSTILE if text in sent] == []


def test_folium_itself_would_run_it() -> None:
    """The reason for all this: if folium stops rendering twice, this test says so."""
    made = folium.Map(tiles=None)
    folium.Marker([0, 0], popup=folium.Popup(html.escape("{{31337*31}}"))).add_to(made)
    assert "971447" in made.get_root().render()


def test_markdown_is_shown_and_not_rendered() -> None:
    assert markdown("![i](http://a.b) **x**") == r"\!\[i\]\(http\:\/\/a\.b\) \*\*x\*\*"
    assert markdown("Michoacán – “20”") == "Michoacán – “20”"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_text(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["25", "a=b", 12, None, "2026-02-22"])
def test_other_cells_stay(value: object) -> None:
    assert cell(value) == value
