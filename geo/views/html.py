"""Pieces of HTML that several pages show; all outside text passes ``geo.escape.safe``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.charts import strip
from geo.escape import markdown, safe
from geo.messages import say, say_n
from geo.present import glossary, key_figures, wording
from geo.present.design import CLASSES, SYMBOLS, TOKENS, Symbol, Theme, data_uri, svg
from geo.selection.address import OPEN
from geo.selection.opened import of_count, of_figure
from geo.views.clicks import asks, opens

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from geo.incident import Toll
    from geo.reconcile.happenings import Happening

#: Tolls in the row of key figures, and all that it holds.
TOLLS, MOST_FIGURES = 5, 6
#: A list has no more lines than this, and no more buttons: each click sends them anew, and nobody reads on.
MOST_LINES, MOST_BUTTONS = 100, 25


def theme() -> Theme:
    """The theme that the reader's browser asks for."""
    return "dark" if st.context.theme.type == "dark" else "light"


def term(key: str, inner: str = "") -> str:
    """A word of the glossary, or ``inner``, safe HTML, with what it means: under the pointer and for the keyboard."""
    told = f'<span role="tooltip">{safe(glossary.explained(key))}</span>'
    return f'<button type="button" class="term">{inner or safe(glossary.term(key))}{told}</button>'


def icon(symbol: Symbol, size: int = 14) -> str:
    """A symbol as an image."""
    return f'<img alt="" class="sym" width="{size}" height="{size}" src="{data_uri(svg(symbol, theme(), size))}">'


def figure(toll: Toll) -> str:
    """One key figure with its range strip and the line below it; a press opens the count ranked best."""
    image = data_uri(strip(toll, theme(), 190, 16))
    number, noun = key_figures.in_figures(toll), key_figures.noun(toll)
    inner = (
        f'<span class="what"><b>{safe(number)}</b> <span>{safe(noun)}</span></span>'
        f'<img alt="" src="{image}" width="190" height="16">'
        f'<span class="who">{safe("".join(key_figures.who_says(toll)))}</span>'
    )
    return opens(inner, of_count(toll.best_entry or toll.entries[0]), kind="fig", title=toll.rule)


def happening(item: Happening) -> str:
    """A key figure of what is counted besides people hurt; a press opens its sentence."""
    told = item.figure
    who = " · ".join(
        (
            f"{told.asserted_by or told.publisher or say('source not named')}, {wording.day(told.published)}",
            say_n("the only number told", "the greatest of {n} numbers told", item.numbers),
        )
    )
    inner = (
        f'<span class="what"><b>{safe(wording.counted(told.figure))}</b> <span>{safe(item.noun)}</span></span>'
        f'<span class="who">{safe(who)}</span>'
    )
    return opens(inner, of_figure(told), kind="fig")


def figures(tolls: Sequence[Toll], happenings: Sequence[Happening] = ()) -> str:
    """The row of key figures; a sentence where no source gives a number.

    What else is counted follows the tolls; where the row has no room, the smallest goes that is no toll of the dead.
    """
    cells = [(t.status != "killed", t.best or t.high or 0, figure(t)) for t in key_figures.key_tolls(tolls, TOLLS)]
    cells += [(True, h.least, happening(h)) for h in happenings]
    while len(cells) > MOST_FIGURES:
        smallest = min((c for c in cells if c[0]), key=lambda c: c[1], default=cells[-1])
        cells.remove(smallest)
    shown = [cell for _, _, cell in cells]
    if not shown:
        return f'<div class="figs"><p class="none">{say("No source gives a number for this view.")}</p></div>'
    return f'<div class="figs">{"".join(shown)}</div>'


def legend(told: Collection[str], chosen: Sequence[str]) -> str:
    """Symbols, how well places are known, and the classes of the shaded states.

    A press on a symbol of which something is ``told`` leaves that kind alone; where it is ``chosen`` alone, all again.
    """
    t = TOKENS[theme()]
    symbols = "".join(_symbol(s, told, chosen) for s in SYMBOLS)
    known = "".join(
        f'<span><img alt="" width="18" height="14" src="{data_uri(image)}"> {term(key)}</span>'
        for key, image in _known_images(t)
    )
    shades = "".join(f'<span><i style="background:{t[token]}"></i>{label}</span>' for _, token, label in CLASSES)
    return (
        f'<div class="legend"><div>{symbols}</div>'
        f'<div>{known}<span class="gap"></span>'
        f'<span class="shades"><span>{say("Events:")}</span>{shades}</span></div></div>'
    )


def _symbol(symbol: Symbol, told: Collection[str], chosen: Sequence[str]) -> str:
    """A symbol of the legend; what it stands for alone opens with the first of its events."""
    inner = f"{icon(symbol)} {safe(symbol.label)}"
    if symbol.key not in told:
        return f"<span>{inner}</span>"
    alone = tuple(chosen) == (symbol.key,)
    pressed = f'aria-pressed="{str(alone).lower()}"'
    return asks(inner, {"kind": "" if alone else symbol.key, OPEN: ""}, kind="key", more=pressed)


def _known_images(t: dict[str, str]) -> list[tuple[str, str]]:
    box = '<svg width="18" height="14" viewBox="0 0 18 14">'
    hatch = "".join(f'<path d="M{x} 14 {x + 14} 0" stroke="{t["slab"]}" stroke-width="1"/>' for x in range(-10, 18, 5))
    dots = "".join(f'<circle cx="{x}" cy="{y}" r=".9" fill="{t["slab"]}"/>' for x in (3, 8, 13) for y in (3, 7, 11))
    stem = (
        f'<path d="M9 2V12" stroke="{t["ink"]}"/><circle cx="9" cy="3" r="3" fill="{t["ink"]}"/>'
        f'<circle cx="9" cy="12.4" r="1.4" fill="{t["ink"]}"/>'
    )
    ring = f'<circle cx="9" cy="7" r="6" fill="none" stroke="{t["ink2"]}" stroke-dasharray="2.4 2"/>'
    frame = f'<rect x=".5" y=".5" width="17" height="13" fill="none" stroke="{t["aline"]}"/>'
    return [
        ("place", f"{box}{stem}</svg>"),
        ("around", f"{box}{ring}</svg>"),
        ("state", f"{box}{hatch}{frame}</svg>"),
        ("named", f"{box}{dots}{frame}</svg>"),
    ]


def folded(title: str, key: str, draw: Callable[[], None]) -> None:
    """A fold of which ``draw`` draws the inside once it has been opened: until then no click sends it anew.

    Streamlit takes one with another title, "8 events" for "11 events", for another fold: whether it is open is kept.
    """
    kept = f"{key}_was_open"
    fold = st.expander(title, expanded=st.session_state.get(kept, False), key=key, on_change="rerun")
    st.session_state[kept] = fold.open
    if fold.open:
        with fold:
            draw()


def more(left: int, remedy: str | None = None) -> None:
    """Say that ``left`` more are not listed and how to come to them; nothing where all are."""
    if left > 0:
        how = remedy or say("choose a place, days or sources")
        line = say_n("and {n} more: {remedy}.", "and {n} more: {remedy}.", left, remedy=how)
        st.html(f'<p class="side">{safe(line)}</p>')


def refused(title: str, reasons: Sequence[str]) -> None:
    """One line for any number of refused things; it opens to a sentence for each."""
    _sentences(title, reasons, ":material/warning:", opened=len(reasons) == 1)


def passed_over(title: str, reasons: Sequence[str]) -> None:
    """The same for what is no source; nothing is wrong there, so it stays closed."""
    _sentences(title, reasons, ":material/info:", opened=False)


def _sentences(title: str, reasons: Sequence[str], icon: str, *, opened: bool) -> None:
    if reasons:
        with st.expander(title, icon=icon, expanded=opened):
            st.markdown("\n".join(f"- {markdown(' '.join(reason.split()))}" for reason in reasons))


def heading(title: str, below: str | None, right: str = "") -> None:
    """The title block of a page: title, one line under it, the rule."""
    line = f"<p>{safe(below)}</p>" if below else ""
    st.html(f'<div class="head"><div><h1>{safe(title)}</h1>{line}</div><div class="right">{right}</div></div>')


def section(title: str, note: str = "") -> None:
    """A section's title with a quiet note at its right."""
    st.html(f'<div class="sect"><h2>{safe(title)}</h2><span>{safe(note)}</span></div>')


def room(height: int) -> None:
    """As much room, in pixels, as what comes later will take."""
    st.html(f'<div style="height:{height}px"></div>')


def count_legend() -> str:
    """What the signs of counts mean."""
    return (
        f'<span class="key"><b>◆</b> {term("best")}</span><span class="key">● {term("other_count")}</span>'
        f'<span class="key">○→ {term("at_least")}</span>'
    )
