"""The gazetteer: what is in it, how it is found, and that it says when it is missing or stale."""

from __future__ import annotations

import socket
import sqlite3
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import GazetteerError
from geo.gazetteer import rows
from geo.gazetteer.airports import AIRPORT_TOWN, town_name
from geo.gazetteer.folding import distance_km, fold, transcript
from geo.gazetteer.geocoder import GazetteerGeocoder
from geo.gazetteer.lookup import Gazetteer, open_gazetteer
from geo.settings import Settings


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return open_gazetteer(Settings())


@pytest.mark.parametrize(
    ("spelt", "folded"),
    [
        ("U.S.", "us"),
        ("São Tomé", "sao tome"),
        ("Winston-Salem", "winston salem"),
        ("St. Louis", "saint louis"),
        ("Main St.", "main st"),
        ("Łódź", "lodz"),
        ("Côte d’Ivoire", "cote divoire"),
        ("Ft. Worth", "fort worth"),
    ],
)
def test_fold_makes_spellings_equal(spelt: str, folded: str) -> None:
    assert fold(spelt) == folded


@given(st.text(max_size=40))
def test_folded_names_are_lower_case_words_with_single_blanks(text: str) -> None:
    folded = fold(text)
    assert " ".join(folded.split()) == folded
    assert not any("A" <= letter <= "Z" for letter in folded)


@pytest.mark.parametrize(
    ("name", "country", "level"),
    [
        ("Kenya", "KE", "country"),
        ("U.K.", "GB", "country"),
        ("Burma", "MM", "country"),
        ("Bavaria", "DE", "admin1"),
        ("Edomex", "MX", "admin1"),
        ("Calif.", "US", "admin1"),
        ("New York", "US", "city"),
        ("Kiev", "UA", "city"),
        ("Washington, D.C.", "US", "city"),
        ("Bombay", "IN", "city"),
        ("Heathrow Airport", "GB", "poi"),
        ("Kremlin", "RU", "poi"),
        ("Sahara", None, "region"),
        ("Strait of Hormuz", None, "region"),
        ("Queen Alia International Airport", "JO", "poi"),
        ("Harris County", "US", "admin2"),
    ],
)
def test_the_likeliest_place_of_a_name(gazetteer: Gazetteer, name: str, country: str | None, level: str) -> None:
    place = gazetteer.candidates(name, limit=1)[0]
    assert (place.country, place.level) == (country, level)


def test_a_capital_without_its_accent_and_its_state(gazetteer: Gazetteer) -> None:
    place = gazetteer.candidates("merida", country="MX")[0]
    assert (place.name, place.admin1, place.admin1_code) == ("Mérida", "Yucatán", "MX.31")
    assert place.admin2 is not None


def test_the_core_of_an_official_name_is_an_alias(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("Matamoros", limit=1)[0].admin1 == "Tamaulipas"  # Heroica Matamoros
    assert gazetteer.candidates("Raqqa", limit=1)[0].name == "Ar Raqqah"
    assert gazetteer.candidates("Mexico", limit=1)[0].level == "country"  # not Mexico City


def test_candidates_are_limited_to_country_and_state(gazetteer: Gazetteer) -> None:
    everywhere = gazetteer.candidates("Springfield")
    illinois = gazetteer.candidates("Springfield", country="US", admin1="US.IL")
    assert len(everywhere) > len(illinois) > 0
    assert {place.admin1 for place in illinois} == {"Illinois"}


def test_mexican_states_carry_geonames_codes_not_those_of_inegi(gazetteer: Gazetteer) -> None:
    codes = {
        name: gazetteer.candidates(name, country="MX", limit=1)[0].admin1_code
        for name in ("Chiapas", "Chihuahua", "Coahuila", "Colima")
    }
    assert codes == {"Chiapas": "MX.05", "Chihuahua": "MX.06", "Coahuila": "MX.07", "Colima": "MX.08"}


def test_a_misspelt_town_is_found_in_its_state_only(gazetteer: Gazetteer) -> None:
    assert gazetteer.fuzzy("Cuernavacca", "MX", "MX.17")[0].name == "Cuernavaca"
    assert gazetteer.fuzzy("Cuernavacca", "MX")[0].name == "Cuernavaca"
    assert not [p for p in gazetteer.fuzzy("Cuernavacca", "MX", "MX.26") if p.name == "Cuernavaca"]
    assert gazetteer.fuzzy("Lyom", "FR") == []  # too short to be forgiven


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("Kenyan", "Kenya"),
        ("Texans", "Texas"),
        ("Londoners", "London"),
        ("South Korean", "South Korea"),
        ("Scottish", "Scotland"),
        ("European", "Europe"),
    ],
)
def test_demonyms_name_their_place(gazetteer: Gazetteer, word: str, place: str) -> None:
    entry = gazetteer.demonym(word)
    assert entry is not None
    assert entry.place.name == place


def test_a_common_word_is_no_demonym(gazetteer: Gazetteer) -> None:
    assert gazetteer.demonym("Table") is None


def test_codes_states_and_towns(gazetteer: Gazetteer) -> None:
    jalisco = gazetteer.admin1("MX.14")
    assert jalisco is not None
    mexico = gazetteer.country("MX")
    assert mexico is not None
    assert mexico.level == "country"
    assert len(gazetteer.states("MX")) == 32
    towns = gazetteer.children("MX.14", limit=5)
    assert "Guadalajara" in {town.name for town in towns}
    assert {town.admin1_code for town in towns} == {"MX.14"}
    assert gazetteer.admin1("MX.99") is None


def test_curated_states_exist_under_their_codes(gazetteer: Gazetteer) -> None:
    for row in rows.curated("admin1"):
        place = gazetteer.admin1(row["code"])
        assert place is not None, row
        assert place.name == row["name"]


def test_curated_files_say_where_they_come_from_and_hold_sound_rows() -> None:
    for path in rows.CURATED.glob("*.csv"):
        assert path.read_text(encoding="utf-8").startswith("# Origin: "), path.name
    for name in ("regions", "landmarks"):
        table = rows.curated(name)
        assert len({row["name"] for row in table}) == len(table)
        for row in table:
            assert -90 <= float(row["lat"]) <= 90, row
            assert -180 <= float(row["lon"]) <= 180, row
            assert float(row["extent_km"]) > 0, row
            assert None not in row, row  # a comma too many


def test_landmarks_lie_in_their_country(gazetteer: Gazetteer) -> None:
    for row in rows.curated("landmarks"):
        if row["country"] and float(row["extent_km"]) < 10:
            near = gazetteer.nearest(float(row["lat"]), float(row["lon"]), 12)
            assert row["country"] in {town.country for town in near}, row


def test_a_missing_file_names_the_remedy(tmp_path) -> None:
    with pytest.raises(GazetteerError, match="geo build"):
        Gazetteer(tmp_path / "none.sqlite")


def test_another_version_is_noticed(tmp_path) -> None:
    path = tmp_path / "old.sqlite"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE meta (key TEXT, value TEXT)")
        db.execute("INSERT INTO meta VALUES ('version', '0-old')")
    with pytest.raises(GazetteerError, match="another version"):
        Gazetteer(path)


def test_a_file_that_is_no_database_is_noticed(tmp_path) -> None:
    path = tmp_path / "text.sqlite"
    path.write_text("not a database, but long enough to be taken for one" * 20)
    with pytest.raises(GazetteerError):
        Gazetteer(path)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("al mafraq", "mafrak", True),
        ("khouribga", "huribga", True),
        ("douma", "duma", True),
        ("homs", "hims", False),
    ],
)
def test_transcriptions_of_one_name_are_alike(one: str, other: str, alike: bool) -> None:
    assert (transcript(one) == transcript(other)) is alike


def test_another_transcription_is_found_within_the_country(gazetteer: Gazetteer) -> None:
    assert "Mafraq" in {entry.place.name for entry in gazetteer.transcribed("mafrak", "JO")}
    assert not gazetteer.transcribed("mafrak", "CL")


def test_a_few_candidates_are_the_first_of_all(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("San José", limit=3) == gazetteer.candidates("San José")[:3]
    assert all(p.country == "CR" for p in gazetteer.candidates("San José", country="CR"))


def test_exact_look_up_is_fast(gazetteer: Gazetteer) -> None:
    names = [row.name for code in ("US.TX", "FR.11", "IN.16", "MX.30") for row in gazetteer.children(code)]
    gazetteer.entries.cache_clear()
    start = time.process_time()
    for name in names:
        gazetteer.entries(fold(name))
    assert len(names) / (time.process_time() - start) > 5_000  # 20,000 and more on an idle machine


def test_the_geocoder_speaks_geopy_and_opens_no_connection(gazetteer: Gazetteer, monkeypatch) -> None:
    def refuse(*_args, **_kwargs):
        raise AssertionError("the geocoder must not open a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    geocoder = GazetteerGeocoder(gazetteer)
    found = geocoder.geocode("Springfield, Illinois, United States")
    assert found.address == "Springfield, Illinois, US"
    assert distance_km(found.latitude, found.longitude, 39.8, -89.64) < 5
    assert geocoder.geocode("Cuernavacca, Morelos").raw["place"].name == "Cuernavaca"
    assert geocoder.geocode("Qwertyville") is None
    several = geocoder.geocode("Córdoba", exactly_one=False, limit=3, country_codes=["ES", "AR"])
    assert {place.raw["place"].country for place in several} <= {"ES", "AR"}
    assert geocoder.reverse((19.43, -99.13)).raw["place"].admin1 == "Ciudad de México"
    assert geocoder.reverse("0, -140") is None  # the open Pacific


@pytest.mark.parametrize(
    ("airport", "city", "town"),
    [
        ("In Amenas Airport", "Amenas", "In Amenas"),
        ("Taloyoak Airport", "Taloyoak", "Taloyoak"),
        ("Benito Juarez International Airport", "Mexico City", None),  # a person's name
        ("Fort Collins/Loveland Airport", "Fort Collins/Loveland", None),  # two towns
    ],
)
def test_a_town_is_taken_from_an_airport_that_bears_its_name(airport: str, city: str, town: str | None) -> None:
    assert town_name(airport, city) == town


def test_no_second_town_stands_where_one_is_known(gazetteer: Gazetteer) -> None:
    found = [e for e in gazetteer.entries("luton") if e.place.country == "GB"]
    assert found
    assert not [e for e in found if e.kind == AIRPORT_TOWN]
    assert [e for e in gazetteer.entries("taloyoak") if e.kind == AIRPORT_TOWN]
