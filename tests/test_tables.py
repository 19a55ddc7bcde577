"""CSV files: every record a row, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from geo.export import code_words, tables
from geo.incident import IncidentFigure
from geo.messages import speaking
from geo.reconcile import reconcile
from geo.types import Figure
from tests import makers
from tests.invented import hostile, incident
from tests.makers import casualty, extraction


def rows(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_every_event_count_and_quote_is_a_row():
    story = incident()
    assert len(rows(tables.events_csv(story))) == len(story.events)
    assert len(rows(tables.ledger_csv(story))) == sum(len(t.entries) for t in story.tolls)
    assert len(rows(tables.quotes_csv(story))) == len(story.quotes)


def test_what_no_source_says_is_an_empty_cell_and_not_zero():
    undated = rows(tables.events_csv(incident()))[-1]
    assert undated["date_start"] == undated["latitude"] == undated["place"] == ""
    scores = rows(tables.ledger_csv(incident()))[-1]
    assert (scores["count"], scores["min"], scores["max"]) == ("scores", "", "")


def test_no_coordinate_stands_for_a_whole_country():
    country = next(r for r in rows(tables.events_csv(incident())) if r["place"] == "Quolia")
    assert country["latitude"] == ""


def test_no_coordinate_stands_for_a_state():
    state = next(r for r in rows(tables.events_csv(incident())) if r["where_prec"] == "4")
    assert (state["latitude"], state["longitude"]) == ("", "")
    assert state["place"]


def test_a_spreadsheet_runs_nothing():
    base = hostile()
    story = replace(
        base,
        quotes=tuple(
            replace(q, speaker='=HYPERLINK("x")', quote=replace(q.quote, text="@SUM(1)\nx")) for q in base.quotes
        ),
    )
    first = rows(tables.quotes_csv(story))[0]
    assert first["speaker"] == '\'=HYPERLINK("x")'
    assert first["words"] == "'@SUM(1) x"


def test_without_records_the_header_stands_alone():
    bare = replace(incident(), events=(), tolls=(), quotes=())
    assert tables.events_csv(bare).decode("utf-8-sig").strip() == ",".join(tables.EVENT_COLUMNS)
    assert rows(tables.ledger_csv(bare)) == rows(tables.quotes_csv(bare)) == []


def test_a_count_says_whether_its_day_is_told():
    def basis(**changes):
        told = reconcile([extraction(casualties=(replace(casualty(), **changes),))])
        (row,) = rows(tables.ledger_csv(told))
        return row["date"], row["date_basis"]

    assert basis(date="2031-05-05") == ("2031-05-05", "told")
    assert basis(date="2031-05-05", date_basis="story") == ("2031-05-05", "inferred")
    assert basis(date=None) == ("", "")


def test_other_numbers_have_a_table_of_their_own():
    blocks = Figure(0, 3, 0, 42, "=25", 25, 25, None, "+blockades", None)
    told = IncidentFigure(blocks, makers.DOCUMENT.id, "Post", "2031-05-06", "Post", makers.EVIDENCE)
    (row,) = rows(tables.figures_csv(makers.incident(figures=(told,))))
    assert (row["number"], row["what"], row["min"], row["unsure"]) == ("'=25", "'+blockades", "25", "")


def test_a_table_in_spanish_has_the_governments_and_countries_in_spanish():
    base = incident()
    quotes = tuple(
        replace(q, government=name) for q, name in zip(base.quotes, ("United States", "Others"), strict=True)
    )
    with speaking("es"):
        told = rows(tables.quotes_csv(replace(base, quotes=quotes)))
    assert [row["gobierno"] for row in told] == ["Estados Unidos", "Otros"]
    assert [row["government"] for row in rows(tables.quotes_csv(replace(base, quotes=quotes)))] == [
        "United States",
        "Others",
    ]


def test_codes_are_words_of_the_page_for_people_and_codes_for_programs() -> None:
    story = incident()
    with speaking("es"):
        kinds = tables.events(story)
        spanish = [row[kinds.columns.index("type")] for row in kinds.cells()]
        counted = rows(tables.ledger_csv(story))
        heads = tables.ledger(story).headings()
    assert {row[kinds.columns.index("type")] for row in kinds.rows} == {e.type for e in story.events}
    assert not {str(word) for word in spanish} & {"raid", "killing", "prison_break"}
    status, relation = (heads[tables.LEDGER_COLUMNS.index(c)] for c in ("status", "relation"))
    assert "muertos" in {row[status] for row in counted}
    assert all(row[relation][:1].isalpha() for row in counted if row[relation])
    with speaking("es"):
        asserted = tuple(replace(q, quote=replace(q.quote, act="asserts")) for q in story.quotes)
        said = tables.quotes(replace(story, quotes=asserted))
        assert {row[said.columns.index("act")] for row in said.cells()} == {"afirma"}
        assert code_words.SHEETS["events"] == "hechos"
    assert {row["status"] for row in rows(tables.ledger_csv(story))} <= {"killed", "injured", "arrested", "missing"}
