"""The incident with what the program itself words, in the language of the page; it is put together once, in English."""

from __future__ import annotations

import operator
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.messages import speaking, spoken
from geo.reconcile.events.reports import SAID
from geo.reconcile.events.titles import bare_title, titled
from geo.reconcile.place_names import renamed
from geo.reconcile.title import subtitle_of, title_of
from geo.reconcile.tolls.checks import checks_of
from geo.reconcile.tolls.toll import tolls_of
from geo.settings import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.incident import Incident, IncidentEvent, IncidentQuote, Toll


def worded(incident: Incident) -> Incident:
    """Places, bodies, titles, rules and checks anew; what ``incident.toml`` or a source says stays as it is."""
    incident = _with_names(incident)
    if spoken() == DEFAULT_LANGUAGE:
        return incident
    with speaking(DEFAULT_LANGUAGE):
        own_title = incident.title == title_of(incident.events)
        own_line = incident.subtitle == _line(incident)
    incident = remade(renamed(incident))
    return replace(
        incident,
        title=title_of(incident.events) if own_title else incident.title,
        subtitle=_line(incident) if own_line else incident.subtitle,
    )


def remade(incident: Incident) -> Incident:
    """Titles of events, rules and checks anew from the records: another version may have worded them otherwise."""
    entries = [e for toll in incident.tolls for e in toll.entries]
    tolls = _with_rules(incident.tolls, tolls_of(entries))
    events = titled(
        incident.events, entries, incident.figures, {d.id: d for d in incident.documents}, incident.mentions
    )
    return replace(incident, events=events, tolls=tolls, checks=checks_of(tolls))


def _with_names(incident: Incident) -> Incident:
    """Bodies that speak under their names in the language of the page, wherever they stand as who did something."""
    quotes, names = tuple(map(_by_its_name, incident.quotes)), _names(incident.quotes)
    events = tuple(_by_their_names(event, names) for event in incident.events)
    same = all(map(operator.is_, (*quotes, *events), (*incident.quotes, *incident.events)))
    return incident if same else replace(incident, quotes=quotes, events=events)


def _names(quotes: Iterable[IncidentQuote]) -> dict[str, str]:
    """For each name of a body that speaks the one in the language of the page; none for a name that several bear."""
    found: dict[str, set[str]] = defaultdict(set)
    for called in {quote.called for quote in quotes}:
        for _, name in called:
            found[name].add(dict(called).get(spoken(), name))
    return {name: own.pop() for name, own in found.items() if len(own) == 1}


def _by_their_names(event: IncidentEvent, names: Mapping[str, str]) -> IncidentEvent:
    actors = tuple(dict.fromkeys(names.get(actor, actor) for actor in event.actors))
    if actors == event.actors:
        return event
    named = replace(event, actors=actors)
    return replace(named, title=bare_title(named)) if event.type in SAID else named


def _by_its_name(quote: IncidentQuote) -> IncidentQuote:
    """A quote whose speaker, a body, bears the name that sources in the language of the page use, if one does."""
    name = dict(quote.called).get(spoken(), quote.speaker)
    return quote if name == quote.speaker else replace(quote, speaker=name)


def _with_rules(tolls: Sequence[Toll], anew: Iterable[Toll]) -> tuple[Toll, ...]:
    """The tolls as they are with the words of those that were made anew: no language changes a figure."""
    rules = {(t.status, t.party_class, t.low, t.best, t.high): t.rule for t in anew}
    return tuple(replace(t, rule=rules.get((t.status, t.party_class, t.low, t.best, t.high), t.rule)) for t in tolls)


def _line(incident: Incident) -> str | None:
    return subtitle_of(incident.events, incident.period, len(incident.documents) - len(incident.unread))
