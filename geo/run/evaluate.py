"""Runs the extraction over annotated texts and hands the result to a scorer, whose figures are printed as they are.

Corpora and scorers are given by path; nothing of them is part of the program.  A scorer is a program that is run: it
comes from the folder that the user names or from the project's own, never from where texts happen to lie.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.contract import to_json
from geo.errors import SettingsError
from geo.reconcile import dated_together
from geo.run.jsonl import extract_lines
from geo.settings import ROOT
from geo.sources import read_file
from geo.sources.reader import make_document
from geo.types import Document, Rejected

if TYPE_CHECKING:
    from geo.extractor import Extractor

#: Where scorers are looked for if no folder is named.
TOOLS = ROOT / "tests" / "scorers"
#: Endings of the text that an annotation may stand beside.
SUFFIXES = (".md", ".txt")
#: What a corpus says of a document besides its answers, and our name for it.
METADATA = {"doc_id": "doc_id", "text": "text", "title": "title", "date": "published", "url": "url", "domain": "domain"}


@dataclass(frozen=True, slots=True)
class Corpus:
    """An annotated corpus and how its scorer is to be called."""

    name: str
    scorer: str
    options: tuple[str, ...] = ()
    drop: frozenset[str] = frozenset()
    """Roles that the corpus does not annotate."""


GEOGRAPHY = (
    Corpus("lgl", "evalgeo.py", ("--json",)),
    Corpus("trnews", "evalgeo.py", ("--json",)),
    Corpus("geovirus", "evalgeo.py", ("--json", "--tolerant"), frozenset({"demonym", "part_of_name"})),
)
QUOTES = (Corpus("polnear_dev", "evalquotes.py"),)


def evaluate_coverage(
    extractor: Extractor, gold: Path, tools: Path, language: str | None = None, scorer_options: tuple[str, ...] = ()
) -> str:
    """Score the texts that ``gold`` annotates: files of that name beside the folder, else the annotation's own text.

    Raises SettingsError: no annotations or no scorer at these paths, or the scorer failed.
    """
    annotations = sorted(gold.glob("*.json"))
    if not annotations:
        raise SettingsError(f"{gold} holds no annotations (NAME.json): check --gold.")
    documents = [annotated(gold, file.stem, json.loads(file.read_text(encoding="utf-8"))) for file in annotations]
    read = [(file.name, extractor.try_extract(document)) for file, document in zip(annotations, documents, strict=True)]
    good = [(name, extraction) for name, extraction in read if not isinstance(extraction, Rejected)]
    together = dated_together([extraction for _, extraction in good])
    with tempfile.TemporaryDirectory() as folder:
        for (name, _), extraction in zip(good, together, strict=True):
            (Path(folder) / name).write_text(json.dumps(to_json(extraction)), encoding="utf-8")
        options = (*(("--language", language) if language else ()), *scorer_options)
        return score(tools, "score_coverage.py", str(gold), folder, *options)


def annotated(gold: Path, name: str, values: dict[str, Any]) -> Document:
    """The source that an annotation belongs to: the file of that name beside its folder, else its own text."""
    found = [
        file
        for folder in (gold.parent, *sorted(gold.parent.iterdir()))
        if folder.is_dir()
        for file in (folder / f"{name}{suffix}" for suffix in SUFFIXES)
        if file.is_file()
    ]
    if found:
        return read_file(found[0])
    meta = values.get("meta") or {}
    stated = {key: meta.get(key) for key in ("url", "publisher", "language")}
    stated["published"] = values.get("publication_date")
    return make_document(values["text"], stated, name=name)


def evaluate_corpora(
    extractor: Extractor, corpora: tuple[Corpus, ...], path: Path, tools: Path, every: int = 1
) -> dict[str, str]:
    """The scorer's words for each corpus that lies under ``path`` (a folder, or one file); each n-th document only.

    Raises SettingsError: no such corpus or no scorer at these paths, or the scorer failed.
    """
    files = {corpus: path if path.is_file() else path / f"{corpus.name}.jsonl" for corpus in corpora}
    present = {corpus: file for corpus, file in files.items() if file.is_file() and file.stem == corpus.name}
    if not present:
        names = ", ".join(f"{corpus.name}.jsonl" for corpus in corpora)
        raise SettingsError(f"{path} holds none of {names}: check --corpora.")
    return {corpus.name: _evaluate_corpus(extractor, corpus, file, tools, every) for corpus, file in present.items()}


#: Rows of the table of places: what the scorer calls them, and what we do; three numbers are precision, recall, F1.
_ROWS = (
    ("docs", "documents"),
    ("gold", "annotated places"),
    ("pred", "extracted places"),
    ("overlap", "recognition, overlap"),
    ("strict", "recognition, strict"),
    ("res_acc", "resolution within 161 km"),
    ("e2e", "END TO END"),
    ("doc_places", "distinct places per document"),
    ("median_km", "median error, km"),
    ("mean_km", "mean error, km"),
    ("auc", "area under the error curve (0 is best)"),
)
#: Widths of the first and of the other columns.
_FIRST, _OTHER = 40, 24


def geography_table(figures: dict[str, str]) -> str:
    """All rows that the scorer of places gives, one column for each corpus; three numbers are P, R and F1."""
    told = {name: json.loads(text) for name, text in figures.items()}
    lines = ["".join(["".ljust(_FIRST), *(name.rjust(_OTHER) for name in told)])]
    lines += [
        "".join([words.ljust(_FIRST), *(_cell(told[name][key]).rjust(_OTHER) for name in told)]) for key, words in _ROWS
    ]
    return "\n".join(lines) + "\n"


def _cell(value: float | list[float] | None) -> str:
    if isinstance(value, list):
        return " ".join(f"{number:.3f}" for number in value)
    return f"{value:,}" if value is not None else "—"


def _evaluate_corpus(extractor: Extractor, corpus: Corpus, file: Path, tools: Path, every: int) -> str:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = [line for line in file.read_text(encoding="utf-8").split("\n") if line.strip()][::every]
        (folder / "gold.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        questions = [question(json.loads(line)) for line in lines]
        (folder / "in.jsonl").write_text("\n".join(map(json.dumps, questions)) + "\n", encoding="utf-8")
        with (folder / "in.jsonl").open("rb") as source, (folder / "out.jsonl").open("w", encoding="utf-8") as out:
            extract_lines(extractor, source, out)
        with (folder / "out.jsonl").open(encoding="utf-8") as out, (folder / "pred.jsonl").open("w") as answers:
            for line in out:
                answers.write(json.dumps(_answer(corpus, json.loads(line))) + "\n")
        return score(tools, corpus.scorer, str(folder / "gold.jsonl"), str(folder / "pred.jsonl"), *corpus.options)


def question(document: dict[str, Any]) -> dict[str, Any]:
    """A corpus document without its answers."""
    return {ours: document[theirs] for theirs, ours in METADATA.items() if document.get(theirs) is not None}


def _answer(corpus: Corpus, result: dict[str, Any]) -> dict[str, Any]:
    """What a scorer reads of one line of our output."""
    if corpus in QUOTES:
        quotes = [quote | {"speaker_name": quote["speaker"]} for quote in result["quotes"]]
        return {"doc_id": str(result["doc_id"]), "quotes": quotes}
    return {
        "doc_id": str(result["doc_id"]),
        "toponyms": [
            {
                "start": place["start"],
                "end": place["end"],
                "lat": place["lat"],
                "lon": place["lon"],
                "kind": place["level"],
                "cc": place["country"],
            }
            for place in result["places"]
            if place["role"] not in corpus.drop
        ],
    }


def score(tools: Path, scorer: str, *arguments: str) -> str:
    """What a scorer in ``tools`` prints.

    Raises SettingsError: it is not there, or it failed.
    """
    path = tools / scorer
    if not path.is_file():
        raise SettingsError(f"{path} is not there: name the folder of the scorers with --tools.")
    command = [sys.executable, str(path.resolve()), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 — the user named the scorer
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise SettingsError(f"{scorer} failed ({last}): check the paths of corpora and tools.")
    return done.stdout + done.stderr
