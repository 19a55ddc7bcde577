"""Who says what in Spanish sentences; needs the Spanish model."""

from __future__ import annotations

import pytest

from geo.language.quotes.act_and_theme import act_of
from geo.lexicons import reading
from tests.spanish import read


def told(text: str) -> list[tuple[str | None, str]]:
    """Speaker and words of each quote with words between marks."""
    doc = read(text)
    quotes = [q for q in doc._.quotes if q.kind != "indirect"]
    return [(q.speaker, " … ".join(doc.text[a:b] for a, b in q.parts)) for q in quotes]


def reported(text: str) -> list[tuple[str | None, str]]:
    """Speaker and words of each statement without marks."""
    doc = read(text)
    quotes = [q for q in doc._.quotes if q.kind == "indirect"]
    return [(q.speaker, " … ".join(doc.text[a:b] for a, b in q.parts)) for q in quotes]


# ------------------------------------------------------------------ where the clause stands
@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "«No descartamos ninguna hipótesis», dijo en rueda de prensa la delegada del Gobierno, Rosa Lamas.",
            [("Rosa Lamas", "No descartamos ninguna hipótesis")],
        ),
        (
            "El director de la Defensa Civil, Hernán Soto, explicó que el río “se salió de madre en minutos”.",
            [("Hernán Soto", "el río “se salió de madre en minutos”")],
        ),
        (
            "El juez Mario Lillo afirmó: “Habrá prisión preventiva para los tres”.",
            [("Mario Lillo", "Habrá prisión preventiva para los tres")],
        ),
        (
            '"Todo ardía", contó este lunes la alcaldesa Inés Robledo al canal TN.',
            [("Inés Robledo", "Todo ardía")],
        ),
        (
            "“Escuchamos una explosión muy fuerte”, relató a la agencia EFE Marta Quispe, vecina del barrio.",
            [("Marta Quispe", "Escuchamos una explosión muy fuerte")],
        ),
        (
            "En palabras del obispo Ramón Ugarte, la comunidad vive “bajo el miedo de siempre”.",
            [("Ramón Ugarte", "la comunidad vive “bajo el miedo de siempre”")],
        ),
        (
            "El ataque fue calificado por el secretario general de la OEA, Luis Prado, como “una atrocidad”.",
            [("Luis Prado", "una atrocidad")],
        ),
        (
            "Los vecinos lo negaron: “Nadie nos avisó del peligro”, gritaba Yolanda Peralta.",
            [("Yolanda Peralta", "Nadie nos avisó del peligro")],
        ),
    ],
)
def test_the_clause_stands_before_behind_and_around_the_words(text: str, quotes: list[tuple[str, str]]) -> None:
    assert told(text) == quotes


def test_a_clause_between_dashes_breaks_into_the_words() -> None:
    text = "“La situación —reconoció la alcaldesa Inés Robledo— es crítica, pero no hay desaparecidos”."
    assert told(text) == [("Inés Robledo", "La situación … es crítica, pero no hay desaparecidos")]


def test_a_dash_in_somebodys_words_is_theirs() -> None:
    text = "“Perdimos todo —la casa, los animales— en una noche”, dijo Ana Pineda."
    assert told(text) == [("Ana Pineda", "Perdimos todo —la casa, los animales— en una noche")]


def test_a_name_between_marks_is_no_quote() -> None:
    assert told("La policía detuvo a Julio Mora, alias “El Tuerto”, en el operativo “Trueno”.") == []


# ------------------------------------------------------------------ who is meant
@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("La fiscal Nora Beltrán habló ayer. Agregó que no hay detenidos.", "Nora Beltrán"),
        ("La Fiscalía de Antioquia abrió un expediente. Indicó que no hay detenidos.", "Fiscalía de Antioquia"),
        ("El alcalde Juan Ruiz habló. Al respecto, manifestó que no hay heridos.", "Juan Ruiz"),
        (
            "La ministra Eva Lugo anunció ayudas. Los puentes, dijo, tienen fallas de origen.",
            "Eva Lugo",
        ),
        (
            "La jefa Rosa Díaz dio el parte. El agresor, según la policía, huyó. Añadió que no hay detenidos.",
            "policía",
        ),
    ],
)
def test_a_verb_without_a_subject_goes_on_with_the_one_before(text: str, speaker: str) -> None:
    assert reported(text)[-1][0] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "La fiscal Nora Beltrán habló ayer. Se informó que no hay detenidos.",
        "La fiscal Nora Beltrán habló ayer. El lunes informará que no hay detenidos.",
        "Agregó que no hay detenidos.",
    ],
)
def test_nobody_is_made_to_say_what_no_one_is_told_to_have_said(text: str) -> None:
    assert reported(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("La presidenta Lucía Medrano viajó. “Volveremos pronto”, escribió la mandataria.", "Lucía Medrano"),
        (
            "El coronel Iván Rueda llegó a Tumaco con dos batallones. “Fue una emboscada”, dijo el oficial.",
            "Iván Rueda",
        ),
        (
            "Diego Molina, titular de Salud, se reunió con médicos. “Hay vacunas”, aseguró el secretario.",
            "Diego Molina",
        ),
        (
            "La Secretaría de Salud de Puebla cerró tres bares. “No hay riesgo”, señaló la dependencia.",
            "Secretaría de Salud de Puebla",
        ),
        ("“Nos mandaron a morir”, denunció su secretario general, el ingeniero Óscar Tapia.", "Óscar Tapia"),
        ("“Tenemos miedo de salir”, contó otra turista, Mari, que pidió el anonimato.", "Mari"),
        ("“Nadie vino en tres días”, lloraba Elsa Pinto. La mujer pidió “agua y mantas”.", "Elsa Pinto"),
    ],
)
def test_who_is_meant_by_an_office_or_what_somebody_is(text: str, speaker: str) -> None:
    assert told(text)[-1][0] == speaker


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "La presidenta Lucía Medrano, molesta por la demora, respondió que “no hay plazos”.",
            ("Lucía Medrano", "no hay plazos"),
        ),
        (
            "El perito Joaquín Lara sostuvo que avisó “por escrito y tres veces”.",
            ("Joaquín Lara", "por escrito y tres veces"),
        ),
        (
            "El rector Tomás Olivera llegó tarde. Se declaró, además, “indignado”.",
            ("Tomás Olivera", "indignado"),
        ),
        (
            "Los captores pidieron dinero. “Si no pagan, no vuelve”, advirtieron en una llamada.",
            ("captores", "Si no pagan, no vuelve"),
        ),
        (
            "El líder sindical Mario Mora calló; el ministro del Trabajo, por su lado, amenazó con “descuentos”.",
            ("ministro del Trabajo", "descuentos"),
        ),
        (
            "El vocero Saúl Peña calló. Horas más tarde matizó que están “abiertos al diálogo”.",
            ("Saúl Peña", "abiertos al diálogo"),
        ),
        (
            "“Fue un milagro”, se lee en un comunicado de la familia Herrera.",
            ("familia Herrera", "Fue un milagro"),
        ),
    ],
)
def test_who_speaks_where_others_stand_beside_the_verb(text: str, quote: tuple[str, str]) -> None:
    speaker, said = told(text)[-1]
    assert (speaker, quote[1] in said) == (quote[0], True)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Hugo Ruiz, dijo el fiscal, huyó a Tarapoto.", "fiscal"),
        ("La Inteligencia Militar Central, explicó el general, ubicó a Hugo Ruiz en Tarapoto.", "general"),
        ("El fiscal Hugo Ruiz llegó a Tarapoto. La comisión, dijo el fiscal, no vino.", "Hugo Ruiz"),
    ],
)
def test_who_is_told_of_around_an_inserted_clause_does_not_speak_in_it(text: str, speaker: str) -> None:
    assert reported(text)[-1][0] == speaker


def test_a_role_behind_a_preposition_is_somebody_elses() -> None:
    assert [p.person.role for p in read("Ante el juez, Lara Soto sostuvo que avisó.")._.people] == [None]


def test_somebody_else_in_office_is_not_the_one_named_before() -> None:
    text = "La presidenta Lucía Medrano viajó a Quito. “No hubo aviso”, dijo un embajador."
    assert told(text) == [("embajador", "No hubo aviso")]


def test_opinions_are_their_holders() -> None:
    text = "La jueza Ana Mora cerró el caso. A su juicio, “no hubo dolo alguno”. Para la empresa, fue “un alivio”."
    assert told(text) == [
        ("Ana Mora", "no hubo dolo alguno"),
        ("empresa", "fue “un alivio”"),
    ]


# ------------------------------------------------------------------ reported without marks
@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "Según informó la Policía Nacional, tres personas murieron.",
            [("Policía Nacional", "tres personas murieron")],
        ),
        (
            "Tres personas murieron, de acuerdo con la Cruz Roja.",
            [("Cruz Roja", "Tres personas murieron")],
        ),
        ("El coronel ordenó a sus hombres disparar.", [("coronel", "sus hombres disparar")]),
        ("La alcaldesa acusó a la empresa de mentir.", [("alcaldesa", "la empresa de mentir")]),
        ("Dijo el rector no tener noticias del rescate.", [("rector", "no tener noticias del rescate")]),
    ],
)
def test_statements_without_marks(text: str, quotes: list[tuple[str, str]]) -> None:
    assert reported(text) == quotes


# ------------------------------------------------------------------ acts and themes
@pytest.mark.parametrize(
    ("cue", "act"),
    [
        ("negó", "denies"),
        ("descartaron", "denies"),
        ("pidió", "urges"),
        ("exhortó", "urges"),
        ("prometió", "promises"),
        ("condenó", "judges"),
        ("rechazó", "denies"),
        ("agregó", "asserts"),
        ("dijeron", "asserts"),
        ("caminó", None),
    ],
)
def test_the_act_of_a_verb(cue: str, act: str | None) -> None:
    with reading("es"):
        assert act_of(cue) == act


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("El presidente Juan Ruiz llamó a los vecinos a mantener la calma.", "llamó a"),
        ("El ministro Juan Ruiz advirtió de que la cifra “puede subir”.", "advirtió"),
        ("La alcaldesa Ana Ruiz no dijo que fuera “un error”.", "no dijo"),
        ("La Fiscalía no quiso confirmar que fuera “un ataque”.", "no quiso confirmar"),
    ],
)
def test_the_verb_keeps_what_denies_it_and_what_it_takes(text: str, cue: str) -> None:
    assert read(text)._.quotes[0].cue == cue


def test_what_goes_on_behind_what_had_been_said_has_no_day_of_it() -> None:
    then = "El 20 de febrero el general Juan Ruiz {} de 28 militares muertos. Descartó que participaran extranjeros."
    assert [q.said_on for q in read(then.format("había informado"))._.quotes] == ["2026-02-20", None]
    assert [q.said_on for q in read(then.format("informó"))._.quotes] == ["2026-02-20", "2026-02-20"]


def test_what_a_statement_is_about_and_denies() -> None:
    doc = read("El canciller Paco Ruiz dijo que “no habrá tropas extranjeras aquí”.")
    (quote,) = doc._.quotes
    assert quote.themes == ("sovereignty",)
    assert quote.denied == ("sovereignty",)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # what stands between the verb and the one who speaks
        (
            "La fiscalía insiste. “No es así”, respondió desde Hermosillo la gobernadora de Sonora, Claudia Rojas.",
            "Claudia Rojas",
        ),
        ("“No es así”, explicó por la noche el alcalde de Lima, Juan Pérez.", "Juan Pérez"),
        ("“No es así”, lamentó en un comunicado el gobernador.", "gobernador"),
        # what is asked for does not speak
        ("Adrián Ruiz, padre de Rosa, pidió audiencia al presidente: “No es así”.", "Adrián Ruiz"),
        ("Hubo tres muertos, dijeron fuentes oficiales: “No es así”.", "fuentes oficiales"),
        # one without a name whom a new paragraph is about
        ("“Sí”, insistió un portavoz.\n\nUna bombera sacó nueve cuerpos. “No es así”, contó.", "bombera"),
        ("“Sí”, insistió la fiscal Ana Vera. Una bombera sacó nueve cuerpos. “No es así”, contó.", "Ana Vera"),
    ],
)
def test_who_speaks_behind_an_aside_or_without_a_name(text, speaker):
    assert [who for who, words in told(text) if words == "No es así"] == [speaker]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "«Están a salvo», declaró en conferencia de prensa el ministro de Seguridad, Julio Sarmiento.",
            [("Julio Sarmiento", "Están a salvo")],
        ),
        (
            "«No cederemos», ha advertido este lunes en los pasillos del Congreso la vicepresidenta Inés Robledo.",
            [("Inés Robledo", "No cederemos")],
        ),
        # Behind another verb it is not the one who speaks.
        (
            "Hernán Soto se fue. «No cederemos», dijo al salir y saludó a la ministra.",
            [("Hernán Soto", "No cederemos")],
        ),
    ],
)
def test_who_speaks_stands_behind_when_and_where(text: str, quotes: list[tuple[str, str]]) -> None:
    assert told(text) == quotes


def test_a_mayor_is_a_mandatario_too() -> None:
    text = "“Es una vergüenza”, dijo el alcalde Hernán Soto. El mandatario exigió “respuestas hoy mismo”."
    assert told(text) == [("Hernán Soto", "Es una vergüenza"), ("Hernán Soto", "respuestas hoy mismo")]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("—Perdimos todo —contó Marta Quispe, vecina del barrio.", [("Marta Quispe", "Perdimos todo")]),
        (
            "—No cedió. Aguantó bien —dijo la alcaldesa Inés Robledo—. Lo vimos venir.",
            [("Inés Robledo", "No cedió. Aguantó bien"), ("Inés Robledo", "Lo vimos venir.")],
        ),
        ("—Dos muertos en Lima —doce heridos— y un detenido.", []),
        ("—Los heridos están bien.", []),
        ("El puente —dijo la alcaldesa Inés Robledo— no cedió.", []),
    ],
)
def test_a_line_between_dashes_is_spoken_where_a_verb_says_so(text: str, quotes: list[tuple[str, str]]) -> None:
    assert told(text) == quotes
