"""Statements of two governments on one thing, one of which says that it is so and the other that it is not.

One theme makes no pair: "nobody was hurt" and "the leader was killed" are both of the dead.  What is denied must be
something of the other government, or something that the other statement names; only one's own part is denied without
naming anything.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import groupby, product
from typing import TYPE_CHECKING

from geo.countries import country_code
from geo.reconcile.people import OTHERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.incident import IncidentQuote
    from geo.types import Mention

#: Theme of ``themes.toml`` that a government denies of itself without naming anything: "denied any involvement".
_OWN_PART = "part"
#: Pairs of one theme.
_MOST_OF_A_THEME = 2


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


def opposed(quotes: Sequence[IncidentQuote], mentions: Iterable[tuple[str, Mention]]) -> tuple[Opposed, ...]:
    """For each theme the pairs that say most: people in office, direct speech, the latest.

    ``mentions`` are the places that the documents name, as in ``Incident``.  Each statement stands in one pair only.
    The order is that of the themes' weight in ``quotes``.
    """
    used: set[tuple[str, int]] = set()
    kept: list[Opposed] = []
    many: Counter[str] = Counter()
    for (*_, theme), equals in groupby(sorted(_pairs(quotes, mentions), key=_order), key=_order):
        # Spelling a pair out is slow, so only the equals that may be taken are told apart by it.
        for pair in sorted(equals, key=_spelt) if many[theme] < _MOST_OF_A_THEME else ():
            ids = {(q.doc_id, q.quote.start) for q in (pair.denies, pair.affirms)}
            if not ids & used and many[theme] < _MOST_OF_A_THEME:
                kept.append(pair)
                many[theme] += 1
                used |= ids
    return tuple(kept)


def _pairs(quotes: Sequence[IncidentQuote], mentions: Iterable[tuple[str, Mention]]) -> Iterator[Opposed]:
    spoken = [q for q in quotes if country_of(q) != OTHERS and q.speaker]
    themes = {theme for q in spoken for theme in q.quote.denied}
    placed: defaultdict[str, list[Mention]] = defaultdict(list)
    for doc_id, mention in mentions if themes else ():
        placed[doc_id].append(mention)
    for theme in sorted(themes):
        yield from _pairs_on(theme, spoken, placed)


def _pairs_on(theme: str, spoken: Sequence[IncidentQuote], placed: dict[str, list[Mention]]) -> Iterator[Opposed]:
    denies = [(q, _denied_of(q, theme, placed)) for q in spoken if theme in q.quote.denied]
    affirms = [(q, _named(q, placed)) for q in spoken if theme in q.quote.themes and theme not in q.quote.denied]
    for (no, of), (yes, names) in product(denies, affirms):
        if country_of(no) != country_of(yes) and of & {country_code(country_of(yes)), *names} - {None}:
            yield Opposed(theme, no, yes)


def _denied_of(quote: IncidentQuote, theme: str, placed: dict[str, list[Mention]]) -> set[str | None]:
    """Of which countries and places something is denied."""
    return _named(quote, placed) or ({country_code(country_of(quote))} if theme == _OWN_PART else set())


def _named(quote: IncidentQuote, placed: dict[str, list[Mention]]) -> set[str | None]:
    """Codes of the countries and ids of the places that a statement names, in whichever language."""
    told = quote.quote
    within = [m.place for m in placed.get(quote.doc_id, ()) if m.place and told.start <= m.start < told.end]
    return {p.country if p.level == "country" else p.id for p in within}


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
