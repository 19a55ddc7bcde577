"""How many, by whose count: every count with its sentence, and the range that they make."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from geo.charts import CONFIG, describe, ranges, toll_over_time
from geo.export.tables import figures_csv, ledger_csv
from geo.incident import TOLL_ORDER
from geo.present import wording
from geo.present.key_figures import noun, who
from geo.reconcile.stories import outlets_of
from geo.views import data, evidence, html, state
from geo.views.frame import chips, foot, title_block
from geo.views.ledger_tabs import CARDS, by_place, disagreements, other_numbers, picked_row, set_aside

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.incident import Incident, LedgerEntry, Toll
    from geo.types import Document


def page() -> None:
    """Draw the page."""
    shown = data.narrowed(state.filters())
    tolls = [t for t in shown.tolls if t.entries]
    total = sum(len(t.entries) for t in data.incident().tolls)
    title_block("Casualties, by whose count", _below(tolls), right=html.COUNT_LEGEND)
    chips(f"{sum(len(t.entries) for t in tolls)} of {wording.plural(total, 'count')}")
    if not tolls:
        _nothing()
        return
    left, right = st.columns([752, 392], gap="small")
    with left:
        toll = _over_time(tolls)
        _tables(shown, toll)
    with right:
        html.section("Range by status and party", "a dot for each number told")
        figure = ranges(tolls, html.theme())
        st.plotly_chart(figure, theme=None, config=CONFIG, key="ranges", alt=describe(figure))
        _card(shown, toll)
    disagreements(shown.checks)
    foot('A count marked + is "at least": it never sets the low end. — means that no source speaks of it: not zero.')


def _below(tolls: Sequence[Toll]) -> str:
    main = next((t for t in tolls if t.status == "killed" and t.party_class == "all"), None)
    return main.rule if main else "No source gives a total of the dead in this view."


def _nothing() -> None:
    st.html('<p class="none">No source gives a number in this view.</p>')
    if st.button("Clear the filters", key="clear_counts"):
        state.clear()
        st.rerun()


def _name(toll: Toll) -> str:
    text = noun(toll)
    return text[:1].upper() + text[1:]


def _over_time(tolls: Sequence[Toll]) -> Toll:
    """The chart of one toll over time; the reader picks which."""
    by_key = {f"{t.status}/{t.party_class}": t for t in sorted(tolls, key=_order)}
    keys = list(by_key)
    asked = next((k for k in keys if (state.opened() or "").startswith(f"count:{k}:")), keys[0])
    html.section("Toll as each source gave it", "lines hold until the next count")
    key = st.pills(
        "Toll",
        keys,
        default=asked,
        required=True,
        format_func=lambda k: _name(by_key[k]),
        label_visibility="collapsed",
        key="which_toll",
    )
    toll = by_key.get(str(key), by_key[asked])
    opened = state.opened() or ""
    if state.fresh("which_toll", str(key)) and opened.startswith("count:") and not opened.startswith(f"count:{key}:"):
        state.open_item(None)  # another toll was picked: its best count is what the card shows
    figure = toll_over_time(toll, html.theme())
    with st.container(key="wide_toll"):
        told = st.plotly_chart(
            figure,
            theme=None,
            config=CONFIG,
            on_select="rerun",
            selection_mode="points",
            key=f"toll_{toll.status}_{toll.party_class}",
            alt=describe(figure),
        )
    points = told["selection"]["points"] if told else []
    if points and state.fresh("toll", f"{key}{points[0].get('customdata')}"):
        index = points[0]["customdata"]
        _open(toll, toll.entries[int(index[0] if isinstance(index, (list, tuple)) else index)])
    return toll


def _order(toll: Toll) -> int:
    return TOLL_ORDER.index((toll.status, toll.party_class))


def _item(toll: Toll, entry: LedgerEntry) -> str:
    return f"count:{toll.status}/{toll.party_class}:{entry.doc_id}:{entry.casualty.start}"


def _open(toll: Toll, entry: LedgerEntry) -> None:
    state.open_item(_item(toll, entry))
    st.rerun()


def _tables(shown: Incident, toll: Toll) -> None:
    """The ledger and what stands beside it, one at a time."""
    numbers = [f for f in shown.figures if not f.figure.unsure]
    unsure = [f for f in shown.figures if f.figure.unsure]
    aside = len(unsure) + len(shown.set_aside)
    tabs = {
        "ledger": f"Ledger: {noun(toll)}",
        "places": "By place",
        "numbers": f"Other numbers · {len(numbers)}",
        "aside": f"Unsure or set aside · {aside}",
    }
    which = st.segmented_control(
        "Table",
        list(tabs),
        default="ledger",
        required=True,
        format_func=tabs.__getitem__,
        label_visibility="collapsed",
        key="which_table",
    )
    if which == "places":
        by_place(shown.tolls)
    elif which == "numbers":
        other_numbers(numbers)
        st.download_button(
            "Other numbers as CSV",
            partial(figures_csv, shown),
            "other-numbers.csv",
            "text/csv",
            key="figures_csv",
            on_click="ignore",
        )
    elif which == "aside":
        set_aside(shown.set_aside, unsure)
    else:
        _ledger(toll)


def _ledger(toll: Toll) -> None:
    """The table of counts."""
    entries = sorted(toll.entries, key=lambda x: (x.published or "9", x.publisher or "", x.casualty.start))
    documents = data.documents()
    rows = [
        {
            "Date": wording.day(x.published),
            "Who counts": who(x),
            "Count": wording.counted(x.casualty),
            "Who they were": x.casualty.party or wording.NONE,
            "Covers": evidence.covers(x),
            "Published by": _published_by(x, documents),
            "In the ledger": _relation(x),
        }
        for x in entries
    ]
    if (
        at := picked_row(
            rows, "ledger", f"ledger_{toll.status}_{toll.party_class}", {"Date": 58, "Count": 58, "Covers": 84}
        )
    ) is not None:
        _open(toll, entries[at])
    st.download_button(
        "Ledger as CSV",
        partial(ledger_csv, data.narrowed(state.filters())),
        "casualty-ledger.csv",
        "text/csv",
        key="ledger_csv",
        on_click="ignore",
    )


def _published_by(entry: LedgerEntry, documents: Mapping[str, Document]) -> str:
    others = len(outlets_of((entry.doc_id, *entry.copies), documents)) - 1
    more = f" and {wording.plural(others, 'other outlet')}" if others > 0 else ""
    return (entry.publisher or wording.NONE) + more


def _relation(entry: LedgerEntry) -> str:
    """Where a count stands; of a part of another toll's total, of which."""
    if entry.relation == "part" and entry.part_of:
        return f"⊂ part of {wording.counted(entry.part_of)}"
    return evidence.RELATION_WORDS[entry.relation]


def _card(shown: Incident, toll: Toll) -> None:
    """The card of whatever is open: a check, a number, a count of any toll; else the best of the toll in view."""
    opened = state.opened() or ""
    kind, _, rest = opened.partition(":")
    if kind in CARDS and (card := CARDS[kind](shown, rest)):
        card()
        return
    counts = {_item(t, x): (t, x) for t in shown.tolls for x in t.entries}
    evidence.count_card(*counts.get(opened, (toll, toll.best_entry or toll.entries[0])))
