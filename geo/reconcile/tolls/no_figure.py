"""Where a count is no figure of all or of its party, and where one of a party is: parts and wholes must fit."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.language.counts.parties import without_plural
from geo.lexicons import Words, reading
from geo.messages import say
from geo.reconcile.tolls.ledger import ALL, value
from geo.reconcile.tolls.one_group import is_of_one_side

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from geo.incident import LedgerEntry, Toll

_BY_AGE_OR_SEX = Words("casualties", "party", "by_age_or_sex")
#: Where the dead have become more by so large a share of the missing since, these are no longer missing.
_FOUND = 0.25


def is_of_some_kind(entry: LedgerEntry, whole: Toll | None) -> bool:
    """As in "84 children were dead" of 148 people: the children are not all civilians."""
    told, words = value(entry.casualty), re.findall(r"\w+", (entry.casualty.party or "").lower())
    if entry.entire or told is None or whole is None or whole.best is None or told >= whole.best or not words:
        return False
    with reading(entry.language):
        return words[-1] in _BY_AGE_OR_SEX or without_plural(words[-1]) in _BY_AGE_OR_SEX


def is_one_side(entry: LedgerEntry) -> bool:
    """Whether its words, in the language of its text, name one side: "32 militants"."""
    with reading(entry.language):
        return is_of_one_side(entry.casualty.party)


def greater_than_all(
    groups: Mapping[str, Sequence[LedgerEntry]], beside: Container[tuple[str, str, int]]
) -> dict[str, list[LedgerEntry]]:
    """For the toll of all of each status that has one the counts of one party that are greater than all told before.

    ``beside`` says where (status, document, sentence) counts of several parties are told.
    """
    found: dict[str, list[LedgerEntry]] = {}
    for key, totals in groups.items():
        status, _, party = key.partition("/")
        known = [e for e in totals if _is_total(e)]
        if party == ALL and known and not _has_sides(groups, status):
            found[key] = [
                e
                for e in _of_one_party(groups, status)
                if not e.part and _is_greater(e, known) and (status, e.doc_id, e.casualty.sent_start) not in beside
            ]
    return found


def _of_one_party(groups: Mapping[str, Sequence[LedgerEntry]], status: str) -> list[LedgerEntry]:
    """The counts of one party that is no side, all of one status."""
    keys = [key for key in groups if key.startswith(f"{status}/") and key != f"{status}/{ALL}"]
    return [e for key in keys for e in groups[key] if not _is_of_a_side(e)]


def _has_sides(groups: Mapping[str, Sequence[LedgerEntry]], status: str) -> bool:
    """Whether several of a side are counted too: of "119 hostages" and "41 attackers" nobody gives a total of all."""
    sides = (e for key, own in groups.items() if key.startswith(f"{status}/") for e in own if _is_of_a_side(e))
    return any((value(e.casualty) or 0) > 1 and not (e.part or e.of_group or e.away) for e in sides)


def _is_of_a_side(entry: LedgerEntry) -> bool:
    """Soldiers stay soldiers, however many they are: of "301 miners" nobody says that others were not hurt."""
    return entry.casualty.party_class in {"security_forces", "cartel"}


def exceeded(toll: Toll, tolls: Iterable[Toll]) -> Toll:
    """A toll of all, without a best figure where more are counted of one side: "18 hurt", and later "35 soldiers"."""
    if toll.party_class != ALL or toll.best is None:
        return toll
    more = any(t.status == toll.status and (t.best or 0) > toll.best for t in tolls)
    return _without_best(toll, say("No best figure: more are counted of one side alone.")) if more else toll


def raised(totals: Sequence[LedgerEntry]) -> list[LedgerEntry]:
    """The same counts; a later one for a place that is greater than all totals is of the whole: no part exceeds it."""
    known = [e for e in totals if _is_total(e)]
    if not known:
        return list(totals)
    return [replace(e, part=False) if _is_for_place(e) and _is_greater(e, known) else e for e in totals]


def _is_for_place(entry: LedgerEntry) -> bool:
    return bool(entry.part and entry.covers) and not (entry.of_group or entry.away) and entry.part_of is None


def _is_total(entry: LedgerEntry) -> bool:
    told = entry.casualty.min is not None or entry.casualty.max is not None
    return told and not (entry.part or entry.of_group or entry.away or entry.part_of is not None)


def _is_greater(entry: LedgerEntry, known: Sequence[LedgerEntry]) -> bool:
    """Whether it is later than all known totals and greater; of equal days only the greater count is known."""
    whole = _is_total(replace(entry, part=False))
    if not whole or not entry.published or is_one_side(entry):
        return False
    number = value(entry.casualty) or 0
    return all(e.published and e.published <= entry.published and (value(e.casualty) or 0) < number for e in known)


def is_stale(toll: Toll, killed: Toll | None) -> bool:
    """Of "165 dead, 160 missing" that later reports follow with 270 dead: nobody says how many are missing now."""
    last, now = _told_on(toll), _told_on(killed)
    if toll.status != "missing" or killed is None or not last or not now or now <= last:
        return False
    then = [value(e.casualty) or 0 for e in killed.entries if e.published and e.published <= last and not e.part]
    return bool(then) and (killed.best or 0) - max(then) >= _FOUND * (toll.best or 0)


def _told_on(toll: Toll | None) -> str | None:
    """The day on which the best figure was told."""
    return toll.best_entry.published if toll is not None and toll.best_entry is not None else None


def of_then(toll: Toll) -> Toll:
    """The same toll without a best figure."""
    return _without_best(toll, say("No best figure: many more are counted dead since the missing were last counted."))


def _without_best(toll: Toll, rule: str) -> Toll:
    """A toll that has no figure has no range either: "6–7 arrested" is none of seventy."""
    entries = tuple(replace(e, relation="other") if e.relation in {"best", "same"} else e for e in toll.entries)
    ends = replace(toll, low=None, high=None, open_high=False)
    return replace(ends, best=None, best_entry=None, rule=rule, entries=entries)
