"""What a file comes to: the documents, files inside it and refusals that its reader gives; no fault of one gets out."""

from __future__ import annotations

import logging
from importlib import import_module

from geo.errors import SourceError
from geo.sources.readers.told import Came, Elsewhere, Inside, Told, Unread, document_of
from geo.types import Document, Rejected

Piece = Document | Rejected | Inside | Elsewhere

#: Readers that make something of the address and encoding that a file came with.
ADDRESSED = frozenset({"page", "web.feed"})

log = logging.getLogger(__name__)


def pieces(name: str, data: bytes, module: str, called: str, came: Came | None = None) -> list[Piece]:
    """All that the reader of that ``module`` makes of a file; what was read before a fault is kept.

    ``came`` says from where it came, where it was not simply given.

    Raises MemoryError: it says nothing about what was read before, and this process may not be fit for more.
    """
    read: list[Piece] = []
    try:
        reader = import_module(f"geo.sources.readers.{module}")
        more = (came,) if came and module in ADDRESSED else ()
        read.extend(_piece(name, given, came) for given in reader.read(name, data, *more))
    except SourceError as error:
        read.append(Rejected(name, str(error)))
    except MemoryError:
        raise
    except Exception as error:  # a library's fault in one file must not end the others
        log.exception("reading %r as %s failed", name, called)
        read.append(Rejected(name, _broken(name, called, error)))
    return read


def _broken(name: str, called: str, error: Exception) -> str:
    reason = " ".join(f"{type(error).__name__}: {error}".split())[:120].rstrip(":. ")
    return f"{name} cannot be read as {called}, it is damaged or odd ({reason}): save it anew, or its text as .txt."


def _piece(name: str, given: Told | Inside | Elsewhere | Unread, came: Came | None) -> Piece:
    """A document where a text is given and can be analysed, else why not."""
    if isinstance(given, Inside | Elsewhere):
        return given
    if isinstance(given, Unread):
        return Rejected(name, given.reason, given.passed_over)
    whole = f"{name}, {given.part}" if given.part else name
    try:
        return document_of(whole, came.also(given) if came and not given.part else given)
    except SourceError as error:
        return Rejected(whole, str(error))
