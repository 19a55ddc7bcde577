"""Where somebody speaks, sits or comes from is no scene; where a state counts its own, or a ship sank, is."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from geo.language.pipeline import Models
from geo.pipeline import Pipeline
from geo.reconcile.events.places import PlaceKey
from geo.reconcile.events.scene import _of_no_scene
from geo.reconcile.events.settling import _plays_elsewhere
from geo.types import Document
from tests.makers import put_together
from tests.spanish import model

if TYPE_CHECKING:
    from geo.incident import Incident
    from geo.types import Casualty, Extraction, Telling

PUBLISHED = "2024-03-06"  # a Wednesday


def read(pipeline: Pipeline, text: str, language: str = "en", name: str = "d") -> Extraction:
    reader = pipeline if language == "en" else Pipeline(Models({}, {language: model()}), pipeline.gazetteer)
    return reader.extract(Document(name * 16, "A report", text, published=PUBLISHED, language=language))


def roles(pipeline: Pipeline, text: str) -> dict[str, str]:
    return {m.text: m.role for m in read(pipeline, text).places}


def places(tellings: tuple[Telling, ...]) -> list[list[str]]:
    return [[m.place.name for m in t.places if m.place] for t in tellings if t.type != "statement"]


def counted_at(counts: tuple[Casualty, ...]) -> list[tuple[int | None, str | None]]:
    return [(c.min, c.place.place.name if c.place and c.place.place else None) for c in counts]


@pytest.mark.parametrize(
    ("text", "town", "role"),
    [
        (
            "The dead rose to 112 over the weekend, according to police in Koblenz, with 670 injured.",
            "Koblenz",
            "mention",
        ),
        ("The dead rose to 112 over the weekend in Koblenz, with 670 injured.", "Koblenz", "event"),
        (
            "The flood was the worst ever, a prosecutor told reporters in Koblenz, and nobody was saved.",
            "Koblenz",
            "mention",
        ),
        ("A bomb killed two reporters in Koblenz.", "Koblenz", "event"),
    ],
)
def test_where_somebody_speaks(pipeline: Pipeline, text: str, town: str, role: str) -> None:
    assert roles(pipeline, text)[town] == role


def test_an_office_of_a_state_that_is_taken_for_a_part_of_the_sentence_before_it(pipeline: Pipeline) -> None:
    text = "Eight died in Monday's attack on a train in northern Nigeria, the governor of Kaduna state said on Tuesday."
    found = read(pipeline, text)
    assert places(found.events)[0] == ["Nigeria"]
    assert counted_at(found.casualties) == [(8, "Nigeria")]


@pytest.mark.parametrize(
    ("text", "language", "where"),
    [
        ("Gunmen attacked a train from Abuja to Kaduna on Monday, killing ten people.", "en", []),
        ("Gunmen attacked a train from Abuja to Kaduna near Katsina on Monday, killing ten people.", "en", ["Katsina"]),
        ("Violence spread from Lyon to Nice on Monday, and ten people were killed.", "en", ["Lyon"]),
        ("Hombres armados atacaron el lunes el tren de Abuya a Kaduna y mataron a diez personas.", "es", []),
    ],
)
def test_the_ends_of_a_trip(pipeline: Pipeline, text: str, language: str, where: list[str]) -> None:
    found = read(pipeline, text, language)
    assert places(found.events)[-1] == where
    assert counted_at(found.casualties) == [(10, where[0] if where else None)]


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Elsewhere, Bavaria reported 30 deaths of its own.", (30, "Bavaria")),
        ("Texas counted 12 dead.", (12, "Texas")),
        ("Florida reported three deaths in Miami.", (3, "Miami")),
        ("Police in Lyon reported three deaths.", (3, None)),
    ],
)
def test_a_state_counts_its_own(pipeline: Pipeline, sentence: str, count: tuple[int, str | None]) -> None:
    text = f"The storm killed 20 people in Leeds on Tuesday. {sentence}"
    assert counted_at(read(pipeline, text).casualties)[1] == count


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (
            (
                "At least 44 people drowned on Thursday when a crowded ferry overturned on Lake Victoria near a jetty, "
                "and 37 were pulled from the water. The boat had left Mwanza at noon."
            ),
            ["Lake Victoria"],
        ),
        ("Ten people died when a bridge in Lyon fell, officials in Paris said.", ["Lyon"]),
        ("The trade across Lake Victoria fell after the accident at Kisumu, where ten died on Friday.", ["Kisumu"]),
    ],
)
def test_what_fell_or_sank_tells_where_they_died(pipeline: Pipeline, text: str, where: list[str]) -> None:
    assert places(read(pipeline, text).events)[0] == where


def test_a_district_is_around_its_town(pipeline: Pipeline) -> None:
    near = read(pipeline, "A train crash near the station in Lira district killed 28 people on Friday.").places[0]
    here = read(pipeline, "A train crash near the station in Lira killed 28 people on Friday.").places[0]
    assert (near.where_prec, near.radius_km) == (2, 25.0)
    assert here.where_prec == 1


@pytest.mark.parametrize(
    ("text", "language", "left_out"),
    [
        ("Police in Koblenz had confirmed 18 deaths. Nobody slept in Lyon.", "en", {"Koblenz"}),
        ("Police detained six officials in Koblenz.", "en", set()),
        ("He had taken the train from Abuja to Kaduna.", "en", {"Abuja", "Kaduna"}),
        ("He had driven from Abuja to Kaduna.", "en", set()),
        ("La policía de Lyon confirmó 18 muertes.", "es", {"Lyon"}),
        ("Murieron seis policías de Lyon.", "es", set()),
    ],
)
def test_what_speaks_for_no_scene(pipeline: Pipeline, text: str, language: str, left_out: set[str]) -> None:
    found = read(pipeline, text, language)
    starts = _of_no_scene(found)
    assert {m.text for m in found.places if m.start in starts} == left_out


# ------------------------------------------------------------------------------------------- days
@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        # two days before the attack, and not before the day on which somebody said so
        (
            (
                "Ten died in an attack on a train on Monday, the mayor said on Wednesday. "
                "Two days earlier, gunmen entered an airport and killed a guard."
            ),
            "killed",
            "2024-03-02",
        ),
        (
            "The mayor said on Wednesday he was ill. Two days earlier, gunmen entered an airport and killed a guard.",
            "killed",
            "2024-03-04",
        ),
        # the known hurt have the incident's day
        (
            (
                "Gunmen blew up the track on 28 January, killing nine. A man was arrested on 7 February. "
                "The 26 wounded have received no compensation, their lawyer says."
            ),
            "wounded",
            "2024-01-28",
        ),
        (
            (
                "Gunmen blew up the track on 28 January, killing nine. A man was arrested on 7 February. "
                "He wounded 26 people."
            ),
            "wounded",
            "2024-02-07",
        ),
        # a year after the fire of a day
        (
            "A year after the fire of 8 May 2023, which killed 20 people in Lira, houses are built.",
            "killed",
            "2023-05-08",
        ),
        (
            "A year after the fire, ten people were killed in Gulu on 3 March 2024.",
            "were killed",
            "2024-03-03",
        ),
    ],
)
def test_days(pipeline: Pipeline, text: str, words: str, day: str) -> None:
    found = read(pipeline, text)
    assert [t.date_start for t in found.events if words in text[t.start : t.end]][-1:] == [day]


# ------------------------------------------------------------------------------------------- several reports
def together(pipeline: Pipeline, *texts: str) -> Incident:
    return put_together(pipeline, *((PUBLISHED, text) for text in texts))


COPIED = (
    "The line was blown up in front of the engine at about a quarter to eight near a settlement, and two people died."
)


def test_a_sentence_that_two_papers_print_tells_one_event(pipeline: Pipeline) -> None:
    there = f"Gunmen attacked a train at Kaduna on Monday. {COPIED}"
    then = f"The attack of Monday was the worst. {COPIED}"
    killings = [e for e in together(pipeline, there, then).events if e.type == "killing"]
    assert len(killings) == 1
    assert len(killings[0].sources) == 2


GULU, KAMPALA = PlaceKey("town", "UG", "northern", "", "gulu"), PlaceKey("town", "UG", "kampala", "", "kampala")
LACOR = PlaceKey("poi", "UG", "northern", "gulu", "lacor hospital")


@pytest.mark.parametrize(
    ("own", "basis", "scenes", "elsewhere"),
    [
        (None, "told", [KAMPALA], True),  # a report on Kampala: "three gunmen died"
        (None, "told", [KAMPALA, LACOR], False),
        (None, "told", [], False),
        (GULU, "inferred", [KAMPALA], True),
        (GULU, "told", [KAMPALA], False),
    ],
)
def test_what_a_report_of_another_state_leaves_open_is_not_put_where_others_tell_the_same(
    own: PlaceKey | None, basis: str, scenes: list[PlaceKey], *, elsewhere: bool
) -> None:
    report = SimpleNamespace(place=own, place_basis=basis)
    assert _plays_elsewhere(report, GULU, scenes) is elsewhere  # type: ignore[arg-type]
