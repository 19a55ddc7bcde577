"""Where an alert holds, and which alerts of several reports are one."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from geo.gazetteer.lookup import open_gazetteer
from geo.language.pipeline import Models
from geo.pipeline import Pipeline
from geo.reconcile import reconcile
from geo.settings import Settings
from geo.sources import make_document
from tests.spanish import model

if TYPE_CHECKING:
    from geo.types import Extraction


@cache
def _pipeline() -> Pipeline:
    return Pipeline(Models(Settings().models), open_gazetteer(Settings()))


def read(text: str, language: str = "en", name: str = "a.md") -> Extraction:
    """What the whole program finds in a text of Tuesday, 24 February 2026."""
    if language == "es":
        model()  # skips the test where there is none
    told = {"language": language, "published": "2026-02-24"}
    return _pipeline().extract(make_document(text, told, name=name))


def alerts(found: Extraction) -> dict[str, set[str]]:
    """The kinds of alerts with the places that each holds for."""
    told: dict[str, set[str]] = {}
    for t in found.events:
        if t.alert:
            told.setdefault(t.alert, set()).update(m.text for m in t.places)
    return told


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "The embassy asked its citizens to shelter in place in states such as Puebla, Tlaxcala and Chiapas.",
            "en",
            {"in_force": {"Puebla", "Tlaxcala", "Chiapas"}},
        ),
        (
            "The ministry put out travel warnings for Lyon, Bron and parts of two other regions.",
            "en",
            {"in_force": {"Lyon", "Bron"}},
        ),
        (
            "The British embassy said on Monday that shelter-in-place orders had been lifted in Lyon and Bron.",
            "en",
            {"lifted": {"Lyon", "Bron"}},
        ),
        (
            "La embajada pidió a quienes están en Tepic, Compostela y otras zonas de México no salir de casa.",
            "es",
            {"in_force": {"Tepic", "Compostela"}},
        ),
        (
            "La embajada pidió no salir de casa en Tepic luego de que una bomba matara a dos en Mazatlán.",
            "es",
            {"in_force": {"Tepic"}},
        ),
        (
            "El ministerio emitió el lunes una alerta de viaje para Tepic, Nayarit, y Compostela.",
            "es",
            {"in_force": {"Tepic", "Nayarit", "Compostela"}},
        ),
        (
            "El consulado informó el martes que la alerta de viaje terminó en Tepic y Compostela.",
            "es",
            {"lifted": {"Tepic", "Compostela"}},
        ),
    ],
)
def test_an_alert_is_told_for_the_places_behind_it(text: str, language: str, expected: dict[str, set[str]]) -> None:
    assert alerts(read(text, language)) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The embassy in Paris said on Monday that no security alert was in force for Lyon.", "en"),
        ("At a news conference in Lyon the mayor told residents to stay indoors.", "en"),
        ("The mayor of Lyon said on Tuesday that he would visit Bron.", "en"),
        ("The ministry in Oslo asked its citizens on Monday to stay indoors after a bomb killed two in Nice.", "en"),
        ("El gobierno informó el martes que no hay alerta de viaje para Tepic.", "es"),
        ("El alcalde de Tepic pidió el lunes un informe sobre Compostela.", "es"),
    ],
)
def test_no_alert_is_told_for_other_places(text: str, language: str) -> None:
    assert alerts(read(text, language)) == {}


def test_a_warning_that_will_be_lifted_is_in_force() -> None:
    told = read("The embassy said on Monday that the travel warning for Lyon will be lifted next week.")
    assert set(alerts(told)) <= {"in_force"}


def test_each_place_has_its_alert_and_a_statement_has_one_place() -> None:
    """Two reports tell of the same warning; what is over is an event of its own."""
    first = "The United States put out travel warnings for Puebla and Tlaxcala on Monday."
    again = "On Monday, the United States put out travel warnings for Tlaxcala and Chiapas."
    over = "The United States said on Tuesday that shelter-in-place orders had been lifted in Tlaxcala."
    texts = (first, again, over)
    incident = reconcile([read(text, name=f"{n}.md") for n, text in enumerate(texts)], home_country="MX")
    found = {(e.title, len(e.sources)) for e in incident.events if e.type == "statement"}
    assert found == {
        ("Alert, Puebla", 1),
        ("Alert, Tlaxcala", 2),
        ("Alert, Chiapas", 1),
        ("Alert lifted, Tlaxcala", 1),
    }
