"""Says who speaks in a paper: "the ministry's statement said", "the notice said" where an embassy had issued one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.quotes.speakers.bodies import can_speak
from geo.language.text.grammar import adjectives_follow, subjects
from geo.language.text.speech import speech_verbs
from geo.lexicons import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.language.quotes.sentences import Frame, Layout
    from geo.language.quotes.speakers.bodies import Speaker
    from geo.language.text.parsed import Doc, Token

Author = tuple[int, tuple[int, int]]
"""Noun and words of somebody who is named, in tokens."""
_NOUNS = Words("quotes", "documents", "nouns")
_ISSUING = Words("quotes", "documents", "issuing")
_BY = Words("quotes", "documents", "by")
_IN = Words("quotes", "documents", "in")
_TAKING_UP = Words("quotes", "documents", "taking_up")
_ANY = Words("quotes", "documents", "any")
#: Sentences back in which "the notice" was issued.
REACH = 4


class Papers:
    """Who has issued what in one text."""

    def __init__(self, doc: Doc, layout: Layout) -> None:
        self._doc, self._layout = doc, layout
        self._issued: dict[str, tuple[int, Speaker]] = {}

    def remember(self, word: str, number: int, author: Speaker) -> None:
        """Keep who issued the latest notice, in which sentence."""
        self._issued[word] = number, author

    def issued_in(self, frame: Frame) -> Iterator[tuple[str, Author]]:
        """Each paper that a sentence says somebody issued, or said something in, with the one who did."""
        for token in self._doc[frame.start : frame.end]:
            if token.pos_ != "NOUN" or token.lemma_.lower() not in _NOUNS or self._layout.owner[token.i] >= 0:
                continue
            doer = _issuer(token)
            if doer is not None and can_speak(doer) and frame.start <= doer.i < frame.end:
                yield token.lemma_.lower(), _author(doer)

    def author(self, head: int, number: int) -> Author | Speaker | None:
        """Who speaks in the paper that this noun names: its owner, its author, or the one who issued it before."""
        token = self._doc[head]
        word = token.lemma_.lower()
        if word not in _NOUNS or token.pos_ != "NOUN":
            return None
        owner = next((c for c in token.children if c.dep_ == "poss" and c.pos_ in ("NOUN", "PROPN")), None) or _by(
            token
        )
        if owner is not None:
            return _author(owner) if can_speak(owner) and owner.ent_type_ not in ("DATE", "TIME") else None
        return self._issuer_of(word, number) if any(c.lower_ in _TAKING_UP for c in token.children) else None

    def _issuer_of(self, word: str, number: int) -> Speaker | None:
        """Who issued a paper of that name, or any paper where the name fits all, shortly before."""
        if word not in self._issued and word in _ANY and self._issued:
            word = max(self._issued, key=lambda paper: self._issued[paper][0])
        at, author = self._issued.get(word, (-REACH, None))
        return author if number - at <= REACH else None

    def is_known(self, head: int) -> bool:
        """Whether a noun takes up a paper that the text need not have told of: "the statement"."""
        token = self._doc[head]
        taken_up = any(c.lower_ in _TAKING_UP for c in token.children)
        return taken_up and token.pos_ == "NOUN" and token.lemma_.lower() in _NOUNS


def _author(noun: Token) -> Author:
    """The noun with what stands before it and a place behind it: "the Swiss embassy in Lima"."""
    end = noun.i + 1
    while adjectives_follow() and noun.pos_ == "NOUN" and end < len(noun.doc) and noun.doc[end].pos_ == "PROPN":
        end += 1  # "la familia Herrera"
    for child in noun.children:
        if child.dep_ == "prep" and child.i == end and child.right_edge.i - end < REACH:
            end = child.right_edge.i + 1
    return noun.i, (noun.left_edge.i, end)


def _by(paper: Token) -> Token | None:
    """The embassy in "a statement by the embassy"."""
    behind = (c for c in paper.children if c.dep_ == "prep" and c.lower_ in _BY)
    return next((n for prep in behind for n in prep.children if n.dep_ == "pobj"), None)


def _issuer(paper: Token) -> Token | None:
    """Whose paper a sentence tells of: who issued it, by whom it was issued, who said something in it."""
    verb = paper.head
    if verb.lower_ in _IN and verb.head.lemma_.lower() in speech_verbs():
        return next(iter(subjects(verb.head)), None)
    if verb.lemma_.lower() not in _ISSUING or paper.dep_ not in ("dobj", "nsubjpass"):
        return None
    return next((t for t in subjects(verb) if t.i != paper.i), None)
