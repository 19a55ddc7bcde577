"""Documents as JSON lines: one in, one out, in order, and a bad one becomes a line that says so."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Any

from geo.contract import error_to_json, to_json
from geo.errors import SourceError
from geo.settings import MAX_FILE_BYTES
from geo.sources.decoding import SINGLE_BYTES
from geo.sources.headers import split_header
from geo.sources.reader import make_document
from geo.types import Document, Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.extractor import Extractor

#: Bytes of one line: a text of the largest size, with every character as a \\uXXXX escape, and its metadata.
MAX_LINE_BYTES = 6 * MAX_FILE_BYTES


def extract_lines(
    extractor: Extractor, lines: IO[bytes], out: IO[str], published: str | None = None
) -> tuple[int, int]:
    """Extract every line of ``lines`` into a line of ``out``; the numbers of documents read and of bad ones.

    ``published`` is the date of those lines that state none.
    """
    read = bad = 0
    for number, line in enumerate(_lines(lines), start=1):
        if line is not None and not line.strip():
            continue
        result = _extract_line(extractor, line, number, published)
        bad += "error" in result
        read += "error" not in result
        out.write(_dump(result) + "\n")
        out.flush()
    return read, bad


def _lines(stream: IO[bytes]) -> Iterator[bytes | None]:
    """The lines one by one; None for one that is longer than the limit, which is passed over without keeping it."""
    while line := stream.readline(MAX_LINE_BYTES):
        if line.endswith(b"\n") or len(line) < MAX_LINE_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE_BYTES)
        yield None


def _dump(result: dict[str, Any]) -> str:
    """One line of JSON; half characters (lone surrogates), which no file can hold, stay escapes."""
    line = json.dumps(result, ensure_ascii=False, allow_nan=False)
    return line if line.isprintable() or _encodable(line) else json.dumps(result)


def _encodable(line: str) -> bool:
    try:
        line.encode()
    except UnicodeEncodeError:
        return False
    return True


def _extract_line(extractor: Extractor, line: bytes | None, number: int, published: str | None) -> dict[str, Any]:
    values: dict[str, Any] = {}
    try:
        values = _values(line, number)
        document = line_document(values, number, published)
    except SourceError as error:
        text = values.get("text")
        return error_to_json(values.get("doc_id"), text if isinstance(text, str) else None, str(error))
    extraction = extractor.try_extract(document)
    if isinstance(extraction, Rejected):
        return error_to_json(values.get("doc_id"), document.text, extraction.reason)
    return {**to_json(extraction), "doc_id": values.get("doc_id", document.id)}


def _values(line: bytes | None, number: int) -> dict[str, Any]:
    """The object in a line.

    Raises SourceError: too long, no JSON or no object.
    """
    if line is None:
        raise SourceError(f"line {number} is longer than {MAX_LINE_BYTES / 1e6:.0f} MB: split it.")
    try:
        values = json.loads(_decoded(line), parse_constant=_refused, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise SourceError(f"line {number} is not JSON ({error}): write one object on each line.") from error
    if not isinstance(values, dict):
        raise SourceError(f'line {number} is not an object: write {{"doc_id": …, "text": …}}.')
    return values


def _refused(constant: str) -> float:
    """NaN and Infinity are no JSON, though Python reads them."""
    raise ValueError(f"{constant} is no JSON")


def _finite(number: str) -> float:
    """A number that overflows could not be written again."""
    return float(number) if math.isfinite(float(number)) else _refused(number)


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return line.decode("utf-8-sig", errors=SINGLE_BYTES)


def line_document(values: dict[str, Any], number: int, published: str | None = None) -> Document:
    """The document of a line; its text is the line's text unchanged, and a dateline in it is read where it stands.

    Raises SourceError: no text, or one that cannot be analysed.
    """
    text = values.get("text")
    if not isinstance(text, str) or not text.strip():
        raise SourceError(f'line {number} has no text: give it as "text".')
    document = make_document(text, values, name=str(values.get("doc_id", f"line {number}")))
    if document.published is None:
        stated = split_header(text).values.get("published")
        if stated:
            dated = make_document(text, values | {"published": stated}, name=document.name)
            return replace(dated, warnings=document.warnings)
    if document.published is None and published:
        return replace(document, published=published, published_basis="user")
    return document
