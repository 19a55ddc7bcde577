"""Files, folders and uploads to Documents."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import SourceError
from geo.sources.incident import INCIDENT_FILE
from geo.sources.readers.apart import Readers
from geo.sources.readers.formats import check_size, most_bytes_for
from geo.types import Document, Rejected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.types import Arrival

#: Folders in folders that are gone into.
DEEPEST_FOLDER = 8
#: Files of a folder that are read, those of the folders in it included.
MOST_FILES = 20_000


def arrived(found: Iterable[Document | Rejected], way: Arrival) -> Iterator[Document | Rejected]:
    """The same, with the way by which it came in."""
    for item in found:
        yield replace(item, arrival=way) if isinstance(item, Document) else item


def read_folder(path: Path, *, deep: bool = False) -> Iterator[Document | Rejected]:
    """What a folder's files hold, sorted by name; a file that cannot be read is a Rejected and stops nobody.

    Hidden files, ``README.md`` and ``incident.toml`` are no sources; those of sub-folders are where ``deep`` says so.

    Raises SourceError: the folder itself cannot be read.
    """
    try:
        files = sorted(_files(path, DEEPEST_FOLDER if deep else 0))
    except OSError as error:
        raise SourceError(f"{path} cannot be opened as a folder ({error.strerror}): check the path.") from error
    with Readers() as readers:
        for file in files[:MOST_FILES]:
            yield from _read(readers, file)
    if len(files) > MOST_FILES:
        yield Rejected(_shown(path.name), f"{path} holds more than {MOST_FILES:,} files: give the rest by themselves.")


def files_in(folder: Path) -> list[Path]:
    """The sources in a folder and all folders in it, by name; raises OSError where it cannot be opened."""
    return sorted(_files(folder, DEEPEST_FOLDER))[:MOST_FILES]


def read_files(paths: Iterable[Path]) -> Iterator[Document | Rejected]:
    """What files hold that are given by their paths."""
    with Readers() as readers:
        for path in paths:
            yield from _read(readers, path)


def read_path(path: Path) -> Iterator[Document | Rejected]:
    """What a file holds, or a folder with all folders in it.

    Raises SourceError: it is not there, or the folder cannot be read.
    """
    try:
        is_folder, is_file = path.is_dir(), path.is_file()
    except OSError as error:
        raise SourceError(f"{_shown(str(path))} cannot be looked at ({error.strerror}): check the path.") from error
    if is_folder:
        yield from read_folder(path, deep=True)
        return
    if not is_file:
        raise SourceError(f"{_shown(str(path))} is not a file: check the path.")
    yield from read_files([path])


def read_uploads(files: Iterable[tuple[str, bytes]]) -> Iterator[Document | Rejected]:
    """What files hold that are given by name and content."""
    with Readers() as readers:
        for name, data in files:
            yield from readers.read(_shown(name), data)


def read_file(path: Path | str) -> Document:
    """The document in a file that holds one.

    Raises SourceError: missing, not readable, or several; the sentence says what to do.
    """
    return _only(_shown(Path(path).name), list(read_path(Path(path))))


def read_bytes(name: str, data: bytes) -> Document:
    """The document in an uploaded file that holds one.

    Raises SourceError: as ``read_file``.
    """
    return _only(name, list(read_uploads([(name, data)])))


def _only(name: str, read: list[Document | Rejected]) -> Document:
    match read:
        case [Document() as document]:
            return document
        case [Rejected(reason=reason)]:
            raise SourceError(reason)
    raise SourceError(
        f"{name} holds {len(read)} texts, and one is needed here: bring it in with `python -m geo ingest`."
    )


def _read(readers: Readers, path: Path) -> Iterator[Document | Rejected]:
    name, told = _shown(path.name), _shown(str(path))
    try:
        check_size(path.stat().st_size, name, most_bytes_for(name))
        data = path.read_bytes()
    except OSError as error:
        yield Rejected(name, f"{told} cannot be read ({error.strerror}): check its permissions.")
    except SourceError as error:
        yield Rejected(name, str(error))
    else:
        yield from readers.read(name, data)


def _files(folder: Path, deeper: int) -> Iterator[Path]:
    """The sources in a folder; the folder that a browser saves beside a page holds its pictures and advertisements."""
    inside = list(folder.iterdir())
    pages = {f"{path.stem}_files" for path in inside if path.suffix.lower() in {".html", ".htm"}}
    for path in inside:
        if path.is_file() and _is_source(path.name):
            yield path
        elif deeper and path.is_dir() and not path.is_symlink() and path.name not in pages and path.name[:1] != ".":
            yield from _files(path, deeper - 1)


def _shown(name: str) -> str:
    """A file's name as text: what of it is no UTF-8 the system hands on as half characters, which nothing can show."""
    return name.encode("utf-8", "replace").decode()


def _is_source(name: str) -> bool:
    return not name.startswith(".") and name.lower() not in {INCIDENT_FILE, "readme.md"}
