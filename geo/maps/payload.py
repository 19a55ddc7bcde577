"""The part of the map that moves: what the filters leave, as plain data for the drawing script."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.maps.view import Bounds, bounds
from geo.messages import message, say
from geo.present import wording
from geo.present.design import shade, symbol_of
from geo.present.key_figures import noun
from geo.reconcile.events.places import key_of
from geo.reconcile.tolls.by_place import local_tolls
from geo.types import ADMIN1, ADMIN2, NEAR

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

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
}


@dataclass(frozen=True, slots=True)
class Ground:
    """What the base map knows, for the part that moves."""

    label_points: Mapping[str, tuple[float, float]]
    """admin-1 code to (lat, lon): where a state's symbol and name stand."""
    home: Bounds
    """The view where nothing is placed."""
    ring_km: Callable[[Place], float | None]
    """Radius of the area that a municipality may cover, in km; None: not known, no ring is drawn."""
    outline: Callable[[Place], list[list[list[float]]] | None] = lambda _: None
    """A municipality as it is, polygons of flat rings [lat, lon, lat, lon …]; None: not known."""


def tray(events: Iterable[IncidentEvent]) -> tuple[IncidentEvent, ...]:
    """Events that no map may pin: their reports name no place, or nothing smaller than a country."""
    return tuple(e for e in events if not e.pinned)


def payload(
    incident: Incident,
    ground: Ground,
    *,
    selected: str | None,
    fit_key: str,
    fit: Bounds | None = None,
    hidden: Collection[str] = (),
    stay: bool = False,
) -> dict[str, Any]:
    """What ``atlas.show`` takes.

    ``selected`` is the id of the open event, ``fit_key`` changes when the view should; ``hidden`` are the codes of
    states that hold events which the filters take away.  ``stay``: once drawn, the map stays where the reader has it.
    """
    return {
        "states": _states(incident, hidden),
        "places": _places(incident, ground, selected),
        "says": {key: say(text) for key, text in MAP_WORDS.items()},
        "fit": {"key": fit_key, "bounds": fit or bounds(incident.events, ground.home), "stay": stay},
    }


def placed_states(incident: Incident) -> frozenset[str]:
    """Codes of the states in which an event is placed."""
    return frozenset(e.place.admin1_code for e in incident.events if e.place and e.place.admin1_code)


def _states(incident: Incident, hidden: Collection[str]) -> dict[str, dict[str, Any]]:
    counts = Counter(e.place.admin1_code for e in incident.events if e.place and e.place.admin1_code)
    vague, named = vague_states(incident), named_states(incident) | set(hidden)
    out: dict[str, dict[str, Any]] = {}
    for code in sorted({c for c in (*counts, *named) if c}):
        n = counts.get(code, 0)
        pattern = "hatch" if code in vague else None if n or code in hidden else "dots"
        nothing = say("its events are filtered out") if code in hidden else say("named, nothing placed")
        said = wording.plural(n, "event") if n else nothing
        out[code] = {"shade": shade(n), "words": said, "pattern": pattern, "n": n}
    return out


def vague_states(incident: Incident) -> set[str]:
    """Codes of the states in which something happened, nobody says where."""
    placed = (e.place for e in incident.events if e.where_prec == ADMIN1)
    return {place.admin1_code for place in placed if place and place.admin1_code}


def named_states(incident: Incident) -> set[str]:
    """Codes of the states that the texts name as scenes."""
    return {m.place.admin1_code for _, m in incident.mentions if m.place and m.place.admin1_code and m.role == "event"}


def by_place(events: Iterable[IncidentEvent]) -> list[list[IncidentEvent]]:
    """The events that a map may pin, one group for each symbol: a place, or a state of which no more is known."""
    groups: dict[tuple[str, bool], list[IncidentEvent]] = defaultdict(list)
    for event in events:
        if event.pinned and event.place:
            vague = event.where_prec == ADMIN1
            groups[(event.place.admin1_code if vague else None) or event.place.id, vague].append(event)
    return list(groups.values())


def _at(place: Place, prec: int, ground: Ground) -> tuple[float, float]:
    """Where the symbol stands: a state's is at its label."""
    point = place.lat, place.lon
    return ground.label_points.get(place.admin1_code or "", point) if prec == ADMIN1 else point


def _hurt(incident: Incident) -> dict[PlaceKey, list[str]]:
    """What is counted at each single place below a country, the dead first: "3 suspects killed"."""
    told: dict[PlaceKey, list[str]] = defaultdict(list)
    for local in local_tolls(incident.tolls):
        if len(local.places) == 1 and local.places[0].level != "country" and local.toll.best is not None:
            told[key_of(local.places[0])].append(f"{wording.ranged(local.toll)} {noun(local.toll)}")
    if (main := _whole_at_main(incident)) is not None:
        told[main[0]] = [main[1]]
    return told


def _whole_at_main(incident: Incident) -> tuple[PlaceKey, str] | None:
    """The toll of the dead of an incident that its main event made, at the place of that event; else None.

    Later counts of the whole name no place: beside "116–118+ killed" in the title no pin may say "116 killed".
    """
    main = next((e for e in incident.events if e.main and e.place), None)
    toll = next((t for t in incident.tolls if (t.status, t.party_class) == ("killed", "all")), None)
    if main is None or main.place is None or toll is None or toll.best is None:
        return None
    figures = wording.ranged(toll)
    return (key_of(main.place), f"{figures} {noun(toll)}") if figures in main.says else None


def _places(incident: Incident, ground: Ground, selected: str | None) -> list[dict[str, Any]]:
    hurt = _hurt(incident)
    made = [_place(group, ground, selected, hurt) for group in by_place(incident.events)]
    return sorted(made, key=lambda p: (not p["main"], not p["selected"], -p["n"], p["name"]))


def _place(
    group: list[IncidentEvent], ground: Ground, selected: str | None, hurt: Mapping[PlaceKey, list[str]]
) -> dict[str, Any]:
    place, best = group[0].place, min(e.where_prec or ADMIN1 for e in group)
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
    told = min((e.radius_km for e in group if e.where_prec == best and e.radius_km), default=None)
    return told or (ground.ring_km(group[0].place) if best == ADMIN2 else None)


def _by_label(group: list[IncidentEvent]) -> list[tuple[str, int]]:
    first_of: dict[str, str] = {}
    for e in group:
        first_of.setdefault(symbol_of(e.type).key, e.type)
    counts = Counter(symbol_of(e.type).key for e in group)
    return [(first_of[key], n) for key, n in counts.most_common()]
