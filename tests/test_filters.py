"""Filters: the same in the address and in the view, for events, counts and quotes together."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import daybounds
from geo.incident import Agency, Evidence, IncidentJurisdiction
from geo.messages import speaking
from geo.present.design import BY_KEY, symbol_of
from geo.reconcile import reconcile
from geo.selection.address import Asked, Known, only_known, read
from geo.selection.area import Area
from geo.selection.filters import (
    KNOWN,
    LEAVES,
    NOTHING,
    Filters,
    events_left,
    holds_dates,
    known_key,
    narrow,
    places_of,
    sources_left,
)
from geo.selection.named import in_words
from geo.selection.on_pages import OnPages
from geo.selection.opened import of_count, of_named, of_quote, of_sentence, of_who
from geo.selection.reach import reaches_of
from geo.selection.spot import Spot
from geo.sources import make_document
from tests.makers import DOCUMENT, NORTH, SOUTH, STATE, casualty, event, extraction, incident, mention, quote
from tests.paged import opened

if TYPE_CHECKING:
    from geo.incident import Incident, IncidentEvent
    from geo.types import Place

CODES = st.none() | st.from_regex(r"[A-Z]{2}(\.[0-9]{2})?", fullmatch=True)
DAYS = st.none() | st.dates(daybounds.first_day(), daybounds.last_day()).map(lambda d: d.isoformat())


def asked(**params: str) -> Asked:
    """What an address with one value for each parameter asks for; ``from_`` stands for "from", a word of Python."""
    return read({name.rstrip("_"): [value] for name, value in params.items()})


@given(
    CODES,
    CODES,
    st.none() | st.from_regex(r"[0-9]{1,8}", fullmatch=True),
    DAYS,
    DAYS,
    st.sets(st.sampled_from(sorted(BY_KEY))),
    st.sets(st.sampled_from(sorted(KNOWN))),
)
def test_an_address_says_the_whole_choice(
    country: str | None,
    state: str | None,
    place: str | None,
    a: str | None,
    b: str | None,
    kinds: set[str],
    known: set[str],
) -> None:
    first, last = sorted([a, b]) if a and b else (a, b)
    chosen = Filters(country, state, place, first, last, tuple(sorted(kinds)), tuple(sorted(known)), ("x" * 16,))
    told = read({name: [value] for name, value in chosen.to_query_params().items()})
    assert told == Asked(chosen, usual=not kinds)


def test_no_choice_leaves_the_address_empty() -> None:
    assert Filters().to_query_params() == {}


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("from", "yesterday", "a date that is none (from=yesterday)"),
        ("to", "2026-02-30", "a date that is none (to=2026-02-30)"),
        ("from", "0000-00-00", "a date that is none (from=0000-00-00)"),
        ("from", "２０２５-０２-０３", "a date that is none"),
        ("to", "٢٠٢٥-٠٢-٠٣", "a date that is none"),
        ("from", "2025-2-3", "a date that is none"),
        ("from", "2025-02-03\n", "a date that is none"),
        ("from", "--20250203", "a date that is none"),
        ("to", "1899-12-31", "a date outside 1900–"),
        ("to", "9999-12-31", "a date outside 1900–"),
        ("from", "9" * 5000, "a date that is none (from=" + "9" * 40 + "…)"),
        ("kind", "<script>", "a kind of event that is none (kind=<script>)"),
        ("known", "all", "a precision that is none"),
        ("kind", "a,b,c", "a kind of event that is none (kind=a) and 2 more like it"),
        ("open", "check:" + "9" * 5000, "a sentence that is none (open=check:"),
        ("open", "a\0b", "a sentence that is none (open=ab)"),
        ("country", "M\ud800X", "a country that is none (country=MX)"),
        ("place", "\u202eevil", "a place that is none (place=evil)"),
        ("state", "x" * 501, "a state that is none"),
        ("source", "\x1b[31m", "a source that is none (source=[31m)"),
        ("view", "print", "a view that is none (view=print)"),
        ("toll", "killed", "a toll that is none (toll=killed)"),
        ("table", "graph", "a table that is none (table=graph)"),
        ("quotes", "sung", "a kind of quote that is none (quotes=sung)"),
        ("theme", "weather?", "a theme that is none (theme=weather?)"),
        ("said", "2026-02-30", "a date that is none (said=2026-02-30)"),
        ("spot", "everywhere", "a spot of the map that is none (spot=everywhere)"),
    ],
)
def test_what_an_address_cannot_ask_for_is_left_out_and_said(name: str, value: str, words: str) -> None:
    told = read({name: [value]})
    assert (told.filters, told.open, told.briefing) == (Filters(), None, False)
    assert words in (told.in_words() or "")
    assert len(told.in_words() or "") < 150


def whole_of_a_page() -> Incident:
    """An incident with a count, a quote and a body, for what a page alone shows of it."""
    said = quote(speaker="Roe", said_on="2031-05-06", themes=("cooperation",))
    return reconcile([extraction(quotes=(said,))])


@pytest.mark.parametrize(
    ("asked_for", "words"),
    [
        ({"toll": "injured/cartel"}, "a toll that is not here (toll=injured/cartel)"),
        ({"rank": "killed/all:none:1"}, "a count that is not here (rank=killed/all:none:1)"),
        ({"by": "Atlantis"}, "a government that no source names (by=Atlantis)"),
        ({"speaker": "Nobody"}, "a speaker that no source names (speaker=Nobody)"),
        ({"theme": "warning"}, "a theme that is not here (theme=warning)"),
        ({"text": "x" * 16}, "a text that is not here (text=xxxxxxxxxxxxxxxx)"),
        ({"spot": "places:77"}, "a spot of the map that no source names (spot=places:77)"),
        ({"open": "e99"}, "a sentence that is not here (open=e99)"),
        ({"open": "quote:::"}, "a sentence that is not here (open=quote:::)"),
        ({"open": "check:１"}, "a sentence that is not here"),
    ],
)
def test_what_a_page_cannot_show_is_left_out_and_said(asked_for: dict[str, str], words: str) -> None:
    told = only_known(asked(**asked_for), Known(whole_of_a_page()))
    assert words in (told.in_words() or "")
    assert (told.on_pages, told.open) == (OnPages(), None)


def test_what_a_page_shows_is_kept_in_its_address() -> None:
    whole = whole_of_a_page()
    entry, spoken = whole.tolls[0].entries[0], whole.quotes[0]
    here = OnPages(
        spot=Spot(places=frozenset({NORTH.id})),
        toll=f"{whole.tolls[0].status}/{whole.tolls[0].party_class}",
        table="places",
        ranked=(of_count(entry).id,),
        quote_kinds=(spoken.quote.kind,),
        governments=(spoken.government,),
        theme="cooperation",
        speaker="Roe",
        said="2031-05-06",
        document=DOCUMENT.id,
    )
    known = Known(whole)
    for item in (of_count(entry), of_quote(spoken), of_sentence(DOCUMENT.id, 0), of_named(NORTH), of_who("Roe")):
        there = read(here.to_query_params() | {"open": [item.word()]})
        assert only_known(there, known) == there
        assert (there.on_pages, there.open, there.left_out) == (here, item, ())


def test_what_is_not_asked_is_not_said() -> None:
    assert read({"utm_source": ["x"], "nonsense": ["1"], "from": [""], "kind": [","]}) == Asked()
    assert Asked().in_words() is None


def test_several_faults_are_one_sentence() -> None:
    told = asked(from_="x", to="y", view="z")
    assert told.in_words() == (
        "The address asks for a date that is none (from=x), a date that is none (to=y) and "
        "a view that is none (view=z): left out."
    )


def test_a_fault_is_told_in_the_language_of_who_reads_it() -> None:
    """The address itself names the language, so that it has been read before anybody knows."""
    told = read({"lang": ["es"], "from": ["x"], "kind": ["y"]})
    with speaking("es"):
        said = told.in_words() or ""
    assert "pide una fecha que no existe (from=x) y un tipo de hecho que no existe (kind=y)" in said


def test_of_a_parameter_given_twice_the_last_counts_and_lists_are_joined() -> None:
    told = read({"to": ["2025-01-01", "2025-01-02"], "source": ["a,b", "b,c"]})
    assert (told.filters.last, told.filters.sources) == ("2025-01-02", ("a", "b", "c"))
    assert [left.in_words() for left in told.left_out] == ["a date more than once (to=2025-01-01)"]


def test_days_the_wrong_way_round_are_turned() -> None:
    chosen = asked(from_="2025-05-09", to="2025-05-01").filters
    assert (chosen.first, chosen.last) == ("2025-05-01", "2025-05-09")


@given(
    st.dictionaries(
        st.sampled_from(["from", "to", "kind", "known", "source", "country", "state", "place", "open", "view"])
        | st.text(),
        st.lists(st.text(st.characters()) | DAYS.map(str)),
    )
)
def test_no_address_breaks_the_reader(params: dict[str, list[str]]) -> None:
    told = read(params)
    assert all(day is None or daybounds.read_day(day) for day in (told.filters.first, told.filters.last))
    (told.in_words() or "").encode()


def test_the_bounds_move_with_the_year(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read({"to": ["2031-05-01"]}).filters.last is None
    monkeypatch.setattr(daybounds, "today", lambda: date(2030, 1, 1))
    assert read({"to": ["2031-12-31"]}).filters.last == "2031-12-31"
    assert read({"to": ["2032-01-01"]}).filters.last is None


def test_places_and_sources_that_the_incident_does_not_have_are_left_out() -> None:
    known = Known(incident(event("a"), event("b", place=SOUTH)))
    assert (known.country, known.state, known.place) == ({"XA"}, {"XA.01", "XA.02"}, {"1", "2"})
    assert known.source == {DOCUMENT.id}
    here = asked(country="XA", state="XA.02", place="2", source=DOCUMENT.id)
    assert only_known(here, known) == here
    told = only_known(asked(country="ZZ", state="MX.99", place="nonsense", source=f"{DOCUMENT.id},x,y"), known)
    assert told.filters == Filters(sources=(DOCUMENT.id,))
    assert tuple(left.in_words() for left in told.left_out) == (
        "a country that no source names (country=ZZ)",
        "a state that no source names (state=MX.99)",
        "a place that no source names (place=nonsense)",
        "a source that is not here (source=x) and 1 more like it",
    )


def test_a_country_that_only_speaks_can_be_asked_for() -> None:
    whole = reconcile([extraction(quotes=(quote(jurisdiction="XB-East"),))], home_country="XC")
    assert {"XA", "XB", "XC"} <= Known(whole).country


@pytest.mark.parametrize(
    ("start", "end", "held"),
    [
        ("2031-05-05", None, True),
        ("2031-05-04", None, False),
        ("2031-05-01", "2031-05-05", True),
        ("2031-05", "2031-05", True),
        ("2031", None, True),
        ("2031-04", None, False),
        (None, None, False),
    ],
)
def test_a_date_is_held_with_its_precision(start: str | None, end: str | None, held: bool) -> None:
    assert holds_dates(Filters(first="2031-05-05", last="2031-05-06"), start, end) is held


def test_a_state_keeps_its_events_only() -> None:
    whole = incident(event("a"), event("b", place=SOUTH), event("c", place=None, where_prec=None))
    assert [e.id for e in narrow(whole, Filters(country="XA", state="XA.02")).events] == ["b"]


def test_kinds_and_precision_and_source() -> None:
    whole = incident(
        event("a"), event("b", type="statement"), event("c", place=STATE, where_prec=4), event("d", sources=("other",))
    )
    assert [e.id for e in narrow(whole, Filters(kinds=("said",))).events] == ["b"]
    assert [e.id for e in narrow(whole, Filters(known=("state",))).events] == ["c"]
    assert [e.id for e in narrow(whole, Filters(sources=("other",))).events] == ["d"]
    assert narrow(whole, Filters(kinds=(NOTHING,))).events == narrow(whole, Filters(known=(NOTHING,))).events == ()


@given(
    st.lists(
        st.tuples(
            st.sampled_from([NORTH, SOUTH, STATE, None]),
            st.sampled_from(["raid", "clash", "statement", "arson"]),
            st.sampled_from([None, "2031-05", "2031-05-04", "2031-05-06"]),
            st.sampled_from([None, 1, 3, 4, 6]),
            st.sampled_from(["d1", "d2"]),
        ),
        max_size=30,
    ),
    st.sampled_from([None, "XA.01", "XA.02"]),
    st.sampled_from([None, "2031-05-05"]),
    st.sets(st.sampled_from(["raid", "clash", "said"])),
    st.sets(st.sampled_from(sorted(KNOWN))),
    st.sampled_from([(), ("d1",)]),
)
def test_what_is_left_of_many_is_what_each_for_itself_would_be(
    told: list[tuple[Any, ...]], state: str | None, first: str | None, kinds: set[str], known: set[str], sources: Any
) -> None:
    chosen = Filters(state=state, first=first, kinds=tuple(kinds), known=tuple(known), sources=sources)
    events = [
        event(f"e{i}", place=place, type=kind, date_start=day, date_end=day, where_prec=prec, sources=(doc,))
        for i, (place, kind, day, prec, doc) in enumerate(told)
    ]
    alone = [e for e in events if events_left((e,), chosen)]
    assert list(events_left(events, chosen)) == alone
    for e in alone:
        assert not state or (e.place and e.place.admin1_code == state)
        assert not kinds or symbol_of(e.type).key in kinds
        assert not known or known_key(e) in known
        assert not sources or set(e.sources) & set(sources)
        assert holds_dates(chosen, e.date_start, e.date_end)


def test_kinds_leave_the_counts_of_what_they_leave() -> None:
    killing = event("k", type="killing", main=False, evidence=(Evidence(DOCUMENT.id, 82, 88, 43, 93),))
    whole = replace(reconcile([extraction()], home_country="XA"), events=(event(), killing))
    assert narrow(whole, Filters(kinds=("clash",))).tolls
    assert not narrow(whole, Filters(kinds=("raid",))).tolls
    unplaced = replace(killing, place=None, where_prec=None)
    assert not narrow(replace(whole, events=(event(), unplaced)), Filters(known=("point",))).tolls


def test_what_people_are_left_as_is_a_kind_that_can_be_chosen() -> None:
    assert set(LEAVES.values()) <= set(BY_KEY)


def test_a_count_whose_sentence_tells_no_event_is_of_the_kind_that_leaves_people_so() -> None:
    whole = replace(reconcile([extraction()], home_country="XA"), events=(event(),))
    assert narrow(whole, Filters(kinds=("clash",))).tolls
    assert not narrow(whole, Filters(kinds=("arson",))).tolls
    assert not narrow(whole, Filters(known=("point",))).tolls


def test_the_line_under_the_title_speaks_of_what_is_left() -> None:
    whole = incident(event(), event("b", place=SOUTH, sources=("other",)), period=("2031-05-01", "2031-05-09"))
    told = narrow(whole, Filters(state="XA.02", first="2031-05-04", last="2031-05-06")).subtitle
    assert told == "4–6 May 2031 · South · XA · one source"


def test_tolls_are_made_anew_from_the_counts_that_remain() -> None:
    there = casualty(start=50, min=3, max=3, place=mention(SOUTH, 40), date="2031-05-05", party_class="civilian")
    whole = reconcile([extraction(casualties=(casualty(), there))])
    south = narrow(whole, Filters(country="XA", state="XA.02"))
    assert [(t.party_class, t.low, t.high) for t in south.tolls] == [("civilian", 3, 3)]
    assert {t.party_class for t in whole.tolls} == {"all", "civilian"}


def test_a_count_without_a_place_holds_for_the_incidents_country() -> None:
    whole = reconcile([extraction()], home_country="XA")
    assert narrow(whole, Filters(country="XA")).tolls
    assert not narrow(whole, Filters(country="XB")).tolls
    assert not narrow(whole, Filters(country="XA", state="XA.01")).tolls


def test_a_town_has_the_governments_that_its_sentences_tell_of() -> None:
    there = Evidence(DOCUMENT.id, 52, 60, 43, 93)
    here = Evidence(DOCUMENT.id, 7, 13, 0, 42)
    bodies = [Agency(name, "federal", "army", "acted", (e,)) for name, e in (("army", here), ("navy", there))]
    federal = IncidentJurisdiction("Exland", "federal", "XA", None, None, False, True, 0, tuple(bodies), (here, there))
    other = replace(federal, name="Farland", country="XB", agencies=(bodies[1],), evidence=(there,))
    named = ((DOCUMENT.id, mention(NORTH)), (DOCUMENT.id, mention(SOUTH, 50)))
    whole = incident(jurisdictions=(federal, other), mentions=named)
    (left,) = narrow(whole, Filters(place=NORTH.id)).jurisdictions
    assert (left.name, [a.name for a in left.agencies], left.evidence) == ("Exland", ["army"], (here,))
    assert [j.name for j in narrow(whole, Filters(place=SOUTH.id)).jurisdictions] == ["Exland", "Farland"]


def test_a_town_has_its_own_events_and_not_those_of_its_state() -> None:
    state = IncidentJurisdiction("North", "state", "XA", "North", "XA.01", True, False, 2, (), ())
    town = replace(state, name="Torla", level="municipal", events=1)
    near = replace(NORTH, id="9", name="Vessa", admin2="Vessa")
    quarter = replace(NORTH, id="8", name="Old Town")  # its municipality is Torla
    events = (event("a"), event("b", place=near), event("c", place=quarter))
    left = narrow(incident(*events, jurisdictions=(state, town), mentions=()), Filters(kinds=("raid",))).jurisdictions
    assert [(j.name, j.events) for j in left] == [("North", 3), ("Torla", 2)]


def test_who_acted_elsewhere_is_only_named_in_a_town() -> None:
    """ "Roads were blocked at North after the army raided South": the army acted at South."""
    both = Evidence(DOCUMENT.id, 52, 60, 43, 93)
    army = Agency("Exland army", "federal", "army", "acted", (both,))
    federal = IncidentJurisdiction("Exland", "federal", "XA", None, None, False, True, 2, (army,), (both,))
    raid = event(id="a", place=SOUTH, evidence=(both,), actors=("soldiers of the Exland Army",))
    blocked = event(id="b", type="blockade", place=NORTH, evidence=(both,), actors=("gunmen",))
    named = ((DOCUMENT.id, mention(NORTH, 50)), (DOCUMENT.id, mention(SOUTH, 55)))

    def told(place: Place, *events: IncidentEvent) -> tuple[str, bool]:
        whole = incident(*events, jurisdictions=(federal,), mentions=named)
        (left,) = narrow(whole, Filters(place=place.id)).jurisdictions
        (((passage,),),) = reaches_of(whole).bodies
        assert (place.id in passage.at) == (left.agencies[0].involvement == "acted")
        return left.agencies[0].involvement, left.authority

    assert told(SOUTH, raid, blocked) == ("acted", True)
    assert told(NORTH, raid, blocked) == ("named", False)
    assert told(NORTH, replace(raid, place=NORTH)) == ("acted", True)
    assert told(NORTH) == ("acted", True)  # its sentence tells no deed


def test_who_acted_on_another_day_or_in_another_kind_of_event_is_left_out() -> None:
    """The army raided on 5 May, and its ministry told of it on the 6th; the navy blocked a road on the 7th."""
    raided, blocked = Evidence(DOCUMENT.id, 7, 13, 0, 42), Evidence(DOCUMENT.id, 52, 60, 43, 93)
    army = Agency("army", "federal", "army", "acted", (raided,))
    navy = Agency("navy", "federal", "navy", "acted", (blocked,))
    ministry = Agency("ministry", "federal", "security", "spoke", (raided,))
    bodies = (army, navy, ministry)
    federal = IncidentJurisdiction("Exland", "federal", "XA", None, None, False, True, 0, bodies, (raided, blocked))
    later = event(id="b", type="blockade", date_start="2031-05-07", date_end="2031-05-07", evidence=(blocked,))
    said = replace(quote(sent_start=0, sent_end=42, said_on="2031-05-06"))
    made = reconcile([extraction(quotes=(said,))])
    whole = incident(event(id="a"), later, jurisdictions=(federal,), quotes=made.quotes, mentions=())

    def told(**chosen: Any) -> tuple[dict[str, str], bool]:
        left = narrow(whole, Filters(**chosen)).jurisdictions
        return {a.name: a.involvement for j in left for a in j.agencies}, any(j.authority for j in left)

    assert told() == ({"army": "acted", "navy": "acted", "ministry": "spoke"}, True)
    assert told(first="2031-05-05", last="2031-05-05") == ({"army": "acted"}, True)
    assert told(first="2031-05-06", last="2031-05-06") == ({"army": "named", "ministry": "spoke"}, False)
    assert told(first="2031-05-07", last="2031-05-07") == ({"navy": "acted"}, True)
    assert told(kinds=(symbol_of("blockade").key,)) == ({"navy": "acted"}, True)
    assert told(kinds=(symbol_of("raid").key,)) == ({"army": "acted"}, True)
    assert told(kinds=("said",)) == ({"army": "named", "ministry": "spoke"}, False)
    assert told(first="2031-05-09") == ({}, False)


def test_a_count_is_of_the_places_that_it_covers() -> None:
    """Whether or not its own words name one: "there 28 soldiers died" behind a sentence on South."""
    made = reconcile([extraction()], home_country="XA")

    def counted(*covers: Place) -> Incident:
        tolls = tuple(replace(t, entries=tuple(replace(e, covers=covers) for e in t.entries)) for t in made.tolls)
        return replace(made, tolls=tolls)

    choices = {"north": Filters(state="XA.01"), "south": Filters(state="XA.02"), "all": Filters(country="XA")}
    for covers, holds in (((STATE,), "south"), ((SOUTH,), "south"), ((NORTH,), "north"), ((NORTH, SOUTH), "")):
        whole = counted(*covers)
        assert {name for name, f in choices.items() if narrow(whole, f).tolls} == {holds, "all"} - {""}
        (reach,) = (r for of_toll in reaches_of(whole).counts for r in of_toll)
        codes = {"north": "XA.01", "south": "XA.02", "all": "XA"}
        assert {name for name, code in codes.items() if code in reach.places} == {holds, "all"} - {""}
        assert set(covers) <= places_of(whole)


def test_dates_hold_for_counts_too() -> None:
    whole = reconcile([extraction()])
    assert narrow(whole, Filters(first="2031-05-05", last="2031-05-05")).tolls
    assert not narrow(whole, Filters(first="2031-05-07")).tolls


def test_a_count_without_a_day_holds_from_the_first_day_to_that_of_its_publication() -> None:
    undated = casualty(date=None)
    whole = replace(reconcile([extraction(casualties=(undated,))]), period=("2031-05-04", "2031-05-09"))
    assert narrow(whole, Filters(first="2031-05-04", last="2031-05-05")).tolls
    assert not narrow(whole, Filters(first="2031-05-07")).tolls
    assert not narrow(whole, Filters(last="2031-05-03")).tolls


def test_the_choice_in_words() -> None:
    chosen = Filters(country="XA", state="XA.01", first="2031-05-05", last="2031-05-08", sources=(DOCUMENT.id,))
    told = in_words(chosen, {"XA": "Exland", "XA.01": NORTH.admin1 or ""}, {DOCUMENT.id: "The Valley Post"})
    assert told == (("country", "Exland"), ("state", "North"), ("dates", "5–8 May"), ("sources", "The Valley Post"))


def test_a_side_left_open_is_said() -> None:
    assert in_words(Filters(last="2031-05-06"), {}, {}) == (("dates", "until 6 May 2031"),)
    assert in_words(Filters(first="2031-05-06"), {}, {}) == (("dates", "from 6 May 2031"),)
    assert in_words(Filters(last="2031-05-06"), {}, {}, ("2031-05-05", "2031-05-09")) == (("dates", "5–6 May"),)
    assert in_words(Filters(kinds=(NOTHING,), known=(NOTHING,)), {}, {}) == (
        ("kinds", "no kind of event"),
        ("known", "no precision"),
    )


def test_kinds_are_told_by_those_shown_or_those_left_out_of_what_there_is() -> None:
    shown = Filters(kinds=("raid", "clash", "prison"))
    assert dict(in_words(shown, {}, {}))["kinds"] == "Raid · Clash, killing · Arrest, prison break"
    there = ("raid", "clash", "prison", "said")
    assert dict(in_words(shown, {}, {}, kinds=there))["kinds"] == "without statement"


def test_sources_of_a_kind_are_those_that_tell_it_and_quotes_are_of_none() -> None:
    whole = replace(reconcile([extraction(quotes=(quote(),), casualties=())]), events=(event(),))
    assert whole.quotes
    for chosen, left in (
        (Filters(), {DOCUMENT.id}),
        (Filters(kinds=("raid",)), {DOCUMENT.id}),
        (Filters(kinds=("arson",)), set()),
        (Filters(kinds=(NOTHING,)), set()),
        (Filters(first="2031-05-05"), {DOCUMENT.id}),
        (Filters(sources=("another",)), set()),
    ):
        assert sources_left(narrow(whole, chosen), chosen) == left, chosen


def test_every_field_has_words() -> None:
    box = Area.read("box:1,2,3,4")
    full = Filters("XA", "XA.01", "1", "2031-05-05", "2031-05-06", ("raid",), ("point",), ("d",), box)
    assert len(in_words(full, {}, {})) == len(fields(Filters)) - 1  # the two days are one


def test_each_of_two_sources_by_one_publisher_can_be_chosen() -> None:
    documents = tuple(
        make_document(text, {"title": title, "publisher": "Post", "language": "en"}, name=None)
        for title, text in (("Roads", "A road was blocked."), ("Shops", "A shop was burned."))
    )
    with opened("sources", lambda *_: incident(documents=documents)) as app:
        app.run()
        for document in documents:
            choice = next(m for m in app.multiselect if m.label == "Sources")
            assert sorted(choice.options) == ["Post · Roads", "Post · Shops"]
            choice.set_value([document.id])
            app.run()
            assert app.session_state["atlas_filters"].sources == (document.id,)


def test_a_choice_of_sources_tells_what_they_tell() -> None:
    """Two papers tell of roadblocks; one counts them, and its army is told of by it alone."""
    silent = replace(DOCUMENT, id="e" * 16, text="People blocked roads in the hills.", publisher="The Hill Times")
    counted, bare = Evidence(DOCUMENT.id, 43, 49, 43, 93), Evidence(silent.id, 0, 6, 0, 34)
    killing = event(type="killing", evidence=(counted, bare), sources=(DOCUMENT.id, silent.id), says="12+ killed")
    army = Agency("army", "federal", "army", "acted", (counted,))
    federal = IncidentJurisdiction("Exland", "federal", "XA", None, None, False, True, 1, (army,), (counted, bare))
    whole = incident(killing, documents=(DOCUMENT, silent), jurisdictions=(federal,), mentions=())
    left = narrow(whole, Filters(sources=(silent.id,)))
    (told,) = left.events
    assert (told.says, told.evidence, told.date_basis, told.place_basis) == (
        *("Killing", (bare,)),
        *("story", "inferred"),
    )
    assert [(j.agencies, j.authority, j.evidence) for j in left.jurisdictions] == [((), False, (bare,))]
    (kept,) = narrow(whole, Filters(sources=(DOCUMENT.id,))).jurisdictions
    assert (kept.agencies, kept.authority) == ((army,), True)
