"""Which events a sentence tells only to set another one beside them: "It comes a week after 44 people were killed"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.text.grammar import group
from geo.lexicons import lexicon

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from spacy.tokens import Doc, Token

_COMES = frozenset({"come", "happen", "follow", "occur", "take"})
_PRONOUNS = frozenset({"it", "this", "that"})
#: "It comes a day after …" may tell the aftermath of the same incident; a week later it is another one.
_LONG_UNITS = frozenset({"week", "month", "year"})
_UNITS = _LONG_UNITS | {"day", "hour"}


def is_prior(token: Token) -> bool:
    """True within the clause after "comes a week after", where what comes is an attack or disaster itself.

    "The blast came two days after gunmen killed six" – not "The burial came two days after gunmen killed six".
    So it is behind "follows last month's attack" – not in "The police followed last week's caller".
    """
    while token.head.i != token.i:
        if token.dep_ == "dobj" and token.head.lemma_ == "follow":
            long_ago = any(t.lemma_.lower() in _LONG_UNITS for t in (*token.subtree, *token.head.children))
            return long_ago and _comes_itself(token.head, _LONG_UNITS)
        if any(c.dep_ == "mark" and c.lower_ == "after" for c in token.children) or token.lower_ == "after":
            return _sets_beside(token)
        token = token.head
    return False


def _sets_beside(clause: Token) -> bool:
    verb = clause.head
    if verb.lemma_ not in _COMES:
        return False
    units = {t.lemma_.lower() for t in clause.doc[verb.i : clause.i] if t.lemma_.lower() in _UNITS}
    return bool(units) and _comes_itself(verb, units)


def _comes_itself(verb: Token, units: AbstractSet[str]) -> bool:
    """Whether what comes, so many ``units`` later, is an attack or disaster and not what it leads to."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None:
        return False
    if subject.lower_ in _PRONOUNS:
        return bool(units & _LONG_UNITS)
    lemma = subject.lemma_.lower()
    return lemma in lexicon("events")["assault"]["attacks"] or lemma in group("assaults") or lemma in group("mishaps")


def in_prior_clause(doc: Doc, start: int, end: int) -> bool:
    """True for a date of such a clause: it dates nothing else of the text."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return False
    return is_prior(span.root) or any(
        is_prior(t) for t in doc[span.start : span.end + 1] if t.lower_ == "after" or t.dep_ == "npadvmod"
    )
