"""The part of the map that moves: what the filters leave, as plain data for the drawing script."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from heapq import nsmallest
from typing import TYPE_CHECKING, Any

from geo.maps.cells import Spot, cells, inside, reach_of
from geo.maps.view import Bounds, around, spread
from geo.messages import message, say
from geo.present import wording
from geo.present.design import shade, symbol_of
from geo.present.key_figures import noun
from geo.reconcile.events.places import key_of
from geo.reconcile.tolls.by_place import local_tolls
from geo.types import ADMIN1, ADMIN2, NEAR

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from geo.incident import Incident, IncidentEvent
    from geo.reconcile.events.places import PlaceKey
    from geo.types import Place


#: What the drawing script says itself; the parts in braces are its.
MAP_WORDS = {
    "more": message("{name} and {n} more"),
    "outside": message("{n} in {name}"),
    "map": message("Map: the arrow keys move it, + and − zoom. What it shows is listed below."),
    "zoom-in": message("Zoom in"),
    "zoom-out": message("Zoom out"),
    "home": message("Back to the view of the filters"),
    "events": message("{name}: {n} events"),
    "together": message("{n} events at {places} places"),
    "wheel": message("{key} + scroll zooms the map"),
    "fingers": message("Two fingers move the map"),
}
#: More places than this are put together in squares; of those that the map shows then so many are drawn apart.
MOST_PLACES, MOST_NEAR_PLACES = 100, 30


#: Polygons of flat rings [lat, lon, lat, lon …].
Outline = list[list[list[float]]]


@dataclass(frozen=True, slots=True)
class Ground:
    """What the base map knows, for the part that moves."""

    label_points: Mapping[str, tuple[float, float]]
    """admin-1 code to (lat, lon): where a state's symbol and name stand."""
    home: Bounds
    """The view where nothing is placed."""
    ring_km: Callable[[Place], float | None]
    """Radius of the area that a municipality may cover, in km; None: not known, no ring is drawn."""
    outline: Callable[[Place], Outline | str | None] = lambda _: None
    """A municipality as it is, or its name among those that the page has got; None: not known."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """Events by where a map shows them: of very many found once, and asked by all that is drawn."""

    towns: list[list[IncidentEvent]]
    """Those that a map may pin, one group for each place …"""
    states: list[list[IncidentEvent]]
    """… and one for each state of which no more is known."""
    tray: tuple[IncidentEvent, ...]
    """Those that no map may pin: their reports name no place, or nothing smaller than a country."""
    main: tuple[IncidentEvent, ...]
    """Those of all that the incident is named after."""

    @property
    def groups(self) -> list[list[IncidentEvent]]:
        """One for each symbol."""
        return [*self.towns, *self.states]

    def vague(self) -> set[str]:
        """Codes of the states in which something happened, nobody says where."""
        places = (group[0].place for group in self.states)
        return {place.admin1_code for place in places if place and place.admin1_code}

    def by_state(self) -> Counter[str]:
        """How many are placed in each state, by its code."""
        counts: Counter[str] = Counter()
        for told in (*self.towns, *self.states, *([e] for e in self.tray if e.place)):
            if (place := told[0].place) and place.admin1_code:
                counts[place.admin1_code] += len(told)
        return counts


def payload(
    incident: Incident,
    ground: Ground,
    *,
    selected: str | None,
    fit_key: str,
    fit: Bounds | None = None,
    hidden: Collection[str] = (),
    stay: bool = False,
    seen: Bounds | None = None,
    found: Grouped | None = None,
    named: Collection[str] | None = None,
) -> dict[str, Any]:
    """What ``atlas.show`` takes.

    ``selected`` is the id of the open event, ``fit_key`` changes when the view should; ``hidden`` are the codes of
    states that hold events which the filters take away.  ``stay``: once drawn, the map stays where the reader has it.
    ``seen`` is what the map shows, None before it has told.  ``found`` and ``named`` are what ``grouped`` and
    ``named_states`` say of it, for whom has asked them.
    """
    found = found or grouped(incident.events)
    fitted = fit or around(weights(found), ground.home)
    return {
        "states": _states(found, named_states(incident) if named is None else named, hidden),
        **_drawn(incident, found, ground, selected, seen or fitted),
        "says": {key: say(text) for key, text in MAP_WORDS.items()},
        "fit": {"key": fit_key, "bounds": fitted, "stay": stay},
    }


def outlines(incident: Incident, ground: Ground) -> dict[str, Outline | str]:
    """The municipalities that most is told of, as they are, by the ids of their places: a page loads them once."""
    around = [g for g in by_place(incident.events) if any(e.where_prec == ADMIN2 for e in g)]
    fullest = nsmallest(MOST_PLACES, around, key=lambda g: (-len(g), g[0].title))
    places = [place for group in fullest if (place := group[0].place)]
    return {place.id: found for place in places if (found := ground.outline(place))}


def parts(incident: Incident, ground: Ground, hidden: Collection[str] = ()) -> dict[str, Any]:
    """What a page takes whose own script chooses among the events, and then makes of it what ``atlas.show`` takes.

    ``of`` are the events of a place by their position, ``looks`` how it is drawn by how well the best known of those
    that are left is known.
    """
    found, named = grouped(incident.events), named_states(incident)
    groups = found.groups
    hurt, position = _hurt(incident, groups, found.main), {e.id: n for n, e in enumerate(incident.events)}
    return {
        "states": {code: state["words"] for code, state in _states(found, named, hidden).items() if not state["n"]},
        "hidden": sorted(hidden),
        "named": sorted(named),
        "places": [
            {
                "of": [position[e.id] for e in group],
                "looks": {
                    prec: {**_place(own, ground, None, hurt), "symbols": None, "words": None}
                    for prec in sorted({e.drawn_prec or ADMIN1 for e in group})
                    if (own := [e for e in group if (e.drawn_prec or ADMIN1) == prec])
                },
            }
            for group in groups
        ],
        "says": {key: say(text) for key, text in MAP_WORDS.items()},
        "bounds": around(weights(found), ground.home),
        "most": MOST_PLACES,
    }


def _states(found: Grouped, named: Collection[str], hidden: Collection[str]) -> dict[str, dict[str, Any]]:
    counts, vague = found.by_state(), found.vague()
    out: dict[str, dict[str, Any]] = {}
    for code in sorted({c for c in (*counts, *named, *hidden) if c}):
        n = counts.get(code, 0)
        pattern = "hatch" if code in vague else None if n or code in hidden else "dots"
        nothing = say("its events are filtered out") if code in hidden else say("named, nothing placed")
        said = wording.plural(n, "event") if n else nothing
        out[code] = {"shade": shade(n), "words": said, "pattern": pattern, "n": n}
    return out


def named_states(incident: Incident) -> set[str]:
    """Codes of the states that the texts name as scenes."""
    return {m.place.admin1_code for _, m in incident.mentions if m.place and m.place.admin1_code and m.role == "event"}


def grouped(events: Iterable[IncidentEvent]) -> Grouped:
    """Events by where a map shows them."""
    towns: dict[str, list[IncidentEvent]] = defaultdict(list)
    states: dict[str, list[IncidentEvent]] = defaultdict(list)
    tray: list[IncidentEvent] = []
    main: list[IncidentEvent] = []
    for event in events:
        place, prec = event.place, event.where_prec
        if event.main:
            main.append(event)
        if place is None or prec is None or prec > ADMIN1:  # not ``event.pinned``: it may be asked 100,000 times
            tray.append(event)
        elif prec == ADMIN1 and event.drawn_prec == ADMIN1:
            states[place.admin1_code or place.id].append(event)
        else:
            towns[place.id].append(event)
    return Grouped(list(towns.values()), list(states.values()), tuple(tray), tuple(main))


def by_place(events: Iterable[IncidentEvent]) -> list[list[IncidentEvent]]:
    """The events that a map may pin, one group for each symbol: a place, or a state of which no more is known."""
    return grouped(events).groups


def _at(place: Place, prec: int, ground: Ground) -> tuple[float, float]:
    """Where the symbol stands: a state's is at its label."""
    point = place.lat, place.lon
    return ground.label_points.get(place.admin1_code or "", point) if prec == ADMIN1 else point


def _hurt(
    incident: Incident, groups: Iterable[Sequence[IncidentEvent]], main: Sequence[IncidentEvent]
) -> dict[PlaceKey, list[str]]:
    """What is counted at each of these places, the dead first: "3 suspects killed"."""
    keys = {key_of(place) for group in groups if (place := group[0].place) and place.level != "country"}
    told: dict[PlaceKey, list[str]] = defaultdict(list)
    for local in local_tolls(incident.tolls, keys):
        if len(local.places) == 1 and local.toll.best is not None:
            told[key_of(local.places[0])].append(f"{wording.ranged(local.toll)} {noun(local.toll)}")
    if (whole := _whole_at_main(incident, main)) is not None:
        told[whole[0]] = [whole[1]]
    return told


def _whole_at_main(incident: Incident, mains: Sequence[IncidentEvent]) -> tuple[PlaceKey, str] | None:
    """The toll of the dead of an incident that its main event made, at the place of that event; else None.

    Later counts of the whole name no place: beside "116–118+ killed" in the title no pin may say "116 killed".
    """
    main = next((e for e in mains if e.place), None)
    toll = next((t for t in incident.tolls if (t.status, t.party_class) == ("killed", "all")), None)
    if main is None or main.place is None or toll is None or toll.best is None:
        return None
    figures = wording.ranged(toll)
    return (key_of(main.place), f"{figures} {noun(toll)}") if figures in main.says else None


def weights(found: Grouped) -> Counter[tuple[float, float]]:
    """How many events stand at each (lat, lon)."""
    points: Counter[tuple[float, float]] = Counter()
    for group in found.states:
        points.update(spread(group))  # where several names of it may have points of their own
    for group in found.towns:
        if place := group[0].place:
            points[place.lat, place.lon] += len(group)
    return points


def _drawn(incident: Incident, found: Grouped, ground: Ground, selected: str | None, seen: Bounds) -> dict[str, Any]:
    """Every place for itself; where they are too many, the rest of those ``_apart`` in squares.

    ``listed`` are then the fullest places, each as the map says it, and how many more there are: no map draws them.
    """
    groups, main = found.groups, found.main
    if len(groups) <= MOST_PLACES:
        return {"places": _places(incident, groups, ground, selected, main)}
    apart = _apart(found, seen)
    chosen = next((e.place.id for e in incident.events if e.id == selected and e.place), None) if selected else None
    own = {id(group) for group in apart}
    fullest = nsmallest(MOST_PLACES, groups, key=lambda g: (-len(g), g[0].title))
    in_words = replace(ground, outline=lambda _: None, ring_km=lambda _: None)
    return {
        "places": _places(incident, apart, ground, selected, main),
        "listed": (_places(incident, fullest, in_words, selected, main), len(groups) - len(fullest)),
        **cells([_spot(group, chosen) for group in groups if id(group) not in own], seen),
    }


def _places(
    incident: Incident,
    groups: Sequence[list[IncidentEvent]],
    ground: Ground,
    selected: str | None,
    main: Sequence[IncidentEvent],
) -> list[dict[str, Any]]:
    hurt = _hurt(incident, groups, main)
    made = [_place(group, ground, selected, hurt) for group in groups]
    return sorted(made, key=lambda p: (not p["main"], not p["selected"], -p["n"], p["name"]))


def _apart(found: Grouped, seen: Bounds) -> list[list[IncidentEvent]]:
    """What stands in no square: the main event, states of which no more is known, few places that the map shows."""
    reach = reach_of(seen)
    near = [group for group in found.towns if (p := group[0].place) and inside((p.lat, p.lon), reach)]
    if len(near) <= MOST_NEAR_PLACES:
        return [*found.states, *near]
    here = {e.place.id for e in found.main if e.place}
    mains = (group for group in found.towns if (p := group[0].place) and p.id in here)
    return [*found.states, *(group for group in mains if any(e.main for e in group))]


def _spot(group: Sequence[IncidentEvent], chosen: str | None) -> Spot:
    place = group[0].place
    assert place is not None  # noqa: S101 - by_place groups placed events only
    types = Counter([e.type for e in group])
    return Spot((place.lat, place.lon), place.id, place.name, len(group), types, selected=place.id == chosen)


def _place(
    group: list[IncidentEvent], ground: Ground, selected: str | None, hurt: Mapping[PlaceKey, list[str]]
) -> dict[str, Any]:
    place, best = group[0].place, min(e.drawn_prec or ADMIN1 for e in group)
    assert place is not None  # noqa: S101 - by_place groups placed events only
    symbols = Counter(symbol_of(e.type).key for e in group)
    said = ", ".join(f"{wording.plural(n, 'event')} ({symbol_of(t).label.lower()})" for t, n in _by_label(group))
    counted = hurt.get(key_of(place), [])
    return {
        "id": " ".join(sorted({e.place.id for e in group if e.place})),
        "hurt": counted[0] if counted else "",
        "name": (place.admin1 or place.name) if best == ADMIN1 else place.name,
        "state": place.admin1 or place.name,
        "at": _at(place, best, ground),
        "symbols": sorted(symbols.items()),
        "n": len(group),
        "words": "; ".join([said, *counted]),
        "stem": best <= 2,
        **_extent(group, place, best, ground),
        "main": any(e.main for e in group),
        "selected": any(e.id == selected for e in group),
    }


def _extent(group: list[IncidentEvent], place: Place, best: int, ground: Ground) -> dict[str, Any]:
    """How wide the place is drawn: as the municipality is, where that is known, else as a ring."""
    outline = ground.outline(place) if best == ADMIN2 else None
    return {"outline": outline, "ring": None if outline else _ring(group, best, ground)}


def _ring(group: list[IncidentEvent], best: int, ground: Ground) -> float | None:
    """Kilometres that a place is drawn wide: what the reports tell, else as far as a municipality may reach."""
    if best not in (NEAR, ADMIN2) or group[0].place is None:
        return None
    told = min((e.radius_km for e in group if e.drawn_prec == best and e.radius_km), default=None)
    return told or (ground.ring_km(group[0].place) if best == ADMIN2 else None)


def _by_label(group: list[IncidentEvent]) -> list[tuple[str, int]]:
    first_of: dict[str, str] = {}
    for e in group:
        first_of.setdefault(symbol_of(e.type).key, e.type)
    counts = Counter(symbol_of(e.type).key for e in group)
    return [(first_of[key], n) for key, n in counts.most_common()]
