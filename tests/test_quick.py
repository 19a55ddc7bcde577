"""The model says the same as in spaCy, with its rules looked up and another arithmetic under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy
from spacy.attrs import DEP, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG

from geo.language import tag_rules
from geo.settings import Settings
from geo.sources import read_folder
from geo.types import Document

if TYPE_CHECKING:
    from spacy.language import Language

#: Rules for one word, for two, by the sentence's grammar, and for white space; three times the same word differs.
ODD = (
    "He said that that is the plan that failed.\n\n  They ain't gonna let's go; y'all must've had had it. 'Em? C'm on!",
    "There are two of them. It is I. What she did, did help. Whether it gets better, nobody knows: but for this.",
    "\n\n\t \n",
    "That that that. Do so. Did so. Had so. You saw it. It saw you.",
)
SAID = [TAG, POS, MORPH, LEMMA, DEP, HEAD, ENT_TYPE]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [*ODD, *(d.text for d in read_folder(Settings().seeds) if isinstance(d, Document) and d.language == "en")]


def test_rules_that_are_looked_up_say_what_matched_rules_say(nlp: Language, texts: list[str]) -> None:
    looked_up, matched = nlp.get_pipe(tag_rules.NAME), nlp.get_pipe(tag_rules.MODEL_HAS)
    for text in [*texts, *texts]:  # the second time all is remembered
        first = nlp.make_doc(text)
        for name in ("tok2vec", "tagger", "parser"):
            first = nlp.get_pipe(name)(first)
        second = first.copy()
        assert (looked_up(first).to_array(SAID) == matched(second).to_array(SAID)).all(), text


def test_the_rules_are_not_matched_as_well(nlp: Language) -> None:
    assert tag_rules.NAME in nlp.pipe_names
    assert tag_rules.MODEL_HAS not in nlp.pipe_names


def test_memory_of_rules_is_bounded(nlp: Language, texts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tag_rules, "MOST", 10)
    rules = tag_rules.TagRules(nlp, tag_rules.NAME)
    for text in texts:
        rules(nlp.make_doc(text))
        assert 0 < len(rules._alone) <= 10


def test_a_rule_with_a_word_that_may_be_missing_is_matched() -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe(tag_rules.MODEL_HAS)
    ruler.add([[{"LOWER": "very", "OP": "?"}, {"LOWER": "red"}]], {"POS": "ADJ"})  # type: ignore[attr-defined]
    tag_rules.remember_rules(nlp)
    assert nlp.pipe_names == [tag_rules.MODEL_HAS]


def test_the_arithmetic_changes_nothing_that_the_model_says(nlp: Language, texts: list[str]) -> None:
    plain = spacy.load(Settings().models["en"])
    for text in texts:
        ours = nlp.make_doc(text)
        theirs = ours.copy()
        for name in ("tok2vec", "tagger", "parser", "ner"):
            ours, theirs = nlp.get_pipe(name)(ours), plain.get_pipe(name)(theirs)
        assert (ours.to_array(SAID) == theirs.to_array(SAID)).all(), text
