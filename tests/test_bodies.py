"""One body of government under all its names, in all languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.language.people.institutions import body_of
from geo.lexicons import reading
from geo.messages import speaking
from geo.reconcile import reconcile
from geo.reconcile.worded import worded
from geo.types import Document, Jurisdiction
from tests.makers import extraction, quote, telling

ENGLISH = Document(id="e", title="e", text="x" * 90, publisher="The Lark", published="2031-05-06")
SPANISH = Document(id="s", title="s", text="y" * 90, publisher="La Alondra", published="2031-05-06", language="es")


@pytest.mark.parametrize(
    ("language", "name", "body"),
    [
        ("en", "Peru’s Defense Ministry", "defence_ministry"),
        ("en", "Chilean Ministry of Defence", "defence_ministry"),
        ("es", "Secretaría de la Defensa Nacional (Sedena)", "defence_ministry"),
        ("es", "Ministerio de Defensa de Perú", "defence_ministry"),
        ("es", "FGR", "attorney_general"),
        ("en", "Attorney General’s Office", "attorney_general"),
        ("es", "Guardia Nacional", "national_guard"),
        ("en", "US Embassy in Peru", "embassy PE"),
        ("es", "Embajada de Chile", "embassy"),
    ],
)
def test_a_body_has_one_key_in_all_languages(language: str, name: str, body: str):
    with reading(language):
        assert body_of(name) == body


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "Salvation Army"),
        ("en", "US Embassy in Torla"),
        ("es", "Ejército de Liberación Nacional"),
        ("es", "Fiscalía General del Estado"),
    ],
)
def test_what_only_sounds_like_it_has_none(language: str, name: str):
    with reading(language):
        assert body_of(name) is None


def speakers(*told: tuple[Document, str, str]) -> list[str | None]:
    found = [
        extraction(document=replace(d, id=f"{d.id}{i}"), quotes=(quote(speaker=name, jurisdiction=government),))
        for i, (d, name, government) in enumerate(told)
    ]
    return sorted({q.speaker for q in reconcile(found).quotes if q.speaker})


def test_a_body_that_speaks_in_two_languages_is_one_speaker():
    assert len(speakers((ENGLISH, "Defense Ministry", "PE"), (SPANISH, "Ministerio de Defensa", "PE"))) == 1


def test_the_name_that_says_whose_it_is_stands_for_it():
    assert speakers((ENGLISH, "Peruvian army", "PE"), (SPANISH, "Ejército", "PE")) == ["Peruvian army"]


def test_bodies_of_two_countries_or_of_states_untold_are_two():
    assert len(speakers((ENGLISH, "Defense Ministry", "PE"), (SPANISH, "Ministerio de Defensa", "CL"))) == 2
    assert len(speakers((ENGLISH, "state police", "MX"), (SPANISH, "policía estatal", "MX"))) == 2
    assert len(speakers((ENGLISH, "state police", "MX-Colima"), (SPANISH, "policía estatal", "MX-Colima"))) == 1


def agencies(*told: tuple[Document, str]) -> list[str]:
    found = [
        extraction(
            document=replace(d, id=f"{d.id}{i}"),
            jurisdictions=(Jurisdiction("Peru", "federal", "PE", None, "authority", (name,), ((0, 10),), "acted"),),
        )
        for i, (d, name) in enumerate(told)
    ]
    (row,) = reconcile(found).jurisdictions
    return [agency.name for agency in row.agencies]


def test_a_body_of_a_jurisdiction_stands_in_it_once():
    assert len(agencies((ENGLISH, "Foreign Ministry"), (SPANISH, "Cancillería"), (SPANISH, "Marina"))) == 2


def test_the_police_of_two_states_are_two():
    assert len(agencies((ENGLISH, "Cusco state police"), (SPANISH, "policía estatal de Puno"))) == 2


def test_a_body_has_the_name_of_its_country_in_a_state_too_and_says_its_other_names():
    def row(name: str, level: str, body: str) -> Jurisdiction:
        admin1 = name if level == "state" else None
        basis = "territory" if admin1 else "authority"
        return Jurisdiction(name, level, "PE", admin1, basis, (body,), ((0, 10),), "acted")

    whole = extraction(document=ENGLISH, jurisdictions=(row("Peru", "federal", "Peruvian army"),))
    part = extraction(
        document=SPANISH, jurisdictions=(row("Cusco", "state", "Ejército"), row("Cusco", "state", "policía de Cusco"))
    )
    country, state = reconcile([whole, part]).jurisdictions
    assert [(a.name, a.also) for a in country.agencies] == [("Peruvian army", ())]
    assert {(a.name, a.also) for a in state.agencies} == {
        ("Peruvian army", ("Ejército",)),
        ("policía de Cusco", ()),
    }


def jurisdiction(name: str, level: str, basis: str, *bodies: str) -> Jurisdiction:
    admin1 = None if level == "federal" else name
    return Jurisdiction(name, level, "PE", admin1, basis, bodies, ((0, 10),), "acted")


def test_a_body_told_of_in_a_state_is_not_the_state_s() -> None:
    told = extraction(
        document=ENGLISH,
        jurisdictions=(
            jurisdiction("Peru", "federal", "territory", "Peruvian army", "Cusco state police"),
            jurisdiction("Cusco", "state", "territory", "Peruvian army", "Cusco state police"),
            jurisdiction("Peru", "federal", "authority", "Peruvian army"),
            jurisdiction("Cusco", "state", "authority", "Cusco state police", "mayor"),
        ),
    )
    country, state = reconcile([told]).jurisdictions
    assert [(a.name, a.own) for a in country.agencies] == [("Peruvian army", True)]
    assert {(a.name, a.level, a.own) for a in state.agencies} == {
        ("Peruvian army", "federal", False),
        ("Cusco state police", "state", True),
        ("mayor", "municipal", True),
    }


def test_a_body_that_no_state_has_stays_with_its_country() -> None:
    told = extraction(document=ENGLISH, jurisdictions=(jurisdiction("Peru", "federal", "territory", "local police"),))
    ((body,),) = (row.agencies for row in reconcile([told]).jurisdictions)
    assert (body.name, body.own) == ("local police", False)


def test_a_body_that_speaks_bears_the_name_of_the_pages_language():
    told = [
        extraction(document=d, quotes=(quote(speaker=name, jurisdiction="PE"),))
        for d, name in ((ENGLISH, "Peru’s Defense Ministry"), (SPANISH, "Ministerio de Defensa"))
    ]
    incident = reconcile(told)
    for language, name in (("en", "Peru’s Defense Ministry"), ("es", "Ministerio de Defensa")):
        with speaking(language):
            assert {q.speaker for q in worded(incident).quotes} == {name}


def test_a_body_that_gave_an_alert_bears_the_name_of_the_pages_language():
    names = ((ENGLISH, "Peru’s Defense Ministry"), (SPANISH, "Ministerio de Defensa"))
    told = [
        extraction(
            document=d,
            quotes=(quote(speaker=name, jurisdiction="PE"),),
            events=(telling(type="statement", actors=(name,)),) if d is SPANISH else (),
        )
        for d, name in names
    ]
    incident = reconcile(told)
    for language, (_, name) in zip(("en", "es"), names, strict=True):
        with speaking(language):
            (statement,) = worded(incident).events
            assert statement.actors == (name,)
            assert statement.title.endswith(f", {name}")


def test_a_person_and_a_body_of_one_language_keep_their_name():
    told = [
        extraction(document=ENGLISH, quotes=(quote(speaker="Peru’s Defense Ministry", jurisdiction="PE"),)),
        extraction(document=SPANISH, quotes=(quote(speaker="Ana Ruiz", jurisdiction="PE"),)),
    ]
    with speaking("es"):
        assert {q.speaker for q in worded(reconcile(told)).quotes} == {"Peru’s Defense Ministry", "Ana Ruiz"}


def test_a_body_that_acts_has_a_name_for_each_language():
    told = [
        extraction(
            document=d,
            jurisdictions=(Jurisdiction("Peru", "federal", "PE", None, "authority", (name,), ((0, 9),), did),),
        )
        for d, name, did in ((ENGLISH, "Peru’s Defense Ministry", "named"), (SPANISH, "Ministerio de Defensa", "acted"))
    ]
    (row,) = reconcile(told).jurisdictions
    (body,) = row.agencies
    assert [body.name_in(one) for one in ("en", "es", "fr")] == [
        "Peru’s Defense Ministry",
        "Ministerio de Defensa",
        body.name,
    ]
