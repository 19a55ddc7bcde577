"""What became of sources that came in, in sentences: the same on the page and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from geo.messages import say_n
from geo.messages.stored import retold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.types import Rejected


class Line(NamedTuple):
    """One sentence, and how it is meant."""

    kind: Literal["success", "warning", "refused", "passed"]
    """``passed``: nothing came of it, and nothing is wrong."""
    text: str


class Report(Protocol):
    """What is said of an ingest, in numbers of sources."""

    @property
    def added(self) -> int:
        """New ones."""

    @property
    def updated(self) -> int:
        """Read anew."""

    @property
    def skipped(self) -> int:
        """There already."""

    @property
    def unread(self) -> int:
        """In a language that is not read."""

    @property
    def left(self) -> int:
        """Not reached."""

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        """What could not be read."""

    @property
    def passed_over(self) -> tuple[Rejected, ...]:
        """What is no source."""


def summary(report: Report) -> list[Line]:
    """What was read, what was there already, what is left, what could not be read or is no source, and why."""
    refused = (Line("refused", retold(item.reason)) for item in report.rejected)
    passed = (Line("passed", retold(item.reason)) for item in report.passed_over)
    return [*_taken(report), *_not_taken(report), *refused, *passed]


def _taken(report: Report) -> Iterator[Line]:
    if report.added:
        yield Line("success", say_n("{n} source added.", "{n} sources added.", report.added))
    if report.updated:
        yield Line("success", say_n("{n} source read again.", "{n} sources read again.", report.updated))


def _not_taken(report: Report) -> Iterator[Line]:
    if report.skipped:
        yield Line(
            "warning",
            say_n(
                "{n} text known already: the same text is one source.",
                "{n} texts known already: the same text is one source.",
                report.skipped,
            ),
        )
    if report.unread:
        yield Line(
            "warning",
            say_n(
                "{n} source listed and not read yet: choose it in the list, which says why.",
                "{n} sources listed and not read yet: choose it in the list, which says why.",
                report.unread,
            ),
        )
    if report.left:
        yield Line(
            "warning",
            say_n(
                "Stopped with {n} text not read: give it again to go on.",
                "Stopped with {n} texts not read: give them again to go on.",
                report.left,
            ),
        )
