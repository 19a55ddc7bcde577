"""Sentences that tell something else than their words at first sight: causes ruled out, claims called invented, days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.language.pipeline import Models
from geo.pipeline import Pipeline
from geo.types import Document
from tests.spanish import model

if TYPE_CHECKING:
    from geo.types import Extraction, Telling

PUBLISHED = "2024-06-10"  # a Monday


def read(pipeline: Pipeline, text: str) -> Extraction:
    language = "es" if text.startswith("ES ") else "en"
    reader = pipeline if language == "en" else Pipeline(Models({}, {language: model()}), pipeline.gazetteer)
    text = text.removeprefix("ES ")
    return reader.extract(Document("d" * 16, "A report", text, published=PUBLISHED, language=language))


def happened(pipeline: Pipeline, text: str) -> list[Telling]:
    """All that a text tells as done, but what is said."""
    return [e for e in read(pipeline, text).events if e.reality == "happened" and e.type not in {"statement", "speech"}]


@pytest.mark.parametrize(
    "text",
    [
        # a cause that was ruled out
        "A gas explosion was ruled out by the fire marshal in Lira.",
        "The theory that a truck rammed a pillar in Lira has been discarded by investigators.",
        "The fire marshal excluded an explosion at the mill in Lira.",
        "An arson attack has been ruled out, the police in Lira said.",
        "Experts dismissed the idea that a bomb had exploded aboard the ferry near Lira.",
        "ES Una explosión de gas fue descartada por los bomberos en Lira.",
        "ES La hipótesis de que un camión embistiera un pilar en Lira fue descartada.",
        # a claim that is called invented, whatever noun says so
        "A claim on Facebook that soldiers had shot nine students dead in Lira was “pure invention”, the commander said.",
        "Rumors that 300 had been drowned in their cells in Lira were “a fantasy,” the warden said.",
        "The report that police had killed seven miners in Lira is a myth.",
        "The army called a report that it had killed seven miners in Lira a fabrication.",
        "The minister described reports that nine people had died in Lira as pure fantasy.",
        "Talk of her being flown to an island was baseless, her brother said.",
        "The commission found no trace of the 200 murdered men of whom Facebook spoke.",
        "The commission did not find evidence that soldiers had killed nine people in Lira.",
        "ES La versión de que soldados habían matado a nueve estudiantes en Lira era “puro invento”, dijo el comandante.",
        "ES El ministro calificó de patraña la versión de que habían muerto nueve personas en Lira.",
        "ES No hay pruebas de que soldados mataran a nueve personas en Lira.",
    ],
)
def test_what_was_not_so_is_neither_told_nor_counted(pipeline: Pipeline, text: str) -> None:
    assert not happened(pipeline, text)
    assert not read(pipeline, text).casualties


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Police ruled out a link between the explosion and the strike in Lira.", "explosion"),
        ("Engineers ruled out an explosion as the cause of the collapse of the bridge in Lira.", "collapse"),
        ("The mayor excluded three rebels from the talks after the attack in Lira.", "attack"),
        ("The minister denied claims of a link to the massacre in Lira.", "massacre"),
        ("The claim that police killed seven miners in Lira was true, a court found.", "killed"),
        ("The claim that nobody was hurt was a fantasy: police shot seven miners dead in Lira.", "dead"),
        ("Police described reports that nine people had died in Lira as the worst news of the year.", "died"),
        ("Police found no sign of the gunmen who killed nine people in Lira.", "killed"),
        ("ES El ministro calificó de grave la versión de que habían muerto nueve personas en Lira.", "muerto"),
        ("ES La policía negó su participación en la matanza de Lira.", "matanza"),
    ],
)
def test_what_is_told_beside_it_stays(pipeline: Pipeline, text: str, words: str) -> None:
    bare = text.removeprefix("ES ")
    assert any(words in bare[e.start : e.end] for e in happened(pipeline, text))
