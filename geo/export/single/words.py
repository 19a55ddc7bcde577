"""What the script of the file says itself, in the language of now: plurals by the names that browsers give them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.messages import decimal, locale, message, say, say_n
from geo.present.design import CLASSES, SYMBOLS

if TYPE_CHECKING:
    from collections.abc import Callable

#: A number below this stands for each way in which a language counts.
_TRIED = 200
_SAID = {
    "all": message("Events"),
    "at": message("Events at {place}"),
    "none": message("No event in this choice."),
    "no-count": message("No count in this choice."),
    "no-quote": message("No quote in this choice."),
    "filtered": message("its events are filtered out"),
    "named": message("named, nothing placed"),
    "says": message("{who}, {day}"),
    "timeline": message("Events by day; the list beside it has them in words"),
    "close": message("Close"),
    "original": message("Its file: SHA-256 {hash}"),
    "date": message("Date"),
    "inferred": message("inferred"),
    "place": message("Place"),
    "what": message("What"),
    "src": message("Src"),
    "jurisdiction": message("Jurisdiction"),
    "level": message("Level"),
    "events-in": message("Events in it"),
    "acted": message("Acted"),
    "others": message("Spoke or named"),
    "no-jurisdiction": message("No jurisdiction in this choice."),
    "by-state": message("Events by state"),
    "count": message("Count"),
    "of-whom": message("Of whom"),
    "counts": message("Who counts"),
    "day": message("Day"),
    "stands": message("Relation"),
    "by": message("Publisher"),
    "title": message("Title"),
    "language": message("Language"),
    "undated": message("no source dates an event to the day"),
}
#: ``{n}`` and ``{shown}`` are put in by the script.
_COUNTED: dict[str, Callable[[int, str], str]] = {
    "event": lambda n, _: say_n("{n} event", "{n} events", n),
    "source": lambda n, _: say_n("{n} source", "{n} sources", n),
    "events": lambda n, shown: say_n("{shown} of {n} event", "{shown} of {n} events", n, shown=shown),
    "counts": lambda n, shown: say_n("{shown} of {n} count", "{shown} of {n} counts", n, shown=shown),
    "quotes": lambda n, shown: say_n("{shown} of {n} quote", "{shown} of {n} quotes", n, shown=shown),
    "undated": lambda n, _: say_n("{n} event not dated to the day", "{n} events not dated to the day", n),
    "unplaced": lambda n, _: say_n("{n} event without a place on the map", "{n} events without a place on the map", n),
    "more": lambda n, _: say_n("Show {n} more", "Show {n} more", n),
}


def words_of() -> dict[str, Any]:
    """Messages, kinds of events in the order of the legend, and the classes of states."""
    return {
        "language": str(locale()).replace("_", "-"),
        "says": {key: say(text) for key, text in _SAID.items()},
        "counted": {key: _plurals(form) for key, form in _COUNTED.items()},
        "kinds": {s.key: s.label for s in SYMBOLS},
        "classes": [[least, token] for least, token, _ in CLASSES],
    }


def _plurals(said: Callable[[int, str], str]) -> dict[str, str]:
    """The message for each way to count, by its name."""
    examples: dict[str, int] = {}
    for n in range(_TRIED):
        examples.setdefault(locale().plural_form(n), n)
    # The example's number is taken out again: none of these messages names another.
    return {form: said(n, "{shown}").replace(decimal(n), "{n}", 1) for form, n in examples.items()}
