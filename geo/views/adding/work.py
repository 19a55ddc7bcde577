"""Reads what was added in a thread of its own, so that the page stays alive and can stop it; knows no Streamlit.

What was read is stored in batches: a stop, a closed tab or the end of the program loses a batch at most.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Generic, TypeVar

from geo.errors import AtlasError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from geo.ingest import IngestReport, Progress
    from geo.types import Document, Rejected

log = logging.getLogger(__name__)

Given = TypeVar("Given")
#: Share of the bar for the reading of files; the rest is for that of their texts, which takes longer.
FILES_SHARE = 0.3


class Work(Generic[Given]):
    """One adding.  How far it is and what it has come to is looked up by the pages, from any thread."""

    def __init__(
        self,
        given: Sequence[Given],
        name_of: Callable[[Given], str],
        read: Callable[[Iterable[Given]], Iterable[Document | Rejected]],
        take: Callable[[Iterable[Document | Rejected], Progress], IngestReport],
    ) -> None:
        """``read`` makes documents of what was ``given``, one after the other; ``take`` brings them into the store."""
        self._given, self._name_of, self._read, self._take = given, name_of, read, take
        self._ended, self._stopped = threading.Event(), threading.Event()
        self.files = (0, len(given))
        """Files that were begun, of how many."""
        self.texts: tuple[int, int] | None = None
        """Texts that are read, of how many; None: files are still being read."""
        self.doing = ""
        """The file's name or the text's title."""
        self.report: IngestReport | None = None
        self.error: str | None = None
        """Why it ended early, for the user; what was read before is kept."""

    def start(self) -> Work[Given]:
        """Begin."""
        threading.Thread(target=self._run, name="adding", daemon=True).start()
        return self

    def stop(self) -> None:
        """End it after the file or text that is being read."""
        self._stopped.set()

    @property
    def stopping(self) -> bool:
        """Whether it was told to stop."""
        return self._stopped.is_set()

    @property
    def ended(self) -> bool:
        """Whether nothing more comes of it."""
        return self._ended.is_set()

    @property
    def share(self) -> float:
        """How much is done, 0 to 1."""
        if self.texts is None:
            begun, total = self.files
            return FILES_SHARE * max(begun - 1, 0) / max(total, 1)
        done, total = self.texts
        return FILES_SHARE + (1 - FILES_SHARE) * done / max(total, 1)

    @property
    def unseen(self) -> int:
        """Files that were not begun when it ended."""
        begun, total = self.files
        return total - begun

    def wait(self, seconds: float) -> bool:
        """Return when it has ended, or after so many seconds; whether it has ended."""
        return self._ended.wait(seconds)

    def _run(self) -> None:
        try:
            self.report = self._take(self._read(self._noted()), self._reading)
        except AtlasError as error:
            self.error = str(error)
        except Exception as error:  # a thread that dies in silence would leave a bar that never moves
            log.exception("adding sources failed")
            self.error = f"Adding sources met an unexpected fault ({type(error).__name__}): please report it."
        finally:
            self._ended.set()

    def _noted(self) -> Iterator[Given]:
        for number, one in enumerate(self._given, start=1):
            if self.stopping:
                return
            self.files, self.doing = (number, len(self._given)), self._name_of(one)
            yield one

    def _reading(self, done: int, total: int, title: str) -> None:
        """What an ingest tells; it takes this as Ctrl-C, stores what it has read and reports what is left."""
        if self.stopping and done < total:
            raise KeyboardInterrupt
        self.texts, self.doing = (done, total), title
