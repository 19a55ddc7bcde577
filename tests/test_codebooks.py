"""Events in the columns of UCDP GED and ACLED: what is known in their codes, what is not known empty."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geo import cli
from geo.export.codebooks import ACLED_COLUMNS, UCDP_COLUMNS, acled_csv, ucdp_csv
from geo.reconcile import reconcile
from geo.settings import Settings
from geo.store import Store
from geo.types import Place
from tests.makers import DOCUMENT, EVIDENCE, NORTH, STATE, casualty, event, extraction, incident, telling

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from geo.incident import Incident

PERU = Place("9", "Calca", -13.32, -71.96, "city", "PE", "Cusco", "PE.08", "Calca")


def rows(written: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"))))


def told(*counts: Any, **changes: Any) -> Incident:
    killing = telling(type="killing", start=60, end=66, sent_start=43, sent_end=93)
    return reconcile([extraction(events=(telling(), killing), casualties=counts, **changes)])


def test_the_columns_are_theirs_in_their_order():
    assert tuple(rows(ucdp_csv(incident()))[0]) == UCDP_COLUMNS
    assert tuple(rows(acled_csv(incident()))[0]) == ACLED_COLUMNS
    assert (len(UCDP_COLUMNS), len(ACLED_COLUMNS)) == (49, 31)


def test_where_and_when_in_codes():
    (row,) = rows(ucdp_csv(incident(event(place=PERU, date_start="2031-05", date_end="2031-05", date_prec=3))))
    assert (row["latitude"], row["longitude"], row["where_prec"], row["adm_1"], row["country"]) == (
        "-13.32", "-71.96", "1", "Cusco", "Peru")
    assert row["priogrid_gid"] == str(153 * 720 + 216 + 1)
    assert (row["date_start"], row["date_end"], row["date_prec"], row["event_clarity"]) == (
        "2031-05-01 00:00:00.000", "2031-05-31 00:00:00.000", "3", "2")
    (row,) = rows(acled_csv(incident(event(place=PERU))))
    codes = ("iso", "time_precision", "geo_precision", "event_date")
    assert tuple(row[c] for c in codes) == ("604", "1", "1", "2031-05-05")


def test_a_state_has_its_code_and_a_country_no_point():
    (row,) = rows(acled_csv(incident(event(place=STATE, where_prec=4))))
    assert row["geo_precision"] == "3"
    (row,) = rows(ucdp_csv(incident(event(where_prec=6))))
    assert (row["latitude"], row["priogrid_gid"], row["where_prec"], row["event_clarity"]) == ("", "", "6", "2")


def test_what_is_not_known_is_empty():
    (row,) = rows(ucdp_csv(incident(event(place=None, date_start=None, date_end=None, date_prec=None))))
    assert {c for c in UCDP_COLUMNS if row[c]} == {
        "id", "relid", "number_of_sources", "source_article", "source_office", "source_date", "source_headline"}
    (row,) = rows(acled_csv(incident(event(type="blockade"))))
    assert (row["event_type"], row["fatalities"], row["interaction"], row["region"]) == ("", "", "", "")


def test_a_count_belongs_to_the_event_of_its_sentence():
    by_type = {row["source_original"]: row for row in rows(ucdp_csv(told(casualty())))}
    assert (by_type["the governor"]["best"], by_type["the governor"]["low"]) == ("12", "")
    assert by_type[""]["best"] == ""
    assert sorted(row["fatalities"] for row in rows(acled_csv(told(casualty())))) == ["", "12"]


def test_parties_are_never_added_up():
    guards = casualty(party="guards", party_class="security_forces", min=5, max=5)
    women = replace(guards, start=70, end=72, party="women", party_class="civilian", min=2, max=2)
    dead = [row for row in rows(ucdp_csv(told(guards, women))) if row["deaths_civilians"]]
    assert [(row["deaths_civilians"], row["best"]) for row in dead] == [("2", "")]


def test_what_is_said_is_no_row():
    assert rows(acled_csv(incident(event(type="statement")))) == []
    assert rows(ucdp_csv(incident(event(type="arson")))) == []


def test_no_cell_runs_in_a_spreadsheet():
    hostile = replace(DOCUMENT, title="=HYPERLINK(1)", publisher="@sum", text="+1 " + DOCUMENT.text[3:])
    (row,) = rows(acled_csv(incident(event(evidence=(EVIDENCE,), actors=("-2+3",)), documents=(hostile,))))
    told = [value for column, value in row.items() if column not in {"latitude", "longitude"}]
    assert not any(value.startswith(("=", "+", "-", "@")) for value in told)


def test_the_command_writes_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                   capsys: pytest.CaptureFixture[str]):
    monkeypatch.setenv("INCIDENT_ATLAS_STORE", f"sqlite:///{tmp_path / 'store.sqlite'}")
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    command = ["export", "--format", "acled", "--seeds", str(seeds), "--out", str(tmp_path / "acled.csv")]
    assert cli.main(command) == cli.FAILED
    assert "python -m geo ingest" in capsys.readouterr().err
    Store(Settings(seeds=seeds).store_url()).add(DOCUMENT, extraction())
    assert cli.main(command) == cli.DONE
    assert rows((tmp_path / "acled.csv").read_bytes())[0]["location"] == NORTH.name
