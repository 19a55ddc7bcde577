"""Whether a name stands in its sentence as a government does: it speaks, is urged, deals with others, owns a policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.resolve.toponyms.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def is_government(doc: Doc, last: int) -> bool:
    """ "the Ghana government", "Georgia Arrests Protesters": what stands behind a name that ends before ``last``."""
    after = doc[last] if last < len(doc) else None
    if after is None:
        return False
    return after.lower_ in words("acting", "government") or (
        after.lower_ in words("acting", "headline") and after.text[0].isupper()
    )


def acts(head: Token, *, capital: bool) -> bool:
    """Whether the name whose head this is does, deals or owns; a ``capital`` also sends: "intelligence from Paris"."""
    return _is_actor(head) or _is_addressed(head) or _is_partner(head, capital=capital) or _owns(head)


def _is_actor(head: Token) -> bool:
    """Subject of a verb of doing."""
    head = first_conjunct(head)
    if head.dep_ != "nsubj" or head.head.pos_ not in ("VERB", "AUX"):
        return False
    return head.head.lemma_.lower() not in words("acting", "stative")


def _is_addressed(head: Token) -> bool:
    """Object of urging, and of "called on"."""
    head = first_conjunct(head)
    verb = head.head
    if head.dep_ == "dobj":
        return verb.lemma_.lower() in words("acting", "upon")
    return head.dep_ == "pobj" and verb.lower_ == "on" and verb.head.lemma_.lower() == "call"


def _is_partner(head: Token, *, capital: bool) -> bool:
    """ "contact with the US", "intelligence from Washington", "its defeat by Russia"."""
    head = first_conjunct(head)
    preposition = head.head
    if head.dep_ != "pobj" or preposition.lower_ not in ("with", "between", "from", "by"):
        return False
    noun = preposition.head.lemma_.lower()
    if preposition.lower_ == "by":
        return noun in words("acting", "own")
    return (capital or preposition.lower_ != "from") and noun in words("acting", "dealing")


def _owns(head: Token) -> bool:
    """ "Mexico’s role"."""
    return head.dep_ == "poss" and head.head.lemma_.lower() in words("acting", "own")


def first_conjunct(token: Token) -> Token:
    """The first of the names that are listed with this one."""
    while token.dep_ in ("conj", "appos", "compound") and token.head is not token and token.head.i < token.i:
        token = token.head
    return token
