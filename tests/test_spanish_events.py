"""What happened, as Spanish sentences tell it; needs the Spanish model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.spanish import read

if TYPE_CHECKING:
    from geo.types import Telling


def told(text: str) -> tuple[Telling, ...]:
    """The tellings of a text published on 24 February 2026."""
    tellings: tuple[Telling, ...] = read(text)._.tellings
    return tellings


def kinds(text: str) -> list[str]:
    """Types of what happened, in text order."""
    return [t.type for t in told(text) if t.reality == "happened" and not t.background]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Marinos abatieron a Luis Pardo, jefe de plaza, durante un operativo en Tepic.", ["raid"]),
        ("La policía allanó 14 viviendas en Rosario y detuvo a ocho personas.", ["raid", "arrest"]),
        ("Hombres armados incendiaron tres camiones y bloquearon la autopista.", ["arson", "blockade"]),
        ("Decenas de vehículos quedaron calcinados tras el ataque de los sicarios.", ["arson", "clash"]),
        ("La carretera permanece bloqueada por ronderos en Puno.", ["blockade"]),
        ("Once presos se fugaron de la cárcel de Huachinango.", ["prison_break"]),
        ("El Ejército desplegó 2.000 soldados en el Catatumbo.", ["deployment"]),
        ("Las aerolíneas cancelaron 40 vuelos a Bucaramanga por el mal tiempo.", ["travel_disruption"]),
        ("Cientos de turistas quedaron varados en Cusco.", ["travel_disruption"]),
        ("Miles de personas asistieron al funeral del candidato en Quito.", ["funeral"]),
        ("Los féretros recorrieron las calles de Quito.", ["funeral"]),
        ("Los ciclistas recorrieron las calles de Quito.", []),
        ("Una misa de réquiem se ofició el martes en Quito.", ["funeral"]),
        ("Los funerales se celebraron el martes en Quito.", ["funeral"]),
        ("Las honras fúnebres se celebraron el martes.", ["funeral"]),
        ("La policía registró las oficinas de la empresa en Quito.", ["other"]),
        ("La policía registró un aumento de robos en Quito.", []),
        ("El Ejército abandonó su base en Quito.", ["other"]),
        ("El cantante abandonó su base en Quito.", []),
        ("La Fiscalía abrió una investigación en Quito.", ["other"]),
        ("La Fiscalía abrió una oficina en Quito.", []),
        ("La comisión presentó su informe el jueves.", ["other"]),
        ("La empresa presentó su informe el jueves.", []),
        ("La presidenta habló por teléfono con su homólogo de Chile.", ["call"]),
        ("Las clases fueron suspendidas en Culiacán y Navolato.", ["other"]),
        ("Reos del penal de Tacumbú se amotinaron.", ["other"]),
        ("Un sismo sacudió la costa de Oaxaca sin causar víctimas.", ["other"]),
        ("El capo fue capturado en Medellín.", ["arrest"]),
        ("Miles de venezolanos salieron a las calles de Caracas para protestar.", ["other"]),
        ("La huelga empezó el lunes en Cananea.", ["other"]),
        ("Vecinos denunciaron disparos en Tepic.", ["clash"]),
        ("Durante la noche se reportaron narcobloqueos en Jerez.", ["blockade"]),
        ("Dos agentes murieron al ser emboscados en Ocampo.", ["killing"]),
        ("Cuatro jornaleros fueron emboscados y asesinados en Ocampo.", ["clash", "killing"]),
        ("Cuatro jornaleros fueron despedidos y cansados volvieron a Ocampo.", []),
        ("La presidenta pasó junto a un autobús calcinado en Ocampo.", []),
    ],
)
def test_verbs_and_nouns_tell_events(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "No se registraron bloqueos en Colima.",
        "No hubo enfrentamientos en la sierra.",
        "Las autoridades temen un ataque contra la embajada en Bogotá.",
        "El equipo sufrió un ataque cardiaco de nervios en la final de la copa.",
        "El alcalde lanzó un ataque verbal contra la oposición.",
    ],
)
def test_what_is_denied_feared_or_a_figure_of_speech_is_none(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La policía explicó qué hizo en los operativos para detener a Juan Pardo.", []),
        ("La policía hizo un operativo en Colima para capturar a los jefes.", []),
        ("La policía logró detener a Juan Pardo.", ["arrest"]),
        ("Soldados usaron bombas para matar a cinco guerrilleros.", ["killing"]),
    ],
)
def test_what_something_is_done_for_is_not_done(text: str, expected: list[str]) -> None:
    assert [kind for kind in kinds(text) if kind in {"arrest", "killing"}] == expected


def test_the_arrest_and_death_of_a_leader_are_one_raid() -> None:
    assert "raid" in kinds("Hubo bloqueos tras la detención y muerte de Luis Pardo, líder del cártel.")
    held = kinds("La detención y muerte de Luis Pardo en una comisaría desató protestas.")
    assert "arrest" in held
    assert "raid" not in held


def test_what_is_to_come_has_not_happened() -> None:
    found = told("El ministro anunció que 300 militares serán enviados a la provincia.")
    assert [(t.type, t.reality) for t in found] == [("statement", "happened"), ("deployment", "hypothetical")]


def test_a_death_of_another_year_is_told_for_comparison() -> None:
    found = told("Un alud mató el lunes a dos personas en Tarma. En 2015, otro alud mató a nueve en Chosica.")
    assert [(t.date_start, t.background) for t in found] == [("2026-02-23", False), ("2015", True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("El secretario respondió este martes en la conferencia con un relato de los hechos.", ["statement"]),
        ("La embajada de Canadá recomendó a sus ciudadanos no salir de sus casas.", ["statement"]),
        ("La fiscalía confirmó que se trata de dos hermanos.", ["statement"]),
        ("La mandataria ofreció una conferencia de prensa en el palacio.", ["statement"]),
        ("Según algunos vecinos, el puente es viejo.", []),
        ("Las imágenes mostraron el puente.", []),
    ],
)
def test_who_speaks_on_an_occasion_makes_a_statement(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


def test_the_day_of_speaking_dates_no_deed() -> None:
    found = told("Pistoleros mataron el domingo a dos jueces. El fiscal respondió este martes sobre el ataque.")
    assert [(t.type, t.date_start) for t in found][:2] == [("killing", "2026-02-22"), ("statement", "2026-02-24")]
    assert all(t.date_start != "2026-02-24" for t in found if t.type in {"killing", "clash"})


def test_hours_without_a_day_are_those_of_the_day_of_publication() -> None:
    (telling,) = told("Los narcobloqueos comenzaron a las 9:30 de la mañana.")
    assert telling.date_start == "2026-02-24"
    (undated,) = told("Los narcobloqueos comenzaron en la sierra.")
    assert undated.date_start is None


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("La policía y el ejército instalaron retenes en la salida de Tepic.", ["deployment"]),
        ("La empresa suspendió sus servicios de tren entre Lima y Cusco.", ["travel_disruption"]),
        ("El hospital suspendió sus servicios.", []),
        ("La tromba de agua causó cinco muertos en Motril.", ["other"]),
    ],
)
def test_checkpoints_services_and_cloudbursts(text: str, kinds: list[str]) -> None:
    assert [t.type for t in read(text)._.tellings] == kinds


def test_every_office_that_makes_something_known_speaks() -> None:
    text = "La fiscalía informó de dos muertos en Lima. El ministerio desmintió que hubiera más víctimas."
    assert [t.type for t in read(text)._.tellings if t.type == "statement"] == ["statement", "statement"]


@pytest.mark.parametrize(
    ("text", "word", "day"),
    [
        ("Desde el lunes, transportistas bloquean la carretera en Ica.", "bloquean", "2026-02-23"),
        ("La tormenta que azotó Motril el domingo dejó cinco muertos.", "cinco muertos", "2026-02-22"),
        ("Quemaron casas el domingo en Creel. Dos días antes fue asesinado un policía.", "fue asesinado", "2026-02-20"),
        (
            "El sismo del domingo dejó cinco muertos. Al día siguiente, una réplica derrumbó casas.",
            "réplica",
            "2026-02-23",
        ),
        ("Nueve murieron el lunes al chocar dos buses. El accidente ocurrió en Ica.", "accidente", "2026-02-23"),
        (
            "Bloquearon el lunes la vía en Ica. La protesta comenzó hace tres días. La Policía detuvo a nueve.",
            "detuvo",
            "2026-02-23",
        ),
        (
            "Barcelos (Brasil), 23 feb (EFE).- Una avioneta se estrelló el domingo y murieron seis.",
            "murieron",
            "2026-02-22",
        ),
        ("El hombre que escapó el domingo mató ayer a dos.", "mató", "2026-02-23"),
        ("En Tepic se reportaron balaceras la noche del domingo.", "balaceras", "2026-02-22"),
        ("El incendio inició hace tres días en Tepic.", "incendio", "2026-02-21"),
        ("El domingo el alcalde reportó una balacera en Tepic.", "balacera", None),
        (
            "El número de muertos por la explosión ocurrida el sábado en un hotel subió a 27, informó el fiscal.",
            "explosión",
            "2026-02-21",
        ),
        (
            "El ministro elevó ayer a 12 la cifra de muertos por las inundaciones que desde el jueves castigan Piura.",
            "cifra",
            "2026-02-19",
        ),
    ],
)
def test_each_event_has_its_own_day(text: str, word: str, day: str | None) -> None:
    found = {text[t.start : t.end]: t.date_start for t in read(text)._.tellings}
    assert found[word] == day


def test_a_vehicle_that_sets_out_has_no_mishap() -> None:
    assert not read("El autobús había salido de Metetí.")._.tellings
    assert [t.type for t in read("El autobús se salió de la carretera.")._.tellings] == ["other"]


def test_granada_the_town_is_no_grenade() -> None:
    text = "La riada dejó cinco muertos en el litoral de Granada. Allí perecieron dos jubilados."
    assert {t.type for t in read(text)._.tellings} == {"other"}
    assert "killing" in {t.type for t in read("Lanzaron una granada en el bar. Allí murieron dos.")._.tellings}


def test_a_fire_in_a_home_for_the_aged_is_no_arson_where_somebody_is_charged() -> None:
    text = "Un incendio consumió un asilo en Temuco. La dueña fue detenida por homicidio."
    assert kinds(text) == ["other", "arrest"]
    assert "arson" in kinds("Los sicarios atacaron Tepic. Hubo incendios en tres tiendas.")


def test_what_had_been_done_before_dates_nothing_told_next() -> None:
    text = (
        "Tres secuestradores murieron el lunes en un operativo en Juticalpa. Las víctimas habían sido raptadas el 16 "
        "de febrero en Catacamas. En la casa se decomisaron cuatro fusiles."
    )
    days = {text[t.start : t.end]: t.date_start for t in told(text)}
    assert days["sido raptadas"] == "2026-02-16"
    assert days["se decomisaron"] == "2026-02-23"


def test_a_toll_that_is_raised_tells_no_day_up_to_which_or_on_which_nobody_died() -> None:
    text = "El ministro elevó ayer a 12 la cifra de muertos por las inundaciones {} castigaron Piura."
    for clause in ("que hasta el jueves", "que también"):
        days = {t.type: t.date_start for t in told(text.format(clause))}
        assert days["other"] is None, clause


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Anoche evacuaron Piura, que las lluvias castigan desde el jueves. Horas antes murió un niño.", "2026-02-23"),
        ("Las lluvias castigan Piura desde el jueves. Horas después murió un niño.", "2026-02-19"),
        ("Las lluvias castigaron Piura el jueves. Horas antes murió un niño.", "2026-02-19"),
        # the day of a clause that only describes the town is not the one the story goes on at
        ("Anoche evacuaron Piura, que las lluvias castigaron el jueves. Horas antes murió un niño.", "2026-02-23"),
    ],
)
def test_hours_count_from_what_was_done_and_not_from_what_goes_on_since_a_day(text: str, day: str) -> None:
    assert {text[t.start : t.end]: t.date_start for t in told(text)}["murió"] == day


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Se les pidió que se rindieran, dijo el alcalde, pero dispararon y mataron a dos agentes.", ()),
        ("Hubo tres ataques, explicó la ministra; allí perdieron la vida cuatro agentes.", ()),
        ("Un maestro que trabajaba en la escuela murió en el ataque.", ()),
        ("Los tres pistoleros fueron atendidos por médicos, pero murieron en el hospital.", ()),
        ("Hombres armados asesinaron a tres policías, informó el fiscal.", ("Hombres armados",)),
        ("El Ejército, que había advertido a los rebeldes, atacó el campamento y mató a nueve.", ("El Ejército",)),
    ],
)
def test_only_who_did_it_acts(text: str, actors: tuple[str, ...]) -> None:
    assert [t.actors for t in told(text) if t.type == "killing"] == [actors]


def test_who_speaks_has_the_whole_name() -> None:
    text = "El general Juan Ruiz Mora, secretario de la Defensa Nacional, respondió este martes en la conferencia."
    assert [t.actors for t in told(text) if t.type == "statement"] == [("Juan Ruiz Mora",)]
