"""An editor's grade of a source is kept with its reason and stands wherever the source counts."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geo.assemble import incident_of
from geo.custody import Grade, grade_of
from geo.errors import SourceError
from geo.export import tables
from geo.export.dataset.whole import incident_json, read_incident
from geo.export.single.records import records_of
from geo.ingest import add_sources
from geo.run.cli import main
from geo.selection.filters import Filters
from geo.selection.view import view_of
from geo.settings import Settings
from geo.sources import read_text
from geo.store import Store, salvage
from geo.types import Extraction
from geo.views import data
from tests.makers import incident
from tests.paged import opened
from tests.scale import many_events
from tests.test_ingest import FakePipeline

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT = read_text("a.txt", "A road was blocked.", title="Roads", publisher="Post")
B2 = Grade("B", "2", "their reporter was there")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    made.add(DOCUMENT, Extraction(DOCUMENT))
    return made


@pytest.mark.parametrize(("code", "reason"), [("B2", "x"), ("a1", "x"), (" F6 ", " a \n b ")])
def test_a_grade_is_a_letter_and_a_figure_with_a_reason(code: str, reason: str) -> None:
    made = grade_of(code, reason)
    assert (made.code, made.reason) == (code.strip().upper(), " ".join(reason.split()))


@pytest.mark.parametrize("code", ["", "B", "2B", "G1", "A0", "A7", "B22", "é2", "B²"])
def test_what_is_no_grade_is_refused(code: str) -> None:
    with pytest.raises(SourceError, match="is no grade"):
        grade_of(code, "x")


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_a_grade_without_a_reason_is_refused(reason: str) -> None:
    with pytest.raises(SourceError, match="needs its reason"):
        grade_of("B2", reason)


def test_a_grade_is_kept_logged_changed_and_taken_back(store: Store) -> None:
    assert store.grade(DOCUMENT.id, B2, by="ana")
    assert store.grade(DOCUMENT.id, replace(B2, reliability="C"), by="luis")
    assert dict(store.grades())[DOCUMENT.id].code == "C2"
    assert store.grade(DOCUMENT.id, None, by="ana")
    assert store.grades() == ()
    assert [(d.who, d.what, d.detail) for d in store.log()][1:] == [
        ("ana", "graded", "B2: their reporter was there"),
        ("luis", "graded", "C2: their reporter was there"),
        ("ana", "ungraded", ""),
    ]
    assert not store.grade("0" * 16, B2)


def test_a_grade_outlives_a_removal_and_a_salvage(store: Store, tmp_path: Path) -> None:
    store.grade(DOCUMENT.id, B2)
    store.remove(DOCUMENT.id)
    store.bring_back(DOCUMENT.id)
    add_sources(store, [replace(DOCUMENT, title="New")], Settings(seeds=tmp_path, store=store.url), FakePipeline)
    assert store.grades() == ((DOCUMENT.id, B2),)
    store.close()
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as db, db:
        db.execute("UPDATE document SET text = 'A road was b1ocked.'")
    assert salvage(store.url) is not None
    assert Store(store.url).grades() == ((DOCUMENT.id, B2),)


@pytest.mark.parametrize(("column", "value"), [("reliability", "'Z'"), ("credibility", "2"), ("reason", "x'ff'")])
def test_a_damaged_grade_is_none(store: Store, tmp_path: Path, column: str, value: str) -> None:
    store.grade(DOCUMENT.id, B2)
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as db, db:
        db.execute(f"UPDATE grade SET {column} = {value}")
    assert [grade for _, grade in store.grades() if grade.code != "B2"] == []


def test_it_stands_in_every_file_that_names_the_source(store: Store, tmp_path: Path) -> None:
    whole = many_events(12, documents=3)
    graded = whole.documents[0].id
    view = view_of(replace(whole, grades=((graded, B2),)), Filters())
    for table in tables.tables(view):
        rows = list(csv.DictReader(io.StringIO(table.csv().decode("utf-8-sig"))))
        if table.name in {"counts", "quotes", "sources"}:
            assert {row["grade"] for row in rows} <= {"B2", ""}, table.name
        if table.name == "sources":
            assert {r["id"]: (r["grade"], r["grade_reason"]) for r in rows}[graded] == ("B2", B2.reason)
        if table.name == "events":
            assert any(row["grades"] for row in rows)
    assert read_incident(incident_json(view), "x").incident.grades == ((graded, B2),)
    assert json.loads(incident_json(view))["incident"]["grades"][0][1]["reason"] == B2.reason
    row = next(r for r in records_of(view).sources if r["id"] == graded)
    assert (row["grade"], row["graded"]) == ("B2", "usually reliable, probably true: their reporter was there")
    store.grade(DOCUMENT.id, B2)
    assert incident_of(store, Settings(seeds=tmp_path)).grades == ((DOCUMENT.id, B2),)


def test_it_is_given_and_shown_on_the_page_and_its_reason_is_text() -> None:
    with opened("sources", lambda store, _: incident(documents=store.documents())) as app:
        data.store().add(DOCUMENT, Extraction(DOCUMENT))
        app.query_params["text"] = DOCUMENT.id
        app.run()
        press(app, "Grade it")
        assert "is no grade" in app.error[0].value
        app.selectbox(key=f"reliability_{DOCUMENT.id}").select("B")
        app.selectbox(key=f"credibility_{DOCUMENT.id}").select("2")
        app.text_input(key=f"reason_{DOCUMENT.id}").input("<b>{{7*7}}</b>")
        press(app, "Grade it")
        assert not app.exception
        assert dict(data.store().grades())[DOCUMENT.id].code == "B2"
        drawn = " ".join(x.proto.body for x in app.get("html"))
        assert 'class="grade" title="usually reliable, probably true' in drawn
        assert "<b>{{7*7}}" not in drawn
        assert app.dataframe[0].value["Grade"].tolist() == ["B2"]
        app.button(key=f"ungrade_{DOCUMENT.id}").click().run()
        assert data.store().grades() == ()


def press(app: object, label: str) -> None:
    next(x for x in app.button if x.label == label).click().run()


def test_it_stands_on_the_card_and_in_the_table_of_counts() -> None:
    whole = many_events(12, documents=3)
    with opened("casualties", lambda *_: whole) as app:
        for document in whole.documents:
            data.store().add(document, Extraction(document))
            data.store().grade(document.id, B2)
        app.run()
        assert not app.exception
        assert any("· B2" in str(cell) for frame in app.dataframe for cell in frame.value.to_numpy().ravel())
        assert any('class="grade"' in x.proto.body for x in app.get("html"))


def test_the_command(store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("INCIDENT_ATLAS_STORE", store.url)
    assert main(["grade", DOCUMENT.id, "B2", "their reporter was there"]) == 0
    assert store.grades() == ((DOCUMENT.id, B2),)
    assert main(["sources"]) == 0
    assert "Roads  B2" in capsys.readouterr().out
    assert main(["grade", DOCUMENT.id, "B2"]) == 2
    assert main(["grade", "0" * 16, "B2", "x"]) == 2
    assert main(["grade", DOCUMENT.id]) == 0
    assert store.grades() == ()
