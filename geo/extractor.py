"""The extraction as the rest of the program sees it: its version, and the process of its own in which it runs.

Texts come from anywhere.  What one makes of our rules or of the model, be it hours, all memory or a crash, ends that
process and no other: the document is set aside with the reason, the process is started anew, and the next one is read.
Whoever only shows what was read does not load the model, and its memory is given back when nothing is to be read.
"""

from __future__ import annotations

import hashlib
import logging
import os
import pickle  # between this program and the process it starts, over pipes of their own
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import IO, TYPE_CHECKING, Any, Protocol, cast

from geo.errors import AtlasError, ExtractorError
from geo.gazetteer.build import wanted_version
from geo.settings import ROOT, Settings
from geo.sources.languages import readable
from geo.types import Document, Extraction, Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

log = logging.getLogger(__name__)

#: Seconds that loading the model may take: 2 on an idle machine, minutes on a busy one with a cold disk.
START_SECONDS = 300.0
#: Seconds by the clock for each second of computing that a document is granted: other programs take their share, and
#: an outside geocoder is asked once a second.
CLOCK_PER_CPU = 10.0
#: How often a document is tried whose process ended: somebody may have ended it, or texts before may have filled it.
TRIES = 2
#: Seconds for a process to end by itself when it is told to.
END_SECONDS = 1.0
#: Exit code of a process that met its limit of memory.
OUT_OF_MEMORY = 3


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


class _End(Enum):
    """How a process ended that was to read a document; the value says it of the document."""

    TIME = "it takes longer than {seconds:.0f} s to read; split it into shorter texts, or take out what is no prose"
    MEMORY = "it takes more than {memory:.1f} GB of memory to read; split it into shorter texts"
    CRASH = "reading it broke down; add it again to try once more, or report it"


_USUAL = Limits()


class ExtractorProcess:
    """Reads documents one at a time in a process of its own; may be used by several threads, which then take turns.

    The process is started when it is needed, ends by itself when it has had nothing to do for a while, and ends with
    this one, however this one ends.
    """

    def __init__(self, settings: Settings, limits: Limits = _USUAL) -> None:
        self._settings, self._limits = settings, limits
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> ExtractorProcess:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start the process now; else the first document does.

        Raises SettingsError, GazetteerError: as the process says; ExtractorError: it did not come to saying anything.
        """
        with self._lock:
            self._running()

    def close(self) -> None:
        """End the process; the next document would start another."""
        with self._lock:
            self._end()

    def try_extract(self, document: Document) -> Extraction | Rejected:
        """Everything ``document`` says; one that fails, or takes more than the limits, is rejected with the reason.

        Raises as ``start`` does: what stands in the way of all documents is told of none.
        """
        name = document.name or document.id
        with self._lock:
            for _ in range(TRIES):
                answer = self._ask(document)
                if isinstance(answer, AtlasError):
                    raise answer
                if not isinstance(answer, _End):
                    return answer
                end = answer
                log.warning("the process that read %s ended: %s", name, end.name)
                if end is _End.TIME:  # it would take as long again
                    break
        why = end.value.format(seconds=self._limits.seconds_for(document), memory=self._limits.memory / 1e9)
        return Rejected(name, f"{name} was set aside: {why}.")

    def _ask(self, document: Document) -> Extraction | Rejected | AtlasError | _End:
        process, seconds = self._running(), self._limits.seconds_for(document)
        try:
            with _killed_after(process, seconds * CLOCK_PER_CPU) as late:
                send(process.stdin, (document, seconds))
                return receive(process.stdout)  # type: ignore[no-any-return]
        except (EOFError, OSError, pickle.UnpicklingError):
            end = _end_of(self._end())
            return _End.TIME if late.is_set() else end
        except BaseException:  # Ctrl-C: its answer must not be taken for that to the next document
            self._end()
            raise

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._end()
        return self._begin()

    def _begin(self) -> subprocess.Popen[bytes]:
        """Start the process and wait until it can read."""
        try:
            process = self._process = _spawn()
            with _killed_after(process, START_SECONDS):
                send(process.stdin, (self._settings, self._limits.memory, log.getEffectiveLevel()))
                fault = receive(process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            code = self._end()
            reason = f"exit code {code}" if code is not None else str(error)
            raise ExtractorError(
                f"the process that reads texts cannot be started ({reason}): run "
                "`pip install -r requirements.txt`, and see the messages above."
            ) from error
        except BaseException:
            self._end()
            raise
        if isinstance(fault, AtlasError):
            self._end()
            raise fault
        return process

    def _end(self) -> int | None:
        """End the process, if there is one; its exit code."""
        process, self._process = self._process, None
        if process is None:
            return None
        with suppress(OSError):
            cast("IO[bytes]", process.stdin).close()  # which tells it to end
        try:
            return process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()
        finally:
            cast("IO[bytes]", process.stdout).close()


def _end_of(code: int | None) -> _End:
    """How a process ended, by its exit code; the arithmetic under the model aborts where it is given no memory."""
    if sys.platform != "win32" and code == -signal.SIGXCPU:
        return _End.TIME
    return _End.MEMORY if code in {OUT_OF_MEMORY, -signal.SIGABRT} else _End.CRASH


def _spawn() -> subprocess.Popen[bytes]:
    """The process: found from any working folder, which is searched for no module, and out of the terminal's reach.

    One thread is enough for sentences, and each more would reserve memory that counts against the limit.
    """
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "geo.extractor_process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": paths, "OPENBLAS_NUM_THREADS": "1"},
        start_new_session=True,
    )


@contextmanager
def _killed_after(process: subprocess.Popen[bytes], seconds: float) -> Iterator[threading.Event]:
    """Kill the process if the block takes longer; the event tells whether it did."""
    late = threading.Event()

    def kill() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(seconds, kill)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()


def send(stream: Any, message: object) -> None:  # noqa: ANN401 - a binary file
    """Write one message."""
    pickle.dump(message, stream)
    stream.flush()


def receive(stream: Any) -> Any:  # noqa: ANN401 - as above
    """Read one message.

    Raises EOFError: the other end is closed.
    """
    return pickle.load(stream)  # noqa: S301 - both ends are ours


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
