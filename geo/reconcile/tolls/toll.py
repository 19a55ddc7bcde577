"""What the counts of one status and party come to: low, best, high, and why.

- **best** is the latest total.  Among those of one time (published within a day of the latest) the highest authority
  decides (``authority.RANK``), then the day; of equals a closed number goes before an open one, then the greater.
- **low** is the smallest closed number among the counts that compete; an open count ("at least 25") never sets it.
- **high** is the greatest number any of them allows; ``open_high`` says that this one is an "at least".
- What competes: counts that are no part of another, reach as far as the incident, and are not dwarfed.  A count below
  half of one given by at least as high an authority, or below a fifth of any, tells of an episode or of the first
  hours; it is shown and sets no end.  "About 20" competes only where nothing firmer is told; words without a number
  ("scores") never do.
- One nation's people and one side's fighters are a part of the toll of all and set no end of it.
- Nothing is ever added up: the toll of all parties holds only counts that a source gives for all.

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
from geo.language.people.governments import is_government_word
from geo.present.wording import day
from geo.reconcile.tolls.authority import RANK
from geo.reconcile.tolls.ledger import value
from geo.reconcile.tolls.one_group import is_of_one_nation, is_of_one_side

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
#: Relations of counts that compete for the best figure.
COMPETES: frozenset[Relation] = frozenset({"best", "same", "rival", "superseded", "corrects"})


def _is_closed(casualty: Casualty) -> bool:
    return casualty.min is not None and casualty.max is not None


def _is_firm(casualty: Casualty) -> bool:
    return casualty.min is not None or casualty.max is not None


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
    """The counts of which best is chosen: the firmest that are not dwarfed."""
    pool = _firmest(counts, alone=alone)
    greatest = _greatest(pool)
    return [e for e in pool if not _dwarfed(e, greatest)]


def _is_of_others(entry: LedgerEntry, *, alone: bool) -> bool:
    party, teller = entry.casualty.party, entry.casualty.attributed_to
    if entry.part and teller and is_government_word(teller):
        return True
    return entry.part and (is_of_one_nation(party) or (is_of_one_side(party) and not alone))


def _firmest(counts: Sequence[LedgerEntry], *, alone: bool) -> list[LedgerEntry]:
    """Firm totals; failing those approximate ones, then local or partial counts, the firm ones first.

    One nation's dead are never those of all; one side's (``alone``) only where nobody counts others.
    """
    counts = [e for e in counts if not _is_of_others(e, alone=alone)]
    pools = (
        [e for e in counts if not e.part and _is_firm(e.casualty)],
        [e for e in counts if not e.part and e.casualty.approx is not None],
        [e for e in counts if _is_firm(e.casualty)],
        [e for e in counts if e.casualty.approx is not None],
    )
    return next((p for p in pools if p), [])


def _of_one_time(competing: Sequence[LedgerEntry]) -> list[LedgerEntry]:
    """The counts of the latest day and of the day before it; where none has a date, all."""
    latest = max((e.published for e in competing if e.published), default=None)
    if latest is None:
        return list(competing)
    first = (date.fromisoformat(latest) - ONE_TIME).isoformat()
    return [e for e in competing if e.published and e.published >= first]


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


def day_in_words(iso: str | None) -> str:
    """A date as "24 Feb 2026"; "undated" where the source has none."""
    return day(iso, year=True) if iso else "undated"


def _said_by(entry: LedgerEntry) -> str:
    who = entry.asserted_by or "a source without a name"
    return who if entry.authority == "outlet" or who == entry.publisher else f"{who} ({entry.authority})"


def _rule(
    best: LedgerEntry | None, competing: Sequence[LedgerEntry], counts: Sequence[LedgerEntry], first: _FirstTold
) -> str:
    """Why best is best, in one sentence."""
    if best is None:
        parts = any(value(e.casualty) is not None for e in counts)
        return f"No best figure: the sources give {'parts only' if parts else 'words, not a number'}."
    reach = "" if any(e is best and not e.part for e in counts) else ", for a part of the incident only"
    vague = "" if _is_firm(best.casualty) else ", an approximate number"
    if len(competing) == 1:
        return f"The only count{reach}{vague}: {_said_by(best)}, {day_in_words(best.published)}."
    earlier = max(_corrected(best, first), default=None)
    mended = "" if earlier is None else f"; it corrects {earlier} by the same"
    return (
        f"The highest authority among the latest of {len(competing)}{reach}{vague}: "
        f"{_said_by(best)}, {day_in_words(best.published)}{mended}."
    )


def _low(competing: Sequence[LedgerEntry]) -> int | None:
    closed = [e.casualty.min for e in competing if e.casualty.min is not None and e.casualty.max is not None]
    return min(closed, default=None)


def _high(competing: Sequence[LedgerEntry]) -> tuple[int | None, bool]:
    """The greatest number, and whether it is the floor of an open count."""
    ends = [
        (e.casualty.max, False) if e.casualty.max is not None else (value(e.casualty), e.casualty.min is not None)
        for e in competing
    ]
    told = [(number, is_open) for number, is_open in ends if number is not None]
    return max(told, default=(None, False))


def _toll(key: str, counts: Sequence[LedgerEntry], *, alone: bool) -> Toll:
    status, _, party = key.partition("/")
    competing = _competing(counts, alone=alone)
    best = min(_of_one_time(competing), key=_best_first, default=None)
    first, own = _first_told(competing), {id(e) for e in competing}
    entries = {id(e): replace(e, relation=_relation(e, best, first, competes=id(e) in own)) for e in counts}
    high, open_high = _high(competing)
    return Toll(
        status=cast("Status", status),
        party_class=cast("PartyClass | Literal['all']", party),
        low=_low(competing),
        best=value(best.casualty) if best else None,
        high=high,
        open_high=open_high,
        rule=_rule(best, competing, counts, first),
        best_entry=entries[id(best)] if best else None,
        entries=tuple(entries.values()),
    )


def tolls_of(counts: Iterable[LedgerEntry]) -> tuple[Toll, ...]:
    """One toll for each status and party that is counted: killed first, all parties before each."""
    groups: dict[str, list[LedgerEntry]] = defaultdict(list)
    for entry in counts:
        groups[entry.toll].append(entry)
    order = [f"{status}/{party}" for status, party in TOLL_ORDER]
    told = Counter(key.partition("/")[0] for key in groups)
    return tuple(_toll(key, groups[key], alone=told[key.partition("/")[0]] == 1) for key in order if key in groups)
