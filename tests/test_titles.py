"""Titles of events say who, what, how many and where, and never more than a sentence says."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geo.incident import Evidence, IncidentFigure, LedgerEntry
from geo.reconcile import reconcile
from geo.reconcile.events.titles import titled
from geo.reconcile.happenings import happenings
from geo.settings import ROOT
from geo.sources import read_folder
from geo.types import Document, Figure, Place
from tests.makers import DOCUMENT, NORTH, casualty, event, mention

if TYPE_CHECKING:
    from geo.incident import Incident, IncidentEvent
    from geo.pipeline import Pipeline
    from geo.types import Mention

#: The state in which Torla lies.
AREA = Place("4", "North", 10.1, 20.1, "admin1", "XA", "North", "XA.01")


def incident(pipeline: Pipeline, *texts: str) -> Incident:
    documents = [
        Document(
            f"{i}" * 16, "A report", text, publisher=f"Paper {i}", published="2024-03-06", published_basis="stated"
        )
        for i, text in enumerate(texts)
    ]
    return reconcile([pipeline.extract(d) for d in documents])


def titles(pipeline: Pipeline, *texts: str) -> set[str]:
    return {e.title for e in incident(pipeline, *texts).events}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Gunmen killed six miners in Segovia, Colombia, on Monday.", "6 miners killed, Segovia"),
        ("Police arrested 14 protesters in Nantes, France, on Monday.", "14 protesters arrested, Nantes"),
        ("At least 12 people were killed in Torreón, Mexico, on Monday.", "12+ people killed, Torreón"),
        ("A train crash in Segovia, Colombia, on Monday left 40 dead.", "Crash: 40 killed, Segovia"),
        ("A train crash killed 40 pilgrims in Segovia, Colombia, on Monday.", "Crash: 40 pilgrims killed, Segovia"),
        ("In Segovia, Colombia, 40 trucks were torched on Monday.", "Arson: 40 trucks, Segovia"),
        ("In Segovia, Colombia, 14 prisoners got away on Monday.", "Prison break: 14 prisoners, Segovia"),
        ("Gunmen burned three trucks in Segovia, Colombia, on Monday.", "Arson: three trucks, Segovia"),
    ],
)
def test_a_count_in_its_own_sentence_stands_in_the_title(pipeline: Pipeline, text: str, title: str) -> None:
    assert title in titles(pipeline, text)


def test_a_number_for_several_places_is_in_no_title_of_one(pipeline: Pipeline) -> None:
    told = titles(pipeline, "In Segovia and Medellín, Colombia, 40 trucks were torched on Monday.")
    assert {"Arson, Segovia", "Arson, Medellín"} <= told
    told = titles(pipeline, "In Segovia, Colombia, 40 trucks were torched, and in Medellín nine buses were torched.")
    assert {"Arson: 40 trucks, Segovia", "Arson: nine buses, Medellín"} <= told


@pytest.mark.parametrize(
    ("covers", "named", "main", "title"),
    [
        ((), (), False, "Killing, Torla"),  # "in those events 30 died"
        ((), (mention(NORTH),), False, "30 people killed, Torla"),
        ((NORTH,), (), False, "30 people killed, Torla"),
        ((AREA,), (), False, "Killing, Torla"),  # the dead of a state are in no title of a town in it
        ((AREA,), (), True, "30 people killed, Torla"),
    ],
)
def test_a_number_in_a_title_counts_for_its_place(
    covers: tuple[Place, ...], named: tuple[Mention, ...], main: bool, title: str
) -> None:
    killing = event(type="killing", main=main)
    counted = LedgerEntry(
        casualty=casualty(min=30, max=30, text="30"),
        doc_id=DOCUMENT.id,
        publisher="The Valley Post",
        published="2031-05-06",
        asserted_by="The Valley Post",
        authority="outlet",
        relation="best",
        toll="killed/all",
        evidence=killing.evidence[0],
        covers=covers,
    )
    told = titled([killing], [counted], (), {DOCUMENT.id: DOCUMENT}, [(DOCUMENT.id, m) for m in named])
    assert [e.title for e in told] == [title]


def test_a_number_farther_off_does_not(pipeline: Pipeline) -> None:
    told = titles(pipeline, "Gunmen in Segovia, Colombia, burned a bus of a company that owns 40 trucks on Monday.")
    assert told == {"Arson, Segovia"}


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed six miners and four policemen in Segovia, Colombia, on Monday.",
        "Six miners were killed in Segovia, Colombia, on Monday. Soldiers killed nine gunmen in Segovia on Monday.",
    ],
)
def test_of_several_sides_none_stands_for_all(pipeline: Pipeline, text: str) -> None:
    assert not any(re.match(r"\d", t) for t in titles(pipeline, text) if "Segovia" in t)


def test_counts_that_differ_are_a_range(pipeline: Pipeline) -> None:
    told = titles(
        pipeline,
        "Gunmen killed six miners in Segovia, Colombia, on Monday, the army said.",
        "Gunmen killed seven miners in Segovia, Colombia, on Monday, the police said.",
    )
    assert any(re.match("6–7 .*killed, Segovia", title) for title in told), told


def test_a_raid_takes_no_count_of_what_followed(pipeline: Pipeline) -> None:
    text = (
        "Soldiers raided a farm in Segovia, Colombia, on Monday, and 31 people were killed in the riots that followed."
    )
    assert "Raid, Segovia" in titles(pipeline, text)


@pytest.mark.parametrize(
    "text",
    [
        # one number for two places is of neither
        "Gunmen killed 29 people in Segovia and Remedios, Colombia, on Monday.",
        # another year's
        "Gunmen attacked a mine in Segovia, Colombia, on Monday. In 1988, 43 people were killed there.",
    ],
)
def test_a_number_of_something_else_does_not(pipeline: Pipeline, text: str) -> None:
    told = titles(pipeline, text)
    assert told
    assert not [t for t in told if re.search(r"\b(29|43)\b.*(Segovia|Remedios)", t)], told


def _sentences(event: IncidentEvent, whole: Incident) -> str:
    texts = {d.id: d.text for d in whole.documents}
    return " ".join(texts[e.doc_id][e.sent_start : e.sent_end] for e in event.evidence)


def test_every_number_of_a_title_stands_in_a_sentence_of_its_event(pipeline: Pipeline) -> None:
    """Over the first case; numbers in words are told by their count, whose sentence must be one of the event's."""
    read = [d for d in read_folder(ROOT / "seeds") if isinstance(d, Document) and d.language == "en"]
    whole = reconcile([pipeline.extract(d) for d in read])
    counts = {
        (e.doc_id, e.evidence.sent_start): str(n)
        for t in whole.tolls
        for e in t.entries
        for n in (e.casualty.min, e.casualty.max)
        if n is not None
    }
    numbered = [(e, n.replace(",", "")) for e in whole.events for n in re.findall(r"\d[\d,]*", e.says)]
    assert numbered
    for one, number in numbered:
        told = {counts.get((e.doc_id, e.sent_start)) for e in one.evidence}
        assert number in told or number in _sentences(one, whole).replace(",", ""), (one.title, number)


def test_what_else_is_counted_is_the_greatest_number_right_beside_its_event() -> None:
    text = "Rebels set up 40 roadblocks. There were 90 roadblocks. They burned 300 tyres. 12 inmates escaped."
    document = replace(DOCUMENT, text=text)

    def told(number: str, what: str, kind: str, word: str) -> tuple[IncidentEvent, IncidentFigure]:
        at = text.index(f"{number} {what}")
        start, end = text.rfind(".", 0, at) + 1, text.index(".", at) + 1
        spot = text.index(word, at)
        found = Figure(at, at + len(number), start, end, number, int(number), int(number), None, what, None)
        where = Evidence(document.id, spot, spot + len(word), start, end)
        item = IncidentFigure(found, document.id, "Post", "2031-05-06", None, where)
        return event(number, type=kind, evidence=(where,)), item

    pairs = [
        told("40", "roadblocks", "blockade", "roadblocks"),
        told("90", "roadblocks", "blockade", "roadblocks"),
        told("300", "tyres", "arson", "tyres"),
        told("12", "inmates", "prison_break", "escaped"),
    ]
    found = happenings([e for e, _ in pairs], [f for _, f in pairs], {document.id: document})
    assert [(h.noun, h.least, h.numbers) for h in found] == [("roadblocks", 90, 2), ("inmates · prison break", 12, 1)]


def test_a_number_that_another_sentence_of_the_event_gives_otherwise_is_in_no_title(pipeline: Pipeline) -> None:
    first = "Gangs set up 250 roadblocks across Colombia on Monday."
    assert "250 roadblocks, Colombia" in titles(pipeline, first)
    assert "250 roadblocks, Colombia" in titles(pipeline, first, "There were 250 roadblocks across Colombia on Monday.")
    told = titles(pipeline, first, "There were more than 80 roadblocks across Colombia on Monday.")
    assert "Roadblocks, Colombia" in told
    assert "250 roadblocks, Colombia" not in told


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("More than 150 trains were cancelled in Lyon on Monday.", "Travel disruption: more than 150 trains, Lyon"),
        ("At least 40 flights were cancelled in Lyon on Monday.", "Travel disruption: at least 40 flights, Lyon"),
        ("On Monday more than 90 roadblocks were set up in Lyon.", "More than 90 roadblocks, Lyon"),
        ("Some 150 trains were cancelled in Lyon on Monday.", "Travel disruption: about 150 trains, Lyon"),
        ("150 trains were cancelled in Lyon on Monday.", "Travel disruption: 150 trains, Lyon"),
        ("Three trains were cancelled in Lyon on Monday.", "Travel disruption: three trains, Lyon"),
    ],
)
def test_a_number_keeps_the_more_than_before_it(pipeline: Pipeline, text: str, title: str):
    assert title in titles(pipeline, text)


def test_words_that_tell_of_several_places_and_are_cut_say_so(pipeline: Pipeline) -> None:
    text = "Colombia's police had taken down 23 roadblocks across {} on Monday."
    several = {t for t in titles(pipeline, text.format("Cali, Pasto and Neiva")) if "23" in t}
    assert several == {f"“taken down 23 roadblocks across Cali …”, {town}" for town in ("Cali", "Pasto", "Neiva")}
    assert "“taken down 23 roadblocks”, Cali" in titles(pipeline, text.format("Cali"))
