"""From an annotated text to places: recognised, ranked, with role, precision and the reason in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.resolve.candidates.each_mention import choose, rank_all
from geo.resolve.candidates.second_opinion import ask_for
from geo.resolve.precision import between_km, radius_km, where_prec
from geo.resolve.roles import Roles
from geo.resolve.toponyms.led_sites import led_sites
from geo.resolve.toponyms.mentions import Context
from geo.resolve.toponyms.outlet import home
from geo.resolve.toponyms.recognise import recognise
from geo.resolve.toponyms.sites import place_sites, sites
from geo.resolve.toponyms.told_again import told_again
from geo.types import Candidate, Mention

if TYPE_CHECKING:
    from geo.gazetteer.lookup import Entry, Gazetteer
    from geo.gazetteer.service import SecondOpinion
    from geo.language.text.parsed import Doc
    from geo.resolve.candidates.rank import Choice
    from geo.resolve.toponyms.mentions import Name
    from geo.types import Place, Role

MAX_CANDIDATES = 5


def resolve(
    doc: Doc, gazetteer: Gazetteer, domain: str | None = None, service: SecondOpinion | None = None
) -> tuple[Mention, ...]:
    """The places that an annotated text names, in text order.

    ``domain`` is the outlet's host: its home decides between towns of one name.  ``service`` is asked for what the
    gazetteer lacks.  A mention without a place was found and could not be resolved; its reason says why.
    """
    context = Context(doc, gazetteer)
    ranker = rank_all(doc, recognise(context), gazetteer, home(domain, gazetteer))
    grounds = [*sites(context, ranker.names), *led_sites(context, ranker.names)]
    names = sorted([*ranker.names, *grounds], key=lambda name: name.start)
    alone = choose(ranker, names)
    before = {id(name): choice for name, choice in zip(names, alone, strict=True)}
    names, choices = told_again(context, *place_sites(context, names, alone), before)
    if service is not None:
        choices = ask_for(service, gazetteer, names, choices, ranker.focus())
    entries = [choice.best for choice in choices]
    roles = Roles(doc).assign(names, entries)
    placed = {id(name): entry for name, entry in zip(names, entries, strict=True)}
    ends = [placed.get(id(name.partner)) for name in names]
    spots = {id(choice): choice.spots for choice in choices}  # one for all mentions of a name
    return tuple(
        _mention(name, choice, spots[id(choice)], role, end)
        for name, choice, role, end in zip(names, choices, roles, ends, strict=True)
    )


def _mention(
    name: Name, choice: Choice, spots: list[tuple[Entry, float]], role: Role, other_end: Entry | None
) -> Mention:
    best = choice.best
    apart = between_km(name, best, other_end)
    others = tuple(Candidate(entry.place, share) for entry, share in spots[:MAX_CANDIDATES])
    return Mention(
        name.start,
        name.end,
        name.text,
        role,
        best.place if best else None,
        where_prec(name, best, apart),
        spots[0][1] if best else None,
        _reason(choice, best.place if best else None),
        others,
        radius_km(name, best, apart),
        other_end.place if other_end and apart is not None else None,
    )


def _reason(choice: Choice, place: Place | None) -> str:
    """One sentence for a reader: "Tapalpa, Jalisco: the text names Jalisco right after it."."""
    why = "; ".join(choice.reasons)
    if place is None:
        return f"Not placed: {why}."
    within = f", {place.admin1}" if place.admin1 and place.level not in ("country", "admin1") else ""
    return f"{place.name}{within}: {why}."


__all__ = ["resolve"]
