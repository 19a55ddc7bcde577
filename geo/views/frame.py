"""What stands around every page: fonts and colours, the sidebar with its filters, chips, footer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import streamlit as st

from geo.escape import markdown, safe
from geo.present import wording
from geo.present.design import SYMBOLS, TOKENS, data_uri, svg, symbol_of
from geo.selection.address import known_in
from geo.selection.day_scale import latest
from geo.selection.filters import KNOWN, Filters, in_words, known_key
from geo.views import data, date_filter, html, mapview, starting, state
from geo.views.faults import begin, guarded
from geo.views.screens import briefing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from streamlit.navigation.page import Page

    from geo.types import Place

_WEB = Path(__file__).parent / "web"
_FONTS = (
    ("Fira Sans", 400, "normal", "fira-sans-400-normal"),
    ("Fira Sans", 500, "normal", "fira-sans-500-normal"),
    ("Fira Sans", 600, "normal", "fira-sans-600-normal"),
    ("Fira Sans Condensed", 400, "normal", "fira-sans-condensed-400-normal"),
    ("Fira Sans Condensed", 400, "italic", "fira-sans-condensed-400-italic"),
    ("Fira Sans Condensed", 500, "normal", "fira-sans-condensed-500-normal"),
    ("Fira Sans Condensed", 600, "normal", "fira-sans-condensed-600-normal"),
    ("Atlas Serif", 400, "normal", "atlas-serif-400-normal"),
)
LOGO = (
    '<svg width="26" height="26" viewBox="0 0 26 26"><path d="M13 2 24 13 13 24 2 13Z" fill="none" stroke="{ink}" '
    'stroke-width="1.8"/><path d="M13 8.5 17.5 13 13 17.5 8.5 13Z" fill="{accent}"/></svg>'
)


ICON = data_uri(
    '<svg width="32" height="32" viewBox="0 0 26 26"><path d="M13 2 24 13 13 24 2 13Z" fill="#fff" '
    'stroke="#16222B" stroke-width="1.8"/><path d="M13 8.5 17.5 13 13 17.5 8.5 13Z" fill="#0B5563"/></svg>'
)


def menu() -> Literal["top", "hidden"]:
    """Where the names of the pages stand: nowhere in the clean frame."""
    state.restore()
    return "hidden" if state.briefing() else "top"


def show(page: Page, ready: Callable[[], None]) -> None:
    """Draw the page within its frame, or the clean frame; what fails says so and the rest is drawn."""
    begin()
    style()
    with guarded("The start"):
        ready()
    with guarded("The store") as store:
        data.store()
    if store.failed:
        return
    with guarded("The check of the settings"):
        for fault in data.incident_file().faults:
            st.warning(markdown(fault))
        data.check_settings()
    with guarded("The reading of the address"):
        state.keep_known(lambda: known_in(data.incident()))
    _draw(page)
    with guarded("The writing of the address"):
        state.write_address()


def _draw(page: Page) -> None:
    """The filters, what the address asked for in vain, and the page; or the clean frame alone."""
    if state.briefing():
        st.html("<style>[data-testid=stSidebar],[data-testid=stSidebarCollapsedControl]{display:none}</style>")
    else:
        with guarded("The list of filters"):
            sidebar()
    if told := state.left_out():  # after the filters: a change of them takes it away
        st.html(f'<p class="side">{safe(told)}</p>')
    with guarded("The briefing picture" if state.briefing() else f"The page {page.title}"):
        briefing.page() if state.briefing() else page.run()


def style() -> None:
    """Fonts and colours of the theme in force."""
    faces = "".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{slant};font-display:swap;'
        f'src:url("{mapview.served_from_page("atlas_fonts", f"{name}.ttf")}")}}'
        for family, weight, slant, name in _FONTS
    )
    variables = "".join(f"--{name}:{value};" for name, value in TOKENS[html.theme()].items())
    css = (_WEB / "page.css").read_text(encoding="utf-8")
    st.html(f"<style>{faces}:root{{{variables}}}{css}</style>")


def title_block(title: str, below: str | None, right: str = "") -> None:
    """The page's title, and the way to the briefing picture."""
    wide, button = st.columns([6, 1], vertical_alignment="bottom")
    with wide:
        html.heading(title, below, right)
    with button:
        if st.button("Briefing picture", key="to_briefing", width="stretch"):
            state.show_briefing(on=True)
            st.rerun()


def chips(count: str) -> None:
    """The filters in force as chips that take themselves off, and what they leave."""
    told = in_words(state.filters(), data.place_names(), data.source_names())
    with st.container(horizontal=True, vertical_alignment="center", key="chips"):
        if told:
            labels = dict(told)
            kept = st.pills(
                "Filters in force",
                list(labels),
                default=list(labels),
                selection_mode="multi",
                format_func=lambda f: f"{markdown(labels[f])} ×",
                label_visibility="collapsed",
                key=f"chips_{state.widget_round()}_{'_'.join(labels)}",
            )
            gone = [field for field in labels if field not in kept]
            if gone:
                state.choose(**{k: v for field in gone for k, v in _off(field).items()})
                state.renew_widgets()
                st.rerun()
        st.html(f'<p class="side">{safe(count)}</p>')


def _off(field: str) -> dict[str, Any]:
    empty: dict[str, dict[str, Any]] = {
        "country": {"country": None, "state": None, "place": None},
        "state": {"state": None, "place": None},
        "place": {"place": None},
        "dates": {"first": None, "last": None},
        "kinds": {"kinds": ()},
        "known": {"known": ()},
        "sources": {"sources": ()},
    }
    return empty[field]


def foot(note: str = "Serif text is the source's own words.") -> None:
    """Where everything on the page comes from."""
    whole = data.incident()
    unread = dict(whole.unread)
    read = [d for d in whole.documents if d.id not in unread]
    names = sorted({d.publisher for d in read if d.publisher})
    listed = ": " + ", ".join(names[:5]) if names else ""
    listed += f" and {len(names) - 5} more" if len(names) > 5 else ""
    st.html(
        f'<div class="foot"><span>{wording.plural(len(read), "source")} read, to {wording.day(latest(read), year=True)}'
        f"{safe(listed)}. {safe(note)}</span>"
        "<span>Boundaries: Natural Earth · Places: GeoNames CC BY 4.0</span></div>"
    )


# ------------------------------------------------------------------ sidebar
def sidebar() -> None:
    """The filters, the same on every page."""
    with st.sidebar:
        logo = data_uri(LOGO.format(**TOKENS[html.theme()]))
        st.html(f'<div class="brand"><img alt="" src="{logo}" height="26"><b>Incident Atlas</b></div>')
        before = state.filters()
        changes = {
            **_place_choice(before),
            **date_filter.choice(before, _key("dates")),
            **_kind_choice(before),
            **_known_choice(before),
            **_source_choice(before),
        }
        after = Filters(**changes)
        if after != before:
            state.choose(**changes)
            st.session_state.pop("atlas_focus", None)
        _status()


def _key(name: str) -> str:
    return f"filter_{name}_{state.widget_round()}"


def _places() -> list[Place]:
    whole = data.incident()
    found = [e.place for e in whole.events if e.place]
    found += [m.place for _, m in whole.mentions if m.place and m.role == "event"]
    found += [
        x.casualty.place.place for t in whole.tolls for x in t.entries if x.casualty.place and x.casualty.place.place
    ]
    return found


def _select(label: str, options: Iterable[str | None], chosen: str | None, empty: str, name: str) -> str | None:
    names = data.place_names()
    listed = sorted({o for o in options if o} | ({chosen} if chosen else set()), key=lambda o: names.get(o, o))
    at = listed.index(chosen) if chosen in listed else None
    return st.selectbox(
        label, listed, index=at, placeholder=empty, key=_key(name), format_func=lambda code: names.get(code, code)
    )


def _place_choice(f: Filters) -> dict[str, Any]:
    places = _places()
    country = _select("Country", (p.country for p in places), f.country, "All countries", "country")
    inside = [p for p in places if not country or p.country == country]
    kept = _state_kept(f.state, country)
    state_code = _select("State", (p.admin1_code for p in inside), kept, "All states", f"state_{country}")
    ids = {p.id for p in inside if state_code in {None, p.admin1_code} and p.level not in {"country", "admin1"}}
    unchanged = f.country == country and f.state == state_code
    place = _select(
        "Place", ids, f.place if f.place in ids or unchanged else None, "All places", f"place_{country}_{state_code}"
    )
    return {"country": country, "state": state_code, "place": place}


def _state_kept(code: str | None, country: str | None) -> str | None:
    """The chosen state, unless it lies in another country than the one chosen now."""
    return code if not code or not country or code.startswith(f"{country}.") else None


def _kind_choice(f: Filters) -> dict[str, Any]:
    counts = dict.fromkeys((s.key for s in SYMBOLS), 0)
    for e in data.incident().events:
        counts[symbol_of(e.type).key] += 1
    st.html('<p class="label">What happened</p>')
    shown = [
        s.key
        for s in SYMBOLS
        if counts[s.key]
        and st.checkbox(
            f"![]({data_uri(svg(s, html.theme(), 16))}) {s.label} :gray[{counts[s.key]}]",
            value=not f.kinds or s.key in f.kinds,
            key=_key(f"kind_{s.key}"),
        )
    ]
    told = [k for k, n in counts.items() if n]
    return {"kinds": _part(shown, told, f.kinds)}


def _known_choice(f: Filters) -> dict[str, Any]:
    counts = dict.fromkeys(KNOWN, 0)
    for e in data.incident().events:
        counts[known_key(e)] += 1
    st.html('<p class="label">Place known to</p>')
    shown = [
        k
        for k in KNOWN
        if counts[k]
        and st.checkbox(f"{KNOWN[k][0]} :gray[{counts[k]}]", value=not f.known or k in f.known, key=_key(f"known_{k}"))
    ]
    told = [k for k, n in counts.items() if n]
    return {"known": _part(shown, told, f.known)}


def _part(shown: Sequence[str], all_of_them: Sequence[str], before: tuple[str, ...]) -> tuple[str, ...]:
    """What is ticked, as a filter: nothing where all is ticked; the last tick cannot be taken off."""
    if not shown:
        return before or tuple(all_of_them)
    return () if len(shown) == len(all_of_them) else tuple(shown)


def _source_choice(f: Filters) -> dict[str, Any]:
    unread = dict(data.incident().unread)
    known = {i: name for i, name in data.source_names().items() if i not in unread}
    chosen = st.multiselect(
        "Sources",
        list(known),
        default=[d for d in f.sources if d in known],
        key=_key("sources"),
        placeholder=f"All {len(known)}",
        format_func=known.__getitem__,
    )
    return {"sources": tuple(sorted(chosen))}


def _status() -> None:
    unread = data.incident().unread
    lines = ["Working offline."]
    if unread:
        lines.append(f"{wording.plural(len(unread), 'source')} listed and not read yet: see Sources.")
    st.html(f'<p class="side">{safe(" ".join(lines))}</p>')
    starting.status()
