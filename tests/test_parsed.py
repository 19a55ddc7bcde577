"""What rules ask of words and spans: the same answers that spaCy gives."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
import spacy

from geo.language.text.parsed import Doc
from geo.settings import Settings
from geo.sources import read_folder
from geo.types import Document

if TYPE_CHECKING:
    from spacy import tokens

ODD = ("", " ", "\n\n", "_ and __ are signs.", "It cost 3,000 $ (U.S.) — “so what?” he said.\n\n- one\n- two")
OF_WORDS = [
    *("i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "ent_iob_", "whitespace_"),
    *("is_space", "is_punct", "is_alpha", "is_digit", "is_lower", "is_title", "is_stop", "like_num", "is_sent_start"),
]
OTHER_WORDS = ("head", "left_edge", "right_edge")
ROWS = ("children", "lefts", "rights", "subtree", "ancestors", "conjuncts", "sent")


@pytest.fixture(scope="module", params=["en", "es"])
def pairs(request: pytest.FixtureRequest) -> list[tuple[tokens.Doc, Doc]]:
    """Texts as spaCy keeps them and as we do."""
    nlp = spacy.load(Settings().models[request.param])
    seeds = (d for d in read_folder(Settings().seeds) if isinstance(d, Document) and d.language == request.param)
    parsed = [nlp(text) for text in (*ODD, *(d.text for d in seeds))]
    return [(doc, Doc(doc)) for doc in parsed]


def test_each_word_answers_as_spacys(pairs: list[tuple[tokens.Doc, Doc]]) -> None:
    for theirs, ours in pairs:
        assert (ours.text, len(ours)) == (theirs.text, len(theirs))
        for word, own in zip(theirs, ours, strict=True):
            assert [getattr(own, name) for name in OF_WORDS] == [getattr(word, name) for name in OF_WORDS]
            assert [getattr(own, name).i for name in OTHER_WORDS] == [getattr(word, name).i for name in OTHER_WORDS]
            for row in ROWS:
                assert [w.i for w in getattr(own, row)] == [w.i for w in getattr(word, row)], (row, own)
            assert (own.morph, len(own), str(own)) == (str(word.morph), len(word), str(word))


def told(span: tokens.Span) -> tuple[object, ...]:
    """What a span of either kind says."""
    return span.start, span.end, span.label_, span.text, span.root.i, span.start_char, span.end_char, len(span)


def test_sentences_names_and_stretches_answer_as_spacys(pairs: list[tuple[tokens.Doc, Doc]]) -> None:
    rng = random.Random(7)
    for theirs, ours in pairs:
        assert list(map(told, ours.sents)) == list(map(told, theirs.sents if len(theirs) else ()))
        assert list(map(told, ours.ents)) == list(map(told, theirs.ents))
        for start in rng.choices(range(len(theirs)), k=200) if len(theirs) else ():
            end = min(len(theirs), start + rng.randint(1, 9))
            assert told(ours[start:end]) == told(theirs[start:end])
            assert [told(e) for e in ours[start:end].ents] == [told(e) for e in theirs[start:end].ents]
            assert ours[start:end].sent.start == theirs[start:end].sent.start
            assert ours[start:end][-1].i == theirs[start:end][-1].i


@pytest.mark.parametrize("mode", ["strict", "expand", "contract"])
def test_characters_find_the_words_that_spacys_find(pairs: list[tuple[tokens.Doc, Doc]], mode: str) -> None:
    rng = random.Random(7)
    for theirs, ours in pairs:
        for start in rng.choices(range(-2, len(theirs.text) + 2), k=300):
            end = start + rng.randint(1, 30)
            found = [doc.char_span(start, end, alignment_mode=mode) for doc in (ours, theirs)]
            own, span = ((s.start, s.end) if s is not None else None for s in found)
            assert own == span


def test_what_lies_outside_is_refused(pairs: list[tuple[tokens.Doc, Doc]]) -> None:
    ours = pairs[-1][1]
    for ask in (lambda: ours[0].nbor(-1), lambda: ours[len(ours)], lambda: ours[2:4][2]):
        with pytest.raises(IndexError):
            ask()
    assert len(ours[5:2]) == 0
    assert ours[2:4] == ours[2:4] != ours[2:5]
