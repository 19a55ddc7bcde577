"""Reads files of any kind where nothing they hold can run wild: what is more than text, in a process with limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.child.asking import Child, End
from geo.errors import SourceError
from geo.escape import visible
from geo.sources.original import Original
from geo.sources.readers.formats import format_of
from geo.sources.readers.pieces import pieces
from geo.sources.readers.told import Elsewhere, Inside
from geo.types import Document, Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from geo.sources.readers.formats import Format
    from geo.sources.readers.pieces import Piece
    from geo.sources.readers.told import Came

#: Bytes for the whole process: three times what the largest PDF takes that was tried.
MEMORY = 1_000_000_000
#: Seconds of computing for the rules of one site.
SECONDS_FOR_ROBOTS = 5.0
#: Files inside files inside files: a ZIP of e-mails with a PDF each is 2 deep.
DEEPEST = 3
#: Files inside one that is given, all in all, and their bytes.
MOST_FILES = 2_000
MOST_INSIDE = 200_000_000

#: What the end of its process says of a file.
WHY = {
    End.TIME: "it takes longer than {seconds:.0f} s to read; save its text as .txt, or split it",
    End.MEMORY: "it takes more than {memory:.0f} GB of memory to read; save its text as .txt, or split it",
    End.CRASH: "reading it broke down; save its text as .txt, or report it",
}


@dataclass(slots=True)
class _Left:
    """What a file that was given may still bring."""

    files: int
    size: int
    told: bool = False
    """Whether it was said that there is more."""

    def take(self, size: int) -> bool:
        """Count one more file of that size; whether it is within the bounds."""
        self.files, self.size = self.files - 1, self.size - size
        return self.files >= 0 and self.size >= 0


class Readers:
    """Reads files one after the other; the process is started with the first that needs it, and ends with the block."""

    def __init__(self, memory: int = MEMORY, deepest: int = DEEPEST) -> None:
        self._child = Child("geo.sources.readers.process", None, memory)
        self._memory, self._deepest = memory, deepest

    def __enter__(self) -> Readers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._child.close()

    def read(self, name: str, data: bytes, came: Came | None = None) -> Iterator[Document | Rejected]:
        """All documents in a file, and a Rejected with its sentence for what in it cannot be read.

        ``came`` says from where it came, where it was not simply given.

        Raises ChildError: the process cannot be started, which is no file's fault.
        """
        elsewhere = 0
        for part in self.parts(name, data, came):
            if isinstance(part, Elsewhere):
                elsewhere += 1
            else:
                yield part
        if elsewhere:
            yield Rejected(
                name,
                f"{name} has no more than the beginning of {elsewhere:,} texts: `python -m geo feeds` reads them where "
                "they lie.",
            )

    def parts(self, name: str, data: bytes, came: Came | None = None) -> Iterator[Document | Rejected | Elsewhere]:
        """The same with the address of each text that lies elsewhere.

        Raises ChildError: as ``read`` does.
        """
        original = Original(name, data)
        for piece in self._read(name, Inside(name, data, came), 0, _Left(MOST_FILES, MOST_INSIDE)):
            yield original.of(piece) if isinstance(piece, Document) else piece

    def permits(self, robots: str, url: str, agent: str) -> tuple[bool, float]:
        """Whether a site's ``robots.txt`` lets a program read an address, and the seconds it wants between two.

        Raises ChildError: as ``read`` does.
        """
        answer: tuple[bool, float] | End = self._child.ask(url, ("permits", (robots, url, agent)), SECONDS_FOR_ROBOTS)
        return (False, 0.0) if isinstance(answer, End) else answer

    def _read(self, name: str, file: Inside, depth: int, left: _Left) -> Iterator[Document | Rejected | Elsewhere]:
        try:
            found = format_of(name, file.data)
        except SourceError as error:
            yield Rejected(name, str(error))
            return
        passed = read_some = 0
        for piece in self._pieces(name, file, found):
            if not isinstance(piece, Inside):
                yield piece
                continue
            for read in self._inside(name, piece, depth + 1, left):
                if piece.expected or not isinstance(read, Rejected) or read.name == name:
                    read_some += isinstance(read, Document)
                    yield read
                else:
                    passed += 1
        if passed:
            reason = f"pages in {name} that hold no article were passed over: {passed:,}."
            yield Rejected(name, reason, passed_over=bool(read_some))

    def _pieces(self, name: str, file: Inside, found: Format) -> list[Piece]:
        job = (name, file.data, found.module, found.called, file.came)
        if not found.seconds:
            return pieces(*job)
        answer: list[Piece] | End = self._child.ask(name, ("pieces", job), found.seconds)
        if not isinstance(answer, End):
            return answer
        why = WHY[answer].format(seconds=found.seconds, memory=self._memory / 1e9)
        return [Rejected(name, f"{name} was set aside: {why}.")]

    def _inside(self, outer: str, inner: Inside, depth: int, left: _Left) -> Iterator[Document | Rejected | Elsewhere]:
        name = f"{outer}/{visible(inner.name)}"
        if depth > self._deepest:
            yield Rejected(name, f"{name} lies more than {self._deepest} files deep: unpack the outer ones first.")
        elif left.take(len(inner.data)):
            yield from self._read(name, inner, depth, left)
        elif not left.told:  # the first that is over says it for all
            left.told = True
            most = f"{MOST_FILES:,} files or {MOST_INSIDE / 1e6:.0f} MB"
            yield Rejected(outer, f"{outer} holds more than {most}: split it; what was read before that is kept.")
