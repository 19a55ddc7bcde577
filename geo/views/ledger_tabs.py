"""What stands beside the ledger: who contradicts whom, counts by place, other numbers, and what is of no toll."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from geo.escape import safe
from geo.present import wording
from geo.present.key_figures import noun, who
from geo.reconcile.tolls.by_place import local_tolls
from geo.selection.opened import of_aside, of_check, of_count, of_figure
from geo.views import evidence, html, state
from geo.views.picking import opening_rows, widths

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from geo.incident import Check, Incident, IncidentFigure, SetAside, Toll
    from geo.selection.opened import Opened

    _Draw: TypeAlias = Callable[[], None]

#: Checks that are shown before a reader asks for all.
_FEW = 4
#: More than this nobody reads on a page, and each is a button.
_MOST = 40
_SIGNS = {True: "=", False: "≠"}


# ------------------------------------------------------------------ who contradicts whom
def disagreements(checks: Sequence[Check]) -> None:
    """Every check as a sentence, what disagrees first, with a button that opens its sentences."""
    if not checks:
        return
    against = sum(not c.agrees for c in checks)
    html.section("Where the counts differ", f"{wording.plural(against, 'difference')}, nothing averaged")
    for i, check in enumerate(checks[:_FEW]):
        _line(i, check)
    if checks[_FEW:]:
        with st.expander(wording.plural(len(checks) - _FEW, "more check")):
            for i, check in enumerate(checks[_FEW:_MOST], start=_FEW):
                _line(i, check)
            html.more(len(checks) - _MOST)


def _line(i: int, check: Check) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"check_{i}"):
        st.html(f'<p class="check"><b>{_SIGNS[check.agrees]}</b> {safe(check.text)}</p>')
        st.button("Sentences", key=f"open_check_{i}", on_click=state.open_item, args=(of_check(i),))


def _check_card(check: Check) -> None:
    head = f"<h3>{_SIGNS[check.agrees]} {'They agree' if check.agrees else 'They differ'}</h3><p>{safe(check.text)}</p>"
    evidence.card(head, [(e.evidence, f"says: {who(e)}") for e in check.entries], kind="count", key="check")


# ------------------------------------------------------------------ by place
def by_place(tolls: Sequence[Toll]) -> None:
    """The counts that are told for a place, each place with its own range."""
    local = local_tolls(tolls)
    if not local:
        st.html('<p class="none">No count in this view is told for a place.</p>')
        return
    rows = [
        {
            "Place": ", ".join(p.name for p in x.places),
            "State": x.places[0].admin1 or wording.NONE,
            "Range": wording.ranged(x.toll),
            "What": noun(x.toll),
            "Counts": str(len(x.toll.entries)),
            "Best by": who(x.toll.best_entry) if x.toll.best_entry else wording.NONE,
        }
        for x in local
    ]
    items = [of_count(x.toll.best_entry or x.toll.entries[0]) for x in local]
    opening_rows(rows, items, "by_place", widths({"Range": 64, "Counts": 58}))


# ------------------------------------------------------------------ other numbers
def other_numbers(figures: Sequence[IncidentFigure]) -> None:
    """The small ledger of what is counted besides people hurt."""
    if not figures:
        st.html('<p class="none">No source in this view counts anything else.</p>')
        return
    ordered = sorted(figures, key=lambda f: (f.figure.what.casefold().split()[-1:], f.published or "9"))
    rows = [
        {
            "Date": wording.day(f.published),
            "Number": wording.said(f.figure),
            "Of what": f.figure.what or wording.NONE,
            "Who says so": f.asserted_by or wording.NONE,
            "Published by": f.publisher or wording.NONE,
        }
        for f in ordered
    ]
    opening_rows(rows, [of_figure(f) for f in ordered], "numbers", widths({"Date": 58, "Number": 96}))


def _figure_card(item: IncidentFigure) -> None:
    told, says = item.figure, item.asserted_by or "source not named"
    why = f'<div class="warnbox"><b>Why unsure</b> · {safe(told.unsure)}</div>' if told.unsure else ""
    head = (
        f"<h3>{safe(wording.said(told).capitalize())} {safe(told.what or 'people')}</h3>"
        f'<p class="meta">says <b>{safe(says)}</b> · of no toll</p>{why}'
    )
    evidence.card(head, [(item.evidence, "")], kind="count", key="figure")


# ------------------------------------------------------------------ of no toll
def set_aside(counts: Sequence[SetAside], unsure: Sequence[IncidentFigure]) -> None:
    """Counts that are of no toll and numbers that may be, each with the reason."""
    rows = [*(_unsure_row(f) for f in unsure), *(_aside_row(a) for a in counts)]
    if not rows:
        st.html('<p class="none">Every count in this view is of a toll.</p>')
        return
    items = [*map(of_figure, unsure), *map(of_aside, counts)]
    opening_rows(rows, items, "aside", widths({"Date": 58, "Number": 96}))


def _unsure_row(item: IncidentFigure) -> dict[str, str]:
    return {
        "Date": wording.day(item.published),
        "Number": wording.said(item.figure),
        "Of whom": item.figure.what or "people",
        "Why it is of no toll": item.figure.unsure or "",
        "Published by": item.publisher or wording.NONE,
    }


def _aside_row(item: SetAside) -> dict[str, str]:
    count = item.entry.casualty
    return {
        "Date": wording.day(item.entry.published),
        "Number": wording.said(count),
        "Of whom": f"{count.party or 'people'} {wording.STATUS_WORDS[count.status]}",
        "Why it is of no toll": item.reason,
        "Published by": item.entry.publisher or wording.NONE,
    }


def _aside_card(item: SetAside) -> None:
    count = item.entry.casualty
    head = (
        f"<h3>{safe(wording.said(count).capitalize())} {safe(count.party or 'people')} "
        f"{safe(wording.STATUS_WORDS[count.status])}</h3>"
        f'<p class="meta">says <b>{safe(who(item.entry))}</b> · of no toll</p>'
        f'<div class="warnbox"><b>Why set aside</b> · {safe(item.reason)}</div>'
    )
    evidence.card(head, [(item.entry.evidence, "")], kind="count", key="aside")


# ------------------------------------------------------------------ what is open
def card_of(shown: Incident, item: Opened) -> _Draw | None:
    """What draws the card of a check, a number or a count that is of no toll; None: the view holds no such thing."""
    for check in (c for i, c in enumerate(shown.checks) if of_check(i) == item):
        return partial(_check_card, check)
    for figure in (f for f in shown.figures if of_figure(f) == item):
        return partial(_figure_card, figure)
    for aside in (a for a in shown.set_aside if of_aside(a) == item):
        return partial(_aside_card, aside)
    return None
