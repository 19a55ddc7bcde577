"""What is known of 250,000 Spanish words before any sentence is read, as a small static vector of each.

Brown's clustering puts words that stand in the same places together, in a tree of 699 leaves; the low bits of a leaf's
number are the first turns of the way to it.  A vector joins random ones, one for each of four lengths of that way, so
words of near leaves are near.  All words of a leaf share a row of the table, which is therefore small.
"""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.strings import get_string_id
from spacy.vectors import Vectors

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

#: Bits of the way that each part tells, and numbers that tell them; the last part tells all of it.
_BITS = (4, 6, 10, 32)
_WIDTH = 32
_NONE = -1


def read_clusters(path: Path) -> dict[str, int]:
    """Word → the number of its cluster."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = (line.rstrip("\n").split("\t") for line in lines)
        return {word: int(cluster) for word, cluster in rows}


def vectors_of(clusters: dict[str, int], towns: dict[str, int], seed: int) -> Vectors:
    """The table; words are kept by their hashes alone."""
    kinds = {word: (clusters.get(word, _NONE), towns.get(word, _NONE)) for word in (*clusters, *towns)}
    rows = {kind: row for row, kind in enumerate(sorted(set(kinds.values())))}
    random = np.random.default_rng(seed)
    leaves = [leaf for leaf, _ in rows]
    parts = [_part([leaf if leaf == _NONE else leaf & ((1 << bits) - 1) for leaf in leaves], random) for bits in _BITS]
    parts.append(_part([town for _, town in rows], random))
    vectors = Vectors(data=np.concatenate(parts, axis=1), name="es_words")
    for word, kind in kinds.items():
        vectors.add(get_string_id(word), row=rows[kind])
    return vectors


def _part(kinds: list[int], random: np.random.Generator) -> NDArray[np.float32]:
    """A random unit vector for each kind, in the rows of that kind; none for what is of no kind."""
    drawn: dict[int, NDArray[Any]] = {kind: random.standard_normal(_WIDTH) for kind in sorted(set(kinds))}
    unit = {kind: vector / np.linalg.norm(vector) for kind, vector in drawn.items()}
    unit[_NONE] = np.zeros(_WIDTH)
    return np.array([unit[kind] for kind in kinds], dtype=np.float32)
