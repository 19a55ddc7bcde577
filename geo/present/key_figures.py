"""The key figures: which stand at the top of a page or a picture, in what words, and who gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.incident import TOLL_ORDER
from geo.messages import message, say, say_n
from geo.present import wording
from geo.present.nouns import hurt
from geo.present.rules import printed_on

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.incident import LedgerEntry, Toll

#: Parties that are counted in persons: "1 civilian".
_PERSONS = {
    "civilian": (message("civilian"), message("civilians")),
    "cartel": (message("suspect"), message("suspects")),
    "security_forces": (message("member of the security forces"), message("security forces")),
}


def key_tolls(tolls: Iterable[Toll], most: int) -> list[Toll]:
    """The first ``most`` tolls that hold a count.

    Each status is heard before any has a third row: three hundred arrested say more than a fourth row of the dead.
    What no source gives a figure for goes after all else.
    """
    by_key = {(t.status, t.party_class): t for t in tolls if t.entries}
    told = [k for k in TOLL_ORDER if k in by_key]
    none = {k: in_figures(by_key[k]) == wording.NONE for k in told}
    rank = {k: [x for x in told if x[0] == k[0] and none[x] == none[k]].index(k) for k in told}
    # The dead keep three rows: all, and the two parties that fight.
    first = sorted(told, key=lambda k: (none[k], rank[k] - (2 if k[0] == "killed" else 0) > 0, TOLL_ORDER.index(k)))
    return [by_key[k] for k in sorted(first[:most], key=lambda k: (none[k], TOLL_ORDER.index(k)))]


def noun(toll: Toll) -> str:
    """What a toll counts: "killed", "security forces killed", "civilian killed" for one."""
    one = toll.low == toll.high == 1 and not toll.open_high
    if toll.party_class in {"all", "unknown"}:
        return say_n(toll.status, toll.status, 1 if one else 2, "of men")
    persons = _PERSONS.get(toll.party_class)
    party = say(persons[not one]) if persons else wording.PARTY_WORDS[toll.party_class]
    return hurt(party, toll.status, 1 if one and persons else None)


def in_figures(toll: Toll) -> str:
    """The range; a dash where only parts are told; where no source gives a number its own word in quotation marks."""
    told = wording.ranged(toll)
    if told != wording.NONE or not toll.entries or _tells_parts(toll):
        return told
    return f"“{toll.entries[0].casualty.text}”"


def _tells_parts(toll: Toll) -> bool:
    """Whether numbers are told that are none of the whole."""
    counts = (e.casualty for e in toll.entries)
    return any(n is not None for c in counts for n in (c.min, c.max, c.approx))


def who(entry: LedgerEntry) -> str:
    """Who counts: the body or person, else the publisher."""
    return entry.asserted_by or entry.publisher or say("source not named")


def speaker(entry: LedgerEntry) -> str:
    """The body or person that counts; empty for what an outlet prints in its own words."""
    return "" if entry.authority == "outlet" else who(entry)


def who_says(toll: Toll) -> tuple[str, str]:
    """The line below a figure in two parts: who gives the best count, and when, which, out of how many.

    They come apart so that a narrow picture can shorten the name and keep the rest.
    """
    many = wording.plural(len(toll.entries), "count")
    entry = toll.best_entry or (toll.entries[0] if len(toll.entries) == 1 and not toll.entries[0].part else None)
    if entry is None:
        parts = toll.best is None and _tells_parts(toll)
        return say("no source gives a total") if parts else say("no count ranked best"), f" · {many}"
    return who(entry), f", {printed_on(entry, year=False)}: {wording.counted(entry.casualty)} · {many}"
