"""What a briefer must find in the ledger of the first case, from the digests in ``seeds/`` alone."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from geo.language.pipeline import Models
from geo.pipeline import Pipeline
from geo.present import wording
from geo.reconcile import reconcile
from geo.reconcile.one_language import OneLanguage
from geo.settings import ROOT
from geo.sources import read_folder
from geo.types import Document
from tests import spanish

if TYPE_CHECKING:
    from geo.incident import Incident, Toll
    from geo.types import Extraction


@pytest.fixture(scope="module")
def read(pipeline: Pipeline) -> list[Extraction]:
    found = [d for d in read_folder(ROOT / "seeds") if isinstance(d, Document) and d.language == "en"]
    return [pipeline.extract(d) for d in found]


@pytest.fixture(scope="module")
def whole(read: list[Extraction]) -> Incident:
    return reconcile(read)


def toll(incident: Incident, party: str) -> Toll:
    return next(t for t in incident.tolls if (t.status, t.party_class) == ("killed", party))


def test_twenty_five_of_the_guard_are_one_toll_with_a_line_for_each_source(whole: Incident) -> None:
    guard = [e for e in toll(whole, "security_forces").entries if "National Guard" in (e.casualty.party or "")]
    assert {e.casualty.min for e in guard} == {25}
    assert len(guard) == len({e.doc_id for e in guard}) >= 4
    assert {e.relation for e in guard} == {"best", "same"}


def test_the_totals_contradict_each_other_with_sources_and_dates(whole: Incident) -> None:
    rivals = {
        wording.said(e.casualty): (e.publisher, e.published)
        for e in toll(whole, "all").entries
        if e.relation in {"best", "rival"}
    }
    assert set(rivals) == {"at least 55", "at least 73", "more than 70"}
    assert all(publisher and published for publisher, published in rivals.values())
    (check,) = [c for c in whole.checks if c.kind == "totals" and c.toll == "killed/all"]
    assert all(number in check.text for number in rivals)


def test_the_prison_guard_is_part_of_the_seventy_three(whole: Incident) -> None:
    guards = [e for e in toll(whole, "security_forces").entries if e.casualty.min == 1]
    assert any(e.relation == "part" and e.part_of and wording.said(e.part_of) == "at least 73" for e in guards)


def test_every_figure_has_its_sentence(whole: Incident) -> None:
    texts = {d.id: d.text for d in whole.documents}
    entries = [(e.evidence, e.casualty.text) for t in whole.tolls for e in t.entries]
    entries += [(f.evidence, f.figure.text) for f in whole.figures]
    assert len(entries) > 30
    for evidence, number in entries:
        assert texts[evidence.doc_id][evidence.start : evidence.end] == number
        assert number in texts[evidence.doc_id][evidence.sent_start : evidence.sent_end]


def test_the_order_of_the_sources_changes_nothing(read: list[Extraction], whole: Incident) -> None:
    shuffled = [*read, *read[:3]]
    random.Random(7).shuffle(shuffled)
    assert reconcile(shuffled) == whole


def test_a_source_that_goes_takes_its_counts(read: list[Extraction], whole: Incident) -> None:
    gone = next(e.doc_id for e in toll(whole, "all").entries if wording.said(e.casualty) == "at least 73")
    rest = reconcile([x for x in read if x.document.id != gone])
    assert gone not in {e.doc_id for t in rest.tolls for e in t.entries}
    assert {wording.said(e.casualty) for e in toll(rest, "all").entries} >= {"at least 55", "more than 70"}
    assert gone not in {f.doc_id for f in rest.figures}


# ------------------------------------------------------------------ both languages
@pytest.fixture(scope="module")
def both(pipeline: Pipeline, read: list[Extraction]) -> Incident:
    own = Pipeline(Models({}, {"es": spanish.model()}), pipeline.gazetteer)  # skips where there is no model
    found = [d for d in read_folder(ROOT / "seeds") if isinstance(d, Document) and d.language == "es"]
    return reconcile([*read, *map(own.extract, found)])


def test_sixty_two_are_those_of_two_states(both: Incident) -> None:
    (told,) = [c.text for c in both.checks if c.kind == "parts" and " in Michoacán" in c.text]
    assert "58 in Jalisco + 4 in Michoacán = 62 of 62 personas; they add up" in told


def test_twenty_eight_take_the_place_of_twenty_five(both: Incident) -> None:
    entries = [e for e in toll(both, "security_forces").entries if not e.part]
    (best,) = [e for e in entries if e.relation == "best"]
    assert (best.casualty.min, best.published) == (28, "2026-02-27")
    before = [e for e in entries if e.casualty.min == 25]
    assert before
    assert {e.relation for e in before} == {"superseded"}


def test_what_spanish_sources_alone_tell_is_marked(both: Incident) -> None:
    told = OneLanguage(both)
    alone = {e.title for e in both.events if told.of_event(e) == "es"}
    assert {"Arson, Irapuato", "Arson, Aguililla (inferred)", "Clash, La Piedad de Cabadas"} <= alone
