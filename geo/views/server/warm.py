"""What a first visitor would wait for, made when the server starts: seconds of work where sources were read before.

No source is read for it; what goes wrong is left for a visitor, who is told.
"""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager
from threading import Thread
from typing import TYPE_CHECKING

from geo.errors import AtlasError
from geo.gazetteer.lookup import Gazetteer
from geo.messages import spoken
from geo.store.exchange import is_there
from geo.views import data

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

log = logging.getLogger(__name__)


@asynccontextmanager
async def warming(_: object) -> AsyncIterator[None]:
    """For Streamlit's ``App``: begin as the server does."""
    Thread(target=warm, name="warming", daemon=True).start()
    yield


def warm() -> None:
    """Put together what the store holds and draw the ground of its map, where there is a store and a gazetteer."""
    try:
        settings = data.settings()
        if not is_there(settings.store_url()):
            return
        Gazetteer(settings.gazetteer).close()  # to build one takes a bar that somebody sees
        snapshot = data.now()
        if snapshot.incident.documents:
            data.basemap_link(snapshot.incident.home_country, snapshot.placed_countries, spoken())
            _ = snapshot.outlines
    except (AtlasError, OSError) as error:
        log.info("nothing was made ready before the first visit: %s", error)
    except Exception:  # a visitor meets it too, and is told
        log.exception("making ready before the first visit failed")
