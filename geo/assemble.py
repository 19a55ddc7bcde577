"""The incident that a store holds, put together under the names that its folder gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reconcile import reconcile
from geo.sources.incident import read_incident_file
from geo.sources.languages import unread_reason

if TYPE_CHECKING:
    from geo.incident import Incident
    from geo.settings import Settings
    from geo.store import Store
    from geo.types import Extraction


def incident_of(store: Store, settings: Settings) -> Incident:
    """Everything that the sources in ``store`` say together; ``incident.toml`` of the seeds' folder names it."""
    told = read_incident_file(settings.seeds)
    extractions = store.extractions()
    unread = [(extraction.document.id, why) for extraction in extractions if (why := why_unread(extraction))]
    return reconcile(extractions, title=told.title, subtitle=told.subtitle, home_country=told.home_country,
                     period=told.period, unread=unread)


def why_unread(extraction: Extraction) -> str | None:
    """Why a document is listed and not read: its language ("Spanish: not read yet"), or it was set aside."""
    return unread_reason(extraction.document) or extraction.set_aside
