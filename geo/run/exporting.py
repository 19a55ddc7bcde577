"""The commands that write files of a view: export, and brief for the morning."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo import daybounds, files
from geo.assemble import incident_of
from geo.custody.databases import is_own_geopackage
from geo.errors import ExportError, SelectionError, SourceError
from geo.export.dataset.whole import read_incident
from geo.export.formats import FORMATS, SEALED, made
from geo.export.single.behind import Behind
from geo.export.single.seal import fingerprint
from geo.gazetteer.boundaries import Boundaries
from geo.gazetteer.lookup import open_gazetteer
from geo.messages import languages, say, speaking, spoken
from geo.messages.stored import retold
from geo.reconcile.worded import remade, worded
from geo.run.console import DONE, REJECTED, add_language, path_given, show, tell, to_standard_output
from geo.run.progress import Bar
from geo.selection.filters import narrow
from geo.selection.view import asked_of, view_of
from geo.settings import DEFAULT_LANGUAGE, Settings
from geo.sources import read_incident_file, read_published
from geo.sources.incident import OUTLINES
from geo.store import Store, is_there

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from geo.export.brief.content import View
    from geo.export.dataset.whole import Read
    from geo.incident import Incident
    from geo.run.console import Commands

#: Options that choose, by the parameter of an address that they stand for.
_CHOICE = {
    "place": "a country, state or place that the sources name, by its name or code",
    "from": "first day, in any form",
    "to": "last day, in any form",
    "kind": "kinds of events between commas: raid, clash, arson, prison, deploy, said, other",
    "known": "how well the place is known, between commas: point, municipality, state, wider",
    "area": "a part of the map, as the address of a page tells it",
    "source": "ids of sources between commas, as `sources` lists them",
}
_DAYS = ("from", "to")


def add(commands: Commands) -> None:
    """Tell the parser of both commands."""
    export = commands.add_parser("export", help="a file of a view: a brief, a picture, or its events as data")
    export.add_argument("--format", choices=list(FORMATS), required=True)
    export.set_defaults(run=_export)
    brief = commands.add_parser("brief", help="a brief of what happened since a day; plain text, or as --out says")
    brief.add_argument("--since", metavar="DAY", help='"yesterday", "today", or a date in any form')
    brief.set_defaults(run=_brief)
    for command in (export, brief):
        command.add_argument(
            "--seeds", type=path_given, metavar="FOLDER", help="the incident's folder (default: seeds)"
        )
        command.add_argument(
            "--incident",
            type=path_given,
            metavar="FILE",
            help="a whole incident that `export --format json` wrote, instead",
        )
        command.add_argument(
            "--out",
            type=path_given,
            metavar="FILE",
            help="where it goes (default: standard output); a file that is there is replaced, whole or not at all",
        )
        add_language(command, f"that of --incident, else {DEFAULT_LANGUAGE}")
        command.add_argument("--marking", default="", metavar="WORDS", help="what stands at head and foot")
        for name, told in _CHOICE.items():
            command.add_argument(f"--{name}", dest=f"choose_{name}", metavar=name.upper(), help=told)


def _export(options: argparse.Namespace) -> int:
    return _write(options, options.format, {})


def _brief(options: argparse.Namespace) -> int:
    """Since a day; the ending of --out chooses the format."""
    ending = options.out.suffix.lstrip(".").lower() if options.out else "txt"
    briefs = {name: f.ending for name, f in FORMATS.items() if f.of_brief}
    found = next((name for name, own in briefs.items() if own == ending), None)
    if found is None:
        known = ", ".join(dict.fromkeys(f".{own}" for own in briefs.values()))
        raise ExportError(f"{options.out} ends like no brief: use {known}.")
    if options.since is not None and not options.since.strip():
        raise SelectionError("--since is empty: say since when, or leave it out.")
    if options.since and options.choose_from is not None:
        raise SelectionError("--since and --from both say the first day: leave one of them out.")
    return _write(options, found, {"from": _since(options.since)} if options.since else {})


def _since(told: str) -> str:
    back = {"today": 0, "yesterday": 1}.get(told.strip().lower())
    return _day(told) if back is None else (date.today() - timedelta(days=back)).isoformat()


def _day(told: str) -> str:
    read, _ = read_published(told)
    if read is None or daybounds.read_day(read) is None:
        raise SelectionError(f"{told} is no date between {daybounds.in_words()}: write it as 2031-05-06.")
    return read


def _write(options: argparse.Namespace, name: str, days: dict[str, str]) -> int:
    """The view that the options choose, as a file; 1: sentences were left out of it."""
    kept = _kept(options.incident, options.lang) if options.incident else None
    if kept and options.out and options.out.exists() and options.out.samefile(options.incident):
        raise ExportError(f"{options.out} is the file that is read: name another one with --out.")
    with speaking(options.lang or (kept.language if kept else DEFAULT_LANGUAGE)), Bar(name) as bar:
        bar(0, "reading")
        behind = _behind(_settings(options))
        view = _view(options, days, behind.boundaries, kept)
        bar(0.4, "making")
        file = made(name, view, behind.boundaries, behind)
        bar(0.9, "writing")
        _put(options.out, file.data)
        bar(1, "done")
        for text, why in file.refused:
            tell(say("left out: {sentence} ({why})", sentence=text, why=retold(why)))
    if name == SEALED:
        (show if options.out else tell)(f"fingerprint: {fingerprint(file.data)}")
    return REJECTED if file.refused else DONE


def _put(out: Path | None, data: bytes) -> None:
    """Into the file, else to standard output; of databases it replaces none but an earlier GeoPackage of ours."""
    if out is not None:
        files.write_bytes(out, data, database=is_own_geopackage(out))
        return
    with to_standard_output():
        sys.stdout.buffer.write(data)
        sys.stdout.flush()


def _behind(settings: Settings) -> Behind:
    return Behind(
        Boundaries(further=settings.seeds / OUTLINES),
        lambda: open_gazetteer(settings),
        lambda: Store(settings.store_url()).states() if is_there(settings.store_url()) else {},
    )


def _settings(options: argparse.Namespace) -> Settings:
    if options.seeds and not options.seeds.is_dir():
        raise SourceError(f"{options.seeds} is no folder: check the path.")
    return Settings(seeds=options.seeds.resolve()) if options.seeds else Settings()


def _view(options: argparse.Namespace, days: dict[str, str], boundaries: Boundaries, kept: Read | None) -> View:
    asked = {name: told for name in _CHOICE if (told := getattr(options, f"choose_{name}")) is not None}
    for name, told in asked.items():
        if not told.strip():  # as of a variable that a timetable did not set
            raise SelectionError(f"--{name} is empty: say which, or leave it out.")
    asked |= {name: _day(asked[name]) for name in _DAYS if name in asked}
    incident = _in_language(kept) if kept else _stored(_settings(options))
    filters = asked_of(incident, {name: [told] for name, told in (days | asked).items()})
    return view_of(incident, filters, options.marking, shown=narrow(incident, filters, boundaries.outline))


def _stored(settings: Settings) -> Incident:
    """What the store holds of an incident."""
    store = Store(settings.store_url()) if is_there(settings.store_url()) else None
    if store is None or not store.documents():
        raise SourceError(f"the store of {settings.seeds.name} holds no source: run `python -m geo ingest` first.")
    for fault in read_incident_file(settings.seeds).faults:
        tell(fault)
    with speaking(DEFAULT_LANGUAGE):
        made = incident_of(store, settings)
    return worded(made)


def _kept(path: Path, language: str | None) -> Read:
    """The incident of a file.  Raises ExportError: it is none, a part of one, or worded in another language."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ExportError(f"{path} cannot be read ({error.strerror}): check the path.") from error
    read = read_incident(data, path.name)
    if read.filters:
        chosen = "; ".join(read.filters)
        raise ExportError(f"{path.name} holds a part of an incident ({chosen}): write it without filters first.")
    if read.language not in languages():
        raise ExportError(f"{path.name} is worded in a language that is not known ({read.language}).")
    if language not in {None, read.language} and read.language != DEFAULT_LANGUAGE:
        raise ExportError(
            f"{path.name} is worded in {read.language}: leave out --lang, or write it anew with --lang {language}."
        )
    return read


def _in_language(kept: Read) -> Incident:
    """In the language of now; one that was written in it is as it was."""
    return remade(kept.incident) if kept.language == spoken() else worded(kept.incident)
