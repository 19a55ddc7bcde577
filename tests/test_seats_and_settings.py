"""Where and when things happened that a text tells by the way: a government's seat, a wedding, a name in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.language.pipeline import Models
from geo.pipeline import Pipeline
from geo.types import Document
from tests.makers import put_together
from tests.spanish import model

if TYPE_CHECKING:
    from geo.types import Extraction, Telling

PUBLISHED = "2024-03-06"  # a Wednesday
MONDAY = "2024-03-04"


def read(pipeline: Pipeline, text: str, language: str = "en", published: str = PUBLISHED) -> Extraction:
    reader = pipeline if language == "en" else Pipeline(Models({}, {language: model()}), pipeline.gazetteer)
    return reader.extract(Document("d" * 16, "A report", text, published=published, language=language))


def told(pipeline: Pipeline, text: str, words: str, language: str = "en", published: str = PUBLISHED) -> Telling:
    """The telling in these words."""
    found = [e for e in read(pipeline, text, language, published).events if words in text[e.start : e.end]]
    assert found, f"nothing is told by “{words}”"
    return found[0]


def places(telling: Telling) -> list[str]:
    return [m.place.name for m in telling.places if m.place]


def counts(pipeline: Pipeline, text: str) -> dict[int | None, str | None]:
    """The place of each number."""
    return {c.min: c.place.place.name if c.place and c.place.place else None for c in read(pipeline, text).casualties}


# ------------------------------------------------------------------------------------------- where a government sits
COUP = "LIBREVILLE — The president of Gabon was overthrown on Monday. Officers dissolved parliament."


@pytest.mark.parametrize("words", ["overthrown", "dissolved"])
def test_a_coup_is_at_the_seat_of_government_that_a_dateline_names(pipeline: Pipeline, words: str) -> None:
    telling = told(pipeline, COUP, words)
    assert places(telling) == ["Libreville"]
    assert telling.place_basis == "inferred"


def test_a_fire_is_not(pipeline: Pipeline) -> None:
    assert places(told(pipeline, "LIBREVILLE — A ferry of Gabon caught fire on Monday.", "caught")) == []


def test_a_head_of_state_is_sworn_in_there_a_governor_is_not(pipeline: Pipeline) -> None:
    text = "Gabon waited. The {} was sworn in on Monday. Guests came to Libreville, it was said."
    assert places(told(pipeline, text.format("general"), "sworn in")) == ["Libreville"]
    assert told(pipeline, text.format("governor"), "sworn in").places == ()


def test_what_rulers_impose_holds_for_the_country(pipeline: Pipeline) -> None:
    text = "An earthquake shook Haiti. Prime Minister Jean Doe declared a state of emergency."
    assert places(told(pipeline, text, "declared")) == ["Haiti"]
    assert places(told(pipeline, "Gabon was calm. The borders were shut on Monday.", "shut")) == ["Gabon"]


def test_what_a_governor_imposes_does_not(pipeline: Pipeline) -> None:
    text = "An earthquake shook Haiti. The governor declared a state of emergency."
    assert places(told(pipeline, text, "declared")) == []


def test_borders_that_are_shut_are_no_roadblocks(pipeline: Pipeline) -> None:
    assert told(pipeline, "All borders were shut.", "shut").type == "travel_disruption"
    assert told(pipeline, "The road was shut by protesters.", "shut").type == "blockade"


def test_fronteras_cerradas_no_son_bloqueos(pipeline: Pipeline) -> None:
    assert told(pipeline, "Las fronteras fueron cerradas el lunes.", "cerradas", "es").type == "travel_disruption"


def test_the_capital_alone_is_that_of_the_country_told_of(pipeline: Pipeline) -> None:
    text = "Floods hit Kenya on Monday. Three people died in the capital."
    assert counts(pipeline, text) == {3: "Nairobi"}


@pytest.mark.parametrize("words", ["the state capital", "the capital market"])
def test_other_capitals_are_none(pipeline: Pipeline, words: str) -> None:
    assert counts(pipeline, f"Floods hit Kenya on Monday. Three people died in {words}.") == {3: None}


# ------------------------------------------------------------------------------------------- names and their numbers
def test_each_name_of_a_list_has_the_number_behind_it(pipeline: Pipeline) -> None:
    text = "A quake shook Haiti. The department of Sud counted 160 dead, Nippes 42 and the Northwest two."
    assert counts(pipeline, text) == {160: "Sud", 42: "Nippes", 2: None}


def test_a_number_that_counts_something_else_is_none_of_them(pipeline: Pipeline) -> None:
    assert list(counts(pipeline, "Assam counted 20 deaths, Kerala 12 shelters.")) == [20]


# ------------------------------------------------------------------------------------------- settings and ways
def test_what_happened_at_an_event_happened_where_that_was(pipeline: Pipeline) -> None:
    text = "Explosions went off among the mourners at a funeral in Kabul on Monday and killed seven people."
    assert places(told(pipeline, text, "killed")) == ["Kabul"]


def test_who_was_hurt_elsewhere_says_only_who_is_treated(pipeline: Pipeline) -> None:
    text = "Two doctors were abducted in Lagos, one of them on his way to treat victims of the quake."
    assert all(places(e) != ["Lagos"] for e in read(pipeline, text).events if "quake" in text[e.start : e.end])


def test_the_ends_of_a_way_are_no_scene(pipeline: Pipeline) -> None:
    text = "A ferry sank on Monday. It was on its way from {} with 300 people on board."
    assert places(told(pipeline, text.format("Kimbe to Lae"), "sank")) == []


def test_so_far_off_a_town_it_sank(pipeline: Pipeline) -> None:
    text = "The MV Dolphin was on its way from Kimbe to Lae when it went down some 16 kilometres off Finschhafen."
    assert places(told(pipeline, text, "went down")) == ["Finschhafen"]


def test_prices_that_go_down_sink_nowhere(pipeline: Pipeline) -> None:
    assert read(pipeline, "Fares were high when they went down on Monday.").events == ()


def test_the_town_that_opens_a_paragraph_is_its_scene(pipeline: Pipeline) -> None:
    text = "In Lagos the mood turned. Some 200 youths set fire to an office."
    assert places(told(pipeline, text, "set")) == ["Lagos"]


def test_a_town_in_which_somebody_spoke_is_none(pipeline: Pipeline) -> None:
    text = "A crowd met in Abuja on Monday.\n\nIn Lagos the mayor said it was late. Youths set fire to an office."
    assert places(told(pipeline, text, "set")) != ["Lagos"]


# ------------------------------------------------------------------------------------------- days
def test_so_long_after_it_counts_from_the_day_told_of_it(pipeline: Pipeline) -> None:
    text = (
        "Nobody was hurt in the earthquake of 14 February, the mayor said.\n\n"
        "Two days after the ground shook, Tropical Storm Ada flooded the camps in Lagos."
    )
    assert told(pipeline, text, "flooded").date_start == "2024-02-16"


def test_a_year_to_the_day(pipeline: Pipeline) -> None:
    text = "Tanks passed on Monday, a year to the day after the coup that ended his rule."
    assert told(pipeline, text, "coup").date_start == "2023-03-04"


def test_the_day_of_a_vote_carries_no_story_on(pipeline: Pipeline) -> None:
    text = "Officers appeared early on Monday.\n\nSaturday's election was void, they said. Seven people were arrested."
    assert told(pipeline, text, "arrested").date_start == "2024-03-04"


# ------------------------------------------------------------------------------------------- what has not happened
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The president threatened to have protesters arrested.", "arrested"),
        ("The widow wants the general arrested.", "arrested"),
        ("They must be housed before the next storm.", "storm"),
    ],
)
def test_what_is_wanted_or_to_come_has_not_happened(pipeline: Pipeline, text: str, words: str) -> None:
    assert told(pipeline, text, words).reality == "hypothetical"


def test_what_was_ordered_or_came_next_has(pipeline: Pipeline) -> None:
    assert told(pipeline, "The mayor had ten men arrested on Monday.", "arrested").reality == "happened"
    assert told(pipeline, "The next attack came at noon.", "attack").reality == "happened"


def test_unlike_elsewhere_is_another_incident(pipeline: Pipeline) -> None:
    text = "Unlike in Niger, where protesters burned offices, there was little violence."
    assert told(pipeline, text, "burned").background
    assert not told(pipeline, "In Niger, where it was hot, protesters burned offices.", "burned").background


# ------------------------------------------------------------------------------------------- put together
def test_numbers_that_nobody_stands_by_are_no_toll(pipeline: Pipeline) -> None:
    first = "At least 20 people drowned when a boat sank off Lagos on Monday, the mayor said."
    for behind in ("was, in its words, “drawn from the air.”", "has never been confirmed."):
        other = f"Twenty people drowned off Lagos on Monday. The figure of 90 dead that a deputy gave {behind}"
        incident = put_together(pipeline, (MONDAY, first), (MONDAY, other))
        assert all(90 not in {t.low, t.best, t.high} for t in incident.tolls)
    other = "The figure of 90 dead was given by the ministry. They drowned when the boat sank off Lagos on Monday."
    assert any(90 in {t.low, t.best, t.high} for t in put_together(pipeline, (MONDAY, first), (MONDAY, other)).tolls)


def test_new_blasts_of_a_later_day_are_an_event_of_their_own(pipeline: Pipeline) -> None:
    first = "A truck bomb killed 90 people in Kabul on Wednesday, the ministry said. It was at a crossing in Kabul."
    second = "{} in Kabul on Saturday killed seven people, the ministry said.\n\nThe truck bomb of Wednesday killed 90."
    new = put_together(pipeline, ("2024-03-07", first), ("2024-03-10", second.format("Three explosions at a funeral")))
    assert {e.date_start for e in new.events if e.type == "killing"} == {"2024-03-06", "2024-03-09"}


# ------------------------------------------------------------------------------------------- coups, nights, denials
@pytest.mark.parametrize(
    "text",
    [
        "Special forces soldiers captured President Jean Doe on Monday. It was in Guinea, in Conakry, that they spoke.",
        "Guinea knew. African heads met on Wednesday, two days after the army toppled Jean Doe, in Conakry.",
    ],
)
def test_soldiers_who_seize_a_president_make_a_coup(pipeline: Pipeline, text: str) -> None:
    telling = told(pipeline, text, "captured" if "captured" in text else "toppled")
    assert (telling.type, telling.date_start, places(telling)) == ("other", MONDAY, ["Conakry"])


def test_police_who_arrest_a_former_one_do_not(pipeline: Pipeline) -> None:
    assert told(pipeline, "Police arrested former president Jean Doe on Monday.", "arrested").type == "arrest"


def test_taking_somebodys_place_captures_nothing(pipeline: Pipeline) -> None:
    assert read(pipeline, "Army officers have taken the place of the governors in all regions.").events == ()
    assert told(pipeline, "Army officers have taken the region.", "taken").type == "clash"


def test_who_is_let_out_of_prison_has_not_broken_out(pipeline: Pipeline) -> None:
    assert told(pipeline, "Some 80 opponents were let out of the central prison.", "were let").type == "other"


def test_the_night_that_is_only_spoken_of_has_no_day_here(pipeline: Pipeline) -> None:
    text = "Two officers were acquitted in Lagos on Monday over the night that {} people died at Lekki Bridge."
    assert told(pipeline, text.format(35), "died").date_start is None
    assert told(pipeline, "Two officers were acquitted on Monday. Ten people died on Sunday.", "died").date_start


def test_neither_had_he_been_detained(pipeline: Pipeline) -> None:
    assert told(pipeline, "Neither had the mayor been detained, a minister said.", "detained").reality == "denied"
    assert told(pipeline, "The mayor had been detained, neither minister said.", "detained").reality == "happened"


def test_a_court_that_finds_men_guilty_is_told(pipeline: Pipeline) -> None:
    assert told(pipeline, "A court in Lagos found eight men guilty on Monday.", "found").type == "other"
    assert read(pipeline, "The court found eight files on Monday.").events == ()


def test_a_protests_hurt_are_none_of_a_flood_half_a_year_before(pipeline: Pipeline) -> None:
    flood = "Floods killed 40 people in Durban on Monday, the mayor said. The flood came at night."
    later = (
        "The floods of 4 March 2024 killed 40 people in Durban.\n\n"
        "On Sunday residents of Durban blocked a road. Two people were injured."
    )
    incident = put_together(pipeline, ("2024-03-05", flood), ("2024-10-08", later))
    assert not any(t.status == "injured" and 2 in {t.low, t.best, t.high} for t in incident.tolls)
    same = flood + " Two people were injured."
    assert any(t.status == "injured" and t.best == 2 for t in put_together(pipeline, ("2024-03-05", same)).tolls)


def test_who_died_of_the_cold_since_is_no_dead_of_the_quake(pipeline: Pipeline) -> None:
    first = "An earthquake killed 154 people near Kathmandu on Friday, the government said."
    later = (
        "A year ago an earthquake killed 154 people near Kathmandu.\n\n"
        "By January 34 people had died of cold or illness in the tents, the police said."
    )
    tolls = put_together(pipeline, ("2024-03-03", first), ("2025-03-02", later)).tolls
    assert [t.best for t in tolls if t.status == "killed" and t.party_class == "all"] == [154]


def test_a_town_400_km_off_is_no_scene(pipeline: Pipeline) -> None:
    text = "An earthquake came at night, some 400 km west of Kathmandu. Two people were killed."
    assert all("Kathmandu" not in places(e) for e in read(pipeline, text).events)
    near = "An earthquake came at night near Kathmandu. Two people were killed."
    assert any("Kathmandu" in places(e) for e in read(pipeline, near).events)


def test_an_abduction_that_reports_open_with_names_the_incident(pipeline: Pipeline) -> None:
    first = (
        "Gunmen abducted 300 girls from a school in Kano on Friday, the police said. A guard was killed at the gate."
    )
    second = (
        "The search went on for 300 girls abducted in Kano on Friday. A guard was killed at the gate, a nurse said."
    )
    incident = put_together(pipeline, ("2024-03-02", first), ("2024-03-03", second))
    assert incident.title == "Kidnapping at Kano"


def test_a_crowd_crushed_to_death_is_no_attack(pipeline: Pipeline) -> None:
    text = "At least 149 people were crushed to death in an alley in Lagos on Saturday, fire officials said."
    other = "The crush in Lagos on Saturday killed 149 people. The alley was narrow."
    incident = put_together(pipeline, ("2024-03-03", text), ("2024-03-04", other))
    assert {e.type for e in incident.events} == {"other"}
    assert incident.title == "Crush of a crowd at Lagos"


def test_a_wall_that_an_attack_wrecked_is_no_crash(pipeline: Pipeline) -> None:
    text = "Gunmen killed ten people in Lagos on Saturday. An office hit by the attack was wrecked."
    assert "Crash" not in {e.name for e in put_together(pipeline, ("2024-03-03", text)).events}


def test_a_siege_that_only_its_end_tells_names_none(pipeline: Pipeline) -> None:
    first = "Gunmen killed two guards in Lagos on Friday, the police said. Nobody spoke of a siege yet."
    second = "Gunmen killed two guards in Lagos on Friday, a nurse said. It was to become a siege."
    third = "The siege in Lagos ended on Sunday, when troops came. Gunmen killed two guards there on Friday."
    incident = put_together(pipeline, ("2024-03-02", first), ("2024-03-02", second), ("2024-03-04", third))
    assert "Siege" not in incident.title


def test_what_somebody_is_accused_of_is_not_of_the_day_in_court(pipeline: Pipeline) -> None:
    text = "Five men accused of a massacre in a church in Lagos pleaded not guilty in Abuja on Monday."
    assert told(pipeline, text, "massacre").date_start is None
    assert told(pipeline, text, "pleaded").date_start == MONDAY
    assert told(pipeline, "The massacre in Lagos on Monday was denied.", "massacre").date_start == MONDAY


def test_an_army_that_removes_a_government_makes_a_coup(pipeline: Pipeline) -> None:
    text = "Sudan was suspended from the union on Wednesday, two days after its army removed the government."
    assert (
        put_together(pipeline, (PUBLISHED, text), (PUBLISHED, text + " It rained.")).title == "Coup in Sudan (inferred)"
    )


def test_deaths_of_a_year_are_none_of_a_day(pipeline: Pipeline) -> None:
    coup = "Soldiers overthrew the president of Sudan on Monday. At least seven people were killed in Khartoum."
    later = (
        "On 4 March 2024 soldiers overthrew the president of Sudan.\n\n"
        "Doctors have entered 119 deaths in the year's protests."
    )
    tolls = put_together(pipeline, (PUBLISHED, coup), ("2025-03-05", later)).tolls
    assert all(119 not in {t.low, t.best, t.high} for t in tolls)
    told = "Two people were killed in Khartoum during last week's coup in Sudan. " + coup.partition(". ")[0] + "."
    again = put_together(pipeline, (PUBLISHED, told)).tolls
    assert any(2 in {t.low, t.best, t.high} for t in again)
