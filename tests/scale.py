"""Invented coverage of any size, made as records without reading a text: for benchmarks and for tests of scale.

A document has three events (one in seven without a day), 2.8 counts, a quote, two figures and something to set aside,
all told by sentences that stand in its text.  One text in ten is another outlet's copy of the one before it.  The towns
are invented; they lie in the states of a real country, so that the map has outlines for them.  Everything follows from
the number of documents.
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, get_args

from geo.incident import Evidence, Incident, IncidentEvent
from geo.reconcile import reconcile
from geo.reconcile.events.titles import bare_title
from geo.store import Entry, Store
from geo.types import (
    Casualty,
    Document,
    EventType,
    Extraction,
    Figure,
    Jurisdiction,
    Mention,
    Person,
    Place,
    Quote,
    Telling,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FIRST = date(2024, 3, 1)
DAYS = 60
TOWNS_OF_A_STATE = 40
STATES = (
    ("AU.02", "New South Wales", -33.0, 146.0),
    ("AU.03", "Northern Territory", -20.0, 134.0),
    ("AU.04", "Queensland", -22.0, 145.0),
    ("AU.05", "South Australia", -30.0, 135.0),
    ("AU.06", "Tasmania", -42.0, 146.6),
    ("AU.07", "Victoria", -37.0, 144.5),
    ("AU.08", "Western Australia", -26.0, 121.0),
)
SPEAKERS = (
    ("Ada Brill", "Ministry of the Interior", "AU"),
    ("Tom Rask", "State Police", "AU-Victoria"),
    ("Ina Solberg", "State Police", "AU-Queensland"),
    ("Moana Pere", "Foreign Ministry", "NZ"),
    ("Lew Hart", None, None),
)
COUNTERS = ("Ministry of the Interior", "the governor", "hospital staff", "the army", "State Police", None, None)
KINDS = tuple(k for k in get_args(EventType) if k not in {"call", "speech"})
GIVEN = ("Abel", "Bea", "Cyra", "Dov", "Edda", "Finn", "Greta", "Hal", "Iris", "Jon", "Kaia", "Lars")
FAMILY = tuple(
    a + b
    for a in ("Ander", "Berg", "Corn", "Dall", "Ebers", "Falk", "Gruen", "Hol", "Ister", "Jans")
    for b in ("ow", "stein", "well", "berg", "ley", "mann", "quist", "roth", "sen", "vik")
)
THEMES = ("cooperation", "sovereignty", "calm", "dead", "violence", "inquiry", "warning", "blame")
SUBJECTS = ("grey", "quiet", "wooden", "northern", "narrow", "crowded", "empty", "flooded", "burning", "distant")
THINGS = ("bridge", "market", "school", "depot", "station", "harbour", "barracks", "court", "mill", "garage")


def towns() -> tuple[Place, ...]:
    """Invented towns of every state, and the states themselves."""
    rng = random.Random(1)
    made = [
        Place(f"t{i}-{n}", f"{a}{b}", lat + rng.uniform(-2, 2), lon + rng.uniform(-2, 2), "city", "AU", name, code)
        for i, (code, name, lat, lon) in enumerate(STATES)
        for n, (a, b) in enumerate(
            rng.sample(
                [
                    (a, b)
                    for a in ("Ash", "Bram", "Cold", "Dun", "Elder", "Fair", "Gor", "High", "Iron")
                    for b in ("ford", "ton", "wick", "dale", "mere", "stead")
                ],
                TOWNS_OF_A_STATE,
            )
        )
    ]
    return (*made, *(Place(f"s{code}", name, lat, lon, "admin1", "AU", name, code) for code, name, lat, lon in STATES))


TOWNS = towns()


class _Text:
    """A text that grows by sentences and knows where each of its words stands."""

    def __init__(self, opening: str) -> None:
        self.text = opening

    def sentence(self, text: str, *marked: str) -> tuple[dict[str, int], list[tuple[int, int]]]:
        """Add a sentence; the span of the first of ``marked`` with the sentence's, and the spans of all."""
        start = len(self.text) + 1
        self.text = f"{self.text} {text}"
        at = [(start + text.index(word), start + text.index(word) + len(word)) for word in marked]
        return {"start": at[0][0], "end": at[0][1], "sent_start": start, "sent_end": start + len(text)}, at


def _mention(place: Place, span: tuple[int, int]) -> Mention:
    return Mention(*span, place.name, "event", place, 4 if place.level == "admin1" else 3, 0.93, "named in the text.")


class _Writer:
    """Writes one document and keeps what each of its sentences says."""

    def __init__(self, number: int, rng: random.Random) -> None:
        self.rng, self.day = rng, FIRST + timedelta(days=rng.randrange(DAYS))
        self.told = _Text(f"Report {number} from the {rng.choice(SUBJECTS)} {rng.choice(THINGS)}.")
        self.found: dict[str, list[Any]] = {
            name: [] for name in ("places", "events", "casualties", "quotes", "people", "figures", "jurisdictions")
        }

    def spot(self) -> str:
        """Words that tell one sentence from another, as different reports differ."""
        return f"the {self.rng.choice(SUBJECTS)} {self.rng.choice(THINGS)} of street {self.rng.randrange(999)}"

    def event(self, *, aside: bool = False) -> None:
        """Something that happened at a place, or that is told and did not."""
        kind, place = self.rng.choice(KINDS), self.rng.choice(TOWNS)
        day = (self.day - timedelta(days=self.rng.randrange(3))).isoformat() if self.rng.random() < 0.85 else None
        self.happening(kind, place, day, aside=aside)

    def happening(self, kind: EventType, place: Place, day: str | None, *, aside: bool = False) -> None:
        """The same of a given kind, place and day."""
        on = f" on {date.fromisoformat(day):%A}" if day else ""
        span, (_, where) = self.told.sentence(
            f"Near {self.spot()} came the {kind} in {place.name}{on} that many had feared.", kind, place.name
        )
        mention = _mention(place, where)
        self.found["places"].append(mention)
        self.found["events"].append(
            Telling(
                **span,
                type=kind,
                date_start=day,
                date_end=day,
                date_prec=1 if day else None,
                time=None,
                places=(mention,) if self.rng.random() < 0.9 else (),
                actors=("Gunmen",),
                reality="denied" if aside else "happened",
                background=False,
                duplicate_of=None,
            )
        )

    def count(self) -> None:
        """A count of people, more than half of them "at least"."""
        n, by, place = self.rng.randrange(1, 90), self.rng.choice(COUNTERS), self.rng.choice(TOWNS)
        status = self.rng.choice((*["killed"] * 7, "injured", "arrested", "missing"))
        party, kind = self.rng.choice(
            (
                *[("people", "unknown")] * 5,
                ("soldiers", "security_forces"),
                ("gunmen", "cartel"),
                ("residents", "civilian"),
            )
        )
        floor = self.rng.random() < 0.6
        span, (_, where) = self.told.sentence(
            f"By {self.spot()} {'at least ' if floor else ''}{n} {party} were {status} in {place.name}, "
            f"{by or 'it is said'}.",
            str(n),
            place.name,
        )
        local = _mention(place, where) if self.rng.random() < 0.3 else None
        self.found["casualties"].append(
            Casualty(
                **span,
                text=str(n),
                min=n,
                max=None if floor else n,
                approx=None,
                status=status,
                party=party,
                party_class=kind,
                place=local,
                date=None,
                attributed_to=by,
                duplicate_of=None,
                subset_of=None,
            )
        )

    def quote(self) -> None:
        """Somebody's words."""
        speaker, body, government = self.rng.choice(SPEAKERS)
        words = f"we know of {self.spot()} and shall not rest"
        span, at = self.told.sentence(
            f'"{words.capitalize()}," {speaker} said on {self.day:%A}.', words.capitalize(), speaker
        )
        theme = self.rng.sample(THEMES, 2)
        bystander = f"{self.rng.choice(GIVEN)} {self.rng.choice(FAMILY)}"
        self.found["people"] += [
            Person(speaker, (speaker.split()[-1],), None, body, government),
            Person(bystander, (), None, None, None),
        ]
        self.found["quotes"].append(
            Quote(
                **span,
                parts=(at[0],),
                text=words.capitalize(),
                kind=self.rng.choice(("direct", "direct", "indirect")),
                speaker=speaker,
                speaker_start=at[1][0],
                speaker_end=at[1][1],
                speaker_text=speaker,
                cue="said",
                affiliation=body,
                jurisdiction=government,
                said_on=self.day.isoformat(),
                act="asserts",
                themes=tuple(theme),
                denied=tuple(theme[:1]) if self.rng.random() < 0.2 else (),
            )
        )

    def figure(self) -> None:
        """A number that counts no people hurt."""
        n, what = self.rng.randrange(2, 400), self.rng.choice(("vehicles", "shops", "flights", "schools"))
        span, _ = self.told.sentence(f"After {self.spot()} there were {n} {what} that could not be used.", str(n))
        unsure = "its sentence does not say what became of them" if self.rng.random() < 0.2 else None
        self.found["figures"].append(
            Figure(**span, text=str(n), min=n, max=n, approx=None, what=what, attributed_to=None, unsure=unsure)
        )

    def body(self) -> None:
        """A body of government that acted in a state."""
        _, name, *_ = self.rng.choice(STATES)
        span, _ = self.told.sentence(f"Past {self.spot()} the State Police of {name} moved in.", "State Police")
        self.found["jurisdictions"].append(
            Jurisdiction(
                name,
                "state",
                "AU",
                name,
                self.rng.choice(("territory", "authority")),
                ("State Police",),
                ((span["sent_start"], span["sent_end"]),),
                "acted",
            )
        )

    def finished(self, number: int) -> Extraction:
        """The document with all that its sentences say."""
        text = self.told.text
        document = Document(
            hashlib.sha256(text.encode()).hexdigest()[:16],
            f"Report {number}",
            text,
            publisher=f"The {SUBJECTS[number % 10].capitalize()} {THINGS[number // 10 % 10].capitalize()} Post",
            published=self.day.isoformat(),
            published_basis="stated",
            name=f"{number}.md",
        )
        return Extraction(document, **{name: tuple(found) for name, found in self.found.items()})


def _document(number: int, rng: random.Random) -> Extraction:
    writer = _Writer(number, rng)
    parts = [writer.event] * 3 + [writer.count] * (3 if rng.random() < 0.8 else 2)
    parts += [writer.quote, writer.figure, writer.figure, writer.body]
    for part in parts:
        part()
    if rng.random() < 0.3:
        writer.event(aside=True)
    return writer.finished(number)


def _copy(story: Extraction, number: int) -> Extraction:
    """The same story in another outlet, under a line of its own at the end."""
    text = f"{story.document.text} More follows as edition {number}."
    return replace(
        story,
        document=replace(
            story.document,
            id=hashlib.sha256(text.encode()).hexdigest()[:16],
            text=text,
            title=f"Edition {number}",
            publisher=f"Courier {number % 37}",
            name=f"{number}.md",
        ),
    )


def many_documents(n: int) -> tuple[Extraction, ...]:
    """What ``n`` documents say of one incident; the first of more documents are those of fewer."""
    made: list[Extraction] = []
    for number in range(n):
        copied = number % 10 == 9
        made.append(_copy(made[-1], number) if copied else _document(number, random.Random(number)))
    return tuple(made)


def many_events(n: int, documents: int = 200) -> Incident:
    """An incident of ``documents`` documents into which ``n`` events were put, each at a town and on a day."""
    base, rng = reconcile(many_documents(documents)), random.Random(n)

    def event(number: int) -> IncidentEvent:
        place, day = rng.choice(TOWNS), (FIRST + timedelta(days=rng.randrange(DAYS))).isoformat()
        kind, source = rng.choice(KINDS), rng.choice(base.documents)
        told = Evidence(source.id, 0, 6, 0, source.text.index(".") + 1)
        placed = rng.random() < 0.9
        made = IncidentEvent(
            f"{number:012d}",
            kind,
            day,
            day,
            1 if rng.random() < 0.95 else 3,
            None,
            place if placed else None,
            3 if placed else None,
            (),
            (told,),
            (source.id,),
            "",
            main=number == 0,
            witnesses=1,
            date_basis="inferred",
        )
        return replace(made, title=bare_title(made))

    events = tuple(event(i) for i in range(n))
    named = ((e.sources[0], _mention(e.place, (0, 6))) for e in events if e.place)
    return replace(base, events=events, mentions=(*base.mentions, *named))


#: Events of one document of ``eventful_documents``: a chronicle of a day.
CHRONICLE = 50


def eventful_documents(events: int, places: Sequence[Place], days: int = 2 * DAYS) -> Iterator[Extraction]:
    """Chronicles that tell so many events, no two of one kind, place and day, with a count and a quote in each.

    A hundredth of the events is told again by the next chronicle, as another source.
    """
    rng = random.Random(events)
    pairs = len(places) * len(KINDS)
    told = rng.sample(range(pairs * days), events)
    told.sort(key=lambda n: n // pairs)
    for number, at in enumerate(range(0, events, CHRONICLE)):
        writer = _Writer(number, rng)
        own = told[at : at + CHRONICLE]
        writer.day = FIRST + timedelta(days=own[-1] // pairs + 1)
        for n in (*told[max(at - CHRONICLE // 100, 0) : at], *own):
            day, place, kind = n // pairs, places[n % pairs // len(KINDS)], KINDS[n % len(KINDS)]
            writer.happening(kind, place, (FIRST + timedelta(days=day)).isoformat())
        writer.count()
        writer.quote()
        yield writer.finished(number)


def fill(store: Store, extractions: Iterable[Extraction], extractor: str) -> None:
    """Put records into a store as if ``extractor`` had read them, so that nothing is read again."""
    store.add_all(Entry(x.document, x, extractor) for x in extractions)
