"""Which words tell deaths and injuries as events, and of which kind: killing, clash, or a mishap that nobody willed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.casualties import Count, find_counts
from geo.language.fates import is_real, phrase_at
from geo.language.grammar import in_group, names_person, patients, prepositional, subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

    from geo.types import EventType

_KILL = frozenset({"kill", "murder", "assassinate", "slay", "execute"})
_KILLINGS = frozenset({"killing", "murder", "assassination", "slaying", "massacre"})


def find_deaths(sentence: Span, raid: Token | None) -> Iterator[tuple[EventType, Token, Count | None]]:
    """Deaths counted, and single named ones told on their own; the target's death in a raid is the raid's."""
    for count in find_counts(sentence.doc):
        if (
            count.status == "killed"
            and sentence.start <= count.head.i < sentence.end
            and not (count.amount.core == 1 and _by_raid(count.cue, raid))
        ):
            yield "other" if _mishap(count.cue) else "killing", count.cue, count
        elif count.status == "injured" and sentence.start <= count.head.i < sentence.end and _assault(sentence):
            yield "clash", count.cue, count
    for token in sentence:
        if raid is not None and (token.i == raid.i or raid in token.ancestors or _by_raid(token, raid)):
            continue
        if (
            token.pos_ == "VERB"
            and (token.lemma_ in _KILL or phrase_at(token) == "killed")
            and is_real(token)
            and any(_one_victim(p) for p in patients(token))
        ):
            yield "killing", token, None
        if (
            token.pos_ == "NOUN"
            and token.lemma_ in _KILLINGS
            and any(prep == "of" and _one_victim(n) for prep, n in prepositional(token))
        ):
            yield "killing", token, None


def _mishap(cue: Token) -> bool:
    """True for deaths by flood, crash or disease: nobody killed them."""
    return any(in_group(t, "mishaps") and t.pos_ in {"NOUN", "PROPN"} for t in cue.sent) and not _assault(cue.sent)


def _assault(sentence: Span) -> bool:
    return any(in_group(t, "assaults") for t in sentence)


def _by_raid(verb: Token, raid: Token | None) -> bool:
    """As in "the operation killed its target", "killed in a raid": the death the raid is told by."""
    if raid is None:
        return False
    return raid in subjects(verb) or any(
        noun.i == raid.i for prep, noun in prepositional(verb) if prep in {"in", "during", "by"}
    )


def _one_victim(noun: Token) -> bool:
    """A person named or known by rank; a bare pronoun tells nothing new."""
    if noun.pos_ == "PRON" or noun.ent_type_ in {"GPE", "LOC", "ORG", "NORP", "DATE"}:
        return False
    return names_person(noun) or in_group(noun, "targets") or in_group(noun, "ranks") or noun.tag_ == "NNP"
