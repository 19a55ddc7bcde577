"""The process in which files are read, ``python -m geo.sources.readers.process``; ``apart`` starts it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.child.serving import serve
from geo.sources.readers.pieces import pieces
from geo.sources.readers.web.robots import permits

if TYPE_CHECKING:
    from collections.abc import Callable

#: What it can be asked to do.
JOBS: dict[str, Callable[..., object]] = {"pieces": pieces, "permits": permits}


def main() -> None:
    """Read files until there is nobody, or for a while nothing, to read for."""
    serve(_reader)


def _reader(_: object) -> Callable[[tuple[str, tuple[Any, ...]]], object]:
    return lambda job: JOBS[job[0]](*job[1])


if __name__ == "__main__":
    main()
