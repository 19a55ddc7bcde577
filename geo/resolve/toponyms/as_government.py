"""Whether a name stands in its sentence as a government does: it speaks, is urged, deals with others, owns a policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.text.grammar import VERBAL
from geo.language.text.hanging import (
    above_preposition,
    first_of_list,
    is_behind,
    is_object,
    is_owner,
    is_subject,
    preposition_of,
)
from geo.lexicons import Words, table
from geo.resolve.toponyms.vocabulary import words

if TYPE_CHECKING:
    from geo.language.text.parsed import Doc, Token

_DEALING = Words("places", "prepositions", "dealing")
_COORDINATORS = Words("places", "naming", "coordinators")
_BELONGING = Words("places", "prepositions", "belonging")
_GOVERNING = Words("places", "naming", "governing")
_DOER = Words("places", "prepositions", "doer")
_ORIGIN = Words("places", "prepositions", "origin")


def is_government(doc: Doc, last: int) -> bool:
    """ "the Ghana government", "Georgia Arrests Protesters": what stands behind a name that ends before ``last``."""
    after = doc[last] if last < len(doc) else None
    if after is None:
        return False
    return (
        _shares_noun(doc, last)
        or after.lower_ in words("acting", "government")
        or (after.lower_ in words("acting", "headline") and after.text[0].isupper())
    )


def _shares_noun(doc: Doc, last: int) -> bool:
    """ "the UK and Dutch governments": the noun stands behind both."""
    if last + 2 >= len(doc) or doc[last].lower_ not in _COORDINATORS or not doc[last + 1].text[0].isupper():
        return False
    return doc[last + 2].lower_ in words("acting", "governments")


def is_governed(doc: Doc, first: int) -> bool:
    """ "el gobierno de Chile": what stands before a name that begins at ``first``."""
    return first > 1 and doc[first - 1].lower_ in _BELONGING and doc[first - 2].lower_ in _GOVERNING


def acts(head: Token, *, capital: bool) -> bool:
    """Whether the name whose head this is does, deals or owns; a ``capital`` also sends: "intelligence from Paris"."""
    return _is_actor(head) or _is_addressed(head) or _is_partner(head, capital=capital) or _owns(head)


def _is_actor(head: Token) -> bool:
    """Subject of a verb of doing."""
    head = first_of_list(head)
    if not is_subject(head) or head.head.pos_ not in VERBAL:
        return False
    return head.head.lemma_.lower() not in words("acting", "stative")


def _is_addressed(head: Token) -> bool:
    """Object of urging, and of "called on"."""
    head = first_of_list(head)
    if is_object(head):
        return head.head.lemma_.lower() in words("acting", "upon")
    preposition = preposition_of(head)
    if preposition is None:
        return False
    urging = table("places", "prepositions", "urging").get(above_preposition(head).lemma_.lower(), "")
    return preposition.lower_ in urging.split()


def _is_partner(head: Token, *, capital: bool) -> bool:
    """ "contact with the US", "intelligence from Washington", "its defeat by Russia"."""
    head = first_of_list(head)
    if not is_behind(head, _DEALING):
        return False
    noun = above_preposition(head).lemma_.lower()
    if is_behind(head, _DOER):
        return noun in words("acting", "own")
    return (capital or not is_behind(head, _ORIGIN)) and noun in words("acting", "dealing")


def _owns(head: Token) -> bool:
    """ "Mexico’s role"."""
    return is_owner(head) and head.head.lemma_.lower() in words("acting", "own")
