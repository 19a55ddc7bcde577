"""What the helping words of a verb make of it: an infinitive, a denial."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_infinitive(verb: Token) -> bool:
    """As in "to torch": a particle among its helping words."""
    return any(c.dep_ == "aux" and c.pos_ == "PART" for c in verb.children)


def is_negated(verb: Token) -> bool:
    """As in "did not attack"."""
    return any(c.dep_ == "neg" for c in verb.children)
