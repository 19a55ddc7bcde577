"""What stands below the sources: those that were taken out, and the log of what was done, by whom and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.escape import safe
from geo.export.tables import log as log_table
from geo.messages import kept, say, say_n
from geo.present import wording
from geo.present.deeds import DEEDS, doer, moment
from geo.views import html, picking

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.custody import Deed, Removed

#: Rows of the log that are shown, the newest; the file has all.
SHOWN = 200
#: Pixels of the log.
HEIGHT = 300


def taken_out(removed: Sequence[Removed], bring_back: Callable[[Removed], None] | None) -> None:
    """The removed sources, each with the way back for an editor; nothing where there is none."""
    if not removed:
        return
    title = say_n("{n} source was removed", "{n} sources were removed", len(removed))
    with st.expander(title, key="removed_sources"):
        for item in removed:
            _removed(item, bring_back)


def _removed(item: Removed, bring_back: Callable[[Removed], None] | None) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="side"><b>{safe(item.publisher or wording.NONE)}</b> · {safe(item.title)}</p>')
        if bring_back:
            st.button(say("Bring it back"), key=f"back_{item.doc_id}", on_click=bring_back, args=(item,))


def log(deeds: Sequence[Deed]) -> None:
    """Who did what to which source, the newest first, and all of it as a file."""
    html.section(say("Log"), say("what was done to sources, by whom and when (UTC)"))
    if not deeds:
        st.html(f'<p class="none">{say("Nothing was done since the log is kept.")}</p>')
        return
    rows = [_row(deed) for deed in reversed(deeds[-SHOWN:])]
    widths = picking.widths({say("When"): 130, say("Who"): 124, say("What"): 220, say("Title"): 236})
    columns = picking.shared(rows, widths, more=picking.wider(picking.LEFT))
    st.dataframe(
        picking.framed(picking.cut(rows, columns)),
        hide_index=True,
        row_height=picking.ROW,
        height=min(HEIGHT, picking.HEAD + picking.ROW * len(rows)),
        key="log",
        column_config=columns,
    )
    st.download_button(
        say("Log as CSV"),
        kept(_csv, deeds),
        "log.csv",
        "text/csv",
        key="log_csv",
        on_click="ignore",
    )


def _csv(deeds: Sequence[Deed]) -> bytes:
    return log_table(deeds).csv()


def _row(deed: Deed) -> dict[str, str]:
    detail = deed.detail.partition(" sha256:")[0]  # the file of the log has it whole
    day = wording.day(detail, year=True) if deed.what == "dated" else detail
    return {
        say("When"): moment(deed),
        say("Who"): doer(deed.who),
        say("What"): " ".join(filter(None, (DEEDS[deed.what], day))),
        say("Title"): deed.title or deed.doc_id,
    }
