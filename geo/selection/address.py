"""What an address of the dashboard asks for, read with tolerance: whatever it holds, there is a page to show.

An address is outside text: typed by hand, cut by a mail program, made for another incident, or hostile.  A value that
cannot be one, or that no source of this incident knows, is left out and said in a few words.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, get_args

from geo import daybounds
from geo.escape import visible
from geo.incident import TOLL_ORDER
from geo.language.quotes.act_and_theme import themes
from geo.messages import Labels, languages, listing, message, say, say_n
from geo.present.design import BY_KEY
from geo.selection.area import Area
from geo.selection.filters import ALL, KNOWN, NOTHING, Filters, places_of
from geo.selection.on_pages import PARAMETERS, TABLES, OnPages
from geo.selection.opened import (
    Opened,
    of_agency,
    of_aside,
    of_check,
    of_count,
    of_event,
    of_figure,
    of_jurisdiction,
    of_named,
    of_quote,
    of_source,
    of_told,
    of_who,
)
from geo.selection.spot import Spot
from geo.types import QuoteKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from geo.incident import Incident, LedgerEntry
    from geo.selection.opened import Kind
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

    @property
    def names(self) -> bool:
        """Whether it asks for anything that an incident may not have."""
        return self.filters != Filters() or self.open is not None or self.on_pages != OnPages()

    def in_words(self) -> str | None:
        """One sentence on what was left out; None where nothing was."""
        if not self.left_out:
            return None
        things = listing([left.in_words() for left in self.left_out])
        return say("The address asks for {things}: left out.", things=things)


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
    def one(field: str, fits: Callable[[str], bool] = _plain) -> str | None:
        return _one(params, PARAMETERS[field], fits, left)

    return OnPages(
        spot=Spot.read(one("spot", lambda word: _plain(word) and Spot.read(word) is not None)),
        toll=one("toll", {"/".join(toll) for toll in TOLL_ORDER}.__contains__),
        table=one("table", TABLES.__contains__),
        ranked=_many(params, PARAMETERS["ranked"], left),
        quote_kinds=_many(params, PARAMETERS["quote_kinds"], left, get_args(QuoteKind).__contains__),
        governments=_many(params, PARAMETERS["governments"], left),
        theme=one("theme", themes().__contains__),
        speaker=one("speaker"),
        said=one("said", lambda day: daybounds.calendar_day(day) is not None),
        document=one("document"),
    )


def _many(
    params: Mapping[str, Sequence[str]], name: str, left: list[LeftOut], fits: Callable[[str], bool] | None = None
) -> tuple[str, ...]:
    """The values of a parameter that is repeated, each once: names hold commas."""
    given = dict.fromkeys(value for value in params.get(name, ()) if value)
    return _kept(name, given, fits or _plain, left, _NONE_SUCH)


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
class Known:
    """What an incident has of all that an address can ask for; each part is made when it is first asked for."""

    def __init__(self, incident: Incident) -> None:
        self.incident = incident

    @cached_property
    def _places(self) -> tuple[Place, ...]:
        return tuple(places_of(self.incident))

    @cached_property
    def country(self) -> frozenset[str]:
        """The countries of the places, those that are spoken for, those that act, and home."""
        incident = self.incident
        speakers = {(q.quote.jurisdiction or "")[:2] for q in incident.quotes}
        acting = {j.country for j in incident.jurisdictions}
        return frozenset(
            {p.country for p in self._places if p.country} | speakers | acting | {incident.home_country or ""}
        )

    @cached_property
    def state(self) -> frozenset[str]:
        """Codes of the states in which a place lies, or that act."""
        acting = {j.admin1_code for j in self.incident.jurisdictions if j.admin1_code}
        return frozenset({p.admin1_code for p in self._places if p.admin1_code} | acting)

    @cached_property
    def place(self) -> frozenset[str]:
        """Ids of the places."""
        return frozenset(p.id for p in self._places)

    @cached_property
    def source(self) -> frozenset[str]:
        """Ids of the sources that were read."""
        return self.document - {doc_id for doc_id, _ in self.incident.unread}

    @cached_property
    def document(self) -> frozenset[str]:
        """Ids of all sources."""
        return frozenset(d.id for d in self.incident.documents)

    @cached_property
    def counts(self) -> tuple[LedgerEntry, ...]:
        """The counts of all tolls."""
        return tuple(entry for toll in self.incident.tolls for entry in toll.entries)

    @cached_property
    def speaker(self) -> frozenset[str]:
        """Who speaks, under every name in the languages of the sources."""
        quotes = self.incident.quotes
        return frozenset({q.speaker for q in quotes if q.speaker} | {name for q in quotes for _, name in q.called})

    def on_pages(self, name: str) -> frozenset[str]:
        """The values that a parameter of one page can have; ``name`` is that of the field."""
        quotes = self.incident.quotes
        match name:
            case "toll":
                return frozenset(f"{t.status}/{t.party_class}" for t in self.incident.tolls if t.entries)
            case "ranked":
                return frozenset(of_count(entry).id for entry in self.counts)
            case "quote_kinds":
                return frozenset(q.quote.kind for q in quotes)
            case "governments":
                return frozenset(q.government for q in quotes)
            case "theme":
                return frozenset(key for q in quotes for key in q.quote.themes)
            case "speaker":
                return self.speaker
        return self.document

    def shows(self, spot: Spot) -> bool:
        """Whether a spot of the map is of a state or a place that the sources name."""
        return spot.state in self.state if spot.state else not self.place.isdisjoint(spot.places)

    def holds(self, item: Opened) -> bool:
        """Whether there is such a thing to open."""
        if item.kind == "sentence":
            return item.id.rpartition(":")[0] in self.document
        return item in set(_ITEMS[item.kind](self))

    def bodies(self) -> Iterable[str]:
        """Every name of a body."""
        for body in (a for j in self.incident.jurisdictions for a in j.agencies):
            yield from (body.name, *body.also, *dict(body.called).values())


#: What of each kind can be opened.  A check bears its place among those of a view: there are fewer than counts.
_ITEMS: Mapping[Kind, Callable[[Known], Iterable[Opened]]] = {
    "event": lambda known: map(of_event, known.incident.events),
    "told": lambda known: map(of_told, known.incident.events_aside),
    "count": lambda known: map(of_count, known.counts),
    "check": lambda known: map(of_check, range(len(known.counts))),
    "figure": lambda known: map(of_figure, known.incident.figures),
    "aside": lambda known: map(of_aside, known.incident.set_aside),
    "quote": lambda known: map(of_quote, known.incident.quotes),
    "jurisdiction": lambda known: map(of_jurisdiction, known.incident.jurisdictions),
    "agency": lambda known: (of_agency(j, body) for j in known.incident.jurisdictions for body in j.agencies),
    "named": lambda known: (of_named(m.place) for _, m in known.incident.mentions if m.place),
    "who": lambda known: map(of_who, (*known.speaker, *known.bodies())),
    "source": lambda known: map(of_source, known.incident.documents),
}
#: Why a value of one page is left out that the incident does not have.
_WHY = {"governments": _UNNAMED, "speaker": _UNNAMED}


def only_known(asked: Asked, known: Known) -> Asked:
    """What the address asks for without what this incident does not have."""
    left: list[LeftOut] = []
    chosen = asked.filters

    def place(name: str, value: str | None) -> str | None:
        kept = _kept(name, [value] if value else [], lambda code: code in getattr(known, name), left, _UNNAMED)
        return kept[0] if kept else None

    chosen = replace(
        chosen,
        country=place("country", chosen.country),
        state=place("state", chosen.state),
        place=place("place", chosen.place),
        sources=_kept("source", chosen.sources, lambda doc_id: doc_id in known.source, left, _NOT_HERE),
    )
    opened = asked.open
    if opened and not known.holds(opened):
        left.append(LeftOut(OPEN, opened.word(), _NOT_HERE))
        opened = None
    here = _known_here(asked.on_pages, known, left)
    return replace(asked, filters=chosen, open=opened, on_pages=here, left_out=(*asked.left_out, *left))


def _known_here(here: OnPages, known: Known, left: list[LeftOut]) -> OnPages:
    """The same of what is chosen on one page alone."""

    def those(field: str) -> tuple[str, ...]:
        told = getattr(here, field) or ()
        given = (told,) if isinstance(told, str) else told
        fits = known.on_pages(field).__contains__ if given else _plain
        return _kept(PARAMETERS[field], given, fits, left, _WHY.get(field, _NOT_HERE))

    def one(field: str) -> str | None:
        return next(iter(those(field)), None)

    spot = here.spot
    if spot and not known.shows(spot):
        left.append(LeftOut(PARAMETERS["spot"], spot.word(), _UNNAMED))
        spot = None
    return replace(
        here,
        spot=spot,
        toll=one("toll"),
        ranked=those("ranked"),
        quote_kinds=those("quote_kinds"),
        governments=those("governments"),
        theme=one("theme"),
        speaker=one("speaker"),
        document=one("document"),
    )
