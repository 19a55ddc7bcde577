"""The incident that a store holds, put together under the names that its folder gives it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.reconcile import reconcile
from geo.sources.incident import read_incident_file

if TYPE_CHECKING:
    from geo.incident import Incident
    from geo.settings import Settings
    from geo.store import Store


def incident_of(store: Store, settings: Settings) -> Incident:
    """Everything that the sources in ``store`` say together; ``incident.toml`` of the seeds' folder names it."""
    told = read_incident_file(settings.seeds)
    held = store.contents()
    incident = reconcile(
        held.extractions,
        title=told.title,
        subtitle=told.subtitle,
        home_country=told.home_country,
        period=told.period,
        unread=held.unread,
    )
    there = {document.id for document in incident.documents}
    grades = tuple((key, grade) for key, grade in store.grades() if key in there)
    return replace(incident, grades=grades, log=store.log())
