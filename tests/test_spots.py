"""Where and when it happened, and what is another incident, by wordings that name it in passing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.types import Document

if TYPE_CHECKING:
    from geo.pipeline import Pipeline
    from geo.types import Telling


def told(pipeline: Pipeline, text: str, language: str = "en") -> list[Telling]:
    """What a text of Wednesday, 6 March 2024 tells."""
    document = Document("a", "", text, published="2024-03-06", published_basis="stated", language=language)
    return list(pipeline.extract(document).events)


def places(pipeline: Pipeline, text: str) -> list[str]:
    return [m.place.name for t in told(pipeline, text) for m in t.places if m.place]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Gunmen stormed a hotel in the Kenyan capital on Tuesday.", "Nairobi"),
        ("Gunmen shot six people in Peru's capital on Monday.", "Lima"),
        ("A bomb killed nine people in the capital of Peru on Monday.", "Lima"),
        ("Militants burst into a school in Lyon on Monday.", "Lyon"),
        ("A powerful quake shook the coast of Ecuador on Saturday.", "Ecuador"),
    ],
)
def test_the_place_that_is_meant_is_found(pipeline: Pipeline, text: str, place: str) -> None:
    assert places(pipeline, text) == [place]


@pytest.mark.parametrize(
    "text",
    [
        "Peruvian capital markets fell on Monday as gunmen shot six people.",
        "The Peruvian capital's mayor said on Monday that gunmen had shot six people.",
    ],
)
def test_no_town_is_meant_by_another_capital(pipeline: Pipeline, text: str) -> None:
    assert "Lima" not in places(pipeline, text)


def test_the_border_of_two_states_is_one_spot_and_two_states_are_two(pipeline: Pipeline) -> None:
    border = (
        "Gunmen ambushed a convoy on a road near the border of the Mexican states of Sonora and Chihuahua on Monday."
    )
    assert places(pipeline, border) == ["Sonora"]
    assert places(pipeline, "Gunmen killed six people in Sonora and Chihuahua on Monday.") == ["Sonora", "Chihuahua"]


def test_an_attack_of_no_told_day_is_not_of_the_day_of_the_arrest(pipeline: Pipeline) -> None:
    text = "Gunmen ambushed a convoy near Lyon. They were driving on Monday morning. {} a man in Geneva on Tuesday."
    arrest = next(t for t in told(pipeline, text.format("Police arrested")) if t.type == "clash")
    attack = next(t for t in told(pipeline, text.format("They shot")) if t.places and t.places[0].text == "Lyon")
    assert arrest.date_start == "2024-03-04"
    assert attack.date_start == "2024-03-05"


@pytest.mark.parametrize(
    "text",
    [
        "In an unrelated shooting, ten people were killed in Lyon on Tuesday.",
        "In a separate wave of violence, ten people were killed in Lyon on Tuesday.",
        "A ferry sank off Lyon on Sunday, leaving four people dead.\n\nDISASTERS\n• Aurora, Peru, 1987: 4,300 dead",
        "Gunmen killed nine people at a market, officials say.\n\nOn 15 January 2016 rebels killed 40 people in Lira.",
    ],
)
def test_what_is_set_apart_is_another_incident(pipeline: Pipeline, text: str) -> None:
    assert told(pipeline, text)[-1].background


@pytest.mark.parametrize(
    "text",
    [
        "In a separate attack, ten people were killed in Lyon on Tuesday.",
        "Police said that the deaths of ten people killed in Lyon on Tuesday were not unrelated.",
        "A ferry sank off Lyon on Sunday, leaving four people dead.\n\nDISASTERS\n• Aurora, Peru, 2024: 4,300 dead",
    ],
)
def test_what_is_told_beside_it_need_not_be(pipeline: Pipeline, text: str) -> None:
    assert not told(pipeline, text)[-1].background


def test_what_it_buried_is_no_funeral(pipeline: Pipeline) -> None:
    assert "funeral" not in {t.type for t in told(pipeline, "The dam had burst when it buried much of a valley.")}
    assert "funeral" in {t.type for t in told(pipeline, "The family buried its dead in Lyon on Monday.")}


def test_a_day_of_years_ago_is_not_that_of_the_news(pipeline: Pipeline) -> None:
    text = "Gunmen killed nine people at a market, officials say.\n\nOn 15 January 2016 rebels overran a base in Lira."
    assert told(pipeline, text)[0].date_start is None


def test_a_namesake_abroad_that_nothing_speaks_for_is_no_scene(pipeline: Pipeline) -> None:
    kenya = (
        "Kenyan police shot two men in Nairobi. Gunmen killed six people at Dusit on Tuesday, Kenya's president said."
    )
    assert "Dusit" not in places(pipeline, kenya)
    assert "Dusit" in places(pipeline, kenya + " Thai officials mourned in Bangkok.")
