"""Who said what: for whom, when, in which words."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from geo.charts import (
    government_colours,
    paled,
    quotes_by_day,
    quotes_by_government,
    quotes_by_speaker,
    quotes_by_theme,
)
from geo.countries import country_name
from geo.escape import markdown, safe
from geo.export.tables import quotes_csv
from geo.language.quotes.act_and_theme import themes
from geo.messages import decimal, kept, say, say_n
from geo.present import wording
from geo.present.passages import verbatim
from geo.reconcile.people import OTHERS
from geo.reconcile.sides import country_of, opposed
from geo.selection.opened import of_quote
from geo.views import data, evidence, html, state
from geo.views.clicks import opens
from geo.views.frame import chips, foot, nothing, title_block
from geo.views.picking import HEAD, TALL, opening_rows, points, widths

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from streamlit.delta_generator import DeltaGenerator

    from geo.incident import IncidentQuote
    from geo.reconcile.sides import Opposed
    from geo.types import Document

MOST_COLUMNS = 4
IN_A_COLUMN = 6
MOST_PAIRS = 3
#: Characters that fill three lines of the column of words, here and on a wide screen: a table cuts what is longer, and
#: does not say so.
_THREE_LINES, _THREE_WIDE = 100, 150


def page() -> None:
    """Draw the page."""
    shown, whole = data.narrowed(), data.incident()
    title_block(
        say("Who said what"), say("The words are the sources'; indirect speech is set in our type, it is no quotation.")
    )
    counted = st.container(key="counted")  # what is listed is known when the choice below it has been drawn
    if not shown.quotes:
        _counted(counted, 0)
        nothing(say("No quote in this view."), "quotes")
        return
    left, right = st.columns([752, 392], gap="small")
    with left:
        lead = st.container(key="pairs")  # what pulls apart stands above the choice that narrows it
        offered = _choice(shown.quotes)
        listed = [q for q in offered if _is_picked(q)]
        _counted(counted, len(listed))
        pairs = opposed(listed, data.incident().mentions)[:MOST_PAIRS]
        with lead:
            _side_by_side(pairs)
        _picked_chips(offered)
        if listed:
            _board(listed)
            _table(listed)
        else:
            st.html(f'<p class="none">{say("No quote of this choice.")}</p>')
    with right, st.container(key="beside"):
        item = _opened(listed, pairs)
        if item:
            evidence.quote_card(item)
        _charts(offered, listed, government_colours(whole.quotes, country_name(whole.home_country or "")))
    foot(say("Where a source does not say on which day something was said, the day stands on which it was published."))


def _counted(place: DeltaGenerator, listed: int) -> None:
    """The filters in force, and how many quotes the page lists of all."""
    many = len(data.incident().quotes)
    with place:
        chips(say_n("{shown} of {n} quote", "{shown} of {n} quotes", many, shown=decimal(listed)))


def _choice(quotes: Sequence[IncidentQuote]) -> list[IncidentQuote]:
    """Kind and government, as the reader picks them on this page."""
    kinds = [k for k in wording.QUOTE_WORDS if any(q.quote.kind == k for q in quotes)]
    governments = _governments(quotes)
    with st.container(horizontal=True, key="quote_choice"):
        kept = _pills(
            say("Kind"),
            "quote_kinds",
            state.on_pages().quote_kinds,
            kinds,
            lambda k: wording.QUOTE_WORDS[k].capitalize(),
        )
        theme = _theme(_ranked_themes(quotes))
        who = _pills(
            say("Speaks for"),
            "governments",
            state.on_pages().governments,
            governments,
            lambda g: markdown(wording.government(g)),
        )
    return [q for q in quotes if _is_chosen(q, kept, who, theme)]


def _governments(quotes: Sequence[IncidentQuote]) -> list[str]:
    """Those that are quoted most come first; "others" last whatever their number: they are what is left over."""
    ranked = [g for g, _ in Counter(q.government for q in quotes).most_common()]
    return sorted(ranked, key=lambda g: g == OTHERS)


def _pills(
    label: str, field: str, asked: Sequence[str], offered: Sequence[str], words: Callable[[str], str]
) -> Sequence[str]:
    """A choice of many, all of them where none is chosen."""
    key = f"which_{field}"
    chosen = [x for x in offered if x in asked] or list(offered)
    state.let_show(key, chosen)
    st.pills(
        label,
        list(offered),
        selection_mode="multi",
        key=key,
        format_func=words,
        on_change=_pills_picked,
        args=(field, key, len(offered)),
    )
    return chosen


def _pills_picked(field: str, key: str, offered: int) -> None:
    picked = tuple(st.session_state[key])
    state.choose_here(**{field: picked if len(picked) < offered else ()})


def _theme(offered: Sequence[str]) -> str | None:
    """What the quotes are to be about; None: everything."""
    asked, key = state.on_pages().theme, "which_theme"
    chosen = asked if asked in offered else None
    state.let_show(key, chosen)
    st.selectbox(
        say("About"),
        list(offered),
        index=None,
        placeholder=say("Everything"),
        key=key,
        width=180,
        format_func=lambda k: say(themes()[k].label),
        on_change=_theme_picked,
        args=(key,),
    )
    return chosen


def _theme_picked(key: str) -> None:
    state.choose_here(theme=st.session_state[key])


def _is_chosen(quote: IncidentQuote, kinds: Sequence[str], governments: Sequence[str], theme: str | None) -> bool:
    return (
        quote.quote.kind in kinds and quote.government in governments and (theme is None or theme in quote.quote.themes)
    )


def _is_picked(quote: IncidentQuote) -> bool:
    """Whether a quote is of the bars that were pressed."""
    here = state.on_pages()
    return (here.speaker is None or _is_by(quote, here.speaker)) and here.said in {None, _day(quote)}


def _is_by(quote: IncidentQuote, speaker: str) -> bool:
    """Whether somebody said it; a body may be asked for by its name in another language of the pages."""
    return speaker == quote.speaker or speaker in dict(quote.called).values()


def _day(quote: IncidentQuote) -> str | None:
    said = quote.quote.said_on
    return said[:10] if said and len(said) >= 10 else None


def _picked_chips(offered: Sequence[IncidentQuote]) -> None:
    """What bars were pressed, each with the way back."""
    here = state.on_pages()
    named = next((q.speaker for q in offered if here.speaker and _is_by(q, here.speaker)), here.speaker)
    told = [("speaker", named or ""), ("said", wording.day(here.said) if here.said else "")]
    with st.container(horizontal=True, key="chips_quotes"):
        for field, words in ((f, w) for f, w in told if w):
            label = f"{markdown(words)} ×"
            st.button(label, key=f"chip_{field}", on_click=state.choose_here, kwargs={field: None})


def _ranked_themes(quotes: Sequence[IncidentQuote]) -> list[str]:
    """The themes of the statements, the most told first."""
    return [key for key, _ in Counter(k for q in quotes for k in q.quote.themes if k in themes()).most_common()]


def _side_by_side(pairs: Sequence[Opposed]) -> None:
    """Statements of two governments on one thing of which one denies what the other affirms."""
    if not pairs:
        return
    html.section(say("Side by side"), say("two governments on one thing, one of them with a “not”: the reader judges"))
    st.html("".join(_pair(pair) for pair in pairs))


def _pair(pair: Opposed) -> str:
    """One statement, what both are about, and the other one."""
    sides = [
        f"<div><h4>{safe(wording.government(country_of(item)))}</h4>{card(item)}</div>"
        for item in (pair.denies, pair.affirms)
    ]
    about = safe(say(themes()[pair.theme].label))
    middle = f'<div class="mid"><b>{about}</b><span>← →</span><i>{say("one with a “not”")}</i></div>'
    return f'<div class="board pair">{sides[0]}{middle}{sides[1]}</div>'


def _board(quotes: Sequence[IncidentQuote]) -> None:
    html.section(say("Board by government"), say("direct speech first, latest first"))
    groups = _governments(quotes)[:MOST_COLUMNS]
    for column, group in zip(st.columns(max(len(groups), 1), gap="small"), groups, strict=False):
        column.html(_column(group, [q for q in quotes if q.government == group]))


def _column(group: str, quotes: list[IncidentQuote]) -> str:
    direct = sum(q.quote.kind != "indirect" for q in quotes)
    ordered = sorted(quotes, key=lambda q: (q.quote.kind == "indirect", _reverse(q.quote.said_on or q.published)))
    cards = "".join(card(q) for q in ordered[:IN_A_COLUMN])
    left = len(ordered) - IN_A_COLUMN
    below = say_n("{n} more quote in the table below", "{n} more quotes in the table below", left)
    more = f'<p class="side">{below}</p>' if left > 0 else ""
    indirect = len(quotes) - direct
    told = [say_n("{n} quoted", "{n} quoted", direct)] if direct else []
    told += [say_n("{n} indirect", "{n} indirect", indirect)] if indirect else []
    counted = " · ".join(told)
    return f'<div class="board"><h4>{safe(wording.government(group))}<span>{counted}</span></h4>{cards}{more}</div>'


def _reverse(iso: str | None) -> int:
    return -int((iso or "0").replace("-", "").ljust(8, "0"))


def _words(item: IncidentQuote, documents: Mapping[str, Document]) -> str:
    return verbatim(documents[item.doc_id].text, item.quote)


def card(item: IncidentQuote) -> str:
    """One quote as safe HTML: serif for the source's words, sans for indirect speech; a press opens its sentence."""
    q = item.quote
    text = safe(wording.shortened(_words(item, data.documents()), 220))
    # With its verb: what somebody denied must not read as what they said.
    how = " · ".join([wording.QUOTE_WORDS["indirect"], *([f"“{safe(q.cue)}”"] if q.cue else [])])
    indirect = f'<span class="indirect"><i class="infer">{how}</i> {text}</span>'
    body = indirect if q.kind == "indirect" else f'<span class="said">{text}</span>'
    told = " · ".join(safe(x) for x in (q.affiliation, wording.said_on(item)) if x)
    who = f'<span class="who"><b>{safe(item.speaker or say("Speaker not named"))}</b> · {told}</span>'
    return opens(body + who, of_quote(item), kind="card")


def _table(quotes: Sequence[IncidentQuote]) -> None:
    html.section(say("All quotes in this view"), say("choose a row to open its sentence"))
    listed = sorted(quotes, key=lambda q: (_reverse(q.quote.said_on or q.published), q.speaker or "~", q.quote.start))
    documents, most = data.documents(), _THREE_WIDE if state.roomy() else _THREE_LINES
    rows = [
        {
            say("Said"): wording.said_on(q),
            say("Speaker"): q.speaker or say("not named"),
            say("Words"): wording.shortened(_words(q, documents), most),
            say("For"): wording.government(q.government),
            say("Kind"): wording.QUOTE_WORDS[q.quote.kind],
            say("Source"): q.publisher or wording.NONE,
        }
        for q in listed
    ]
    columns = widths(
        {say("Said"): 76, say("Speaker"): 112, say("Words"): 250, say("For"): 80, say("Kind"): 72, say("Source"): 116}
    )
    opening_rows(rows, [of_quote(q) for q in listed], "quote_table", columns, HEAD + 8 * TALL, row=TALL)
    st.download_button(
        say("Quotes as CSV"),
        kept(quotes_csv, data.narrowed()),
        "quotes.csv",
        "text/csv",
        key="quotes_csv",
        on_click="ignore",
    )


def _charts(offered: Sequence[IncidentQuote], listed: Sequence[IncidentQuote], colours: Mapping[str, str]) -> None:
    """The charts of what is offered, pale where it is not listed; a press on a block opens it and narrows to its row.

    ``colours`` come from all quotes, so that no filter changes a government's colour.
    """
    labels = {key: say(theme.label) for key, theme in themes().items()}
    told = [(q, key) for q in offered for key in q.quote.themes if key in labels]  # the order of that chart's marks
    every = [(q, "") for q in offered]
    kept = {of_quote(q) for q in listed}
    for title, note, make, field, behind in (
        (say("Quotes by speaker"), say("one block a quote, hollow: indirect"), quotes_by_speaker, "speaker", every),
        (say("By theme"), say("found by their words"), partial(quotes_by_theme, labels=labels), "theme", told),
        (say("By government"), "", quotes_by_government, "governments", every),
        (say("By day said"), say("a press narrows"), quotes_by_day, "said", every),
    ):
        html.section(title, note)
        own = [q for q, _ in behind] if field == "theme" else offered
        figure = make(offered, theme=html.theme(), colours=colours)
        shown = frozenset(i for i, q in enumerate(own) if of_quote(q) in kept)
        points(paled(figure, shown), f"quotes_{field}", partial(_block_picked, field, behind))


def _block_picked(field: str, behind: Sequence[tuple[IncidentQuote, str]], mark: str, *_: str) -> None:
    """The mark of a block is the place of its quote; the row that it stands in becomes the choice."""
    if not mark.isdecimal() or int(mark) >= len(behind):
        return
    quote, theme = behind[int(mark)]
    row = {"speaker": quote.speaker, "theme": theme, "governments": (quote.government,), "said": _day(quote)}[field]
    state.open_item(of_quote(quote))
    here = state.on_pages()
    if row:
        # What was pressed is shown: a bar pressed before that leaves it out gives way.
        away = {"speaker": None if here.speaker != quote.speaker else here.speaker}
        away |= {"said": None if here.said != _day(quote) else here.said}
        state.choose_here(**(away | {field: row}))


def _opened(quotes: Sequence[IncidentQuote], pairs: Sequence[Opposed]) -> IncidentQuote | None:
    """What was chosen, else the first that stands on the page, else direct speech of a government."""
    by_item = {of_quote(q): q for q in quotes}
    direct = sorted(quotes, key=lambda q: (q.quote.kind == "indirect", q.government == OTHERS))
    first = [*(pair.denies for pair in pairs), *direct]
    found = state.default(list(by_item), next((of_quote(q) for q in first), None))
    return by_item.get(found) if found else None
