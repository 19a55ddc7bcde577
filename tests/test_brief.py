"""The brief: every sentence leads to its evidence, and what nothing bears out is refused."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from geo.errors import SelectionError
from geo.export.brief import agreement, check, statements
from geo.export.brief.check import refusal
from geo.export.brief.compose import MOST_EVENTS, composed, sentence
from geo.export.brief.content import Brief, Claim, Clause, Sentence, View
from geo.export.brief.statements import said_by
from geo.incident import Evidence
from geo.messages import speaking
from geo.messages.stored import retold
from geo.reconcile import reconcile
from geo.reconcile.worded import worded
from geo.selection.filters import Filters
from geo.selection.view import asked_of, view_of
from geo.types import Place
from tests.makers import DOCUMENT, NORTH, casualty, event, extraction, incident, mention, telling
from tests.scale import STATES, many_documents, many_events

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.incident import Incident, IncidentEvent, IncidentJurisdiction


@cache
def whole() -> Incident:
    """What sixty invented reports say together; their sentences stand in their texts."""
    return reconcile(many_documents(60), title="Unrest")


EVERYTHING = Filters()


def brief(filters: Filters = EVERYTHING) -> Brief:
    return composed(view_of(whole(), filters))


def test_the_brief_says_what_the_records_say() -> None:
    made = brief()
    assert made.refused == ()
    event = next(e for e in whole().events if e.main)
    assert made.title.text.startswith(statements.what(event))
    assert made.title.text.endswith(f"; {len(whole().events) - 1} more events")
    told = {t: s.text for t, s in zip(whole().tolls, made.block("toll").sentences, strict=False)}
    assert all(s.evidence for s in made.block("said").sentences)
    assert told


def test_every_sentence_has_its_numbers_in_the_annex() -> None:
    made = brief()
    assert [s.number for s in made.sources] == list(range(1, len(made.sources) + 1))
    for told in made.sentences():
        wanted = {e.doc_id for e in told.evidence}
        assert len(made.numbers(told.evidence)) == len(wanted), told.text


def test_rows_are_the_events_tolls_and_jurisdictions_of_the_view() -> None:
    state = STATES[0][0]
    for filters in (
        Filters(),
        Filters(country="AU", state=state),
        Filters(kinds=("arson", "clash")),
        Filters(first="2024-03-10", last="2024-03-20"),
        Filters(known=("point",)),
    ):
        view = view_of(whole(), filters)
        made = composed(view)
        assert len(made.block("events").rows) == min(len(view.shown.events), MOST_EVENTS)
        assert len(made.block("toll").rows) == sum(bool(t.entries) for t in view.shown.tolls)
        told = [j for j in view.shown.jurisdictions if j.agencies or j.events]
        assert sorted(row.cells[0] for row in made.block("jurisdictions").rows) == sorted(j.name for j in told)
        assert made.refused == ()


def test_a_view_without_anything_says_so() -> None:
    made = brief(Filters(first="1990-01-01", last="1990-01-02"))
    assert made.title.text == "No event with these filters"
    assert "No count of the dead was found in what was read for this view." in {s.text for s in made.sentences()}
    assert made.block("events").rows == made.block("toll").rows == made.block("said").sentences == ()


def test_a_body_in_the_row_of_another_government_says_so() -> None:
    (row, *_) = (j for j in whole().jurisdictions if j.level == "state" and j.agencies)
    also = (row.agencies[0].name,)  # as its sentence calls it
    own = replace(row.agencies[0], also=also, called=(), level="state", involvement="acted", own=True)
    bodies = (replace(own, name="Police", level="federal", own=False), own)
    view = view_of(replace(whole(), jurisdictions=(replace(row, agencies=bodies),)), Filters())
    (told,) = composed(view).block("jurisdictions").sentences
    assert f"; acted: {own.name} and Police (federal)" in told.text


def test_an_incident_without_events_blames_no_filter() -> None:
    view = view_of(replace(whole(), events=()), Filters())
    made = composed(view)
    assert made.title.text == "No event was found in what was read"
    assert made.refused == ()


def test_a_count_of_all_beside_an_event_of_the_view_is_not_told_as_none() -> None:
    """ "Nobody counts the arrested" is false where the sentence of an event does, for the incident as a whole."""
    told = replace(casualty(), status="arrested")
    made = reconcile([extraction(casualties=(told,), events=(telling(type="arrest", sent_start=43, sent_end=93),))])
    shown = composed(view_of(made, Filters(place=NORTH.id))).block("unknown").sentences
    texts = [s.text for s in shown]
    assert "No count of the arrested is of this view alone; 1 count beside its events reaches further." in texts
    assert not any(t.startswith("No count of the arrested was found") for t in texts)
    assert any(t.startswith("No count of the dead was found") for t in texts)
    everywhere = composed(view_of(made, Filters())).block("unknown").sentences
    assert not any("No count of the arrested" in s.text for s in everywhere)


def test_many_events_are_not_all_listed_and_that_is_said() -> None:
    view = view_of(many_events(1000), Filters())
    block = composed(view).block("events")
    assert len(block.rows) == MOST_EVENTS
    assert f"{len(view.shown.events) - MOST_EVENTS} more" in block.note


# ------------------------------------------------------------------ the checker
def _counted(view: View) -> Sentence:
    toll = next(t for t in view.shown.tolls if t.best_entry)
    return sentence(view, ("best", statements.toll_key(toll)), ("lowest", statements.toll_key(toll)))


def _spoken(view: View) -> Sentence:
    quote = next(q for q in view.shown.quotes if q.speaker and q.quote.kind == "direct")
    key = statements.quote_key(quote)
    return sentence(view, ("speaker", key), ("words", key), stop=False)


def _titled(view: View) -> Sentence:
    event = next(e for e in view.shown.events if e.place and e.place_basis == "told")
    return sentence(view, ("event", event.id), ("more events", event.id))


def _with(told: Sentence, clause: int, **changes: object) -> Sentence:
    clauses = list(told.clauses)
    clauses[clause] = replace(clauses[clause], **changes)
    return Sentence(tuple(clauses))


def _swapped(told: Sentence, clause: int, old: str, new: str) -> Sentence:
    text = told.clauses[clause].text
    assert old in text
    return _with(told, clause, text=text.replace(old, new))


def _digits(told: Sentence, clause: int) -> Sentence:
    """One more than the first number of a clause."""
    text = told.clauses[clause].text
    number = next(word for word in text.replace(",", " ").split() if word.isdecimal())
    return _swapped(told, clause, number, str(int(number) + 1))


def _elsewhere(view: View) -> Evidence:
    return Evidence(view.whole.documents[0].id, 0, 5, 0, 20)


FALSE: dict[str, Callable[[View], Sentence]] = {
    "another number": lambda v: _digits(_counted(v), 0),
    "a count made sure": lambda v: _swapped(_counted(v), 0, ": ", ": exactly "),
    "another status": lambda v: _swapped(_counted(v), 0, "illed", "ounded"),
    "another who": lambda v: _swapped(_counted(v), 0, "according to ", "according to the president and "),
    "another place": lambda v: (
        _swapped(_titled(v), 0, " at ", " near ")
        if " at " in _titled(v).text
        else _swapped(_titled(v), 0, " in ", " near ")
    ),
    "another day": lambda v: _swapped(_titled(v), 0, "2024", "2023"),
    "more events than there are": lambda v: _digits(_titled(v), 1),
    "another word in a quote": lambda v: _with(_spoken(v), 1, text=_spoken(v).clauses[1].text + " not"),
    "the words of another speaker": lambda v: _with(
        _spoken(v), 0, text=f"Somebody Else, {_spoken(v).clauses[0].text.partition(', ')[2]}"
    ),
    "a reason that nobody gives": lambda v: Sentence(
        (*_titled(v).clauses[:-1], Clause(", in revenge.", Claim("stop"), ()))
    ),
    "a clause without a record": lambda v: Sentence((Clause("The army planned it.", Claim("event", "none"), ()),)),
    "a passage of another text": lambda v: _with(_counted(v), 0, evidence=(_elsewhere(v),)),
    "no passage": lambda v: _with(_counted(v), 0, evidence=()),
    "nothing told where something is": lambda v: Sentence(
        (Clause("No count of the dead was found in what was read for this view.", Claim("no count", "killed"), ()),)
    ),
}


@pytest.mark.parametrize("kind", FALSE)
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_planted_falsehood_is_refused(kind: str, language: str) -> None:
    view = view_of(whole(), Filters())
    if language == "en":
        assert refusal(FALSE[kind](view), view)
        return
    made = FALSE[kind](view)  # an English clause in a Spanish brief says what no record says there
    with speaking("es"):
        assert refusal(made, view_of(worded(whole()), Filters()))


def test_the_sentences_that_the_falsehoods_were_made_of_stand() -> None:
    view = view_of(whole(), Filters())
    assert [refusal(told(view), view) for told in (_counted, _spoken, _titled)] == [None, None, None]


def _changed(**changes: object) -> View:
    """A view whose first counted toll has another record than its sentence bears out."""
    view = view_of(whole(), Filters())
    toll = next(t for t in view.shown.tolls if t.best_entry)
    entry = replace(toll.best_entry, **changes)  # type: ignore[type-var]
    made = replace(toll, best_entry=entry)
    tolls = tuple(made if t is toll else t for t in view.shown.tolls)
    return replace(view, shown=replace(view.shown, tolls=tolls))


def test_a_record_that_its_own_sentence_does_not_bear_out_is_refused() -> None:
    toll = next(t for t in whole().tolls if t.best_entry)
    count = toll.best_entry.casualty  # type: ignore[union-attr]
    for view in (
        _changed(casualty=replace(count, min=(count.min or 0) + 40, max=(count.min or 0) + 40)),
        _changed(casualty=replace(count, text="9999")),
        _changed(asserted_by="Xerxes Quill"),
        _changed(publisher="The Paper That Never Was"),
        _changed(doc_id="0" * 16),
    ):
        assert refusal(_counted(view), view)


def _edited(**changes: object) -> Brief:
    return composed(view_of(replace(whole(), **changes), Filters()))  # type: ignore[arg-type]


def _first(records: tuple[Any, ...], wanted: Callable[[Any], bool], edit: Callable[[Any], Any]) -> tuple[Any, ...]:
    """The records with the first wanted one edited."""
    at = next(i for i, record in enumerate(records) if wanted(record))
    return (*records[:at], edit(records[at]), *records[at + 1 :])


def _of_event(**changes: object) -> tuple[Any, ...]:
    def is_told(e: IncidentEvent) -> bool:
        return bool(e.main and e.place and e.place_basis == "told")

    return _first(whole().events, is_told, lambda e: replace(e, **changes))


def _moved() -> tuple[Any, ...]:
    (event,) = (e for e in whole().events if e.main)
    return _of_event(place=replace(event.place, name="Xanthippe", id="0"))  # type: ignore[type-var]


def _earlier() -> tuple[Any, ...]:
    (event,) = (e for e in whole().events if e.main)
    day = (date.fromisoformat(str(event.date_start)) - timedelta(days=1)).isoformat()
    return _of_event(date_start=day, date_end=day, date_basis="told")


def _body(**changes: object) -> tuple[Any, ...]:
    def edit(j: IncidentJurisdiction) -> IncidentJurisdiction:
        return replace(j, agencies=(replace(j.agencies[0], **changes), *j.agencies[1:]))  # type: ignore[arg-type]

    return _first(whole().jurisdictions, lambda j: bool(j.agencies), edit)


def _said_late() -> tuple[Any, ...]:
    return tuple(replace(q, quote=replace(q.quote, said_on="2999-01-01")) for q in whole().quotes)


EDITS: dict[str, Callable[[], dict[str, object]]] = {
    "a place that no source names": lambda: {"events": _moved()},
    "a day that its sentences do not name": lambda: {"events": _earlier()},
    "a body that no sentence names": lambda: {"jurisdictions": _body(name="Xanthippe Guard", also=(), called=())},
    "another name of a government": lambda: {
        "jurisdictions": _first(whole().jurisdictions, lambda j: j.level == "state", lambda j: replace(j, name="X"))
    },
    "a day of saying after that of printing": lambda: {"quotes": _said_late()},
    "a check that its counts do not make": lambda: {
        "checks": _first(whole().checks, lambda c: not c.agrees, lambda c: replace(c, text=f"{c.text} Nobody lived."))
    },
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_record_that_was_edited_is_refused(edit: str) -> None:
    """As of an incident that came in as a file in which somebody wrote."""
    assert composed(view_of(whole(), Filters())).refused == ()
    assert _edited(**EDITS[edit]()).refused


# ------------------------------------------------------------------ titles
SILENT = replace(
    DOCUMENT, id="e" * 16, text="People died near Torla on Monday, witnesses said.", publisher="The Hill Times"
)


def _two_reports(says: str) -> View:
    """One killing at Torla that two papers tell; the first alone gives a number."""
    passages = (Evidence(DOCUMENT.id, 60, 66, 43, 93), Evidence(SILENT.id, 7, 11, 0, 49))
    sources = (DOCUMENT.id, SILENT.id)
    killing = event(type="killing", evidence=passages, sources=sources, says=says, title=f"{says}, Torla")
    return view_of(incident(killing, documents=(DOCUMENT, SILENT)), Filters())


def test_a_title_leads_to_the_sources_that_say_its_number() -> None:
    made = composed(_two_reports("12+ people killed"))
    assert {e.doc_id for e in made.title.evidence} == {DOCUMENT.id}
    (row,) = made.block("events").rows
    assert row.cells[-1] == "1 of 2"
    assert "the sources that say it are cited" in made.block("events").note
    without = composed(_two_reports("Killing"))
    assert {e.doc_id for e in without.title.evidence} == {DOCUMENT.id, SILENT.id}
    assert (without.block("events").rows[0].cells[-1], without.block("events").note) == ("2", "")


def test_a_number_in_a_title_that_no_source_says_is_refused() -> None:
    view = _two_reports("62 people killed")
    made = composed(view)
    assert made.title.text == ""
    assert made.block("events").rows == ()
    assert made.refused == (("62 people killed at Torla, Mon 5 May 2031", "no passage tells 62"),)


def test_a_title_that_leads_to_a_source_without_its_number_is_refused() -> None:
    view = _two_reports("12+ people killed")
    told = sentence(view, ("event", "e1"), stop=False)
    assert refusal(told, view) is None
    assert refusal(_with(told, 0, evidence=view.shown.events[0].evidence), view)


def test_a_place_that_no_source_of_an_event_names_is_refused() -> None:
    view = _two_reports("Killing")
    (killing,) = view.shown.events
    moved = replace(killing, place=replace(NORTH, id="9", name="Vessim", admin1="South", admin2=None))
    made = replace(view, shown=replace(view.shown, events=(moved,)))
    assert refusal(sentence(made, ("event", "e1"), stop=False), made) == "none of its sources names its place"
    inferred = replace(made, shown=replace(view.shown, events=(replace(moved, place_basis="inferred"),)))
    assert refusal(sentence(inferred, ("event", "e1"), stop=False), inferred) == "no text names its place"
    around = replace(inferred, whole=replace(view.whole, mentions=((DOCUMENT.id, mention(moved.place)),)))
    assert refusal(sentence(around, ("event", "e1"), stop=False), around) is None


def _lowest_beside(least: int) -> str:
    """What is said of 62 dead by one paper and "at least" so many by the next one."""
    numbers = {62: DOCUMENT.text.replace("At least 12", "62"), least: DOCUMENT.text.replace("12", str(least))}
    texts = [replace(DOCUMENT, id=f"{n:016}", text=text) for n, text in numbers.items()]
    spans = [(t.text.index(str(n)), t.text.index(". ") + 2, len(t.text)) for n, t in zip(numbers, texts, strict=True)]
    counts = [
        casualty(start=at, end=at + 2, sent_start=start, sent_end=end, text=str(n), min=n, max=n if n == 62 else None)
        for n, (at, start, end) in zip(numbers, spans, strict=True)
    ]
    later = replace(texts[1], published="2031-05-08")
    whole = reconcile([extraction(document=d, casualties=(c,)) for d, c in zip((texts[0], later), counts, strict=True)])
    made = composed(view_of(whole, Filters()))
    assert made.refused == ()
    return made.block("toll").sentences[0].text


def test_no_count_is_the_lowest_beside_a_lower_at_least() -> None:
    told = _lowest_beside(55)
    assert "; the lowest count is 62" not in told
    assert "at least 55" in told
    assert "; the lowest count is 62" in _lowest_beside(80)


def test_what_is_refused_is_left_out_and_listed() -> None:
    view = _changed(publisher="The Paper That Never Was")
    made = composed(view)
    (told, why), *_ = made.refused
    assert told not in {s.text for s in made.sentences()}
    assert why == "another outlet published it"


def test_why_a_sentence_is_refused_is_said_in_the_language_of_the_page() -> None:
    trees = (ast.parse(Path(module.__file__).read_text(encoding="utf-8")) for module in (agreement, check))
    given = [n.value for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Return)]
    reasons = [v.value for v in given if isinstance(v, ast.Constant) and isinstance(v.value, str)]
    assert "no verb like this reports it" in reasons
    with speaking("es"):
        assert [why for why in reasons if why and retold(why) == why] == []


def test_what_nobody_dated_is_undated_and_published_on_no_day() -> None:
    said = whole().quotes[0]
    dated = replace(said, quote=replace(said.quote, said_on=None, kind="direct"), published="2031-05-06")
    assert said_by(dated).endswith(", published 6 May 2031")
    assert said_by(replace(dated, published=None)).endswith(", undated")


# ------------------------------------------------------------------ what is asked for
def test_a_place_is_chosen_by_its_name() -> None:
    code, name, *_ = STATES[5]
    assert asked_of(whole(), {"place": [name.upper()]}) == Filters(state=code)
    assert asked_of(whole(), {"place": ["au"], "from": ["2024-03-05"]}) == Filters(country="AU", first="2024-03-05")


def test_a_town_that_bears_its_states_name_is_chosen_by_both() -> None:
    town = Place("77", "Ash", 1.0, 2.0, "city", "XA", "Ash", "XA.07")
    told = incident(event(place=town))
    assert asked_of(told, {"place": ["Ash"]}) == Filters(state="XA.07")
    assert asked_of(told, {"place": ["ash, Ash"]}) == asked_of(told, {"place": ["Ash · town"]}) == Filters(place="77")
    assert view_of(told, Filters(place="77")).filters == ("Ash · town",)


def test_an_empty_place_is_refused_and_not_the_whole_country() -> None:
    with pytest.raises(SelectionError, match="place is empty"):
        asked_of(whole(), {"place": [" "]})


@pytest.mark.parametrize("asked", [{"place": ["Nowhere"]}, {"kind": ["party"]}, {"source": ["x"]}])
def test_what_is_not_there_is_not_left_out_but_said(asked: dict[str, list[str]]) -> None:
    with pytest.raises(SelectionError):
        asked_of(whole(), asked)
