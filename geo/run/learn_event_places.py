"""Learns where events happened whose own words name no place: ``python -m geo learn event-places``.

From annotated texts that say at which of their places each event happened: folders of annotations in the form of
``tests/gold``, and stand-off ones in the form of ``tests/gold_news``, whose texts are those of a corpus.  Texts of one
incident teach together as much as the root of their number, so that no incident outweighs the others.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.errors import SettingsError
from geo.files import write_text
from geo.resolve.event_places import FEATURES, EventPlaces
from geo.resolve.roles import SPOKEN
from geo.run.evaluate import annotated
from geo.run.logit import LN10, Case, fit
from geo.sources.languages import unread_reason
from geo.sources.reader import make_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from geo.pipeline import Pipeline
    from geo.types import Document, Telling

ORIGIN = """# Origin: learned by `python -m geo learn event-places` from annotated digests and news (tests/gold_news).
# In tenth logarithms of odds: 1 makes a place ten times as likely. Features: geo/resolve/event_places.py.

[weights]"""
_VIOLENT = frozenset({"killing", "clash"})
_START = np.zeros(len(FEATURES))


@dataclass(frozen=True, slots=True)
class Lesson:
    """One annotated text."""

    incident: str
    """Texts of one incident teach together."""
    document: Document
    events: list[dict[str, Any]]
    places: list[dict[str, Any]]


def lessons(folder: Path, corpora: Path | None) -> list[Lesson]:
    """The annotated texts of a folder; ``corpora`` holds the texts of stand-off annotations.

    Raises SettingsError: there are none, or a text is missing.
    """
    files = sorted(folder.glob("*.json"))
    if not files:
        raise SettingsError(f"{folder} holds no annotations (NAME.json): check --gold.")
    read = [_lesson(file, json.loads(file.read_text(encoding="utf-8")), corpora) for file in files]
    return [lesson for lesson in read if unread_reason(lesson.document) is None]


def _lesson(file: Path, values: dict[str, Any], corpora: Path | None) -> Lesson:
    if "corpus" not in values:
        document = annotated(file.parent, file.stem, values)
        return Lesson(file.parent.parent.name, document, values["events"], values["places"])
    document = _of_corpus(values, corpora, file)
    return Lesson(file.stem, document, values["events"], values["places"])


def _of_corpus(values: dict[str, Any], corpora: Path | None, file: Path) -> Document:
    lines = corpora / f"{values['corpus']}.jsonl" if corpora else None
    if lines is None or not lines.is_file():
        raise SettingsError(f"{file} annotates a text of {values['corpus']}.jsonl: name its folder with --corpora.")
    for line in lines.read_text(encoding="utf-8").split("\n"):
        if line and str((told := json.loads(line))["doc_id"]) == str(values["doc_id"]):
            stated = {"language": "en", "published": values.get("published")}
            return make_document(told["text"], stated, name=file.stem)
    raise SettingsError(f"{lines} has no text {values['doc_id']} that {file} annotates.")


def learn(pipeline: Pipeline, texts: Sequence[Lesson]) -> dict[str, float]:
    """The weights that fit the texts best, by feature, in tenth logarithms of odds."""
    taught = Counter(text.incident for text in texts)
    cases = [
        replace(case, times=1 / float(np.sqrt(taught[text.incident])))
        for text in texts
        for case in _cases(pipeline, text)
    ]
    found = fit(cases, _START, _START)
    return dict(zip(FEATURES, (round(float(w), 3) for w in found / LN10), strict=True))


def _cases(pipeline: Pipeline, text: Lesson) -> Iterator[Case]:
    """One for each event of the text that is found: its places, and none of them, by what speaks for each."""
    doc, read = pipeline.read(text.document)
    told = [t for t in read.events if t.place_basis == "told"]
    likely = EventPlaces(doc, text.document.title, read.places, told)
    for event in text.events:
        telling = _telling_of(event, read.events)
        if telling is None:
            continue
        spans = list(_spans(event, text.places))
        right = {
            m.place.id for m in read.places if m.place and any(start < m.end and m.start < end for start, end in spans)
        }
        rows = likely.rows(telling)
        answers = np.array([(place in right) if place else not right for place in rows])
        if answers.any():
            features = np.array([[row.get(f, 0.0) for f in FEATURES] for row in rows.values()])
            yield Case(features, np.zeros(len(rows)), answers, 1.0)


def _telling_of(event: dict[str, Any], tellings: Sequence[Telling]) -> Telling | None:
    """What was read where an event is annotated: at its words, else in its sentence; None for what is said."""
    if event.get("background") or event.get("reality", "happened") != "happened" or event["type"] in SPOKEN:
        return None
    alike = [t for t in tellings if t.type == event["type"] or {t.type, event["type"]} <= _VIOLENT]
    at = [t for t in alike if t.start < event["end"] and event["start"] < t.end]
    beside = [t for t in alike if t.sent_start <= event["start"] < t.sent_end]
    return next(iter([*at, *beside]), None)


def _spans(event: dict[str, Any], places: list[dict[str, Any]]) -> Iterator[tuple[int, int]]:
    """Where the places of an event are named: as spans, or by the name that all their mentions bear."""
    for told in event.get("places") or ():
        if isinstance(told, list):
            yield told[0], told[1]
        else:
            yield from ((p["start"], p["end"]) for p in places if p.get("canonical") == told)


def write(found: dict[str, float], path: Path) -> None:
    """Write the weights as a lexicon, with a first line that says where they come from."""
    lines = [ORIGIN, *(f"{name} = {value}" for name, value in found.items())]
    write_text(path, "\n".join(lines) + "\n")
