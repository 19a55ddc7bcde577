"""What an address of the dashboard asks for, read with tolerance: whatever it holds, there is a page to show.

An address is outside text: typed by hand, cut by a mail program, made for another incident, or hostile.  A value that
cannot be one, or that no source of this incident knows, is left out and said in a few words.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geo import daybounds
from geo.escape import visible
from geo.messages import Labels, languages, listing, message, say, say_n
from geo.present.design import BY_KEY
from geo.selection.area import Area
from geo.selection.filters import ALL, KNOWN, NOTHING, Filters, places_of
from geo.selection.on_pages import PARAMETERS, OnPages
from geo.selection.opened import Opened
from geo.selection.spot import Spot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from geo.incident import Incident
    from geo.types import Place

OPEN, VIEW, BRIEFING, LANGUAGE, SEARCH = "open", "view", "briefing", "lang", "q"
#: Characters of one value; the longest of ours is a body's name with its government, under 200.
LONGEST = 500
#: Characters of a value that are shown to the reader.
SHOWN = 40
_WORDS = Labels(
    {
        "country": "a country",
        "state": "a state",
        "place": "a place",
        "from": "a date",
        "to": "a date",
        "kind": "a kind of event",
        "known": "a precision",
        "source": "a source",
        "area": "a part of the map",
        OPEN: "a sentence",
        VIEW: "a view",
        LANGUAGE: "a language",
        SEARCH: "a search",
        PARAMETERS["spot"]: "a spot of the map",
        PARAMETERS["toll"]: "a toll",
        PARAMETERS["table"]: "a table",
        PARAMETERS["ranked"]: "a count",
        PARAMETERS["quote_kinds"]: "a kind of quote",
        PARAMETERS["governments"]: "a government",
        PARAMETERS["theme"]: "a theme",
        PARAMETERS["speaker"]: "a speaker",
        PARAMETERS["said"]: "a date",
        PARAMETERS["document"]: "a text",
    }
)


#: Why something is left out: words of ``say``, since who reads them is known when the whole address has been read.
_NONE_SUCH = message("that is none")
_UNNAMED = message("that no source names")
_NOT_HERE = message("that is not here")
_REPEATED = message("{thing} more than once ({value})")
_OUTSIDE = message("a date outside {days} ({value})")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that an address asks for and does not get."""

    name: str
    """Of the parameter."""
    value: str
    why: str
    """One of the messages above."""
    more: int = 0
    """How many more values of it are left out for the same reason."""

    def in_words(self) -> str:
        """As in "a date that is none (from=soon)"."""
        thing, value = _WORDS[self.name], f"{self.name}={_shown(self.value)}"
        if self.why in {_REPEATED, _OUTSIDE}:
            return say(self.why, thing=thing, days=daybounds.in_words(), value=value)
        more = say_n(" and {n} more like it", " and {n} more like it", self.more) if self.more else ""
        return f"{thing} {say(self.why)} ({value}){more}"


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for, as far as it can be had."""

    filters: Filters = field(default_factory=Filters)
    open: Opened | None = None
    """What is open in the evidence card."""
    briefing: bool = False
    """True: the clean frame."""
    usual: bool = True
    """True: no kinds of events are chosen, so that it is the page's to say which."""
    on_pages: OnPages = field(default_factory=OnPages)
    """What is chosen on one page alone."""
    language: str | None = None
    """Of the page; None: the browser's."""
    search: str = ""
    """What is searched for; empty: nothing is."""
    left_out: tuple[LeftOut, ...] = ()
    """What it asks for besides."""

    def in_words(self) -> str | None:
        """One sentence on what was left out; None where nothing was."""
        if not self.left_out:
            return None
        things = listing([left.in_words() for left in self.left_out])
        return say("The address asks for {things}: left out.", things=things)


@dataclass(frozen=True, slots=True)
class Known:
    """The ids that the sources of an incident know."""

    country: frozenset[str]
    state: frozenset[str]
    place: frozenset[str]
    source: frozenset[str]


def read(params: Mapping[str, Sequence[str]]) -> Asked:
    """What the parameters ask for; ``params`` gives all values of each.  Raises nothing."""
    left: list[LeftOut] = []
    first, last = _day(params, "from", left), _day(params, "to", left)
    if first and last and first > last:
        first, last = last, first
    country, state, place, opened = (_one(params, name, _plain, left) for name in ("country", "state", "place", OPEN))
    search = _one(params, SEARCH, _plain, left)
    view = _one(params, VIEW, BRIEFING.__eq__, left)
    language = _one(params, LANGUAGE, languages().__contains__, left)
    kinds = _listed(params, "kind", {*BY_KEY, NOTHING, ALL}, left)
    chosen = Filters(
        country,
        state,
        place,
        first,
        last,
        kinds=kinds if ALL not in kinds else (),
        known=_listed(params, "known", {*KNOWN, NOTHING}, left),
        sources=_listed(params, "source", None, left),
        area=Area.read(_one(params, "area", lambda word: Area.read(word) is not None, left)),
    )
    return Asked(
        filters=chosen,
        open=Opened.read(opened) if opened else None,
        briefing=view is not None,
        on_pages=_on_pages(params, left),
        language=language,
        usual=not kinds,
        search=search or "",
        left_out=tuple(left),
    )


def _on_pages(params: Mapping[str, Sequence[str]], left: list[LeftOut]) -> OnPages:
    toll, table, theme, speaker, said, document = (
        _one(params, PARAMETERS[name], _plain, left)
        for name in ("toll", "table", "theme", "speaker", "said", "document")
    )
    return OnPages(
        spot=Spot.read(
            _one(params, PARAMETERS["spot"], lambda word: _plain(word) and Spot.read(word) is not None, left)
        ),
        toll=toll,
        table=table,
        ranked=_many(params, PARAMETERS["ranked"], left),
        quote_kinds=_many(params, PARAMETERS["quote_kinds"], left),
        governments=_many(params, PARAMETERS["governments"], left),
        theme=theme,
        speaker=speaker,
        said=said,
        document=document,
    )


def _many(params: Mapping[str, Sequence[str]], name: str, left: list[LeftOut]) -> tuple[str, ...]:
    """The values of a parameter that is repeated, each once: names hold commas."""
    given = dict.fromkeys(value for value in params.get(name, ()) if value)
    return _kept(name, given, _plain, left, _NONE_SUCH)


def _one(
    params: Mapping[str, Sequence[str]], name: str, fits: Callable[[str], bool], left: list[LeftOut]
) -> str | None:
    """The last value of a parameter, as browsers take it; None where there is none that fits."""
    given = [value for value in params.get(name, ()) if value]
    if len(given) > 1:
        left.append(LeftOut(name, given[0], _REPEATED))
    if not given:
        return None
    kept = _kept(name, given[-1:], fits, left, _NONE_SUCH)
    return kept[0] if kept else None


def _day(params: Mapping[str, Sequence[str]], name: str, left: list[LeftOut]) -> str | None:
    told = _one(params, name, lambda value: daybounds.calendar_day(value) is not None, left)
    if told and daybounds.read_day(told) is None:
        left.append(LeftOut(name, told, _OUTSIDE))
        return None
    return told


def _listed(
    params: Mapping[str, Sequence[str]], name: str, allowed: Iterable[str] | None, left: list[LeftOut]
) -> tuple[str, ...]:
    """The values of a parameter that may have many, between commas or repeated; each once."""
    given = dict.fromkeys(value.strip() for told in params.get(name, ()) for value in told.split(",") if value.strip())
    fits = _plain if allowed is None else frozenset(allowed).__contains__
    return _kept(name, given, fits, left, _NONE_SUCH)


def _kept(
    name: str, given: Iterable[str], fits: Callable[[str], bool], left: list[LeftOut], why: str
) -> tuple[str, ...]:
    told = tuple(given)
    odd = [value for value in told if not fits(value)]
    if odd:
        left.append(LeftOut(name, odd[0], why, len(odd) - 1))
    return tuple(value for value in told if fits(value)) if odd else told


def _plain(value: str) -> bool:
    return len(value) <= LONGEST and visible(value) == value


def _shown(value: str) -> str:
    plain = visible(" ".join(value[:LONGEST].split()))
    return plain if len(plain) <= SHOWN else f"{plain[:SHOWN]}…"


# ------------------------------------------------------------------ what the incident knows
def known_in(incident: Incident) -> Known:
    """The countries, states, places and sources by which an incident can be filtered."""
    found = places_of(incident)
    unread = {doc_id for doc_id, _ in incident.unread}
    return Known(
        country=_countries(incident, found),
        state=frozenset(
            {p.admin1_code for p in found if p.admin1_code}
            | {j.admin1_code for j in incident.jurisdictions if j.admin1_code}
        ),
        place=frozenset(p.id for p in found),
        source=frozenset(d.id for d in incident.documents) - unread,
    )


def _countries(incident: Incident, places: Iterable[Place]) -> frozenset[str]:
    """The countries of the places, those that are spoken for, those that act, and home."""
    speakers = {(q.quote.jurisdiction or "")[:2] for q in incident.quotes}
    acting = {j.country for j in incident.jurisdictions}
    return frozenset({p.country for p in places if p.country} | speakers | acting | {incident.home_country or ""})


def only_known(asked: Asked, known: Known) -> Asked:
    """What the address asks for without the places and sources that this incident does not have."""
    left: list[LeftOut] = []
    chosen = asked.filters

    def place(name: str, value: str | None) -> str | None:
        kept = _kept(name, [value] if value else [], getattr(known, name).__contains__, left, _UNNAMED)
        return kept[0] if kept else None

    chosen = replace(
        chosen,
        country=place("country", chosen.country),
        state=place("state", chosen.state),
        place=place("place", chosen.place),
        sources=_kept("source", chosen.sources, known.source.__contains__, left, _NOT_HERE),
    )
    return replace(asked, filters=chosen, left_out=(*asked.left_out, *left))
