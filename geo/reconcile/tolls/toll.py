"""What the counts of one status and party come to: low, best, high, and why.

- **best** is the latest total.  Among those of one time (published within a day of the latest) the highest authority
  decides (``authority.RANK``), then the day; of equals a closed number goes before an open one, then the greater.
  A few more who are told dead as a plain fact on a later day have died since (``_has_grown_to``).
- **low** is the smallest closed number among the counts that compete; an open count ("at least 25") never sets it.
- **high** is the greatest number any of them allows; ``open_high`` says that this one is an "at least".
- What competes: counts that are no part of another, reach as far as the incident, and are not dwarfed.  A count below
  half of one given by at least as high an authority, or below a fifth of any, tells of an episode or of the first
  hours; it is shown and sets no end.  So does one that small beside a part: "25 guards, and one agent".  "About 20"
  competes only where nothing firmer is told, or where it is later than all that is and greater; words without a number
  ("scores") never do.
- A number of one report that is more than twice what more reports hold to, as late or later, is of something else
  (``_held_to``).
- One nation's people, one hospital's dead and one side's fighters are a part of the toll of all and set no end of it.
- A few civilians, or one of a side (below a fifth of the dead of all), are its toll only where a sentence tells them
  beside other counts: a soldier who died later is no toll of the soldiers; four gunmen are that of the gunmen.
- A later count of one party that is greater than all who were counted before is one of all ("301 miners" after a
  toll of 282), where its sentence counts no others; so is one for a place.
- Neither are its children or its women, where more are dead (``no_figure``).  What a report tells as an earlier count
  ("had spoken of 30 dead") is best only where nothing else is told.
- Nothing is ever added up: the toll of all parties holds only counts that a source gives for all.  Where only parts are
  told, there is no best figure, unless all that is told is told for one place.

Relations of a line: ``best``; ``same`` number as best; ``part`` of a total; ``corrects`` an earlier number of the same
asserter; ``superseded`` an earlier, different total; ``rival`` a different total that best does not follow;
``other`` what does not compete.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from geo.incident import TOLL_ORDER, Toll
from geo.present.rules import best_of_all, no_best
from geo.reconcile.events.places import key_of
from geo.reconcile.tolls.authority import RANK
from geo.reconcile.tolls.ledger import SIDES, value
from geo.reconcile.tolls.no_figure import (
    exceeded,
    greater_than_all,
    is_of_some_kind,
    is_one_side,
    is_stale,
    of_then,
    raised,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Literal, TypeAlias

    from geo.incident import LedgerEntry, Relation
    from geo.types import Casualty, PartyClass, Status

    #: Asserter to number to the first day on which they gave it.
    _FirstTold: TypeAlias = dict[str | None, dict[int | None, str]]

#: Totals grow as bodies are found; a count below this share of another one is of an episode, not a rival total.
DWARFED = 0.5
#: Below this share of any other firm count it is of an episode whoever gives it: one guard within seventy-three dead.
EPISODE = 0.2
#: Counts published within so long of the latest are of one time.
ONE_TIME = timedelta(days=1)
#: So many, or such a part of a count, may have died since it was made.
_FEW_MORE, _PART_MORE = 2, 10
#: The same of an "at least", which allowed for more.
_PART_OF_LEAST = 2
#: Who stands by a number with a name: whoever is quoted without one does not outdo an office.
_ANSWERABLE = frozenset({"federal", "state", "named"})
#: Relations of counts that compete for the best figure.
COMPETES: frozenset[Relation] = frozenset({"best", "same", "rival", "superseded", "corrects"})


def _is_closed(casualty: Casualty) -> bool:
    return casualty.min is not None and casualty.max is not None


def _is_firm(casualty: Casualty) -> bool:
    """Not "about 20", nor "up to 20", of which nobody says that so many were counted."""
    return casualty.min is not None


def _number(entry: LedgerEntry) -> int:
    return value(entry.casualty) or 0


def _greatest(entries: Iterable[LedgerEntry]) -> dict[int, int]:
    """The greatest number of each rank."""
    greatest: dict[int, int] = {}
    for e in entries:
        rank = RANK[e.authority]
        greatest[rank] = max(greatest.get(rank, 0), _number(e))
    return greatest


def _dwarfed(entry: LedgerEntry, greatest: Mapping[int, int]) -> bool:
    return any(
        _number(entry) < (DWARFED if rank <= RANK[entry.authority] else EPISODE) * number
        for rank, number in greatest.items()
    )


def _competing(counts: Sequence[LedgerEntry], *, alone: bool) -> list[LedgerEntry]:
    """The counts of which best is chosen: the firmest that are not dwarfed; one side's where nobody counts others."""
    pool = _held_to(_firmest(counts)) or [e for e in counts if alone and _is_of_one_side(e)]
    pool_now = [e for e in pool if not e.told_before]  # "sixty at first" dwarfs nothing told now
    greatest = _greatest([*pool_now, *filter(_is_part_here, counts)])
    if any(e.casualty.status == "missing" for e in pool):  # they are found, day by day
        return [e for e in pool if not _dwarfed(e, _greatest(o for o in pool_now if not _earlier(o, e)))]
    return [e for e in pool if not _dwarfed(e, greatest)]


def _held_to(counts: Sequence[LedgerEntry]) -> list[LedgerEntry]:
    """The counts without those that somebody took back, or that are more than twice what more reports hold to, as late.

    As in "400 in three years" of one report, where 148 are told before and after: it is of something else.
    """
    outvoted = _outvoted(counts)
    held = [e for e in counts if _number(e) not in outvoted]
    return [e for e in held if not _is_taken_back(e, held)] or held


def _outvoted(counts: Sequence[LedgerEntry]) -> set[int]:
    """The numbers of fewer reports than hold to one of less than half, at least one of these later.

    The missing are found: fewer later do not gainsay more before.
    """
    docs: dict[int, set[str]] = defaultdict(set)
    last: dict[int, str] = defaultdict(str)
    for e in (e for e in counts if e.casualty.status != "missing"):
        docs[_number(e)].add(e.doc_id)
        last[_number(e)] = max(last[_number(e)], e.published or "")
    return {n for n in docs if any(m < DWARFED * n and len(docs[m]) > len(docs[n]) and last[m] > last[n] for m in docs)}


def _is_part_here(entry: LedgerEntry) -> bool:
    return entry.part and not entry.away


def _is_of_one_side(entry: LedgerEntry) -> bool:
    return entry.of_group and not entry.away and is_one_side(entry) and _is_firm(entry.casualty)


def _firmest(counts: Sequence[LedgerEntry]) -> list[LedgerEntry]:
    """Firm totals and what is later and greater; failing those approximate ones, then those of the one place told."""
    whole = [e for e in counts if not e.part] or _of_one_place(counts)
    firm = [e for e in whole if _is_firm(e.casualty)]
    about = [e for e in whole if not _is_firm(e.casualty) and value(e.casualty) is not None]
    return [*firm, *(e for e in about if _outgrows(e, firm))] if firm else about


def _of_one_place(counts: Sequence[LedgerEntry]) -> list[LedgerEntry]:
    """The counts of the only place for which any is told; none where there are several, or only groups are told."""
    local = [e for e in counts if not (e.of_group or e.away)]
    spots = {frozenset(key_of(p) for p in e.covers) for e in local}
    sentences = Counter((e.doc_id, e.casualty.sent_start) for e in local)
    if any(several > 1 for several in sentences.values()):
        return []  # "five died in the valley and three on the hill", of which one bears a known name
    return local if len(spots) == 1 and spots != {frozenset()} else []


def _outgrows(about: LedgerEntry, firm: Sequence[LedgerEntry]) -> bool:
    """True for an approximate number that is later than every firm one and greater; the missing become fewer too."""
    falls = about.casualty.status == "missing"
    return all(_earlier(e, about) and (falls or _number(e) < _number(about)) for e in firm)


def _of_one_time(competing: Sequence[LedgerEntry]) -> list[LedgerEntry]:
    """The counts of the latest day and of the day before it; where none has a date, all."""
    latest = max((e.published for e in competing if e.published), default=None)
    if latest is None:
        return list(competing)
    first = (date.fromisoformat(latest) - ONE_TIME).isoformat()
    return [e for e in competing if e.published and e.published >= first]


def _best(competing: Sequence[LedgerEntry]) -> LedgerEntry | None:
    """The best of those that nobody has taken back since."""
    standing = [e for e in competing if not (_is_taken_back(e, competing) or _is_outgrown(e, competing))] or competing
    fresh = [e for e in standing if not e.told_before] or standing
    return min(_of_one_time(_told_by_others_too(fresh, competing)), key=_best_first, default=None)


def _told_by_others_too(fresh: Sequence[LedgerEntry], competing: Iterable[LedgerEntry]) -> list[LedgerEntry]:
    """Of the numbers that one report gives on one authority those that most reports tell.

    As in "Two states, 93 dead: 56 in one prison", where the reports before tell 56: the other is of more than this.
    """
    reports = Counter(number for number, _ in {(_number(e), e.doc_id) for e in competing})
    most: dict[tuple[str, str], int] = defaultdict(int)
    for e in fresh:
        key = (e.doc_id, e.authority)
        most[key] = max(most[key], reports[_number(e)])
    return [e for e in fresh if reports[_number(e)] == most[e.doc_id, e.authority]]


def _is_taken_back(entry: LedgerEntry, others: Iterable[LedgerEntry]) -> bool:
    """As by "corrected its figure of 31 dead to 29" of the same day or later."""
    number = value(entry.casualty)
    return any(number in o.replaces and not _earlier(o, entry) for o in others if o is not entry)


def _is_outgrown(entry: LedgerEntry, others: Iterable[LedgerEntry]) -> bool:
    """As "at least seven" is by the ten that a body counts on a later day: it allowed for them."""
    if any(_has_grown_to(o, entry) for o in others):
        return True
    least = entry.casualty.min
    if least is None or entry.casualty.max is not None or entry.casualty.status == "missing":
        return False
    return any(
        _earlier(entry, o) and _is_closed(o.casualty) and _number(o) >= least and o.authority in _ANSWERABLE
        for o in others
    )


def _has_grown_to(later: LedgerEntry, entry: LedgerEntry) -> bool:
    """Whether a report of a later day tells as a plain fact that a few more have died than a body had counted by then.

    Many more are another count, of which its rank decides; an "at least" allowed for half as many again.
    """
    if later.authority != "outlet" or later.told_before or not _is_closed(later.casualty):  # the most of them, first
        return False
    more = _number(later) - _number(entry)
    share = _number(entry) // (_PART_MORE if _is_closed(entry.casualty) else _PART_OF_LEAST)
    few = later.casualty.status == "killed" and 0 < more <= max(_FEW_MORE, share)
    return few and _earlier(entry, later)


def _best_first(entry: LedgerEntry) -> tuple[int, tuple[int, ...], bool, int, str, int]:
    day = tuple(-ord(c) for c in entry.published or "")
    return (
        RANK[entry.authority],
        (*day, 0),
        not _is_closed(entry.casualty),
        -_number(entry),
        entry.doc_id,
        entry.casualty.start,
    )


def _same(a: LedgerEntry, b: LedgerEntry) -> bool:
    return value(a.casualty) == value(b.casualty)


def _earlier(a: LedgerEntry, b: LedgerEntry) -> bool:
    return bool(a.published and b.published and a.published < b.published)


def _first_told(competing: Iterable[LedgerEntry]) -> _FirstTold:
    """For each asserter and number the day on which they first gave it; undated counts correct nothing."""
    first: _FirstTold = defaultdict(dict)
    for e in competing:
        if e.published:
            told = first[e.asserted_by]
            number = value(e.casualty)
            told[number] = min(told.get(number, e.published), e.published)
    return first


def _corrected(entry: LedgerEntry, first: _FirstTold) -> Iterator[int]:
    """The other numbers that the same asserter gave on an earlier day."""
    return (
        number or 0
        for number, day in first.get(entry.asserted_by, {}).items()
        if entry.published and day < entry.published and number != value(entry.casualty)
    )


def _relation(entry: LedgerEntry, best: LedgerEntry | None, first: _FirstTold, *, competes: bool) -> Relation:
    if entry is best:
        return "best"
    if best is not None and _same(entry, best) and value(entry.casualty) is not None:
        return "same"
    if entry.part or (entry.part_of is not None and not competes):
        return "part"
    if best is None or not competes:
        return "other"
    if any(True for _ in _corrected(entry, first)):
        return "corrects"
    return "superseded" if _earlier(entry, best) else "rival"


def _rule(
    best: LedgerEntry | None, competing: Sequence[LedgerEntry], counts: Sequence[LedgerEntry], first: _FirstTold
) -> str:
    """Why best is best, in one sentence."""
    if best is None:
        return no_best(parts=any(value(e.casualty) is not None for e in counts))
    return best_of_all(
        best,
        len(competing),
        max(_corrected(best, first), default=None) if len(competing) > 1 else None,
        partial=not any(e is best and not e.part for e in counts),
        vague=not _is_firm(best.casualty),
    )


def _low(competing: Sequence[LedgerEntry], best: int | None) -> int | None:
    """The least closed number; none where all are above the best one, an open "at least 218"."""
    closed = [e.casualty.min for e in competing if e.casualty.min is not None and e.casualty.max is not None]
    low = min(closed, default=None)
    return None if low is not None and best is not None and low > best else low


def _high(competing: Sequence[LedgerEntry]) -> tuple[int | None, bool]:
    """The greatest number, and whether it is the floor of an open count."""
    ends = [
        (e.casualty.max, False) if e.casualty.max is not None else (value(e.casualty), e.casualty.min is not None)
        for e in competing
    ]
    told = [(number, is_open) for number, is_open in ends if number is not None]
    return max(told, default=(None, False))


def _toll(key: str, counts: Sequence[LedgerEntry], rivals: Sequence[LedgerEntry], *, alone: bool) -> Toll:
    """The toll of ``counts``, which ``rivals`` may give: some of them, or a count of one party that is one of all."""
    status, _, party = key.partition("/")
    competing = _competing(rivals, alone=alone)
    best = _best(competing)
    first, own = _first_told(competing), {id(e) for e in competing}
    entries = {id(e): replace(e, relation=_relation(e, best, first, competes=id(e) in own)) for e in counts}
    high, open_high = _high(competing)
    return Toll(
        status=cast("Status", status),
        party_class=cast("PartyClass | Literal['all']", party),
        low=_low(competing, value(best.casualty) if best else None),
        best=value(best.casualty) if best else None,
        high=high,
        open_high=open_high,
        rule=_rule(best, competing, counts, first),
        best_entry=entries.get(id(best), replace(best, relation="best")) if best else None,
        entries=tuple(entries.values()),
    )


def tolls_of(counts: Iterable[LedgerEntry]) -> tuple[Toll, ...]:
    """One toll for each status and party that is counted: killed first, all parties before each."""
    groups: dict[str, list[LedgerEntry]] = defaultdict(list)
    for entry in counts:
        groups[entry.toll].append(entry)
    told = Counter(key.partition("/")[0] for key in groups)
    tolls: dict[str, Toll] = {}
    beside = _told_beside(groups)
    groups = _with_greater(groups, beside)
    for key in (f"{status}/{party}" for status, party in TOLL_ORDER):
        if groups.get(key):
            whole = tolls.get(f"{key.partition('/')[0]}/all")
            rivals = [e for e in groups[key] if not (_is_few(e, whole, beside) or is_of_some_kind(e, whole))]
            toll = _toll(key, groups[key], rivals, alone=told[key.partition("/")[0]] == 1)
            tolls[key] = of_then(toll) if is_stale(toll, tolls.get("killed/all")) else toll
    return tuple(exceeded(toll, tolls.values()) for toll in tolls.values())


def ranked(toll: Toll, chosen: LedgerEntry) -> Toll:
    """The toll as it stands where a reader ranks ``chosen``, one of its counts, best: nothing is counted anew.

    Its ends are those of the counts that compete, the chosen one among them.
    """
    competing = [e for e in toll.entries if e.relation in COMPETES or e is chosen]
    first, own = _first_told(competing), {id(e) for e in competing}
    entries = {id(e): replace(e, relation=_relation(e, chosen, first, competes=id(e) in own)) for e in toll.entries}
    high, open_high = _high(competing)
    return replace(
        toll,
        low=_low(competing, value(chosen.casualty)),
        best=value(chosen.casualty),
        high=high,
        open_high=open_high,
        best_entry=entries[id(chosen)],
        entries=tuple(entries.values()),
    )


def _with_greater(
    groups: Mapping[str, list[LedgerEntry]], beside: frozenset[tuple[str, str, int]]
) -> dict[str, list[LedgerEntry]]:
    """The counts of each toll; civilians who are more than all told before stand among those of all only."""
    found = dict(groups)
    for key, greater in greater_than_all(groups, beside).items():
        taken = {id(e) for e in greater}
        found = {k: [e for e in own if id(e) not in taken] for k, own in found.items()}
        found[key] = [*raised(found[key]), *(replace(e, toll=key) for e in greater)]
    return found


def _told_beside(groups: Mapping[str, Sequence[LedgerEntry]]) -> frozenset[tuple[str, str, int]]:
    """Status, document and sentence wherever one sentence tells counts of several parties."""
    parties: dict[tuple[str, str, int], set[str]] = defaultdict(set)
    for key, entries in groups.items():
        for e in entries:
            for told in (e.evidence, *e.also):
                parties[e.casualty.status, told.doc_id, told.sent_start].add(key)
    return frozenset(spot for spot, keys in parties.items() if len(keys) > 1)


def _is_few(entry: LedgerEntry, whole: Toll | None, beside: frozenset[tuple[str, str, int]]) -> bool:
    """True for a few people counted by themselves, seen from the toll of all: an episode, and no toll of their kind."""
    if entry.casualty.party_class in SIDES and _number(entry) > 1:
        return False
    total = whole.best if whole is not None and entry.toll != whole.entries[0].toll else None
    if total is None or value(entry.casualty) is None or _number(entry) >= EPISODE * total:
        return False
    told = (entry.evidence, *entry.also)
    return not entry.entire and not any((entry.casualty.status, e.doc_id, e.sent_start) in beside for e in told)
