"""Bytes to text, or one clear sentence why not."""

from __future__ import annotations

import codecs

from geo.errors import SourceError
from geo.settings import MAX_FILE_BYTES

#: First bytes of what people drop by mistake, and what they dropped.
MAGIC = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"\x1f\x8b": "a gzip archive",
    b"{\\rtf": "an RTF document",
    b"SQLite format 3": "a database",
}
#: Control characters (other than line breaks and tabs) beyond this share mean that it is no text.
MOST_CONTROLS = 0.02

#: The name of the error handler that reads bytes which are not UTF-8.
SINGLE_BYTES = "atlas_single_bytes"


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are not UTF-8 one by one as Windows-1252; the five it leaves free as Latin-1."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(_character(byte) for byte in bad), error.end


def _character(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


codecs.register_error(SINGLE_BYTES, _as_windows_1252)


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of ``data`` and warnings about how it was read.

    Raises SourceError: too large, empty or no text.
    """
    check_size(len(data), name)
    if not data.strip():
        raise SourceError(f"{name} is empty: put the article's text into it and try again.")
    for magic, what in MAGIC.items():
        if data.startswith(magic):
            raise SourceError(f"{name} is {what}, not text: save its text as .txt or .md and try again.")
    text, warnings = _decoded(data, name)
    controls = sum(character < " " and character not in "\n\r\t\f\v" for character in text)
    if controls > MOST_CONTROLS * len(text) or "\0" in text:
        raise SourceError(f"{name} is binary, not text: save its text as .txt or .md and try again.")
    return text, warnings


def check_size(size: int, name: str) -> None:
    """Raise SourceError where ``size`` bytes are more than one article can be."""
    if size > MAX_FILE_BYTES:
        raise SourceError(
            f"{name} has {size / 1e6:.0f} MB and the limit is {MAX_FILE_BYTES / 1e6:.0f} MB: "
            "split it into one file for each article."
        )


def _decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16"), ()
        except UnicodeDecodeError:
            raise SourceError(f"{name} begins as UTF-16 and is not: save it as UTF-8 and try again.") from None
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        text = data.decode("utf-8-sig", errors=SINGLE_BYTES)
        warning = f"{name} is not all UTF-8; the rest was read as Windows-1252 (Latin-1): check the accents."
        return text, (warning,)
