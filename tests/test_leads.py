"""What a report opens with is its news; what it tells at its end, or as hearsay, is none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geo.gazetteer.rows import others
from geo.reconcile.events.prominence import LEAD, prominence
from geo.reconcile.tolls.toll import tolls_of
from geo.types import Document
from tests.invented import count
from tests.makers import EVIDENCE, put_together

if TYPE_CHECKING:
    from geo.incident import Incident, IncidentEvent
    from geo.pipeline import Pipeline
    from geo.types import Extraction

PUBLISHED = "2024-03-06"


def read(pipeline: Pipeline, text: str) -> Extraction:
    return pipeline.extract(Document("d" * 16, "A report", text, published=PUBLISHED))


def told(pipeline: Pipeline, text: str) -> list[tuple[str, str | None]]:
    """The types and days of what happened, and is none of another incident."""
    events = read(pipeline, text).events
    return [(e.type, e.date_start) for e in events if e.reality == "happened" and not e.background]


def main(incident: Incident) -> IncidentEvent:
    return next(e for e in incident.events if e.main)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Clerks fled during the assault that gunmen launched on Monday in Ibadan.", ("clash", "2024-03-04")),
        ("On Monday, as soldiers poured into Ibadan, the mayor said that he was calm.", ("deployment", "2024-03-04")),
        ("Hundreds of gunmen fought them in the streets of Ibadan on Monday.", ("clash", "2024-03-04")),
        ("Guerrillas attacked an army platoon in Ibadan on Monday.", ("clash", "2024-03-04")),
        ("Inmates of the jail at Ibadan seized weapons on Monday and broke out.", ("prison_break", "2024-03-04")),
        ("Ten inmates ran out of the jail in Ibadan on Monday.", ("prison_break", "2024-03-04")),
        ("A bus ran into a truck in Ibadan on Monday.", ("other", "2024-03-04")),
        ("Some threw petrol bombs at the police in Ibadan on Monday.", ("clash", "2024-03-04")),
        ("Rescuers pulled out survivors on Monday, a day after a mill collapsed in Ibadan.", ("other", "2024-03-03")),
        (
            "Police had the boss on Monday and let him go after hundreds of gunmen fought them in Ibadan.",
            ("clash", "2024-03-04"),
        ),
    ],
)
def test_what_is_told_with_its_day(pipeline: Pipeline, text: str, expected: tuple[str, str]) -> None:
    assert expected in told(pipeline, text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The assault that the mayor condemned on Monday took place in Ibadan.", ("clash", "2024-03-04")),
        ("On Monday, when asked about the attack in Ibadan, she said that it was over.", ("clash", "2024-03-04")),
        ("On Monday police gave a new number: not 86 but 68 had died in Ibadan.", ("killing", "2024-03-04")),
        ("The minister met the mayor on Monday to speak about an attack in Ibadan.", ("clash", "2024-03-04")),
    ],
)
def test_a_day_of_saying_dates_no_deed(pipeline: Pipeline, text: str, wrong: tuple[str, str]) -> None:
    assert wrong not in told(pipeline, text)


@pytest.mark.parametrize(
    "text",
    [
        "The army may mount a raid in Ibadan.",
        "A message that an old woman was killed in Ibadan has been shared thousands of times.",
        "Claims by the rebels that they had slaughtered dozens of soldiers in Ibadan are propaganda, the army says.",
        "Some 5,000 prisoners have broken out of Nigerian jails since 2015.",
        "The company that runs the prison in Ibadan denied it.",
        "Gunmen had set out to kill inmates in a prison in Ibadan.",
        "The firm ran into a wall of debt in Ibadan.",
        "The president walked past a burnt-out bus in Ibadan.",
        "That earlier disaster, at a dam near Ibadan, killed 19 people.",
        "Posts claimed that the boss was at large, and that gunmen had attacked the airport in Ibadan.",
        "The indictment says that he and his brothers flooded Ibadan with drugs.",
    ],
)
def test_what_is_no_event_of_the_incident(pipeline: Pipeline, text: str) -> None:
    kinds = {kind for kind, _ in told(pipeline, text)}
    assert not kinds & {"raid", "killing", "clash", "prison_break", "arson", "other"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The ministry said in a message that ten soldiers were killed in Ibadan.", "killing"),
        ("Burned-out trucks blocked the road near Ibadan.", "arson"),
        ("Police will investigate the attack in Ibadan.", "clash"),
        ("The river flooded the suburbs of Ibadan.", "other"),
        ("With 62 dead, it was the second-worst massacre of the country, after that of Kano in 1992.", "killing"),
        ("Gunmen let out 40 inmates of the prison in Ibadan.", "prison_break"),
    ],
)
def test_what_stays_one(pipeline: Pipeline, text: str, kind: str) -> None:
    assert kind in {found for found, _ in told(pipeline, text)}


def test_ten_days_later_it_is_another_attack(pipeline: Pipeline) -> None:
    news = "Gunmen killed six people in Ibadan on Tuesday. It comes {} after a gunman killed 10 people in Kano."
    assert told(pipeline, news.format("ten days")) == [("killing", "2024-03-05")]
    assert len(told(pipeline, news.format("two days"))) == 2


def test_hostage_takers_are_no_hostages(pipeline: Pipeline) -> None:
    counts = read(pipeline, "Police killed two hostage-takers in Ibadan; nine hostages were killed.").casualties
    assert [c.party_class for c in counts] == ["cartel", "civilian"]


def test_where_the_hurt_lie_is_no_scene(pipeline: Pipeline) -> None:
    text = (
        "The clerk, whom the gunman shot in the face, remains in hospital in Kano. It was done in Ibadan, police said."
    )
    (shot,) = (e for e in read(pipeline, text).events if e.type == "clash")
    assert all(m.text != "Kano" for m in shot.places)
    (bombed,) = (e for e in read(pipeline, "Gunmen attacked a hospital in Kano.").events if e.type == "clash")
    assert [m.text for m in bombed.places] == ["Kano"]


def test_what_opens_a_text_weighs_more_than_what_it_ends_with() -> None:
    first = replace(EVIDENCE, doc_id="a", sent_start=0)
    late = [replace(EVIDENCE, doc_id=doc, sent_start=LEAD + 1) for doc in "ab"]
    assert prominence([first], {}) > prominence(late, {})
    assert prominence([first, *late], {}) > prominence([first], {})
    assert prominence([first, replace(first, doc_id="b")], {"b": "a"}) == 1


FILLER = "The mayor spoke of calm and asked all to stay at home until the buses ran again. " * 9


def test_an_ambush_that_all_tell_at_their_end_names_no_incident(pipeline: Pipeline) -> None:
    """Its place and day are told in each report, those of the news in one."""
    tail = "Last Saturday, on March 2, 13 police officers were shot dead in an ambush in Kano."
    leads = (
        "Gunmen killed two people in Ibadan, Nigeria, on Tuesday, police said. ",
        "Two people were killed on Tuesday when gunmen drove through the city, a doctor said. ",
        "Two people were killed on Tuesday, the governor said. ",
    )
    incident = put_together(pipeline, *((PUBLISHED, f"{lead}{FILLER}{tail}") for lead in leads))
    assert (main(incident).date_start, main(incident).place.name) == ("2024-03-05", "Ibadan")


def test_a_raid_that_a_caption_puts_on_the_next_day_is_on_the_day_that_others_tell(pipeline: Pipeline) -> None:
    incident = put_together(
        pipeline,
        (PUBLISHED, "Soldiers raided a farm near Ibadan, Nigeria, on Sunday to seize a gang leader, the army said."),
        (PUBLISHED, "Soldiers guarded a square on Monday after a military raid near Ibadan, Nigeria."),
    )
    assert [e.date_start for e in incident.events if e.type == "raid"] == ["2024-03-03"]


@pytest.mark.parametrize(("same", "place"), [(True, "Ibadan"), (False, None)])
def test_an_attack_without_a_place_takes_the_town_that_its_text_tells_for_that_day(
    pipeline: Pipeline, same: bool, place: str | None
) -> None:
    """What another text tells of a town may be another attack."""
    again = " Fighters fired on the soldiers in Ibadan, Nigeria, on Tuesday before midnight." * same
    incident = put_together(
        pipeline,
        (PUBLISHED, "Rebels killed ten soldiers on Tuesday, the army said." + again),
        (PUBLISHED, "Rebels killed ten soldiers late on Tuesday, a general said. The attack is the worst of the year."),
        *([] if same else [("2024-03-07", "Fighters fired on soldiers in Ibadan, Nigeria, on Tuesday.")]),
    )
    found = main(incident).place
    assert (found.name if found else None) == place


def test_forces_listed_side_by_side_are_parts(pipeline: Pipeline) -> None:
    beside = put_together(pipeline, (PUBLISHED, "Ten soldiers and two police officers were hurt in Ibadan on Tuesday."))
    alone = put_together(pipeline, (PUBLISHED, "Ten soldiers were hurt in Ibadan on Tuesday."))
    assert [t.best for t in beside.tolls if t.party_class == "security_forces"] == [None]
    assert [t.best for t in alone.tolls if t.party_class == "security_forces"] == [10]


def test_more_who_are_dead_a_day_later_are_the_toll() -> None:
    army = replace(count(10, 10, by="the army", authority="federal"), published="2031-05-06")
    paper = replace(count(11, 11, by=None, authority="outlet"), published="2031-05-07")
    (toll,) = tolls_of([army, paper])
    assert toll.best == 11
    fewer = replace(count(9, 9, by=None, authority="outlet"), published="2031-05-07")
    (toll,) = tolls_of([army, fewer])
    assert toll.best == 10


def test_quarters_and_small_islands_are_sites() -> None:
    levels = {row.name: row.level for row in others()}
    assert (levels["Itaewon"], levels["Capri"]) == ("poi", "poi")
    assert (levels["Sahara"], levels["El Alto"]) == ("region", "city")
