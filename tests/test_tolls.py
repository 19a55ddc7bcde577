"""Which counts of a report are tolls of the incident: invented ones of two short reports, and a third."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geo.present.key_figures import key_tolls
from geo.reconcile import reconcile
from geo.reconcile.events.places import key_of
from geo.reconcile.people import People
from geo.reconcile.tolls import ledger
from geo.reconcile.tolls.by_place import local_tolls
from geo.reconcile.tolls.ledger import Scope, value
from geo.reconcile.tolls.no_figure import is_one_side
from geo.reconcile.tolls.not_its_toll import OTHERS, is_away, reason_of_no_toll, shared_spots
from geo.reconcile.tolls.toll import COMPETES, ranked, tolls_of
from geo.sources.reader import make_document
from tests.invented import count
from tests.invented import toll as made_toll
from tests.makers import NORTH, SOUTH, casualty, extraction, mention

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.incident import Incident
    from geo.pipeline import Pipeline

    Telling = Callable[..., Incident]


def test_one_of_a_side_is_no_total_beside_a_part_that_is_greater() -> None:
    """As in "25 guards, and one of the Prosecution", where both are told for the same state: nobody gives a total."""
    guards = replace(count(25, 25, party="guards"), part=True)
    (made,) = tolls_of([guards, count(1, 1, party="agent")])
    assert (made.best, made.low) == (None, None)
    (made,) = tolls_of([guards, count(28, 28, party="officers")])
    assert (made.best, made.low, made.high) == (28, 28, 28)


def test_a_toll_that_one_side_exceeds_has_no_range() -> None:
    """Of "6" and "7 arrested" with seventy suspects arrested neither is a number of all."""
    few = [
        replace(count(n, n), toll="arrested/all", casualty=replace(count(n, n).casualty, status="arrested"))
        for n in (6, 7)
    ]
    seventy = count(70, 70, party="suspects")
    many = replace(
        seventy, toll="arrested/cartel", casualty=replace(seventy.casualty, status="arrested", party_class="cartel")
    )
    everybody, suspects = tolls_of([*few, many])
    assert (everybody.low, everybody.best, everybody.high, len(everybody.entries)) == (None, None, None, 2)
    assert suspects.best == 70
    assert key_tolls([everybody, suspects], 1) == [suspects]  # what has no figure goes last
    assert key_tolls([everybody, suspects], 2) == [suspects, everybody]


COUP = (
    "2019-05-14",
    (
        "Soldiers seized the state broadcaster in Niamey early on Tuesday and put the president of Niger under arrest. "
        "A colonel read a statement that dissolved the government."
    ),
)
BOMB = (
    "2018-03-12",
    (
        "A bomb exploded in a vegetable market in Quetta on Monday, killing at least 23 people and wounding 61. "
        "Nobody claimed the attack on the crowded market."
    ),
)
DAM = (
    "2017-06-03",
    (
        "A dam above the town of Talgar, near Almaty, burst on Saturday and sent a wave of mud through the valley. "
        "Rescuers said that 31 people were dead and 40 missing."
    ),
)
TRAIN = (
    "2016-11-09",
    (
        "A passenger train jumped the rails near Albacete on Wednesday and hit a bridge. "
        "Thirty-four people were killed and 112 injured, officials said."
    ),
)
GUN = (
    "2018-10-05",
    (
        "A gunman opened fire in a Methodist church in Tulsa, Oklahoma, on Friday night and killed nine people. "
        "Fourteen others were wounded."
    ),
)
#: What a report on each begins with; the day of the later ones is told with them.
OPENS = {
    COUP: "Soldiers seized the state broadcaster in Niamey on Tuesday. ",
    BOMB: "A bomb in a market in Quetta killed 23 people on Monday. ",
    DAM: "A dam burst above Talgar on Saturday; 31 people are dead. ",
    TRAIN: "A train jumped the rails near Albacete on Wednesday; 34 people were killed. ",
    GUN: "A gunman killed nine people in a church in Tulsa on Friday. ",
}


@pytest.fixture(scope="module")
def incident(pipeline: Pipeline) -> Telling:
    def told(base: tuple[str, str], text: str, published: str | None = None) -> Incident:
        day, report = base
        texts = [("Post", day, report), ("Herald", day, report.replace("early ", "")), ("Echo", published, text)]
        return reconcile(
            [
                pipeline.extract(
                    make_document(
                        words, {"publisher": name, "published": on or day, "language": "en"}, name=f"{name}.md"
                    )
                )
                for name, on, words in texts
            ]
        )

    return told


def competing(incident: Incident, status: str) -> set[int | None]:
    """The numbers of that status which the third report gives and which may be the toll."""
    return {
        value(e.casualty)
        for t in incident.tolls
        for e in t.entries
        if t.status == status and e.publisher == "Echo" and e.relation in COMPETES
    }


def best(incident: Incident, status: str, party: str = "all") -> int | None:
    return next((t.best for t in incident.tolls if (t.status, t.party_class) == (status, party)), None)


@pytest.mark.parametrize(
    ("base", "sentence", "numbers"),
    [
        (
            COUP,
            "Their anger goes back to December, when rebels overran an outpost at Inates and killed 53 troops.",
            {53},
        ),
        (COUP, "Two weeks before, a raid on a village in the west had left 11 people dead and 40 hurt.", {11}),
        (COUP, "Months earlier an ambush on a convoy killed 16 of their comrades.", {16}),
        (COUP, "The army lost trust when 29 gendarmes were slaughtered at a border post last autumn.", {29}),
        (COUP, "In an earlier attempt to overthrow him nine people had been killed.", {9}),
        (COUP, "In May 2010 guards held the palace for a night; at least 14 people were killed.", {14}),
        (COUP, "Villagers still talk of the massacre at Tchoma, in which 100 people perished.", {100}),
        (GUN, "The rabbi of the Pittsburgh synagogue where 11 worshippers were murdered sent a message.", {11}),
        (GUN, "The killings came eleven days after 12 people were shot dead in a bar in California.", {12}),
    ],
)
def test_what_a_report_looks_back_on_is_no_toll(
    incident: Telling, base: tuple[str, str], sentence: str, numbers: set[int]
) -> None:
    assert not competing(incident(base, OPENS[base] + sentence, base[0]), "killed") & numbers


@pytest.mark.parametrize(("reason", "whole"), [("It is of another year.", None), (None, 300)])
def test_a_count_is_no_part_of_another_incidents_total(
    monkeypatch: pytest.MonkeyPatch, reason: str | None, whole: int | None
) -> None:
    """The twelve are none of the 300 that are set aside."""
    three_hundred = casualty(start=44, end=47, text="300", min=300)
    monkeypatch.setattr(ledger, "_reason", lambda count, *_: reason if count.min == 300 else None)
    made = ledger.ledger_of([extraction(casualties=(three_hundred, casualty(subset_of=0)))], People({}, {}), Scope())
    (twelve,) = (e for e in made.entries if value(e.casualty) == 12)
    assert (value(twelve.part_of) if twelve.part_of else None) == whole


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Nobody is missing any longer, the mayor said.", None),
        ("The mayor said that all of the missing had been found.", None),
        ("Everyone has been accounted for.", None),
        ("Not everyone has been accounted for.", 40),
        ("All of the crew have been accounted for.", 40),
    ],
)
def test_where_nobody_is_missing_any_longer_no_count_stands(incident: Telling, words: str, left: int | None) -> None:
    assert best(incident(DAM, OPENS[DAM] + words, "2017-06-05"), "missing") == left


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("Fifty children were still missing; the children were later found.", set()),
        ("Fifty people were missing but have since been located.", set()),
        ("Fifty people were missing; a body was later found.", {50}),
        ("The mayor had 50 reports of people unaccounted for.", set()),
    ],
)
def test_who_was_found_is_not_missing(incident: Telling, words: str, numbers: set[int]) -> None:
    assert competing(incident(DAM, OPENS[DAM] + words, "2017-06-05"), "missing") == numbers


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("He meant the valley of Aksu, where a dam failed in May 2012; 45 people died.", {31}),
        ("He meant the dam above Aksu that failed in May 2012, killing 45 people.", {31}),
        ("He has run the mine since 2012; 45 people died there on Saturday.", {31, 45}),
        ("In a separate wave of violence, 45 people were killed.", {31}),
        ("Separately, a bus crash killed 45 people.", {31}),
        ("At two separate places 45 people died in the mud.", {31, 45}),
        ("Residents claimed that the mud had killed 45 people, a figure for which there is no evidence.", {31}),
        ("Residents claimed that the mud had killed 45 people, for which they blame the mine.", {31, 45}),
    ],
)
def test_what_the_clause_before_or_its_opening_tells_of_another_incident(
    incident: Telling, words: str, numbers: set[int]
) -> None:
    assert competing(incident(DAM, OPENS[DAM] + words, "2017-06-05"), "killed") == numbers


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("On Monday 45 members of a Kyrgyz family murdered by the mud were buried.", {31, 45}),
        ("On Monday 45 Kyrgyz were dead.", {31}),
    ],
)
def test_a_family_is_no_nation(incident: Telling, words: str, numbers: set[int]) -> None:
    assert competing(incident(DAM, OPENS[DAM] + words, "2017-06-05"), "killed") == numbers


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Nine injured people were taken to hospitals in Bishkek.", 9),
        ("Nine people were injured in Bishkek.", None),
    ],
)
def test_hospitals_are_not_where_people_were_hurt(incident: Telling, words: str, number: int | None) -> None:
    assert best(incident(DAM, OPENS[DAM] + words, "2017-06-05"), "injured") == number


@pytest.mark.parametrize(
    ("base", "text", "published", "number"),
    [
        (
            BOMB,
            "A week after a bomb killed 25 people in a market in Quetta, the traders opened their stalls.",
            "2018-03-19",
            25,
        ),
        (BOMB, "A bomb killed 25 people in a market in Quetta two weeks before the vote.", "2018-03-13", 25),
        (
            BOMB,
            "Thirty-five people were killed on March 12, 2018, when a bomb went off in a market in Quetta.",
            "2019-03-12",
            35,
        ),
        (
            DAM,
            "When the dam above Talgar burst on 3 June 2017 it took 70 lives; 65 of the dead have names.",
            "2018-06-04",
            70,
        ),
        (DAM, "A year ago a dam burst above Talgar and killed 70 people.", "2018-06-05", 70),
    ],
)
def test_what_is_told_long_after_is_still_the_toll(
    incident: Telling, base: tuple[str, str], text: str, published: str, number: int
) -> None:
    assert best(incident(base, text, published), "killed") == number


@pytest.mark.parametrize(
    "words",
    [
        "Eleven Malian soldiers were killed in the fighting for a ford earlier this month.",
        "Eleven soldiers were killed in another war earlier this month.",
    ],
)
def test_what_another_war_took_in_the_month_of_the_news_is_no_toll(incident: Telling, words: str) -> None:
    told = incident(BOMB, OPENS[BOMB] + words, "2018-03-14")
    assert 11 not in {e.casualty.min for toll in told.tolls for e in toll.entries}
    again = incident(BOMB, "Earlier this month a bomb killed 25 people in a market in Quetta.", "2018-03-20")
    assert 25 in {e.casualty.min for toll in again.tolls for e in toll.entries}


@pytest.mark.parametrize(
    ("base", "sentence", "number"),
    [
        (GUN, "Fifteen people died in Oklahoma and Kansas within a single day.", 15),
        (GUN, "Between them the gunmen of Tulsa and Wichita killed 16 people.", 16),
        (BOMB, "Bombs in Quetta and Peshawar killed 44 people on Monday.", 44),
        (BOMB, "Together with a blast in Karachi on Sunday, the attacks have claimed 41 lives.", 41),
    ],
)
def test_a_sum_with_another_incident_is_no_toll(
    incident: Telling, base: tuple[str, str], sentence: str, number: int
) -> None:
    assert number not in competing(incident(base, OPENS[base] + sentence, base[0]), "killed")


def test_two_places_of_one_incident_make_no_sum(incident: Telling) -> None:
    both = incident(GUN, OPENS[GUN] + "The gunman killed 12 people in Tulsa and Broken Arrow.", GUN[0])
    assert 12 in competing(both, "killed")


@pytest.mark.parametrize(
    ("base", "text", "published", "number"),
    [
        (
            DAM,
            "A year after the dam above Talgar burst, the mud is there. Floods have killed 20 people in the region.",
            "2018-06-04",
            20,
        ),
        (
            COUP,
            "The officers in Niamey appointed a premier. France said that its jets had killed 50 jihadists.",
            "2019-05-30",
            50,
        ),
        (
            COUP,
            "The officers in Niamey appointed a premier. The Nigerian army said it had killed 25 militants.",
            "2019-05-20",
            25,
        ),
        (DAM, OPENS[DAM] + "Elsewhere in the country, a fire in a hostel killed 38 students.", DAM[0], 38),
    ],
)
def test_the_dead_of_another_incident_are_none_of_this_one(
    incident: Telling, base: tuple[str, str], text: str, published: str, number: int
) -> None:
    assert number not in competing(incident(base, text, published), "killed")


@pytest.mark.parametrize(
    ("sentence", "status", "number"),
    [
        ("Twenty-one passengers in the first carriage died.", "killed", 21),
        ("Thirty-one of the 34 dead were Spaniards.", "killed", 31),
        ("The rescuers pulled 33 bodies from one carriage.", "killed", 33),
        ("Twenty-eight died on the spot.", "killed", 28),
        ("The governor of Murcia counted 18 dead from her state.", "killed", 18),
        ("Of her region's people alone, the governor said, 18 were dead.", "killed", 18),
        ("Aragon's president said that 18 people from his region had died and nine had not been found.", "missing", 9),
        ("By Friday 78 of the injured had been discharged and 82 injured were still being treated.", "injured", 82),
    ],
)
def test_a_part_is_no_total(incident: Telling, sentence: str, status: str, number: int) -> None:
    assert number not in competing(incident(TRAIN, OPENS[TRAIN] + sentence, "2016-11-11"), status)


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The crash near Albacete killed 38 people in one day.", 38),
        ("The death toll near Albacete climbed to 38 on Thursday after four passengers died in hospital.", 38),
        ("Two bodies had been counted twice: 32 people died in the crash near Albacete, down from 34.", 32),
        ("The transport ministry corrected its figure of 34 dead in the crash near Albacete to 32.", 32),
    ],
)
def test_the_latest_total_holds_whether_it_rises_or_falls(incident: Telling, text: str, killed: int) -> None:
    assert best(incident(TRAIN, text, "2016-11-10"), "killed") == killed


def test_the_missing_become_fewer(incident: Telling) -> None:
    assert (
        best(
            incident(DAM, "The dam above Talgar burst on 3 June. Only 12 people are still missing.", "2017-06-20"),
            "missing",
        )
        == 12
    )


@pytest.mark.parametrize(
    ("sentence", "hurt"),
    [
        ("Four guards were gravely wounded. All four have since died.", False),
        ("The leader and four aides were badly wounded, and the five died in the helicopter.", False),
        ("Four guards were gravely wounded. The two attackers died.", True),
    ],
)
def test_the_hurt_who_died_are_no_longer_hurt(incident: Telling, sentence: str, hurt: bool) -> None:
    told = incident(COUP, OPENS[COUP] + sentence, COUP[0])
    assert (4 in competing(told, "injured")) is hurt


def test_a_spot_that_the_gazetteer_lacks_is_the_incidents_where_two_reports_count_there() -> None:
    there = casualty(place=mention(None))
    one = replace(extraction(casualties=(there,)), places=())
    other = replace(one, document=replace(one.document, id="o" * 16))
    scope = Scope("XA", NORTH)
    assert is_away(there, replace(scope, spots=shared_spots([one])))
    assert not is_away(there, replace(scope, spots=shared_spots([one, other])))


def test_words_of_a_side_are_read_in_the_language_of_their_text() -> None:
    """As in "32 militantes": no toll of all, whatever language the other reports are in."""
    told = count(32, 32, party="militantes")
    assert is_one_side(replace(told, language="es"))
    assert not is_one_side(replace(told, language="en"))


@pytest.mark.parametrize(
    ("base", "text", "published", "killed"),
    [
        (TRAIN, "A Dane hurt in the crash near Albacete died on Friday, raising the toll to 36.", "2016-11-12", 36),
        (
            TRAIN,
            "The crash near Albacete took 40 lives. At first the ministry had spoken of 38 dead.",
            "2016-11-12",
            40,
        ),
        (TRAIN, "Fifteen children were among the dead of the crash near Albacete.", "2016-11-12", 34),
        (TRAIN, "The dead of the crash near Albacete include 11 teachers.", "2016-11-12", 34),
        (TRAIN, "After the crash near Albacete 90 people are feared dead.", "2016-11-09", 34),
        (TRAIN, "Two disasters within a week, one near Albacete, have taken 61 lives.", "2016-11-12", 34),
        (DAM, "Forty-four miners died when the dam burst above Talgar, a court found.", "2017-07-20", 44),
        (GUN, "A judge jailed the gunman of Tulsa on Friday for the murder of ten people.", "2019-06-12", 10),
        (GUN, "Mercy Hospital in Tulsa counted seven bodies.", "2018-10-06", 9),
    ],
)
def test_what_the_toll_of_all_comes_to(
    incident: Telling, base: tuple[str, str], text: str, published: str, killed: int
) -> None:
    assert best(incident(base, text, published), "killed") == killed


def test_the_missing_of_then_are_no_figure_where_many_more_are_dead_since(incident: Telling) -> None:
    later = incident(DAM, "The burst of the dam above Talgar took 68 lives.", "2017-09-20")
    assert best(later, "missing") is None
    assert best(incident(DAM, "The burst of the dam above Talgar took 33 lives.", "2017-09-20"), "missing") == 40


@pytest.mark.parametrize(
    ("sentence", "civilians"),
    [("Seven girls were killed.", None), ("Seven worshippers were killed, and two guards.", 7)],
)
def test_girls_are_not_all_civilians(incident: Telling, sentence: str, civilians: int | None) -> None:
    assert best(incident(GUN, OPENS[GUN] + sentence, GUN[0]), "killed", "civilian") == civilians


def test_all_attackers_are_a_toll_however_few(incident: Telling) -> None:
    assert best(incident(BOMB, OPENS[BOMB] + "All three attackers were killed.", BOMB[0]), "killed", "cartel") == 3
    assert best(incident(BOMB, OPENS[BOMB] + "Police killed three attackers.", BOMB[0]), "killed", "cartel") == 3
    assert best(incident(BOMB, OPENS[BOMB] + "Police killed an attacker.", BOMB[0]), "killed", "cartel") is None


def test_a_count_of_the_first_hours_is_no_toll_of_its_place_once_more_died(incident: Telling) -> None:
    early = ("2018-03-12", BOMB[1] + " Eleven people died in the suburb of Kuchlak, doctors said.")
    told = incident(early, "The toll of the bomb in the market in Quetta has risen to 40.", "2018-03-15")
    assert best(told, "killed") == 40
    assert not [x for x in local_tolls(told.tolls) if x.toll.status == "killed" and x.toll.best == 11]


def test_a_reader_ranks_another_count_best_and_nothing_is_counted_anew() -> None:
    ours, rival, apart = count(40, 40, relation="best"), count(55, 55), count(3, 3, relation="other")
    toll = made_toll(ours, rival, apart)
    chosen = ranked(toll, rival)
    assert (chosen.low, chosen.best, chosen.high) == (40, 55, 55)
    assert [e.relation for e in chosen.entries] == ["rival", "best", "other"]
    assert chosen.best_entry is chosen.entries[1]
    assert [e.casualty for e in chosen.entries] == [e.casualty for e in toll.entries]
    assert ranked(toll, apart).low == 3


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("Accounts on the internet spoke of 90 dead.", {31}),
        ("Nor was there any truth, he said, in talk of 90 dead.", {31}),
        ("The mayor denied reports of 90 dead.", {31}),
        ("There is no truth in the charge that he fled; 45 people are dead.", {31, 45}),
        ("The governor stopped short of declaring the 45 dead.", {31}),
        ("The governor did not confirm the cause; 45 people are dead.", {31, 45}),
        ("A rebel group said that it had killed 45 people; it offered no proof.", {31}),
        ("The mud killed 45 people, and divers found no evidence of a bomb.", {31, 45}),
        ("The company has withdrawn its figure of 90 dead.", {31}),
    ],
)
def test_what_nobody_stands_by_is_no_toll(incident: Telling, words: str, numbers: set[int]) -> None:
    assert competing(incident(DAM, OPENS[DAM] + words, "2017-06-05"), "killed") == numbers


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("The sect speaks of a campaign under way since March, in which 45 people have been killed.", False),
        ("Since 2011, when the army entered the valley, 45 people have died.", False),
        ("Since June began, 45 people have died.", True),
        ("The mine had closed in 2011, after which came a row and 45 dead.", False),
        ("The mine closed in 2011. On Saturday 45 people died.", True),
    ],
)
def test_a_count_from_before_the_incident_is_no_toll(incident: Telling, words: str, counts: bool) -> None:
    assert (45 in competing(incident(DAM, OPENS[DAM] + words, "2017-06-05"), "killed")) is counts


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("Forty-five bodies were dug up near Talgar by soldiers.", {31}),
        ("Forty-five bodies have been found in a mass grave near Talgar.", {31}),
        ("Forty-five bodies have been found in the mud near Talgar.", {31, 45}),
    ],
)
def test_bodies_out_of_a_grave_are_others_than_the_dead_told_before(
    incident: Telling, words: str, numbers: set[int]
) -> None:
    assert competing(incident(DAM, OPENS[DAM] + words, "2017-06-08"), "killed") == numbers


def test_bodies_out_of_a_grave_are_a_toll_where_nobody_was_counted_before() -> None:
    text = "Forty-five bodies were dug up near Lira."
    found = casualty(end=10, sent_end=len(text), text="Forty-five", min=45, max=45)
    read = extraction(casualties=(found,))
    told = replace(read, document=replace(read.document, text=text))
    (made,) = ledger.ledger_of([told], People({}, {}), Scope()).entries
    assert not made.part


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ([(148, "a", "03"), (148, "b", "14"), (400, "c", "05")], {148}),
        ([(148, "a", "03"), (148, "b", "05"), (400, "c", "14")], {400}),
        ([(148, "a", "03"), (400, "b", "05"), (148, "c", "04"), (400, "d", "06")], {400}),
        ([(148, "a", "03"), (148, "b", "14"), (200, "c", "05")], {148, 200}),
    ],
)
def test_a_number_of_one_report_is_held_against_what_more_hold_to(
    told: list[tuple[int, str, str]], kept: set[int]
) -> None:
    """One report's 400 are of something else, where others tell 148 before and after; not where they come last."""
    entries = [replace(count(n, n, published=f"2031-04-{day}"), doc_id=doc) for n, doc, day in told]
    (made,) = tolls_of(entries)
    assert {value(e.casualty) for e in made.entries if e.relation in COMPETES} == kept


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("The dam above Talgar burst on 3 June. Sixty were reported missing at first; 12 people are missing.", 12),
        ("The dam above Talgar burst on 3 June. Sixty are reported missing.", 60),
    ],
)
def test_who_was_missing_at_first_is_no_longer(incident: Telling, text: str, missing: int) -> None:
    assert best(incident(DAM, text, "2017-06-06"), "missing") == missing


def test_the_low_end_is_not_above_the_best_count() -> None:
    """Of "at least 218" by a ministry and a message of 1,000 nobody gives a lowest number."""
    ministry = count(218, None, published="2031-04-06", authority="federal")
    message = count(1000, 1000, published="2031-04-02", authority="outlet")
    (made,) = tolls_of([ministry, message])
    assert (made.low, made.best) == (None, 218)
    (made,) = tolls_of([ministry, replace(message, casualty=count(190, 190).casualty)])
    assert made.low == 190


def test_what_was_withdrawn_dwarfs_nothing() -> None:
    """Of 11,000 that the body took back for 4,000 nothing stays."""
    entries = [
        count(11000, 11000, published="2031-04-02"),
        replace(count(4000, 4000, published="2031-04-06", authority="outlet"), replaces=frozenset({11000})),
    ]
    (made,) = tolls_of(entries)
    assert (made.low, made.best, made.high) == (4000, 4000, 4000)
    (made,) = tolls_of([entries[0], replace(entries[1], replaces=frozenset())])
    assert made.best == 11000


def test_a_part_is_where_its_total_is() -> None:
    """As in "40 dead: 39 at Torla and one at Vessim", where a sum elsewhere names Vessim as the place of another."""
    scope = Scope("XA", NORTH, others=frozenset({key_of(SOUTH)}))
    read = extraction(places=(mention(SOUTH),))
    assert reason_of_no_toll(casualty(place=mention(SOUTH)), read, scope) == OTHERS
    assert reason_of_no_toll(casualty(place=mention(SOUTH), subset_of=0), read, scope) is None


def test_of_two_numbers_of_one_report_others_tell_the_incidents() -> None:
    """As in "Two states, 93 dead: 56 in one prison", where another report tells 56; not where each tells its own."""
    before = replace(count(56, 56, published="2031-04-02"), doc_id="a")
    later = [replace(count(n, n, published="2031-04-06"), doc_id="b") for n in (93, 56)]
    assert tolls_of([before, *later])[0].best == 56
    assert tolls_of(later)[0].best == 93
    assert tolls_of([before, later[0]])[0].best == 93


@pytest.mark.parametrize(("attackers", "everybody"), [(0, 119), (41, None)])
def test_one_party_is_all_only_where_no_side_is_counted(attackers: int, everybody: int | None) -> None:
    """Of "119 miners" after a toll of 100 all are meant; of "119 hostages" beside 41 attackers nobody counted all."""
    miners = count(119, 119, published="2031-04-06", party="people held")
    entries = [
        count(100, 100),
        replace(miners, doc_id="m", toll="killed/civilian", casualty=replace(miners.casualty, party_class="civilian")),
    ]
    if attackers:
        side = count(attackers, attackers, published="2031-04-06", party="attackers")
        casualty_of_side = replace(side.casualty, party_class="cartel")
        entries.append(replace(side, doc_id="s", toll="killed/cartel", casualty=casualty_of_side))
    entries = [replace(e, toll="killed/all") if e.toll == "killed/unknown" else e for e in entries]
    assert next(t.best for t in tolls_of(entries) if t.party_class == "all") == everybody
