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


def test_what_is_felt_in_a_town_happened_elsewhere(pipeline: Pipeline) -> None:
    assert places(pipeline, "In Lyon, where the tremor was barely felt, the mayor opened a shelter.") == []
    assert places(pipeline, "The quake struck Lyon.") == ["Lyon"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Gunmen stormed a hotel in the Kenyan capital on Tuesday.", "Nairobi"),
        ("Gunmen shot six people in Peru's capital on Monday.", "Lima"),
        ("A bomb killed nine people in the capital of Peru on Monday.", "Lima"),
        ("A bomb killed nine people in Kazakhstan's largest city on Monday.", "Almaty"),
        ("A bomb killed nine people in the largest city of Turkey on Monday.", "Istanbul"),
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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Rebels shot two men and burned cars at Mandera, in the far northeast of Kenya, on Monday.",
            ["Mandera"] * 2,
        ),
        ("A bomb killed nine people in Kazakhstan's second largest city on Monday.", []),
        ("A bomb killed nine people in the largest city of Ecuador on Monday.", ["Ecuador"]),  # two are as large
    ],
)
def test_where_a_town_lies_is_no_second_place(pipeline: Pipeline, text: str, found: list[str]) -> None:
    assert places(pipeline, text) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Violence erupted far and wide.", []),
        ("Riots broke out across the country.", []),
        ("Shots were fired at a patrol.", ["Lyon"]),
    ],
)
def test_what_happened_everywhere_is_not_put_where_the_text_speaks_of(
    pipeline: Pipeline, sentence: str, found: list[str]
) -> None:
    text = f"Gunmen raided a bank in Lyon, France, on Monday. {sentence}"
    last = [t for t in told(pipeline, text) if t.sent_start > 0]
    assert [m.place.name for t in last for m in t.places if m.place] == found


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


def spots(pipeline: Pipeline, text: str) -> list[tuple[int | None, str | None]]:
    """Each count with the name of its place."""
    document = Document("a", "", text, published="2024-03-06", published_basis="stated", language="en")
    counts = pipeline.extract(document).casualties
    return [(c.min, c.place.place.name if c.place and c.place.place else None) for c in counts]


def test_each_count_stands_at_the_place_beside_it(pipeline: Pipeline) -> None:
    text = "It was worst in Lyon, with 84 dead, and in Lille, with 80; eighteen died in Metz."
    assert spots(pipeline, text) == [(84, "Lyon"), (80, "Lille"), (18, "Metz")]
    stranger = "At least 46 people were reported dead in Lyon, a hospital official there said, and seven in Xyzzyville."
    assert spots(pipeline, stranger) == [(46, "Lyon"), (7, None)]
    town = "The director of the hospital in Lyon put the dead in that town at 27."
    assert spots(pipeline, town) == [(27, "Lyon")]


def test_what_happened_to_those_named_has_its_own_day(pipeline: Pipeline) -> None:
    text = (
        "Fighters attacked Lyon on Monday. On Tuesday the army took back that all the girls seized by gunmen were free."
    )
    assert "2024-03-05" not in {t.date_start for t in told(pipeline, text) if t.type != "statement"}
    among = "A truce was announced in October. Seven fathers were among the people killed on January 29 in Lyon."
    assert [t.date_start for t in told(pipeline, among) if t.type == "killing"] == ["2024-01-29"]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a bank in Lyon on Monday while the premier was in Nairobi to sign a deal. Two died that day.",
        "The bombing in Lyon on Monday was in retaliation for the attack in Christchurch. Two people died.",
        "Turkey's coup failed in Ankara on Monday. France, where a man had killed six in Nice, spoke to Turkey.",
    ],
)
def test_where_somebody_was_and_what_others_had_seen_is_no_scene(pipeline: Pipeline, text: str) -> None:
    shown = {m.place.name for t in told(pipeline, text) if not t.background for m in t.places if m.place}
    assert not shown & {"Nairobi", "Christchurch", "Nice"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Police caught Jane Doe, a deserter, in Lyon on Monday.", "arrest"),
        ("Police caught a cold in Lyon on Monday.", None),
        ("The rebels overran Lyon on Monday.", "clash"),
        ("The hotel was overrun by tourists on Monday.", None),
        ("Soldiers won the town back on Monday.", "clash"),
        ("The party won the town back on Monday.", None),
        ("The town fell to the rebels on Monday.", "clash"),
        ("The town fell into debt on Monday.", None),
    ],
)
def test_further_words_for_arrests_and_towns_taken(pipeline: Pipeline, text: str, kind: str | None) -> None:
    assert [t.type for t in told(pipeline, text)] == ([kind] if kind else [])


def test_a_small_town_that_only_the_country_of_the_report_has_is_a_place(pipeline: Pipeline) -> None:
    text = (
        "Gunmen carried off 276 girls from their school at Chibok on the night of Monday, police in Abuja said. The "
        "army in Lagos and Kano knew of no arrest. Nigeria shut its schools. Chibok's was opened again, it said."
    )
    document = Document("a", "", text, published="2024-03-06", published_basis="stated", language="en")
    assert "Chibok" in {m.text for m in pipeline.extract(document).places if m.place}


def test_who_is_killed_in_a_prison_break_is_killed_there(pipeline: Pipeline) -> None:
    stormed = "Armed men stormed a prison in the Colombian resort of Santa Marta; 23 inmates got away and {}."
    assert spots(pipeline, stormed.format("a guard was killed")) == [(1, "Santa Marta")]
    elsewhere = "Armed men stormed a prison in Santa Marta, Colombia. A guard was killed somewhere else."
    assert spots(pipeline, elsewhere) == [(1, None)]
