"""One wire story in many outlets is one witness."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.reconcile import reconcile
from geo.reconcile.stories import holds, outlets_of, stories_of, witness_of
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


OTHER = (
    "Neighbours of the farm carried water all night and hid in a cellar while shots rang out, they told a reporter who "
    "came up the valley on foot. Fourteen graves had been dug by noon in the churchyard above the river, each with a "
    "name, and the priest said that he knew of no more."
)


def test_a_digest_of_two_stories_makes_them_none():
    one, other = document("a", STORY), document("c", OTHER)
    digest = document("r", f"{STORY}\n\n{OTHER}")
    told = stories_of([digest, one, other])
    assert told == (("a", "r"), ("c", "r"))
    assert witness_of(told) == {"a": "a", "r": "a", "c": "c"}
    longer = document("x", f"{OTHER} That was all they knew. {REWRITTEN}")
    assert {frozenset(story) for story in stories_of([one, other, digest, longer])} == {
        frozenset("ar"),
        frozenset("crx"),
    }


def test_what_all_pages_of_an_outlet_end_with_is_no_story():
    foot = (
        "Sign up for our letter to have the news of the valley every morning in your box, with the weather, the prices "
        "of wool and a word from our cook. You can leave at any time by the link at the end of each letter."
    )
    first = "A barn burned near Torla on Monday and twelve people died in the flames before help came."
    second = "Two cars met on the coast road at noon, and the drivers walked away with a fright and a fine."
    assert stories_of([document("a", f"{first}\n\n{foot}"), document("b", f"{second}\n\n{foot}")]) == ()


def test_a_text_holds_the_words_of_a_passage_and_no_part_of_a_word():
    assert holds("It was late.\n\nThe barns burned, all of them.", "late. The barns")
    assert not holds("The barns burned.", "barn")


def test_who_tells_no_outlet_is_none_and_one_host_is_one():
    page = document("a", STORY, domain="bee.org")
    printed = replace(document("b", STORY, domain="bee.org"), publisher=None)
    pasted = [replace(document(f"n{i}", f"{i} {STORY}"), publisher=None) for i in range(5)]
    documents = {d.id: d for d in (page, printed, *pasted)}
    assert outlets_of(documents, documents) == ("The a",)
    assert outlets_of(("b",), documents) == ("bee.org",)
    assert outlets_of((d.id for d in pasted), documents) == ()
