"""The command line: each command is a function of this module or of those beside it.

Exit codes: 0 all done, 1 something was rejected and the rest done, 2 nothing could be done,
130 stopped by Ctrl-C.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from geopy.exc import GeocoderServiceError

from geo import files
from geo.contract import to_json
from geo.errors import AtlasError, GazetteerError, SourceError
from geo.gazetteer.geocoder import GazetteerGeocoder
from geo.gazetteer.lookup import open_gazetteer
from geo.gazetteer.service import second_opinion
from geo.ingest import add_sources, sync_seeds
from geo.messages import say, speaking
from geo.messages.stored import retold
from geo.reconcile import dated_together
from geo.run import arriving, exporting, logs, measuring, storing, verifying
from geo.run.console import (
    DONE,
    FAILED,
    REJECTED,
    STOPPED,
    Parser,
    add_language,
    by,
    extractor_of,
    path_given,
    settings_of,
    show,
    tell,
    tell_report,
    to_standard_output,
    word_given,
    write_any_character,
)
from geo.run.jsonl import extract_lines
from geo.run.progress import Bar
from geo.settings import DEFAULT_LANGUAGE, Settings
from geo.sources import arrived, is_address, read_addresses, read_file, read_path, read_published, refuse_other_address
from geo.store import Store
from geo.types import Document, Extraction, Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.extractor import Extractor
    from geo.run.console import Commands

DESCRIPTION = "News articles in, a map that can be defended out."
#: Digits of a number on the command line: more places of one name than there are.
MOST_DIGITS = 6


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    write_any_character()
    parser = _parser()
    options = parser.parse_args(arguments)
    logs.set_up(logging.CRITICAL if not options.verbose else logging.INFO)
    with speaking(getattr(options, "lang", None) or DEFAULT_LANGUAGE):
        return _run(options, parser.prog)


def _run(options: argparse.Namespace, prog: str) -> int:
    try:
        code = int(options.run(options))
        with to_standard_output():
            sys.stdout.flush()
    except AtlasError as error:
        tell(f"{prog}: {retold(str(error))}")
        return FAILED
    except BrokenPipeError:
        return FAILED
    except KeyboardInterrupt:
        tell(f"{prog}: {say('stopped; what was stored before is kept.')}")
        return STOPPED
    except OSError as error:
        what = error.filename or "a file"
        tell(f"{prog}: {what}: {error.strerror or error}; check the path and its permissions.")
        return FAILED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m geo", description=DESCRIPTION)
    parser.add_argument("--verbose", action="store_true", help="log what happens, with tracebacks")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_extract(commands)
    _add_reading(commands)
    storing.add(commands)
    arriving.add(commands)
    exporting.add(commands)
    verifying.add(commands)
    measuring.add_incident(commands)
    measuring.add_evaluate(commands)
    measuring.add_learn(commands)
    return parser


def _add_extract(commands: Commands) -> None:
    command = commands.add_parser("extract", help="texts to JSON, without the store")
    command.add_argument(
        "files", nargs="*", type=path_given, metavar="FILE", help="a file with one text, of any kind that is read"
    )
    command.add_argument("--json", type=path_given, metavar="DIR", help="write DIR/NAME.json for each FILE")
    command.add_argument(
        "--jsonl", type=path_given, metavar="IN", help="read documents as JSON lines ({doc_id, text, …})"
    )
    command.add_argument("--out", type=path_given, metavar="OUT", help="where the lines for --jsonl go")
    command.add_argument("--published", metavar="DATE", help="date of publication of what states none, in any form")
    command.set_defaults(run=_extract, command=command)


def _extract(options: argparse.Namespace) -> int:
    files_mode = bool(options.files) and options.json is not None and options.jsonl is None and options.out is None
    lines_mode = not options.files and options.json is None and options.jsonl is not None and options.out is not None
    if not files_mode and not lines_mode:
        options.command.error("give either FILE… with --json DIR, or --jsonl IN with --out OUT")
    published = _date(options.published)
    return _extract_files(options, published) if files_mode else _extract_jsonl(options, published)


def _date(stated: str | None) -> str | None:
    day, warning = read_published(stated)
    if warning and day is None:
        raise SourceError(f"{warning}.")
    return day


def _extract_files(options: argparse.Namespace, published: str | None) -> int:
    code, read = DONE, dict[Path, Extraction]()
    with extractor_of(Settings()) as extractor:
        files.make_folder(options.json)
        for file in options.files:
            target = options.json / f"{file.stem}.json"
            extraction = _extract_file(extractor, file, published)
            if target in read:
                extraction = Rejected(file.name, f"{file} would overwrite {target} of another file: rename it.")
            if isinstance(extraction, Rejected):
                tell(extraction.reason)
                code = REJECTED
                continue
            read[target] = extraction
    for target, extraction in zip(read, dated_together(tuple(read.values())), strict=True):
        files.write_text(target, json.dumps(to_json(extraction), ensure_ascii=False, indent=1) + "\n")
        for warning in extraction.warnings:
            tell(f"{extraction.document.name}: {warning}")
    return code


def _extract_file(extractor: Extractor, file: Path, published: str | None) -> Extraction | Rejected:
    try:
        document = read_file(file)
    except SourceError as error:
        return Rejected(file.name, str(error))
    return extractor.try_extract(_with_date(document, published))


def _with_date(document: Document, published: str | None) -> Document:
    """The document with the user's date where it states none."""
    if document.published or not published:
        return document
    return replace(document, published=published, published_basis="user")


def _extract_jsonl(options: argparse.Namespace, published: str | None) -> int:
    with options.jsonl.open("rb") as lines, extractor_of(Settings()) as extractor, files.growing(options.out) as out:
        read, bad = extract_lines(extractor, lines, out, published)
    tell(f"{read} documents read, {bad} not")
    return REJECTED if bad else DONE


def _add_reading(commands: Commands) -> None:
    build = commands.add_parser("build", help="build the gazetteer, where it is missing or stale")
    build.set_defaults(run=_build)
    geocode = commands.add_parser("geocode", help='look a place up: "Toledo, Ohio"')
    geocode.add_argument("name", metavar="NAME", help="a name, with its state or country after commas if need be")
    geocode.add_argument("--limit", type=_number, default=5, metavar="N", help="most places to list")
    geocode.set_defaults(run=_geocode)
    ingest = commands.add_parser("ingest", help="read sources into the store; without PATH the folder of seeds")
    ingest.add_argument(
        "paths",
        nargs="*",
        type=word_given,
        metavar="PATH",
        help="files of any kind that is read, folders of them, and addresses",
    )
    ingest.set_defaults(run=_ingest)
    add_language(ingest)
    ingest.add_argument("--seeds", type=path_given, metavar="FOLDER", help="the incident's folder (default: seeds)")


def _number(given: str) -> int:
    if not given.isdecimal() or len(given) > MOST_DIGITS or int(given) < 1:
        raise argparse.ArgumentTypeError("a number from 1 to 999,999 is needed")
    return int(given)


def _build(_: argparse.Namespace) -> int:
    with Bar("gazetteer") as bar, open_gazetteer(Settings(), bar):
        return DONE


def _geocode(options: argparse.Namespace) -> int:
    settings = Settings()
    with Bar("gazetteer") as bar:
        gazetteer = open_gazetteer(settings, bar)
    try:
        found = GazetteerGeocoder(gazetteer, second_opinion(settings)).geocode(
            options.name, exactly_one=False, limit=options.limit
        )
    except GeocoderServiceError as error:
        raise GazetteerError(f"{error}: that says nothing about the place; ask again later.") from error
    for location in found or ():
        level = location.raw["place"].level if "place" in location.raw else location.raw["service"]
        show(f"{location.latitude:9.4f} {location.longitude:10.4f}  {level:8} {location.address}")
    if not found:
        tell(f"There is no {options.name} in the gazetteer: check the spelling, or name its state or country too.")
    return DONE if found else REJECTED


def _ingest(options: argparse.Namespace) -> int:
    settings = settings_of(options)
    store = Store(settings.store_url())
    with ExitStack() as stack, Bar(say("reading")) as bar:

        def make() -> Extractor:
            return stack.enter_context(extractor_of(settings))

        def progress(done: int, total: int, title: str) -> None:
            bar(done / total, title)

        if options.paths:
            report = add_sources(store, _found(options.paths, settings), settings, make, progress, by=by())
        else:
            report = sync_seeds(store, settings, make, progress)
    return tell_report(report)


def _found(paths: list[str], settings: Settings) -> Iterator[Document | Rejected]:
    for path in dict.fromkeys(paths):
        try:
            if is_address(path):
                yield from arrived(read_addresses([path], settings), "address")
            else:
                refuse_other_address(path)
                yield from arrived(read_path(Path(path)), "file")
        except SourceError as error:
            yield Rejected(path, str(error))
