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
        # one who spoke in a capital makes the text no story of that country
        (
            (
                "Las tropas peruanas hallaron 25 cuerpos.\n\nEl ministro de Comunicación, Raúl Soto, habló. "
                "Habría un colombiano. El presidente Juan Mora dijo en Bogotá que es cierto."
            ),
            ["PE", "CO"],
        ),
        # the United States have no such office
        ("Seis mexicanos murieron en Dallas, Texas, dijo el canciller Luis Mora.", ["MX"]),
        ("Seis mexicanos murieron en Lima, dijo el canciller peruano Luis Mora.", ["PE"]),
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


@pytest.mark.parametrize(
    ("text", "governments"),
    [
        ("Las autoridades de Assam entregaron los cuerpos en Guwahati, India.", {"IN-Assam"}),
        ("El Gobierno de la India entregó los cuerpos en Guwahati, Assam.", {"IN"}),
        ("Las autoridades federales de Sonora cerraron el puente.", {"MX"}),
        ("La jefa del Gobierno de Assam, Ana Das, dijo que no en Guwahati, India.", {"IN-Assam"}),
        # a civil guard is the states' where the police is
        ("En La Piedad, Michoacán, un grupo disparó contra agentes de la Guardia Civil.", {"MX-Michoacán"}),
        ("En Sevilla, España, un grupo disparó contra agentes de la Guardia Civil.", {"ES"}),
        # a square of that name, and the ministry
        ("En Silao, Guanajuato, ardió una tienda a la entrada del Pentágono.", set()),
        ("El Pentágono envió tropas a Guanajuato.", {"US"}),
        ("Ardió una tienda a la entrada del Pentágono, en Estados Unidos.", {"US"}),
    ],
)
def test_whose_a_body_is(spanish: Pipeline, text: str, governments: set[str]) -> None:
    own = [j for j in told(spanish, text).jurisdictions if j.basis == "authority"]
    assert {f"{j.country}-{j.admin1}" if j.admin1 else j.country for j in own} == governments


def test_of_the_capital_tells_no_state_and_of_a_state_does() -> None:
    with reading("es"):
        assert named_governments("la policía capitalina") == []
        found = named_governments("la fiscalía aguascalentense")
        assert [government.state for government, _ in found] == ["Aguascalientes"]


def test_those_who_are_listed_act_alike_and_who_speaks_in_between_is_another(spanish: Pipeline) -> None:
    text = "Encabezaron la marcha la Secretaría de la Defensa, la Secretaría de Marina y la Guardia Nacional en Sonora."
    acted = {a for j in told(spanish, text).jurisdictions if j.involvement == "acted" for a in j.agencies}
    assert acted == {"Secretaría de la Defensa", "Secretaría de Marina", "Guardia Nacional"}
    text = "La Policía Nacional del Perú, explicó la ministra, tardó en llegar a Tumbes."
    assert not any(j.involvement == "spoke" and j.agencies for j in told(spanish, text).jurisdictions)


def test_peoples_of_countries_are_known_in_all_their_forms(spanish: Pipeline) -> None:
    with reading("es"):
        for words in ("fuerzas argelinas", "tropas danesas", "rehenes nipones", "soldados kuwaitíes"):
            assert len(named_governments(words)) == 1, words
