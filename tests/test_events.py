"""Events: each type and rule with a sentence of its own, and sentences that tell none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.language.pipeline import annotate
from geo.types import Document

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from geo.types import Telling

    Reader = Callable[..., tuple[Telling, ...]]

PUBLISHED = "2024-06-10"  # a Monday


@pytest.fixture(scope="module")
def read(nlp: Language) -> Reader:
    def parse(text: str, published: str | None = PUBLISHED) -> tuple[Telling, ...]:
        document = Document(id="test", title="", text=text, published=published)
        found: tuple[Telling, ...] = annotate(nlp, document)._.tellings
        return found

    return parse


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The raid began at dawn.", "raid"),
        ("He died in a military operation near the border.", "raid"),
        ("An operation targeting the smugglers went wrong.", "raid"),
        ("Soldiers killed the gang leader Peter Doe.", "raid"),
        ("The army captured the rebel commander.", "raid"),
        ("The arrest and death of Peter Doe, the leader of the gang, came at dawn.", "raid"),
        ("The arrest and death of Peter Doe in a police station came as a shock.", "arrest"),
        ("A shootout broke out near the market.", "clash"),
        ("Gunmen attacked a convoy.", "clash"),
        ("Two officers were wounded in the attack.", "clash"),
        ("At least 12 soldiers were killed.", "killing"),
        ("The killing of Peter Doe shocked the town.", "killing"),
        ("A guard was killed.", "killing"),
        ("They set fire to three buses.", "arson"),
        ("Shops were torched.", "arson"),
        ("Trucks blocked the highway.", "blockade"),
        ("Roadblocks went up in the east.", "blockade"),
        ("Police arrested two suspects.", "arrest"),
        ("Forty inmates escaped from the jail.", "prison_break"),
        ("Gunmen stormed a prison.", "prison_break"),
        ("The government deployed 2,000 troops.", "deployment"),
        ("Soldiers patrol the harbor.", "deployment"),
        ("Flights were canceled.", "travel_disruption"),
        ("Tourists could not leave the island.", "travel_disruption"),
        ("The Aurora, a cruise ship, skipped the port.", "travel_disruption"),
        ("The airline stopped flying to the coast.", "travel_disruption"),
        ("The president telephoned the premier.", "call"),
        ("She called the president.", "call"),
        ("He praised them in his inaugural address.", "speech"),
        ("The police chief issued a statement.", "statement"),
        ("The minister said on Sunday that the port was open.", "statement"),
        ("The embassy urged citizens to stay indoors.", "statement"),
        ("The boss was buried in his home town.", "funeral"),
        ("He was laid to rest at a cemetery.", "funeral"),
        ("Violence broke out in three states.", "other"),
        ("Police removed 12 roadblocks.", "other"),
        ("The body was taken to the capital.", "other"),
        ("A flood killed 12 people.", "other"),
        ("They set a school and a market on fire.", "arson"),
        ("Ferry services were suspended.", "travel_disruption"),
        ("In the port of Lira flights were canceled.", "travel_disruption"),
        ("The mayor was shot dead.", "killing"),
        ("Gunmen attacked a village, killing 12 farmers.", "killing"),
        ("The leader was killed in a government operation.", "raid"),
        ("The embassy issued an alert.", "statement"),
        ("The embassy told its staff to stay home.", "statement"),
        ("Eighteen of the roadblocks were lifted.", "other"),
        ("Buses stopped running.", "travel_disruption"),
        ("The ministry warned that the road was unsafe.", "statement"),
    ],
)
def test_what_tells_an_event(read: Reader, text: str, kind: str) -> None:
    assert [t.type for t in read(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Four men were charged with murder.", "other"),
        ("Prosecutors charged 16 people, two ministers among them, with fraud.", "other"),
        ("Nine officers were indicted.", "other"),
        ("The court sentenced three guards to ten years.", "other"),
        ("Twelve officials have been sent to prison.", "other"),
        ("Two engineers were brought before a magistrate.", "other"),
        ("Two engineers appeared in court.", "other"),
        ("Three men were hanged on Monday.", "killing"),
        ("The general was sworn in as president.", "other"),
        ("The assembly swore in the general as president.", "other"),
        ("Youths threw stones at the police.", "clash"),
        ("Two engineers were led from their homes at dawn.", "arrest"),
        ("Some 600 peacekeepers landed at the airport.", "deployment"),
        ("More than a thousand people gathered on the square to hail the officers.", "other"),
        ("Sirens wailed across the valley.", "other"),
        ("Hundreds of villagers were told to leave their homes.", "other"),
        ("Two bodies washed ashore on Monday.", "other"),
        ("The council was dismissed.", "other"),
    ],
)
def test_what_courts_and_crowds_do_tells_an_event(read: Reader, text: str, kind: str) -> None:
    assert [t.type for t in read(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The mill charged its customers for water.",
        "The school is charged with helping the poor.",
        "The man, who was jailed years ago for theft, likes chess.",
        "Flags were hung from the windows.",
        "He swore in court that the president was innocent.",
        "Boys threw stones into the lake.",
        "Relatives gathered at the hospital.",
        "His story sounded strange.",
        "He was told to go home.",
    ],
)
def test_what_is_no_deed_of_a_court_or_a_crowd(read: Reader, text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The operation of the new mill is costly.",
        "She is recovering from an operation.",
        "He gave his home address.",
        "The concert was called off.",
        "He called him a hero.",
        "She resisted arrest.",
        "They offered a reward for his arrest.",
        "The minister said that the port was open.",
        "The coach said the attack missed its best player.",
        "Violence is bad for trade.",
        "The talks on trade went well.",
        "She fired her cook.",
        "The funeral home has a garden.",
        "He was accused of attempted murder.",
        "Burning buses lit the night.",
        "Citing roadblocks, the school stayed closed.",
        "He told reporters by phone that all was well.",
        "His wife told him to stay home.",
        "“It hurts,” said one visitor on Twitter.",
        "When a chief is killed, wars follow.",
        "The talks lasted three days.",
        "The official asked not to be named.",
    ],
)
def test_what_tells_none(read: Reader, text: str) -> None:
    assert read(text) == ()


def test_deaths_in_a_clash_are_one_killing(read: Reader) -> None:
    assert [t.type for t in read("Twelve soldiers were killed in the clashes.")] == ["killing"]


def test_the_target_of_a_raid_dies_in_the_raid(read: Reader) -> None:
    assert [t.type for t in read("A raid killed the gang leader Peter Doe.")] == ["raid"]


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("The raid took place on Sunday.", "raid", "2024-06-09"),
        ("Sunday’s raid shook the town.", "raid", "2024-06-09"),
        ("On Monday the minister said that the raid on Saturday went well.", "raid", "2024-06-08"),
        ("In clashes after the raid early on Jun 8 a shop was torched.", "raid", "2024-06-08"),
        (
            "A day after soldiers killed the rebel leader, the premier called on the rebels to talk.",
            "raid",
            "2024-06-09",
        ),
        (
            "A day after soldiers killed the rebel leader, the premier called on the rebels to talk.",
            "statement",
            "2024-06-10",
        ),
    ],
)
def test_the_date_in_the_events_own_clause(read: Reader, text: str, kind: str, day: str) -> None:
    assert [t.date_start for t in read(text) if t.type == kind] == [day]


def test_the_day_of_saying_is_not_the_day_of_the_event(read: Reader) -> None:
    tellings = read("Police arrested two men on Thursday. The mayor said on Sunday that shops were torched.")
    assert [(t.type, t.date_start) for t in tellings] == [
        ("arrest", "2024-06-06"),
        ("statement", "2024-06-09"),
        ("arson", "2024-06-06"),
    ]


def test_the_story_carries_its_day_on(read: Reader) -> None:
    tellings = read(
        "The raid took place on Saturday. Roadblocks went up. The president spoke in a speech on Sunday. "
        "Shops were torched."
    )
    assert [t.date_start for t in tellings] == ["2024-06-08", "2024-06-08", "2024-06-09", "2024-06-08"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("At least 12 people were killed and 14 others wounded on Friday.", ["2024-06-07"]),
        ("A raid by the army made headlines the next day, June 5, 2024.", [None]),
    ],
)
def test_a_date_of_another_clause_is_not_taken(read: Reader, text: str, days: list[str | None]) -> None:
    first = read(text)[0]
    assert [first.date_start] == days


def test_a_day_that_its_sentence_does_not_name_is_the_story_s(read: Reader) -> None:
    tellings = read("A raid took place on Thursday. Shops were torched. The raid lasted for hours.")
    assert {t.date_start for t in tellings} == {"2024-06-06"}
    assert [(t.type, t.date_basis) for t in tellings] == [("raid", "told"), ("arson", "story"), ("raid", "told")]


def test_what_goes_on_has_the_day_since_which_it_does(read: Reader) -> None:
    assert [t.date_start for t in read("Soldiers have patrolled the harbor since Friday.")] == ["2024-06-07"]


def test_the_date_of_a_clause_listed_behind_is_its_own(read: Reader) -> None:
    tellings = read("A raid took place on Thursday. Forty inmates escaped from jail, and they were caught on Friday.")
    assert [t.date_start for t in tellings] == ["2024-06-06", "2024-06-06", "2024-06-07"]


def test_what_broke_out_the_next_day_has_that_day(read: Reader) -> None:
    tellings = read("A raid took place on Thursday. Clashes with police broke out the next day.")
    assert [t.date_start for t in tellings] == ["2024-06-06", "2024-06-07"]


def test_the_dead_of_a_funeral_did_not_die_that_day(read: Reader) -> None:
    tellings = read("Mourners attended the funeral on Sunday of six soldiers slain in the ambush.")
    assert [(t.type, t.date_start, t.actors) for t in tellings] == [
        ("funeral", "2024-06-09", ()),
        ("killing", None, ()),
    ]


def test_what_is_yet_to_come_does_not_carry_the_story(read: Reader) -> None:
    tellings = read("The raid took place on Saturday. The funeral will be held on Friday. Shops were torched.")
    assert [t.date_start for t in tellings] == ["2024-06-08", "2024-06-14", "2024-06-08"]


def test_an_event_taken_up_by_a_definite_noun(read: Reader) -> None:
    tellings = read("Police arrested a driver on Friday. A car was stolen on Saturday. The arrest drew a crowd.")
    assert [(t.type, t.date_start, t.duplicate_of) for t in tellings] == [
        ("arrest", "2024-06-07", None),
        ("arrest", "2024-06-07", 0),
    ]


def test_the_reporters_seat_does_not_act(read: Reader) -> None:
    assert read("LYON, France (AP) — Gunmen on motorcycles attacked a village in the north overnight.")[0].actors == (
        "Gunmen",
    )


def test_a_statement_without_a_day_has_none(read: Reader) -> None:
    tellings = read("The raid took place on Saturday. The embassy urged citizens to stay indoors.")
    assert [t.date_start for t in tellings] == ["2024-06-08", None]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # looked back at: no day of what has been told since
        ("Two rescuers drowned on Thursday. The flood had cut off the town.", [None]),
        ("The mayor was heckled on Thursday. Many lost their homes in the flood.", [None]),
        # told with its day, and taken up again
        (
            "The flood hit the town on Tuesday. On Thursday villagers marched. The flood had cut off the town.",
            ["2024-06-04"] * 2,
        ),
        (
            "A tanker overturned on Tuesday. The minister resigned on Thursday. The crash closed the line.",
            ["2024-06-04"],
        ),
    ],
)
def test_a_known_mishap_has_its_own_day(read: Reader, text: str, days: list[str | None]) -> None:
    told = [t for t in read(text) if text[t.start : t.end] in {"flood", "crash"} and t.reality == "happened"]
    assert [t.date_start for t in told] == days


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Fires driven by wind burned through two hillside districts and killed 12 people.", {"other"}),
        ("The owner of the tower that collapsed last week, killing 22, was held.", {"other", "arrest"}),
        ("Gunmen opened fire and killed 12 people.", {"killing", "clash"}),
    ],
)
def test_what_burns_or_collapses_kills_without_a_killer(read: Reader, text: str, kinds: set[str]) -> None:
    told = {t.type for t in read(text)}
    assert told <= kinds
    assert ("killing" in told) == ("killing" in kinds)


def test_without_any_date_nothing_is_dated(read: Reader) -> None:
    assert [t.date_start for t in read("The raid shook the town. Shops were torched.")] == [None, None]


def test_the_time_of_day(read: Reader) -> None:
    assert [t.time for t in read("The raid began at 9:30 a.m. on Sunday.")] == ["09:30"]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Police arrested two suspects.", "happened"),
        ("Police did not arrest the suspects.", "denied"),
        ("Police could arrest the suspects.", "hypothetical"),
        ("They threatened to torch the bus.", "hypothetical"),
        ("If they torch the bus, the driver will run.", "hypothetical"),
        ("The flight will be canceled on Friday.", "happened"),
    ],
)
def test_whether_it_happened(read: Reader, text: str, state: str) -> None:
    assert [t.reality for t in read(text)] == [state]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("The raid took place on Sunday. Last year police arrested his brother.", [False, True]),
        (
            "The raid took place on Sunday. After the premier spoke of war earlier this year, he phoned the president.",
            [False, True],
        ),
        ("The raid took place on Sunday. Later he phoned the president.", [False, False]),
        ("The raid took place on Sunday. In 2015 police arrested his brother.", [False, True]),
        ("The raid took place on Sunday. On Saturday police arrested his brother.", [False, False]),
    ],
)
def test_another_incident_is_background(read: Reader, text: str, other: list[bool]) -> None:
    assert [t.background for t in read(text)] == other


def test_one_raid_told_twice(read: Reader) -> None:
    assert [t.duplicate_of for t in read("The raid took place on Sunday. The raid was long planned.")] == [None, 0]


def test_raids_of_two_days_are_two(read: Reader) -> None:
    tellings = read("A raid took place on Sunday. Another raid took place on Friday.")
    assert [t.duplicate_of for t in tellings] == [None, None]


def test_one_statement_for_each_occasion(read: Reader) -> None:
    tellings = read(
        "Doe said on Sunday that the port was open. Doe said on Sunday that the road was closed. "
        "Roe said on Sunday that she agreed."
    )
    assert [t.type for t in tellings] == ["statement", "statement"]


def test_who_acted(read: Reader) -> None:
    assert read("The army captured the rebel commander.")[0].actors == ("The army",)
    assert read("Flights were canceled.")[0].actors == ()


def test_the_sentence_is_the_evidence(read: Reader) -> None:
    text = "It was hot. The raid began at dawn."
    telling = read(text)[0]
    assert text[telling.start : telling.end] == "raid"
    assert text[telling.sent_start : telling.sent_end].startswith("The raid")


DEADLY = " Nine people were killed by the bomb."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The blast tore through a cinema." + DEADLY, "killing"),
        ("The attack shook the town. Four shoppers were injured by the attackers.", "clash"),
        ("The explosion levelled a bakery with a leaking gas pipe.", "other"),
        ("Gunmen stormed into the mosque." + DEADLY, "killing"),
        ("A bomb went off in the market. Two were injured.", "clash"),
        ("The gun battle between police and smugglers lasted an hour.", "clash"),
        ("The officers came under fire.", "clash"),
        ("Helicopters fired on the rebels.", "clash"),
        ("Hundreds of demonstrators gathered outside the palace.", "other"),
        ("The mayor lifted the curfew.", "other"),
        ("A landslide hit the village.", "other"),
        ("Rains have inundated the valley.", "other"),
        ("Rescuers are searching for two hikers.", "other"),
        ("Forty guests were evacuated from the hotel.", "other"),
        ("The army seized 12 rifles.", "other"),
        ("The premier visited the flooded district.", "other"),
    ],
)
def test_nouns_and_verbs_of_attacks_protests_and_disasters(read: Reader, text: str, kind: str) -> None:
    assert read(text)[0].type == kind


@pytest.mark.parametrize(
    "text",
    [
        "The singer died of a heart attack.",
        "Residents live in fear of an attack.",
        "It was the worst flood in the valley's history.",
        "Police foiled an attack on the station.",
        "There was no explosion.",
        "The stock market crash worried investors.",
        "The two firms fought a legal battle over the patent.",
        "A bomb could go off at any time.",
        "He warned of floods.",
        "The singer joined the fight against malaria.",
    ],
)
def test_feared_and_figurative_attacks_are_none(read: Reader, text: str) -> None:
    assert not [t for t in read(text) if t.type in {"clash", "other"} and t.reality == "happened"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Farmers were killed by the gunmen.", "killing"),
        ("Police fatally shot the clerk Peter Doe.", "killing"),
        ("The fatal shooting of Peter Doe shocked the port.", "killing"),
        ("Ten houses were buried.", "other"),
        ("The minister condemned the attack.", "statement"),
        ("The premier on Friday said that calm would return.", "statement"),
    ],
)
def test_deaths_without_a_number_and_words_of_condemnation(read: Reader, text: str, kind: str) -> None:
    assert kind in {t.type for t in read(text)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Soldiers are killed in every war.", "killing"),
        ("Two hikers were buried by the snow.", "funeral"),
        ("There are three foreigners among the dead guards.", "killing"),
        ("Tests on Monday confirmed that the water was clean.", "statement"),
        ("He said in an earlier interview that the road was narrow.", "statement"),
        ("She said she plans to answer on social media.", "statement"),
    ],
)
def test_what_tells_no_such_event(read: Reader, text: str, kind: str) -> None:
    assert kind not in {t.type for t in read(text)}


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("The blast came two days after gunmen killed six nurses in the port.", True),
        ("It comes a week after 44 people were killed in Lira.", True),
        ("Dozens have been killed since 2011.", True),
        ("The gangs have killed 300 people this year.", True),
        ("The attack follows last month's killing of six nurses in the port.", True),
        ("It follows the killing of six nurses in the port last month.", True),
        ("The burial came two days after gunmen killed six nurses in the port.", False),
        ("The burial follows last week's killing of six nurses in the port.", False),
        ("Dozens were killed on Sunday.", False),
    ],
)
def test_an_attack_set_beside_the_news_is_another_incident(read: Reader, text: str, background: bool) -> None:
    assert [t.background for t in read(text) if t.type == "killing"][-1] is background


def test_a_date_told_for_another_incident_dates_nothing_else(read: Reader) -> None:
    text = "It comes a week after 44 people were killed in Lira. Seven people have been arrested over the blast."
    assert [t.date_start for t in read(text) if t.type == "arrest"] == [None]


def test_the_attack_tells_the_deadly_attack_again(read: Reader) -> None:
    told = read("A bomb killed nine people on Monday. The attack was the first in years. Four were hurt in the blast.")
    assert [(t.type, t.duplicate_of) for t in told] == [("killing", None), ("killing", 0), ("killing", 0)]


def test_attacks_elsewhere_are_no_retelling(read: Reader) -> None:
    told = read("A bomb killed nine people on Monday. There were attacks in Peru.")
    assert [(t.type, t.duplicate_of) for t in told] == [("killing", None), ("clash", None)]


def test_another_disaster_is_no_retelling(read: Reader) -> None:
    told = read(
        "A landslide hit the village. Protesters gathered at the gate. The landslide cut a road. The flood came."
    )
    assert [t.duplicate_of for t in told if t.type == "other"] == [None, None, 0, None]


def test_the_raid_on_a_prison_is_told_again(read: Reader) -> None:
    told = read("Gunmen stormed a prison on Monday. The raid freed nobody.")
    assert [(t.type, t.duplicate_of) for t in told] == [("prison_break", None), ("prison_break", 0)]
    told = read(
        "Soldiers killed the gang leader Peter Doe in a raid. Inmates escaped from the jail. The raid began at dawn."
    )
    assert told[-1].type == "raid"


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Armed men torched a bus.", ("Armed men",)),
        ("Vehicles burned on the square.", ()),
        ("Burning buses blocked the highway.", ()),
        ("Rifle fire killed three soldiers in Lira.", ()),
        ("The army’s operation against the gang in Lira left two dead.", ("The army",)),
        ("Six nurses lost their lives when rebels reached the clinic.", ()),
        ("Rebels killed six nurses at the clinic.", ("Rebels",)),
        ("Twelve passengers suffered injuries in the shooting.", ()),
        ("About 200 passengers could not leave the port.", ()),
        ("The airline cancelled its flights to the port.", ("The airline",)),
        ("Ten hours and 200 miles apart, gunmen in Lira and Gulu killed nine people.", ("gunmen",)),
        ("Three gunmen were chased by soldiers and attacked a bus.", ()),
        ("A bus was attacked by gunmen, killing three.", ("gunmen",)),
        ("The ministry issued a warning on Sunday.", ("The ministry",)),
        ("The inspector ignored Sunday’s warning.", ()),
    ],
)
def test_actors_are_people_or_bodies(read: Reader, text: str, actors: tuple[str, ...]) -> None:
    assert read(text)[0].actors == actors


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("They were told to leave, said the mayor, but fired and killed two officers.", ()),
        ("Ann Weber was out walking when she saw gunmen killing two officers.", ("gunmen",)),
        ("Police warned the crowd and opened fire in Lira, killing three.", ("Police",)),
        ("Soldiers saw the boys and shot two of them dead.", ("Soldiers",)),
    ],
)
def test_who_only_tells_or_sees_it_did_not_do_it(read: Reader, text: str, actors: tuple[str, ...]) -> None:
    assert [t.actors for t in read(text) if t.type == "killing"] == [actors]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Four patients died. The drug was withdrawn.", "other"),
        ("Four patients died. The gunman fled.", "killing"),
        ("The cholera spread. It killed 60 people in the port.", "other"),
    ],
)
def test_nobody_is_killed_in_a_text_without_an_attacker(read: Reader, text: str, kind: str) -> None:
    assert read(text)[0].type == kind


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("A fire at a hotel killed nine guests.", ["other"]),
        ("Soldiers opened fire and killed nine guests.", ["clash", "killing"]),
        ("Shots were fired near the school.", ["clash"]),
        ("A man was stabbed in a bar.", ["clash"]),
        ("Jets bombed the town.", ["clash"]),
        ("Militants kidnapped three nurses.", ["other"]),
        ("Police fired tear gas at the crowd.", ["other"]),
        ("The company fired nine clerks.", []),
        ("The ball hit the post.", []),
    ],
)
def test_verbs_of_violence(read: Reader, text: str, kinds: list[str]) -> None:
    assert [t.type for t in read(text)] == kinds


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A shootout in Torla killed two gunmen on Monday.", "clash"),
        ("In clashes after the raid at least 25 guards died.", "clash"),
        ("More than 70 people were killed in the clashes on Monday.", "killing"),
        ("Gunmen attacked a patrol. Two policemen were wounded and the assailants fled.", "clash"),
        ("A police drug bust in Torla on Monday ended in chaos.", "raid"),
        ("Offices at the city hall were raided on Monday.", "raid"),
        ("Gunmen hijacked trucks and burned them to block roads on Monday.", "blockade"),
    ],
)
def test_fights_busts_and_what_was_done_on_purpose(read: Reader, text: str, kind: str) -> None:
    assert kind in {t.type for t in read(text) if t.reality == "happened"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The sculptor finished a bust of the mayor on Monday.", "raid"),
        ("Two hikers were wounded by falling rocks on Monday.", "clash"),
        ("Gunmen threatened to block the road.", "blockade"),
    ],
)
def test_what_is_no_fight_and_no_raid(read: Reader, text: str, kind: str) -> None:
    assert kind not in {t.type for t in read(text) if t.reality == "happened"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gunmen seized 12 pupils at a school.", "other"),
        ("Nine girls were carried off at night.", "other"),
        ("The captives were let go near the border.", "other"),
        ("Both hostages were freed on Sunday.", "other"),
        ("The release of the hostages was cheered.", "other"),
        ("A boy was pulled alive from the ruins.", "other"),
        ("Two women were dug out of the rubble.", "other"),
        ("Three envoys were expelled on Sunday.", "other"),
        ("The union suspended the country.", "other"),
        ("The king dissolved parliament on Sunday.", "other"),
        ("The mayor sacked the police chief.", "other"),
        ("The minister resigned on Sunday.", "other"),
        ("The premier stepped down on Sunday.", "other"),
        ("The two sides signed a truce.", "other"),
        ("The province closed its schools.", "other"),
        ("Banks stayed shut on Sunday.", "other"),
        ("The mayor ordered all schools to close.", "other"),
        ("Classes were suspended on Sunday.", "other"),
        ("The town observed a minute of silence.", "other"),
        ("Candles were lit at the gate.", "other"),
        ("The vigil began at dusk.", "other"),
        ("The whole town was on strike.", "other"),
        ("Relatives shouted down the minister.", "other"),
        ("The rebels handed over 20 rifles.", "other"),
        ("The rebels laid down their rifles.", "other"),
        ("The ground shook at dawn.", "other"),
        ("The dam gave way at noon.", "other"),
        ("The ferry went down off the coast.", "other"),
        ("The train jumped the tracks.", "other"),
        ("Two children were trampled.", "other"),
        ("Forty miners were brought to the surface.", "other"),
        ("Thousands fled their homes on Sunday.", "other"),
        ("The president fled the country.", "other"),
        ("The premier announced her resignation.", "other"),
        ("The suspect was picked up at the border.", "arrest"),
        ("The editor was seized at home.", "arrest"),
        ("The editor was dragged from his house.", "arrest"),
        ("After the bombing detectives searched a house.", "raid"),
        ("After the bombing the family home was searched.", "raid"),
        ("Soldiers cleared the protest camp.", "clash"),
        ("Soldiers cleared the protest camp. Nine people were killed.", "killing"),
        ("Bandits raided a village.", "clash"),
        ("The state declared three days of mourning.", "other"),
    ],
)
def test_captives_closures_offices_and_rescues(read: Reader, text: str, kind: str) -> None:
    assert kind in {t.type for t in read(text)}


@pytest.mark.parametrize(
    "text",
    [
        "She was released from hospital.",
        "The studio released a film.",
        "The firm released its figures.",
        "The release of the report came late.",
        "The militias wanted to take them over.",
        "He was picked up by a bus.",
        "The union suspended its player.",
        "The shop in the corner stayed shut.",
        "The coach resigned after the match.",
        "Shares led a rally of the market.",
        "The box was pulled from the water.",
        "Seven bodies were dug out of the mud.",
        "The editor was dragged to a party.",
        "He closed the meeting near the school.",
        "The family demanded the release of the hostages.",
        "Their goal was to kidnap tourists.",
    ],
)
def test_what_frees_shuts_and_seizes_nobody(read: Reader, text: str) -> None:
    assert not [t for t in read(text) if t.reality == "happened"]


def test_a_road_that_a_mishap_blocks_is_no_blockade(read: Reader) -> None:
    assert not [t for t in read("An earthquake hit the valley. The roads are blocked.") if t.type == "blockade"]
    assert [t.type for t in read("Rebels attacked the valley. The roads are blocked.")][-1] == "blockade"


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed 12 people on Wednesday. The ministry put the dead at 14 on Friday.",
        "Gunmen killed 12 people on Wednesday. The ministry had put the number of people killed at 14 on Friday.",
        "Gunmen killed 12 people on Wednesday. The death toll rose to 14 on Friday.",
        "Gunmen killed 12 people on Wednesday. There was talk of 14 dead on Friday.",
        "Gunmen killed 12 people on Wednesday. On Friday the figure was 14 dead.",
        "Gunmen killed 12 people on Wednesday. The attack had claimed 14 lives by Friday.",
    ],
)
def test_the_day_of_counting_is_not_the_day_of_dying(read: Reader, text: str) -> None:
    assert {t.date_start for t in read(text) if t.type == "killing"} == {"2024-06-05"}


def test_who_died_on_another_day_died_on_that_day(read: Reader) -> None:
    days = [t.date_start for t in read("Gunmen killed 12 people on Wednesday. Two nurses died on Friday.")]
    assert days == ["2024-06-05", "2024-06-07"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Candles were lit on Saturday for the 90 people who died when the quake struck on May 24.", "2024-05-24"),
        ("The earthquake of 2012, which cost 27 lives, is not forgotten.", "2012"),
        ("Nine people were killed and 20 wounded from May 3 to May 10, a judge said on Saturday.", "2024-05-03"),
    ],
)
def test_the_day_of_the_clause_beside_and_of_the_noun(read: Reader, text: str, day: str) -> None:
    assert day in {t.date_start for t in read(text) if t.type in {"killing", "other"}}


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("Gunmen killed 12 people in Lira on Friday. It was the worst attack since 2004, when 300 people died.", True),
        ("Gunmen killed 12 people on Friday. It is two weeks since rebels killed six farmers.", True),
        ("Gunmen killed 12 people on Friday. The gang has killed 900 people in a decade.", True),
        ("Gunmen killed 12 people in Lira on Friday. On May 28 a teenager shot three people dead in Gulu.", True),
        (
            "Gunmen killed 12 people in Lira on Friday. In March a bomb killed nine in Gulu. At least six died there.",
            True,
        ),
        ("A bomb killed 12 people in Lira on March 3. The suspect was arrested on Friday.", False),
        ("Gunmen killed 12 people in Lira on Friday. On Sunday a man shot three people dead in Gulu.", False),
    ],
)
def test_what_is_told_for_comparison(read: Reader, text: str, background: bool) -> None:
    assert read(text)[-1].background is background


def test_a_killing_of_a_later_month_is_another_one_and_an_arrest_is_not(read: Reader) -> None:
    text = (
        "A bomb killed 12 people in Lira on March 3. Nine people were killed in Gulu in May. A man was arrested in May."
    )
    assert [t.background for t in read(text)] == [False, True, False]


def test_a_report_long_after_is_about_the_attack_it_opens_with(read: Reader) -> None:
    text = "Doe led the raid of March 3 on the school. Two of his men gave themselves up on Friday."
    assert [(t.type, t.date_start, t.background) for t in read(text)] == [
        ("raid", "2024-03-03", False),
        ("arrest", "2024-06-07", False),
    ]


def test_two_events_of_a_kind_in_clauses_of_their_own(read: Reader) -> None:
    text = "Inmates took 14 guards hostage on Tuesday; they were freed on Friday."
    assert [t.date_start for t in read(text)] == ["2024-06-04", "2024-06-07"]


@pytest.mark.parametrize(
    ("text", "day", "apart"),
    [
        # The time that a "when" clause hangs on is its own; so is one that no day is read of.
        ("Not since 1987, when nine men were shot dead in a mill, has the valley seen the like.", "1987", True),
        ("The quarrel goes back to November, when guards killed nine miners.", None, True),
        ("Nine men were shot dead on Sunday, when the mill was full.", "2024-06-09", False),
        # What opens a sentence dates what stands behind its semicolon; a day behind it is the clause's own.
        ("In May 2011 guards held the palace for a week; nine people were killed before it fell.", "2011-05", True),
        ("In May the guards were dismissed; on Sunday nine people were killed.", "2024-06-09", False),
        # A little before an hour of a day is that day; "before" a day alone is none.
        ("Nine were killed and 40 hurt when two trams met shortly before midnight on Friday.", "2024-06-07", False),
        ("Nine people were killed before Friday.", "2024-06-08", False),
    ],
)
def test_days_of_when_clauses_and_of_what_opens_a_sentence(
    read: Reader, text: str, day: str | None, apart: bool
) -> None:
    told = next(t for t in read(f"Soldiers killed two farmers on Saturday. {text}") if t.sent_start > 0)
    assert (told.date_start or None, told.background) == (day, apart)


def test_an_attack_of_weeks_before_lends_the_news_no_day(read: Reader) -> None:
    news = "A splinter group sent the bomber who murdered 70 people in a park.  "
    before = "The same group claimed an attack on a court that cost 13 lives on May 2."
    assert [(e.date_start, e.type) for e in read(news + before)] == [(None, "killing"), ("2024-05-02", "killing")]
    taken_up = "The attack took place on May 2, the police said."
    assert read(news + taken_up)[0].date_start == "2024-05-02"
    near = "The same group claimed an attack on a court that cost 13 lives on June 8."
    assert read(news + near)[0].date_start == "2024-06-08"


def test_a_day_behind_a_semicolon_is_that_of_another_clause(read: Reader) -> None:
    assert read("At least 14 people were killed; the 14th died of her injuries in May.")[0].date_start is None
    assert read("At least 14 people were killed and 20 wounded on Sunday.")[0].date_start == "2024-06-09"
