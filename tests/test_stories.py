"""One wire story in many outlets is one witness."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.reconcile import reconcile
from geo.reconcile.stories import outlets_of, stories_of
from geo.types import Document
from tests.makers import casualty, extraction, telling

STORY = (
    "Gunmen raided a farm near Torla on Monday and set the barns on fire before soldiers from the "
    "northern garrison reached the valley. At least 12 people were killed, the governor said at a press "
    "conference in the capital, and the road to the coast stayed closed through the night while crews "
    "searched the burned buildings."
)
REWRITTEN = (
    "Twelve or more people died when armed men attacked a farm in the Torla valley, according to the "
    "governor. Troops came later from the garrison in the north, and searchers are still going through "
    "what is left of the barns; nobody may use the coast road until they are done."
)


def document(name: str, text: str, **changes: str) -> Document:
    return replace(Document(id=name, title=name, text=text, publisher=f"The {name}", published="2031-05-06"), **changes)


def test_a_cut_copy_with_another_headline_is_the_same_story():
    documents = [document("a", STORY), document("b", f"Farm raid. {STORY[:220]}"), document("c", REWRITTEN)]
    assert stories_of(documents) == (("a", "b"),)


def test_any_number_of_copies_is_one_story():
    documents = [document(f"n{i}", f"{i} {STORY}") for i in range(70)]
    (story,) = stories_of(documents)
    assert len(story) == 70


def test_a_stub_proves_nothing():
    assert (
        stories_of(
            [
                document("a", "At least 12 people were killed near Torla on Monday."),
                document("b", "At least 12 people were killed near Torla on Monday."),
            ]
        )
        == ()
    )


def test_six_outlets_with_one_story_count_once_and_say_so():
    told = [extraction(document=document(f"n{i}", STORY)) for i in range(6)]
    incident = reconcile(told)
    (toll,) = incident.tolls
    (entry,) = toll.entries
    assert (len(entry.copies), len(entry.also)) == (5, 5)
    assert "The only count" in toll.rule
    (event,) = incident.events
    assert (len(event.sources), event.witnesses) == (6, 1)


def test_an_outlet_with_another_number_keeps_its_own_line():
    other = extraction(document=document("c", STORY + " More."), casualties=(casualty(min=13, text="13"),))
    incident = reconcile([extraction(document=document("a", STORY)), extraction(document=document("b", STORY)), other])
    assert sorted(e.casualty.min for e in incident.tolls[0].entries) == [12, 13]


@pytest.mark.parametrize("copies", [1, 4])
def test_copies_do_not_outvote_a_report(copies):
    """What many outlets print of one agency is no majority for a day."""
    wire = [
        extraction(document=document(f"n{i}", STORY), events=(telling(date_start="2031-05-04"),)) for i in range(copies)
    ]
    assert {e.witnesses for e in reconcile(wire).events} == {1}


def test_the_outlets_of_one_text_and_of_its_copies_are_named_once():
    documents = {"a": replace(document("a", STORY), outlets=("The b", "The c")), "b": document("b", STORY)}
    assert outlets_of(["a", "b", "gone"], documents) == ("The a", "The b", "The c")
