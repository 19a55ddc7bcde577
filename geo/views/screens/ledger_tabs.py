"""What stands beside the ledger: counts by place, other numbers, and what is of no toll."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from geo.escape import safe
from geo.messages import decimal, say
from geo.messages.stored import retold
from geo.present import wording
from geo.present.key_figures import noun, who
from geo.reconcile.tolls.by_place import local_tolls
from geo.selection.opened import of_aside, of_check, of_count, of_figure
from geo.views import evidence
from geo.views.picking import opening_rows, widths
from geo.views.screens.differences import check_card

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from geo.incident import Incident, IncidentFigure, SetAside, Toll
    from geo.selection.opened import Opened
    from geo.types import Casualty

    _Draw: TypeAlias = Callable[[], None]


# ------------------------------------------------------------------ by place
def by_place(tolls: Sequence[Toll]) -> None:
    """The counts that are told for a place, each place with its own range."""
    local = local_tolls(tolls)
    if not local:
        st.html(f'<p class="none">{say("No count in this view is told for a place.")}</p>')
        return
    rows = [
        {
            say("Place"): ", ".join(map(wording.place_name, x.places)),
            say("State"): x.places[0].admin1 or wording.NONE,
            say("Range"): wording.ranged(x.toll),
            say("What"): noun(x.toll),
            say("Counts"): decimal(len(x.toll.entries)),
            say("Best by"): who(x.toll.best_entry) if x.toll.best_entry else wording.NONE,
        }
        for x in local
    ]
    items = [of_count(x.toll.best_entry or x.toll.entries[0]) for x in local]
    columns = {say("Place"): 150, say("State"): 110, say("Range"): 64, say("What"): 156, say("Counts"): 58}
    opening_rows(rows, items, "by_place", widths(columns | {say("Best by"): 160}))


# ------------------------------------------------------------------ other numbers
def other_numbers(figures: Sequence[IncidentFigure]) -> None:
    """The small ledger of what is counted besides people hurt."""
    if not figures:
        st.html(f'<p class="none">{say("No source in this view counts anything else.")}</p>')
        return
    ordered = sorted(figures, key=lambda f: (f.figure.what.casefold().split()[-1:], f.published or "9"))
    rows = [
        {
            say("Date"): wording.day(f.published),
            say("Number"): wording.said(f.figure),
            say("Of what"): f.figure.what or wording.NONE,
            say("Who says so"): f.asserted_by or wording.NONE,
            say("Published by"): f.publisher or wording.NONE,
        }
        for f in ordered
    ]
    columns = {say("Date"): 56, say("Number"): 96, say("Of what"): 200, say("Who says so"): 176}
    opening_rows(rows, [of_figure(f) for f in ordered], "numbers", widths(columns | {say("Published by"): 176}))


def _figure_card(item: IncidentFigure) -> None:
    told, says = item.figure, item.asserted_by or say("source not named")
    why = f'<div class="warnbox"><b>{say("Why unsure")}</b> · {safe(retold(told.unsure))}</div>' if told.unsure else ""
    head = (
        f"<h3>{safe(wording.said(told).capitalize())} {safe(told.what or say('people'))}</h3>"
        f'<p class="meta">{say("says")} <b>{safe(says)}</b> · {say("of no toll")}</p>{why}'
    )
    evidence.card(head, [(item.evidence, "")], kind="count", key="figure")


# ------------------------------------------------------------------ of no toll
def set_aside(counts: Sequence[SetAside], unsure: Sequence[IncidentFigure]) -> None:
    """Counts that are of no toll and numbers that may be, each with the reason."""
    rows = [*(_unsure_row(f) for f in unsure), *(_aside_row(a) for a in counts)]
    if not rows:
        st.html(f'<p class="none">{say("Every count in this view is of a toll.")}</p>')
        return
    items = [*map(of_figure, unsure), *map(of_aside, counts)]
    columns = {say("Date"): 56, say("Number"): 88, say("Of whom"): 140, say("Why it is of no toll"): 270}
    opening_rows(rows, items, "aside", widths(columns | {say("Published by"): 150}))


def _unsure_row(item: IncidentFigure) -> dict[str, str]:
    return {
        say("Date"): wording.day(item.published),
        say("Number"): wording.said(item.figure),
        say("Of whom"): item.figure.what or say("people"),
        say("Why it is of no toll"): retold(item.figure.unsure),
        say("Published by"): item.publisher or wording.NONE,
    }


def _aside_row(item: SetAside) -> dict[str, str]:
    count = item.entry.casualty
    return {
        say("Date"): wording.day(item.entry.published),
        say("Number"): wording.said(count),
        say("Of whom"): _of_whom(count),
        say("Why it is of no toll"): retold(item.reason),
        say("Published by"): item.entry.publisher or wording.NONE,
    }


def _of_whom(count: Casualty) -> str:
    """People in the source's own word, with what they suffered in the page's."""
    return say("{people}: {suffered}", people=count.party or say("people"), suffered=wording.STATUS_WORDS[count.status])


def _aside_card(item: SetAside) -> None:
    count = item.entry.casualty
    head = (
        f"<h3>{safe(wording.said(count).capitalize())} {safe(_of_whom(count))}</h3>"
        f'<p class="meta">{say("says")} <b>{safe(who(item.entry))}</b> · {say("of no toll")}</p>'
        f'<div class="warnbox"><b>{say("Why set aside")}</b> · {safe(retold(item.reason))}</div>'
    )
    evidence.card(head, [(item.entry.evidence, "")], kind="count", key="aside")


# ------------------------------------------------------------------ what is open
def card_of(shown: Incident, item: Opened) -> _Draw | None:
    """What draws the card of a check, a number or a count that is of no toll; None: the view holds no such thing."""
    for check in (c for i, c in enumerate(shown.checks) if of_check(i) == item):
        return partial(check_card, check)
    for figure in (f for f in shown.figures if of_figure(f) == item):
        return partial(_figure_card, figure)
    for aside in (a for a in shown.set_aside if of_aside(a) == item):
        return partial(_aside_card, aside)
    return None
