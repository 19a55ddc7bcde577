"""How exactly a mention tells where something was: UCDP's scale (``where_prec``), and a radius in kilometres.

And which mentions name one place together, the most precise first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.gazetteer.airports import AIRPORT_TOWN
from geo.gazetteer.folding import distance_km
from geo.lexicons import pattern, table
from geo.types import ADMIN1, ADMIN2, COUNTRY, EXACT, INTERNATIONAL, LARGER, NEAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.gazetteer.lookup import Entry
    from geo.resolve.toponyms.mentions import Name
    from geo.types import Mention

WATERS = frozenset({"sea", "ocean", "strait"})
#: A curated region up to this radius in km is as good as a county, beyond it as a state, then vaguer.
COUNTY_KM, STATE_KM = 40.0, 150.0
#: What "near" and "outside" cover by UCDP's definition.
NEAR_KM = 25.0
#: A distance told is rounded by those who tell it: the radius is so much longer.
ROUNDED = 1.25
#: "Lyon, France": so many characters between two names make them one chain.
_CHAIN_GAP = 3
#: Sorts a place of unknown precision behind all others (UCDP ends at 7).
UNKNOWN_PREC = 9


def offset_km(before: str) -> float | None:
    """The kilometres told at the end of what stands before a name: 64 for "40 miles south of"; None where none are."""
    told = pattern("places", "distance", "shape").search(before)
    if told is None:
        return None
    km: float = table("places", "distance", "units")[told["unit"]]
    return round(float(told["number"].replace(",", "")) * km, 1)


def between_km(name: Name, entry: Entry | None, other: Entry | None) -> float | None:
    """Kilometres to the ``other`` end of "between A and B"; None for other names, and where an end has no place."""
    if name.partner is None or entry is None or other is None:
        return None
    return distance_km(entry.place.lat, entry.place.lon, other.place.lat, other.place.lon)


def where_prec(name: Name, entry: Entry | None, apart: float | None = None) -> int | None:
    """UCDP's precision of the mention; None if it has no place.  ``apart``: kilometres to the other end of a stretch.

    "western Jalisco" is the state (4): the gazetteer has no point for a part.  "near Tapalpa" is 2, and so is "between
    Tapalpa and Sayula", as far as no point of the stretch is over 25 km from an end; a longer one is a line (5).
    "40 km south of Tapalpa" is its state, "across 20 states of Mexico" wider than one.
    """
    if entry is None:
        return None
    level = entry.place.level
    if level == "country":
        return LARGER if name.vague or name.spread else COUNTRY
    if level == "region":
        return _region(entry)
    if level in ("admin1", "admin2"):
        return ADMIN1 if level == "admin1" else ADMIN2
    return _point(name, entry, apart)


def _point(name: Name, entry: Entry, apart: float | None) -> int:
    if apart is not None:
        return NEAR if apart <= 2 * NEAR_KM else LARGER
    if name.offset_km is not None:
        return NEAR if name.offset_km <= NEAR_KM else ADMIN1 if name.offset_km <= STATE_KM else LARGER
    return NEAR if name.vague or entry.kind == AIRPORT_TOWN else EXACT


def _region(entry: Entry) -> int:
    if entry.kind in WATERS and entry.place.country is None:
        return INTERNATIONAL
    extent = entry.extent_km or STATE_KM + 1
    return ADMIN2 if extent <= COUNTY_KM else ADMIN1 if extent <= STATE_KM else LARGER


def radius_km(name: Name, entry: Entry | None, apart: float | None = None) -> float | None:
    """How far round the place's point the mention may mean, in km.

    None: it has no place, or it is an area with an outline of its own (state, country) or with none that is known
    (county or municipality: the point is its seat).
    """
    if entry is None or entry.place.level in ("country", "admin1", "admin2"):
        return None
    if entry.place.level == "region":
        return entry.extent_km
    if apart is not None:
        return round(max(apart / 2, entry.extent_km or 0.0), 1)
    if name.offset_km is not None:
        return round(name.offset_km * ROUNDED, 1)
    return NEAR_KM if name.vague else entry.extent_km


def precise_first(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Mentions by precision, exact places first, each place once."""
    out: dict[str, Mention] = {}
    for mention in sorted(mentions, key=lambda m: (m.where_prec or UNKNOWN_PREC, m.start)):
        out.setdefault(mention.place.id if mention.place else mention.text, mention)
    return tuple(out.values())


def chains_of(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions that name one place together: a town and its state after a comma."""
    out: list[list[Mention]] = []
    for mention in sorted(mentions, key=lambda m: m.start):
        if out and 0 <= mention.start - out[-1][-1].end <= _CHAIN_GAP and is_within(out[-1][-1], mention):
            out[-1].append(mention)
        else:
            out.append([mention])
    return out


def is_within(inner: Mention, outer: Mention) -> bool:
    """True where the second place is the larger one around the first."""
    if inner.place is None or outer.place is None:
        return False
    if outer.place.level == "country" and inner.place.country not in {None, outer.place.country}:
        return False  # "in Lombardy, U.S. officials said"
    if outer.place.level == "admin1" and inner.place.admin1 not in {None, outer.place.name, outer.place.admin1}:
        return False
    order = ("poi", "city", "admin2", "admin1", "country", "region")
    return order.index(inner.place.level) < order.index(outer.place.level)
