"""What the places and sources of an incident are called, so that no two names in a list are alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.present import wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.incident import Incident
    from geo.types import Place


def source_names(incident: Incident) -> dict[str, str]:
    """By id who published a source; of several by one publisher the title too."""
    found = {d.id: d for d in incident.documents}
    return wording.told_apart(
        {i: d.publisher or d.title for i, d in found.items()},
        {i: wording.shortened(d.title, 28) for i, d in found.items() if d.publisher},
        {i: wording.day(d.published, year=True) for i, d in found.items()},
    )


def place_names(incident: Incident) -> dict[str, str]:
    """Name of every country, state code and place id that the sources speak of."""
    found = [e.place for e in incident.events if e.place]
    found += [m.place for _, m in incident.mentions if m.place]
    listed = {p.id: p for p in found if p.level not in {"country", "admin1"}}  # as the filters list them: apart
    within = {i: ", ".join(filter(None, (p.admin1, p.country))) for i, p in listed.items()}
    names = {p.id: wording.place_name(p) for p in found} | wording.told_apart(
        {i: p.name for i, p in listed.items()}, {i: wording.PLACE_WORDS[p.level] for i, p in listed.items()}, within
    )
    _name_areas(found, names)
    return names


def _name_areas(places: Iterable[Place], names: dict[str, str]) -> None:
    """Add the states and countries of the places to ``names``."""
    for p in places:
        if p.admin1_code and p.admin1:
            names.setdefault(p.admin1_code, p.admin1)
        if p.country and p.country not in names:
            names[p.country] = wording.country(p.country)
