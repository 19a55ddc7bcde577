"""Reads the folder of seeds in a thread of its own while the pages show what there is; knows nothing of Streamlit."""

from __future__ import annotations

import logging
import threading
from time import monotonic
from typing import TYPE_CHECKING

from geo.errors import AtlasError
from geo.gazetteer.lookup import open_gazetteer
from geo.ingest import BATCH, IngestReport, sync_seeds

if TYPE_CHECKING:
    from geo.ingest import PipelineFactory
    from geo.settings import Settings
    from geo.store import Store

log = logging.getLogger(__name__)

#: Share of the waiting bar that is the gazetteer's, which is built at the very first start.
GAZETTEER_SHARE = 0.6


class Reading:
    """One reading of the folder.  What it has come to is looked up by the pages, from any thread."""

    def __init__(self, store: Store, settings: Settings, pipeline_factory: PipelineFactory) -> None:
        self._store, self._settings, self._pipeline_factory = store, settings, pipeline_factory
        self._had_sources = len(store) > 0
        self._begun = monotonic()
        self._ended = threading.Event()
        self.built = False
        """The gazetteer is there: a map can be drawn."""
        self.share, self.doing = 0.0, ""
        """For a bar: how much is done, 0 to 1, and what is being done."""
        self.done, self.total = 0, 0
        """Sources read, of how many that are to be read."""
        self.report: IngestReport | None = None
        self.error: str | None = None
        """Why it ended early, for the user; what was read before is kept."""

    def start(self) -> Reading:
        """Begin.  The thread ends with the program: what it loses then is a batch at most."""
        threading.Thread(target=self._run, name="reading", daemon=True).start()
        return self

    @property
    def age(self) -> float:
        """Seconds since it was begun."""
        return monotonic() - self._begun

    @property
    def ended(self) -> bool:
        """Whether all is read, or an error stopped it."""
        return self._ended.is_set()

    def wait(self, seconds: float) -> bool:
        """Return when it has ended, or after so many seconds; whether it has ended."""
        return self._ended.wait(seconds)

    @property
    def worth_showing(self) -> bool:
        """Whether pages have something to show: what an earlier start has read, a first batch of many, or all."""
        if self.ended or not self.built:
            return self.built and (self.error is None or len(self._store) > 0)
        return self._had_sources or (self.total > BATCH and len(self._store) > 0)

    def _run(self) -> None:
        try:
            open_gazetteer(self._settings, self._building).close()
            self.built = True
            self.report = sync_seeds(self._store, self._settings, self._pipeline_factory, self._reading)
        except AtlasError as error:
            self.error = str(error)
        except Exception as error:  # a thread that dies in silence would leave a bar that never moves
            log.exception("reading the sources failed")
            self.error = f"Reading the sources met an unexpected fault ({type(error).__name__}): please report it."
        finally:
            self._ended.set()

    def _building(self, share: float, doing: str) -> None:
        self.share, self.doing = share * GAZETTEER_SHARE, doing

    def _reading(self, done: int, total: int, title: str) -> None:
        self.done, self.total = done, total
        self.share, self.doing = GAZETTEER_SHARE + (1 - GAZETTEER_SHARE) * done / total, title
