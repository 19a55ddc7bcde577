"""Files, folders and uploads to Documents."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import SourceError
from geo.escape import visible
from geo.sources.folders import OF_SYSTEM, is_of_system, left_alone, shown, sources_in
from geo.sources.readers.apart import Readers
from geo.sources.readers.formats import check_size, most_bytes_for
from geo.types import Document, Rejected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.types import Arrival


def arrived(found: Iterable[Document | Rejected], way: Arrival) -> Iterator[Document | Rejected]:
    """The same, with the way by which it came in."""
    for item in found:
        yield replace(item, arrival=way) if isinstance(item, Document) else item


def read_folder(path: Path, *, deep: bool = False) -> Iterator[Document | Rejected]:
    """What a folder's files hold, sorted by name; a file that is not read is a Rejected and stops nobody.

    Sentences name files as they are called, or, where ``deep`` goes into the folders in it, by their paths.

    Raises SourceError: the folder itself cannot be opened.
    """
    files, passed = sources_in(path, deep=deep)
    with Readers() as readers:
        for file in files:
            yield from _read(readers, file, str(file) if deep else file.name)
    yield from passed


def read_files(paths: Iterable[Path]) -> Iterator[Document | Rejected]:
    """What files hold that are given by their paths, by which sentences name them."""
    for _, item in read_each(paths):
        yield item


def read_each(paths: Iterable[Path]) -> Iterator[tuple[Path, Document | Rejected]]:
    """The same, each with the path of its file."""
    with Readers() as readers:
        for path in paths:
            for item in _read(readers, path, str(path)):
                yield path, item


def read_path(path: Path) -> Iterator[Document | Rejected]:
    """What a file holds, or a folder with all folders in it; sentences name the paths.

    Raises SourceError: it is not there, the folder cannot be opened, or nothing is in it.
    """
    try:
        is_folder, is_file = path.is_dir(), path.is_file()
    except OSError as error:
        raise SourceError(f"{shown(str(path))} cannot be looked at ({error.strerror}): check the path.") from error
    if is_folder:
        yield from _not_empty(path, read_folder(path, deep=True))
        return
    if not is_file:
        raise SourceError(f"{shown(str(path))} is not a file: check the path.")
    yield from read_files([path])


def _not_empty(folder: Path, found: Iterator[Document | Rejected]) -> Iterator[Document | Rejected]:
    empty = True
    for item in found:
        empty = empty and isinstance(item, Rejected) and item.passed_over
        yield item
    if empty:
        raise SourceError(f"{shown(str(folder))} has no files with texts in it: check the path.")


def read_uploads(files: Iterable[tuple[str, bytes]]) -> Iterator[Document | Rejected]:
    """What files hold that are given by name and content; marks in a name that make it read as another are left out."""
    with Readers() as readers:
        for given, data in files:
            name = visible(shown(given))
            if is_of_system(name):
                yield left_alone(name, OF_SYSTEM)
            else:
                yield from readers.read(name, data)


def read_file(path: Path | str) -> Document:
    """The document in a file that holds one.

    Raises SourceError: missing, not readable, or several; the sentence says what to do.
    """
    return _only(shown(str(path)), read_path(Path(path)))


def read_bytes(name: str, data: bytes) -> Document:
    """The document in an uploaded file that holds one.

    Raises SourceError: as ``read_file``.
    """
    return _only(name, read_uploads([(name, data)]))


def _only(name: str, found: Iterable[Document | Rejected]) -> Document:
    read = [item for item in found if isinstance(item, Document) or not item.passed_over]
    match read:
        case [Document() as document]:
            return document
        case [Rejected(reason=reason)]:
            raise SourceError(reason)
    raise SourceError(
        f"{name} holds {len(read)} texts, and one is needed here: bring it in with `python -m geo ingest`."
    )


def _read(readers: Readers, path: Path, told: str) -> Iterator[Document | Rejected]:
    """What a file holds.  Sentences call it ``told``; what is kept has its own name alone, and no path of a machine."""
    name, told = visible(shown(path.name)), shown(told)
    if is_of_system(name):
        yield left_alone(told, OF_SYSTEM)
        return
    try:
        data = _bytes(path, told, most_bytes_for(name))
    except OSError as error:
        yield Rejected(told, f"{told} cannot be read ({error.strerror}): check its permissions.")
    except SourceError as error:
        yield Rejected(told, str(error))
    else:
        for item in readers.read(told, data):
            yield _called(name, told, item) if isinstance(item, Document) else item


def _bytes(path: Path, told: str, most: int) -> bytes:
    """What a file holds, and no more of it than may be; one that has nothing to give at once is not waited for.

    Raises OSError: it cannot be read; SourceError: it is too large, or no file.
    """
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(number, "rb") as file:
        found = os.fstat(number)
        if not stat.S_ISREG(found.st_mode):
            raise SourceError(f"{told} is a pipe, a socket or a device, which is not read: save its text as a file.")
        check_size(found.st_size, told, most)
        data = file.read(most + 1) or b""  # None where nothing is there yet, as in some files of the system
    check_size(len(data), told, most)  # some files of the system have no size before they are read
    return data


def _called(name: str, told: str, document: Document) -> Document:
    """The same under the file's own name."""
    own = name + (document.name or told).removeprefix(told)
    return replace(document, name=own, warnings=tuple(warning.replace(told, name) for warning in document.warnings))
