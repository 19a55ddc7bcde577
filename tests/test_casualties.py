"""Casualties: each rule with a sentence of its own, and numbers that count nobody."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from geo.language.counts.tolls import link_tolls
from geo.language.pipeline import annotate
from geo.lexicons import table
from geo.types import Document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from spacy.language import Language

    from geo.types import Casualty

    Reader = Callable[[str], tuple[Casualty, ...]]


@pytest.fixture(scope="module")
def read(nlp: Language) -> Reader:
    def parse(text: str) -> tuple[Casualty, ...]:
        document = Document(id="test", title="", text=text, published="2024-06-10")
        return link_tolls(annotate(nlp, document)._.casualties, table("casualties", "vague"))

    return parse


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "approx"),
    [
        ("The blast killed 25 soldiers.", "25", 25, 25, None),
        ("The blast killed at least 25 soldiers.", "25", 25, None, None),
        ("The blast killed more than 70 people.", "70", 71, None, None),
        ("More than two dozen miners were killed.", "two dozen", 25, None, None),
        ("The blast killed almost 60 people.", "60", None, 60, None),
        ("Fewer than 60 people were killed.", "60", None, 59, None),
        ("Up to 40 people were killed.", "40", None, 40, None),
        ("No more than 40 people were killed.", "40", None, 40, None),
        ("About 20 people were killed.", "20", None, None, 20),
        ("Dozens of people were killed.", "Dozens", None, None, None),
        ("Scores of rebels were killed.", "Scores", None, None, None),
        ("Between three and nine sailors were killed.", "three and nine", 3, 9, None),
        ("Some 1,400 people have died.", "1,400", None, None, 1400),
        ("Twenty-five nurses died.", "Twenty-five", 25, 25, None),
        ("A watchman was killed and a guard was hurt.", "a", 1, 1, None),
    ],
)
def test_what_a_number_allows(
    read: Reader, text: str, words: str, low: int | None, high: int | None, approx: int | None
) -> None:
    count = read(text)[-1]
    assert (count.text, count.min, count.max, count.approx) == (words, low, high, approx)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Three sailors died in the fire.", "killed"),
        ("Gunmen shot dead three farmers.", "killed"),
        ("A man stabbed three pupils to death.", "killed"),
        ("The clash left three farmers dead.", "killed"),
        ("The flood claimed three lives.", "killed"),
        ("The death toll rose to 31.", "killed"),
        ("The killing of three farmers shocked the town.", "killed"),
        ("There were three deaths.", "killed"),
        ("Three people who were killed came from Lira.", "killed"),
        ("The mayor is dead, so are three of his aides.", "killed"),
        ("Three nurses were badly wounded.", "injured"),
        ("The blast injured three nurses.", "injured"),
        ("Police arrested three suspects.", "arrested"),
        ("Three suspects were taken into custody.", "arrested"),
        ("The army reported the arrests of dozens of smugglers.", "arrested"),
        ("Three climbers are missing.", "missing"),
        ("The fight ended with five officers left dead.", "killed"),
        ("Five officers were found dead.", "killed"),
        ("The twelve miners’ deaths shook the town.", "killed"),
        ("Between three and nine sailors were hurt.", "injured"),
        ("A street vendor was wounded.", "injured"),
    ],
)
def test_what_befell_them(read: Reader, text: str, status: str) -> None:
    assert [c.status for c in read(text)] == [status]


@pytest.mark.parametrize(
    ("text", "party", "side"),
    [
        ("Four soldiers were killed.", "soldiers", "security_forces"),
        ("Four members of the National Guard were killed.", "members of the National Guard", "security_forces"),
        ("Four agents of the prosecutor were killed.", "agents of the prosecutor", "security_forces"),
        ("Four suspected gang members were killed.", "suspected gang members", "cartel"),
        ("Four gunmen were killed.", "gunmen", "cartel"),
        ("Four women were killed.", "women", "civilian"),
        ("Four tourists were killed.", "tourists", "civilian"),
        ("Four people were killed.", "people", "unknown"),
        ("The 12 police deaths shocked the country.", "police", "security_forces"),
        ("Over 200 protesters and officers were injured.", "protesters and officers", "unknown"),
    ],
)
def test_who_they_were(read: Reader, text: str, party: str, side: str) -> None:
    count = read(text)[0]
    assert (count.party, count.party_class) == (party, side)


@pytest.mark.parametrize(
    "text",
    [
        "The fair drew 4,000 visitors.",
        "The ship has 900 berths.",
        "They cleared 23 roadblocks.",
        "It cost $15 million.",
        "23 inmates escaped.",
        "23 inmates are missing.",
        "The talks lasted 12 days.",
        "Dozens of people walked to the grave.",
        "Peter Doe was killed.",
        "They threatened to kill 20 hostages.",
        "Nobody was hurt in the 12 attacks.",
        "The rebels could kill 40 people.",
        "When a chief is killed, others follow.",
        "He was charged with the attempted murder of a nurse.",
        "John Doe, 36, was arrested.",
        "A drug lord was killed.",
        "Soldiers died in 16 states.",
        "12 percent of them died.",
        "Three planes are missing.",
        "“It hurts,” said one visitor.",
        "A liner was hurt by the storm of 12 days.",
    ],
)
def test_numbers_that_are_no_casualties(read: Reader, text: str) -> None:
    assert read(text) == ()


def test_at_least_spreads_over_a_list(read: Reader) -> None:
    counts = read("At least 12 officers and 30 gunmen died.")
    assert [(c.min, c.max) for c in counts] == [(12, None), (30, None)]


def test_at_least_does_not_spread_to_another_verb(read: Reader) -> None:
    counts = read("At least 12 officers died and police arrested 30 gunmen.")
    assert [(c.min, c.max) for c in counts] == [(12, None), (30, 30)]


def test_the_same_toll_told_again(read: Reader) -> None:
    counts = read("At least 12 soldiers were killed. The 12 deaths shook the army.")
    assert [c.duplicate_of for c in counts] == [None, 0]
    assert counts[1].party_class == "security_forces"


def test_another_toll_of_the_same_size_side_or_fate_is_not_the_same(read: Reader) -> None:
    counts = read("Twelve soldiers were killed. Twelve gunmen were killed. Twelve soldiers were hurt.")
    assert [c.duplicate_of for c in counts] == [None, None, None]


def test_a_vague_count_is_the_counted_one(read: Reader) -> None:
    counts = read("Dozens of people were killed. The ministry counted 70 people killed.")
    assert [c.duplicate_of for c in counts] == [1, None]


def test_a_part_among_a_total(read: Reader) -> None:
    counts = read("More than 70 people, 25 soldiers among them, were killed.")
    assert [(c.min, c.status, c.subset_of) for c in counts] == [(71, "killed", None), (25, "killed", 0)]


def test_some_of_them_are_a_part(read: Reader) -> None:
    counts = read("Two guards were injured, one of them badly.")
    assert [(c.min, c.party_class, c.subset_of) for c in counts] == [
        (2, "security_forces", None),
        (1, "security_forces", 0),
    ]


def test_among_them_may_come_first(read: Reader) -> None:
    counts = read("Nine people had died, among them two policemen.")
    assert [(c.min, c.party_class, c.subset_of) for c in counts] == [(9, "unknown", None), (2, "security_forces", 0)]


def test_a_toll_is_broken_down_after_a_colon(read: Reader) -> None:
    counts = read("The toll rose to 62: 25 guards, 34 suspected gunmen, a prosecutor's agent and a nurse.")
    assert [(c.min, c.party_class, c.subset_of) for c in counts] == [
        (62, "unknown", None),
        (25, "security_forces", 0),
        (34, "cartel", 0),
        (1, "security_forces", 0),
        (1, "civilian", 0),
    ]


def test_what_follows_a_colon_without_a_toll_is_none(read: Reader) -> None:
    assert read("The crew counted 62 heads: 25 guards, 34 sailors and a nurse.") == ()


def test_a_state_behind_a_list_holds_for_all_of_it(read: Reader) -> None:
    counts = read("The fight ended with five officers and about a dozen militants left dead.")
    assert [(c.text, c.status) for c in counts] == [("five", "killed"), ("a dozen", "killed")]


def test_two_more_are_of_the_same_side(read: Reader) -> None:
    counts = read("Eight gunmen died in the fight and two more, among them the boss, died on the way.")
    assert [(c.min, c.party_class, c.subset_of) for c in counts] == [(8, "cartel", None), (2, "cartel", None)]


def test_one_of_many_dead_is_who_the_sentence_says(read: Reader) -> None:
    counts = read("The guard is one of at least 73 people who have died.")
    assert [(c.min, c.max, c.party_class) for c in counts] == [(1, 1, "security_forces"), (73, None, "unknown")]


def test_a_side_is_part_of_the_mixed_total(read: Reader) -> None:
    counts = read("At least 55 people were killed. Officials said 25 soldiers died.")
    assert [c.subset_of for c in counts] == [None, 0]


def test_a_bare_number_takes_up_the_list_before_it(read: Reader) -> None:
    count = read("The gang leader and two bodyguards were shot, and the three died on the way.")[-1]
    assert (count.text, count.party_class) == ("three", "cartel")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("At least 12 soldiers were killed, local officials say.", "local officials"),
        ("According to the army, 12 soldiers were killed.", "the army"),
        ("The ministry said that 12 soldiers were killed.", "The ministry"),
        ("Twelve soldiers were killed.", None),
    ],
)
def test_who_counts(read: Reader, text: str, source: str | None) -> None:
    assert read(text)[0].attributed_to == source


@pytest.mark.shared
def test_both_tolls_of_the_annotated_article(read: Reader, shared: Path) -> None:
    gold = json.loads((shared / "seeds" / "gold" / "003_309c425b9ca67967.json").read_text(encoding="utf-8"))
    counts = read(gold["text"])
    assert [(c.min, c.max, c.status, c.party_class, c.duplicate_of) for c in counts] == [
        (25, None, "killed", "security_forces", None),
        (25, 25, "killed", "security_forces", 0),
        (None, None, "arrested", "cartel", None),
    ]


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        ("Police fatally shot four men.", "four", "killed"),
        ("Around 100 dead bodies have been recovered.", "100", "killed"),
        ("The bodies of the four were shown on television.", "four", "killed"),
        ("Bodies of two students were found in the well.", "two", "killed"),
        ("As many as 400 may have died in the delta.", "400", "killed"),
        ("At Least 17 Slain in Lira.", "17", "killed"),
        ("The injured included a police officer.", "a", "injured"),
    ],
)
def test_the_dead_found_shot_and_estimated(read: Reader, text: str, words: str, status: str) -> None:
    assert [(c.text, c.status) for c in read(text)] == [(words, status)]


@pytest.mark.parametrize(
    "text",
    [
        "The death of Peter Doe, a father of seven, moved the town.",
        "The governing bodies of two clubs met.",
        "Two men may have died if the door had been shut.",
        "The panel included a police officer.",
        "Police shot at four signs.",
    ],
)
def test_these_count_no_dead(read: Reader, text: str) -> None:
    assert not [c for c in read(text) if c.status in {"killed", "injured"}]


def test_a_second_guess_is_no_second_count(read: Reader) -> None:
    assert [c.text for c in read("At least three sailors died, perhaps even four, he said.")] == ["three"]
    assert [c.text for c in read("The blast killed three guards, and four drivers.")] == ["three", "four"]


def test_more_of_the_same_people(read: Reader) -> None:
    assert read("The bomb killed 13 soldiers and wounded 56 more, officials say.")[1].party_class == "security_forces"
    assert read("The bomb killed 13 soldiers and wounded 56 shoppers.")[1].party_class == "civilian"


def test_a_sentence_to_death_is_no_death(read: Reader) -> None:
    assert not read("The court convicted six nurses and sentenced them to death.")
    assert read("The mob stabbed six nurses to death.")[0].status == "killed"


@pytest.mark.parametrize(
    "text",
    [
        "None of the 60 people aboard was hurt.",
        "In the attack 40 people were killed or wounded.",
        "Twelve soldiers were wounded or killed.",
    ],
)
def test_what_no_toll_can_hold(read: Reader, text: str) -> None:
    assert read(text) == ()


def test_half_a_dozen_are_six(read: Reader) -> None:
    (count,) = read("Half a dozen officers were killed in Torla.")
    assert (count.min, count.max) == (6, 6)


def test_two_words_for_one_fate_leave_nothing_open(read: Reader) -> None:
    (count,) = read("Forty people were killed or murdered in Torla.")
    assert (count.min, count.status) == (40, "killed")


# Each kind with sentences of its own, the last of which are the nearest that must stay as they are.  Of a count are
# told its words, its bounds, its fate and, where the words tell it, its side.


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Kenya's coast guard lost nine sailors in the storming of the harbour on Sunday.",
            [("nine", 9, 9, "killed", "security_forces")],
        ),
        ("In Friday's ambush the border police lost four officers.", [("four", 4, 4, "killed", "security_forces")]),
        ("The rebels lost about 30 fighters in the battle for Torla.", [("30", None, None, "killed", None)]),
        ("The army lost 14 men in the clashes, the general said.", [("14", 14, 14, "killed", "security_forces")]),
        ("The bank lost 400 customers last year.", []),
        ("The army lost 3,000 soldiers to budget cuts.", []),
        ("The police force lost 60 officers to early retirement.", []),
        ("The club lost three players in the summer.", []),
        ("The union lost 200 members in the strike over pay.", []),
        (
            "The coast guard of Peru lost two of its sailors in Sunday's shootout.",
            [("two", 2, 2, "killed", "security_forces")],
        ),
        ("Norland has lost 45 soldiers in the fighting since May.", [("45", 45, 45, "killed", "security_forces")]),
        ("The militia said it lost six fighters during the assault on the fort.", [("six", 6, 6, "killed", None)]),
        ("The hospital lost 30 nurses to better paid jobs abroad.", []),
    ],
)
def test_people_lost_in_a_fight(read: Reader, text: str, told: list[tuple[Any, ...]]) -> None:
    _tells(read(text), told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Gunfights After Arrest of General Leave 19 Dead - Reports\n\nThe fighting began on Sunday.",
            [("19", 19, 19, "killed", "unknown")],
        ),
        (
            "Floods in Torla Leave 27 Dead, 40 Missing\n\nThe river rose on Sunday.",
            [("27", 27, 27, "killed", "unknown"), ("40", 40, 40, "missing", "unknown")],
        ),
        (
            "Mine Collapse Leaves Eight Dead in Lira\n\nThe shaft fell in on Sunday.",
            [("Eight", 8, 8, "killed", "unknown")],
        ),
        (
            "Blast at Market Leaves at Least 12 Dead, Dozens Wounded - Police\n\nIt went off on Sunday.",
            [("12", 12, None, "killed", "unknown"), ("Dozens", None, None, "injured", "unknown")],
        ),
        ("Postman Finds 19 Dead Letters in Attic\n\nThey lay there for years.", []),
        (
            "Protests Over Fuel Prices Leave Three Dead, Says Ministry\n\nThe marches began on Sunday.",
            [("Three", 3, 3, "killed", "unknown")],
        ),
        (
            "Ferry Fire Off Torla Leaves 8 Missing - Coast Guard\n\nThe ship was full.",
            [("8", 8, 8, "missing", "unknown")],
        ),
        ("Raid on Ranch Leaves 11 Wounded\n\nIt began on Sunday.", [("11", 11, 11, "injured", "unknown")]),
    ],
)
def test_headlines(read: Reader, text: str, told: list[tuple[Any, ...]]) -> None:
    _tells(read(text), told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            (
                "At least 19 people were killed in Kassala on Sunday. Among the victims are a "
                "nurse and six police officers."
            ),
            [
                ("19", 19, None, "killed", "unknown"),
                ("a", 1, 1, "killed", "civilian"),
                ("six", 6, 6, "killed", "security_forces"),
            ],
        ),
        (
            "The fire killed 12 people. Among the dead were three schoolboys and a teacher.",
            [
                ("12", 12, 12, "killed", "unknown"),
                ("three", 3, 3, "killed", "civilian"),
                ("a", 1, 1, "killed", "civilian"),
            ],
        ),
        (
            "The discovery of 12 bodies was reported on Monday. The discovery of 12 cars was not.",
            [("12", 12, 12, "killed", "unknown")],
        ),
        ("A sergeant was killed. A general was killed.", [("A", 1, 1, "killed", "security_forces")]),
        (
            "Thirty people died on Monday. Among those killed was a reporter.",
            [("Thirty", 30, 30, "killed", "unknown"), ("a", 1, 1, "killed", "civilian")],
        ),
        (
            "Nine people were hurt on Monday. Among the injured are two police officers.",
            [("Nine", 9, 9, "injured", "unknown"), ("two", 2, 2, "injured", "security_forces")],
        ),
        (
            "The dead included four soldiers and a nurse.",
            [("four", 4, 4, "killed", "security_forces"), ("a", 1, 1, "killed", "civilian")],
        ),
        ("Among the guests were a nurse and six police officers.", []),
        ("Among the victims' lawyers were two students.", []),
        (
            "Forty people were killed on Sunday. Among the victims were five children and a policeman.",
            [
                ("Forty", 40, 40, "killed", "unknown"),
                ("five", 5, 5, "killed", "civilian"),
                ("a", 1, 1, "killed", "security_forces"),
            ],
        ),
        (
            "At least 30 people were wounded in Lira. Among the victims are three students.",
            [("30", 30, None, "injured", "unknown"), ("three", 3, 3, "injured", "civilian")],
        ),
    ],
)
def test_among_the_victims(read: Reader, text: str, told: list[tuple[Any, ...]]) -> None:
    _tells(read(text), told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Six marines and one regional tax office clerk were killed, as well as two civilians.",
            [
                ("Six", 6, 6, "killed", "security_forces"),
                ("one", 1, 1, "killed", None),
                ("two", 2, 2, "killed", "civilian"),
            ],
        ),
        (
            "Eleven soldiers and three state water company workers died, as well as a driver.",
            [
                ("Eleven", 11, 11, "killed", "security_forces"),
                ("three", 3, 3, "killed", "civilian"),
                ("a", 1, 1, "killed", "civilian"),
            ],
        ),
        (
            "Two nurses were hurt on Sunday, as well as four guards.",
            [("Two", 2, 2, "injured", "civilian"), ("four", 4, 4, "injured", "security_forces")],
        ),
        (
            "Ten miners as well as two police officers died in the shaft.",
            [("Ten", 10, 10, "killed", "civilian"), ("two", 2, 2, "killed", "security_forces")],
        ),
        (
            "Five rebels were killed in the village, in addition to three farmers.",
            [("Five", 5, 5, "killed", None), ("three", 3, 3, "killed", "civilian")],
        ),
        ("Six marines were killed, as well as two dogs.", [("Six", 6, 6, "killed", "security_forces")]),
        ("Six marines were killed, and two workers were praised.", [("Six", 6, 6, "killed", "security_forces")]),
        (
            "Three soldiers and one deputy school inspector died, as well as two passers-by.",
            [
                ("Three", 3, 3, "killed", "security_forces"),
                ("one", 1, 1, "killed", None),
                ("two", 2, 2, "killed", None),
            ],
        ),
        (
            "Nine gunmen were killed on Monday along with a farmer.",
            [("Nine", 9, 9, "killed", "cartel"), ("a", 1, 1, "killed", "civilian")],
        ),
    ],
)
def test_people_added_behind_the_verb(read: Reader, text: str, told: list[tuple[Any, ...]]) -> None:
    _tells(read(text), told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Forty alleged members of the militia were killed on Monday, the minister said.",
            [("Forty", 40, 40, "killed", None)],
        ),
        (
            "Seventeen suspected members of the gang were arrested on Monday.",
            [("Seventeen", 17, 17, "arrested", "cartel")],
        ),
        ("Ninety armed members of the clan died on Friday, police said.", [("Ninety", 90, 90, "killed", None)]),
        ("Sixty presumed supporters of the sect were wounded.", [("Sixty", 60, 60, "injured", None)]),
        ("Forty alleged members of the militia were questioned on Monday.", []),
        ("Eighty reported members of the sect were killed in the raid.", [("Eighty", 80, 80, "killed", None)]),
        ("Twelve hooded gunmen were arrested on Sunday.", [("Twelve", 12, 12, "arrested", "cartel")]),
        ("Thirty-one accused supporters of the coup were detained.", [("Thirty-one", 31, 31, "arrested", None)]),
    ],
)
def test_a_number_before_a_participle(read: Reader, text: str, told: list[tuple[Any, ...]]) -> None:
    _tells(read(text), told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            (
                "Four members of the gang were killed at the pier. Two others were wounded and "
                "died that night in a Lima clinic."
            ),
            [("Four", 4, 4, "killed", "cartel"), ("Two", 2, 2, "killed", "cartel")],
        ),
        ("Three miners were injured and later died in a hospital.", [("Three", 3, 3, "killed", "civilian")]),
        (
            "Five women were wounded in the blast and died of their injuries on Friday.",
            [("Five", 5, 5, "killed", "civilian")],
        ),
        (
            "Six guards were killed. Another was hurt and died on the way to Torla.",
            [("Six", 6, 6, "killed", "security_forces")],
        ),
        (
            "Two police officers were shot dead, and three others were hurt.",
            [("Two", 2, 2, "killed", "security_forces"), ("three", 3, 3, "injured", "security_forces")],
        ),
        (
            "Three guards were hurt and a driver died.",
            [("Three", 3, 3, "injured", "security_forces"), ("a", 1, 1, "killed", "civilian")],
        ),
        ("Three guards were hurt and then flown to Lira.", [("Three", 3, 3, "injured", "security_forces")]),
        (
            "Seven soldiers were killed in the gorge. Three others were injured and died the next day.",
            [("Seven", 7, 7, "killed", "security_forces"), ("Three", 3, 3, "killed", "security_forces")],
        ),
        ("Two inmates were stabbed and later died.", [("Two", 2, 2, "killed", None)]),
    ],
)
def test_hurt_and_then_dead_and_others(read: Reader, text: str, told: list[tuple[Any, ...]]) -> None:
    _tells(read(text), told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rangers killed one of the region's most wanted poachers on Sunday.", []),
        ("Police arrested one of the country's most wanted men in Torla.", []),
        ("Gunmen shot dead one of the best known judges of the city.", []),
        ("One of the founders of the party was killed on Monday.", []),
        ("Soldiers captured one of the gang's leaders.", []),
        ("One of the attackers was killed.", [("One", 1, 1, "killed", "cartel")]),
        (
            "Twelve guards were hurt, one of them badly.",
            [("Twelve", 12, 12, "injured", "security_forces"), ("one", 1, 1, "injured", "security_forces")],
        ),
        ("Marines shot dead one of the most feared smugglers of the coast.", []),
        ("One of the country's richest men was kidnapped on Sunday.", []),
    ],
)
def test_one_of_the_best_known(read: Reader, text: str, told: list[tuple[Any, ...]]) -> None:
    _tells(read(text), told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "At least 8 people were killed and 30 injured in the market of Kitale on Sunday.",
            [("8", 8, None, "killed", "unknown"), ("30", 30, None, "injured", "unknown")],
        ),
        (
            "At least five workers died and 12 others hurt when a wall fell in Torla.",
            [("five", 5, None, "killed", "civilian"), ("12", 12, None, "injured", None)],
        ),
        (
            "The blast killed at least 21 people and wounded 60.",
            [("21", 21, None, "killed", "unknown"), ("60", 60, 60, "injured", None)],
        ),
        (
            "At least 40 people were killed and another 75 wounded in Lira.",
            [("40", 40, None, "killed", "unknown"), ("75", 75, None, "injured", None)],
        ),
        (
            "At least 12 officers died and police arrested 30 gunmen.",
            [("12", 12, None, "killed", "security_forces"), ("30", 30, 30, "arrested", "cartel")],
        ),
        (
            "At least 12 officers died, and exactly 30 were injured.",
            [("12", 12, None, "killed", "security_forces"), ("30", 30, 30, "injured", None)],
        ),
        (
            "At least 14 people were killed and 52 hurt when a train left the rails.",
            [("14", 14, None, "killed", "unknown"), ("52", 52, None, "injured", "unknown")],
        ),
        (
            "At least three people are dead and 19 wounded after the blast.",
            [("three", 3, None, "killed", "unknown"), ("19", 19, None, "injured", "unknown")],
        ),
    ],
)
def test_at_least_over_a_second_fate(read: Reader, text: str, told: list[tuple[Any, ...]]) -> None:
    _tells(read(text), told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            (
                "Cartel boss Daniel Ochoa fled to a farmhouse. He and three of his bodyguards "
                "were wounded there. All four died within the hour."
            ),
            [("three", 3, 3, "injured", "cartel"), ("four", 4, 4, "killed", "cartel")],
        ),
        (
            "Gang leader Pedro Ruiz hid in a barn. Two of his bodyguards were killed.",
            [("Two", 2, 2, "killed", "cartel")],
        ),
        (
            (
                "Police chief Ana Soto was ambushed. She and two of her bodyguards were killed. "
                "All three were shot in the car."
            ),
            [("two", 2, 2, "killed", "security_forces")],
        ),
        (
            "The trafficker Luis Mena was cornered. He and five of his companions were arrested.",
            [("five", 5, 5, "arrested", "cartel")],
        ),
        ("Mayor Ana Soto was ambushed. Two of her bodyguards were killed.", [("Two", 2, 2, "killed", "unknown")]),
        (
            "Gang chief Mario Rivas was found in a villa. He and two of his men were shot. All three died on the spot.",
            [("three", 3, 3, "killed", None)],
        ),
        (
            (
                "Drug trafficker Ana Rivas was cornered. She and four of her bodyguards were "
                "injured. All five died in hospital."
            ),
            [("four", 4, 4, "injured", "cartel"), ("five", 5, 5, "killed", "cartel")],
        ),
    ],
)
def test_the_side_of_whom_they_belong_to(read: Reader, text: str, told: list[tuple[Any, ...]]) -> None:
    _tells(read(text), told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Since Friday 44 gang fighters and border guards have been killed.", [("44", 44, 44, "killed", "unknown")]),
        (
            "Some 30 operatives and officers together were killed in the raids.",
            [("30", None, None, "killed", "unknown")],
        ),
        ("At least 19 cartel gunmen and soldiers died on Monday.", [("19", 19, None, "killed", "unknown")]),
        ("The fighting killed 62 rebels and policemen.", [("62", 62, 62, "killed", "unknown")]),
        (
            "Seventeen suspected traffickers and federal agents were wounded.",
            [("Seventeen", 17, 17, "injured", "unknown")],
        ),
        (
            "In the raid 44 police officers and border guards were killed.",
            [("44", 44, 44, "killed", "security_forces")],
        ),
        (
            "In the fighting, 12 smugglers and three marines were killed on Sunday.",
            [("12", 12, 12, "killed", "cartel"), ("three", 3, 3, "killed", "security_forces")],
        ),
        ("Since Sunday 27 gunmen and police officers have died.", [("27", 27, 27, "killed", "unknown")]),
        (
            "More than 60 rebel fighters and soldiers were wounded in the valley.",
            [("60", 61, None, "injured", "unknown")],
        ),
    ],
)
def test_two_sides_under_one_number(read: Reader, text: str, told: list[tuple[Any, ...]]) -> None:
    _tells(read(text), told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The offensive on Monday left 35 rebels and 5 soldiers dead and 6 civilians wounded.",
            [
                ("35", 35, 35, "killed", None),
                ("5", 5, 5, "killed", "security_forces"),
                ("6", 6, 6, "injured", "civilian"),
            ],
        ),
        (
            "The siege left two guards and 14 gunmen dead.",
            [("two", 2, 2, "killed", "security_forces"), ("14", 14, 14, "killed", "cartel")],
        ),
        (
            "Sunday's storm left three farmers, a nurse and four pupils dead in Lira.",
            [
                ("three", 3, 3, "killed", "civilian"),
                ("a", 1, 1, "killed", "civilian"),
                ("four", 4, 4, "killed", "civilian"),
            ],
        ),
        (
            "The bombing left 12 people dead and 40 wounded.",
            [("12", 12, 12, "killed", "unknown"), ("40", 40, 40, "injured", None)],
        ),
        (
            "The offensive left 35 villages and 5 towns in ruins and 6 civilians wounded.",
            [("6", 6, 6, "injured", "civilian")],
        ),
        (
            "The attack on Sunday left 12 soldiers, two nurses and 30 rebels dead.",
            [
                ("12", 12, 12, "killed", "security_forces"),
                ("two", 2, 2, "killed", "civilian"),
                ("30", 30, 30, "killed", None),
            ],
        ),
    ],
)
def test_a_list_left_dead(read: Reader, text: str, told: list[tuple[Any, ...]]) -> None:
    _tells(read(text), told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            (
                "Searchers found 107 disfigured bodies of the victims of the airline's Boeing "
                "727 that exploded in mid-air near Bogota on Monday."
            ),
            [("107", 107, 107, "killed", None)],
        ),
        ("An Antonov 26 crashed near Torla, killing 12 people.", [("12", 12, 12, "killed", "unknown")]),
        ("All victims of Flight 447 died at sea.", []),
        ("The dead of the Airbus 320 were flown to Lira.", []),
        ("Two soldiers of Battalion 316 were killed.", [("Two", 2, 2, "killed", "security_forces")]),
        ("On Monday 107 were killed in Bogota.", [("107", 107, 107, "killed", "unknown")]),
        ("In Lira 40 people died.", [("40", 40, 40, "killed", "unknown")]),
        ("The Cessna 208 hit a hill near Torla and 9 people died.", [("9", 9, 9, "killed", "unknown")]),
        ("A Mi-17 crashed in Lira, killing 22.", [("22", 22, 22, "killed", "unknown")]),
        ("The crash of the Embraer 190 killed 33 passengers.", [("33", 33, 33, "killed", "civilian")]),
        ("All aboard the Tupolev 154 were killed.", []),
    ],
)
def test_numbers_in_names(read: Reader, text: str, told: list[tuple[Any, ...]]) -> None:
    _tells(read(text), told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The number two leader of the movement, Pablo Rojas, was killed in Cali on Monday.", []),
        ("The group's number three was killed in a strike on Friday.", []),
        ("Soldiers captured the No. 2 man of the cartel on Sunday.", []),
        ("Police arrested the number one suspect in Torla.", []),
        ("The number of dead rose to 22 on Monday.", [("22", 22, 22, "killed", "unknown")]),
        ("The number three commander of the rebels was killed in a raid.", []),
        ("Police captured the gang's number two in Lira.", []),
        ("The second-in-command and two guards were killed.", [("two", 2, 2, "killed", "security_forces")]),
    ],
)
def test_ranks(read: Reader, text: str, told: list[tuple[Any, ...]]) -> None:
    _tells(read(text), told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Tens of rebels were killed in Kidal on Monday, the army said.", [("Tens", None, None, "killed", None)]),
        ("The quake left tens of people injured.", [("tens", None, None, "injured", "unknown")]),
        ("Tens of thousands died in the famine.", [("Tens of thousands", None, None, "killed", None)]),
        ("Tens of shops were looted.", []),
        ("The army killed tens of rebels on Sunday.", [("tens", None, None, "killed", None)]),
        ("Tens of villagers are missing.", [("Tens", None, None, "missing", "civilian")]),
    ],
)
def test_tens(read: Reader, text: str, told: list[tuple[Any, ...]]) -> None:
    _tells(read(text), told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The death toll is 288, not 275, the ministry said on Sunday.", [("288", 288, 288, "killed", "unknown")]),
        ("The crash killed 41 people, not 46 as first reported.", [("41", 41, 41, "killed", "unknown")]),
        ("Police said 12 people, not 15, had died in the fire.", [("12", 12, 12, "killed", None)]),
        (
            "Two more people died in hospital on Monday, bringing to 22 the number killed in the attack.",
            [("Two", 2, 2, "killed", "unknown"), ("22", 22, 22, "killed", "unknown")],
        ),
        (
            "Rescuers pulled out three bodies, bringing the number of dead to 51.",
            [("three", 3, 3, "killed", None), ("51", 51, 51, "killed", "unknown")],
        ),
        ("The ministry revised the death toll down from 288 to 275.", [("275", 275, 275, "killed", "unknown")]),
        (
            "A fourth worker died on Tuesday, raising to 31 the number of people injured or dead.",
            [("A", 1, 1, "killed", "civilian")],
        ),
        ("Officials lowered the death toll from 90 to 76.", [("76", 76, 76, "killed", "unknown")]),
        ("The toll rose from 12 to 15 on Monday.", [("15", 15, 15, "killed", "unknown")]),
        (
            "A nurse died of her wounds, taking the number of those killed to 17.",
            [("A", 1, 1, "killed", "civilian"), ("17", 17, 17, "killed", "unknown")],
        ),
        ("Nineteen miners died, rather than 21 as the company had said.", [("Nineteen", 19, 19, "killed", "civilian")]),
        ("The number of injured climbed to 140, the ministry said.", [("140", 140, 140, "injured", "unknown")]),
    ],
)
def test_numbers_taken_back_and_tallies(read: Reader, text: str, told: list[tuple[Any, ...]]) -> None:
    _tells(read(text), told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The army denied that 40 soldiers had been killed.", []),
        ("No civilians were killed, and none of the 12 guards was hurt.", []),
        ("The minister rejected reports that 30 people had died.", []),
        ("Reports of 200 dead are false, the police said.", []),
        ("It is not true that 15 nurses were arrested.", []),
        ("Contrary to rumours, 60 miners did not die.", []),
        ("The governor dismissed claims of 70 deaths as a lie.", []),
        (
            "The army denied that it had fired first; 40 soldiers were killed.",
            [("40", 40, 40, "killed", "security_forces")],
        ),
        ("Officials rejected claims that 40 farmers had been shot dead.", []),
        ("Rumours of 50 deaths were false, the mayor said.", []),
        ("Nobody died, contrary to reports of 12 dead.", []),
        ("The ministry denied killing 15 villagers.", []),
    ],
)
def test_what_is_denied(read: Reader, text: str, told: list[tuple[Any, ...]]) -> None:
    _tells(read(text), told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The storm left 14 dead in Cebu, eight in Davao and three missing in Manila on Sunday.",
            [
                ("14", 14, 14, "killed", "unknown"),
                ("eight", 8, 8, "killed", "unknown"),
                ("three", 3, 3, "missing", "unknown"),
            ],
        ),
        (
            "Rescuers counted 19 dead in Nairobi, 7 in Mombasa and 2 in Kisumu.",
            [("19", 19, 19, "killed", "unknown"), ("7", 7, 7, "killed", "unknown"), ("2", 2, 2, "killed", "unknown")],
        ),
        (
            "Gunmen killed 19 villagers near Maiduguri and six in Jos.",
            [("19", 19, 19, "killed", "civilian"), ("six", 6, 6, "killed", "civilian")],
        ),
        ("Police arrested 33 men in Lyon and 12 in March.", [("33", 33, 33, "arrested", "unknown")]),
        ("Rescuers counted 19 dead letters in Nairobi.", []),
        (
            "The storm killed 20 people in Cebu, 11 in Manila and three in Davao.",
            [
                ("20", 20, 20, "killed", "unknown"),
                ("11", 11, 11, "killed", "unknown"),
                ("three", 3, 3, "killed", "unknown"),
            ],
        ),
    ],
)
def test_one_place_after_another(read: Reader, text: str, told: list[tuple[Any, ...]]) -> None:
    _tells(read(text), told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The plant has 300 workers, of whom 12 were hurt.", [("12", 12, 12, "injured", None)]),
    ],
)
def test_of_whom(read: Reader, text: str, told: list[tuple[Any, ...]]) -> None:
    _tells(read(text), told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The 29 deaths include two children.",
            [("29", 29, 29, "killed", "unknown"), ("two", 2, 2, "killed", "civilian")],
        ),
        ("In the attack the family lost four members.", [("four", 4, 4, "killed", None)]),
        ("The team lost two players in the clash with Torla FC.", []),
    ],
)
def test_what_else_they_may_mean(read: Reader, text: str, told: list[tuple[Any, ...]]) -> None:
    _tells(read(text), told)


def _tells(counts: tuple[Casualty, ...], told: list[tuple[Any, ...]]) -> None:
    assert [(c.text, c.min, c.max, c.status) for c in counts] == [count[:4] for count in told]
    sides = [(c.party_class, count[4]) for c, count in zip(counts, told, strict=True)]
    assert all(side in {own, None} for own, side in sides)


def test_a_tally_tells_whose(read: Reader) -> None:
    assert [(c.text, c.party_class) for c in read("The army put the number of hostages killed at 12.")] == [
        ("12", "civilian")
    ]
    assert [(c.text, c.party_class) for c in read("The army put the number of dead at 12.")] == [("12", "unknown")]


def test_the_guards_of_hostage_takers_are_no_forces(read: Reader) -> None:
    counts = read("The blast killed 35 hostages and 15 of their guards.")
    assert [(c.text, c.party_class) for c in counts] == [("35", "civilian"), ("15", "unknown")]
    assert read("The blast killed 15 prison guards.")[0].party_class == "security_forces"


def test_whom_a_word_for_a_fate_names(read: Reader) -> None:
    assert [(c.status, c.min) for c in read("The dead are five men and a nurse.")] == [("killed", 5), ("killed", 1)]
    assert read("The suspects are five men and a nurse.") == ()


def test_nations_in_a_list_are_no_sums(read: Reader) -> None:
    counts = read("Seven Chileans, seven Peruvians and a Brazilian were killed.")
    assert [(c.min, c.duplicate_of, c.subset_of) for c in counts] == [(7, None, None), (7, None, None), (1, None, None)]


def test_what_the_counted_are_described_by_is_no_count(read: Reader) -> None:
    assert [c.text for c in read("Thirty-seven foreigners of eight nationalities were killed.")] == ["Thirty-seven"]
    assert [c.text for c in read("Seven of the 12 hostages were killed.")] == ["Seven"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The last to die was a woman of 81, who succumbed on Friday.", [1]),
        ("A girl of ten was killed.", [1]),
        ("A crew of 12 died.", [12]),
        ("A troop of 40 soldiers was killed.", [40]),
    ],
)
def test_an_age_counts_nobody(read: Reader, text: str, numbers: list[int]) -> None:
    assert [c.min for c in read(text)] == numbers


def test_each_number_has_the_state_behind_it(read: Reader) -> None:
    told = read("The blasts left 31 dead and 300 wounded, the crisis centre said.")
    assert [(c.status, c.min) for c in told] == [("killed", 31), ("injured", 300)]
    assert [(c.status, c.min) for c in read("Five of the wounded have died.")] == [("killed", 5)]


def test_counts_that_add_up_to_the_total_before_are_its_parts(read: Reader) -> None:
    told = read("Broadcasters put the dead at 34, 14 in the terminal and 20 on the train.")
    assert [(c.min, c.subset_of) for c in told] == [(34, None), (14, 0), (20, 0)]
    apart = read("Broadcasters put the dead at 34. In the floods 14 people died and 18 drowned.")
    assert [c.subset_of for c in apart] == [None, None, None]


def test_of_them_is_a_part_of_the_count_before(read: Reader) -> None:
    told = read("The quake killed 297 people. Two hundred of them lost their lives in the old town.")
    assert [(c.min, c.subset_of) for c in told] == [(297, None), (200, 0)]
    told = read("The storm killed 60 people. Of the dead, 40 perished in Lund and 15 in the Vale.")
    assert [(c.min, c.subset_of) for c in told] == [(60, None), (40, 0), (15, 0)]
    greater = read("The quake killed 20 people in Lund. By evening 300 of the victims were counted dead.")
    assert greater[-1].subset_of is None


def test_places_behind_a_colon_divide_the_total(read: Reader) -> None:
    told = read("At least 281 people had died by Friday, the agency said: 221 here, 49 in Torla and 11 in Vessim.")
    assert [(c.min, c.subset_of) for c in told[1:]] == [(221, 0), (49, 0), (11, 0)]
    assert [c.min for c in read("At least 281 people died in Torla, the agency said at 11 in Vessim.")] == [281]


def test_not_accounted_for_is_missing(read: Reader) -> None:
    (told,) = read("Thirty pupils have not been accounted for since the raid.")
    assert (told.status, told.min, told.party_class) == ("missing", 30, "civilian")
    assert not read("Thirty pupils have been accounted for since the raid.")


def test_those_in_hospital_are_hurt(read: Reader) -> None:
    (told,) = read("One inspector was shot and is in hospital.")
    assert (told.status, told.party_class) == ("injured", "security_forces")
    assert not read("Two officers visited the mayor in hospital.")


def test_the_rest_of_one_group(read: Reader) -> None:
    told = read("The minister said 29 of the attackers were dead and three had been taken alive.")
    assert [(c.status, c.min, c.party_class) for c in told] == [("killed", 29, "cartel"), ("arrested", 3, "cartel")]
    other = read("The minister said 29 attackers were killed and 40 were hurt.")
    assert other[-1].party_class == "unknown"


def test_bombers_are_attackers(read: Reader) -> None:
    told = read("Thirty people were killed, along with three suicide bombers.")
    assert [(c.min, c.party_class) for c in told] == [(30, "unknown"), (3, "cartel")]
    assert not [c for c in read("Two bombers were lost over the sea.") if c.party_class == "cartel"]


def test_a_bare_tally_takes_up_the_count_before(read: Reader) -> None:
    told = read("Rescuers pulled 11 bodies from the rubble on Tuesday, bringing the total to 73.")
    assert [(c.status, c.min) for c in told] == [("killed", 11), ("killed", 73)]
    other = read("Eleven people died on Monday. The ministry raised its figure for damaged homes to 61.")
    assert [c.min for c in other] == [11]


def test_who_shoots_others_dead_is_alive(read: Reader) -> None:
    told = read("A gunman shot nine people dead and hurt 27.")
    assert [(c.status, c.min) for c in told] == [("killed", 9), ("injured", 27)]
    told = read("At the school he shot 19 children and two teachers dead.")
    assert [(c.status, c.min) for c in told] == [("killed", 19), ("killed", 2)]
    assert [(c.status, c.party) for c in read("Police shot a man dead in Lund.")] == [("killed", "man")]


def test_the_first_of_a_list_shares_its_fate(read: Reader) -> None:
    told = read("At least 60 shoppers, six attackers and five soldiers died.")
    assert [(c.min, c.party_class) for c in told] == [(60, "civilian"), (6, "cartel"), (5, "security_forces")]
    assert [c.min for c in read("Two hours later, six men died.")] == [6]


def test_who_blows_himself_up_dies(read: Reader) -> None:
    told = read("Two attackers blew themselves up in the hall.")
    assert [(c.status, c.min, c.party_class) for c in told] == [("killed", 2, "cartel")]
    assert not read("Two attackers blew up the hall.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rescuers are still searching for 27 people.", [("missing", 27)]),
        ("The police are searching for 27 suspects.", []),
        ("Twelve miners could not be found.", [("missing", 12)]),
        ("Twelve miners were not found guilty.", []),
        ("The government put the dead at 44 and the missing at 27.", [("killed", 44), ("missing", 27)]),
        ("The injured number 1,240 and the dead totalled 30.", [("injured", 1240), ("killed", 30)]),
        ("Passenger number 1,240 was a child.", []),
        ("Twelve.", []),
        ("The fire left 26 people dead and 70 in hospital.", [("killed", 26), ("injured", 70)]),
        ("The train hit a bridge, leaving 120 hurt.", [("injured", 120)]),
        ("At least 300 people are known to have died.", [("killed", 300)]),
        ("The ferry fire is feared to have killed 300 people.", []),
        ("The governor fears that 500 may be dead.", []),
        ("A group's boast that 140 officials had been killed was dismissed by the police.", []),
        ("Early reports of 60 dead proved wrong.", []),
        ("There were dead and wounded in the nave, and two suspects were being questioned.", []),
        ("Twelve wounded came in, two traders among them, a nurse there said.", [("injured", 12), ("injured", 2)]),
        ("Doctors counted 23 dead, one of them told the paper.", [("killed", 23)]),
        (
            "Eleven were hurt, eight guards and three cooks, and nobody died.",
            [("injured", 11), ("injured", 8), ("injured", 3)],
        ),
        ("Some 130 people were admitted to hospital.", [("injured", None)]),
    ],
)
def test_fates_told_in_other_ways(read: Reader, text: str, told: list[tuple[str, int | None]]) -> None:
    assert [(c.status, c.min) for c in read(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "At least 42 people were killed in Lyon. Seventeen of those were police officers.",
            [("unknown", 42), ("security_forces", 17)],
        ),
        ("Of those killed, 16 were police officers.", [("security_forces", 16)]),
        ("At least 21 people died. Of the dead, sixteen are Kenyans.", [("unknown", 21), ("unknown", 16)]),
        ("Of the dead, sixteen are Kenyans.", []),  # with no count before, a nation's dead would pass for all
        ("Seventeen of those were farms.", []),
        ("They are 161 civilians, police and loyal troops. All were killed.", []),
        ("That day 161 civilians, police and loyal troops were killed.", [("unknown", 161)]),
        ("Gunmen killed 12 civilians, police and witnesses said.", [("civilian", 12)]),
    ],
)
def test_who_some_of_them_were(read: Reader, text: str, told: list[tuple[str, int | None]]) -> None:
    assert [(c.party_class, c.min) for c in read(text)] == told


_DIED = "At least 30 people were killed in the flood."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{_DIED} On Friday officials spoke of 359.", [("killed", 30), ("killed", 359)]),
        ("How many died is in dispute. The figure is now 253.", [("killed", 253)]),
        ("How many died is in dispute. The office repeated the figure of 90, then lowered it to 58.",
         [("killed", 90), ("killed", 58)]),
        (f"{_DIED} The minister put those buried at 338.", [("killed", 30), ("killed", 338)]),
        ("Twelve people died on Monday. By Friday the count stood at 17.", [("killed", 12), ("killed", 17)]),
        ("Four more were detained on Monday. That makes seven.", [("arrested", 4), ("arrested", 7)]),
        (
            "How many people died?\n\n- **113** is the number given by the Red Cross\n- **55** have been counted\n",
            [("killed", 113), ("killed", 55)],
        ),
        # No figure of theirs: other things, another fate between, nobody dead, a mere possibility.
        (f"{_DIED} The price of bread is now 12.", [("killed", 30)]),
        (f"{_DIED} The number of those on board was corrected to 475.", [("killed", 30)]),
        ("Three died and 90 were hurt. Officials spoke of 12.", [("killed", 3), ("injured", 90)]),
        ("Nobody died. The company reported 12 on Monday.", []),
        (f"{_DIED} 2,000 could be the total.", [("killed", 30)]),
    ],
)  # fmt: skip
def test_a_bare_figure_takes_up_whom_the_sentences_before_count(
    read: Reader, text: str, told: list[tuple[str, int | None]]
) -> None:
    assert [(c.status, c.min) for c in read(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("By morning 15 bodies lay in the rooms of the house.", [("killed", 15)]),
        ("Fifteen public bodies lay claim to the money.", []),
        ("The army had lost touch with five of its soldiers.", [("missing", 5)]),
        ("The firm lost contact with 12 vessels.", []),
        ("The ministry had talked of more than 290 dead.", [("killed", 291)]),
        ("There was talk of 290 dead.", []),
        ("Some 223 girls are still in captivity.", [("missing", None)]),
        ("The dead at the prison number at least 12.", [("killed", 12)]),
        ("Twelve died. Lund province has lost 1,643 people.", [("killed", 12), ("killed", 1643)]),
        ("The city has lost 1,643 people in ten years.", []),
        ("Twelve died. The city lost 400 residents to emigration.", [("killed", 12)]),
    ],
)
def test_more_ways_to_tell_a_fate(read: Reader, text: str, told: list[tuple[str, int | None]]) -> None:
    assert [(c.status, c.min) for c in read(text)] == told


def test_a_day_may_stand_before_the_parts_of_a_total(read: Reader) -> None:
    told = read("The premier put the number of dead at 20 on Monday: 12 civilians and eight policemen.")
    assert [(c.party_class, c.min, c.subset_of) for c in told] == [
        ("unknown", 20, None),
        ("civilian", 12, 0),
        ("security_forces", 8, 0),
    ]


def test_of_whom_takes_the_side_of_those_named(read: Reader) -> None:
    (told,) = read("It does not include the plotters, of whom 104 were shot dead.")
    assert (told.party, told.party_class) == ("plotters", "cartel")


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("The minister of health, Jane Doe, put the dead at 44.", "Jane Doe"),
        ("The Red Cross raised the death toll to 44.", "The Red Cross"),
        ("Two bombs raised the death toll to 44.", None),
    ],
)
def test_who_sets_a_toll_gives_it(read: Reader, text: str, by: str | None) -> None:
    assert [c.attributed_to for c in read(text) if c.min == 44] == [by]


def test_a_count_knows_whether_its_own_sentence_tells_its_day(read: Reader) -> None:
    told = read("Gunmen attacked a bus on Saturday. Four guards were killed in the attack. Two died on Sunday.")
    assert [(c.date, c.date_basis) for c in told] == [("2024-06-08", "story"), ("2024-06-09", "told")]
