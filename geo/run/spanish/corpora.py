"""The material, by what may be done with it: taught from, measured on, never both."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.run.spanish.harmony import Harmony, plain_features
from geo.run.spanish.relations import finer
from geo.run.spanish.treebanks import read, spans

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.run.spanish.treebanks import Sentence

CLUSTERS = "es_brown_clusters_250k.tsv.gz"
_CONVERTED, _CONVERTED_CHECKED = "cess_esp_ud_rest.conllu.gz", "cess_esp_ud_uddev.conllu.gz"
_CHECKED = "es_ancora-ud29-dev.conllu.gz"
#: Treebanks that no model of ours was taught from; the last two are of other kinds of text and other hands.
PARSED = {
    "AnCora test": "es_ancora-ud29-test.conllu.gz",
    "GSD dev and test": "es_gsd-ud-dev+test.conllu.gz",
    "PUD": "es_pud-ud-test.conllu.gz",
}
NAMED = {"CESS-ESP test": "cess_esp_ud_udtest.conllu.gz"}


#: Share of its mentions in which a name is a place, from which on it is one in all of them.
_PLACE = 0.15


@dataclass(frozen=True, slots=True)
class Material:
    """What is taught."""

    converted: list[Sentence]
    """Turned into dependencies by rules: many."""
    checked: list[Sentence]
    """Checked by hand: few, and right."""
    named: list[Sentence]
    """Those whose names somebody has told."""


def material(folder: Path) -> Material:
    """The treebanks to teach from.

    Raises SettingsError: one of them is missing.
    """
    in_both = read(folder / _CONVERTED_CHECKED, named=True)
    rest = read(folder / _CONVERTED, named=True)
    checked = [plain_features(sentence) for sentence in read(folder / _CHECKED)]
    harmony = Harmony(in_both, checked)
    return Material(
        converted=[finer(harmony.mended(sentence)) for sentence in rest],
        checked=[finer(sentence) for sentence in checked],
        named=_places_told_alike([sentence for sentence in (*rest, *in_both) if sentence.named]),
    )


def _places_told_alike(sentences: list[Sentence]) -> list[Sentence]:
    """The same with a country as a place also where it acts; the treebank calls it a body there, as it would a firm."""
    kinds: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for start, end, kind in spans(sentence):
            kinds[sentence.words[start:end]][kind] += 1
    places = {name for name, seen in kinds.items() if seen["LOC"] > 1 and seen["LOC"] >= _PLACE * seen.total()}
    return [_with_places(sentence, places) for sentence in sentences]


def _with_places(sentence: Sentence, places: set[tuple[str, ...]]) -> Sentence:
    names = list(sentence.names)
    for start, end, kind in spans(sentence):
        if kind == "ORG" and sentence.words[start:end] in places:
            names[start:end] = [mark.replace("ORG", "LOC") for mark in names[start:end]]
    return replace(sentence, names=tuple(names))


def parsed(folder: Path) -> Iterator[tuple[str, list[Sentence]]]:
    """Name and sentences of the treebanks on which parses are measured."""
    return ((name, read(folder / file)) for name, file in PARSED.items())


def named(folder: Path) -> Iterator[tuple[str, list[Sentence]]]:
    """Name and sentences of those on which names are measured."""
    return ((name, read(folder / file, named=True)) for name, file in NAMED.items())
