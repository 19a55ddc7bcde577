"""Who said what: one sentence for each rule, and one that the rule must leave alone."""

from __future__ import annotations

import pytest


def said(nlp, text):
    """(kind, speaker, words) of each quote."""
    return [(q.kind, q.speaker, q.text) for q in nlp(text)._.quotes]


def test_the_inverted_order_gives_the_words_to_the_one_behind_the_verb(nlp):
    quotes = said(nlp, "Smith, wrote Jane Doe, an opposition senator, “doesn’t listen to anybody.”")
    assert quotes == [("mixed", "Jane Doe", "Smith doesn’t listen to anybody.")]


def test_an_unclosed_mark_ends_at_its_paragraph(nlp):
    text = "“The bridge is closed, Jane Doe said.\n\nThe road is open. Trains run on time."
    assert all(q.end <= text.index("\n") for q in nlp(text)._.quotes)


@pytest.mark.parametrize("text", ["Police arrested John “El Gordo” Smith on Friday.", "The “Big House” was sold on Friday."])
def test_nicknames_and_labels_are_no_quotations(nlp, text):
    assert said(nlp, text) == []
