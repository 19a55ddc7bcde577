"""Linking: where tellings and casualties happened, and which repeat each other once their places are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from geo.language.pipeline import annotate
from geo.resolve.place_records import place_records
from geo.sources.reader import make_document
from geo.types import Document, Mention, Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from geo.pipeline import Pipeline
    from geo.types import Casualty, Telling

    Linker = Callable[..., tuple[tuple[Telling, ...], tuple[Casualty, ...]]]

PLACES = {
    "Lira": Place("1", "Lira", 2.2, 32.9, "city", "UG", "Northern"),
    "Gulu": Place("2", "Gulu", 2.8, 32.3, "city", "UG", "Northern"),
    "Northern": Place("3", "Northern", 2.9, 32.6, "admin1", "UG", "Northern"),
    "Mbale": Place("4", "Mbale", 1.1, 34.2, "city", "UG", "Eastern"),
    "Milan": Place("6", "Milan", 45.5, 9.2, "city", "IT", "Lombardy"),
    "Uganda": Place("5", "Uganda", 1.0, 32.0, "country", "UG"),
}
PREC = {"city": 1, "admin1": 4, "country": 6}


def mentions(text: str, roles: dict[str, Any]) -> tuple[Mention, ...]:
    """Every name of ``PLACES`` in a text as a mention."""
    found = []
    for name, place in PLACES.items():
        at = text.find(name)
        while at >= 0:
            found.append(Mention(at, at + len(name), name, roles.get(name, "event"), place, PREC[place.level], 1.0, ""))
            at = text.find(name, at + 1)
    return tuple(sorted(found, key=lambda m: m.start))


@pytest.fixture(scope="module")
def link(nlp: Language, pipeline: Pipeline) -> Linker:
    def run(text: str, **roles: Any) -> tuple[tuple[Telling, ...], tuple[Casualty, ...]]:
        doc = annotate(nlp, Document(id="test", title="", text=text, published="2024-06-10"))
        return place_records(doc, mentions(text, roles), pipeline.gazetteer)

    return run


def names(telling: Telling) -> list[str]:
    return [m.text for m in telling.places]


def test_a_place_hangs_on_the_trigger(link: Linker) -> None:
    tellings, _ = link("A raid in Lira, Northern, made news in Mbale.", Mbale="mention")
    assert names(tellings[0]) == ["Lira", "Northern"]


def test_a_place_stands_in_the_clause(link: Linker) -> None:
    tellings, _ = link("In Gulu shops were torched.")
    assert names(tellings[0]) == ["Gulu"]


def test_the_place_of_another_clause_is_not_taken(link: Linker) -> None:
    tellings, _ = link("Shops were torched, said a man who lives in Gulu.", Gulu="mention")
    assert names(tellings[0]) == []


@pytest.mark.parametrize("role", ["metonym", "demonym", "part_of_name"])
def test_a_name_that_is_no_place_is_never_one(link: Linker, role: str) -> None:
    tellings, _ = link("A raid in Uganda shook the town.", Uganda=role)
    assert names(tellings[0]) == []


def test_where_somebody_fled_is_not_where_it_was(link: Linker) -> None:
    tellings, _ = link("Gunmen attacked a convoy and fled to Gulu.", Gulu="mention")
    assert names(tellings[0]) == []


def test_a_raid_without_place_takes_the_raids(link: Linker) -> None:
    tellings, _ = link("A raid took place in Lira on Sunday. The raid was long planned.")
    assert [names(t) for t in tellings] == [["Lira"], ["Lira"]]
    assert tellings[1].duplicate_of == 0


def test_the_most_precise_telling_lends_its_place(link: Linker) -> None:
    tellings, _ = link("A raid took place in Northern on Sunday. The raid was in Lira. The raid was long planned.")
    assert names(tellings[2]) == ["Lira"]


def test_a_country_behind_a_comma_is_not_around_a_foreign_town(link: Linker) -> None:
    tellings, _ = link("After a raid in Milan, Uganda sent its thanks.", Uganda="mention")
    assert names(tellings[0]) == ["Milan"]


def test_another_event_without_place_takes_the_likeliest_and_says_so(link: Linker) -> None:
    tellings, _ = link("A raid took place in Lira on Sunday. Shops were torched.")
    assert [(names(t), t.place_basis) for t in tellings] == [(["Lira"], "told"), (["Lira"], "inferred")]


@pytest.mark.parametrize(
    "text",
    [
        "GULU, May 5 — Shops were torched on Sunday. Nobody was hurt.",
        "The minister said in Gulu that he would look into it. Shops were torched on Sunday.",
    ],
)
def test_a_dateline_or_the_town_of_a_speech_is_no_scene(link: Linker, text: str) -> None:
    tellings, _ = link(text, Gulu="mention")
    assert [names(t) for t in tellings if t.type == "arson"] == [[]]


def test_raids_in_two_towns_are_two(link: Linker) -> None:
    tellings, _ = link("A raid took place in Lira on Sunday. A raid took place in Mbale on Sunday.")
    assert [t.duplicate_of for t in tellings] == [None, None]


def test_a_raid_in_the_state_is_the_raid_in_its_town(link: Linker) -> None:
    tellings, _ = link("A raid took place in Lira on Sunday. The raid in Northern was long planned.")
    assert [t.duplicate_of for t in tellings] == [None, 0]


def test_the_same_blockade_of_one_town(link: Linker) -> None:
    tellings, _ = link(
        "Trucks blocked roads in Gulu on Sunday. Roadblocks went up in Gulu. Roadblocks went up in Mbale."
    )
    assert [t.duplicate_of for t in tellings] == [None, 0, None]


def test_a_count_takes_the_place_of_its_clause(link: Linker) -> None:
    _, casualties = link("Twelve people were killed in Gulu. Three people were hurt.")
    assert [c.place.text if c.place else None for c in casualties] == ["Gulu", None]


def test_the_same_number_in_two_towns_is_two_tolls(link: Linker) -> None:
    _, casualties = link("Twelve people were killed in Gulu. Twelve people were killed in Mbale.")
    assert [c.duplicate_of for c in casualties] == [None, None]


def test_a_killing_that_repeats_its_toll_is_the_same(link: Linker) -> None:
    tellings, _ = link("At least 12 soldiers were killed. The 12 soldiers’ deaths shook the army.")
    assert [t.duplicate_of for t in tellings if t.type == "killing"] == [None, 0]


def test_a_place_that_opens_the_sentence_holds_for_all_of_it(link: Linker) -> None:
    tellings, _ = link("In Gulu shops were torched, roads were blocked, and airlines canceled flights.")
    assert [names(t) for t in tellings] == [["Gulu"], ["Gulu"], ["Gulu"]]


def test_a_place_that_only_describes_somebody_is_none(link: Linker) -> None:
    tellings, _ = link("Shops were torched, the Gulu mayor said.", Gulu="mention")
    assert names(tellings[0]) == []


def test_a_raid_placed_nowhere_was_where_its_target_was_found(link: Linker) -> None:
    tellings, _ = link("A raid killed the gang leader Peter Doe on Sunday. He was discovered hiding in Gulu.")
    assert names(tellings[0]) == ["Gulu"]


def test_a_target_that_only_comes_from_a_town_was_not_found_there(link: Linker) -> None:
    tellings, _ = link(
        "A raid killed the gang leader Peter Doe on Sunday. Police discovered a Gulu doctor.", Gulu="mention"
    )
    assert names(tellings[0]) == []


def test_south_of_a_town_is_not_the_town(link: Linker) -> None:
    tellings, _ = link("The raid took place 40 miles south of Mbale, in Lira.", Mbale="event")
    assert names(tellings[0]) == ["Lira"]


def test_a_raid_placed_nowhere_was_where_forces_fought_the_leader(link: Linker) -> None:
    tellings, _ = link(
        "The army killed the gang leader on Sunday. The leader was hit in a gunfight with soldiers in Gulu."
    )
    assert names(tellings[0]) == ["Gulu"]


def test_the_reporters_seat_is_no_place_of_the_event(link: Linker) -> None:
    tellings, _ = link("MBALE, Uganda (AP) — Shops were torched.")
    assert names(tellings[0]) == []


def test_nothing_to_link(link: Linker) -> None:
    assert link("It was hot in Lira.") == ((), ())


def test_a_place_at_the_end_of_a_list_holds_for_all_of_it(link: Linker) -> None:
    tellings, _ = link("There was still arson and there were still attacks in Lira, the boss's home.")
    assert [(t.type, names(t)) for t in tellings] == [("arson", ["Lira"]), ("clash", ["Lira"])]
    tellings, _ = link("There was arson in Gulu and there were attacks in Lira.")
    assert [names(t) for t in tellings] == [["Gulu"], ["Lira"]]


def test_what_came_before_does_not_take_the_main_clause_s_place(link: Linker) -> None:
    tellings, _ = link("Buses cut off streets in Lira after the army killed the leader of the gang.")
    assert {t.type: names(t) for t in tellings} == {"blockade": ["Lira"], "raid": []}
    tellings, _ = link("In Lira, the army killed the leader of the gang.")
    assert names(tellings[0]) == ["Lira"]


def test_a_statement_happened_where_it_was_spoken(link: Linker) -> None:
    tellings, _ = link("Speaking in Lira on Monday, the minister urged farmers to stay at home.")
    assert [names(t) for t in tellings if t.type == "statement"] == [["Lira"]]
    tellings, _ = link("The minister on Monday urged farmers in Lira to vote.")
    assert [names(t) for t in tellings if t.type == "statement"] == [[]]


def test_a_suburb_is_not_its_city(link: Linker) -> None:
    tellings, _ = link("He was buried at a cemetery in Gulu, a suburb of Lira.")
    assert names(tellings[0]) == ["Gulu"]
    tellings, _ = link("He was buried in Gulu and in Lira.")
    assert names(tellings[0]) == ["Gulu", "Lira"]


def test_a_retelling_is_where_the_event_was(link: Linker) -> None:
    tellings, _ = link("A bomb in Lira killed nine people on Monday. The attack was the first in years.")
    assert [names(t) for t in tellings] == [["Lira"], ["Lira"]]
    tellings, _ = link(
        "A bomb in Lira killed nine people on Monday. There were riots in Mbale. Attacks in Gulu went on."
    )
    assert names(tellings[-1]) == ["Gulu"]


def test_violence_abroad_weeks_before_is_another_incident(link: Linker) -> None:
    text = "Gunmen killed six people in Lira on June 9. On May 11, a man killed 12 people in {}."
    assert [t.background for t in link(text.format("Milan"))[0]][-1] is True
    assert [t.background for t in link(text.format("Mbale"))[0]][-1] is False


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The dateline's town, where the text points at it: with a noun, with "here"; and not in what people say of it.
        ("KUMASI, Ghana (AP) — Gunmen attacked a school in this north-western town on Friday.", ["Kumasi"]),
        ("KUMASI, Ghana (AP) — A gunman opened fire here on Friday, killing 12 people.", ["Kumasi"]),
        ("KUMASI, Ghana (AP) — A gunman opened fire on Friday, killing 12 people.", []),
        ("KUMASI, Ghana (AP) — Many people here are afraid. Two soldiers were killed in Tamale on Friday.", ["Tamale"]),
        # What is spoken of happened elsewhere than where the speaker is, or is.
        ("The president, who condemned the raid as cowardly, was cheered in his home town, Tamale, on Friday.", []),
        ("The bishop mourned the killing of nine villagers in Tamale on Friday.", ["Tamale"]),
        ("The president, who was in Tamale, condemned the raid as cowardly.", []),
        ("In Tamale a bishop condemned the attack.", []),
        ("In Tamale a shooting was reported on Friday.", ["Tamale"]),
        ("In Tamale a bishop reported on the shooting.", []),
        ("In Tamale an attack killed nine villagers, whom the bishop mourned.", ["Tamale"]),
        # A town that only says where another one lies, and one that is where it was.
        ("Nine villagers were killed in Yendi, near Tamale, on Friday.", ["Yendi"]),
        ("Nine villagers were killed near Tamale on Friday.", ["Tamale"]),
        # What a town does to its own is done there; what its government asks of others is not.
        ("Accra shut its schools on Tuesday.", ["Accra"]),
        ("Accra suspended the ambassador of Mali on Tuesday.", []),
        # A march ends where it goes to; other deeds do not.
        ("About 300 relatives marched on Saturday to the company's offices in Tamale.", ["Tamale"]),
        # "This town" is the one named last in a sentence before; a town of its own sentence is another.
        ("KUMASI, Ghana (AP) — Fear reigns. They came from Tamale. Nine men were killed in this town.", ["Tamale"]),
        # A clause tells how it came, and where; what came of it was elsewhere, and a wide area is no scene.
        ("Nine nurses died when a fire swept through a clinic in Tamale.", ["Tamale"]),
        (
            "Nine people were killed and 30 hurt when two buses collided near a mill in Tamale, officials said.",
            ["Tamale"],
        ),
        ("The minister resigned after a fire killed nine nurses in Tamale.", ["Tamale"]),
        ("Nine nurses were hurt when a truck left the road in Ghana.", []),
        # What a clause about a place tells was there, wherever that clause hangs; who meets there is no event.
        ("They fled to Tamale's old quarter, where a gunman wounded four.", ["Tamale"]),
        ("The envoy flew to Tamale, where he condemned the attack.", []),
        ("In neighbouring Tamale a driver who went out regardless was shot dead at noon.", ["Tamale"]),
        # A town whose area follows behind "in".
        ("Bandits attacked Government Science Secondary School, Kankara, in Katsina State, on Friday.", ["Kankara"]),
    ],
)
def test_places_that_the_text_points_at_and_those_of_other_clauses(
    pipeline: Pipeline, text: str, expected: list[str]
) -> None:
    read = pipeline.extract(make_document(text, {"published": "2031-05-05", "language": "en"}, name="a"))
    told = [t for t in read.events if t.type not in {"statement", "speech"} and t.place_basis == "told"]
    assert [m.place.name for t in told for m in t.places if m.place and m.place.level == "city"] == expected


def test_what_several_attacks_did_happened_in_no_one_spot(pipeline: Pipeline) -> None:
    """An inferred place would be one of them at best."""

    def killed(how: str) -> list[tuple[Mention, ...]]:
        text = (
            "Gunmen stormed a bank in Tamale on Monday. Smoke rose there. Twenty guards are among the dead; they were"
        )
        text += f" killed in {how}."
        read = pipeline.extract(make_document(text, {"published": "2031-05-05", "language": "en"}, name="a"))
        return [t.places for t in read.events if text[t.start : t.end] == "dead"]

    assert killed("six separate attacks") == [()]
    assert killed("a corridor")[0]


def places_of_counts(counts: tuple[Casualty, ...]) -> list[tuple[int | None, str | None]]:
    return [(c.min, c.place.text if c.place else None) for c in counts]


def test_the_place_of_a_part_is_not_that_of_the_total(link: Linker) -> None:
    _, counts = link("In all 340 people were injured; 94 are still in hospital, 11 of them in Gulu.")
    assert places_of_counts(counts) == [(340, None), (11, "Gulu")]
    _, counts = link("At least 51 people were killed in two halls: 42 in the old one and seven at Mbale.")
    assert places_of_counts(counts)[0] == (51, None)
    _, counts = link("A gunman killed 20 people and wounded 26 in Gulu.")
    assert places_of_counts(counts) == [(20, "Gulu"), (26, "Gulu")]


def test_each_clause_has_its_place(link: Linker) -> None:
    _, counts = link("Eight died and 20 were hurt in Gulu; 69 people died and 33 were hurt in Lira.")
    assert places_of_counts(counts) == [(8, "Gulu"), (20, "Gulu"), (69, "Lira"), (33, "Lira")]
    _, counts = link("Eight died and 20 were hurt in Gulu; 69 people died in Lira and 33 in Mbale.")
    assert places_of_counts(counts)[-2:] == [(69, "Lira"), (33, "Mbale")]


def test_this_town_is_the_one_last_named(link: Linker) -> None:
    text = "Candles burn in Gulu for the 97 people who died. Sixty of them lost their lives in this town, 37 in Lira."
    _, counts = link(text)
    assert places_of_counts(counts)[1:] == [(60, "Gulu"), (37, "Lira")]
    _, counts = link("Candles burn in Gulu. This town was spared when 60 people died elsewhere.")
    assert places_of_counts(counts) == [(60, None)]


def test_here_is_the_town_of_the_dateline(link: Linker) -> None:
    _, counts = link("GULU, Uganda (Post) - Twelve people died here on Monday.".replace("GULU", "Gulu"))
    assert places_of_counts(counts) == [(12, "Gulu")]
    _, counts = link("The mayor spoke of Gulu. Twelve people died here on Monday.")
    assert places_of_counts(counts) == [(12, None)]
