"""A folder into which files come: each is given out once, when it is whole, and again when it is another one."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.sources.folders import left_alone, sources_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geo.types import Rejected

    Stamp = tuple[int, int, int]
    """Of a file: its number on the disk, bytes, and when it was written."""

#: Seconds without a change after which a file is whole: programs that write a file pause for less.
STILL = 10.0
#: What browsers and other programs call a file that they have not finished.
_ENDINGS = (".part", ".partial", ".crdownload", ".download", ".tmp", ".swp", "~")
_UNFINISHED = "it is called like a file that is not finished; rename it if it is."


@dataclass(slots=True)
class Watched:
    """A folder with all folders in it."""

    folder: Path
    clock: Callable[[], float] = time.time
    _seen: dict[Path, tuple[Stamp, float]] = field(default_factory=dict)
    """What a file was at the last look, and since when it has been that."""
    _given: dict[Path, Stamp] = field(default_factory=dict)
    _passed: dict[Rejected, float] = field(default_factory=dict)
    """What was passed over at the last look, and since when it has been there."""
    _told: set[Rejected] = field(default_factory=set)
    """What of that was told."""

    def whole(self) -> list[Path]:
        """The files that are whole and were not given out as they are, by name.

        Raises SourceError: the folder cannot be opened.
        """
        files, passed = sources_in(self.folder, deep=True)
        now, found = self.clock(), {path: stamp for path in files if (stamp := _stamp(path))}
        self._seen = {path: (stamp, self._since(path, stamp, now)) for path, stamp in found.items()}
        self._given = {path: stamp for path, stamp in self._given.items() if path in found}
        still = {path: stamp for path, (stamp, since) in self._seen.items() if now - since >= STILL}
        new = {path: stamp for path, stamp in still.items() if not path.name.lower().endswith(_ENDINGS)}
        self._pass_over([*passed, *(left_alone(path, _UNFINISHED) for path in still if path not in new)], now)
        whole = sorted(path for path, stamp in new.items() if self._given.get(path) != stamp)
        self._given |= {path: new[path] for path in whole}
        return whole

    def _pass_over(self, items: list[Rejected], now: float) -> None:
        self._passed = {item: self._passed.get(item, now) for item in items}
        self._told &= set(items)

    def _since(self, path: Path, stamp: Stamp, now: float) -> float:
        before = self._seen.get(path)
        return before[1] if before and before[0] == stamp else now

    def passed_over(self) -> list[Rejected]:
        """What of the last look is not read, folders too, and was not told yet.

        What is no source is told when it stays: programs that bring files hide them until they are whole.
        """
        now = self.clock()
        news = [x for x, since in self._passed.items() if x not in self._told and now - since >= STILL * x.passed_over]
        self._told |= set(news)
        return news


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:  # it has just been taken away
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
