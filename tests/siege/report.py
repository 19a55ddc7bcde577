"""What failed, and the table of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: What can go wrong, in the order of the columns.
FAULTS = {
    "dead": "no page, an error instead of one, or a run that does not end",
    "executed": "a script, template or command from outside was run",
    "host": "the browser asked another host",
    "markup": "words from outside became markup",
    "file": "a table for a spreadsheet holds a cell that it would run, or does not come",
    "log": "the server wrote a traceback",
    "console": "the browser's console has an error",
}
#: Characters of a message that are shown.
SHOWN = 240
#: Failures that are listed in full; the table counts all of them.
LISTED = 400

#: Colours that Streamlit's log is written with.
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
#: A traceback as Python writes it, or in the box that Streamlit draws around it, and the error in its last line.
_TRACEBACK = re.compile(
    r"^(?:Traceback \(most recent call last\):\n(?:[ \t|+].*\n|\n)*"
    r"|\W*Traceback \(most recent call last\)\W*\n(?:.*\n)*?[─╰][─╯]*\n)(?P<last>\S.*)$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that one attempt did."""

    what: str
    """A key of ``FAULTS``."""
    kind: str
    item: str
    """The file, address or setting."""
    where: str
    """The page, or the step."""
    said: str
    repeat: str
    """What to do to see it again."""


@dataclass(slots=True)
class Part:
    """One part of the siege: what was tried, and what failed."""

    name: str
    tried: Counter[str] = field(default_factory=Counter)
    """Items by kind."""
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What the reader of the table must know."""

    def add(self, what: str, kind: str, item: str, where: str, said: str, repeat: str) -> None:
        """Note a fault, once."""
        fault = Fault(what, kind, item, where, " ".join(said.split())[:SHOWN], repeat)
        if fault not in self.faults:
            self.faults.append(fault)


def tracebacks(log: str) -> list[str]:
    """The last line of every traceback in a server's log, each once."""
    return list(dict.fromkeys(match["last"] for match in _TRACEBACK.finditer(_COLOUR.sub("", log))))


def table(part: Part) -> str:
    """The part's kinds with numbers tried and failed, and a line of sums."""
    width = max([len(kind) for kind in part.tried] + [24])
    lines = [f"{part.name:{width}} {'tried':>6} {'failed':>7} " + " ".join(f"{what:>8}" for what in FAULTS)]
    kinds = [*part.tried, *sorted({f.kind for f in part.faults} - set(part.tried))]
    lines += [_row(kind, part.tried[kind], [f for f in part.faults if f.kind == kind], width) for kind in kinds]
    lines.append(_row("all", part.tried.total(), part.faults, width))
    return "\n".join([*lines, *(f"  {note}" for note in part.notes)])


def _row(name: str, tried: int, faults: list[Fault], width: int) -> str:
    by = {what: len({f.item for f in faults if f.what == what}) for what in FAULTS}
    failed = len({f.item for f in faults})
    return f"{name:{width}} {tried:6} {failed:7} " + " ".join(f"{n or '·':>8}" for n in by.values())


def failures(parts: Iterable[Part]) -> str:
    """Every failure with how to see it again."""
    lines = []
    for part in parts:
        for fault in part.faults[:LISTED]:
            lines += [
                f"{fault.what.upper()} {part.name} / {fault.kind} / {fault.item}",
                f"    at {fault.where}: {fault.said}",
                f"    again: {fault.repeat}",
            ]
        if part.faults[LISTED:]:
            lines.append(f"and {len(part.faults) - LISTED} more of {part.name}")
    return "\n".join(lines)
