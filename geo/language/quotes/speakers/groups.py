"""Finds several who speak together: "Jane Doe and Peter Brown said", "the army and the police said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.quotes.speakers.bodies import Speaker
from geo.lexicons import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.language.text.parsed import Doc, Token

Span = tuple[int, int]
_AND = Words("text", "and")
_NOUNS = frozenset({"PROPN", "NOUN", "PRON"})


def together(doc: Doc, head: int, span: Span) -> list[tuple[int, Span]]:
    """Noun and words of each who is named in these tokens; empty where it is one."""
    first = doc[head]
    while first.dep_ == "conj" and span[0] <= first.head.i < first.i:
        first = first.head
    members = [first, *(t for t in listed(first) if t.i < span[1])]
    if len(members) < 2 or _is_one(doc, members):
        return []
    starts = [span[0], *(max(t.left_edge.i, members[k].i + 1) for k, t in enumerate(members[1:]))]
    ends = [*(_end(doc, start) for start in starts[1:]), span[1]]
    return [(t.i, (start, end)) for t, start, end in zip(members, starts, ends, strict=True)]


def as_one(members: Sequence[Speaker], joint: str) -> Speaker:
    """Several who speak together, under all their names.

    One alone, where the name of one ends those of all: "Secretary of Security and Civilian Protection Jane Doe".
    """
    one = next((s for s in members if s.person is not None and all(o.name.endswith(s.name) for o in members)), None)
    name = ", ".join(speaker.name for speaker in members[:-1]) + f" {joint} {members[-1].name}"
    places = {speaker.jurisdiction for speaker in members}
    return one or Speaker(name, None, places.pop() if len(places) == 1 else None)


def listed(first: Token) -> list[Token]:
    """The nouns joined to a noun by "and": those who speak with it."""
    out: list[Token] = []
    at: Token | None = first
    while at is not None:
        at = next((c for c in at.children if c.dep_ == "conj" and c.pos_ in _NOUNS and c.i > at.i), None)
        if at is not None:
            out.append(at)
    joined = bool(out) and _is_own(first, out) and first.doc[out[-1].left_edge.i - 1].lower_ in _AND
    return out if joined else []


def _is_own(first: Token, others: list[Token]) -> bool:
    """Whether each has a name, a plural or an article of its own: "the founder and owner" is one person."""
    plain = first.pos_ == "PROPN" or all(_is_whole(t) for t in others)
    return plain and all(_is_whole(t) for t in others)


def _is_whole(noun: Token) -> bool:
    determined = any(c.dep_ in ("det", "poss", "nummod") for c in noun.children)
    return noun.pos_ in ("PROPN", "PRON") or noun.tag_ == "NNS" or determined


def _end(doc: Doc, start: int) -> int:
    """Where the one before ends: ahead of "and" and commas."""
    while start > 0 and (doc[start - 1].lower_ in _AND or doc[start - 1].text == ","):
        start -= 1
    return start


def _is_one(doc: Doc, members: list[Token]) -> bool:
    """Whether one name holds them all: "Brown and Sons"."""
    first, last = members[0].idx, members[-1].idx
    if any(e.start_char <= first and last < e.end_char and e.label_ != "PERSON" for e in doc[members[0].i].sent.ents):
        return True
    return any(i.start <= first and last < i.end for i in doc._.institutions)
