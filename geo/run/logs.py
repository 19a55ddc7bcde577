"""Log lines that no terminal obeys, whatever name or text stands in them."""

from __future__ import annotations

import logging
import sys

from geo.escape import terminal


class PlainFormatter(logging.Formatter):
    """Passes the message and every line of a traceback through ``escape.terminal``."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        """The message on one line."""
        return terminal(super().formatMessage(record))

    def formatException(self, ei: logging._SysExcInfoType) -> str:  # noqa: N802 - logging's name
        """The traceback, line by line."""
        return "\n".join(map(terminal, super().formatException(ei).split("\n")))


def set_up(level: int) -> None:
    """Write log records from ``level`` on to standard error; where logging is set up already, leave it."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(PlainFormatter(logging.BASIC_FORMAT))
    logging.basicConfig(level=level, handlers=[handler])
