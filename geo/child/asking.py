"""Starts a process for work on what comes from anywhere, asks it one job after the other, and outlives its accidents.

What a job makes of a library or of our rules, be it hours, all memory or a crash, ends that process and no other: the
next job starts another one.
"""

from __future__ import annotations

import logging
import os
import pickle  # between this program and the process it starts, over pipes of their own
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from enum import Enum
from typing import IO, TYPE_CHECKING, Any, cast

from geo.errors import AtlasError, ChildError
from geo.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

log = logging.getLogger(__name__)

#: Seconds that loading a model may take: 2 on an idle machine, minutes on a busy one with a cold disk.
START_SECONDS = 300.0
#: Seconds by the clock for each second of computing that a job is granted: other programs take their share, and
#: an outside geocoder is asked once a second.
CLOCK_PER_CPU = 10.0
#: How often a job is tried whose process ended: somebody may have ended it, or jobs before may have filled it.
TRIES = 2
#: Seconds for a process to end by itself when it is told to.
END_SECONDS = 1.0
#: Exit code of a process that met its limit of memory.
OUT_OF_MEMORY = 3


class End(Enum):
    """How a process ended that was given a job."""

    TIME = "time"
    MEMORY = "memory"
    CRASH = "crash"


class Child:
    """Does one job at a time in a process of its own; may be used by several threads, which then take turns.

    The process is started when it is needed, ends by itself when it has had nothing to do for a while, and ends with
    this one, however this one ends.
    """

    def __init__(self, module: str, setup: object, memory: int) -> None:
        """``module`` runs ``serving.serve``, which is given ``setup``; ``memory`` is the most bytes it may take."""
        self._module, self._setup, self._memory = module, setup, memory
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process now; else the first job does.

        Raises AtlasError: as the process says; ChildError: it did not come to saying anything.
        """
        with self._lock:
            self._running()

    def close(self) -> None:
        """End the process; the next job would start another."""
        with self._lock:
            self._end()

    def ask(self, name: str, job: object, seconds: float) -> Any:  # noqa: ANN401 - whatever the process answers
        """The answer to ``job``, or how the process ended that could give none; ``name`` is for the log.

        A job may take so many ``seconds`` of computing.  Raises as ``start`` does, and what the process answers as an
        AtlasError: it stands in the way of all jobs.
        """
        with self._lock:
            for _ in range(TRIES):
                answer = self._answer(job, seconds)
                if isinstance(answer, AtlasError):
                    raise answer
                if not isinstance(answer, End):
                    break
                log.warning("the process that read %s ended: %s", name, answer.name)
                if answer is End.TIME:  # it would take as long again
                    break
        return answer

    def _answer(self, job: object, seconds: float) -> Any:  # noqa: ANN401 - as above
        process = self._running()
        try:
            with _killed_after(process, seconds * CLOCK_PER_CPU) as late:
                send(process.stdin, (job, seconds))
                return receive(process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            end = _end_of(self._end())
            return End.TIME if late.is_set() else end
        except BaseException:  # Ctrl-C: its answer must not be taken for that to the next job
            self._end()
            raise

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._end()
        return self._begin()

    def _begin(self) -> subprocess.Popen[bytes]:
        """Start the process and wait until it can work."""
        try:
            process = self._process = _spawn(self._module)
            with _killed_after(process, START_SECONDS):
                send(process.stdin, (self._setup, self._memory, log.getEffectiveLevel()))
                fault = receive(process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            code = self._end()
            reason = f"exit code {code}" if code is not None else str(error)
            raise ChildError(
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


def _end_of(code: int | None) -> End:
    """How a process ended, by its exit code; the arithmetic under the model aborts where it is given no memory."""
    if sys.platform != "win32" and code == -signal.SIGXCPU:
        return End.TIME
    return End.MEMORY if code in {OUT_OF_MEMORY, -signal.SIGABRT} else End.CRASH


def _spawn(module: str) -> subprocess.Popen[bytes]:
    """The process: found from any working folder, which is searched for no module, and out of the terminal's reach.

    One thread is enough for sentences, and each more would reserve memory that counts against the limit.
    """
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(  # noqa: S603 - our own Python, with a module of ours
        [sys.executable, "-P", "-m", module],
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
