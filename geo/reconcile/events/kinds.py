"""Kinds of events that reports name with a noun of their own: "the quake", "the coup"; finer than types, for names.

What an event cost ("the toll rose", "two deaths") names no kind; it is told of the one that the incident is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from geo.lexicons import general, pattern, per_language, table


@dataclass(frozen=True, slots=True)
class Kind:
    """One of ``data/lexicons/event_kinds.toml``."""

    label: str
    """What titles call it."""
    gives_name: bool = False
    """An incident may be named after it."""
    nobodys: bool = False
    """Nobody does it: a disaster or an accident."""
    accident: bool = False
    """... and never an attack, as a fire or an explosion may be."""
    ailment: bool = False
    """People fall ill of it."""
    answers: bool = False
    """Done about something else: it gives the name only where nothing else does."""
    whole: bool = False
    """What was done in it is part of it: shots that are fired in a coup."""
    in_whole: bool = False
    """Of the place and day of such an event it is part of it: the parliament that a coup dissolves."""
    attack: bool = False
    """One side does it to another, by force."""
    deadly: bool = False
    """What a killing or a clash may be called."""
    there: bool = False
    """Done where the incident's own event was, unless another place is told."""


@cache
def kinds() -> dict[str, Kind]:
    """All kinds by their keys."""
    return {key: Kind(**told) for key, told in general("event_kinds").items()}


def name_of(key: str) -> str:
    """What titles call the kind; empty where ``key`` is none."""
    return kinds()[key].label if key in kinds() else ""


def kind_called(label: str) -> str:
    """Key of the kind that titles call so; empty where there is none."""
    return next((key for key, kind in kinds().items() if kind.label == label), "")


def gives_name(key: str) -> bool:
    """Whether an incident may be named after the kind."""
    return key in kinds() and kinds()[key].gives_name


@cache
def _counted_in_dead() -> frozenset[str]:
    return frozenset(kind.label for kind in kinds().values() if kind.gives_name)


def leaves_dead(label: str) -> bool:
    """Whether what an event of this name cost is told as its toll."""
    return label in _counted_in_dead()


def is_nobodys(key: str) -> bool:
    """Whether the kind is a disaster or an accident."""
    return key in kinds() and kinds()[key].nobodys


def is_accident(key: str) -> bool:
    """Whether the kind is never an attack."""
    return key in kinds() and kinds()[key].accident


def is_answer(key: str) -> bool:
    """Whether the kind is done about something else, as a protest is."""
    return key in kinds() and kinds()[key].answers


def is_whole(key: str) -> bool:
    """Whether all that was done in it is part of it: of a coup, and of an accident."""
    return key in kinds() and (kinds()[key].whole or kinds()[key].accident)


def is_in_whole(key: str) -> bool:
    """Whether it is part of a coup of its place and day."""
    return key in kinds() and kinds()[key].in_whole


def is_ailment(key: str) -> bool:
    """Whether people die of an illness in it."""
    return key in kinds() and kinds()[key].ailment


def is_attack(key: str) -> bool:
    """Whether one side does it to another, by force."""
    return key in kinds() and kinds()[key].attack


def is_there(key: str) -> bool:
    """Whether the kind is done where the incident's own event was, unless another place is told."""
    return key in kinds() and kinds()[key].there


@per_language
def _deadly_shapes() -> dict[str, re.Pattern[str]]:
    return {key: re.compile(rf"\b(?:{words})\b") for key, words in table("event_kinds", "deadly").items()}


def deadly_kind_in(words: str) -> str:
    """Key of the first kind that the words call a killing or a clash: "the shooting"; empty where they call it none."""
    lower = words.lower()
    return next((key for key, shape in _deadly_shapes().items() if shape.search(lower)), "")


@per_language
def _shapes() -> dict[str, re.Pattern[str]]:
    return {key: re.compile(rf"\b(?:{words})\b") for key, words in table("event_kinds", "words").items()}


def kind_in(words: str) -> str:
    """Key of the first kind that the words name; empty where they name none."""
    lower = words.lower()
    return next((key for key, shape in _shapes().items() if shape.search(lower)), "")


@per_language
def _deeds() -> dict[str, re.Pattern[str]]:
    return {key: re.compile(shape) for key, shape in table("event_kinds", "deeds").items()}


def deed_in(words: str) -> str:
    """Key of the kind that a verb and its object, which open the words, tell together; empty where they tell none."""
    lower = words.lower()
    return next((key for key, shape in _deeds().items() if shape.match(lower)), "")


def kinds_in(words: str) -> frozenset[str]:
    """The keys of all kinds that the words name."""
    lower = words.lower()
    return frozenset(key for key, shape in _shapes().items() if shape.search(lower))


def naming_kind_in(words: str) -> str:
    """The same of the kinds that an incident may be named after, the first in the order of the words."""
    lower = words.lower()
    found = [(m.start(), key) for key, shape in _shapes().items() if gives_name(key) and (m := shape.search(lower))]
    return min(found, default=(0, ""))[1]


def is_cost(words: str) -> bool:
    """Whether the words tell only what something cost: "two deaths", not "a fire killed two"."""
    return not kind_in(words) and pattern("event_kinds", "cost", "words").search(words.lower()) is not None
