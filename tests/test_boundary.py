"""What fails on a page, run without a browser: a sentence or a reference where it failed, and the rest of the page."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from geo.errors import AtlasError
from geo.views import data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TEXT = "---\npublished: 2025-05-06\nlanguage: en\n---\nPolice raided a farm near Torreón, Mexico, on Monday.\n"
#: The app with one page: what ``app.py`` does, without the menu.
APP = """
from geo.views import frame, starting
from geo.views.screens import {page}
class Page:
    title = "{page}"
    def run(self):
        {page}.page()
frame.enter()
frame.show(Page(), [], starting.ensure)
"""
PAGES = ("situation", "casualties", "quotes", "jurisdictions", "sources")


def run(script: str) -> AppTest:
    return AppTest.from_string(script, default_timeout=120).run()


def errors(at: AppTest) -> list[str]:
    """The error sentences as a reader sees them; a page must have no other kind of failure."""
    assert [e.message for e in at.exception] == []
    return [e.value.replace("\\", "") for e in at.error]


def guarded(body: str) -> AppTest:
    return run(
        "import streamlit as st\nfrom geo.errors import StoreError\n"
        f"from geo.views.faults import begin, guarded\nbegin()\n{body}\nst.write('the rest')\n"
    )


def test_what_is_raised_on_purpose_is_its_sentence_and_the_rest_is_drawn() -> None:
    at = guarded(
        "with guarded('The map') as part:\n raise StoreError('![x](http://evil.invalid) *cannot* be used.')\n"
        "st.write(part.failed)"
    )
    assert errors(at) == ["![x](http://evil.invalid) *cannot* be used."]
    assert at.error[0].value.startswith(r"\!\[x\]")  # the Markdown of it is text
    assert [m.value for m in at.markdown] == ["`True`", "the rest"]


def test_an_unforeseen_fault_has_a_reference_that_the_log_has_too(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="geo.views.faults"):
        at = guarded("with guarded('The map'):\n [][1]")
    found = re.fullmatch(
        r"The map failed: an unforeseen fault \(IndexError, reference ([0-9a-f]{6})\)\. "
        r"The log has it under that reference: please report it\.",
        errors(at)[0],
    )
    assert found
    record = next(r for r in caplog.records if found[1] in r.getMessage())
    assert record.exc_info
    assert isinstance(record.exc_info[1], IndexError)
    assert [m.value for m in at.markdown] == ["the rest"]


@pytest.mark.parametrize(("fault", "many"), [("StoreError('same')", 1), ("KeyError('same')", 1), ("KeyError(i)", 3)])
def test_one_fault_is_said_once_in_a_run(fault: str, many: int) -> None:
    at = guarded(f"for i in range(3):\n with guarded('Part'):\n  raise {fault}")
    assert len(errors(at)) == many
    assert len(errors(at.run())) == many


def test_a_dialog_says_again_what_the_page_has_said() -> None:
    at = guarded("for apart in (False, True):\n with guarded('Part', apart=apart):\n  raise StoreError('same')")
    assert errors(at) == ["same", "same"]


def test_streamlits_own_signals_pass() -> None:
    at = guarded(
        "with guarded('Part'):\n if 'again' not in st.session_state:\n  st.session_state['again'] = 1\n"
        "  st.rerun()\n st.write('second run')\n st.stop()"
    )
    assert errors(at) == []
    assert [m.value for m in at.markdown] == ["second run"]


# ------------------------------------------------------------------ settings
@pytest.fixture
def setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Sets environment settings over a folder with one text and a store of its own."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.md").write_text(TEXT, encoding="utf-8")
    monkeypatch.setenv("INCIDENT_ATLAS_SEEDS", str(tmp_path / "seeds"))
    monkeypatch.setenv("INCIDENT_ATLAS_STORE", f"sqlite:///{tmp_path / 'store.sqlite'}")
    st.cache_resource.clear()

    def use(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(f"INCIDENT_ATLAS_{name}", value.replace("TMP", str(tmp_path)))

    yield use
    st.cache_resource.clear()


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"SEEDS": "TMP/nowhere"}, "TMP/nowhere cannot be opened as a folder"),
        ({"SEEDS": "TMP/seeds/a.md"}, "a.md cannot be opened as a folder"),
        ({"STORE": "nonsense"}, "'nonsense' is not a database URL"),
        ({"STORE": "sqlite://"}, "'sqlite://' keeps nothing"),
        ({"STORE": "sqlite:////dev/null/x"}, "INCIDENT_ATLAS_STORE"),
        ({"MODEL": "no_such_model"}, "INCIDENT_ATLAS_MODEL"),
        ({"MODEL": "json"}, "INCIDENT_ATLAS_MODEL"),
        ({"GAZETTEER": "/dev/null/folder/g.sqlite"}, "INCIDENT_ATLAS_GAZETTEER"),
        ({"GAZETTEER": f"TMP/{'x' * 5000}"}, "INCIDENT_ATLAS_GAZETTEER"),
        ({"GEOCODER": "no_such_service"}, "INCIDENT_ATLAS_GEOCODER=no_such_service"),
        ({"GEOCODER": "nominatim", "GEOCODER_OPTIONS": "[" * 20_000}, "INCIDENT_ATLAS_GEOCODER_OPTIONS"),
    ],
)
def test_a_wrong_setting_is_one_sentence_on_the_page(
    setting: Callable[..., None], tmp_path: Path, values: dict[str, str], named: str
) -> None:
    setting(**values)
    said = errors(run(APP.format(page="sources")))
    assert len(said) == 1
    assert named.replace("TMP", str(tmp_path)) in said[0]
    assert "reference" not in said[0]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_that_the_seeds_are_missing_and_stands(setting: Callable[..., None], page: str) -> None:
    setting(SEEDS="TMP/nowhere")
    at = run(APP.format(page=page))
    assert len(errors(at)) == 1
    assert any("<h1>" in h.proto.body for h in at.get("html"))
    assert at.sidebar.selectbox
    assert len(errors(at.run())) == 1


# ------------------------------------------------------------------ an incident that cannot be put together
@pytest.mark.parametrize("fault", [ValueError("of nobody's making"), AtlasError("one record is damaged: remove it.")])
def test_a_source_can_be_removed_where_no_incident_can_be_made(
    setting: Callable[..., None], fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise fault

    setting()
    monkeypatch.setattr(data, "incident_of", fail)
    at = run(APP.format(page="sources"))
    said = errors(at)
    assert len(said) == 1
    assert "reference" in said[0] or said[0] == str(fault)
    listed = at.dataframe[0].value
    assert list(listed["Published"]) == ["6 May 2025"]
    assert [document.published for document in data.store().documents()] == ["2025-05-06"]
    monkeypatch.undo()


def test_a_mended_incident_file_counts_without_a_new_start(setting: Callable[..., None], tmp_path: Path) -> None:
    setting()
    file = tmp_path / "seeds" / "incident.toml"
    file.write_text('titel = "The fire"')
    at = run(APP.format(page="situation"))
    assert errors(at) == []
    assert "the key 'titel' is not known" in at.warning[0].value.replace("\\", "")
    file.write_text('title = "The fire"')
    at.run()
    assert [w.value for w in at.warning] == []
    assert any("<h1>The fire</h1>" in h.proto.body for h in at.get("html"))
