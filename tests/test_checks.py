"""Counts set against each other, by place, and set aside: in words, with what they rest on."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from geo.reconcile import reconcile
from geo.reconcile.tolls.by_place import local_tolls
from geo.reconcile.tolls.ledger import Scope
from geo.reconcile.tolls.not_its_toll import ABROAD as FAR_ABROAD
from geo.reconcile.tolls.not_its_toll import DENIED, HEARSAY, OTHERS, RUMOUR, SUM, YEARS
from geo.reconcile.tolls.one_group import is_by_another_state
from geo.reconcile.tolls.some_of_them import is_the_rest
from geo.sources.reader import make_document
from geo.types import Casualty, Document, Extraction, Figure, Mention, Place
from tests.makers import NORTH, SOUTH, STATE, casualty, mention, telling

if TYPE_CHECKING:
    from geo.incident import Incident
    from geo.pipeline import Pipeline


def source(
    name: str, *counts: Casualty, published: str = "2031-05-06", places: tuple[Mention, ...] = (), **more: Any
) -> Extraction:
    return Extraction(
        Document(name, name, "x" * 400, publisher=name, published=published), casualties=counts, places=places, **more
    )


def count(low: int | None, high: int | None, party: str | None = "people", start: int = 52, **changes: Any) -> Casualty:
    side = {"guards": "security_forces", "gunmen": "cartel", "women": "civilian", "nurses": "civilian"}.get(
        party or "", "unknown"
    )
    return casualty(
        **(
            {
                "min": low,
                "max": high,
                "text": str(low),
                "party": party,
                "party_class": side,
                "start": start,
                "end": start + 2,
                "attributed_to": None,
            }
            | changes
        )
    )


def texts(incident: Incident, kind: str) -> list[tuple[bool, str]]:
    return [(c.agrees, c.text) for c in incident.checks if c.kind == kind]


def test_parts_that_add_up():
    told = source(
        "Post", count(62, 62), count(25, 25, "guards", 60, subset_of=0), count(37, 37, "gunmen", 70, subset_of=0)
    )
    assert texts(reconcile([told]), "parts") == [
        (True, "Post, 6 May 2031: 25 guards + 37 gunmen = 62 of 62 people; they add up.")
    ]


@pytest.mark.parametrize(("gunmen", "whole"), [(21, True), (20, False)])
def test_the_parts_of_two_places_that_come_to_the_total(gunmen: int, whole: bool):
    here, there = mention(NORTH, 44), mention(SOUTH, 54)
    parts = (
        count(25, 25, "guards", 60, subset_of=0, place=here),
        count(16, 16, "gunmen", 70, subset_of=0, place=here),
        count(gunmen, gunmen, "gunmen", 80, subset_of=0, place=there),
    )
    incident = reconcile([source("Post", count(62, 62), *parts, places=(here, there))])
    by_place = (True, "Post, 6 May 2031: 41 in Torla + 21 in Vessim = 62 of 62 people; they add up.")
    assert (texts(incident, "parts") == [by_place]) is whole


def test_the_dead_of_other_nations_are_no_part_of_one_nations_dead(pipeline: Pipeline):
    words = (
        "Eighty people were killed in the siege of a gas plant near In Amenas, Algeria, officials said on Monday. "
        "Governments far away gave their own parts of the count. Japan confirmed seven dead. "
        "Six Filipinos, three Americans and two Romanians are among the dead."
    )
    told = make_document(words, {"publisher": "Post", "published": "2013-01-22", "language": "en"}, name="a.md")
    incident = reconcile([pipeline.extract(told)])
    assert {e.casualty.text.lower() for t in incident.tolls for e in t.entries} >= {"seven", "six", "three", "two"}
    assert not [text for _, text in texts(incident, "parts") if "of 7" in text]


def test_parts_beyond_their_total_are_shown_and_not_averaged():
    told = source(
        "Post", count(60, 60), count(25, 25, "guards", 60, subset_of=0), count(37, 37, "gunmen", 70, subset_of=0)
    )
    incident = reconcile([told])
    assert texts(incident, "parts") == [
        (False, "Post, 6 May 2031: 25 guards + 37 gunmen = 62 of 60 people; that is 2 more than the total.")
    ]
    assert {t.party_class: t.best for t in incident.tolls} == {"all": 60, "security_forces": 25, "cartel": 37}


def test_what_no_part_covers_is_told():
    told = source(
        "Post", count(73, None), count(25, 25, "guards", 60, subset_of=0), count(1, 1, "women", 70, subset_of=0)
    )
    ((agrees, text),) = texts(reconcile([told]), "parts")
    assert agrees
    assert text.endswith("26 of at least 73 people; at least 47 are not broken down.")


def test_a_part_of_a_body_that_is_named_shorter_in_another_sentence_counts_once():
    told = source(
        "Post",
        count(62, 62),
        count(61, 61, "Ministerio del Interior guards", 60, subset_of=0),
        count(1, 1, "agent of the Prosecution of Lira", 80, subset_of=0, sent_start=50),
        count(1, 1, "Prosecution", 120, subset_of=0, sent_start=100),
    )
    ((agrees, text),) = texts(reconcile([told]), "parts")
    assert agrees, text


def test_two_parts_of_one_sentence_or_of_nobodys_body_are_two():
    same = source(
        "Post",
        count(2, 2),
        count(1, 1, "agent of the Prosecution", 60, subset_of=0, sent_start=50),
        count(1, 1, "Prosecution", 80, subset_of=0, sent_start=50),
    )
    bare = source(
        "Post",
        count(2, 2),
        count(1, 1, "police officer", 60, subset_of=0, sent_start=50),
        count(1, 1, "officer", 120, subset_of=0, sent_start=100),
    )
    for told in (same, bare):
        assert " + " in texts(reconcile([told]), "parts")[0][1]


@pytest.mark.parametrize(("gunmen", "is_all"), [(36, True), (35, False)])
def test_of_a_total_that_is_spelt_out_one_woman_is_all_of_the_women(gunmen: int, is_all: bool):
    told = source(
        "Post",
        count(62, 62, start=10, sent_start=5),
        count(25, 25, "guards", 60, subset_of=0, sent_start=50),
        count(1, 1, "women", 70, subset_of=0, sent_start=50),
        count(gunmen, gunmen, "gunmen", 80, subset_of=0, sent_start=50),
    )
    entries = [e for t in reconcile([told]).tolls for e in t.entries]
    assert {e.entire for e in entries if e.casualty.party == "women"} == {is_all}


def test_the_other_dead_are_the_rest():
    text = "At Torla 28 guards died. The other 25 died on the road, and 25 others lived."
    told = Extraction(Document("Post", "Post", text))
    first, second = (casualty(sent_start=25, start=text.index(words)) for words in ("25 died", "25 others"))
    assert is_the_rest(first, told)
    assert not is_the_rest(second, told)


def test_one_part_is_nothing_to_add():
    assert texts(reconcile([source("Post", count(62, 62), count(25, 25, "guards", 60, subset_of=0))]), "parts") == []


def test_rival_totals_are_told_with_who_and_when():
    incident = reconcile([source("Post", count(55, None)), source("Herald", count(71, None, text="70"))])
    assert texts(incident, "totals") == [
        (
            False,
            (
                "All parties killed: at least 55 according to Post (6 May 2031); "
                "more than 70 according to Herald (6 May 2031)."
            ),
        )
    ]


def test_who_says_at_least_is_not_set_beside_who_says_so_many():
    told = [source("Post", count(25, 25)), source("Herald", count(25, None)), source("Times", count(28, 28))]
    [(_, text)] = texts(reconcile(told), "totals")
    assert "25 according to Post (6 May 2031)" in text
    assert "at least 25 according to Herald (6 May 2031)" in text


def test_at_least_the_same_number_contradicts_nobody():
    assert texts(reconcile([source("Post", count(25, 25)), source("Herald", count(25, None))]), "totals") == []


def test_one_number_for_two_places_is_a_conflict():
    def told(name: str, *where: Any) -> Extraction:
        spots = tuple(mention(p, 44 + 10 * i) for i, p in enumerate(where))
        return source(name, count(25, 25, "guards", place=spots[0]), places=spots)

    ((agrees, text),) = texts(reconcile([told("Post", NORTH), told("Herald", NORTH, SOUTH)]), "places")
    assert not agrees
    assert text == ("Security forces killed, 25: Torla and Vessim according to Herald; Torla according to Post.")


def test_a_place_within_the_other_and_ones_and_twos_are_no_conflict():
    def told(name: str, n: int, where: Any) -> Extraction:
        return source(name, count(n, n, "guards", place=(spot := mention(where, 44))), places=(spot,))

    nested = reconcile([told("Post", 25, SOUTH), told("Herald", 25, STATE)])
    few = reconcile([told("Post", 2, NORTH), told("Herald", 2, SOUTH)])
    apart = reconcile([told("Post", 25, NORTH), told("Herald", 25, SOUTH)])
    assert [len(texts(one, "places")) for one in (nested, few, apart)] == [0, 0, 1]


def test_counts_by_place_keep_a_town_and_its_state_apart():
    town, state = mention(SOUTH, 44), mention(STATE, 44)
    incident = reconcile(
        [
            source("Post", count(3, 3, place=town), places=(town,)),
            source("Herald", count(9, 9, place=state), places=(state,)),
        ]
    )
    assert {(x.places[0].name, x.places[0].level): x.toll.best for x in local_tolls(incident.tolls)} == {
        ("Vessim", "city"): 3,
        ("South", "admin1"): 9,
    }


def test_the_prison_guard_is_part_of_the_total_of_all():
    incident = reconcile(
        [
            source("Post", count(73, None), count(1, 1, "guards", 60, subset_of=0)),
            source("Herald", count(25, 25, "guards")),
        ]
    )
    (toll,) = [t for t in incident.tolls if t.party_class == "security_forces"]
    (part,) = [e for e in toll.entries if e.relation == "part"]
    assert (part.casualty.min, part.part_of and part.part_of.min, toll.best) == (1, 73, 25)


def test_counts_of_no_toll_are_set_aside_with_the_reason():
    old = telling(sent_start=43, sent_end=93, start=45, background=True)
    denied = replace(old, background=False, reality="denied")
    incident = reconcile([source("Post", count(9, 9), events=(old,)), source("Herald", count(8, 8), events=(denied,))])
    assert incident.tolls == ()
    assert {a.entry.casualty.min: a.reason for a in incident.set_aside} == {
        9: "Its sentence tells of another incident.",
        8: "Its sentence says that it did not happen, or that it may.",
    }


def test_other_numbers_have_one_line_for_each_text():
    blocks = Figure(10, 13, 0, 42, "252", 252, 252, None, "blockades", None)
    incident = reconcile(
        [source("Post", figures=(blocks, replace(blocks, start=30, end=33))), source("Herald", figures=(blocks,))]
    )
    assert [(f.publisher, f.figure.min, f.asserted_by) for f in incident.figures] == [
        ("Herald", 252, "Herald"),
        ("Post", 252, "Post"),
    ]


def test_events_that_are_none_of_the_incident_are_kept_apart_with_the_reason():
    told = (telling(), telling(reality="denied"), telling(reality="hypothetical"), telling(background=True))
    incident = reconcile([source("Post", events=told)])
    assert len(incident.events) == 1
    assert [(e.type, e.reason, e.publisher) for e in incident.events_aside] == [
        ("raid", "denied", "Post"),
        ("raid", "told as possible", "Post"),
        ("raid", "another incident", "Post"),
    ]


# What makes a toll wrong

ABROAD = Place("9", "Konnur", 40.0, 60.0, "city", "XB", "East", "XB.01", "Konnur")


def said(text: str, low: int, words: str, *where: Place, **changes: Any) -> Extraction:
    """A text with one count in it, and the main event at Torla in the sentence before."""
    head = "Gunmen attacked Torla on Monday. "
    start = len(head) + text.index(words)
    end = len(head) + text.index(".") + 1
    counted = casualty(
        start=start, end=start + len(words), sent_start=len(head), sent_end=end, text=words, min=low, max=low,
        party="people", party_class="unknown", attributed_to=None, **changes,
    )  # fmt: skip
    spots = tuple(mention(p, len(head) + text.index(p.name)) for p in where)
    raid = telling(type="raid", start=8, end=16, sent_start=0, sent_end=len(head) - 1, places=(mention(NORTH, 16),))
    document = Document("Post", "Post", head + text, publisher="Post", published="2031-05-06")
    return Extraction(document, casualties=(counted,), places=(mention(NORTH, 16), *spots), events=(raid,))


def asides(extraction: Extraction) -> list[str]:
    return [a.reason for a in reconcile([extraction]).set_aside]


@pytest.mark.parametrize(
    ("text", "words", "where"),
    [
        ("With the shooting in Vessim, 31 people lost their lives in the two attacks.", "31", (SOUTH,)),
        ("Hours and 900 miles apart, gunmen in Torla and Vessim killed 29 people.", "29", (SOUTH,)),
        ("In both cities, Torla and Vessim, 44 people died.", "44", (SOUTH,)),
        ("Counting those of Vessim, the three shootings killed 17 people.", "17", (SOUTH,)),
    ],
)
def test_a_sum_over_incidents_is_set_aside(text: str, words: str, where: tuple[Place, ...]):
    assert asides(said(text, int(words), words, *where)) == [SUM]


@pytest.mark.parametrize(
    ("text", "words", "where"),
    [
        ("In the two blasts 31 people lost their lives.", "31", ()),
        ("Far from Vessim, 31 people lost their lives in the attack.", "31", (SOUTH,)),
    ],
)
def test_two_blasts_of_one_incident_are_no_sum(text: str, words: str, where: tuple[Place, ...]):
    assert asides(said(text, int(words), words, *where)) == []


@pytest.mark.parametrize(
    "text",
    [
        "More than 300 people have been killed in such riots this year.",
        "Some 300 people have died in the fighting since 2006.",
        "About 300 murders, or 300 people killed in the past three years.",
    ],
)
def test_counts_of_years_are_set_aside(text: str):
    assert asides(said(text, 300, "300")) == [YEARS]


@pytest.mark.parametrize(
    "text", ["The deadliest attack this year killed 300 people.", "300 people have been killed since Friday."]
)
def test_a_record_is_no_count_of_years(text: str):
    assert asides(said(text, 300, "300")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Rumours spoke of 50 dead. The mayor said that this was not true.",
        "Posts on social media claimed that 50 people had died. The police denied this.",
        "Word spread that 50 had been killed. The reports were false.",
        "A neighbour told a station that 50 people had died. It turned out to be wrong.",
    ],
)
def test_a_rumour_denied_next_is_set_aside(text: str):
    assert asides(said(text, 50, "50")) == [RUMOUR]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Rumours spoke of 50 dead. The mayor said that he was shocked.", HEARSAY),
        ("Websites were shut for spreading rumours, among them that 50 people had died.", HEARSAY),
        ("Reports, in a paper, that 50 people were dead were denied by the police.", DENIED),
    ],
)
def test_a_rumour_is_set_aside(text: str, reason: str):
    assert asides(said(text, 50, "50")) == [reason]


@pytest.mark.parametrize(
    "text",
    [
        "The minister said that 50 people had died. The opposition denied this.",
        "Reports of 50 dead went round. The mayor said that he was shocked.",
        "The police counted 50 dead. It was the worst day of the war.",
    ],
)
def test_a_disputed_count_stays(text: str):
    assert asides(said(text, 50, "50")) == []


def test_a_count_far_abroad_is_set_aside():
    told = said("In Konnur 11 soldiers died.", 11, "11", ABROAD, place=mention(ABROAD, 36))
    assert asides(told) == [FAR_ABROAD]
    near = replace(ABROAD, lat=10.5, lon=20.5)
    assert asides(said("In Konnur 11 soldiers died.", 11, "11", near, place=mention(near, 36))) == []


@pytest.mark.parametrize("party", ["Americans", "Filipinos", "militants", "rebel fighters"])
def test_one_nation_or_side_is_never_the_toll_of_all(party: str):
    others = source("Herald", count(20, 20, "women"))
    incident = reconcile([source("Post", count(32, 32, party, party_class="unknown")), others])
    (toll,) = [t for t in incident.tolls if t.party_class == "all"]
    assert (toll.low, toll.best, toll.high) == (None, None, None)
    (entry,) = toll.entries
    assert entry.part


def test_a_side_that_alone_is_counted_is_told_as_a_part():
    (toll,) = reconcile([source("Post", count(32, 32, "militants"))]).tolls
    assert toll.best == 32
    assert "for a part of the incident only" in toll.rule


def test_the_people_are_everybody():
    (toll,) = reconcile([source("Post", count(32, 32, "people"))]).tolls
    assert (toll.best, toll.entries[0].part) == (32, False)


def sentence(text: str, number: str, **changes: Any) -> Extraction:
    """A source of one sentence with one count."""
    start = re.search(rf"\b{number}\b", text).start()
    told = casualty(
        **(
            {"start": start, "end": start + len(number), "text": number, "sent_start": 0, "sent_end": len(text)}
            | {"min": 4, "max": 4, "party": None, "attributed_to": None, "date": None}
            | changes
        )
    )
    return Extraction(Document("s", "s", text, publisher="Echo", published="2031-05-08"), casualties=(told,))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Then 4 patients succumbed in hospital.", True),
        ("On Monday 4 more people died.", True),
        ("Then 4 of the wounded died.", True),
        ("A single clinic nearby had received 4 dead.", True),
        ("The fire at the hospital killed 4 people.", False),
        ("The blast killed 4 people, a doctor at the hospital said.", False),
    ],
)
def test_a_few_who_died_later_or_in_one_house_are_no_toll(text: str, part: bool) -> None:
    toll = reconcile([sentence(text, "4")]).tolls[0]
    assert (toll.best is None, toll.entries[0].of_group) == (part, part)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("After the crash 4 were taken to one hospital.", True),
        ("After the crash 4 are still in hospital.", True),
        ("In the crash 4 were hurt and taken to hospitals.", False),
    ],
)
def test_one_hospitals_hurt_are_no_toll(text: str, part: bool) -> None:
    assert (reconcile([sentence(text, "4", status="injured")]).tolls[0].best is None) is part


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("In 2012, a fire killed 4 there.", True),
        ("When rebels raided a farm in 2018, 4 died.", True),
        ("It was the worst since 2004, when 4 died in a school.", True),
        ("A gunman killed 4 churchgoers in 2017.", True),
        ("The group has killed 4 people in a decade.", True),
        ("A bar opened in 2012 fell in and 4 died.", False),
        ("It killed 4 people in a bar opened in 2012.", False),
        ("In the worst raid since 2009 gunmen killed 4 people.", False),
        ("The raid killed 4 people in 2031.", False),
    ],
)
def test_counts_of_other_years_are_set_aside(text: str, aside: bool) -> None:
    main = Extraction(
        Document("m", "m", "x" * 100, publisher="Post", published="2031-05-06"),
        places=(mention(NORTH),),
        events=(telling(),),
    )
    incident = reconcile([main, sentence(text, "4")], home_country="XA")
    assert len(incident.set_aside) == int(aside)
    assert bool(incident.tolls) is not aside


def test_a_sum_names_the_places_of_other_incidents() -> None:
    both = "The two attacks in Torla and Vessim killed 31 people."
    summed = sentence(both, "31", min=31, max=31)
    summed = replace(summed, places=(mention(NORTH, both.index("Torla")), mention(SOUTH, both.index("Vessim"))))
    other = source("Post", count(9, 9, place=mention(SOUTH)))
    own = source("Voice", count(22, 22), places=(mention(NORTH),), events=(telling(),))
    reasons = {s.entry.publisher: s.reason for s in reconcile([summed, other, own], home_country="XA").set_aside}
    assert reasons == {"Echo": SUM, "Post": OTHERS}
    alone = reconcile([other, own], home_country="XA")
    assert not alone.set_aside


def test_what_happened_elsewhere_at_another_time_is_another_incident() -> None:
    own = source("Voice", count(22, 22), places=(mention(NORTH),), events=(telling(),))
    for day, aside in (("2031-04-30", 1), ("2031-05-06", 0), ("2031-07-01", 1), ("2031", 0)):
        other = source("Post", count(3, 3, place=mention(SOUTH), date=day))
        assert len(reconcile([own, other], home_country="XA").set_aside) == aside


def test_a_few_of_a_side_are_its_toll_only_beside_other_counts() -> None:
    total = source("Voice", count(60, 60))
    alone = source("Post", count(1, 1, "nurses"))
    beside = source("Post", count(60, 60), count(1, 1, "nurses", 60, subset_of=0))
    best = {t.party_class: t.best for t in reconcile([total, alone]).tolls}
    assert best == {"all": 60, "civilian": None}
    best = {t.party_class: t.best for t in reconcile([beside]).tolls}
    assert best == {"all": 60, "civilian": 1}


def test_a_later_and_greater_round_number_is_best() -> None:
    first = source("Post", count(300, 300), published="2031-05-06")
    later = source("Voice", count(None, None, approx=340), published="2031-05-09")
    assert reconcile([first, later]).tolls[0].best == 340
    same_day = source("Voice", count(None, None, approx=340), published="2031-05-06")
    assert reconcile([first, same_day]).tolls[0].best == 300


def test_counts_for_several_places_give_no_headline() -> None:
    here, there = (source(n, count(b, b, place=mention(p))) for n, b, p in (("Post", 4, NORTH), ("Voice", 9, SOUTH)))
    assert reconcile([here, there]).tolls[0].best is None
    assert reconcile([here]).tolls[0].best == 4


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("Inmates claimed that 40 had died, a figure the wardens denied.", True),
        ("The prosecutor counted 40 dead, which the wardens denied.", False),
        ("Inmates claimed that 40 had died, and the wardens denied that they had fired.", False),
    ],
)
def test_a_claim_that_its_own_sentence_denies(text: str, aside: bool) -> None:
    assert bool(reconcile([sentence(text, "40", min=40, max=40)]).set_aside) is aside


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("An earlier riot in the same jail left 40 inmates dead.", True),
        ("The previous attack, in May, killed 40 people.", True),
        ("The attack killed 40 people, the mayor said at an earlier briefing.", False),
        ("An earlier count of the attack said it killed 40 people.", False),
    ],
)
def test_the_dead_of_an_earlier_incident(text: str, aside: bool) -> None:
    assert bool(reconcile([sentence(text, "40", min=40, max=40)]).set_aside) is aside


@pytest.mark.parametrize(
    ("party", "part"), [("passengers from South", True), ("people from Torla", False), ("people", False)]
)
def test_those_from_elsewhere_are_a_part(party: str, part: bool) -> None:
    own = source("Voice", count(8, 8, party), places=(mention(NORTH),), events=(telling(),))
    assert reconcile([own], home_country="XA").tolls[0].entries[0].of_group is part


def test_another_states_governor_counts_its_own_people() -> None:
    scope = Scope("XA", NORTH)
    assert is_by_another_state("XA-South", scope)
    assert not any(is_by_another_state(who, scope) for who in ("XA-North", "XA", None))
