"""Which places Spanish texts name and what these do; needs the Spanish model."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from geo.errors import SettingsError
from geo.gazetteer.lookup import open_gazetteer
from geo.language.pipeline import Models
from geo.language.text.dateline import datelines
from geo.pipeline import Pipeline
from geo.settings import Settings
from geo.sources import make_document
from tests.spanish import read

if TYPE_CHECKING:
    from geo.types import Extraction


@cache
def _pipeline() -> Pipeline | str:
    models = Models(Settings().models)
    try:
        models.of("es")
    except (SettingsError, KeyError) as error:
        return f"no Spanish model is installed: {error}"
    return Pipeline(models, open_gazetteer(Settings()))


def extracted(text: str) -> Extraction:
    """What the whole program finds in a Spanish text of 24 February 2026."""
    pipeline = _pipeline()
    if isinstance(pipeline, str):
        pytest.skip(pipeline)
    return pipeline.extract(make_document(text, {"language": "es", "published": "2026-02-24"}, name="a.md"))


def roles(text: str) -> dict[str, str]:
    """Each name with its role."""
    return {m.text: m.role for m in extracted(text).places}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hubo balaceras en Tepic, Nayarit.", {"Tepic": "event", "Nayarit": "event"}),
        ("La familia, que vive en Soacha, lloró a sus muertos.", {"Soacha": "mention"}),
        ("La familia, que murió en Soacha, era de Neiva.", {"Soacha": "event", "Neiva": "mention"}),
        ("Ayer, vecinos de Chilapa bloquearon la carretera.", {"Chilapa": "event"}),
        ("Ayer, vecinos de Chilapa bloquearon la carretera en Tixtla.", {"Chilapa": "mention", "Tixtla": "event"}),
        ("Ayer, vecinos de Chilapa denunciaron el bloqueo.", {"Chilapa": "mention"}),
        (
            "Pobladores de Chilapa retuvieron a un policía y quemaron una patrulla en demanda de agua.",
            {"Chilapa": "event"},
        ),
        ("Hombres armados dispararon contra la comandancia de Chilapa.", {"Chilapa": "event"}),
        ("Arrojaron una granada contra el palacio municipal de Chilapa.", {"Chilapa": "event"}),
        ("Hombres armados dispararon contra el alcalde de Chilapa.", {"Chilapa": "mention"}),
        ("La embajada pidió no viajar a Guerrero y Colima.", {"Guerrero": "event", "Colima": "event"}),
        ("La embajada pidió a su personal evitar los viajes a Colima.", {"Colima": "event"}),
        ("La embajadora pidió un informe antes de viajar a Colima.", {"Colima": "mention"}),
        ("La tormenta inundó barrios enteros de Bahía Blanca.", {"Bahía Blanca": "event"}),
        ("La tormenta preocupó a dueños enteros de Bahía Blanca.", {"Bahía Blanca": "mention"}),
        ("La aerolínea canceló los vuelos de Ezeiza.", {"Ezeiza": "event"}),
        ("Permanecen cerrados los accesos a Ceuta.", {"Ceuta": "event"}),
        ("Permanece cerrada la carretera a Ceuta.", {"Ceuta": "mention"}),
        ("Los accesos a Ceuta miden tres kilómetros.", {"Ceuta": "mention"}),
        ("Los trenes no salieron de Retiro.", {"Retiro": "event"}),
        ("Los trenes salieron de Retiro.", {"Retiro": "mention"}),
        (
            "La Alcaldía de Cali y la Gobernación del Cauca lo negaron.",
            {"Cali": "part_of_name", "Cauca": "part_of_name"},
        ),
        ("Hubo una balacera en la alcaldía de Iztapalapa.", {"Iztapalapa": "event"}),
        ("Once presos se fugaron de la cárcel de Machala.", {"Machala": "event"}),
        ("El tren descarriló cerca de Salina Cruz.", {"Salina Cruz": "event"}),
        ("Una camioneta estalló frente al cuartel de Timbiquí.", {"Timbiquí": "event"}),
        ("Un deslave sepultó casas en Chosica, al este de Lima.", {"Chosica": "event", "Lima": "mention"}),
        ("Bloquearon la autopista Durango-Torreón.", {"Durango": "mention", "Torreón": "mention"}),
        ("El gobierno de Chile condenó el atentado en Estambul.", {"Chile": "metonym", "Estambul": "event"}),
        ("La Fiscalía General del Estado (FGE) de Sinaloa detuvo a dos.", {"Sinaloa": "part_of_name"}),
        ("La Embajada de Chile en Quito pidió calma.", {"Chile": "part_of_name", "Quito": "mention"}),
        ("La Universidad de Guadalajara suspendió las clases.", {"Guadalajara": "part_of_name"}),
        ("El jefe de la Policía Cauca habló de bombas.", {"Cauca": "part_of_name"}),
        ("Un alud sepultó el lunes la aldea Panabaj, en Sololá.", {"aldea Panabaj": "event", "Sololá": "event"}),
        (
            "Un alud sepultó casas en Sololá el lunes. En 2005, un alud destruyó la aldea Panabaj.",
            {"Sololá": "event", "aldea Panabaj": "mention"},
        ),
        ("El Cártel Jalisco Nueva Generación quemó autobuses en León.", {"Jalisco": "part_of_name", "León": "event"}),
        ("Vuelos de Lima a Bogotá fueron cancelados en Cusco.", {"Cusco": "event", "Bogotá": "mention"}),
    ],
)
def test_what_places_do_in_their_sentence(text: str, expected: dict[str, str]) -> None:
    found = roles(text)
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Estados Unidos", "US"),
        ("EE.UU.", "US"),
        ("Nueva York", "US"),
        ("Londres", "GB"),
        ("Países Bajos", "NL"),
        ("Costa de Marfil", "CI"),
        ("Corea del Norte", "KP"),
        ("Puerto Príncipe", "HT"),
        ("Turquía", "TR"),
        ("La Guaira", "VE"),
    ],
)
def test_spanish_names_of_places_are_known(name: str, country: str) -> None:
    found = [
        m.place.country for m in extracted(f"Hubo un atentado en {name} el lunes.").places if m.place and m.text == name
    ]
    assert found == [country]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("La policía boliviana detuvo a dos hombres en Santa Cruz.", "Santa Cruz", "BO"),
        ("Autoridades colombianas hallaron armas en Armenia.", "Armenia", "CO"),
        ("La policía española detuvo a tres en Guadalajara.", "Guadalajara", "ES"),
        ("Hallaron armas en Guadalajara.", "Guadalajara", "MX"),
        ("Adamuz, en la provincia de Córdoba, quedó sin luz tras el choque.", "Adamuz", "ES"),
        ("Un juez murió en Mendoza, Argentina. La localidad mexicana de Córdoba quedó sin luz.", "Córdoba", "MX"),
        ("Un juez murió en Mendoza, Argentina. Un juez mexicano de Córdoba lo lamentó.", "Córdoba", "AR"),
    ],
)
def test_words_for_a_people_and_the_area_behind_tell_which_town_is_meant(text: str, name: str, country: str) -> None:
    assert {m.place.country for m in extracted(text).places if m.place and m.text == name} == {country}


@pytest.mark.parametrize(
    "text",
    [
        "Pagaron US$ 15 millones por el terreno.",
        "La colonia Benito Juárez amaneció sin luz.",
        "La guardia llegó tarde y la república siguió en paz.",
    ],
)
def test_money_quarters_and_everyday_words_are_no_places(text: str) -> None:
    assert [m.text for m in extracted(text).places if m.role not in {"part_of_name", "demonym"}] == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Madrid, 3 ene (EFE).- Una explosión causó dos muertos.", "Madrid"),
        ("PLAYA DEL CARMEN, Q. Roo (apro).- La fiscalía informó.", "PLAYA DEL CARMEN, Q. Roo"),
        ("Oaxaca de Juárez, 23 de febrero. Un total de dos personas murieron.", "Oaxaca de Juárez"),
        ("Ciudad de México, 14 de diciembre de 2025.- El metro cerró.", "Ciudad de México"),
    ],
)
def test_datelines_of_spanish_wires(text: str, places: str) -> None:
    doc = read(text)
    assert [doc.text[line.start : line.places_end] for line in datelines(doc)] == [places]


def test_a_day_in_a_sentence_is_no_dateline() -> None:
    assert datelines(read("El lunes 3 de mayo. Luego siguió la huelga en Lima.")) == ()


def test_those_who_died_in_those_attacks_are_of_no_town_that_is_told_next() -> None:
    text = (
        "En Arequipa, Perú, hubo seis agresiones el domingo en las que murieron ocho policías. En esos hechos murieron "
        "también una mujer y “12 delincuentes”.\n\nEn Cusco hubo 13 agresiones; allí murieron cuatro delincuentes."
    )
    killings = [t for t in extracted(text).events if t.type == "killing"]
    towns = [t.places[0].place for t in killings]
    assert [town and town.name for town in towns] == ["Arequipa", "Arequipa", "Cusco"]
    assert killings[-1].places[0].text == "allí"
    assert {t.place_basis for t in killings} == {"told"}


def spots(text: str) -> dict[str, str | None]:
    """Each name that has a role of its own with the name of the place it is put at; None: it is put nowhere."""
    found = extracted(text).places
    return {m.text: m.place and m.place.name for m in found if m.role not in {"part_of_name", "demonym"}}


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("Dos heridos llegaron al Hospital General de Durango.", "Hospital General de Durango", "Durango"),
        (
            "Un tren chocó en Adamuz. Hay heridos en el Hospital Reina Sofía de Córdoba.",
            "Hospital Reina Sofía de Córdoba",
            "Córdoba",
        ),
        (
            "Un tren chocó en Arequipa. Hay heridos en el Hospital Reina Sofía de Córdoba.",
            "Hospital Reina Sofía de Córdoba",
            "Arequipa",
        ),
        ("En Mazatlán dispararon contra un bar de la colonia Chula Vista.", "colonia Chula Vista", "Mazatlán"),
        ("Hubo un motín en Tumaco. Quemaron autos en la calle Bolívar.", "calle Bolívar", "Tumaco"),
        ("Hubo cateos en las colonias Roma y Del Valle, en Tampico.", "Del Valle", "Tampico"),
        ("Se fugó un reo del Hospital San Lucas de Arica.", "Hospital San Lucas", "Arica"),
        ("La N-332 quedó cortada a la altura de Altea.", "N-332", "Altea"),
        (
            "Volcó un tráiler en la autopista Celaya-León, cerca de Cortazar.",
            "autopista Celaya-León",
            "Cortazar",
        ),
        ("Mataron a un edil en el barrio de San Isidro de Oruro.", "barrio de San Isidro", "Oruro"),
    ],
)
def test_sites_are_put_in_the_town_that_the_text_tells_them_in(text: str, name: str, place: str) -> None:
    assert spots(text).get(name, "not found") == place


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quemaron un coche en un barrio de Tepic.", {"Tepic": "Tepic"}),
        ("Hubo bloqueos en las calles de Tepic.", {"Tepic": "Tepic"}),
        ("El autobús cubría la ruta Tepic-Mazatlán.", {"Tepic": "Tepic", "Mazatlán": "Mazatlán"}),
        ("La colonia Doctores amaneció sin luz.", {}),
    ],
)
def test_a_part_of_a_town_without_a_name_is_no_site(text: str, expected: dict[str, str]) -> None:
    assert spots(text) == expected


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("Hubo marchas en Cochabamba y en Oruro.", {"Cochabamba": "city", "Oruro": "city"}),
        ("Hubo marchas en el departamento de Cochabamba.", {"Cochabamba": "admin1"}),
        ("El gobernador de Cochabamba renunció.", {"Cochabamba": "admin1"}),
        ("Murió en Sacaba, Cochabamba.", {"Cochabamba": "admin1"}),
        ("Las lluvias azotaron la provincia de La Convención, en Perú.", {"La Convención": "admin2"}),
        ("Hubo bloqueos en El Alto y en Ciudad del Este.", {"El Alto": "city", "Ciudad del Este": "city"}),
        ("Hubo bloqueos en el Alto de la ciudad.", {}),
    ],
)
def test_a_name_shared_with_the_state_is_the_town_unless_told(text: str, levels: dict[str, str]) -> None:
    found = {m.text: m.place.level for m in extracted(text).places if m.place and m.role != "demonym"}
    assert {name: found.get(name) for name in levels} == levels
    assert levels or not found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dos heridos fueron llevados al Hospital San Lucas de Arica.",
            {"Hospital San Lucas": "event", "Arica": "event"},
        ),
        ("La A-92 permaneció cortada a la altura de Guadix.", {"A-92": "event", "Guadix": "event"}),
        ("La crecida inundó Porto Alegre.", {"Porto Alegre": "event"}),
        ("La huelga terminó; vecinos de Guadix la recuerdan.", {"Guadix": "mention"}),
    ],
)
def test_sites_and_their_towns_are_where_it_happened(text: str, expected: dict[str, str]) -> None:
    found = roles(text)
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("La vía está cerrada entre Tepic y Compostela.", "event"),
        ("Un autobús viajaba entre Tepic y Compostela cuando volcó en Rosario.", "mention"),
    ],
)
def test_a_stretch_is_where_it_happened_if_something_did_on_it(text: str, role: str) -> None:
    found = roles(text)
    assert {name: found.get(name) for name in ("Tepic", "Compostela")} == {"Tepic": role, "Compostela": role}


def test_a_hamlet_of_a_country_that_a_text_is_not_about_is_no_place() -> None:
    text = "El ministro dijo en Quito que la pelea fue entre Los Lobos y los R7. Hubo más riñas en Latacunga y Cuenca."
    assert spots(text).get("Los Lobos") is None


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("En Lugo ardieron un bar en Chula Vista y dos tiendas en Las Joyas.", {"Lugo"}),
        ("En Lugo se informó del fuego. Otro bar ardió en Jerez.", {"Lugo", "Jerez de la Frontera"}),
        ("En Lugo detuvieron a dos hombres que habían robado en Ourense.", {"Lugo", "Ourense"}),
        ("En Lugo un juez de Estados Unidos habló del robo en Chula Vista, California.", {"Lugo", "Chula Vista"}),
    ],
)
def test_what_a_sentence_tells_of_a_town_happened_in_it(text: str, towns: set[str]) -> None:
    found = extracted(f"{text} La policía de España investiga.").places
    assert {m.place.name for m in found if m.place and m.place.level in ("city", "admin2", "poi")} == towns


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        (
            "Tres murieron en el caserío El Roble, cantón Las Lomas, municipio de Nahuizalco.",
            "caserío El Roble",
            "Nahuizalco",
        ),
        ("Ardió un bar en Villa Juárez, municipio de Navolato, y otro en Culiacán.", "Villa Juárez", "Navolato"),
        ("Hubo choques en Playa del Carmen y en Tulum.", "Playa del Carmen", "Playa del Carmen"),
        ("Ardieron autobuses en Maipú, Puente Alto y San Bernardo, en Chile.", "Puente Alto", "Puente Alto"),
        ("En Valparaíso y Concepción hubo protestas el sábado.", "Concepción", "Concepción"),
        ("El Cairo/Beirut, 3 feb (EFE).- Un tren descarriló en Egipto.", "El Cairo", "Cairo"),
        ("Un sismo mató a nueve en la provincia ecuatoriana de Orellana.", "Orellana", "Orellana"),
        ("Equipos de España trabajan en Adiyaman y Kahramanmaras.", "Kahramanmaras", "Kahramanmaraş"),
        ("Un sismo sacudió la provincia de Java Occidental.", "Java Occidental", "West Java"),
        ("Un temporal azotó las Islas Caimán.", "Islas Caimán", "Cayman Islands"),
    ],
)
def test_small_places_and_lists_are_put_where_the_text_says(text: str, name: str, place: str) -> None:
    assert spots(text).get(name) == place


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Un avión cayó cerca de Villa Tunari, en el trópico de Cochabamba.", "Tunari"),
        ("Hubo choques entre manifestantes y policías en la ciudad de Cali y en Puerto Resistencia.", "Resistencia"),
        ("Madrid, 3 feb (Europa Press).- Un tren descarriló en Lugo.", "Europa"),
        ("En Badiraguato hubo un choque entre Los Salgueiro y La Línea.", "Salgueiro"),
    ],
)
def test_what_only_opens_or_ends_a_longer_name_is_no_place(text: str, name: str) -> None:
    assert name not in roles(text)


def test_a_hamlet_of_a_state_that_a_text_does_not_speak_of_is_no_place() -> None:
    text = "Nueve personas murieron en {}, en los límites de Sonora y Chihuahua. Iban en camionetas por La Mora."
    assert spots(text.format("Bavispe, Sonora"))["La Mora"] is None
    text = "Nueve personas murieron en Jungapeo, Michoacán. Iban en camionetas de Zitácuaro, Michoacán, por La Mora."
    assert spots(text)["La Mora"] == "La Mora"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Los municipios más afectados son Tacuba y Atiquizaya, en El Salvador.",
            {"Tacuba": "event", "Atiquizaya": "event"},
        ),
        ("Un bus volcó en Las Tejerías, a 67 kilómetros de Caracas.", {"Las Tejerías": "event", "Caracas": "mention"}),
        ("Desalojaron a los manifestantes en Guasaule, en la frontera con Nicaragua.", {"Nicaragua": "mention"}),
        (
            "Las lluvias en Petrópolis, en la región serrana del estado de Río de Janeiro, dejaron nueve muertos.",
            {"Río de Janeiro": "event"},
        ),
        ("Mataron a un policía en la comandancia de Puyo.", {"Puyo": "event"}),
        ("Hombres armados atacaron en localidades del sur de Israel como Sderot.", {"Sderot": "event"}),
        ("Hubo nueve muertos por los incendios de la isla de Mallorca.", {"Mallorca": "event"}),
        ("Los focos activos son tres: Quilpué, Limache y Quillota.", {"Limache": "event", "Quillota": "event"}),
        ("Los focos extintos son tres: Quilpué, Limache y Quillota.", {"Limache": "mention", "Quillota": "mention"}),
        ("La excepción fue Rosario, donde quemaron dos buses.", {"Rosario": "event"}),
        ("La excepción fue Rosario, donde no quemaron ningún bus.", {"Rosario": "mention"}),
        ("Quemaron dos buses, dijo la alcaldesa de Rosario, donde llovía.", {"Rosario": "mention"}),
    ],
)
def test_where_it_was_worst_and_what_only_tells_the_way(text: str, expected: dict[str, str]) -> None:
    found = roles(text)
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Brus Laguna (Honduras), 5 feb (EFE).- Ardió un bosque.", "Brus Laguna (Honduras)"),
        ("Barcelos (Amazonas, Brasil), 5 feb (EFE).- Ardió un bosque.", "Barcelos (Amazonas, Brasil)"),
        ("Lima (EFE).- Ardió un bosque.", "Lima"),
    ],
)
def test_the_country_of_a_dateline_may_stand_in_brackets(text: str, places: str) -> None:
    doc = read(text)
    assert [text[line.start : line.places_end] for line in datelines(doc)] == [places]


def test_the_sign_behind_a_dateline_is_no_part_of_its_town() -> None:
    found = extracted("Jalpa, Zac.- Un hombre murió en un choque.").places
    assert [(m.text, m.place.name if m.place else None) for m in found] == [("Jalpa", "Jalpa"), ("Zac", "Zacatecas")]


@pytest.mark.parametrize(
    "text",
    [
        "El tren descarriló cerca de Adamuz.",
        "El tren descarriló en el término municipal de Adamuz.",
        "El tren descarriló en las cercanías de Adamuz.",
        "El tren descarriló a 20 kilómetros de Adamuz.",
    ],
)
def test_small_towns_behind_words_for_what_is_near(text: str) -> None:
    assert "Adamuz" in roles(text)


def test_a_house_named_after_somebody_is_no_person() -> None:
    text = "Un preso de la cárcel María Auxiliadora de Chimbote murió."
    assert roles(text) == {"cárcel María Auxiliadora": "event", "Chimbote": "event"}


def test_rifles_are_no_roads() -> None:
    assert "AK-47" not in roles("En Tepic hallaron dos fusiles AK-47.")
    assert "N-340" in roles("Un camión volcó en la N-340, en Almería.")


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("Hubo apagones en Zapopan, Tlaqepaque, Tonalá y Chapala, Jalisco.", "Tlaqepaque", "Tlaquepaque"),
        ("Hubo apagones en Zapopan, Tlaqepaque, Tonalla y Chapala, Jalisco.", "Tonalla", "Tonalá"),
        ("Hubo apagones en Zapopan, Gustavo, Tonalá y Chapala, Jalisco.", "Gustavo", None),  # a first name
        ("Hubo apagones, dijo Tlaqepaque, Tonalá y Chapala siguen a oscuras.", "Tlaqepaque", None),
        ("Hubo apagones en Zapopan, Tonalá y Chapala, dijo Tlaqepaque, de Jalisco.", "Tlaqepaque", None),
        (
            "El alcalde Juan Tlaqepaque habló. Hubo apagones en Zapopan, Tlaqepaque, Tonalá y Chapala.",
            "Tlaqepaque",
            None,
        ),
    ],
)
def test_what_stands_between_towns_of_a_list_is_one_of_them(text: str, name: str, place: str | None) -> None:
    found = {m.text: m.place.name if m.place else "" for m in extracted(text).places}
    assert found.get(name) == place


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ardieron 40 casas en los sectores de Los Aromos y Achupallas. En Viña del Mar faltan diez personas.",
            {"sectores de Los Aromos": "Viña del Mar", "Achupallas": "Viña del Mar"},
        ),
        ("Ardieron casas en las veredas de Suárez y Morales, en el Cauca.", {"Suárez": "Suárez", "Morales": "Morales"}),
        ("Ardieron casas en los barrios de Medellín y Bello.", {"Medellín": "Medellín", "Bello": "Bello"}),
        ("Ardieron casas en los barrios de Tepic.", {"Tepic": "Tepic"}),
        ("Ardieron casas en las calles de Jala y Tepic.", {"Jala": "Jala", "Tepic": "Tepic"}),
    ],
)
def test_quarters_of_a_list_and_quarters_of_towns(text: str, expected: dict[str, str]) -> None:
    found = {m.text: m.place.name if m.place else None for m in extracted(text).places}
    told = {name.rpartition("de ")[2] if name not in expected else name: place for name, place in found.items()}
    assert {name: told.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "name", "places"),
    [
        (
            "El fuego empezó en Lo Moscoso, en Villa Alemana. En Lo Moscoso murieron dos.",
            "Lo Moscoso",
            2 * ["Villa Alemana"],
        ),
        (
            "Un alud cayó en el caserío Las Vueltas, en Metapán. En Las Vueltas murieron tres.",
            "Las Vueltas",
            ["Metapán"],
        ),
        (
            "En la vereda La Esperanza, en Corinto, murieron dos. La Esperanza está de luto.",
            "La Esperanza",
            ["Corinto"],
        ),
        # Nothing puts it into a town, two towns have one, a person, part of a longer name, a hospital's name:
        ("El fuego empezó en Lo Moscoso. En Lo Moscoso murieron dos.", "Lo Moscoso", [None]),
        (
            "Ardió el caserío Las Vueltas, en Sonsonate, y el caserío Las Vueltas, en Metapán. En Las Vueltas llueve.",
            "Las Vueltas",
            [None],
        ),
        ("En la aldea Morales, en Totonicapán, murieron dos. El gobernador Morales habló.", "Morales", []),
        ("En la aldea Chuatroj, en Totonicapán, murieron dos. El Club Chuatroj Unido calló.", "Chuatroj", []),
        ("En el Hospital Rosales, en Metapán, murieron dos. Rosales era médico.", "Rosales", []),
    ],
)
def test_what_a_text_places_once_lies_there_wherever_it_is_told(text: str, name: str, places: list[str | None]) -> None:
    found = [m.place.name if m.place else None for m in extracted(text).places if m.text == name]
    assert found == places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hubo barricadas en San Juan de Lurigancho y en Comas, en Lima.", {"San Juan de Lurigancho": None}),
        ("Hubo disparos en Santa María de Xoloc, Estado de México.", {"Santa María de Xoloc": None}),
        ("Hubo disparos en San Miguel de Xochitlán, en Toluca.", {"San Miguel de Xochitlán": "Toluca"}),
        ("Hubo disparos en Santa Ana de El Salvador.", {"Santa Ana": "Santa Ana", "El Salvador": "El Salvador"}),
        ("Hubo disparos en San José de Quero, en Junín, Perú.", {"San José de Quero": "San José de Quero"}),
    ],
)
def test_the_beginning_of_a_saints_town_is_none_of_its_namesakes(text: str, expected: dict[str, str | None]) -> None:
    found = {m.text: m.place.name if m.place else None for m in extracted(text).places}
    assert expected.items() <= found.items()
    assert not found.keys() & ({"San Juan", "San Miguel", "Santa María", "San José"} - expected.keys())


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("En Tepic se reportaron balaceras.", {"Tepic"}),
        ("Protección Civil reportó un incendio en un mercado de Toluca.", {"Toluca"}),
        ("Hombres armados dispararon contra la comandancia de Chilapa.", {"Chilapa de Álvarez"}),
        ("Al llegar a Tepic el alcalde reportó las balaceras.", set()),
    ],
)
def test_what_is_reported_happened_where_it_is_reported_to_have(text: str, towns: set[str]) -> None:
    found = [t for t in extracted(text).events if t.type != "statement" and t.place_basis == "told"]
    assert {m.place.name for t in found for m in t.places if m.place} == towns
