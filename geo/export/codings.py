"""Each event as UCDP GED, ACLED and Airwars would code it, side by side, with the rule that gave each code.

A code that nothing read decides stays empty, and the rule says what it would take.  Airwars grades civilian harm by its
sources; who takes responsibility, and who disputes it, is not read, so that its other grades are never given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.export.codebooks import ACLED_KINDS, acled_row, ucdp_row
from geo.export.dead import LETHAL, NOBODY, counted_in, estimates, whole_of
from geo.export.tables import Table, known
from geo.messages import message, say, say_n
from geo.present.wording import EVENT_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.export.dead import Dead
    from geo.incident import Incident, IncidentEvent, Toll
    from geo.types import Document

_UCDP = ("low", "best", "high", "where_prec", "date_prec", "event_clarity")
_ACLED = ("disorder_type", "event_type", "sub_event_type", "time_precision", "geo_precision", "fatalities")
_AIRWARS = ("grading", "civilians_killed_min", "civilians_killed_max", "civilians_injured_min", "civilians_injured_max")
COLUMNS = (
    *("id", "title", "type", "date_start", "date_basis", "place"),
    *(f"ucdp_{name}" for name in (*_UCDP, "rule")),
    *(f"acled_{name}" for name in (*_ACLED, "rule")),
    *(f"airwars_{name}" for name in (*_AIRWARS, "rule")),
)

#: Why no count is an event's own, as messages.
_WHY: dict[str, str] = {
    "": message("Deaths: not known; no sentence tells this event and a number of its dead."),
    "inferred": message(
        "Deaths: not known; no sentence states the place of this event, so that no count can be one for it."
    ),
    "wider": message(
        "Deaths: not known; the counts beside it are of other or wider places, or of the incident as a whole."
    ),
    "days": message(
        "Deaths: not known; the counts beside it name no day, and people were killed at this place on other days."
    ),
    "holds": message("Deaths: not given; those of another row, which lies in this one's place, may be among them."),
    "several": message("Deaths: not known; the sentences that count the dead tell several such events."),
}
#: Levels of places in which other events of the incident may lie.
_WIDE = frozenset({"admin1", "region", "country"})


def codings(incident: Incident, whole: Incident | None = None) -> Table:
    """A row for each event of what is shown; ``whole``: the incident without filters."""
    maker = _Coder(incident, whole)
    return Table("codings", COLUMNS, [maker.row(event) for event in incident.events], translated=False)


class _Coder:
    """Knows what is counted in the sentences of each event."""

    def __init__(self, incident: Incident, whole: Incident | None) -> None:
        self._documents: Mapping[str, Document] = {d.id: d for d in incident.documents}
        self._story = {doc_id: story[0] for story in incident.stories for doc_id in story}
        self._dead = counted_in(incident, whole)
        self._hurt = counted_in(incident, whole, "injured")

    def row(self, event: IncidentEvent) -> list[object]:
        place = event.place.name if event.place else None
        own = [event.id, event.title, event.type, event.date_start, known(event.date_start, event.date_basis), place]
        return [*own, *self._ucdp(event), *self._acled(event), *self._airwars(event)]

    def _ucdp(self, event: IncidentEvent) -> list[object]:
        if event.type not in LETHAL:
            return [
                *_empty(_UCDP),
                say("not coded: UCDP records events in which people die, and this is of no such kind"),
            ]
        dead = self._dead.get(event.id, NOBODY)
        rule = say("{deaths} Sides and kind of violence: not read, left empty.", deaths=_of_deaths(event, dead))
        return [*_cells(ucdp_row(event, dead, self._documents), _UCDP), rule]

    def _acled(self, event: IncidentEvent) -> list[object]:
        if event.type not in ACLED_KINDS:
            return [*_empty(_ACLED), say("not coded: ACLED records what happens on the ground")]
        dead = self._dead.get(event.id, NOBODY)
        rule = f"{_of_kind(event)} {_of_deaths(event, dead)}"
        return [*_cells(acled_row(event, dead, self._documents), _ACLED), rule]

    def _airwars(self, event: IncidentEvent) -> list[object]:
        killed, injured = (_civilians(found.get(event.id, NOBODY).tolls) for found in (self._dead, self._hurt))
        told = [toll for toll in (killed, injured) if toll]
        if not told:
            return [*_empty(_AIRWARS), say("not coded: no sentence counts civilians who were killed or hurt in it")]
        sources = {self._story.get(e.doc_id, e.doc_id) for toll in told for e in toll.entries}
        grade = "Fair" if len(sources) > 1 else "Weak"
        ends = [end for toll in (killed, injured) for end in (estimates(toll).low, estimates(toll).high)]
        return [grade, *ends, _of_grade(len(sources))]


def _empty(columns: Sequence[str]) -> list[object]:
    return [None] * len(columns)


def _cells(row: Mapping[str, Any], columns: Sequence[str]) -> list[object]:
    return [None if row.get(column) == "" else row.get(column) for column in columns]


def _civilians(tolls: Sequence[Toll]) -> Toll | None:
    return next((toll for toll in tolls if toll.party_class == "civilian"), None)


def _of_deaths(event: IncidentEvent, dead: Dead) -> str:
    """Why the number of dead is this one, or none."""
    if not dead.tolls:
        return say(_WHY[dead.why])
    whole = whole_of(dead)
    if whole is None:
        return say("Deaths: several parties are counted apart, and nothing is added up.")
    told = say("Deaths: {rule}", rule=whole.rule)
    if event.place is None or event.place.level in _WIDE:
        return f"{told} {say('Told for no place or for a wide one: the dead of other rows may be among them.')}"
    return told


def _of_kind(event: IncidentEvent) -> str:
    """Why it is of ACLED's kind, or of none."""
    _, kind, detail = ACLED_KINDS[event.type]
    name = EVENT_WORDS[event.type]
    if not kind:
        return say("Kind: {type} may be of several, and nothing read decides which.", type=name)
    return say("Kind: {type} is coded as {kind}, {detail}.", type=name, kind=kind, detail=detail)


def _of_grade(sources: int) -> str:
    told = say_n(
        "{n} source of a story of its own counts civilians",
        "{n} sources of stories of their own count civilians",
        sources,
    )
    return say("{told}. Who takes responsibility or disputes it is not read: no other grade is given.", told=told)
