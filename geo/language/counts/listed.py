"""Counts that take their fate, their side or their bound from a count told before them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.language.counts.parties import class_of_word
from geo.language.counts.status import fate
from geo.language.counts.whose import party_of
from geo.language.text.annotations import text_of
from geo.lexicons import Words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from geo.language.counts.headcounts import Amount
    from geo.types import PartyClass, Status

_FURTHER = Words("counts_grammar", "numbers", "further")
_INCLUDING = Words("counts_grammar", "prepositions", "including")
_AMONG = Words("counts_grammar", "prepositions", "among")
_OF_THEM = Words("counts_grammar", "pronouns", "of_them")
_AMONG_THEM = Words("counts_grammar", "pronouns", "among_them")


@dataclass(frozen=True, slots=True)
class Count:
    """One number of people with its fate, before dates and links."""

    amount: Amount
    head: Token
    cue: Token
    """The word that tells the fate: "killed", "deaths"."""
    status: Status
    party: str | None
    party_class: PartyClass
    part_of_last: bool
    """True: "25 guards among them" – a part of the count before it."""


def broken_down(sentence: Span, amount: Amount, head: Token, last: Count | None) -> Count | None:
    """As in "the toll rose to 62: 25 guards, 34 gunmen and a nurse": what follows the colon shares the total's fate."""
    if last is None or class_of_word(head) is None or fate(head) is not None:
        return None
    doc = sentence.doc
    gap = text_of(doc)[last.amount.end : amount.start]
    opened = last.part_of_last or gap.lstrip()[:1] in {":", "—", "–"}
    number = doc.char_span(amount.start, amount.end, alignment_mode="expand")
    if number is None or not opened or any(t.pos_ in {"VERB", "AUX"} for t in doc[last.head.i + 1 : number.start]):
        return None
    party, side = party_of(head, number)
    return Count(amount, head, last.cue, last.status, party, side, part_of_last=True)


def two_more(count: Count, last: Count | None) -> Count:
    """As in "eight gunmen died and two more drowned": the two are of the same side."""
    end = count.head.i + 1
    following = count.head.doc[end].lower_ if end < len(count.head.doc) else ""
    if last is None or count.party is not None or following not in _FURTHER:
        return count
    return replace(count, party=last.party, party_class=last.party_class)


def among_them(sentence: Span, amount: Amount, head: Token, last: Count | None) -> Count | None:
    """As in "70 people, 25 guards among them": the fate of the count before, of which it is a part."""
    if last is None:
        return None
    number = sentence.doc.char_span(amount.start, amount.end, alignment_mode="expand")
    if number is None or number.start < 2:
        return None
    after = [t.lower_ for t in sentence.doc[head.i + 1 : head.i + 3]]
    before = [t.lower_ for t in sentence.doc[number.start - 2 : number.start]]
    if number.end < len(sentence.doc) and " ".join(after) in _OF_THEM and head.i < number.end:
        return _some_of_them(amount, head, last)
    among_them = not _AMONG_THEM.isdisjoint((" ".join(after), " ".join(before)))
    if not among_them and (_AMONG.isdisjoint(after[:1]) or fate(head) is not None):
        return None
    party, side = party_of(head, number)
    return Count(amount, head, last.cue, last.status, party, side, part_of_last=True)


def _some_of_them(amount: Amount, head: Token, last: Count) -> Count | None:
    """As in "70 people, 25 of them guards" – not where another fate befell the 25."""
    told = fate(head)
    if told is not None and told[0] != last.status:
        return None
    return Count(amount, head, last.cue, last.status, last.party, last.party_class, part_of_last=True)


def introduced_as_part(number: Span) -> bool:
    """As in "including 25 guards"."""
    before = number.doc[max(number.start - 4, number.sent.start) : number.start]
    return any(t.lower_ in _INCLUDING for t in before)


def spread(first: Count | None, count: Count) -> Count:
    """Spread "at least" over a list: "at least 25 officers and 34 suspects died"."""
    amount = count.amount
    if (
        first is None
        or not first.amount.open_top
        or amount.bounded
        or amount.vague
        or first.cue.i != count.cue.i
        or count.part_of_last
        or amount.core == 1
    ):
        return count
    return replace(count, amount=replace(amount, max=None, open_top=True))
