"""Notable and unsure numbers: each rule with a sentence of its own, and numbers that tell nothing of an incident."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.language.counts.other_numbers import BESIDE_DEATH, DEAD_OR_HURT, ONLY_FEARED
from geo.language.pipeline import annotate
from geo.types import Document

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from geo.types import Figure

    Reader = Callable[[str], tuple[Figure, ...]]


@pytest.fixture(scope="module")
def read(nlp: Language) -> Reader:
    def parse(text: str) -> tuple[Figure, ...]:
        return annotate(nlp, Document(id="test", title="", text=text, published="2024-06-10"))._.figures

    return parse


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Gangs set up 64 roadblocks in 9 provinces.", [("64", "roadblocks"), ("9", "provinces")]),
        ("Troops removed 18 of the cartel roadblocks.", [("18", "cartel roadblocks")]),
        ("Fighting broke out in 12 of Norland's 31 provinces after the raid.", [("12", "provinces")]),
        ("Seventeen inmates escaped from the prison of Torla.", [("Seventeen", "inmates")]),
        ("The army sent 2,200 soldiers to Torla.", [("2,200", "soldiers")]),
        ("In Torla 30 shops were looted and 14 buses burned.", [("30", "shops"), ("14", "buses")]),
        ("Airlines cancelled 22 flights to Torla.", [("22", "flights")]),
        ("Hundreds of tourists were stranded at the airport.", [("Hundreds", "tourists")]),
        ("Police recorded 41 clashes that night.", [("41", "clashes")]),
        ("The ship for 3,000 passengers will skip its call at Torla.", [("3,000", "passengers")]),
        ("Agents seized 14 rifles and 200 kilos of cocaine.", [("14", "rifles"), ("200", "kilos of cocaine")]),
        ("The army deployed two helicopters.", [("two", "helicopters")]),
        ("Half a dozen cars were burned.", [("Half a dozen", "cars")]),
        ("Some 900 residents were evacuated from the valley.", [("900", "residents")]),
    ],
)
def test_what_is_counted(read: Reader, text: str, told: list[tuple[str, str]]) -> None:
    found = read(text)
    assert [(f.text, f.what) for f in found] == told
    assert all(f.unsure is None and text[f.start : f.end] == f.text for f in found)


@pytest.mark.parametrize(
    ("text", "low", "high", "approx"),
    [
        ("Gangs set up 64 roadblocks.", 64, 64, None),
        ("Gangs set up more than 64 roadblocks.", 65, None, None),
        ("Gangs set up at least 64 roadblocks.", 64, None, None),
        ("Gangs set up almost 64 roadblocks.", None, 64, None),
        ("Gangs set up about 64 roadblocks.", None, None, 64),
        ("Gangs set up dozens of roadblocks.", None, None, None),
    ],
)
def test_bounds_are_those_of_casualties(
    read: Reader, text: str, low: int | None, high: int | None, approx: int | None
) -> None:
    (figure,) = read(text)
    assert (figure.min, figure.max, figure.approx) == (low, high, approx)


@pytest.mark.parametrize(
    ("text", "words", "approx", "low", "what"),
    [
        ("There was a $5 million reward for him.", "$5 million", None, 5_000_000, "reward"),
        ("The state offered US $2.5 million for information.", "$2.5 million", None, 2_500_000, "for information"),
        ("A €3m bounty was put on his head.", "€3m", None, 3_000_000, "bounty"),
        ("The kidnappers asked for a ransom of about 20,000 pesos.", "20,000 pesos", 20_000, None, "ransom"),
    ],
)
def test_money_with_a_purpose(
    read: Reader, text: str, words: str, approx: int | None, low: int | None, what: str
) -> None:
    (figure,) = read(text)
    assert (figure.text, figure.approx, figure.min, figure.what) == (words, approx, low, what)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor, 45, was in Torla.",
        "The minister earns $20,000 a month.",
        "The raid took place 700 miles south of Torla.",
        "The talk took eight minutes.",
        "Torla is a town of 20,000 people.",
        "Prices rose 12 percent.",
        "Highway 15 was blocked near Torla.",
        "Gunmen burned 6016 Dublin Road in Torla.",
        "The company owns 23 hotels.",
        "One bus was burned.",
        "Several buses were burned.",
        "He carried an AK-47 rifle.",
        "Since 9/11 attacks are rare.",
        "About 8:30 cars burned in Torla.",
        "A collision between two cars closed the road to Torla.",
        "All 32 states took part.",
        "The two leaders met in Torla.",
        "The blast killed 25 soldiers.",
    ],
)
def test_numbers_that_tell_nothing_of_it(read: Reader, text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        ("There were 70 casualties in Torla.", "70", DEAD_OR_HURT),
        ("The fire claimed more than 40 victims.", "40", DEAD_OR_HURT),
        ("Gunmen shot 14 people in Torla.", "14", DEAD_OR_HURT),
        ("Nearly 25 were shot in Torla.", "25", DEAD_OR_HURT),
        ("Officials said 200 people might have been injured.", "200", ONLY_FEARED),
        ("Nothing is known of the other two deceased patients.", "two", BESIDE_DEATH),
    ],
)
def test_what_may_be_casualties(read: Reader, text: str, words: str, why: str) -> None:
    (figure,) = read(text)
    assert (figure.text, figure.unsure) == (words, why)


@pytest.mark.parametrize(
    "text",
    [
        "The blast could have killed 50 people.",
        "Three gunmen killed a guard.",
        "Twelve people died when five gunmen opened fire.",
        "Police spoke to 300 fraud victims.",
        "Can you imagine nine people dying in one day?",
    ],
)
def test_nobody_is_unsure_without_need(read: Reader, text: str) -> None:
    assert [f for f in read(text) if f.unsure] == []


def test_who_counts(read: Reader) -> None:
    (figure,) = read("Gangs set up 64 roadblocks, the governor said.")
    assert figure.attributed_to == "the governor"


def test_another_incident_is_left_out(read: Reader) -> None:
    found = read("Gunmen burned 14 buses in Torla on Sunday. In 2011, gunmen burned 30 buses in Lira.")
    assert [f.text for f in found] == ["14"]
