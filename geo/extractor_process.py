"""The process in which texts are read, ``python -m geo.extractor_process``; ``geo.extractor`` starts it.

It is told the settings once, then documents one by one, and answers each.  It has limits that no text can talk it out
of: the system itself ends it, even in the middle of a regular expression.
"""

from __future__ import annotations

import logging
import math
import os
import queue
import sys
import threading
import time
from typing import TYPE_CHECKING, BinaryIO

from geo.errors import AtlasError
from geo.extractor import OUT_OF_MEMORY, receive, send
from geo.pipeline import open_pipeline

if TYPE_CHECKING:
    from geo.pipeline import Pipeline
    from geo.types import Document, Extraction, Rejected

#: Seconds without a document after which it ends, to give 400 MB back; starting again takes two.
IDLE_SECONDS = 60.0


def main() -> None:
    """Read documents until there is nobody, or for a while nothing, to read for."""
    try:
        _serve()
    except queue.Empty:
        os._exit(0)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _serve() -> None:
    inbox, outbox = _own_streams()
    settings, memory, level = receive(inbox)
    logging.basicConfig(level=level)
    _limit("RLIMIT_CORE", 0)
    _limit("RLIMIT_DATA", memory)
    try:
        pipeline = open_pipeline(settings)
    except AtlasError as error:
        send(outbox, error)
        return
    documents = _documents(inbox)
    send(outbox, None)
    while True:
        document, seconds = documents.get(timeout=IDLE_SECONDS)
        _limit("RLIMIT_CPU", math.ceil(time.process_time() + seconds))
        send(outbox, _answer(pipeline, document))


def _answer(pipeline: Pipeline, document: Document) -> Extraction | Rejected | AtlasError:
    """What the document says; a fault that is none of the document's is sent as it is."""
    try:
        return pipeline.try_extract(document)
    except AtlasError as error:
        return error


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output for the messages alone: what anything prints goes to standard error."""
    inbox, outbox = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    return inbox, outbox


def _documents(inbox: BinaryIO) -> queue.Queue[tuple[Document, float]]:
    """The documents as they come; when there is nobody left to send any, this process ends, whatever it is doing."""
    documents: queue.Queue[tuple[Document, float]] = queue.Queue()

    def wait() -> None:
        try:
            while True:
                documents.put(receive(inbox))
        finally:
            os._exit(0)

    threading.Thread(target=wait, daemon=True).start()
    return documents


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


if __name__ == "__main__":
    main()
