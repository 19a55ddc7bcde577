"""The incident with what the program itself words, in the language of the page; it is put together once, in English."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.messages import speaking, spoken
from geo.reconcile.events.titles import titled
from geo.reconcile.place_names import renamed
from geo.reconcile.title import subtitle_of, title_of
from geo.reconcile.tolls.checks import checks_of
from geo.reconcile.tolls.toll import tolls_of
from geo.settings import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.incident import Incident, IncidentQuote, Toll


def worded(incident: Incident) -> Incident:
    """Places, bodies, titles, rules and checks anew; what ``incident.toml`` or a source says stays as it is."""
    quotes = tuple(map(_by_its_name, incident.quotes))
    if any(new is not old for new, old in zip(quotes, incident.quotes, strict=True)):
        incident = replace(incident, quotes=quotes)
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
