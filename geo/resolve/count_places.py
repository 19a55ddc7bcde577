"""Where those whom a count tells were hurt or held: "12 died in Lira and four in Torla" keeps both apart."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from geo.language.counts.headcounts import stands_behind_name
from geo.language.counts.parties import class_of_word
from geo.language.text.annotations import text_of
from geo.language.text.dateline import in_dateline
from geo.language.text.grammar import VERBAL, clause_verb
from geo.language.text.spans import starting_in, told_in
from geo.lexicons import pattern
from geo.resolve.deixis import last_town
from geo.resolve.precision import chains_of, precise_first
from geo.resolve.scene import in_clause, is_locative, token_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.language.text.parsed import Doc, Token
    from geo.types import Casualty, Mention, Telling

#: "nine people were found dead in Torla": so many characters at most between a number and its place.
_REACH = 60
#: "In Lira 12 died and in Torla 20": a place right before its number.
_RIGHT_BEFORE = 3
#: Characters behind a number in which "here" stands.
_SIGHT = 120
#: What happens in a prison, with those who die of it: "gunmen stormed a prison in Lira, and a guard was killed".
_IN_PRISONS = frozenset({"prison_break"})
#: A colon within a time of day ends nothing.
_CLAUSE_ENDS = re.compile(r"[;:](?=\s)")


def own_places(doc: Doc, counts: Sequence[Casualty], mentions: Sequence[Mention]) -> dict[int, Mention | None]:
    """For the counts of sentences that give each its place: the place by the count's first character.

    None for a total told before its parts. Counts of all other sentences are left out.
    """
    found: dict[int, Mention | None] = {}
    for (start, end), told in groupby(counts, lambda c: (c.sent_start, c.sent_end)):
        own = list(told)
        if len(own) > 1 and (named := _by_name(doc, own, starting_in(mentions, start, end))):
            found |= named
            continue
        chains = [c for c in chains_of(starting_in(mentions, start, end)) if _is_locative(doc, c[0])]
        if len(own) > 1 and len(chains) > 1:
            found |= (
                _in_each_clause(text_of(doc)[start:end], start, own, chains)
                or _behind_each(own, chains, end)
                or _before_each(own, chains)
                or _at_each(doc, own, chains, end)
                or _at_part(doc, own, chains)
            )
        elif len(own) > 1:
            found |= _at_part(doc, own, chains)
    return found


def _by_name(doc: Doc, own: Sequence[Casualty], mentions: Sequence[Mention]) -> dict[int, Mention | None]:
    """As in "Jura counted 160 dead, Lira 100 and Torla two": the name before each number, that it is the number of."""
    spans = {n.start: doc.char_span(n.start, n.end, alignment_mode="expand") for n in own[1:]}
    behind = {at for at, span in spans.items() if span is not None and stands_behind_name(span)}
    if not behind:
        return {}
    return {n.start: _named_right_before(n, mentions) for n in own if n.start in behind} | {
        own[0].start: _only_one([m for m in mentions if m.end <= own[0].start])
    }


def _named_right_before(count: Casualty, mentions: Sequence[Mention]) -> Mention | None:
    return next((m for m in mentions if m.end + 1 == count.start), None)


def _only_one(mentions: Sequence[Mention]) -> Mention | None:
    return mentions[0] if len(mentions) == 1 else None


def _is_locative(doc: Doc, mention: Mention) -> bool:
    token = token_at(doc, mention.start, mention.end)
    return token is not None and is_locative(token)


def _in_each_clause(
    sentence: str, start: int, own: Sequence[Casualty], chains: Sequence[list[Mention]]
) -> dict[int, Mention | None]:
    """As in "Eight died and 20 were hurt in Lira; 69 died and 33 were hurt at Torla": all of a clause at its place."""
    ends = [start + found.start() for found in _CLAUSE_ENDS.finditer(sentence)]
    told: dict[int, list[list[Mention]]] = defaultdict(list)
    for chain in chains:
        told[bisect_left(ends, chain[0].start)].append(chain)
    clauses = {bisect_left(ends, count.start) for count in own}
    if len(clauses) < 2 or any(len(told[clause]) != 1 for clause in clauses):
        return {}
    return {count.start: _precise(told[bisect_left(ends, count.start)][0]) for count in own}


def _behind_each(own: Sequence[Casualty], chains: Sequence[list[Mention]], end: int) -> dict[int, Mention | None]:
    """As in "12 died in Lira and four in Torla"; a total may stand before them."""
    stops = [*(c.start for c in own[1:]), end]
    placed = [
        next((c for c in chains if count.end <= c[0].start < min(stop, count.end + _REACH)), None)
        for count, stop in zip(own, stops, strict=True)
    ]
    first = next((i for i, chain in enumerate(placed) if chain is not None), len(own))
    if len(_distinct(placed)) < len(own) - min(first, 1) or None in placed[first:] or len(_distinct(placed)) < 2:
        return {}
    return {count.start: _precise(chain) for count, chain in zip(own, placed, strict=True)}


def _before_each(own: Sequence[Casualty], chains: Sequence[list[Mention]]) -> dict[int, Mention | None]:
    """As in "In Lira 12 people died and in Torla 20"."""
    placed = [next((c for c in chains if 0 < n.start - c[-1].end <= _RIGHT_BEFORE), None) for n in own]
    if None in placed or len(_distinct(placed)) < len(own):
        return {}
    return {count.start: _precise(chain) for count, chain in zip(own, placed, strict=True)}


def _at_each(doc: Doc, own: Sequence[Casualty], chains: Sequence[list[Mention]], end: int) -> dict[int, Mention | None]:
    """As in "in Lund, with 12 dead, and in Malmö, with four; five died in Torla": each has one beside it."""
    text, stops = text_of(doc), [*(c.start for c in own[1:]), end]
    placed = [_with_it(text, n, chains) or _next(text, n, stop, chains) for n, stop in zip(own, stops, strict=True)]
    if None in placed or len(_distinct(placed)) < len(own):
        return {}
    return {count.start: _precise(chain) for count, chain in zip(own, placed, strict=True)}


def _with_it(text: str, count: Casualty, chains: Sequence[list[Mention]]) -> list[Mention] | None:
    """The chain right before a number, ", with" between them at most."""
    shape = pattern("counts_grammar", "told_place", "with_it")
    return next((c for c in chains if c[-1].end < count.start and shape.fullmatch(text[c[-1].end : count.start])), None)


def _next(text: str, count: Casualty, stop: int, chains: Sequence[list[Mention]]) -> list[Mention] | None:
    """The first chain behind a number, before the next one and in its clause."""
    behind = (c for c in chains if count.end <= c[0].start < min(stop, count.end + _REACH))
    return next((c for c in behind if not _CLAUSE_ENDS.search(text, count.end, c[0].start)), None)


def _at_part(doc: Doc, own: Sequence[Casualty], chains: Sequence[list[Mention]]) -> dict[int, Mention | None]:
    """As in "51 died in the two halls: 42 in the old one, seven at Vessim": a part's place is neither the total's."""
    for chain in chains:
        last = next((c for c in reversed(own) if c.end <= chain[0].start), None)
        if last is not None and last.subset_of is not None and _joined(doc, last.end, chain[0].start):
            others = [c for c in own if c.start < last.start and c.status == last.status]
            return {c.start: None for c in others} | {last.start: _precise(chain)}
    return {}


def _joined(doc: Doc, start: int, end: int) -> bool:
    """True where nothing but a few words without a verb stands between a number and a place."""
    between = doc.char_span(start, end, alignment_mode="contract") or ()
    return end - start <= _REACH and not any(t.pos_ in {"VERB", "AUX"} or t.text in {",", ";"} for t in between)


def _distinct(placed: Sequence[list[Mention] | None]) -> set[int]:
    return {chain[0].start for chain in placed if chain is not None}


def _precise(chain: list[Mention] | None) -> Mention | None:
    return None if chain is None else precise_first(chain)[0]


def told_place(doc: Doc, count: Casualty, mentions: Sequence[Mention]) -> Mention | None:
    """The town that "in this town" or "here" behind a number means: the last one named, or that of the dateline."""
    text = text_of(doc)
    behind = text[count.end : min(count.sent_end, count.end + _SIGHT)]
    if pattern("counts_grammar", "told_place", "this_town").search(behind):
        return last_town(mentions, count.sent_start) or last_town(mentions, count.start)
    if pattern("counts_grammar", "told_place", "that_town_before").search(text[count.sent_start : count.start]):
        return last_town(mentions, count.start)
    sent = (count.sent_start, count.sent_end)
    if (named := _where(doc, count, mentions) or of_those_events(doc, sent, mentions)) is not None:
        return named
    if pattern("counts_grammar", "told_place", "here").search(behind):
        first = mentions[0] if mentions else None
        return first if first is not None and in_dateline(doc, first.start, first.end) else None
    return None


def stands_at_stranger(doc: Doc, count: Casualty, mentions: Sequence[Mention]) -> bool:
    """As in "46 died in Bayda and seven in Susa", where the second is no known place: none other is the seven's."""
    found = pattern("counts_grammar", "told_place", "right_at").match(text_of(doc), count.end)
    return found is not None and not any(m.start <= found.end() < m.end for m in mentions)


def _where(doc: Doc, count: Casualty, mentions: Sequence[Mention]) -> Mention | None:
    """As in "for Inates, where 71 soldiers died": the place that a clause about it names."""
    last = bisect_left(mentions, count.start, key=lambda m: m.start) - 1
    if last < 0 or mentions[last].start < count.sent_start:
        return None
    between = text_of(doc)[mentions[last].end : count.start]
    return mentions[last] if pattern("counts_grammar", "told_place", "where").search(between) else None


def of_those_events(doc: Doc, sent: tuple[int, int], mentions: Sequence[Mention]) -> Mention | None:
    """As in "In Jura gunmen struck six times. … A woman died in those attacks": where its paragraph told them last.

    ``sent``: the characters of the sentence.
    """
    text = text_of(doc)
    if pattern("counts_grammar", "told_place", "those_events").search(text[slice(*sent)]) is None:
        return None
    paragraph = text.rfind("\n", 0, sent[0]) + 1
    before = [m for m in mentions if paragraph <= m.start < sent[0] and m.role == "event"]
    return _precise(chains_of(before)[-1]) if before else None


def within_reach(doc: Doc, count: Casualty, mentions: Sequence[Mention]) -> Sequence[Mention]:
    """The mentions of its sentence that may be its place: none behind a semicolon, a colon or a part of it.

    As in "340 were hurt; 94 lie in hospital, 11 of them in Lund".
    """
    stop = _end_of_clause(doc, count)
    return [m for m in mentions if m.start < stop]


def _end_of_clause(doc: Doc, count: Casualty) -> int:
    behind = text_of(doc)[count.end : count.sent_end]
    stop = _CLAUSE_ENDS.search(behind)
    return count.sent_end if stop is None else count.end + stop.start()


def place_of(
    doc: Doc,
    count: Casualty,
    own: Mapping[int, Mention | None],
    tellings: Sequence[Telling],
    mentions: Sequence[Mention],
) -> Mention | None:
    """The place that words such as "here" mean; else the count's own in its list, its clause's or its event's."""
    told = told_place(doc, count, mentions)
    if told is not None or count.start in own:
        return told or own[count.start]
    found = _casualty_place(doc, count, tellings, mentions)
    return None if found is not None and found.other_end is not None else found  # somewhere between two towns


def _casualty_place(
    doc: Doc, count: Casualty, tellings: Sequence[Telling], mentions: Sequence[Mention]
) -> Mention | None:
    """Where the deaths or arrests of a count happened: what its own clause names, else its sentence's event."""
    if stands_at_stranger(doc, count, mentions):
        return None
    number = token_at(doc, count.start, count.end)
    here = within_reach(doc, count, starting_in(mentions, count.sent_start, count.sent_end))
    if number is not None:
        chains = (c for c in chains_of(here) if _is_free(doc, c[0], number))
        close = [c for c in chains if in_clause(doc, c[0], number, frozenset())]
        if close:
            return precise_first(m for c in close for m in c)[0]
    event = _event_of(doc, count, tellings)
    return event.places[0] if event is not None and not _is_of_others(doc, event, number) else None


def _is_free(doc: Doc, mention: Mention, number: Token) -> bool:
    """Not the second of "Twelve died in Jura and two on the island of Lira" for the twelve: it hangs on the two."""
    place = token_at(doc, mention.start, mention.end)
    other = next((t for t in place.ancestors if t.like_num or t.pos_ in VERBAL), None) if place is not None else None
    return other is None or not other.like_num or other == number


def _is_of_others(doc: Doc, event: Telling, number: Token | None) -> bool:
    """As in "The dead include four gunmen, killed near Lira, and eleven others": it happened to the four."""
    trigger = token_at(doc, event.start, event.end)
    clause = clause_verb(trigger) if trigger is not None else None
    if clause is None or number is None or clause.dep_ not in {"acl", "relcl"} or class_of_word(clause.head) is None:
        return False
    return clause.head != number.head and number not in clause.head.subtree and clause.head not in number.subtree


def _event_of(doc: Doc, count: Casualty, tellings: Sequence[Telling]) -> Telling | None:
    """The placed event of its sentence in which people are hurt or held; else one in a prison."""
    told = [t for t in told_in(tellings, count.sent_start, count.sent_start + 1) if t.places]
    near = [t for t in told if within_reach(doc, count, t.places[:1])]
    kinds = {"arrest"} if count.status == "arrested" else {"killing", "clash", "other"}
    own = next((t for t in near if t.type in kinds), None)
    return own or next((t for t in near if t.type in _IN_PRISONS), None)
