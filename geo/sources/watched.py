"""A folder into which files come: each is given out once, when it is whole, and again when it is another one."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.sources.folders import sources_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geo.types import Rejected

    Stamp = tuple[int, int, int]
    """Of a file: its number on the disk, bytes, and when it was written."""

#: Seconds without a change after which a file is whole: programs that write a file pause for less.
STILL = 10.0
#: What browsers and other programs call a file that they have not finished.
_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp", ".swp", "~")


@dataclass(slots=True)
class Watched:
    """A folder with all folders in it."""

    folder: Path
    clock: Callable[[], float] = time.time
    _seen: dict[Path, tuple[Stamp, float]] = field(default_factory=dict)
    """What a file was at the last look, and since when it has been that."""
    _given: dict[Path, Stamp] = field(default_factory=dict)
    _passed: frozenset[Rejected] = frozenset()
    """What was passed over at the last look."""
    _news: list[Rejected] = field(default_factory=list)

    def whole(self) -> list[Path]:
        """The files that are whole and were not given out as they are, by name.

        Raises SourceError: the folder cannot be opened.
        """
        files, passed = sources_in(self.folder, deep=True)
        self._news += [item for item in passed if item not in self._passed]
        self._passed = frozenset(passed)
        paths = [path for path in files if not path.name.lower().endswith(_UNFINISHED)]
        now, found = self.clock(), {path: stamp for path in paths if (stamp := _stamp(path))}
        self._seen = {path: (stamp, self._since(path, stamp, now)) for path, stamp in found.items()}
        self._given = {path: stamp for path, stamp in self._given.items() if path in found}
        new = {path: stamp for path, (stamp, since) in self._seen.items() if now - since >= STILL}
        whole = sorted(path for path, stamp in new.items() if self._given.get(path) != stamp)
        self._given |= {path: new[path] for path in whole}
        return whole

    def _since(self, path: Path, stamp: Stamp, now: float) -> float:
        before = self._seen.get(path)
        return before[1] if before and before[0] == stamp else now

    def passed_over(self) -> list[Rejected]:
        """What cannot be read in the folder, folders too, and was not told yet."""
        told, self._news = self._news, []
        return told


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:  # it has just been taken away
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
