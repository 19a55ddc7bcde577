"""Tables and charts in which a click opens something.

Their callbacks run when the selection has changed, and at no other time: what is picked is taken over once, before the
page is drawn.  What the browser tells is looked up among what was drawn, so that nothing else can come of it.
"""

from __future__ import annotations

import json
from functools import lru_cache, partial
from math import ceil, floor
from typing import TYPE_CHECKING, Any, TypeVar

import pandas as pd
import streamlit as st

from geo.charts import CONFIG, describe
from geo.escape import visible
from geo.messages import decimal, say
from geo.present import fonts
from geo.present.design import SANS, TOKENS
from geo.views import html, state
from geo.views.served import scripted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Mapping, Sequence

    import plotly.graph_objects as go
    from pandas.io.formats.style import Styler

    from geo.selection.opened import Opened

_LIGHTS = scripted("atlas_list", "atlas_list.js")
Item = TypeVar("Item")
#: What Streamlit sets in a chart that it has drawn, and that its data are the same then: else each is drawn twice.  It
#: hands a figure over twice, and plotly takes any object of the two for another one; a text it compares.
_ONCE = {"clickmode": "event+select", "hovermode": "closest", "dragmode": "pan", "datarevision": 1}
#: Pixels. A table whose rows are read, and not only found, has tall ones: Streamlit wraps words in no lower row.
ROW, TALL, HEAD = 28, 57, 38
#: Of a table on one line to a row: the size in which Streamlit writes it, and what of a column its margins take.
_LETTERS, _MARGINS = 12.25, 17
#: Pixels that a wide screen has more for tables: in the left column of a page, in the right one.
LEFT, RIGHT = 230, 120
#: Rows of a long table that are shown at a time: more take a browser longer than a click should.
ROWS_OF_A_PAGE = 100


def rows(
    table: Sequence[Mapping[str, Any]],
    items: Sequence[Item],
    key: str,
    *,
    ticked: Item | None,
    pick: Callable[[Item | None], None],
    height: int,
    columns: Mapping[str, Any],
    grey: Collection[int] = (),
    row: int = ROW,
    more: int = LEFT,
) -> None:
    """A table of which one row is ticked, by a press on its tick or on what it says.

    ``pick`` is told the item of another row, or None where the tick goes.

    The tick stands at the row of its item, whoever chose it and whatever rows came or went above; ``grey`` rows are
    written paler; ``more``: pixels that a wide screen gives it.
    """
    columns = shared(table, columns, tall=row != ROW, more=wider(more))
    table = cut(table, columns) if row == ROW else table
    at = items.index(ticked) if ticked in items[: len(table)] else None
    wanted = [] if at is None else [at]
    if _rows(key) != wanted or _cells(key):
        st.session_state[key] = {"selection": {"rows": wanted, "columns": [], "cells": []}}
    st.dataframe(
        _paled(table, grey) if grey else _frame(table),
        hide_index=True,
        row_height=row,
        height=min(height, HEAD + row * len(table)),
        on_select=partial(_row_picked, key, tuple(items), pick),
        selection_mode=["single-row", "single-cell"],
        key=key,
        column_config=dict(columns),
    )


def page_of(many: int, key: str, view: Hashable) -> slice:
    """Which of so many rows are shown; those of another ``view`` begin at the first."""
    last = max(many - 1, 0) // ROWS_OF_A_PAGE
    first = min(state.page_of(key, view), last) * ROWS_OF_A_PAGE
    return slice(first, min(first + ROWS_OF_A_PAGE, many))


def turns(shown: slice, many: int, key: str, view: Hashable) -> None:
    """Buttons to the rows before and after; nothing where all are shown."""
    if many <= ROWS_OF_A_PAGE:
        return
    page = shown.start // ROWS_OF_A_PAGE
    with st.container(horizontal=True, vertical_alignment="center", key=f"turn_{key}"):
        _turn("‹", f"rows_back_{key}", say("Earlier rows"), (key, view, page - 1), off=not page)
        _turn("›", f"rows_next_{key}", say("More rows"), (key, view, page + 1), off=shown.stop >= many)
        told = say("{first}–{last} of {n}", first=decimal(shown.start + 1), last=decimal(shown.stop), n=decimal(many))
        st.html(f'<p class="side">{told}</p>')


def _turn(sign: str, key: str, words: str, to: tuple[str, Hashable, int], *, off: bool) -> None:
    st.button(sign, key=key, disabled=off, help=words, on_click=state.turn_page, args=to)


def lighting(key: str, column: int, places: Sequence[Sequence[tuple[str, str]]]) -> None:
    """Have the rows of a table, tall ones, and the map light up together.

    ``column`` is the one that names the place, ``places`` the id and name of the place of each row, none or one.
    """
    told = list(dict.fromkeys(place for row in places for place in row))
    number = {place: nth for nth, place in enumerate(told)}
    _LIGHTS(
        key=f"{key}_lights",
        height=1,
        data={
            "table": f"st-key-{key}",
            "column": column,
            "head": HEAD,
            "row": TALL,
            "rows": [number[row[0]] if row else -1 for row in places],
            "places": [list(place) for place in told],
        },
    )


def wider(by: int) -> int:
    """So many pixels on a wide screen, none on another."""
    return by if state.roomy() else 0


def shared(
    table: Sequence[Mapping[str, Any]], columns: Mapping[str, Any], *, tall: bool = False, more: int = 0
) -> dict[str, Any]:
    """The columns with the room that some need not given to those whose words would be cut.

    In ``tall`` rows, which have several lines, only a single word that is wider than its column is.  ``more`` pixels
    go to all whose words have not the whole room of one line.
    """
    rooms = {name: told["width"] for name, told in columns.items() if _is_text(told)}
    texts = {name: [name, *(v for row in table if isinstance(v := row.get(name), str))] for name in rooms}
    spare = {name: max(rooms[name] - _room(own), 0) for name, own in texts.items()}
    whole = {name: [w for text in own for w in text.split()] if tall else own for name, own in texts.items()}
    short = {name: max(_room(own) - rooms[name], 0) for name, own in whole.items()}
    given = min(sum(spare.values()), sum(short.values()))
    off, on = (given / sum(spare.values()), given / sum(short.values())) if given else (0, 0)
    wide = {name: floor(rooms[name] - off * spare[name] + on * short[name]) for name in texts}
    return _resized(columns, _widened(wide, texts, more))


def _widened(rooms: Mapping[str, int], texts: Mapping[str, Sequence[str]], more: int) -> dict[str, int]:
    """The rooms with so many pixels ``more``, in like parts; none has more than its words need, and leaves the rest."""
    lacks = {name: max(_room(texts[name]) - room, 0) for name, room in rooms.items()}
    wide = dict(rooms)
    for others, name in reversed(list(enumerate(sorted(lacks, key=lacks.__getitem__, reverse=True)))):
        part = min(lacks[name], more // (others + 1))
        wide[name], more = wide[name] + part, more - part
    return wide


def _resized(columns: Mapping[str, Any], wide: Mapping[str, int]) -> dict[str, Any]:
    return {name: {**told, "width": wide[name]} if name in wide else told for name, told in columns.items()}


def _is_text(column: Mapping[str, Any]) -> bool:
    """Whether a column has a width and is of words: pictures and numbers keep theirs."""
    return isinstance(column.get("width"), int) and (column.get("type_config") or {}).get("type") == "text"


def _room(texts: Sequence[str]) -> int:
    """Pixels of a column in which none of these is cut."""
    return _MARGINS + 1 + ceil(max((fonts.width(text, _LETTERS, family=SANS) for text in texts), default=0))


@lru_cache(maxsize=10_000)  # each run of a page asks it of every row again
def lines_of(text: str, column: int) -> int:
    """How many lines a text takes in a tall row of a column that is so many pixels wide."""
    # A browser's own measure of a line differs by a pixel or two.
    return len(fonts.wrap(text, column - _MARGINS - 3, _LETTERS, family=SANS))


def cut(table: Sequence[Mapping[str, Any]], columns: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The table with an ellipsis where a column is too narrow for its words: a browser cuts them without one."""
    rooms = {name: width - _MARGINS for name, told in columns.items() if isinstance(width := told.get("width"), int)}
    return [
        {
            name: fonts.cut(value, rooms[name], _LETTERS, family=SANS)
            if name in rooms and isinstance(value, str)
            else value
            for name, value in row.items()
        }
        for row in table
    ]


def framed(table: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """The table without marks that turn or hide letters, which the browser's canvas obeys."""
    return pd.DataFrame([{k: visible(v) if isinstance(v, str) else v for k, v in row.items()} for row in table])


def _frame(table: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """The table, in which a picture that many rows bear goes to the browser once."""
    frame = framed(table)
    drawn = [name for name in frame if str(frame[name].iloc[0]).startswith("data:image")]
    return frame.astype(dict.fromkeys(drawn, "category"))


def _paled(table: Sequence[Mapping[str, Any]], grey: Collection[int]) -> Styler:
    """The table with some rows in the colour of second thoughts."""
    colour = f"color: {TOKENS[html.theme()]['muted']}"
    frame = framed(table)
    return frame.style.apply(lambda row: [colour if row.name in grey else ""] * len(row), axis=1)


def opening_rows(
    table: Sequence[Mapping[str, Any]],
    items: Sequence[Opened],
    key: str,
    columns: Mapping[str, Any],
    height: int = 340,
    grey: Collection[int] = (),
    row: int = ROW,
    more: int = LEFT,
) -> None:
    """A table whose rows open their evidence; the tick stays at what is open."""
    rows(
        table,
        items,
        key,
        ticked=state.opened(),
        pick=_open,
        height=height,
        columns=columns,
        grey=grey,
        row=row,
        more=more,
    )


def widths(of: Mapping[str, int]) -> dict[str, Any]:
    """Columns of text that are so many pixels wide; the others share the rest."""
    return {name: st.column_config.TextColumn(width=width) for name, width in of.items()}


def _open(item: Opened | None) -> None:
    if item:
        state.open_item(item)


def _rows(key: str) -> list[int]:
    """Which rows are ticked."""
    told = st.session_state.get(key)
    return list(told["selection"]["rows"]) if told else []


def _cells(key: str) -> list[int]:
    """The rows of the cells that are chosen: a press on what a row says."""
    told = st.session_state.get(key)
    return [int(row) for row, _ in told["selection"].get("cells", ())] if told else []


def _row_picked(key: str, items: Sequence[Item], pick: Callable[[Item | None], None]) -> None:
    """A press on the text of a row is one on its tick, but never takes it off."""
    picked = _cells(key) or _rows(key)
    pick(items[picked[0]] if picked and picked[0] < len(items) else None)


def points(figure: go.Figure, key: str, pick: Callable[..., None]) -> None:
    """A chart; ``pick`` is told the mark of the point that was clicked, one word for each part that it has."""
    told = describe(figure)
    st.plotly_chart(
        figure.update_layout(meta=json.dumps(figure.layout.meta), **_ONCE),
        theme=None,
        config=CONFIG,
        on_select=partial(_point_picked, key, pick),
        selection_mode="points",
        key=key,
        alt=told,
    )


def _point_picked(key: str, pick: Callable[..., None]) -> None:
    """A click on what is picked already takes the mark off, and changes nothing."""
    told = st.session_state[key]["selection"]["points"]
    mark = told[0].get("customdata") if told else None
    # Plotly gives some kinds of traces a row of data for each point.
    parts = mark if isinstance(mark, (list, tuple)) else [mark]
    if parts and all(part is not None for part in parts):
        pick(*map(str, parts))
