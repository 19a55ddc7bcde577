"""What an incident is about is one event, by whatever words, days and parts its reports tell it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geo.reconcile import reconcile
from geo.reconcile.events.kinds import is_cost, kind_in, naming_kind_in
from geo.types import Document, Extraction, Mention, Person, Place, Telling

if TYPE_CHECKING:
    from geo.incident import Incident, IncidentEvent

CALCA = Place("3", "Calca", -13.32, -71.96, "city", "PE", "Cusco", "PE.08", "Calca")
PISAC = Place("4", "Pisac", -13.42, -71.85, "city", "PE", "Cusco", "PE.08", "Calca")
PUNO = Place("5", "Puno", -15.84, -70.02, "city", "PE", "Puno", "PE.21", "Puno")
CUSCO = Place("2", "Cusco", -13.5, -72.0, "admin1", "PE", "Cusco", "PE.08")


def named(place: Place, role: str = "event") -> Mention:
    return Mention(0, len(place.name), place.name, role, place, 1, 1.0, "test")  # type: ignore[arg-type]


def report(
    name: str, *tellings: tuple[str, str, str, str | None, Place | None], spoken: tuple[Place, ...] = ()
) -> Extraction:
    """A document of sentences; each telling: type, trigger, sentence, day, place."""
    text, events = "", []
    for kind, trigger, sentence, day, place in tellings:
        start = len(text) + sentence.index(trigger)
        events.append(
            Telling(
                start=start,
                end=start + len(trigger),
                sent_start=len(text),
                sent_end=len(text) + len(sentence),
                type=kind,  # type: ignore[arg-type]
                date_start=day,
                date_end=day,
                date_prec=1 if day else None,
                time=None,
                places=(named(place),) if place else (),
                actors=(),
                reality="happened",
                background=False,
                duplicate_of=None,
            )
        )
        text += sentence + " "
    document = Document(
        id=name, text=text, title=name, publisher=name, published="2031-05-09", language="en", kind="article"
    )
    return Extraction(document, places=tuple(named(p, "mention") for p in spoken), events=tuple(events))


def told(*reports: Extraction) -> Incident:
    return reconcile(list(reports))


def main(incident: Incident) -> IncidentEvent:
    return next(e for e in incident.events if e.main)


MINISTER = Person("Ana Ruiz", ("Ana Ruiz",), "minister", None, "PE")
QUAKE = ("other", "earthquake", "An earthquake struck before dawn.", "2031-05-04")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("a strong tremor", "earthquake"),
        ("an aftershock", "aftershock"),
        ("capsized", "sinking"),
        ("seized power", "coup"),
        ("derailed", "crash"),
        ("marched", "protest"),
        ("the Marches", ""),  # a region
        ("opened fire", ""),
        ("walked", ""),
    ],
)
def test_kinds_by_their_words(words: str, kind: str) -> None:
    assert kind_in(words) == kind


def test_the_first_kind_of_a_sentence_names_it() -> None:
    assert naming_kind_in("The quake set off landslides and a fire.") == "earthquake"
    assert naming_kind_in("The toll rose again.") == ""


def test_what_something_cost_is_no_event_of_its_own() -> None:
    assert is_cost("two deaths")
    assert not is_cost("a fire killed")
    assert not is_cost("marched")


def test_later_tolls_are_told_of_the_event_that_the_incident_is_about() -> None:
    incident = told(
        report("a", (*QUAKE, CALCA)),
        report("b", (*QUAKE, None), ("other", "died", "Five of the injured died.", "2031-05-06", None)),
        report("c", ("other", "deaths", "Officials spoke of 40 deaths in Pisac.", "2031-05-08", PISAC)),
    )
    assert [(e.title, len(e.sources)) for e in incident.events] == [("Earthquake, Calca", 3)]
    assert incident.title == "Earthquake at Calca"


def test_an_aftershock_and_another_disaster_stay_events_of_their_own() -> None:
    incident = told(
        report("a", (*QUAKE, CALCA), ("other", "aftershock", "An aftershock shook Pisac.", "2031-05-06", PISAC)),
        report("b", (*QUAKE, CALCA), ("other", "flood", "A flood hit Pisac.", "2031-05-07", PISAC)),
    )
    assert [e.title for e in incident.events] == ["Earthquake, Calca", "Aftershock, Pisac", "Flood, Pisac"]


def test_the_scene_that_no_sentence_names_is_what_most_reports_speak_of_and_marked() -> None:
    reports = [report(name, (*QUAKE, None), spoken=(CALCA, CALCA)) for name in "abc"]
    found = main(told(*reports))
    assert (found.place, found.place_basis, found.title) == (CALCA, "inferred", "Earthquake, Calca (inferred)")
    assert found.where_prec == 2
    reports[0] = replace(reports[0], places=tuple(named(PISAC, "mention") for _ in range(5)))
    assert main(told(*reports)).place == CALCA  # one report that names another town five times is one report
    assert main(told(*reports[:2])).place is None  # one report each


def guessed(name: str, place: Place) -> Extraction:
    """A report of the quake whose place was inferred."""
    read = report(name, (*QUAKE, place), spoken=(place,))
    return replace(read, events=tuple(replace(e, place_basis="inferred") for e in read.events))


def test_a_state_that_one_report_tells_makes_no_town_wider_that_others_infer() -> None:
    wide = report("a", (*QUAKE, CUSCO), spoken=(CUSCO,))
    found = main(told(wide, guessed("b", CALCA), guessed("c", CALCA)))
    assert (found.place, found.place_basis, found.witnesses) == (CALCA, "inferred", 3)
    assert main(told(wide, report("b", (*QUAKE, CUSCO)), report("c", (*QUAKE, None)))).place == CUSCO


def test_a_protest_about_a_disaster_is_not_the_disaster() -> None:
    march = ("other", "marched", "Thousands marched in Lima.", "2031-05-09", LIMA)
    rally = ("other", "rally", "A rally filled Lima.", "2031-05-09", LIMA)
    accident = ("other", "accident", "The accident shook the country.", "2031-05-04", None)
    crash = ("other", "collided", "Two trains collided near Calca.", "2031-05-04", CALCA)
    incident = told(report("a", crash), report("b", crash, accident, march), report("c", march), report("d", rally))
    assert (main(incident).name, main(incident).date_start) == ("Crash", "2031-05-04")
    assert main(told(report("a", march), report("b", rally))).name == "Protest"


def test_the_shots_of_a_coup_are_part_of_it_and_those_of_another_town_are_not() -> None:
    coup = ("other", "coup", "Officers staged a coup in Lima.", "2031-05-04", LIMA)
    shots = ("clash", "fired", "Shots were fired at dawn.", "2031-05-05", None)
    away = ("clash", "fired", "Shots were fired in Pisac.", "2031-05-04", PISAC)
    incident = told(report("a", coup, shots), report("b", shots, away), report("c", shots))
    assert [(e.title, e.witnesses) for e in incident.events] == [("Clash, Pisac", 1), ("Coup, Lima", 3)]


def test_an_abduction_in_the_raid_is_the_raid() -> None:
    raid = ("raid", "stormed", "Gunmen stormed a school.", "2031-05-04", CALCA)
    taken = ("other", "abduction", "The minister deplored the abduction.", "2031-05-04", None)
    later = ("other", "abduction", "An abduction followed in Pisac.", "2031-05-07", PISAC)
    incident = told(report("a", raid, taken), report("b", raid, later))
    assert [(e.type, e.place) for e in incident.events] == [("raid", CALCA), ("other", PISAC)]


def test_a_count_over_days_that_hold_the_attack_is_no_further_killing() -> None:
    attack = ("killing", "shot", "Gunmen shot 12 people.", "2031-05-04", CALCA)
    week = ("killing", "dead", "Forty were dead by then.", "2031-05-04", None)
    over = report("b", attack, week)
    spread = replace(over.events[1], date_end="2031-05-08", date_prec=3)
    assert len(told(report("a", attack), replace(over, events=(over.events[0], spread))).events) == 1


def test_a_disaster_abroad_on_another_day_is_another_incident() -> None:
    abroad = Place("8", "Arica", -18.5, -70.3, "city", "CL", "Arica", "CL.16", "Arica")
    flood = ("other", "flood", "The Pope prayed for the dead of a flood in Arica.", "2031-05-09", abroad)
    assert [e.title for e in told(report("a", (*QUAKE, CALCA), flood), report("b", (*QUAKE, CALCA))).events] == [
        "Earthquake, Calca"
    ]


def test_a_later_count_of_the_dead_is_no_second_killing() -> None:
    attack = ("killing", "shot", "Gunmen shot 12 people.", "2031-05-04", CALCA)
    count = ("killing", "died", "Two of the wounded died.", "2031-05-06", None)
    incident = told(report("a", attack), report("b", attack, count))
    assert [(e.date_start, e.place) for e in incident.events] == [("2031-05-04", CALCA)]


def test_dead_of_another_place_stay_and_an_attack_of_no_place_is_the_one_told_again() -> None:
    attack = ("killing", "shot", "Gunmen shot 12 people.", "2031-05-04", CALCA)
    elsewhere = ("killing", "died", "Two policemen died in Pisac.", "2031-05-06", PISAC)
    again = ("killing", "shot", "Gunmen shot 3 people.", "2031-05-07", None)
    count = ("killing", "dead", "Three were dead.", "2031-05-07", None)
    incident = told(report("a", attack, elsewhere), report("b", attack, again, count))
    assert [e.date_start for e in incident.events] == ["2031-05-04", "2031-05-06"]


def test_roads_blocked_after_a_quake_are_no_violence_that_followed() -> None:
    blocked = ("blockade", "blocked", "Rubble blocked the roads.", "2031-05-04", CUSCO)
    assert told(report("a", (*QUAKE, CALCA), blocked)).title == "Earthquake at Calca"


LIMA = Place("9", "Lima", -12.0, -77.0, "city", "PE", "Lima", "PE.15", "Lima")


def test_attacks_of_the_days_around_lend_their_place_where_half_of_the_reports_name_it() -> None:
    shot = ("killing", "shot", "Gunmen shot 12 people.", "2031-05-05", None)
    stormed = ("raid", "stormed", "Troops stormed a plant.", "2031-05-06", CALCA)
    reports = [
        report("a", shot),
        report("b", shot),
        report("c", stormed, spoken=(CALCA,)),
        report("d", spoken=(CALCA,)),
    ]
    assert main(told(*reports)).title == "Killing, Calca (inferred)"
    unnamed = [report(n, shot) for n in "abef"] + [report("c", stormed, spoken=(CALCA,))]
    assert main(told(*unnamed)).place is None


def test_what_is_done_on_the_day_goes_with_the_scene_only_where_all_plays_in_one_spot() -> None:
    shot = ("killing", "shot", "Gunmen shot 12 people.", "2031-05-05", CALCA)
    held = ("arrest", "held", "A man was held.", "2031-05-05", None)
    later = ("arrest", "held", "A man was held.", "2031-05-09", None)
    months = ("other", "freed", "A man was freed.", "2031-07-09", None)
    resigned = ("other", "resigned", "The minister resigned.", "2031-05-06", None)
    incident = told(
        report("a", shot, held, spoken=(CALCA,)), report("b", shot, later, months, resigned, spoken=(CALCA,))
    )
    arrest = "Arrest, Calca (inferred)"
    assert [e.title for e in incident.events] == [arrest, "Killing, Calca", "Resignation", arrest, "Release"]
    elsewhere = [(kind, "hit", f"They hit {place.name}.", "2031-05-05", place) for kind, place in
                 (("arson", PISAC), ("arson", LIMA), ("killing", LIMA))]  # fmt: skip
    incident = told(report("a", shot, held, spoken=(CALCA,)), report("b", shot, *elsewhere, spoken=(CALCA,)))
    assert "Arrest, Calca (inferred)" in {e.title for e in incident.events}
    incident = told(report("a", shot, held, *elsewhere, spoken=(CALCA,)), report("b", shot, *elsewhere))
    assert "Arrest" in {e.title for e in incident.events}  # as many reports tell of violence elsewhere


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("A man was held in his home town.", "Arrest"),
        ("In a nearby village, a man was held.", "Arrest"),
        ("A man was held, said officers in another town.", "Arrest, Calca (inferred)"),
        ("A man was held.", "Arrest, Calca (inferred)"),
    ],
)
def test_what_is_told_of_a_town_without_a_name_was_not_at_the_scene(sentence: str, title: str) -> None:
    shot = ("killing", "shot", "Gunmen shot 12 people.", "2031-05-05", CALCA)
    held = ("arrest", "held", sentence, "2031-05-05", None)
    incident = told(report("a", shot, held, spoken=(CALCA,)), report("b", shot, spoken=(CALCA,)))
    assert {e.title for e in incident.events} == {"Killing, Calca", title}


def test_an_attack_abroad_on_another_day_is_another_incident_and_so_are_its_dead() -> None:
    abroad = Place("8", "Arica", -18.5, -70.3, "city", "CL", "Arica", "CL.16", "Arica")
    shot = ("killing", "shot", "Gunmen shot 12 people.", "2031-05-05", CALCA)
    other = ("killing", "shot", "Gunmen shot 30 people in Arica.", "2031-04-01", abroad)
    incident = told(report("a", shot), report("b", shot, other))
    assert [e.title for e in incident.events] == ["Killing, Calca"]
    assert [aside.reason for aside in incident.events_aside] == ["another incident"]
    same_day = (*other[:3], "2031-05-05", abroad)
    assert len(told(report("a", shot), report("b", shot, same_day)).events) == 1
    assert len(told(report("a", shot, same_day), report("b", shot, same_day)).events) == 2  # told by all


def test_a_lone_attack_far_off_on_another_day_is_recalled_and_one_of_the_same_days_in_the_country_is_not() -> None:
    far = Place("9", "Piura", -5.2, -80.6, "city", "PE", "Piura", "PE.20", "Piura")
    shot = ("killing", "shot", "Gunmen shot 12 people.", "2031-05-05", CALCA)
    spread = ("killing", "shot", "Gunmen shot 30 people in Piura.", "2031-05-06", far)
    recalled = (*spread[:3], "2031-05-20", far)
    assert len(told(report("a", shot), report("b", shot, spread)).events) == 2
    incident = told(report("a", shot), report("b", shot, recalled))
    assert [e.title for e in incident.events] == ["Killing, Calca"]
    assert [aside.reason for aside in incident.events_aside] == ["another incident"]


def test_an_attack_told_as_another_one_far_off_is_another_incident_and_so_is_its_state() -> None:
    lima = Place("10", "Lima", -12.0, -77.0, "admin1", "PE", "Lima", "PE.15")
    shot = ("killing", "shot", "Gunmen shot 12 people.", "2031-05-05", CALCA)
    second = (
        "killing",
        "dead",
        "The second attack came in Lima, where a man shot nine people dead.",
        "2031-05-06",
        LIMA,
    )
    both = ("killing", "killed", "Gunmen in two states killed 21.", "2031-05-06", lima)
    incident = told(report("a", shot), report("b", shot, second, both))
    assert [e.title for e in incident.events] == ["Killing, Calca"]
    assert incident.title == "Killing at Calca"
    near = (
        "killing",
        "dead",
        "The second attack came in Pisac, where a man shot nine people dead.",
        "2031-05-06",
        PISAC,
    )
    plain = ("killing", "dead", "In Lima a man shot nine people dead.", "2031-05-06", LIMA)
    assert len(told(report("a", shot), report("b", shot, near)).events) == 2
    assert len(told(report("a", shot), report("b", shot, plain)).events) == 2


def test_what_goes_on_behind_another_incident_on_its_day_is_of_that_one() -> None:
    shot = ("killing", "shot", "Gunmen shot 12 people.", "2031-05-05", CALCA)
    second = ("killing", "dead", "The second attack came in Lima, where a man shot nine dead.", "2031-05-06", LIMA)
    ended = ("killing", "killed", "Police officers killed him.", "2031-05-06", None)

    def of_story(text: Extraction) -> Extraction:
        *first, last = text.events
        return replace(text, events=(*first, replace(last, date_basis="story")))

    def sentences(*texts: Extraction) -> list[str]:
        by_id = {x.document.id: x.document.text for x in texts}
        return [by_id[v.doc_id][v.start : v.end] for e in told(*texts).events for v in e.evidence]

    assert sentences(report("a", shot), of_story(report("b", shot, second, ended))) == ["shot", "shot"]
    assert sentences(report("a", shot), of_story(report("b", shot, ended))) == ["shot", "shot", "killed"]


def test_what_followed_is_near_or_all_over_the_country_and_soon() -> None:
    shot = ("killing", "shot", "Gunmen shot 12 people.", "2031-05-05", CALCA)
    burned = ("arson", "burned", "Cars were burned.", "2031-05-06", PISAC)
    followed = "Killing at Calca and the violence that followed"
    assert told(report("a", shot, burned), report("b", shot)).title == followed
    for other in ((*burned[:4], LIMA), (*burned[:3], "2031-07-06", PISAC), (*burned[:4], None), (*burned[:4], CUSCO)):
        assert told(report("a", shot, other), report("b", shot)).title == "Killing at Calca"
    far = [replace(LIMA, id=name, name=name, admin1=name) for name in ("Ica", "Tacna", "Piura")]
    wave = [(*burned[:4], place) for place in far]
    assert told(report("a", shot, *wave), report("b", shot)).title == followed


def test_a_march_elsewhere_about_a_crash_is_no_scene_of_it() -> None:
    crash = ("other", "crash", "A train crash killed 12 people.", "2031-05-04", None)
    stones = ("clash", "threw", "Youths threw stones at police in Lima.", "2031-05-05", LIMA)
    reports = [report("a", crash, spoken=(CALCA,)), report("b", crash, stones, spoken=(CALCA, LIMA))]
    assert main(told(*reports)).place == CALCA


def test_a_dam_that_broke_in_the_flood_is_the_flood_and_gives_it_its_day() -> None:
    broke = ("other", "gave way", "A dam gave way above Calca.", "2031-05-04", CALCA)
    flood = ("other", "flood", "The town mourned the victims of the flood.", None, CALCA)
    again = ("other", "gave way", "A dam gave way above Pisac.", "2031-05-08", PISAC)
    incident = told(report("a", broke), report("b", flood), report("c", flood))
    assert [(e.title, e.date_start) for e in incident.events] == [("Flood, Calca", "2031-05-04")]
    assert len(told(report("a", broke, again), report("b", flood), report("c", flood)).events) == 2


def test_the_same_storm_a_week_before_abroad_is_another_incident() -> None:
    abroad = Place("8", "Arica", -18.5, -70.3, "city", "CL", "Arica", "CL.16", "Arica")
    storm = ("other", "storm", "The storm hit Arica.", "2031-04-28", abroad)
    quake = report("a", (*QUAKE, CALCA), storm)
    week = tuple(
        replace(t, date_end="2031-05-04", date_prec=2) if t.date_start == "2031-04-28" else t for t in quake.events
    )
    assert [e.title for e in told(replace(quake, events=week), report("b", (*QUAKE, CALCA))).events] == [
        "Earthquake, Calca"
    ]


def test_what_has_no_name_names_no_incident_where_another_event_can() -> None:
    declared = ("other", "declared", "The president declared that all was well.", "2031-05-04", CALCA)
    shot = ("killing", "shot", "Gunmen shot 12 people.", "2031-05-04", PISAC)
    assert told(report("a", declared, shot), report("b", declared)).title == "Killing at Pisac"


def test_a_deed_much_later_and_nowhere_that_one_report_tells_is_set_aside_with_its_reason() -> None:
    shot = ("killing", "shot", "Gunmen shot 12 people.", "2031-05-05", CALCA)
    held = ("arrest", "held", "Three men were held.", "2031-07-09", None)
    incident = told(report("a", shot, spoken=(CALCA,)), report("b", shot, held, spoken=(CALCA,)))
    assert [e.title for e in incident.events] == ["Killing, Calca"]
    assert [(a.type, a.reason) for a in incident.events_aside] == [("arrest", "much later, and nowhere")]
    placed = (*held[:4], PISAC)
    assert len(told(report("a", shot), report("b", shot, placed)).events) == 2
    assert len(told(report("a", shot, held), report("b", shot, held)).events) == 2


def test_what_a_government_says_belongs_to_its_country_and_gets_no_pin() -> None:
    peru = Place("1", "Peru", -9.2, -75.0, "country", "PE")
    spoke = replace(report("b", ("statement", "said", "The minister said so.", "2031-05-05", None)), people=(MINISTER,))
    spoke = replace(spoke, events=(replace(spoke.events[0], actors=("Ana Ruiz",)),))
    incident = told(report("a", (*QUAKE, CALCA), spoken=(peru,)), spoke)
    said = next(e for e in incident.events if e.type == "statement")
    assert (said.place, said.place_basis, said.pinned) == (peru, "inferred", False)
    nobody = replace(spoke, people=(replace(MINISTER, jurisdiction=None),))
    incident = told(report("a", (*QUAKE, CALCA), spoken=(peru,)), nobody)
    assert next(e for e in incident.events if e.type == "statement").place is None


@pytest.mark.parametrize(
    ("text", "government", "language", "at"),
    [
        ("The minister said so.", "PE", "en", "Peru"),
        ("The minister said the visit to Lyon was over.", "PE", "en", "Peru"),
        ("The minister, who was on an official visit to that city, said so.", "PE", "en", None),
        ("The minister, who was in Lyon, said so.", "PE", "en", None),
        ("La ministra lo dijo durante su visita a esa ciudad.", "PE", "es", None),
        ("La ministra lo dijo ante la prensa.", "PE", "es", "Peru"),
        ("The governor said so.", "PE-08", "en", None),
    ],
)
def test_who_speaks_on_a_visit_or_for_a_state_is_not_put_at_the_country(
    text: str, government: str, language: str, at: str | None
) -> None:
    peru = Place("1", "Peru", -9.2, -75.0, "country", "PE")
    who = replace(MINISTER, jurisdiction=government)
    spoke = replace(report("b", ("statement", "o", text, "2031-05-05", None)), people=(who,))
    document = replace(spoke.document, language=language)
    spoke = replace(spoke, document=document, events=(replace(spoke.events[0], actors=("Ana Ruiz",)),))
    incident = told(report("a", (*QUAKE, CALCA), spoken=(peru,)), spoke)
    said = next(e for e in incident.events if e.type == "statement")
    assert (said.place and said.place.name) == at


def test_deaths_told_nowhere_join_those_whose_place_was_inferred_only_where_none_were_told_elsewhere() -> None:
    raid = ("raid", "raid", "Troops held a raid.", "2031-05-06")
    deaths = ("killing", "killed", "A guard was killed.", "2031-05-06")

    burnt = ("arson", "burned", "Shops burned.", "2031-05-06", PUNO)

    def inferred(name: str) -> Extraction:
        read = report(name, (*raid, CALCA), burnt, (*deaths, PISAC))
        return replace(read, events=(*read.events[:2], replace(read.events[2], place_basis="inferred")))

    nowhere = report("d", (*raid, CALCA), burnt, ("killing", "died", "Forty people died.", "2031-05-06", None))
    reports = [inferred("a"), inferred("b"), nowhere]
    killings = [e for e in told(*reports).events if e.type == "killing"]
    assert [(e.place, e.witnesses) for e in killings] == [(PISAC, 3)]
    ilave = replace(PUNO, id="6", name="Ilave", admin2="El Collao")
    elsewhere = [report(n, (*raid, CALCA), (*deaths, place)) for n, place in (("c", PUNO), ("e", ilave))]
    killings = [e for e in told(*reports, *elsewhere).events if e.type == "killing"]
    places = {(PISAC, ("a", "b")), (PUNO, ("c",)), (ilave, ("e",)), (None, ("d",))}
    assert {(e.place, e.sources) for e in killings} == places


def test_deaths_that_most_leave_without_a_place_join_none_that_few_infer() -> None:
    raid = ("raid", "raid", "Troops held a raid.", "2031-05-06", CALCA)
    burnt = ("arson", "burned", "Shops burned.", "2031-05-06", PUNO)

    def inferred(name: str) -> Extraction:
        read = report(name, raid, burnt, ("killing", "killed", "A guard was killed.", "2031-05-06", PISAC))
        return replace(read, events=(*read.events[:2], replace(read.events[2], place_basis="inferred")))

    nowhere = [report(n, raid, burnt, ("killing", "died", "Forty people died.", "2031-05-06", None)) for n in "cde"]
    two, three = (
        {e.place: e.sources for e in told(inferred("a"), inferred("b"), *left).events if e.type == "killing"}
        for left in (nowhere[:2], nowhere)
    )
    assert two == {PISAC: ("a", "b", "c", "d")}
    assert three == {PISAC: ("a", "b"), None: ("c", "d", "e")}


def test_an_attack_is_called_what_several_papers_call_it() -> None:
    def paper(name: str, words: str, sentence: str) -> Extraction:
        return report(name, ("killing", words, sentence, "2031-05-06", CALCA))

    shooting = [paper(n, "shooting", "A shooting left four dead in Calca.") for n in "ab"]
    attack = [paper(n, "attacked", "A man attacked shoppers in Calca.") for n in "cde"]
    assert told(*shooting, *attack).title == "Shooting at Calca"
    assert told(shooting[0], *attack).title == "Attack at Calca"  # one paper alone names nothing
    assert told(shooting[0], paper("f", "killed", "He killed four in Calca.")).title == "Killing at Calca"


def test_deaths_told_nowhere_stay_so_where_they_are_told_of_many_places() -> None:
    """Three papers tell of the dead of Calca, three others of those of one town each; a seventh tells no town."""
    spots = [*([CALCA] * 3), *(replace(PUNO, id=f"9{i}", name=f"Town {i}", lat=-10.0 - i) for i in range(3))]
    papers = [
        report(f"Paper {i}", ("killing", "killed", f"Men were killed at place {i}.", "2031-05-02", spot))
        for i, spot in enumerate(spots)
    ]
    open_one = report("Paper 9", ("killing", "died", "Others died as well.", "2031-05-02", None))
    (left,) = [e for e in told(*papers, open_one).events if open_one.document.id in e.sources]
    assert left.place is None
    (joined,) = [e for e in told(*papers[:3], open_one).events if open_one.document.id in e.sources]
    assert joined.place == CALCA


def test_what_is_told_beside_violence_elsewhere_on_another_day_is_not_put_at_the_scene() -> None:
    attack = ("killing", "killed", "Six were killed in Calca.", "2031-05-02", CALCA)
    first = [report(f"Paper {i}", attack, spoken=(CALCA,)) for i in range(4)]
    after = ("killing", "shot", "Officers shot him dead.", "2031-05-03", None)
    elsewhere = report("Paper 8", ("killing", "killed", "A man killed nine in Puno.", "2031-05-03", PUNO), after)
    alone = report("Paper 9", after)
    shot = {e.place_basis: e for e in told(*first, elsewhere).events if "Paper 8" in e.sources and e.place != PUNO}
    assert all(e.place is None for e in shot.values())
    assert any(e.place == CALCA for e in told(*first, alone).events if "Paper 9" in e.sources)


def test_a_town_that_houses_are_named_after_is_a_scene_as_any_other() -> None:
    shot = ("killing", "shot", "Gunmen shot 12 people at Calca College.", "2031-05-05", None)
    part = replace(named(CALCA), role="part_of_name")
    reports = [replace(report(name, shot), places=(part,)) for name in "ab"]
    (event,) = told(*reports).events
    assert (event.title, event.place_basis) == ("Killing, Calca (inferred)", "inferred")


def test_dead_of_later_days_are_those_of_the_attack_that_the_first_report_told() -> None:
    shot = ("killing", "shot", "Gunmen shot 12 people.", "2031-05-08", None)
    dead = ("killing", "dead", "The toll is 19 dead.", "2031-05-14", None)
    first, later = report("a", shot), report("b", dead)
    later = replace(later, document=replace(later.document, published="2031-05-15"))
    trains = ("travel_disruption", "stopped", "Trains stopped.", "2031-05-08", PUNO)
    others = [report(name, trains) for name in "cde"]
    days = [(e.type, e.date_start) for e in told(first, later, *others).events]
    assert days == [("killing", "2031-05-08"), ("travel_disruption", "2031-05-08")]
    another = replace(later, events=report("b", (*dead[:4], PISAC)).events)
    assert [e.date_start for e in told(first, another, *others).events if e.type == "killing"] == [
        "2031-05-08",
        "2031-05-14",
    ]


def test_who_is_killed_on_the_day_of_a_raid_and_nowhere_was_killed_in_it() -> None:
    raid = ("raid", "raided", "Soldiers raided a house.", "2031-05-05", PUNO)
    killed = ("killing", "killed", "Roads were blocked after a man was killed.", "2031-05-05", CALCA)
    guessed = report("b", raid, killed)
    events = tuple(replace(t, place_basis="inferred") if t.type == "killing" else t for t in guessed.events)
    titles = {e.title for e in told(report("a", raid), replace(guessed, events=events)).events}
    assert titles == {"Raid, Puno", "Killing, Puno (inferred)"}
    told_there = {e.title for e in told(report("a", raid), guessed).events}
    assert told_there == {"Raid, Puno", "Killing, Calca"}  # by its own words


def test_two_things_without_a_kind_are_one_only_where_the_word_is() -> None:
    flown = ("other", "flown", "The bodies were flown home.", "2031-05-05", CALCA)
    declared = ("other", "declared", "The mayor declared an end.", "2031-05-05", CALCA)
    shot = ("killing", "shot", "Gunmen shot 12 people.", "2031-05-04", PISAC)
    events = told(report("a", shot, flown), report("b", shot, flown, declared)).events
    assert [(e.title, e.witnesses) for e in events if e.type == "other"] == [
        ("“The mayor declared an end”, Calca", 1),
        ("“The bodies were flown home”, Calca", 2),
    ]


def test_what_has_no_kind_no_day_and_no_place_is_set_aside() -> None:
    shot = ("killing", "shot", "Gunmen shot 12 people.", "2031-05-05", CALCA)
    struck = ("other", "struck", "Three cars struck a wall.", "2031-05-05", None)
    both = report("a", shot, struck)
    vague = tuple(replace(t, date_basis="story") if t.type == "other" else t for t in both.events)
    incident = told(replace(both, events=vague), report("b", shot))
    assert [e.type for e in incident.events] == ["killing"]
    assert [(a.type, a.reason) for a in incident.events_aside] == [("other", "no day and no place told")]
    assert {e.type for e in told(both, report("b", shot)).events} == {"killing", "other"}  # its day is told
