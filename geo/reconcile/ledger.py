"""Every count of every document, one line each, with who gave it and how far it reaches.

- What a document tells twice (``duplicate_of``) is one line; the later tellings stay as further evidence.
- A count of another incident stays out: its sentence tells only events that are background or did not happen, or its
  date lies well before the incident.
- Whoever is named in the text asserts the count; where nobody is, the outlet does.
- ``part``: the count does not compete as the total of its status and party, because it is told as a part of such a
  total, or for a place away from the main event's.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo.reconcile.authority import authority_of
from geo.reconcile.evidence import passage
from geo.reconcile.folding import lead
from geo.reconcile.places import inside, key_of
from geo.reconcile.reports import counts
from geo.types import LedgerEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.reconcile.people import People
    from geo.types import Casualty, Extraction, Place

#: A count dated so long before the incident's first day belongs to another one.  Ten days: as in ``period``.
EARLIER_DAYS = 10
#: Party of a count that names none or several: it can only be a total of all.
ALL = "all"


@dataclass(frozen=True, slots=True)
class Scope:
    """How far the incident reaches, as its events tell."""

    country: str | None = None
    place: Place | None = None
    """Place of the main event."""
    first_day: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A ledger line and whether it competes as a total."""

    entry: LedgerEntry
    part: bool
    """As in ``entry.part``."""


def toll_key(casualty: Casualty) -> str:
    """``status/party_class``; a count without one party is of all parties."""
    party = ALL if casualty.party_class == "unknown" else casualty.party_class
    return f"{casualty.status}/{party}"


def value(casualty: Casualty) -> int | None:
    """The number a reader sees: what is told, the lower bound of an open count, the upper of "almost"."""
    return next((n for n in (casualty.min, casualty.max, casualty.approx) if n is not None), None)


def _of_other_incident(casualty: Casualty, extraction: Extraction, scope: Scope) -> bool:
    told = [t for t in extraction.events if t.sent_start < casualty.sent_end and casualty.sent_start < t.sent_end]
    if told and not any(counts(t) for t in told):
        return True
    if not (casualty.date and scope.first_day):
        return False
    limit = (date.fromisoformat(scope.first_day) - timedelta(days=EARLIER_DAYS)).isoformat()
    return casualty.date < limit[:len(casualty.date)]  # "2015" and "2015-06" are compared as far as they go


def _is_local(casualty: Casualty, scope: Scope) -> bool:
    """Told for a place other than the main event's, or the area around or inside that one.

    A town's count is no part where the whole incident is named after the town; if it is of one episode there, the
    greater totals dwarf it (see ``toll``).
    """
    place = casualty.place.place if casualty.place else None
    if place is None or place.level == "region":
        return False
    if scope.place is None:
        return place.level != "country" or place.country != (scope.country or place.country)
    own, main = key_of(place), key_of(scope.place)
    return not (own == main or inside(own, main) or inside(main, own))


def _is_subset(casualty: Casualty, casualties: Sequence[Casualty]) -> bool:
    """A part of a total of the same status and party: the Guard's dead are not a part in the toll of the forces."""
    seen: set[int] = set()
    at = casualty.subset_of
    while at is not None and 0 <= at < len(casualties) and at not in seen:
        seen.add(at)
        if toll_key(casualties[at]) == toll_key(casualty):
            return True
        at = casualties[at].subset_of
    return False


def _count(extraction: Extraction, told: Sequence[Casualty], people: People, scope: Scope) -> Count:
    """One line for the tellings of one count, the first of which leads."""
    first, document = told[0], extraction.document
    by = next((c.attributed_to for c in told if c.attributed_to), None)
    part = _is_subset(first, extraction.casualties) or _is_local(first, scope)
    entry = LedgerEntry(
        casualty=first, doc_id=document.id, publisher=document.publisher, published=document.published,
        asserted_by=people.name(document.id, by) if by else document.publisher,
        authority=authority_of(document.id, by, people, scope.country), relation="other", toll=toll_key(first),
        evidence=passage(document.id, first), also=tuple(passage(document.id, c) for c in told[1:]), part=part,
    )
    return Count(entry, part)


def _of_document(extraction: Extraction, people: People, scope: Scope) -> list[Count]:
    casualties = extraction.casualties
    parents = [c.duplicate_of for c in casualties]
    folded: dict[int, list[Casualty]] = defaultdict(list)
    for i in range(len(casualties)):
        folded[lead(parents, i)].append(casualties[i])
    return [_count(extraction, [casualties[i], *(c for c in told if c is not casualties[i])], people, scope)
            for i, told in folded.items() if not _of_other_incident(casualties[i], extraction, scope)]


def counts_of(extractions: Iterable[Extraction], people: People, scope: Scope) -> list[Count]:
    """All counts of all documents, in the order of the documents and of their texts."""
    return [count for extraction in extractions for count in _of_document(extraction, people, scope)]
