"""A progress bar for the command line."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TextIO

from geo.escape import terminal

#: Characters of the bar.
WIDTH = 30
#: Where nobody watches (a log file), a line is written for each of this many parts.
PARTS = 4


@dataclass(slots=True)
class Bar:
    """Call it with the share done, 0 to 1, and what is being done; use as a context manager so that the line ends."""

    label: str
    stream: TextIO = field(default_factory=lambda: sys.stderr)
    _part: int = -1
    _drawn: bool = False

    def __call__(self, share: float, what: str) -> None:
        """Draw the bar anew, or in a log file write a line now and then."""
        share = min(max(share, 0.0), 1.0)
        self._drawn = True
        if self.stream.isatty():
            filled = round(share * WIDTH)
            bar = "█" * filled + "·" * (WIDTH - filled)
            self.stream.write(f"\r{self.label} {bar} {share:4.0%} {terminal(what)[:40]:40}")
            self.stream.flush()
        elif int(share * PARTS) > self._part:
            self._part = int(share * PARTS)
            self.stream.write(f"{self.label} {share:.0%}\n")

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._drawn and self.stream.isatty():
            self.stream.write("\n")
