"""Finds the office that a sentence tells without a name and the next one names without the office.

"Peru's foreign minister said the road was open.  Jane Doe told reporters …": Jane Doe is Peru's foreign minister.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.people.roles import Role, role_noun
from geo.language.text.grammar import VERBAL
from geo.language.text.speech import speech_verbs, words
from geo.lexicons import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_DEFINITE = Words("text", "definite_articles")


def office_before(doc: Doc, start: int, end: int) -> Role | None:
    """The office of the one named at these tokens, as the sentence before tells it.

    Both sentences must tell what somebody said, since others than the one in office may act in the next.
    """
    if end - start < 2 or not _opens_and_speaks(doc, start, end):
        return None
    noun = _speaker(_before(doc[start].sent))
    if noun is None or (name := role_noun(noun)) is None or name not in words("roles", "office"):
        return None
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    definite = any(c.lower_ in _DEFINITE for c in noun.children)
    if not definite and (owner is None or owner.pos_ != "PROPN"):
        return None
    first = noun.left_edge.i + (doc[noun.left_edge.i].lower_ in _DEFINITE and owner is None)
    last = noun.i + 1
    return Role(doc[first:last].text, name, first, last)


def _opens_and_speaks(doc: Doc, start: int, end: int) -> bool:
    """Whether these tokens open a sentence of the text, not its first, in which they say something."""
    speaks = doc[end - 1].dep_ == "nsubj" and doc[end - 1].head.lemma_.lower() in speech_verbs()
    return speaks and start == doc[start].sent.start and start > 0


def _before(sentence: Span) -> Span | None:
    """The sentence before, white space left out."""
    at = sentence.start - 1
    while at > 0 and sentence.doc[at].is_space:
        at -= 1
    return sentence.doc[at].sent if at >= 0 else None


def _speaker(sentence: Span | None) -> Token | None:
    """The subject that says what a sentence tells, if it is a noun."""
    if sentence is None:
        return None
    verbs = (t for t in sentence if t.pos_ in VERBAL and t.lemma_.lower() in speech_verbs())
    subjects = (c for verb in verbs for c in verb.children if c.dep_ == "nsubj" and c.pos_ == "NOUN")
    return next((t for t in subjects if t.i > sentence.start), None)
