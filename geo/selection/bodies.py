"""Which bodies of government a choice leaves: who acted elsewhere, or on another day, did not act there and then."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.present.design import symbol_of
from geo.reconcile.events.reports import SAID
from geo.reconcile.events.spoken import is_spoken_for
from geo.reconcile.jurisdictions import in_town
from geo.types import COUNTRY

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from geo.incident import Agency, Evidence, IncidentEvent, IncidentJurisdiction, IncidentQuote
    from geo.selection.sentences import Sentences
    from geo.types import Place

#: Of what is quoted, as of an event that is said and has no place: the kind that shows it, and how its place is known.
QUOTED = (symbol_of("statement").key, "wider")


def happened_in(events: Iterable[IncidentEvent]) -> Callable[[IncidentJurisdiction], int]:
    """How many of the events are placed in a territory: a town has its own, not those of its state."""
    # Asked of a country alone: of very many events few are known no better.
    where = [e.place for e in events if e.place and not (e.where_prec == COUNTRY and is_spoken_for(e))]
    ids = [p.id for p in where]
    places, told = dict(zip(ids, where, strict=True)), Counter(ids)
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


@dataclass(frozen=True, slots=True)
class Choice:
    """What a choice of places, or one of days and kinds, asks of the passages on a body."""

    tells: Callable[[Evidence], bool]
    """Whether a sentence tells of anything in the choice."""
    did: Callable[[Agency, Evidence], bool]
    """Whether what a sentence says that a body did, or said, is in the choice."""


def at_places(inside: Callable[[Place], bool], sentences: Sentences) -> Choice:
    """The choice of the places that lie ``inside``."""

    def did(body: Agency, e: Evidence) -> bool:
        acted = body.involvement == "acted"
        return any(map(inside, sentences.acted_at(body, e) if acted else sentences.places_at(e)))

    return Choice(lambda e: any(map(inside, sentences.places_at(e))), did)


def in_time(
    is_left: Callable[[IncidentEvent], bool], is_quoted: Callable[[IncidentQuote], bool], sentences: Sentences
) -> Choice:
    """The choice of days and kinds that leaves the events that ``is_left`` tells, and the quotes that ``is_quoted``."""

    def left(told: Collection[IncidentEvent]) -> bool:
        return any(map(is_left, told))

    def tells(e: Evidence) -> bool:
        return left(sentences.events_at(e)) or any(map(is_quoted, sentences.quotes_at(e)))

    def did(body: Agency, e: Evidence) -> bool:
        quoted = body.involvement == "spoke" and any(map(is_quoted, sentences.quotes_at(e)))
        return quoted or left(done_by(body, e, sentences))

    return Choice(tells, did)


def done_by(body: Agency, e: Evidence, sentences: Sentences) -> list[IncidentEvent]:
    """The events of a sentence by which the body acted, or spoke; none of one that is only named."""
    if body.involvement == "acted":
        return sentences.deeds_of(body, e)
    return [event for event in sentences.events_at(e) if event.type in SAID and body.involvement == "spoke"]


def of_choice(j: IncidentJurisdiction, choice: Choice) -> IncidentJurisdiction:
    """A territory or government with what the sentences of the choice say of it and its bodies."""
    agencies = tuple(body for body in (_body(b, choice) for b in j.agencies) if body.evidence)
    acted = any(body.own and body.involvement == "acted" for body in agencies)
    evidence = tuple(e for e in j.evidence if choice.tells(e))
    return replace(j, agencies=agencies, evidence=evidence, authority=j.authority and acted)


def _body(body: Agency, choice: Choice) -> Agency:
    """A body as the sentences of the choice tell of it.

    Who acted outside it is only named in it; who spoke outside it is not there, for words need not name their speaker.
    """
    did = tuple(e for e in body.evidence if choice.did(body, e)) if body.involvement != "named" else ()
    if did or body.involvement == "spoke":
        return replace(body, evidence=did)
    return replace(body, involvement="named", evidence=tuple(e for e in body.evidence if choice.tells(e)))
