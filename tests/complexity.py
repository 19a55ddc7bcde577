"""Finds what is too complex to follow: ``python -m tests.complexity`` fails where a function of ``geo/`` is over BOUND.

Ruff counts branches alone.  Radon counts each "and" and "or", each loop and condition of a comprehension as well, and
so finds the one long condition that nobody can follow.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from radon.complexity import cc_visit

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
#: The highest cyclomatic complexity of a function, method or constructor.
BOUND = 15


def too_complex(path: Path) -> Iterator[str]:
    """The functions, methods and classes of a module that are over the bound, each as a line for its reader."""
    for block in cc_visit(path.read_text(encoding="utf-8")):
        if block.complexity > BOUND:
            where = f"{path.relative_to(ROOT)}:{block.lineno}"
            yield f"{where}: {block.fullname} has a complexity of {block.complexity}; {BOUND} is the most"


if __name__ == "__main__":
    found = [line for path in sorted((ROOT / "geo").rglob("*.py")) for line in too_complex(path)]
    sys.exit("\n".join(found) or None)
