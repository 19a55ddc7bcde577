"""Bodies of government are recognised by shape, with their government."""

from __future__ import annotations

import pytest

from geo.language.people.institutions import classify, core, find_institutions, says_whose
from geo.lexicons import reading


def found(nlp, text):
    return [(i.name, i.kind, i.level, i.country, i.admin1) for i in find_institutions(nlp(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sonora state police closed the bridge.", ("Sonora state police", "police", "state", "MX", "Sonora")),
        (
            "The Ontario attorney general's office opened a case.",
            ("Ontario attorney general's office", "prosecutor", "state", "CA", "Ontario"),
        ),
        (
            "The Colombian National Guard took over the road.",
            ("Colombian National Guard", "guard", "federal", "CO", None),
        ),
        ("Peru’s Defense Ministry sent two planes.", ("Peru’s Defense Ministry", "army", "federal", "PE", None)),
        ("The U.S. Embassy in Lima shut its doors.", ("U.S. Embassy", "diplomacy", "federal", "US", None)),
        (
            "The U.S. State Department raised its warning.",
            ("U.S. State Department", "diplomacy", "federal", "US", None),
        ),
        ("Officers of the Peruvian army crossed the river.", ("Peruvian army", "army", "federal", "PE", None)),
        ("Ships of Peru's Navy Secretariat left port.", ("Peru's Navy Secretariat", "navy", "federal", "PE", None)),
        ("The governor of Texas asked for help.", ("governor of Texas", "governor", "state", "US", "Texas")),
        ("Global Affairs Canada warned travellers.", ("Global Affairs Canada", "diplomacy", "federal", "CA", None)),
        ("Mexico's Security Cabinet met at noon.", ("Mexico's Security Cabinet", "security", "federal", "MX", None)),
        ("Brazil's Ministry of Health sent doctors.", ("Brazil's Ministry of Health", "other", "federal", "BR", None)),
        (
            "Mexican federal authorities took the case.",
            ("Mexican federal authorities", "executive", "federal", "MX", None),
        ),
        (
            "The Rio de Janeiro state governor thanked them.",
            ("Rio de Janeiro state governor", "governor", "state", "BR", "Rio de Janeiro"),
        ),
        ("The American Commission on Ports said no.", ("American Commission", "other", "federal", "US", None)),
        ("The Kenya Wildlife Service sent rangers.", ("Kenya Wildlife Service", "other", "federal", "KE", None)),
        ("The Lisbon fire brigade came late.", ("Lisbon fire brigade", "other", "municipal", None, None)),
        ("Senegal's gendarmerie shut the bridge.", ("Senegal's gendarmerie", "guard", "federal", "SN", None)),
    ],
)
def test_a_body_with_its_kind_level_and_government(nlp, text, expected):
    assert expected in found(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "A military helicopter landed on the beach.",
        "Two men joined hands on the road.",
        "The authorities gave no figure.",
        "Their department store burned down.",
        "She left the hotel for the airport.",
        "The customs of the islands are old.",
        "He asked for service at the bar.",
        "The Inter-American Commission on Ports said no.",
    ],
)
def test_what_is_no_body(nlp, text):
    assert found(nlp, text) == []


def test_the_people_of_a_body_are_the_body_but_its_machines_are_not(nlp):
    assert found(nlp, "Peruvian army officers searched the house.")[0][0] == "Peruvian army"
    assert found(nlp, "An army helicopter circled above.") == []


def test_a_body_without_a_country_takes_the_one_the_text_is_about(nlp):
    text = "Peru is on alert. Peruvian roads are shut, said Peru's president. The Defense Ministry sent planes."
    assert ("Defense Ministry", "army", "federal", "PE", None) in found(nlp, text)
    unclear = "Peru and Chile talked. The Defense Ministry sent planes."
    assert ("Defense Ministry", "army", "federal", None, None) in found(nlp, unclear)


def test_a_states_department_is_not_the_state_department(nlp):
    (body,) = found(nlp, "A spokesman for the state Department of Water spoke in Ohio.")
    assert body[:3] == ("state Department of Water", "other", "state")


def test_a_surname_makes_no_home_country(nlp):
    assert found(nlp, "The Boulder City Council meets on Monday, Chief Thomas Finn said.")[0][3] is None


def test_a_nations_court_for_one_state_is_the_nations(nlp):
    (body,) = found(nlp, "The U.S. Court of Appeals for the District of Columbia Circuit met.")
    assert body[2:] == ("federal", "US", None)


def test_two_bodies_in_a_list_are_two(nlp):
    names = [f[0] for f in found(nlp, "The Ministry of Defense and the Foreign Ministry said nothing.")]
    assert names == ["Ministry of Defense", "Foreign Ministry"]


@pytest.mark.parametrize(
    ("name", "kind", "level"),
    [
        ("Sonora state police", "police", "state"),
        ("Mexican army", "army", "federal"),
        ("Houston Police Department", "police", "municipal"),
        ("U.S. Embassy", "diplomacy", "federal"),
        ("Ministry of Health", "other", "federal"),
        ("Friends of the Lake", "other", None),
    ],
)
def test_kind_and_level_by_name_alone(name, kind, level):
    assert classify(name) == (kind, level)


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        ("Defense Secretary", "army"),
        ("U.S. ambassador to Peru", "diplomacy"),
        ("Governor", "governor"),
        ("White House press secretary", "executive"),
        ("Secretary of Public Security", "security"),
        ("baker", "other"),
    ],
)
def test_an_office_stands_for_its_body(role, kind):
    assert classify(role)[0] == kind


def test_names_of_one_body_share_a_core():
    assert core("Peru's Defense Ministry") == core("the Peruvian Defense Ministry") == core("Defense Ministry")
    assert core("U.S. State Department") == core("State Department")
    assert core("U.S. Embassy") == core("US Embassy") != core("U.S. Consulate")
    assert core("Sonora state police") == core("state police")


@pytest.mark.parametrize(
    ("language", "name", "named"),
    [
        ("en", "Peruvian army", True),
        ("en", "Peru’s Defense Ministry", True),
        ("en", "Attorney General’s Office", False),
        ("en", "the army", False),
        ("es", "Ejército peruano", True),
        ("es", "Ejército", False),
    ],
)
def test_a_name_says_whose_the_body_is_or_not(language: str, name: str, named: bool) -> None:
    with reading(language):
        assert says_whose(name) is named
