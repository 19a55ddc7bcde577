"""Text and Markdown, with a front matter or lines at its head."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.sources.decoding import decode
from geo.sources.readers.markdown import as_seen
from geo.sources.readers.told import Told, headed

if TYPE_CHECKING:
    from collections.abc import Iterator


def read(name: str, data: bytes) -> Iterator[Told]:
    """The text of the file below its header, verbatim but for what Markdown does not show.

    Raises SourceError: too large, empty or binary.
    """
    text, warnings = decode(data, name)
    told = headed(text, {}, {})
    seen, left_out = as_seen(told.text) if name.lower().endswith(".md") else (told.text, ())
    yield replace(told, text=seen, warnings=(*warnings, *told.warnings, *left_out))
