"""What office a person was told to have, and whether a noun can mean them by it: "the governor", "la mandataria"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.people.institutions import office_kind
from geo.language.text.speech import called, short_titles, words
from geo.lexicons import Words

if TYPE_CHECKING:
    from geo.language.people.people import PersonMentions
    from geo.types import Person

_LEADING = Words("speech", "roles", "leading")
_LEADER = Words("speech", "roles", "leader")


def offices_of(found: PersonMentions) -> frozenset[str]:
    """The words of a person's role and other names and the nouns of all their roles, titles in full."""
    told = (found.person.role or "", *found.person.aliases, *found.offices)
    words_ = (w.strip(".,") for w in " ".join(told).lower().split())
    return frozenset(short_titles().get(w, w) for w in words_)


def has_role(told: frozenset[str], noun: str) -> bool:
    """Whether one told to have these offices can be meant by a noun."""
    return has_very_role(told, noun) or bool(told & called(noun))


def has_very_role(told: frozenset[str], noun: str) -> bool:
    """Whether the noun itself was told of them, and not only another word for their office."""
    if noun in _LEADER:
        return bool(told & (words("roles", "head_of_government") | _LEADING))
    return noun in told


def agrees(person: Person, noun: str, phrase: str) -> bool:
    """Whether the words of an office let its holder go by others: "the police chief" is no fire marshal."""
    meant = office_kind(phrase.lower())
    told = [short_titles().get(w, w) for w in (person.role or "").lower().replace(".", "").split()]
    kind = office_kind(" ".join(told))
    # "Inspector General" is no general: two words for the office tell more than the kind of one of them
    wholly = set(told) <= called(noun) and (kind is None or len(told) > 1)
    return meant is None or kind == meant or wholly


def is_of(person: Person, countries: frozenset[str]) -> bool:
    """Whether a person serves one of these countries; any person where none is named."""
    return not countries or (person.jurisdiction or "")[:2] in countries


def may_be_of(person: Person, countries: frozenset[str]) -> bool:
    """The same, and those of whom no country is told."""
    return not person.jurisdiction or is_of(person, countries)


def is_untold(person: Person, noun: str) -> bool:
    """Whether nothing the text says of a person speaks against this office."""
    told = set((person.role or "").lower().replace(".", "").split())
    offices = words("roles", "office") - called(noun)
    trades = words("roles", "other") - words("roles", "standing") - _LEADING.now()
    if told & _LEADING and told & words("roles", "led"):
        return False  # a union's leader is no minister
    return not told & (offices | trades) and not told & set(short_titles())
