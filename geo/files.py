"""Writes a file whole or not at all: beside its place first, then moved there.

A full disk, a limit or a kill in the middle leaves what was there before; what a killed run left beside it is removed
by the next one.
"""

from __future__ import annotations

import errno
import itertools
import os
import re
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from geo.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Seconds after which an unfinished file is nobody's, whatever runs under its number now: the longest job that writes
#: one, building the gazetteer, takes half a minute.
ABANDONED = 3600
#: What to do about what the system says; anything else is told with the first remedy.
_CHECK = "check the path and its permissions"
_REMEDIES = {
    errno.ENOSPC: "make room on the disk and try again",
    errno.EDQUOT: "make room in your quota and try again",
    errno.EFBIG: "raise the limit for the size of files (ulimit -f) and try again",
    errno.ENOENT: "make the folder first",
    errno.ENOTDIR: "name a path whose parents are folders",
    errno.EISDIR: "name a file, not a folder",
    errno.ENAMETOOLONG: "give it a shorter name",
    errno.EROFS: "name a file on a disk that can be written",
}
#: Characters of the name that an unfinished file begins with, so that the longest names have room for the rest.
_PREFIX = 40
#: How SQLite's files begin, and what the names of those end with that it keeps beside one.
_DATABASE = b"SQLite format 3\0"
_BESIDE_DATABASE = ("-wal", "-shm", "-journal")
_numbers = itertools.count()


def refusal(path: Path | str, error: OSError, setting: str = "") -> FileError:
    """The sentence for what the system said when ``path``, which ``setting`` names, was to be written."""
    remedy = _REMEDIES.get(error.errno or 0, _CHECK)
    return FileError(f"{path} cannot be written ({error.strerror or error}): {remedy}{_elsewhere(setting)}.")


def _elsewhere(setting: str) -> str:
    return f", or name another place in {setting}" if setting else ""


def refuse_database(path: Path) -> None:
    """Raise FileError where ``path`` is a SQLite database, be it the store, or bears the name of what belongs to one.

    Raises OSError: it cannot be looked at.
    """
    name = next((path.name.removesuffix(end) for end in _BESIDE_DATABASE if path.name.endswith(end)), path.name)
    if _is_database(path) or (name and _is_database(path.with_name(name))):
        raise FileError(f"{path} is a database, or belongs to one: name another file; it is left as it is.")


def _is_database(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_DATABASE)) == _DATABASE


@contextmanager
def replacing(path: Path, setting: str = "", *, database: bool = False) -> Iterator[Path]:
    """A path to write to; it takes the place of ``path`` when the block ends, and is removed where the block fails.

    ``setting`` is the environment variable that names another place.  What is no plain file (a pipe, ``/dev/stdout``)
    is written directly.  ``database``: what is there may be one, and the caller has seen that it is ours.

    Raises FileError: the system refuses to write, or a database is there.
    """
    try:
        path = Path(os.path.realpath(path))
        if path.exists() and not path.is_file():
            yield path
            return
        if not database:
            refuse_database(path)
        _clear(path)
        with _beside(path) as part:
            yield part
    except OSError as error:
        raise refusal(path, error, setting) from error


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    _check_own(path)
    part = path.with_name(f"{path.name[:_PREFIX]}.{os.getpid()}-{next(_numbers)}.part")
    try:
        yield part
        _settle(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _check_own(path: Path) -> None:
    """Raise PermissionError where moving a file there would replace what is protected."""
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _settle(part: Path) -> None:
    """Have the content on the disk before the name points to it: some file systems tell of a full disk only then."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _clear(path: Path) -> None:
    """Remove what killed runs left beside ``path``."""
    left = re.compile(re.escape(path.name[:_PREFIX]) + r"\.(\d+)(?:-\d+)?\.part")
    for other in path.parent.iterdir() if path.parent.is_dir() else ():
        match = left.fullmatch(other.name)
        if match and (not _runs(int(match[1])) or _age(other) > ABANDONED):
            other.unlink(missing_ok=True)


def _age(part: Path) -> float:
    """Seconds since a file was written; none where its owner has just moved it to its place."""
    try:
        return time.time() - part.stat().st_mtime
    except FileNotFoundError:
        return 0


def _runs(process: int) -> bool:
    """Whether there is a process of that number; True where that cannot be asked without harm (Windows)."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def write_bytes(path: Path, data: bytes, *, database: bool = False) -> None:
    """Write ``data`` to ``path``, whole or not at all; ``database`` as in ``replacing``.

    Raises FileError: the system refuses to write, or a database is there.
    """
    with replacing(path, database=database) as part:
        part.write_bytes(data)


def write_text(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` as UTF-8 with its line ends as they are, whole or not at all.

    Raises FileError: the system refuses to write.
    """
    write_bytes(path, text.encode("utf-8"))


@contextmanager
def growing(path: Path) -> Iterator[TextIO]:
    """A stream of lines that takes the place of ``path`` when it is whole, for what takes long.

    Until then, and for good where the run is killed or the disk is full, its lines are in ``path`` with ``.part``
    behind it, a name that no other run clears: hours of work are kept, and what is not whole does not look so.

    Raises FileError: the system refuses to write, and the sentence says where the lines are; or a database is there.
    """
    path = Path(os.path.realpath(path))
    kept = None
    try:
        _check_own(path)
        part = path if path.exists() and not path.is_file() else path.with_name(f"{path.name}.part")
        for one in (path, part):
            refuse_database(one)
        with part.open("w", encoding="utf-8", newline="\n") as lines:
            kept = part
            yield lines
        if part != path:
            _settle(part)
            part.replace(path)
    except OSError as error:
        where = _kept(kept) if kept and kept != path else ""
        raise FileError(f"{refusal(path, error)}{where}") from error


def _kept(part: Path) -> str:
    count = _whole_lines(part)
    return f" The first {count:,} lines are in {part}." if count else ""


def _whole_lines(part: Path) -> int:
    """The number of lines in ``part``, from which a torn last one is cut off."""
    count = end = 0
    with part.open("rb+") as lines:
        for line in lines:
            if line.endswith(b"\n"):
                count, end = count + 1, end + len(line)
        lines.truncate(end)
    return count


def make_folder(path: Path, setting: str = "") -> None:
    """Make ``path`` where it is missing; ``setting`` names the environment variable that puts it elsewhere.

    Raises FileError: it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(
            f"the folder {path} cannot be made ({error.strerror}): {_CHECK}{_elsewhere(setting)}."
        ) from error
