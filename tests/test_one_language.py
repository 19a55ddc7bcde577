"""What the press of one language alone tells, where sources of several were read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.messages import speaking
from geo.present import wording
from geo.reconcile import reconcile
from geo.reconcile.one_language import OneLanguage
from geo.types import Document
from tests.makers import casualty, event, extraction, incident, quote

if TYPE_CHECKING:
    from geo.incident import Incident

ENGLISH = Document(id="e", title="e", text="x" * 90, publisher="The Lark", published="2031-05-06")
SPANISH = Document(id="s", title="s", text="y" * 90, publisher="La Alondra", published="2031-05-06", language="es")


def told(*documents: Document, unread: tuple[tuple[str, str], ...] = ()) -> Incident:
    return incident(
        event("both", sources=("e", "s")),
        event("spanish", sources=("s",)),
        event("english", sources=("e",)),
        documents=documents,
        unread=unread,
    )


def test_an_event_of_one_languages_press_is_said_to_be_that():
    whole = told(ENGLISH, SPANISH)
    alone = OneLanguage(whole)
    assert [alone.of_event(e) for e in whole.events] == [None, "es", "en"]


def test_where_one_language_is_read_nothing_is_told_in_it_alone():
    whole = told(ENGLISH, SPANISH, unread=(("s", "not read"),))
    alone = OneLanguage(whole)
    assert [alone.of_event(e) for e in whole.events] == [None, None, None]


def test_a_number_that_both_give_is_told_in_both_whatever_the_words_around_it():
    counts = (
        (ENGLISH, casualty(text="at least 28", min=28, max=None)),
        (SPANISH, casualty(text="28", min=28, max=28)),
        (SPANISH, casualty(text="31", min=31, max=31)),
    )
    whole = reconcile(
        [extraction(document=replace(d, id=f"{d.id}{i}"), casualties=(c,)) for i, (d, c) in enumerate(counts)]
    )
    alone = OneLanguage(whole)
    entries = {x.casualty.text: alone.of_count(x) for t in whole.tolls for x in t.entries}
    assert entries == {"at least 28": None, "28": None, "31": "es"}


def test_a_speaker_whom_both_quote_is_quoted_in_both():
    both, lone = quote(speaker="Ana Ruiz"), quote(speaker="Luis Mora")
    whole = reconcile([extraction(document=ENGLISH, quotes=(both,)), extraction(document=SPANISH, quotes=(both, lone))])
    alone = OneLanguage(whole)
    assert {q.speaker: alone.of_speaker(q) for q in whole.quotes} == {"Ana Ruiz": None, "Luis Mora": "es"}


def test_it_is_said_in_the_language_of_the_page():
    assert wording.only_in("es") == "told in Spanish only"
    assert wording.only_in(None) == ""
    with speaking("es"):
        assert wording.only_in("en") == "contado solo en inglés"
