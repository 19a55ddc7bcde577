"""The command line: extract, ingest, build, sources, remove, evaluate.

Exit codes: 0 all done, 1 something was rejected and the rest done, 2 nothing could be done.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from geo.contract import to_json
from geo.errors import AtlasError, SourceError
from geo.jsonl import extract_lines
from geo.pipeline import open_pipeline
from geo.settings import Settings
from geo.sources import read_file, read_published
from geo.types import Document, Extraction, Rejected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.pipeline import Pipeline

DESCRIPTION = "News articles in, a map that can be defended out."
DONE, REJECTED, FAILED = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.CRITICAL if not options.verbose else logging.INFO, stream=sys.stderr)
    try:
        return int(options.run(options))
    except AtlasError as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        what = error.filename or "a file"
        print(f"{parser.prog}: {what}: {error.strerror or error}; check the path and its permissions.", file=sys.stderr)
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m geo", description=DESCRIPTION)
    parser.add_argument("--verbose", action="store_true", help="log what happens, with tracebacks")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_extract(commands)
    return parser


def _add_extract(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("extract", help="texts to JSON, without the store")
    command.add_argument("files", nargs="*", type=Path, metavar="FILE", help=".md or .txt")
    command.add_argument("--json", type=Path, metavar="DIR", help="write DIR/NAME.json for each FILE")
    command.add_argument("--jsonl", type=Path, metavar="IN", help="read documents as JSON lines ({doc_id, text, …})")
    command.add_argument("--out", type=Path, metavar="OUT", help="where the lines for --jsonl go")
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
    pipeline = open_pipeline(Settings())
    options.json.mkdir(parents=True, exist_ok=True)
    code, written = DONE, set[Path]()
    for file in options.files:
        target = options.json / f"{file.stem}.json"
        extraction = _extract_file(pipeline, file, published)
        if target in written:
            extraction = Rejected(file.name, f"{file} has the name of another file and would overwrite {target}: rename it.")
        if isinstance(extraction, Rejected):
            print(extraction.reason, file=sys.stderr)
            code = REJECTED
            continue
        written.add(target)
        target.write_text(json.dumps(to_json(extraction), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        for warning in extraction.warnings:
            print(f"{file.name}: {warning}", file=sys.stderr)
    return code


def _extract_file(pipeline: Pipeline, file: Path, published: str | None) -> Extraction | Rejected:
    try:
        document = read_file(file)
    except SourceError as error:
        return Rejected(file.name, str(error))
    return pipeline.try_extract(_with_date(document, published))


def _with_date(document: Document, published: str | None) -> Document:
    """The document with the user's date where it states none."""
    if document.published or not published:
        return document
    return replace(document, published=published, published_basis="user")


def _extract_jsonl(options: argparse.Namespace, published: str | None) -> int:
    with options.jsonl.open("rb") as lines:
        pipeline = open_pipeline(Settings())
        with options.out.open("w", encoding="utf-8", newline="\n") as out:
            read, bad = extract_lines(pipeline, lines, out, published)
    print(f"{read} documents read, {bad} not", file=sys.stderr)
    return REJECTED if bad else DONE
