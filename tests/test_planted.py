"""The checker over whole incidents: it passes what was made of them, and refuses what was planted in their records."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from geo.export.brief.compose import composed
from geo.messages import speaking
from geo.reconcile.events.reports import SAID
from geo.reconcile.worded import worded
from geo.run.console import extractor_of
from geo.run.incidents import put_together
from geo.selection.filters import Filters
from geo.selection.view import view_of
from geo.settings import Settings
from tests.conftest import ROOT, SHARED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geo.incident import Agency, Incident, IncidentEvent, IncidentQuote, LedgerEntry

#: The first case of the tree, and the five incidents that lie beside it.
FOLDERS = {"seeds": ROOT / "seeds"} | {
    name: SHARED / "incidents" / name
    for name in ("first-case", "el-paso-2019", "in-amenas-2013", "guayaquil-prison-2021", "odisha-train-2023")
}
LANGUAGES = ("en", "es")
NOBODY, NOWHERE = "Xerxes Quill", "Xanthippe"


@cache
def read(name: str) -> Incident:
    """The incident of a folder."""
    with extractor_of(Settings()) as extractor:
        return put_together(FOLDERS[name], Settings(), extractor)[0]


@cache
def told(name: str, language: str) -> Incident:
    """The same in a language."""
    with speaking(language):
        return worded(read(name))


# ------------------------------------------------------------------ what was made of them passes
def _choices(whole: Incident) -> Iterator[Filters]:
    yield Filters()
    towns = {e.place.id: e.place for e in whole.events if e.place and e.place.level == "city"}
    yield from (Filters(place=place) for place in [*towns][:3])
    yield from (Filters(sources=(d.id,)) for d in whole.documents[:3])
    yield from (Filters(kinds=("raid", "clash")), Filters(kinds=("said",)), Filters(known=("point",)))
    if whole.period:
        yield Filters(first=whole.period[0], last=whole.period[0])


@pytest.mark.shared
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FOLDERS)
def test_every_generated_sentence_of_a_given_incident_passes(name: str, language: str) -> None:
    whole = told(name, language)
    with speaking(language):
        for filters in _choices(whole):
            made = composed(view_of(whole, filters))
            whys = [(filters.to_query_params(), why) for _, why in made.refused]  # no words of the texts
            assert whys == []
            assert made.sentences()


# ------------------------------------------------------------------ what is planted is refused
def _one(records: tuple[Any, ...], wanted: Callable[[Any], bool], edit: Callable[[Any], Any]) -> tuple[Any, ...]:
    """The records with the first wanted one edited; as they are where there is none."""
    at = next((i for i, record in enumerate(records) if wanted(record)), None)
    return records if at is None else (*records[:at], edit(records[at]), *records[at + 1 :])


def _event(wanted: Callable[[IncidentEvent], bool], **changes: object) -> Callable[[Incident], Incident]:
    return lambda i: replace(i, events=_one(i.events, wanted, lambda e: replace(e, **changes)))


def _is_main(e: IncidentEvent) -> bool:
    return e.main


def _is_said(e: IncidentEvent) -> bool:
    return e.type in SAID and bool(e.actors)


def _is_guess(e: IncidentEvent) -> bool:
    return e.place is not None and e.place_basis == "inferred" and e.type not in SAID


def _moved(wanted: Callable[[IncidentEvent], bool], **changes: object) -> Callable[[Incident], Incident]:
    return lambda i: replace(
        i, events=_one(i.events, wanted, lambda e: replace(e, place=replace(e.place, name=NOWHERE, **changes)))
    )


def _best(edit: Callable[[LedgerEntry], LedgerEntry]) -> Callable[[Incident], Incident]:
    """The best count of the first toll that has one, in the toll and among its counts."""

    def toll(t: Any) -> Any:
        entries = tuple(edit(e) if e == t.best_entry else e for e in t.entries)
        return replace(t, best_entry=edit(t.best_entry), entries=entries)

    return lambda i: replace(i, tolls=_one(i.tolls, lambda t: t.best_entry, toll))


def _toll(**changes: object) -> Callable[[Incident], Incident]:
    return lambda i: replace(i, tolls=_one(i.tolls, lambda t: t.best_entry, lambda t: replace(t, **changes)))


def _quotes(edit: Callable[[IncidentQuote], IncidentQuote]) -> Callable[[Incident], Incident]:
    return lambda i: replace(i, quotes=tuple(map(edit, i.quotes)))


def _said(**changes: object) -> Callable[[IncidentQuote], IncidentQuote]:
    return lambda q: replace(q, quote=replace(q.quote, **changes))  # type: ignore[arg-type]


def _bodies(edit: Callable[[Agency], Agency]) -> Callable[[Incident], Incident]:
    def row(j: Any) -> Any:
        return replace(j, agencies=tuple(map(edit, j.agencies)))

    return lambda i: replace(i, jurisdictions=tuple(map(row, i.jurisdictions)))


def _elsewhere(i: Incident) -> Any:
    """A place that no text names."""
    place = next(m.place for _, m in i.mentions if m.place and m.place.level == "city")
    return replace(place, name=NOWHERE, id="0")


def _more(number: re.Match[str]) -> str:
    return str(int(number[0]) + 1)


PLANTED: dict[str, Callable[[Incident], Incident]] = {
    "another type, with its title": _event(_is_main, type="prison_break", says="Prison break", title="Prison break"),
    "a statement made a raid": _event(_is_said, type="funeral", says="Funeral", title="Funeral"),
    "another name for an event": _event(_is_main, name="The Great Massacre", says=""),
    "other words in a title": _event(_is_main, says="Massacre by police"),
    "another title": _event(_is_guess, title="Massacre by police"),
    "an inferred place told": _event(_is_guess, place_basis="told"),
    "another place": _moved(_is_main, id="0"),
    "another name of a place": _moved(_is_main),
    "an inferred place that nobody names": _moved(_is_guess, id="0"),
    "an inferred day before all": _event(
        lambda e: bool(e.date_start) and e.date_basis != "told", date_start="1999-01-02", date_end="1999-01-02"
    ),
    "another who states": _event(_is_said, actors=(NOBODY,)),
    "who counts": _best(lambda e: replace(e, asserted_by=NOBODY)),
    "the day of a count": _best(lambda e: replace(e, published="2000-01-01")),
    "what a count covers": lambda i: _best(lambda e: replace(e, covers=(_elsewhere(i),)))(i),
    "a number": _best(lambda e: replace(e, casualty=replace(e.casualty, min=7777, max=7777))),
    "an exact number made open": _best(
        lambda e: replace(e, casualty=replace(e.casualty, max=None if e.casualty.max else e.casualty.min))
    ),
    "the dead made missing": _best(lambda e: replace(e, casualty=replace(e.casualty, status="missing"))),
    "the best of a toll": _toll(best=7777, high=7777),
    "the low end of a toll": _toll(low=0),
    "a number in a check": lambda i: replace(
        i,
        checks=_one(
            i.checks, lambda c: not c.agrees, lambda c: replace(c, text=re.sub(r"\d+", _more, c.text, count=1))
        ),
    ),
    "words in a check": lambda i: replace(
        i, checks=_one(i.checks, lambda c: not c.agrees, lambda c: replace(c, text=f"{c.text} {NOBODY} lied."))
    ),
    "who speaks": _quotes(lambda q: replace(q, speaker=NOBODY)),
    "the day of saying": _quotes(_said(said_on="2001-01-01")),
    "a day of saying after that of printing": _quotes(_said(said_on="2999-01-01")),
    "reported words made direct": _quotes(lambda q: _said(kind="direct")(q) if q.quote.kind == "indirect" else q),
    "words of a quote": _quotes(_said(text="It was a prank.")),
    "the verb of a quote": _quotes(_said(cue="blustered")),
    "the day of printing": _quotes(lambda q: replace(_said(said_on=None)(q), published="2000-01-01")),
    "a body": _bodies(lambda a: replace(a, name=NOWHERE, also=(), called=())),
    "a body under a name that nobody uses": _bodies(
        lambda a: replace(a, name=NOWHERE, also=(a.name, *a.also), called=())
    ),
    "a body in the reader's language": _bodies(lambda a: replace(a, called=(("en", "CIA"), ("es", "CIA")))),
    "a state": lambda i: replace(
        i,
        jurisdictions=_one(
            i.jurisdictions,
            lambda j: j.level == "state" and j.agencies,
            lambda j: replace(j, name=NOWHERE, admin1=NOWHERE),
        ),
    ),
}


@pytest.mark.shared
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["el-paso-2019", "in-amenas-2013", "first-case", "seeds"])
def test_every_planted_falsehood_is_refused(name: str, language: str) -> None:
    whole = told(name, language)
    with speaking(language):
        planted = {kind: plant(whole) for kind, plant in PLANTED.items()}
        made = {kind: one for kind, one in planted.items() if one != whole}
        passed = [kind for kind, one in made.items() if not composed(view_of(one, Filters())).refused]
    assert passed == []
    assert len(made) > 29
