"""What the places and sources of an incident are called, no two names in a list alike, and a choice in such words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.messages import Labels, listing, say, say_n
from geo.present import wording
from geo.present.design import BY_KEY
from geo.selection.filters import KNOWN, NOTHING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from geo.incident import Incident
    from geo.selection.area import Area
    from geo.selection.filters import Filters
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
    areas = {name for code, name in names.items() if code not in listed}
    towns = {i: f"{names[i]} · {wording.PLACE_WORDS[p.level]}" for i, p in listed.items() if names[i] in areas}
    return names | towns  # "Guanajuato" is the state


def _name_areas(places: Iterable[Place], names: dict[str, str]) -> None:
    """Add the states and countries of the places to ``names``."""
    for p in places:
        if p.admin1_code and p.admin1:
            names.setdefault(p.admin1_code, p.admin1)
        if p.country and p.country not in names:
            names[p.country] = wording.country(p.country)


def in_words(
    filters: Filters,
    places: Mapping[str, str],
    publishers: Mapping[str, str],
    days: tuple[str | None, str | None] = (None, None),
    vague: Sequence[str] = (),
    kinds: Collection[str] = tuple(BY_KEY),
) -> tuple[tuple[str, str], ...]:
    """Each part of the choice as (field, words): ``(("state", "Jalisco"), ("dates", "22–24 Feb"))``.

    ``places`` gives the name of each country, state and place code, ``publishers`` of each document id, ``days`` the
    first and the last one there is, which stand for a side that is left open, ``vague`` the states that a choice on the
    map leaves something in that is known by its state alone, ``kinds`` those of which something is told.
    """
    told: list[tuple[str, str]] = [
        (field, places.get(code, code)) for field in ("country", "state", "place") if (code := getattr(filters, field))
    ]
    if filters.first or filters.last:
        told.append(("dates", _days_in_words(filters.first, filters.last, days)))
    if filters.kinds:
        told.append(("kinds", _kinds_in_words(filters.kinds, kinds)))
    if filters.known:
        told.append(("known", ", ".join(say(KNOWN[k][0]) for k in filters.known if k in KNOWN) or say("no precision")))
    if filters.sources:
        told.append(("sources", _sources_in_words(filters.sources, publishers)))
    if filters.area:
        told.append(("area", _area_in_words(filters.area, vague)))
    return tuple(told)


def _sources_in_words(sources: Sequence[str], publishers: Mapping[str, str]) -> str:
    names = sorted({publishers.get(d, d) for d in sources})
    return ", ".join(names) if len(names) < 4 else wording.plural(len(names), "source")


def _days_in_words(first: str | None, last: str | None, days: tuple[str | None, str | None]) -> str:
    """The chosen days; a side that was left open ends with the days that there are, if they reach so far."""
    start, end = first or days[0], last or days[1]
    if start and end and start <= end:
        return wording.span(start, end)
    if first:
        return say("from {day}", day=wording.day(first, year=True))
    return say("until {day}", day=wording.day(last, year=True))


def _kinds_in_words(kinds: Sequence[str], told: Collection[str]) -> str:
    """The kinds shown or "without" those told that are not, whichever are fewer."""
    if kinds == (NOTHING,):
        return say("no kind of event")
    hidden = [s.label.lower() for k, s in BY_KEY.items() if k in told and k not in kinds]
    shown = [BY_KEY[k].label for k in kinds]
    return _one_by_one(shown) if len(shown) <= len(hidden) else say("without {kinds}", kinds=_one_by_one(hidden))


def _one_by_one(labels: Sequence[str]) -> str:
    """A list in which "Clash, killing" reads as one kind."""
    return (" · " if any("," in label for label in labels) else ", ").join(labels)


#: What was chosen on the map, as a chip says it.
_AREAS = Labels({"box": "in the box on the map", "lasso": "in the lasso on the map", "map": "what the map shows"})


def _area_in_words(area: Area, vague: Sequence[str]) -> str:
    """What was drawn; a state without a point counts when its outline meets it, and is named."""
    if not vague:
        return _AREAS[area.how]
    states = listing(list(vague)) if len(vague) < 4 else say_n("{n} state", "{n} states", len(vague))
    return say("{area}, with what is told by state alone: {states}", area=_AREAS[area.how], states=states)
