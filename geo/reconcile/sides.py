"""Statements of two governments on one theme, one of which says that it is so and the other that it is not."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, product
from typing import TYPE_CHECKING

from geo.reconcile.people import OTHERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.incident import IncidentQuote


@dataclass(frozen=True, slots=True)
class Opposed:
    """Two statements to read side by side; whether they contradict each other is for the reader to say."""

    theme: str
    """Key of ``themes.toml``."""
    denies: IncidentQuote
    affirms: IncidentQuote


def country_of(quote: IncidentQuote) -> str:
    """The country that is spoken for, a state's statement being its country's; "Others" for nobody's."""
    return quote.government.split(",")[0]


def opposed(quotes: Sequence[IncidentQuote]) -> tuple[Opposed, ...]:
    """For each theme the one pair that says most: people in office, direct speech, the latest.

    Each statement stands in one pair only.  The order is that of the themes' weight in ``quotes``.
    """
    used: set[tuple[str, int]] = set()
    kept: dict[str, Opposed] = {}
    for (*_, theme), equals in groupby(sorted(_pairs(quotes), key=_order), key=_order):
        # Spelling a pair out is slow, so only the equals that may be taken are told apart by it.
        for pair in sorted(equals, key=_spelt) if theme not in kept else ():
            ids = {(q.doc_id, q.quote.start) for q in (pair.denies, pair.affirms)}
            if not ids & used:
                kept[theme] = pair
                used |= ids
                break
    return tuple(kept.values())


def _pairs(quotes: Sequence[IncidentQuote]) -> Iterator[Opposed]:
    spoken = [q for q in quotes if country_of(q) != OTHERS and q.speaker]
    themes = {theme for q in spoken for theme in q.quote.denied}
    for theme in sorted(themes):
        yield from _pairs_on(theme, spoken)


def _pairs_on(theme: str, spoken: Sequence[IncidentQuote]) -> Iterator[Opposed]:
    denies = [q for q in spoken if theme in q.quote.denied]
    affirms = [q for q in spoken if theme in q.quote.themes and theme not in q.quote.denied]
    for no, yes in product(denies, affirms):
        if country_of(no) != country_of(yes):
            yield Opposed(theme, no, yes)


def _spelt(pair: Opposed) -> str:
    return repr((pair.denies, pair.affirms))


def _order(pair: Opposed) -> tuple[int, int, int, str]:
    """The strongest pair first: the theme leads in both statements, they are in direct speech, and late."""
    both = (pair.denies, pair.affirms)
    leads = sum(q.quote.themes.index(pair.theme) for q in both)
    indirect = sum(q.quote.kind == "indirect" for q in both)
    latest = max(q.quote.said_on or q.published or "" for q in both)
    return leads, indirect, -int(latest.replace("-", "").ljust(8, "0") or 0), pair.theme


__all__ = ["Opposed", "country_of", "opposed"]
