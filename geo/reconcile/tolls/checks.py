"""Counts set against each other: do parts and totals agree, who gives another number, who another place.

Nothing is averaged and nothing decided: each check is one sentence of the sources' own figures and names, with the
counts behind it.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, cast

from geo.incident import Check
from geo.messages import decimal, listing, say, say_n
from geo.present.key_figures import who
from geo.present.rules import day_in_words, printed_on
from geo.present.wording import PARTY_WORDS, STATUS_WORDS, place_name, said
from geo.reconcile.events.places import fold, inside, key_of
from geo.reconcile.tolls.ledger import value
from geo.reconcile.tolls.toll import COMPETES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from geo.incident import LedgerEntry, Toll
    from geo.reconcile.events.places import PlaceKey
    from geo.types import Casualty


#: One and two are counted everywhere, of other people: one number that small for two places is no conflict.
_FEW = 2
#: A sentence names no more who give a number, and no more numbers or places, than a reader takes in; its counts hold
#: them all.
MOST_NAMES, MOST_TOLD = 6, 12


def _about(toll: Toll) -> str:
    party, status = PARTY_WORDS[toll.party_class].capitalize(), STATUS_WORDS[toll.status]
    return say("{party} {status}", party=party, status=status)


def distinct(parts: Iterable[LedgerEntry]) -> list[LedgerEntry]:
    """One line for each group of people: the Guard's dead told as "officers" elsewhere in the text count once.

    So does one agent of the Prosecution whom another sentence calls one of the Prosecution.
    """
    kept: dict[tuple[str, str], LedgerEntry] = {}
    for entry in parts:
        if not any(_tells_again(entry, other) for other in kept.values()):
            kept.setdefault((entry.toll, fold(entry.casualty.party or "")), entry)
    return list(kept.values())


def _tells_again(entry: LedgerEntry, other: LedgerEntry) -> bool:
    """As in "one agent of the Prosecution" and, in another sentence, "one of the Prosecution": a body named shorter."""
    mine, before = entry.casualty, other.casualty
    same = entry.toll == other.toll and (mine.min, mine.max) == (before.min, before.max)
    short, full = sorted((mine.party or "", before.party or ""), key=len)
    named = any(word[:1].isupper() for word in short.split())
    return same and named and mine.sent_start != before.sent_start and set(short.split()) <= set(full.split())


def _verdict(total: Casualty, added: int, *, open_parts: bool) -> tuple[bool, str]:
    """Whether parts that add up to ``added`` agree with their total, and how to say so."""
    if total.max is not None and added > total.max:
        return False, say("that is {n} more than the total", n=decimal(added - total.max))
    if open_parts or total.min is None:
        return True, say("the total allows that")
    if added < total.min:
        left = total.min - added
        if total.max is None:
            return True, say_n("at least {n} is not broken down", "at least {n} are not broken down", left)
        return True, say_n("{n} is not broken down", "{n} are not broken down", left)
    return True, say("they add up") if added == total.min else say("the total allows that")


def _added(total: LedgerEntry, parts: Sequence[LedgerEntry]) -> tuple[Check | None, Check | None]:
    """What the parts of a total come to, by who they were and by where."""
    by_place = _parts_by_place(total, parts)
    return _parts(total, parts, whole=by_place is not None), by_place


def _parts(total: LedgerEntry, parts: Sequence[LedgerEntry], *, whole: bool) -> Check | None:
    """Two or more parts of one total, added up for the comparison only.

    ``whole``: the places of the parts make up the total, so that no one is left: gunmen of two places were added once.
    """
    own = distinct(parts)
    numbers = [e.casualty.min for e in own]
    if len(own) < 2 or None in numbers or _is_of_others(total, own):
        return None
    added = sum(n for n in numbers if n is not None)
    if whole and added != total.casualty.min:
        return None
    agrees, verdict = _verdict(total.casualty, added, open_parts=any(e.casualty.max is None for e in own))
    told = " + ".join(f"{said(e.casualty)} {e.casualty.party or say('people')}" for e in own)
    return Check("parts", agrees, total.toll, _sum_told(total, told, added, verdict), (total, *own))


def _sum_told(total: LedgerEntry, parts: str, added: int, verdict: str) -> str:
    """The addition in words: who tells the total, its parts, and what they come to."""
    return say(
        "{who}, {day}: {parts} = {added} of {total} {party}; {verdict}.",
        who=total.publisher or who(total),
        day=day_in_words(total.published),
        parts=parts,
        added=decimal(added),
        total=said(total.casualty),
        party=total.casualty.party or say("in all"),
        verdict=verdict,
    )


def _parts_by_place(total: LedgerEntry, parts: Sequence[LedgerEntry]) -> Check | None:
    """The parts of a total that are each told for one place, added up for each, where they come to the total."""
    told = _at_each_place(parts)
    sums = {key: sum(e.casualty.min or 0 for e in own) for key, own in told.items()}
    added = sum(sums.values())
    nested = any(inside(a, b) or inside(b, a) for a, b in combinations(told, 2))
    if len(told) < 2 or nested or not added == total.casualty.min == total.casualty.max:
        return None
    names = {key: place_name(own[0].covers[0]) for key, own in told.items()}
    parts_told = " + ".join(say("{n} in {place}", n=decimal(sums[key]), place=names[key]) for key in told)
    text = _sum_told(total, parts_told, added, say("they add up"))
    own = (total, *(e for found in told.values() for e in found))
    return Check("parts", agrees=True, toll=total.toll, text=text, entries=own)


def _at_each_place(parts: Iterable[LedgerEntry]) -> dict[PlaceKey, list[LedgerEntry]]:
    """The closed counts for one place each, by that place, each of them once."""
    spots: dict[PlaceKey, list[LedgerEntry]] = defaultdict(list)
    for entry in (e for e in parts if len(e.covers) == 1 and e.casualty.min == e.casualty.max is not None):
        spots[key_of(entry.covers[0])].append(entry)
    return {key: list(distinct(own)) for key, own in spots.items()}


def _is_of_others(total: LedgerEntry, parts: Sequence[LedgerEntry]) -> bool:
    """As in "Japan confirmed seven dead. Six Filipinos and two Romanians are among the dead.": not of those seven."""
    apart = all(e.casualty.sent_start != total.casualty.sent_start for e in parts)
    return total.of_group and apart and all(e.of_group for e in parts)


def _by_number(entries: Iterable[LedgerEntry]) -> dict[int, list[LedgerEntry]]:
    """The counts of each number, the smallest first; "25" and "at least 25" do not contradict each other."""
    groups: dict[int, list[LedgerEntry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda e: (value(e.casualty) or 0, e.published or "", e.doc_id)):
        if (number := value(entry.casualty)) is not None:
            groups[number].append(entry)
    return groups


def _by_wording(entries: Iterable[LedgerEntry]) -> Iterable[list[LedgerEntry]]:
    """Counts of one number apart by how they tell it: who says "at least 25" does not say 25."""
    groups: dict[str, list[LedgerEntry]] = defaultdict(list)
    for entry in entries:
        groups[said(entry.casualty)].append(entry)
    return groups.values()


def _said(entries: Sequence[LedgerEntry]) -> str:
    names = list(dict.fromkeys(f"{who(e)} ({printed_on(e)})" for e in entries))
    return f"{said(entries[0].casualty)} {_says(names)}"


def _says(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMES
    told = names if more <= 0 else [*names[:MOST_NAMES], say("{n} more", n=decimal(more))]
    return say("according to {names}", names=listing(list(told)))


def _further_numbers(n: int) -> str:
    return say_n("{n} further number between", "{n} further numbers between", n)


def _further_places(n: int) -> str:
    return say_n("{n} further place between", "{n} further places between", n)


def _ends(told: Sequence[str], between_them: Callable[[int], str]) -> str:
    """The first and the last of what is told, and how many stand between them, where there are many."""
    between, half = len(told) - MOST_TOLD, MOST_TOLD // 2
    return "; ".join(told if between <= 0 else [*told[:half], between_them(between), *told[-half:]])


def _totals(toll: Toll) -> Check | None:
    """Every total that competes, with who gives it, where there is more than one."""
    groups = _by_number(e for e in toll.entries if e.relation in COMPETES and not e.part)
    if len(groups) < 2:
        return None
    told = [_said(own) for group in groups.values() for own in _by_wording(group)]
    text = f"{_about(toll)}: {_ends(told, _further_numbers)}."
    return Check(
        "totals",
        agrees=False,
        toll=toll.entries[0].toll,
        text=text,
        entries=tuple(e for told in groups.values() for e in told),
    )


def _where(entry: LedgerEntry) -> str:
    return listing([place_name(p) for p in entry.covers])


def _one_within(a: frozenset[PlaceKey], b: frozenset[PlaceKey]) -> bool:
    """Whether all places of one lie in places of the other: the dead of a state are among the dead of its country."""
    return any(all(any(inside(x, y) for y in outer) for x in inner) for inner, outer in ((a, b), (b, a)))


def _places(toll: Toll) -> list[Check]:
    """One number that some give for one place and some for another, of which neither lies in the other."""
    checks = []
    for number, told in _by_number(e for e in toll.entries if e.covers).items():
        if number <= _FEW:
            continue
        spots: dict[frozenset[PlaceKey], list[LedgerEntry]] = defaultdict(list)
        for entry in told:
            spots[frozenset(key_of(p) for p in entry.covers)].append(entry)
        if any(not _one_within(a, b) for a, b in combinations(spots, 2)):
            where = _ends(
                [f"{_where(own[0])} {_says(list(dict.fromkeys(map(who, own))))}" for own in spots.values()],
                _further_places,
            )
            checks.append(
                Check(
                    "places",
                    agrees=False,
                    toll=told[0].toll,
                    text=f"{_about(toll)}, {number}: {where}.",
                    entries=tuple(told),
                )
            )
    return checks


def checks_of(tolls: Sequence[Toll]) -> tuple[Check, ...]:
    """All checks of the tolls: what disagrees goes first, in the order of the tolls."""
    parts: dict[tuple[str, Casualty], list[LedgerEntry]] = defaultdict(list)
    for entry in (e for toll in tolls for e in toll.entries if e.part_of):
        parts[entry.doc_id, cast("Casualty", entry.part_of)].append(entry)
    found: list[Check] = []
    for toll in tolls:
        added = (check for e in toll.entries for check in _added(e, parts.get((e.doc_id, e.casualty), ())))
        found += [check for check in (_totals(toll), *_places(toll), *added) if check]
    return tuple(sorted(found, key=lambda check: check.agrees))
