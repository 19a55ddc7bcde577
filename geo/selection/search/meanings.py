"""What a word of a question means to the records: "escaped" asks for prison breaks too, however they are told.

The words are those by which texts are read, of every language, so a Spanish report answers an English question.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from geo.lexicons import entry, general, per_language, reading
from geo.selection.search.folding import folded
from geo.types import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: Types of events that ask for too much: nearly every report states something.
_TOO_MUCH = frozenset({"other", "statement", "speech", "call"})
#: What happens to whom so much is said of.
_SAME = {"killed": "killing", "arrested": "arrest"}
#: A rule with one of these needs more than its verb: "got away".
_NEEDS_MORE = ("particle", "prep")


def meanings(words: Sequence[str], languages: Iterable[str]) -> frozenset[str]:
    """Types of events, names of kinds of events and statuses of people that the words ask for."""
    found: set[str] = set()
    for language in languages:
        with reading(language):
            found |= _kinds(" ".join(words).lower())
            found |= _forms().get(folded(" ".join(words)), frozenset())
    return frozenset(found)


def _kinds(words: str) -> set[str]:
    """Kinds of events that have a name of their own: "quake" is "Earthquake"."""
    return {general("event_kinds")[kind]["label"] for kind, one in _patterns().items() if one.fullmatch(words)}


@per_language
def _patterns() -> dict[str, re.Pattern[str]]:
    told = entry("event_kinds", "words") or {}
    return {kind: re.compile(one) for kind, one in told.items() if kind in general("event_kinds")}


@per_language
def _forms() -> dict[str, frozenset[str]]:
    """The meanings of every regular form of the words that tell events and what became of people."""
    found: dict[str, set[str]] = defaultdict(set)
    for lemma, meaning in (*_telling(), *_befalling()):
        for form in _forms_of(lemma):
            found[form].add(meaning)
    return {form: frozenset(told) for form, told in found.items()}


def _telling() -> Iterator[tuple[str, str]]:
    """Words that tell one type of event and no other; "guard" is rather somebody who stands guard."""
    types: dict[str, set[str]] = defaultdict(set)
    for rule in entry("events_rules", "rule") or ():
        if not any(rule.get(condition) for condition in _NEEDS_MORE):
            for word in (*rule.get("verbs", ()), *rule.get("nouns", ())):
                types[word].add(rule["type"])
    apart = {*_doers(), *(word for word, _ in _befalling())}
    for word, told in types.items():
        if len(told) == 1 and told.isdisjoint(_TOO_MUCH) and word not in apart:
            yield word, next(iter(told))


def _doers() -> Iterator[str]:
    """Words for whoever does something."""
    groups = entry("events", "groups") or {}
    for rule in entry("events_rules", "rule") or ():
        told = rule.get("subject", ())
        for group in [told] if isinstance(told, str) else told:
            yield from groups.get(group, ())


def _befalling() -> Iterator[tuple[str, str]]:
    """Words that say what became of people."""
    for group in ("transitive", "intransitive", "state", "noun"):
        for status in STATUSES:
            told = (status, _SAME[status]) if status in _SAME else (status,)
            yield from ((word, one) for word in entry("casualties", group, status) or () for one in told)


def _forms_of(lemma: str) -> set[str]:
    cut, put = entry("search", "forms", "cut") or (), entry("search", "forms", "put") or ()
    stems = [lemma, *(lemma.removesuffix(end) for end in cut if lemma.endswith(end))]
    return {folded(lemma), *(folded(stem + end) for stem in stems for end in put)}
