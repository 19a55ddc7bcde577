"""Two disasters of one kind, or two fights in one wording, in one folder: none takes the other's day, town or dead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.makers import put_together

if TYPE_CHECKING:
    from geo.incident import Incident, IncidentEvent
    from geo.pipeline import Pipeline


def _main(incident: Incident) -> IncidentEvent:
    return next(e for e in incident.events if e.main)


def test_a_fire_far_off_a_fortnight_before_is_another(pipeline: Pipeline) -> None:
    hostel = (
        "2025-03-05",
        "A fire killed 14 people in a hostel in Durban, South Africa, on 4 March 2025, police said.",
    )
    toll = ("2025-03-07", "The toll of the hostel fire in Durban, South Africa, rose to 17 on Thursday.")
    shack = ("2025-02-22", "A fire killed two children in a shack in Polokwane, South Africa, on 21 February 2025.")
    fire = _main(put_together(pipeline, hostel, shack, toll))
    assert (fire.date_start, fire.place.name if fire.place else None) == ("2025-03-04", "Durban")
    assert "2" * 16 in fire.sources
    assert "1" * 16 not in fire.sources


def test_what_a_flood_did_in_another_town_the_next_day_is_part_of_it(pipeline: Pipeline) -> None:
    first = ("2025-03-05", "A flood killed 14 people in Durban, South Africa, on 4 March 2025, police said.")
    again = ("2025-03-06", "The flood killed two children in Pietermaritzburg, South Africa, on 5 March 2025.")
    assert len(_main(put_together(pipeline, first, again)).sources) == 2


def test_a_flood_that_one_report_places_keeps_its_town_beside_other_news(pipeline: Pipeline) -> None:
    flood = (
        "2025-06-13",
        "Flood waters killed 23 people in Mopti, Mali, on Wednesday, the civil protection agency said.",
    )
    miners = ("2025-06-11", "Gunmen killed 17 miners in Segou, Mali, on Tuesday, the governor said.")
    event = _main(put_together(pipeline, flood, miners))
    assert (event.name, event.place.name if event.place else None) == ("Flood", "Mopti")


def test_one_wording_about_two_towns_is_two_counts(pipeline: Pipeline) -> None:
    note = (
        "Gunmen attacked an army post at {town}, Burkina Faso, on Sunday and killed 16 soldiers, the army said in a "
        "note. A search for the attackers was under way in the bush around the town, and more troops were sent there."
    )
    incident = put_together(pipeline, *((f"2025-06-0{9}", note.format(town=town)) for town in ("Dori", "Djibo")))
    covered = {place.name for toll in incident.tolls for e in toll.entries for place in e.covers}
    assert covered == {"Dori", "Djibo"}
    assert all(not e.copies for toll in incident.tolls for e in toll.entries)


def test_what_one_later_report_tells_of_another_town_is_no_place_of_all_the_dead(pipeline: Pipeline) -> None:
    first = (
        "2024-01-06",
        "Protesters set fire to the city hall of Lyon, France, on Wednesday. Eight police officers were killed.",
    )
    later = (
        "2024-01-08",
        "Gangs ruled the streets of France. In Nice the police opened fire on a crowd on Wednesday, and three died.",
    )
    last = ("2024-01-20", "The unrest that shook France this month cost 90 lives, the prosecutor said on Friday.")
    incident = put_together(pipeline, first, later, last)
    nice = [e for e in incident.events if e.place and e.place.name == "Nice"]
    assert nice
    assert all(e.sources == ("1" * 16,) for e in nice)
