"""How wires, tabloids and broadcasters tell a toll: each turn with a sentence of its own, and what is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.language.counts.tolls import link_tolls
from geo.language.pipeline import annotate
from geo.lexicons import table
from geo.types import Document

if TYPE_CHECKING:
    from collections.abc import Callable

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
    ("text", "told"),
    [
        ("Mercy Hospital counted 47 bodies, most of them boys.", [("47", "killed")]),
        ("He counted 12 sporting bodies in the town.", []),
        ("Doctors had received 25 bodies and 140 wounded.", [("25", "killed"), ("140", "injured")]),
        ("Besides the 203 people whose bodies were recovered, 37 are missing.", [("203", "killed"), ("37", "missing")]),
        ("Two people whose bodies were never claimed are named on the wall.", []),
        ("The government said yesterday, as the number of bodies recovered climbed to 92.", [("92", "killed")]),
        ("The army ended its search of the ruins on Monday with 127 bodies found.", [("127", "killed")]),
        ("The number who lost their lives at the mill on Tuesday now stands at 48.", [("48", "killed")]),
        ("That brings to 304 the number of people known to have died.", [("304", "killed")]),
        ("The death count reached 1,763 on Sunday.", [("1,763", "killed")]),
        ("They read out a roll of the dead: more than 150 people.", [("150", "killed")]),
        ("The road to the mill: more than 150 people live there.", []),
        ("The ferry went down with the loss of 304 lives.", [("304", "killed")]),
        ("The report tells of the loss of 20 customers.", []),
        ("A further 19 bodies have since been found, for a total of 64.", [("19", "killed"), ("64", "killed")]),
        ("Two more succumbed to burns on Friday, for 16 in all.", [("Two", "killed"), ("16", "killed")]),
        ("Four of the gunmen were killed; police thought that there were six in all.", [("Four", "killed")]),
        ("The crush left at least 121 people, mostly women, dead.", [("121", "killed")]),
        ("The toll at the mine climbed to 282, and 142 were still below.", [("282", "killed")]),
        (
            "The toll of the blast stands at 83: 70 traders and 13 guards.",
            [("83", "killed"), ("70", "killed"), ("13", "killed")],
        ),
        ("Police have taken 31 people into custody.", [("31", "arrested")]),
        ("More than 200 people sustained injuries.", [("200", "injured")]),
        (
            "The governor said 18 people had died and 63 were being treated in hospitals.",
            [("18", "killed"), ("63", "injured")],
        ),
        ("We have 61 confirmed deaths and 34 people in critical condition.", [("61", "killed"), ("34", "injured")]),
        ("Doctors recorded 14 deaths and 34 people were discharged.", [("14", "killed")]),
        ("He got 20 years for the murder of nine people and the attempted murder of 12.", [("nine", "killed")]),
        ("A man of 20 suspected of the shooting was arrested.", [("A", "arrested")]),
        ("Police arrested a man in three remote villages.", [("a", "arrested")]),
        ("Fourteen “young lives” were lost, the mayor told the town.", [("Fourteen", "killed")]),
        ("A total of eight lives were lost when the bridge fell.", [("eight", "killed")]),
        ("The number of lives lost has reached 40.", [("40", "killed")]),
        ("Fourteen keys were lost in the hall, the mayor told the town.", []),
        ("At least five people were known to be dead by noon.", [("five", "killed")]),
        ("Six sailors were reported to be dead.", [("Six", "killed")]),
        ("Five people are believed to be dead.", []),
        ("Three leaders are known to be violent.", []),
        ("Now 276 people are on the list of the missing, he said.", [("276", "missing")]),
        ("Now 276 people are on the list of the guests, he said.", []),
        ("She has had more than 50 reports of people unaccounted for.", []),
        ("All five attackers are no more, he said.", [("five", "killed")]),
        ("Six of the gunmen are no more than boys.", []),
        ("Two of the climbers did not survive.", [("Two", "killed")]),
        ("Nine of the passengers did not make it.", [("Nine", "killed")]),
        ("Three of the runners did not make it to the final.", []),
        ("The first of nine members of a family murdered in the hills were buried.", [("nine", "killed")]),
        ("Relatives of a girl killed in the crash and five members of the council met.", [("a", "killed")]),
        ("Two of the council members who opposed it breathed their last in May.", [("Two", "killed")]),
    ],
)
def test_turns_in_which_a_toll_is_told(read: Reader, text: str, told: list[tuple[str, str]]) -> None:
    assert [(c.text, c.status) for c in read(text)] == told


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Gunmen killed 141 people at the Royal School, 132 of them children.", {"132"}),
        ("Twenty-two people died, 12 of them staff and 10 patients.", {"12", "10"}),
        ("Nine bodies were recovered, two of them unnamed, and 27 people were saved.", {"two"}),
        ("Twelve sailors died in the fire and ten nurses were hurt.", set()),
    ],
)
def test_what_is_listed_behind_a_part_is_a_part(read: Reader, text: str, parts: set[str]) -> None:
    assert {c.text for c in read(text) if c.subset_of is not None} == parts


@pytest.mark.parametrize(
    ("text", "teller"),
    [("The quake has claimed 48 lives.", None), ("The ministry claims that 48 people died.", "The ministry")],
)
def test_what_claims_lives_gives_no_number(read: Reader, text: str, teller: str | None) -> None:
    assert [c.attributed_to for c in read(text)] == [teller]


def test_people_hurt_beside_soldiers_are_hurt_too(read: Reader) -> None:
    told = [(c.text, c.status, c.party_class) for c in read("Nine soldiers were hurt, he said, besides 24 pupils.")]
    assert told == [("Nine", "injured", "security_forces"), ("24", "injured", "civilian")]


#: A sentence whose long middle lets the parse take those who were killed for those who speak.
_LONG = "Gunmen ambushed three cars along a dirt road near the border of the Mexican states of Sonora and Sinaloa, "


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{_LONG}killing two women and six children, relatives and officials said Tuesday.", ["two", "six"]),
        (f"{_LONG}shooting dead five drivers and two guards, traders and officials said.", ["five", "two"]),
        (f"{_LONG}greeting two women and six children, relatives and officials said Tuesday.", []),
        (
            f"{_LONG}killing at least two women and six children, two witnesses and a guard said Tuesday.",
            ["two", "six"],
        ),
    ],
)
def test_who_speaks_behind_a_participle_is_none_of_the_dead(read: Reader, text: str, told: list[str]) -> None:
    assert [c.text for c in read(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("By night the toll had been revised. It is now 21, the mayor announced.", ["21"]),
        ("The death toll stood at 40 on Monday. It has since risen to 43.", ["40", "43"]),
        ("The death toll kept climbing. By nightfall it was 33.", ["33"]),
        ("Officials raised the number of dead again. It now stands at 52.", ["52"]),
        ("The flood was the worst in years. It is now 21, the mayor announced.", []),
        ("The death toll rose again. It is 12 days since the flood.", []),
        ("The death toll rose again. The mayor is 52.", []),
    ],
)
def test_it_may_be_the_toll_told_before(read: Reader, text: str, told: list[str]) -> None:
    assert [c.text for c in read(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Three people were killed; hospitals treated 144 others, 17 of them in critical condition.",
            [("killed", 3), ("injured", 144), ("injured", 17)],
        ),
        ("Soldiers brought 126 hostages out, and 126 guests were led off, 33 of whom were hurt.", [("injured", 33)]),
        ("Ninety people were brought to hospital, 33 of whom were badly hurt.", [("injured", 90), ("injured", 33)]),
    ],
)
def test_a_fate_told_of_some_is_that_of_some(read: Reader, text: str, told: list[tuple[str, int]]) -> None:
    assert [(c.status, c.min) for c in read(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Twelve people were taken to a clinic in Lyon.", [("injured", 12)]),
        ("Ambulances took 12 people to three hospitals.", [("injured", 12)]),
        ("Forty people were taken to other hospitals.", []),
        ("Forty patients were taken to a school.", []),
        ("Two bodies were taken to the district hospital.", []),
        ("Hospitals have treated 264 people since Monday.", [("injured", 264)]),
        ("The university has treated 264 people with respect.", []),
        ("Eight died at the scene and three in hospital.", [("killed", 8), ("killed", 3)]),
        ("The blast left eight people dead and 70 in hospital.", [("killed", 8), ("injured", 70)]),
    ],
)
def test_whom_they_bring_to_a_hospital_is_hurt(read: Reader, text: str, told: list[tuple[str, int]]) -> None:
    assert [(c.status, c.min) for c in read(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Another 15 bodies were found, taking the confirmed dead to 94.", [("15", 15), ("94", 94)]),
        ("Fatalities now number 112.", [("112", 112)]),
        ("The murders in room number 12 shocked the town.", []),
        ("The death toll has since climbed past 200.", [("200", 201)]),
        ("A total of 58 soldiers fell in the fighting.", [("58", 58)]),
        ("A total of 58 soldiers fell ill.", []),
        ("A 32-year-old Norwegian was arrested there.", [("A", 1)]),
        ("A German official spoke of the dead.", []),
    ],
)
def test_turns_for_a_toll(read: Reader, text: str, told: list[tuple[str, int]]) -> None:
    assert [(c.text, c.min) for c in read(text)] == told


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("He did not speak of the scores of arrests by the army.", None),
        ("Mayor Ana Ruiz said 12 people were killed.", "Ana Ruiz"),
        ("One of them told us that 30 were killed.", "One of them"),
    ],
)
def test_nobody_is_called_he(read: Reader, text: str, by: str | None) -> None:
    assert [c.attributed_to for c in read(text)] == [by]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The wounded were put at 81 by the town.", [("81", "injured")]),
        ("The wounded man was put at table 81.", []),
        (
            "The mine dropped its figure of 900 dead and now cites 412, the number that clerks have confirmed.",
            [("412", "killed")],
        ),
        ("The mine now cites 412 as a good price.", []),
        ("The clerk gave 283 as the number of those buried.", [("283", "killed")]),
        ("The clerk gave 283 as the number of pages.", []),
        ("The number of bodies found rose by five to 20.", [("20", "killed")]),
        ("Between five and 20 people were killed.", [("five and 20", "killed")]),
        ("The mothers of 31 missing pupils sat in the square.", [("31", "missing")]),
        ("Villagers found 31 missing pupils in a barn.", []),
    ],
)
def test_turns_of_later_reports(read: Reader, text: str, told: list[tuple[str, str]]) -> None:
    assert [(c.text, c.status) for c in read(text)] == told
    assert all(c.attributed_to is None or "number" not in c.attributed_to for c in read(text))


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Rebels killed nine soldiers and wounded 14 near the ford.", (14, "security_forces")),
        ("Rebels killed nine pupils and wounded 14 near the ford.", (14, "unknown")),
        ("Nine soldiers were killed and 14 were wounded.", (14, "unknown")),
        ("Hurt were 24, of whom nine were soldiers.", (9, "security_forces")),
        ("Twenty-four people were hurt in the hall. Nine were soldiers.", (9, "security_forces")),
        ("Twenty-four people were hurt in the hall. Ninety were soldiers.", (24, "unknown")),
        ("Forty-six patients were wounded.", (46, "unknown")),
    ],
)
def test_whom_a_bare_number_counts(read: Reader, text: str, last: tuple[int, str]) -> None:
    assert (read(text)[-1].min, read(text)[-1].party_class) == last


def test_who_is_named_is_counted_by_no_article(read: Reader) -> None:
    assert not read("Jane Doe, the clerk; Ann Poe, the cook; and John Roe, a driver, had been arrested on Monday.")
    assert len(read("A driver had been arrested on Monday.")) == 1
