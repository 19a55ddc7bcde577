"""What stands between a fault and the reader: a sentence where one section failed, and the sections after it.

What the program raises on purpose (``AtlasError``) is a sentence already.  Anything else becomes a short reference, and
the log has the traceback under it.  Streamlit's own signals (rerun, stop) are no ``Exception`` and pass through.
"""

from __future__ import annotations

import logging
import secrets
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from geo.errors import AtlasError
from geo.escape import markdown
from geo.messages import say, speak
from geo.messages.stored import retold
from geo.views import state
from geo.views.state import SAID

if TYPE_CHECKING:
    from collections.abc import Iterator

log = logging.getLogger(__name__)

#: Bytes of a reference: six hex digits are enough to find one line in a log, and short enough to be told by telephone.
REFERENCE_BYTES = 3


@dataclass(slots=True)
class Section:
    """How a guarded part of a page ended."""

    failed: bool = False


def begin() -> None:
    """A new run of the page: in the reader's language, and what was said in the one before is said again."""
    speak(state.language())
    st.session_state[SAID] = set()


@contextmanager
def guarded(what: str, *, apart: bool = False, **parts: str) -> Iterator[Section]:
    """Draw ``what``, a part of a page; a fault in it becomes one sentence there, and what follows is drawn.

    One sentence is said once in a run, however many parts fail for its reason; ``apart``: in a dialog it is said again.
    """
    section = Section()
    if apart:
        begin()
    try:
        yield section
    except AtlasError as error:
        section.failed = True
        _say(retold(str(error)))
    except Exception as error:  # the one place where a fault that nobody foresaw must not take a page down
        section.failed = True
        reference = secrets.token_hex(REFERENCE_BYTES)
        log.exception("%s failed, reference %s", what.format(**parts), reference)
        _say(
            say(
                "{what} failed: an unforeseen fault ({kind}, reference {reference}). "
                "The log has it under that reference: please report it.",
                what=say(what, **parts),
                kind=type(error).__name__,
                reference=reference,
            ),
            key=f"{type(error).__name__}: {error}",
        )


def _say(sentence: str, key: str | None = None) -> None:
    said: set[str] = st.session_state.setdefault(SAID, set())
    if (key or sentence) not in said:
        said.add(key or sentence)
        st.error(markdown(sentence))
