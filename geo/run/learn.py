"""Learns what each feature of a place is worth from annotated texts: ``python -m geo learn --corpora PATH``.

A conditional logit: of the places that a name may mean, the probability of those within reach of the annotated point
is made as large as can be over all names of all texts; a pull towards what was set by hand holds features that hardly
occur.  What the other names tell depends on the weights, so texts are ranked again with the new ones, a few times over.
The result is ``data/lexicons/place_weights.toml``: two dozen numbers that can be read, and no name of any place.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.errors import SettingsError
from geo.files import write_text
from geo.gazetteer.folding import distance_km
from geo.language.pipeline import annotate
from geo.resolve.candidates.features import FEATURES, containment
from geo.resolve.candidates.rank import Ranker
from geo.resolve.toponyms.mentions import Context
from geo.resolve.toponyms.outlet import home
from geo.resolve.toponyms.recognise import recognise
from geo.run.evaluate import GEOGRAPHY, question
from geo.run.jsonl import line_document
from geo.run.logit import LN10, Case, fit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from geo.gazetteer.lookup import Entry
    from geo.language.text.parsed import Doc
    from geo.pipeline import Pipeline
    from geo.resolve.toponyms.mentions import Name
    from geo.resolve.toponyms.outlet import Home

    Numbers = NDArray[np.floating[Any]]

#: Kilometres within which a place is the annotated one; the measure of the field.
REACH_KM = 161.0
#: Times that texts are ranked and weights learned in turn.
TURNS = 4
#: Mentions of one name in one text that count; a name told thirty times teaches little more than one told thrice.
MOST_MENTIONS = 3
#: Names of a corpus together, whatever its size.
FULL = 2000.0
ORIGIN = """# Origin: learned by `python -m geo learn` from the places annotated in LGL (a part), TR-News and GeoVirus.
# In tenth logarithms of odds: 1 makes a place ten times as likely. Features: geo/resolve/candidates/features.py.

[weights]"""
BY_HAND = np.array(list(FEATURES.values())) * LN10


@dataclass(frozen=True, slots=True)
class Lesson:
    """One annotated text, read."""

    doc: Doc
    names: list[Name]
    home: Home
    gold: list[dict[str, Any]]
    weight: float
    """So that each corpus teaches as much as any other: local papers are not the world."""


def lessons(pipeline: Pipeline, file: Path) -> list[Lesson]:
    """The texts of a corpus (JSON lines with ``toponyms``), annotated and with their names found.

    Raises SettingsError: the file is missing or holds no annotated texts.
    """
    if not file.is_file():
        raise SettingsError(f"{file} is not there: check --corpora.")
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line.strip()]
    found = [_lesson(pipeline, values, number) for number, values in enumerate(lines, start=1)]
    told = sum(len(text.names) for text in found)
    if not told:
        raise SettingsError(f"{file} holds no annotated texts: check --corpora.")
    return [replace(text, weight=FULL / told) for text in found]


def _lesson(pipeline: Pipeline, values: dict[str, Any], number: int) -> Lesson:
    document = line_document(question(values), number)
    doc = annotate(pipeline.models.of(document.language), document)
    names = [name for name in recognise(Context(doc, pipeline.gazetteer)).names if name.entries]
    return Lesson(doc, names, home(document.domain, pipeline.gazetteer), values["toponyms"], 1.0)


def learn(pipeline: Pipeline, texts: Sequence[Lesson]) -> dict[str, float]:
    """The weights that fit the texts best, by feature, in tenth logarithms of odds."""
    found: Numbers = BY_HAND
    for _ in range(TURNS):
        found = fit(_cases(pipeline, texts, tuple(found / LN10)), BY_HAND, found)
    return dict(zip(FEATURES, (round(float(w), 3) for w in found / LN10), strict=True))


def _cases(pipeline: Pipeline, texts: Sequence[Lesson], now: tuple[float, ...]) -> list[Case]:
    return [case for text in texts for case in _cases_of(pipeline, text, now)]


def _cases_of(pipeline: Pipeline, text: Lesson, now: tuple[float, ...]) -> list[Case]:
    ranker = Ranker(text.doc, text.names, pipeline.gazetteer, text.home, now)
    ranker.run()
    found = []
    for folded, group in ranker.groups.items():
        points = [point for name in group if (point := _annotated(name, text.gold))]
        candidates = ranker.candidates[folded]
        right = np.array([_is_near(entry, points) for entry in candidates])
        if right.any() and not right.all():
            judge = ranker.judge
            rows = np.array([judge.fixed(entry, group) + judge.moving(entry, folded) for entry in candidates])
            given = np.array([containment(entry, group) for entry in candidates]) * LN10
            found.append(Case(rows, given, right, text.weight * min(len(points), MOST_MENTIONS)))
    return found


def _annotated(name: Name, gold: list[dict[str, Any]]) -> tuple[float, float] | None:
    over = [g for g in gold if g["start"] < name.end and name.start < g["end"] and g.get("lat") is not None]
    return (over[0]["lat"], over[0]["lon"]) if over else None


def _is_near(entry: Entry, points: list[tuple[float, float]]) -> bool:
    return any(distance_km(entry.place.lat, entry.place.lon, lat, lon) <= REACH_KM for lat, lon in points)


def learn_from(pipeline: Pipeline, folder: Path) -> dict[str, float]:
    """The weights that fit all annotated corpora of ``folder``, which must be there."""
    files = [folder / f"{corpus.name}.jsonl" for corpus in GEOGRAPHY]
    return learn(pipeline, [text for file in files for text in lessons(pipeline, file)])


def write(found: dict[str, float], path: Path) -> None:
    """Write the weights as a lexicon, with a first line that says where they come from."""
    lines = [ORIGIN, *(f"{name} = {value}" for name, value in found.items())]
    write_text(path, "\n".join(lines) + "\n")


__all__ = ["learn", "learn_from", "lessons", "write"]
