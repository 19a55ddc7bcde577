"""The records of what one document says, in the order in which the program makes them; the whole is ``geo.incident``.

All records are frozen.  Offsets are code points into ``Document.text``; ``end`` is exclusive.
Coordinates are WGS 84 degrees, latitude before longitude.  Dates are local calendar dates in ISO 8601 and keep
their precision: ``"2026-02-22"``, ``"2025-05"`` or ``"2025"``; no time zone ever moves them.
``None`` always means "no source says", never zero.

Names follow the field: UCDP GED (``where_prec``, ``date_prec``, low/best/high), ACLED and Airwars.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

#: UCDP's scale of where_prec: the place itself; near it, within 25 km; its county or municipality; its state; a line or
#: an area wider or vaguer than a state; its country; international waters or air.
EXACT, NEAR, ADMIN2, ADMIN1, LARGER, COUNTRY, INTERNATIONAL = 1, 2, 3, 4, 5, 6, 7
Role = Literal["event", "mention", "metonym", "demonym", "part_of_name"]
Level = Literal["country", "admin1", "admin2", "city", "poi", "region"]
EventType = Literal[
    "raid",
    "clash",
    "killing",
    "arson",
    "blockade",
    "arrest",
    "prison_break",
    "deployment",
    "travel_disruption",
    "call",
    "speech",
    "statement",
    "funeral",
    "other",
]
Reality = Literal["happened", "denied", "hypothetical"]
Status = Literal["killed", "injured", "arrested", "missing"]
PartyClass = Literal["security_forces", "cartel", "civilian", "unknown"]
QuoteKind = Literal["direct", "mixed", "indirect"]
Act = Literal["asserts", "denies", "asks", "urges", "promises", "judges"]
Government = Literal["federal", "state", "municipal"]
Basis = Literal["territory", "authority"]
PublishedBasis = Literal["stated", "inferred", "user"]
HowKnown = Literal["told", "inferred"]
DayKnown = Literal["told", "story", "inferred"]
Alert = Literal["in_force", "lifted"]
Involvement = Literal["acted", "spoke", "named"]

#: The gravest first: the order of every list and chart.
STATUSES: tuple[Status, ...] = get_args(Status)


def _check_span(start: int, end: int) -> None:
    if not 0 <= start <= end:
        raise ValueError(f"a span must run forward from 0: {start}..{end}")


#: Ways in: the incident's folder, a file that was given, a pasted text, an address, a feed, a folder that is watched.
Arrival = Literal["folder", "file", "paste", "address", "feed", "watched"]


@dataclass(frozen=True, slots=True)
class Document:
    """One source text, kept verbatim."""

    id: str
    """First 16 hex digits of the SHA-256 of ``text``: the same text twice is one document."""
    title: str
    """The headline, or the first words of the text where the source gives none."""
    text: str
    """What was published, without header and front matter; all offsets of all records point into it."""
    publisher: str | None = None
    url: str | None = None
    domain: str | None = None
    """Host of the outlet, lower case, without "www."."""
    published: str | None = None
    """Local calendar date of publication, ISO 8601."""
    published_basis: PublishedBasis | None = None
    """``stated`` by the source, ``inferred`` from its text, set by the ``user``; None: not dated."""
    published_reason: str | None = None
    """Where an inferred date comes from, in one sentence for the reader."""
    language: str = "en"
    """ISO 639-1."""
    kind: str | None = None
    """``digest``, ``article``, ``post`` …, as the source says."""
    name: str | None = None
    """File name or other handle under which it came in."""
    warnings: tuple[str, ...] = ()
    """What the reader had to mend or could not read, in sentences for the user."""
    outlets: tuple[str, ...] = ()
    """Other publishers of this very text, sorted: one wire story."""
    author: str | None = None
    """Who wrote it, as the source says."""
    found: tuple[tuple[str, str], ...] = ()
    """Where in the file a field was found: its name, and words for the reader."""
    original: str | None = field(default=None, compare=False)
    """SHA-256 of the file that it came in (of the outermost), hex; None: pasted, or not known.  The same text from
    another file is the same source."""
    arrival: Arrival | None = field(default=None, compare=False)
    """By which way it came in first; None: a version that did not note it took it in."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that was not read; the rest was."""

    name: str
    reason: str
    """One sentence that names the remedy."""
    passed_over: bool = False
    """It is no source and was left alone on purpose: nothing is wrong, and it is only said."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer."""

    id: str
    """GeoNames id as text; ``iso:MX`` style ids for curated places that GeoNames lacks."""
    name: str
    lat: float
    lon: float
    level: Level
    country: str | None = None
    """ISO 3166-1 alpha-2; None for seas and world regions."""
    admin1: str | None = None
    """Name of the state or province."""
    admin1_code: str | None = None
    """GeoNames code, e.g. ``MX.14``; joins to the boundaries."""
    admin2: str | None = None
    """Name of the municipality or county."""
    population: int | None = None

    def __post_init__(self) -> None:
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise ValueError(f"{self.name}: latitude {self.lat} and longitude {self.lon} are not degrees")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean, and how well it fits."""

    place: Place
    score: float
    """0 to 1, higher is better."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named in a text."""

    start: int
    end: int
    text: str
    role: Role
    """``event`` something of the incident happened there; ``mention``; ``metonym`` the place acts as a government;
    ``demonym`` ("Mexican"); ``part_of_name`` (inside the name of an organisation: never a pin)."""
    place: Place | None
    """None: found and not resolved."""
    where_prec: int | None
    """UCDP: 1 exact, 2 near a point, 3 admin2, 4 admin1, 5 larger or vague, 6 country, 7 international."""
    score: float | None
    reason: str
    """Why this place, or why none, in words for a reader."""
    candidates: tuple[Candidate, ...] = ()
    """What else the name may mean, ``place`` first; of places within 30 km of each other only one."""
    radius_km: float | None = None
    """How far round the place's point the words may mean ("near" is 25); None: an area with an outline, or unknown."""
    other_end: Place | None = None
    """Of "between A and B" the other of the two; None: the words tell no stretch."""

    def __post_init__(self) -> None:
        _check_span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date told in a text, resolved against its dateline."""

    start: int
    end: int
    date_start: str | None
    """None: a time of day alone."""
    date_end: str | None
    date_prec: int
    """UCDP: 1 day, 2 two to six days, 3 month or less, 4 a year or less, 5 more than a year."""
    time: str | None = None
    """Local time of day, ``"09:30"``."""
    counted_on: bool = False
    """Counted from the day that the text gives elsewhere to what follows: "two days after the vote", "a day after it".

    Where it gives none, "a day after the vote" tells the day of the vote, as the news stands.
    """


@dataclass(frozen=True, slots=True)
class Telling:
    """An event as one sentence tells it."""

    start: int
    end: int
    """The trigger."""
    sent_start: int
    sent_end: int
    """The sentence around it: the evidence that a reader is shown."""
    type: EventType
    date_start: str | None
    date_end: str | None
    date_prec: int | None
    time: str | None
    places: tuple[Mention, ...]
    """The place mentions it happened at, most precise first; empty: not told."""
    actors: tuple[str, ...]
    reality: Reality
    background: bool
    """True: another incident."""
    duplicate_of: int | None
    """Index into the tellings of the same document; None: first telling."""
    date_basis: DayKnown = "told"
    """``story``: no sentence dates it; the text tells this day around it (``geo.language.events.when``).  ``inferred``:
    the text names no day; other reports of the incident do (``geo.reconcile.events.dating``)."""
    place_basis: HowKnown = "told"
    """``inferred``: no sentence places it; the text speaks of this place around it (``geo.resolve.event_places``)."""
    alert: Alert | None = None
    """A statement that warns, or takes a warning back: its places are those it holds for (``geo.resolve.notices``)."""


@dataclass(frozen=True, slots=True)
class Casualty:
    """One count of people in one sentence."""

    start: int
    end: int
    """The number's span."""
    sent_start: int
    sent_end: int
    text: str
    min: int | None
    """Lowest number the words allow; None: open ("almost 60" is None-60)."""
    max: int | None
    """Highest number the words allow; None: open ("at least 25" is 25-None)."""
    approx: int | None
    """The number told where it is only about right ("about 20")."""
    status: Status
    party: str | None
    """The source's words for who they were."""
    party_class: PartyClass
    place: Mention | None
    date: str | None
    attributed_to: str | None
    """Who counts, in the source's words or the person's full name; None: the outlet itself."""
    duplicate_of: int | None
    """Index into the casualties of the same document: the same toll told again."""
    subset_of: int | None
    """Index into the casualties of the same document: a part of that total."""
    date_basis: DayKnown = "told"
    """Of ``date``: ``story`` where no sentence names the day, and the text tells it around the count."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a sentence that is no count of casualties: "252 blockades", "23 inmates escaped"; or may be one."""

    start: int
    end: int
    """The number's span."""
    sent_start: int
    sent_end: int
    text: str
    min: int | None
    """As in ``Casualty``."""
    max: int | None
    approx: int | None
    what: str
    """What is counted, in the source's words: "blockades", "inmates"."""
    attributed_to: str | None
    """As in ``Casualty``."""
    unsure: str | None = None
    """Why it may be a count of casualties and was not taken for one, in words for a reader; None: it is none."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words or a statement that a text ascribes to somebody."""

    start: int
    end: int
    """The words, quotation marks left out."""
    sent_start: int
    sent_end: int
    parts: tuple[tuple[int, int], ...]
    """The contiguous pieces of an interrupted quote."""
    text: str
    kind: QuoteKind
    speaker: str | None
    """One canonical person or body, with full name and as the article gives it."""
    speaker_start: int | None
    speaker_end: int | None
    speaker_text: str | None
    """The words that name the speaker at the quote: "she", "the ambassador"."""
    cue: str | None
    affiliation: str | None
    jurisdiction: str | None
    """The government spoken for: ISO 3166-1 alpha-2, with the state after a dash if it is one's ("MX-Michoacán")."""
    said_on: str | None
    """ISO 8601, cut to what is known: "2026-02-22", "2026-02" or "2026"."""
    act: Act | None = None
    """What the verb that reports it does: "denied" denies, "vowed" promises, "praised" judges."""
    themes: tuple[str, ...] = ()
    """Keys of ``themes.toml`` that it is about, the most told first."""
    denied: tuple[str, ...] = ()
    """Those of ``themes`` that it says not to be so."""
    said_at: Mention | None = None
    """Where it was said, if that is told: "told reporters in Lyon"."""


@dataclass(frozen=True, slots=True)
class Person:
    """One person under all names of a document."""

    name: str
    aliases: tuple[str, ...]
    role: str | None
    affiliation: str | None
    jurisdiction: str | None
    """As in ``Quote``."""


@dataclass(frozen=True, slots=True)
class Institution:
    """A body of government named in a text."""

    start: int
    end: int
    name: str
    kind: str
    """Column of the matrix: ``army``, ``navy``, ``guard``, ``security``, ``prosecutor``, ``governor``, ``police``,
    ``mayor``, ``court``, ``diplomacy``, ``executive``, ``legislature``, ``other``."""
    level: Government
    country: str | None
    admin1: str | None
    """Name of the state it belongs to, where it is a state's or a town's body."""


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A territory or a government involved, as one document tells it."""

    name: str
    level: Government
    country: str
    admin1: str | None
    basis: Basis
    """``territory`` it happened here; ``authority`` its agencies acted."""
    agencies: tuple[str, ...]
    evidence: tuple[tuple[int, int], ...]
    involvement: Involvement = "named"


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything one document says."""

    document: Document
    places: tuple[Mention, ...] = ()
    events: tuple[Telling, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    quotes: tuple[Quote, ...] = ()
    people: tuple[Person, ...] = ()
    jurisdictions: tuple[Jurisdiction, ...] = ()
    warnings: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    set_aside: str | None = None
    """Why there are no records though the language is read: the reading failed or took too much; None: it was read."""
