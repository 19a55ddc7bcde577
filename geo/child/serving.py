"""What a process of ``asking`` does: it is told how to set up once, then jobs one by one, and answers each.

It has limits that no job can talk it out of: the system itself ends it, even in the middle of a regular expression.
"""

from __future__ import annotations

import logging
import math
import os
import queue
import sys
import threading
import time
from typing import TYPE_CHECKING, Any, BinaryIO

from geo.child.asking import OUT_OF_MEMORY, receive, send
from geo.errors import AtlasError

if TYPE_CHECKING:
    from collections.abc import Callable

    Work = Callable[[Any], object]

#: Seconds without a job after which it ends, to give its memory back; starting again takes two.
IDLE_SECONDS = 60.0


def serve(set_up: Callable[[Any], Work]) -> None:
    """Work until there is nobody, or for a while nothing, to work for.

    ``set_up`` is told the setup and gives what makes an answer of a job.
    """
    try:
        _serve(set_up)
    except queue.Empty:
        os._exit(0)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _serve(set_up: Callable[[Any], Work]) -> None:
    inbox, outbox = own_streams()
    setup, memory, level = receive(inbox)
    logging.basicConfig(level=level)
    _limit("RLIMIT_CORE", 0)
    _limit("RLIMIT_DATA", memory)
    try:
        work = set_up(setup)
    except AtlasError as error:
        send(outbox, error)
        return
    jobs = _jobs(inbox)
    send(outbox, None)
    while True:
        job, seconds = jobs.get(timeout=IDLE_SECONDS)
        _limit("RLIMIT_CPU", math.ceil(time.process_time() + seconds))
        send(outbox, _answer(work, job))


def _answer(work: Work, job: object) -> object:
    """What comes of the job; a fault that is none of the job's is sent as it is."""
    try:
        return work(job)
    except AtlasError as error:
        return error


def own_streams() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output for the messages alone: what anything prints goes to standard error."""
    inbox, outbox = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    return inbox, outbox


def _jobs(inbox: BinaryIO) -> queue.Queue[tuple[Any, float]]:
    """The jobs as they come; when there is nobody left to send any, this process ends, whatever it is doing."""
    jobs: queue.Queue[tuple[Any, float]] = queue.Queue()

    def wait() -> None:
        try:
            while True:
                jobs.put(receive(inbox))
        finally:
            os._exit(0)

    threading.Thread(target=wait, daemon=True).start()
    return jobs


def _limit(name: str, amount: int) -> None:
    """Set a limit of this process where the system has it: Windows has none, macOS none of memory."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows has no such module

    which = getattr(resource, name)
    _, hard = resource.getrlimit(which)
    try:
        resource.setrlimit(which, (amount if hard == resource.RLIM_INFINITY else min(amount, hard), hard))
    except (ValueError, OSError) as error:
        logging.getLogger(__name__).warning("%s cannot be set (%s)", name, error)
