"""The filters, the same on every page: a change is taken over in a callback, before anything is drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from geo.escape import safe
from geo.messages import decimal, languages, say, say_n
from geo.present.design import SYMBOLS, TOKENS, data_uri, svg
from geo.selection.filters import KNOWN
from geo.selection.offer import ticked
from geo.views import data, date_filter, html, starting, state
from geo.views.adding import panel

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.present.design import Symbol
    from geo.selection.offer import Offer

LOGO = (
    '<svg width="26" height="26" viewBox="0 0 26 26"><path d="M13 2 24 13 13 24 2 13Z" fill="none" stroke="{ink}" '
    'stroke-width="1.8"/><path d="M13 8.5 17.5 13 13 17.5 8.5 13Z" fill="{accent}"/></svg>'
)


def sidebar() -> None:
    """Draw the filters and how far the reading is."""
    with st.sidebar:
        logo = data_uri(LOGO.format(**TOKENS[html.theme()]))
        st.html(f'<div class="brand"><img alt="" src="{logo}" height="26"><b>Incident Atlas</b></div>')
        _language()
        offer, left = data.shown().offer, data.shown().left(state.filters())
        _places(offer)
        date_filter.draw(offer, left)
        st.html(f"<style>{''.join(map(_symbol_beside, SYMBOLS))}</style>")
        _ticks(say("What happened"), "kinds", offer.kinds, left.kinds, {s.key: s.label for s in SYMBOLS})
        known = {key: say(label) for key, (label, _) in KNOWN.items()}
        _ticks(say("Place known to"), "known", offer.known, left.known, known)
        _sources(offer)
        _done()
        _status()


def _language() -> None:
    key = "language"
    state.let_show(key, state.language())
    st.segmented_control(
        say("Language"),
        list(languages()),
        required=True,
        key=key,
        format_func=languages().__getitem__,
        label_visibility="collapsed",
        on_change=_language_chosen,
        args=(key,),
    )


def _done() -> None:
    """On a phone, where the filters hide the page: the way back to it, with what they leave there."""
    many, whole = len(data.narrowed().events), len(data.incident().events)
    words = say("Show {shown} of {n} events", shown=decimal(many), n=decimal(whole))
    st.html(f'<div class="done"><button type="button" data-away="">{words}</button></div>')


def _language_chosen(key: str) -> None:
    state.put_away()
    state.speak(st.session_state[key])


# ------------------------------------------------------------------ places
def _places(offer: Offer) -> None:
    chosen = state.filters()
    _select(say("Country"), "country", offer.countries(), say("All countries"), offer)
    _select(say("State"), "state", offer.states(chosen.country), say("All states"), offer)
    _select(say("Place"), "place", offer.towns(chosen.country, chosen.state), say("All places"), offer)


def _select(label: str, field: str, options: Iterable[str], empty: str, offer: Offer) -> None:
    names, chosen, key = data.shown().place_names, getattr(state.filters(), field), f"filter_{field}"
    listed = sorted({*options, *([chosen] if chosen else [])}, key=lambda o: names.get(o, o))
    state.let_show(key, chosen, None)
    st.selectbox(
        label,
        listed,
        index=None,
        placeholder=empty,
        key=key,
        format_func=lambda code: names.get(code, code),
        on_change=_place_chosen,
        args=(field, key, offer),
    )


def _place_chosen(field: str, key: str, offer: Offer) -> None:
    """What lies elsewhere than the newly chosen country or state is let go."""
    chosen, value = state.filters(), st.session_state[key]
    state.put_away()
    if field == "place":
        state.choose(place=value)
    else:
        wanted = replace(chosen, **{field: value})
        state.act()
        state.take(offer.moved(chosen, wanted.country, wanted.state))


# ------------------------------------------------------------------ kinds and precision
def _ticks(label: str, field: str, told: Iterable[str], counts: Mapping[str, int], words: Mapping[str, str]) -> None:
    """A tick for each that the incident has, all ticked where none is chosen; beside it what it finds in this view."""
    chosen = getattr(state.filters(), field)
    st.html(f'<p class="label">{label}</p>')
    for key in told:
        many = decimal(counts.get(key, 0))
        state.let_show(_tick(field, key), not chosen or key in chosen)
        st.checkbox(f"{words[key]} ({many})", key=_tick(field, key), on_change=_ticked, args=(field, tuple(told)))


def _symbol_beside(symbol: Symbol) -> str:
    """A rule that draws the symbol beside its tick: in the label it would be part of the name that is read aloud."""
    image = data_uri(svg(symbol, html.theme(), 16))
    return f'.st-key-{_tick("kinds", symbol.key)} label p::before{{content:url("{image}") / ""}}'


def _tick(field: str, key: str) -> str:
    return f"filter_{field}_{key}"


def _ticked(field: str, told: tuple[str, ...]) -> None:
    on = [key for key in told if st.session_state[_tick(field, key)]]
    state.choose(**{field: ticked(on, told)})


# ------------------------------------------------------------------ sources
def _sources(offer: Offer) -> None:
    known = {i: name for i, name in data.shown().source_names.items() if i in offer.sources}
    key = "filter_sources"
    state.let_show(key, [d for d in state.filters().sources if d in known], [])
    st.multiselect(
        say("Sources"),
        list(known),
        key=key,
        placeholder=say("All {n}", n=len(known)),
        format_func=known.__getitem__,
        on_change=_sources_chosen,
        args=(key,),
    )


def _sources_chosen(key: str) -> None:
    state.choose(sources=tuple(sorted(st.session_state[key])))


def _status() -> None:
    unread = data.incident().unread
    asks = data.settings().network
    lines = [say("Addresses that are given are asked, and nothing else.") if asks else say("Working offline.")]
    if unread:
        listed = say_n(
            "{n} source listed and not read yet: see Sources.",
            "{n} sources listed and not read yet: see Sources.",
            len(unread),
        )
        lines.append(listed)
    st.html(f'<p class="side">{safe(" ".join(lines))}</p>')
    starting.status()
    panel.status()
