"""The skeleton of the single file: headings, filters, legend, foot; all text passes ``safe``, the script fills it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.escape import safe
from geo.export.legend import CREDITS, sources
from geo.messages import decimal, message, say
from geo.present import glossary, wording
from geo.present.deeds import DEEDS, doer, moment
from geo.present.design import CLASSES, SYMBOLS, TOKENS, shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.custody import Deed
    from geo.export.brief.content import Reaches, View
    from geo.export.single.records import Row
    from geo.present.design import Symbol

LOGO = (
    '<svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true"><path d="M13 2 24 13 13 24 2 13Z" '
    'fill="none" stroke="var(--ink)" stroke-width="1.8"/><path d="M13 8.5 17.5 13 13 17.5 8.5 13Z" '
    'fill="var(--accent)"/></svg>'
)
LICENCES = message(
    "Map drawing: Leaflet (BSD-2-Clause); fonts: Fira Sans and a cut of Source Serif (SIL Open Font License 1.1). "
    "What the sources say is theirs; the sentences are quoted as evidence."
)
SEAL = message(
    "The seal shows that no byte was altered since this file was sealed, if the fingerprint is the one that you were "
    "told by another way: by telephone, on paper. Without it the seal proves nothing, since whoever alters the file "
    "can seal it anew. It says nothing of who made the file, when, or whether the sources are right."
)
VERIFY = message("To check it, without a network: {command}")


#: How well places are known, as the legend has it.
_KNOWN = ("place", "around", "state", "named")
#: Characters of a date that is known to the day.
_WHOLE = len("2026-02-22")


def skeleton(view: View, log: list[Row] | None) -> str:
    """The body before its data and scripts; HTML needs no end of it."""
    assert view.reaches is not None  # noqa: S101 - ``view_of`` always tells
    return (
        f'<body>\n{_sprite()}{_marking(view)}<div class="frame">\n{_filters(view, view.reaches())}<main>\n'
        f'{_head(view)}{_figures()}<div class="columns">\n<div class="wide">{_map()}{_timeline()}{_lists()}'
        f"{_sources(view, log)}</div>\n{_side()}</div>\n{_foot(view)}</main>\n</div>\n{_marking(view)}"
    )


def _marking(view: View) -> str:
    return f'<p class="marking">{safe(view.marking)}</p>\n' if view.marking else ""


def _sprite() -> str:
    """Every symbol once, in the colours of the theme."""
    symbols = "".join(f'<symbol id="s-{s.key}" viewBox="0 0 16 16">{follows(shape(s))}</symbol>' for s in SYMBOLS)
    return f'<svg class="unseen" aria-hidden="true">{symbols}</svg>\n'


def follows(drawn: str) -> str:
    """A drawing in the colours of the light theme as one that follows the reader's."""
    for name, colour in TOKENS["light"].items():
        drawn = drawn.replace(f'"{colour}"', f'"var(--{name})"')
    return drawn


def icon(symbol: Symbol) -> str:
    """A symbol in a line of text."""
    return f'<svg class="sym" width="15" height="15" aria-hidden="true"><use href="#s-{symbol.key}"/></svg>'


# ------------------------------------------------------------------ the filters
def _filters(view: View, reaches: Reaches) -> str:
    counted = dict(reaches.kinds)
    kinds = [(s.key, icon(s) + safe(s.label), counted[s.key]) for s in SYMBOLS if s.key in counted]
    known = [(key, safe(words), n) for key, words, n in reaches.known]
    days = _days(reaches)
    inner = (
        f'<label for="place">{say("Place")}</label><select id="place">{_places(reaches)}</select>'
        f'<label for="first">{say("First day")}</label><select id="first">{days}</select>'
        f'<label for="last">{say("Last day")}</label><select id="last">{days}</select>'
        f'<label for="source">{say("Source")}</label><select id="source">{_told_by(view)}</select>'
        f"{_ticks(say('What happened'), 'kinds', kinds)}{_ticks(say('Place known to'), 'known', known)}"
        f'<button type="button" id="clear" hidden>{say("Clear the filters")}</button>'
    )
    return (
        f'<aside aria-label="{say("Filters")}"><p class="brand">{LOGO} Incident Atlas</p>'
        f'<details id="filters" open><summary>{say("Filters")}</summary>{inner}</details></aside>\n'
    )


def _places(reaches: Reaches) -> str:
    groups = (("country", say("Country")), ("state", say("State")), ("place", say("Place")))
    listed = [f'<option value="">{say("All places")}</option>']
    for level, words in groups:
        own = [(code, name) for of, code, name in reaches.places if of == level]
        if own:
            options = "".join(f'<option value="{safe(code)}">{safe(name)}</option>' for code, name in own)
            listed.append(f'<optgroup label="{words}">{options}</optgroup>')
    return "".join(listed)


def _told_by(view: View) -> str:
    """Every source that tells something of the view, by its number in the file."""
    unread = dict(view.whole.unread)
    told = [
        (n, f"{d.publisher or d.domain or say('source not named')}: {d.title}")
        for n, d in enumerate(view.whole.documents)
        if d.id not in unread and (view.sources is None or d.id in view.sources)
    ]
    options = "".join(f'<option value="{n}">{safe(words)}</option>' for n, words in sorted(told, key=lambda x: x[1]))
    return f'<option value="">{say("All sources")}</option>{options}'


def _days(reaches: Reaches) -> str:
    """Every whole day on which something is told."""
    every = (*reaches.events, *reaches.quotes, *(count for toll in reaches.counts for count in toll))
    days = sorted({day for reach in every for day in reach.days if day and len(day) == _WHOLE})
    told = "".join(f'<option value="{safe(d)}">{safe(wording.day(d, weekday=True, year=True))}</option>' for d in days)
    return f'<option value="">{say("any day")}</option>{told}'


def _ticks(label: str, name: str, offered: Sequence[tuple[str, str, int]]) -> str:
    if not offered:
        return ""
    ticks = "".join(
        f'<label class="tick"><input type="checkbox" name="{name}" value="{key}" checked>{words}'
        f"<span>{decimal(n)}</span></label>"
        for key, words, n in offered
    )
    return f"<fieldset><legend>{label}</legend>{ticks}</fieldset>"


# ------------------------------------------------------------------ the page
def _head(view: View) -> str:
    below = f"<p>{safe(view.shown.subtitle)}</p>" if view.shown.subtitle else ""
    chosen = " · ".join(view.filters) or say("everything that was read")
    return (
        f'<header class="head"><div><h1>{safe(view.shown.title)}</h1>{below}'
        f'<p class="of"><b>{say("Holds")}</b> {safe(chosen)} · {safe(say("as of {day}", day=view.as_of))}</p></div>'
        f'<p class="signs"><span><b>◆</b> {safe(glossary.term("best"))}</span><span>● '
        f"{safe(glossary.term('other_count'))}</span><span>○→ {safe(glossary.term('at_least'))}</span></p></header>\n"
    )


def _section(name: str, title: str, note: str = "", level: int = 2) -> str:
    return f'<div class="sect"><h{level} id="{name}-title">{safe(title)}</h{level}><span>{safe(note)}</span></div>'


def _figures() -> str:
    note = say("Ranges are those of the whole file: a choice leaves counts out and makes no new range.")
    return f'<div class="figs" id="figures"></div><p class="side" id="figures-note" hidden>{safe(note)}</p>\n'


def _map() -> str:
    symbols = "".join(f"<span>{icon(s)} {safe(s.label)}</span>" for s in SYMBOLS)
    known = "".join(f'<span><i class="known-{key}"></i> {safe(glossary.term(key))}</span>' for key in _KNOWN)
    shades = "".join(f'<span><i class="shade-{token}"></i>{label}</span>' for _, token, label in CLASSES)
    return (
        '<p class="counted" id="counted" role="status"></p><div class="mapframe"><div id="map"></div>'
        f'<div class="under"><figure id="inset" hidden></figure><div class="legend"><div>{symbols}</div>'
        f'<div>{known}<span class="gap"></span><span>{say("Events:")}</span>'
        f'{shades}</div></div></div></div><p class="side" id="unplaced"></p>\n'
    )


def _timeline() -> str:
    head = _section("timeline", say("Events by day"), say("pale: outside the filter"))
    return f'<section>{head}<div id="timeline"></div><p class="side" id="undated"></p></section>\n'


def _lists() -> str:
    note = say("“At least” sets no low end; nothing is added up or averaged; — no source gives a total.")
    counts = _section("counts", say("Who counts how many"), note)
    quotes = _section("quotes", say("Who said what"), say("Serif text is the source's own words."))
    named = say("A body is listed where a source names it; no source is not the same as no action.")
    acted = _section("jurisdictions", say("Who acted, with what authority"), named)
    return (
        f'<section>{counts}<p class="side" id="counts-left"></p><div id="counts"></div></section>\n'
        f'<section>{quotes}<p class="side" id="quotes-left"></p><div id="quotes"></div></section>\n'
        f'<section>{acted}<div id="jurisdictions" class="scroll"></div></section>\n'
    )


def _log(view: View) -> str:
    """What was done to the sources, by whom and when."""
    rows = "".join(f"<li>{safe(_deed(d))}</li>" for d in view.whole.log)
    head = _section("log", say("Log"), say("what was done to sources, by whom and when (UTC)"), level=3)
    return f'{head}<ul class="scroll">{rows}</ul>' if rows else ""


def _deed(deed: Deed) -> str:
    at, who = moment(deed), doer(deed.who)
    return f"{at} · {who} · {DEEDS[deed.what]} · {deed.title or deed.doc_id}{deed.detail and f' · {deed.detail}'}"


def _sources(view: View, log: list[Row] | None) -> str:
    heading = _section("sources", say("Sources"), say("pale: nothing of it is in this file's view"))
    if log is None:
        return f'<section>{heading}<div id="sources" class="scroll"></div></section>\n'
    command = "<code>python -m geo verify FILE --fingerprint …</code>"
    told = say(VERIFY, command="@").replace("@", command)
    rows = "".join(f"<li>{safe(_correction(row))}</li>" for row in log)
    listed = f"<ul>{rows}</ul>" if rows else f'<p class="none">{say("Nobody set a date or took a source out.")}</p>'
    log_head = _section("corrections", say("Corrections"), level=3)
    seal = f'{_section("seal", say("Seal"))}<p><b>{say("Fingerprint")}</b> <code id="fingerprint">…</code></p>'
    return (
        f'<section>{heading}<div id="sources" class="scroll"></div></section>\n<section id="seal">{seal}'
        f"<p>{safe(say(SEAL))}</p><p>{told}</p>{log_head}{listed}{_log(view)}</section>\n"
    )


def _correction(row: Row) -> str:
    if row["kind"] == "removed":
        return say("{source}: taken out by the user", source=row["id"])
    days = {name: wording.day(row[key], year=True) for name, key in (("now", "to"), ("before", "from"))}
    return say("{source}: dated {now} by the user; before: {before}", source=row["title"] or row["id"], **days)


def _side() -> str:
    head = _section("list", say("Events"), say("most sources first"))
    card = f'id="card" tabindex="0" aria-live="polite" aria-label="{say("Evidence")}"'
    return (
        f'<div class="beside"><section class="listed">{head}<button type="button" id="all-events" hidden>'
        f'{say("Show all events")}</button><div id="list" class="scroll" tabindex="0" role="region" '
        'aria-labelledby="list-title"></div></section>'
        f'<section class="card" {card}></section></div>\n'
    )


def _foot(view: View) -> str:
    made = say("Made with Incident Atlas; this file asks no network.")
    return (
        f'<footer class="foot"><span>{safe(sources(view.shown, view.sources))} {made}</span>'
        f"<span>{safe(say(CREDITS))}. {safe(say(LICENCES))}</span></footer>\n"
    )
