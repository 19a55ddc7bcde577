"""Where and when something happened by the words around it: who came there, at sea, on which road, in one night."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.language.pipeline import Models
from geo.pipeline import Pipeline
from geo.types import Document
from tests.spanish import model

if TYPE_CHECKING:
    from geo.types import Extraction, Telling

PUBLISHED = "2024-03-06"


def read(pipeline: Pipeline, text: str, language: str = "en") -> Extraction:
    reader = pipeline if language == "en" else Pipeline(Models({}, {language: model()}), pipeline.gazetteer)
    return reader.extract(Document("d" * 16, "A report", text, published=PUBLISHED, language=language))


def told(pipeline: Pipeline, text: str, kind: str, language: str = "en") -> list[Telling]:
    return [e for e in read(pipeline, text, language).events if e.type == kind and e.reality == "happened"]


def places(telling: Telling) -> list[str]:
    return [m.place.name for m in telling.places if m.place]


def roles(pipeline: Pipeline, text: str, language: str = "en") -> dict[str, str]:
    return {m.text: m.role for m in read(pipeline, text, language).places}


# ------------------------------------------------------------------------------------------- names of small towns
def test_a_name_that_is_told_to_be_a_towns_is_a_place(pipeline: Pipeline) -> None:
    text = "The riders came to Chibok, a small farming town in the south of Borno state."
    assert "Chibok" in roles(pipeline, text)


def test_a_name_that_is_told_to_be_a_persons_is_none(pipeline: Pipeline) -> None:
    assert "Gorman" not in roles(pipeline, "They met Gorman, a village fool, and Winslow, a city councillor.")


def test_where_somebody_was_seized_is_a_place_however_small(pipeline: Pipeline) -> None:
    text = "Officials in Nigeria spoke of the girls whom gunmen kidnapped in Chibok. They were flown to Abuja and Kano."
    assert "Chibok" in roles(pipeline, text)


# ------------------------------------------------------------------------------------------- who came there
@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The attackers drove into Maiduguri on Monday. Two guards were shot dead at the gate.", "en"),
        ("Los atacantes irrumpieron en Maiduguri el lunes. Dos guardias fueron asesinados.", "es"),
    ],
)
def test_what_the_armed_did_they_did_where_they_came(pipeline: Pipeline, text: str, language: str) -> None:
    assert [places(e) for e in told(pipeline, text, "killing", language)] == [["Maiduguri"]]


@pytest.mark.parametrize(
    "text",
    [
        "The attackers fled to Maiduguri. Two guards were shot dead at the gate.",
        "The rebels could march into Maiduguri. Two guards were shot dead at the gate.",
        "The tourists drove into Maiduguri. Two guards were shot dead at the gate.",
    ],
)
def test_others_who_come_or_flee_make_no_scene(pipeline: Pipeline, text: str) -> None:
    assert roles(pipeline, text).get("Maiduguri") != "event"


# ------------------------------------------------------------------------------------------- not in that town
def test_what_has_no_link_to_the_attack_does_not_place_it(pipeline: Pipeline) -> None:
    text = (
        "A blast killed nine people in Lyon on Tuesday. In Nancy, two men had been arrested; they are not linked to "
        "the blast, the police said."
    )
    assert all(places(e) == ["Lyon"] for e in told(pipeline, text, "other"))


def test_what_opens_the_sentence_of_an_attack_places_it(pipeline: Pipeline) -> None:
    assert [places(e) for e in told(pipeline, "In Lyon, a blast killed nine people on Monday.", "killing")] == [
        ["Lyon"]
    ]


def test_what_sank_off_the_coast_sank_in_no_town(pipeline: Pipeline) -> None:
    text = (
        "SEOUL, South Korea - A ferry sank off the country's southern coast on Monday, and 30 people were missing. "
        "Four people were confirmed dead. The president visited a crisis centre in Seoul."
    )
    sank = [e for e in read(pipeline, text).events if text[e.start : e.end] == "sank"]
    assert sank
    assert not any(places(e) for e in sank)


def test_what_sank_off_a_town_has_it(pipeline: Pipeline) -> None:
    sank = told(pipeline, "A boat sank off the coast of Lampedusa on Monday, and 40 migrants drowned.", "other")
    assert sank
    assert all(places(e) == ["Lampedusa"] for e in sank)


def test_the_ends_of_a_road_are_not_where_it_is_blocked(pipeline: Pipeline) -> None:
    text = "Farmers blocked the highway from Lyon to Nancy near Dijon for four hours on Monday."
    assert [places(e) for e in told(pipeline, text, "blockade")] == [["Dijon"]]


# ------------------------------------------------------------------------------------------- when it was
@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Six people were killed late on Friday and early on Saturday in Lyon, officials said on Sunday.", "en"),
        ("Seis personas murieron la noche del viernes y la madrugada del sábado en Lyon.", "es"),
    ],
)
def test_two_days_of_one_night_are_one_time(pipeline: Pipeline, text: str, language: str) -> None:
    events = [e for e in read(pipeline, text, language).events if e.type in {"killing", "other"}]
    assert [(e.date_start, e.date_end) for e in events] == [("2024-03-01", "2024-03-02")]


def test_two_days_apart_are_no_night(pipeline: Pipeline) -> None:
    text = "Six people were killed late on Thursday and early on Saturday in Lyon."
    assert ("2024-02-29", "2024-03-02") not in {(e.date_start, e.date_end) for e in read(pipeline, text).events}


def test_since_the_day_of_an_attack_others_are_arrested(pipeline: Pipeline) -> None:
    text = "Nine people have been arrested since the attack of February 26 in Lyon, which left six dead and 25 wounded."
    events = read(pipeline, text).events
    assert all(e.date_basis == "story" for e in events if e.type == "arrest")
    assert any(e.date_start == "2024-02-26" and e.date_basis == "told" for e in events if e.type == "killing")


def test_before_dawn_on_a_day_is_that_day(pipeline: Pipeline) -> None:
    events = told(pipeline, "Soldiers captured a drug lord before dawn on Monday in Lyon.", "raid")
    assert [e.date_start for e in events] == ["2024-03-04"]


def test_a_roadblock_broken_up_years_ago_is_of_that_year(pipeline: Pipeline) -> None:
    text = "Two students were killed in Lyon in December 2011 when police broke up a roadblock on the highway."
    assert [e.date_start for e in told(pipeline, text, "blockade")] == ["2011-12"]


# ------------------------------------------------------------------------------------------- what is taken for granted
def test_who_is_spoken_of_in_a_denial_is_not_denied(pipeline: Pipeline) -> None:
    text = "The army admitted that it was wrong to say that the schoolgirls kidnapped in Maiduguri had been set free."
    assert [places(e) for e in told(pipeline, text, "other")] == [["Maiduguri"]]


def test_a_report_that_is_false_tells_nothing(pipeline: Pipeline) -> None:
    assert not told(pipeline, "Reports of the men killed in Lyon on Monday are false, police said.", "killing")


def test_a_guard_posted_at_a_gate_is_no_deployment(pipeline: Pipeline) -> None:
    assert not told(pipeline, "Two guards posted at the gate were shot dead in Lyon on Monday.", "deployment")
    assert told(pipeline, "Guardsmen were posted at the gates of Lyon on Monday.", "deployment")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gunmen took over a television station in Lyon on Monday.", "clash"),
        ("A television station in Lyon was seized by gunmen on Monday.", "clash"),
        ("The gasoline caught fire on Monday in Lyon.", "other"),
    ],
)
def test_what_happened_by_other_words(pipeline: Pipeline, text: str, kind: str) -> None:
    assert [places(e) for e in told(pipeline, text, kind)] == [["Lyon"]]


@pytest.mark.parametrize("text", ["Two teams took over the pitch in Lyon.", "Burglars broke a window in Lyon."])
def test_what_is_taken_or_broken_otherwise_is_no_attack(pipeline: Pipeline, text: str) -> None:
    assert not told(pipeline, text, "clash")
