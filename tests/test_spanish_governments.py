"""For which government Spanish offices and bodies speak, with the places of a text; needs the Spanish model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.language.people.governments import named_governments
from geo.language.pipeline import Models
from geo.lexicons import reading
from geo.pipeline import Pipeline
from geo.sources import make_document
from tests.spanish import model

if TYPE_CHECKING:
    from geo.types import Extraction


@pytest.fixture
def spanish(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    """The whole way of a Spanish document."""
    monkeypatch.setattr("geo.sources.languages.models", lambda: {"es": "json"})
    return Pipeline(Models({}, {"es": model()}), pipeline.gazetteer)


def told(spanish: Pipeline, text: str) -> Extraction:
    return spanish.extract(make_document(text, {"language": "es", "published": "2026-02-24"}, name="a.md"))


@pytest.mark.parametrize(
    ("text", "governments"),
    [
        ("La alcaldesa de Culiacán, Rosa Lugo, y el gobernador Rubén Mora hablaron.", ["MX-Sinaloa", "MX-Sinaloa"]),
        ("Lima está en alerta. El presidente peruano, Raúl Soto, habló en Palacio.", ["PE"]),
        ("El secretario general de la ONU, Pedro Lima Solís, habló de Guayaquil, en Ecuador.", [None]),
    ],
)
def test_the_government_of_an_office(spanish: Pipeline, text: str, governments: list[str | None]) -> None:
    assert [person.jurisdiction for person in told(spanish, text).people] == governments


@pytest.mark.parametrize(
    ("text", "agency", "country"),
    [
        ("Caracas lo rechazó. La Casa Blanca negó que haya tropas en el Caribe.", "Casa Blanca", "US"),
        ("La Policía Nacional del Perú detuvo a dos hombres en Tumbes.", "Policía Nacional del Perú", "PE"),
    ],
)
def test_the_country_of_a_body(spanish: Pipeline, text: str, agency: str, country: str) -> None:
    found = {a: j.country for j in told(spanish, text).jurisdictions for a in j.agencies}
    assert found.get(agency) == country


def test_of_the_capital_tells_no_state_and_of_a_state_does() -> None:
    with reading("es"):
        assert named_governments("la policía capitalina") == []
        found = named_governments("la fiscalía aguascalentense")
        assert [government.state for government, _ in found] == ["Aguascalientes"]
