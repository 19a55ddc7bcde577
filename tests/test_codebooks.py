"""Events in the columns of UCDP GED and ACLED: what is known in their codes, what is not known empty."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geo.export.codebooks import ACLED_COLUMNS, UCDP_COLUMNS, acled_csv, ucdp_csv
from geo.export.codings import codings
from geo.export.dead import Dead, whole_of
from geo.reconcile import reconcile
from geo.run import cli
from geo.settings import Settings
from geo.store import Store
from geo.types import Place
from tests.makers import (
    DOCUMENT,
    EVIDENCE,
    NORTH,
    SOUTH,
    STATE,
    casualty,
    event,
    extraction,
    incident,
    mention,
    telling,
)

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from geo.incident import Incident

FIGURES = ("low", "best", "high", "deaths_civilians")
PERU = Place("9", "Calca", -13.32, -71.96, "city", "PE", "Cusco", "PE.08", "Calca")


def rows(written: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"))))


def told(*counts: Any, **changes: Any) -> Incident:
    killing = telling(type="killing", start=60, end=66, sent_start=43, sent_end=93)
    return reconcile([extraction(events=(telling(), killing), casualties=counts, **changes)])


def figures(story: Incident) -> list[tuple[str, ...]]:
    """Those of the rows with most told first."""
    found = [tuple(row[c] for c in FIGURES) for row in rows(ucdp_csv(story))]
    return sorted(found, key=lambda numbers: -len("".join(numbers)))


def test_the_columns_are_theirs_in_their_order():
    assert tuple(rows(ucdp_csv(incident()))[0]) == UCDP_COLUMNS
    assert tuple(rows(acled_csv(incident()))[0]) == ACLED_COLUMNS
    assert (len(UCDP_COLUMNS), len(ACLED_COLUMNS)) == (49, 31)


def test_where_and_when_in_codes():
    (row,) = rows(ucdp_csv(incident(event(place=PERU, date_start="2031-05", date_end="2031-05", date_prec=3))))
    assert (row["latitude"], row["longitude"], row["where_prec"], row["adm_1"], row["country"]) == (
        "-13.32",
        "-71.96",
        "1",
        "Cusco",
        "Peru",
    )
    assert (row["year"], row["where_coordinates"], row["geom_wkt"]) == ("2031", "Calca", "POINT (-71.96 -13.32)")
    assert row["priogrid_gid"] == str(153 * 720 + 216 + 1)
    assert (row["date_start"], row["date_end"], row["date_prec"], row["event_clarity"]) == (
        "2031-05-01 00:00:00.000",
        "2031-05-31 00:00:00.000",
        "3",
        "2",
    )
    (row,) = rows(acled_csv(incident(event(place=PERU))))
    codes = ("iso", "time_precision", "geo_precision", "event_date")
    assert tuple(row[c] for c in codes) == ("604", "1", "1", "2031-05-05")


def test_a_state_has_its_code_and_a_country_no_point():
    (row,) = rows(acled_csv(incident(event(place=STATE, where_prec=4))))
    assert row["geo_precision"] == "3"
    (row,) = rows(ucdp_csv(incident(event(where_prec=6))))
    assert (row["latitude"], row["priogrid_gid"], row["where_prec"], row["event_clarity"]) == ("", "", "6", "1")
    assert (row["adm_1"], row["country"]) == ("North", "XA")


def test_a_span_has_the_middle_and_its_precision_and_a_year_no_day():
    (row,) = rows(acled_csv(incident(event(date_start="2031-05", date_end="2031-05", date_prec=3))))
    assert (row["event_date"], row["time_precision"]) == ("2031-05-16", "3")
    (row,) = rows(acled_csv(incident(event(date_end="2031-05-08", date_prec=2))))
    assert (row["event_date"], row["time_precision"]) == ("2031-05-06", "2")
    (row,) = rows(acled_csv(incident(event(date_start="2031", date_end="2031", date_prec=4))))
    assert (row["event_date"], row["year"], row["time_precision"]) == ("", "2031", "")
    (row,) = rows(ucdp_csv(incident(event(date_start="2030", date_end="2031", date_prec=5))))
    assert (row["year"], row["date_start"][:10], row["date_end"][:10]) == ("", "2030-01-01", "2031-12-31")


def test_a_day_that_no_sentence_names_is_never_exact():
    inferred = event(place=PERU, date_basis="story")
    (row,) = rows(ucdp_csv(incident(inferred)))
    assert (row["date_start"], row["date_prec"], row["event_clarity"]) == ("2031-05-05 00:00:00.000", "2", "2")
    (row,) = rows(acled_csv(incident(inferred)))
    assert (row["event_date"], row["time_precision"]) == ("2031-05-05", "2")
    (row,) = rows(ucdp_csv(incident(event(place=PERU))))
    assert (row["date_prec"], row["event_clarity"]) == ("1", "1")


def test_what_is_not_known_is_empty():
    (row,) = rows(ucdp_csv(incident(event(place=None, date_start=None, date_end=None, date_prec=None))))
    assert {c for c in UCDP_COLUMNS if row[c]} == {
        "id",
        "number_of_sources",
        "source_article",
        "source_office",
        "source_date",
        "source_headline",
    }
    (row,) = rows(acled_csv(incident(event(type="blockade", place=None, date_start=None, actors=()))))
    assert {c for c in ACLED_COLUMNS if row[c]} == {"source", "notes"}


def test_only_what_our_type_decides_has_a_kind():
    types = ("clash", "arrest", "prison_break", "arson", "killing")
    kinds = {t: rows(acled_csv(incident(event(type=t))))[0] for t in types}
    assert {t: (row["disorder_type"], row["event_type"], row["sub_event_type"]) for t, row in kinds.items()} == {
        "clash": ("Political violence", "Battles", "Armed clash"),
        "arrest": ("Strategic developments", "Strategic developments", "Arrests"),
        "prison_break": ("Strategic developments", "Strategic developments", "Other"),
        "arson": ("", "", ""),
        "killing": ("", "", ""),
    }


def test_a_count_belongs_to_the_event_of_its_sentence():
    by_type = {row["source_original"]: row for row in rows(ucdp_csv(told(casualty())))}
    assert (by_type["the governor"]["best"], by_type["the governor"]["low"]) == ("12", "12")
    assert by_type["the governor"]["high"] == by_type[""]["best"] == by_type[""]["low"] == ""
    counted, other = sorted(rows(acled_csv(told(casualty()))), key=lambda row: not row["fatalities"])
    assert (counted["fatalities"], other["fatalities"]) == ("12", "")
    assert counted["notes"] == DOCUMENT.text[43:93]


def test_a_count_of_no_lethal_event_is_nowhere():
    fire = telling(type="arson", sent_start=43, sent_end=93)
    story = reconcile([extraction(events=(telling(), fire), casualties=(casualty(),))])
    assert [row["best"] for row in rows(ucdp_csv(story))] == [""]
    assert [row["fatalities"] for row in rows(acled_csv(story))] == ["", ""]


def test_of_two_events_in_a_sentence_the_killing_has_the_dead():
    raid = telling(start=50, end=56, sent_start=43, sent_end=93)
    killing = replace(raid, type="killing", start=60, end=66)
    story = reconcile([extraction(events=(raid, killing), casualties=(casualty(),))])
    types = {e.id: e.type for e in story.events}
    assert {types[row["id"]]: row["best"] for row in rows(ucdp_csv(story))} == {"raid": "", "killing": "12"}


def test_of_two_killings_in_a_sentence_the_place_decides_or_nothing():
    north = telling(type="killing", start=50, end=56, sent_start=43, sent_end=93)
    south = replace(north, start=60, end=66, places=(mention(SOUTH),))
    for place, dead in ((None, {"Torla": "", "Vessim": ""}), (mention(SOUTH), {"Torla": "", "Vessim": "12"})):
        story = reconcile([extraction(events=(north, south), casualties=(casualty(place=place),))])
        assert {row["where_coordinates"]: row["best"] for row in rows(ucdp_csv(story))} == dead


def test_the_dead_of_a_state_are_not_those_of_a_town():
    row = next(r for r in rows(ucdp_csv(told(casualty(place=mention(STATE))))) if r["where_coordinates"])
    assert row["best"] == ""


def test_the_dead_of_a_country_are_not_those_of_the_town_that_its_sentence_tells():
    """ "More than 70 were killed in the clashes that followed", beside one event at Torla and one at Vessim."""
    elsewhere = telling(type="clash", start=60, end=66, sent_start=50, sent_end=93, places=(mention(SOUTH),))
    here = telling(type="killing", start=60, end=66, sent_start=43, sent_end=93)
    both = reconcile([extraction(events=(here, elsewhere), casualties=(casualty(),))])
    assert {row["best"] for row in rows(ucdp_csv(both))} == {""}
    (row,) = [r for r in codings(both).rows if r[2] == "killing"]
    assert "of the incident as a whole" in str(row[codings(both).columns.index("ucdp_rule")])
    one = told(casualty())  # all that was lethal lies at Torla: the dead of the incident are its own
    assert figures(one)[0][1] == "12"


def test_the_dead_of_a_state_are_not_told_twice_beside_those_of_its_town():
    def fatalities(town: Place) -> tuple[list[str], set[str]]:
        """All that rows give, and why: a killing in a state, and one in a town, each with its count."""
        wide = telling(type="killing", start=3, end=9, sent_start=0, sent_end=42, places=(mention(STATE),))
        near = telling(type="killing", start=60, end=66, sent_start=43, sent_end=93, places=(mention(town),))
        of_state = replace(casualty(place=mention(STATE)), start=10, end=12, sent_start=0, sent_end=42)
        both = reconcile([extraction(events=(wide, near), casualties=(of_state, casualty(place=mention(town))))])
        table = codings(both)
        rules = {str(row[table.columns.index("ucdp_rule")]) for row in table.rows}
        return sorted(row["fatalities"] for row in rows(acled_csv(both))), rules

    inside, why = fatalities(SOUTH)
    assert inside == ["", "12"]
    assert any("those of another row" in rule for rule in why)
    elsewhere, why = fatalities(NORTH)
    assert elsewhere == ["12", "12"]
    assert not any("those of another row" in rule for rule in why)


def test_filters_make_no_count_one_of_the_place_they_leave():
    elsewhere = telling(type="clash", start=60, end=66, sent_start=50, sent_end=93, places=(mention(SOUTH),))
    here = telling(type="killing", start=60, end=66, sent_start=43, sent_end=93)
    whole = reconcile([extraction(events=(here, elsewhere), casualties=(casualty(),))])
    shown = replace(whole, events=tuple(e for e in whole.events if e.type == "killing"))
    assert {row["best"] for row in rows(ucdp_csv(shown, whole))} == {""}


def test_an_event_whose_place_no_sentence_states_has_no_dead():
    story = told(casualty(place=mention(NORTH)))
    assert figures(story)[0][1] == "12"
    guessed = replace(story, events=tuple(replace(e, place_basis="inferred") for e in story.events))
    assert {row["best"] for row in rows(ucdp_csv(guessed))} == {""}
    assert {row["fatalities"] for row in rows(acled_csv(guessed))} == {""}
    rules = {str(row[codings(guessed).columns.index("ucdp_rule")]) for row in codings(guessed).rows}
    assert any("no sentence states the place" in rule for rule in rules)


def test_a_party_is_not_all_the_dead_where_others_are_counted_for_a_wider_place():
    guards = casualty(party="guards", party_class="security_forces", place=mention(NORTH))
    gunmen = replace(guards, start=70, end=72, text="34", min=34, max=34, party_class="cartel", place=mention(STATE))
    assert figures(told(guards))[0][1] == "12"
    assert figures(told(guards, gunmen))[0][1] == ""


def test_parties_are_never_added_up():
    guards = casualty(party="guards", party_class="security_forces", min=5, max=5)
    women = replace(guards, start=70, end=72, party="women", party_class="civilian", min=2, max=2)
    men = replace(guards, party="men", party_class="unknown")
    girls = replace(women, party_class="unknown")
    for counts in ((guards, women), (men, girls), (men, women)):
        assert {row[c] for row in rows(ucdp_csv(told(*counts))) for c in FIGURES} == {""}
        assert {row["fatalities"] for row in rows(acled_csv(told(*counts)))} == {""}


def test_a_part_is_no_second_party_and_one_party_is_all_there_is():
    whole = casualty(min=12, max=12)
    women = casualty(start=70, end=72, text="2", party="women", party_class="civilian", min=2, max=2, subset_of=0)
    assert ("12", "12", "12", "") in figures(told(whole, women))
    assert ("2", "2", "2", "2") in figures(told(replace(women, subset_of=None)))


def test_every_number_stands_in_a_sentence():
    beyond = casualty(text="70", min=71, max=None)
    fewer = casualty(text="70", min=None, max=69)
    about = casualty(text="70", min=None, max=None, approx=70)
    vague = casualty(text="scores", min=None, max=None)
    assert [figures(told(c))[0] for c in (beyond, fewer, about, vague)] == [
        ("70", "70", "", ""),
        ("", "70", "70", ""),
        ("", "70", "", ""),
        ("", "", "", ""),
    ]


def test_the_outlet_itself_is_no_original_source():
    assert [row["source_original"] for row in rows(ucdp_csv(told(casualty(attributed_to=None))))] == ["", ""]


def test_what_is_said_is_no_row():
    for kind in ("statement", "speech", "call", "funeral", "travel_disruption", "deployment", "other"):
        assert rows(acled_csv(incident(event(type=kind)))) == rows(ucdp_csv(incident(event(type=kind)))) == []


def test_no_cell_runs_in_a_spreadsheet():
    hostile = replace(DOCUMENT, title="=HYPERLINK(1)", publisher="@sum", text="+1 " + DOCUMENT.text[3:])
    raid = event(evidence=(EVIDENCE,), actors=("-2+3",), place=replace(NORTH, name="=1+1"))
    story = incident(raid, documents=(hostile,))
    for written in (acled_csv(story), ucdp_csv(story)):
        assert not any(value.startswith(("=", "+", "-", "@")) for row in rows(written) for value in row.values())


def test_the_command_writes_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setenv("INCIDENT_ATLAS_STORE", f"sqlite:///{tmp_path / 'store.sqlite'}")
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    command = ["export", "--format", "acled", "--seeds", str(seeds), "--out", str(tmp_path / "acled.csv")]
    assert cli.main(command) == cli.FAILED
    assert "python -m geo ingest" in capsys.readouterr().err
    Store(Settings(seeds=seeds).store_url()).add(DOCUMENT, extraction())
    assert cli.main(command) == cli.DONE
    assert rows((tmp_path / "acled.csv").read_bytes())[0]["location"] == NORTH.name
    (seeds / "incident.toml").write_text('titel = "x"')
    assert cli.main(command) == cli.DONE
    assert "the key 'titel' is not known" in capsys.readouterr().err


def test_the_command_writes_to_standard_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
):
    monkeypatch.setenv("INCIDENT_ATLAS_STORE", f"sqlite:///{tmp_path / 'store.sqlite'}")
    Store(Settings(seeds=tmp_path).store_url()).add(DOCUMENT, extraction())
    assert cli.main(["export", "--format", "ucdp", "--seeds", str(tmp_path)]) == cli.DONE
    assert rows(capfdbinary.readouterr().out)[0]["where_coordinates"] == NORTH.name


def test_where_people_died_on_several_days_a_count_names_its_own():
    first = telling(type="killing", start=60, end=66, sent_start=43, sent_end=93)
    later = telling(
        type="killing", start=100, end=106, sent_start=94, sent_end=130, date_start="2031-05-08", date_end="2031-05-08"
    )

    def best(*tellings: Any, **changes: Any) -> list[str]:
        story = reconcile([extraction(events=tellings, casualties=(casualty(max=12, **changes),))])
        return sorted(row["best"] for row in rows(ucdp_csv(story)))

    assert best(first, date_basis="story") == ["12"]
    assert best(first, later, date_basis="story") == ["", ""]
    assert best(first, later) == ["", "12"]


def test_two_more_that_bring_the_number_to_all_are_among_them():
    guard = casualty(text="2", min=2, max=2, party="people")
    whole = casualty(start=70, end=72, text="22", min=22, max=22, party=None)
    (toll,) = (t for t in told(guard, whole).tolls if t.party_class == "all")
    entries = {e.casualty.text: e for e in toll.entries}
    two, all_told = replace(entries["2"], of_group=True), entries["22"]
    assert whole_of(Dead((replace(toll, entries=(two, all_told)),))) is not None
    men = replace(all_told, casualty=replace(whole, party="men"))
    assert whole_of(Dead((replace(toll, entries=(two, men)),))) is None
