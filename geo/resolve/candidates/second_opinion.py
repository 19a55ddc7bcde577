"""Places that the gazetteer lacks, as a geopy service knows them: only where the user has turned one on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.gazetteer.lookup import Entry
from geo.resolve.candidates.rank import Choice, area_name
from geo.types import Place

if TYPE_CHECKING:
    from geo.gazetteer.lookup import Gazetteer
    from geo.gazetteer.service import Opinion, SecondOpinion
    from geo.resolve.toponyms.mentions import Name

#: The kind of a place that only a service knows.
ASKED = "asked"


def ask_for(
    service: SecondOpinion, gazetteer: Gazetteer, names: list[Name], choices: list[Choice], focus: str | None
) -> list[Choice]:
    """``choices`` with those filled in that the gazetteer has no place for; ``focus`` is the text's own country.

    An answer in another country than the text's, or than the area named behind it, is none.  A service that does not
    answer leaves the name as it is, and the reason says so.
    """
    return [
        _asked(service, gazetteer, name, choice, focus) if _is_open(name, choice) else choice
        for name, choice in zip(names, choices, strict=True)
    ]


def _is_open(name: Name, choice: Choice) -> bool:
    return choice.best is None and not name.nested and not name.demonym


def _asked(service: SecondOpinion, gazetteer: Gazetteer, name: Name, choice: Choice, focus: str | None) -> Choice:
    country, area = _around(name, focus)
    where = [area] if area else [area_name(gazetteer, focus)] if focus else []
    opinion = service.ask(", ".join([name.text, *where]))
    if opinion.status == "down":
        return replace(choice, reasons=(*choice.reasons, f"{service.name} did not answer"))
    entry = _entry(gazetteer, service.name, name, opinion) if opinion.status == "found" else None
    if entry is None or (country and entry.place.country != country):
        return replace(choice, reasons=(*choice.reasons, f"{service.name} knows none there"))
    told = f"the gazetteer lacks it; {service.name}, asked on {opinion.asked_on}, has it here"
    return Choice(((entry, 0.0),), (told,))


def _around(name: Name, focus: str | None) -> tuple[str | None, str | None]:
    """The country that the place must lie in, and the area named behind it."""
    if name.inside is None:
        return focus, None
    areas = [entry.place for entry in name.inside.entries]
    return (areas[0].country if areas else focus), name.inside.text


def _entry(gazetteer: Gazetteer, service: str, name: Name, opinion: Opinion) -> Entry | None:
    """The place of an answer; its country and state are those of the nearest town."""
    assert opinion.lat is not None  # noqa: S101 - it was found
    assert opinion.lon is not None  # noqa: S101
    near = gazetteer.nearest(opinion.lat, opinion.lon)
    if not near:
        return None
    place = Place(
        f"{service}:{name.folded}",
        opinion.name or name.text,
        opinion.lat,
        opinion.lon,
        "poi" if name.label == "FAC" else "city",
        near[0].country,
        near[0].admin1,
        near[0].admin1_code,
    )
    return Entry(place, 0.0, ASKED, None, None, None, 0)
