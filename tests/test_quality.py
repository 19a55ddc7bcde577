"""Floors under the figures on annotated texts; a floor is lowered only on purpose, with the reason in the changelog.

Samples, so that the suite stays short; ``python -m geo evaluate`` gives the figures of the whole.
"""

from __future__ import annotations

import ast
import json
import re
from typing import TYPE_CHECKING

import pytest

from geo.resolve.candidates.features import FEATURES, weights
from geo.run.evaluate import GEOGRAPHY, TOOLS, evaluate_corpora, evaluate_coverage
from geo.run.learn import learn, lessons
from geo.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from geo.pipeline import Pipeline

#: Annotations of the digests in ``seeds``, with the words that they annotate.
GOLD = ROOT / "tests" / "gold"
DIGESTS = {
    "places right": 0.94,
    "roles": 0.85,
    "casualties": 0.95,
    "casualties + party": 0.95,
    "tolls": 0.95,
    "events": 0.88,
    "event dates": 0.95,
}
ARTICLES = {"places right": 0.95, "roles": 0.90, "tolls": 1.0, "events": 0.9, "event dates": 0.95}
#: Each so many texts.
EVERY = 8
#: Corpus → F1 of recognition (overlap) and end to end on the sample, a little below what was measured on it.
FLOORS = {"lgl": (0.89, 0.86), "trnews": (0.94, 0.93), "geovirus": (0.92, 0.87)}


@pytest.mark.shared
def test_places_of_annotated_news_stay_found_and_placed(pipeline: Pipeline, shared: Path) -> None:
    figures = evaluate_corpora(pipeline, GEOGRAPHY, shared / "corpora", shared / "tools", EVERY)
    reached = {name: (json.loads(told)["overlap"][2], json.loads(told)["e2e"][2]) for name, told in figures.items()}
    short = {
        name: got for name, got in reached.items() if any(g < floor for g, floor in zip(got, FLOORS[name], strict=True))
    }
    assert not short, f"below {FLOORS}"
    assert set(reached) == set(FLOORS)


def figure(told: str, row: str) -> float:
    """The figure of a row of the scorer's table."""
    line = next(line for line in told.splitlines() if re.match(rf"{re.escape(row)} {{2,}}", line))
    found = re.search(r"F1 ([\d.]+)|([\d.]+) of", line)
    assert found is not None
    return float(found[1] or found[2])


def test_the_digests_of_the_first_case_stay_right(pipeline: Pipeline) -> None:
    told = evaluate_coverage(pipeline, GOLD, TOOLS, "en")
    assert {row: figure(told, row) for row, floor in DIGESTS.items() if figure(told, row) < floor} == {}, told


@pytest.mark.shared
def test_the_two_articles_of_the_first_case_stay_right(pipeline: Pipeline, shared: Path) -> None:
    told = evaluate_coverage(pipeline, shared / "seeds" / "gold", TOOLS, "en")
    assert {row: figure(told, row) for row, floor in ARTICLES.items() if figure(told, row) < floor} == {}, told


@pytest.mark.shared
def test_the_scorer_and_the_annotations_are_the_ones_that_others_have(shared: Path) -> None:
    for file in TOOLS.glob("*.py"):
        ours, others = (path.read_text(encoding="utf-8") for path in (file, shared / "tools" / file.name))
        assert ast.dump(ast.parse(ours)) == ast.dump(ast.parse(others))  # but for the formatter
    for file in GOLD.glob("*.json"):
        assert file.read_bytes() == (shared / "coverage" / "gold" / file.name).read_bytes()


@pytest.mark.shared
def test_weights_are_learned_from_annotated_texts(pipeline: Pipeline, shared: Path, tmp_path: Path) -> None:
    lines = (shared / "corpora" / "trnews.jsonl").read_text(encoding="utf-8").split("\n")[:25]
    (tmp_path / "few.jsonl").write_text("\n".join(lines), encoding="utf-8")
    found = learn(pipeline, lessons(pipeline, tmp_path / "few.jsonl"))
    assert list(found) == list(FEATURES)
    assert found["country"] > 0.5, "the country that a text speaks of counts"
    assert len(weights()) == len(FEATURES)
