"""Who is named in Spanish sentences, in which office and for which government; needs the Spanish model."""

from __future__ import annotations

import pytest

from tests.spanish import read


def people(text: str) -> list[tuple[str, str | None, str | None]]:
    """Name, role and government of each person."""
    return [(p.person.name, p.person.role, p.person.jurisdiction) for p in read(text)._.people]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "El gobernador de Sonora, Alfonso Durán Reyes, llegó a la zona.",
            ("Alfonso Durán Reyes", "gobernador de Sonora", "MX-Sonora"),
        ),
        (
            "El general Ricardo Solís Trejo, titular de la Secretaría de Marina, habló ayer.",
            ("Ricardo Solís Trejo", "titular de la Secretaría de Marina", None),
        ),
        (
            "La presidenta municipal Clara Ibarra Soto pidió ayuda.",
            ("Clara Ibarra Soto", "presidenta municipal", None),
        ),
        (
            "El ministro de Defensa hondureño, Renán Soto, viajó a la frontera.",
            ("Renán Soto", "ministro de Defensa hondureño", "HN"),
        ),
        (
            "El exgobernador de Sonora Horacio Rábago fue detenido.",
            ("Horacio Rábago", "exgobernador de Sonora", None),
        ),
        (
            "El incendio está controlado, en palabras del jefe de los bomberos, Julián Ferrer.",
            ("Julián Ferrer", "jefe de los bomberos", None),
        ),
        ("La esposa del alcalde, María Cano, resultó ilesa.", ("María Cano", "esposa del alcalde", None)),
        ("La vicepresidenta Francia Mosquera viajó a Cali.", ("Francia Mosquera", "vicepresidenta", None)),
        (
            "La embajadora de Perú en Chile, Rosa Quiroz, pidió calma.",
            ("Rosa Quiroz", "embajadora de Perú en Chile", "PE"),
        ),
    ],
)
def test_the_office_of_a_name(text: str, found: tuple[str, str | None, str | None]) -> None:
    assert people(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "La Fiscalía General de la República informó del cateo.",
        "Hubo bloqueos en San Francisco del Monte y en el bulevar Gómez Morín.",
        "La Fundación Jorge Vergara donó víveres.",
    ],
)
def test_bodies_streets_and_towns_are_no_people(text: str) -> None:
    assert people(text) == []


def test_short_forms_of_a_double_surname_are_one_person() -> None:
    doc = read("Omar Garza Hoyos, fiscal de Jalisco, habló. Garza Hoyos dijo que sí. Garza no dio nombres.")
    (person,) = doc._.people
    assert person.person.name == "Omar Garza Hoyos"
    assert [doc.text[a:b] for a, b in person.spans] == ["Omar Garza Hoyos", "Garza Hoyos", "Garza"]


def test_two_of_one_surname_stay_two() -> None:
    doc = read("Omar Garza Hoyos saludó a Elena Garza Luna en la plaza.")
    assert [p.person.name for p in doc._.people] == ["Omar Garza Hoyos", "Elena Garza Luna"]


# ------------------------------------------------------------------ bodies of government
def bodies(text: str) -> list[tuple[str, str, str, str | None]]:
    """Name, kind, level and government of each body."""
    found = read(text)._.institutions
    return [(i.name, i.kind, i.level, f"{i.country}-{i.admin1}" if i.admin1 else i.country) for i in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("El Ejército mexicano desplegó tropas.", ("Ejército mexicano", "army", "federal", "MX")),
        ("La Policía Nacional del Perú halló el arma.", ("Policía Nacional del Perú", "police", "federal", "PE")),
        ("La Sedena confirmó el ataque.", ("Sedena", "army", "federal", "MX")),
        (
            "La Secretaría de Seguridad Pública de Sonora actuó.",
            ("Secretaría de Seguridad Pública de Sonora", "security", "state", "MX-Sonora"),
        ),
        (
            "La Secretaría de Desarrollo y Paz de Colombia actuó.",
            ("Secretaría de Desarrollo y Paz de Colombia", "other", "federal", "CO"),
        ),
        ("La Casa Blanca negó el envío de tropas.", ("Casa Blanca", "executive", "federal", "US")),
        ("El Gobierno de Japón envió ayuda.", ("Gobierno de Japón", "executive", "federal", "JP")),
        (
            "La embajada estadounidense cerró sus puertas.",
            ("embajada estadounidense", "diplomacy", "federal", "US"),
        ),
    ],
)
def test_bodies_with_their_level_and_government(text: str, found: tuple[str, str, str, str]) -> None:
    assert bodies(text) == [found]


def test_two_bodies_in_a_row_stay_two() -> None:
    text = "La Secretaría de Marina y la Guardia Nacional llegaron; la Guardia Civil, no."
    assert [name for name, *_ in bodies(text)] == ["Secretaría de Marina", "Guardia Nacional", "Guardia Civil"]


def test_a_common_word_is_no_body() -> None:
    assert bodies("Un policía murió y el secretario lo lamentó.") == []


@pytest.mark.parametrize(
    ("text", "name", "government"),
    [
        ("Ana Vera habló. Su homólogo mexicano le agradeció. “No es así”, dijo Luis Obregón.", "Luis Obregón", "MX"),
        ("Ana Vera habló. Su colega mexicano le agradeció. “No es así”, dijo Luis Obregón.", "Luis Obregón", None),
        (
            "El asedio terminó, anunció el presidente de Kenia.\n\n“Murieron diez”, dijo Juma Otieno a la nación.",
            "Juma Otieno",
            "KE",
        ),
        (
            "El asedio terminó, anunció el presidente de Kenia.\n\n“Murieron diez”, dijo Juma Otieno llorando.",
            "Juma Otieno",
            None,
        ),
    ],
)
def test_the_sentence_before_tells_an_office(text, name, government):
    assert [found for who, _, found in people(text) if who == name] == [government]
