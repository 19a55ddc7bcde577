"""Which files of a folder are sources, and what else is in it: that has its sentence."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.errors import SourceError
from geo.sources.incident import INCIDENT_FILE, OUTLINES
from geo.types import Rejected

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

#: Folders in folders that are gone into.
DEEPEST_FOLDER = 8
#: Files of a folder that are read, those of the folders in it included.
MOST_FILES = 20_000
#: How browsers call the folder of a page's pictures and advertisements behind the page's name, in their languages.
BESIDE_PAGE = ("_files", "_archivos", "_arquivos", "_fichiers", "-Dateien")
PAGES = frozenset({".html", ".htm"})
#: What Windows and macOS put into folders and archives, and how the names begin of what Word keeps of an open document.
_SYSTEM = frozenset({"__macosx", "thumbs.db", "desktop.ini"})
_LOCK = "~$"
OF_SYSTEM = "the system or a program keeps it for itself."
#: The file that tells of its folder.
_ABOUT = "readme.md"


def shown(name: str) -> str:
    """A file's name as text: what of it is no UTF-8 the system hands on as half characters, which nothing can show."""
    return name.encode("utf-8", "replace").decode()


def sources_in(folder: Path, *, deep: bool = False) -> tuple[list[Path], list[Rejected]]:
    """The sources in a folder, by name, and what is passed over; ``deep`` goes into the folders in it.

    Hidden files, ``README.md`` and ``incident.toml`` are no sources, nor are the pictures and advertisements that a
    browser saves beside a page; of all but ``incident.toml``, which has a use of its own, it is said.  Sentences name
    paths, without ``deep`` names.

    Raises SourceError: the folder itself cannot be opened.
    """
    try:
        found = list(_found(folder, DEEPEST_FOLDER if deep else None))
    except OSError as error:
        raise SourceError(
            f"{shown(str(folder))} cannot be opened as a folder ({error.strerror}): check the path."
        ) from error
    files = sorted(item for item in found if not isinstance(item, Rejected))
    passed = sorted((item for item in found if isinstance(item, Rejected)), key=lambda item: item.name)
    if not deep:
        passed = [_without(f"{shown(str(folder))}{os.sep}", item) for item in passed]
    if len(files) > MOST_FILES:
        passed.append(_passed(folder, f"holds more than {MOST_FILES:,} files: give the rest by themselves."))
    return files[:MOST_FILES], passed


def _found(folder: Path, deeper: int | None) -> Iterator[Path | Rejected]:
    """What is in a folder, which may have so many folders in folders; None: those in it are left alone.

    Raises OSError: it cannot be opened.
    """
    inside = list(folder.iterdir())
    pages = {path.stem for path in inside if path.suffix.lower() in PAGES}
    for path in inside:
        if path.name.startswith("."):
            yield left_alone(path, "it is hidden; rename it without the dot to have it read.")
        elif is_of_system(path.name):
            yield left_alone(path, OF_SYSTEM)
        elif path.name.lower() == _ABOUT:
            yield left_alone(path, "it tells of its folder; rename it if it is a source.")
        elif path.name.lower() != INCIDENT_FILE and (deeper is not None or path.name != OUTLINES):
            yield from _looked_at(path, deeper, pages)


def is_of_system(name: str) -> bool:
    """Whether a file or folder of that name is kept by the system, or by a program while a document is open."""
    return name.lower() in _SYSTEM or name.startswith(_LOCK)


def of_page(name: str, pages: Collection[str]) -> bool:
    """Whether a folder of that name is what a browser saved with one of ``pages``, named without their endings."""
    return any(name.endswith(ending) and name.removesuffix(ending) in pages for ending in BESIDE_PAGE)


def _looked_at(path: Path, deeper: int | None, pages: Collection[str]) -> Iterator[Path | Rejected]:
    """A file, what is in a folder, or why neither; ``pages`` lie beside it."""
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind) and of_page(path.name, pages):
            yield left_alone(path, "it holds what a browser saved with the page beside it.")
        elif stat.S_ISDIR(kind) and deeper is not None:
            yield from _inside(path, deeper)
        elif stat.S_ISDIR(kind):
            yield left_alone(path, "it is a folder; `python -m geo ingest` reads it where it is given by itself.")
        elif stat.S_ISREG(kind):
            yield path
        else:
            yield _passed(path, "is a pipe, a socket or a device, which is not read: save its text as a file.")
    except OSError as error:
        yield _unseen(path, error)


def _inside(folder: Path, deeper: int) -> Iterator[Path | Rejected]:
    if folder.is_symlink():  # it may lead round in a circle
        yield _passed(folder, "is a link to a folder, which is not followed: give that folder by itself.")
    elif not deeper:
        yield _passed(folder, f"lies more than {DEEPEST_FOLDER} folders deep and was not read: give it by itself.")
    else:
        yield from _found(folder, deeper - 1)


def _unseen(path: Path, error: OSError) -> Rejected:
    if error.errno in {errno.ENOENT, errno.ELOOP} and path.is_symlink():
        return _passed(path, "is a link that leads to no file: mend it, or take it away.")
    return _passed(path, f"cannot be read ({error.strerror}): check its permissions.")


def _passed(path: Path, why: str) -> Rejected:
    return Rejected(shown(str(path)), f"{shown(str(path))} {why}")


def _without(start: str, item: Rejected) -> Rejected:
    return replace(item, name=item.name.removeprefix(start), reason=item.reason.removeprefix(start))


def left_alone(path: Path | str, why: str) -> Rejected:
    """What is no source, with the reason."""
    return Rejected(shown(str(path)), f"{shown(str(path))} was passed over: {why}", passed_over=True)
