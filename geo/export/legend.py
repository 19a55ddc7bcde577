"""What the symbols and the fills of a drawn map mean, and where its events and boundaries come from."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from geo.export.ground import patterns
from geo.export.svg import rect, text, text_width
from geo.messages import decimal, message, say, say_n
from geo.present import wording
from geo.present.design import CLASSES, SYMBOLS, TOKENS, Theme, shape, symbol_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from geo.export.mapdraw import Map
    from geo.incident import Incident
    from geo.types import Document

CREDITS = message("Boundaries: Natural Earth, INEGI; places: GeoNames CC BY 4.0")
SIZE = 21
#: Publishers named in the source line; the others are counted.
NAMED = 5


def legend(incident: Incident, chart: Map, left: float, right: float, top: float, theme: Theme) -> str:
    """Two rows from ``left`` to ``right``, the first on the line ``top``; only what is drawn."""
    token = TOKENS[theme]
    kinds = {symbol_of(e.type).key for e in incident.events}
    used = [symbol for symbol in SYMBOLS if symbol.key in kinds]
    wide = sum(30 + text_width(symbol.label, SIZE) for symbol in used)
    gap = min(28.0, max((right - left - wide) / max(len(used) - 1, 1), 8))
    out, x = [], left
    for symbol in used:
        out.append(f'<g transform="translate({x:.1f} {top - 18}) scale(1.35)">{shape(symbol, theme)}</g>')
        out.append(text(x + 30, top, symbol.label, SIZE, token["ink"]))
        x += 30 + text_width(symbol.label, SIZE) + gap
    x, y = left, top + 36
    for mark, label in _precision(chart, token):
        out.append(f'<g transform="translate({x:.1f} {y - 20})">{mark}</g>')
        out.append(text(x + 38, y, label, SIZE, token["ink"]))
        x += 38 + text_width(label, SIZE) + 24
    return f"<defs>{patterns('key', theme)}</defs>" + "".join(out) + _classes(y, right, theme)


def _precision(chart: Map, token: dict[str, str]) -> list[tuple[str, str]]:
    """A small drawing and its meaning for each way in which places are known on this map."""
    dash = f'stroke="{token["ink2"]}" stroke-width="1.5" stroke-dasharray="4 3"'
    edge = f'stroke="{token["aline"]}" stroke-width="1.2"'
    found = []
    if 1 in chart.precisions:
        stem = f'<path d="M13 2V18" stroke="{token["ink"]}" stroke-width="2"/>'
        found.append((f'{stem}<circle cx="13" cy="19" r="4.5" fill="{token["ink"]}"/>', say("the place")))
    if chart.precisions & {2, 3}:
        found.append((f'<circle cx="14" cy="13" r="11" fill="none" {dash}/>', say("around it")))
    field = f'<rect x="0" y="3" width="30" height="20" {edge} fill="url(#key-'
    if 4 in chart.precisions:
        found.append((f'{field}hatch)"/>', say("state only")))
    if chart.dotted:
        found.append((f'{field}dots)"/>', say("named, nothing placed")))
    return found


def _classes(y: float, right: float, theme: Theme) -> str:
    """The shades of the states, at the right end."""
    token = TOKENS[theme]
    out, x = [], right
    for _, key, label in reversed(CLASSES):
        x -= text_width(label, SIZE)
        out.append(text(x, y, label, SIZE, token["ink"]))
        x -= 34
        out.append(rect((x, y - 17, x + 27, y + 2), token[key], token["aline"], 1.2))
        x -= 16
    out.append(text(x - 2, y, say("events:"), SIZE, token["ink"], anchor="end"))
    return "".join(out)


def counted(incident: Incident, chart: Map, total: int) -> str:
    """How many of all events are shown, and where those are that the map cannot show."""
    told = say_n("{shown} of {n} event", "{shown} of {n} events", total, shown=decimal(len(incident.events)))
    outside = [say("{n} outside this view", n=decimal(chart.outside))] if chart.outside else []
    unplaced = [say("{n} not placed", n=decimal(chart.unplaced))] if chart.unplaced else []
    return " · ".join([told, *outside, *unplaced])


def sources(incident: Incident, told_by: Collection[str] | None, most: int = NAMED) -> str:
    """How many documents (``told_by``: only of these), and ``most`` publishers that most events come from."""
    unread = dict(incident.unread)
    read = [d for d in incident.documents if d.id not in unread and (told_by is None or d.id in told_by)]
    names = _publishers(read, Counter(doc for event in incident.events for doc in event.sources))
    many = wording.plural(len(read), "source")
    if not names or not most:
        return f"{many}."
    joined = ", ".join(names[:most])
    return (
        say("{sources}, among them {names}.", sources=many, names=joined) if len(names) > most else f"{many}: {joined}."
    )


def _publishers(documents: Iterable[Document], used: Mapping[str, int]) -> list[str]:
    """Each publisher once, those first from whose documents most events come."""
    told = [d for d in documents if d.publisher]
    ranked = sorted(told, key=lambda d: (-used[d.id], d.published or "", d.id))
    return list(dict.fromkeys(d.publisher or "" for d in ranked))


def credited(incident: Incident, told_by: Collection[str] | None, fits: Callable[[str], bool]) -> str:
    """``sources`` and whose the boundaries and places are, with as many publishers as fit: those are always named."""
    owed = say(CREDITS)
    tries = (f"{sources(incident, told_by, most)} {owed}" for most in range(NAMED, -1, -1))
    return next(filter(fits, tries), owed)
