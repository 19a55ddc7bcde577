"""The process in which texts are read, ``python -m geo.extractor_process``; ``geo.extractor`` starts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.child.serving import serve
from geo.pipeline import open_pipeline

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.settings import Settings
    from geo.types import Document, Extraction, Rejected


def main() -> None:
    """Read documents until there is nobody, or for a while nothing, to read for."""
    serve(_reader)


def _reader(settings: Settings) -> Callable[[Document], Extraction | Rejected]:
    return open_pipeline(settings).try_extract


if __name__ == "__main__":
    main()
