"""Which bodies of government a chosen town or part of the map has: who acted elsewhere did not act there."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from geo.reconcile.events.spoken import is_spoken_for
from geo.reconcile.jurisdictions import in_town

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from geo.incident import Agency, Evidence, IncidentEvent, IncidentJurisdiction
    from geo.selection.sentences import Sentences
    from geo.types import Place

    #: Whether a place lies in the choice.
    Inside = Callable[[Place], bool]


def happened_in(events: Iterable[IncidentEvent]) -> Callable[[IncidentJurisdiction], int]:
    """How many of the events are placed in a territory: a town has its own, not those of its state."""
    where = [e.place for e in events if e.place and not is_spoken_for(e)]
    places, told = {p.id: p for p in where}, Counter(p.id for p in where)
    countries: Counter[str | None] = Counter()
    states: Counter[tuple[str | None, str | None]] = Counter()
    for i, n in told.items():  # places are few where events are many
        countries[places[i].country] += n
        states[places[i].country, places[i].admin1_code] += n

    def count(j: IncidentJurisdiction) -> int:
        if j.level == "municipal":
            return sum(n for i, n in told.items() if in_town(j, places[i]))
        return states[j.country, j.admin1_code] if j.admin1_code else countries[j.country]

    return count


def of_choice(j: IncidentJurisdiction, inside: Inside, sentences: Sentences) -> IncidentJurisdiction:
    """A territory or government with what sentences on the chosen places say of it and its bodies."""
    agencies = tuple(body for body in (_body(b, inside, sentences) for b in j.agencies) if body.evidence)
    acted = any(body.own and body.involvement == "acted" for body in agencies)
    evidence = _holding(j.evidence, inside, sentences.places_at)
    return replace(j, agencies=agencies, evidence=evidence, authority=j.authority and acted)


def _body(body: Agency, inside: Inside, sentences: Sentences) -> Agency:
    """A body as the sentences on the chosen places tell of it: who acted elsewhere is only named there."""
    if body.involvement == "acted":
        acted = _holding(body.evidence, inside, partial(sentences.acted_at, body))
        if acted:
            return replace(body, evidence=acted)
        body = replace(body, involvement="named")
    return replace(body, evidence=_holding(body.evidence, inside, sentences.places_at))


def _holding(
    passages: Iterable[Evidence], inside: Inside, places: Callable[[Evidence], Iterable[Place]]
) -> tuple[Evidence, ...]:
    """The passages of which one of the ``places`` lies in the choice."""
    return tuple(e for e in passages if any(map(inside, places(e))))
