"""Sentences that tell something else than their words at first sight: causes ruled out, claims called invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.language.pipeline import Models
from geo.pipeline import Pipeline
from geo.reconcile.events.reports import _kind
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
        "A claim on Facebook that soldiers had shot nine boys dead in Lira was “pure invention”, the commander said.",
        "Rumors that 300 had been drowned in their cells in Lira were “a fantasy,” the warden said.",
        "The report that police had killed seven miners in Lira is a myth.",
        "The army called a report that it had killed seven miners in Lira a fabrication.",
        "The minister described reports that nine people had died in Lira as pure fantasy.",
        "Talk of her being flown to an island was baseless, her brother said.",
        "The commission found no trace of the 200 murdered men of whom Facebook spoke.",
        "The commission did not find evidence that soldiers had killed nine people in Lira.",
        "ES La versión de que soldados habían matado a nueve alumnos en Lira era “puro invento”, dijo el comandante.",
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


# ------------------------------------------------------------------------------------------- days
@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("A year ago today, gunmen attacked the market in Lira.", "attacked", "2023-06-10"),
        ("A year ago, gunmen attacked the market in Lira.", "attacked", "2023"),
        ("A week ago today, a bomb killed nine people in Lira.", "killed", "2024-06-03"),
        (
            "The shelling of Lira began on 5 March. Two nights later, a rocket hit the school in Lira.",
            "hit",
            "2024-03-07",
        ),
        (
            "Gunmen shelled Lira on 5 March. Three nights earlier, they had burned down a church.",
            "burned",
            "2024-03-02",
        ),
        ("A night later, protesters burned down the town hall in Lira.", "burned", None),
        ("On a Monday night four weeks before, gunmen had attacked the bus in Lira.", "attacked", None),
        ("On a Monday four weeks ago, gunmen attacked the bus in Lira.", "attacked", "2024-05-13"),
        ("Gunmen attacked the bus in Lira on Monday.", "attacked", "2024-06-10"),
        (
            "Thousands marched in Lira on Sunday, exactly one year after the army seized power in Gulu.",
            "seized",
            "2023-06-09",
        ),
        (
            "Thousands marched in Lira on Sunday, exactly one year after the army seized power in Gulu.",
            "marched",
            "2024-06-09",
        ),
        (
            "Exactly ten years after a flood killed 90 people in Lira, a dam was opened on 4 June.",
            "killed",
            "2014-06-04",
        ),
        ("Exactly ten years after a flood killed 90 people in Lira, a dam was opened.", "killed", "2014"),
        ("Five days after gunmen killed nine people in Lira, the mayor resigned on Thursday.", "killed", "2024-06-01"),
        ("Five days after gunmen killed nine people in Lira, a march is planned for Friday.", "killed", "2024-06-05"),
        ("Thirty-two days after a flood killed 90 people in Lira, a body was found on Monday.", "killed", "2024-05-09"),
        ("Thirty days after a flood killed 90 people in Lira, a body was found on Monday.", "killed", "2024-05-11"),
        ("A couple of days ago gunmen attacked the market in Lira.", "attacked", "2024-06-08"),
        (
            "ES Treinta y dos días después del derrumbe en Lira, fue hallado el lunes un cuerpo.",
            "derrumbe",
            "2024-05-09",
        ),
        ("ES Dos días después del derrumbe en Lira, fue hallado el lunes un cuerpo.", "derrumbe", "2024-06-08"),
        ("ES Hoy hace un año, pistoleros atacaron el mercado de Lira.", "atacaron", "2023-06-10"),
        ("ES Hace un año, pistoleros atacaron el mercado de Lira.", "atacaron", "2023"),
        ("ES El ataque a Lira fue el 5 de marzo. Dos noches después, un cohete mató a nueve.", "mató", "2024-03-07"),
    ],
)
def test_days_counted_in_nights_and_to_the_day(pipeline: Pipeline, text: str, words: str, day: str | None) -> None:
    bare = text.removeprefix("ES ")
    assert [e.date_start for e in read(pipeline, text).events if words in bare[e.start : e.end]][:1] == [day]


@pytest.mark.parametrize(
    ("text", "words", "apart"),
    [
        ("It is a year since gangs broke into the prison in Lira and freed hundreds of inmates.", "broke", True),
        ("Five years have passed since a dam burst above Lira and killed 90 people.", "killed", True),
        ("One year on from the bombing in Lira, nobody has been charged.", "bombing", True),
        ("On the eve of the anniversary of the massacre of Lira, hundreds lit candles in Lira.", "massacre", True),
        ("On the anniversary of the massacre, a bomb killed nine people in Lira.", "killed", False),
        ("On the eve of the vote, a bomb killed nine people in Lira.", "killed", False),
        ("The army has been silent since gunmen burned down a school in Lira.", "burned", False),
        ("ES Han pasado cinco años desde que reventó una presa y mató a 90 personas en Lira.", "mató", True),
    ],
)
def test_what_is_kept_years_later_is_another_time(pipeline: Pipeline, text: str, words: str, *, apart: bool) -> None:
    bare = text.removeprefix("ES ")
    assert [e.background for e in read(pipeline, text).events if words in bare[e.start : e.end]][:1] == [apart]


def test_a_release_makes_no_other_story_of_the_capture(pipeline: Pipeline) -> None:
    text = (
        "Nine hostages were set free in Lira on Friday. Gunmen attacked the village on 3 March and killed two people."
    )
    assert [e.background for e in happened(pipeline, text) if e.type == "killing"] == [False]
    text = "A bomb killed nine people in Lira on Friday. Gunmen attacked the village on 3 March and killed two people."
    assert [e.background for e in happened(pipeline, text) if e.type == "killing"] == [False, True]


# ------------------------------------------------------------------------------------------- protests that are none
@pytest.mark.parametrize(
    "text",
    [
        "Gangs took to the streets of Lira with rifles and torches.",
        "Residents took to the streets of Lira to celebrate the victory.",
        "The streets were the protest, one of the students in Lira said.",
        "ES Bandas armadas salieron a las calles de Lira con fusiles.",
        "ES Miles salieron a las calles de Lira para celebrar la victoria.",
    ],
)
def test_no_protest(pipeline: Pipeline, text: str) -> None:
    assert not happened(pipeline, text)


# ------------------------------------------------------------------------------------------- what has a kind of its own
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Residents took to the streets of Lira to demand water.", "protest"),
        # captives let go
        ("He was one of the last 17 hostages, who were set free in Lira on 5 May.", "release"),
        ("Eleven other hostages had been released in Lira on 11 May.", "release"),
        ("The kidnappers released 14 pupils in Lira on 5 May.", "release"),
        ("Three of the abducted girls regained their freedom in Lira on Monday.", "release"),
        ("The junta freed 600 political prisoners in Lira on Monday.", "release"),
        ("ES Once rehenes fueron puestos en libertad el 11 de mayo en Lira.", "release"),
        ("ES Siete pasajeros secuestrados en el tren salieron libres el sábado en Lira.", "release"),
        # what falls of itself
        ("70 apartments of a block in Lira slid into a heap on Monday.", "collapse"),
        ("Half a hotel tower comes down at Lira", "collapse"),
        ("The tower in Lira fell down on 24 May.", "collapse"),
        ("A footbridge fell on cars in Lira on Monday.", "collapse"),
        ("The roof of the church in Lira caved in on Monday.", "collapse"),
        ("The balcony gave way at a wedding in Lira on Monday.", "collapse"),
        ("A wing of the hospital in Lira crumbled on Monday.", "collapse"),
        ("ES El hotel se desmoronó el lunes en Lira.", "collapse"),
        ("ES Una pasarela cayó sobre unos coches en Lira el lunes.", "collapse"),
        # crowds that take a building
        ("A crowd pushed down the gates of the President's House in Lira on Saturday.", "storming"),
        ("A crowd stormed the palace in Lira on Saturday.", "storming"),
        ("A crowd stormed the building in Lira on Saturday.", "storming"),
        ("Crowd takes governor's palace in Lira", "storming"),
        ("Tens of thousands overran the mansion in Lira on Saturday.", "storming"),
        ("Protesters forced their way into the palace in Lira on Saturday.", "storming"),
        ("A crowd broke into the residence of the mayor in Lira on Saturday.", "storming"),
        ("ES Una multitud tomó el palacio en Lira el sábado.", "storming"),
        ("ES Una multitud derribó las puertas del palacio presidencial en Lira el sábado.", "storming"),
    ],
)
def test_kinds(pipeline: Pipeline, text: str, kind: str) -> None:
    bare, language = text.removeprefix("ES "), "es" if text.startswith("ES ") else "en"
    told = happened(pipeline, text)
    assert [e.type for e in told] == ["other"]
    document = Document("d" * 16, "A report", bare, published=PUBLISHED, language=language)
    assert _kind(document, told)[0] == kind


def test_a_building_that_was_occupied_too(pipeline: Pipeline) -> None:
    text = "A crowd stormed the palace in Lira on Saturday. The secretariat in Lira was occupied too."
    assert [text[e.start : e.end] for e in happened(pipeline, text)] == ["stormed", "was occupied"]


def test_a_cause_ruled_out_makes_no_attack_of_a_mishap(pipeline: Pipeline) -> None:
    text = "70 flats slid into a heap in Lira on Monday. One person is known to have died. "
    assert {e.type for e in happened(pipeline, text + "A gas explosion was ruled out.")} == {"other"}
    assert "killing" in {e.type for e in happened(pipeline, "A bomb went off in Lira on Monday. One person died.")}


def test_gangs_attack_a_prison(pipeline: Pipeline) -> None:
    assert [e.type for e in happened(pipeline, "Gangs attacked the penitentiary in Lira on Saturday.")] == [
        "prison_break"
    ]
    assert [e.type for e in happened(pipeline, "Gangs attacked the market in Lira on Saturday.")] == ["clash"]


@pytest.mark.parametrize(
    "text",
    [
        "Nine suspects were released on bail in Lira on Monday.",
        "The report was released in Lira on Monday.",
        "The country regained its freedom after the war.",
        "ES Nueve sospechosos quedaron en libertad bajo fianza el lunes en Lira.",
        "Prices fell on Monday in Lira.",
        "The hotel in Lira fell on hard times.",
        "The column gave way to a parade in Lira.",
        "The flag comes down at sunset in Lira.",
        "The rest of the tower in Lira was brought down by explosives on Monday.",
        "The tower in Lira was demolished in a controlled blast on Monday.",
        "Demolition crews blew up the remaining part of the tower in Lira on Monday.",
        "ES La torre fue demolida con una explosión controlada el lunes en Lira.",
        "The crowd took the bus to the palace in Lira.",
        "Tourists took pictures of the palace in Lira.",
        "The palace in Lira was occupied by the king until 1950.",
        "ES Turistas tomaron fotos del palacio en Lira el sábado.",
    ],
)
def test_nothing_of_the_kind(pipeline: Pipeline, text: str) -> None:
    assert not happened(pipeline, text)


def test_what_a_noun_says_of_one_event(pipeline: Pipeline) -> None:
    assert [e.type for e in happened(pipeline, "The reason was the attack in Lira on Monday.")] == ["clash"]


def test_rebels_blow_up_a_tower(pipeline: Pipeline) -> None:
    assert [e.type for e in happened(pipeline, "Rebels blew up a tower in Lira on Monday.")] == ["clash"]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The ferry took 228 people with it; 41 lived.", [228]),
        ("The dam took 30 houses with it on Monday.", []),
        ("The captain took 12 people with him on Monday.", []),
    ],
)
def test_what_goes_down_takes_people_with_it(pipeline: Pipeline, text: str, killed: list[int]) -> None:
    assert [c.min for c in read(pipeline, text).casualties if c.status == "killed"] == killed


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("The presidential guard locked the president inside his palace on Friday.", True),
        ("Soldiers locked the former president inside a cell on Friday.", False),
        ("Soldiers locked the gates of the palace on Friday.", False),
    ],
)
def test_guards_who_lock_a_president_in_make_a_coup(pipeline: Pipeline, text: str, *, tells: bool) -> None:
    assert any("locked" in text[t.start : t.end] for t in happened(pipeline, text)) is tells
