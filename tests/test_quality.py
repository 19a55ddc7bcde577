"""Floors under the figures on annotated texts; a floor is lowered only on purpose, with the reason in the changelog.

Samples, so that the suite stays short; ``python -m geo evaluate`` gives the figures of the whole.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from geo.resolve.candidates.features import FEATURES, weights
from geo.run.evaluate import GEOGRAPHY, evaluate_corpora, evaluate_coverage
from geo.run.learn import learn, lessons

if TYPE_CHECKING:
    from pathlib import Path

    from geo.pipeline import Pipeline

pytestmark = pytest.mark.shared
#: Each so many texts.
EVERY = 8
#: Corpus → F1 of recognition (overlap) and end to end on the sample, a little below what was measured on it.
FLOORS = {"lgl": (0.89, 0.86), "trnews": (0.94, 0.93), "geovirus": (0.92, 0.87)}


def test_places_of_annotated_news_stay_found_and_placed(pipeline: Pipeline, shared: Path) -> None:
    figures = evaluate_corpora(pipeline, GEOGRAPHY, shared / "corpora", shared / "tools", EVERY)
    reached = {name: (json.loads(told)["overlap"][2], json.loads(told)["e2e"][2]) for name, told in figures.items()}
    short = {
        name: got for name, got in reached.items() if any(g < floor for g, floor in zip(got, FLOORS[name], strict=True))
    }
    assert not short, f"below {FLOORS}"
    assert set(reached) == set(FLOORS)


@pytest.mark.parametrize(
    ("gold", "row", "floor"),
    [
        ("seeds/gold", "places right", 0.95),
        ("coverage/gold", "places right", 0.94),
        ("seeds/gold", "roles", 0.90),
        ("coverage/gold", "roles", 0.85),
        ("seeds/gold", "tolls", 1.0),
        ("seeds/gold", "events", 0.9),
        ("seeds/gold", "event dates", 0.95),
        ("coverage/gold", "casualties", 0.95),
        ("coverage/gold", "casualties + party", 0.95),
        ("coverage/gold", "tolls", 0.95),
        ("coverage/gold", "events", 0.88),
        ("coverage/gold", "event dates", 0.95),
    ],
)
def test_the_first_case_stays_right(pipeline: Pipeline, shared: Path, gold: str, row: str, floor: float) -> None:
    told = evaluate_coverage(pipeline, shared / gold, shared / "tools", "en")
    line = next(line for line in told.splitlines() if re.match(rf"{re.escape(row)} {{2,}}", line))
    figure = re.search(r"F1 ([\d.]+)|([\d.]+) of", line)
    assert figure is not None
    assert float(figure[1] or figure[2]) >= floor, told


def test_weights_are_learned_from_annotated_texts(pipeline: Pipeline, shared: Path, tmp_path: Path) -> None:
    lines = (shared / "corpora" / "trnews.jsonl").read_text(encoding="utf-8").split("\n")[:25]
    (tmp_path / "few.jsonl").write_text("\n".join(lines), encoding="utf-8")
    found = learn(pipeline, lessons(pipeline, tmp_path / "few.jsonl"))
    assert list(found) == list(FEATURES)
    assert found["country"] > 0.5, "the country that a text speaks of counts"
    assert len(weights()) == len(FEATURES)
