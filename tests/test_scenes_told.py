"""Where and when something happened by the words around it: who came there, at sea, on which road, in one night."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.language.pipeline import Models
from geo.pipeline import Pipeline
from geo.types import Document
from tests.makers import put_together
from tests.spanish import model

if TYPE_CHECKING:
    from geo.incident import Incident
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


# ------------------------------------------------------------------------------------------- told again, later
FIRST = "Gunmen killed nine people in Lyon on Friday. Burning buses blocked roads in Lyon on Friday, police said."
LATER = (
    "On Wednesday the army showed a film of the day on which nine people were killed in Lyon. Trucks were set on fire "
    "and blocked the roads of Lyon."
)


def test_roadblocks_that_a_later_text_tells_without_a_day_are_those_of_the_attack(pipeline: Pipeline) -> None:
    incident = put_together(pipeline, ("2024-03-02", FIRST), ("2024-03-07", LATER))
    assert {e.date_start for e in incident.events if e.type == "blockade"} == {"2024-03-01"}


def test_roadblocks_of_a_later_day_stay_there(pipeline: Pipeline) -> None:
    later = "On Wednesday gunmen ambushed a patrol in Lyon. Burning buses blocked the roads of Lyon."
    incident = put_together(pipeline, ("2024-03-02", FIRST), ("2024-03-07", later))
    assert {e.date_start for e in incident.events if e.type == "blockade"} == {"2024-03-01", "2024-03-06"}


def test_what_happened_when_is_of_the_year_before_it(pipeline: Pipeline) -> None:
    text = "La matanza es la peor desde 1998, cuando un camión bomba estalló en Nairobi y causó 213 muertos."
    assert [e.date_start for e in told(pipeline, text, "killing", "es")] == ["1998"]


# ------------------------------------------------------------------------------------------- capitals and other attacks
def main_place(incident: Incident) -> str | None:
    place = next(e.place for e in incident.events if e.main)
    return place.name if place else None


def test_a_capital_in_which_it_is_only_spoken_of_is_no_scene(pipeline: Pipeline) -> None:
    first = (
        "A ferry with 400 people aboard sank on Monday, and 30 were missing, officials said. It had left Incheon for "
        "Jeju. Parents waited in Ansan. The president spoke in Seoul."
    )
    second = (
        "The ferry that sank on Monday was overloaded, prosecutors in Seoul said. Its owner lives in Busan. In Daegu "
        "and in Ansan candles were lit. A minister in Seoul offered to resign. Lawmakers in Seoul asked why the "
        "captain had left."
    )
    third = (
        "Divers found two bodies in the ferry that sank on Monday, the ministry said. In Seoul the president promised "
        "an inquiry. Ships from Jeju and Incheon were checked."
    )
    incident = put_together(pipeline, ("2024-03-05", first), ("2024-03-06", second), ("2024-03-07", third))
    assert main_place(incident) is None


def test_a_capital_in_which_reports_open_with_it_is_the_scene(pipeline: Pipeline) -> None:
    first = "A fire destroyed a tower in Seoul on Monday, and 30 people died, officials said."
    second = "The fire of Monday in Seoul killed 31 people."
    incident = put_together(pipeline, ("2024-03-05", first), ("2024-03-06", second))
    assert main_place(incident) == "Seoul"


def test_the_dead_of_an_attack_told_beside_the_main_one_are_no_toll_of_it(pipeline: Pipeline) -> None:
    first = (
        "Gunmen kidnapped 30 girls in Maiduguri on Monday, officials said. Hours before the raid on Maiduguri, a bomb "
        "went off at Lugbe, on the edge of the capital, Abuja, killing at least 71 people."
    )
    second = (
        "The 30 girls kidnapped in Maiduguri on Monday are still missing, officials in Maiduguri said. The toll of "
        "Monday's bombing in Lugbe has risen to 75."
    )
    third = (
        "Parents of the 30 girls whom gunmen kidnapped in Maiduguri on Monday walked to the governor's house. The "
        "girls were kidnapped in Maiduguri during an exam."
    )
    incident = put_together(pipeline, ("2024-03-05", first), ("2024-03-06", second), ("2024-03-07", third))
    dead = [t for t in incident.tolls if t.status == "killed"]
    assert dead
    assert all(t.best is None for t in dead)


# --------------------------------------------------------------------------------- places that are told in other words
@pytest.mark.parametrize(
    ("text", "where", "language"),
    [
        ("Gunmen attacked the jail at Gulu on Monday. Fifty people died there within hours.", ["Gulu"], "en"),
        # Something was said in between, elsewhere; and a scene of the same sentence is another.
        ("A bomb went off at Gulu on Monday. In Mbale a minister spoke. Two boys were shot dead there.", [], "en"),
        ("Gunmen attacked Gulu on Monday. Two men who had lived there were shot dead in Mbale.", ["Mbale"], "en"),
        ("Hombres armados atacaron el penal de Gulu el lunes. Allí murieron 50 personas en horas.", ["Gulu"], "es"),
    ],
)
def test_there_is_where_something_happened_last(pipeline: Pipeline, text: str, where: list[str], language: str) -> None:
    last = max((t for t in read(pipeline, text, language).events if t.type == "killing"), key=lambda t: t.start)
    assert [name for name in places(last) if last.place_basis == "told"] == where


def test_what_there_was_is_at_no_place_of_that_word(pipeline: Pipeline) -> None:
    found = read(pipeline, "Gunmen attacked Gulu on Monday. There were 50 dead.")
    assert [c.place for c in found.casualties] == [None]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Gunmen killed nine people and wounded 20 in Gulu on Monday.", ["Gulu"]),
        ("Nine people were killed and 20 were hurt in Gulu.", ["Gulu"]),
        ("Nine people were killed; the minister resigned in Mbale.", []),
    ],
)
def test_the_dead_are_where_the_hurt_are(pipeline: Pipeline, text: str, where: list[str]) -> None:
    (killing,) = told(pipeline, text, "killing")
    assert [name for name in places(killing) if killing.place_basis == "told"] == where


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Nine people died and 20 were hurt on Monday.", "told"),
        ("Nine people died and the minister was dismissed on Monday.", "story"),
    ],
)
def test_the_dead_are_of_the_day_of_the_hurt(pipeline: Pipeline, text: str, day: str) -> None:
    first = min(read(pipeline, text).events, key=lambda t: t.start)
    assert first.date_basis == day or first.date_start is None


TITLED = "Lira, Uganda (Post) - A man in a tower shot dead nine people at a concert on Sunday, police said. {}"


@pytest.mark.parametrize(
    ("title", "more", "where"),
    [
        ("Nine dead as man fires on Lira concert", "", ["Lira"]),
        ("Nine dead as man fires on concert", "", []),  # a dateline alone is no scene
        ("Nine dead at Gulu; Lira mourns", "The tower stands in Gulu, where two more were killed.", []),
    ],
)
def test_a_datelines_town_that_the_title_names_may_be_the_scene(
    pipeline: Pipeline, title: str, more: str, where: list[str]
) -> None:
    text = TITLED.format(more)
    found = pipeline.extract(Document("d" * 16, title, text, published=PUBLISHED, language="en"))
    first = min((t for t in found.events if t.type == "killing"), key=lambda t: t.start)
    assert ([name for name in places(first) if name == "Lira"], first.place_basis == "inferred") == (
        where,
        bool(first.places),
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Inmates of the Topo Lira prison rioted on Monday and 49 died.", set()),
        ("Inmates of the Lira prison rioted on Monday and 49 died.", {"Lira"}),
        ("A shooting in East Lira killed two on Monday.", {"Lira"}),
    ],
)
def test_the_end_of_a_longer_name_is_no_town(pipeline: Pipeline, text: str, names: set[str]) -> None:
    assert {m.text for m in read(pipeline, text).places if m.place} == names


def test_no_day_is_later_than_the_paper_that_tells_of_it(pipeline: Pipeline) -> None:
    """A report that names no day takes none from one that was printed a year later and tells of a trial."""
    reports = (
        ("2024-03-06", "A ferry capsized near Gulu. At least 60 people drowned."),
        ("2025-06-01", "A ferry capsized near Gulu on May 23, 2025, and 11 people drowned."),
    )
    late = [e for e in put_together(pipeline, *reports).events if (e.date_start or "") > "2024-03-06"]
    assert [len(e.sources) for e in late] == [1]
