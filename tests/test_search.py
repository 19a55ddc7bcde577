"""Search: what a question finds, what it must leave alone, and that nothing typed can harm it."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.incident import Evidence, Incident, IncidentQuote
from geo.present.design import symbol_of
from geo.selection.filters import Filters, narrow
from geo.selection.opened import Opened, of_event, of_named, of_sentence, of_source
from geo.selection.search.answer import Answer, Within, answer
from geo.selection.search.index import Index
from geo.selection.search.marks import SHOWN, found_in, window
from geo.selection.search.meanings import meanings
from geo.selection.search.numbers import numbers_in
from geo.selection.search.question import LONGEST, MOST_TERMS, Question
from geo.selection.search.sentences import sentences
from geo.types import Document, Mention, Place
from tests import makers

LANGUAGES = ("en", "es")
LIMA = Place("10", "Lima", -12.0, -77.0, "city", "PE", "Lima", "PE.15")
CALI = Place("11", "Cali", 3.4, -76.5, "city", "CO", "Valle del Cauca", "CO.29")
ENGLISH = Document(
    "e" * 16,
    "Fire at the Orla mill",
    "Twenty-eight weavers were hurt in Cali. The guards ran. A bus left at 9:28 for the coast. "
    "The mill owed 28,000 pesos, 2.8 per cent of its worth. Eighty guardsmen came.",
    publisher="The Orla Post",
    published="2031-05-06",
)
SPANISH = Document(
    "f" * 16,
    "Arde el molino de Orla",
    "Veintiocho tejedores resultaron heridos. El coronel Pío Güemes habló en Cali de «manos ajenas». "
    "Diez reos se fugaron del penal.",
    publisher="El Faro de Orla",
    published="2031-05-08",
    language="es",
)


def mention(document: Document, name: str, place: Place) -> tuple[str, Mention]:
    at = document.text.index(name)
    return document.id, Mention(at, at + len(name), name, "event", place, 1, 0.9, "named.")


def evidence(document: Document, words: str, sentence: str) -> Evidence:
    at, begins = document.text.index(words), document.text.index(sentence)
    return Evidence(document.id, at, at + len(words), begins, begins + len(sentence))


FLIGHT = evidence(SPANISH, "fugaron", "Diez reos se fugaron del penal.")
BREAK = makers.event(
    id="break", type="prison_break", title="Prison break, Cali", place=CALI, evidence=(FLIGHT,), sources=(SPANISH.id,)
)
INCIDENT = makers.incident(
    documents=(ENGLISH, SPANISH),
    events=(BREAK,),
    mentions=(mention(ENGLISH, "Cali", CALI), mention(SPANISH, "Cali", CALI)),
)
INDEX = Index(INCIDENT)


def ask(typed: str, filters: Filters = Filters(), incident: Incident = INCIDENT, index: Index = INDEX) -> Answer:  # noqa: B008
    return answer(index, Question.read(typed, LANGUAGES), Within(index, filters, narrow(incident, filters)))


def said(found: Answer, index: Index = INDEX) -> list[str]:
    """The sentences that were found."""
    return [index.line(row).words for row in found.found.get("sentence", ())]


# ------------------------------------------------------------------ what is found
@pytest.mark.parametrize("typed", ["28", "veintiocho", "Twenty-Eight", "#28", "28."])
def test_a_number_is_found_however_it_is_written_and_nowhere_else(typed: str) -> None:
    found = said(ask(typed))
    assert [text.split()[0] for text in found] == [
        "Veintiocho",
        "Twenty-eight",
    ]  # the latest first; not 28,000, 9:28, 2.8


@pytest.mark.parametrize("typed", ["28,000", "28.000", "28000"])
def test_marks_of_thousands_do_not_count(typed: str) -> None:
    assert [text[:8] for text in said(ask(typed))] == ["The mill"]


def test_a_fraction_is_found_as_it_is_written() -> None:
    assert [text[:8] for text in said(ask("2.8"))] == ["The mill"]
    assert said(ask("2.9")) == []


@pytest.mark.parametrize(
    "typed", ["Pío Güemes", "pio guemes", "PIO GÜEMES", unicodedata.normalize("NFD", "Pío Güemes")]
)
def test_accents_and_case_do_not_count(typed: str) -> None:
    assert [text[:10] for text in said(ask(typed))] == ["El coronel"]


def test_words_may_stand_anywhere_and_a_phrase_only_together() -> None:
    assert said(ask("coast bus")) == ["A bus left at 9:28 for the coast."]
    assert said(ask('"coast bus"')) == []
    assert said(ask("“left at”")) == ["A bus left at 9:28 for the coast."]


def test_whole_words_come_before_longer_ones_and_a_phrase_has_no_longer_ones() -> None:
    found = ask("guards")
    assert said(found) == ["The guards ran.", "Eighty guardsmen came."]
    assert [INDEX.line(row).words for row in found.longer] == ["Eighty guardsmen came."]
    assert said(ask('"guards"')) == ["The guards ran."]


@pytest.mark.parametrize("typed", ["escaped", "jailbreak", "escaping", "evasión"])
def test_what_is_told_in_other_words_is_found_and_marked_as_that(typed: str) -> None:
    found = ask(typed)
    assert said(found) == ["Diez reos se fugaron del penal."]
    assert set(found.found["sentence"]) <= found.other
    assert [INDEX.line(row).item for row in found.found["event"]] == [of_event(BREAK)]


def test_a_number_and_what_happened_are_asked_for_together() -> None:
    assert said(ask("10 escaped")) == ["Diez reos se fugaron del penal."]
    assert said(ask("11 escaped")) == []


@pytest.mark.parametrize("typed", ["said", "guard", "the", "executive", "get"])
def test_words_that_tell_no_event_of_one_kind_mean_nothing_more(typed: str) -> None:
    assert meanings((typed,), LANGUAGES) == frozenset()


def test_a_place_is_found_with_every_sentence_that_names_it() -> None:
    found = ask("cali")
    (row,) = found.found["place"]
    assert INDEX.line(row).item == of_named(CALI)
    assert len(INDEX.line(row).evidence) == 2


def test_a_place_is_found_by_its_other_names() -> None:
    text = replace(ENGLISH, text=ENGLISH.text.replace("Cali", "Santiago de Cali"))
    incident = replace(
        INCIDENT, documents=(text, SPANISH), mentions=(mention(text, "Santiago de Cali", CALI), INCIDENT.mentions[1])
    )
    index = Index(incident)
    found = ask("Santiago de Cali", incident=incident, index=index)
    assert [text[:10] for text in said(found, index)] == ["Twenty-eig", "El coronel"]
    assert [text[:10] for text in said(ask("Santiago", incident=incident, index=index), index)] == ["Twenty-eig"]


def test_sources_are_found_by_title_and_publisher() -> None:
    assert [INDEX.line(row).item for row in ask("Orla Post").found["source"]] == [of_source(ENGLISH)]


def test_no_phrase_is_found_across_two_fields() -> None:
    assert ask('"mill The"').found == {}  # the end of a title and the beginning of its publisher


def test_what_no_source_says_is_not_found() -> None:
    found = ask("submarine")
    assert (found.found, found.hidden) == ({}, 0)


def test_a_speaker_is_found_with_the_quotes() -> None:
    words = evidence(SPANISH, "manos ajenas", SPANISH.text.split(". ")[1] + ".")
    item = IncidentQuote(
        makers.quote(text="manos ajenas", speaker="Pío Güemes"), SPANISH.id, None, None, "Pío Güemes", "Others", words
    )
    incident = replace(INCIDENT, quotes=(item,))
    index = Index(incident)
    found = ask("guemes", incident=incident, index=index)
    assert {kind: len(rows) for kind, rows in found.found.items()} == {"sentence": 1, "quote": 1, "who": 1}


# ------------------------------------------------------------------ filters
def test_filters_hold_and_what_they_hide_is_counted() -> None:
    found = ask("28", Filters(sources=(ENGLISH.id,)))
    assert [text[:6] for text in said(found)] == ["Twenty"]
    assert found.outside == {"sentence": 1}
    assert ask("28", Filters(first="2031-05-07")).outside == {"sentence": 1}


def test_a_place_leaves_the_sentences_that_name_it() -> None:
    found = ask("cali", Filters(country="PE"))
    assert found.found == {}
    assert found.outside == {"sentence": 2, "event": 1, "place": 1}
    assert len(said(ask("cali", Filters(country="CO")))) == 2


def test_a_kind_of_event_leaves_its_sentences_alone() -> None:
    arrests = Filters(kinds=(symbol_of("prison_break").key,))
    assert said(ask("penal", arrests)) == ["Diez reos se fugaron del penal."]
    assert ask("weavers", arrests).outside == {"sentence": 1}
    assert ask("penal", Filters(kinds=("raid",))).found == {}


# ------------------------------------------------------------------ nothing typed can harm it
ODD = [
    '"',
    '""',
    "*",
    "a*",
    "-a",
    "text:a",
    "numbers:28",
    "NEAR(a b)",
    "a OR",
    "NOT",
    "(",
    "^a",
    "{text} : a",
    "\x00",
    "\ud800",
]


@pytest.mark.parametrize("typed", [*ODD, " ", "…", "'; DROP TABLE word; --", "9" * 5000, "a " * 5000, '"' * 999])
def test_the_language_of_the_index_means_nothing_here(typed: str) -> None:
    found = ask(typed)
    assert len(found.question.text) <= LONGEST
    assert len(found.question.terms) <= MOST_TERMS


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300) | st.lists(st.sampled_from([*ODD, "28", "Cali", "two", "dozen", " "])).map(" ".join))
def test_any_string_is_answered(typed: str) -> None:
    found = ask(typed)
    assert all(index_row <= INDEX.last for rows in found.found.values() for index_row in rows)
    for start, end in found_in(ENGLISH.text, found.question, "en"):
        assert 0 <= start < end <= len(ENGLISH.text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400), st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), max_size=5))
def test_every_letter_of_a_text_is_in_one_sentence(text: str, spans: list[tuple[int, int]]) -> None:
    known = [(a, b) for a, b in spans if a < b <= len(text)]
    found = sentences(text, known)
    assert all(a < b <= c < d for (a, b), (c, d) in pairwise(found))
    inside = {i for a, b in found for i in range(a, b)}
    assert all(i in inside for i, c in enumerate(text) if c.isalnum())


@pytest.mark.parametrize(
    "word", ["sentence:x:1", "sentence::", "sentence:" + "f" * 16 + ":1", "sentence:e:" + "9" * 99, "who:"]
)
def test_an_address_of_no_sentence_opens_nothing(word: str) -> None:
    assert INDEX.row_of(Opened.read(word)) is None


def test_a_sentence_is_found_by_its_address() -> None:
    at = ENGLISH.text.index("The guards")
    row = INDEX.row_of(of_sentence(ENGLISH.id, at))
    assert row
    assert INDEX.line(row).words == "The guards ran."


# ------------------------------------------------------------------ pieces
def test_sentences_end_where_they_end() -> None:
    text = (
        'Gen. Juan P. Osei spoke. "We won," he said. “No.”\nHeadline\nEl Sr. Ruiz llegó a las 5 p.m. de ayer… ¿Quién?'
    )
    assert [text[a:b] for a, b in sentences(text)] == [
        "Gen. Juan P. Osei spoke.",
        '"We won," he said.',
        "“No.”",
        "Headline",
        "El Sr. Ruiz llegó a las 5 p.m. de ayer…",
        "¿Quién?",
    ]


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("1,500 men and two dozen trucks", "en", [1500, 24]),
        ("1.500 hombres y treinta y cinco camiones", "es", [1500, 35]),
        ("at 9:30 on 4/5, 2.5 miles off", "en", []),
        ("3.5 million people", "en", [3_500_000]),
        ("nobody at all", "en", []),
        ("12" * 40, "en", []),
    ],
)
def test_numbers_of_a_text(text: str, language: str, values: list[int]) -> None:
    assert [value for *_, value in numbers_in(text, language)] == values


def test_a_long_sentence_is_shown_around_what_was_asked_for() -> None:
    text = "word " * 100 + "needle " + "word " * 100
    marks = found_in(text, Question.read("needle", LANGUAGES), "en")
    start, end = window(text, marks)
    assert "needle" in text[start:end]
    assert end - start <= SHOWN
    assert window("short", []) == (0, 5)
