"""Word documents, by python-docx, which opens no address and no entity."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import docx
from docx.table import Table

from geo.sources.readers.told import IN_FILE, Told, headed, without_headline

if TYPE_CHECKING:
    from collections.abc import Iterator

IN_STYLE = "the paragraph that is set as title"
#: Tables in tables that are gone into.
DEEPEST_TABLE = 10


def read(_: str, data: bytes) -> Iterator[Told]:
    """The text of the document, a blank line between paragraphs; the cells of a row share one."""
    document = docx.Document(io.BytesIO(data))
    kept = document.core_properties
    values = {key: word for key, word in (("title", kept.title), ("author", kept.author)) if word and word.strip()}
    found = dict.fromkeys(values, IN_FILE)
    if values.get("author") == "python-docx":  # what the library's own template says
        del values["author"], found["author"]
    title = next((p.text for p in document.paragraphs if p.style and p.style.name == "Title" and p.text.strip()), "")
    if title and "title" not in values:
        values["title"], found["title"] = title, IN_STYLE
    text = without_headline(list(_paragraphs(document, 0)), values.get("title"))
    yield headed(text, values, found, kept.created)


def _paragraphs(container: Any, depth: int) -> Iterator[str]:  # noqa: ANN401 - a document or a cell
    for item in container.iter_inner_content():
        if isinstance(item, Table):
            yield from _rows(item, depth + 1) if depth < DEEPEST_TABLE else ()
        elif item.text.strip():
            yield item.text


def _rows(table: Table, depth: int) -> Iterator[str]:
    for row in table.rows:
        cells = [" ".join(_paragraphs(cell, depth)) for cell in row.cells]
        if any(cells):
            yield "\t".join(cells)
