"""What the pages read, and where it is kept between two clicks: the only caches of the program."""

from __future__ import annotations

import argparse
import gc
import threading
from collections import defaultdict
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from geo.assemble import incident_of
from geo.charts import Arranged, arranged
from geo.custody import access
from geo.extractor import ExtractorProcess
from geo.gazetteer.boundaries import Boundaries
from geo.gazetteer.lookup import Gazetteer, open_gazetteer
from geo.gazetteer.service import second_opinion
from geo.maps.ground import ground_of, write_basemap, write_outlines
from geo.maps.payload import grouped, named_states, outlines, weights
from geo.maps.view import around
from geo.messages import speaking, spoken
from geo.present.passages import marks_among
from geo.reconcile.one_language import OneLanguage
from geo.reconcile.worded import worded
from geo.selection.filters import events_left, narrow, places_of, with_events
from geo.selection.named import in_words, place_names, source_names
from geo.selection.offer import alike, left_of, offer_of
from geo.selection.search.answer import Within
from geo.selection.search.index import Index
from geo.selection.sentences import Sentences
from geo.selection.view import view_of
from geo.settings import DEFAULT_LANGUAGE, Settings
from geo.sources.incident import INCIDENT_FILE, OUTLINES, read_incident_file
from geo.store import Store
from geo.views import state
from geo.views.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.custody import Deed, Grade, Removed
    from geo.export.brief.content import View
    from geo.incident import Evidence, Incident, IncidentEvent
    from geo.maps.payload import Ground, Grouped
    from geo.maps.view import Bounds
    from geo.present.passages import Mark, MarkKind
    from geo.selection.filters import Filters
    from geo.selection.offer import Left, Offer
    from geo.sources import IncidentFile
    from geo.store import Damaged
    from geo.types import Casualty, Document, Mention

_STARTING = threading.Lock()
#: Objects until the collector of garbage looks through the newest, and how often it does until it looks through more:
#: a click on 100,000 events makes so many that it would walk through all that is kept, for a quarter of its time.
_RARELY = (20_000, 10, 20)


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    """The settings of this run; ``streamlit run app.py -- --seeds PATH`` opens another folder."""
    arguments = argparse.ArgumentParser(add_help=False)
    arguments.add_argument("--seeds", type=Path, nargs="?")  # without a folder: the default, not the end of the run
    given, _ = arguments.parse_known_args()
    return Settings(seeds=given.seeds.resolve()) if given.seeds else Settings()


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """The store of the incident that is open."""
    return Store(settings().store_url())


@st.cache_resource(show_spinner=False)
def gazetteer() -> Gazetteer:
    """The gazetteer; it must have been built."""
    return open_gazetteer(settings())


@st.cache_resource(show_spinner=False)
def boundaries() -> Boundaries:
    """States and countries, and the outlines that lie beside the sources."""
    return Boundaries(further=settings().seeds / OUTLINES)


@st.cache_resource(show_spinner=False)
def pipeline() -> ExtractorProcess:
    """What reads texts, for all sessions; its process runs only while something is to be read."""
    return ExtractorProcess(settings())


@st.cache_resource(show_spinner=False)
def check_settings() -> None:
    """Raise SettingsError for a setting that is wrong and would be noticed only when something is read."""
    second_opinion(settings())
    access.check(settings())


@st.cache_resource(show_spinner=False)
def _readings() -> list[Reading]:
    """The latest reading of the seeds, alone; empty before the first."""
    return []


def reading() -> Reading:
    """The reading of the seeds, begun once for each run of the program and shared by all who look at it."""
    with _STARTING:
        if not _readings():
            _readings().append(Reading(store(), settings(), pipeline).start())
        return _readings()[0]


def read_again() -> None:
    """Read the folder again, unless that is being done."""
    if reading().ended:
        _readings().clear()
    reading()


def forget_failed() -> None:
    """Let the next page try again where an error left nothing to show."""
    if _readings() and _readings()[0].error:
        _readings().clear()


@st.cache_resource(show_spinner=False, max_entries=1)
def _incident_file(stamp: str) -> IncidentFile:  # noqa: ARG001 - the key of the cache
    return read_incident_file(settings().seeds)


def incident_file() -> IncidentFile:
    """What ``incident.toml`` says, read anew when it changes."""
    return _incident_file(_stamp())


def _stamp() -> str:
    """Another word when ``incident.toml`` changes."""
    try:
        found = (settings().seeds / INCIDENT_FILE).stat()
    except OSError:
        return ""
    return f"{found.st_mtime_ns}.{found.st_size}"


def version() -> str:
    """The state of both as it is now."""
    return f"{store().version}/{_stamp()}"


def _stays() -> None:
    """Records were made that stay: the collector of garbage need not walk through all of them in the middle of a click.

    Those of an earlier moment are given back first.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_RARELY)


class _Assembled:
    """What the store and ``incident.toml`` say together at one moment, made when it is first asked for."""

    def __init__(self) -> None:
        self._making = threading.Lock()
        self._incident: Incident | None = None

    @property
    def incident(self) -> Incident:
        """It, worded in English; a second session that asks waits for the first one's."""
        with self._making, speaking(DEFAULT_LANGUAGE):
            if self._incident is None:
                self._incident = incident_of(store(), settings())
                _stays()
            return self._incident


@st.cache_resource(show_spinner=False, max_entries=2)
def _assembled(version: str) -> _Assembled:  # noqa: ARG001 - the key of the cache
    return _Assembled()


class Snapshot:
    """What the store and ``incident.toml`` say at one moment, in the language of the page.

    All sessions that show this moment share it, and each holds it until its next run: a click is answered with what
    the reader saw, whatever has been read since.  Each part is made when it is first asked for.
    """

    def __init__(self, version: str, language: str) -> None:
        self.version = f"{version}/{language}"
        self._assembled = _assembled(version)
        self._making, self._indexing = threading.Lock(), threading.Lock()
        self._incident: Incident | None = None
        self._index: Index | None = None
        self.narrowed = lru_cache(64)(self._narrow)
        """What filters leave of the incident."""
        self.around = lru_cache(64)(self._around)
        """Where most happened of what filters leave; None where nothing of it has a place on the map."""
        self.ids = lru_cache(16)(self._ids)
        """Ids of the events that filters leave."""
        self.grouped = lru_cache(16)(self._grouped)
        """What filters leave by where a map shows it."""
        self.named_in = lru_cache(20_000)(self._named_in)
        """The places that a sentence names: of a document's id, from one character to another."""
        self.left = lru_cache(64)(self._left)
        """What each part of filters would find."""
        self._alike = lru_cache(16)(self._alike_in)
        self.within = lru_cache(16)(self._within)
        """What filters leave to be found."""

    @property
    def incident(self) -> Incident:
        """Everything the sources say together."""
        with self._making:
            if self._incident is None:
                self._incident = worded(self._assembled.incident)
                _stays()
            return self._incident

    def in_words(self, filters: Filters) -> tuple[tuple[str, str], ...]:
        """Each part of a choice as (field, words)."""
        scale = self.offer.scale
        days = (scale.low.isoformat(), scale.high.isoformat()) if scale else (None, None)
        vague = self._vague(filters) if filters.area else ()
        return in_words(filters, self.place_names, self.source_names, days, vague, self.offer.kinds)

    def hidden_states(self, filters: Filters) -> frozenset[str]:
        """Codes of the states whose events the filters all take away."""
        return self._placed_states.difference(self.grouped(filters).by_state())

    @cached_property
    def _placed_states(self) -> frozenset[str]:
        return frozenset(grouped(self.incident.events).by_state())

    def named_states(self, filters: Filters) -> set[str]:
        """Codes of the states that the texts name as scenes, of those that filters leave."""
        shown = self.narrowed(filters)
        return self._named_states if shown.mentions is self.incident.mentions else named_states(shown)

    @cached_property
    def _named_states(self) -> set[str]:
        return named_states(self.incident)

    @cached_property
    def placed_countries(self) -> tuple[str, ...]:
        """Codes of the countries of which a state holds an event."""
        placed = (e.place for e in self.incident.events if e.place)
        return tuple(sorted({p.country for p in placed if p.admin1_code and p.country}))

    def _vague(self, filters: Filters) -> list[str]:
        """Names of the states in which the filters leave something that is known by its state alone."""
        return sorted(self.place_names.get(code, code) for code in self.grouped(filters).vague())

    def _narrow(self, filters: Filters) -> Incident:
        """The kinds that a page shows by itself narrow its events alone: nobody took a count or a quote off."""
        some = narrow(self.incident, filters, boundaries().outline, self._sentences)
        if not filters.kinds or filters.kinds != self.offer.usual:
            return some
        whole = self.narrowed(replace(filters, kinds=()))
        told = zip(with_events(whole.jurisdictions, some.events), whole.jurisdictions, strict=True)
        governments = tuple(j for j, before in told if j.agencies or j.events or not before.events)
        return replace(whole, events=some.events, jurisdictions=governments)

    def _left(self, filters: Filters) -> Left:
        return left_of(self._alike(replace(filters, first=None, last=None, kinds=(), known=())), filters)

    def _alike_in(self, wider: Filters) -> tuple[tuple[IncidentEvent, int], ...]:
        """The events of a choice of places and sources, of which clicks on the rest of the filters count."""
        if wider.area:
            wider = replace(wider, area=wider.area.among(places_of(self.incident), boundaries().outline))
        return alike(events_left(self.incident.events, wider))

    def _around(self, filters: Filters) -> Bounds | None:
        points = weights(self.grouped(filters))
        return around(points, _ground(self.incident.home_country).home) if points else None

    def _ids(self, filters: Filters) -> frozenset[str]:
        return frozenset([e.id for e in self.narrowed(filters).events])

    def _grouped(self, filters: Filters) -> Grouped:
        return grouped(self.narrowed(filters).events)

    def view(self, filters: Filters, marking: str = "") -> View:
        """What the pages show with these filters, as the files need it that leave them."""
        chosen = replace(filters, kinds=()) if filters.kinds == self.offer.usual else filters
        return view_of(self.incident, filters, marking, shown=self.narrowed(filters), chosen=chosen)

    @cached_property
    def _sentences(self) -> Sentences:
        """What its sentences name and tell, for all filters."""
        return Sentences(self.incident)

    @cached_property
    def outlines(self) -> tuple[str, frozenset[str]]:
        """The file with the outlines that its map needs most, and the ids of the places that they are of."""
        found = outlines(self.incident, _ground(self.incident.home_country))
        return write_outlines(found), frozenset(found)

    @property
    def index(self) -> Index:
        """The words of everything, made with the first search."""
        incident = self.incident
        with self._indexing:
            if self._index is None:
                self._index = Index(incident)
            return self._index

    def _within(self, filters: Filters) -> Within:
        return Within(self.index, filters, self.narrowed(filters))

    @cached_property
    def damaged(self) -> tuple[Damaged, ...]:
        """What the store holds and cannot be shown, with the reason."""
        return store().damaged()

    @cached_property
    def grades(self) -> dict[str, Grade]:
        """What editors hold of sources, by their id."""
        return dict(store().grades())

    @cached_property
    def log(self) -> tuple[Deed, ...]:
        """What was done to sources."""
        return store().log()

    @cached_property
    def removed(self) -> tuple[Removed, ...]:
        """What was taken out and can be brought back."""
        return store().removed()

    @cached_property
    def offer(self) -> Offer:
        """What the filters have to offer."""
        return offer_of(self.incident)

    @cached_property
    def by_day(self) -> Arranged:
        """Its events for the chart of days."""
        return arranged(self.incident.events)

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The sources by id."""
        return {d.id: d for d in self.incident.documents}

    @cached_property
    def mentions(self) -> dict[str, list[Mention]]:
        """The places that each source names, by its id."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for doc_id, mention in self.incident.mentions:
            found[doc_id].append(mention)
        return found

    def _named_in(self, doc_id: str, start: int, end: int) -> list[Mention]:
        return [m for m in self.mentions.get(doc_id, ()) if start <= m.start < end]

    @cached_property
    def _counted(self) -> dict[str, list[Casualty]]:
        """The counts that each source gives, by its id."""
        found: dict[str, list[Casualty]] = defaultdict(list)
        for toll in self.incident.tolls:
            for entry in toll.entries:
                found[entry.doc_id].append(entry.casualty)
        return found

    def marks(self, told: Evidence, kind: MarkKind = "actor") -> list[Mark]:
        """What is marked in the sentence of a piece of evidence."""
        return marks_among(told, self.mentions.get(told.doc_id, ()), self._counted.get(told.doc_id, ()), kind)

    @cached_property
    def one_language(self) -> OneLanguage:
        """What the press of one language alone tells."""
        return OneLanguage(self.incident)

    @cached_property
    def source_names(self) -> dict[str, str]:
        """By id who published a source; no two are alike."""
        return source_names(self.incident)

    @cached_property
    def place_names(self) -> dict[str, str]:
        """Name of every country, state code and place id that the sources speak of."""
        return place_names(self.incident)


@st.cache_resource(show_spinner=False, max_entries=4)
def _snapshot(version: str, language: str) -> Snapshot:
    return Snapshot(version, language)


def now() -> Snapshot:
    """What the store holds now."""
    return _snapshot(version(), spoken())


def take_up() -> Snapshot:
    """Show what the store holds now: asked once for each run of a page, so that one page is of one moment."""
    found = st.session_state[state.SNAPSHOT] = now()
    return found


def shown() -> Snapshot:
    """What this page shows."""
    found: Snapshot | None = st.session_state.get(state.SNAPSHOT)
    return found or take_up()


def incident() -> Incident:
    """Everything the sources say together."""
    return shown().incident


def narrowed(filters: Filters | None = None) -> Incident:
    """What the filters in force, or others, leave of the incident."""
    return shown().narrowed(filters or state.filters())


def documents() -> Mapping[str, Document]:
    """The sources by id."""
    return shown().documents


def one_language() -> OneLanguage:
    """What the press of one language alone tells, of all that was read."""
    return shown().one_language


@st.cache_resource(show_spinner=False, max_entries=2)
def _ground(home: str | None) -> Ground:
    return ground_of(boundaries(), gazetteer(), home)


def ground() -> Ground:
    """What the base map knows; of the outlines that the page has got the names."""
    known, (_, got) = _ground(incident().home_country), shown().outlines
    return replace(known, outline=lambda place: place.id if place.id in got else known.outline(place))


@st.cache_resource(show_spinner=False, max_entries=4)
def basemap_link(home: str | None, countries: tuple[str, ...], language: str) -> str:  # noqa: ARG001 - part of the key
    """File name of the base map's geometry, written where the local server finds it."""
    return write_basemap(boundaries(), gazetteer(), home, countries)
