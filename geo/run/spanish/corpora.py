"""The material, by what may be done with it: taught from, measured on, never both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.run.spanish.harmony import Harmony, plain_features
from geo.run.spanish.relations import finer
from geo.run.spanish.treebanks import read

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
        named=[sentence for sentence in (*rest, *in_both) if sentence.named],
    )


def parsed(folder: Path) -> Iterator[tuple[str, list[Sentence]]]:
    """Name and sentences of the treebanks on which parses are measured."""
    return ((name, read(folder / file)) for name, file in PARSED.items())


def named(folder: Path) -> Iterator[tuple[str, list[Sentence]]]:
    """Name and sentences of those on which names are measured."""
    return ((name, read(folder / file, named=True)) for name, file in NAMED.items())
