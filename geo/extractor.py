"""The extraction as the rest of the program sees it: its version, and the process of its own in which it runs.

Texts come from anywhere.  What one makes of our rules or of the model, be it hours, all memory or a crash, ends that
process and no other: the document is set aside with the reason, the process is started anew, and the next one is read.
Whoever only shows what was read does not load the model, and its memory is given back when nothing is to be read.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

from geo.child.asking import Child, End
from geo.gazetteer.build import wanted_version
from geo.settings import ROOT, Settings
from geo.sources.languages import readable
from geo.types import Document, Extraction, Rejected

if TYPE_CHECKING:
    from types import TracebackType


class Extractor(Protocol):
    """What reads documents: ``ExtractorProcess``, or ``geo.pipeline.Pipeline`` in the process at hand."""

    def try_extract(self, document: Document) -> Extraction | Rejected:
        """Everything the document says, or why it could not be read."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document may take before it is set aside."""

    seconds: float = 10.0
    """Of computing, for any document: one of usual length takes half a second."""
    seconds_per_1000: float = 1.0
    """And for each 1,000 characters: five to ten times what they take, undated ones being read twice."""
    memory: int = 1_500_000_000
    """Bytes for the whole process: nearly four times what it takes with the longest text that is let in."""

    def seconds_for(self, document: Document) -> float:
        """Seconds of computing that the document may take."""
        return self.seconds + self.seconds_per_1000 * len(document.text) / 1000


#: What the end of its process says of a document.
WHY = {
    End.TIME: "it takes longer than {seconds:.0f} s to read; split it into shorter texts, or take out what is no prose",
    End.MEMORY: "it takes more than {memory:.1f} GB of memory to read; split it into shorter texts",
    End.CRASH: "reading it broke down; add it again to try once more, or report it",
}
_USUAL = Limits()


class ExtractorProcess:
    """Reads documents one at a time in a process of its own; may be used by several threads, which then take turns."""

    def __init__(self, settings: Settings, limits: Limits = _USUAL) -> None:
        self._limits = limits
        self._child = Child("geo.extractor_process", settings, limits.memory)

    def __enter__(self) -> ExtractorProcess:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start the process now; else the first document does.

        Raises SettingsError, GazetteerError: as the process says; ChildError: it did not come to saying anything.
        """
        self._child.start()

    def close(self) -> None:
        """End the process; the next document would start another."""
        self._child.close()

    def try_extract(self, document: Document) -> Extraction | Rejected:
        """Everything ``document`` says; one that fails, or takes more than the limits, is rejected with the reason.

        Raises as ``start`` does: what stands in the way of all documents is told of none.
        """
        name, seconds = document.name or document.id, self._limits.seconds_for(document)
        answer: Extraction | Rejected | End = self._child.ask(name, document, seconds)
        if not isinstance(answer, End):
            return answer
        why = WHY[answer].format(seconds=seconds, memory=self._limits.memory / 1e9)
        return Rejected(name, f"{name} was set aside: {why}.")


#: What decides on what is extracted: a change in any of it makes stored extractions stale.
DECIDES = (
    "geo/pipeline.py",
    "geo/types.py",
    "geo/lexicons.py",
    "geo/countries.py",
    "geo/daybounds.py",
    "geo/sources/languages.py",
    "geo/language/**/*.py",
    "geo/gazetteer/**/*.py",
    "geo/resolve/**/*.py",
    "data/lexicons/**/*.toml",
)


def extractor_version(settings: Settings) -> str:
    """A short hash of what decides on what is extracted; it changes when results may."""
    return _version(str(sorted(readable(settings.models).items())), settings.geocoder)


@cache
def _version(models: str, geocoder: str = "") -> str:
    """Of the extraction's code, word lists, models and outside geocoder."""
    digest = hashlib.sha256(f"{models} {geocoder} {wanted_version()}".encode())
    for file in sorted({file for pattern in DECIDES for file in ROOT.glob(pattern)}):
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]
