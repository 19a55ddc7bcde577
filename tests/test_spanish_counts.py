"""Counts of people in Spanish sentences; needs the Spanish model."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geo.errors import SettingsError
from geo.language.pipeline import Models, annotate
from geo.lexicons import pattern, reading
from geo.settings import Settings
from geo.sources import make_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

    from geo.types import Casualty

    Reader = Callable[[str], Doc]


@pytest.fixture(scope="module")
def read() -> Reader:
    """Reads a Spanish text published on 25 February 2026."""
    try:
        nlp = Models(Settings().models).of("es")
    except (SettingsError, KeyError) as error:
        pytest.skip(f"no Spanish model is installed: {error}")

    def one(text: str) -> Doc:
        document = make_document(text, {"published": "2026-02-25"}, name="a.md")
        with reading("es"):
            return annotate(nlp, replace(document, language="es"))

    return one


def told(counts: tuple[Casualty, ...]) -> list[tuple[str, int | None, int | None, str]]:
    """Fate, bounds and side of each."""
    return [(c.status, c.min, c.max, c.party_class) for c in counts]


SECURITY, CARTEL, CIVILIAN, UNKNOWN = "security_forces", "cartel", "civilian", "unknown"


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Al menos siete soldados murieron en el Cauca.", [("killed", 7, None, SECURITY)]),
        ("Perdieron la vida un custodio y dos policías.", [("killed", 1, 1, SECURITY), ("killed", 2, 2, SECURITY)]),
        ("Se perdieron 14 vidas inocentes, dijo el alcalde.", [("killed", 14, 14, UNKNOWN)]),
        ("Se perdieron 14 maletas, dijo el alcalde.", []),
        ("Dos de los pasajeros no sobrevivieron.", [("killed", 2, 2, CIVILIAN)]),
        ("Dos de los pasajeros sobrevivieron.", []),
        ("La cifra de muertos fue revisada. Ahora es de 21, dijo el alcalde.", [("killed", 21, 21, UNKNOWN)]),
        ("El alcalde habló de la obra. Ahora es de 21.", []),
        ("Otras 226 personas siguen sin aparecer.", [("missing", 226, 226, UNKNOWN)]),
        ("Otras 226 personas siguen sin trabajo.", []),
        ("Mataron a tres marinos en Manta.", [("killed", 3, 3, SECURITY)]),
        ("El sismo dejó 43 muertos y 210 heridos.", [("killed", 43, 43, UNKNOWN), ("injured", 210, 210, UNKNOWN)]),
        ("Unos 200 manifestantes fueron arrestados en Santiago.", [("arrested", None, None, CIVILIAN)]),
        ("Más de 1.500 personas siguen desaparecidas.", [("missing", 1501, None, UNKNOWN)]),
        ("Fueron aprehendidas 12 personas en Lima.", [("arrested", 12, 12, UNKNOWN)]),
        ("Fueron hallados sin vida tres migrantes.", [("killed", 3, 3, CIVILIAN)]),
        ("Cuatro presuntos sicarios fueron abatidos en Tepic.", [("killed", 4, 4, CARTEL)]),
        ("Los tres civiles armados murieron en el camino.", [("killed", 3, 3, CARTEL)]),
        ("Suman 18 los fallecidos por el naufragio.", [("killed", 18, 18, UNKNOWN)]),
        ("Suman así siete las personas detenidas.", [("arrested", 7, 7, UNKNOWN)]),
        ("El incendio cobró la vida de 12 personas.", [("killed", 12, 12, UNKNOWN)]),
        ("La cifra de muertos subió de 20 a 35.", [("killed", 35, 35, UNKNOWN)]),
        ("El número de víctimas mortales ascendió a 77.", [("killed", 77, 77, UNKNOWN)]),
        ("Un ataque dejó una veintena de lesionados.", [("injured", None, None, UNKNOWN)]),
        ("Un oficial mató a otro policía.", [("killed", 1, 1, SECURITY)]),
        (
            "Dos muertos y 11 heridos deja balacera en Rosario.",
            [("killed", 2, 2, UNKNOWN), ("injured", 11, 11, UNKNOWN)],
        ),
        (
            "Un sargento murió y dos soldados resultaron lesionados.",
            [("killed", 1, 1, SECURITY), ("injured", 2, 2, SECURITY)],
        ),
        ("Un alcalde murió.", []),
        ("Se reportó el hallazgo de cuatro cadáveres en Iguala.", [("killed", 4, 4, UNKNOWN)]),
        ("Se reportó el hallazgo de cuatro camionetas en Iguala.", []),
        ("Cuatro jornaleros fueron emboscados y asesinados.", [("killed", 4, 4, CIVILIAN)]),
    ],
)
def test_how_many_and_what_befell_them(read: Reader, text: str, counts: list[tuple[str, int, int, str]]) -> None:
    assert told(read(text)._.casualties) == counts


@pytest.mark.parametrize(
    "text",
    [
        "No hubo muertos ni heridos en el choque.",
        "Ninguno de los 60 pasajeros resultó herido.",
        "Ni un solo policía murió.",
        "El ataque podría haber matado a 50 personas.",
        "Un terremoto podría dejar miles de muertos.",
        "El alcalde negó que hubiera 15 muertos.",
        "Los bomberos rescataron con vida a 14 personas.",
        "El juez condenó a muerte a cuatro hombres.",
        "Presentaba tres heridas de bala.",
        "Unos 500 militares fueron desplegados en Guayaquil.",
        "El detenido, de 32 años, viajaba con dos hombres.",
        "Detuvieron tres camiones cargados de leña.",
        "Los delincuentes son cinco hombres.",
        "La empresa privó de agua a 31 familias.",
        "Las autoridades temen que haya 15 muertos.",
    ],
)
def test_numbers_that_tell_no_fate(read: Reader, text: str) -> None:
    assert told(read(text)._.casualties) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Murieron 10 personas: siete adultos y tres menores.", [None, 0, 0]),
        ("Asesinaron a nueve personas, entre ellas una mujer y dos niños.", [None, 0, 0]),
        ("Al menos 14 personas, incluidos siete guardias, murieron en Jalisco.", [None, 0]),
        ("Detuvieron a 14 personas, de las cuales cinco son menores.", [None, 0]),
    ],
)
def test_parts_of_a_whole(read: Reader, text: str, parts: list[int | None]) -> None:
    assert [c.subset_of for c in read(text)._.casualties] == parts


def test_another_fate_behind_entre_ellos_is_no_part(read: Reader) -> None:
    killed, hurt = read("Hubo cuatro muertos, entre ellos el agresor, y 17 heridos.")._.casualties
    assert (killed.status, hurt.status, hurt.subset_of) == ("killed", "injured", None)


def test_a_bare_number_goes_on_with_the_noun_before(read: Reader) -> None:
    died, caught = read("Murieron 34 presuntos delincuentes y 70 fueron detenidos.")._.casualties
    assert (died.party_class, caught.party_class, caught.status) == (CARTEL, CARTEL, "arrested")
    _, others = read("Murieron 25 soldados y 70 fueron detenidos.")._.casualties
    assert others.party_class == UNKNOWN


def test_the_whole_of_which_some_are_told_is_no_count(read: Reader) -> None:
    assert told(read("Cinco de los ocho sospechosos fueron detenidos.")._.casualties) == [("arrested", 5, 5, CARTEL)]
    assert [c.min for c in read("Ocho de los 12 heridos siguen hospitalizados.")._.casualties] == [8, 12]


def test_the_parts_of_a_list_have_no_part_in_the_next_fate(read: Reader) -> None:
    counts = read("Murieron once personas, entre ellas cuatro policías, y otras 38 resultaron heridas.")._.casualties
    assert told(counts)[-1] == ("injured", 38, 38, UNKNOWN)


def test_an_adjective_behind_the_first_is_not_of_the_second(read: Reader) -> None:
    counts = read("Un motín dejó 31 reos muertos y 14 policías retenidos.")._.casualties
    assert told(counts) == [("killed", 31, 31, UNKNOWN)]


def test_who_dies_later_is_no_longer_hurt(read: Reader) -> None:
    assert told(read("Dos de los heridos fallecieron en el hospital.")._.casualties) == [("killed", 2, 2, UNKNOWN)]
    both = read("Nueve obreros quedaron sepultados; tres fueron hallados muertos.")._.casualties
    assert all(c.min != 9 for c in both)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Murieron tres soldados, informó el Ministerio de Defensa.", "Ministerio de Defensa"),
        ("De acuerdo con la Fiscalía, el choque dejó 12 muertos.", "Fiscalía"),
        ("El choque dejó 12 muertos, según Protección Civil.", "Protección Civil"),
        ("El choque dejó 12 muertos en Puebla.", None),
    ],
)
def test_who_counts(read: Reader, text: str, source: str | None) -> None:
    told_by = read(text)._.casualties[0].attributed_to
    assert told_by is None if source is None else (told_by or "").endswith(source)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Se fugaron 23 reos del penal.", [("23", "reos del penal")]),
        ("La Policía incautó 300 kilos de cocaína.", [("300", "kilos de cocaína")]),
        ("Los manifestantes quemaron 18 vehículos.", [("18", "vehículos")]),
        ("Ofrecía una recompensa de 15 millones de dólares.", [("15 millones de dólares", "recompensa")]),
        ("La Secretaría abrió 12 carpetas.", []),
    ],
)
def test_other_numbers(read: Reader, text: str, figures: list[tuple[str, str]]) -> None:
    assert [(f.text, f.what) for f in read(text)._.figures] == figures


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        # A turn that ends with a noun governs nobody behind it.
        ("Fueron encontrados sin vida dos pescadores en la playa.", [("killed", 2, 2, CIVILIAN)]),
        ("El barrio quedó sin luz tres días.", []),
        # Whom rescuers look for is missing; whom the police look for is not.
        ("Los rescatistas siguen buscando a 27 personas.", [("missing", 27, 27, UNKNOWN)]),
        ("La policía busca a dos sospechosos.", []),
        # What is denied of people: not found, not found guilty.
        ("27 personas aún no han sido halladas.", [("missing", 27, 27, UNKNOWN)]),
        ("Los acusados no fueron encontrados culpables.", []),
        # Those who are treated are hurt.
        ("Diez personas fueron atendidas por quemaduras.", [("injured", 10, 10, UNKNOWN)]),
        ("Diez personas fueron atendidas en la ventanilla.", []),
        # A tally and its number.
        ("Los heridos suman 1.175.", [("injured", 1175, 1175, UNKNOWN)]),
        ("Los muertos suman 30 y los heridos 112.", [("killed", 30, 30, UNKNOWN), ("injured", 112, 112, UNKNOWN)]),
        ("Son dos los decesos.", [("killed", 2, 2, UNKNOWN)]),
        # A number of deeds is none of people.
        ("Hubo 17 secuestros en Lima.", []),
        ("El secuestro de 17 personas ocurrió en Lima.", [("missing", 17, 17, UNKNOWN)]),
        # What is only talked about is no count.
        ("En las redes se hablaba de veinte muertos.", []),
    ],
)
def test_fates_told_by_other_words(read: Reader, text: str, counts: list[tuple[str, int, int, str]]) -> None:
    assert told(read(text)._.casualties) == counts


def test_people_named_behind_of_them(read: Reader) -> None:
    _, part = read("El ataque dejó 45 heridos, 14 de ellos policías.")._.casualties
    assert (part.min, part.party_class, part.subset_of) == (14, SECURITY, 0)


def test_a_deed_at_the_end_of_a_list_befalls_nobody(read: Reader) -> None:
    text = "El motín terminó con tres internos muertos, diez lesionados y la fuga de catorce reos, nueve de los cuales"
    assert [(c.status, c.min) for c in read(f"{text} seguían prófugos.")._.casualties] == [
        ("killed", 3),
        ("injured", 10),
    ]


def test_others_are_of_those_told_before(read: Reader) -> None:
    _, hurt = read("Un custodio murió y otros dos fueron trasladados al hospital.")._.casualties
    assert (hurt.status, hurt.min, hurt.party_class) == ("injured", 2, SECURITY)


def test_counts_of_a_court_and_of_several_disasters_are_told_as_such() -> None:
    with reading("es"):
        court, several = (pattern("counts_grammar", "shapes", name) for name in ("in_court", "several_apart"))
        assert court.search("Fue sentenciado a 40 años por el asesinato de ")
        assert not court.search("El gobernador condenó el ataque en que murieron ")
        assert several.search("Dos naufragios dejaron 30 muertos.")
        assert several.search("Tres ataques en 48 horas dejaron 30 muertos.")
        assert not several.search("Dos ataques dejaron 30 muertos.")


@pytest.mark.parametrize(
    ("shape", "words", "holds"),
    [
        (("other_year", "clause_before"), "Se refería a la presa que cedió en mayo de 2012; murieron ", True),
        (("other_year", "clause_before"), "Se refería a la presa que cedió el sábado; murieron ", False),
        (("other_year", "news_behind"), " personas murieron el sábado.", True),
        (("other_year", "news_behind"), " personas murieron.", False),
        (("shapes", "separate_incident"), "En un hecho aparte, murieron ", True),
        (("shapes", "separate_incident"), "Por separado, una bomba mató a ", True),
        (("shapes", "separate_incident"), "En dos hospitales separados murieron ", False),
        (("shapes", "to_hospitals"), " fueron llevados a hospitales de ", True),
        (("shapes", "to_hospitals"), " resultaron heridos cerca del hospital, dijo la policía de ", False),
        (("no_longer_missing", "nobody"), "Ya no hay desaparecidos, dijo la Cruz Roja.", True),
        (("no_longer_missing", "nobody"), "No todos los desaparecidos fueron localizados.", False),
        (("no_longer_missing", "behind"), " desaparecida; la niña fue hallada después.", True),
        (("no_longer_missing", "behind"), " desaparecidos. La presa fue hallada rota.", False),
    ],
)
def test_words_of_what_is_no_toll(shape: tuple[str, str], words: str, holds: bool) -> None:
    with reading("es"):
        assert (pattern("counts_grammar", *shape).search(words) is not None) == holds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Cuatro personas fallecieron y tres permanecen desaparecidas.",
            [("killed", 4, 4, UNKNOWN), ("missing", 3, 3, UNKNOWN)],
        ),
        (
            "Siete murieron y cinco quedaron con quemaduras de gravedad.",
            [("killed", 7, 7, UNKNOWN), ("injured", 5, 5, UNKNOWN)],
        ),
        ("Un militar recibió un disparo en la pierna.", [("injured", 1, 1, SECURITY)]),
        ("Un segundo imputado quedó detenido en Penco.", [("arrested", 1, 1, UNKNOWN)]),
        ("Un militar recibió dos medallas.", []),
        ("Tres permanecen abiertas.", []),
    ],
)
def test_a_bare_number_is_the_subject_of_its_verb(
    read: Reader, text: str, expected: list[tuple[str, int | None, int | None, str]]
) -> None:
    assert told(read(text)._.casualties) == expected


def test_a_number_that_is_passed_is_a_floor(read: Reader) -> None:
    [count] = read("El saldo pasa ya de 80 muertos.")._.casualties
    assert (count.min, count.max) == (81, None)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Aviones de la Base Aérea Militar No. 5, de Lerma, apoyaron el operativo.", 1),
        ("La tropa dijo que no. Cinco vecinos murieron.", 2),
    ],
)
def test_the_number_of_a_base_begins_no_sentence(read: Reader, text: str, sentences: int) -> None:
    assert len(list(read(text).sents)) == sentences


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Doce personas fueron trasladadas a un hospital de Lyon.", [(12, "injured")]),
        ("Quince personas fueron llevadas a varios hospitales.", [(15, "injured")]),
        ("Siete personas ingresaron en el hospital.", [(7, "injured")]),
        ("Cuarenta pacientes fueron llevados a otros hospitales.", []),
        ("Dos cuerpos fueron llevados al hospital.", []),
    ],
)
def test_whom_they_bring_to_a_hospital_is_hurt(read: Reader, text: str, told: list[tuple[int, str]]) -> None:
    assert [(c.min, c.status) for c in read(text)._.casualties] == told


def test_an_ambulance_gives_no_number(read: Reader) -> None:
    assert [c.attributed_to for c in read("Ambulancias trasladaron a 12 personas a un hospital.")._.casualties] == [
        None
    ]


@pytest.mark.parametrize(
    ("before", "former"),
    [
        ("Las autoridades habían rebajado el domingo el balance de ", True),
        ("El gobierno ha reducido la cifra de ", True),
        ("El hospital ha confirmado la cifra de ", False),
    ],
)
def test_a_number_from_which_a_toll_was_lowered_no_longer_stands(before: str, former: bool) -> None:
    with reading("es"):
        assert (pattern("counts_grammar", "shapes", "taken_back").search(before) is not None) is former
