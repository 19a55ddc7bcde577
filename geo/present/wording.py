"""How numbers, dates and kinds are written for readers; no raw field name ever reaches a screen."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING

from babel.dates import format_date

from geo.countries import country_code, country_name
from geo.gazetteer.exonyms import government_called
from geo.language.text.numbers import number_value
from geo.messages import Labels, decimal, locale, say, say_n, spoken
from geo.settings import DEFAULT_LANGUAGE
from geo.types import ADMIN1, NEAR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.incident import Agency, IncidentEvent, IncidentJurisdiction, IncidentQuote, Toll
    from geo.types import Casualty, EventType, Figure, Government, Involvement, Place

NONE = "—"

#: What a kind of event is called, in titles, cards and tables.
EVENT_WORDS: Labels[EventType] = Labels(
    {
        "raid": "Raid",
        "clash": "Clash",
        "killing": "Killing",
        "arson": "Arson",
        "blockade": "Roadblocks",
        "arrest": "Arrest",
        "prison_break": "Prison break",
        "deployment": "Deployment",
        "travel_disruption": "Travel disruption",
        "call": "Call",
        "speech": "Speech",
        "statement": "Statement",
        "funeral": "Funeral",
        "other": "Other event",
    }
)
STATUS_WORDS = Labels({"killed": "killed", "injured": "injured", "arrested": "arrested", "missing": "missing"})
PARTY_WORDS = Labels(
    {
        "all": "all parties",
        "security_forces": "security forces",
        "cartel": "suspects",
        "civilian": "civilians",
        "unknown": "not stated",
    }
)
PRECISION_WORDS = Labels(
    {
        1: "the place named",
        2: "near the place named",
        3: "municipality, drawn at its seat",
        4: "state only",
        5: "wider region",
        6: "country only",
        7: "international",
    }
)
PLACE_WORDS = Labels(
    {
        "country": "country",
        "admin1": "state",
        "admin2": "municipality",
        "city": "town",
        "poi": "site",
        "region": "region",
    }
)
LEVEL_WORDS = Labels({"federal": "Federal", "state": "State", "municipal": "Municipal"}, "level")
INVOLVED_WORDS: Labels[Involvement] = Labels({"acted": "acted", "spoke": "spoke", "named": "named"}, "body")
#: How a count stands to the others of its toll.
RELATION_WORDS = Labels(
    {
        "best": "◆ ranked best",
        "part": "⊂ part of it",
        "same": "= same count",
        "rival": "≠ rival count",
        "superseded": "↷ superseded",
        "corrects": "↑ corrects an earlier count",
        "other": "counted apart",
    }
)
QUOTE_WORDS = Labels({"direct": "direct", "mixed": "partly quoted", "indirect": "indirect"})
ACT_WORDS = Labels(
    {
        "asserts": "asserts",
        "denies": "denies",
        "asks": "asks",
        "urges": "urges",
        "promises": "promises",
        "judges": "praises or blames",
    }
)


def event_name(event: IncidentEvent) -> str:
    """What an event is called: as reports call it, else as its type is called."""
    return say(event.name) if event.name else EVENT_WORDS[event.type]


def counted_in(event: str, counted: str) -> str:
    """An event with what is counted in it: "Siege: 30–37 killed"."""
    return say("{event}: {counted}", event=event, counted=counted)


def country(code: str) -> str:
    """Name of a country by its code (ISO 3166-1 alpha-2), in the language of the page."""
    return (
        country_name(code) if spoken() == DEFAULT_LANGUAGE else str(locale().territories.get(code, country_name(code)))
    )


def place_name(place: Place) -> str:
    """A place as the gazetteer names it; a country in the language of the page."""
    return country(place.country) if place.level == "country" and place.country else place.name


def government(group: str) -> str:
    """A group of the quote board with its country's name in the language of the page: "México, Michoacán", "Otros"."""
    land, comma, state = group.partition(", ")
    code = country_code(land)
    return f"{country(code) if code else say(land)}{comma}{government_called(code or '', state, spoken())}"


def jurisdiction(j: IncidentJurisdiction) -> str:
    """Its name; a country's in the language of the page."""
    return j.name if j.admin1 or j.level != "federal" else government(j.name)


def body(a: Agency, level: Government) -> str:
    """Its name as it stands in the row of a government of that level; one of another level or government says so."""
    if a.level != level:
        return f"{a.name_in(spoken())} ({LEVEL_WORDS[a.level].lower()})"
    return a.name_in(spoken()) if a.own else say("{name} (another government’s)", name=a.name_in(spoken()))


def language_name(code: str) -> str:
    """ "Spanish" for "es"; the code itself where it is no language's."""
    name = str(locale().languages.get(code, code))
    return name[:1].upper() + name[1:] if spoken() == DEFAULT_LANGUAGE else name


def only_in(language: str | None) -> str:
    """ "told in Spanish only" for what nobody else tells; empty for None."""
    return say("told in {language} only", language=language_name(language)) if language else ""


def day(iso: str | None, *, weekday: bool = False, month: bool = True, year: bool = False) -> str:
    """``2026-02-22`` as "22 Feb", "Sun 22 Feb", "Sun 22" or "22 Feb 2026"; a month as "May 2025"; None: "n.d."."""
    return _day(iso, spoken(), weekday=weekday, month=month, year=year) if iso else say("n.d.")


def said_on(quote: IncidentQuote, *, year: bool = False) -> str:
    """The day on which it was said; where its source tells none that of publication: "published 25 Feb"."""
    if quote.quote.said_on or not quote.published:
        return day(quote.quote.said_on, year=year)
    return say("published {day}", day=day(quote.published, year=year))


@lru_cache(maxsize=4096)
def _day(iso: str, language: str, *, weekday: bool, month: bool, year: bool) -> str:  # noqa: ARG001 - the language is the key
    try:
        parts = [int(p) for p in iso[:10].split("-")]
        told = date(*parts, *[1] * (3 - len(parts)))
    except (ValueError, TypeError):
        return iso  # what is no date stands as it is: a page that shows it lets a reader set another
    whole = f"{'EEE ' if weekday else ''}d{' MMM' if month else ''}{' y' if year else ''}"
    return str(format_date(told, {1: "y", 2: "MMM y"}.get(len(parts), whole), locale()))


def span(first: str | None, last: str | None, *, year: bool = False) -> str:
    """ "22–24 Feb", "22 Feb – 3 Mar", or one day."""
    if not first or not last or first == last:
        return day(first or last, year=year)
    if first[:7] == last[:7] and len(first) == len(last) == 10:
        return f"{int(first[8:10])}–{day(last, year=year)}"
    return f"{day(first, year=year and first[:4] != last[:4])} – {day(last, year=year)}"


def number(n: int | None) -> str:
    """1,000, or a dash where no source says."""
    return NONE if n is None else decimal(n)


def counted(casualty: Casualty | Figure) -> str:
    """A count as tables show it: "25", "25+", "> 70", "~20", "≤ 60", or the source's own word ("scores")."""
    low, high = casualty.min, casualty.max
    if low is None and high is None:
        return casualty.text if casualty.approx is None else f"~{number(casualty.approx)}"
    if high is None:
        return f">\u00a0{number(low - 1)}" if low is not None and is_beyond(casualty) else f"{number(low)}+"
    if low is None:
        return f"≤ {number(high)}"
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def is_beyond(casualty: Casualty | Figure) -> bool:
    """Whether an open count is told as "more than" the number in its words, and not as "at least"."""
    return casualty.min is not None and number_value(casualty.text) == casualty.min - 1


def said(count: Casualty | Figure) -> str:
    """A count in words: "at least 55", "more than 70", "up to 60", "about 20", "25", or the source's own ("scores")."""
    low, high = count.min, count.max
    if low is None and high is None:
        return count.text.lower() if count.approx is None else say("about {n}", n=number(count.approx))
    if low == high and number_value(count.text) is None and any(c.isdigit() for c in count.text):
        return count.text  # "$15 million"
    if high is None:
        more = is_beyond(count)
        return say("more than {n}", n=number((low or 1) - 1)) if more else say("at least {n}", n=number(low))
    if low is None:
        return say("up to {n}", n=number(high))
    return number(low) if low == high else say("{low} to {high}", low=number(low), high=number(high))


def ends_of(toll: Toll) -> tuple[int | None, int | None]:
    """The lowest and the highest number of a toll as they are told: 70 of "more than 70"."""
    low, high = toll.low, toll.high
    if not _is_beyond(toll):
        return low, high
    return (low, high - 1) if high is not None and high != low else ((low or high or 1) - 1,) * 2


def _is_beyond(toll: Toll) -> bool:
    """Whether its highest count is told as "more than" a number."""
    most = toll.low if toll.high is None else toll.high
    return toll.open_high and any(is_beyond(e.casualty) for e in toll.entries if e.casualty.min == most)


def ranged(toll: Toll) -> str:
    """A toll's range: "62–74", "25", "73+", "> 70", or a dash; "55–70+" where the most is told as "more than 70"."""
    if toll.low is None and toll.high is None:
        return NONE
    low, high = ends_of(toll)
    opened = "+" if toll.open_high else ""
    if low is None or high is None or low == high:
        most = number(low if high is None else high)
        return f">\u00a0{most}" if _is_beyond(toll) else f"{most}{opened}"
    return f"{number(low)}–{number(high)}{opened}"


def plural(n: int, noun: str, many: str | None = None) -> str:
    """ "1 event", "2 events"."""
    return say_n(f"{{n}} {noun}", f"{{n}} {many or noun + 's'}", n)


#: UCDP's ``date_prec`` from which a stretch of days only holds the event: "last week", "in early May".
_IN_A_WEEK = 3


def days_of(event: IncidentEvent, *, year: bool = False) -> str:
    """An event's days: "22–24 Feb"; "within 16–22 Feb" of one that "last week" tells, which need not have filled it."""
    told = span(event.date_start, event.date_end, year=year)
    several = bool(event.date_start and event.date_end) and event.date_start != event.date_end
    return say("within {days}", days=told) if several and (event.date_prec or 0) >= _IN_A_WEEK else told


def when(event: IncidentEvent, *, year: bool = False) -> str:
    """An event's date with its precision, and the hour if told: "Sun 22 Feb, 09:30"."""
    if event.date_start and event.date_end and event.date_start != event.date_end:
        told = days_of(event, year=year)
    else:
        told = day(event.date_start, weekday=True, year=year) if event.date_start else say("day not stated")
    return f"{told}, {event.time}" if event.time else told


def shortened(text: str, most: int) -> str:
    """``text`` on one line, cut at a word with an ellipsis where it has more than ``most`` characters."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return line[:most].rsplit(" ", 1)[0].rstrip(",;:–—- ") + "…"


def told_apart(names: Mapping[str, str], *more: Mapping[str, str]) -> dict[str, str]:
    """Labels for a list of which no two are alike: equal names get what tells them apart, and at last a number.

    ``more`` are sets of words by the same keys, taken one after the other while names are still alike.
    """
    labels = dict(names)
    for words_of in more:
        shared = {label for label, many in Counter(labels.values()).items() if many > 1}
        labels = {
            key: f"{label} · {words_of[key]}" if label in shared and words_of.get(key) else label
            for key, label in labels.items()
        }
    used = Counter(labels.values())
    apart: dict[str, str] = {}
    for key, label in labels.items():
        numbered = (f"{label} ({i})" for i in count(1))
        apart[key] = label if used[label] == 1 else next(n for n in numbered if n not in used)
        used[apart[key]] += 1
    return apart


#: Probability from which we say "over 99 % sure": figures nearer to 1 would claim more than was ever measured.
NEARLY_SURE = 0.99


def sure(score: float) -> str:
    """How sure a place is: "93 % sure", "over 99 % sure"."""
    return say("over 99 % sure") if score > NEARLY_SURE else say("{n} % sure", n=f"{100 * score:.0f}")


def known_to(where_prec: int | None, radius_km: float | None) -> str:
    """How well a place is known, in words: "within 25 km of the place named"."""
    near = where_prec in {NEAR, ADMIN1}
    return (
        say("within {n} km of the place named", n=f"{radius_km:.0f}")
        if near and radius_km
        else PRECISION_WORDS.get(where_prec or 0) or say("not told")
    )


def inferred(place: str) -> str:
    """The name of a place at which no sentence says that something happened."""
    return say("{place} (inferred)", place=place)
