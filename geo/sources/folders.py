"""Which files of a folder are sources, and what else is in it: that has its sentence."""

from __future__ import annotations

import errno
import stat
from typing import TYPE_CHECKING

from geo.errors import SourceError
from geo.sources.incident import INCIDENT_FILE
from geo.types import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Folders in folders that are gone into.
DEEPEST_FOLDER = 8
#: Files of a folder that are read, those of the folders in it included.
MOST_FILES = 20_000


def shown(name: str) -> str:
    """A file's name as text: what of it is no UTF-8 the system hands on as half characters, which nothing can show."""
    return name.encode("utf-8", "replace").decode()


def sources_in(folder: Path, *, deep: bool = False) -> tuple[list[Path], list[Rejected]]:
    """The sources in a folder, by name, and what is passed over; ``deep`` goes into the folders in it.

    Hidden files, ``README.md`` and ``incident.toml`` are no sources, nor are the pictures and advertisements that a
    browser saves beside a page.

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
    if len(files) > MOST_FILES:
        passed.append(_passed(folder, f"holds more than {MOST_FILES:,} files: give the rest by themselves."))
    return files[:MOST_FILES], passed


def _found(folder: Path, deeper: int | None) -> Iterator[Path | Rejected]:
    """What is in a folder, which may have so many folders in folders; None: those in it are left alone.

    Raises OSError: it cannot be opened.
    """
    inside = [path for path in folder.iterdir() if not path.name.startswith(".")]
    pages = {f"{path.stem}_files" for path in inside if path.suffix.lower() in {".html", ".htm"}}
    for path in inside:
        if path.name.lower() not in {INCIDENT_FILE, "readme.md"}:
            yield from _looked_at(path, None if path.name in pages else deeper)


def _looked_at(path: Path, deeper: int | None) -> Iterator[Path | Rejected]:
    """A file, what is in a folder, or why neither."""
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            yield from _inside(path, deeper) if deeper is not None else ()
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
