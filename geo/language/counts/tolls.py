"""Which counts of one text tell the same toll again, which are parts of a larger one, and which sum up."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from geo.language.counts.listed import Count
from geo.language.text.annotations import text_of
from geo.language.text.words import one_of
from geo.lexicons import Words, pattern, per_language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.language.counts.headcounts import Amount
    from geo.language.text.parsed import Span, Token
    from geo.types import Casualty

_GENITIVE = Words("counts_grammar", "prepositions", "genitive")
#: So many counts at most are tried as the parts of the total before them.
MOST_SUMMANDS = 8
#: White space between two sentences.
_GAP = 3
_BEFORE_PEOPLE = Words("casualties", "toll", "before_people")
_TOLL_VERBS = Words("casualties", "toll", "verbs")
_TALLIES = Words("casualties", "toll", "tallies")
#: Characters beside a number in which its whole is named.
_BESIDE = 120
_OF_ALL_SIDES = Words("casualties", "party", "of_all_sides")


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


def _named_apart(first: Casualty, again: Casualty) -> bool:
    """As in "seven Chileans, seven Peruvians and a Brazilian died"."""
    return bool(first.party and again.party) and _last_word(first.party or "") != _last_word(again.party or "")


@per_language
def _genitive() -> re.Pattern[str]:
    return re.compile(rf" (?:{one_of(_GENITIVE)}) ")


def _last_word(party: str) -> str:
    words: list[str] = re.findall(r"\w+", _genitive().split(party, maxsplit=1)[0].lower())
    return words[-1] if words else ""


def same_toll(first: Casualty, again: Casualty) -> bool:
    """True where the second count tells the first one's toll again."""
    if first.status != again.status or not _same_side(first, again) or again.start < first.end:
        return False
    if first.date and again.date and first.date != again.date:
        return False
    if _elsewhere(first, again):
        return False
    if first.sent_start == again.sent_start and _named_apart(first, again):
        return False
    if first.sent_start == again.sent_start and (told_number(first) == 1 or again.subset_of is not None):
        return False
    return told_number(first) is not None and told_number(first) == told_number(again)


def _elsewhere(first: Casualty, again: Casualty) -> bool:
    """True where the two counts have two places."""
    return bool(
        first.place
        and again.place
        and first.place.place
        and again.place.place
        and first.place.place.id != again.place.place.id
    )


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
    return party is None or _last_word(party) in _OF_ALL_SIDES


def link_tolls(counts: tuple[Casualty, ...], vague: Mapping[str, Sequence[int]]) -> tuple[Casualty, ...]:
    """The same counts with ``duplicate_of`` and ``subset_of`` set; what the words said before stays."""
    out = _with_summands(_with_duplicates(counts, vague))
    wholes = _Wholes(out)
    return tuple(count if count.subset_of is not None else replace(count, subset_of=wholes.of(count)) for count in out)


def _with_duplicates(counts: Sequence[Casualty], vague: Mapping[str, Sequence[int]]) -> list[Casualty]:
    """Each count with the first one that it tells again.

    Only counts of one status, side and number are set side by side; a vague word is looked up once for each day.
    """
    alike: dict[tuple[str, str, int | None], list[int]] = {}
    words: dict[tuple[str, str, str, str | None], int | None] = {}
    out = []
    for i, count in enumerate(counts):
        before = alike.setdefault((count.status, count.party_class, told_number(count)), [])
        first = next((j for j in before if same_toll(counts[j], count)), None)
        before.append(i)
        if told_number(count) is None:
            key = (count.status, count.party_class, count.text.lower().split()[-1], count.date)
            if key not in words:
                words[key] = next((j for j, whole in enumerate(counts) if _vague_of(count, whole, vague)), None)
            first = words[key]
        out.append(replace(count, duplicate_of=first))
    return out


def _with_summands(counts: Sequence[Casualty]) -> list[Casualty]:
    """The same counts; those right behind a total that add up to it are its parts: "34 dead, 14 here and 20 there"."""
    out = list(counts)
    own: dict[str, list[int]] = {}
    for i, count in enumerate(counts):
        own.setdefault(count.status, []).append(i)
    for places in own.values():
        for at, whole in enumerate(places):
            before = places[at - 1] if at else None
            for part in _summands(counts, places[at : at + 1 + MOST_SUMMANDS], before):
                if out[part].subset_of is None:
                    out[part] = replace(out[part], subset_of=whole)
    return out


def _summands(counts: Sequence[Casualty], places: Sequence[int], before: int | None) -> Sequence[int]:
    """Which counts behind the first one, in its sentence or all in the next, add up to it; two at least."""
    whole, added, sentence = counts[places[0]], 0, None
    in_list = before is not None and counts[before].sent_start == whole.sent_start
    total = told_number(whole)
    for at, i in enumerate(places[1:], 1):
        number, spot = told_number(counts[i]), counts[i].sent_start
        if in_list and spot == whole.sent_start:
            return ()  # "seven Chileans, six Peruvians and a Brazilian"
        if (
            total is None
            or number is None
            or (sentence is not None and spot != sentence)
            or spot > whole.sent_end + _GAP
        ):
            return ()
        added, sentence = added + number, spot
        if added >= total:
            return places[1 : at + 1] if added == total and at > 1 else ()
    return ()


class _Wholes:
    """The totals of mixed dead of one text, each once."""

    def __init__(self, counts: Sequence[Casualty]) -> None:
        self._totals: dict[str, list[tuple[int, Casualty]]] = {}
        self._largest: dict[tuple[str, str | None], tuple[list[int], list[int]]] = {}
        for j, count in enumerate(counts):
            if count.duplicate_of is None and count.party_class == "unknown" and _anybody(count.party):
                self._totals.setdefault(count.status, []).append((j, count))

    def of(self, part: Casualty) -> int | None:
        """The first total, larger than a side's dead and of no other day, that they are a part of."""
        number = told_number(part)
        if number is None or part.party_class == "unknown":
            return None
        places, largest = self._on(part.status, part.date)
        at = bisect_right(largest, number)
        return places[at] if at < len(places) else None

    def _on(self, status: str, day: str | None) -> tuple[list[int], list[int]]:
        """The totals that may be of a day, and for each the largest number up to it."""
        if (status, day) not in self._largest:
            fitting = [
                (j, told_number(c) or 0)
                for j, c in self._totals.get(status, ())
                if not (day and c.date and c.date != day)
            ]
            self._largest[status, day] = [j for j, _ in fitting], list(accumulate((n for _, n in fitting), max))
        return self._largest[status, day]


def tallied_again(sentence: Span, amount: Amount, head: Token, last: Count | None) -> Count | None:
    """As in "Eleven bodies were found, bringing the total to 73": the fate and the side of the count before."""
    number = sentence.doc.char_span(amount.start, amount.end, alignment_mode="expand")
    if last is None or number is None or head.i >= number.end:
        return None
    if not (_leads_to_total(number) or _is_told_as_total(number)):
        return None
    return Count(amount, head, last.cue, last.status, last.party, last.party_class, part_of_last=False)


def _is_told_as_total(number: Span) -> bool:
    """As in "for a total of 73", "for 73 in all"; what comes before them is a part of it."""
    text, sentence = text_of(number.doc), number.sent
    before = text[max(sentence.start_char, number.start_char - _BESIDE) : number.start_char]
    behind = text[number.end_char : min(sentence.end_char, number.end_char + _BESIDE)]
    if pattern("counts_grammar", "shapes", "total_before").search(before):
        return True
    opened = pattern("counts_grammar", "shapes", "total_opening").search(before) is not None
    return opened and pattern("counts_grammar", "shapes", "total_behind").match(behind) is not None


def _leads_to_total(number: Span) -> bool:
    """As in "bringing the total to 73", "taking the tally to 73"."""
    prep = number[-1].head
    if number[-1].dep_ != "pobj" or prep.lower_ not in _BEFORE_PEOPLE or prep.head.lemma_ not in _TOLL_VERBS:
        return False
    tally = next((c for c in prep.head.children if c.lemma_ in _TALLIES and c.dep_ in {"dobj", "nsubj"}), None)
    return tally is not None and not any(c.dep_ in {"prep", "compound", "nmod", "relcl"} for c in tally.children)
