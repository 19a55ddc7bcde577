"""How exactly a mention tells where something was, on UCDP's scale (``where_prec``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.gazetteer.lookup import Entry
    from geo.resolve.names import Name

EXACT, NEAR, ADMIN2, ADMIN1, LARGER, COUNTRY, INTERNATIONAL = 1, 2, 3, 4, 5, 6, 7
WATERS = frozenset({"sea", "ocean", "strait"})
#: A curated region up to this radius in km is as good as a county, beyond it as a state, then vaguer.
COUNTY_KM, STATE_KM = 40.0, 150.0


def where_prec(name: Name, entry: Entry | None) -> int | None:
    """UCDP's precision of the mention; None if it has no place.

    "western Jalisco" is the state (4): the gazetteer has no point for a part.  "near Tapalpa" is 2.
    """
    if entry is None:
        return None
    level = entry.place.level
    if level == "country":
        return COUNTRY if not name.vague else LARGER
    if level == "region":
        return _region(entry)
    if level == "admin1":
        return ADMIN1
    if level == "admin2":
        return ADMIN2
    return NEAR if name.vague else EXACT


def _region(entry: Entry) -> int:
    if entry.kind in WATERS and entry.place.country is None:
        return INTERNATIONAL
    extent = entry.extent_km or STATE_KM + 1
    return ADMIN2 if extent <= COUNTY_KM else ADMIN1 if extent <= STATE_KM else LARGER
