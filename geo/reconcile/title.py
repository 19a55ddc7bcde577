"""The incident's own words: a title, a line of facts, a period; made from the records where none are given."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo.daybounds import days_after
from geo.messages import message, say, say_n
from geo.present.wording import country, event_name, inferred, place_name, span
from geo.reconcile.events.kinds import is_nobodys, kind_called
from geo.reconcile.events.places import inside, key_of, narrowest
from geo.resolve.role_words import is_water

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.incident import IncidentEvent
    from geo.types import EventType, Extraction

VIOLENT: frozenset[EventType] = frozenset({"clash", "killing", "arson", "blockade", "prison_break", "raid"})
#: The same after a deed that has no type of its own; after what nobody did, where its dead are no violence either.
FOLLOWING = VIOLENT - {"blockade"}
AFTER_MISHAP = FOLLOWING - {"killing", "raid"}
#: Violence in so many places of a country is one wave, wherever it began.
WAVE = 3
#: Days without an event after which what happens is no longer the same incident; court cases and burials follow within.
GAP_DAYS = 10
#: Dates vaguer than a few days place nothing on a time line (UCDP ``date_prec``).
SHARP = 2
UNTITLED = message("Incident")


def main_of(events: Sequence[IncidentEvent]) -> IncidentEvent | None:
    """The event the incident is named after; None where no event can name it."""
    return next((e for e in events if e.main), None)


def _weights(events: Sequence[IncidentEvent]) -> Counter[date]:
    """Sources per day, over the days that any sharply dated event touches."""
    days: Counter[date] = Counter()
    for event in events:
        if event.date_basis == "inferred":
            continue
        if event.date_start and event.date_end and (event.date_prec or SHARP + 1) <= SHARP:
            days[date.fromisoformat(event.date_start)] += event.witnesses
            days[date.fromisoformat(event.date_end)] += 0
    return days


def period_of(events: Sequence[IncidentEvent]) -> tuple[str, str] | None:
    """First and last day of the run of events around the main one; far-off stray dates do not stretch it."""
    days = _weights(events)
    if not days:
        return None
    main = main_of(events)
    center = (
        date.fromisoformat(main.date_start)
        if main and main.date_start and (main.date_prec or 5) <= SHARP
        else min(days, key=lambda d: (-days[d], d))
    )
    first = last = center
    gap = timedelta(days=GAP_DAYS)
    for day in sorted(days):
        if last < day <= last + gap:
            last = day
    for day in sorted(days, reverse=True):
        if first - gap <= day < first:
            first = day
    return first.isoformat(), last.isoformat()


def home_country_of(events: Sequence[IncidentEvent], extractions: Sequence[Extraction]) -> str | None:
    """Country of the main event; else the one in which most events, or most places of the texts, lie."""
    main = main_of(events)
    if main and main.place and main.place.country:
        return main.place.country
    placed = Counter(e.place.country for e in events if e.place and e.place.country)
    pool = placed or _named_countries(extractions)
    return min(pool, key=lambda c: (-pool[c], c)) if pool else None


def _named_countries(extractions: Sequence[Extraction]) -> Counter[str]:
    return Counter(
        m.place.country
        for x in extractions
        for m in x.places
        if m.place and m.place.country and m.role in {"event", "mention"}
    )


def _where(event: IncidentEvent) -> str:
    """ " at Torla", " at Torla (inferred)" where no sentence states it; empty where there is none."""
    place = event.place
    if place is None:
        return ""
    here = place.level in {"city", "admin2", "poi"}
    name = place_name(place)
    name = inferred(name) if event.place_basis == "inferred" else name
    if is_water(place):
        return say(" on {place}", place=name)
    return say(" at {place}", place=name) if here else say(" in {place}", place=name)


def title_of(events: Sequence[IncidentEvent]) -> str:
    """The main event, its place and "and the violence that followed", as far as the records carry them."""
    main = main_of(events)
    if main is None:
        return say(UNTITLED)
    followed = say(" and the violence that followed") if _violence_followed(events, main) else ""
    return f"{event_name(main)}{_where(main)}{followed}"


def _violence_followed(events: Sequence[IncidentEvent], main: IncidentEvent) -> bool:
    """Whether violence is told of the days after, around the main event or all over its country.

    One attack in another state, by others, is not what followed.
    """
    violent = [e for e in events if _may_follow(e, main)]
    places = narrowest(key_of(e.place) for e in violent if e.place)
    elsewhere = [p for p in places if not (main.place and inside(key_of(main.place), p))]
    return len(elsewhere) >= WAVE or any(_is_around(e, main) for e in violent)


def _may_follow(event: IncidentEvent, main: IncidentEvent) -> bool:
    kinds = VIOLENT
    if main.type == "other":
        kinds = AFTER_MISHAP if is_nobodys(kind_called(main.name)) else FOLLOWING
    if event.main or event.type not in kinds or event.place is None or event.place_basis == "inferred":
        return False
    later = days_after(event.date_start, main.date_start)
    return later is not None and 0 <= later <= GAP_DAYS


def _is_around(event: IncidentEvent, main: IncidentEvent) -> bool:
    """Whether it is told of a place in the main event's state, in its country where it has no state.

    What is told of an area around the main event may be the same, told more vaguely.
    """
    here, there = event.place, main.place
    if here is None or there is None:
        return there is None
    if here.country != there.country or inside(key_of(there), key_of(here)):
        return False
    return there.admin1 is None or here.admin1 == there.admin1


def subtitle_of(events: Sequence[IncidentEvent], period: tuple[str, str] | None, sources: int) -> str | None:
    """Days, state and country, number of sources read; None where there is nothing to say."""
    if not sources:
        return None
    main = main_of(events)
    place = main.place if main else None
    parts = [
        span(*period, year=True) if period else None,
        place.admin1 if place and place.level != "country" else None,
        country(place.country) if place and place.country else None,
        say_n("one source", "{n} sources", sources),
    ]
    return " · ".join(part for part in parts if part)
