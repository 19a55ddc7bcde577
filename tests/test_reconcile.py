"""Many documents become one incident, whatever their order, and no count is lost or told twice."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.lexicons import reading
from geo.reconcile import reconcile
from geo.reconcile.events.places import fold, inside, key_of
from geo.reconcile.people import People, government_group, resolve_people
from geo.reconcile.tolls.authority import authority_of
from geo.reconcile.tolls.ledger import value
from geo.types import Casualty, Document, Extraction, Jurisdiction, Mention, Person, Place, Quote, Telling

if TYPE_CHECKING:
    from pathlib import Path

PERU = Place("1", "Peru", -9.2, -75.0, "country", "PE")
CUSCO = Place("2", "Cusco", -13.5, -72.0, "admin1", "PE", "Cusco", "PE.08")
CALCA = Place("3", "Calca", -13.32, -71.96, "city", "PE", "Cusco", "PE.08", "Calca")
PISAC = Place("4", "Pisac", -13.42, -71.85, "city", "PE", "Cusco", "PE.08", "Calca")
CALCA_DISTRICT = Place("5", "Calca", -13.3, -71.9, "admin2", "PE", "Cusco", "PE.08", "Calca")
TUMBES = Place("6", "Tumbes", -3.57, -80.45, "admin1", "PE", "Tumbes", "PE.24")
PLACES = (PERU, CUSCO, CALCA, PISAC, TUMBES)
PREC = {"country": 6, "admin1": 4, "admin2": 3, "city": 2}


def at(place: Place) -> Mention:
    return Mention(0, len(place.name), place.name, "event", place, PREC[place.level], 1.0, "test")


def telling(
    kind: str = "raid", *places: Place, day: str | None = "2031-05-04", start: int = 0, **changes: Any
) -> Telling:
    record = {
        "start": start,
        "end": start + 4,
        "sent_start": start,
        "sent_end": start + 40,
        "type": kind,
        "date_start": day,
        "date_end": day,
        "date_prec": 1 if day else None,
        "time": None,
        "places": tuple(at(p) for p in places),
        "actors": (),
        "reality": "happened",
        "background": False,
        "duplicate_of": None,
    }
    return Telling(**(record | changes))


def count(low: int | None, high: int | None, *, start: int = 0, **changes: Any) -> Casualty:
    record = {
        "start": start,
        "end": start + 2,
        "sent_start": start,
        "sent_end": start + 40,
        "text": str(low),
        "min": low,
        "max": high,
        "approx": None,
        "status": "killed",
        "party": None,
        "party_class": "unknown",
        "place": None,
        "date": None,
        "attributed_to": None,
        "duplicate_of": None,
        "subset_of": None,
    }
    return Casualty(**(record | changes))


def document(name: str, published: str | None = "2031-05-05", publisher: str = "") -> Document:
    return Document(id=name, title=name, text="x" * 400, publisher=publisher or f"The {name}", published=published)


def extraction(
    name: str,
    *,
    events: tuple[Telling, ...] = (),
    casualties: tuple[Casualty, ...] = (),
    published: str | None = "2031-05-05",
    **more: Any,
) -> Extraction:
    return Extraction(document(name, published), events=events, casualties=casualties, **more)


def titles(*extractions: Extraction) -> list[tuple[str, str | None, int]]:
    return [(e.title, e.date_start, len(e.sources)) for e in reconcile(extractions).events]


# Places


def test_a_town_and_its_municipality_of_the_same_name_are_one_place():
    assert key_of(CALCA) == key_of(CALCA_DISTRICT)
    assert key_of(CALCA) != key_of(PISAC)


def test_what_lies_inside_what():
    assert inside(key_of(CALCA), key_of(CUSCO))
    assert inside(key_of(CALCA), key_of(PERU))
    assert not inside(key_of(CALCA), key_of(TUMBES))
    assert not inside(key_of(CUSCO), key_of(CALCA))


# Events


def test_reports_of_one_raid_are_one_event_with_all_its_evidence():
    (event,) = reconcile(
        [
            extraction("A", events=(telling("raid", CALCA, CUSCO),)),
            extraction("B", events=(telling("raid", CUSCO),)),
            extraction("C", events=(telling("raid", CALCA_DISTRICT, day=None),)),
            extraction("D", events=(telling("raid", day=None),)),
        ]
    ).events
    assert event.title == "Raid, Calca"
    assert event.sources == ("A", "B", "C", "D")
    assert [e.doc_id for e in event.evidence] == ["A", "B", "C", "D"]
    assert (event.date_start, event.where_prec, event.main) == ("2031-05-04", 2, True)


def test_another_day_or_another_type_is_another_event():
    assert titles(
        extraction(
            "A", events=(telling("raid", CALCA), telling("raid", CALCA, day="2031-05-06"), telling("arson", CALCA))
        )
    ) == [("Arson, Calca", "2031-05-04", 1), ("Raid, Calca", "2031-05-04", 1), ("Raid, Calca", "2031-05-06", 1)]


def test_a_raid_in_the_state_joins_neither_of_two_raids_in_its_towns():
    events = (telling("raid", CALCA), telling("raid", PISAC), telling("raid", CUSCO))
    assert len(titles(extraction("A", events=events))) == 3


def test_a_raid_told_by_most_takes_the_loose_reports():
    told = [extraction(f"{i}", events=(telling("raid", CALCA),)) for i in range(3)]
    other = extraction("other", events=(telling("raid", PISAC),))
    loose = extraction("loose", events=(telling("raid", CUSCO),))
    assert titles(*told, other, loose) == [("Raid, Calca", "2031-05-04", 4), ("Raid, Pisac", "2031-05-04", 1)]


def test_fires_in_the_state_are_not_the_fires_of_one_town():
    assert titles(extraction("A", events=(telling("arson", CALCA), telling("arson", CUSCO)))) == [
        ("Arson, Calca", "2031-05-04", 1),
        ("Arson, Cusco", "2031-05-04", 1),
    ]


def test_an_undated_report_takes_the_only_day_and_no_day_of_two():
    assert titles(
        extraction("A", events=(telling("arson", CALCA),)), extraction("B", events=(telling("arson", CALCA, day=None),))
    ) == [("Arson, Calca", "2031-05-04", 2)]
    two = extraction("A", events=(telling("arson", CALCA), telling("arson", CALCA, day="2031-05-06")))
    assert ("Arson, Calca", None, 1) in titles(two, extraction("B", events=(telling("arson", CALCA, day=None),)))


def test_one_telling_at_three_towns_is_three_events():
    assert [t for t, _, _ in titles(extraction("A", events=(telling("blockade", CALCA, PISAC, TUMBES),)))] == [
        "Roadblocks, Calca",
        "Roadblocks, Pisac",
        "Roadblocks, Tumbes",
    ]


def test_a_duplicate_in_the_text_adds_evidence_and_its_narrower_place():
    (event,) = reconcile(
        [extraction("A", events=(telling("arson", CUSCO), telling("arson", CALCA, start=50, duplicate_of=0)))]
    ).events
    assert (event.title, len(event.evidence)) == ("Arson, Calca", 2)


@pytest.mark.parametrize("changes", [{"reality": "denied"}, {"reality": "hypothetical"}, {"background": True}])
def test_what_did_not_happen_or_is_background_is_no_event(changes):
    assert titles(extraction("A", events=(telling("raid", CALCA, **changes),))) == []


def test_statements_are_one_only_for_one_speaker_on_one_day():
    said = telling("statement", actors=("Ana Ruiz",))
    assert titles(extraction("A", events=(said,)), extraction("B", events=(said,))) == [
        ("Statement, Ana Ruiz", "2031-05-04", 2)
    ]
    nobody = telling("statement")
    assert len(titles(extraction("A", events=(nobody,)), extraction("B", events=(nobody,)))) == 2
    undated = telling("statement", day=None, actors=("Ana Ruiz",))
    assert len(titles(extraction("A", events=(undated,)), extraction("B", events=(undated,)))) == 2


def test_what_is_said_is_one_event_however_many_places_it_holds_for():
    said = telling("statement", CALCA, PISAC, actors=("the Peruvian army",))
    (event,) = reconcile([extraction("A", events=(said,))]).events
    assert (event.title, event.place) == ("Statement, Peruvian army", None)


def test_a_speaker_is_taken_from_the_quote_in_the_sentence():
    (event,) = reconcile(
        [extraction("A", events=(telling("statement", actors=("What a day",)),), quotes=(quote("Ana Ruiz"),))]
    ).events
    assert event.title == "Statement, Ana Ruiz"


def test_who_is_quoted_by_another_verb_did_not_make_the_statement():
    said = telling("statement", actors=("the Peruvian army",))
    word = document("A", None).text[said.start : said.end].strip()
    for cue, speaker in ((word, "Ana Ruiz"), ("wrote", "Peruvian army")):
        told = extraction("A", events=(said,), quotes=(replace(quote("Ana Ruiz"), cue=cue),))
        assert [e.title for e in reconcile([told]).events] == [f"Statement, {speaker}"]


def test_a_country_beside_a_town_is_no_second_place():
    chile = Place("9", "Chile", -30.0, -71.0, "country", "CL")
    assert [t for t, _, _ in titles(extraction("A", events=(telling("raid", CALCA, chile),)))] == ["Raid, Calca"]


def test_a_country_is_never_a_pin():
    (event,) = reconcile([extraction("A", events=(telling("arson", PERU),))]).events
    assert (event.place, event.where_prec) == (PERU, 6)
    (event,) = reconcile([extraction("A", events=(telling("arson"),))]).events
    assert (event.place, event.where_prec) == (None, None)


def test_the_main_event_is_what_most_sources_tell_with_a_place_or_without():
    raid = extraction("A", events=(telling("raid", CALCA),))
    incident = reconcile(
        [
            raid,
            extraction("B", events=(telling("raid", CALCA), telling("killing"))),
            extraction("C", events=(telling("killing"), telling("killing", day="2031-05-05"))),
            extraction("D", events=(telling("killing"),)),
        ]
    )
    assert [e.title for e in incident.events if e.main] == ["Killing"]


def test_of_events_told_alike_the_placed_one_is_the_main_event():
    incident = reconcile([extraction("A", events=(telling("raid", CALCA), telling("killing")))])
    assert [e.title for e in incident.events if e.main] == ["Raid, Calca"]


def test_ids_do_not_change_with_what_else_is_read():
    alone = reconcile([extraction("A", events=(telling("raid", CALCA),))]).events[0].id
    more = reconcile(
        [
            extraction("A", events=(telling("raid", CALCA),)),
            extraction("B", events=(telling("raid", CALCA), telling("arson", CALCA))),
        ]
    )
    assert alone in {e.id for e in more.events}
    assert len({e.id for e in more.events}) == len(more.events)


# Title, period, country


def test_title_and_line_are_made_of_the_records():
    incident = reconcile([extraction("A", events=(telling("raid", CALCA), telling("arson", PISAC, day="2031-05-06")))])
    assert incident.title == "Raid at Calca and the violence that followed"
    assert incident.subtitle == "4–6 May 2031 · Cusco · Peru · one source"
    assert incident.home_country == "PE"
    assert reconcile([extraction("A", events=(telling("raid", CUSCO),))]).title == "Raid in Cusco"
    assert reconcile([], title="Named").title == "Named"


def test_a_stray_date_does_not_stretch_the_period():
    events = (
        telling("raid", CALCA),
        telling("funeral", CALCA, day="2031-05-12"),
        telling("arson", PISAC, day="2019-01-01"),
    )
    assert reconcile([extraction("A", events=events)]).period == ("2031-05-04", "2031-05-12")


def test_nothing_read_is_an_empty_incident():
    incident = reconcile([])
    assert (incident.title, incident.subtitle, incident.period, incident.events) == ("Incident", None, None, ())


def test_documents_that_are_only_listed_are_no_sources():
    read, listed = extraction("A", events=(telling("raid", CALCA),)), extraction("B")
    incident = reconcile([read, listed], unread=[("B", "Quechua: not read yet")])
    assert incident.subtitle is not None
    assert incident.subtitle.endswith("one source")
    assert incident.unread == (("B", "Quechua: not read yet"),)


# Ledger and tolls


def toll_of(*extractions: Extraction, status: str = "killed", party: str = "all"):
    return next(t for t in reconcile(extractions).tolls if (t.status, t.party_class) == (status, party))


def official(name: str, *casualties: Casualty, published: str = "2031-05-05") -> Extraction:
    person = Person("Ana Ruiz", ("Ruiz",), "defence minister", None, "PE")
    return extraction(
        name, casualties=casualties, published=published, people=(person,), events=(telling("raid", CALCA, start=300),)
    )


def test_best_is_the_latest_count_whoever_gave_those_before():
    toll = toll_of(
        official("A", count(60, 60, attributed_to="Ana Ruiz")),
        extraction("C", casualties=(count(74, 74),), published="2031-05-09"),
    )
    assert (toll.low, toll.best, toll.high) == (60, 74, 74)


def test_of_counts_of_one_time_best_is_that_of_the_highest_authority():
    toll = toll_of(
        official("A", count(60, 60, attributed_to="Ana Ruiz")),
        official("B", count(62, 62, attributed_to="Ruiz"), published="2031-05-06"),
        extraction("C", casualties=(count(74, 74),), published="2031-05-07"),
    )
    assert (toll.low, toll.best, toll.high, toll.open_high) == (60, 62, 74, False)
    assert toll.best_entry is not None
    assert (toll.best_entry.asserted_by, toll.best_entry.authority) == ("Ana Ruiz", "federal")
    assert toll.rule == (
        "The highest authority among the latest of 3 counts: Ana Ruiz (federal), published 6 May 2031; "
        "it corrects 60 by the same."
    )
    assert [e.relation for e in toll.entries] == ["superseded", "best", "rival"]


def test_an_open_count_never_sets_the_low_end():
    toll = toll_of(extraction("A", casualties=(count(40, None),)), extraction("B", casualties=(count(50, 50),)))
    assert (toll.low, toll.high, toll.open_high) == (50, 50, False)
    alone = toll_of(extraction("A", casualties=(count(40, None),)))
    assert (alone.low, alone.best, alone.high, alone.open_high) == (None, 40, 40, True)
    below = toll_of(extraction("A", casualties=(count(None, 60),)))
    assert (below.low, below.best, below.high, below.open_high) == (None, 60, 60, False)


def test_a_part_does_not_compete_with_its_total():
    casualties = (count(30, 30, party_class="civilian"), count(20, 20, start=9, party_class="civilian", subset_of=0))
    toll = toll_of(extraction("A", casualties=casualties), party="civilian")
    assert (toll.low, toll.best, toll.high) == (30, 30, 30)
    assert [e.relation for e in toll.entries] == ["best", "part"]


def test_the_dead_of_one_party_are_no_part_in_their_own_toll():
    casualties = (count(70, None), count(25, 25, start=9, party_class="security_forces", subset_of=0))
    toll = toll_of(extraction("A", casualties=casualties), party="security_forces")
    assert (toll.best, toll.entries[0].relation) == (25, "best")


def test_a_count_for_the_main_events_own_place_or_state_is_one_for_the_incident():
    for place in (CALCA, CUSCO, PERU):
        assert toll_of(official("A", count(12, 12, place=at(place))), official("B", count(14, 14))).low == 12


def test_a_count_for_another_town_does_not_compete_with_one_for_the_incident():
    local = count(12, 12, place=at(PISAC), attributed_to="Ana Ruiz")
    toll = toll_of(official("A", local, published="2031-05-09"), official("B", count(20, 20)))
    assert (toll.low, toll.best) == (20, 20)
    only = toll_of(official("A", local))
    assert only.best == 12
    assert "for a part of the incident only" in only.rule


def test_a_dwarfed_count_is_shown_and_sets_no_end():
    toll = toll_of(
        official("A", count(60, 60, attributed_to="Ana Ruiz")),
        official("B", count(3, 3, attributed_to="Ana Ruiz"), published="2031-05-09"),
    )
    assert (toll.low, toll.best, toll.high) == (60, 60, 60)
    assert [e.relation for e in toll.entries] == ["best", "other"]


def test_words_without_a_number_give_no_figure():
    toll = toll_of(extraction("A", casualties=(count(None, None, status="arrested"),)), status="arrested")
    assert (toll.low, toll.best, toll.high, toll.best_entry) == (None, None, None, None)
    assert "not a number" in toll.rule


def test_an_approximate_number_counts_only_where_nothing_firmer_is_told():
    about = count(None, None, approx=20)
    assert toll_of(extraction("A", casualties=(about,))).best == 20
    assert toll_of(extraction("A", casualties=(about,)), extraction("B", casualties=(count(18, 18),))).best == 18


def test_the_same_count_told_twice_is_one_line_with_both_sentences():
    toll = toll_of(extraction("A", casualties=(count(25, None), count(25, 25, start=90, duplicate_of=0))))
    (entry,) = toll.entries
    assert (entry.evidence.start, [e.start for e in entry.also]) == (0, [90])


def test_counts_of_another_incident_stay_out():
    background = extraction("A", casualties=(count(90, 90),), events=(telling("killing", CALCA, background=True),))
    assert reconcile([background]).tolls == ()
    years_ago = official("A", count(90, 90, date="2015"), count(20, 20, start=90))
    assert toll_of(years_ago).best == 20
    assert len(toll_of(years_ago).entries) == 1


@pytest.mark.parametrize(
    ("words", "rank"),
    [
        ("Peruvian authorities", "federal"),
        ("Peru's Defense Ministry", "federal"),
        ("the army", "federal"),
        ("Texas authorities", "named"),
        ("U.S. officials", "named"),
        ("state prosecutors", "state"),
        ("the governor", "state"),
        ("the authorities", "named"),
        ("police", "named"),
        ("General Hospital", "named"),
        ("officials", "unnamed"),
        ("witnesses", "unnamed"),
        ("The Lima Post", "outlet"),
        (None, "outlet"),
    ],
)
def test_ranks_of_authority(words, rank):
    assert authority_of("A", words, People({}, {}), "PE") == rank


@pytest.mark.parametrize(
    ("words", "rank"),
    [
        ("el Ejército", "federal"),
        ("la gobernación", "state"),
        ("la Fiscalía", "named"),
        ("médicos", "unnamed"),
        ("Televisión del Sur", "outlet"),
        ("Ana Médica", "named"),
    ],
)
def test_accents_are_no_matter_for_the_rank_of_authority(words: str, rank: str):
    with reading("es"):
        assert authority_of("A", words, People({}, {}), "PE") == rank
        if not words[:1].isupper():
            assert authority_of("A", fold(words), People({}, {}), "PE") == rank


# People


def names(*people: tuple[str, str]) -> list[str]:
    found = [
        extraction(str(i), people=(Person(name, (), None, None, country or None),))
        for i, (name, country) in enumerate(people)
    ]
    known = resolve_people(found)
    return [known.name(str(i), name) for i, (name, _) in enumerate(people)]


def test_one_person_under_all_names():
    assert set(names(("Ana Ruiz", "PE"), ("Ruiz", ""), ("Ana Ruiz", ""), ("Ana Ruiz Peña", "PE"))) == {"Ana Ruiz"}


def test_accents_and_a_slip_in_a_surname_are_one_person():
    assert set(names(("José Téllez", ""), ("Jose Tellez", ""), ("José Téllez", ""))) == {"José Téllez"}
    assert len(set(names(("Ruth Leawood", "US"), ("Ruth Lewood", "US"), ("Ruth Leawood", "US")))) == 1


def test_namesakes_stay_apart():
    assert len(set(names(("Ana Ruiz", "PE"), ("Eva Ruiz", "PE"), ("Ruiz", "")))) == 3
    assert len(set(names(("Mario Lopez", ""), ("Maria Lopez", "")))) == 2
    apart = resolve_people(
        [
            extraction("0", people=(Person("Juan Perez", (), None, None, "PE"),)),
            extraction("1", people=(Person("Perez", (), None, None, "CL"),)),
        ]
    )
    assert apart.name("1", "Perez") == "Perez"


def test_an_office_that_names_its_country_outweighs_bare_ones():
    told = [("President", "CL"), ("President", "CL"), ("Peruvian president", "PE")]
    people = [Person("Ana Ruiz", (), role, None, country) for role, country in told]
    known = resolve_people([extraction(str(i), people=(person,)) for i, person in enumerate(people)])
    assert {known.name(str(i), "Ana Ruiz") for i in range(3)} == {"Ana Ruiz"}
    assert known.jurisdiction("Ana Ruiz") == "PE"


def test_a_surname_alone_is_the_only_one_who_bears_it():
    one = resolve_people([extraction("0", people=(Person("Ana Ruiz", (), None, None, None),))])
    assert (one.name("1", "Ruiz"), one.name("1", "ruiz"), one.name("1", "Ana")) == ("Ana Ruiz", "ruiz", "Ana")
    two = [Person(name, (), None, None, None) for name in ("Ana Ruiz", "Eva Ruiz")]
    assert resolve_people([extraction("0", people=tuple(two))]).name("1", "Ruiz") == "Ruiz"


def test_two_people_of_one_text_are_two():
    both = (Person("Ruth Leawood", (), None, None, None), Person("Ruth Lewood", (), None, None, None))
    known = resolve_people([extraction("0", people=both)])
    assert known.name("0", "Ruth Leawood") != known.name("0", "Ruth Lewood")


def quote(speaker: str | None, jurisdiction: str | None = None) -> Quote:
    return Quote(0, 4, 0, 9, ((0, 4),), "xxxx", "direct", speaker, None, None, None, None, None, jurisdiction, None)


def test_a_quote_has_the_person_and_the_government_of_all_documents():
    full = extraction("A", people=(Person("Ana Ruiz", (), "governor", None, "PE-Cusco"),), quotes=(quote("Ana Ruiz"),))
    short = extraction("B", people=(Person("Ruiz", (), None, None, None),), quotes=(quote("Ruiz"), quote(None)))
    assert [(q.speaker, q.government) for q in reconcile([full, short]).quotes] == [
        ("Ana Ruiz", "Peru, Cusco"),
        ("Ana Ruiz", "Peru, Cusco"),
        (None, "Others"),
    ]
    assert government_group("US") == "United States"


# Jurisdictions


def test_territory_and_authority_over_all_documents():
    def said(basis: str, involvement: str, *agencies: str) -> Jurisdiction:
        return Jurisdiction("Cusco", "state", "PE", "Cusco", basis, agencies, ((0, 9),), involvement)

    first = extraction(
        "A",
        events=(telling("raid", CALCA),),
        places=(at(CALCA),),
        jurisdictions=(said("territory", "named"), said("authority", "spoke", "Cusco state police")),
    )
    second = extraction("B", jurisdictions=(said("authority", "acted", "the Cusco state police"),))
    (row,) = reconcile([first, second]).jurisdictions
    assert (row.name, row.level, row.admin1_code, row.territory, row.authority, row.events) == (
        "Cusco",
        "state",
        "PE.08",
        True,
        True,
        1,
    )
    (agency,) = row.agencies
    assert (agency.name, agency.kind, agency.level, agency.involvement) == (
        "Cusco state police",
        "police",
        "state",
        "acted",
    )
    assert [e.doc_id for e in agency.evidence] == ["B"]


# Properties

#: Some documents carry it, so that stories are folded too.
WIRE = " ".join(f"word{n}" for n in range(60))


def with_text(told: Extraction, text: str) -> Extraction:
    return replace(told, document=replace(told.document, text=text))


_days = st.sampled_from([None, "2031-05-03", "2031-05-04", "2031-05-05"])
_tellings = st.builds(
    lambda kind, places, day, start, reality, background, dup: telling(
        kind, *places, day=day, start=start, reality=reality, background=background, duplicate_of=dup
    ),
    st.sampled_from(["raid", "arson", "killing", "statement", "funeral"]),
    st.lists(st.sampled_from(PLACES), max_size=2),
    _days,
    st.integers(0, 300),
    st.sampled_from(["happened", "happened", "denied"]),
    st.booleans(),
    st.none() | st.integers(0, 4),
)
_counts = st.builds(
    lambda low, extra, start, status, party, place, by, dup, sub: count(
        low,
        None if extra is None else low + extra,
        start=start,
        status=status,
        party_class=party,
        place=at(place) if place else None,
        attributed_to=by,
        duplicate_of=dup,
        subset_of=sub,
    ),
    st.integers(0, 90),
    st.none() | st.integers(0, 3),
    st.integers(0, 300),
    st.sampled_from(["killed", "injured"]),
    st.sampled_from(["unknown", "civilian", "security_forces"]),
    st.none() | st.sampled_from(PLACES),
    st.sampled_from([None, "Ana Ruiz", "witnesses", "Peruvian authorities"]),
    st.none() | st.integers(0, 3),
    st.none() | st.integers(0, 3),
)
_people = st.builds(
    lambda name, country: Person(name, (), None, None, country),
    st.sampled_from(
        [
            "Ana Ruiz",
            "Ruiz",
            "Ana Ruiz Peña",
            "Eva Ruiz",
            "Luis Calderon",
            "Luis Calderón",
            "Luis Calderon Diaz",
            "Calderom",
        ]
    ),
    st.sampled_from([None, "PE", "CL"]),
)
_extractions = st.lists(
    st.tuples(
        st.lists(_tellings, max_size=5),
        st.lists(_counts, max_size=4),
        st.lists(_people, max_size=3),
        _days,
        st.sampled_from(["x" * 400, WIRE, f"Cut. {WIRE[:300]}"]),
    ),
    max_size=5,
).map(
    lambda docs: [
        with_text(
            extraction(
                f"D{i}",
                events=tuple(e),
                casualties=tuple(c),
                people=tuple(p),
                published=day,
                quotes=tuple(quote(person.name) for person in p),
            ),
            text,
        )
        for i, (e, c, p, day, text) in enumerate(docs)
    ]
)


def ledger(extractions: list[Extraction]) -> Counter[tuple[str, int, int]]:
    """How often each telling of a count stands in the ledger, in a toll or set aside."""
    incident = reconcile(extractions)
    entries = [*(e for toll in incident.tolls for e in toll.entries), *(a.entry for a in incident.set_aside)]
    return Counter((e.doc_id, e.start, e.end) for entry in entries for e in (entry.evidence, *entry.also))


@settings(max_examples=150, deadline=None)
@given(_extractions, st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_nothing(extractions, random):
    shuffled = list(extractions)
    random.shuffle(shuffled)
    assert reconcile(shuffled) == reconcile(extractions)
    assert reconcile([*shuffled, *extractions]) == reconcile(extractions)


@settings(max_examples=150, deadline=None)
@given(_extractions)
def test_no_count_is_lost_or_counted_twice(extractions):
    expected = Counter((x.document.id, c.start, c.end) for x in extractions for c in x.casualties)
    assert ledger(extractions) == expected


@settings(max_examples=100, deadline=None)
@given(_extractions)
def test_a_document_that_goes_takes_its_counts_and_nothing_else(extractions):
    for gone in extractions:
        rest = [x for x in extractions if x is not gone]
        before = Counter({k: n for k, n in ledger(extractions).items() if k[0] != gone.document.id})
        assert ledger(rest) == before


@settings(max_examples=100, deadline=None)
@given(_extractions)
def test_reading_a_document_again_changes_nothing(extractions):
    for again in extractions:
        assert reconcile([*extractions, again]) == reconcile(extractions)


@settings(max_examples=150, deadline=None)
@given(_extractions)
def test_every_figure_holds_together(extractions):
    ids = {x.document.id for x in extractions}
    incident = reconcile(extractions)
    for toll in incident.tolls:
        assert toll.low is None or toll.high is None or toll.low <= toll.high
        assert (toll.best_entry is None) == (toll.best is None)
        if toll.best_entry:
            assert toll.best_entry in toll.entries
            assert value(toll.best_entry.casualty) == toll.best
            assert toll.high is not None
            assert toll.best <= toll.high
        assert sum(e.relation == "best" for e in toll.entries) == (toll.best is not None)
    assert {e.doc_id for event in incident.events for e in event.evidence} <= ids
    assert all(event.evidence and event.sources for event in incident.events)
    assert sum(event.main for event in incident.events) <= 1
    assert len({event.id for event in incident.events}) == len(incident.events)


# The annotated texts


def _annotated(path: Path) -> Extraction:
    data = json.loads(path.read_text(encoding="utf-8"))
    places = {p["canonical"]: p for p in data["places"] if p["lat"] is not None}

    def mention(name: str | None) -> Mention | None:
        if name not in places:
            return None
        found, parts = places[name], name.split(", ")
        country = {"Mexico": "MX", "United States": "US"}.get(parts[-1])
        state = None if found["level"] == "country" else parts[-2] if len(parts) > 1 else None
        place = Place(name, parts[0], found["lat"], found["lon"], found["level"], country, state)
        return Mention(
            found["start"],
            found["end"],
            found["text"],
            found["role"],
            place,
            PREC.get(found["level"], 1),
            1.0,
            "annotated",
        )

    events = tuple(
        telling(
            e["type"],
            day=e["date"],
            start=e["start"],
            places=tuple(m for m in map(mention, e["places"]) if m),
            background=bool(e.get("background")),
            duplicate_of=e.get("duplicate_of"),
        )
        for e in data["events"]
    )
    casualties = tuple(
        count(
            c["min"],
            c["max"],
            start=c["start"],
            status=c["status"],
            party_class=c["party_class"],
            date=c["date"],
            place=mention(c["place"]),
            attributed_to=c["attributed_to"],
            duplicate_of=c.get("is_duplicate_of"),
            subset_of=c.get("subset_of"),
        )
        for c in data["casualties"]
    )
    return Extraction(
        Document(
            path.stem,
            path.stem,
            data["text"],
            data.get("meta", {}).get("publisher"),
            published=data["publication_date"],
        ),
        events=events,
        casualties=casualties,
    )


#: The texts whose counts the next test knows; others may lie beside them.
COVERAGE = (
    "2026-02-22-krgv",
    "2026-02-22-la-cronica",
    "2026-02-22-w-radio",
    "2026-02-23-adn-sureste",
    "2026-02-23-mexico-news-daily",
    "2026-02-24-a-news",
    "2026-02-24-internewscast",
    "2026-02-25-los-angeles-times",
    "2026-02-25-newser",
    "2026-02-25-reuters",
    "2026-02-27-n-mas",
    "2026-03-03-associated-press",
)


@pytest.mark.shared
def test_the_annotated_coverage_makes_one_incident(shared):
    extractions = [_annotated(shared / "coverage" / "gold" / f"{name}.json") for name in COVERAGE]
    incident = reconcile(extractions)
    (main,) = [e for e in incident.events if e.main]
    assert (main.type, main.date_start, len(main.sources)) == ("raid", "2026-02-22", len(extractions))
    assert incident.title.startswith("Raid at ")
    assert sum(e.type == "raid" for e in incident.events) == 1
    tolls = {(t.status, t.party_class): (t.low, t.best, t.high) for t in incident.tolls}
    assert tolls["killed", "all"] == (62, 73, 73)
    assert tolls["killed", "security_forces"][2] == 28
    folded = sum(len((e.evidence, *e.also)) for t in incident.tolls for e in t.entries)
    # The arrests of other years are background, and the two who were hurt died.
    assert folded == sum(len(x.casualties) for x in extractions) - 2
    for some in itertools.islice(itertools.combinations(extractions, len(extractions) - 1), 3):
        assert reconcile(list(reversed(some))) == reconcile(some)
