"""The process in which files are read, ``python -m geo.sources.readers.process``; ``apart`` starts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.child.serving import serve
from geo.sources.readers.pieces import pieces

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.sources.readers.pieces import Piece
    from geo.sources.readers.told import Came


def main() -> None:
    """Read files until there is nobody, or for a while nothing, to read for."""
    serve(_reader)


def _reader(_: object) -> Callable[[tuple[str, bytes, str, str, Came | None]], list[Piece]]:
    return lambda job: pieces(*job)


if __name__ == "__main__":
    main()
