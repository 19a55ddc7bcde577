"""How many, by whose count: every count with its sentence, and the range that they make."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from geo.charts import ranges, toll_over_time
from geo.escape import safe
from geo.export.tables import figures_csv, ledger_csv
from geo.incident import TOLL_ORDER
from geo.messages import decimal, kept, say, say_n
from geo.present import wording
from geo.present.key_figures import noun, who
from geo.present.origins import beside
from geo.reconcile.stories import outlets_of
from geo.selection.on_pages import TABLES
from geo.selection.opened import of_count
from geo.views import data, evidence, html, state
from geo.views.frame import chips, foot, nothing, title_block
from geo.views.picking import opening_rows, points, widths
from geo.views.screens import ranking
from geo.views.screens.differences import differences
from geo.views.screens.ledger_tabs import by_place, card_of, other_numbers, set_aside

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.incident import Incident, LedgerEntry, Toll
    from geo.types import Document

WHICH_TOLL, WHICH_TABLE = "which_toll", "which_table"
#: Relations of the counts that compete with no total.
APART = frozenset({"other", "part"})


def page() -> None:
    """Draw the page."""
    shown = ranking.applied(data.narrowed())
    tolls = [t for t in shown.tolls if t.entries]
    total = sum(len(t.entries) for t in data.incident().tolls)
    title_block(say("Casualties, by whose count"), _below(tolls), right=html.count_legend())
    here = decimal(sum(len(t.entries) for t in tolls))
    chips(say_n("{shown} of {n} count", "{shown} of {n} counts", total, shown=here))
    if not tolls:
        nothing(say("No source gives a number in this view."), "counts")
        return
    ranking.banner(data.narrowed())
    left, right = st.columns([752, 392], gap="small")
    with left:
        differences(shown.checks, tolls)
        toll = _over_time(tolls)
        _tables(shown, toll)
    with right, st.container(key="beside"):
        html.section(say("Range by status and party"), say("a dot for each number told"))
        points(ranges(tolls, html.theme()), "ranges", partial(_range_picked, tolls))
        _card(shown, toll)
    foot(
        say('A count marked + is "at least": it never sets the low end. — means that no source speaks of it: not zero.')
    )


def _below(tolls: Sequence[Toll]) -> str:
    """Which count of the dead is ranked best, and why."""
    main = next((t for t in tolls if t.status == "killed" and t.party_class == "all"), None)
    if main is None:
        return say("No source gives a total of the dead in this view.")
    if main.best_entry is None:
        return main.rule
    told = f"{wording.said(main.best_entry.casualty)} {noun(main)}"
    return say("Ranked best: {count}. {rule}", count=told, rule=main.rule)


def _name(toll: Toll) -> str:
    text = noun(toll)
    return text[:1].upper() + text[1:]


def _over_time(tolls: Sequence[Toll]) -> Toll:
    """The chart of one toll over time; the reader picks which."""
    by_key = {_key(t): t for t in sorted(tolls, key=_order)}
    asked = _asked(list(by_key))
    html.section(say("Toll as each source gave it"), say("lines hold until the next count"))
    state.let_show(WHICH_TOLL, asked)
    st.pills(
        say("Toll"),
        list(by_key),
        required=True,
        format_func=lambda k: _name(by_key[k]),
        label_visibility="collapsed",
        key=WHICH_TOLL,
        on_change=_toll_picked,
    )
    toll = by_key[asked]
    with st.container(key="wide_toll"):
        points(toll_over_time(toll, html.theme()), f"toll_{_key(toll)}", partial(_point_picked, toll.entries))
    return toll


def _asked(keys: Sequence[str]) -> str:
    """The toll that was picked, else that of the count that is open, else the first."""
    opened = state.opened()
    wanted = (state.on_pages().toll, opened.toll if opened else None)
    return next((key for key in wanted if key and key in keys), keys[0])


def _key(toll: Toll) -> str:
    return f"{toll.status}/{toll.party_class}"


def _toll_picked() -> None:
    """A count of another toll is closed: the card then shows the best of the one that was picked."""
    opened, picked = state.opened(), st.session_state[WHICH_TOLL]
    state.choose_here(toll=picked)
    if opened and opened.kind == "count" and opened.toll != picked:
        state.open_item(None)


def _point_picked(entries: Sequence[LedgerEntry], mark: str, *_: str) -> None:
    """The mark of a point is the place of its count in the toll."""
    if mark.isdecimal() and int(mark) < len(entries):
        state.open_item(of_count(entries[int(mark)]))


def _range_picked(tolls: Sequence[Toll], *mark: str) -> None:
    """The mark of a dot is the place of its toll and that of its count in the toll."""
    if len(mark) == 2 and all(m.isdecimal() for m in mark) and int(mark[0]) < len(tolls):
        _point_picked(tolls[int(mark[0])].entries, mark[1])
        state.choose_here(toll=_key(tolls[int(mark[0])]))


def _order(toll: Toll) -> int:
    return TOLL_ORDER.index((toll.status, toll.party_class))


def _tables(shown: Incident, toll: Toll) -> None:
    """The ledger and what stands beside it, one at a time."""
    numbers = [f for f in shown.figures if not f.figure.unsure]
    unsure = [f for f in shown.figures if f.figure.unsure]
    aside = len(unsure) + len(shown.set_aside)
    titles = (
        say("Ledger: {counted}", counted=noun(toll)),
        say("By place"),
        say("Other numbers · {n}", n=decimal(len(numbers))),
        say("Unsure or set aside · {n}", n=decimal(aside)),
    )
    tabs = dict(zip(TABLES, titles, strict=True))
    which = state.on_pages().table or TABLES[0]
    state.let_show(WHICH_TABLE, which)
    st.segmented_control(
        say("Table"),
        list(tabs),
        required=True,
        format_func=tabs.__getitem__,
        label_visibility="collapsed",
        key=WHICH_TABLE,
        on_change=_table_picked,
    )
    if which == "places":
        by_place(shown.tolls)
    elif which == "numbers":
        other_numbers(numbers)
        st.download_button(
            say("Other numbers as CSV"),
            kept(figures_csv, shown),
            "other-numbers.csv",
            "text/csv",
            key="figures_csv",
            on_click="ignore",
        )
    elif which == "aside":
        set_aside(shown.set_aside, unsure)
    else:
        _ledger(toll)


def _table_picked() -> None:
    state.choose_here(table=st.session_state[WHICH_TABLE])


def _ledger(toll: Toll) -> None:
    """The table of counts."""
    # What stands apart comes last, in grey.
    entries = sorted(
        toll.entries, key=lambda x: (x.relation in APART, x.published or "9", x.publisher or "", x.casualty.start)
    )
    if toll.best_entry and (told := evidence.number_told(toll.best_entry, toll)):
        st.html(f'<p class="side"><b>{safe(wording.counted(toll.best_entry.casualty))}</b> · {safe(told)}</p>')
    grey = frozenset(i for i, x in enumerate(entries) if x.relation in APART)
    documents = data.documents()
    rows = [
        {
            say("Date"): wording.day(x.published),
            say("Who counts"): who(x),
            say("Count"): wording.counted(x.casualty),
            say("Who they were"): x.casualty.party or wording.NONE,
            say("Covers"): evidence.covers(x),
            say("Published by"): _published_by(x, documents),
            say("In the ledger"): _relation(x),
        }
        for x in entries
    ]
    columns = {
        **widths(
            {
                say("Date"): 60,
                say("Who counts"): 134,
                say("Count"): 50,
                say("Who they were"): 92,
                say("Covers"): 74,
                say("In the ledger"): 118,
            }
        ),
        say("Published by"): st.column_config.TextColumn(width=178, help=say("ES, EN: told in that language only")),
    }
    opening_rows(rows, [of_count(x) for x in entries], f"ledger_{_key(toll)}", columns, grey=grey)
    st.download_button(
        say("Ledger as CSV"),
        kept(ledger_csv, data.narrowed()),
        "casualty-ledger.csv",
        "text/csv",
        key="ledger_csv",
        on_click="ignore",
    )


def _published_by(entry: LedgerEntry, documents: Mapping[str, Document]) -> str:
    own = outlets_of((entry.doc_id,), documents)
    others = len(outlets_of((entry.doc_id, *entry.copies), documents)) - len(own)
    more = say_n(" and {n} other outlet", " and {n} other outlets", others) if others > 0 else ""
    alone = data.one_language().of_count(entry)
    grade = data.shown().grades.get(entry.doc_id)
    told = (
        (entry.publisher or wording.NONE) + more,
        beside(entry),
        grade.code if grade else "",
        alone.upper() if alone else "",
    )
    return " · ".join(filter(None, told))


def _relation(entry: LedgerEntry) -> str:
    """Where a count stands; of a part of another toll's total, of which."""
    if entry.relation == "part" and entry.part_of:
        return say("⊂ part of {n}", n=wording.counted(entry.part_of))
    return wording.RELATION_WORDS[entry.relation]


def _card(shown: Incident, toll: Toll) -> None:
    """The card of whatever is open: a check, a number, a count of any toll; else the best of the toll in view."""
    opened = state.opened()
    if opened and (draw := card_of(shown, opened)):
        draw()
        return
    counts = {of_count(x): (t, x) for t in shown.tolls for x in t.entries}
    found = counts.get(opened) if opened else None
    of, entry = found or (toll, toll.best_entry or toll.entries[0])
    every = [x for t in shown.tolls for x in t.entries]
    evidence.count_card(of, entry, every, partial(ranking.button, of, entry))
