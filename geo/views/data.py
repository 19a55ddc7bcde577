"""What the pages read, and where it is kept between two clicks: the only caches of the program."""

from __future__ import annotations

import argparse
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from geo.assemble import incident_of
from geo.filters import Filters, narrow
from geo.gazetteer.boundaries import Boundaries
from geo.gazetteer.lookup import Gazetteer, open_gazetteer
from geo.gazetteer.service import second_opinion
from geo.ingest import IngestReport, sync_seeds
from geo.language.pipeline import load
from geo.maps.ground import ground_of, write_basemap
from geo.pipeline import Pipeline
from geo.settings import Settings
from geo.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from geo.incident import Incident
    from geo.maps.payload import Ground
    from geo.types import Document

_STARTING = threading.Lock()
_VERSION = "atlas_version"


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    """The settings of this run; ``streamlit run app.py -- --seeds PATH`` opens another folder."""
    arguments = argparse.ArgumentParser(add_help=False)
    arguments.add_argument("--seeds", type=Path)
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
    """States and countries."""
    return Boundaries()


@st.cache_resource(show_spinner=False)
def pipeline() -> Pipeline:
    """The reading machine; loaded only when something must be read."""
    return Pipeline(load(settings().model), gazetteer(), second_opinion(settings()))


@st.cache_resource(show_spinner=False)
def _started() -> dict[str, IngestReport]:
    return {}


def start(progress: Callable[[float, str], None]) -> IngestReport:
    """Build what is missing and read the seeds, once for each run of the program; others wait for the first."""
    with _STARTING:
        if "report" not in _started():
            open_gazetteer(settings(), lambda share, told: progress(share * 0.6, told)).close()
            _started()["report"] = sync_seeds(store(), settings(), pipeline,
                                              progress=lambda share, told: progress(0.6 + share * 0.4, told))
        return _started()["report"]


def needs_start() -> bool:
    """True before ``start`` has ended."""
    return "report" not in _started()


def start_report() -> IngestReport | None:
    """What became of the seeds when the program started."""
    return _started().get("report")


def look() -> None:
    """See whether the store has changed; asked once at the start of a run, so that a page shows one state of it."""
    st.session_state[_VERSION] = store().version


def version() -> str:
    """The state of the store that this run shows: a key for what is made of it."""
    return st.session_state.get(_VERSION) or store().version


@st.cache_resource(show_spinner=False, max_entries=2)
def _incident(version: str) -> Incident:  # noqa: ARG001 - the key of the cache
    return incident_of(store(), settings())


def incident() -> Incident:
    """Everything the sources say together, made anew when the store changes."""
    return _incident(version())


@st.cache_resource(show_spinner=False, max_entries=64)
def _narrowed(version: str, filters: Filters) -> Incident:
    return narrow(_incident(version), filters)


def narrowed(filters: Filters) -> Incident:
    """What the filters leave of the incident."""
    return _narrowed(version(), filters)


@st.cache_resource(show_spinner=False, max_entries=2)
def _ground(home: str | None) -> Ground:
    return ground_of(boundaries(), gazetteer(), home)


def ground() -> Ground:
    """What the base map knows."""
    return _ground(incident().home_country)


@st.cache_resource(show_spinner=False, max_entries=4)
def basemap_link(home: str | None, countries: tuple[str, ...]) -> str:
    """File name of the base map's geometry, written where the local server finds it."""
    return write_basemap(boundaries(), gazetteer(), home, countries)


@st.cache_resource(show_spinner=False, max_entries=2)
def _documents(version: str) -> dict[str, Document]:
    return {d.id: d for d in _incident(version).documents}


def documents() -> Mapping[str, Document]:
    """The sources by id."""
    return _documents(version())


@st.cache_resource(show_spinner=False, max_entries=2)
def _place_names(version: str) -> dict[str, str]:
    found = [e.place for e in _incident(version).events if e.place]
    found += [m.place for _, m in _incident(version).mentions if m.place]
    names: dict[str, str] = {}
    for p in found:
        names.setdefault(p.id, p.name)
        if p.admin1_code and p.admin1:
            names.setdefault(p.admin1_code, p.admin1)
        if p.country and p.country not in names:
            known = gazetteer().country(p.country)
            names[p.country] = known.name if known else p.country
    return names


def place_names() -> Mapping[str, str]:
    """Name of every country, state code and place id that the sources speak of."""
    return _place_names(version())
