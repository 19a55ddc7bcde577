"""Where a report was filed: no part of its first sentence, no speaker, no counter and no scene."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.language.text.dateline import datelines, is_where_filed
from geo.sources import make_document
from geo.types import Extraction

if TYPE_CHECKING:
    from spacy.language import Language

    from geo.pipeline import Pipeline

LEADS = {
    "MEXICO CITY (AP) — ": "Mexico's National Guard said 25 guardsmen were killed in the raid.",
    "QUITO, Sept 30 — ": "Ecuador's prison service said on Thursday that 116 inmates were killed in Guayaquil.",
    "WASHINGTON, Feb 22 (Reuters) - ": "The White House said the United States gave support for the operation.",
    "Kampala — ": "At least 31 people died when a ferry sank on Lake Victoria, police said.",
    "PORT-AU-PRINCE, Haiti, Jan. 12, 2010 (Reuters) -- ": "An earthquake killed one man in Jacmel, the mayor said.",
    "BEIRUT/PARIS (Reuters) – ": '"Lebanon will pay," the minister said.',
    "Rio de Janeiro (AFP) - ": "Police killed four men in a raid.",
}


@pytest.mark.parametrize("line", LEADS)
def test_a_dateline_ends_behind_its_dash_and_a_sentence_begins_there(nlp: Language, line: str) -> None:
    doc = nlp(line + LEADS[line])
    assert [(found.start, found.end) for found in datelines(doc)] == [(0, len(line))]
    assert len(line) in {doc[sentence.start].idx for sentence in doc.sents}


@pytest.mark.parametrize(
    "text",
    [
        "Texas - a state of 30 million people - said it would send 200 troopers to Laredo.",
        "London — the city that never sleeps — counted 12 dead, the mayor said.",
        "The US - Mexico border was closed on Monday.",
        "Twelve people died — eight of them in Lyon — in the storm.",
        "Three towns were hit on Monday.\n\nLyon — Two people died.\n\nNice — One man was hurt.",
        "In Lima — the capital of Peru — 12 people died.",
    ],
)
def test_a_dash_behind_a_name_makes_no_dateline(nlp: Language, text: str) -> None:
    assert datelines(nlp(text)) == ()


def test_below_a_headline_it_still_heads_the_text(nlp: Language) -> None:
    doc = nlp("Ferry sinks on the lake\nBy Jane Doe\n\nKampala — At least 31 people died, police said.")
    assert len(datelines(doc)) == 1


def test_a_heading_in_capitals_names_no_place(nlp: Language) -> None:
    doc = nlp("CONGRESS HAS HEARD HIM — Doe was asked about his pills in May.")
    assert not is_where_filed(doc, 0, len("CONGRESS"))


def test_an_agency_is_no_place(nlp: Language) -> None:
    doc = nlp("SAN JUAN, Puerto Rico, Jan. 7 (UPI) -- An earthquake killed one man in Ponce.")
    at = doc.text.index
    filed = [is_where_filed(doc, at(name), at(name) + len(name)) for name in ("SAN JUAN", "Puerto Rico", "UPI")]
    assert filed == [True, True, False]


@pytest.mark.parametrize("line", [line for line in LEADS if "BEIRUT" not in line])
def test_its_town_neither_speaks_nor_counts_and_nothing_happens_there(pipeline: Pipeline, line: str) -> None:
    text = line + LEADS[line]
    read = pipeline.try_extract(make_document(text, {"language": "en", "published": "2024-05-07"}, name="text"))
    assert isinstance(read, Extraction)
    filed = [place for place in read.places if place.start < len(line)]
    assert filed
    assert {place.role for place in filed} == {"mention"}
    assert all(quote.start >= len(line) for quote in read.quotes)
    assert all(quote.speaker_start is None or quote.speaker_start >= len(line) for quote in read.quotes)
    names = [place.text.casefold() for place in filed]
    assert not [count for count in read.casualties if any(n in (count.attributed_to or "").casefold() for n in names)]
    scenes = {scene.start for telling in read.events for scene in telling.places}
    scenes |= {count.place.start for count in read.casualties if count.place}
    assert all(start >= len(line) for start in scenes)
