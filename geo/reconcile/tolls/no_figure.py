"""Where what is told makes no figure: a range or words are better than a number that is wrong."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.language.counts.parties import without_plural
from geo.lexicons import Words
from geo.reconcile.tolls.ledger import value

if TYPE_CHECKING:
    from geo.incident import LedgerEntry, Toll

_BY_AGE_OR_SEX = Words("casualties", "party", "by_age_or_sex")
STALE = "No best figure: many more are counted dead since the missing were last counted."
#: Where the dead have become more by so large a share of the missing since, these are no longer missing.
_FOUND = 0.5


def is_of_some_kind(entry: LedgerEntry, whole: Toll | None) -> bool:
    """As in "84 children were dead" of 148 people: the children are not all civilians."""
    told, words = value(entry.casualty), re.findall(r"\w+", (entry.casualty.party or "").lower())
    if told is None or whole is None or whole.best is None or told >= whole.best or not words:
        return False
    return words[-1] in _BY_AGE_OR_SEX or without_plural(words[-1]) in _BY_AGE_OR_SEX


def is_stale(toll: Toll, killed: Toll | None) -> bool:
    """Of "165 dead, 160 missing" that later reports follow with 270 dead: nobody says how many are missing now."""
    if toll.status != "missing" or toll.best is None or toll.best_entry is None or killed is None:
        return False
    last = toll.best_entry.published
    if not last or killed.best is None or killed.best_entry is None or (killed.best_entry.published or "") <= last:
        return False
    then = [value(e.casualty) or 0 for e in killed.entries if e.published and e.published <= last and not e.part]
    return bool(then) and killed.best - max(then) >= _FOUND * toll.best


def without_best(toll: Toll, rule: str) -> Toll:
    """The same toll without a best figure, for the reason that ``rule`` gives."""
    entries = tuple(replace(e, relation="other") if e.relation in {"best", "same"} else e for e in toll.entries)
    return replace(toll, best=None, best_entry=None, rule=rule, entries=entries)
