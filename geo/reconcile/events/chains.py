"""Which telling of a document stands for several that tell the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def lead(parents: Sequence[int | None], index: int) -> int:
    """The index that a chain of ``duplicate_of`` leads to; of a chain that runs in a circle the smallest in the circle.

    ``parents[i]`` is what i repeats: an index, or None for a first telling; an index outside the list counts as None.
    """
    path: list[int] = []
    while index not in path:
        path.append(index)
        parent = parents[index]
        if parent is None or not 0 <= parent < len(parents):
            return index
        index = parent
    return min(path[path.index(index) :])
