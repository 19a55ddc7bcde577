"""Small invented records for tests: a country, two towns, one source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geo.incident import Evidence, Incident, IncidentEvent
from geo.reconcile import reconcile
from geo.types import Casualty, Document, Extraction, Mention, Place, Quote, Telling

if TYPE_CHECKING:
    from geo.pipeline import Pipeline

TEXT = "Gunmen raided a farm near Torla on Monday. At least 12 people were killed, the governor said."
DOCUMENT = Document(
    id="d" * 16,
    title="Raid near Torla",
    text=TEXT,
    publisher="The Valley Post",
    published="2031-05-06",
    published_basis="stated",
)
NORTH = Place("1", "Torla", 10.0, 20.0, "city", "XA", "North", "XA.01", "Torla", 9000)
SOUTH = Place("2", "Vessim", 9.0, 21.0, "city", "XA", "South", "XA.02", "Vessim", 4000)
STATE = Place("3", "South", 9.1, 21.1, "admin1", "XA", "South", "XA.02")
EVIDENCE = Evidence(DOCUMENT.id, 7, 13, 0, 42)


def event(name: str = "e1", **changes: Any) -> IncidentEvent:
    """An event at Torla, changed as told."""
    made = IncidentEvent(
        id=name,
        type="raid",
        date_start="2031-05-05",
        date_end="2031-05-05",
        date_prec=1,
        time=None,
        place=NORTH,
        where_prec=1,
        actors=("Gunmen",),
        evidence=(EVIDENCE,),
        sources=(DOCUMENT.id,),
        title="Raid, Torla",
        main=True,
    )
    return replace(made, **changes)


def mention(place: Place | None, start: int = 26, **changes: Any) -> Mention:
    """A mention of a place in the text."""
    name = place.name if place else "Nowhere"
    made = Mention(start, start + len(name), name, "event", place, 1 if place else None, 0.9, "named in the text")
    return replace(made, **changes)


def casualty(**changes: Any) -> Casualty:
    """ "At least 12 people were killed"."""
    made = Casualty(
        start=52,
        end=54,
        sent_start=43,
        sent_end=93,
        text="12",
        min=12,
        max=None,
        approx=None,
        status="killed",
        party="people",
        party_class="unknown",
        place=None,
        date="2031-05-05",
        attributed_to="the governor",
        duplicate_of=None,
        subset_of=None,
    )
    return replace(made, **changes)


def telling(**changes: Any) -> Telling:
    """ "Gunmen raided a farm near Torla on Monday"."""
    made = Telling(
        start=7,
        end=13,
        sent_start=0,
        sent_end=42,
        type="raid",
        date_start="2031-05-05",
        date_end="2031-05-05",
        date_prec=1,
        time=None,
        places=(mention(NORTH),),
        actors=("Gunmen",),
        reality="happened",
        background=False,
        duplicate_of=None,
    )
    return replace(made, **changes)


def extraction(**changes: Any) -> Extraction:
    """What the source says."""
    made = Extraction(document=DOCUMENT, places=(mention(NORTH),), events=(telling(),), casualties=(casualty(),))
    return replace(made, **changes)


def incident(*events: IncidentEvent, **changes: Any) -> Incident:
    """An incident of these events."""
    made = Incident(
        title="Raid at Torla",
        subtitle=None,
        home_country="XA",
        period=("2031-05-05", "2031-05-08"),
        documents=(DOCUMENT,),
        events=events or (event(),),
        tolls=(),
        quotes=(),
        jurisdictions=(),
    )
    return replace(made, **changes)


def quote(**changes: Any) -> Quote:
    """Something that somebody said."""
    made = Quote(
        start=0,
        end=10,
        sent_start=0,
        sent_end=42,
        parts=((0, 10),),
        text="",
        kind="mixed",
        speaker="Jane Roe",
        speaker_start=None,
        speaker_end=None,
        speaker_text=None,
        cue="wrote",
        affiliation=None,
        jurisdiction=None,
        said_on=None,
    )
    return replace(made, **changes)


def put_together(pipeline: Pipeline, *reports: tuple[str, str]) -> Incident:
    """The incident of short texts, each given as its day of publication and its words, by papers of their own."""
    documents = [
        Document(f"{i}" * 16, "A report", text, publisher=f"Paper {i}", published=day, published_basis="stated")
        for i, (day, text) in enumerate(reports)
    ]
    return reconcile([pipeline.extract(d) for d in documents])
