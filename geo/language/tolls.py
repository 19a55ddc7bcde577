"""Which counts of one text tell the same toll again, and which are parts of a larger one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.types import Casualty

#: Words of a party that say somebody else is meant.
_OTHERS = re.compile(r"\b(?:other|others|another|more|additional|further)\b", re.IGNORECASE)


def told_number(count: Casualty) -> int | None:
    """The number in the words of a count: 25 of "at least 25", 70 of "more than 70"; None for "dozens"."""
    if count.approx is not None:
        return count.approx
    if count.min is not None:
        return count.min
    return count.max


def _same_side(first: Casualty, again: Casualty) -> bool:
    """One party: the same class, and where nobody's class is known, no sign that different people are meant."""
    if first.party_class != again.party_class:
        return False
    if first.party and again.party and told_number(first) == 1:
        return _last_word(first.party) == _last_word(again.party)
    return True


def _last_word(party: str) -> str:
    words: list[str] = re.findall(r"\w+", party.split(" of ", maxsplit=1)[0].lower())
    return words[-1] if words else ""


def same_toll(first: Casualty, again: Casualty) -> bool:
    """True where the second count tells the first one's toll again."""
    if first.status != again.status or not _same_side(first, again) or again.start < first.end:
        return False
    if first.date and again.date and first.date != again.date:
        return False
    if (
        first.place
        and again.place
        and first.place.place
        and again.place.place
        and first.place.place.id != again.place.place.id
    ):
        return False
    if first.sent_start == again.sent_start and told_number(first) == 1:
        return False
    return told_number(first) is not None and told_number(first) == told_number(again)


def _vague_of(count: Casualty, whole: Casualty, ranges: Mapping[str, Sequence[int]]) -> bool:
    """As in "dozens" of a text that elsewhere counts 70 of the same: the same dead, told vaguely."""
    number = told_number(whole)
    word = count.text.lower().split()[-1]
    if told_number(count) is not None or number is None or word not in ranges:
        return False
    if count.date and whole.date and count.date != whole.date:
        return False
    low, high = ranges[word]
    return count.status == whole.status and count.party_class == whole.party_class and low <= number <= high


def _anybody(party: str | None) -> bool:
    """True for words that may mean the dead of all sides."""
    return party is None or _last_word(party) in {
        "people",
        "persons",
        "dead",
        "others",
        "lives",
        "deaths",
        "fatalities",
    }


def _part_of(count: Casualty, whole: Casualty) -> bool:
    """A side's dead among a total of mixed dead that is larger."""
    part, total = told_number(count), told_number(whole)
    if part is None or total is None or count.status != whole.status or part >= total:
        return False
    if count.date and whole.date and count.date != whole.date:
        return False
    return count.party_class != "unknown" and whole.party_class == "unknown" and _anybody(whole.party)


def link_tolls(counts: tuple[Casualty, ...], vague: Mapping[str, Sequence[int]]) -> tuple[Casualty, ...]:
    """The same counts with ``duplicate_of`` and ``subset_of`` set; what the words said before stays."""
    out = [_with_duplicate(i, count, counts, vague) for i, count in enumerate(counts)]
    return tuple(_with_whole(count, out) for count in out)


def _with_duplicate(
    i: int, count: Casualty, counts: tuple[Casualty, ...], vague: Mapping[str, Sequence[int]]
) -> Casualty:
    first = next((j for j in range(i) if same_toll(counts[j], count)), None)
    if first is None:
        first = next((j for j, whole in enumerate(counts) if j != i and _vague_of(count, whole, vague)), None)
    return replace(count, duplicate_of=first)


def _with_whole(count: Casualty, counts: Sequence[Casualty]) -> Casualty:
    if count.subset_of is not None:
        return count
    whole = next((j for j, other in enumerate(counts) if other.duplicate_of is None and _part_of(count, other)), None)
    return replace(count, subset_of=whole)
