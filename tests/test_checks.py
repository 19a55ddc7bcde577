"""Counts set against each other, by place, and set aside: in words, with what they rest on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geo.reconcile import reconcile
from geo.reconcile.tolls.by_place import local_tolls
from geo.types import Casualty, Document, Extraction, Figure, Mention
from tests.makers import NORTH, SOUTH, STATE, casualty, mention, telling

if TYPE_CHECKING:
    from geo.incident import Incident


def source(
    name: str, *counts: Casualty, published: str = "2031-05-06", places: tuple[Mention, ...] = (), **more: Any
) -> Extraction:
    return Extraction(
        Document(name, name, "x" * 400, publisher=name, published=published), casualties=counts, places=places, **more
    )


def count(low: int | None, high: int | None, party: str | None = "people", start: int = 52, **changes: Any) -> Casualty:
    side = {"guards": "security_forces", "gunmen": "cartel", "women": "civilian"}.get(party or "", "unknown")
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


def test_at_least_the_same_number_contradicts_nobody():
    assert texts(reconcile([source("Post", count(25, 25)), source("Herald", count(25, None))]), "totals") == []


def test_one_number_for_two_places_is_a_conflict():
    def told(name: str, *where: Any) -> Extraction:
        spots = tuple(mention(p, 44 + 10 * i) for i, p in enumerate(where))
        return source(name, count(25, 25, "guards", place=spots[0]), places=spots)

    ((agrees, text),) = texts(reconcile([told("Post", NORTH), told("Herald", NORTH, SOUTH)]), "places")
    assert not agrees
    assert text == ("Security forces killed, 25: Torla and Vessim according to Herald; Torla according to Post.")


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
