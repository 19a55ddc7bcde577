"""Puts the incidents of folders together and writes each as JSON: what the pages show, in plain fields.

The form is the one that scorers of whole incidents read: title, main event, events, tolls (of the incident, and of
single places), quotes, jurisdictions and stories.  Documents are named by their files.
"""

from __future__ import annotations

import json
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.assemble import incident_of
from geo.errors import SettingsError
from geo.files import make_folder, write_text
from geo.ingest import add_sources
from geo.present.wording import is_beyond
from geo.reconcile.title import main_of
from geo.reconcile.tolls.by_place import local_tolls
from geo.run.evaluate import score
from geo.settings import DEFAULT_LANGUAGE
from geo.sources import read_folder
from geo.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo.extractor import Extractor
    from geo.incident import Incident, IncidentEvent, LedgerEntry, Toll
    from geo.ingest import IngestReport
    from geo.settings import Settings
    from geo.types import Place


def put_together(
    folder: Path, settings: Settings, extractor: Extractor, language: str | None = None
) -> tuple[Incident, IngestReport]:
    """The incident of a folder of sources, read anew; sources in a folder ``digests`` inside it are found.

    Of one ``language`` only, where it is named: what the others tell is as if nobody had written it.

    Raises SourceError: the folder cannot be opened.
    """
    inside = folder / "digests"
    seeds = (inside if inside.is_dir() else folder).resolve()
    with _empty_store() as store:
        own = replace(settings, seeds=seeds)
        found = [x for x in read_folder(seeds) if language is None or getattr(x, "language", language) == language]
        report = add_sources(store, found, own, lambda: extractor)
        return incident_of(store, own), report


@contextmanager
def _empty_store() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder:
        yield Store(f"sqlite:///{Path(folder) / 'store.sqlite'}")


def write_incident(incident: Incident, target: Path) -> None:
    """Write one incident as JSON."""
    make_folder(target.parent)
    write_text(target, json.dumps(incident_json(incident), ensure_ascii=False, indent=1) + "\n")


def evaluate_incidents(
    settings: Settings, extractor: Extractor, truth: Path, tools: Path, options: Sequence[str] = ()
) -> str:
    """The scorer's table for the incidents whose truth sheets (NAME.json) lie in ``truth``; sources lie in ../NAME.

    With ``--english`` among the options, of English texts only.

    Raises SettingsError: no sheets, no sources or no scorer at these paths, or the scorer failed.
    """
    language = DEFAULT_LANGUAGE if "--english" in options else None
    sheets = [truth] if truth.is_file() else sorted(truth.glob("*.json"))
    if not sheets:
        raise SettingsError(f"{truth} holds no truth sheets (NAME.json): check --truth.")
    with tempfile.TemporaryDirectory() as name:
        for sheet in sheets:
            incident, _ = put_together(sheet.resolve().parent.parent / sheet.stem, settings, extractor, language)
            write_incident(incident, Path(name) / sheet.name)
        return score(tools, "score_incident.py", str(truth), name, *options)


def incident_json(incident: Incident) -> dict[str, Any]:
    """The incident in plain fields."""
    names = {d.id: Path(d.name or d.id).stem for d in incident.documents}
    main = main_of(incident.events)
    local = [
        _toll(x.toll) | {"reach": ", ".join(p.name for p in x.places), "reach_places": [_place(p) for p in x.places]}
        for x in local_tolls(incident.tolls)
    ]
    return {
        "title": incident.title,
        "subtitle": incident.subtitle,
        "period": incident.period,
        "home_country": incident.home_country,
        "main_event": _event(main, names) if main else None,
        "events": [_event(e, names) for e in incident.events],
        "tolls": [*(_toll(t) | {"reach": "incident", "reach_places": []} for t in incident.tolls), *local],
        **_said(incident, names),
        "stories": [[names[i] for i in story] for story in incident.stories],
        "unread": [names[i] for i, _ in incident.unread],
        "set_aside": [
            _counted(s.entry) | {"reason": s.reason, "doc": names[s.entry.doc_id]} for s in incident.set_aside
        ],
    }


def _said(incident: Incident, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "quotes": [
            {
                "speaker": q.speaker,
                "text": q.quote.text,
                "government": q.government,
                "kind": q.quote.kind,
                "doc": names[q.doc_id],
            }
            for q in incident.quotes
        ],
        "jurisdictions": [
            {"name": j.name, "level": j.level, "country": j.country, "admin1": j.admin1, "territory": j.territory}
            | {"authority": j.authority}
            for j in incident.jurisdictions
        ],
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {key: getattr(place, key) for key in ("name", "lat", "lon", "level", "admin1", "country")}


def _event(event: IncidentEvent, names: Mapping[str, str]) -> dict[str, Any]:
    told = {key: getattr(event, key) for key in ("type", "date_start", "date_end", "title", "main", "where_prec")}
    return {
        **told,
        "date_basis": event.date_basis,
        "place_basis": event.place_basis,
        "place": _place(event.place),
        "sources": [names[i] for i in event.sources],
        "background": False,
    }


def _toll(toll: Toll) -> dict[str, Any]:
    told = {key: getattr(toll, key) for key in ("status", "party_class", "low", "best", "high", "open_high")}
    if toll.best_entry is None:
        return told | {"best_said": None}
    counted = toll.best_entry.casualty
    best = {"best": (toll.best or 0) - is_beyond(counted)} if toll.best is not None else {}  # "more than 70" is 70
    return told | best | {"best_said": _counted(toll.best_entry) | {"rule": toll.rule}}


def _counted(entry: LedgerEntry) -> dict[str, Any]:
    counted = entry.casualty
    return {
        "status": counted.status,
        "text": counted.text,
        "party": counted.party,
        "asserted_by": entry.asserted_by,
        "published": entry.published,
    }
