"""Sentences with marks: the source's words, escaped, marked once."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.incident import Evidence
from geo.present.passages import Mark, clause, deed, marks_among, passage, verbatim
from tests.makers import DOCUMENT, EVIDENCE, TEXT, mention, quote

KINDS = st.sampled_from(["subject", "actor", "count"])


def test_places_and_actions_are_marked() -> None:
    shown = passage(TEXT, 0, 42, marks_among(EVIDENCE, [mention(None, 26, text="Torla", end=31)], ()))
    assert '<mark class="mk2">raided</mark>' in shown
    assert '<mark class="mk1">Torla</mark>' in shown


def test_evidence_that_is_the_whole_sentence_is_not_marked_whole() -> None:
    whole = Evidence(DOCUMENT.id, 0, 42, 0, 42)
    assert "<mark" not in passage(TEXT, 0, 42, marks_among(whole, (), ()))


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), KINDS), max_size=6))
def test_no_word_is_lost_added_or_run(text: str, spans: list[tuple[int, int, str]]) -> None:
    marks = [Mark(min(a, b), max(a, b), kind) for a, b, kind in spans]  # type: ignore[arg-type]
    shown = passage(text, 0, len(text), marks)
    bare = html.unescape(re.sub(r"</?mark[^>]*>", "", shown))
    assert "".join(bare.split()) == "".join(html.unescape(passage(text, 0, len(text), [])).split())
    assert shown.count("<mark") == shown.count("</mark>")


def test_a_quote_keeps_the_marks_of_its_source_and_gets_none_of_ours() -> None:
    text = "Doe, wrote Roe, “never came,” and she “will not.”"
    parts = ((0, 3), (text.index("never"), text.index(",”") + 1))
    said = verbatim(text, quote(parts=parts))
    assert said == "Doe … “never came,”"


@pytest.mark.parametrize(
    ("text", "word", "words"),
    [
        ("On Monday rebels burned two mills near Arva, police said.", "burned", "burned two mills near Arva"),
        ("The bridge at Arva was torched.", "torched", "The bridge at Arva was torched"),
        ("They were held by U.S. marshals in Arva. Others fled.", "held", "held by U.S. marshals in Arva"),
    ],
)
def test_the_clause_of_an_event_is_the_sources_own_words(text: str, word: str, words: str) -> None:
    at = text.index(word)
    assert clause(text, Evidence("d", at, at + len(word), 0, len(text))) == words
    assert words in text


def test_what_is_said_of_a_body_stands_behind_its_name_or_is_the_sentence() -> None:
    text = "In Arva the Coast Guard towed nine boats, the mayor said."
    assert deed(text, "Coast Guard", Evidence("d", 0, len(text), 0, len(text))) == "… towed nine boats"
    crow = "Border guards have caught ‘The Crow,’ a smuggler of long standing."
    assert deed(crow, "Border guards", Evidence("d", 0, len(crow), 0, len(crow))) == "… have caught ‘The Crow’"
    assert deed(text, "the ministry", Evidence("d", 0, len(text), 0, len(text))) == text
