"""A text twice as long costs twice the work: counted in lines of our code that run, so that no clock matters."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from geo.contract import to_json
from geo.language.text.layout import LONGEST_SENTENCE
from geo.language.text.numbers import number_value
from geo.language.text.tokens import LONGEST_ROW
from geo.settings import ROOT
from geo.sources import make_document
from geo.types import Extraction
from tests.kinds import KINDS

if TYPE_CHECKING:
    from types import FrameType

    from spacy.language import Language

    from geo.pipeline import Pipeline

#: Four times the text may cost this much more: linear is 4, n · log n about 5, quadratic 16.
MOST_GROWTH = 5.5
FIRST, LAST = 1000, 4000
OURS = str(ROOT / "geo")
#: The kinds that grew fastest, one at least for each place that set all beside all.
WORST = (
    "he said she said",
    "said on Monday that she said",
    "number words with commas",
    "double quotes opened only",
    "curly and straight mixed",
    "dashes",
    "names with commas",
    "events in one sentence",
    "two days before",
    "counts of sides",
    "towns with commas",
    "statements on dates",
)


def steps(pipeline: Pipeline, text: str) -> int:
    """Lines of this project's code that run while a text is read."""
    count = 0

    def line(_frame: FrameType, event: str, _arg: object):
        nonlocal count
        count += event == "line"
        return line

    def call(frame: FrameType, _event: str, _arg: object):
        return line if frame.f_code.co_filename.startswith(OURS) else None

    document = make_document(text, {"language": "en", "published": "2024-05-07"}, name="text")
    before = sys.gettrace()
    sys.settrace(call)
    try:
        pipeline.extract(document)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("kind", WORST)
def test_four_times_the_text_is_about_four_times_the_work(pipeline: Pipeline, kind: str) -> None:
    pipeline.extract(make_document(KINDS[kind](FIRST), {"language": "en"}, name=kind))  # word lists are read once
    assert steps(pipeline, KINDS[kind](LAST)) <= MOST_GROWTH * steps(pipeline, KINDS[kind](FIRST))


def test_there_are_many_kinds_and_each_grows_as_asked() -> None:
    assert len(KINDS) >= 80
    for kind, text in KINDS.items():
        assert FIRST - len(text(FIRST)) < FIRST / 5, kind
        assert text(FIRST) == text(FIRST), kind


@pytest.mark.parametrize("kind", ["comma list", "and and and", "names with commas", "no capitals"])
def test_a_sentence_that_does_not_end_is_ended(nlp: Language, kind: str) -> None:
    doc = nlp(KINDS[kind](LAST))
    assert max(len(sentence) for sentence in doc.sents) <= LONGEST_SENTENCE


def test_a_long_sentence_is_cut_behind_a_pause_and_a_usual_one_is_left_whole(nlp: Language) -> None:
    words = ["bread", "salt", "and", "water", ","] * 60
    doc = nlp(" ".join(words))
    assert {doc[sentence.start - 1].text for sentence in doc.sents if sentence.start} == {","}
    usual = nlp("We need " + " ".join(words[:100]) + " said the mayor, who had come at noon.")
    assert len(list(usual.sents)) == 1


def test_a_row_without_blanks_is_read_in_pieces_and_keeps_its_text(nlp: Language) -> None:
    text = "It said (" + "(" * 3 * LONGEST_ROW + "so" + ")" * 3 * LONGEST_ROW + ". Then it didn't."
    doc = nlp.make_doc(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
    assert [token.norm_ for token in doc][-2:] == ["not", "."]
    assert len(doc) < 20  # the model reads one word for all the brackets of a side


def test_an_endless_address_is_one_word_for_each_piece_and_a_short_one_is_cut_as_before(nlp: Language) -> None:
    address = "https://example.net/reports/a?b=c&d=e"
    endless = nlp.make_doc(f"See {address * LONGEST_ROW} for more.")
    words = [t for t in endless if not t.is_space]
    assert len(words) == 1 + len(address) + 3  # "See", the pieces, "for more."
    assert endless.text == f"See {address * LONGEST_ROW} for more."
    assert [t.text for t in nlp.make_doc(f"See {address}.")] == ["See", address, "."]
    row = nlp.make_doc("bread/salt/" * LONGEST_ROW)
    assert len(row) > 2 * LONGEST_ROW  # a row that is no address is cut into its words


@pytest.mark.parametrize(
    "number",
    [
        "1" * 309,
        "9" * 5000,
        "1" * 5001,
        "1e999",
        "1" + ",000" * 200,
        "²",
        "12²",
        "٣",
        "a hundred" + " thousand" * 150,
        "½",
        "৩",
        "۱۲",
        "⑦",
        "Ⅻ",
        "7" * 16,
    ],
)
@pytest.mark.parametrize(
    "frame",
    [
        "{} people were killed.",
        "A reward of ${} was offered.",
        "It happened {} days ago.",
        "{} km north of Lyon, police said.",
        "At {}:30 on May {}, 12 people died in Lyon.",
    ],
)
def test_a_number_that_is_none_is_read_over(pipeline: Pipeline, number: str, frame: str) -> None:
    text = frame.replace("{}", number) + " Later 25 soldiers were killed in Lima."
    read = pipeline.try_extract(make_document(text, {"language": "en", "published": "2024-05-07"}, name="text"))
    assert isinstance(read, Extraction)
    assert "Infinity" not in str(to_json(read))
    assert [count.min for count in read.casualties][-1] == 25


@pytest.mark.parametrize(
    "words",
    [
        "3000 years ago",
        "4000 years earlier",
        "10000000 days ago",
        "99999 months ago",
        "the past 999999 weeks",
        "9999999 decades before the blast",
    ],
)
def test_a_day_outside_the_calendar_is_none(pipeline: Pipeline, words: str) -> None:
    text = f"The town was built {words}. On Monday a blast killed 12 people in Lyon."
    read = pipeline.try_extract(make_document(text, {"language": "en", "published": "2024-05-07"}, name="text"))
    assert isinstance(read, Extraction)
    assert [count.min for count in read.casualties] == [12]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("a million", 10**6),
        ("8 billion", 8 * 10**9),
        ("9" * 15, 10**15 - 1),
        ("9" * 17, None),
        ("1" * 309, None),
        ("two dozen", 24),
    ],
)
def test_numbers_up_to_a_quadrillion_are_read(words: str, value: int | None) -> None:
    assert number_value(words) == value
