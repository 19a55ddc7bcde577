"""Who acted, where, with what authority."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from geo.escape import safe
from geo.messages import Labels, decimal, listing, message, say, say_n, spoken
from geo.present import wording
from geo.present.design import TOKENS, data_uri
from geo.present.passages import deed
from geo.present.wording import shortened
from geo.selection.opened import of_agency, of_jurisdiction
from geo.views import data, evidence, html, mapview, state
from geo.views.clicks import opens
from geo.views.frame import chips, foot, nothing, title_block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.incident import Agency, Evidence, IncidentEvent, IncidentJurisdiction
    from geo.selection.spot import Spot
    from geo.types import Involvement, Mention

#: Columns of the matrix: group, heading, level, kinds of body.
COLUMNS: tuple[tuple[str, str, str, frozenset[str]], ...] = (
    (message("Federal", "level"), message("Army, Guard"), "federal", frozenset({"army", "guard"})),
    (message("Federal", "level"), message("Navy"), "federal", frozenset({"navy"})),
    (message("Federal", "level"), message("Security"), "federal", frozenset({"security", "police"})),
    (message("Federal", "level"), message("Prosecutor, court"), "federal", frozenset({"prosecutor", "court"})),
    (
        message("Federal", "level"),
        message("Executive, other"),
        "federal",
        frozenset({"executive", "legislature", "diplomacy", "governor", "mayor", "other"}),
    ),
    (message("State", "level"), message("Governor"), "state", frozenset({"governor", "executive"})),
    (message("State", "level"), message("Police"), "state", frozenset({"police", "guard", "security", "army", "navy"})),
    (
        message("State", "level"),
        message("Prosecutor, other"),
        "state",
        frozenset({"prosecutor", "court", "legislature", "diplomacy", "mayor", "other"}),
    ),
    (
        message("Town", "level"),
        message("Mayor, police"),
        "municipal",
        frozenset(
            {
                "mayor",
                "police",
                "security",
                "executive",
                "prosecutor",
                "court",
                "legislature",
                "other",
                "governor",
                "guard",
            }
        ),
    ),
)
INVOLVED: Labels[Involvement] = Labels({"acted": "acted, a source says so", "spoke": "spoke", "named": "named"})
#: Each in the glossary.
_MEANT: dict[Involvement, str] = {"acted": "acted", "spoke": "spoke", "named": "only_named"}
_STRENGTH: tuple[Involvement, ...] = ("acted", "spoke", "named")
MAP_HEIGHT = 320
#: Bodies of a government that stand there before a reader asks for all.
_FEW = 6
#: Other names of a body that stand beside it; its card has all.
_NAMES = 3
#: Characters of the sentence beside a body that only spoke; the page's style cuts it to two lines.
_WORDS = 220


def page() -> None:
    """Draw the page."""
    shown, whole = data.narrowed(), data.incident()
    title_block(
        say("Who acted, where, with what authority"),
        say("A body is listed where a source names it; no source is not the same as no action."),
    )
    here = decimal(len(shown.jurisdictions))
    chips(
        say_n("{shown} of {n} jurisdiction", "{shown} of {n} jurisdictions", len(whole.jurisdictions), shown=here),
        events=True,
    )
    if not shown.jurisdictions:
        nothing(say("No jurisdiction in this view."), "jurisdictions")
        return
    territory = sorted((j for j in shown.jurisdictions if j.territory), key=lambda j: (-j.events, j.name))
    authority = sorted(
        (j for j in shown.jurisdictions if j.agencies),
        key=lambda j: (j.level != "federal", not j.authority, -len(j.agencies), j.name),
    )
    left, right = st.columns([752, 392], gap="small")
    with left:
        _matrix(territory)
        _authority(authority)
    with right, st.container(key="beside"):
        _map(shown.jurisdictions)
        _card(sorted([*territory, *authority], key=lambda j: j.admin1_code is None))
    foot(say("A dash means that no source speaks of it."))


def _mark(kind: Involvement | None) -> str:
    t = TOKENS[html.theme()]
    if kind is None:
        return '<span class="side">–</span>'
    shapes = {
        "acted": f'<rect x="1.5" y="1.5" width="13" height="13" fill="{t["ink"]}"/>',
        "spoke": f'<path d="M1.6 2H14.4V11H8.6L5 14.8V11H1.6Z" fill="none" stroke="{t["ink"]}" stroke-width="1.7"/>',
        "named": (
            f'<rect x="2" y="2" width="12" height="12" fill="none" stroke="{t["muted"]}" stroke-width="1.6" '
            'stroke-dasharray="2.4 2"/>'
        ),
    }
    image = data_uri(f'<svg width="15" height="15" viewBox="0 0 16 16">{shapes[kind]}</svg>')
    return f'<img alt="{INVOLVED[kind]}" title="{INVOLVED[kind]}" width="15" height="15" src="{image}">'


def _strongest(agencies: Sequence[Agency]) -> Involvement | None:
    return next((k for k in _STRENGTH if any(a.involvement == k for a in agencies)), None)


def _matrix(listed: Sequence[IncidentJurisdiction]) -> None:
    states = [j for j in listed if j.level == "state" or j.admin1_code]
    html.section(
        say("By territory: it happened here"), say("states in which events are placed, or are told without a place")
    )
    if not states:
        st.html(f'<p class="none">{say("No source places an event in a state in this view.")}</p>')
        return
    groups = [(g, sum(c[0] == g for c in COLUMNS)) for g in dict.fromkeys(c[0] for c in COLUMNS)]
    top = "".join(f'<th class="c grp" colspan="{n}">{say(g, "level")}</th>' for g, n in groups)
    heads = "".join(f'<th class="c{_edge(i)}">{say(c[1])}</th>' for i, c in enumerate(COLUMNS))
    body = "".join(_row(j) for j in states)
    key = "".join(f"<span>{_mark(k)} {html.term(_MEANT[k])}</span>" for k in INVOLVED)
    named = safe(say("By territory: it happened here"))
    towns = any(j.level == "municipal" for j in states)
    head = say("State or town") if towns else say("State")
    st.html(
        f'<div class="scroll" tabindex="0" role="group" aria-label="{named}">'
        f'<table class="tab"><thead><tr><th></th><th></th>{top}</tr>'
        f'<tr><th>{head}</th><th class="n">{say("Events")}</th>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
        f'<div class="legend"><div>{key}<span>{_mark(None)} {say("no source")}</span></div></div>'
    )


def _edge(i: int) -> str:
    return " grp" if i == 0 or COLUMNS[i][0] != COLUMNS[i - 1][0] else ""


def _row(j: IncidentJurisdiction) -> str:
    cells = []
    for i, (_, _, level, kinds) in enumerate(COLUMNS):
        here = [a for a in j.agencies if a.level == level and a.kind in kinds]
        cells.append(f'<td class="c{_edge(i)}">{_cell(j, here)}</td>')
    events = wording.number(j.events) if j.events else wording.NONE
    town = f" <small>{say('town')}</small>" if j.level == "municipal" else ""
    name = opens(f"<b>{safe(wording.jurisdiction(j))}</b>{town}", of_jurisdiction(j))
    return f'<tr><td>{name}</td><td class="n">{events}</td>{"".join(cells)}</tr>'


def _cell(j: IncidentJurisdiction, bodies: Sequence[Agency]) -> str:
    """The mark of the bodies of a cell; a press opens what is said of the one that did most."""
    strongest = _strongest(bodies)
    first = next((of_agency(j, a) for a in bodies if a.involvement == strongest), None)
    return opens(_mark(strongest), first, title=", ".join(a.name_in(spoken()) for a in bodies))


def _authority(listed: Sequence[IncidentJurisdiction]) -> None:
    """The bodies of each government with what they are said to have done; those that are named only come last."""
    html.section(say("By authority: its bodies acted, spoke or are named"), say("in the words of the sources"))
    governments = [(j, own) for j in listed if (own := [a for a in j.agencies if a.own])]
    if not governments:
        st.html(f'<p class="none">{say("No source names a body of government in this view.")}</p>')
        return
    st.html("".join(_government(j, own) for j, own in governments))


def _government(j: IncidentJurisdiction, bodies: Sequence[Agency]) -> str:
    ordered = sorted(bodies, key=lambda a: (_STRENGTH.index(a.involvement), -len(a.evidence), a.name))
    doing = [a for a in ordered if a.involvement != "named"]
    named = [a for a in ordered if a.involvement == "named"]
    first = doing or named
    shown, behind = first[:_FEW], [*first[_FEW:], *(named if doing else [])]
    head = f"<h4>{safe(wording.jurisdiction(j))}<span>{wording.plural(len(ordered), 'body', 'bodies')}</span></h4>"
    more = say_n("{n} more", "{n} more", len(behind))
    rest = f"<details><summary>{more}</summary>{_bodies(j, behind)}</details>" if behind else ""
    return f'<div class="board gov">{head}{_bodies(j, shown)}{rest}</div>'


def _bodies(j: IncidentJurisdiction, bodies: Sequence[Agency]) -> str:
    return f'<ul class="bodies">{"".join(_body(j, a) for a in bodies[: html.MOST_LINES])}</ul>' if bodies else ""


def _body(j: IncidentJurisdiction, a: Agency) -> str:
    """A line: whether it acted, its name and level, what a sentence says of it, how many sources; a press opens it."""
    first = evidence.read_first(a.evidence)[0]
    text, name = data.documents()[first.doc_id].text, a.name_in(spoken())
    acted = a.involvement == "acted"
    words = deed(text, name, first) if acted else shortened(text[first.sent_start : first.sent_end], _WORDS)
    sources = wording.plural(len({e.doc_id for e in a.evidence}), "source")
    level = wording.LEVEL_WORDS[a.level]
    also = f"<small>{safe(_also(_other_names(a)[:_NAMES]))}</small>" if a.also else ""
    inner = (
        f"<span>{_mark(a.involvement)}</span><span><b>{safe(name)}</b><small>{safe(level)} · {safe(sources)}</small>"
        f'{also}</span><span class="said">{safe(words)}</span>'
    )
    return f"<li>{opens(inner, of_agency(j, a), kind='body')}</li>"


def _other_names(a: Agency) -> list[str]:
    return [name for name in (a.name, *a.also) if name != a.name_in(spoken())]


def _also(names: Sequence[str]) -> str:
    return say("also {names}", names=listing(list(names)))


def _map(listed: Sequence[IncidentJurisdiction]) -> None:
    html.section(say("Where events are placed"), say("click a state"))
    chosen = state.filters()
    mapview.show(
        opened=None,
        fit_key=f"j/{chosen.country}/{chosen.state}",
        fit=None,
        height=MAP_HEIGHT,
        key="jurisdiction_map",
        pick=partial(_spot_picked, listed, data.incident().events),
    )


def _spot_picked(listed: Sequence[IncidentJurisdiction], events: Sequence[IncidentEvent], clicked: Spot) -> None:
    """Open the state that was clicked, or that in which the places of a symbol lie, or go there."""
    code = clicked.state or next((e.place.admin1_code for e in events if e.place and clicked.holds(e.place)), None)
    found = [j for j in listed if code and j.admin1_code == code]
    if not mapview.moved(clicked, empty=not found) and found:
        state.open_item(of_jurisdiction(found[0]))


def _card(listed: Sequence[IncidentJurisdiction]) -> None:
    opened = state.opened()
    bodies = {of_agency(j, a): (j, a) for j in listed for a in j.agencies}
    if opened in bodies:
        j, a = bodies[opened]
        told = [_at_its_name(a, e) for e in evidence.read_first(a.evidence)]
        _show(a.name_in(spoken()), _body_line(j, a), told)
        return
    j = next((j for j in listed if of_jurisdiction(j) == opened), listed[0])
    basis = listing([b for b, on in ((say("territory"), j.territory), (say("authority"), j.authority)) if on])
    _show(
        wording.jurisdiction(j),
        f"{basis} · {wording.plural(j.events, 'event')}",
        evidence.read_first(j.evidence, partial(_lies_in, j)),
    )


def _at_its_name(body: Agency, told: Evidence) -> Evidence:
    """A sentence of which the body's name is marked; as it is where it bears another there."""
    text = data.documents()[told.doc_id].text
    for name in sorted((body.name, *body.also), key=len, reverse=True):
        if (at := text.find(name, told.sent_start, told.sent_end)) >= 0:
            return replace(told, start=at, end=at + len(name))
    return told


def _lies_in(j: IncidentJurisdiction, mention: Mention) -> bool:
    """Whether a sentence that names this place names the jurisdiction, or a place in it."""
    if mention.place is None or mention.role not in {"event", "mention"}:
        return False
    return mention.place.admin1_code == j.admin1_code if j.admin1_code else mention.place.country == j.country


def _body_line(j: IncidentJurisdiction, body: Agency) -> str:
    level, did = wording.LEVEL_WORDS[body.level], INVOLVED[body.involvement]
    where = {"level": level, "jurisdiction": wording.jurisdiction(j), "did": did}
    own = say("{level} body, {jurisdiction} · {did}", **where)
    told = own if body.own else say("{level} body of another government, told of in {jurisdiction} · {did}", **where)
    return f"{told} · {_also(_other_names(body))}" if body.also else told


def _show(title: str, meta: str, found: Sequence[Evidence]) -> None:
    head = f'<h3>{safe(title)}</h3><p class="meta">{safe(meta)}</p>'
    evidence.card(head, [(e, "") for e in found], key="jurisdiction")
