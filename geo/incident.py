"""The records of what all sources say together, made by ``geo.reconcile`` from those of ``geo.types``.

All are frozen; offsets, coordinates, dates and ``None`` are as there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geo.settings import DEFAULT_LANGUAGE
from geo.types import ADMIN1, NEAR, STATUSES

if TYPE_CHECKING:
    from geo.custody import Deed, Grade
    from geo.types import (
        Casualty,
        DayKnown,
        Document,
        EventType,
        Figure,
        Government,
        HowKnown,
        Involvement,
        Mention,
        PartyClass,
        Place,
        Quote,
        Status,
    )

#: Status and party of tolls as every list and chart shows them: the dead first, all parties before each.
TOLL_ORDER = tuple(
    (status, party) for status in STATUSES for party in ("all", "security_forces", "cartel", "civilian", "unknown")
)
Authority = Literal["federal", "state", "named", "outlet", "unnamed"]
OriginKind = Literal["speaker", "agency", "outlet"]
Relation = Literal["best", "part", "same", "rival", "superseded", "corrects", "other"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage of a source: what a click opens."""

    doc_id: str
    start: int
    end: int
    """What is marked."""
    sent_start: int
    sent_end: int
    """What is shown around it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """From whom something that outlets print comes."""

    name: str
    kind: OriginKind
    via: tuple[str, ...] = ()
    """Agencies through which a speaker's words came: "AP, citing the prosecutor"."""
    documents: tuple[str, ...] = ()
    """Ids of those that have it from there."""
    key: str = ""
    """Keeps apart two of one name that need not be the same: the first document of the story."""


@dataclass(frozen=True, slots=True)
class IncidentEvent:
    """One event, made of all tellings of it by all sources."""

    id: str
    """Stable under the order of ingestion: made of type, place and date."""
    type: EventType
    date_start: str | None
    date_end: str | None
    date_prec: int | None
    time: str | None
    place: Place | None
    """None: the reports name no place; it goes to the tray."""
    where_prec: int | None
    actors: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    """Oldest publication first."""
    sources: tuple[str, ...]
    """Ids of the documents that tell it, each once."""
    title: str
    """A few words of ours: what happened, with the number where its own sentences count, and the place."""
    radius_km: float | None = None
    """As in ``Mention``, of the report that knows it best."""
    other_end: Place | None = None
    """As in ``Mention``: it happened on the way from ``place`` to there."""
    main: bool = False
    """True for the event the incident is named after."""
    witnesses: int = 0
    """Documents that tell it, those that carry one story counted once; 0: not worked out."""
    date_basis: DayKnown = "told"
    """``inferred``: none of the reports names the day; it lies in this span by what other reports tell."""
    place_basis: HowKnown = "told"
    """``inferred``: no sentence of the reports says that it happened there; they speak of this place around it."""

    name: str = ""
    """What reports call such an event, where that is finer than its type: "Earthquake"; empty: its type says all."""
    origins: tuple[Origin, ...] = ()
    """From whom its reports come, each once, those of most documents first."""
    says: str = ""
    """The title without the place: "6 guardsmen killed"."""

    @property
    def pinned(self) -> bool:
        """True for an event that a map may pin: a place no wider than a state."""
        return self.place is not None and self.where_prec is not None and self.where_prec <= ADMIN1

    @property
    def drawn_prec(self) -> int | None:
        """``where_prec`` as a shape shows it: so many kilometres from a town are a ring round it, however wide."""
        if self.where_prec != ADMIN1 or self.place is None or self.place.level == "admin1":
            return self.where_prec
        return ADMIN1 if self.radius_km is None else NEAR


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One count with who gave it, when, and where it stands among the others."""

    casualty: Casualty
    doc_id: str
    publisher: str | None
    published: str | None
    asserted_by: str | None
    authority: Authority
    relation: Relation
    toll: str
    """Key of the toll it belongs to: ``status/party_class``; ``status/all`` where the party is unknown or mixed."""
    evidence: Evidence
    also: tuple[Evidence, ...] = ()
    """Where the same document tells the same count again."""
    part: bool = False
    """True: it counts a part of the incident (a subset, one town), and competes with no total."""
    part_of: Casualty | None = None
    """The total of the same text that it is told as a part of."""
    of_group: bool = False
    """True: a part by whom it counts (one nation, one hospital, the dead of later days); no place has it as a toll."""
    covers: tuple[Place, ...] = ()
    """The places that its sentence counts for; empty: the incident as a whole."""
    away: bool = False
    """True: told for a spot far from the main event, or for a fight of later days; never the toll of the incident."""
    replaces: frozenset[int] = frozenset()
    """Numbers that its sentence takes back: "corrected from 31 to 29"."""
    entire: bool = False
    """True: told as all of its party: "all seven attackers", "the three bombers"."""
    told_before: bool = False
    """True: told as what somebody gave earlier: "had spoken of 30 dead"."""
    language: str = DEFAULT_LANGUAGE
    """Of its document, in which its words are to be read."""
    origin: Origin | None = None
    """From whom it comes; None: not worked out."""
    copies: tuple[str, ...] = ()
    """Ids of further documents that carry the same story with the same count: one wire story in many outlets."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A count that is of no toll: of another incident, denied, or told as a possibility."""

    entry: LedgerEntry
    reason: str
    """One sentence for the reader."""


@dataclass(frozen=True, slots=True)
class EventAside:
    """An event that is told and is none of the incident: denied, only possible, another incident's, or stray."""

    type: EventType
    publisher: str | None
    reason: str
    """A few words for the reader."""
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class IncidentFigure:
    """A figure with its source."""

    figure: Figure
    doc_id: str
    publisher: str | None
    published: str | None
    asserted_by: str | None
    """Canonical over all documents; the outlet where nobody is named."""
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Check:
    """Where counts agree or disagree, in words, with the counts that it speaks of."""

    kind: Literal["parts", "totals", "places"]
    """``parts`` against their total; ``totals`` that differ; one number for different ``places``."""
    agrees: bool
    toll: str
    """Key of the toll it belongs to, as in ``LedgerEntry``."""
    text: str
    """One sentence made of the sources' figures and names; nothing is averaged."""
    entries: tuple[LedgerEntry, ...]


@dataclass(frozen=True, slots=True)
class Toll:
    """What the ledger makes of the counts of one status and party."""

    status: Status
    party_class: PartyClass | Literal["all"]
    low: int | None
    best: int | None
    high: int | None
    open_high: bool
    """True: the highest count is an "at least"."""
    rule: str
    """Why best is best, in one sentence."""
    best_entry: LedgerEntry | None
    entries: tuple[LedgerEntry, ...]


@dataclass(frozen=True, slots=True)
class IncidentQuote:
    """A quote with its source; the speaker is the same person across sources."""

    quote: Quote
    doc_id: str
    publisher: str | None
    published: str | None
    speaker: str | None
    """Canonical over all documents."""
    government: str
    """Group of the board: "Mexico", "Mexico, Michoacán", "United States" or "Others"."""
    evidence: Evidence
    called: tuple[tuple[str, str], ...] = ()
    """Of a body of government (language, the name that sources in it use); empty for a person."""


@dataclass(frozen=True, slots=True)
class Agency:
    """A body and what it did in one jurisdiction."""

    name: str
    level: Government
    kind: str
    involvement: Involvement
    evidence: tuple[Evidence, ...]
    also: tuple[str, ...] = ()
    """Its other names in the sources."""
    own: bool = True
    """False: a body of another government, told of with what happened in this territory."""
    called: tuple[tuple[str, str], ...] = ()
    """(language, the name that sources in it use), for each language in which a source names it."""

    def name_in(self, language: str) -> str:
        """Its name as sources in a language (ISO 639-1) have it; ``name`` where none of them names it."""
        return dict(self.called).get(language, self.name)


@dataclass(frozen=True, slots=True)
class IncidentJurisdiction:
    """One territory or government, over all documents."""

    name: str
    level: Government
    country: str
    admin1: str | None
    admin1_code: str | None
    territory: bool
    authority: bool
    events: int
    """Events of the incident placed in it."""
    agencies: tuple[Agency, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """All that the sources say together."""

    title: str
    subtitle: str | None
    home_country: str | None
    """ISO 3166-1 alpha-2 of the country the incident is in."""
    period: tuple[str, str] | None
    """First and last day; None: no dated event."""
    documents: tuple[Document, ...]
    events: tuple[IncidentEvent, ...]
    tolls: tuple[Toll, ...]
    quotes: tuple[IncidentQuote, ...]
    jurisdictions: tuple[IncidentJurisdiction, ...]
    mentions: tuple[tuple[str, Mention], ...] = ()
    """Every place mention with the id of its document."""
    set_aside: tuple[SetAside, ...] = ()
    """Counts that are of no toll, with the reason."""
    events_aside: tuple[EventAside, ...] = ()
    """Events that are told and did not happen, or not in this incident."""
    figures: tuple[IncidentFigure, ...] = ()
    """Numbers that count no casualties, and those that may (``figure.unsure``)."""
    checks: tuple[Check, ...] = ()
    stories: tuple[tuple[str, ...], ...] = ()
    """Ids of documents that carry one and the same story, for each that more than one carries."""
    unread: tuple[tuple[str, str], ...] = ()
    """(document id, reason) of documents that are listed and not read: "Spanish: not read yet"."""
    grades: tuple[tuple[str, Grade], ...] = ()
    """(document id, grade) of the sources that an editor has graded."""
    log: tuple[Deed, ...] = ()
    """What was done to sources, oldest first."""
