"""The commands on what is stored: list, remove, date, salvage, back up, restore."""

from __future__ import annotations

import getpass
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

from sqlalchemy import make_url

from geo import files
from geo.custody import grade_of
from geo.custody.access import hashed
from geo.errors import SettingsError, SourceError
from geo.export.tables import log as log_table
from geo.ingest import redate
from geo.messages import say, say_n
from geo.messages.stored import retold
from geo.present.deeds import DEEDS
from geo.run.console import DONE, REJECTED, add_language, by, extractor_of, path_given, settings_of, show, tell
from geo.store import Store, back_up, restore, salvage

if TYPE_CHECKING:
    import argparse

    from geo.run.console import Commands

ID = "as `sources` lists it"


def add(commands: Commands) -> None:
    """Tell the parser."""
    sources = commands.add_parser("sources", help="list what is in the store")
    sources.set_defaults(run=_sources)
    remove = commands.add_parser("remove", help="take a source out with all it brought")
    remove.add_argument("id", metavar="ID", help=ID)
    remove.set_defaults(run=_remove)
    back = commands.add_parser("bring-back", help="undo a removal: the source is there again with all it brought")
    back.add_argument("id", metavar="ID", help="as `log` lists it")
    back.set_defaults(run=_bring_back)
    log = commands.add_parser("log", help="what was done to sources, by whom and when")
    log.add_argument("--csv", type=path_given, metavar="FILE", help="write it as a table")
    log.set_defaults(run=_log)
    date = commands.add_parser("redate", help="set the date of publication of a source and extract it again")
    date.add_argument("id", metavar="ID", help=ID)
    date.add_argument("date", metavar="DATE", nargs="?", help="in any form; without it the source's own holds again")
    date.set_defaults(run=_redate)
    grade = commands.add_parser("grade", help="say how reliable a source is, and how credible what it tells")
    grade.add_argument("id", metavar="ID", help=ID)
    grade.add_argument("code", nargs="?", metavar="CODE", help='"B2": A to F, 1 to 6; without it none again')
    grade.add_argument("reason", nargs="?", metavar="REASON", help="why, in a few words")
    grade.set_defaults(run=_grade)
    saved = commands.add_parser("salvage", help="save what can be read of a damaged store; the damaged file is kept")
    saved.set_defaults(run=_salvage)
    backup = commands.add_parser("backup", help="copy the store into one file, checked, while it may be in use")
    backup.add_argument("file", type=path_given, metavar="FILE", help="not there yet; its hash is written beside it")
    backup.set_defaults(run=_backup)
    restored = commands.add_parser("restore", help="put a backup in the place of the store, which is kept")
    restored.add_argument("file", type=path_given, metavar="FILE", help="as `backup` made it")
    restored.set_defaults(run=_restore)
    password = commands.add_parser("password", help="the hash of a password for INCIDENT_ATLAS_EDITOR_PASSWORD")
    password.set_defaults(run=_password)
    for command in (sources, log):
        add_language(command)
    for command in (sources, remove, back, log, date, grade, saved, backup, restored):
        command.add_argument(
            "--seeds", type=path_given, metavar="FOLDER", help="the incident's folder (default: seeds)"
        )


def _sources(options: argparse.Namespace) -> int:
    store = Store(settings_of(options).store_url())
    held, grades = store.contents(), dict(store.grades())
    for extraction in held.extractions:
        document = extraction.document
        basis = {"inferred": say(" (inferred)"), "user": say(" (set)")}.get(document.published_basis or "", "")
        note = dict(held.unread).get(document.id)
        date = (document.published or say("no date")) + basis
        note = f"  [{retold(note)}]" if note else ""
        grade = f"  {grades[document.id].code}" if document.id in grades else ""
        show(f"{document.id}  {date:21}  {document.publisher or '—'}: {document.title}{grade}{note}")
    for damaged in store.damaged():
        tell(f"{damaged.document_id}: {retold(damaged.reason)}")
    if not held.extractions:
        where = make_url(store.url).render_as_string()
        tell(say("the store {name} holds no source: `python -m geo ingest` reads some into it.", name=where))
    return DONE


def _remove(options: argparse.Namespace) -> int:
    store = Store(settings_of(options).store_url())
    title = _title(store, options.id)
    if not store.remove(options.id, by=by()):
        raise SourceError(f"there is no source {options.id}: see `python -m geo sources`.")
    show(f"{title} was removed with all it told; `geo bring-back {options.id}` undoes it")
    return DONE


def _title(store: Store, document_id: str) -> str:
    """A source's title, else its id."""
    document = store.state(document_id).document
    return document.title if document else document_id


def _bring_back(options: argparse.Namespace) -> int:
    store = Store(settings_of(options).store_url())
    if not store.bring_back(options.id, by=by()):
        raise SourceError(f"nothing is kept of a removed source {options.id}: see `geo log`, or add it again.")
    show(f"{_title(store, options.id)} is back with all it told")
    return DONE


def _log(options: argparse.Namespace) -> int:
    deeds = Store(settings_of(options).store_url()).log()
    if options.csv:
        files.write_bytes(options.csv, log_table(deeds).csv())
        tell(f"{len(deeds)} lines in {options.csv}")
        return DONE
    for deed in deeds:
        detail = f" {deed.detail}" if deed.detail else ""
        show(f"{deed.at}  {deed.who}: {DEEDS[deed.what]}{detail}  {deed.doc_id}  {deed.title}")
    return DONE


def _password(_: argparse.Namespace) -> int:
    """Asked for twice without being shown; from a pipe once."""
    if sys.stdin.isatty():
        given = getpass.getpass("password: ")
        if getpass.getpass("again: ") != given:
            raise SettingsError("the two are not the same: try again.")
    else:
        given = sys.stdin.readline().rstrip("\n")
    show(hashed(given))
    return DONE


def _redate(options: argparse.Namespace) -> int:
    settings = settings_of(options)
    with ExitStack() as stack:
        day = redate(
            Store(settings.store_url()),
            options.id,
            options.date,
            settings,
            lambda: stack.enter_context(extractor_of(settings)),
            by=by(),
        )
    show(f"{options.id} is dated {day}" if day else f"{options.id} has its own date again")
    return DONE


def _grade(options: argparse.Namespace) -> int:
    grade = grade_of(options.code, options.reason or "") if options.code else None
    store = Store(settings_of(options).store_url())
    if not store.grade(options.id, grade, by=by()):
        raise SourceError(f"there is no source {options.id}: see `python -m geo sources`.")
    title = _title(store, options.id)
    show(f"{title} is graded {grade.code} ({grade.reason})" if grade else f"{title} has no grade")
    return DONE


def _salvage(options: argparse.Namespace) -> int:
    saved = salvage(settings_of(options).store_url())
    if saved is None:
        show("the store is sound: nothing was changed")
        return DONE
    show(
        f"{_many(saved.documents)} saved ({saved.extractions} with what was read of them, the others are read again "
        f"at the next start), {saved.dates} dates set, {saved.removals} removals; the damaged file is {saved.kept}"
    )
    for document_id in saved.altered:
        tell(f"{document_id}: a byte of its text was damaged; compare it with the original")
    for document_id in saved.lost:
        tell(f"{document_id}: its text could not be saved; add the source again")
    return REJECTED if saved.lost or saved.altered else DONE


def _backup(options: argparse.Namespace) -> int:
    made = back_up(settings_of(options).store_url(), options.file)
    show(f"{_many(made.documents)} in {options.file}, {made.size:,} bytes, sha256 {made.sha256}")
    return DONE


def _restore(options: argparse.Namespace) -> int:
    back = restore(settings_of(options).store_url(), options.file)
    checked = "its hash is the one beside it" if back.checked else "there was no hash beside it to check it by"
    kept = f"; the store that was there is {back.kept}" if back.kept else ""
    show(f"{_many(back.documents)} back from {options.file}, {checked}{kept}")
    return DONE


def _many(documents: int) -> str:
    return say_n("{n} source", "{n} sources", documents)
