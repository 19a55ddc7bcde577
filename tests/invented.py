"""An invented incident for the tests of charts and pictures: a country of four square states, none of it true."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shapely import box

from geo.gazetteer.boundaries import Area
from geo.incident import Authority, Evidence, Incident, IncidentEvent, IncidentQuote, LedgerEntry, Relation, Toll
from geo.types import Casualty, Document, EventType, Place, Quote, QuoteKind

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

HOSTILE = '{{7*7}} <script>alert(1)</script> <b>x</b> ${1} "q" & \\ `t` \u202e'
EVIDENCE = Evidence("d1", 0, 4, 0, 9)
STATES = {
    "QQ.01": ("Arvania", 0.0, 0.0),
    "QQ.02": ("Beldorra", 0.0, 2.0),
    "QQ.03": ("Cavermark", 2.0, 0.0),
    "QQ.04": ("Dunnerey", 2.0, 2.0),
}


def place(name: str, lat: float, lon: float, code: str = "QQ.01", level: str = "city") -> Place:
    return Place(f"p-{name}", name, lat, lon, level, "QQ", STATES[code][0], code)  # type: ignore[arg-type]


def event(
    kind: EventType,
    where: Place | None,
    day: str | None,
    prec: int | None = 3,
    *,
    main: bool = False,
    docs: tuple[str, ...] = ("d1",),
    title: str | None = None,
    number: int = 0,
) -> IncidentEvent:
    name = where.name if where else "no place"
    return IncidentEvent(
        f"{kind}-{name}-{day}-{number}",
        kind,
        day,
        day,
        1 if day else None,
        None,
        where,
        prec if where else None,
        (),
        (EVIDENCE,),
        docs,
        title or f"{kind.replace('_', ' ').capitalize()}, {name}",
        main=main,
    )


def count(
    low: int | None,
    high: int | None,
    *,
    words: str = "",
    by: str | None = None,
    published: str | None = "2031-04-02",
    authority: Authority = "federal",
    relation: Relation = "rival",
    approx: int | None = None,
    party: str | None = None,
) -> LedgerEntry:
    casualty = Casualty(
        0, 2, 0, 9, words or str(low), low, high, approx, "killed", party, "unknown", None, None, by, None, None
    )
    return LedgerEntry(
        casualty, "d1", "The Arvania Post", published, by, authority, relation, "killed/unknown", EVIDENCE
    )


def toll(*entries: LedgerEntry, best: int | None = 0, status: str = "killed", party: str = "all") -> Toll:
    top = entries[best] if best is not None and entries else None
    lows = [e.casualty.min for e in entries if e.casualty.min is not None and e.casualty.max is not None]
    highs = [e.casualty.max or e.casualty.min or 0 for e in entries if e.casualty.max or e.casualty.min]
    open_high = any(e.casualty.max is None and e.casualty.min == max(highs, default=-1) for e in entries)
    return Toll(
        status,
        party,
        min(lows, default=None),
        top.casualty.min if top else None,  # type: ignore[arg-type]
        max(highs, default=None),
        open_high,
        "latest federal count",
        top,
        entries,
    )


def quote(
    speaker: str | None,
    government: str = "Quolia",
    kind: QuoteKind = "direct",
    said_on: str | None = "2031-04-02",
    text: str = "we are calm",
) -> IncidentQuote:
    told = Quote(0, 4, 0, 9, ((0, 4),), text, kind, speaker, None, None, None, "said", None, None, said_on)
    return IncidentQuote(told, "d1", "The Arvania Post", "2031-04-03", speaker, government, EVIDENCE)


def documents() -> tuple[Document, ...]:
    return (
        Document("d1", "Raid", "text", publisher="The Arvania Post", published="2031-04-02"),
        Document("d2", "More", "text", publisher="Beldorra Wire", published="2031-04-03"),
    )


def incident() -> Incident:
    mill = place("Old Mill", 0.9, 0.8)
    events = (
        event("raid", mill, "2031-04-01", 2, main=True, docs=("d1", "d2")),
        event("arson", mill, "2031-04-01", 2),
        event("killing", place("Sandport", 0.4, 1.6), "2031-04-02"),
        event("blockade", place("Long Bridge over the Quiet River", 0.42, 1.63), "2031-04-02", 2),
        event("statement", place("Beldorra City", 1.0, 3.0, "QQ.02"), "2031-04-09"),
        event("arrest", place("Cavermark", 3.0, 1.0, "QQ.03", "admin1"), "2031-04-02", 4),
        event("deployment", place("Quolia", 2.0, 2.0, "QQ.01", "country"), "2031-04-03", 6),
        event("other", None, None),
    )
    killed = toll(
        count(12, 12, by="Interior Ministry"),
        count(20, None, by="hospital staff", authority="named"),
        count(9, 9, authority="outlet", published="2031-04-01"),
    )
    hurt = toll(count(None, None, words="scores", authority="outlet"), best=None, status="injured", party="civilian")
    quotes = (quote("Ada Brill"), quote(None, "Others", "indirect", None))
    return Incident(
        "Raid at Old Mill",
        "Police raid on a mill, Tuesday 1 April 2031",
        "QQ",
        ("2031-04-01", "2031-04-09"),
        documents(),
        events,
        (killed, hurt),
        quotes,
        (),
    )


def hostile() -> Incident:
    """The same with text in every field that would run if any door were open."""
    base = incident()
    return replace(
        base,
        title=HOSTILE,
        subtitle=HOSTILE,
        documents=tuple(replace(d, title=HOSTILE, publisher=HOSTILE) for d in base.documents),
        events=tuple(
            replace(e, title=HOSTILE, place=e.place and replace(e.place, name=HOSTILE, admin1=HOSTILE))
            for e in base.events
        ),
        tolls=tuple(
            replace(
                t,
                best_entry=None,
                entries=tuple(
                    replace(
                        e,
                        asserted_by=HOSTILE,
                        publisher=HOSTILE,
                        casualty=replace(e.casualty, text=HOSTILE, party=HOSTILE),
                    )
                    for e in t.entries
                ),
            )
            for t in base.tolls
        ),
        quotes=tuple(
            replace(q, speaker=HOSTILE, publisher=HOSTILE, government=HOSTILE, quote=replace(q.quote, text=HOSTILE))
            for q in base.quotes
        ),
    )


class Squares:
    """Outlines of the invented country: four squares of two degrees, and a neighbour to the east."""

    def __init__(self) -> None:
        self.areas = {
            code: Area(code, name, "QQ", lat + 1, lon + 1, box(lon, lat, lon + 2, lat + 2))
            for code, (name, lat, lon) in STATES.items()
        }
        self.lands = {
            "QQ": Area("QQ", "Quolia", "QQ", 2.0, 2.0, box(0, 0, 4, 4)),
            "RR": Area("RR", "Rendia", "RR", 2.0, 5.0, box(4, 0, 6, 4)),
        }

    def countries(self, tolerance: float) -> tuple[Area, ...]:
        return tuple(self.lands.values())

    def states(self, countries: tuple[str, ...], tolerance: float) -> tuple[Area, ...]:
        return tuple(self.areas.values()) if "QQ" in countries else ()

    def country(self, code: str) -> Area | None:
        return self.lands.get(code)

    def admin1(self, code: str) -> Area | None:
        return self.areas.get(code)

    def municipality(self, place: Place) -> BaseGeometry:
        return box(place.lon - 0.25, place.lat - 0.25, place.lon + 0.25, place.lat + 0.25)
