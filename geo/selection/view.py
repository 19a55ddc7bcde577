"""A choice and what it leaves, as the files that leave the page need it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from geo.errors import SelectionError
from geo.export.brief.content import View
from geo.maps.payload import grouped
from geo.messages import speaking
from geo.present import wording
from geo.present.design import symbol_of
from geo.reconcile.events.places import fold
from geo.selection import address
from geo.selection.day_scale import latest, scale_of
from geo.selection.filters import Filters, narrow, places_of, sources_left
from geo.selection.named import in_words, place_names, source_names
from geo.selection.reach import reaches_of
from geo.settings import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.incident import Incident


def view_of(
    whole: Incident,
    filters: Filters,
    marking: str = "",
    *,
    shown: Incident | None = None,
    chosen: Filters | None = None,
) -> View:
    """What the filters leave of an incident, with the filters in words, in the language of now.

    ``shown``: what a page shows of them, where it does not narrow everything by its usual kinds; ``chosen``: those of
    the filters that a reader chose, None: all.
    """
    shown, scale = narrow(whole, filters) if shown is None else shown, scale_of(whole)
    chosen = filters if chosen is None else chosen
    days = (scale.low.isoformat(), scale.high.isoformat()) if scale else (None, None)
    names = place_names(whole)
    kinds = {symbol_of(e.type).key for e in whole.events}
    placed = grouped(shown.events)
    vague = sorted(names.get(code, code) for code in placed.vague()) if filters.area else ()
    return View(
        whole=whole,
        shown=shown,
        as_of=wording.day(latest(whole.documents), year=True),
        filters=tuple(words for _, words in in_words(filters, names, source_names(whole), days, vague, kinds)),
        hidden=frozenset(grouped(whole.events).by_state()).difference(placed.by_state()),
        sources=None if chosen == Filters() else sources_left(shown, chosen),
        marking=marking,
        reaches=partial(reaches_of, shown),
    )


def asked_of(incident: Incident, asked: Mapping[str, Sequence[str]]) -> Filters:
    """The choice that parameters of an address make; ``place`` may be a name of a country, a state or a place.

    Raises SelectionError: where a page would leave out what it cannot have, a file that is asked for is not made.
    """
    named = dict(asked)
    if "place" in named and not any(name.strip() for name in named["place"]):
        raise SelectionError("the place is empty: name a country, a state or a town, or leave it out.")
    if name := next(iter(named.pop("place", ())), None):
        field, code = _place(incident, name)
        named[field] = [code]
    first, last = (next(iter(named.get(name, ())), "") for name in ("from", "to"))
    if first and last and first > last:
        raise SelectionError(f"the first day, {first}, is after the last, {last}: change them round.")
    told = address.only_known(address.read(named), address.Known(incident))
    if told.left_out:
        raise SelectionError(
            f"{'; '.join(left.in_words() for left in told.left_out)}: leave it out, or choose what is there."
        )
    return told.filters


def _english(incident: Incident) -> Mapping[str, str]:
    """The names that a timetable knows, whatever language the words are in."""
    with speaking(DEFAULT_LANGUAGE):
        return place_names(incident)


def _with_states(incident: Incident) -> Mapping[str, str]:
    """Towns by name and state, which tells two of one name apart: "Guanajuato, Guanajuato"."""
    return {
        p.id: f"{p.name}, {p.admin1}" for p in places_of(incident) if p.admin1 and p.level not in {"country", "admin1"}
    }


def _place(incident: Incident, name: str) -> tuple[str, str]:
    """The parameter and the code of a place that the sources speak of: a country before a state before a town."""
    known, wanted = address.Known(incident), fold(name)
    names = [place_names(incident), _english(incident), _with_states(incident)]
    for field, codes in (("country", known.country), ("state", known.state), ("place", known.place)):
        called = {c: {c.casefold(), *(fold(own.get(c, "")) for own in names)} for c in codes if c}
        own = sorted(c for c, all_names in called.items() if name.casefold() in all_names or wanted in all_names)
        if len(own) > 1:
            several = "; ".join(f"{names[0][code]} is {code}" for code in own[:5])
            raise SelectionError(f"{name} is more than one place: name it by its code ({several}).")
        if own:
            return field, own[0]
    raise SelectionError(f"no source of this incident names a place called {name}: check the spelling.")
