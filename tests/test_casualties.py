"""Casualties: each rule with a sentence of its own, and numbers that count nobody."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

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
