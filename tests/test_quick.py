"""The model says the same as in spaCy: its rules looked up, its names read at once, another arithmetic under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG
from spacy.tokens import Span

from geo.language import name_moves, tag_rules
from geo.language.pipeline import load
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
#: Names at the end of a text and of lines, alone on one, beside white space and marks, and none at all.
NAMED = (
    "",
    "Puerto",
    "San Pedro\nGarza García\n\nNuevo\n\nLeón",
    "El gobernador de Nuevo León , Samuel García,\n\n \t visitó a\xa0Naciones  Unidas y a la Cruz\n\nRoja de Ciudad",
    "the New York\n\n\nTimes of New",
    "de la y el",
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


@pytest.mark.parametrize("language", ["en", "es"])
def test_names_read_at_once_are_those_read_word_after_word(language: str) -> None:
    reader = load(Settings().models[language])
    told = [d.text for d in read_folder(Settings().seeds) if isinstance(d, Document) and d.language == language]
    found = 0
    for text in [*NAMED, *ODD, *told]:
        at_once = reader.make_doc(text)
        for name in reader.pipe_names[: reader.pipe_names.index(name_moves.NAME)]:
            at_once = reader.get_pipe(name)(at_once)
        in_turn = at_once.copy()
        at_once, in_turn = reader.get_pipe(name_moves.NAME)(at_once), reader.get_pipe(name_moves.MODEL_HAS)(in_turn)
        said = [doc.to_array([ENT_TYPE, ENT_IOB]) for doc in (at_once, in_turn)]
        assert (said[0] == said[1]).all(), text
        found += sum(len(ent) > 1 for ent in at_once.ents)
    assert found > 100


def test_names_are_not_read_twice(nlp: Language) -> None:
    assert name_moves.NAME in nlp.pipe_names
    assert name_moves.MODEL_HAS not in nlp.pipe_names


def test_names_that_a_text_brings_stay(nlp: Language) -> None:
    doc = nlp.make_doc("They met in Paris and in Rome.")
    for name in nlp.pipe_names[: nlp.pipe_names.index(name_moves.NAME)]:
        doc = nlp.get_pipe(name)(doc)
    doc.set_ents([Span(doc, 3, 4, label="PERSON")], default="missing")
    found = {ent.text: ent.label_ for ent in nlp.get_pipe(name_moves.NAME)(doc).ents}
    assert found == {"Paris": "PERSON", "Rome": "GPE"}


@pytest.mark.parametrize(
    ("factory", "config", "at_once"),
    [
        ("ner", {}, True),
        ("beam_ner", {"beam_width": 4}, False),
        ("ner", {"model": {"@architectures": "spacy.TransitionBasedParser.v2", "extra_state_tokens": True}}, False),
        ("ner", {"model": {"@architectures": "spacy.TransitionBasedParser.v2", "use_upper": False}}, False),
    ],
)
def test_a_model_that_is_built_otherwise_decides_for_itself(
    factory: str, config: dict[str, object], at_once: bool
) -> None:
    nlp = spacy.blank("en")
    usual = {
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 8,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": {
            "@architectures": "spacy.HashEmbedCNN.v2",
            "pretrained_vectors": None,
            "width": 8,
            "depth": 1,
            "embed_size": 100,
            "window_size": 1,
            "maxout_pieces": 2,
            "subword_features": True,
        },
    }
    if "model" in config:
        config = {"model": usual | config["model"]}  # type: ignore[operator]
    nlp.add_pipe(factory, name=name_moves.MODEL_HAS, config=config).add_label("PERSON")  # type: ignore[attr-defined]
    nlp.initialize()
    name_moves.read_names_at_once(nlp)
    assert nlp.pipe_names == [name_moves.NAME if at_once else name_moves.MODEL_HAS]
